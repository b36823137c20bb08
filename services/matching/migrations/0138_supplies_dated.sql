-- locks: supplies
-- deploy: after
-- Towns of before have ids that do not tell when they began, so `verify --prove` asked for events that it had let
-- go. They begin anew under one that does (UUID version 7), and what is said of them is said anew.
UPDATE supplies
SET version = 0, said = '', said_at = NULL, id = (
    substr(lpad(to_hex((extract(epoch FROM network_now()) * 1000)::bigint), 12, '0'), 1, 8) || '-'
    || substr(lpad(to_hex((extract(epoch FROM network_now()) * 1000)::bigint), 12, '0'), 9) || '-7'
    || substr(gen_random_uuid()::text, 16)
)::uuid
WHERE substr(id::text, 15, 1) <> '7';
ALTER TABLE supplies ALTER COLUMN id DROP DEFAULT;
