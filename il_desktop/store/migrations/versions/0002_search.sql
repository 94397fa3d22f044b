CREATE TABLE search_entry (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    title TEXT,
    name TEXT,
    body TEXT,
    dated_on TEXT,
    plain TEXT GENERATED ALWAYS AS (
        CASE WHEN instr(ifnull(title, '') || ifnull(name, '') || ifnull(body, ''), '''')
               OR instr(ifnull(title, '') || ifnull(name, '') || ifnull(body, ''), '’')
             THEN replace(replace(ifnull(title, '') || ' ' || ifnull(name, '') || ' ' || ifnull(body, ''), '''', ''), '’', '')
        END) VIRTUAL,
    CONSTRAINT uq_search_entry_kind_key UNIQUE (kind, "key")
) STRICT;
CREATE INDEX ix_search_time_block_title ON time_block (title, starts_local);
CREATE VIRTUAL TABLE search_index USING fts5(
    title, name, body, plain, content='search_entry', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
CREATE VIEW search_source (kind, "key", title, name, body, dated_on) AS
    SELECT 'person', id, ifnull(shown_as, given || ' ' || family), given || ' ' || family || ' ' || family || given,
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
CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_index (rowid, title, name, body, plain) VALUES (NEW.n, NEW.title, NEW.name, NEW.body, NEW.plain); END;
CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, title, name, body, plain)
    VALUES ('delete', OLD.n, OLD.title, OLD.name, OLD.body, OLD.plain); END;
CREATE TRIGGER search_entry_renamed AFTER UPDATE OF name ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, title, name, body, plain)
    VALUES ('delete', OLD.n, OLD.title, OLD.name, OLD.body, OLD.plain);
    INSERT INTO search_index (rowid, title, name, body, plain) VALUES (NEW.n, NEW.title, NEW.name, NEW.body, NEW.plain); END;
CREATE TRIGGER search_person_added AFTER INSERT ON person BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'person' AND "key" = NEW.id;
    UPDATE search_entry SET name = ifnull(NEW.shown_as, NEW.given || ' ' || NEW.family)
     WHERE kind = 'recognition' AND "key" IN (SELECT id FROM recognition WHERE person_id = NEW.id);
    UPDATE search_entry SET name = ifnull(NEW.shown_as, NEW.given || ' ' || NEW.family)
     WHERE kind = 'visit' AND "key" IN (SELECT id FROM visit WHERE person_id = NEW.id); END;
CREATE TRIGGER search_person_changed AFTER UPDATE OF shown_as, given, family, department, email ON person
    WHEN (OLD.shown_as, OLD.given, OLD.family, OLD.department, OLD.email) IS NOT (NEW.shown_as, NEW.given, NEW.family, NEW.department, NEW.email) BEGIN
    DELETE FROM search_entry WHERE kind = 'person' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'person' AND "key" = NEW.id;
    UPDATE search_entry SET name = ifnull(NEW.shown_as, NEW.given || ' ' || NEW.family)
     WHERE kind = 'recognition' AND "key" IN (SELECT id FROM recognition WHERE person_id = NEW.id);
    UPDATE search_entry SET name = ifnull(NEW.shown_as, NEW.given || ' ' || NEW.family)
     WHERE kind = 'visit' AND "key" IN (SELECT id FROM visit WHERE person_id = NEW.id); END;
CREATE TRIGGER search_person_gone AFTER DELETE ON person BEGIN
    DELETE FROM search_entry WHERE kind = 'person' AND "key" = OLD.id; END;
CREATE TRIGGER search_goal_added AFTER INSERT ON goal BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'goal' AND "key" = NEW.id; END;
CREATE TRIGGER search_goal_changed AFTER UPDATE OF title, because, due_on ON goal
    WHEN (OLD.title, OLD.because, OLD.due_on) IS NOT (NEW.title, NEW.because, NEW.due_on) BEGIN
    DELETE FROM search_entry WHERE kind = 'goal' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'goal' AND "key" = NEW.id; END;
CREATE TRIGGER search_goal_gone AFTER DELETE ON goal BEGIN
    DELETE FROM search_entry WHERE kind = 'goal' AND "key" = OLD.id; END;
CREATE TRIGGER search_vision_added AFTER INSERT ON vision BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'vision' AND "key" = NEW.id; END;
CREATE TRIGGER search_vision_changed AFTER UPDATE OF statement, mission, adopted_on ON vision
    WHEN (OLD.statement, OLD.mission, OLD.adopted_on) IS NOT (NEW.statement, NEW.mission, NEW.adopted_on) BEGIN
    DELETE FROM search_entry WHERE kind = 'vision' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'vision' AND "key" = NEW.id; END;
CREATE TRIGGER search_vision_gone AFTER DELETE ON vision BEGIN
    DELETE FROM search_entry WHERE kind = 'vision' AND "key" = OLD.id; END;
