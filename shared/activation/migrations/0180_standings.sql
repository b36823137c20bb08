-- locks: activations
-- How an activation stands: asleep, awake, or being put to rest, and what of the network is open meanwhile.
-- One of the network's own and one exercise may be open: it is open until it has ended.
ALTER TABLE activations
    DROP CONSTRAINT activations_state_check,
    ADD CONSTRAINT activations_state_check CHECK (
        state IN ('standby', 'alerted', 'activated', 'prolonged', 'winding_down', 'ended')
    ),
    ADD COLUMN version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
    ADD COLUMN areas text[] NOT NULL DEFAULT '{}' CHECK (
        array_to_string(areas, ',', '-') ~ '^(\d{3}(,\d{3})*)?$'
    ),
    ADD COLUMN lines text[] NOT NULL DEFAULT '{}' CHECK (
        array_to_string(lines, ',', '-') ~ '^([a-z][a-z0-9_.]{0,63}(,[a-z][a-z0-9_.]{0,63})*)?$'
    ),
    ADD COLUMN channels text[] NOT NULL DEFAULT '{phone,partners,web}' CHECK (
        channels <@ '{phone,partners,web}'::text[]
    ),
    ADD COLUMN sign_up text NOT NULL DEFAULT 'open' CHECK (sign_up IN ('open', 'waiting_list', 'paused')),
    ADD COLUMN valid_until date,
    ADD COLUMN review_on date,
    ADD COLUMN since timestamptz NOT NULL DEFAULT network_now(),
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT network_now();

UPDATE activations SET since = opened_at, changed_at = opened_at;

DROP INDEX activations_one_open;
CREATE UNIQUE INDEX activations_one_open ON activations (exercise) WHERE state <> 'ended';

-- As in 0050, and all of how it stands: what intake decided is what the others heard.
CREATE OR REPLACE FUNCTION book_activations(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT
        id,
        concat_ws(
            ' ',
            'state=' || state,
            'exercise=' || exercise,
            'version=' || version,
            'areas=' || array_to_string(areas, ','),
            'lines=' || array_to_string(lines, ','),
            'channels=' || array_to_string(channels, ','),
            'sign_up=' || sign_up,
            'valid_until=' || valid_until,
            'review_on=' || review_on
        ),
        NULL::timestamptz,
        changed_at
    FROM public.activations
$$;
