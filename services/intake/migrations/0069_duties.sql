-- locks: staff, requests
-- Who of the staff is on duty, and until when at most; a letter reaches them at the address, which is
-- sealed under `staff/<id>`.
CREATE TABLE duties (
    staff_id uuid PRIMARY KEY REFERENCES staff,
    email bytea,
    language text NOT NULL DEFAULT 'fi' CHECK (language IN ('fi', 'sv', 'en')),
    on_duty_until timestamptz
);

-- A person had it from the beginning, so that it was never announced; until it goes to matching as any
-- other. And how such a one may end: an authority or a line of help has it.
ALTER TABLE requests
    ADD COLUMN escalated boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT requests_closure_check,
    ADD CONSTRAINT requests_closure_check
        CHECK (closure IN ('completed', 'cancelled', 'set_aside', 'done_by_others')) NOT VALID;

-- As in 0051: what was never announced was received by nobody else.
CREATE OR REPLACE FUNCTION counts() RETURNS TABLE (name text, things bigint) LANGUAGE sql STABLE AS $$
    SELECT 'requests received', count(*) + (
        SELECT coalesce(sum(things), 0) FROM forgotten WHERE what LIKE 'requests %'
    )::bigint
    FROM requests
    WHERE version > 0 AND NOT escalated
    UNION ALL
    SELECT 'requests completed', count(*) + (
        SELECT coalesce(sum(things), 0) FROM forgotten WHERE what = 'requests completed'
    )::bigint
    FROM requests
    WHERE closure = 'completed' AND NOT escalated
    UNION ALL
    SELECT 'requests announced', count(*) + (
        SELECT coalesce(sum(events), 0)
        FROM proven_sums
        WHERE account = 'sent' AND consumer = 'reporting' AND type = 'request.created'
    )::bigint
    FROM outbox
    WHERE type = 'request.created' AND event_id >= coalesce(
        (SELECT before FROM proven), '00000000-0000-0000-0000-000000000000'
    )
$$;

-- Somebody needs a person, and the letters that say so were not asked for, though there is an address.
-- For a call that waits its turn on the list no letter goes.
CREATE OR REPLACE FUNCTION waiting() RETURNS TABLE (name text, things bigint) LANGUAGE sql STABLE AS $$
    SELECT 'people of whom nobody was told', count(*)
    FROM attentions
    WHERE settled_at IS NULL AND taken_by IS NULL AND told_at IS NULL
        AND due_at <= network_now() - interval '1 minute'
        AND reason NOT IN ('tell_code_word', 'tell_helped')
        AND EXISTS (SELECT FROM duties WHERE email IS NOT NULL)
$$;