CREATE TRIGGER search_vision_item_added AFTER INSERT ON vision_item BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'vision_item' AND "key" = NEW.id; END;
CREATE TRIGGER search_vision_item_changed AFTER UPDATE OF name, meaning ON vision_item
    WHEN (OLD.name, OLD.meaning) IS NOT (NEW.name, NEW.meaning) BEGIN
    DELETE FROM search_entry WHERE kind = 'vision_item' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'vision_item' AND "key" = NEW.id; END;
CREATE TRIGGER search_vision_item_gone AFTER DELETE ON vision_item BEGIN
    DELETE FROM search_entry WHERE kind = 'vision_item' AND "key" = OLD.id; END;
CREATE TRIGGER search_recognition_added AFTER INSERT ON recognition BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'recognition' AND "key" = NEW.id; END;
CREATE TRIGGER search_recognition_changed AFTER UPDATE OF person_id, action_text, impact, given_on ON recognition
    WHEN (OLD.person_id, OLD.action_text, OLD.impact, OLD.given_on) IS NOT (NEW.person_id, NEW.action_text, NEW.impact, NEW.given_on) BEGIN
    DELETE FROM search_entry WHERE kind = 'recognition' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'recognition' AND "key" = NEW.id; END;
CREATE TRIGGER search_recognition_gone AFTER DELETE ON recognition BEGIN
    DELETE FROM search_entry WHERE kind = 'recognition' AND "key" = OLD.id; END;
CREATE TRIGGER search_visit_added AFTER INSERT ON visit WHEN NEW.evidence_text IS NOT NULL BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'visit' AND "key" = NEW.id; END;
CREATE TRIGGER search_visit_changed AFTER UPDATE OF person_id, evidence_text, starts_local ON visit
    WHEN (OLD.person_id, OLD.evidence_text, OLD.starts_local) IS NOT (NEW.person_id, NEW.evidence_text, NEW.starts_local) BEGIN
    DELETE FROM search_entry WHERE kind = 'visit' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'visit' AND "key" = NEW.id; END;
CREATE TRIGGER search_visit_gone AFTER DELETE ON visit BEGIN
    DELETE FROM search_entry WHERE kind = 'visit' AND "key" = OLD.id; END;
CREATE TRIGGER search_task_added AFTER INSERT ON task BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'task' AND "key" = NEW.id; END;
CREATE TRIGGER search_task_changed AFTER UPDATE OF title, due_on ON task
    WHEN (OLD.title, OLD.due_on) IS NOT (NEW.title, NEW.due_on) BEGIN
    DELETE FROM search_entry WHERE kind = 'task' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'task' AND "key" = NEW.id; END;
CREATE TRIGGER search_task_gone AFTER DELETE ON task BEGIN
    DELETE FROM search_entry WHERE kind = 'task' AND "key" = OLD.id; END;
CREATE TRIGGER search_meeting_added AFTER INSERT ON meeting BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'meeting' AND "key" = NEW.id; END;
CREATE TRIGGER search_meeting_changed AFTER UPDATE OF title, minutes_text, block_id ON meeting
    WHEN (OLD.title, OLD.minutes_text, OLD.block_id) IS NOT (NEW.title, NEW.minutes_text, NEW.block_id) BEGIN
    DELETE FROM search_entry WHERE kind = 'meeting' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'meeting' AND "key" = NEW.id; END;
CREATE TRIGGER search_meeting_gone AFTER DELETE ON meeting BEGIN
    DELETE FROM search_entry WHERE kind = 'meeting' AND "key" = OLD.id; END;
CREATE TRIGGER search_decision_added AFTER INSERT ON decision BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'decision' AND "key" = NEW.id; END;
CREATE TRIGGER search_decision_changed AFTER UPDATE OF "text", perspectives, decided_on ON decision
    WHEN (OLD."text", OLD.perspectives, OLD.decided_on) IS NOT (NEW."text", NEW.perspectives, NEW.decided_on) BEGIN
    DELETE FROM search_entry WHERE kind = 'decision' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'decision' AND "key" = NEW.id; END;
CREATE TRIGGER search_decision_gone AFTER DELETE ON decision BEGIN
    DELETE FROM search_entry WHERE kind = 'decision' AND "key" = OLD.id; END;
CREATE TRIGGER search_responsibility_added AFTER INSERT ON responsibility BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'responsibility' AND "key" = NEW.id; END;
CREATE TRIGGER search_responsibility_changed AFTER UPDATE OF what, call_when, script ON responsibility
    WHEN (OLD.what, OLD.call_when, OLD.script) IS NOT (NEW.what, NEW.call_when, NEW.script) BEGIN
    DELETE FROM search_entry WHERE kind = 'responsibility' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'responsibility' AND "key" = NEW.id; END;
