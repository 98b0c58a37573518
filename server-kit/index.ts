export { createImportKit, type ImportKit } from './import-kit.ts'
export type { Actor } from './actor.ts'
export type { Cleaned } from './cleanup.ts'
export type {
  FinishedImport,
  ImportKitOptions,
  ImportUser,
  KitLimits,
  NoticeOptions,
  Retention,
} from './options.ts'
export { ImportError, SetupError } from './errors.ts'
export { defineImporter } from './importer/define-importer.ts'
export { RowError } from './importer/row-error.ts'
export { drizzleImporter } from './importer/drizzle-importer.ts'
export type {
  EntityLinkDefinition,
  FieldDefinition,
  FindQuery,
  FoundRecord,
  ImporterContext,
  ImporterDefinition,
  ImportRecord,
  LinkValue,
  LoadedRecord,
  MatchableFieldDefinition,
  RowToCheck,
  SaveResult,
} from './importer/importer.ts'
export { migrate, type Migrated } from './model/migrate.ts'
export { webhook, type WebhookOptions } from './webhook.ts'
