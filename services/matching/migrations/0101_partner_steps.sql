-- locks: nothing
-- Audit: who did what with an organisation. Why it may be asked where a request tells of health is a
-- code, so that no words about anybody are on record.
CREATE TABLE partner_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    step text NOT NULL CHECK (
        step IN ('facts', 'capacity', 'joined', 'paused', 'resumed', 'left', 'cleared', 'uncleared')
    ),
    reason text CHECK (reason ~ '^[a-z_]{1,40}$'),
    done_at timestamptz NOT NULL DEFAULT network_now(),
    CHECK ((reason IS NOT NULL) = (step IN ('cleared', 'uncleared')))
);
CREATE INDEX partner_steps_of_one ON partner_steps (organisation_id, done_at);
ALTER TABLE partner_steps ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON partner_steps USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
SELECT audit_begin('partner_steps', 'id', 'done_at');
