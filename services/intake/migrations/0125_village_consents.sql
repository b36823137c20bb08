-- locks: requests, staff
-- Whether who asked agrees that the village's own group reads what they need: who asked them, and when. The
-- newest word counts; a correction makes it old, for then something else would be read.
CREATE TABLE village_consents (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    staff_id uuid NOT NULL REFERENCES staff,
    said_yes boolean NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX village_consents_request ON village_consents (request_id, id);
CREATE INDEX village_consents_staff ON village_consents (staff_id);
