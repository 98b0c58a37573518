/**
 * The trigrams of file names. The rows of a team are numbered one after the other: a search reads those of
 * its team and no others.
 */
export const sqliteNames = [
  // With all that a search asks for: otherwise it would visit the record of each name.
  `CREATE INDEX imports_names
    ON imports (team_id, entity_type, status, lower(file_name), id, created_at)`,
  `DROP INDEX imports_by_name`,
  `CREATE TABLE import_teams (
    number integer PRIMARY KEY,
    team_id text NOT NULL UNIQUE,
    last_row integer NOT NULL
  )`,
  `CREATE TABLE import_names (search_row integer PRIMARY KEY, import_id text NOT NULL UNIQUE)`,
  `CREATE VIRTUAL TABLE import_trigrams
    USING fts5(name, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')`,
  `INSERT INTO import_teams (team_id, last_row) SELECT team_id, count(*) FROM imports GROUP BY team_id`,
  `INSERT INTO import_names
    SELECT (number << 32) + row_number() OVER (PARTITION BY imports.team_id ORDER BY id), id
    FROM imports JOIN import_teams ON import_teams.team_id = imports.team_id`,
  `INSERT INTO import_trigrams (rowid, name)
    SELECT search_row, lower(file_name)
    FROM import_names JOIN imports ON imports.id = import_id ORDER BY search_row`,
  `CREATE TRIGGER import_names_inserted AFTER INSERT ON imports BEGIN
    INSERT INTO import_teams (team_id, last_row) VALUES (NEW.team_id, 1)
    ON CONFLICT (team_id) DO UPDATE SET last_row = last_row + 1;
    INSERT INTO import_names
    SELECT (number << 32) + last_row, NEW.id FROM import_teams WHERE team_id = NEW.team_id;
    INSERT INTO import_trigrams (rowid, name)
    SELECT search_row, lower(NEW.file_name) FROM import_names WHERE import_id = NEW.id;
  END`,
  `CREATE TRIGGER import_names_deleted AFTER DELETE ON imports BEGIN
    DELETE FROM import_trigrams
    WHERE rowid = (SELECT search_row FROM import_names WHERE import_id = OLD.id);
    DELETE FROM import_names WHERE import_id = OLD.id;
  END`,
  `CREATE TRIGGER import_names_updated AFTER UPDATE OF file_name ON imports BEGIN
    DELETE FROM import_trigrams
    WHERE rowid = (SELECT search_row FROM import_names WHERE import_id = NEW.id);
    INSERT INTO import_trigrams (rowid, name)
    SELECT search_row, lower(NEW.file_name) FROM import_names WHERE import_id = NEW.id;
  END`,
]
