-- locks: staff
-- What somebody of the staff does now, as they say themselves. No time at which it began, no row of
-- yesterday: nobody's hours can be read here.
CREATE TABLE shifts (
    staff_id uuid PRIMARY KEY REFERENCES staff,
    session_hash text NOT NULL CHECK (session_hash ~ '^[0-9a-f]{64}$'),
    doing text NOT NULL CHECK (doing IN ('at_phone', 'on_duty', 'on_break')),
    ends_at timestamptz NOT NULL
);
