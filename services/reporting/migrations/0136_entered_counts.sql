-- locks: nothing
-- Figures that only a form can tell, as people enter them: each version of each cell stays, and holds once
-- somebody else has confirmed it. A period is closed when its report is published: later versions say so.
CREATE TABLE entered_periods (
    project text NOT NULL CHECK (project ~ '^[a-z0-9-]{1,40}$'),
    first_day date NOT NULL,
    last_day date NOT NULL,
    closed_at timestamptz,
    PRIMARY KEY (project, first_day, last_day),
    CHECK (first_day <= last_day)
);

CREATE TABLE entered_counts (
    id uuid PRIMARY KEY,
    project text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    indicator text NOT NULL CHECK (indicator ~ '^[A-Za-z0-9_.-]{1,60}$'),
    cell text NOT NULL CHECK (cell ~ '^[a-z0-9_]{0,40}$'),
    version integer NOT NULL CHECK (version >= 1),
    value integer NOT NULL CHECK (value BETWEEN 0 AND 999999999),
    form text NOT NULL CHECK (form ~ '^[a-z_]{1,40}$'),
    entered_by uuid NOT NULL,
    entered_at timestamptz NOT NULL DEFAULT network_now(),
    after_closing boolean NOT NULL,
    UNIQUE (project, first_day, last_day, indicator, cell, version),
    UNIQUE (id, entered_by),
    FOREIGN KEY (project, first_day, last_day) REFERENCES entered_periods
);
SELECT audit_begin('entered_counts', 'id', 'entered_at');

-- Two people have seen it: who entered it confirms nothing.
CREATE TABLE count_confirmations (
    entry_id uuid PRIMARY KEY,
    entered_by uuid NOT NULL,
    confirmed_by uuid NOT NULL,
    confirmed_at timestamptz NOT NULL DEFAULT network_now(),
    FOREIGN KEY (entry_id, entered_by) REFERENCES entered_counts (id, entered_by),
    CHECK (confirmed_by <> entered_by)
);
SELECT audit_begin('count_confirmations', 'entry_id', 'confirmed_at');
