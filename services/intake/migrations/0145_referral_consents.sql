-- locks: requests, staff
-- Whether an organisation may be asked without asking the person again: each word of theirs, how they were
-- asked, by which words and by whom of the staff, if by anybody. The newest counts. With the request stands
-- what matching was told of it: never yes where an address is secret, or where a person decides anyway.
ALTER TABLE requests ADD COLUMN may_be_referred boolean NOT NULL DEFAULT false;
CREATE TABLE referral_consents (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    said_yes boolean NOT NULL,
    way text NOT NULL CHECK (way ~ '^[a-z_]{1,40}$'),
    words text NOT NULL CHECK (length(words) <= 40),
    staff_id uuid REFERENCES staff,
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX referral_consents_request ON referral_consents (request_id, id);
CREATE INDEX referral_consents_staff ON referral_consents (staff_id) WHERE staff_id IS NOT NULL;
