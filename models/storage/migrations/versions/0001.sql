-- Version 1: the tables as they were first released, for SQLite and PostgreSQL alike. Never changed afterwards.

CREATE TABLE agency (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    short_name TEXT DEFAULT '' NOT NULL,
    parent TEXT DEFAULT '' NOT NULL,
    merged_into_id INTEGER,
    CONSTRAINT pk_agency PRIMARY KEY (id),
    CONSTRAINT fk_agency_merged_into_id_agency FOREIGN KEY(merged_into_id) REFERENCES agency (id)
);

CREATE INDEX ix_agency_merged_into_id ON agency (merged_into_id);

CREATE INDEX ix_agency_uid ON agency (uid);

CREATE TABLE attachment (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    owner_table VARCHAR(32) NOT NULL,
    owner_id INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    size INTEGER NOT NULL,
    added_at VARCHAR(20) NOT NULL,
    added_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (id)
);

CREATE INDEX ix_attachment_owner ON attachment (owner_table, owner_id);

CREATE TABLE calendar_day (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    date VARCHAR(10) NOT NULL,
    kind VARCHAR(24) NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    basis TEXT DEFAULT '' NOT NULL,
    estimated INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY (id)
);

CREATE INDEX ix_calendar_day_date ON calendar_day (date);

CREATE TABLE department (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    short_name TEXT DEFAULT '' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    ordering INTEGER DEFAULT '0' NOT NULL,
    active_to VARCHAR(10),
    CONSTRAINT pk_department PRIMARY KEY (id)
);

CREATE INDEX ix_department_uid ON department (uid);

CREATE TABLE import_batch (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    kind VARCHAR(16) NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    sheet TEXT DEFAULT '' NOT NULL,
    at VARCHAR(20) NOT NULL,
    inserted INTEGER DEFAULT '0' NOT NULL,
    updated INTEGER DEFAULT '0' NOT NULL,
    rejected INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_import_batch PRIMARY KEY (id)
);

CREATE INDEX ix_import_batch_uid ON import_batch (uid);

CREATE TABLE journal (
    seq INTEGER NOT NULL,
    at VARCHAR(20) NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    kind VARCHAR(8) NOT NULL,
    label VARCHAR(64) NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    undoes INTEGER,
    change_count INTEGER NOT NULL,
    digest VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (seq)
);

CREATE TABLE journal_change (
    id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    table_name VARCHAR(32) NOT NULL,
    row_id INTEGER NOT NULL,
    before_image TEXT,
    after_image TEXT NOT NULL,
    CONSTRAINT pk_journal_change PRIMARY KEY (id)
);

CREATE INDEX ix_journal_change_row ON journal_change (table_name, row_id);

CREATE INDEX ix_journal_change_seq ON journal_change (seq);

CREATE TABLE overdue_reason (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    code VARCHAR(16) NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    retired INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_overdue_reason PRIMARY KEY (id)
);

CREATE INDEX ix_overdue_reason_uid ON overdue_reason (uid);

CREATE TABLE setting (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    "key" VARCHAR(64) NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (id),
    CONSTRAINT uq_setting_key UNIQUE ("key")
);

CREATE TABLE agency_spelling (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    agency_id INTEGER NOT NULL,
    spelling TEXT DEFAULT '' NOT NULL,
    folded VARCHAR(300) NOT NULL,
    CONSTRAINT pk_agency_spelling PRIMARY KEY (id),
    CONSTRAINT fk_agency_spelling_agency_id_agency FOREIGN KEY(agency_id) REFERENCES agency (id)
);

CREATE INDEX ix_agency_spelling_agency_id ON agency_spelling (agency_id);

CREATE INDEX ix_agency_spelling_folded ON agency_spelling (folded);

CREATE TABLE official (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    department_id INTEGER,
    role VARCHAR(32) DEFAULT 'official' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    active_from VARCHAR(10),
    active_to VARCHAR(10),
    CONSTRAINT pk_official PRIMARY KEY (id),
    CONSTRAINT fk_official_department_id_department FOREIGN KEY(department_id) REFERENCES department (id)
);

