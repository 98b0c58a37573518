/** The month in which an import was made, as `2026-03`. */
const month = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM')`

/**
 * How many imports there are of each kind, kept by triggers: whoever changes a record changes its counts in
 * the same transaction. A key may have several rows, whose sum counts: a writer takes one that nobody holds,
 * otherwise two transactions of a team would wait for each other until they end, or for ever.
 */
export const postgresCounts = [
  `CREATE TABLE import_counts (
    team_id text NOT NULL,
    entity_type text NOT NULL,
    status text NOT NULL,
    month text NOT NULL,
    imports bigint NOT NULL
  )`,
  `CREATE INDEX import_counts_key ON import_counts (team_id, entity_type, status, month)`,
  `CREATE FUNCTION import_kit_add(team text, type text, state text, made text, n bigint)
  RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE import_counts SET imports = imports + n WHERE ctid = (
      SELECT ctid FROM import_counts
      WHERE team_id = team AND entity_type = type AND status = state AND month = made
      LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN INSERT INTO import_counts VALUES (team, type, state, made, n); END IF;
  END $$`,
  `CREATE FUNCTION import_kit_count() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      PERFORM import_kit_add(OLD.team_id, OLD.entity_type, OLD.status, ${month('OLD.created_at')}, -1);
      PERFORM import_kit_add(NEW.team_id, NEW.entity_type, NEW.status, ${month('NEW.created_at')}, 1);
    ELSIF TG_OP = 'TRUNCATE' THEN
      DELETE FROM import_counts;
    ELSE
      PERFORM import_kit_add(team_id, entity_type, status, made, n * TG_ARGV[0]::int)
      FROM (
        SELECT team_id, entity_type, status, ${month('created_at')} AS made, count(*) AS n
        FROM changed GROUP BY 1, 2, 3, 4
      ) AS kinds;
    END IF;
    RETURN NULL;
  END $$`,
  // Whoever writes a record may have another search path.
  `DO $$ BEGIN
    EXECUTE format('ALTER FUNCTION import_kit_add SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION import_kit_count SET search_path = %I, pg_temp', current_schema());
  END $$`,
  // By statement: cleanup deletes thousands at once.
  `CREATE TRIGGER import_kit_inserted AFTER INSERT ON imports REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION import_kit_count('1')`,
  `CREATE TRIGGER import_kit_deleted AFTER DELETE ON imports REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION import_kit_count('-1')`,
  // By row, where the kind changes: a batch moves its counts and no kind.
  `CREATE TRIGGER import_kit_updated AFTER UPDATE ON imports FOR EACH ROW
    WHEN ((OLD.team_id, OLD.entity_type, OLD.status, OLD.created_at)
      IS DISTINCT FROM (NEW.team_id, NEW.entity_type, NEW.status, NEW.created_at))
    EXECUTE FUNCTION import_kit_count()`,
  `CREATE TRIGGER import_kit_truncated AFTER TRUNCATE ON imports
    FOR EACH STATEMENT EXECUTE FUNCTION import_kit_count()`,
  // After the triggers: their lock keeps other writers out until this is committed.
  `INSERT INTO import_counts
    SELECT team_id, entity_type, status, ${month('created_at')}, count(*) FROM imports GROUP BY 1, 2, 3, 4`,
]
