-- locks: activations
-- Audit: what was decided about the network's life, by whom, why, and how it stood after it. The words are of
-- decisions, not of people.
CREATE TABLE activation_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    activation_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    staff_id uuid,
    was text,
    state text NOT NULL,
    trigger text CHECK (trigger <> '' AND length(trigger) <= 500),
    decision text CHECK (decision <> '' AND length(decision) <= 500),
    areas text[] NOT NULL,
    lines text[] NOT NULL,
    channels text[] NOT NULL,
    sign_up text NOT NULL,
    valid_until date,
    review_on date,
    noted_at timestamptz NOT NULL DEFAULT network_now(),
    UNIQUE (activation_id, version),
    CHECK ((was IS NULL) = (trigger IS NULL)),
    CHECK ((trigger IS NULL) = (decision IS NULL))
);
SELECT audit_begin('activation_steps', 'id', 'noted_at');

-- From where to where an activation goes: what ended stays as it ended, and no number of an event comes twice.
CREATE FUNCTION refuse_activation_step() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'an activation does not go from % to %', OLD.state, NEW.state
    USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER activations_step BEFORE UPDATE ON activations
FOR EACH ROW WHEN (
    NEW.version < OLD.version
    OR (OLD.version = NEW.version AND OLD.version > 0 AND OLD.state <> NEW.state)
    OR (OLD.version < NEW.version AND OLD.state <> NEW.state AND CASE OLD.state
        WHEN 'standby' THEN NEW.state NOT IN ('alerted', 'activated')
        WHEN 'alerted' THEN NEW.state NOT IN ('standby', 'activated')
        WHEN 'activated' THEN NEW.state NOT IN ('prolonged', 'winding_down')
        WHEN 'prolonged' THEN NEW.state <> 'winding_down'
        WHEN 'winding_down' THEN NEW.state NOT IN ('activated', 'ended')
        ELSE true
    END)
) EXECUTE FUNCTION refuse_activation_step();
