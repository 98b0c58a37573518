import { setTimeout as wait } from 'node:timers/promises'
import type { ImporterDefinition } from '../../server-kit/index.ts'
import { TYPED_COLUMNS } from './typed-file.ts'

const rest = {
  matchableFields: [],
  findBy: () => [],
  save: (records) => records.map(() => ({ error: 'Nothing is saved here.' })),
} satisfies Partial<ImporterDefinition>

const fieldOf = ({ source, type, multiple, options }: (typeof TYPED_COLUMNS)[number]) => ({
  key: source,
  label: source,
  ...(type && { type }),
  ...(multiple && { multiple }),
  ...(options && { options }),
})

/** What the host of the benches imports. */
export const benchImporters: ImporterDefinition[] = [
  {
    entityType: 'people',
    label: 'People',
    singular: 'Person',
    fields: [{ key: 'name', label: 'Name' }],
    ...rest,
  },
  { entityType: 'typed', label: 'Typed', fields: TYPED_COLUMNS.map(fieldOf), ...rest },
  {
    // The host has to be asked for each value, and no two rows may have the same one.
    entityType: 'checked',
    label: 'Checked',
    fields: [
      { key: 'Code', label: 'Code', unique: true },
      {
        key: 'Emails',
        label: 'Emails',
        type: 'email',
        multiple: true,
        validate: async (values) => {
          await wait(1)
          return values.map((value) => (String(value).endsWith('7.io') ? 'Not one of ours' : null))
        },
      },
    ],
    ...rest,
  },
]
