-- locks: nothing
-- Rules more for `verify`: referrals, organisations and what they plan are numbered as they were told of, a
-- request is with one organisation as long as it says so, and why that one was asked is kept.
ALTER FUNCTION culprits() RENAME TO culprits_beside_partners;
CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH said AS MATERIALIZED (
        SELECT subject, max(subject_version) AS version, min(created_at) AS since,
            (array_agg(type ORDER BY subject_version DESC) FILTER (
                WHERE type IN ('activity.scheduled', 'activity.cancelled')
            ))[1] AS planned
        FROM outbox
        WHERE subject LIKE 'referral/%' OR subject LIKE 'partner/%' OR subject LIKE 'activity/%'
        GROUP BY subject
    )
    SELECT * FROM culprits_beside_partners()
    UNION ALL
    SELECT 'a referral is announced, and what was announced is kept', coalesce(id::text, subject)
    FROM referrals
    FULL JOIN (SELECT * FROM said WHERE subject LIKE 'referral/%') AS said ON subject = 'referral/' || id
    WHERE subject IS NULL AND changed_at >= said_since() OR id IS NULL AND since >= said_since()
    UNION ALL
    SELECT 'the number of a referral is that of its last event', id::text
    FROM referrals
    JOIN said ON subject = 'referral/' || id
    WHERE referrals.version <> said.version
    UNION ALL
    SELECT 'a request that is with an organisation has its referral, and no other has', request_id::text
    FROM needs
    WHERE (state IN ('referred', 'accepted', 'in_progress')) <> EXISTS (
        SELECT FROM referrals
        WHERE referrals.request_id = needs.request_id
            AND (due_at IS NOT NULL OR passes_on IS NOT NULL AND needs.state = 'referred')
    )
    UNION ALL
    SELECT 'one open referral a request', request_id::text
    FROM referrals
    WHERE due_at IS NOT NULL
    GROUP BY request_id
    HAVING count(*) > 1
    UNION ALL
    SELECT 'why an organisation was asked is kept', request_id::text
    FROM (SELECT DISTINCT request_id FROM referrals) AS asked
    WHERE NOT EXISTS (
        SELECT FROM referral_choices WHERE referral_choices.request_id = asked.request_id
    )
    UNION ALL
    SELECT 'the number of an organisation is that of its last event', coalesce(organisation_id::text, subject)
    FROM (SELECT * FROM said WHERE subject LIKE 'partner/%') AS said
    LEFT JOIN partners ON subject = 'partner/' || organisation_id
    WHERE organisation_id IS NULL OR partners.version <> said.version
    UNION ALL
    SELECT 'the number of an activity is that of its last event', id::text
    FROM (
        SELECT coalesce(plans.id, activities.id) AS id, greatest(plans.version, number) AS version
        FROM plans
        FULL JOIN (SELECT * FROM activities WHERE is_newest) AS activities USING (organisation_id, id)
    ) AS kept
    JOIN said ON subject = 'activity/' || id
    WHERE kept.version <> said.version
    UNION ALL
    SELECT 'what is planned is as it was told, and what was told is kept', coalesce(id::text, subject)
    FROM plans
    FULL JOIN (SELECT * FROM said WHERE planned IS NOT NULL) AS said ON subject = 'activity/' || id
    WHERE id IS NULL
        OR subject IS NULL AND planned_at >= said_since()
        OR is_cancelled <> (planned = 'activity.cancelled')
$$;
