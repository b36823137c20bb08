-- name: keep_message
-- The request's row is held, so that it is not erased meanwhile; without one nothing is kept. Who sends a
-- message again makes what was said before old.
INSERT INTO request_messages (
    notification_id, request_id, version, template, channel, ended_at, reason
)
SELECT $1, id, $3, $4, $5, $6, $7
FROM requests
WHERE id = $2
FOR KEY SHARE
ON CONFLICT (notification_id) DO UPDATE
SET version = excluded.version, template = excluded.template, channel = excluded.channel,
    ended_at = excluded.ended_at, reason = excluded.reason
WHERE request_messages.version < excluded.version;

-- name: note_village
-- The request's row is held, so that it is not erased meanwhile.
INSERT INTO village_consents (request_id, staff_id, said_yes)
SELECT id, $2, $3 FROM requests WHERE id = $1 FOR KEY SHARE;

-- name: told_request
-- What stands above the entries. Of what was taken in before it was kept whether a volunteer may know of
-- it, its category says so.
SELECT requests.id, reference, requests.version, state, closure, category, also, urgency, language,
    municipality, activation_id, exercise, created_at, postal_code, heard_by,
    notice.reason AS unmatched, village.noted_at AS yes_at, village.name AS yes_to,
    NOT address_secret AND NOT escalated AND coalesce(
        volunteer_allowed,
        category NOT IN ('mental_wellbeing', 'substance_support', 'crisis_support')
    ) AS is_for_all
FROM requests
LEFT JOIN promises ON promises.request_id = requests.id
LEFT JOIN unmatched_notices AS notice
    ON notice.request_id = requests.id AND requests.state = 'unmatched'
LEFT JOIN LATERAL (
    SELECT said_yes, noted_at, name
    FROM village_consents
    JOIN staff ON staff.id = staff_id
    WHERE request_id = requests.id
    ORDER BY village_consents.id DESC
    LIMIT 1
) AS village ON said_yes AND noted_at >= coalesce(corrected_at, '-infinity')
WHERE requests.id = $1;

-- name: linked
-- The open ones first.
SELECT id, reference, state FROM linked_with(ARRAY[$1::uuid]) ORDER BY state = 'closed', reference;

-- name: entries
-- Each table says its own part; by their places all are alike. At one moment the order is that of the
-- parts: what was asked for comes before what followed. A letter of ours is under way until notify said what
-- became of it, and its body was emptied for that. Whoever opens a request again has seen to it by that: nobody
-- was called.
WITH due AS (
    SELECT id, staff_id, wished_at, due_at, answer,
        CASE WHEN manner = 'widening' THEN 'widening' ELSE 'wish' END AS kind,
        CASE WHEN manner = 'widening' THEN reason || overrides ELSE ARRAY[volunteer_number::text] END AS fields
    FROM due_wishes
    WHERE request_id = $1
),

