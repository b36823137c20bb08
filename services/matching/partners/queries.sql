-- name: invite_partner
-- The event comes twice, or beside another of the same organisation: the first one makes it.
INSERT INTO partners (organisation_id, activation_id, exercise) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
RETURNING organisation_id;

-- name: hear_reach
-- Of what intake said the newest counts; its edition stays, for no member sees it.
UPDATE partners SET is_reached = $2, reach_number = $3
WHERE organisation_id = $1 AND reach_number < $3;

-- name: find_partner
-- One organisation; a member's transaction finds no other than its own.
SELECT * FROM partners WHERE organisation_id = $1;

-- name: lock_partner
-- Of two members who change it at once the second reads what the first made of it.
SELECT * FROM partners WHERE organisation_id = $1 FOR UPDATE;

-- name: every_partner
-- For the list that coordinators look at.
SELECT * FROM partners ORDER BY lower(name), organisation_id;

-- name: some_partners
-- Those that may be asked about a request.
SELECT * FROM partners WHERE organisation_id = ANY ($1) ORDER BY lower(name), organisation_id;

-- name: alike_partners
-- Whoever chooses among them says of each why not: all that is asked first is the same of many, so they
-- are counted here and judged once. Of a thousand that is 2 ms; to read each took 40.
SELECT standing, kind, cleared_for_health AS is_cleared, line.organisation_id IS NOT NULL AS gives,
    $2 = ANY (string_to_array(municipalities, ' ')) AS serves,
    $3 = ANY (string_to_array(languages, ' ')) AS speaks, array_agg(partners.organisation_id) AS ids
FROM partners
LEFT JOIN partner_lines AS line
    ON line.organisation_id = partners.organisation_id AND line.service_line = $1
GROUP BY standing, kind, is_cleared, gives, serves, speaks;

-- name: lines_of
-- What some of them do, and how much of it.
SELECT * FROM partner_lines WHERE organisation_id = ANY ($1) ORDER BY organisation_id, place;

-- name: every_line
-- Read beside all organisations.
SELECT * FROM partner_lines ORDER BY organisation_id, place;

-- name: save_partner
-- The row is held.
UPDATE partners
SET edition = edition + 1, version = $2, standing = $3, name = $4, kind = $5, business_id = $6,
    municipalities = $7, languages = $8, hours = $9, phone = $10, agreement = $11, controller = $12,
    cleared_for_health = $13, changed_at = network_now()
WHERE organisation_id = $1;

-- name: drop_lines
-- What they do no more; how much of it goes with it.
DELETE FROM partner_lines WHERE organisation_id = $1 AND service_line <> ALL ($2::text[]);

-- name: save_lines
-- That somebody was reminded stays with the day they were reminded of.
INSERT INTO partner_lines AS kept (
    organisation_id, service_line, place, amount, unit, per, valid_until
)
SELECT $1, service_line, place, amount, unit, per, valid_until
FROM unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::date[])
    WITH ORDINALITY AS said (service_line, amount, unit, per, valid_until, place)
ON CONFLICT (organisation_id, service_line) DO UPDATE
SET place = excluded.place, amount = excluded.amount, unit = excluded.unit, per = excluded.per,
    valid_until = excluded.valid_until;

-- name: note_partner_step
-- Who did what with an organisation; a reason only where a coordinator clears it for health, or ends that.
INSERT INTO partner_steps (organisation_id, staff_id, step, reason) VALUES ($1, $2, $3, $4);

-- name: clearances_of
-- For whoever asks why an organisation may know of somebody's health.
SELECT staff_id, step, reason, done_at
FROM partner_steps
WHERE organisation_id = $1 AND step IN ('cleared', 'uncleared')
ORDER BY done_at DESC
LIMIT 20;

-- name: forget_partner_steps
-- Each was done by a person; older than that nobody asks who it was.
SELECT audit_forget('partner_steps', $1, $2);

-- name: capacities_lapsing
-- By the day where the help is given. Listed without locks: whoever reminds finds out whether it is still so.
SELECT DISTINCT organisation_id
FROM partner_lines
JOIN partners USING (organisation_id)
CROSS JOIN (SELECT (network_now() AT TIME ZONE 'Europe/Helsinki')::date AS today) AS clock
WHERE standing = 'joined' AND valid_until >= today AND valid_until <= today + $2::interval
    AND reminded_of IS DISTINCT FROM valid_until
LIMIT $1;

-- name: take_lapsing
-- Each last day once: whoever says a later one is reminded of that.
UPDATE partner_lines SET reminded_of = valid_until
FROM (SELECT (network_now() AT TIME ZONE 'Europe/Helsinki')::date AS today) AS clock
WHERE organisation_id = $1 AND valid_until >= today AND valid_until <= today + $2::interval
    AND reminded_of IS DISTINCT FROM valid_until
RETURNING service_line, valid_until;

-- name: count_partner_event
-- Its edition stays: a member who types meanwhile loses nothing.
UPDATE partners SET version = version + 1 WHERE organisation_id = $1;
