-- name: hold_turns
-- Choosing is short and rare: one after the other, so that nobody is asked twice in one turn, nor past
-- their capacity.
SELECT pg_advisory_xact_lock(hashtext('matching.referrals'));

-- name: loads
-- What was declined, or taken back before it was answered, took nothing. Days are those on the wall;
-- when they began is found once and not for each row. Of what only staff may know the line is not known.
WITH since AS MATERIALIZED (
    SELECT moment - interval '32 days' AS lately, date_trunc('day', wall) AT TIME ZONE zone AS day,
        date_trunc('week', wall) AT TIME ZONE zone AS week,
        date_trunc('month', wall) AT TIME ZONE zone AS month
    FROM network_now() AS moment
    CROSS JOIN (VALUES ('Europe/Helsinki')) AS place (zone)
    CROSS JOIN LATERAL (SELECT moment AT TIME ZONE zone AS wall) AS clock
)
SELECT organisation_id, line, max(sent_at) AS asked_at,
    count(*) FILTER (WHERE counts AND sent_at >= (SELECT day FROM since)) AS day,
    count(*) FILTER (WHERE counts AND sent_at >= (SELECT week FROM since)) AS week,
    count(*) FILTER (WHERE counts AND sent_at >= (SELECT month FROM since)) AS month
FROM (
    SELECT organisation_id, sent_at, CASE WHEN is_reserved THEN 'reserved' ELSE service_line END AS line,
        state IN ('sent', 'asked_back', 'accepted', 'in_progress', 'completed') AS counts
    FROM referrals
    WHERE organisation_id = ANY ($1) AND sent_at > (SELECT lately FROM since)
) AS lately
GROUP BY organisation_id, line;

-- name: add_referral
-- No ON CONFLICT: a second open one of a request is a fault, and the unique index must say so.
INSERT INTO referrals (
    id, request_id, organisation_id, service_line, attempt, wish_id, sent_at, changed_at, due_at,
    answer_by, is_reserved
)
SELECT $1, request_id, $3, $4, $5, $6, moment, moment, moment + $7::interval, moment + $8::interval,
    NOT volunteer_allowed
FROM needs
CROSS JOIN network_now() AS moment
WHERE request_id = $2
RETURNING answer_by;

-- name: find_referral
-- Whoever changes it holds its need by then.
SELECT id, request_id, organisation_id, service_line, attempt, answer_by, state, version, wish_id,
    is_reminded, coalesce(due_at <= network_now(), false) AS is_due, code,
    passes_on
FROM referrals
WHERE id = $1;

-- name: referral_by_link
-- A link ends with what it is about: by then there is nothing to answer.
SELECT referrals.id, request_id, organisation_id, service_line, attempt, answer_by, state, version,
    wish_id, is_reminded, coalesce(due_at <= network_now(), false) AS is_due, code,
    passes_on, staff_id
FROM referral_links
JOIN referrals ON referrals.id = referral_id
WHERE token_hash = $1;

-- name: keep_referral_link
-- The event comes twice, or after its referral was forgotten: then it opens nothing.
INSERT INTO referral_links (token_hash, referral_id, staff_id)
SELECT $1, id, $3 FROM referrals WHERE id = $2
ON CONFLICT DO NOTHING;

-- name: open_referral
-- At most one: a unique index sees to it.
SELECT id, request_id, organisation_id, service_line, attempt, answer_by, state, version, wish_id,
    is_reminded, coalesce(due_at <= network_now(), false) AS is_due, code,
    passes_on
FROM referrals
WHERE request_id = $1 AND state IN ('sent', 'asked_back', 'accepted', 'in_progress');

-- name: organisations_asked
-- Nobody is asked twice about one request by itself.
SELECT organisation_id, state FROM referrals WHERE request_id = $1 ORDER BY sent_at, id;

-- name: save_referral
-- By the network's clock; what is over is due no more.
UPDATE referrals
SET state = $2, version = $3, code = $4, is_reminded = false, changed_at = moment,
    due_at = moment + $6::interval, answer_by = coalesce(moment + $7::interval, answer_by),
    passes_on = $5
FROM network_now() AS moment
WHERE id = $1
RETURNING answer_by;

-- name: remind_of_referral
-- It is due again when its time is over.
UPDATE referrals
SET is_reminded = true, version = $2, due_at = answer_by, changed_at = network_now()
WHERE id = $1;

-- name: leave_to_coordinator
-- Their word was taken back after one had declined, and before the next was asked.
UPDATE referrals SET passes_on = 'coordinator' WHERE request_id = $1 AND passes_on = 'next';

