-- name: learn_requests
-- Facts come in any order and twice: each column is joined so that all orders end the same. Of a request
-- that was opened again no end is known until it ends again.
INSERT INTO requests AS known (
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, channel, min_vetting, person, activation_id, exercise,
    facts_version
)
SELECT
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, channel, min_vetting, person, activation_id, exercise,
    facts_version
FROM unnest(
    $1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[], $13::text[],
    $14::uuid[], $15::boolean[], $16::bigint[]
) AS facts (
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, channel, min_vetting, person, activation_id, exercise,
    facts_version
)
ON CONFLICT (request_id) DO UPDATE SET
    state = CASE WHEN excluded.version > known.version THEN excluded.state ELSE known.state END,
    closure_reason = CASE
        WHEN excluded.version > known.version THEN excluded.closure_reason ELSE known.closure_reason
    END,
    activation_id = CASE
        WHEN excluded.version > known.version THEN excluded.activation_id ELSE known.activation_id
    END,
    version = greatest(known.version, excluded.version),
    service_line = CASE
        WHEN excluded.facts_version > known.facts_version THEN excluded.service_line ELSE known.service_line
    END,
    category = CASE
        WHEN excluded.facts_version > known.facts_version THEN excluded.category ELSE known.category
    END,
    municipality = CASE
        WHEN excluded.facts_version > known.facts_version THEN excluded.municipality ELSE known.municipality
    END,
    received_at = coalesce(known.received_at, excluded.received_at),
    facts_version = greatest(known.facts_version, excluded.facts_version),
    completed_at = CASE
        WHEN CASE
            WHEN excluded.version > known.version THEN
                excluded.state = 'completed'
                OR excluded.state = 'closed' AND excluded.closure_reason <> 'cancelled'
            ELSE
                known.state = 'completed'
                OR known.state = 'closed' AND known.closure_reason <> 'cancelled'
        END THEN greatest(known.completed_at, excluded.completed_at)
    END,
    closed_at = CASE
        WHEN CASE WHEN excluded.version > known.version THEN excluded.state ELSE known.state END
            <> 'received'
        THEN greatest(known.closed_at, excluded.closed_at)
    END,
    channel = coalesce(known.channel, excluded.channel),
    min_vetting = coalesce(known.min_vetting, excluded.min_vetting),
    person = coalesce(known.person, excluded.person),
    exercise = known.exercise OR excluded.exercise;

-- name: learn_matches
-- As with requests: the newest version says the state, a moment once known stays.
INSERT INTO matches AS known (
    match_id, version, state, request_id, volunteer_id,
    proposed_at, matched_at, completed_at, basis, activation_id, exercise
)
SELECT
    match_id, version, state, request_id, volunteer_id,
    proposed_at, matched_at, completed_at, basis, activation_id, exercise
FROM unnest(
    $1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[],
    $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::uuid[], $11::boolean[]
) AS facts (
    match_id, version, state, request_id, volunteer_id,
    proposed_at, matched_at, completed_at, basis, activation_id, exercise
)
ON CONFLICT (match_id) DO UPDATE SET
    state = CASE WHEN excluded.version > known.version THEN excluded.state ELSE known.state END,
    activation_id = CASE
        WHEN excluded.version > known.version THEN excluded.activation_id ELSE known.activation_id
    END,
    version = greatest(known.version, excluded.version),
    proposed_at = coalesce(known.proposed_at, excluded.proposed_at),
    matched_at = coalesce(known.matched_at, excluded.matched_at),
    completed_at = coalesce(known.completed_at, excluded.completed_at),
    basis = coalesce(known.basis, excluded.basis),
    exercise = known.exercise OR excluded.exercise;

-- name: learn_hours
-- A later note on the same match replaces the earlier, whichever arrives first.
INSERT INTO hours AS known (
    match_id, story, version, volunteer_id, minutes, basis, logged_at, activation_id, exercise
)
SELECT match_id, story, version, volunteer_id, minutes, basis, logged_at, activation_id, exercise
FROM unnest(
    $1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::integer[], $6::text[], $7::timestamptz[],
    $8::uuid[], $9::boolean[]
) AS facts (match_id, story, version, volunteer_id, minutes, basis, logged_at, activation_id, exercise)
ON CONFLICT (match_id) DO UPDATE SET
    story = excluded.story,
    version = excluded.version,
    volunteer_id = excluded.volunteer_id,
    minutes = excluded.minutes,
    basis = excluded.basis,
    logged_at = excluded.logged_at,
    activation_id = excluded.activation_id,
    exercise = excluded.exercise
