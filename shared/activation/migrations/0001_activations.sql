-- Which activations there are, as this service knows; intake decides, the others hear of it.
CREATE TABLE activations (
    id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('activated')),
    exercise boolean NOT NULL DEFAULT false,
    opened_at timestamptz NOT NULL DEFAULT network_now()
);

CREATE UNIQUE INDEX activations_one_open ON activations ((true)) WHERE state = 'activated';

-- Until the network can be put to sleep it is always awake.
INSERT INTO activations (id, state) VALUES ('00000000-0000-7000-8000-000000000001', 'activated');
