import type { EntityLinkDefinition, MatchableFieldDefinition } from '../../server-kit/index.ts'
import { ENTITIES, type EntityType } from '../records/entities.ts'
import { USERS } from '../users.ts'

interface LinkName {
  key: string
  label: string
  multiple?: boolean
  /** Headers that mean this link, by what such a column holds: a name, as a rule. */
  guesses: string[]
}

const byId: MatchableFieldDefinition = {
  field: 'id',
  label: 'Record ID',
  type: 'id',
  priority: 100,
  behavior: 'match_only',
}

const linkTo = (entityType: EntityType, { key, label, multiple = false, guesses }: LinkName) => ({
  key,
  label,
  multiple,
  guesses,
  entityType,
  icon: ENTITIES[entityType].icon,
})

/** A company by its id or domains, else by name: one new company per distinct name. */
export const companyLink = (name: LinkName): EntityLinkDefinition => ({
  ...linkTo('company', name),
  matchableFields: [
    byId,
    {
      field: 'domains',
      label: 'Domain',
      type: 'domain',
      priority: 90,
      behavior: 'match_or_create',
      multiValue: true,
      guesses: ['company domain', 'company domains'],
    },
    { field: 'name', label: 'Name', priority: 80, behavior: 'create', guesses: name.guesses },
  ],
})

/** A person by id, e-mail or phone, else by name: one new person per distinct name. */
export const peopleLink = (name: LinkName): EntityLinkDefinition => ({
  ...linkTo('people', name),
  matchableFields: [
    byId,
    {
      field: 'emails',
      label: 'E-mail',
      type: 'email',
      priority: 90,
      behavior: 'match_or_create',
      multiValue: true,
      guesses: ['contact email', 'contact e-mail', 'email', 'e-mail'],
    },
    {
      field: 'phones',
      label: 'Phone',
      type: 'phone',
      priority: 80,
      behavior: 'match_or_create',
      multiValue: true,
      guesses: ['contact phone', 'phone'],
    },
    { field: 'name', label: 'Name', priority: 70, behavior: 'create', guesses: name.guesses },
  ],
})

const opportunityLink = (name: LinkName): EntityLinkDefinition => ({
  ...linkTo('opportunity', name),
  matchableFields: [
    byId,
    {
      field: 'name',
      label: 'Name',
      priority: 90,
      behavior: 'match_or_create',
      guesses: name.guesses,
    },
  ],
})

const userMatcher = {
  id: { field: 'id', label: 'User ID', priority: 100 },
  email: { field: 'email', label: 'E-mail', priority: 90 },
}

/** Users are no entity of the CRM: the link finds them itself, in the actor's own team. */
export const userLink = (
  { guesses, ...name }: LinkName,
  matchers: (keyof typeof userMatcher)[],
): EntityLinkDefinition => ({
  ...name,
  icon: '◐',
  entityType: 'user',
  matchableFields: matchers.map((field) => ({
    ...userMatcher[field],
    behavior: 'match_only',
    guesses: field === 'email' ? guesses : [],
  })),
  findBy: ({ field, values }, { teamId }) =>
    USERS.filter(({ team }) => team === teamId).flatMap((user) => {
      const value = field === 'id' ? user.id : user.email
      return values.includes(value) ? [{ value, id: user.id, name: user.name }] : []
    }),
})

/** What tasks and notes are about: any number of records. */
export const anyRecord: readonly EntityLinkDefinition[] = [
  companyLink({
    key: 'companies',
    label: 'Companies',
    multiple: true,
    guesses: ['companies', 'company', 'company name'],
  }),
  peopleLink({
    key: 'people',
    label: 'People',
    multiple: true,
    guesses: ['people', 'person', 'contacts', 'contact'],
  }),
  opportunityLink({
    key: 'opportunities',
    label: 'Opportunities',
    multiple: true,
    guesses: ['opportunities', 'opportunity', 'deals', 'deal'],
  }),
]
