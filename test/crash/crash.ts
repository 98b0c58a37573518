import { parseArgs } from 'node:util'
import { runCrashes } from './crash-run.ts'
import { buildWorker } from './worker-process.ts'

// npm run crash -- --kills 200 [--seed 1] [--database sqlite|postgres]

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    database: { type: 'string' },
  },
})
const dialects = (['sqlite', 'postgres'] as const).filter(
  (dialect) => (values.database ?? dialect) === dialect,
)
if (dialects.length === 0) throw new Error('--database is sqlite or postgres')
const say = (line: string) => void process.stdout.write(`${line}\n`)

buildWorker()
for (const dialect of dialects) {
  const [seed, kills] = [Number(values.seed), Number(values.kills)]
  say(`${dialect}: ${kills} kills, seed ${seed}`)
  const report = await runCrashes({ dialect, seed, kills, say })
  say(JSON.stringify(report, null, 2))
  const { doubled, lost, stranded, violations } = report
  if (doubled + lost + stranded + violations.length > 0) process.exitCode = 1
}
