-- locks: calls, requests, staff
-- Rounds of calls: lists of people whom operators ring one after the other. Who has asked the network for
-- help stands here by their request and the mark of their number only; of others name and number are
-- sealed under a key of the round, which goes when the round is closed or its time is over.
CREATE TABLE call_rounds (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    source text NOT NULL CHECK (source IN ('requests', 'given')),
    about bytea,
    again_after interval NOT NULL CHECK (again_after BETWEEN interval '1 hour' AND interval '7 days'),
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    made_at timestamptz NOT NULL DEFAULT network_now(),
    ends_at timestamptz NOT NULL,
    closed_at timestamptz,
    results jsonb CHECK (jsonb_typeof(results) = 'object'),
    CHECK (num_nulls(closed_at, results) IN (0, 2)),
    CHECK ((about IS NULL) = (closed_at IS NOT NULL))
);
CREATE INDEX call_rounds_staff ON call_rounds (staff_id);

CREATE TABLE call_round_people (
    id uuid PRIMARY KEY,
    round_id uuid NOT NULL REFERENCES call_rounds ON DELETE CASCADE,
    request_id uuid REFERENCES requests ON DELETE CASCADE,
    contact bytea,
    mark text NOT NULL CHECK (mark ~ '^[0-9a-f]{64}$'),
    language text NOT NULL CHECK (language ~ '^[a-z_]{2,40}$'),
    tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 2),
    due_at timestamptz NOT NULL DEFAULT network_now(),
    result text CHECK (result IN ('reached', 'not_reached', 'wrong_number', 'refused', 'gone')),
    ended_at timestamptz,
    UNIQUE (round_id, mark),
    CHECK (num_nulls(result, ended_at) IN (0, 2)),
    CHECK (ended_at IS NOT NULL OR num_nonnulls(request_id, contact) = 1),
    CHECK (ended_at IS NULL OR contact IS NULL)
);
CREATE INDEX call_round_people_due ON call_round_people (round_id, due_at) WHERE ended_at IS NULL;
CREATE INDEX call_round_people_marks ON call_round_people (mark) WHERE ended_at IS NULL;
CREATE INDEX call_round_people_requests ON call_round_people (request_id) WHERE request_id IS NOT NULL;

-- Who of the staff is about to ring whom. One person is rung by one at a time, whatever rounds they stand
-- on, and each of the staff has one at a time. What stands here is gone with the end of the call.
CREATE TABLE call_round_holds (
    mark text PRIMARY KEY,
    person_id uuid NOT NULL UNIQUE REFERENCES call_round_people ON DELETE CASCADE,
    staff_id uuid NOT NULL UNIQUE REFERENCES staff,
    call_id uuid UNIQUE REFERENCES calls ON DELETE CASCADE,
    taken_at timestamptz NOT NULL DEFAULT network_now()
);

-- Who said that no round is to ring them: the mark of the number, and nothing else.
CREATE TABLE do_not_ring (
    mark text PRIMARY KEY CHECK (mark ~ '^[0-9a-f]{64}$'),
    noted_at timestamptz NOT NULL DEFAULT network_now()
);

-- Who of the staff made and closed which round: an audit, without a word of whom it has.
CREATE TABLE call_round_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    step text NOT NULL CHECK (step IN ('made', 'closed')),
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX call_round_steps_age ON call_round_steps (noted_at);
SELECT audit_begin('call_round_steps', 'id', 'noted_at');

-- Who may be rung by a round, of those who asked: the one who is helped, by a number of their own at which
-- ringing is safe; never who is reserved, in danger, secret, held or a child.
CREATE FUNCTION may_be_rung(request requests, point reach_points) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT public.is_recognisable(request) AND request.state <> 'held' AND request.under_18 IS NOT TRUE
        AND point.kind = 'phone' AND point.may_ring AND point.mark IS NOT NULL
        AND (point.whose = 'helped' OR point.whose = 'unsaid' AND NOT request.on_behalf)
        AND NOT EXISTS (SELECT FROM public.do_not_ring AS refusal WHERE refusal.mark = point.mark)
$$;

-- As before, and the same of rounds of calls.
CREATE OR REPLACE FUNCTION sealed_of_calls() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
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
    UNION ALL
    SELECT 'call_rounds', 'call_round/' || id FROM public.call_rounds WHERE about IS NOT NULL
    UNION ALL
    SELECT 'call_round_people', 'call_round/' || round_id
    FROM public.call_round_people
    WHERE contact IS NOT NULL
$$;
