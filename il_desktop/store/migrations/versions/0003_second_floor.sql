CREATE TABLE bell_times (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    bell_schedule_id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    periods TEXT DEFAULT '[]' NOT NULL,
    CONSTRAINT pk_bell_times PRIMARY KEY (id),
    CONSTRAINT fk_bell_times_bell_schedule_id FOREIGN KEY(bell_schedule_id) REFERENCES bell_schedule (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_bell_times_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_bell_times_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_bell_times_from_on CHECK (date(from_on, '+0 days') IS from_on),
    CONSTRAINT ck_bell_times_periods CHECK (periods IS NULL OR json_valid(periods))
) STRICT;
CREATE INDEX ix_bell_times_bell_schedule_id ON bell_times (bell_schedule_id);
CREATE UNIQUE INDEX uq_bell_times_bell_schedule_from_on ON bell_times (bell_schedule_id, from_on);
CREATE TABLE block_person (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    block_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    pos INTEGER NOT NULL,
    CONSTRAINT pk_block_person PRIMARY KEY (id),
    CONSTRAINT fk_block_person_block_id FOREIGN KEY(block_id) REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_block_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_block_person_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_block_person_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_block_person_pos CHECK (pos >= 0)
) STRICT;
CREATE INDEX ix_block_person_block_id ON block_person (block_id);
CREATE INDEX ix_block_person_person_id ON block_person (person_id);
CREATE UNIQUE INDEX uq_block_person_block_person ON block_person (block_id, person_id);
CREATE TABLE calendar_feed (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    user TEXT,
    color_key TEXT NOT NULL,
    shows_as TEXT DEFAULT 'busy' NOT NULL,
    audience TEXT,
    refresh_min INTEGER DEFAULT 60 NOT NULL,
    is_on INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT pk_calendar_feed PRIMARY KEY (id),
    CONSTRAINT ck_calendar_feed_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_calendar_feed_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_calendar_feed_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_calendar_feed_kind CHECK (kind IN ('url', 'file', 'caldav')),
    CONSTRAINT ck_calendar_feed_place CHECK (length(place) BETWEEN 1 AND 1000),
    CONSTRAINT ck_calendar_feed_user CHECK (length(user) BETWEEN 1 AND 255),
    CONSTRAINT ck_calendar_feed_color_key CHECK (length(color_key) BETWEEN 1 AND 32),
    CONSTRAINT ck_calendar_feed_shows_as CHECK (shows_as IN ('busy', 'free')),
    CONSTRAINT ck_calendar_feed_audience CHECK (audience IN ('me', 'office', 'staff', 'person', 'district', 'official', 'public')),
    CONSTRAINT ck_calendar_feed_refresh_min CHECK (refresh_min >= 5 AND refresh_min <= 10080),
    CONSTRAINT ck_calendar_feed_is_on CHECK (is_on IN (0, 1))
) STRICT;
CREATE TABLE challenge (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT DEFAULT 'suspected' NOT NULL,
    whys TEXT DEFAULT '[]' NOT NULL,
    severity INTEGER,
    reach_n INTEGER,
    for_whom TEXT,
    countermeasure TEXT,
    owner_id TEXT,
    review_on TEXT,
    CONSTRAINT pk_challenge PRIMARY KEY (id),
    CONSTRAINT fk_challenge_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_challenge_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_challenge_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_challenge_kind CHECK (kind IN ('instruction', 'curriculum_gap', 'resource_shortage', 'climate', 'time', 'equity', 'resistance', 'pd_need', 'other')),
    CONSTRAINT ck_challenge_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_challenge_state CHECK (state IN ('suspected', 'confirmed', 'addressed')),
    CONSTRAINT ck_challenge_whys CHECK (whys IS NULL OR json_valid(whys)),
    CONSTRAINT ck_challenge_severity CHECK (severity >= 1 AND severity <= 4),
    CONSTRAINT ck_challenge_reach_n CHECK (reach_n >= 0),
    CONSTRAINT ck_challenge_for_whom CHECK (for_whom IN ('teachers', 'administrators', 'support')),
    CONSTRAINT ck_challenge_countermeasure CHECK (length(countermeasure) BETWEEN 1 AND 20000),
    CONSTRAINT ck_challenge_review_on CHECK (date(review_on, '+0 days') IS review_on)
) STRICT;
CREATE INDEX ix_challenge_owner_id ON challenge (owner_id);
CREATE TABLE feed_event (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    feed_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    title TEXT,
    starts_local TEXT NOT NULL,
    ends_local TEXT NOT NULL,
    tz TEXT NOT NULL,
    all_day INTEGER DEFAULT 0 NOT NULL,
    rule TEXT,
    holes TEXT DEFAULT '[]' NOT NULL,
    is_busy INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT pk_feed_event PRIMARY KEY (id),
    CONSTRAINT ck_feed_event_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_feed_event_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_feed_event_key CHECK (length(key) BETWEEN 1 AND 1000),
    CONSTRAINT ck_feed_event_title CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT ck_feed_event_starts_local CHECK (strftime('%Y-%m-%dT%H:%M', starts_local, '+0 days') IS starts_local),
    CONSTRAINT ck_feed_event_ends_local CHECK (strftime('%Y-%m-%dT%H:%M', ends_local, '+0 days') IS ends_local),
    CONSTRAINT ck_feed_event_tz CHECK (length(tz) BETWEEN 1 AND 64),
    CONSTRAINT ck_feed_event_all_day CHECK (all_day IN (0, 1)),
    CONSTRAINT ck_feed_event_rule CHECK (length(rule) BETWEEN 1 AND 20000),
    CONSTRAINT ck_feed_event_holes CHECK (holes IS NULL OR json_valid(holes)),
    CONSTRAINT ck_feed_event_is_busy CHECK (is_busy IN (0, 1))
) STRICT;
CREATE INDEX ix_feed_event_ends_local ON feed_event (ends_local);
CREATE INDEX ix_feed_event_feed_id ON feed_event (feed_id);
CREATE INDEX ix_feed_event_starts_local ON feed_event (starts_local);
CREATE TABLE feed_state (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    feed_id TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    sync_token TEXT,
    tried_at TEXT,
    fetched_at TEXT,
    problem TEXT,
    detail TEXT,
    CONSTRAINT pk_feed_state PRIMARY KEY (id),
    CONSTRAINT ck_feed_state_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_feed_state_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_feed_state_etag CHECK (length(etag) BETWEEN 1 AND 1000),
    CONSTRAINT ck_feed_state_last_modified CHECK (length(last_modified) BETWEEN 1 AND 255),
    CONSTRAINT ck_feed_state_sync_token CHECK (length(sync_token) BETWEEN 1 AND 2000),
    CONSTRAINT ck_feed_state_tried_at CHECK (tried_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_feed_state_fetched_at CHECK (fetched_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_feed_state_problem CHECK (length(problem) BETWEEN 1 AND 64),
    CONSTRAINT ck_feed_state_detail CHECK (length(detail) BETWEEN 1 AND 20000)
) STRICT;
CREATE INDEX ix_feed_state_feed_id ON feed_state (feed_id);
CREATE UNIQUE INDEX uq_feed_state_feed ON feed_state (feed_id);
CREATE TABLE ideal_band (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    set_name TEXT NOT NULL,
    day_type TEXT,
    weekday INTEGER,
    from_min INTEGER NOT NULL,
    to_min INTEGER NOT NULL,
    wants TEXT NOT NULL,
    is_exclusive INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_ideal_band PRIMARY KEY (id),
    CONSTRAINT ck_ideal_band_order CHECK (to_min > from_min),
    CONSTRAINT ck_ideal_band_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_ideal_band_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_ideal_band_set_name CHECK (length(set_name) BETWEEN 1 AND 120),
    CONSTRAINT ck_ideal_band_day_type CHECK (length(day_type) BETWEEN 1 AND 16),
    CONSTRAINT ck_ideal_band_weekday CHECK (weekday >= 0 AND weekday <= 6),
    CONSTRAINT ck_ideal_band_from_min CHECK (from_min >= 0 AND from_min <= 1440),
    CONSTRAINT ck_ideal_band_to_min CHECK (to_min >= 0 AND to_min <= 1440),
    CONSTRAINT ck_ideal_band_wants CHECK (wants IN ('I', 'M', 'P')),
    CONSTRAINT ck_ideal_band_is_exclusive CHECK (is_exclusive IN (0, 1))
) STRICT;
CREATE TABLE library_item (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT DEFAULT '[]' NOT NULL,
    definition TEXT,
    evidence_note TEXT,
    source TEXT,
    url TEXT,
    is_schoolwide INTEGER DEFAULT 0 NOT NULL,
    subject TEXT,
    grade TEXT,
    criteria TEXT,
    issue TEXT,
    next_review_on TEXT,
    goal_id TEXT,
    CONSTRAINT pk_library_item PRIMARY KEY (id),
    CONSTRAINT ck_library_item_schoolwide_is_defined CHECK (is_schoolwide = 0 OR (definition IS NOT NULL AND source IS NOT NULL)),
    CONSTRAINT fk_library_item_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_library_item_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_library_item_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_library_item_kind CHECK (kind IN ('strategy', 'term', 'digest', 'unit', 'resource', 'snippet')),
    CONSTRAINT ck_library_item_name CHECK (length(name) BETWEEN 1 AND 255),
    CONSTRAINT ck_library_item_aliases CHECK (aliases IS NULL OR json_valid(aliases)),
    CONSTRAINT ck_library_item_definition CHECK (length(definition) BETWEEN 1 AND 20000),
    CONSTRAINT ck_library_item_evidence_note CHECK (length(evidence_note) BETWEEN 1 AND 20000),
    CONSTRAINT ck_library_item_source CHECK (length(source) BETWEEN 1 AND 255),
    CONSTRAINT ck_library_item_url CHECK (length(url) BETWEEN 1 AND 1000),
    CONSTRAINT ck_library_item_is_schoolwide CHECK (is_schoolwide IN (0, 1)),
    CONSTRAINT ck_library_item_subject CHECK (length(subject) BETWEEN 1 AND 120),
    CONSTRAINT ck_library_item_grade CHECK (length(grade) BETWEEN 1 AND 16),
    CONSTRAINT ck_library_item_criteria CHECK (criteria IS NULL OR json_valid(criteria)),
    CONSTRAINT ck_library_item_issue CHECK (length(issue) BETWEEN 1 AND 255),
    CONSTRAINT ck_library_item_next_review_on CHECK (date(next_review_on, '+0 days') IS next_review_on)
) STRICT;
CREATE INDEX ix_library_item_goal_id ON library_item (goal_id);
CREATE UNIQUE INDEX uq_library_item_kind_name ON library_item (kind, name);
CREATE TABLE office_proposal (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    uid TEXT NOT NULL,
    author TEXT NOT NULL,
    made_at TEXT NOT NULL,
    action TEXT NOT NULL,
    payload TEXT NOT NULL,
    base_seq INTEGER DEFAULT 0 NOT NULL,
    state TEXT DEFAULT 'proposed' NOT NULL,
    CONSTRAINT pk_office_proposal PRIMARY KEY (id),
    CONSTRAINT uq_office_proposal_uid UNIQUE (uid),
    CONSTRAINT ck_office_proposal_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_office_proposal_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_office_proposal_uid CHECK (length(uid) BETWEEN 1 AND 255),
    CONSTRAINT ck_office_proposal_author CHECK (length(author) BETWEEN 1 AND 255),
    CONSTRAINT ck_office_proposal_made_at CHECK (made_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_office_proposal_action CHECK (action IN ('add', 'move', 'cancel')),
    CONSTRAINT ck_office_proposal_payload CHECK (payload IS NULL OR json_valid(payload)),
    CONSTRAINT ck_office_proposal_base_seq CHECK (base_seq >= 0),
    CONSTRAINT ck_office_proposal_state CHECK (state IN ('proposed', 'accepted', 'declined', 'withdrawn', 'expired'))
) STRICT;
CREATE TABLE plan_baseline (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    block_ref TEXT NOT NULL,
    week_on TEXT NOT NULL,
    starts_local TEXT NOT NULL,
    ends_local TEXT NOT NULL,
    activity_type_id TEXT NOT NULL,
    protection INTEGER NOT NULL,
    is_added INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_plan_baseline PRIMARY KEY (id),
    CONSTRAINT ck_plan_baseline_order CHECK (ends_local > starts_local),
    CONSTRAINT fk_plan_baseline_activity_type_id FOREIGN KEY(activity_type_id) REFERENCES activity_type (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_plan_baseline_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_plan_baseline_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_plan_baseline_block_ref CHECK (length(block_ref) BETWEEN 1 AND 255),
    CONSTRAINT ck_plan_baseline_week_on CHECK (date(week_on, '+0 days') IS week_on),
    CONSTRAINT ck_plan_baseline_starts_local CHECK (strftime('%Y-%m-%dT%H:%M', starts_local, '+0 days') IS starts_local),
    CONSTRAINT ck_plan_baseline_ends_local CHECK (strftime('%Y-%m-%dT%H:%M', ends_local, '+0 days') IS ends_local),
    CONSTRAINT ck_plan_baseline_protection CHECK (protection >= 0 AND protection <= 4),
    CONSTRAINT ck_plan_baseline_is_added CHECK (is_added IN (0, 1))
) STRICT;
CREATE INDEX ix_plan_baseline_activity_type_id ON plan_baseline (activity_type_id);
CREATE INDEX ix_plan_baseline_week_on ON plan_baseline (week_on);
CREATE UNIQUE INDEX uq_plan_baseline_block_ref_week_on ON plan_baseline (block_ref, week_on);
CREATE TABLE protected_window (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    term_id TEXT,
    day_type TEXT,
    weekday INTEGER,
    from_min INTEGER NOT NULL,
    to_min INTEGER NOT NULL,
    CONSTRAINT pk_protected_window PRIMARY KEY (id),
    CONSTRAINT ck_protected_window_order CHECK (to_min > from_min),
    CONSTRAINT fk_protected_window_term_id FOREIGN KEY(term_id) REFERENCES calendar_span (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_protected_window_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_protected_window_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_protected_window_day_type CHECK (length(day_type) BETWEEN 1 AND 16),
    CONSTRAINT ck_protected_window_weekday CHECK (weekday >= 0 AND weekday <= 6),
    CONSTRAINT ck_protected_window_from_min CHECK (from_min >= 0 AND from_min <= 1440),
    CONSTRAINT ck_protected_window_to_min CHECK (to_min >= 0 AND to_min <= 1440)
) STRICT;
CREATE INDEX ix_protected_window_term_id ON protected_window (term_id);
CREATE TABLE reminder_mark (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    source_ref TEXT NOT NULL,
    starts_local TEXT NOT NULL,
    snoozed_until TEXT,
    is_done INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_reminder_mark PRIMARY KEY (id),
    CONSTRAINT uq_reminder_mark_source_ref UNIQUE (source_ref),
    CONSTRAINT ck_reminder_mark_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_reminder_mark_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_reminder_mark_source_ref CHECK (length(source_ref) BETWEEN 1 AND 255),
    CONSTRAINT ck_reminder_mark_starts_local CHECK (strftime('%Y-%m-%dT%H:%M', starts_local, '+0 days') IS starts_local),
    CONSTRAINT ck_reminder_mark_snoozed_until CHECK (strftime('%Y-%m-%dT%H:%M', snoozed_until, '+0 days') IS snoozed_until),
    CONSTRAINT ck_reminder_mark_is_done CHECK (is_done IN (0, 1))
) STRICT;
CREATE TABLE sync_item (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    feed_id TEXT NOT NULL,
    href TEXT NOT NULL,
    uid TEXT NOT NULL,
    source_ref TEXT,
    etag TEXT,
    base_hash TEXT,
    state TEXT DEFAULT 'synced' NOT NULL,
    theirs TEXT,
    CONSTRAINT pk_sync_item PRIMARY KEY (id),
    CONSTRAINT ck_sync_item_created_at CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_sync_item_updated_at CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT ck_sync_item_href CHECK (length(href) BETWEEN 1 AND 1000),
    CONSTRAINT ck_sync_item_uid CHECK (length(uid) BETWEEN 1 AND 1000),
    CONSTRAINT ck_sync_item_source_ref CHECK (length(source_ref) BETWEEN 1 AND 255),
    CONSTRAINT ck_sync_item_etag CHECK (length(etag) BETWEEN 1 AND 1000),
    CONSTRAINT ck_sync_item_base_hash CHECK (length(base_hash) BETWEEN 1 AND 64),
    CONSTRAINT ck_sync_item_state CHECK (state IN ('synced', 'pushing', 'conflict', 'refused', 'gone')),
    CONSTRAINT ck_sync_item_theirs CHECK (theirs IS NULL OR json_valid(theirs))
) STRICT;
CREATE INDEX ix_sync_item_feed_id ON sync_item (feed_id);
CREATE UNIQUE INDEX uq_sync_item_feed_href ON sync_item (feed_id, href);
ALTER TABLE block_series ADD COLUMN people TEXT DEFAULT '[]' NOT NULL CONSTRAINT ck_block_series_people CHECK (people IS NULL OR json_valid(people));
ALTER TABLE block_series ADD COLUMN place TEXT CONSTRAINT ck_block_series_place CHECK (length(place) BETWEEN 1 AND 255);
ALTER TABLE block_series ADD COLUMN note TEXT CONSTRAINT ck_block_series_note CHECK (length(note) BETWEEN 1 AND 20000);
ALTER TABLE block_series ADD COLUMN is_public INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_block_series_is_public CHECK (is_public IN (0, 1));
ALTER TABLE block_series ADD COLUMN remind_min INTEGER CONSTRAINT ck_block_series_remind_min CHECK (remind_min >= 0 AND remind_min <= 40320);
ALTER TABLE block_series ADD COLUMN import_key TEXT CONSTRAINT ck_block_series_import_key CHECK (length(import_key) BETWEEN 1 AND 1000);
ALTER TABLE block_series ADD COLUMN import_hash TEXT CONSTRAINT ck_block_series_import_hash CHECK (length(import_hash) BETWEEN 1 AND 64);
ALTER TABLE exported_event ADD COLUMN title TEXT CONSTRAINT ck_exported_event_title CHECK (length(title) BETWEEN 1 AND 255);
ALTER TABLE exported_event ADD COLUMN starts TEXT CONSTRAINT ck_exported_event_starts CHECK (length(starts) BETWEEN 1 AND 32);
ALTER TABLE goal ADD COLUMN challenge_id TEXT CONSTRAINT fk_goal_challenge_id REFERENCES challenge (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ix_goal_challenge_id ON goal (challenge_id);
ALTER TABLE log_entry ADD COLUMN challenge_id TEXT CONSTRAINT fk_log_entry_challenge_id REFERENCES challenge (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ix_log_entry_challenge_id ON log_entry (challenge_id);
ALTER TABLE log_entry ADD COLUMN library_item_id TEXT CONSTRAINT fk_log_entry_library_item_id REFERENCES library_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ix_log_entry_library_item_id ON log_entry (library_item_id);
ALTER TABLE look_for ADD COLUMN strategy_id TEXT CONSTRAINT fk_look_for_strategy_id REFERENCES library_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ix_look_for_strategy_id ON look_for (strategy_id);
ALTER TABLE meeting ADD COLUMN need_id TEXT CONSTRAINT fk_meeting_need_id REFERENCES challenge (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ix_meeting_need_id ON meeting (need_id);
ALTER TABLE nomination ADD COLUMN source_key TEXT CONSTRAINT ck_nomination_source_key CHECK (length(source_key) BETWEEN 1 AND 255);
ALTER TABLE person ADD COLUMN anniversary_opt_in INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_person_anniversary_opt_in CHECK (anniversary_opt_in IN (0, 1));
ALTER TABLE person ADD COLUMN lists_opt_out INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_person_lists_opt_out CHECK (lists_opt_out IN (0, 1));
ALTER TABLE person ADD COLUMN former_names TEXT DEFAULT '[]' NOT NULL CONSTRAINT ck_person_former_names CHECK (former_names IS NULL OR json_valid(former_names));
ALTER TABLE person ADD COLUMN works_on TEXT DEFAULT '[]' NOT NULL CONSTRAINT ck_person_works_on CHECK (works_on IS NULL OR json_valid(works_on));
ALTER TABLE recognition ADD COLUMN sender_kind TEXT DEFAULT 'principal' NOT NULL CONSTRAINT ck_recognition_sender_kind CHECK (sender_kind IN ('principal', 'colleague', 'family', 'student'));
ALTER TABLE recognition ADD COLUMN sender TEXT CONSTRAINT ck_recognition_sender CHECK (length(sender) BETWEEN 1 AND 255);
ALTER TABLE recognition ADD COLUMN follow_up_on TEXT CONSTRAINT ck_recognition_follow_up_on CHECK (date(follow_up_on, '+0 days') IS follow_up_on);
ALTER TABLE recognition ADD COLUMN block_id TEXT CONSTRAINT fk_recognition_block_id REFERENCES time_block (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ix_recognition_block_id ON recognition (block_id);
ALTER TABLE selection_round ADD COLUMN programme TEXT CONSTRAINT ck_selection_round_programme CHECK (length(programme) BETWEEN 1 AND 255);
ALTER TABLE selection_round ADD COLUMN panel TEXT DEFAULT '[]' NOT NULL CONSTRAINT ck_selection_round_panel CHECK (panel IS NULL OR json_valid(panel));
ALTER TABLE selection_round ADD COLUMN closed_at TEXT CONSTRAINT ck_selection_round_closed_at CHECK (closed_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z');
ALTER TABLE time_block ADD COLUMN import_hash TEXT CONSTRAINT ck_time_block_import_hash CHECK (length(import_hash) BETWEEN 1 AND 64);
ALTER TABLE time_block ADD COLUMN remind_min INTEGER CONSTRAINT ck_time_block_remind_min CHECK (remind_min >= 0 AND remind_min <= 40320);
CREATE TABLE export_batch_wider (
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
    CONSTRAINT ck_export_batch_kind CHECK (kind IN ('ics', 'csv', 'xlsx', 'pdf', 'docx', 'html', 'json', 'eml', 'png', 'svg', 'txt')),
    CONSTRAINT ck_export_batch_audience CHECK (audience IN ('me', 'office', 'staff', 'person', 'district', 'official', 'public')),
    CONSTRAINT ck_export_batch_with_names CHECK (with_names IN (0, 1)),
    CONSTRAINT ck_export_batch_note_classes CHECK (note_classes IS NULL OR json_valid(note_classes)),
    CONSTRAINT ck_export_batch_suppressed_cells CHECK (suppressed_cells >= 0),
    CONSTRAINT ck_export_batch_tag CHECK (length(tag) BETWEEN 1 AND 255),
    CONSTRAINT ck_export_batch_file_name CHECK (length(file_name) BETWEEN 1 AND 1000),
    CONSTRAINT ck_export_batch_sha256 CHECK (length(sha256) BETWEEN 1 AND 64)
) STRICT;
INSERT INTO export_batch_wider (id, created_at, updated_at, kind, audience, with_names, note_classes, suppressed_cells, tag, file_name, sha256) SELECT id, created_at, updated_at, kind, audience, with_names, note_classes, suppressed_cells, tag, file_name, sha256 FROM export_batch;
DROP TABLE export_batch;
ALTER TABLE export_batch_wider RENAME TO export_batch;
CREATE TABLE file_content (
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    CONSTRAINT pk_file_content PRIMARY KEY (sha256),
    CONSTRAINT ck_file_content_size CHECK (size = length(bytes))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER plan_baseline_stays BEFORE UPDATE ON plan_baseline BEGIN
    SELECT RAISE(ABORT, 'plan_baseline_stays'); END;
CREATE TRIGGER plan_baseline_kept BEFORE DELETE ON plan_baseline BEGIN
    SELECT RAISE(ABORT, 'plan_baseline_kept'); END;
CREATE TABLE journal_step_lighter (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    made_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    op TEXT NOT NULL,
    label_args TEXT NOT NULL,
    merge_key TEXT,
    schema_version INTEGER NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_journal_step PRIMARY KEY (seq),
    CONSTRAINT ck_journal_step_state CHECK (state IN ('done', 'undone', 'void', 'fixed'))
) STRICT;
INSERT INTO journal_step_lighter SELECT * FROM journal_step;
DROP TABLE journal_step;
ALTER TABLE journal_step_lighter RENAME TO journal_step;
CREATE INDEX ix_journal_step_open ON journal_step (state, seq) WHERE state IN ('done', 'undone');
DROP INDEX ix_journal_row;
DROP VIEW IF EXISTS search_source;
CREATE VIEW search_source (kind, "key", title, name, body, dated_on) AS
    SELECT 'person', id, ifnull(shown_as, given || ' ' || family), given || ' ' || family || ' ' || family || given || CASE former_names WHEN '[]' THEN '' ELSE ' ' || former_names END,
           nullif(ifnull(department, '') || ' ' || ifnull(email, ''), ' '), NULL
      FROM person
    UNION ALL
    SELECT 'goal', id, title, NULL, because, due_on FROM goal
    UNION ALL
    SELECT 'vision', id, NULL, NULL, statement || ifnull(' ' || mission, ''), adopted_on FROM vision
    UNION ALL
    SELECT 'vision_item', id, name, NULL, meaning, NULL FROM vision_item
    UNION ALL
    SELECT 'recognition', r.id, NULL, (SELECT ifnull(p.shown_as, p.given || ' ' || p.family) FROM person p WHERE p.id = r.person_id),
           ifnull(r.action_text, '') || ifnull(' ' || r.impact, ''), r.given_on
      FROM recognition r
    UNION ALL
    SELECT 'visit', v.id, NULL, (SELECT ifnull(p.shown_as, p.given || ' ' || p.family) FROM person p WHERE p.id = v.person_id),
           v.evidence_text, substr(v.starts_local, 1, 10)
      FROM visit v WHERE v.evidence_text IS NOT NULL
    UNION ALL
    SELECT 'task', id, title, NULL, NULL, due_on FROM task
    UNION ALL
    SELECT 'meeting', m.id, m.title, NULL, m.minutes_text,
           (SELECT substr(b.starts_local, 1, 10) FROM time_block b WHERE b.id = m.block_id)
      FROM meeting m
    UNION ALL
    SELECT 'decision', id, NULL, NULL, "text" || ifnull(' ' || perspectives, ''), decided_on FROM decision
    UNION ALL
    SELECT 'responsibility', id, what, NULL, nullif(ifnull(call_when, '') || ifnull(' ' || script, ''), ''), NULL FROM responsibility
    UNION ALL
    SELECT 'note', id, title, NULL, note, substr(starts_local, 1, 10) FROM time_block WHERE note IS NOT NULL
    UNION ALL
    SELECT 'title', title, title, NULL, NULL, NULL FROM (SELECT title FROM time_block UNION SELECT title FROM block_series);
DROP TRIGGER IF EXISTS search_person_changed;
CREATE TRIGGER search_person_changed AFTER UPDATE OF shown_as, given, family, former_names, department, email ON person
    WHEN (OLD.shown_as, OLD.given, OLD.family, OLD.former_names, OLD.department, OLD.email) IS NOT (NEW.shown_as, NEW.given, NEW.family, NEW.former_names, NEW.department, NEW.email) BEGIN
    DELETE FROM search_entry WHERE kind = 'person' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'person' AND "key" = NEW.id;
    UPDATE search_entry SET name = ifnull(NEW.shown_as, NEW.given || ' ' || NEW.family)
     WHERE kind = 'recognition' AND "key" IN (SELECT id FROM recognition WHERE person_id = NEW.id);
    UPDATE search_entry SET name = ifnull(NEW.shown_as, NEW.given || ' ' || NEW.family)
     WHERE kind = 'visit' AND "key" IN (SELECT id FROM visit WHERE person_id = NEW.id); END;
