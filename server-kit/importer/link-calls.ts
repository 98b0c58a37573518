import { parseCell } from '../values/parse-cell.ts'
import { ruleFor } from './cell-rules.ts'
import { checkSaveResults } from './host-answers.ts'
import type {
  EntityLinkDefinition,
  Importer,
  ImporterContext,
  ImporterField,
  ImportRecord,
  LinkValue,
  SaveResult,
} from './importer.ts'
import { whenAnswered } from './maybe-promise.ts'
import { normalizeFields } from './normalize-fields.ts'

/** The two functions of a link, the importer's own where the link has none. */
export interface LinkCalls {
  findBy: NonNullable<EntityLinkDefinition['findBy']>
  create: NonNullable<EntityLinkDefinition['create']>
}

const listedFields = ({ fields, defaultCountry }: Importer): ImporterField[] =>
  typeof fields === 'function' ? [] : normalizeFields(fields, defaultCountry)

/** The link with label, type and `multiValue` of its matchable fields as the target's fields have them. */
export function inheritMatchers(
  link: EntityLinkDefinition,
  target: Importer | undefined,
): EntityLinkDefinition {
  const fields = target ? listedFields(target) : []
  const matchableFields = link.matchableFields.map((matchable) => {
    const field = fields.find(({ key }) => key === matchable.field)
    if (!field) return matchable
    const { label, type, multiple } = field
    // The options of a choice are the linked importer's: here it is compared as text.
    return { label, type: type === 'choice' ? 'text' : type, multiValue: multiple, ...matchable }
  })
  return { ...link, matchableFields }
}

/** What finds and makes the records of a link. `target`: the importer of its entity type. */
export function linkCalls(link: EntityLinkDefinition, target: Importer | undefined): LinkCalls {
  const missing = () => {
    throw new Error(`Entity link "${link.key}" has no importer "${link.entityType}" to ask`)
  }
  const targetCreate = target ? (target.createLinked ?? creator(target)) : missing
  return {
    findBy: link.findBy?.bind(link) ?? target?.findBy ?? missing,
    create: link.create?.bind(link) ?? targetCreate,
  }
}

/** Makes linked records by `save`: the value in its field, and as the name where one is required. */
function creator(target: Importer): LinkCalls['create'] {
  const fields = listedFields(target)
  return (values, context) => {
    const made = values.map((value) => newRecord(value, { target, fields, context }))
    const records = made.filter((record) => 'values' in record)
    if (records.length === 0) return made.filter((record) => 'error' in record)
    const host = { importer: target.entityType, call: 'save' }
    return whenAnswered(target.save(records, context), (answer) => {
      const results = checkSaveResults(answer, records.length, host).values()
      return made.map((record) => ('error' in record ? record : nextOf(results)))
    })
  }
}

function nextOf(results: Iterator<SaveResult, undefined>): SaveResult {
  return results.next().value ?? { gone: true }
}

interface Making {
  target: Importer
  fields: ImporterField[]
  context: ImporterContext
}

function newRecord({ field, value }: LinkValue, making: Making): ImportRecord | { error: string } {
  const { target, fields, context } = making
  const text = value.trim()
  const cell = parseCell(ruleOf(field, making), text)
  if (!cell.ok) return { error: `${target.singular} “${text}”: ${sentenceOf(cell.error)}` }
  const name = fields.find(({ key }) => key === 'name')
  return {
    // No row of the file: a record made for a link belongs to all rows with its value.
    rowNumber: 0,
    idempotencyKey: `${context.importId}:${target.entityType}:${field}:${text}`,
    action: 'create',
    id: null,
    values: { ...(name?.required && { name: text }), [field]: cell.value },
    links: {},
  }
}

const ruleOf = (field: string, { target, fields }: Making) => {
  const mapping = { source: field, target: field, entityLink: null }
  const formats = { dateFormat: null, numberFormat: null }
  const file = { headers: [field], timeZone: 'UTC' }
  return ruleFor({ ...mapping, ...formats }, { importer: target, fields }, file)
}

const sentenceOf = (error: string | Record<string, string>) =>
  typeof error === 'string' ? error : Object.values(error).join('; ')
