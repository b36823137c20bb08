-- Coordinators read the list of needs without a helper, the one that waits longest first.
CREATE INDEX needs_longest ON needs (created_at, request_id)
    WHERE state IN ('open', 'proposed', 'unmatched');
