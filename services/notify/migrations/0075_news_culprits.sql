-- locks: nothing
-- Rules more for `verify`: what an organisation heard in whichever form stands on its page, and a letter of
-- news tells some.
ALTER FUNCTION culprits() RENAME TO culprits_beside_news;
CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    SELECT * FROM culprits_beside_news()
    UNION ALL
    SELECT 'what an organisation heard stands on its page', id::text
    FROM deliveries
    WHERE endpoint_id IS NOT NULL AND organisation_id <> '00000000-0000-0000-0000-000000000000'
        AND created_at >= said_since()
        AND NOT EXISTS (
            SELECT FROM organisation_news AS heard
            WHERE heard.organisation_id = deliveries.organisation_id
                AND heard.event_id = deliveries.event_id
        )
    UNION ALL
    SELECT 'what was told by letter has its letter', event_id::text
    FROM organisation_news
    WHERE told_in IS NOT NULL AND due_at >= said_since()
        AND NOT EXISTS (SELECT FROM deliveries WHERE id = told_in)
    UNION ALL
    SELECT 'what was told by letter has its letter', id::text
    FROM deliveries
    WHERE kind = 'partner_digest' AND created_at >= said_since()
        AND NOT EXISTS (SELECT FROM organisation_news WHERE told_in = deliveries.id)
$$;
