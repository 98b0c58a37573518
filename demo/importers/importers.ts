import type { RecordsDatabase } from '../records/open-records.ts'
import { companyImporter } from './company.ts'
import { noteImporter } from './note.ts'
import { opportunityImporter } from './opportunity.ts'
import { peopleImporter } from './people.ts'
import { taskImporter } from './task.ts'

/** What can be imported into the demo, in the order of its navigation. */
export const createImporters = (database: RecordsDatabase) => [
  companyImporter(database),
  peopleImporter(database),
  opportunityImporter(database),
  taskImporter(database),
  noteImporter(database),
]