calls_for_people AS (
    SELECT reason, raised_at, taken_at, taken_by, settled_at, settled_by, settled_as
    FROM attentions
    WHERE request_id = $1 AND NOT (
        reason = 'not_helped' AND taken_by IS NULL AND settled_by IS NOT NULL
        AND settled_at < raised_at + interval '1 second'
    )
)
SELECT at, what, code, fields, who
FROM (
    SELECT 0 AS part, 0 AS place, created_at AS at, 'asked' AS what, channel AS code,
        '{}'::text[] AS fields, NULL AS who
    FROM requests
    WHERE id = $1
    UNION ALL
    SELECT 1, 0, asked_at, CASE WHEN manner = 'widening' THEN 'widening' ELSE 'wish' END,
        CASE WHEN manner = 'widening' THEN '' WHEN volunteer_number IS NULL THEN 'referral' ELSE 'ask' END,
        CASE WHEN manner = 'widening' THEN reason || overrides ELSE ARRAY[volunteer_number::text] END, name
    FROM wishes
    JOIN staff ON staff.id = staff_id
    WHERE request_id = $1
    UNION ALL
    SELECT 2, 0, answered_at,
        CASE
            WHEN more IS NOT NULL THEN 'widened'
            WHEN manner = 'widening' THEN 'widening_answer'
            WHEN volunteer_number IS NULL THEN 'referral_answer'
            ELSE 'wish_answer'
        END,
        answer, ARRAY[coalesce(more, volunteer_number)::text], NULL
    FROM wishes
    WHERE request_id = $1 AND answered_at IS NOT NULL
    UNION ALL
    SELECT 3, request_steps.id, noted_at, step, code,
        CASE WHEN step = 'referral' THEN ARRAY[organisations.name] ELSE fields END, NULL
    FROM request_steps
    LEFT JOIN organisations
        ON organisations.id = CASE WHEN step = 'referral' THEN fields[1]::uuid END
    WHERE request_id = $1
    UNION ALL
    SELECT 4, 0, raised_at, 'person_called', reason, '{}', NULL
    FROM calls_for_people
    UNION ALL
    SELECT 5, 0, taken_at, 'person_took', reason, '{}', name
    FROM calls_for_people
    JOIN staff ON staff.id = taken_by
    UNION ALL
    SELECT 6, 0, settled_at, 'person_settled', settled_as, ARRAY[reason], name
    FROM calls_for_people
    LEFT JOIN staff ON staff.id = settled_by
    WHERE settled_at IS NOT NULL
    UNION ALL
    SELECT 7, 0, ended_at, 'call', outcome, ARRAY[direction, seconds::text], name
    FROM calls
    JOIN staff ON staff.id = staff_id
    WHERE request_id = $1 AND ended_at IS NOT NULL
    UNION ALL
    SELECT 8, 0, ended_at, CASE WHEN reason IS NULL THEN 'sent' ELSE 'failed' END, template,
        array_remove(ARRAY[channel, reason], NULL), NULL
    FROM request_messages
    WHERE request_id = $1
    UNION ALL
    SELECT 9, request_acts.id, noted_at, 'act', act, array_remove(ARRAY[reason], NULL), name
    FROM request_acts
    JOIN staff ON staff.id = staff_id
    WHERE request_id = $1 OR other_id = $1 AND act IN ('linked', 'unlinked')
    UNION ALL
    SELECT 10, village_consents.id, noted_at, 'village', CASE WHEN said_yes THEN 'yes' ELSE 'no' END,
        '{}', name
    FROM village_consents
    JOIN staff ON staff.id = staff_id
    WHERE request_id = $1
    UNION ALL
    SELECT 11, 0, wished_at, kind || CASE WHEN answer IS NULL THEN '_waits' ELSE '' END,
        CASE WHEN kind = 'wish' THEN 'ask' ELSE '' END, fields, name
    FROM due
    JOIN staff ON staff.id = staff_id
    UNION ALL
    SELECT 12, step.id, noted_at, kind || '_undone', '', fields, name
    FROM due
    JOIN wish_steps AS step ON step.wish_id = due.id AND step = 'undone' AND step.request_id = $1
    JOIN staff ON staff.id = step.staff_id
    UNION ALL
    SELECT 13, 0, due_at, kind || '_answer', answer, fields, NULL
    FROM due
    WHERE answer <> 'undone'
    UNION ALL
    SELECT 14, position, created_at, 'under_way', letter ->> 'template', ARRAY[letter ->> 'channel'], NULL
    FROM outbox
    CROSS JOIN LATERAL (SELECT body::jsonb -> 'data' AS letter) AS said
    WHERE type = 'notification.requested' AND emptied_at IS NULL
        AND body::jsonb ->> 'correlationid' = $1::text
    UNION ALL
    SELECT 15, referral_consents.id, noted_at, 'referral_consent',
        CASE WHEN said_yes THEN 'yes' ELSE 'no' END, ARRAY[way], name
    FROM referral_consents
    LEFT JOIN staff ON staff.id = staff_id
    WHERE request_id = $1
) AS told
ORDER BY at DESC, part DESC, place DESC
LIMIT $2;
