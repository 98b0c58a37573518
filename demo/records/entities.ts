/** What the demo keeps, in the order of its navigation. */
export const ENTITY_TYPES = ['company', 'people', 'opportunity', 'task', 'note'] as const
export type EntityType = (typeof ENTITY_TYPES)[number]

export const isEntityType = (text: string): text is EntityType =>
  ENTITY_TYPES.some((entityType) => entityType === text)

interface EntityNames {
  label: string
  singular: string
  icon: string
  /** The column that says which record it is. */
  title: 'name' | 'title'
  /** The other columns that the record list shows and searches. */
  shown: readonly string[]
}

export const ENTITIES: Record<EntityType, EntityNames> = {
  company: {
    label: 'Companies',
    singular: 'Company',
    icon: '▤',
    title: 'name',
    shown: ['externalId', 'domains', 'industry', 'headquarters', 'founded'],
  },
  people: {
    label: 'People',
    singular: 'Person',
    icon: '☺',
    title: 'name',
    shown: ['emails', 'phones', 'jobTitle', 'externalId'],
  },
  opportunity: {
    label: 'Opportunities',
    singular: 'Opportunity',
    icon: '◆',
    title: 'name',
    shown: ['stage', 'amount', 'closeDate', 'probability'],
  },
  task: {
    label: 'Tasks',
    singular: 'Task',
    icon: '✓',
    title: 'title',
    shown: ['dueAt', 'priority', 'done'],
  },
  note: { label: 'Notes', singular: 'Note', icon: '✎', title: 'title', shown: ['body'] },
}

/** How an importer names its entity type. */
export const namesOf = (entityType: EntityType) => {
  const { label, singular, icon } = ENTITIES[entityType]
  return { entityType, label, singular, icon }
}
