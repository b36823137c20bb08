-- locks: endpoints, letter_wishes
-- Of an endpoint that is gone nothing is kept that could sign; what is said of one is numbered.
ALTER TABLE endpoints
    ALTER COLUMN secret DROP NOT NULL,
    ADD COLUMN version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
    ADD CONSTRAINT endpoints_signed CHECK (removed_at IS NOT NULL OR secret IS NOT NULL);

-- How often it was asked whether an address is theirs, and since when that is counted.
ALTER TABLE letter_wishes
    ADD COLUMN asked integer NOT NULL DEFAULT 0 CHECK (asked >= 0),
    ADD COLUMN asked_since timestamptz;

CREATE OR REPLACE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT 'letters', 'notification/' || delivery_id FROM letters
    UNION ALL
    SELECT 'endpoints', 'endpoint/' || id FROM endpoints WHERE secret IS NOT NULL
    UNION ALL
    SELECT 'letter_wishes', 'organisation/' || organisation_id
    FROM letter_wishes
    WHERE address IS NOT NULL
$$;
