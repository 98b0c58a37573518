import Papa from 'papaparse'
import type { Entity, Field } from '../contract/shapes.ts'
import type { FieldType } from '../contract/stages.ts'

const EXAMPLES: Record<FieldType, string> = {
  text: '',
  email: 'name@example.com',
  phone: '+1 202 555 0143',
  url: 'https://example.com',
  domain: 'example.com',
  number: '42',
  currency: '1000.00',
  date: '2024-05-15',
  datetime: '2024-05-15 16:00',
  boolean: 'yes',
  choice: '',
  id: '',
}

const exampleOf = ({ example, options, type, required, label }: Field) =>
  example ?? options?.[0]?.label ?? (EXAMPLES[type] || (required ? label : ''))

/** A file to start from: the fields' labels as headers and one example row. */
export const templateCsv = ({ fields }: Entity): string =>
  Papa.unparse({ fields: fields.map(({ label }) => label), data: [fields.map(exampleOf)] })