CREATE TRIGGER search_responsibility_gone AFTER DELETE ON responsibility BEGIN
    DELETE FROM search_entry WHERE kind = 'responsibility' AND "key" = OLD.id; END;
CREATE TRIGGER search_time_block_added AFTER INSERT ON time_block BEGIN
    INSERT INTO search_entry (kind, "key", title) SELECT 'title', NEW.title, NEW.title
     WHERE NOT EXISTS (SELECT 1 FROM search_entry WHERE kind = 'title' AND "key" = NEW.title); END;
CREATE TRIGGER search_time_block_changed AFTER UPDATE OF title ON time_block
    WHEN OLD.title IS NOT NEW.title BEGIN
    DELETE FROM search_entry WHERE kind = 'title' AND "key" = OLD.title
       AND NOT EXISTS (SELECT 1 FROM time_block WHERE title = OLD.title)
       AND NOT EXISTS (SELECT 1 FROM block_series WHERE title = OLD.title);
    INSERT INTO search_entry (kind, "key", title) SELECT 'title', NEW.title, NEW.title
     WHERE NOT EXISTS (SELECT 1 FROM search_entry WHERE kind = 'title' AND "key" = NEW.title); END;
CREATE TRIGGER search_time_block_gone AFTER DELETE ON time_block BEGIN
    DELETE FROM search_entry WHERE kind = 'title' AND "key" = OLD.title
       AND NOT EXISTS (SELECT 1 FROM time_block WHERE title = OLD.title)
       AND NOT EXISTS (SELECT 1 FROM block_series WHERE title = OLD.title); END;
CREATE TRIGGER search_block_series_added AFTER INSERT ON block_series BEGIN
    INSERT INTO search_entry (kind, "key", title) SELECT 'title', NEW.title, NEW.title
     WHERE NOT EXISTS (SELECT 1 FROM search_entry WHERE kind = 'title' AND "key" = NEW.title); END;
CREATE TRIGGER search_block_series_changed AFTER UPDATE OF title ON block_series
    WHEN OLD.title IS NOT NEW.title BEGIN
    DELETE FROM search_entry WHERE kind = 'title' AND "key" = OLD.title
       AND NOT EXISTS (SELECT 1 FROM time_block WHERE title = OLD.title)
       AND NOT EXISTS (SELECT 1 FROM block_series WHERE title = OLD.title);
    INSERT INTO search_entry (kind, "key", title) SELECT 'title', NEW.title, NEW.title
     WHERE NOT EXISTS (SELECT 1 FROM search_entry WHERE kind = 'title' AND "key" = NEW.title); END;
CREATE TRIGGER search_block_series_gone AFTER DELETE ON block_series BEGIN
    DELETE FROM search_entry WHERE kind = 'title' AND "key" = OLD.title
       AND NOT EXISTS (SELECT 1 FROM time_block WHERE title = OLD.title)
       AND NOT EXISTS (SELECT 1 FROM block_series WHERE title = OLD.title); END;
CREATE TRIGGER search_note_added AFTER INSERT ON time_block
    WHEN NEW.note IS NOT NULL BEGIN
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'note' AND "key" = NEW.id; END;
CREATE TRIGGER search_note_changed AFTER UPDATE OF title, note, starts_local ON time_block
    WHEN ifnull(OLD.note, NEW.note) IS NOT NULL
     AND (OLD.title, OLD.note, OLD.starts_local) IS NOT (NEW.title, NEW.note, NEW.starts_local) BEGIN
    DELETE FROM search_entry WHERE kind = 'note' AND "key" = OLD.id;
    INSERT INTO search_entry (kind, "key", title, name, body, dated_on)
    SELECT kind, "key", title, name, body, dated_on FROM search_source WHERE kind = 'note' AND "key" = NEW.id; END;
CREATE TRIGGER search_note_gone AFTER DELETE ON time_block WHEN OLD.note IS NOT NULL BEGIN
    DELETE FROM search_entry WHERE kind = 'note' AND "key" = OLD.id; END;
CREATE TRIGGER search_meeting_placed AFTER INSERT ON time_block BEGIN
    UPDATE search_entry SET dated_on = substr(NEW.starts_local, 1, 10)
     WHERE kind = 'meeting' AND "key" IN (SELECT id FROM meeting WHERE block_id = NEW.id); END;
CREATE TRIGGER search_meeting_moved AFTER UPDATE OF starts_local ON time_block
    WHEN OLD.starts_local IS NOT NEW.starts_local BEGIN
    UPDATE search_entry SET dated_on = substr(NEW.starts_local, 1, 10)
     WHERE kind = 'meeting' AND "key" IN (SELECT id FROM meeting WHERE block_id = NEW.id); END;
