CREATE TABLE action_step (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    person_id TEXT NOT NULL,
    feedback_id TEXT,
    look_for_id TEXT,
    text TEXT NOT NULL,
    check_back_on TEXT NOT NULL,
    check_visit_id TEXT,
    outcome TEXT DEFAULT 'open' NOT NULL,
    CONSTRAINT pk_action_step PRIMARY KEY (id),
    CONSTRAINT fk_action_step_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_step_feedback_id FOREIGN KEY(feedback_id) REFERENCES feedback (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_step_look_for_id FOREIGN KEY(look_for_id) REFERENCES look_for (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_step_check_visit_id FOREIGN KEY(check_visit_id) REFERENCES visit (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_action_step_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_action_step_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_action_step_text CHECK (length(text) BETWEEN 1 AND 280),
    CONSTRAINT ck_action_step_check_back_on CHECK (date(check_back_on) IS check_back_on),
    CONSTRAINT ck_action_step_outcome CHECK (outcome IN ('open', 'mastered', 'continue', 'changed', 'dropped'))
)
 STRICT;
CREATE INDEX ix_action_step_check_back_on ON action_step (check_back_on);
CREATE INDEX ix_action_step_check_visit_id ON action_step (check_visit_id);
CREATE INDEX ix_action_step_feedback_id ON action_step (feedback_id);
CREATE INDEX ix_action_step_look_for_id ON action_step (look_for_id);
CREATE INDEX ix_action_step_person_id ON action_step (person_id);
CREATE TABLE activity_type (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    "key" TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    nces TEXT DEFAULT 'O' NOT NULL,
    ies TEXT DEFAULT 'O' NOT NULL,
    protocol_items TEXT,
    is_heavy INTEGER DEFAULT 0 NOT NULL,
    default_protection INTEGER DEFAULT 1 NOT NULL,
    default_min INTEGER DEFAULT 30 NOT NULL,
    is_active INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT pk_activity_type PRIMARY KEY (id),
    CONSTRAINT ck_activity_type_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_activity_type_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_activity_type_key CHECK (length(key) BETWEEN 1 AND 64),
    CONSTRAINT ck_activity_type_version CHECK (version >= 1),
    CONSTRAINT ck_activity_type_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_activity_type_category CHECK (category IN ('I', 'M', 'P')),
    CONSTRAINT ck_activity_type_nces CHECK (nces IN ('A', 'C', 'S', 'R', 'O')),
    CONSTRAINT ck_activity_type_ies CHECK (ies IN ('D', 'I', 'O')),
    CONSTRAINT ck_activity_type_protocol_items CHECK (length(protocol_items) BETWEEN 1 AND 255),
    CONSTRAINT ck_activity_type_is_heavy CHECK (is_heavy IN (0, 1)),
    CONSTRAINT ck_activity_type_default_protection CHECK (default_protection >= 0 AND default_protection <= 4),
    CONSTRAINT ck_activity_type_default_min CHECK (default_min >= 5 AND default_min <= 1440),
    CONSTRAINT ck_activity_type_is_active CHECK (is_active IN (0, 1))
)
 STRICT;
CREATE UNIQUE INDEX uq_activity_type_key_version ON activity_type (key, version);
CREATE TABLE actual (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    block_id TEXT,
    starts_local TEXT NOT NULL,
    ends_local TEXT NOT NULL,
    tz TEXT NOT NULL,
    activity_type_id TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT,
    CONSTRAINT pk_actual PRIMARY KEY (id),
    CONSTRAINT ck_actual_order CHECK (ends_local > starts_local),
    CONSTRAINT ck_actual_study_has_no_block CHECK (source <> 'study' OR block_id IS NULL),
    CONSTRAINT fk_actual_block_id FOREIGN KEY(block_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_actual_activity_type_id FOREIGN KEY(activity_type_id) REFERENCES activity_type (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_actual_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_actual_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_actual_starts_local CHECK (strftime('%Y-%m-%dT%H:%M', starts_local) IS starts_local),
    CONSTRAINT ck_actual_ends_local CHECK (strftime('%Y-%m-%dT%H:%M', ends_local) IS ends_local),
    CONSTRAINT ck_actual_tz CHECK (length(tz) BETWEEN 1 AND 64),
    CONSTRAINT ck_actual_source CHECK (source IN ('reconcile', 'timer', 'unplanned', 'study')),
    CONSTRAINT ck_actual_note CHECK (length(note) BETWEEN 1 AND 20000)
)
 STRICT;
CREATE INDEX ix_actual_activity_type_id ON actual (activity_type_id);
CREATE INDEX ix_actual_block_id ON actual (block_id);
CREATE INDEX ix_actual_ends_local ON actual (ends_local);
CREATE INDEX ix_actual_starts_local ON actual (starts_local);
CREATE TABLE agenda_item (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    pos INTEGER NOT NULL,
    title TEXT NOT NULL,
    outcome TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    owner_id TEXT,
    goal_id TEXT,
    part TEXT,
    text TEXT,
    is_parked INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_agenda_item PRIMARY KEY (id),
    CONSTRAINT fk_agenda_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_agenda_item_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_agenda_item_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_agenda_item_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_agenda_item_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_agenda_item_pos CHECK (pos >= 0),
    CONSTRAINT ck_agenda_item_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_agenda_item_outcome CHECK (outcome IN ('decide', 'solve', 'learn', 'inform', 'celebrate')),
    CONSTRAINT ck_agenda_item_minutes CHECK (minutes >= 1),
    CONSTRAINT ck_agenda_item_part CHECK (part IN ('share', 'reflect', 'solve', 'what', 'so_what', 'now_what', 'judgment')),
    CONSTRAINT ck_agenda_item_text CHECK (length(text) BETWEEN 1 AND 20000),
    CONSTRAINT ck_agenda_item_is_parked CHECK (is_parked IN (0, 1))
)
 STRICT;
CREATE INDEX ix_agenda_item_goal_id ON agenda_item (goal_id);
CREATE INDEX ix_agenda_item_meeting_id ON agenda_item (meeting_id);
CREATE INDEX ix_agenda_item_owner_id ON agenda_item (owner_id);
CREATE TABLE attachment (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT,
    file_name TEXT,
    media_type TEXT,
    sha256 TEXT,
    size INTEGER,
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT ck_attachment_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_attachment_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_attachment_owner_kind CHECK (owner_kind IN ('goal', 'challenge', 'check_in', 'task', 'visit', 'meeting', 'decision', 'log_entry', 'library_item', 'recognition')),
    CONSTRAINT ck_attachment_kind CHECK (kind IN ('data', 'observation', 'teacher_voice', 'student_voice', 'judgment', 'document', 'before', 'after')),
    CONSTRAINT ck_attachment_note CHECK (length(note) BETWEEN 1 AND 20000),
    CONSTRAINT ck_attachment_file_name CHECK (length(file_name) BETWEEN 1 AND 255),
    CONSTRAINT ck_attachment_media_type CHECK (length(media_type) BETWEEN 1 AND 120),
    CONSTRAINT ck_attachment_sha256 CHECK (length(sha256) BETWEEN 1 AND 64),
    CONSTRAINT ck_attachment_size CHECK (size >= 0)
)
 STRICT;
CREATE INDEX ix_attachment_owner_id ON attachment (owner_id);
CREATE TABLE attendance (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    status TEXT DEFAULT 'invited' NOT NULL,
    minutes INTEGER,
    relevance INTEGER,
    learning INTEGER,
    support INTEGER,
    try_by_on TEXT,
    transfer_visit_id TEXT,
    transfer_seen INTEGER,
    CONSTRAINT pk_attendance PRIMARY KEY (id),
    CONSTRAINT fk_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attendance_transfer_visit_id FOREIGN KEY(transfer_visit_id) REFERENCES visit (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_attendance_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_attendance_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_attendance_status CHECK (status IN ('invited', 'attended', 'absent', 'excused')),
    CONSTRAINT ck_attendance_minutes CHECK (minutes >= 0),
    CONSTRAINT ck_attendance_relevance CHECK (relevance >= 1 AND relevance <= 4),
    CONSTRAINT ck_attendance_learning CHECK (learning >= 1 AND learning <= 4),
    CONSTRAINT ck_attendance_support CHECK (support >= 1 AND support <= 4),
    CONSTRAINT ck_attendance_try_by_on CHECK (date(try_by_on) IS try_by_on),
    CONSTRAINT ck_attendance_transfer_seen CHECK (transfer_seen IN (0, 1))
)
 STRICT;
CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id);
CREATE INDEX ix_attendance_person_id ON attendance (person_id);
CREATE INDEX ix_attendance_transfer_visit_id ON attendance (transfer_visit_id);
CREATE UNIQUE INDEX uq_attendance_meeting_person ON attendance (meeting_id, person_id);
CREATE TABLE bell_schedule (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    name TEXT NOT NULL,
    periods TEXT DEFAULT '[]' NOT NULL,
    CONSTRAINT pk_bell_schedule PRIMARY KEY (id),
    CONSTRAINT uq_bell_schedule_name UNIQUE (name),
    CONSTRAINT ck_bell_schedule_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_bell_schedule_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_bell_schedule_name CHECK (length(name) BETWEEN 1 AND 120),
    CONSTRAINT ck_bell_schedule_periods CHECK (json_valid(periods))
)
 STRICT;
CREATE TABLE block_goal (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    block_id TEXT NOT NULL,
    goal_id TEXT NOT NULL,
    share_pct INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    CONSTRAINT pk_block_goal PRIMARY KEY (id),
    CONSTRAINT fk_block_goal_block_id FOREIGN KEY(block_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_block_goal_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_block_goal_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_block_goal_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_block_goal_share_pct CHECK (share_pct >= 1 AND share_pct <= 100),
    CONSTRAINT ck_block_goal_pos CHECK (pos >= 0)
)
 STRICT;
CREATE INDEX ix_block_goal_block_id ON block_goal (block_id);
CREATE INDEX ix_block_goal_goal_id ON block_goal (goal_id);
CREATE UNIQUE INDEX uq_block_goal_block_goal ON block_goal (block_id, goal_id);
CREATE TABLE block_series (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    set_name TEXT,
    title TEXT NOT NULL,
    activity_type_id TEXT NOT NULL,
    protection INTEGER DEFAULT 1 NOT NULL,
    is_buffer INTEGER DEFAULT 0 NOT NULL,
    rule_kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    starts_local TEXT NOT NULL,
    duration_min INTEGER NOT NULL,
    tz TEXT NOT NULL,
    until_on TEXT,
    count INTEGER,
    on_no_school TEXT DEFAULT 'skip' NOT NULL,
    goal_shares TEXT DEFAULT '[]' NOT NULL,
    place_from_min INTEGER,
    place_to_min INTEGER,
    min_min INTEGER,
    max_min INTEGER,
    per_week INTEGER,
    split_from_id TEXT,
    CONSTRAINT pk_block_series PRIMARY KEY (id),
    CONSTRAINT ck_block_series_one_end CHECK (until_on IS NULL OR count IS NULL),
    CONSTRAINT ck_block_series_not_own_split CHECK (split_from_id IS NULL OR split_from_id <> id),
    CONSTRAINT ck_block_series_place_order CHECK (place_from_min IS NULL OR place_to_min IS NULL OR place_to_min > place_from_min),
    CONSTRAINT fk_block_series_activity_type_id FOREIGN KEY(activity_type_id) REFERENCES activity_type (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_block_series_split_from_id FOREIGN KEY(split_from_id) REFERENCES block_series (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_block_series_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_block_series_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_block_series_set_name CHECK (length(set_name) BETWEEN 1 AND 255),
    CONSTRAINT ck_block_series_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_block_series_protection CHECK (protection >= 0 AND protection <= 4),
    CONSTRAINT ck_block_series_is_buffer CHECK (is_buffer IN (0, 1)),
    CONSTRAINT ck_block_series_rule_kind CHECK (rule_kind IN ('outlook', 'rrule', 'school')),
    CONSTRAINT ck_block_series_rule CHECK (length(rule) BETWEEN 1 AND 20000),
    CONSTRAINT ck_block_series_starts_local CHECK (strftime('%Y-%m-%dT%H:%M', starts_local) IS starts_local),
    CONSTRAINT ck_block_series_duration_min CHECK (duration_min >= 5 AND duration_min <= 1440),
    CONSTRAINT ck_block_series_tz CHECK (length(tz) BETWEEN 1 AND 64),
    CONSTRAINT ck_block_series_until_on CHECK (date(until_on) IS until_on),
    CONSTRAINT ck_block_series_count CHECK (count >= 1),
    CONSTRAINT ck_block_series_on_no_school CHECK (on_no_school IN ('skip', 'keep', 'next_contact_day')),
    CONSTRAINT ck_block_series_goal_shares CHECK (json_valid(goal_shares)),
    CONSTRAINT ck_block_series_place_from_min CHECK (place_from_min >= 0 AND place_from_min <= 1440),
    CONSTRAINT ck_block_series_place_to_min CHECK (place_to_min >= 0 AND place_to_min <= 1440),
    CONSTRAINT ck_block_series_min_min CHECK (min_min >= 5 AND min_min <= 1440),
    CONSTRAINT ck_block_series_max_min CHECK (max_min >= 5 AND max_min <= 1440),
    CONSTRAINT ck_block_series_per_week CHECK (per_week >= 1)
)
 STRICT;
CREATE INDEX ix_block_series_activity_type_id ON block_series (activity_type_id);
CREATE INDEX ix_block_series_split_from_id ON block_series (split_from_id);
CREATE TABLE calendar_span (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    year_id TEXT,
    bell_schedule_id TEXT,
    person_id TEXT,
    substitute_id TEXT,
    note TEXT,
    CONSTRAINT pk_calendar_span PRIMARY KEY (id),
    CONSTRAINT ck_calendar_span_order CHECK (to_on >= from_on),
    CONSTRAINT ck_calendar_span_absence_has_person CHECK ((kind = 'absence') = (person_id IS NOT NULL)),
    CONSTRAINT ck_calendar_span_lies_in_year CHECK (kind IN ('year', 'absence') OR year_id IS NOT NULL),
    CONSTRAINT ck_calendar_span_substitute_for_absence CHECK (substitute_id IS NULL OR kind = 'absence'),
    CONSTRAINT fk_calendar_span_year_id FOREIGN KEY(year_id) REFERENCES calendar_span (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_calendar_span_bell_schedule_id FOREIGN KEY(bell_schedule_id) REFERENCES bell_schedule (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_calendar_span_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_calendar_span_substitute_id FOREIGN KEY(substitute_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_calendar_span_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_calendar_span_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_calendar_span_kind CHECK (kind IN ('year', 'term', 'window', 'holiday', 'staff_only', 'testing', 'special', 'absence')),
    CONSTRAINT ck_calendar_span_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_calendar_span_from_on CHECK (date(from_on) IS from_on),
    CONSTRAINT ck_calendar_span_to_on CHECK (date(to_on) IS to_on),
    CONSTRAINT ck_calendar_span_note CHECK (length(note) BETWEEN 1 AND 20000)
)
 STRICT;
CREATE INDEX ix_calendar_span_bell_schedule_id ON calendar_span (bell_schedule_id);
CREATE INDEX ix_calendar_span_from_on ON calendar_span (from_on);
CREATE INDEX ix_calendar_span_person_id ON calendar_span (person_id);
CREATE INDEX ix_calendar_span_substitute_id ON calendar_span (substitute_id);
CREATE INDEX ix_calendar_span_to_on ON calendar_span (to_on);
CREATE INDEX ix_calendar_span_year_id ON calendar_span (year_id);
CREATE UNIQUE INDEX uq_calendar_span_kind_name_year_person_from_on ON calendar_span (kind, name, ifnull(year_id, ''), ifnull(person_id, ''), from_on);
CREATE TABLE check_in (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    goal_id TEXT NOT NULL,
    target_id TEXT,
    given_on TEXT NOT NULL,
    value FLOAT,
    confidence INTEGER,
    status TEXT NOT NULL,
    computed_status TEXT,
    comment TEXT,
    CONSTRAINT pk_check_in PRIMARY KEY (id),
    CONSTRAINT fk_check_in_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_check_in_target_id FOREIGN KEY(target_id) REFERENCES target (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_check_in_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_check_in_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_check_in_given_on CHECK (date(given_on) IS given_on),
    CONSTRAINT ck_check_in_value CHECK (value >= -1000000000000000.0 AND value <= 1000000000000000.0),
    CONSTRAINT ck_check_in_confidence CHECK (confidence >= 0 AND confidence <= 10),
    CONSTRAINT ck_check_in_status CHECK (status IN ('on_track', 'at_risk', 'off_track', 'met')),
    CONSTRAINT ck_check_in_computed_status CHECK (computed_status IN ('on_track', 'at_risk', 'off_track', 'met')),
    CONSTRAINT ck_check_in_comment CHECK (length(comment) BETWEEN 1 AND 20000)
)
 STRICT;
CREATE INDEX ix_check_in_goal_id ON check_in (goal_id);
CREATE INDEX ix_check_in_target_id ON check_in (target_id);
CREATE TABLE day_override (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT,
    day_type TEXT,
    bell_schedule_id TEXT,
    periods TEXT,
    is_contact_day INTEGER,
    reason TEXT NOT NULL,
    CONSTRAINT pk_day_override PRIMARY KEY (id),
    CONSTRAINT uq_day_override_day UNIQUE (day),
    CONSTRAINT fk_day_override_bell_schedule_id FOREIGN KEY(bell_schedule_id) REFERENCES bell_schedule (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_day_override_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_day_override_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_day_override_day CHECK (date(day) IS day),
    CONSTRAINT ck_day_override_kind CHECK (kind IN ('instruction', 'staff_only', 'holiday', 'weather', 'testing')),
    CONSTRAINT ck_day_override_day_type CHECK (length(day_type) BETWEEN 1 AND 16),
    CONSTRAINT ck_day_override_periods CHECK (json_valid(periods)),
    CONSTRAINT ck_day_override_is_contact_day CHECK (is_contact_day IN (0, 1)),
    CONSTRAINT ck_day_override_reason CHECK (length(reason) BETWEEN 1 AND 255)
)
 STRICT;
CREATE INDEX ix_day_override_bell_schedule_id ON day_override (bell_schedule_id);
CREATE TABLE decision (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    meeting_id TEXT,
    decided_on TEXT NOT NULL,
    text TEXT NOT NULL,
    domain TEXT NOT NULL,
    method TEXT NOT NULL,
    lowest_fist INTEGER,
    perspectives TEXT,
    goal_id TEXT,
    review_on TEXT,
    CONSTRAINT pk_decision PRIMARY KEY (id),
    CONSTRAINT ck_decision_consensus_is_one CHECK (method <> 'consensus' OR (lowest_fist IS NOT NULL AND lowest_fist >= 2)),
    CONSTRAINT fk_decision_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_decision_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_decision_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_decision_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_decision_decided_on CHECK (date(decided_on) IS decided_on),
    CONSTRAINT ck_decision_text CHECK (length(text) BETWEEN 1 AND 20000),
    CONSTRAINT ck_decision_domain CHECK (domain IN ('instruction', 'curriculum', 'improvement', 'climate', 'resources', 'operations')),
    CONSTRAINT ck_decision_method CHECK (method IN ('leader', 'leader_after_consulting', 'consensus', 'vote')),
    CONSTRAINT ck_decision_lowest_fist CHECK (lowest_fist >= 0 AND lowest_fist <= 5),
    CONSTRAINT ck_decision_perspectives CHECK (length(perspectives) BETWEEN 1 AND 20000),
    CONSTRAINT ck_decision_review_on CHECK (date(review_on) IS review_on)
)
 STRICT;
CREATE INDEX ix_decision_goal_id ON decision (goal_id);
CREATE INDEX ix_decision_meeting_id ON decision (meeting_id);
CREATE TABLE export_batch (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    audience TEXT NOT NULL,
    with_names INTEGER DEFAULT 0 NOT NULL,
    note_classes TEXT DEFAULT '[]' NOT NULL,
    suppressed_cells INTEGER DEFAULT 0 NOT NULL,
    tag TEXT,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_export_batch PRIMARY KEY (id),
    CONSTRAINT ck_export_batch_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_export_batch_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_export_batch_kind CHECK (kind IN ('ics', 'csv', 'pdf', 'docx', 'html')),
    CONSTRAINT ck_export_batch_audience CHECK (audience IN ('me', 'office', 'staff', 'person', 'district', 'official', 'public')),
    CONSTRAINT ck_export_batch_with_names CHECK (with_names IN (0, 1)),
    CONSTRAINT ck_export_batch_note_classes CHECK (json_valid(note_classes)),
    CONSTRAINT ck_export_batch_suppressed_cells CHECK (suppressed_cells >= 0),
    CONSTRAINT ck_export_batch_tag CHECK (length(tag) BETWEEN 1 AND 255),
    CONSTRAINT ck_export_batch_file_name CHECK (length(file_name) BETWEEN 1 AND 1000),
    CONSTRAINT ck_export_batch_sha256 CHECK (length(sha256) BETWEEN 1 AND 64)
)
 STRICT;
CREATE TABLE exported_event (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    target TEXT NOT NULL,
    audience TEXT NOT NULL,
    uid TEXT NOT NULL,
    source_ref TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    sequence INTEGER DEFAULT 0 NOT NULL,
    first_batch_id TEXT NOT NULL,
    last_batch_id TEXT NOT NULL,
    state TEXT DEFAULT 'live' NOT NULL,
    CONSTRAINT pk_exported_event PRIMARY KEY (id),
    CONSTRAINT fk_exported_event_first_batch_id FOREIGN KEY(first_batch_id) REFERENCES export_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_exported_event_last_batch_id FOREIGN KEY(last_batch_id) REFERENCES export_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_exported_event_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_exported_event_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_exported_event_target CHECK (length(target) BETWEEN 1 AND 255),
    CONSTRAINT ck_exported_event_audience CHECK (audience IN ('me', 'office', 'staff', 'person', 'district', 'official', 'public')),
    CONSTRAINT ck_exported_event_uid CHECK (length(uid) BETWEEN 1 AND 1000),
    CONSTRAINT ck_exported_event_source_ref CHECK (length(source_ref) BETWEEN 1 AND 255),
    CONSTRAINT ck_exported_event_content_hash CHECK (length(content_hash) BETWEEN 1 AND 64),
    CONSTRAINT ck_exported_event_sequence CHECK (sequence >= 0),
    CONSTRAINT ck_exported_event_state CHECK (state IN ('live', 'changed', 'vanished'))
)
 STRICT;
CREATE INDEX ix_exported_event_first_batch_id ON exported_event (first_batch_id);
CREATE INDEX ix_exported_event_last_batch_id ON exported_event (last_batch_id);
CREATE UNIQUE INDEX uq_exported_event_target_audience_uid ON exported_event (target, audience, uid);
CREATE TABLE feedback (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    visit_id TEXT,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT DEFAULT 'conversation' NOT NULL,
    glow TEXT,
    grow TEXT,
    block_id TEXT,
    given_local TEXT,
    response TEXT,
    acknowledged_on TEXT,
    CONSTRAINT pk_feedback PRIMARY KEY (id),
    CONSTRAINT ck_feedback_given_has_content CHECK (given_local IS NULL OR glow IS NOT NULL OR grow IS NOT NULL),
    CONSTRAINT fk_feedback_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_feedback_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_feedback_block_id FOREIGN KEY(block_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_feedback_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_feedback_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_feedback_kind CHECK (kind IN ('celebratory', 'reflective', 'directive')),
    CONSTRAINT ck_feedback_channel CHECK (channel IN ('conversation', 'email', 'note', 'meeting')),
    CONSTRAINT ck_feedback_glow CHECK (length(glow) BETWEEN 1 AND 20000),
    CONSTRAINT ck_feedback_grow CHECK (length(grow) BETWEEN 1 AND 20000),
    CONSTRAINT ck_feedback_given_local CHECK (strftime('%Y-%m-%dT%H:%M', given_local) IS given_local),
    CONSTRAINT ck_feedback_response CHECK (length(response) BETWEEN 1 AND 20000),
    CONSTRAINT ck_feedback_acknowledged_on CHECK (date(acknowledged_on) IS acknowledged_on)
)
 STRICT;
CREATE INDEX ix_feedback_block_id ON feedback (block_id);
CREATE INDEX ix_feedback_person_id ON feedback (person_id);
CREATE INDEX ix_feedback_visit_id ON feedback (visit_id);
CREATE TABLE goal (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id TEXT,
    vision_id TEXT,
    title TEXT NOT NULL,
    domain TEXT,
    state TEXT DEFAULT 'draft' NOT NULL,
    owner_id TEXT,
    person_id TEXT,
    starts_on TEXT,
    due_on TEXT,
    done_on TEXT,
    review_on TEXT,
    rank INTEGER,
    horizon_years INTEGER DEFAULT 1 NOT NULL,
    est_min INTEGER,
    because TEXT,
    check_every_days INTEGER,
    is_exploratory INTEGER DEFAULT 0 NOT NULL,
    recurs_yearly INTEGER DEFAULT 0 NOT NULL,
    group_label TEXT,
    n_students INTEGER,
    dose_min_week INTEGER,
    response TEXT,
    prediction TEXT,
    result TEXT,
    learned TEXT,
    verdict TEXT,
    CONSTRAINT pk_goal PRIMARY KEY (id),
    CONSTRAINT ck_goal_not_own_parent CHECK (parent_id IS NULL OR parent_id <> id),
    CONSTRAINT ck_goal_active_goal_has_owner_and_due CHECK (NOT (kind = 'goal' AND state = 'active') OR (owner_id IS NOT NULL AND due_on IS NOT NULL)),
    CONSTRAINT ck_goal_active_intervention_has_review CHECK (NOT (kind = 'intervention' AND state = 'active') OR review_on IS NOT NULL),
    CONSTRAINT ck_goal_part_has_parent CHECK (kind IN ('goal', 'teacher_goal', 'initiative') OR parent_id IS NOT NULL),
    CONSTRAINT ck_goal_top_goal_has_vision CHECK (kind <> 'goal' OR parent_id IS NOT NULL OR vision_id IS NOT NULL),
    CONSTRAINT ck_goal_has_person CHECK (kind NOT IN ('teacher_goal', 'initiative') OR person_id IS NOT NULL),
    CONSTRAINT ck_goal_initiative_linked CHECK (kind <> 'initiative' OR parent_id IS NOT NULL OR is_exploratory = 1),
    CONSTRAINT ck_goal_result_has_prediction CHECK (result IS NULL OR prediction IS NOT NULL),
    CONSTRAINT ck_goal_verdict_has_learned CHECK (verdict IS NULL OR learned IS NOT NULL),
    CONSTRAINT ck_goal_order CHECK (starts_on IS NULL OR due_on IS NULL OR due_on >= starts_on),
    CONSTRAINT fk_goal_parent_id FOREIGN KEY(parent_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_goal_vision_id FOREIGN KEY(vision_id) REFERENCES vision (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_goal_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_goal_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_goal_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_goal_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_goal_kind CHECK (kind IN ('goal', 'strategy', 'step', 'test', 'milestone', 'intervention', 'teacher_goal', 'initiative')),
    CONSTRAINT ck_goal_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_goal_domain CHECK (domain IN ('practice', 'achievement', 'climate')),
    CONSTRAINT ck_goal_state CHECK (state IN ('draft', 'active', 'met', 'closed')),
    CONSTRAINT ck_goal_starts_on CHECK (date(starts_on) IS starts_on),
    CONSTRAINT ck_goal_due_on CHECK (date(due_on) IS due_on),
    CONSTRAINT ck_goal_done_on CHECK (date(done_on) IS done_on),
    CONSTRAINT ck_goal_review_on CHECK (date(review_on) IS review_on),
    CONSTRAINT ck_goal_rank CHECK (rank >= 1),
    CONSTRAINT ck_goal_horizon_years CHECK (horizon_years >= 1 AND horizon_years <= 5),
    CONSTRAINT ck_goal_est_min CHECK (est_min >= 1),
    CONSTRAINT ck_goal_because CHECK (length(because) BETWEEN 1 AND 20000),
    CONSTRAINT ck_goal_check_every_days CHECK (check_every_days >= 1),
    CONSTRAINT ck_goal_is_exploratory CHECK (is_exploratory IN (0, 1)),
    CONSTRAINT ck_goal_recurs_yearly CHECK (recurs_yearly IN (0, 1)),
    CONSTRAINT ck_goal_group_label CHECK (length(group_label) BETWEEN 1 AND 255),
    CONSTRAINT ck_goal_n_students CHECK (n_students >= 0),
    CONSTRAINT ck_goal_dose_min_week CHECK (dose_min_week >= 1),
    CONSTRAINT ck_goal_response CHECK (response IN ('improve', 'intervention', 'enrichment')),
    CONSTRAINT ck_goal_prediction CHECK (length(prediction) BETWEEN 1 AND 20000),
    CONSTRAINT ck_goal_result CHECK (length(result) BETWEEN 1 AND 20000),
    CONSTRAINT ck_goal_learned CHECK (length(learned) BETWEEN 1 AND 20000),
    CONSTRAINT ck_goal_verdict CHECK (verdict IN ('adopt', 'adapt', 'abandon'))
)
 STRICT;
CREATE INDEX ix_goal_owner_id ON goal (owner_id);
CREATE INDEX ix_goal_parent_id ON goal (parent_id);
CREATE INDEX ix_goal_person_id ON goal (person_id);
CREATE INDEX ix_goal_vision_id ON goal (vision_id);
CREATE TABLE interruption (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    block_id TEXT,
    at_local TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    source TEXT NOT NULL,
    topic_id TEXT,
    triage TEXT,
    worth_it TEXT,
    avoidable TEXT,
    asked_by TEXT,
    resume_note TEXT,
    note TEXT,
    level INTEGER,
    planned_min INTEGER,
    debt TEXT,
    corrects_id TEXT,
    CONSTRAINT pk_interruption PRIMARY KEY (id),
    CONSTRAINT ck_interruption_override_complete CHECK (kind <> 'override' OR (block_id IS NOT NULL AND level IS NOT NULL AND planned_min IS NOT NULL AND debt IS NOT NULL)),
    CONSTRAINT ck_interruption_not_own_correction CHECK (corrects_id IS NULL OR corrects_id <> id),
    CONSTRAINT fk_interruption_block_id FOREIGN KEY(block_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_interruption_topic_id FOREIGN KEY(topic_id) REFERENCES responsibility (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_interruption_corrects_id FOREIGN KEY(corrects_id) REFERENCES interruption (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_interruption_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_interruption_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_interruption_kind CHECK (kind IN ('interruption', 'override')),
    CONSTRAINT ck_interruption_at_local CHECK (strftime('%Y-%m-%dT%H:%M', at_local) IS at_local),
    CONSTRAINT ck_interruption_minutes CHECK (minutes >= 1),
    CONSTRAINT ck_interruption_source CHECK (source IN ('safety', 'student_behavior', 'family', 'staff_question', 'staff_absence', 'teacher_absent', 'district', 'facilities_it', 'meeting_overrun', 'own_choice', 'other')),
    CONSTRAINT ck_interruption_triage CHECK (triage IN ('first_contact', 'appointment', 'now')),
    CONSTRAINT ck_interruption_worth_it CHECK (worth_it IN ('yes', 'partly', 'no')),
    CONSTRAINT ck_interruption_avoidable CHECK (avoidable IN ('no', 'first_contact', 'appointment', 'decline')),
    CONSTRAINT ck_interruption_asked_by CHECK (length(asked_by) BETWEEN 1 AND 255),
    CONSTRAINT ck_interruption_resume_note CHECK (length(resume_note) BETWEEN 1 AND 20000),
    CONSTRAINT ck_interruption_note CHECK (length(note) BETWEEN 1 AND 20000),
    CONSTRAINT ck_interruption_level CHECK (level >= 0 AND level <= 4),
    CONSTRAINT ck_interruption_planned_min CHECK (planned_min >= 1),
    CONSTRAINT ck_interruption_debt CHECK (debt IN ('open', 'made_up', 'partly', 'lost'))
)
 STRICT;
CREATE INDEX ix_interruption_at_local ON interruption (at_local);
CREATE INDEX ix_interruption_block_id ON interruption (block_id);
CREATE INDEX ix_interruption_corrects_id ON interruption (corrects_id);
CREATE INDEX ix_interruption_topic_id ON interruption (topic_id);
CREATE TABLE journal_change (
    seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    redacted INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_journal_change PRIMARY KEY (seq, n),
    CONSTRAINT ck_journal_change_redacted CHECK (redacted IN (0, 1)),
    CONSTRAINT fk_journal_change_seq FOREIGN KEY(seq) REFERENCES journal_step (seq) ON DELETE RESTRICT
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_journal_row ON journal_change (tbl, "key");
CREATE TABLE journal_step (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    made_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    op TEXT NOT NULL,
    label_args TEXT NOT NULL,
    merge_key TEXT,
    schema_version INTEGER NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT ck_journal_step_state CHECK (state IN ('done', 'undone', 'void', 'fixed')),
    CONSTRAINT uq_journal_step_id UNIQUE (id)
)
 STRICT;
CREATE INDEX ix_journal_step_open ON journal_step (state, seq) WHERE state IN ('done', 'undone');
CREATE TABLE log_entry (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    on_date TEXT NOT NULL,
    person_id TEXT,
    team_id TEXT,
    audience TEXT,
    n_people INTEGER,
    minutes INTEGER,
    topic TEXT NOT NULL,
    text TEXT,
    commitment TEXT,
    level TEXT,
    voice_kind TEXT,
    contact_kind TEXT,
    channel TEXT,
    outcome TEXT,
    follow_on TEXT,
    ends_on TEXT,
    state TEXT DEFAULT 'new' NOT NULL,
    goal_id TEXT,
    used INTEGER,
    CONSTRAINT pk_log_entry PRIMARY KEY (id),
    CONSTRAINT ck_log_entry_voice_has_kind CHECK (kind <> 'voice' OR voice_kind IS NOT NULL),
    CONSTRAINT ck_log_entry_class_interruption_counted CHECK (kind <> 'class_interruption' OR (minutes IS NOT NULL AND minutes > 0 AND n_people IS NOT NULL AND n_people > 0)),
    CONSTRAINT fk_log_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_log_entry_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_log_entry_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_log_entry_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_log_entry_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_log_entry_kind CHECK (kind IN ('dialogue', 'event', 'listening', 'co_creation', 'survey', 'message', 'media', 'policy', 'advocacy', 'equity', 'partnership', 'voice', 'mention', 'coaching', 'resource_share', 'class_interruption', 'leader_learning')),
    CONSTRAINT ck_log_entry_on_date CHECK (date(on_date) IS on_date),
    CONSTRAINT ck_log_entry_audience CHECK (length(audience) BETWEEN 1 AND 255),
    CONSTRAINT ck_log_entry_n_people CHECK (n_people >= 0),
    CONSTRAINT ck_log_entry_minutes CHECK (minutes >= 0),
    CONSTRAINT ck_log_entry_topic CHECK (length(topic) BETWEEN 1 AND 255),
    CONSTRAINT ck_log_entry_text CHECK (length(text) BETWEEN 1 AND 20000),
    CONSTRAINT ck_log_entry_commitment CHECK (length(commitment) BETWEEN 1 AND 20000),
    CONSTRAINT ck_log_entry_level CHECK (level IN ('school', 'local', 'state', 'national')),
    CONSTRAINT ck_log_entry_voice_kind CHECK (voice_kind IN ('success', 'challenge', 'idea')),
    CONSTRAINT ck_log_entry_contact_kind CHECK (contact_kind IN ('guidance', 'resource', 'encouragement')),
    CONSTRAINT ck_log_entry_channel CHECK (length(channel) BETWEEN 1 AND 255),
    CONSTRAINT ck_log_entry_outcome CHECK (length(outcome) BETWEEN 1 AND 20000),
    CONSTRAINT ck_log_entry_follow_on CHECK (date(follow_on) IS follow_on),
    CONSTRAINT ck_log_entry_ends_on CHECK (date(ends_on) IS ends_on),
    CONSTRAINT ck_log_entry_state CHECK (state IN ('new', 'routed', 'closed')),
    CONSTRAINT ck_log_entry_used CHECK (used IN (0, 1))
)
 STRICT;
CREATE INDEX ix_log_entry_goal_id ON log_entry (goal_id);
CREATE INDEX ix_log_entry_on_date ON log_entry (on_date);
CREATE INDEX ix_log_entry_person_id ON log_entry (person_id);
CREATE INDEX ix_log_entry_team_id ON log_entry (team_id);
CREATE TABLE look_for (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    protocol_id TEXT NOT NULL,
    domain TEXT NOT NULL,
    component TEXT,
    text TEXT NOT NULL,
    pos INTEGER NOT NULL,
    vision_item_id TEXT,
    goal_id TEXT,
    CONSTRAINT pk_look_for PRIMARY KEY (id),
    CONSTRAINT fk_look_for_protocol_id FOREIGN KEY(protocol_id) REFERENCES protocol (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_look_for_vision_item_id FOREIGN KEY(vision_item_id) REFERENCES vision_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_look_for_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_look_for_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_look_for_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_look_for_domain CHECK (length(domain) BETWEEN 1 AND 255),
    CONSTRAINT ck_look_for_component CHECK (length(component) BETWEEN 1 AND 255),
    CONSTRAINT ck_look_for_text CHECK (length(text) BETWEEN 1 AND 280),
    CONSTRAINT ck_look_for_pos CHECK (pos >= 0)
)
 STRICT;
CREATE INDEX ix_look_for_goal_id ON look_for (goal_id);
CREATE INDEX ix_look_for_protocol_id ON look_for (protocol_id);
CREATE INDEX ix_look_for_vision_item_id ON look_for (vision_item_id);
CREATE TABLE measure (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    name TEXT NOT NULL,
    family TEXT NOT NULL,
    timing TEXT NOT NULL,
    unit TEXT NOT NULL,
    levels TEXT DEFAULT '[]' NOT NULL,
    better TEXT DEFAULT 'up' NOT NULL,
    source TEXT NOT NULL,
    audience TEXT,
    formula_key TEXT,
    cadence_days INTEGER,
    CONSTRAINT pk_measure PRIMARY KEY (id),
    CONSTRAINT ck_measure_app_has_formula CHECK ((source = 'app') = (formula_key IS NOT NULL)),
    CONSTRAINT uq_measure_name UNIQUE (name),
    CONSTRAINT ck_measure_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_measure_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_measure_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_measure_family CHECK (family IN ('achievement', 'instruction', 'climate', 'other')),
    CONSTRAINT ck_measure_timing CHECK (timing IN ('leading', 'lagging')),
    CONSTRAINT ck_measure_unit CHECK (unit IN ('percent', 'score', 'count', 'per_100', 'minutes', 'hours', 'days', 'ordinal')),
    CONSTRAINT ck_measure_levels CHECK (json_valid(levels)),
    CONSTRAINT ck_measure_better CHECK (better IN ('up', 'down')),
    CONSTRAINT ck_measure_source CHECK (source IN ('standardized', 'interim', 'formative', 'observation', 'survey', 'attendance', 'behavior', 'self_check', 'app', 'other')),
    CONSTRAINT ck_measure_audience CHECK (audience IN ('staff', 'students', 'families')),
    CONSTRAINT ck_measure_formula_key CHECK (length(formula_key) BETWEEN 1 AND 64),
    CONSTRAINT ck_measure_cadence_days CHECK (cadence_days >= 1)
)
 STRICT;
CREATE TABLE meeting (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    team_id TEXT,
    block_id TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    facilitator_id TEXT,
    note_taker_id TEXT,
    timekeeper_id TEXT,
    state TEXT DEFAULT 'idea' NOT NULL,
    minutes INTEGER NOT NULL,
    minutes_text TEXT,
    goal_id TEXT,
    pd_format TEXT,
    expert TEXT,
    cost_cents INTEGER,
    plus_n INTEGER,
    delta_n INTEGER,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT ck_meeting_pd_has_format CHECK (kind <> 'pd' OR pd_format IS NOT NULL),
    CONSTRAINT fk_meeting_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT uq_meeting_block_id UNIQUE (block_id),
    CONSTRAINT fk_meeting_block_id FOREIGN KEY(block_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_facilitator_id FOREIGN KEY(facilitator_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_note_taker_id FOREIGN KEY(note_taker_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_timekeeper_id FOREIGN KEY(timekeeper_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_meeting_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_meeting_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_meeting_kind CHECK (kind IN ('ilt', 'plc', 'grade', 'department', 'collaborative_planning', 'data', 'mtss', 'committee', 'huddle', 'parent', 'pd', 'other')),
    CONSTRAINT ck_meeting_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_meeting_state CHECK (state IN ('idea', 'confirmed', 'held', 'cancelled')),
    CONSTRAINT ck_meeting_minutes CHECK (minutes >= 1),
    CONSTRAINT ck_meeting_minutes_text CHECK (length(minutes_text) BETWEEN 1 AND 20000),
    CONSTRAINT ck_meeting_pd_format CHECK (pd_format IN ('workshop', 'seminar', 'conference', 'training', 'coaching_session', 'collaborative_planning', 'plc', 'lab', 'book_study', 'course', 'other')),
    CONSTRAINT ck_meeting_expert CHECK (expert IN ('internal', 'external')),
    CONSTRAINT ck_meeting_cost_cents CHECK (cost_cents >= 0),
    CONSTRAINT ck_meeting_plus_n CHECK (plus_n >= 0),
    CONSTRAINT ck_meeting_delta_n CHECK (delta_n >= 0)
)
 STRICT;
CREATE INDEX ix_meeting_facilitator_id ON meeting (facilitator_id);
CREATE INDEX ix_meeting_goal_id ON meeting (goal_id);
CREATE INDEX ix_meeting_note_taker_id ON meeting (note_taker_id);
CREATE INDEX ix_meeting_team_id ON meeting (team_id);
CREATE INDEX ix_meeting_timekeeper_id ON meeting (timekeeper_id);
CREATE TABLE nomination (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    round_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    nominator_kind TEXT NOT NULL,
    nominator TEXT,
    reason TEXT NOT NULL,
    stage TEXT DEFAULT 'nominated' NOT NULL,
    scores TEXT,
    CONSTRAINT pk_nomination PRIMARY KEY (id),
    CONSTRAINT fk_nomination_round_id FOREIGN KEY(round_id) REFERENCES selection_round (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_nomination_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_nomination_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_nomination_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_nomination_nominator_kind CHECK (nominator_kind IN ('staff', 'student', 'family', 'community', 'principal')),
    CONSTRAINT ck_nomination_nominator CHECK (length(nominator) BETWEEN 1 AND 255),
    CONSTRAINT ck_nomination_reason CHECK (length(reason) BETWEEN 1 AND 20000),
    CONSTRAINT ck_nomination_stage CHECK (stage IN ('nominated', 'interviewed', 'evaluated', 'selected', 'declined', 'not_selected')),
    CONSTRAINT ck_nomination_scores CHECK (json_valid(scores))
)
 STRICT;
CREATE INDEX ix_nomination_person_id ON nomination (person_id);
CREATE INDEX ix_nomination_round_id ON nomination (round_id);
CREATE TABLE note (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    person_id TEXT,
    visit_id TEXT,
    meeting_id TEXT,
    class TEXT DEFAULT 'private_memory' NOT NULL,
    text TEXT NOT NULL,
    dated_on TEXT NOT NULL,
    shared_on TEXT,
    purge_after_on TEXT,
    legal_hold INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT ck_note_shared_has_date CHECK ("class" NOT IN ('shared', 'official') OR shared_on IS NOT NULL),
    CONSTRAINT fk_note_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_note_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_note_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_note_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_note_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_note_class CHECK ("class" IN ('private_memory', 'working_file', 'shared', 'official')),
    CONSTRAINT ck_note_text CHECK (length(text) BETWEEN 1 AND 20000),
    CONSTRAINT ck_note_dated_on CHECK (date(dated_on) IS dated_on),
    CONSTRAINT ck_note_shared_on CHECK (date(shared_on) IS shared_on),
    CONSTRAINT ck_note_purge_after_on CHECK (date(purge_after_on) IS purge_after_on),
    CONSTRAINT ck_note_legal_hold CHECK (legal_hold IN (0, 1))
)
 STRICT;
CREATE INDEX ix_note_meeting_id ON note (meeting_id);
CREATE INDEX ix_note_person_id ON note (person_id);
CREATE INDEX ix_note_visit_id ON note (visit_id);
CREATE TABLE person (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    shown_as TEXT,
    email TEXT,
    department TEXT,
    grades TEXT DEFAULT '[]' NOT NULL,
    hired_on TEXT,
    career_started_on TEXT,
    contract TEXT,
    birthday_md TEXT,
    birthday_opt_in INTEGER DEFAULT 0 NOT NULL,
    visit_every_days INTEGER DEFAULT 14 NOT NULL,
    leader_id TEXT,
    is_focus INTEGER DEFAULT 0 NOT NULL,
    recognition_pref TEXT DEFAULT 'ask' NOT NULL,
    favorites TEXT,
    strengths TEXT DEFAULT '[]' NOT NULL,
    active_from TEXT,
    active_to TEXT,
    external_ref TEXT,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT ck_person_not_own_leader CHECK (leader_id IS NULL OR leader_id <> id),
    CONSTRAINT ck_person_active_order CHECK (active_from IS NULL OR active_to IS NULL OR active_to >= active_from),
    CONSTRAINT fk_person_leader_id FOREIGN KEY(leader_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT uq_person_external_ref UNIQUE (external_ref),
    CONSTRAINT ck_person_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_person_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_person_kind CHECK (kind IN ('teacher', 'administrator', 'coach', 'support_staff', 'student_rep', 'parent', 'community', 'business', 'local_org', 'district', 'policy_maker', 'external_expert')),
    CONSTRAINT ck_person_given CHECK (length(given) BETWEEN 1 AND 120),
    CONSTRAINT ck_person_family CHECK (length(family) BETWEEN 1 AND 120),
    CONSTRAINT ck_person_shown_as CHECK (length(shown_as) BETWEEN 1 AND 255),
    CONSTRAINT ck_person_email CHECK (length(email) BETWEEN 1 AND 254),
    CONSTRAINT ck_person_department CHECK (length(department) BETWEEN 1 AND 120),
    CONSTRAINT ck_person_grades CHECK (json_valid(grades)),
    CONSTRAINT ck_person_hired_on CHECK (date(hired_on) IS hired_on),
    CONSTRAINT ck_person_career_started_on CHECK (date(career_started_on) IS career_started_on),
    CONSTRAINT ck_person_contract CHECK (contract IN ('full', 'part', 'long_term_sub')),
    CONSTRAINT ck_person_birthday_md CHECK (length(birthday_md) BETWEEN 1 AND 5 AND birthday_md GLOB '[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_person_birthday_opt_in CHECK (birthday_opt_in IN (0, 1)),
    CONSTRAINT ck_person_visit_every_days CHECK (visit_every_days >= 1 AND visit_every_days <= 180),
    CONSTRAINT ck_person_is_focus CHECK (is_focus IN (0, 1)),
    CONSTRAINT ck_person_recognition_pref CHECK (recognition_pref IN ('public', 'small_group', 'private', 'written', 'ask')),
    CONSTRAINT ck_person_favorites CHECK (length(favorites) BETWEEN 1 AND 20000),
    CONSTRAINT ck_person_strengths CHECK (json_valid(strengths)),
    CONSTRAINT ck_person_active_from CHECK (date(active_from) IS active_from),
    CONSTRAINT ck_person_active_to CHECK (date(active_to) IS active_to),
    CONSTRAINT ck_person_external_ref CHECK (length(external_ref) BETWEEN 1 AND 120)
)
 STRICT;
CREATE INDEX ix_person_leader_id ON person (leader_id);
CREATE TABLE protocol (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    kind TEXT NOT NULL,
    licence TEXT NOT NULL,
    source TEXT NOT NULL,
    scale TEXT DEFAULT '[]' NOT NULL,
    is_bundled INTEGER DEFAULT 0 NOT NULL,
    is_frozen INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_protocol PRIMARY KEY (id),
    CONSTRAINT ck_protocol_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_protocol_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_protocol_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_protocol_version CHECK (version >= 1),
    CONSTRAINT ck_protocol_kind CHECK (kind IN ('look_fors', 'rubric', 'review')),
    CONSTRAINT ck_protocol_licence CHECK (length(licence) BETWEEN 1 AND 255),
    CONSTRAINT ck_protocol_source CHECK (length(source) BETWEEN 1 AND 20000),
    CONSTRAINT ck_protocol_scale CHECK (json_valid(scale)),
    CONSTRAINT ck_protocol_is_bundled CHECK (is_bundled IN (0, 1)),
    CONSTRAINT ck_protocol_is_frozen CHECK (is_frozen IN (0, 1))
)
 STRICT;
CREATE UNIQUE INDEX uq_protocol_name_version ON protocol (name, version);
CREATE TABLE reading (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    window_id TEXT,
    read_on TEXT NOT NULL,
    group_dim TEXT,
    group_name TEXT,
    section_id TEXT,
    grade TEXT,
    level TEXT,
    numerator INTEGER,
    denominator INTEGER,
    value FLOAT,
    CONSTRAINT pk_reading PRIMARY KEY (id),
    CONSTRAINT ck_reading_has_value CHECK (value IS NOT NULL OR numerator IS NOT NULL),
    CONSTRAINT ck_reading_part_of_whole CHECK (numerator IS NULL OR (denominator IS NOT NULL AND numerator <= denominator)),
    CONSTRAINT ck_reading_group_complete CHECK ((group_dim IS NULL) = (group_name IS NULL)),
    CONSTRAINT fk_reading_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reading_window_id FOREIGN KEY(window_id) REFERENCES calendar_span (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reading_section_id FOREIGN KEY(section_id) REFERENCES section (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_reading_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_reading_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_reading_read_on CHECK (date(read_on) IS read_on),
    CONSTRAINT ck_reading_group_dim CHECK (length(group_dim) BETWEEN 1 AND 120),
    CONSTRAINT ck_reading_group_name CHECK (length(group_name) BETWEEN 1 AND 120),
    CONSTRAINT ck_reading_grade CHECK (length(grade) BETWEEN 1 AND 16),
    CONSTRAINT ck_reading_level CHECK (length(level) BETWEEN 1 AND 120),
    CONSTRAINT ck_reading_numerator CHECK (numerator >= 0),
    CONSTRAINT ck_reading_denominator CHECK (denominator >= 1),
    CONSTRAINT ck_reading_value CHECK (value >= -1000000000000000.0 AND value <= 1000000000000000.0)
)
 STRICT;
CREATE INDEX ix_reading_measure_id ON reading (measure_id);
CREATE INDEX ix_reading_section_id ON reading (section_id);
CREATE INDEX ix_reading_window_id ON reading (window_id);
CREATE UNIQUE INDEX uq_reading_measure_read_on_group_dim_group_name_section_grade_level ON reading (measure_id, read_on, ifnull(group_dim, ''), ifnull(group_name, ''), ifnull(section_id, ''), ifnull(grade, ''), ifnull(level, ''));
CREATE TABLE recognition (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    person_id TEXT NOT NULL,
    giver_id TEXT,
    given_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    theme TEXT,
    channel TEXT,
    action_text TEXT,
    impact TEXT,
    value_id TEXT,
    goal_id TEXT,
    visit_id TEXT,
    meeting_id TEXT,
    round_id TEXT,
    batch_key TEXT,
    visibility TEXT DEFAULT 'private' NOT NULL,
    pref_override_reason TEXT,
    state TEXT DEFAULT 'draft' NOT NULL,
    gift_cents INTEGER,
    gift_fund TEXT,
    is_cash_like INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_recognition PRIMARY KEY (id),
    CONSTRAINT ck_recognition_gift_has_amount CHECK (kind <> 'gift' OR gift_cents IS NOT NULL),
    CONSTRAINT ck_recognition_given_has_action CHECK (state <> 'given' OR action_text IS NOT NULL),
    CONSTRAINT ck_recognition_newsletter_is_public CHECK (channel IS NULL OR channel <> 'newsletter' OR visibility = 'public'),
    CONSTRAINT fk_recognition_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recognition_giver_id FOREIGN KEY(giver_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recognition_value_id FOREIGN KEY(value_id) REFERENCES vision_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recognition_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recognition_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recognition_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recognition_round_id FOREIGN KEY(round_id) REFERENCES selection_round (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_recognition_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_recognition_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_recognition_given_on CHECK (date(given_on) IS given_on),
    CONSTRAINT ck_recognition_kind CHECK (kind IN ('note', 'spoken', 'shout_out', 'award', 'nomination', 'leadership', 'gift', 'small_win', 'milestone')),
    CONSTRAINT ck_recognition_theme CHECK (theme IN ('engagement', 'growth', 'collaboration', 'family', 'extra_mile', 'leadership', 'equity', 'innovation', 'setback', 'support')),
    CONSTRAINT ck_recognition_channel CHECK (channel IN ('private_spoken', 'private_note', 'private_email', 'team_meeting', 'newsletter', 'event')),
    CONSTRAINT ck_recognition_action_text CHECK (length(action_text) BETWEEN 1 AND 20000),
    CONSTRAINT ck_recognition_impact CHECK (length(impact) BETWEEN 1 AND 20000),
    CONSTRAINT ck_recognition_visibility CHECK (visibility IN ('private', 'small_group', 'public')),
    CONSTRAINT ck_recognition_pref_override_reason CHECK (length(pref_override_reason) BETWEEN 1 AND 255),
    CONSTRAINT ck_recognition_state CHECK (state IN ('draft', 'given')),
    CONSTRAINT ck_recognition_gift_cents CHECK (gift_cents >= 0),
    CONSTRAINT ck_recognition_gift_fund CHECK (length(gift_fund) BETWEEN 1 AND 255),
    CONSTRAINT ck_recognition_is_cash_like CHECK (is_cash_like IN (0, 1))
)
 STRICT;
CREATE INDEX ix_recognition_batch_key ON recognition (batch_key);
CREATE INDEX ix_recognition_given_on ON recognition (given_on);
CREATE INDEX ix_recognition_giver_id ON recognition (giver_id);
CREATE INDEX ix_recognition_goal_id ON recognition (goal_id);
CREATE INDEX ix_recognition_meeting_id ON recognition (meeting_id);
CREATE INDEX ix_recognition_person_id ON recognition (person_id);
CREATE INDEX ix_recognition_round_id ON recognition (round_id);
CREATE INDEX ix_recognition_value_id ON recognition (value_id);
CREATE INDEX ix_recognition_visit_id ON recognition (visit_id);
CREATE TABLE resource_request (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    title TEXT NOT NULL,
    category TEXT NOT NULL,
    amount_cents INTEGER,
    source TEXT,
    state TEXT DEFAULT 'idea' NOT NULL,
    deadline_on TEXT,
    goal_id TEXT,
    is_equity INTEGER DEFAULT 0 NOT NULL,
    equity_why TEXT,
    CONSTRAINT pk_resource_request PRIMARY KEY (id),
    CONSTRAINT ck_resource_request_equity_has_reason CHECK (is_equity = 0 OR equity_why IS NOT NULL),
    CONSTRAINT fk_resource_request_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_resource_request_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_resource_request_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_resource_request_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_resource_request_category CHECK (category IN ('funding', 'technology', 'materials', 'professional_development', 'staffing', 'time', 'facility')),
    CONSTRAINT ck_resource_request_amount_cents CHECK (amount_cents >= 0),
    CONSTRAINT ck_resource_request_source CHECK (source IN ('budget', 'grant', 'partnership', 'community', 'district', 'title_funds')),
    CONSTRAINT ck_resource_request_state CHECK (state IN ('idea', 'drafted', 'submitted', 'approved', 'declined', 'spent')),
    CONSTRAINT ck_resource_request_deadline_on CHECK (date(deadline_on) IS deadline_on),
    CONSTRAINT ck_resource_request_is_equity CHECK (is_equity IN (0, 1)),
    CONSTRAINT ck_resource_request_equity_why CHECK (length(equity_why) BETWEEN 1 AND 20000)
)
 STRICT;
CREATE INDEX ix_resource_request_goal_id ON resource_request (goal_id);
CREATE TABLE responsibility (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    first_id TEXT,
    backup_id TEXT,
    call_when TEXT,
    script TEXT,
    CONSTRAINT pk_responsibility PRIMARY KEY (id),
    CONSTRAINT ck_responsibility_two_people CHECK (first_id IS NULL OR backup_id IS NULL OR first_id <> backup_id),
    CONSTRAINT fk_responsibility_first_id FOREIGN KEY(first_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_responsibility_backup_id FOREIGN KEY(backup_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_responsibility_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_responsibility_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_responsibility_kind CHECK (kind IN ('first_contact', 'accountability')),
    CONSTRAINT ck_responsibility_what CHECK (length(what) BETWEEN 1 AND 255),
    CONSTRAINT ck_responsibility_call_when CHECK (length(call_when) BETWEEN 1 AND 20000),
    CONSTRAINT ck_responsibility_script CHECK (length(script) BETWEEN 1 AND 20000)
)
 STRICT;
CREATE INDEX ix_responsibility_backup_id ON responsibility (backup_id);
CREATE INDEX ix_responsibility_first_id ON responsibility (first_id);
CREATE UNIQUE INDEX uq_responsibility_kind_what ON responsibility (kind, what);
CREATE TABLE review (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    step INTEGER DEFAULT 0 NOT NULL,
    planned_instr_min INTEGER,
    actual_instr_min INTEGER,
    wins TEXT,
    lesson TEXT,
    adjust TEXT,
    closed_at TEXT,
    CONSTRAINT pk_review PRIMARY KEY (id),
    CONSTRAINT ck_review_order CHECK (to_on >= from_on),
    CONSTRAINT ck_review_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_review_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_review_kind CHECK (kind IN ('huddle', 'day', 'week', 'quarter', 'year')),
    CONSTRAINT ck_review_from_on CHECK (date(from_on) IS from_on),
    CONSTRAINT ck_review_to_on CHECK (date(to_on) IS to_on),
    CONSTRAINT ck_review_step CHECK (step >= 0),
    CONSTRAINT ck_review_planned_instr_min CHECK (planned_instr_min >= 0),
    CONSTRAINT ck_review_actual_instr_min CHECK (actual_instr_min >= 0),
    CONSTRAINT ck_review_wins CHECK (length(wins) BETWEEN 1 AND 20000),
    CONSTRAINT ck_review_lesson CHECK (length(lesson) BETWEEN 1 AND 20000),
    CONSTRAINT ck_review_adjust CHECK (length(adjust) BETWEEN 1 AND 20000),
    CONSTRAINT ck_review_closed_at CHECK (closed_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z')
)
 STRICT;
CREATE UNIQUE INDEX uq_review_kind_from_on ON review (kind, from_on);
CREATE TABLE section (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    year_id TEXT NOT NULL,
    title TEXT NOT NULL,
    subject TEXT,
    grade TEXT,
    room TEXT,
    from_on TEXT,
    to_on TEXT,
    external_ref TEXT,
    CONSTRAINT pk_section PRIMARY KEY (id),
    CONSTRAINT ck_section_order CHECK (from_on IS NULL OR to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_section_year_id FOREIGN KEY(year_id) REFERENCES calendar_span (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_section_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_section_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_section_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_section_subject CHECK (length(subject) BETWEEN 1 AND 120),
    CONSTRAINT ck_section_grade CHECK (length(grade) BETWEEN 1 AND 16),
    CONSTRAINT ck_section_room CHECK (length(room) BETWEEN 1 AND 60),
    CONSTRAINT ck_section_from_on CHECK (date(from_on) IS from_on),
    CONSTRAINT ck_section_to_on CHECK (date(to_on) IS to_on),
    CONSTRAINT ck_section_external_ref CHECK (length(external_ref) BETWEEN 1 AND 120)
)
 STRICT;
CREATE INDEX ix_section_year_id ON section (year_id);
CREATE TABLE selection_round (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    criteria TEXT DEFAULT '[]' NOT NULL,
    opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    announce_on TEXT,
    seats INTEGER,
    CONSTRAINT pk_selection_round PRIMARY KEY (id),
    CONSTRAINT ck_selection_round_order CHECK (closes_on >= opens_on),
    CONSTRAINT ck_selection_round_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_selection_round_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_selection_round_kind CHECK (kind IN ('award', 'ilt', 'opportunity')),
    CONSTRAINT ck_selection_round_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_selection_round_criteria CHECK (json_valid(criteria)),
    CONSTRAINT ck_selection_round_opens_on CHECK (date(opens_on) IS opens_on),
    CONSTRAINT ck_selection_round_closes_on CHECK (date(closes_on) IS closes_on),
    CONSTRAINT ck_selection_round_announce_on CHECK (date(announce_on) IS announce_on),
    CONSTRAINT ck_selection_round_seats CHECK (seats >= 1)
)
 STRICT;
CREATE UNIQUE INDEX uq_selection_round_name_opens_on ON selection_round (name, opens_on);
CREATE TABLE setting (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (id),
    CONSTRAINT uq_setting_key UNIQUE ("key"),
    CONSTRAINT ck_setting_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_setting_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_setting_key CHECK (length(key) BETWEEN 1 AND 64),
    CONSTRAINT ck_setting_value CHECK (json_valid(value))
)
 STRICT;
CREATE TABLE target (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    goal_id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    group_dim TEXT,
    group_name TEXT,
    baseline FLOAT NOT NULL,
    aim FLOAT NOT NULL,
    stretch FLOAT,
    change_kind TEXT DEFAULT 'absolute' NOT NULL,
    baseline_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    weight FLOAT DEFAULT (1.0) NOT NULL,
    CONSTRAINT pk_target PRIMARY KEY (id),
    CONSTRAINT ck_target_aim_differs CHECK (aim <> baseline),
    CONSTRAINT ck_target_order CHECK (due_on > baseline_on),
    CONSTRAINT ck_target_group_complete CHECK ((group_dim IS NULL) = (group_name IS NULL)),
    CONSTRAINT fk_target_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_target_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_target_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_target_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_target_group_dim CHECK (length(group_dim) BETWEEN 1 AND 120),
    CONSTRAINT ck_target_group_name CHECK (length(group_name) BETWEEN 1 AND 120),
    CONSTRAINT ck_target_baseline CHECK (baseline >= -1000000000000000.0 AND baseline <= 1000000000000000.0),
    CONSTRAINT ck_target_aim CHECK (aim >= -1000000000000000.0 AND aim <= 1000000000000000.0),
    CONSTRAINT ck_target_stretch CHECK (stretch >= -1000000000000000.0 AND stretch <= 1000000000000000.0),
    CONSTRAINT ck_target_change_kind CHECK (change_kind IN ('points', 'relative', 'absolute')),
    CONSTRAINT ck_target_baseline_on CHECK (date(baseline_on) IS baseline_on),
    CONSTRAINT ck_target_due_on CHECK (date(due_on) IS due_on),
    CONSTRAINT ck_target_weight CHECK (weight > 0 AND weight <= 1000000000000000.0)
)
 STRICT;
CREATE INDEX ix_target_goal_id ON target (goal_id);
CREATE INDEX ix_target_measure_id ON target (measure_id);
CREATE UNIQUE INDEX uq_target_goal_measure_group_dim_group_name_due_on ON target (goal_id, measure_id, ifnull(group_dim, ''), ifnull(group_name, ''), due_on);
CREATE TABLE task (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT DEFAULT 'open' NOT NULL,
    due_on TEXT,
    est_min INTEGER,
    importance INTEGER DEFAULT 2 NOT NULL,
    urgency INTEGER DEFAULT 2 NOT NULL,
    disposition TEXT,
    owner_id TEXT,
    authority TEXT,
    check_in_on TEXT,
    goal_id TEXT,
    block_id TEXT,
    done_on TEXT,
    carried_n INTEGER DEFAULT 0 NOT NULL,
    meeting_id TEXT,
    decision_id TEXT,
    visit_id TEXT,
    log_entry_id TEXT,
    request_id TEXT,
    CONSTRAINT pk_task PRIMARY KEY (id),
    CONSTRAINT ck_task_delegated_has_owner_and_check_in CHECK (disposition IS NULL OR disposition <> 'delegate' OR (owner_id IS NOT NULL AND check_in_on IS NOT NULL)),
    CONSTRAINT ck_task_one_source CHECK ((meeting_id IS NOT NULL) + (decision_id IS NOT NULL) + (visit_id IS NOT NULL) + (log_entry_id IS NOT NULL) + (request_id IS NOT NULL) <= 1),
    CONSTRAINT fk_task_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_task_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_task_block_id FOREIGN KEY(block_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_task_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_task_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_task_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_task_log_entry_id FOREIGN KEY(log_entry_id) REFERENCES log_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_task_request_id FOREIGN KEY(request_id) REFERENCES resource_request (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_task_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_task_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_task_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_task_state CHECK (state IN ('open', 'done', 'handed_back', 'dropped')),
    CONSTRAINT ck_task_due_on CHECK (date(due_on) IS due_on),
    CONSTRAINT ck_task_est_min CHECK (est_min >= 1),
    CONSTRAINT ck_task_importance CHECK (importance >= 1 AND importance <= 3),
    CONSTRAINT ck_task_urgency CHECK (urgency >= 1 AND urgency <= 3),
    CONSTRAINT ck_task_disposition CHECK (disposition IN ('do', 'schedule', 'delegate', 'drop')),
    CONSTRAINT ck_task_authority CHECK (authority IN ('find_out', 'recommend', 'act_and_report', 'act')),
    CONSTRAINT ck_task_check_in_on CHECK (date(check_in_on) IS check_in_on),
    CONSTRAINT ck_task_done_on CHECK (date(done_on) IS done_on),
    CONSTRAINT ck_task_carried_n CHECK (carried_n >= 0)
)
 STRICT;
CREATE INDEX ix_task_block_id ON task (block_id);
CREATE INDEX ix_task_decision_id ON task (decision_id);
CREATE INDEX ix_task_due_on ON task (due_on);
CREATE INDEX ix_task_goal_id ON task (goal_id);
CREATE INDEX ix_task_log_entry_id ON task (log_entry_id);
CREATE INDEX ix_task_meeting_id ON task (meeting_id);
CREATE INDEX ix_task_owner_id ON task (owner_id);
CREATE INDEX ix_task_request_id ON task (request_id);
CREATE INDEX ix_task_visit_id ON task (visit_id);
CREATE TABLE team (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    purpose TEXT,
    norms TEXT,
    focus_question TEXT,
    stage TEXT,
    cadence_days INTEGER,
    is_active INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT pk_team PRIMARY KEY (id),
    CONSTRAINT uq_team_name UNIQUE (name),
    CONSTRAINT ck_team_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_team_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_team_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_team_kind CHECK (kind IN ('ilt', 'plc', 'grade', 'department', 'admin', 'committee', 'coaching_pair', 'mentoring_pair')),
    CONSTRAINT ck_team_purpose CHECK (length(purpose) BETWEEN 1 AND 20000),
    CONSTRAINT ck_team_norms CHECK (length(norms) BETWEEN 1 AND 20000),
    CONSTRAINT ck_team_focus_question CHECK (length(focus_question) BETWEEN 1 AND 255),
    CONSTRAINT ck_team_stage CHECK (length(stage) BETWEEN 1 AND 255),
    CONSTRAINT ck_team_cadence_days CHECK (cadence_days >= 1 AND cadence_days <= 60),
    CONSTRAINT ck_team_is_active CHECK (is_active IN (0, 1))
)
 STRICT;
CREATE TABLE team_member (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    team_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    CONSTRAINT pk_team_member PRIMARY KEY (id),
    CONSTRAINT ck_team_member_order CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_team_member_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_team_member_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_team_member_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_team_member_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_team_member_role CHECK (length(role) BETWEEN 1 AND 120),
    CONSTRAINT ck_team_member_from_on CHECK (date(from_on) IS from_on),
    CONSTRAINT ck_team_member_to_on CHECK (date(to_on) IS to_on)
)
 STRICT;
CREATE INDEX ix_team_member_person_id ON team_member (person_id);
CREATE INDEX ix_team_member_team_id ON team_member (team_id);
CREATE UNIQUE INDEX uq_team_member_team_person_from_on ON team_member (team_id, person_id, from_on);
CREATE TABLE time_block (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    title TEXT NOT NULL,
    activity_type_id TEXT NOT NULL,
    is_buffer INTEGER DEFAULT 0 NOT NULL,
    protection INTEGER DEFAULT 1 NOT NULL,
    origin TEXT DEFAULT 'manual' NOT NULL,
    place TEXT,
    note TEXT,
    is_public INTEGER DEFAULT 0 NOT NULL,
    starts_local TEXT NOT NULL,
    ends_local TEXT NOT NULL,
    tz TEXT NOT NULL,
    all_day INTEGER DEFAULT 0 NOT NULL,
    anchor TEXT DEFAULT 'clock' NOT NULL,
    period_code TEXT,
    section_id TEXT,
    offset_min INTEGER DEFAULT 0 NOT NULL,
    series_id TEXT,
    occurrence_on TEXT,
    follows_id TEXT,
    state TEXT DEFAULT 'planned' NOT NULL,
    reconciled_at TEXT,
    make_up_for_id TEXT,
    import_key TEXT,
    CONSTRAINT pk_time_block PRIMARY KEY (id),
    CONSTRAINT ck_time_block_order CHECK (ends_local > starts_local),
    CONSTRAINT ck_time_block_reconciled CHECK ((state = 'planned') = (reconciled_at IS NULL)),
    CONSTRAINT ck_time_block_occurrence CHECK ((series_id IS NULL) = (occurrence_on IS NULL)),
    CONSTRAINT ck_time_block_anchored_to_period CHECK (anchor <> 'period' OR period_code IS NOT NULL),
    CONSTRAINT ck_time_block_anchored_to_section CHECK (anchor <> 'section' OR section_id IS NOT NULL),
    CONSTRAINT ck_time_block_not_after_itself CHECK (follows_id IS NULL OR follows_id <> id),
    CONSTRAINT fk_time_block_activity_type_id FOREIGN KEY(activity_type_id) REFERENCES activity_type (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_time_block_section_id FOREIGN KEY(section_id) REFERENCES section (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_time_block_series_id FOREIGN KEY(series_id) REFERENCES block_series (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_time_block_follows_id FOREIGN KEY(follows_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_time_block_make_up_for_id FOREIGN KEY(make_up_for_id) REFERENCES interruption (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT uq_time_block_import_key UNIQUE (import_key),
    CONSTRAINT ck_time_block_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_time_block_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_time_block_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_time_block_is_buffer CHECK (is_buffer IN (0, 1)),
    CONSTRAINT ck_time_block_protection CHECK (protection >= 0 AND protection <= 4),
    CONSTRAINT ck_time_block_origin CHECK (origin IN ('manual', 'series', 'planner', 'office', 'import')),
    CONSTRAINT ck_time_block_place CHECK (length(place) BETWEEN 1 AND 255),
    CONSTRAINT ck_time_block_note CHECK (length(note) BETWEEN 1 AND 20000),
    CONSTRAINT ck_time_block_is_public CHECK (is_public IN (0, 1)),
    CONSTRAINT ck_time_block_starts_local CHECK (strftime('%Y-%m-%dT%H:%M', starts_local) IS starts_local),
    CONSTRAINT ck_time_block_ends_local CHECK (strftime('%Y-%m-%dT%H:%M', ends_local) IS ends_local),
    CONSTRAINT ck_time_block_tz CHECK (length(tz) BETWEEN 1 AND 64),
    CONSTRAINT ck_time_block_all_day CHECK (all_day IN (0, 1)),
    CONSTRAINT ck_time_block_anchor CHECK (anchor IN ('clock', 'period', 'section', 'day')),
    CONSTRAINT ck_time_block_period_code CHECK (length(period_code) BETWEEN 1 AND 16),
    CONSTRAINT ck_time_block_offset_min CHECK (offset_min >= -1440 AND offset_min <= 1440),
    CONSTRAINT ck_time_block_occurrence_on CHECK (date(occurrence_on) IS occurrence_on),
    CONSTRAINT ck_time_block_state CHECK (state IN ('planned', 'kept', 'shortened', 'moved', 'replaced', 'missed', 'cancelled')),
    CONSTRAINT ck_time_block_reconciled_at CHECK (reconciled_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_time_block_import_key CHECK (length(import_key) BETWEEN 1 AND 1000)
)
 STRICT;
CREATE INDEX ix_time_block_activity_type_id ON time_block (activity_type_id);
CREATE INDEX ix_time_block_ends_local ON time_block (ends_local);
CREATE INDEX ix_time_block_follows_id ON time_block (follows_id);
CREATE INDEX ix_time_block_make_up_for_id ON time_block (make_up_for_id);
CREATE INDEX ix_time_block_section_id ON time_block (section_id);
CREATE INDEX ix_time_block_series_id ON time_block (series_id);
CREATE INDEX ix_time_block_starts_local ON time_block (starts_local);
CREATE UNIQUE INDEX uq_time_block_series_occurrence_on_period_code ON time_block (series_id, occurrence_on, ifnull(period_code, '')) WHERE series_id IS NOT NULL;
CREATE TABLE timetable_slot (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    person_id TEXT NOT NULL,
    section_id TEXT,
    day_type TEXT,
    weekday INTEGER,
    period_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    CONSTRAINT pk_timetable_slot PRIMARY KEY (id),
    CONSTRAINT ck_timetable_slot_teaching_has_section CHECK (kind <> 'teach' OR section_id IS NOT NULL),
    CONSTRAINT ck_timetable_slot_order CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_timetable_slot_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_timetable_slot_section_id FOREIGN KEY(section_id) REFERENCES section (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_timetable_slot_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_timetable_slot_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_timetable_slot_day_type CHECK (length(day_type) BETWEEN 1 AND 16),
    CONSTRAINT ck_timetable_slot_weekday CHECK (weekday >= 0 AND weekday <= 6),
    CONSTRAINT ck_timetable_slot_period_code CHECK (length(period_code) BETWEEN 1 AND 16),
    CONSTRAINT ck_timetable_slot_kind CHECK (kind IN ('teach', 'plan', 'lunch', 'team', 'duty', 'off')),
    CONSTRAINT ck_timetable_slot_from_on CHECK (date(from_on) IS from_on),
    CONSTRAINT ck_timetable_slot_to_on CHECK (date(to_on) IS to_on)
)
 STRICT;
CREATE INDEX ix_timetable_slot_person_id ON timetable_slot (person_id);
CREATE INDEX ix_timetable_slot_section_id ON timetable_slot (section_id);
CREATE UNIQUE INDEX uq_timetable_slot_person_day_type_weekday_period_code_from_on ON timetable_slot (person_id, ifnull(day_type, ''), ifnull(weekday, ''), period_code, from_on);
CREATE TABLE vision (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    mission TEXT NOT NULL,
    statement TEXT NOT NULL,
    adopted_on TEXT,
    review_due_on TEXT,
    note TEXT,
    CONSTRAINT pk_vision PRIMARY KEY (id),
    CONSTRAINT ck_vision_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_vision_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_vision_version CHECK (version >= 1),
    CONSTRAINT ck_vision_mission CHECK (length(mission) BETWEEN 1 AND 20000),
    CONSTRAINT ck_vision_statement CHECK (length(statement) BETWEEN 1 AND 20000),
    CONSTRAINT ck_vision_adopted_on CHECK (date(adopted_on) IS adopted_on),
    CONSTRAINT ck_vision_review_due_on CHECK (date(review_due_on) IS review_due_on),
    CONSTRAINT ck_vision_note CHECK (length(note) BETWEEN 1 AND 20000)
)
 STRICT;
CREATE UNIQUE INDEX uq_vision_version ON vision (version);
CREATE TABLE vision_item (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    vision_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    meaning TEXT,
    pos INTEGER NOT NULL,
    CONSTRAINT pk_vision_item PRIMARY KEY (id),
    CONSTRAINT fk_vision_item_vision_id FOREIGN KEY(vision_id) REFERENCES vision (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_vision_item_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_vision_item_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_vision_item_kind CHECK (kind IN ('value', 'excellence', 'expectation')),
    CONSTRAINT ck_vision_item_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_vision_item_meaning CHECK (length(meaning) BETWEEN 1 AND 20000),
    CONSTRAINT ck_vision_item_pos CHECK (pos >= 0)
)
 STRICT;
CREATE INDEX ix_vision_item_vision_id ON vision_item (vision_id);
CREATE TABLE visit (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    person_id TEXT NOT NULL,
    visitor_id TEXT NOT NULL,
    block_id TEXT,
    section_id TEXT,
    protocol_id TEXT,
    backup_id TEXT,
    goal_id TEXT,
    kind TEXT NOT NULL,
    purpose TEXT DEFAULT 'supporter' NOT NULL,
    notice TEXT DEFAULT 'unannounced' NOT NULL,
    starts_local TEXT NOT NULL,
    duration_min INTEGER NOT NULL,
    period_code TEXT,
    evidence_text TEXT,
    visibility TEXT DEFAULT 'private' NOT NULL,
    state TEXT DEFAULT 'planned' NOT NULL,
    notice_sent_at TEXT,
    pre_talk_on TEXT,
    CONSTRAINT pk_visit PRIMARY KEY (id),
    CONSTRAINT ck_visit_growth_only CHECK (kind NOT IN ('peer', 'lab') OR purpose <> 'evaluator'),
    CONSTRAINT ck_visit_announced_was_sent CHECK (notice <> 'announced' OR state IN ('planned', 'missed') OR notice_sent_at IS NOT NULL),
    CONSTRAINT ck_visit_not_own_visitor CHECK (visitor_id <> person_id),
    CONSTRAINT fk_visit_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_visit_visitor_id FOREIGN KEY(visitor_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_visit_block_id FOREIGN KEY(block_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_visit_section_id FOREIGN KEY(section_id) REFERENCES section (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_visit_protocol_id FOREIGN KEY(protocol_id) REFERENCES protocol (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_visit_backup_id FOREIGN KEY(backup_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_visit_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_visit_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_visit_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_visit_kind CHECK (kind IN ('quick_visit', 'walkthrough', 'informal_observation', 'formal_observation', 'peer', 'learning_walk', 'model_lesson', 'co_teach', 'lab')),
    CONSTRAINT ck_visit_purpose CHECK (purpose IN ('supporter', 'co_learner', 'evaluator')),
    CONSTRAINT ck_visit_notice CHECK (notice IN ('announced', 'window', 'unannounced')),
    CONSTRAINT ck_visit_starts_local CHECK (strftime('%Y-%m-%dT%H:%M', starts_local) IS starts_local),
    CONSTRAINT ck_visit_duration_min CHECK (duration_min >= 1 AND duration_min <= 240),
    CONSTRAINT ck_visit_period_code CHECK (length(period_code) BETWEEN 1 AND 16),
    CONSTRAINT ck_visit_evidence_text CHECK (length(evidence_text) BETWEEN 1 AND 20000),
    CONSTRAINT ck_visit_visibility CHECK (visibility IN ('private', 'shared', 'official')),
    CONSTRAINT ck_visit_state CHECK (state IN ('planned', 'visited', 'written', 'talked', 'closed', 'missed')),
    CONSTRAINT ck_visit_notice_sent_at CHECK (notice_sent_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_visit_pre_talk_on CHECK (date(pre_talk_on) IS pre_talk_on)
)
 STRICT;
CREATE INDEX ix_visit_backup_id ON visit (backup_id);
CREATE INDEX ix_visit_block_id ON visit (block_id);
CREATE INDEX ix_visit_goal_id ON visit (goal_id);
CREATE INDEX ix_visit_person_id ON visit (person_id);
CREATE INDEX ix_visit_protocol_id ON visit (protocol_id);
CREATE INDEX ix_visit_section_id ON visit (section_id);
CREATE INDEX ix_visit_starts_local ON visit (starts_local);
CREATE INDEX ix_visit_visitor_id ON visit (visitor_id);
CREATE TABLE visit_mark (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    look_for_id TEXT NOT NULL,
    rater TEXT DEFAULT 'visitor' NOT NULL,
    seen INTEGER,
    level INTEGER,
    note TEXT,
    CONSTRAINT pk_visit_mark PRIMARY KEY (id),
    CONSTRAINT ck_visit_mark_has_mark CHECK (seen IS NOT NULL OR level IS NOT NULL),
    CONSTRAINT fk_visit_mark_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_visit_mark_look_for_id FOREIGN KEY(look_for_id) REFERENCES look_for (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_visit_mark_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_visit_mark_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_visit_mark_rater CHECK (rater IN ('visitor', 'second', 'self')),
    CONSTRAINT ck_visit_mark_seen CHECK (seen IN (0, 1)),
    CONSTRAINT ck_visit_mark_level CHECK (level >= 0 AND level <= 10),
    CONSTRAINT ck_visit_mark_note CHECK (length(note) BETWEEN 1 AND 20000)
)
 STRICT;
CREATE INDEX ix_visit_mark_look_for_id ON visit_mark (look_for_id);
CREATE INDEX ix_visit_mark_visit_id ON visit_mark (visit_id);
CREATE UNIQUE INDEX uq_visit_mark_visit_look_for_rater ON visit_mark (visit_id, look_for_id, rater);
