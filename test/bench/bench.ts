import { parseArgs } from 'node:util'
import { benchUpload } from './upload.ts'

// `npm run bench -- upload [--runs 5]`: measures the built kit against limits of the same run.

const BENCHES = { upload: benchUpload } as const
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' } },
})
const [name = ''] = positionals
const runs = Number(values.runs)
if (name in BENCHES && runs > 0) {
  await BENCHES[name as keyof typeof BENCHES]({ runs })
} else {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--runs 5]`)
  process.exitCode = 2
}
