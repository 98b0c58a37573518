import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { FORMULA_PATTERNS, GUARDED_FIRST, guardFormula } from '../values/formula-guard.ts'
import { ahead } from '../runtime/ahead.ts'
import type { ImportDatabase } from './dialect.ts'
import { storableText } from './storable.ts'

/** A line of CSV. Every cell is quoted: a program that splits at another sign finds no cell of its own. */
export const csvLine = (cells: readonly string[]) =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`

interface Asked {
  importId: string
  headers: readonly string[]
}

/** Characters of one piece: some milliseconds of work, for the database or for this thread. */
const PIECE = { postgres: 1024 * 1024, sqlite: 256 * 1024 }
/** Rows of the first piece: it is not known yet how large they are. */
const FEW = 16
const MOST = 20_000

interface Piece {
  text: string
  rows: number
  /** The last row in it. */
  last: number
}

type ReadPiece = (after: number, rows: number) => Promise<Piece | null>

/**
 * The lines, piece by piece, each in a statement of its own: no slow reader holds a connection, and the
 * memory does not grow with the rows. A piece of large rows has few of them. One piece is read ahead.
 */
export async function* failedRowLines(
  database: ImportDatabase,
  asked: Asked,
): AsyncGenerator<Uint8Array> {
  const { dialect } = database
  const read = dialect === 'postgres' ? inPostgres(database, asked) : inThisThread(database, asked)
  const encoder = new TextEncoder()
  let next = read(0, FEW)
  for (;;) {
    const piece = await next
    if (!piece) return
    // The database makes the next piece while this one is sent.
    next = ahead(readNext(read, piece, PIECE[dialect]))
    yield encoder.encode(piece.text)
  }
}

async function readNext(read: ReadPiece, { text, rows, last }: Piece, most: number) {
  // Others have their turn: SQLite answers at once.
  await nextTurn()
  const fit = Math.floor((rows * most) / text.length)
  return read(last, Math.max(1, Math.min(MOST, 4 * rows, fit)))
}

/**
 * Postgres makes the lines itself: no row passes through this process as values. Not by COPY, which on a
 * pool that others use lets their queries fail while it streams.
 */
function inPostgres({ db }: ImportDatabase, { importId, headers }: Asked): ReadPiece {
  const values = [...headers.map((header) => `data ->> ${literal(storableText(header))}`), REASON]
  const isNarrow = values.length < MOST_SELECTED
  const selected = isNarrow
    ? values.map((value, place) => `${value} AS c${place}`)
    : ['data', REASON]
  const cells = isNarrow ? values.map((_, place) => `c${place}`) : values
  const line = `array_to_string(ARRAY[${cells.map(quoted).join(', ')}], '","')`
  // `||` unpacks a large row once: otherwise each of its cells would unpack it again. OFFSET keeps
  // Postgres from taking each cell out of it wherever its guard looks at it.
  const piece = (after: number, rows: number) => `
    SELECT '"' || string_agg(line, E'"\\n"') || E'"\\n' AS text, count(*)::int AS rows,
      max(row_number) AS last
    FROM (
      SELECT row_number, ${line} AS line
      FROM (
        SELECT row_number, ${selected.join(', ')}
        FROM (
          SELECT row_number, data || '{}' AS data, ${REASON} FROM failed_import_rows
          WHERE import_id = ${literal(importId)} AND row_number > ${Number(after)}
          ORDER BY row_number LIMIT ${Number(rows)}
        ) AS rows OFFSET 0
      ) AS cells
    ) AS lines`
  return async (after, rows) => {
    const [found] = await db.execute<Piece & { last: number | null } & Record<string, unknown>>(
      sql.raw(piece(after, rows)),
    )
    return found && found.last !== null ? found : null
  }
}

const REASON = 'validation_error'
/** Postgres selects 1,664 columns at most. */
const MOST_SELECTED = 1_600

const literal = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

const FIRST = GUARDED_FIRST.map((sign) => sign.codePointAt(0)).join(', ')
const { guarded: GUARDED, plain: PLAIN, digit: DIGIT } = FORMULA_PATTERNS

/** A cell with its guard, as it stands between quotes. */
const quoted = (cell: string) => `replace(${guarded(cell)}, '"', '""')`

/** `guardFormula` in SQL. The first character alone says for most cells that there is nothing to do. */
function guarded(cell: string): string {
  const isPlain = `${cell} ~ ${literal(PLAIN)} AND ${cell} ~ ${literal(DIGIT)}`
  const isSafe = `left(${cell}, 1) = '''' OR (${isPlain})`
  return `coalesce(CASE
    WHEN ascii(${cell}) NOT IN (${FIRST}) THEN ${cell}
    WHEN ${cell} !~ ${literal(GUARDED)} AND (${isSafe}) THEN ${cell}
    ELSE '''' || (${cell}) END, '')`
}

function inThisThread({ db, tables }: ImportDatabase, { importId, headers }: Asked): ReadPiece {
  const { failedImportRows: rows } = tables
  const keys = headers.map(storableText)
  return async (after, most) => {
    const found = await db
      .select({ rowNumber: rows.rowNumber, data: rows.data, error: rows.validationError })
      .from(rows)
      .where(and(eq(rows.importId, importId), gt(rows.rowNumber, after)))
      .orderBy(asc(rows.rowNumber))
      .limit(most)
    const text = found.map(({ data, error }) => lineOf(data, keys, error)).join('')
    const last = found.at(-1)
    return last ? { text, rows: found.length, last: last.rowNumber } : null
  }
}

function lineOf(data: Record<string, string>, keys: readonly string[], error: string) {
  const cells = keys.map((key) => guardFormula(Object.hasOwn(data, key) ? (data[key] ?? '') : ''))
  return csvLine([...cells, guardFormula(error)])
}
