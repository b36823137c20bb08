-- name: towns_due
-- Read without locks: whoever counts finds out whether somebody just did.
SELECT town
FROM unnest($1::text[]) AS town
WHERE NOT EXISTS (
    SELECT FROM supplies
    WHERE municipality = town AND counted_at > (SELECT network_now()) - interval '1 minute'
)
LIMIT $2;

-- name: take_supply
-- Of two processes the second waits, then finds the minute not over, and gets no row. The id tells when it began:
-- `verify` asks for no earlier event of what is older than its mark.
INSERT INTO supplies AS held (id, municipality) VALUES ($2, $1)
ON CONFLICT (municipality) DO UPDATE SET counted_at = network_now()
WHERE held.counted_at <= network_now() - interval '1 minute'
RETURNING id, version, said, activation_id,
    coalesce(said_at <= network_now() - $3::interval, true) AS is_old;

-- name: keep_supply
-- What was said, to be compared with the next count.
UPDATE supplies
SET version = $2, said = $3, activation_id = $4, said_at = network_now()
WHERE municipality = $1;

-- name: count_helpers
-- Who goes by a radius is counted in the towns they named: it is said roughly anyway.
SELECT category, count(*) AS helpers
FROM volunteers
CROSS JOIN unnest(categories) AS category
WHERE state = 'active' AND areas @> ARRAY[$1::text] AND on_duty AND load < weekly_cap
GROUP BY category;

-- name: usual_waits
-- Whoever waits longer than a day, or in vain, counts as one who waits: else the bad half is left out.
WITH asked AS (
    SELECT category, state, created_at, (
        SELECT min(accepted_at) FROM matches WHERE matches.request_id = needs.request_id
    ) - created_at AS wait
    FROM needs
    WHERE municipality = $1 AND created_at > (SELECT network_now()) - $2::interval
        AND volunteer_allowed AND category IS NOT NULL
)
SELECT category,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY coalesce(wait, interval '1000 days')) AS usual
FROM asked
WHERE wait IS NOT NULL
    OR state <> 'closed' AND created_at < (SELECT network_now()) - interval '1 day'
GROUP BY category
HAVING count(*) >= $3;
