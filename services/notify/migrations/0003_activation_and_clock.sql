-- A row says which activation it belongs to, and whether that is an exercise; who writes one says
-- it. What is here already belongs to the first.
ALTER TABLE deliveries
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    ADD COLUMN exercise boolean NOT NULL DEFAULT false;
ALTER TABLE deliveries
    ALTER COLUMN activation_id DROP DEFAULT,
    ALTER COLUMN exercise DROP DEFAULT,
    ALTER COLUMN due_at SET DEFAULT network_now(),
    ALTER COLUMN created_at SET DEFAULT network_now();

ALTER TABLE endpoints
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    ADD COLUMN exercise boolean NOT NULL DEFAULT false;
ALTER TABLE endpoints
    ALTER COLUMN activation_id DROP DEFAULT,
    ALTER COLUMN exercise DROP DEFAULT,
    ALTER COLUMN created_at SET DEFAULT network_now();

ALTER TABLE attempts ALTER COLUMN started_at SET DEFAULT network_now();
