import { setTimeout as sleep } from 'node:timers/promises'
import type { HostDatabase } from './host-database.ts'

const FINAL = new Set(['completed', 'failed', 'cancelled'])

/**
 * Reads an import all the time, from outside of its workers, each time in one statement: the counts
 * have to be true at every read, and a running import may not be without a live lease for long.
 */
export class WatchedImport {
  readonly violations: string[] = []
  readonly #database: HostDatabase
  readonly #importId: string
  reads = 0
  processed = 0
  status = ''
  /** Milliseconds: the longest time without a live lease. */
  longestUnattended = 0
  #unattendedSince = 0
  #changedAt = performance.now()
  #isOver = false
  #watching: Promise<void> | null = null

  constructor(database: HostDatabase, importId: string) {
    this.#database = database
    this.#importId = importId
  }

  /** Milliseconds since its rows, or its status, were seen to change. */
  get silence(): number {
    return performance.now() - this.#changedAt
  }

  get isFinal(): boolean {
    return FINAL.has(this.status)
  }

  start(): void {
    this.#watching = this.#watch()
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await this.#watching
  }

  async #watch() {
    while (!this.#isOver) {
      try {
        this.#judge(await this.#read())
      } catch {
        // The database is away just now.
      }
      await sleep(15)
    }
  }

  async #read() {
    const now =
      this.#database.dialect === 'postgres' ? 'clock_timestamp()' : `unixepoch('subsec') * 1000`
    const [row = {}] = await this.#database.query(
      `SELECT /* harness */ i.*, lease_until > ${now} AS is_alive,
         (SELECT count(*) FROM crash_effects e WHERE e.import_id = i.id) AS effects,
         (SELECT count(*) FROM failed_import_rows f WHERE f.import_id = i.id) AS refused
       FROM imports i WHERE i.id = $1`,
      [this.#importId],
    )
    return row
  }

  #judge(row: Record<string, unknown>) {
    const number = (name: string) => Number(row[name])
    const [created, updated] = [number('created_rows'), number('updated_rows')]
    const [skipped, failed] = [number('skipped_rows'), number('failed_rows')]
    const [processed, total] = [number('processed_rows'), number('total_rows')]
    const isChanged = processed !== this.processed || this.status !== String(row['status'])
    if (isChanged) this.#changedAt = performance.now()
    this.status = String(row['status'])
    this.reads += 1
    this.#expect(created + updated + skipped + failed === processed, 'the counts add up', row)
    this.#expect(processed <= total, 'no more rows are processed than there are', row)
    this.#expect(number('effects') === created + updated, 'what is counted is written', row)
    this.#expect(number('refused') === failed, 'failed rows are as many as counted', row)
    this.#expect(processed >= this.processed, 'counts never go back', row)
    const isCompleted = this.status === 'completed'
    this.#expect(!isCompleted || processed === total, 'a completed import has all rows', row)
    this.processed = processed
    this.#noteLease(this.status === 'importing' && !row['is_alive'])
  }

  #noteLease(isUnattended: boolean) {
    const now = performance.now()
    if (!isUnattended) this.#unattendedSince = 0
    else this.#unattendedSince ||= now
    if (this.#unattendedSince === 0) return
    this.longestUnattended = Math.max(this.longestUnattended, now - this.#unattendedSince)
  }

  #expect(holds: boolean, what: string, row: Record<string, unknown>) {
    if (holds || this.violations.length >= 20) return
    const { status, total_rows, processed_rows, created_rows, updated_rows, effects } = row
    const read = { status, total_rows, processed_rows, created_rows, updated_rows, effects }
    this.violations.push(`not true: ${what}: ${JSON.stringify(read)}`)
  }
}
