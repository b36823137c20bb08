-- locks: requests, request_acts
-- Requests that belong together: the same person or home asks again while the first is open. A pair is one row,
-- the smaller id first; who linked them, when and why stands in `request_acts`. It goes with either of both.
CREATE TABLE linked_requests (
    one_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    other_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    linked_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id < other_id)
);
CREATE INDEX linked_requests_other ON linked_requests (other_id);

-- What belongs together with some requests, whichever side of the pair they are.
CREATE FUNCTION linked_with(ids uuid [])
RETURNS TABLE (own_id uuid, id uuid, reference text, state text) LANGUAGE sql STABLE AS $$
    SELECT pair.own_id, requests.id, requests.reference, requests.state
    FROM (
        SELECT one_id AS own_id, other_id FROM public.linked_requests WHERE one_id = ANY ($1)
        UNION ALL
        SELECT other_id, one_id FROM public.linked_requests WHERE other_id = ANY ($1)
    ) AS pair
    JOIN public.requests ON requests.id = pair.other_id
$$;

ALTER TABLE request_acts
    DROP CONSTRAINT request_acts_act_check,
    DROP CONSTRAINT request_acts_check1,
    DROP CONSTRAINT request_acts_fields,
    ADD CONSTRAINT request_acts_act CHECK (
        act IN (
            'closed', 'reopened', 'corrected', 'noted', 'struck', 'merged', 'unmerged', 'split', 'linked',
            'unlinked'
        )
    ) NOT VALID,
    ADD CONSTRAINT request_acts_other CHECK (
        (other_id IS NOT NULL) = (act IN ('merged', 'unmerged', 'split', 'linked', 'unlinked'))
    ) NOT VALID,
    ADD CONSTRAINT request_acts_fields CHECK (
        CASE
            WHEN act = 'corrected' THEN fields <> '{}'
            WHEN act IN ('merged', 'linked') THEN true
            ELSE fields = '{}'
        END
    ) NOT VALID;

-- Whoever looks at either of both on the board sees it: when they are linked or not any more, and when one of
-- them ends or is opened again.
CREATE FUNCTION note_pair_on_board() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO board_changes (request_id)
    SELECT id FROM unnest(
        CASE WHEN tg_op = 'DELETE' THEN ARRAY[old.one_id, old.other_id] ELSE ARRAY[new.one_id, new.other_id] END
    ) AS id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER linked_requests_on_board AFTER INSERT OR DELETE ON linked_requests
FOR EACH ROW EXECUTE FUNCTION note_pair_on_board();

CREATE FUNCTION note_beside_on_board() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO board_changes (request_id)
    SELECT beside.id FROM linked_with(ARRAY[new.id]) AS beside
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER requests_beside_on_board AFTER UPDATE ON requests
FOR EACH ROW WHEN ((old.state = 'closed') <> (new.state = 'closed'))
EXECUTE FUNCTION note_beside_on_board();

-- One rule more for `verify`: what belongs together was linked by somebody, who said so last, and nothing else
-- does. Of whoever was erased or forgotten nothing is left.
ALTER FUNCTION culprits() RENAME TO culprits_beside_links;
CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH pressed AS (
        SELECT DISTINCT ON (one_id, other_id) one_id, other_id, act
        FROM (
            SELECT id, act, least(request_id, other_id) AS one_id, greatest(request_id, other_id) AS other_id
            FROM request_acts
            WHERE act IN ('linked', 'unlinked')
        ) AS every
        ORDER BY one_id, other_id, id DESC
    ),
    known AS (
        SELECT id FROM requests WHERE EXISTS (SELECT FROM subject_keys WHERE subject = 'request/' || id)
    ),
    said AS (
        SELECT subject, with_id, is_linked
        FROM (
            SELECT DISTINCT ON (subject, body::jsonb #>> '{data,with_id}') subject,
                (body::jsonb #>> '{data,with_id}')::uuid AS with_id, type = 'request.linked' AS is_linked
            FROM outbox
            WHERE type IN ('request.linked', 'request.unlinked') AND created_at >= said_since()
            ORDER BY subject, body::jsonb #>> '{data,with_id}', subject_version DESC
        ) AS newest
    ),
    sides AS (
        SELECT one_id AS id, other_id AS with_id, linked_at FROM linked_requests
        UNION ALL
        SELECT other_id, one_id, linked_at FROM linked_requests
    )
    SELECT * FROM culprits_beside_links()
    UNION ALL
    SELECT 'what belongs together was linked by somebody', one_id || ' and ' || other_id
    FROM linked_requests AS pair
    FULL JOIN (
        SELECT one_id, other_id
        FROM pressed
        WHERE act = 'linked' AND one_id IN (SELECT id FROM known) AND other_id IN (SELECT id FROM known)
    ) AS linked USING (one_id, other_id)
    WHERE (pair.linked_at IS NULL) IS DISTINCT FROM (linked.one_id IS NULL)
    UNION ALL
    SELECT 'that two belong together is said, and what was said is kept', subject || ' and ' || with_id
    FROM said
    FULL JOIN (SELECT 'request/' || id AS subject, with_id, linked_at FROM sides) AS kept
        USING (subject, with_id)
    WHERE CASE
        WHEN linked_at IS NULL THEN is_linked AND subject IN (SELECT 'request/' || id FROM known)
            AND with_id IN (SELECT id FROM known)
        ELSE NOT coalesce(is_linked, linked_at < said_since())
    END
$$;