CREATE INDEX ix_official_department_id ON official (department_id);

CREATE INDEX ix_official_uid ON official (uid);

CREATE TABLE procedure (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    code VARCHAR(32) NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    field TEXT DEFAULT '' NOT NULL,
    level TEXT DEFAULT '' NOT NULL,
    processing_value FLOAT,
    processing_unit VARCHAR(16),
    processing_note TEXT DEFAULT '' NOT NULL,
    managing_ministry TEXT DEFAULT '' NOT NULL,
    publishing_decision TEXT DEFAULT '' NOT NULL,
    department_id INTEGER,
    valid_from VARCHAR(10),
    valid_to VARCHAR(10),
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_procedure PRIMARY KEY (id),
    CONSTRAINT fk_procedure_department_id_department FOREIGN KEY(department_id) REFERENCES department (id)
);

CREATE INDEX ix_procedure_code ON procedure (code);

CREATE INDEX ix_procedure_department_id ON procedure (department_id);

CREATE INDEX ix_procedure_uid ON procedure (uid);

CREATE TABLE directive (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    register VARCHAR(16) DEFAULT 'incoming' NOT NULL,
    year INTEGER NOT NULL,
    arrival_number INTEGER NOT NULL,
    arrival_suffix TEXT DEFAULT '' NOT NULL,
    insertion_reason TEXT DEFAULT '' NOT NULL,
    arrival_date VARCHAR(10) NOT NULL,
    arrival_time TEXT DEFAULT '' NOT NULL,
    issuing_agency_id INTEGER,
    issuing_agency TEXT DEFAULT '' NOT NULL,
    document_number TEXT DEFAULT '' NOT NULL,
    number_part TEXT DEFAULT '' NOT NULL,
    symbol_part TEXT DEFAULT '' NOT NULL,
    number_key TEXT DEFAULT '' NOT NULL,
    issued_date VARCHAR(10),
    document_type TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    urgency VARCHAR(16) DEFAULT 'normal' NOT NULL,
    secrecy VARCHAR(16) DEFAULT 'none' NOT NULL,
    medium VARCHAR(16) DEFAULT 'electronic' NOT NULL,
    signer TEXT DEFAULT '' NOT NULL,
    signer_title TEXT DEFAULT '' NOT NULL,
    recipient TEXT DEFAULT '' NOT NULL,
    recipient_department_id INTEGER,
    recipient_official_id INTEGER,
    forwarded_date VARCHAR(10),
    leader_instruction TEXT DEFAULT '' NOT NULL,
    due_date VARCHAR(10),
    original_due_date VARCHAR(10),
    reply_number TEXT DEFAULT '' NOT NULL,
    reply_date VARCHAR(10),
    external_code TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    created_at VARCHAR(20) NOT NULL,
    cancelled_at VARCHAR(20),
    cancel_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_directive PRIMARY KEY (id),
    CONSTRAINT uq_directive_register_year_arrival_number_arrival_suffix UNIQUE (register, year, arrival_number, arrival_suffix),
    CONSTRAINT fk_directive_issuing_agency_id_agency FOREIGN KEY(issuing_agency_id) REFERENCES agency (id),
    CONSTRAINT fk_directive_recipient_department_id_department FOREIGN KEY(recipient_department_id) REFERENCES department (id),
    CONSTRAINT fk_directive_recipient_official_id_official FOREIGN KEY(recipient_official_id) REFERENCES official (id)
);

CREATE INDEX ix_directive_arrival_date ON directive (arrival_date, id);

CREATE INDEX ix_directive_document_type ON directive (document_type, id);

CREATE INDEX ix_directive_due_date ON directive (due_date, id, forwarded_date, reply_date, cancelled_at, voided);

CREATE INDEX ix_directive_forwarded_date ON directive (forwarded_date, id);

CREATE INDEX ix_directive_issued_date ON directive (issued_date, id);

