import { expect } from 'vitest'
import { z } from 'zod'
import type { FieldDefinition } from '../../../server-kit/index.ts'
import type { Mapping } from '../../support/test-kit.ts'

const OPTIONS = ['A', 'B', 'C', 'D', 'E', 'F'].map((label) => ({
  value: label.toLowerCase().repeat(2),
  label,
}))

type Verdicts = Record<string, { mapped: string } | { error: unknown }>
interface TypeRow {
  field: Omit<FieldDefinition, 'key' | 'label'>
  mapping?: Partial<Mapping>
  verdicts: Verdicts
}

const is = (mapped: string) => ({ mapped })
const not = (error: unknown) => ({ error })
export const POINT = 'Invalid number format. Expected: Point'
const COMMA = 'Invalid number format. Expected: Comma'
const date = (format: string) => not(`Invalid date format. Expected: ${format}`)
const day = is('2024-05-15')

/** The table of types, row by row: what is accepted as what, and how it is refused. */
export const TYPES: Record<string, TypeRow> = {
  'text by the field’s rules': {
    field: { rules: z.string().min(2, 'Two letters at least') },
    verdicts: { ab: is('ab'), '007': is('007'), '+49': is('+49'), a: not('Two letters at least') },
  },
  'an email': {
    field: { type: 'email' },
    verdicts: { 'a@x.org': is('a@x.org'), 'a@': not(expect.any(String)) },
  },
  'several emails': {
    field: { type: 'email', multiple: true },
    verdicts: {
      ' a@x.org,, b@x.org ,': is('a@x.org, b@x.org'),
      'a@x.org, bad': not({ bad: expect.any(String) }),
    },
  },
  'a phone': {
    field: { type: 'phone', defaultCountry: 'DE' },
    verdicts: { '030 901820': is('+49 30 901820'), '12': not(expect.any(String)) },
  },
  'several urls': {
    field: { type: 'url', multiple: true },
    verdicts: {
      'https://x.org/a': is('https://x.org/a'),
      'https://x.org, not a url': not({ 'not a url': expect.any(String) }),
    },
  },
  'a number with a point': {
    field: { type: 'number' },
    mapping: { numberFormat: 'point' },
    verdicts: { '1,000.5': is('1000.5'), '1 000': is('1000'), '1,00,0': not(POINT), x: not(POINT) },
  },
  'a number with a comma': {
    field: { type: 'number' },
    mapping: { numberFormat: 'comma' },
    verdicts: { '1.000,5': is('1000.5'), '1.00.0': not(COMMA), '1,000.5': not(COMMA) },
  },
  'a currency': {
    field: { type: 'currency' },
    mapping: { numberFormat: 'point' },
    verdicts: { '$1,000.50': { mapped: expect.stringContaining('1000.5') }, '1,00': not(POINT) },
  },
  'an ISO date': {
    field: { type: 'date' },
    mapping: { dateFormat: 'iso' },
    verdicts: { '2024-05-15': day, '15/05/2024': date('ISO'), '2024-02-30': date('ISO') },
  },
  'a European date': {
    field: { type: 'date' },
    mapping: { dateFormat: 'european' },
    verdicts: {
      '15/05/2024': day,
      '15-05-2024': day,
      '15.05.2024': day,
      '15 May 2024': day,
      '5/5/2024': is('2024-05-05'),
      '31.02.2024': date('European'),
      '05/15/2024': date('European'),
    },
  },
  'an American date': {
    field: { type: 'date' },
    mapping: { dateFormat: 'american' },
    verdicts: {
      '05/15/2024': day,
      '05-15-2024': day,
      'May 15th 2024': day,
      '15/05/2024': date('American'),
    },
  },
  'a datetime, naive in the actor’s zone': {
    field: { type: 'datetime' },
    mapping: { dateFormat: 'iso' },
    verdicts: {
      '2024-05-15 16:00': { mapped: expect.stringContaining('2024-05-15') },
      '2024-05-15T16:00:30+02:00': { mapped: expect.stringContaining('2024-05-15') },
      '2024-03-31 02:30': not(expect.any(String)),
      soon: date('ISO'),
    },
  },
  'a boolean': {
    field: { type: 'boolean' },
    verdicts: {
      TRUE: { mapped: expect.any(String) },
      no: { mapped: expect.any(String) },
      On: { mapped: expect.any(String) },
      '0': { mapped: expect.any(String) },
      maybe: not(expect.stringMatching(/true.*yes/i)),
    },
  },
  'a choice': {
    field: { type: 'choice', options: OPTIONS },
    verdicts: {
      a: is('A'),
      BB: is('B'),
      Z: not('Invalid choice. Must be one of: A, B, C, D, E...'),
    },
  },
  'several choices': {
    field: { type: 'choice', multiple: true, options: OPTIONS },
    verdicts: {
      'a, bb': is('A, B'),
      'a, z': not({ z: 'Invalid choice. Must be one of: A, B, C, D, E...' }),
    },
  },
  'an id by the host’s rule': {
    field: { type: 'id', rules: z.string().regex(/^r\d+$/, 'Ids are r and a number') },
    verdicts: { r1: is('r1'), '1': not('Ids are r and a number') },
  },
  'what the host validates': {
    field: { validate: (values) => values.map((one) => (one === 'b' ? 'Not b' : null)) },
    verdicts: { a: is('a'), b: not('Not b') },
  },
  'a required field': {
    field: { required: true },
    verdicts: { a: is('a'), '': not('Field is required') },
  },
  'a field that is not required': {
    field: { type: 'number' },
    verdicts: { '': is(''), '1': is('1') },
  },
}
