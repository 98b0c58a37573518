import { parseArgs } from 'node:util'
import { benchExecute, EXECUTE_PARTS } from './execute.ts'
import { benchHistory } from './history.ts'
import { benchReview } from './review.ts'
import { benchSizes } from './sizes.ts'
import { benchUpload } from './upload.ts'
import { benchWidget } from './widget.ts'

// `npm run bench -- upload|review|execute|widget|history [--runs 5]` measures the built kit against limits
// of the same run. Of `review`, `execute` and `widget`: [--rows 1000000]; of `execute` and `history`:
// [--database sqlite|postgres]; of `execute`: [--part matching|creates|linked]; of `history`:
// [--imports 1000000] [--failed 1000000]. `sizes` bundles the elements and other importers by the same
// command.

const BENCHES = {
  upload: benchUpload,
  review: benchReview,
  execute: benchExecute,
  history: benchHistory,
  sizes: benchSizes,
  widget: benchWidget,
} as const
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    rows: { type: 'string', default: '1000000' },
    imports: { type: 'string', default: '1000000' },
    failed: { type: 'string', default: '1000000' },
    database: { type: 'string' },
    part: { type: 'string' },
  },
})
const [name = ''] = positionals
const runs = Number(values.runs)
const rows = Number(values.rows)
const imports = Number(values.imports)
const failed = Number(values.failed)
const databases = [undefined, 'sqlite', 'postgres'] as const
const database = databases.find((one) => one === values.database)
const part = EXECUTE_PARTS.find((one) => one === values.part)
const isKnown = database === values.database && part === values.part
if (name in BENCHES && runs > 0 && rows > 0 && isKnown) {
  const asked = { runs, rows, imports, failed, database, part }
  await BENCHES[name as keyof typeof BENCHES](asked)
} else {
  const names = Object.keys(BENCHES).join('|')
  const options =
    '[--runs 5] [--rows 1000000] [--database sqlite|postgres] [--part matching|creates|linked]'
  console.error(`Usage: npm run bench -- ${names} ${options}`)
  process.exitCode = 2
}
