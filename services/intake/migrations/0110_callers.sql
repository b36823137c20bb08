-- locks: requests, staff
-- Whom a caller may be likened to, and whose cards an operator saw. Every process of intake knows them in
-- memory; what changed is noted here by the transaction that changed it, so that a process that looks
-- again finds all that was committed since, in whichever order.
CREATE TABLE caller_changes (
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    request_id uuid NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (xact, request_id)
);
CREATE INDEX caller_changes_age ON caller_changes (noted_at);

CREATE FUNCTION note_caller() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO caller_changes (request_id) VALUES (coalesce(new.id, old.id)) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER requests_known AFTER INSERT OR DELETE ON requests
FOR EACH ROW EXECUTE FUNCTION note_caller();
-- An erasure gives a new hash to the link; a correction, also of a number, is noted with its time.
CREATE TRIGGER requests_known_otherwise AFTER UPDATE ON requests
FOR EACH ROW WHEN (
    old.closure IS DISTINCT FROM new.closure
    OR old.escalated <> new.escalated
    OR old.corrected_at IS DISTINCT FROM new.corrected_at
    OR old.status_hash <> new.status_hash
    OR old.volunteer_allowed IS DISTINCT FROM new.volunteer_allowed
) EXECUTE FUNCTION note_caller();

-- Live, or ended within the last thirty days; never whose address is secret, what no volunteer may know
-- of, who was in danger, and what was found not to be real.
CREATE FUNCTION is_recognisable(request requests) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT request.address_secret AND NOT request.escalated AND request.state <> 'escalated'
        AND coalesce(
            request.volunteer_allowed,
            request.category NOT IN ('mental_wellbeing', 'substance_support', 'crisis_support')
        )
        AND (
            request.closure IS NULL
            OR request.closure <> 'set_aside'
            AND request.changed_at > (SELECT public.network_now()) - interval '30 days'
        )
$$;

-- How much an operator looked for by likeness in one call, and whose cards came up.
CREATE TABLE caller_searches (
    call_id uuid NOT NULL,
    staff_id uuid NOT NULL REFERENCES staff,
    began_at timestamptz NOT NULL DEFAULT network_now(),
    searches integer NOT NULL DEFAULT 1 CHECK (searches > 0),
    shown uuid[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (call_id, staff_id)
);
CREATE INDEX caller_searches_staff ON caller_searches (staff_id, began_at);
CREATE INDEX caller_searches_age ON caller_searches (began_at);
