import type { EntityType } from './entities.ts'
import type { RecordsDatabase } from './open-records.ts'

/** The table of an entity type. */
export function tableOf({ tables }: RecordsDatabase, entityType: EntityType) {
  return {
    company: tables.companies,
    people: tables.people,
    opportunity: tables.opportunities,
    task: tables.tasks,
    note: tables.notes,
  }[entityType]
}
