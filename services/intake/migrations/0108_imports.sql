-- locks: staff
-- Files that coordinators hand in by the page: sealed, and gone within a week. `file` holds the whole of
-- it; a row of it that is taken is a request like any other.
CREATE TABLE imports (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    state text NOT NULL DEFAULT 'checked' CHECK (state IN ('checked', 'confirmed', 'done')),
    file bytea NOT NULL,
    urgency text,
    language text,
    row_count integer NOT NULL CHECK (row_count >= 0),
    wrong integer NOT NULL CHECK (wrong BETWEEN 0 AND row_count),
    taken integer NOT NULL DEFAULT 0,
    known integer NOT NULL DEFAULT 0,
    rejected integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT network_now(),
    CHECK (taken + known + rejected <= row_count),
    CHECK (state <> 'done' OR taken + known + rejected = row_count)
);
CREATE INDEX imports_age ON imports (created_at);

-- Who of the staff handed in what when: an audit, without a word of any file.
CREATE TABLE import_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    step text NOT NULL CHECK (step IN ('uploaded', 'confirmed', 'discarded', 'downloaded')),
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX import_steps_age ON import_steps (noted_at);
SELECT audit_begin('import_steps', 'id', 'noted_at');
