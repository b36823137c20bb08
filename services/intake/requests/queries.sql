-- name: request_by_link
-- A request has one link in its answer and one more in each letter: any of them opens it, or the one as which
-- it goes on since both are one.
WITH RECURSIVE own AS (
    SELECT id, leads_to, 0 AS steps
    FROM requests
    WHERE status_hash = $1 OR id = (SELECT request_id FROM status_links WHERE token_hash = $1)
    UNION ALL
    SELECT onward.id, onward.leads_to, steps + 1
    FROM own
    JOIN requests AS onward ON onward.id = own.leads_to
)
SELECT id, reference, version, state, closure, category, also, urgency, language, municipality,
    activation_id, exercise, created_at
FROM requests
WHERE id = (SELECT id FROM own ORDER BY steps DESC LIMIT 1);

-- name: parts_of
-- Each is a request of its own by now, and has a link of its own.
SELECT array_agg(part.reference ORDER BY part.created_at)
FROM requests
CROSS JOIN LATERAL unnest(split_off) AS part_id
JOIN requests AS part ON part.id = part_id
WHERE requests.id = $1;

-- name: lock_request
-- Whoever changes a request holds its row first, so that its events are numbered without gaps.
SELECT id, reference, version, state, closure, category, also, urgency, language, municipality,
    activation_id, exercise, created_at
FROM requests
WHERE id = $1
FOR UPDATE;

-- name: read_task
-- Not locked: it is shown, and what is shown may change a moment later.
SELECT category, also, urgency, language, municipality, postal_code, created_at, corrected,
    corrected_at
FROM requests
WHERE id = $1;

-- name: read_contact
-- Apart from the request: what is sealed is read only where it is shown or written to.
SELECT first_name, asker_name, street, area_note, text FROM requests WHERE id = $1;

-- name: read_reach_points
-- In the order in which they were given: the first one that a letter can get to is taken. Before it
-- was said whose they are, whoever asked gave their own.
SELECT kind, address, language, may_leave_message, verified_at IS NOT NULL AS is_verified,
    may_ring, may_text, may_write,
    CASE
        WHEN whose <> 'unsaid' THEN whose
        WHEN (SELECT on_behalf FROM requests WHERE id = $1) THEN 'asker'
        ELSE 'helped'
    END AS whose,
    CASE whose WHEN 'asker' THEN 'asker_' || kind ELSE kind END AS sealed_as
FROM reach_points
WHERE request_id = $1
ORDER BY place;

-- name: read_circumstances
-- Codes only, read where somebody helps, calls or decides. Whoever asked for another before it was
-- said who they are is somebody else.
SELECT CASE WHEN on_behalf THEN coalesce(relation, 'other') END AS relation,
    address_secret, under_18, payment
FROM requests
WHERE id = $1;

-- name: save_standing
-- Together in one row, which the caller has locked: no reader sees a state without its version. What
-- goes to matching is from then on a request as any other.
UPDATE requests
SET version = $2, state = $3, closure = $4, changed_at = network_now(),
    escalated = escalated AND $3 IN ('escalated', 'closed')
WHERE id = $1;

-- name: read_asked
-- Apart from the request: only what is said to matching again needs all of it. What was taken in before
-- it was kept whether a volunteer may know of it is judged by its category; a secret place is never said.
SELECT category, also, urgency, municipality, coalesce(postal_code, '') AS postal_code, language,
    min_vetting, may_be_referred,
    coalesce(
        volunteer_allowed,
        category NOT IN ('mental_wellbeing', 'substance_support', 'crisis_support')
    ) AS volunteer_allowed
FROM requests
WHERE id = $1;

-- name: read_care
-- What a volunteer may never know of, and what a person had from the beginning, is never a helper's. Who
-- takes somebody on does so by name.
SELECT
    escalated OR NOT coalesce(
        volunteer_allowed,
        category NOT IN ('mental_wellbeing', 'substance_support', 'crisis_support')
    ) AS by_staff,
    EXISTS (
        SELECT FROM attentions
        WHERE request_id = requests.id AND coalesce(taken_by, settled_by) IS NOT NULL
    ) AS is_taken
FROM requests
WHERE id = $1;

