/** Step n brings the database from version n to n + 1. A step that has shipped is never changed. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE ops (
    project TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL, ops TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (project, revision)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX ops_by_id ON ops (project, id);

  CREATE TABLE runs (
    id TEXT PRIMARY KEY, project TEXT NOT NULL, revision INTEGER NOT NULL, scope TEXT NOT NULL, status TEXT NOT NULL,
    created_at REAL NOT NULL, ended_at REAL, cost INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX runs_by_project ON runs (project, created_at);
  CREATE INDEX runs_unfinished ON runs (created_at) WHERE ended_at IS NULL;

  -- One row holds the events of one group commit: a JSON array, the last of which has the number seq.
  CREATE TABLE run_events (
    run TEXT NOT NULL, seq INTEGER NOT NULL, events TEXT NOT NULL,
    PRIMARY KEY (run, seq)
  ) WITHOUT ROWID;

  CREATE TABLE graphs (hash TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;

  -- Found by the first 48 bits of the fingerprint: random text in an index would touch a page a row.
  CREATE TABLE results (
    id INTEGER PRIMARY KEY, key INTEGER NOT NULL, fingerprint TEXT NOT NULL, outputs TEXT NOT NULL, subject TEXT NOT NULL,
    project TEXT NOT NULL, run TEXT NOT NULL, node TEXT NOT NULL, item TEXT, at REAL NOT NULL, milliseconds REAL NOT NULL,
    cost INTEGER NOT NULL
  );
  CREATE INDEX results_by_key ON results (key);

  -- Which results a node has made or used: a copied project has its own uses of the results of the original. What nodes
  -- have made is copied here from results when somebody first asks, in one sorted sweep; the mark says how far that got.
  CREATE TABLE result_uses (
    project TEXT NOT NULL, node TEXT NOT NULL, item TEXT NOT NULL, result INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (project, node, item, result)
  ) WITHOUT ROWID;

  CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO marks (name, value) VALUES ('uses', 0);

  CREATE TABLE takes (
    project TEXT NOT NULL, node TEXT NOT NULL, item TEXT NOT NULL, highest INTEGER NOT NULL,
    PRIMARY KEY (project, node, item)
  ) WITHOUT ROWID;

  CREATE TABLE assets (id TEXT PRIMARY KEY, facts TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
  CREATE TABLE uploads (id TEXT PRIMARY KEY, asset TEXT NOT NULL, name TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
  `,
  `
  ALTER TABLE runs ADD COLUMN updated_at REAL NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
  ALTER TABLE runs ADD COLUMN cap INTEGER;
  UPDATE runs SET updated_at = COALESCE(ended_at, created_at);

  -- What the provider said of the request, and whether a person edited it: JSON, NULL where there is nothing.
  ALTER TABLE results ADD COLUMN facts TEXT;
  CREATE INDEX result_uses_by_result ON result_uses (result);

  -- One row an attempt that may be paid, or that is a job. settled: what was booked, in micro-dollars.
  CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, run TEXT NOT NULL, project TEXT NOT NULL, node TEXT NOT NULL,
    item TEXT, number INTEGER NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, fingerprint TEXT NOT NULL,
    subject TEXT NOT NULL, request TEXT NOT NULL, title TEXT NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL,
    reserved INTEGER, settled INTEGER NOT NULL DEFAULT 0, charged TEXT, figure TEXT, ticket TEXT, answer TEXT,
    facts TEXT NOT NULL DEFAULT '{}', error TEXT, started_at REAL NOT NULL, submitted_at REAL, ended_at REAL
  );
  CREATE INDEX attempts_by_run ON attempts (run);
  CREATE INDEX attempts_by_project ON attempts (project);
  CREATE INDEX attempts_by_day ON attempts (day);
  CREATE INDEX attempts_pending ON attempts (state) WHERE state IN ('open', 'unknown');
  CREATE INDEX attempts_trouble ON attempts (id) WHERE state NOT IN ('open', 'succeeded') AND charged <> 'no';

  -- Running totals of attempts, for caps: what is run, project or day, and id its name.
  CREATE TABLE spent (
    what TEXT NOT NULL, id TEXT NOT NULL, settled INTEGER NOT NULL, reserved INTEGER NOT NULL, attempts INTEGER NOT NULL,
    unpriced INTEGER NOT NULL,
    PRIMARY KEY (what, id)
  ) WITHOUT ROWID;

  -- The same totals in the finest parts that the ledger is read by. latest: the newest attempt in it.
  CREATE TABLE spent_parts (
    run TEXT NOT NULL, project TEXT NOT NULL, provider TEXT NOT NULL, day TEXT NOT NULL, latest INTEGER NOT NULL,
    settled INTEGER NOT NULL, reserved INTEGER NOT NULL, attempts INTEGER NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (run, project, provider, day)
  ) WITHOUT ROWID;

  -- What people approved at gates. task: the node, and in a list the item after a space.
  CREATE TABLE approvals (
    project TEXT NOT NULL, task TEXT NOT NULL, content TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (project, task, content)
  ) WITHOUT ROWID;

  -- The last 100 durations of a model in milliseconds, oldest first: a JSON array.
  CREATE TABLE model_times (model TEXT PRIMARY KEY, durations TEXT NOT NULL) WITHOUT ROWID;
  `,
  `
  -- Which of the provider's accounts was used, by the id of its lane; NULL for what was begun before there were several.
  ALTER TABLE attempts ADD COLUMN account TEXT;
  `,
  `
  -- The last try at each step of which nothing has come. task: the node, and in a list the item after a space.
  CREATE TABLE setbacks (
    project TEXT NOT NULL, task TEXT NOT NULL, ended TEXT NOT NULL, at REAL NOT NULL, fingerprint TEXT,
    PRIMARY KEY (project, task)
  ) WITHOUT ROWID;
  INSERT INTO setbacks (project, task, ended, at, fingerprint)
    SELECT project, node || COALESCE(' ' || item, ''), CASE WHEN state IN ('failed', 'cancelled') THEN state ELSE 'unknown' END,
      COALESCE(ended_at, started_at), fingerprint
    FROM attempts WHERE id IN (SELECT MAX(id) FROM attempts GROUP BY project, node, item)
      AND state IN ('failed', 'cancelled', 'unknown', 'written-off');
  `,
  `
  -- Of the attempts in it, those that surely cost nothing.
  ALTER TABLE spent_parts ADD COLUMN free INTEGER NOT NULL DEFAULT 0;
  UPDATE spent_parts SET free = (
    SELECT COUNT(*) FROM attempts AS one
    WHERE one.run = spent_parts.run AND one.project = spent_parts.project AND one.provider = spent_parts.provider
      AND one.day = spent_parts.day AND one.charged IN ('yes', 'no') AND one.settled = 0
      AND (one.reserved > 0 OR one.reserved IS NULL AND (one.charged = 'no' OR one.facts LIKE '%"cost":0%'))
  );
  `,
  `
  -- What its run told of the try in the end: JSON, NULL where that was not kept.
  ALTER TABLE setbacks ADD COLUMN told TEXT;
  `,
]
