-- locks: nothing
-- What takes longer than a page may: made file by file, each stored whole, and once for all who want the
-- same. Whoever has one says until when, so that it is made on when they die.
CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
    what text NOT NULL CHECK (length(what) <= 2000),
    files text[] NOT NULL CHECK (cardinality(files) BETWEEN 1 AND 20),
    back text NOT NULL CHECK (length(back) <= 500),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'cancelled', 'failed')),
    held_until timestamptz,
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT network_now(),
    ended_at timestamptz,
    CHECK ((ended_at IS NULL) = (state = 'waiting')),
    CHECK (state = 'waiting' OR held_until IS NULL)
);

CREATE UNIQUE INDEX jobs_once ON jobs (kind, what, files) WHERE state IN ('waiting', 'done');
CREATE INDEX jobs_waiting ON jobs (asked_at) WHERE state = 'waiting';
CREATE INDEX jobs_asked ON jobs (asked_at);

CREATE TABLE job_files (
    job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    media_type text NOT NULL,
    content bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (job_id, name)
);
