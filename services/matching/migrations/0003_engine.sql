-- What the engine knows of a volunteer. `changed` lets each process catch up with what others did:
-- it is the transaction, not the time, so that a late commit is not missed.
ALTER TABLE volunteers
    ADD COLUMN number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
    ADD COLUMN home point,
    ADD COLUMN radius_km smallint CHECK (radius_km BETWEEN 1 AND 500),
    ADD COLUMN hours bit(168) NOT NULL DEFAULT (~ (B'0'::bit(168))),
    ADD COLUMN vetting smallint NOT NULL DEFAULT 0 CHECK (vetting BETWEEN 0 AND 2),
    ADD COLUMN on_duty boolean NOT NULL DEFAULT true,
    ADD COLUMN in_person boolean NOT NULL DEFAULT true,
    ADD COLUMN remote boolean NOT NULL DEFAULT true,
    ADD COLUMN at_night boolean NOT NULL DEFAULT false,
    ADD COLUMN load smallint NOT NULL DEFAULT 0,
    ADD COLUMN rested_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN asked integer NOT NULL DEFAULT 0 CHECK (asked >= 0),
    ADD COLUMN accepted integer NOT NULL DEFAULT 0 CHECK (accepted BETWEEN 0 AND asked),
    ADD COLUMN changed xid8 NOT NULL DEFAULT pg_current_xact_id();

-- Open proposals, and tasks for seven days after they were accepted, count against the week.
ALTER TABLE matches ADD COLUMN counted boolean NOT NULL DEFAULT true;
UPDATE matches SET counted = (
    state = 'open'
    OR state IN ('accepted', 'completed') AND accepted_at > now() - interval '7 days'
);
UPDATE volunteers SET
    load = (SELECT count(*) FROM matches WHERE volunteer_id = volunteers.id AND counted),
    asked = (SELECT count(*) FROM matches WHERE volunteer_id = volunteers.id),
    accepted = (
        SELECT count(*) FROM matches WHERE volunteer_id = volunteers.id AND accepted_at IS NOT NULL
    );
ALTER TABLE volunteers ADD CONSTRAINT volunteers_load CHECK (load BETWEEN 0 AND weekly_cap);

DROP INDEX volunteers_turn;
ALTER TABLE volunteers DROP COLUMN last_asked_at;
CREATE INDEX volunteers_changed ON volunteers (changed);
CREATE INDEX volunteers_home ON volunteers USING gist (home) WHERE state = 'active';

CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed := pg_current_xact_id();
    RETURN NEW;
END
$$;
CREATE TRIGGER volunteers_note_change BEFORE UPDATE ON volunteers
    FOR EACH ROW EXECUTE FUNCTION note_change();

-- Weeks that are over are looked for by time.
CREATE INDEX matches_weeks ON matches (accepted_at)
    WHERE counted AND state IN ('accepted', 'completed');
DROP INDEX matches_volunteer;
CREATE INDEX matches_volunteer ON matches (volunteer_id) WHERE counted;

-- Each shard of the needs that are due is worked off by one process at a time.
ALTER TABLE needs
    ADD COLUMN series_id uuid,
    ADD COLUMN cause uuid,
    ADD COLUMN shard smallint GENERATED ALWAYS AS (municipality::integer % 16) STORED;
ALTER TABLE needs DROP CONSTRAINT needs_check1;
ALTER TABLE needs ADD CONSTRAINT needs_look_at CHECK (
    look_at IS NULL OR state IN ('open', 'proposed', 'unmatched')
);
DROP INDEX needs_due;
CREATE INDEX needs_due ON needs (shard, look_at) WHERE look_at IS NOT NULL;
CREATE INDEX needs_series ON needs (series_id) WHERE series_id IS NOT NULL;
-- A need that was open is due: nobody else would look at it any more.
UPDATE needs SET look_at = now() WHERE state = 'open';

-- Two who must not meet, whatever the reason.
CREATE TABLE blocks (
    volunteer_id uuid NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    request_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (request_id, volunteer_id)
);

-- Why these and not others: the last few of each need, in numbers and codes.
CREATE TABLE decisions (
    request_id uuid NOT NULL REFERENCES needs ON DELETE CASCADE,
    position bigint GENERATED ALWAYS AS IDENTITY,
    decided_at timestamptz NOT NULL DEFAULT now(),
    body jsonb NOT NULL,
    PRIMARY KEY (request_id, position)
);
