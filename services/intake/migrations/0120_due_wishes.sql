-- locks: requests, wishes
-- What a coordinator wishes of matching leaves a minute later, so that whoever undid it has sent nothing.
-- Once it leaves, it is a row of `wishes`; what was undone, or came to nothing meanwhile, stays here with why.
CREATE TABLE due_wishes (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    staff_id uuid NOT NULL,
    volunteer_number bigint NOT NULL CHECK (volunteer_number >= 1),
    manner text NOT NULL CHECK (manner IN ('beside', 'first', 'agreed')),
    heard_by uuid,
    overrides text[] NOT NULL,
    reason text,
    wished_at timestamptz NOT NULL DEFAULT network_now(),
    due_at timestamptz NOT NULL,
    answer text CHECK (answer ~ '^[a-z][a-z0-9_.]{0,63}$'),
    CHECK ((manner = 'agreed') = (heard_by IS NOT NULL)),
    CHECK ((overrides = '{}') = (reason IS NULL))
);
CREATE UNIQUE INDEX due_wishes_volunteer ON due_wishes (request_id, volunteer_number)
    WHERE answer IS NULL;
CREATE INDEX due_wishes_due ON due_wishes (due_at) WHERE answer IS NULL;
CREATE INDEX due_wishes_request ON due_wishes (request_id);

ALTER TABLE wishes
    ADD COLUMN manner text,
    ADD COLUMN overrides text[] NOT NULL DEFAULT '{}';

-- Who had whom asked, or undid it, who heard a yes on the phone, and which rule of matching was passed
-- over for which reason: an audit, in codes.
CREATE TABLE wish_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    wish_id uuid NOT NULL,
    request_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    step text NOT NULL CHECK (step IN ('wished', 'undone')),
    manner text NOT NULL,
    volunteer_number bigint,
    heard_by uuid,
    overrides text[] NOT NULL,
    reason text,
    noted_at timestamptz NOT NULL DEFAULT network_now(),
    CHECK ((overrides = '{}') = (reason IS NULL))
);
CREATE INDEX wish_steps_age ON wish_steps (noted_at);
SELECT audit_begin('wish_steps', 'id', 'noted_at');