-- name: reopen_request
-- Together in one row, which the caller has locked, as with any other standing.
UPDATE requests
SET version = $2, state = 'open', closure = NULL, reopened_after = $3, helped = NULL, escalated = false,
    leads_to = NULL, changed_at = network_now()
WHERE id = $1;

-- name: read_consent
-- What they said last counts.
SELECT said_yes, way, words, staff_id, noted_at AS at
FROM referral_consents
WHERE request_id = $1
ORDER BY id DESC
LIMIT 1;

-- name: keep_consent
-- One row for each time: what was said before is never changed.
INSERT INTO referral_consents (request_id, said_yes, way, words, staff_id)
VALUES ($1, $2, $3, $4, $5);

-- name: read_helped
-- Asked only where help was reported.
SELECT helped FROM requests WHERE id = $1;

-- name: keep_helped
-- When it ended is not when it was answered: how long it is kept counts from its end.
UPDATE requests SET version = $2, helped = $3 WHERE id = $1;

-- name: erase_request
-- Sealed values cannot be opened without their key, but whoever has the installation's could compare
-- the two hashes of what was sent, and the link in the answer must open nothing any more.
UPDATE requests
SET first_name = NULL, asker_name = NULL, street = NULL, area_note = NULL, text = NULL,
    code_word = NULL, answer = NULL, again_of = NULL,
    fingerprint = NULL, key_hash = encode(sha256(uuid_send(gen_random_uuid())), 'hex'),
    status_hash = encode(sha256(uuid_send(gen_random_uuid())), 'hex')
WHERE id = $1;

-- name: erase_reach_points
-- How the one who asked was reached says who they were.
DELETE FROM reach_points WHERE request_id = $1;

-- name: erase_status_links
-- The page behind these links is nobody's any more.
DELETE FROM status_links WHERE request_id = $1;

-- name: add_status_link
-- Only hashes are kept, so a letter needs a link of its own beside the earlier ones.
INSERT INTO status_links (token_hash, request_id) VALUES ($1, $2);

-- name: letters_lately
-- Each letter to the one who asked has a link of its own, so the links count the letters.
SELECT count(*) FROM status_links
WHERE request_id = $1 AND created_at > (SELECT network_now()) - interval '1 hour';

-- name: read_promise
-- The request's row is locked by then: of two who look one finds it kept.
SELECT heard_by, act_at FROM promises WHERE request_id = $1;

-- name: keep_promise
-- One a request: what was promised last holds.
INSERT INTO promises (request_id, heard_by, act_at) VALUES ($1, $2, $3)
ON CONFLICT (request_id) DO UPDATE SET heard_by = excluded.heard_by, act_at = excluded.act_at;

-- name: drop_promise
-- Nothing is to be heard any more of what is over.
DELETE FROM promises WHERE request_id = $1;

-- name: due_promises
-- Listed without locks: whoever keeps one finds out whether it is still due.
SELECT request_id FROM promises WHERE act_at <= network_now() ORDER BY act_at LIMIT $1;

-- name: find_reference
-- People know their request by its code; the operator's tool needs its id.
SELECT id FROM requests WHERE reference = $1;

-- name: note_parting
-- Of two concerns about one request the second says nothing new.
INSERT INTO partings (mark) VALUES ($1) ON CONFLICT DO NOTHING;

-- name: holds_parting
-- Whole marks only: without the installation's key nobody knows which request one is of.
SELECT EXISTS (SELECT FROM partings WHERE mark = $1);

-- name: forget_partings
-- By then nobody has a link any more by which the same could be asked for again.
DELETE FROM partings
WHERE mark IN (
    SELECT mark
    FROM partings
    WHERE noted_on < (SELECT network_now()) - $1::interval
    ORDER BY noted_on
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'partings';

-- name: forget_requests
-- With all that hangs on them; the keys that opened their contact data go with them, and the ledger
-- of erasures (by `erase_subjects`) sees that no backup brings them back.
WITH old AS (
    SELECT id
    FROM requests
    WHERE state = 'closed' AND changed_at < (SELECT network_now()) - $1::interval
    ORDER BY changed_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
erased AS (SELECT erase_subjects('request', array_agg(id)) FROM old)
DELETE FROM requests
USING old, erased
WHERE requests.id = old.id
RETURNING CASE
    WHEN version = 0 THEN 'held requests ' WHEN escalated THEN 'escalated requests ' ELSE 'requests '
END || closure;
