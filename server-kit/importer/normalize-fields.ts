import type { Option } from '../contract/shapes.ts'
import type { FieldDefinition, ImporterField } from './importer.ts'

const toOption = (option: Option | string): Option =>
  typeof option === 'string' ? { value: option, label: option } : option

/** The fields with every default filled in. */
export const normalizeFields = (
  fields: readonly FieldDefinition[],
  defaultCountry: string,
): ImporterField[] =>
  fields.map((field) => ({
    key: field.key,
    label: field.label,
    type: field.type ?? 'text',
    required: field.required ?? false,
    multiple: field.multiple ?? false,
    options: field.options?.map(toOption) ?? null,
    example: field.example ?? null,
    icon: field.icon ?? null,
    guesses: [...(field.guesses ?? [])],
    rules: field.rules ?? null,
    validate: field.validate ?? null,
    unique: field.unique ?? false,
    listUpdate: field.listUpdate ?? 'merge',
    defaultCountry: field.defaultCountry ?? defaultCountry,
  }))
