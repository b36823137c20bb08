-- locks: nothing
-- Who rang and was not answered, or rings now: one line for each number that is open. `who` is a keyed hash
-- of the number, by which it is known again; the number itself is sealed under a key of the line. Both go
-- when the line is closed. `call_id` is the call by which somebody took it last, as of call-backs (0112).
CREATE TABLE missed_calls (
    id uuid PRIMARY KEY,
    who text NOT NULL CHECK (who ~ '^[0-9a-f]{64}$'),
    kind text NOT NULL CHECK (kind IN ('number', 'withheld', 'unusable')),
    number bytea CHECK (number IS NULL OR kind = 'number' AND closed_at IS NULL),
    line text NOT NULL DEFAULT '' CHECK (length(line) <= 40),
    rang_at timestamptz NOT NULL,
    times integer NOT NULL DEFAULT 1 CHECK (times > 0),
    is_missed boolean NOT NULL,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    call_id uuid UNIQUE,
    noted_at timestamptz NOT NULL DEFAULT network_now(),
    closed_at timestamptz
);
CREATE UNIQUE INDEX missed_calls_open ON missed_calls (who) WHERE closed_at IS NULL;
CREATE INDEX missed_calls_age ON missed_calls ((coalesce(closed_at, rang_at)));

-- Of which calls a telephone system told, by keyed hashes of what it calls them: the same is told once.
CREATE TABLE phone_notices (
    call_hash text PRIMARY KEY CHECK (call_hash ~ '^[0-9a-f]{64}$'),
    is_missed boolean NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX phone_notices_age ON phone_notices (noted_at);

-- As in 0112, and the same of numbers that were missed.
CREATE OR REPLACE FUNCTION sealed_of_calls() RETURNS TABLE (part text, subject text)
LANGUAGE sql STABLE AS $$
    SELECT 'calls', 'call/' || id FROM public.calls WHERE draft IS NOT NULL
    UNION ALL
    SELECT 'calls', coalesce('request/' || request_id, 'call_record/' || id)
    FROM public.calls
    WHERE record IS NOT NULL
    UNION ALL
    SELECT 'call_backs', coalesce('request/' || request_id, 'call_back/' || id)
    FROM public.call_backs
    WHERE whom IS NOT NULL
    UNION ALL
    SELECT 'missed_calls', 'missed_call/' || id FROM public.missed_calls WHERE number IS NOT NULL
$$;
