-- locks: nothing
-- For `verify`: what is sealed has its key, or its subject was erased. `sealed()` of the service
-- names the subject of each sealed row.
CREATE FUNCTION culprits_of_keys() RETURNS TABLE (rule text, culprit text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    WITH locked AS MATERIALIZED (
        SELECT part, subject
        FROM sealed()
        WHERE NOT EXISTS (SELECT FROM subject_keys WHERE subject_keys.subject = sealed.subject)
    )
    SELECT 'what is sealed has its key', part || ' ' || subject
    FROM locked
    WHERE NOT EXISTS (
        SELECT FROM subject_erasures
        WHERE subject_hash = encode(sha256(convert_to(subject, 'UTF8')), 'hex')
    )
    UNION ALL
    SELECT 'who was erased has no key', subject_keys.subject
    FROM subject_keys
    JOIN subject_erasures
        ON subject_hash = encode(sha256(convert_to(subject_keys.subject, 'UTF8')), 'hex');
END
$$;

-- Whoever was erased must stay noted, or a backup brings them back.
CREATE FUNCTION is_noted_as_erased(subject text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM subject_erasures
        WHERE subject_hash = encode(sha256(convert_to(subject, 'UTF8')), 'hex')
    )
$$;
