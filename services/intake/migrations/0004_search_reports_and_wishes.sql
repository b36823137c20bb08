-- How matching's search stands, as it last said. Counts only; they name nobody. Reports and wishes
-- belong to the activation of their request.
CREATE TABLE search_reports (
    request_id uuid PRIMARY KEY REFERENCES requests ON DELETE CASCADE,
    version bigint NOT NULL CHECK (version >= 1),
    fitting integer NOT NULL CHECK (fitting >= 0),
    asked integer NOT NULL CHECK (asked >= 0),
    waiting integer NOT NULL CHECK (waiting >= 0),
    declined integer NOT NULL CHECK (declined >= 0),
    silent integer NOT NULL CHECK (silent >= 0),
    at_their_cap integer NOT NULL CHECK (at_their_cap >= 0),
    asked_enough integer NOT NULL CHECK (asked_enough >= 0),
    look_at timestamptz,
    heard_at timestamptz NOT NULL DEFAULT network_now()
);

-- What a coordinator wished of matching: that one volunteer be asked, or that the request be
-- referred to an organisation. `answer` is a code of matching; a later version may have new ones.
CREATE TABLE wishes (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    volunteer_number bigint CHECK (volunteer_number >= 1),
    organisation_id uuid,
    staff_id uuid NOT NULL REFERENCES staff,
    asked_at timestamptz NOT NULL DEFAULT network_now(),
    answered_at timestamptz,
    answer text CHECK (answer ~ '^[a-z][a-z0-9_.]{0,63}$'),
    CHECK (num_nonnulls(volunteer_number, organisation_id) = 1),
    CHECK ((answered_at IS NULL) = (answer IS NULL))
);

-- A second wish for the same while one is on its way is the same wish.
CREATE UNIQUE INDEX wishes_volunteer ON wishes (request_id, volunteer_number)
    WHERE answer IS NULL;
CREATE UNIQUE INDEX wishes_organisation ON wishes (request_id, organisation_id)
    WHERE answer IS NULL;
CREATE INDEX wishes_request ON wishes (request_id, asked_at);
CREATE INDEX wishes_staff ON wishes (staff_id);
