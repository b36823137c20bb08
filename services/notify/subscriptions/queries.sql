-- name: subscribed_endpoints
-- One that is switched off is among them: its news wait until it is switched on again. What is one
-- organisation's own goes to it and to the operator's endpoints; nobody hears who has not answered yet.
SELECT id, nullif(organisation_id, $5) AS organisation_id
FROM endpoints
WHERE $1 = ANY (types) AND (municipalities = '{}' OR $2 = ANY (municipalities))
    AND (lines = '{}' OR $3::text IS NULL OR $3 = ANY (lines))
    AND ($4::uuid IS NULL OR organisation_id IN ($4, $5))
    AND checked_at IS NOT NULL AND removed_at IS NULL
ORDER BY id;

-- name: switch_off_endpoint
-- What waits for it is held, with its age shown, until a human decides; the first moment counts.
UPDATE endpoints SET enabled = false, disabled_at = coalesce(disabled_at, network_now())
WHERE id = $1;

-- name: switch_on_endpoint
-- A second press finds nothing, so that the page can say that nothing was done.
UPDATE endpoints
SET enabled = true, disabled_at = NULL, rests_until = NULL, failing_since = NULL, told_off_at = NULL
WHERE id = $1 AND NOT enabled AND checked_at IS NOT NULL AND removed_at IS NULL
RETURNING id;

-- name: mark_checked
-- What was said before is not told: nobody was known to listen there.
UPDATE endpoints
SET checked_at = network_now(), wanted_since = network_now(), enabled = true, disabled_at = NULL
WHERE id = $1 AND checked_at IS NULL AND removed_at IS NULL;

-- name: note_silence
-- Since the first failure after the last success: the others are told apart from one bad piece of news.
UPDATE endpoints SET failing_since = network_now() WHERE id = $1 AND failing_since IS NULL;

-- name: switch_off_silent
-- Of several deliveries that end at once one finds it on: one person is told once.
UPDATE endpoints SET enabled = false, disabled_at = network_now()
WHERE id = $1 AND enabled AND failing_since <= network_now() - $2::interval
RETURNING id;

-- name: rest_endpoint
-- A shorter rest never cuts a longer one; all rests together end a while after the first, for a partner
-- that only ever asks for another would else keep its news waiting for ever.
WITH moment AS MATERIALIZED (SELECT network_now() AS now)
UPDATE endpoints
SET rests_since = coalesce(rests_since, moment.now),
    rests_until = greatest(
        rests_until,
        least(moment.now + $2::interval, coalesce(rests_since, moment.now) + $3::interval)
    )
FROM moment
WHERE id = $1;

-- name: is_switched_off
-- Nothing is let go of an endpoint that gets it.
SELECT id FROM endpoints WHERE id = $1 AND NOT enabled FOR UPDATE;

-- name: add_endpoint
-- A name is taken once, so that the operator can say which one is meant. What an organisation adds is
-- off until its address has answered.
INSERT INTO endpoints (
    id, name, url, secret, types, municipalities, lines, organisation_id, activation_id, exercise,
    enabled, checked_at, wanted_since
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $11 THEN network_now() END, network_now()
)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: lock_endpoint
-- Two rotations at once would each forget the other's secret.
SELECT id FROM endpoints WHERE name = $1 FOR UPDATE;

-- name: read_secret
-- It goes on signing beside the new one until the partner has changed over.
SELECT secret FROM endpoints WHERE id = $1;

-- name: change_secret
-- Both in one statement: with a moment between them a partner would see a wrong signature.
UPDATE endpoints SET secret = $2, previous_secret = $3 WHERE id = $1;

-- name: lock_own_endpoint
-- Two members at once must not undo each other's change; what is removed is nobody's any more.
SELECT id FROM endpoints WHERE organisation_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE;

-- name: count_own_endpoints
-- How many an organisation has is bounded: each is called for every event.
SELECT count(*) FROM endpoints WHERE organisation_id = $1 AND removed_at IS NULL;

-- name: change_wishes
-- `verify` counts from here: what was said before was chosen by other wishes.
UPDATE endpoints SET types = $2, municipalities = $3, lines = $4, wanted_since = network_now()
WHERE id = $1;

-- name: forget_former_secret
-- Once the partner has changed over, the old one opens nothing any more.
UPDATE endpoints SET previous_secret = NULL WHERE id = $1;

-- name: every_own_endpoint
-- Held, so that nobody switches one on meanwhile.
SELECT id FROM endpoints WHERE organisation_id = $1 AND removed_at IS NULL ORDER BY id FOR UPDATE;

-- name: remove_endpoint
-- The row stays, for deliveries refer to it; where it was and what signed for it do not.
UPDATE endpoints
SET removed_at = network_now(), enabled = false,
    disabled_at = coalesce(disabled_at, network_now()), secret = NULL, previous_secret = NULL,
    url = '', name = id::text
WHERE id = $1;

-- name: begin_trial
-- A pause between two keeps the page from being a hammer; who was just checked may be tested at once.
UPDATE endpoints SET tried_at = network_now(), tried = $2, tried_response = NULL
WHERE id = $1 AND (
    tried_at IS NULL OR tried_at <= network_now() - $3::interval
    OR ($2 = 'test' AND tried = 'challenge')
)
RETURNING url, secret, previous_secret;

-- name: end_trial
-- What came of it is shown until the next.
UPDATE endpoints SET tried_response = $2 WHERE id = $1;

-- name: lock_untold_endpoint
-- An organisation's endpoint that went off by itself, and nobody wrote about it so far.
SELECT id, organisation_id, url, activation_id, exercise
FROM endpoints
WHERE NOT enabled AND disabled_at IS NOT NULL AND told_off_at IS NULL AND removed_at IS NULL
    AND organisation_id <> $1
LIMIT 1
FOR UPDATE SKIP LOCKED;

-- name: note_told_off
-- In the transaction that says so, by the next number of what is said of it.
UPDATE endpoints SET told_off_at = network_now(), version = version + 1 WHERE id = $1 RETURNING version;
