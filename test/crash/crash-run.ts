import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kind, KINDS } from './disturbances.ts'
import { type HostDatabase, openHostDatabase } from './host-database.ts'
import type { Outcome } from './outcome.ts'
import { newPeopleFile, peopleFile } from './people-file.ts'
import { type Round, runRound } from './round.ts'
import { present } from '../support/model-fixture.ts'
import { createSeeded } from './seeded.ts'
import type { FailpointName } from './worker/settings.ts'

export interface CrashRunOptions {
  dialect: 'sqlite' | 'postgres'
  seed: number
  /** Processes, connections and databases that die, over all rounds. */
  kills: number
  rows?: number
  say?(line: string): void
}

export interface CrashReport {
  rounds: number
  /** What was done, by kind; `stopped` processes were woken after their lease had run out. */
  done: Record<Kind, number>
  kills: number
  /** How often a process died or stopped at each edge. */
  edges: Partial<Record<FailpointName, number>>
  doubled: number
  lost: number
  stranded: number
  /** Outcomes and reads that are not as they have to be. */
  violations: string[]
  reads: number
  /** Milliseconds. */
  resume: { median: number; most: number }
  longestUnattended: number
}

const KILLS_A_ROUND = 12

/** Imports two files in turn, over and over, while everything dies, until enough has. */
export async function runCrashes(options: CrashRunOptions): Promise<CrashReport> {
  const { dialect, seed, kills, rows = 4_000, say = () => {} } = options
  const seeded = createSeeded(seed)
  const files = [peopleFile(rows, seeded), newPeopleFile(rows, seeded)]
  const storageDir = mkdtempSync(join(tmpdir(), 'import-kit-crash-rows-'))
  const database = await openHostDatabase(dialect)
  try {
    const measures: { file: string; expected: Outcome }[] = []
    for (const file of files) {
      const teamId = `calm-${measures.length + 1}`
      const expected = await uninterrupted(database, { storageDir, file, teamId })
      measures.push({ file, expected })
    }
    const rounds: Round[] = []
    const reached = new Map<FailpointName, number>()
    const run = { database, storageDir, seeded, reached }
    // Each file has to be in a round: a test has few kills.
    const most = Math.min(KILLS_A_ROUND, Math.ceil(kills / files.length))
    while (killsOf(rounds) < kills) {
      const { file, expected } = present(measures[rounds.length % measures.length])
      const left = Math.min(most, kills - killsOf(rounds))
      const teamId = `round-${rounds.length + 1}`
      const round = await runRound({ ...run, file, teamId, kills: left }, expected)
      rounds.push(round)
      say(lineOf(rounds, round))
    }
    return reportOf(rounds, reached)
  } finally {
    await database.close()
    rmSync(storageDir, { recursive: true, force: true })
  }
}

/** What nothing interrupts: the measure of all rounds. */
export async function uninterrupted(
  database: HostDatabase,
  { teamId = 'calm', ...given }: { storageDir: string; file: string; teamId?: string },
): Promise<Outcome> {
  const settings = { ...given, database, seeded: createSeeded(1), reached: new Map() }
  const calm = { ...settings, teamId, kills: null }
  const { outcome, violations } = await runRound(calm, null)
  if (outcome.status !== 'completed' || violations.length > 0) {
    throw new Error(`Undisturbed it is not right either: ${violations.join('; ')}`)
  }
  return outcome
}

/** A process that is stopped is not dead. */
const deathsOf = ({ done }: Pick<Round, 'done'>) =>
  done.killed + done['killed at an edge'] + done.connections + done.database

const killsOf = (rounds: readonly Round[]) =>
  rounds.reduce((sum, round) => sum + deathsOf(round), 0)

function reportOf(
  rounds: readonly Round[],
  reached: ReadonlyMap<FailpointName, number>,
): CrashReport {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, one) => total + of(one), 0)
  const resumed = rounds.flatMap((round) => round.resumed).sort((left, right) => left - right)
  const done = Object.fromEntries(KINDS.map((kind) => [kind, sum((round) => round.done[kind])]))
  return {
    rounds: rounds.length,
    done: { killed: 0, 'killed at an edge': 0, stopped: 0, connections: 0, database: 0, ...done },
    kills: killsOf(rounds),
    edges: Object.fromEntries(reached),
    doubled: sum(({ doubled }) => doubled),
    lost: sum(({ lost }) => lost),
    stranded: sum(({ stranded }) => stranded),
    violations: rounds.flatMap((round, index) => violationsOf(round, index + 1)),
    reads: sum(({ reads }) => reads),
    resume: {
      median: Math.round(resumed[Math.floor(resumed.length / 2)] ?? 0),
      most: Math.round(resumed.at(-1) ?? 0),
    },
    longestUnattended: Math.round(Math.max(0, ...rounds.map((one) => one.longestUnattended))),
  }
}

const violationsOf = ({ violations, differs }: Round, number: number) =>
  [...violations, ...differs.map((part) => `${part}: not as without interruption`)].map(
    (violation) => `round ${number}: ${violation}`,
  )

function lineOf(rounds: readonly Round[], round: Round): string {
  const done = KINDS.map((kind) => `${kind} ${round.done[kind]}`).join(', ')
  const { doubled, lost, stranded, differs, violations } = round
  const result = `doubled ${doubled}, lost ${lost}, stranded ${stranded}`
  const wrong = [...differs, ...violations].join(' · ')
  return `round ${rounds.length}: ${done} → ${result}${wrong ? `: ${wrong}` : ''}; ${killsOf(rounds)} kills`
}
