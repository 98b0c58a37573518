import type { Database } from 'better-sqlite3'

/** A column of the file in `import_rows`, by its place from 0. */
export const cellColumn = (index: number) => `c${index + 1}`

/** The names of `count` columns of the file, from place `from` on. */
export const cellColumns = (count: number, from = 0) =>
  Array.from({ length: count }, (_, place) => cellColumn(from + place))

// A balanced tree of ORs: SQLite limits the depth of an expression to 1,000.
function anyFilled(columns: readonly string[]): string {
  if (columns.length === 1) return `${columns[0]} <> ''`
  const half = Math.floor(columns.length / 2)
  return `(${anyFilled(columns.slice(0, half))} OR ${anyFilled(columns.slice(half))})`
}

/** The table of the rows, with the columns of the header; `has_extra`: cells beyond it are filled. */
export function createRows(db: Database, columns: number): void {
  const cells = cellColumns(columns)
  db.exec(`CREATE TABLE import_rows (
    row_number INTEGER PRIMARY KEY,
    has_extra INTEGER NOT NULL DEFAULT 0,
    ${cells.map((name) => `${name} TEXT NOT NULL`).join(', ')},
    CHECK (has_extra OR ${anyFilled(cells)})
  )`)
}

/** A column for cells beyond the header: blank in the rows so far. */
export function addCellColumn(db: Database, index: number): void {
  db.exec(`ALTER TABLE import_rows ADD COLUMN ${cellColumn(index)} TEXT NOT NULL DEFAULT ''`)
}

// What a large import has, as SQLite would measure it. Otherwise it takes the values of a column for few,
// and reads all of them for the some that an index knows.
const SIZES = [
  ['column_values', '10000000 1000000 1'],
  ['values_of_several_rows', '1000000 100000 100 1'],
  ['values_to_review', '100000 10000 100 1'],
  ['values_modified', '10000 1000 100 1'],
  ['values_skipped', '10000 1000 100 1'],
  ['values_undone', '1000 100 1'],
  ['values_host', '10000 1000 1'],
]
  .map(([index, sizes]) => `('column_values', '${index}', '${sizes}')`)
  .join(', ')

/**
 * Made after loading: nothing of this is filled while rows come in. `remembered` in `column_values`: 1,
 * the correction is from an earlier import; 2, decided here, so that no earlier one comes in between.
 */
export const REVIEW_TABLES = `
  CREATE TABLE match_pages (
    first_row INTEGER PRIMARY KEY,
    counts TEXT NOT NULL,
    rows BLOB NOT NULL,
    actions BLOB NOT NULL,
    withheld BLOB NOT NULL,
    ids TEXT NOT NULL,
    reasons TEXT NOT NULL
  );
  CREATE TABLE store (
    reading TEXT NOT NULL,
    total_rows INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    rules_revision INTEGER NOT NULL DEFAULT 0,
    match_pass INTEGER NOT NULL DEFAULT 0,
    match_status TEXT NOT NULL DEFAULT 'pending',
    match_scope TEXT NOT NULL DEFAULT 'all',
    matched_rows INTEGER NOT NULL DEFAULT 0,
    match_counts TEXT NOT NULL DEFAULT '{}',
    match_plan TEXT,
    match_problem TEXT,
    processed_to INTEGER NOT NULL DEFAULT 0,
    is_frozen INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE import_columns (
    place INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL,
    rule TEXT,
    rule_version INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'pending',
    problem TEXT,
    is_judged INTEGER NOT NULL DEFAULT 0,
    distinct_values INTEGER
  );
  CREATE TABLE column_values (
    place INTEGER NOT NULL,
    value TEXT NOT NULL,
    rows INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    host_error TEXT,
    correction TEXT,
    correction_error TEXT,
    skipped INTEGER NOT NULL DEFAULT 0,
    remembered INTEGER NOT NULL DEFAULT 0,
    effective_error TEXT GENERATED ALWAYS AS (
      CASE WHEN correction IS NULL THEN coalesce(error, host_error) ELSE correction_error END
    ) VIRTUAL,
    PRIMARY KEY (place, value)
  ) WITHOUT ROWID;
  CREATE INDEX values_of_several_rows ON column_values (place, rows DESC, value) WHERE rows > 1;
  CREATE INDEX values_to_review ON column_values (place, rows DESC, value)
    WHERE skipped = 0 AND effective_error IS NOT NULL;
  CREATE INDEX values_modified ON column_values (place, rows DESC, value)
    WHERE skipped = 0 AND correction IS NOT NULL;
  CREATE INDEX values_skipped ON column_values (place, rows DESC, value) WHERE skipped = 1;
  CREATE INDEX values_undone ON column_values (place, value)
    WHERE remembered = 2 AND skipped = 0 AND correction IS NULL;
  CREATE INDEX values_host ON column_values (place, value) WHERE host_error IS NOT NULL;
  CREATE TABLE repeated_keys (
    place INTEGER NOT NULL,
    key TEXT NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (place, key)
  ) WITHOUT ROWID;
  CREATE TABLE cell_decisions (
    place INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    value TEXT NOT NULL,
    correction TEXT,
    correction_error TEXT,
    skipped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (place, row_number)
  ) WITHOUT ROWID;
  CREATE INDEX cells_by_row ON cell_decisions (row_number);
  CREATE INDEX cells_by_value ON cell_decisions (place, value, row_number);
  CREATE TABLE link_values (
    link TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    action TEXT NOT NULL,
    id TEXT,
    name TEXT NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (link, field, value)
  ) WITHOUT ROWID;
  ANALYZE sqlite_schema;
  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ${SIZES};
`
