-- The known-wrong form of `claim_helpers`: `volunteers` is joined once more, and that read is of
-- the statement's own snapshot, from before it waited for the lock.
WITH wish AS (
    SELECT * FROM unnest(
        $1::uuid[], $2::uuid[], $3::integer[], $4::integer[], $5::interval[], $6::text[],
        $7::interval[], $8::interval[]
    ) AS wish (id, request_id, number, attempt, lifetime, token_hash, slack, forget)
), locked AS (
    SELECT id AS volunteer_id, number
    FROM volunteers
    WHERE number = ANY ($3::integer[]) AND state = 'active' AND on_duty
    ORDER BY number
    FOR NO KEY UPDATE
), good AS (
    SELECT DISTINCT ON (wish.number) wish.*, volunteer_id, load, rested_at
    FROM wish
    JOIN locked USING (number)
    JOIN volunteers ON volunteers.id = volunteer_id
    WHERE load < weekly_cap AND rested_at <= now() + slack
        AND NOT EXISTS (
            SELECT FROM matches
            WHERE matches.request_id = wish.request_id
                AND matches.volunteer_id = locked.volunteer_id
        )
    ORDER BY wish.number, wish.request_id
), taken AS (
    UPDATE volunteers
    SET load = volunteers.load + 1, asked = volunteers.asked + 1,
        rested_at = greatest(good.rested_at, now()) + good.forget
    FROM good
    WHERE volunteers.id = good.volunteer_id
)
INSERT INTO matches (
    id, request_id, volunteer_id, attempt, token_hash, expires_at, activation_id, exercise
)
SELECT id, request_id, volunteer_id, attempt, token_hash, now() + lifetime, activation_id, exercise
FROM good
JOIN needs USING (request_id)
RETURNING id, request_id, volunteer_id, version, state, expires_at, false AS lapsed, minutes;