CREATE INDEX ix_directive_issuing_agency ON directive (issuing_agency, id);

CREATE INDEX ix_directive_issuing_agency_id ON directive (issuing_agency_id);

CREATE INDEX ix_directive_number_key ON directive (number_key, id);

CREATE INDEX ix_directive_open ON directive (due_date, id, arrival_suffix, arrival_number, year, forwarded_date, reply_date, cancelled_at, voided) WHERE reply_date IS NULL AND cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_directive_order ON directive (year, arrival_number, arrival_suffix, id, register, due_date, forwarded_date, reply_date, cancelled_at, voided);

CREATE INDEX ix_directive_recipient_department_id ON directive (recipient_department_id);

CREATE INDEX ix_directive_recipient_official_id ON directive (recipient_official_id);

CREATE INDEX ix_directive_uid ON directive (uid);

CREATE INDEX ix_directive_urgency ON directive (urgency, id);

CREATE TABLE dossier (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    dossier_code VARCHAR(64) NOT NULL,
    procedure_id INTEGER,
    procedure_code TEXT DEFAULT '' NOT NULL,
    procedure_name TEXT DEFAULT '' NOT NULL,
    field TEXT DEFAULT '' NOT NULL,
    applicant TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    channel INTEGER DEFAULT '1' NOT NULL,
    received_at VARCHAR(20),
    appointment_at VARCHAR(20),
    original_appointment_at VARCHAR(20),
    resolved_at VARCHAR(20),
    returned_at VARCHAR(20),
    status INTEGER DEFAULT '2' NOT NULL,
    limit_value FLOAT,
    limit_unit VARCHAR(16),
    clock_rules TEXT DEFAULT '' NOT NULL,
    handling_department_id INTEGER,
    handler_id INTEGER,
    holder TEXT DEFAULT '' NOT NULL,
    extension_count INTEGER DEFAULT '0' NOT NULL,
    apology_number TEXT DEFAULT '' NOT NULL,
    apology_date VARCHAR(10),
    late_reason_code TEXT DEFAULT '' NOT NULL,
    late_reason TEXT DEFAULT '' NOT NULL,
    digitised INTEGER DEFAULT '0' NOT NULL,
    financial_obligation INTEGER DEFAULT '0' NOT NULL,
    paid_online INTEGER DEFAULT '0' NOT NULL,
    non_territorial INTEGER DEFAULT '0' NOT NULL,
    return_method TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    created_at VARCHAR(20) NOT NULL,
    closed_at VARCHAR(20),
    close_reason TEXT DEFAULT '' NOT NULL,
    cancelled_at VARCHAR(20),
    cancel_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_dossier PRIMARY KEY (id),
    CONSTRAINT fk_dossier_procedure_id_procedure FOREIGN KEY(procedure_id) REFERENCES procedure (id),
    CONSTRAINT fk_dossier_handling_department_id_department FOREIGN KEY(handling_department_id) REFERENCES department (id),
    CONSTRAINT fk_dossier_handler_id_official FOREIGN KEY(handler_id) REFERENCES official (id)
);

