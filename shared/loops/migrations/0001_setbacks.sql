-- locks: nothing
-- Rows that a loop works in vain. A try is counted before it is made, so that it also counts when
-- the process dies of it or hangs; what goes well is forgotten at once. `loop` is the loop's name,
-- `row_id` names what it works; `error` is the kind of the last error, never its words.
CREATE TABLE setbacks (
    loop text NOT NULL CHECK (loop ~ '^[a-z_]{1,60}$'),
    row_id text NOT NULL CHECK (row_id ~ '^[0-9A-Za-z_.:-]{1,100}$'),
    tries integer NOT NULL CHECK (tries >= 0),
    since timestamptz NOT NULL DEFAULT network_now(),
    retry_at timestamptz NOT NULL,
    error text,
    set_aside_at timestamptz,
    let_go_at timestamptz,
    PRIMARY KEY (loop, row_id),
    CHECK (let_go_at IS NULL OR set_aside_at IS NOT NULL)
);