-- name: passed_on
-- In the transaction in which it is done, so that a death in between leaves it to be done.
UPDATE referrals SET passes_on = NULL WHERE id = $1;

-- name: keep_referral_choice
-- The last one of a request: a coordinator reads why, and it is not looked for again meanwhile.
INSERT INTO referral_choices (request_id, standing_number, chosen, fitting, refusals)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (request_id) DO UPDATE
SET standing_number = excluded.standing_number, chosen = excluded.chosen,
    fitting = excluded.fitting, refusals = excluded.refusals, made_at = network_now();

-- name: referrals_due
-- Listed without locks: whoever works one off finds out whether it is due still.
SELECT id FROM referrals WHERE due_at <= (SELECT network_now()) ORDER BY due_at LIMIT $1;

-- name: referrals_to_pass_on
-- Whoever ended it saw their own organisation only: who is next is chosen apart from that.
SELECT id FROM referrals WHERE passes_on IS NOT NULL ORDER BY changed_at LIMIT $1;

-- name: referrals_without_partner
-- Whoever left has nothing in hand any more: what was theirs goes to the next.
SELECT id
FROM referrals
JOIN partners ON partners.organisation_id = referrals.organisation_id
WHERE state IN ('sent', 'asked_back', 'accepted', 'in_progress') AND standing = 'left'
ORDER BY sent_at
LIMIT $1;

-- name: needs_unreferred
-- By their word only; and once for each time that it was found that no volunteer can see to it. Of what
-- organisations were asked about before a coordinator decides. What they give above all goes to them before
-- a volunteer is looked for.
SELECT request_id
FROM (
    SELECT request_id, created_at
    FROM needs
    WHERE state = 'unmatched' AND may_be_referred
        AND reason IN ('not_for_volunteers', 'nobody_able', 'everyone_asked')
        AND NOT EXISTS (
            SELECT FROM referral_choices AS choice
            WHERE choice.request_id = needs.request_id
                AND choice.standing_number >= needs.standing_number
        )
        AND NOT EXISTS (SELECT FROM referrals WHERE referrals.request_id = needs.request_id)
    UNION ALL
    SELECT request_id, created_at
    FROM needs
    WHERE state = 'open' AND may_be_referred AND standing_number = 0
        AND again_of IS NULL AND volunteer_allowed AND category = ANY ($2::text[]) AND also <@ $2::text[]
) AS waiting
ORDER BY created_at
LIMIT $1;

-- name: referrals_of_organisation
-- Its own, by the policy too: what is open first.
SELECT referrals.id, referrals.request_id, referrals.organisation_id, referrals.service_line, attempt,
    answer_by, referrals.state, referrals.version, wish_id, is_reminded, false AS is_due, code,
    passes_on, sent_at, name AS organisation, urgency, needs.municipality, NOT volunteer_allowed AS is_reserved
FROM referrals
JOIN needs ON needs.request_id = referrals.request_id
JOIN partners ON partners.organisation_id = referrals.organisation_id
WHERE referrals.organisation_id = $1
ORDER BY due_at, sent_at DESC
LIMIT $2;

-- name: open_referrals
-- For who coordinates: a question is theirs to answer.
SELECT referrals.id, referrals.request_id, referrals.organisation_id, referrals.service_line, attempt,
    answer_by, referrals.state, referrals.version, wish_id, is_reminded, false AS is_due, code,
    passes_on, sent_at, name AS organisation, urgency, needs.municipality, NOT volunteer_allowed AS is_reserved
FROM referrals
JOIN needs ON needs.request_id = referrals.request_id
JOIN partners ON partners.organisation_id = referrals.organisation_id
WHERE due_at IS NOT NULL
ORDER BY referrals.state <> 'asked_back', due_at
LIMIT $1;

-- name: shown_referral
-- One, with what it is about; nothing personal is known here.
SELECT referrals.id, referrals.request_id, referrals.organisation_id, referrals.service_line, attempt,
    answer_by, referrals.state, referrals.version, wish_id, is_reminded, false AS is_due, code,
    passes_on, sent_at, name AS organisation, urgency, needs.municipality, NOT volunteer_allowed AS is_reserved
FROM referrals
JOIN needs ON needs.request_id = referrals.request_id
JOIN partners ON partners.organisation_id = referrals.organisation_id
WHERE referrals.id = $1;

-- name: count_open_of
-- What goes to the next when it leaves.
SELECT count(*) FROM referrals WHERE organisation_id = $1 AND due_at IS NOT NULL;