CREATE INDEX ix_dossier_appointment ON dossier (appointment_at, id, (CASE WHEN resolved_at > appointment_at THEN 7 WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6 WHEN status = 1 THEN 1 WHEN status IN (3, 7, 8) THEN 5 WHEN status IN (5, 6) THEN 4 WHEN appointment_at IS NULL THEN 3 ELSE 2 END), cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_code_dead ON dossier (dossier_code) WHERE cancelled_at IS NOT NULL OR voided = 1;

CREATE INDEX ix_dossier_department ON dossier (handling_department_id, appointment_at, id, (CASE WHEN resolved_at > appointment_at THEN 7 WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6 WHEN status = 1 THEN 1 WHEN status IN (3, 7, 8) THEN 5 WHEN status IN (5, 6) THEN 4 WHEN appointment_at IS NULL THEN 3 ELSE 2 END), cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_field ON dossier (field, appointment_at, id, (CASE WHEN resolved_at > appointment_at THEN 7 WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6 WHEN status = 1 THEN 1 WHEN status IN (3, 7, 8) THEN 5 WHEN status IN (5, 6) THEN 4 WHEN appointment_at IS NULL THEN 3 ELSE 2 END), cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_handler ON dossier (handler_id, appointment_at, id, (CASE WHEN resolved_at > appointment_at THEN 7 WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6 WHEN status = 1 THEN 1 WHEN status IN (3, 7, 8) THEN 5 WHEN status IN (5, 6) THEN 4 WHEN appointment_at IS NULL THEN 3 ELSE 2 END), cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_procedure ON dossier (procedure_code, appointment_at, id, (CASE WHEN resolved_at > appointment_at THEN 7 WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6 WHEN status = 1 THEN 1 WHEN status IN (3, 7, 8) THEN 5 WHEN status IN (5, 6) THEN 4 WHEN appointment_at IS NULL THEN 3 ELSE 2 END), cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_received ON dossier (received_at, id, (CASE WHEN resolved_at > appointment_at THEN 7 WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6 WHEN status = 1 THEN 1 WHEN status IN (3, 7, 8) THEN 5 WHEN status IN (5, 6) THEN 4 WHEN appointment_at IS NULL THEN 3 ELSE 2 END), cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_resolved ON dossier (resolved_at, id, (CASE WHEN resolved_at > appointment_at THEN 7 WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6 WHEN status = 1 THEN 1 WHEN status IN (3, 7, 8) THEN 5 WHEN status IN (5, 6) THEN 4 WHEN appointment_at IS NULL THEN 3 ELSE 2 END), cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_state ON dossier ((CASE WHEN resolved_at > appointment_at THEN 7 WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6 WHEN status = 1 THEN 1 WHEN status IN (3, 7, 8) THEN 5 WHEN status IN (5, 6) THEN 4 WHEN appointment_at IS NULL THEN 3 ELSE 2 END), appointment_at, id, cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_statistics ON dossier (closed_at, received_at, appointment_at, resolved_at, status, channel, field, cancelled_at, voided) WHERE cancelled_at IS NULL AND voided = 0;

CREATE INDEX ix_dossier_uid ON dossier (uid);

CREATE UNIQUE INDEX uq_dossier_code_live ON dossier (dossier_code) WHERE cancelled_at IS NULL AND voided = 0;

CREATE TABLE recurring_duty (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    rule VARCHAR(64) NOT NULL,
    lead_department_id INTEGER,
    lead_official_id INTEGER,
    lead TEXT DEFAULT '' NOT NULL,
    deliverable TEXT DEFAULT '' NOT NULL,
    active_from VARCHAR(10) NOT NULL,
    active_to VARCHAR(10),
    note TEXT DEFAULT '' NOT NULL,
    cancelled_at VARCHAR(20),
    cancel_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_recurring_duty PRIMARY KEY (id),
    CONSTRAINT fk_recurring_duty_lead_department_id_department FOREIGN KEY(lead_department_id) REFERENCES department (id),
    CONSTRAINT fk_recurring_duty_lead_official_id_official FOREIGN KEY(lead_official_id) REFERENCES official (id)
);

CREATE INDEX ix_recurring_duty_lead_department_id ON recurring_duty (lead_department_id);

CREATE INDEX ix_recurring_duty_lead_official_id ON recurring_duty (lead_official_id);

CREATE INDEX ix_recurring_duty_uid ON recurring_duty (uid);

CREATE TABLE dossier_extension (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    dossier_id INTEGER NOT NULL,
    requested_at VARCHAR(20) NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    old_appointment_at VARCHAR(20),
    new_appointment_at VARCHAR(20) NOT NULL,
    apology_number TEXT DEFAULT '' NOT NULL,
    apology_date VARCHAR(10),
    CONSTRAINT pk_dossier_extension PRIMARY KEY (id),
    CONSTRAINT fk_dossier_extension_dossier_id_dossier FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE INDEX ix_dossier_extension_dossier_id ON dossier_extension (dossier_id);

CREATE TABLE dossier_pause (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    dossier_id INTEGER NOT NULL,
    kind VARCHAR(16) NOT NULL,
    paused_from VARCHAR(20) NOT NULL,
    paused_to VARCHAR(20),
    reason TEXT DEFAULT '' NOT NULL,
    document_number TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_dossier_pause PRIMARY KEY (id),
    CONSTRAINT fk_dossier_pause_dossier_id_dossier FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE INDEX ix_dossier_pause_dossier_id ON dossier_pause (dossier_id);

CREATE TABLE dossier_step (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    dossier_id INTEGER NOT NULL,
    at VARCHAR(20) NOT NULL,
    action TEXT DEFAULT '' NOT NULL,
    holder TEXT DEFAULT '' NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_dossier_step PRIMARY KEY (id),
    CONSTRAINT fk_dossier_step_dossier_id_dossier FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE INDEX ix_dossier_step_dossier_id ON dossier_step (dossier_id);

CREATE TABLE task (
    id INTEGER NOT NULL,
    uid VARCHAR(32) NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    directive_id INTEGER,
    source_clause TEXT DEFAULT '' NOT NULL,
    source_number TEXT DEFAULT '' NOT NULL,
    source_date VARCHAR(10),
    source_agency TEXT DEFAULT '' NOT NULL,
    assigned_by TEXT DEFAULT '' NOT NULL,
    assigned_date VARCHAR(10),
    lead_department_id INTEGER,
    lead_official_id INTEGER,
    lead TEXT DEFAULT '' NOT NULL,
    due_date VARCHAR(10),
    original_due_date VARCHAR(10),
    due_text TEXT DEFAULT '' NOT NULL,
    recurring VARCHAR(16),
    recurring_duty_id INTEGER,
    nominal_date VARCHAR(10),
    urgency VARCHAR(16) DEFAULT 'normal' NOT NULL,
    deliverable TEXT DEFAULT '' NOT NULL,
    external_code TEXT DEFAULT '' NOT NULL,
    tags TEXT DEFAULT '' NOT NULL,
    completed_date VARCHAR(10),
    evidence_number TEXT DEFAULT '' NOT NULL,
    evidence_date VARCHAR(10),
    evidence_note TEXT DEFAULT '' NOT NULL,
    suspended_at VARCHAR(20),
    suspend_reason TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    created_at VARCHAR(20) NOT NULL,
    cancelled_at VARCHAR(20),
    cancel_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_task PRIMARY KEY (id),
    CONSTRAINT fk_task_directive_id_directive FOREIGN KEY(directive_id) REFERENCES directive (id),
    CONSTRAINT fk_task_lead_department_id_department FOREIGN KEY(lead_department_id) REFERENCES department (id),
    CONSTRAINT fk_task_lead_official_id_official FOREIGN KEY(lead_official_id) REFERENCES official (id),
    CONSTRAINT fk_task_recurring_duty_id_recurring_duty FOREIGN KEY(recurring_duty_id) REFERENCES recurring_duty (id)
);

CREATE INDEX ix_task_assigned ON task (assigned_date, id, due_date, completed_date, suspended_at, cancelled_at, voided);

CREATE INDEX ix_task_completed ON task (completed_date, id, due_date, suspended_at, cancelled_at, voided);

CREATE INDEX ix_task_directive_id ON task (directive_id);

CREATE INDEX ix_task_due ON task (due_date, id, completed_date, suspended_at, cancelled_at, voided);

CREATE INDEX ix_task_external_code ON task (external_code) WHERE external_code <> '';

CREATE INDEX ix_task_lead_department ON task (lead_department_id, due_date, id, assigned_date, completed_date, suspended_at, cancelled_at, voided);

CREATE INDEX ix_task_lead_official ON task (lead_official_id, due_date, id, assigned_date, completed_date, suspended_at, cancelled_at, voided);

CREATE INDEX ix_task_running ON task (due_date, id, completed_date, suspended_at, cancelled_at, voided) WHERE coalesce(completed_date, suspended_at, cancelled_at) IS NULL AND voided = 0;

CREATE INDEX ix_task_source ON task (source_number);

CREATE INDEX ix_task_tags ON task (tags, id) WHERE tags <> '';

CREATE INDEX ix_task_uid ON task (uid);

CREATE INDEX ix_task_unassigned ON task (due_date, id, completed_date, suspended_at, cancelled_at, voided, lead_department_id, lead_official_id, lead) WHERE coalesce(completed_date, suspended_at, cancelled_at) IS NULL AND voided = 0 AND coalesce(lead_department_id, lead_official_id) IS NULL AND lead = '';

CREATE UNIQUE INDEX uq_task_occurrence ON task (recurring_duty_id, nominal_date) WHERE nominal_date IS NOT NULL AND voided = 0;

CREATE TABLE task_coordinator (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    task_id INTEGER NOT NULL,
    department_id INTEGER,
    official_id INTEGER,
    name TEXT DEFAULT '' NOT NULL,
    part TEXT DEFAULT '' NOT NULL,
    due_date VARCHAR(10),
    completed_date VARCHAR(10),
    CONSTRAINT pk_task_coordinator PRIMARY KEY (id),
    CONSTRAINT fk_task_coordinator_task_id_task FOREIGN KEY(task_id) REFERENCES task (id),
    CONSTRAINT fk_task_coordinator_department_id_department FOREIGN KEY(department_id) REFERENCES department (id),
    CONSTRAINT fk_task_coordinator_official_id_official FOREIGN KEY(official_id) REFERENCES official (id)
);

CREATE INDEX ix_task_coordinator_department_id ON task_coordinator (department_id);

CREATE INDEX ix_task_coordinator_official_id ON task_coordinator (official_id);

CREATE INDEX ix_task_coordinator_task_id ON task_coordinator (task_id);

CREATE TABLE task_draft (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    task_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    submitted_date VARCHAR(10) NOT NULL,
    submitted_to TEXT DEFAULT '' NOT NULL,
    returned_date VARCHAR(10),
    returned_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_task_draft PRIMARY KEY (id),
    CONSTRAINT fk_task_draft_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);

CREATE INDEX ix_task_draft_task_id ON task_draft (task_id);

CREATE TABLE task_extension (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    task_id INTEGER NOT NULL,
    requested_date VARCHAR(10) NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    old_due_date VARCHAR(10),
    new_due_date VARCHAR(10) NOT NULL,
    decision VARCHAR(16) DEFAULT 'pending' NOT NULL,
    decided_by TEXT DEFAULT '' NOT NULL,
    decided_date VARCHAR(10),
    decision_note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_task_extension PRIMARY KEY (id),
    CONSTRAINT fk_task_extension_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);

CREATE INDEX ix_task_extension_task_id ON task_extension (task_id);

CREATE TABLE task_note (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    task_id INTEGER NOT NULL,
    at VARCHAR(20) NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_task_note PRIMARY KEY (id),
    CONSTRAINT fk_task_note_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);

CREATE INDEX ix_task_note_task_id ON task_note (task_id);

CREATE TABLE task_obstacle (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    task_id INTEGER NOT NULL,
    raised_date VARCHAR(10) NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    raised_to TEXT DEFAULT '' NOT NULL,
    answered_date VARCHAR(10),
    answer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_task_obstacle PRIMARY KEY (id),
    CONSTRAINT fk_task_obstacle_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);

CREATE INDEX ix_task_obstacle_task_id ON task_obstacle (task_id);

CREATE TABLE task_reminder (
    id INTEGER NOT NULL,
    voided INTEGER DEFAULT '0' NOT NULL,
    task_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at VARCHAR(20) NOT NULL,
    addressee TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_task_reminder PRIMARY KEY (id),
    CONSTRAINT fk_task_reminder_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);

CREATE INDEX ix_task_reminder_task_id ON task_reminder (task_id);
