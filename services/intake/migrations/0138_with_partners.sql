-- locks: requests
-- A partner organisation is asked, has said that it helps, or has begun.
ALTER TABLE requests
    DROP CONSTRAINT requests_state_check,
    ADD CONSTRAINT requests_state_check CHECK (
        state IN (
            'held', 'received', 'escalated', 'open', 'proposed', 'assigned', 'referred', 'accepted',
            'in_progress', 'unmatched', 'closed'
        )
    ) NOT VALID;

-- As in 0118, and the same of these.
DROP TRIGGER requests_step ON requests;
CREATE TRIGGER requests_step BEFORE UPDATE ON requests
FOR EACH ROW WHEN (
    NEW.version < OLD.version
    OR (OLD.state = 'closed' AND NEW.state = 'closed' AND OLD.closure <> NEW.closure)
    OR (OLD.state <> NEW.state AND NEW.state <> 'closed' AND CASE OLD.state
        WHEN 'held' THEN NEW.state NOT IN ('received', 'escalated')
        WHEN 'escalated' THEN NEW.state <> 'received'
        WHEN 'closed' THEN NOT (NEW.state = 'open' OR NEW.state = 'held' AND NEW.version = 0)
        ELSE NEW.state NOT IN (
            'open', 'proposed', 'assigned', 'referred', 'accepted', 'in_progress', 'unmatched',
            'escalated'
        )
    END)
) EXECUTE FUNCTION refuse_step();
