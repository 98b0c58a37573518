/** The month in which an import was made, as `2026-03`. */
const month = (time: string) => `strftime('%Y-%m', ${time} / 1000, 'unixepoch')`

const kind = (record: string) =>
  `${record}.team_id, ${record}.entity_type, ${record}.status, ${month(`${record}.created_at`)}`

const add = (record: 'NEW' | 'OLD', n: 1 | -1) => `
  INSERT INTO import_counts (team_id, entity_type, status, month, imports) VALUES (${kind(record)}, ${n})
  ON CONFLICT DO UPDATE SET imports = imports + ${n};`

/**
 * How many imports there are of each kind, kept by triggers: whoever changes a record changes its counts in
 * the same transaction.
 */
export const sqliteCounts = [
  `CREATE TABLE import_counts (
    team_id text NOT NULL,
    entity_type text NOT NULL,
    status text NOT NULL,
    month text NOT NULL,
    imports integer NOT NULL,
    PRIMARY KEY (team_id, entity_type, status, month)
  ) WITHOUT ROWID`,
  `INSERT INTO import_counts SELECT ${kind('imports')}, count(*) FROM imports GROUP BY 1, 2, 3, 4`,
  `CREATE TRIGGER import_counts_inserted AFTER INSERT ON imports BEGIN ${add('NEW', 1)} END`,
  `CREATE TRIGGER import_counts_deleted AFTER DELETE ON imports BEGIN ${add('OLD', -1)} END`,
  `CREATE TRIGGER import_counts_updated
    AFTER UPDATE OF team_id, entity_type, status, created_at ON imports
    BEGIN ${add('OLD', -1)} ${add('NEW', 1)} END`,
]
