-- locks: needs, partners
-- One organisation asked about one request. A transaction of a member's page says whose it is, and sees
-- no other's by the policies.
ALTER TABLE needs ADD COLUMN may_be_referred boolean NOT NULL DEFAULT false;
ALTER TABLE needs DROP CONSTRAINT needs_state_check;
ALTER TABLE needs ADD CONSTRAINT needs_state_check CHECK (
    state IN (
        'open', 'proposed', 'assigned', 'referred', 'accepted', 'in_progress', 'unmatched', 'closed'
    )
) NOT VALID;

CREATE TABLE referrals (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES needs ON DELETE CASCADE,
    organisation_id uuid NOT NULL REFERENCES partners,
    service_line text NOT NULL CHECK (service_line ~ '^[a-z_.]{1,64}$'),
    state text NOT NULL DEFAULT 'sent' CHECK (
        state IN (
            'sent', 'asked_back', 'accepted', 'in_progress', 'declined', 'expired', 'withdrawn',
            'completed', 'handed_on', 'returned'
        )
    ),
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    attempt integer NOT NULL CHECK (attempt >= 1),
    wish_id uuid,
    code text CHECK (code ~ '^[a-z_.]{1,64}$'),
    answer_by timestamptz NOT NULL,
    due_at timestamptz,
    is_reminded boolean NOT NULL DEFAULT false,
    passes_on text CHECK (passes_on IN ('next', 'coordinator')),
    sent_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK ((due_at IS NOT NULL) = (state IN ('sent', 'asked_back', 'accepted', 'in_progress'))),
    CHECK (passes_on IS NULL OR due_at IS NULL)
);
CREATE UNIQUE INDEX referrals_open ON referrals (request_id)
    WHERE state IN ('sent', 'asked_back', 'accepted', 'in_progress');
CREATE INDEX referrals_request ON referrals (request_id);
CREATE INDEX referrals_due ON referrals (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX referrals_to_pass_on ON referrals (changed_at) WHERE passes_on IS NOT NULL;
CREATE INDEX referrals_organisation ON referrals (organisation_id, due_at, sent_at);
CREATE INDEX referrals_sent ON referrals (sent_at);

CREATE TABLE referral_links (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    referral_id uuid NOT NULL REFERENCES referrals ON DELETE CASCADE,
    staff_id uuid NOT NULL
);
CREATE INDEX referral_links_referral ON referral_links (referral_id);

-- Why this one was asked, or nobody: of each request the last.
CREATE TABLE referral_choices (
    request_id uuid PRIMARY KEY REFERENCES needs ON DELETE CASCADE,
    standing_number bigint NOT NULL,
    chosen uuid,
    fitting integer NOT NULL CHECK (fitting >= 0),
    refusals jsonb NOT NULL CHECK (jsonb_typeof(refusals) = 'object'),
    made_at timestamptz NOT NULL DEFAULT network_now()
);

ALTER TABLE referrals ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON referrals USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
