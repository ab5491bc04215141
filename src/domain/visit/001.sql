-- Visits and contact: who was with whom, where, for how long, and whether she was reached; how it went stands apart, sealed, in the writer's zone.
-- (R-220, R-235, R-248, R-250, R-252) There are millions of rows: a visit is never changed, and what is wrong is put right by a new row that points at it.
-- enum visit_arena: home outdoors shop cafe car meeting_place office phone message other
-- enum visit_outcome: met few_words not_now no_answer
-- enum visit_went: good as_usual hard worried
-- enum visit_strain: light some heavy
-- enum visit_why: talk company meals shopping cleaning laundry errand walk appointment economy medicine home other
-- enum day_form: good usual heavy not_today
-- enum visit_next: none later tomorrow two_days three_days week two_weeks other

-- One visit, or one attempt. The spine may show it: that there was one, when and with whom (as of an appointment), and where by kind of place only.
-- `strain` is the worker's own: how heavy it was for her. `sending` is the form's own number: the same form sent twice is one visit. `corrects` is the
-- row that this one stands instead of; `struck`: it was written by mistake, and there is nothing instead.
-- append only
CREATE TABLE visit (
  id           @id,
  case_id      @ref(person_case),
  unit_id      @ref(unit),
  staff_id     @ref(staff),
  second_staff @ref?(staff),
  booking_id   @ref?(booking),
  on_date      @date,
  from_minute  @int,
  minutes      @int,
  arena        @enum(visit_arena),
  outcome      @enum(visit_outcome),
  strain       @enum?(visit_strain),
  sending      @text?,
  corrects     @ref?(visit),
  struck       @bool,
  at           @instant,
  by_staff     @ref(staff),
  CONSTRAINT visit_in_the_day CHECK (from_minute BETWEEN 0 AND 1439 AND minutes BETWEEN 0 AND 1440),
  CONSTRAINT visit_two_are_two CHECK (second_staff IS NULL OR second_staff <> staff_id),
  CONSTRAINT visit_struck_is_correction CHECK (struck = 0 OR corrects IS NOT NULL)
) @strict;
CREATE INDEX visit_case ON visit (case_id, on_date, from_minute, id);
CREATE INDEX visit_unit ON visit (unit_id, on_date, from_minute, id);
CREATE INDEX visit_staff ON visit (staff_id, on_date);
CREATE INDEX visit_second ON visit (second_staff, on_date) WHERE second_staff IS NOT NULL;
CREATE UNIQUE INDEX visit_of_booking ON visit (booking_id) WHERE booking_id IS NOT NULL AND corrects IS NULL;
CREATE UNIQUE INDEX visit_sent_once ON visit (sending) WHERE sending IS NOT NULL;
CREATE UNIQUE INDEX visit_corrected_once ON visit (corrects) WHERE corrects IS NOT NULL;

-- Visits as they stand today: neither put right by a later row nor struck.
CREATE VIEW case_visit AS
  SELECT v.id, v.case_id, v.unit_id, v.staff_id, v.second_staff, v.booking_id, v.on_date, v.from_minute, v.minutes, v.arena, v.outcome, v.strain, v.corrects, v.at, v.by_staff
    FROM visit v
   WHERE v.struck = 0 AND NOT EXISTS (SELECT 1 FROM visit c WHERE c.corrects = v.id);

-- What is put right is of the same case and the same unit, and was not put right before (the index). (I-14)
-- only sqlite
CREATE TRIGGER visit_corrects_its_own BEFORE INSERT ON visit
WHEN NEW.corrects IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visit o WHERE o.id = NEW.corrects AND o.case_id = NEW.case_id AND o.unit_id = NEW.unit_id AND o.struck = 0) BEGIN
  SELECT RAISE(ABORT, 'visit_corrects_its_own');
