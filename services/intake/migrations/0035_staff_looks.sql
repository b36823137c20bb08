-- locks: contact_views, reach_points
-- Staff look at contact data too, each time for a reason; who looked stays after the request is gone.
ALTER TABLE contact_views
    ALTER COLUMN match_id DROP NOT NULL,
    ALTER COLUMN volunteer_id DROP NOT NULL,
    ADD COLUMN staff_id uuid,
    ADD COLUMN reason text,
    ADD COLUMN reference text;
ALTER TABLE contact_views
    ADD CONSTRAINT contact_views_one_looked CHECK (
        num_nonnulls(volunteer_id, staff_id) = 1
        AND (match_id IS NULL) = (volunteer_id IS NULL)
        AND (reason IS NULL) = (staff_id IS NULL)
    ) NOT VALID,
    ADD CONSTRAINT contact_views_reason CHECK (reason ~ '^[a-z_]{1,40}$') NOT VALID;

-- What an address is found by: a stand-in under the installation's key, gone with its row.
ALTER TABLE reach_points ADD COLUMN mark text;
ALTER TABLE reach_points
    ADD CONSTRAINT reach_points_mark CHECK (mark ~ '^[0-9a-f]{64}$') NOT VALID;

-- Who searched, and how many requests were shown, masked; what was typed is not kept.
CREATE TABLE staff_searches (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staff_id uuid NOT NULL,
    mark text CHECK (mark ~ '^[0-9a-f]{64}$'),
    found integer NOT NULL CHECK (found >= 0),
    searched_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX staff_searches_staff ON staff_searches (staff_id, searched_at);
CREATE INDEX staff_searches_age ON staff_searches (searched_at);

-- Somebody looked or searched more often than a day's work needs; one a person waits at a time.
CREATE TABLE look_alarms (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL,
    raised_at timestamptz NOT NULL DEFAULT network_now(),
    settled_by uuid,
    settled_at timestamptz,
    CHECK ((settled_by IS NULL) = (settled_at IS NULL))
);
CREATE UNIQUE INDEX look_alarms_open ON look_alarms (staff_id) WHERE settled_at IS NULL;
CREATE INDEX look_alarms_age ON look_alarms (raised_at);
