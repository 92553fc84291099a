-- Version 3: what workbooks said, and how their forms are laid out, for SQLite and PostgreSQL alike. Never changed afterwards.

ALTER TABLE import_batch ADD COLUMN unchanged INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE import_batch ADD COLUMN skipped INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE import_batch ADD COLUMN sender TEXT DEFAULT '' NOT NULL;

ALTER TABLE import_batch ADD COLUMN fingerprint TEXT DEFAULT '' NOT NULL;

ALTER TABLE import_batch ADD COLUMN title TEXT DEFAULT '' NOT NULL;

CREATE INDEX ix_journal_change_run ON journal_change (table_name, row_id) WHERE substr(after_image, 1, 8) = '{"rows":';

CREATE TABLE import_layout (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    kind VARCHAR(16) NOT NULL,
    fingerprint TEXT DEFAULT '' NOT NULL,
    sender TEXT DEFAULT '' NOT NULL,
    layout TEXT DEFAULT '' NOT NULL,
    used_at VARCHAR(20) NOT NULL,
    CONSTRAINT pk_import_layout PRIMARY KEY (id)
);

CREATE INDEX ix_import_layout_form ON import_layout (kind, fingerprint);

CREATE INDEX ix_import_layout_uid ON import_layout (uid);

CREATE TABLE import_seen (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    kind VARCHAR(16) NOT NULL,
    row_number INTEGER NOT NULL,
    said TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_import_seen PRIMARY KEY (batch_id, record_id),
    CONSTRAINT fk_import_seen_batch_id_import_batch FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);

CREATE INDEX ix_import_seen_record ON import_seen (record_id, kind);