WHERE excluded.version > known.version;

-- name: learn_activities
-- An assignment counts once: of several activities the one with the lowest id, newest version.
INSERT INTO activities AS known (
    counted_as, activity_id, version, assignment_id, request_id, service_line,
    municipality, occurred_on, headcount, basis, minutes, channel, min_vetting, person,
    taken_back, activation_id, exercise
)
SELECT
    counted_as, activity_id, version, assignment_id, request_id, service_line,
    municipality, occurred_on, headcount, basis, minutes, channel, min_vetting, person,
    taken_back, activation_id, exercise
FROM unnest(
    $1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[],
    $7::text[], $8::date[], $9::integer[], $10::text[], $11::integer[], $12::text[], $13::text[],
    $14::text[], $15::text[], $16::uuid[], $17::boolean[]
) AS facts (
    counted_as, activity_id, version, assignment_id, request_id, service_line,
    municipality, occurred_on, headcount, basis, minutes, channel, min_vetting, person,
    taken_back, activation_id, exercise
)
ON CONFLICT (counted_as) DO UPDATE SET
    activity_id = excluded.activity_id,
    version = excluded.version,
    assignment_id = excluded.assignment_id,
    request_id = excluded.request_id,
    service_line = excluded.service_line,
    municipality = excluded.municipality,
    occurred_on = excluded.occurred_on,
    headcount = excluded.headcount,
    basis = excluded.basis,
    minutes = excluded.minutes,
    channel = excluded.channel,
    min_vetting = excluded.min_vetting,
    person = excluded.person,
    taken_back = excluded.taken_back,
    activation_id = excluded.activation_id,
    exercise = excluded.exercise
WHERE excluded.activity_id < known.activity_id
    OR (excluded.activity_id = known.activity_id AND excluded.version > known.version);

-- name: learn_calls
-- A call ends once; should it be said again, the later event counts.
INSERT INTO calls AS known (
    call_id, version, outcome, direction, channel, seconds, request_id, logged_at, activation_id, exercise
)
SELECT
    call_id, version, outcome, direction, channel, seconds, request_id, logged_at, activation_id, exercise
FROM unnest(
    $1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::uuid[],
    $8::timestamptz[], $9::uuid[], $10::boolean[]
) AS facts (
    call_id, version, outcome, direction, channel, seconds, request_id, logged_at, activation_id, exercise
)
ON CONFLICT (call_id) DO UPDATE SET
    version = excluded.version,
    outcome = excluded.outcome,
    direction = excluded.direction,
    channel = excluded.channel,
    seconds = excluded.seconds,
    request_id = excluded.request_id,
    logged_at = excluded.logged_at,
    activation_id = excluded.activation_id,
    exercise = excluded.exercise
WHERE excluded.version > known.version;

-- name: learn_missed_calls
-- That it was missed and that it was returned may arrive in any order.
INSERT INTO missed_calls AS known (
    call_id, version, rang_at, said_at, in_hours, channel, returned_at, activation_id, exercise
)
SELECT call_id, version, rang_at, said_at, in_hours, channel, returned_at, activation_id, exercise
FROM unnest(
    $1::uuid[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::boolean[], $6::text[],
    $7::timestamptz[], $8::uuid[], $9::boolean[]
) AS facts (call_id, version, rang_at, said_at, in_hours, channel, returned_at, activation_id, exercise)
ON CONFLICT (call_id) DO UPDATE SET
    activation_id = CASE
        WHEN excluded.version > known.version THEN excluded.activation_id ELSE known.activation_id
    END,
    version = greatest(known.version, excluded.version),
    rang_at = coalesce(known.rang_at, excluded.rang_at),
    said_at = coalesce(known.said_at, excluded.said_at),
    in_hours = coalesce(known.in_hours, excluded.in_hours),
    channel = coalesce(known.channel, excluded.channel),
    returned_at = coalesce(known.returned_at, excluded.returned_at),
    exercise = known.exercise OR excluded.exercise;
