-- Whether she takes the help, and that nobody gives up when she does not. Nothing here touches a home, a lease, an application or the case itself: no
-- table of theirs is written, and there is no state in which the case is over. (MODEL 3.12, R-222–R-226, R-249, R-251, R-272, I-10)
-- enum engagement_state: not_started building active paused declined declined_partly watch
-- enum no_told: face_to_face by_phone in_message through_other
-- enum caretaker_did: greeted talked small_repair helped_out not_home wants_contact
-- enum meanwhile_kind: caretaker meeting_place peer open_door practical own_people other_way
-- enum life_event_kind: lost_someone rent_stopped moved lost_work parted notice_to_leave other_event
-- enum rethink_kind: other_worker other_place other_pace other_help her_proposal goes_on

-- Where one case stands, and who she knew: the same contact is there when she comes back. (K15)
CREATE TABLE engagement (
  id         @id,
  case_id    @ref(person_case),
  state      @enum(engagement_state),
  since      @date,
  contact_id @ref?(staff),
  rethink_on @date?,
  changed_at @instant,
  changed_by @ref(staff),
  version    @int,
  UNIQUE (case_id)
) @strict;
CREATE VIEW case_engagement AS SELECT case_id, state, since, rethink_on FROM engagement;

-- Every step, written by the trigger below: it cannot be left out, and is never changed. (I-14)
-- append only
CREATE TABLE engagement_step (
  engagement_id @ref(engagement),
  seq        @int,
  from_state @enum(engagement_state),
  to_state   @enum(engagement_state),
  on_date    @date,
  at         @instant,
  by_staff   @ref(staff),
  PRIMARY KEY (engagement_id, seq)
) @strict;

CREATE VIEW engagement_stand AS
  SELECT e.case_id, e.state, (SELECT s.to_state FROM engagement_step s WHERE s.engagement_id = e.id ORDER BY s.seq DESC LIMIT 1) AS stepped FROM engagement e;

-- What she has said no to, from when, until she says yes. Without a service: all follow-up. Any part, at any time. (R-251)
-- never deleted
-- frozen once ended_on
CREATE TABLE help_no (
  id         @id,
  case_id    @ref(person_case),
  service_id @ref?(service),
  told       @enum?(no_told),
  since      @date,
  at         @instant,
  by_staff   @ref(staff),
  ended_on   @date?,
  CONSTRAINT help_no_forward CHECK (ended_on IS NULL OR ended_on >= since)
) @strict;
CREATE UNIQUE INDEX help_no_all ON help_no (case_id) WHERE ended_on IS NULL AND service_id IS NULL;
CREATE UNIQUE INDEX help_no_one ON help_no (service_id) WHERE ended_on IS NULL AND service_id IS NOT NULL;
CREATE INDEX help_no_case ON help_no (case_id, id);

