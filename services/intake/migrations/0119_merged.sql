-- locks: requests, request_acts
-- Where the link of a request leads that counts as another of the same asker, and what was split off from one.
ALTER TABLE requests ADD COLUMN leads_to uuid, ADD COLUMN split_off uuid[] NOT NULL DEFAULT '{}';
ALTER TABLE requests ADD CONSTRAINT requests_leads_to CHECK (
    leads_to IS NULL OR (closure IS NOT DISTINCT FROM 'duplicate' AND leads_to <> id)
) NOT VALID;
-- Of a merge it is kept, too, whether words were added to the one that stays: undoing it takes them back.
ALTER TABLE request_acts
    DROP CONSTRAINT request_acts_check2,
    ADD CONSTRAINT request_acts_fields CHECK (
        CASE act WHEN 'corrected' THEN fields <> '{}' WHEN 'merged' THEN true ELSE fields = '{}' END
    ) NOT VALID;

-- As in 0112, and the same of notes.
CREATE OR REPLACE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT * FROM sealed_of_requests()
    UNION ALL
    SELECT 'concerns', 'concern/' || id FROM concerns
    UNION ALL
    SELECT 'duties', 'staff/' || staff_id FROM duties WHERE email IS NOT NULL
    UNION ALL
    SELECT * FROM sealed_of_calls()
    UNION ALL
    SELECT 'request_notes', 'request/' || request_id FROM request_notes
$$;
