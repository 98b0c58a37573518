#!/usr/bin/env node
import { once } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createImportKit, type ImportKit } from './import-kit.ts'
import type { ImportKitOptions } from './options.ts'
import { errorText } from './runtime/error-text.ts'

const HELP = `Usage: import-wizard-kit <command> --config <module>

  migrate   creates and upgrades the kit's tables
  cleanup   removes what is over: old drafts, rows of finished imports, old failed rows
  worker    runs imports without HTTP until SIGTERM or SIGINT

  --config  a module that exports the host's options as \`importKitOptions\`: what createImportKit is given
  --help    shows this text

Exit code: 0 done, 1 failed, 2 called wrongly.
`

/** The host's mistake in calling: said without a stack. */
class UsageError extends Error {}

type Command = (kit: ImportKit) => Promise<string>

const COMMANDS: Record<string, Command> = { migrate, cleanup, worker }

process.exitCode = await run(process.argv.slice(2))
// The host's database would keep the process alive.
process.exit()

async function run(parameters: string[]): Promise<number> {
  let name = ''
  try {
    const asked = parse(parameters)
    if (asked === 'help') return say(HELP)
    name = asked.name
    const kit = createImportKit(await loadOptions(asked.config))
    return say(`${name}: ${await finished(kit, asked.command)}\n`)
  } catch (error) {
    const isUsage = error instanceof UsageError
    const text = isUsage ? `${error.message}\n\n${HELP}` : `${name}: ${errorText(error)}\n`
    process.stderr.write(`import-wizard-kit ${text}`)
    return isUsage ? 2 : 1
  }
}

function parse(parameters: string[]) {
  const { values, positionals } = parsed(parameters)
  if (values.help) return 'help'
  const [name = '', ...others] = positionals
  const command = COMMANDS[name]
  if (!command || others.length > 0) throw new UsageError('needs one of the commands.')
  if (!values.config) throw new UsageError(`${name} needs --config <module>.`)
  return { name, command, config: values.config }
}

function parsed(parameters: string[]) {
  try {
    return parseArgs({
      args: parameters,
      allowPositionals: true,
      options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'cannot read its parameters.')
  }
}

async function loadOptions(config: string): Promise<ImportKitOptions> {
  const loaded: Partial<Record<string, ImportKitOptions>> = await import(
    pathToFileURL(resolve(config)).href
  )
  const options = loaded['importKitOptions']
  if (options) return options
  throw new UsageError(`found no export \`importKitOptions\` in ${config}.`)
}

async function finished(kit: ImportKit, command: Command): Promise<string> {
  try {
    return await command(kit)
  } finally {
    await kit.stop()
  }
}

async function migrate(kit: ImportKit): Promise<string> {
  const { applied } = await kit.migrate()
  return applied.length > 0 ? `applied ${applied.join(', ')}` : 'the tables are up to date'
}

async function cleanup(kit: ImportKit): Promise<string> {
  const { drafts, rowStores, failedRows, records } = await kit.cleanup()
  return `removed ${drafts} drafts, ${rowStores} row stores, ${failedRows} failed rows, ${records} records`
}

async function worker(kit: ImportKit): Promise<string> {
  // A kit's own timers keep no process alive.
  const alive = setInterval(() => {}, 60_000)
  const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  await kit.work()
  say('worker: running; stop it with SIGTERM\n')
  await told
  clearInterval(alive)
  return 'stopping at the edge of a batch'
}

function say(text: string) {
  process.stdout.write(text)
  return 0
}