-- What she said, in the zone of the unit that wrote it down.
-- sensitive :zone
-- append only
CREATE TABLE engagement_words (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT engagement_words_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX engagement_words_case ON engagement_words (case_id, zone, id);

-- A caretaker who keeps in touch and asks nothing of her. He is in the property unit or in one that follows up, and sees no case. (R-222, R-223)
-- `knows`: she has been asked and it is fine with her.
-- unit unit_id follows WHERE ended_on IS NULL
-- never deleted
-- frozen once ended_on
CREATE TABLE caretaker_contact (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  unit_id   @ref(unit),
  staff_id  @ref?(staff),
  knows     @bool,
  from_on   @date,
  next_on   @date,
  ended_on  @date?,
  asked_at  @instant,
  asked_by  @ref(staff),
  CONSTRAINT caretaker_forward CHECK (next_on >= from_on AND (ended_on IS NULL OR ended_on >= from_on))
) @strict;
CREATE UNIQUE INDEX caretaker_contact_one ON caretaker_contact (case_id) WHERE ended_on IS NULL;
CREATE INDEX caretaker_contact_unit ON caretaker_contact (unit_id, next_on) WHERE ended_on IS NULL;
CREATE INDEX caretaker_contact_staff ON caretaker_contact (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX caretaker_contact_case ON caretaker_contact (case_id, id);

-- His log. There is no column for text: nothing about health can be written here, by anyone. (R-223, I-06)
-- append only
CREATE TABLE caretaker_note (
  id         @id,
  contact_id @ref(caretaker_contact),
  did        @enum(caretaker_did),
  on_date    @date,
  at         @instant,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX caretaker_note_contact ON caretaker_note (contact_id, id);

-- What is done together while she says no. (K13)
-- never deleted
CREATE TABLE meanwhile (
  id       @id,
  case_id  @ref(person_case),
  kind     @enum(meanwhile_kind),
  from_on  @date,
  ended_on @date?,
  by_staff @ref(staff)
) @strict;
CREATE UNIQUE INDEX meanwhile_one ON meanwhile (case_id, kind) WHERE ended_on IS NULL;
CREATE INDEX meanwhile_case ON meanwhile (case_id, id);

-- An approach was thought through again: what is tried now, and when it is looked at. (R-226)
-- append only
CREATE TABLE rethink (
  id       @id,
  case_id  @ref(person_case),
  kind     @enum(rethink_kind),
  on_date  @date,
  next_on  @date,
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX rethink_case ON rethink (case_id, id);

-- What a unit helps with, what it does not, and who does that instead: written for her to read. A change is a new row. (R-249)
-- sensitive :zone
-- unit unit_id keeps
-- append only
CREATE TABLE help_limit (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  unit_id   @ref(unit),
  gives     @sealed,
  gives_not @sealed,
  instead   @sealed?,
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT help_limit_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX help_limit_case ON help_limit (case_id, zone, id);

-- When she was shown it, and how.
-- append only
CREATE TABLE help_limit_shown (
  id       @id,
  limit_id @ref(help_limit),
  case_id  @ref(person_case),
  told     @enum(no_told),
  shown_on @date,
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX help_limit_shown_case ON help_limit_shown (case_id, limit_id);
CREATE INDEX help_limit_shown_limit ON help_limit_shown (limit_id);

-- Something happened in her life, maybe years after: somebody gets in touch, and it is known who did. (R-272)
-- never deleted
-- frozen once met_on
CREATE TABLE life_event (
  id       @id,
  case_id  @ref(person_case),
  kind     @enum(life_event_kind),
  on_date  @date,
  touch_by @date,
  met_on   @date?,
  at       @instant,
  by_staff @ref?(staff),
  met_by   @ref?(staff),
  CONSTRAINT life_event_met_by_someone CHECK ((met_on IS NULL) = (met_by IS NULL))
) @strict;
CREATE INDEX life_event_case ON life_event (case_id, id);

-- A talk between equals: that it was, and on which day. No person, no case, and no column for what was said. (A16, R-329)
-- unit unit_id keeps
-- append only
CREATE TABLE peer_talk (
  id       @id,
  unit_id  @ref(unit),
  staff_id @ref(staff),
  on_date  @date,
  at       @instant
) @strict;
CREATE INDEX peer_talk_staff ON peer_talk (staff_id, on_date);
CREATE INDEX peer_talk_unit ON peer_talk (unit_id, on_date);

-- The states and nothing else (MODEL 3.12). She may say no from wherever she is, and yes too: that is what the last three lines are for. (R-251)
-- only sqlite
CREATE TRIGGER engagement_begins BEFORE INSERT ON engagement WHEN NEW.state <> 'not_started' BEGIN SELECT RAISE(ABORT, 'engagement_begins'); END;
-- only sqlite
CREATE TRIGGER engagement_steps BEFORE UPDATE ON engagement
WHEN NEW.case_id <> OLD.case_id OR (NEW.state <> OLD.state
 AND NOT ((OLD.state = 'not_started' AND NEW.state = 'building') OR (OLD.state = 'building' AND NEW.state = 'active')
          OR (OLD.state = 'active' AND NEW.state = 'paused') OR (OLD.state = 'paused' AND NEW.state = 'active')
          OR (OLD.state = 'declined' AND NEW.state IN ('watch', 'building')) OR (OLD.state = 'watch' AND NEW.state = 'building')
          OR (OLD.state IN ('not_started', 'building', 'active', 'paused') AND NEW.state IN ('declined', 'declined_partly'))
          OR (OLD.state = 'declined_partly' AND NEW.state IN ('active', 'declined'))))
  OR (NEW.state = 'watch' AND OLD.state <> 'watch' AND NOT EXISTS (SELECT 1 FROM meanwhile m WHERE m.case_id = NEW.case_id AND m.ended_on IS NULL)) BEGIN
  SELECT RAISE(ABORT, 'engagement_step');
END;
-- only sqlite
CREATE TRIGGER engagement_history AFTER UPDATE OF state ON engagement WHEN NEW.state <> OLD.state BEGIN
  INSERT INTO engagement_step (engagement_id, seq, from_state, to_state, on_date, at, by_staff)
  SELECT NEW.id, COALESCE(max(s.seq), 0) + 1, OLD.state, NEW.state, NEW.since, NEW.changed_at, NEW.changed_by FROM engagement_step s WHERE s.engagement_id = NEW.id;
END;
-- only postgresql
CREATE FUNCTION engagement_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'not_started' THEN RAISE EXCEPTION 'engagement_begins'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.case_id <> OLD.case_id OR (NEW.state <> OLD.state
     AND NOT ((OLD.state = 'not_started' AND NEW.state = 'building') OR (OLD.state = 'building' AND NEW.state = 'active')
              OR (OLD.state = 'active' AND NEW.state = 'paused') OR (OLD.state = 'paused' AND NEW.state = 'active')
              OR (OLD.state = 'declined' AND NEW.state IN ('watch', 'building')) OR (OLD.state = 'watch' AND NEW.state = 'building')
              OR (OLD.state IN ('not_started', 'building', 'active', 'paused') AND NEW.state IN ('declined', 'declined_partly'))
              OR (OLD.state = 'declined_partly' AND NEW.state IN ('active', 'declined'))))
     OR (NEW.state = 'watch' AND OLD.state <> 'watch' AND NOT EXISTS (SELECT 1 FROM meanwhile m WHERE m.case_id = NEW.case_id AND m.ended_on IS NULL))
  THEN RAISE EXCEPTION 'engagement_step'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER engagement_steps BEFORE INSERT OR UPDATE ON engagement FOR EACH ROW EXECUTE FUNCTION engagement_step();
-- only postgresql
CREATE FUNCTION engagement_history() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state <> OLD.state THEN
    INSERT INTO engagement_step (engagement_id, seq, from_state, to_state, on_date, at, by_staff)
    SELECT NEW.id, COALESCE(max(s.seq), 0) + 1, OLD.state, NEW.state, NEW.since, NEW.changed_at, NEW.changed_by FROM engagement_step s WHERE s.engagement_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER engagement_history AFTER UPDATE ON engagement FOR EACH ROW EXECUTE FUNCTION engagement_history();
