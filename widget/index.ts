/** Classes, events and the client of the elements; importing this registers nothing. */
export * from './events.ts'
export { ImportClient, type AuthHeaders, type ImportClientOptions } from './import-client.ts'
export { ImportClientError, type ClientErrorCode } from './import-client-error.ts'
export { ImportElement } from './import-element.ts'
export { ImportHistory } from './import-history.ts'
export { ImportWizard } from './import-wizard.ts'
export { en, type Strings, type StringsOverride } from './strings/en.ts'