END;
-- only postgresql
CREATE FUNCTION visit_corrects_its_own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.corrects IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visit o WHERE o.id = NEW.corrects AND o.case_id = NEW.case_id AND o.unit_id = NEW.unit_id AND o.struck = 0)
  THEN RAISE EXCEPTION 'visit_corrects_its_own'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER visit_corrects_its_own BEFORE INSERT ON visit FOR EACH ROW EXECUTE FUNCTION visit_corrects_its_own();

-- How it went and what was said, in the writer's own zone; one of the two at least. Append-only. (PJL-2, I-05)
-- sensitive :zone
-- append only
CREATE TABLE visit_note (
  id        @id,
  visit_id  @ref(visit),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  on_date   @date,
  went      @enum?(visit_went),
  words     @sealed?,
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT visit_note_says_something CHECK (went IS NOT NULL OR words IS NOT NULL),
  CONSTRAINT visit_note_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX visit_note_case ON visit_note (case_id, zone, on_date, id);

-- The form of the day, so that who comes next knows how to come. The newest of a day counts. (R-252)
-- sensitive :zone
-- append only
CREATE TABLE visit_day (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  on_date   @date,
  form      @enum(day_form),
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT visit_day_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX visit_day_case ON visit_day (case_id, zone, on_date, id);

-- Why somebody comes, in words she would use herself; for her own calendar. (R-233)
-- append only
CREATE TABLE booking_why (
  booking_id @ref(booking),
  why        @enum(visit_why),
  PRIMARY KEY (booking_id)
) @strict;
CREATE VIEW booking_reason AS SELECT booking_id, why FROM booking_why;

-- A visit that was booked because she had moved in: of the pace of the first weeks in a home. What becomes of it stands on the appointment. (R-237)
-- append only
CREATE TABLE first_visit (
  booking_id @ref(booking),
  case_id    @ref(person_case),
  moved_in   @date,
  PRIMARY KEY (booking_id)
) @strict;
CREATE INDEX first_visit_case ON first_visit (case_id, moved_in);

-- Who must not be lost: every open case with follow-up, when she was last reached, and when somebody last tried. Kept by triggers, also while she wants no
-- help or rests from it: only closing the case ends it. Can be made anew from visit and service. (R-221, R-248)
CREATE TABLE visit_watch (
  case_id  @ref(person_case),
  open     @bool,
  since    @date,
  seen_on  @date?,
  tried_on @date?,
  last_on  @date,
  PRIMARY KEY (case_id)
) @strict;
CREATE INDEX visit_watch_last ON visit_watch (last_on) WHERE open = 1;
CREATE VIEW case_watch AS SELECT case_id, open, since, seen_on, tried_on, last_on FROM visit_watch;

-- `last_on` is the day she was last reached, or the first day of the watch. A visit is also a sign of life in the case. (R-030)
-- only sqlite
CREATE TRIGGER visit_seen AFTER INSERT ON visit BEGIN
  INSERT INTO visit_watch (case_id, open, since, seen_on, tried_on, last_on)
  SELECT NEW.case_id, CASE WHEN c.state = 'closed' THEN 0 ELSE 1 END, NEW.on_date, CASE WHEN NEW.outcome <> 'no_answer' AND NEW.struck = 0 THEN NEW.on_date END, CASE WHEN NEW.struck = 0 THEN NEW.on_date END, NEW.on_date
    FROM person_case c WHERE c.id = NEW.case_id
  ON CONFLICT (case_id) DO UPDATE
    SET seen_on = CASE WHEN excluded.seen_on > COALESCE(seen_on, '') THEN excluded.seen_on ELSE seen_on END,
        tried_on = CASE WHEN excluded.tried_on > COALESCE(tried_on, '') THEN excluded.tried_on ELSE tried_on END;
  UPDATE visit_watch
     SET seen_on = (SELECT v.on_date FROM visit v WHERE v.case_id = NEW.case_id AND v.struck = 0 AND v.outcome <> 'no_answer' AND NOT EXISTS (SELECT 1 FROM visit c WHERE c.corrects = v.id) ORDER BY v.on_date DESC LIMIT 1)
   WHERE case_id = NEW.case_id AND NEW.corrects IS NOT NULL;
  UPDATE visit_watch SET last_on = CASE WHEN seen_on IS NULL OR seen_on < since THEN since ELSE seen_on END WHERE case_id = NEW.case_id;
  INSERT INTO case_pulse (case_id, last_at, handovers, shoves, idle_weeks, score, counted_on) VALUES (NEW.case_id, NEW.at, 0, 0, 0, 0, '1970-01-01')
  ON CONFLICT (case_id) DO UPDATE SET last_at = CASE WHEN last_at < excluded.last_at THEN excluded.last_at ELSE last_at END;
  UPDATE task SET done_at = NEW.at, done_by = NEW.by_staff WHERE case_id = NEW.case_id AND kind IN ('case_silent', 'help_on') AND done_at IS NULL AND made_at <= NEW.at;
END;
-- only postgresql
CREATE FUNCTION visit_seen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO visit_watch AS w (case_id, open, since, seen_on, tried_on, last_on)
  SELECT NEW.case_id, CASE WHEN c.state = 'closed' THEN 0 ELSE 1 END, NEW.on_date, CASE WHEN NEW.outcome <> 'no_answer' AND NEW.struck = 0 THEN NEW.on_date END, CASE WHEN NEW.struck = 0 THEN NEW.on_date END, NEW.on_date
    FROM person_case c WHERE c.id = NEW.case_id
  ON CONFLICT (case_id) DO UPDATE
    SET seen_on = CASE WHEN excluded.seen_on > COALESCE(w.seen_on, '') THEN excluded.seen_on ELSE w.seen_on END,
        tried_on = CASE WHEN excluded.tried_on > COALESCE(w.tried_on, '') THEN excluded.tried_on ELSE w.tried_on END;
  IF NEW.corrects IS NOT NULL THEN
    UPDATE visit_watch
       SET seen_on = (SELECT v.on_date FROM visit v WHERE v.case_id = NEW.case_id AND v.struck = 0 AND v.outcome <> 'no_answer' AND NOT EXISTS (SELECT 1 FROM visit c WHERE c.corrects = v.id) ORDER BY v.on_date DESC LIMIT 1)
     WHERE case_id = NEW.case_id;
  END IF;
  UPDATE visit_watch SET last_on = CASE WHEN seen_on IS NULL OR seen_on < since THEN since ELSE seen_on END WHERE case_id = NEW.case_id;
  INSERT INTO case_pulse (case_id, last_at, handovers, shoves, idle_weeks, score, counted_on) VALUES (NEW.case_id, NEW.at, 0, 0, 0, 0, '1970-01-01')
  ON CONFLICT (case_id) DO UPDATE SET last_at = CASE WHEN case_pulse.last_at < excluded.last_at THEN excluded.last_at ELSE case_pulse.last_at END;
  UPDATE task SET done_at = NEW.at, done_by = NEW.by_staff WHERE case_id = NEW.case_id AND kind IN ('case_silent', 'help_on') AND done_at IS NULL AND made_at <= NEW.at;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER visit_seen AFTER INSERT ON visit FOR EACH ROW EXECUTE FUNCTION visit_seen();

-- Help that begins is watched from its first day; a case that is closed is not, and is again when it opens.
-- only sqlite
CREATE TRIGGER visit_service_begins AFTER INSERT ON service WHEN NEW.kind <> 'economic_advice' BEGIN
  INSERT INTO visit_watch (case_id, open, since, last_on)
  SELECT NEW.case_id, CASE WHEN c.state = 'closed' THEN 0 ELSE 1 END, NEW.started_on, NEW.started_on FROM person_case c WHERE c.id = NEW.case_id
  ON CONFLICT (case_id) DO NOTHING;
END;
-- only sqlite
CREATE TRIGGER visit_case_state AFTER UPDATE OF state ON person_case WHEN (NEW.state = 'closed') <> (OLD.state = 'closed') BEGIN
  UPDATE visit_watch SET open = CASE WHEN NEW.state = 'closed' THEN 0 ELSE 1 END WHERE case_id = NEW.id;
END;
-- only postgresql
CREATE FUNCTION visit_service_begins() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO visit_watch (case_id, open, since, last_on)
  SELECT NEW.case_id, CASE WHEN c.state = 'closed' THEN 0 ELSE 1 END, NEW.started_on, NEW.started_on FROM person_case c WHERE c.id = NEW.case_id
  ON CONFLICT (case_id) DO NOTHING;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER visit_service_begins AFTER INSERT ON service FOR EACH ROW WHEN (NEW.kind <> 'economic_advice') EXECUTE FUNCTION visit_service_begins();
-- only postgresql
CREATE FUNCTION visit_case_state() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE visit_watch SET open = CASE WHEN NEW.state = 'closed' THEN 0 ELSE 1 END WHERE case_id = NEW.id;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER visit_case_state AFTER UPDATE OF state ON person_case FOR EACH ROW WHEN ((NEW.state = 'closed') <> (OLD.state = 'closed')) EXECUTE FUNCTION visit_case_state();

-- The leader's task ends when there is a contact and a deputy. (R-248)
-- only sqlite
CREATE TRIGGER visit_contacts_filled AFTER INSERT ON case_role
WHEN NEW.kind IN ('primary_contact', 'deputy_contact')
 AND EXISTS (SELECT 1 FROM case_role r WHERE r.case_id = NEW.case_id AND r.kind = 'deputy_contact' AND r.until_at IS NULL)
 AND (EXISTS (SELECT 1 FROM case_role r WHERE r.case_id = NEW.case_id AND r.kind = 'primary_contact' AND r.until_at IS NULL)
      OR EXISTS (SELECT 1 FROM coordinator o WHERE o.case_id = NEW.case_id AND o.until_date IS NULL)) BEGIN
  UPDATE task SET done_at = NEW.from_at, done_by = NEW.set_by WHERE case_id = NEW.case_id AND kind = 'fill_contacts' AND done_at IS NULL;
END;
-- only postgresql
CREATE FUNCTION visit_contacts_filled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.kind IN ('primary_contact', 'deputy_contact')
     AND EXISTS (SELECT 1 FROM case_role r WHERE r.case_id = NEW.case_id AND r.kind = 'deputy_contact' AND r.until_at IS NULL)
     AND (EXISTS (SELECT 1 FROM case_role r WHERE r.case_id = NEW.case_id AND r.kind = 'primary_contact' AND r.until_at IS NULL)
          OR EXISTS (SELECT 1 FROM coordinator o WHERE o.case_id = NEW.case_id AND o.until_date IS NULL)) THEN
    UPDATE task SET done_at = NEW.from_at, done_by = NEW.set_by WHERE case_id = NEW.case_id AND kind = 'fill_contacts' AND done_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER visit_contacts_filled AFTER INSERT ON case_role FOR EACH ROW EXECUTE FUNCTION visit_contacts_filled();

-- A worker's own frame: minutes a week with people, and until when she is new in the work and should not stand alone where most is needed. The newest row
-- of a worker counts. (R-219, R-238, K10)
-- append only
CREATE TABLE worker_frame (
  id           @id,
  staff_id     @ref(staff),
  minutes_week @int?,
  new_until    @date?,
  set_at       @instant,
  set_by       @ref(staff),
  CONSTRAINT worker_frame_week CHECK (minutes_week BETWEEN 0 AND 3000)
) @strict;
CREATE INDEX worker_frame_staff ON worker_frame (staff_id, id);
CREATE VIEW worker_frame_now AS SELECT f.staff_id, f.minutes_week, f.new_until FROM worker_frame f WHERE f.id = (SELECT max(n.id) FROM worker_frame n WHERE n.staff_id = f.staff_id);
