-- locks: requests
-- Which organisation was asked about a request, as matching says it: of each referral the newest.
CREATE TABLE referrals (
    referral_id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    organisation_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    state text NOT NULL CHECK (
        state IN (
            'sent', 'asked_back', 'accepted', 'in_progress', 'declined', 'expired', 'withdrawn',
            'completed', 'handed_on', 'returned'
        )
    ),
    standing text,
    standing_number bigint,
    answer_by timestamptz,
    heard_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX referrals_of_request ON referrals (request_id);
CREATE INDEX referrals_of_organisation ON referrals (organisation_id, heard_at);
ALTER TABLE referrals ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON referrals USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
