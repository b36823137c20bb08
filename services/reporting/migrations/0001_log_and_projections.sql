-- Every fact as it came. `position` is the order of arrival.
CREATE TABLE event_log (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    type text NOT NULL,
    subject text NOT NULL,
    subject_version bigint NOT NULL CHECK (subject_version >= 1),
    correlation_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    municipality text,
    exercise boolean NOT NULL,
    body jsonb NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX event_log_journey ON event_log (correlation_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

-- A trigger, not a missing right: the right to change rows is granted to all tables after each
-- migration, and the owner would have it anyway.
CREATE TRIGGER event_log_is_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The day where the help is given; reports speak of these days.
CREATE FUNCTION local_day(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (moment AT TIME ZONE 'Europe/Helsinki')::date $$;

-- What follows can be rebuilt from the log at any time.
CREATE TABLE requests (
    request_id uuid PRIMARY KEY,
    version bigint NOT NULL CHECK (version >= 1),
    state text NOT NULL CHECK (state IN ('received', 'cancelled', 'completed', 'closed')),
    closure_reason text,
    service_line text,
    category text,
    municipality text,
    received_at timestamptz,
    completed_at timestamptz,
    closed_at timestamptz,
    exercise boolean NOT NULL,
    CHECK ((received_at IS NULL) = (service_line IS NULL)),
    CHECK ((received_at IS NULL) = (municipality IS NULL))
);

CREATE INDEX requests_newest ON requests (received_at DESC, request_id)
WHERE received_at IS NOT NULL AND NOT exercise;

CREATE TABLE matches (
    match_id uuid PRIMARY KEY,
    version bigint NOT NULL CHECK (version >= 1),
    state text NOT NULL CHECK (
        state IN ('proposed', 'declined', 'expired', 'matched', 'withdrawn', 'completed')
    ),
    request_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    proposed_at timestamptz,
    matched_at timestamptz,
    completed_at timestamptz,
    exercise boolean NOT NULL
);

CREATE INDEX matches_of_request ON matches (request_id);

CREATE TABLE hours (
    match_id uuid PRIMARY KEY,
    version bigint NOT NULL CHECK (version >= 1),
    volunteer_id uuid NOT NULL,
    minutes integer NOT NULL CHECK (minutes >= 0),
    logged_at timestamptz NOT NULL,
    exercise boolean NOT NULL
);

-- `counted_as` is the assignment where there is one: it counts once.
CREATE TABLE activities (
    counted_as uuid PRIMARY KEY,
    activity_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    assignment_id uuid,
    request_id uuid,
    service_line text NOT NULL,
    municipality text NOT NULL,
    occurred_on date NOT NULL,
    headcount integer NOT NULL CHECK (headcount >= 1),
    basis text NOT NULL,
    minutes integer NOT NULL CHECK (minutes >= 0),
    exercise boolean NOT NULL,
    CHECK (counted_as = coalesce(assignment_id, activity_id))
);
