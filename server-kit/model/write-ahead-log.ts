/** A host's SQLite file in WAL mode: what a long run of commits does to it, and how it is spared that. */
export interface WriteAheadLog {
  /** Of the driver. */
  client: object
  /**
   * Lets the log grow: otherwise every commit of a batch waits until the disk has both copies. Keeps
   * more of the file's pages in memory.
   */
  hold(): void
  /** The host's own settings, when nobody holds the log any more. */
  release(): void
}

interface Client {
  memory: boolean
  pragma(text: string, options: { simple: true }): unknown
}

/** 400 MB of pages, should nobody bring the log into the file meanwhile. */
const MOST_PAGES = 100_000

const isClient = (value: unknown): value is Client =>
  typeof value === 'object' &&
  value !== null &&
  'pragma' in value &&
  typeof value.pragma === 'function' &&
  'memory' in value

/**
 * In KiB. Most indexes are filled here and there: of two megabytes, as SQLite has them by default, each
 * row pushes a page out that the next one needs.
 */
const CACHE = 32 * 1024

interface Before {
  autocheckpoint: number
  /** Pages, or less than 0: KiB. */
  cache: number
}

const held = new WeakMap<Client, { holders: number; before: Before }>()

/** Null: not SQLite, in memory, or without such a log. */
export function writeAheadLog(db: object): WriteAheadLog | null {
  const client: unknown = Reflect.get(db, '$client')
  if (!isClient(client) || client.memory) return null
  const ask = (pragma: string) => client.pragma(pragma, { simple: true })
  const number = (pragma: string) => Number(ask(pragma))
  const settings = () => ({
    autocheckpoint: number('wal_autocheckpoint'),
    cache: number('cache_size'),
  })
  const kibOf = (cache: number) =>
    cache < 0 ? -cache : Math.floor((cache * number('page_size')) / 1024)
  if (ask('journal_mode') !== 'wal') return null
  return {
    client,
    hold() {
      const known = held.get(client) ?? { holders: 0, before: settings() }
      held.set(client, { ...known, holders: known.holders + 1 })
      ask(`wal_autocheckpoint = ${MOST_PAGES}`)
      if (kibOf(known.before.cache) < CACHE) ask(`cache_size = -${CACHE}`)
    },
    release() {
      const known = held.get(client)
      if (!known) return
      if (known.holders > 1) {
        held.set(client, { ...known, holders: known.holders - 1 })
        return
      }
      held.delete(client)
      ask(`wal_autocheckpoint = ${known.before.autocheckpoint}`)
      ask(`cache_size = ${known.before.cache}`)
    },
  }
}
