-- name: read_proposals
-- All of them: the state of a request follows from the whole set, not from the last event.
SELECT match_id, volunteer_id, proposals.version, proposals.state, standing, standing_number,
    reopened_after
FROM proposals
JOIN requests ON requests.id = request_id
WHERE request_id = $1;

-- name: read_unmatched
-- Its number tells whether the notice is older than what else was said of the standing.
SELECT version, reason, considered, asked, declined, at_their_cap, standing_number
FROM unmatched_notices
WHERE request_id = $1;

-- name: read_referrals
-- All of them, for the same reason.
SELECT referral_id, organisation_id, referrals.version, referrals.state, standing, standing_number,
    answer_by, reopened_after
FROM referrals
JOIN requests ON requests.id = request_id
WHERE request_id = $1;

-- name: referred_request
-- Of another organisation's there is none, by the policy.
SELECT request_id FROM referrals WHERE referral_id = $1;

-- name: keep_referral
-- As of a proposal: an older event never replaces what a newer one said.
INSERT INTO referrals (
    referral_id, request_id, organisation_id, version, state, standing, standing_number, answer_by
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (referral_id) DO UPDATE
SET version = excluded.version, state = excluded.state, standing = excluded.standing,
    standing_number = excluded.standing_number, answer_by = excluded.answer_by,
    heard_at = network_now()
WHERE referrals.version < excluded.version;

-- name: keep_proposal
-- Events come in any order: an older one never replaces what a newer one said.
INSERT INTO proposals (
    match_id, request_id, volunteer_id, version, state, standing, standing_number
)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (match_id) DO UPDATE
SET version = excluded.version, state = excluded.state, standing = excluded.standing,
    standing_number = excluded.standing_number, heard_at = network_now()
WHERE proposals.version < excluded.version;

-- name: keep_unmatched
-- One a request is enough; an older notice that comes late must not replace the newer.
INSERT INTO unmatched_notices (
    request_id, version, reason, considered, asked, declined, at_their_cap, standing_number
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (request_id) DO UPDATE
SET version = excluded.version, reason = excluded.reason, considered = excluded.considered,
    asked = excluded.asked, declined = excluded.declined, at_their_cap = excluded.at_their_cap,
    standing_number = excluded.standing_number, heard_at = network_now()
WHERE unmatched_notices.version < excluded.version;

-- name: read_code_word
-- By one statement, so that it is never that of a helper who has just been taken off. Of a request from
-- before there were words at once only the helper's own is known.
SELECT coalesce(
    (SELECT code_word FROM assignments WHERE request_id = $1 AND closed_at IS NULL),
    (SELECT code_word FROM requests WHERE id = $1)
);

-- name: save_code_word
-- The next one; that of an open assignment stays as its helper saw it.
UPDATE requests SET code_word = $2 WHERE id = $1;

-- name: code_words_used
-- Whoever helped before must not be taken for the helper of now.
SELECT code_word FROM assignments WHERE request_id = $1;

-- name: read_assignment
-- At most one is open: a unique index sees to it. Of one from before it was noted how well its helper is
-- known follows from what the task demands now.
SELECT match_id, assignments.code_word, introduced_as, coalesce(level, min_vetting) AS level
FROM assignments
JOIN requests ON requests.id = request_id
WHERE request_id = $1 AND closed_at IS NULL;

-- name: open_assignment
-- No ON CONFLICT: a second open one is a fault, and the unique index must say so. Whoever takes it is known
-- as well as it demands then.
INSERT INTO assignments (request_id, match_id, volunteer_id, code_word, level)
SELECT id, $2, $3, $4, min_vetting FROM requests WHERE id = $1;

-- name: introduce_helper
-- Of a task that is over nobody is introduced any more.
UPDATE assignments SET introduced_as = $3
WHERE request_id = $1 AND match_id = $2 AND closed_at IS NULL;

-- name: close_assignment
-- Closed, not deleted: who helped before stays on record.
UPDATE assignments SET closed_at = network_now() WHERE request_id = $1 AND closed_at IS NULL;
