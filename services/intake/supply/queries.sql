-- name: keep_supply
-- A report that comes late changes nothing; rows in the order of the report, so that two never cross.
INSERT INTO supply (municipality, category, helpers, usual_minutes, activation_id, said_at)
SELECT $1, category, helpers, usual_minutes, $2, $3
FROM unnest($4::text[], $5::integer[], $6::integer[]) AS said (category, helpers, usual_minutes)
ON CONFLICT (municipality, category) DO UPDATE
SET helpers = excluded.helpers, usual_minutes = excluded.usual_minutes,
    activation_id = excluded.activation_id, said_at = excluded.said_at
WHERE supply.said_at < excluded.said_at;

-- name: supply_of
-- Of the activation that is open: what an exercise or a former winter had says nothing of today.
SELECT helpers, usual_minutes
FROM supply
WHERE municipality = $1 AND category = $2 AND said_at > (SELECT network_now()) - $3::interval
    AND activation_id IN (SELECT id FROM activations WHERE state <> 'ended' AND NOT exercise);

-- name: supply_helped
-- Where somebody helps with what; a row a town and need is few. No figure stands for a few.
SELECT category, array_agg(municipality) AS towns
FROM supply
WHERE helpers IS DISTINCT FROM 0 AND said_at > (SELECT network_now()) - $1::interval
    AND activation_id IN (SELECT id FROM activations WHERE state <> 'ended' AND NOT exercise)
GROUP BY category;
