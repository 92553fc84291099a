-- Version 2: saved views, reminder slips and briefings, for SQLite and PostgreSQL alike. Never changed afterwards.

CREATE TABLE briefing (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    held_date VARCHAR(10) NOT NULL,
    chair TEXT DEFAULT '' NOT NULL,
    attendees TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    closed_at VARCHAR(20),
    CONSTRAINT pk_briefing PRIMARY KEY (id)
);

CREATE INDEX ix_briefing_uid ON briefing (uid);

CREATE TABLE saved_view (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    book VARCHAR(16) NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    owner TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    ordering INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_saved_view PRIMARY KEY (id)
);

CREATE TABLE reminder_slip (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    issued_date VARCHAR(10) NOT NULL,
    department_id INTEGER,
    official_id INTEGER,
    addressee TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    signer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_reminder_slip PRIMARY KEY (id),
    CONSTRAINT fk_reminder_slip_department_id_department FOREIGN KEY(department_id) REFERENCES department (id),
    CONSTRAINT fk_reminder_slip_official_id_official FOREIGN KEY(official_id) REFERENCES official (id)
);

CREATE INDEX ix_reminder_slip_department_id ON reminder_slip (department_id);

CREATE INDEX ix_reminder_slip_official_id ON reminder_slip (official_id);

CREATE INDEX ix_reminder_slip_uid ON reminder_slip (uid);

CREATE UNIQUE INDEX uq_reminder_slip_year_number ON reminder_slip (year, number);

CREATE TABLE briefing_item (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    briefing_id INTEGER NOT NULL,
    task_id INTEGER,
    official_id INTEGER,
    at VARCHAR(20) NOT NULL,
    kind VARCHAR(16) DEFAULT 'said' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_briefing_item PRIMARY KEY (id),
    CONSTRAINT fk_briefing_item_briefing_id_briefing FOREIGN KEY(briefing_id) REFERENCES briefing (id),
    CONSTRAINT fk_briefing_item_task_id_task FOREIGN KEY(task_id) REFERENCES task (id),
    CONSTRAINT fk_briefing_item_official_id_official FOREIGN KEY(official_id) REFERENCES official (id)
);

CREATE INDEX ix_briefing_item_briefing_id ON briefing_item (briefing_id);

CREATE INDEX ix_briefing_item_official_id ON briefing_item (official_id);

CREATE INDEX ix_briefing_item_task_id ON briefing_item (task_id);

CREATE TABLE reminder_slip_line (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    slip_id INTEGER NOT NULL,
    task_id INTEGER NOT NULL,
    reminder_id INTEGER NOT NULL,
    CONSTRAINT pk_reminder_slip_line PRIMARY KEY (id),
    CONSTRAINT fk_reminder_slip_line_slip_id_reminder_slip FOREIGN KEY(slip_id) REFERENCES reminder_slip (id),
    CONSTRAINT fk_reminder_slip_line_task_id_task FOREIGN KEY(task_id) REFERENCES task (id),
    CONSTRAINT fk_reminder_slip_line_reminder_id_task_reminder FOREIGN KEY(reminder_id) REFERENCES task_reminder (id)
);

CREATE INDEX ix_reminder_slip_line_reminder_id ON reminder_slip_line (reminder_id);

CREATE INDEX ix_reminder_slip_line_slip_id ON reminder_slip_line (slip_id);

CREATE INDEX ix_reminder_slip_line_task_id ON reminder_slip_line (task_id);
