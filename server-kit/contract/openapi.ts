import { z } from 'zod'
import { errorAnswer } from './answers.ts'
import { ROUTES, type ContractRoute } from './routes.ts'

/** The contract as an OpenAPI 3.1 document, made from the same schemas that router and tests use. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, route] of Object.entries<ContractRoute>(ROUTES)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(operationId, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'import-wizard-kit', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: { schemas: { Error: jsonSchema(errorAnswer, 'output') } },
  }
}

function operation(operationId: string, route: ContractRoute) {
  const parameters = [...pathParameters(route), ...queryParameters(route)]
  return {
    operationId,
    summary: route.summary,
    ...(parameters.length > 0 && { parameters }),
    ...requestBody(route),
    responses: { [route.status]: answer(route), default: errorResponse },
  }
}

const errorResponse = {
  description: 'A refusal',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

function pathParameters(route: ContractRoute) {
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(route: ContractRoute) {
  if (!route.query) return []
  const { properties = {}, required = [] } = jsonSchema(route.query, 'input')
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function requestBody(route: ContractRoute) {
  if (route.bodyIs === 'bytes') {
    return { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
  }
  if (!route.body) return {}
  const schema = jsonSchema(route.body, 'input')
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function answer(route: ContractRoute) {
  if (route.answer) {
    const schema = jsonSchema(route.answer, 'output')
    return { description: route.summary, content: { 'application/json': { schema } } }
  }
  const content = route.contentType && { content: { [route.contentType]: {} } }
  return { description: route.summary, ...content }
}

// `any` for what JSON Schema cannot say (a transform): the document stays valid, if wider.
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' })
