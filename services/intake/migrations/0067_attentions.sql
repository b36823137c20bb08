-- locks: requests, staff
-- Who needs a person now: a line for each reason, until one of the staff has settled it. `due_at` is
-- when it is to be looked at: later than it was raised when nobody answered the phone. A letter to those
-- on duty goes then (`told_at`), and once more when nobody took it (`told_again_at`).
CREATE TABLE attentions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    reason text NOT NULL CHECK (reason ~ '^[a-z_]{1,40}$'),
    raised_at timestamptz NOT NULL DEFAULT network_now(),
    due_at timestamptz NOT NULL DEFAULT network_now(),
    told_at timestamptz,
    told_again_at timestamptz,
    taken_by uuid REFERENCES staff,
    taken_at timestamptz,
    settled_by uuid REFERENCES staff,
    settled_at timestamptz,
    settled_as text CHECK (settled_as ~ '^[a-z_]{1,40}$'),
    CHECK (told_again_at IS NULL OR told_at IS NOT NULL),
    CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
    CHECK (num_nulls(settled_by, settled_at, settled_as) IN (0, 3))
);
CREATE UNIQUE INDEX attentions_open ON attentions (request_id, reason) WHERE settled_at IS NULL;
CREATE INDEX attentions_waiting ON attentions (due_at) WHERE settled_at IS NULL;
CREATE INDEX attentions_request ON attentions (request_id);

-- A person has it, and never matching.
ALTER TABLE requests
    DROP CONSTRAINT requests_state_check,
    ADD CONSTRAINT requests_state_check CHECK (
        state IN (
            'held', 'received', 'escalated', 'open', 'proposed', 'assigned', 'unmatched', 'closed'
        )
    ) NOT VALID;
