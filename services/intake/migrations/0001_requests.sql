-- Columns of type bytea are sealed: under the key of `request/<id>`, or of `draft/<id>` in drafts.

-- One wide row rather than several narrow ones: taking a request in must be cheap. `key_hash` is
-- the client's idempotency key and stays for ever: the same key is the same request. `answer`,
-- what the client was told, goes after a day. `status_hash` is the link in that answer.

CREATE TABLE requests (
    id uuid PRIMARY KEY,
    reference text NOT NULL UNIQUE CHECK (reference ~ '^[B-Z][0-9]-[0-9B-Z]{4}$'),
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    state text NOT NULL DEFAULT 'received'
        CHECK (state IN ('received', 'open', 'proposed', 'assigned', 'unmatched', 'closed')),
    closure text CHECK (closure IN ('completed', 'cancelled')),
    category text NOT NULL CHECK (category ~ '^[a-z_]{1,40}$'),
    urgency text NOT NULL
        CHECK (urgency IN ('today', 'within_2_days', 'within_a_week', 'no_hurry')),
    postal_code text NOT NULL CHECK (postal_code ~ '^[0-9]{5}$'),
    municipality text NOT NULL CHECK (municipality ~ '^[0-9]{3}$'),
    language text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    channel text NOT NULL CHECK (channel ~ '^[a-z_]{1,40}$'),
    on_behalf boolean NOT NULL,
    phone bytea NOT NULL,
    first_name bytea,
    email bytea,
    street bytea,
    area_note bytea,
    text bytea,
    status_hash text NOT NULL UNIQUE CHECK (status_hash ~ '^[0-9a-f]{64}$'),
    key_hash text NOT NULL UNIQUE CHECK (key_hash ~ '^[0-9a-f]{64}$'),
    fingerprint text NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    answer bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((state = 'closed') = (closure IS NOT NULL))
);

-- The coordinator's page reads only what still waits.
CREATE INDEX requests_waiting ON requests (created_at) WHERE state <> 'closed';
CREATE INDEX requests_answered ON requests (created_at) WHERE answer IS NOT NULL;

-- Each letter carries a link of its own beside the first one; only hashes are kept.
CREATE TABLE status_links (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX status_links_request ON status_links (request_id);

-- The newest thing heard of each match; the attempt comes with its first event, maybe late.
CREATE TABLE proposals (
    match_id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    volunteer_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    state text NOT NULL CHECK (
        state IN ('open', 'declined', 'expired', 'accepted', 'withdrawn', 'completed')
    ),
    attempt integer CHECK (attempt >= 1),
    heard_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX proposals_request ON proposals (request_id);

CREATE TABLE unmatched_notices (
    request_id uuid PRIMARY KEY REFERENCES requests ON DELETE CASCADE,
    version bigint NOT NULL CHECK (version >= 1),
    reason text NOT NULL
        CHECK (reason IN ('not_for_volunteers', 'nobody_able', 'everyone_asked')),
    considered integer NOT NULL CHECK (considered >= 0),
    asked integer NOT NULL CHECK (asked >= 0),
    declined integer NOT NULL CHECK (declined >= 0),
    at_their_cap integer NOT NULL CHECK (at_their_cap >= 0),
    heard_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE assignments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    match_id uuid NOT NULL,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    volunteer_id uuid NOT NULL,
    code_word bytea NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz CHECK (closed_at >= opened_at)
);

-- One helper for one need.
CREATE UNIQUE INDEX assignments_open ON assignments (request_id) WHERE closed_at IS NULL;
CREATE INDEX assignments_match ON assignments (match_id);

CREATE TABLE contact_links (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    match_id uuid NOT NULL,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    volunteer_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    browser_hash text CHECK (browser_hash ~ '^[0-9a-f]{64}$'),
    CHECK ((used_at IS NULL) = (browser_hash IS NULL))
);

CREATE INDEX contact_links_request ON contact_links (request_id);

-- Who saw contact data, and when.
CREATE TABLE contact_views (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL,
    match_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    viewed_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX contact_views_request ON contact_views (request_id);

CREATE TABLE drafts (
    id uuid PRIMARY KEY,
    token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    fields bytea,
    answer bytea,
    expires_at timestamptz NOT NULL,
    CHECK (fields IS NULL OR answer IS NULL)
);

CREATE INDEX drafts_expiry ON drafts (expires_at);
