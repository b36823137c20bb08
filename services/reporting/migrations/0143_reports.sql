-- locks: nothing
-- Reports to funders: one a project and period, what was written in it number by number, and what was
-- reviewed and published of it. What is published is never changed: a correction is a further edition.
CREATE TABLE reports (
    id uuid PRIMARY KEY,
    number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
    project text NOT NULL CHECK (project ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    first_day date NOT NULL,
    last_day date NOT NULL,
    state text NOT NULL DEFAULT 'drafted' CHECK (state IN ('drafted', 'reviewed', 'published')),
    edition integer NOT NULL DEFAULT 1 CHECK (edition >= 1),
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    begun_by uuid NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT network_now(),
    UNIQUE (project, first_day, last_day),
    CHECK (first_day <= last_day)
);

CREATE TABLE report_texts (
    report_id uuid NOT NULL REFERENCES reports,
    language text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    part text NOT NULL CHECK (part ~ '^[a-z_]{1,40}$'),
    number integer NOT NULL CHECK (number >= 1),
    edition integer NOT NULL CHECK (edition >= 1),
    text text NOT NULL CHECK (length(text) <= 8000),
    written_by uuid NOT NULL,
    written_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (report_id, language, part, number)
);

CREATE TABLE report_versions (
    report_id uuid NOT NULL REFERENCES reports,
    edition integer NOT NULL CHECK (edition >= 1),
    shown text NOT NULL,
    counted text NOT NULL,
    hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    reason text NOT NULL CHECK (length(reason) <= 500),
    reviewed_by uuid NOT NULL,
    reviewed_at timestamptz NOT NULL DEFAULT network_now(),
    published_by uuid,
    published_at timestamptz,
    PRIMARY KEY (report_id, edition),
    CHECK ((published_by IS NULL) = (published_at IS NULL))
);

CREATE FUNCTION keep_published() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'what is published stays as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE TRIGGER keep_published BEFORE UPDATE OR DELETE ON report_versions
    FOR EACH ROW EXECUTE FUNCTION keep_published();
