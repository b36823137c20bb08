-- name: duty_of
-- Whoever was disabled is not on duty, whatever they said before.
SELECT staff.id, staff.name, staff.roles, duty.email, duty.language,
    coalesce(duty.on_duty_until > network_now(), false) AS is_on,
    coalesce(duty.wants_mornings, true) AS wants_mornings
FROM staff
LEFT JOIN duties AS duty ON duty.staff_id = staff.id
WHERE staff.id = $1 AND staff.disabled_at IS NULL;

-- name: on_call
-- A network has some tens of staff.
SELECT staff.id, staff.name, staff.roles, duty.email, duty.language,
    coalesce(duty.on_duty_until > network_now(), false) AS is_on,
    coalesce(duty.wants_mornings, true) AS wants_mornings
FROM staff
LEFT JOIN duties AS duty ON duty.staff_id = staff.id
WHERE staff.roles && $1::text[] AND staff.disabled_at IS NULL
ORDER BY lower(staff.name);

-- name: members_of
-- An organisation has a few of them.
SELECT staff.id, staff.name, staff.roles, duty.email, duty.language, false AS is_on,
    coalesce(duty.wants_mornings, true) AS wants_mornings
FROM staff
LEFT JOIN duties AS duty ON duty.staff_id = staff.id
WHERE staff.organisation_id = $1 AND 'partner_member' = ANY(staff.roles)
    AND staff.disabled_at IS NULL
ORDER BY lower(staff.name);

-- name: go_on_duty
-- It ends by itself: who forgot must not be the only one who is called.
INSERT INTO duties (staff_id, on_duty_until) VALUES ($1, network_now() + $2::interval)
ON CONFLICT (staff_id) DO UPDATE SET on_duty_until = excluded.on_duty_until;

-- name: go_off_duty
-- Twice is as once.
UPDATE duties SET on_duty_until = NULL WHERE staff_id = $1;

-- name: set_staff_email
-- Sealed under the person's own key; letters to them are in the language in which they wrote it.
INSERT INTO duties (staff_id, email, language) VALUES ($1, $2, $3)
ON CONFLICT (staff_id) DO UPDATE SET email = excluded.email, language = excluded.language;

-- name: want_mornings
-- Said before any address is: it holds of the one that comes.
INSERT INTO duties (staff_id, wants_mornings) VALUES ($1, $2)
ON CONFLICT (staff_id) DO UPDATE SET wants_mornings = excluded.wants_mornings;

-- name: forget_duty_of
-- Of whoever does not work here any more.
DELETE FROM duties WHERE staff_id = $1;
