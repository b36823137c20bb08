-- locks: nothing
-- What matching said of the help in a town: so that whoever calls hears an honest expectation.
CREATE TABLE supply (
    municipality text NOT NULL CHECK (municipality ~ '^[0-9]{3}$'),
    category text NOT NULL CHECK (category ~ '^[a-z][a-z0-9_.]{0,63}$'),
    helpers integer CHECK (helpers >= 0),
    usual_minutes integer CHECK (usual_minutes >= 0),
    activation_id uuid NOT NULL,
    said_at timestamptz NOT NULL,
    PRIMARY KEY (municipality, category)
);
