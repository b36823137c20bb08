-- Columns of type bytea are sealed under the key of `volunteer/<id>`.

CREATE TABLE volunteers (
    id uuid PRIMARY KEY,
    state text NOT NULL DEFAULT 'applied' CHECK (state IN ('applied', 'active')),
    email_hash text NOT NULL UNIQUE CHECK (email_hash ~ '^[0-9a-f]{64}$'),
    name bytea NOT NULL,
    email bytea NOT NULL,
    phone bytea,
    language text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    postal_code text NOT NULL CHECK (postal_code ~ '^[0-9]{5}$'),
    municipality text NOT NULL CHECK (municipality ~ '^[0-9]{3}$'),
    areas text[] NOT NULL CHECK (municipality = ANY (areas)),
    languages text[] NOT NULL CHECK (languages <@ ARRAY['fi', 'sv', 'en'] AND languages <> '{}'),
    categories text[] NOT NULL CHECK (categories <> '{}'),
    weekly_cap integer NOT NULL CHECK (weekly_cap BETWEEN 1 AND 7),
    last_asked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    activated_at timestamptz,
    CHECK ((state = 'applied') = (activated_at IS NULL)),
    -- these reveal health and are never a volunteer's task
    CHECK (NOT categories && ARRAY['mental_wellbeing', 'substance_support', 'crisis_support'])
);

-- The order in which people are asked: the search stops at the first few able ones.
CREATE INDEX volunteers_turn ON volunteers (last_asked_at NULLS FIRST, id) WHERE state = 'active';

CREATE TABLE confirmations (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    volunteer_id uuid NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX confirmations_volunteer ON confirmations (volunteer_id);

-- A request that ended before its creation was heard is a closed row without details.
CREATE TABLE needs (
    request_id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
    state text NOT NULL
        CHECK (state IN ('open', 'proposed', 'assigned', 'unmatched', 'closed')),
    reason text CHECK (reason IN ('not_for_volunteers', 'nobody_able', 'everyone_asked')),
    service_line text,
    category text,
    urgency text CHECK (urgency IN ('today', 'within_2_days', 'within_a_week', 'no_hurry')),
    municipality text CHECK (municipality ~ '^[0-9]{3}$'),
    postal_code text CHECK (postal_code ~ '^[0-9]{5}$'),
    language text CHECK (language IN ('fi', 'sv', 'en')),
    volunteer_allowed boolean,
    look_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((state = 'unmatched') = (reason IS NOT NULL)),
    CHECK (look_at IS NULL OR state IN ('open', 'unmatched')),
    CHECK (
        state = 'closed'
        OR num_nulls(service_line, urgency, municipality, postal_code, language, volunteer_allowed)
        = 0
    )
);

CREATE INDEX needs_due ON needs (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX needs_waiting ON needs (municipality, created_at) WHERE state = 'unmatched';

CREATE TABLE matches (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES needs,
    volunteer_id uuid NOT NULL REFERENCES volunteers,
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    state text NOT NULL DEFAULT 'open' CHECK (
        state IN ('open', 'declined', 'expired', 'accepted', 'withdrawn', 'completed')
    ),
    attempt integer NOT NULL CHECK (attempt >= 1),
    token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    proposed_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL CHECK (expires_at > proposed_at),
    accepted_at timestamptz,
    ended_at timestamptz,
    access_issued_at timestamptz,
    access_count integer NOT NULL DEFAULT 0 CHECK (access_count >= 0),
    minutes integer CHECK (minutes BETWEEN 0 AND 1440),
    CHECK ((state = 'completed') = (minutes IS NOT NULL)),
    CHECK (state NOT IN ('accepted', 'completed') OR accepted_at IS NOT NULL)
);

-- One helper for one need.
CREATE UNIQUE INDEX matches_accepted ON matches (request_id)
    WHERE state IN ('accepted', 'completed');
-- Nobody is asked twice at once about the same need.
CREATE UNIQUE INDEX matches_open ON matches (request_id, volunteer_id) WHERE state = 'open';
CREATE INDEX matches_request ON matches (request_id, volunteer_id);
CREATE INDEX matches_volunteer ON matches (volunteer_id, accepted_at)
    WHERE state IN ('open', 'accepted', 'completed');
CREATE INDEX matches_due ON matches (expires_at) WHERE state = 'open';

-- Each letter about an assignment carries a link of its own; only hashes are kept.
CREATE TABLE task_links (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    match_id uuid NOT NULL REFERENCES matches ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX task_links_match ON task_links (match_id);
