-- The group around one person (ansvarsgruppe): who is in it because she wants it, how each was asked and answered, and what each meeting came to.
-- The meetings, who sits there and what is said are the engine's (domain/meeting); what is to be done is the plan's (plan_action).
-- (R-204, R-206, R-288, R-300, MODEL 3.9)
-- enum group_end: goals_reached she_wishes another_way
-- enum group_member_kind: doctor specialist next_of_kin work_or_school correctional volunteer other
-- enum group_way: letter message phone face_to_face
-- enum group_step: invited received comes sends_word comes_not was_there told
-- enum group_hindrance: waits_for_others no_time wish_changed did_not_fit hard_time other
-- enum group_given: read_together on_paper sent

-- One group, from its first meeting until it has done what it was for. `due_on` is the last day for the next meeting: twelve weeks after the one before.
-- One at a time for a case.
-- never deleted
CREATE TABLE responsibility_group (
  id         @id,
  case_id    @ref(person_case),
  person_id  @ref(person),
  started_at @instant,
  started_by @ref(staff),
  due_on     @date,
  ended_at   @instant?,
  ended_by   @ref?(staff),
  how        @enum?(group_end),
  CONSTRAINT group_end_whole CHECK ((ended_at IS NULL) = (how IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL))
) @strict;
CREATE UNIQUE INDEX responsibility_group_one ON responsibility_group (case_id) WHERE ended_at IS NULL;
CREATE INDEX responsibility_group_case ON responsibility_group (case_id, id);
CREATE VIEW case_group AS SELECT id, case_id, started_at, due_on, ended_at FROM responsibility_group;
-- only sqlite
CREATE TRIGGER responsibility_group_fixed BEFORE UPDATE ON responsibility_group WHEN OLD.ended_at IS NOT NULL OR NEW.case_id <> OLD.case_id BEGIN
  SELECT RAISE(ABORT, 'group_ended_once');
END;
-- only postgresql
CREATE FUNCTION group_ended_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.case_id <> OLD.case_id THEN RAISE EXCEPTION 'group_ended_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER responsibility_group_fixed BEFORE UPDATE ON responsibility_group FOR EACH ROW EXECUTE FUNCTION group_ended_once();

-- Somebody outside the units of the case whom she wants there: her doctor, one who is close to her. Nobody is written here before she has said yes, and the
-- day she did stands beside the name. It gives no access to anything. (R-288, R-300, I-04)
-- never deleted
CREATE TABLE group_member (
  id        @id,
  group_id  @ref(responsibility_group),
  case_id   @ref(person_case),
  person_id @ref(person),
  kind      @enum(group_member_kind),
  name      @sealed,
  address   @sealed?,
  agreed_on @date,
  added_at  @instant,
  added_by  @ref(staff),
  left_on   @date?
) @strict;
CREATE INDEX group_member_group ON group_member (group_id, id);

-- What one meeting of the group came to. `n_done`: how many of the plan's actions were done since the meeting before; none is said out loud, with what
-- stood in the way, and the leader looks at it. (R-204)
-- never deleted
CREATE TABLE group_meeting (
  id          @id,
  meeting_id  @ref(meeting) UNIQUE,
  group_id    @ref(responsibility_group),
  case_id     @ref(person_case),
  item_id     @ref(agenda_item) UNIQUE,
  earlier_id  @ref?(group_meeting),
  closed_at   @instant?,
  n_done      @int?,
  no_progress @bool,
  hindrance   @enum?(group_hindrance),
  next_on     @date?,
  ends        @bool,
  given_on    @date?,
  given       @enum?(group_given),
  looked_at   @instant?,
  looked_by   @ref?(staff),
  CONSTRAINT group_meeting_closed_whole CHECK ((closed_at IS NULL) = (n_done IS NULL) AND (closed_at IS NULL OR (ends = 1) <> (next_on IS NOT NULL))),
  CONSTRAINT group_meeting_progress CHECK ((no_progress = 1) = (closed_at IS NOT NULL AND earlier_id IS NOT NULL AND n_done = 0)),
  CONSTRAINT group_meeting_hindrance CHECK ((no_progress = 1) = (hindrance IS NOT NULL)),
  CONSTRAINT group_meeting_given_whole CHECK ((given_on IS NULL) = (given IS NULL) AND (given_on IS NULL OR closed_at IS NOT NULL)),
  CONSTRAINT group_meeting_looked_whole CHECK ((looked_at IS NULL) = (looked_by IS NULL) AND (looked_at IS NULL OR no_progress = 1))
) @strict;
CREATE INDEX group_meeting_group ON group_meeting (group_id, id);
CREATE INDEX group_meeting_case ON group_meeting (case_id, closed_at);
CREATE INDEX group_meeting_stood_still ON group_meeting (closed_at) WHERE no_progress = 1;
CREATE UNIQUE INDEX group_meeting_follows_once ON group_meeting (earlier_id) WHERE earlier_id IS NOT NULL;
CREATE VIEW group_meeting_line AS SELECT id, meeting_id, group_id, case_id, item_id, earlier_id, closed_at, n_done, no_progress, next_on, ends, looked_at FROM group_meeting;

-- What is counted is what was done, the next meeting is within twelve weeks, and what a meeting came to stands. (R-204, MODEL 3.9)
-- only sqlite
CREATE TRIGGER group_meeting_counts BEFORE UPDATE ON group_meeting BEGIN
  SELECT RAISE(ABORT, 'group_meeting_stands') WHERE OLD.closed_at IS NOT NULL AND (NEW.closed_at IS NOT OLD.closed_at OR NEW.n_done IS NOT OLD.n_done OR NEW.next_on IS NOT OLD.next_on
    OR NEW.ends <> OLD.ends OR NEW.hindrance IS NOT OLD.hindrance OR NEW.meeting_id <> OLD.meeting_id);
  SELECT RAISE(ABORT, 'group_meeting_counts') WHERE OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND NEW.n_done <>
    (SELECT count(*) FROM plan_action a WHERE a.case_id = NEW.case_id AND a.state = 'done'
      AND a.settled_at > COALESCE((SELECT e.closed_at FROM group_meeting e WHERE e.id = NEW.earlier_id), 0) AND a.settled_at <= NEW.closed_at);
  SELECT RAISE(ABORT, 'group_meeting_within_weeks') WHERE OLD.closed_at IS NULL AND NEW.next_on IS NOT NULL
    AND julianday(NEW.next_on) - julianday((SELECT m.on_date FROM meeting m WHERE m.id = NEW.meeting_id)) NOT BETWEEN 1 AND 84;
END;
-- only postgresql
CREATE FUNCTION group_meeting_counts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.closed_at IS NOT NULL AND (NEW.closed_at IS DISTINCT FROM OLD.closed_at OR NEW.n_done IS DISTINCT FROM OLD.n_done OR NEW.next_on IS DISTINCT FROM OLD.next_on
     OR NEW.ends <> OLD.ends OR NEW.hindrance IS DISTINCT FROM OLD.hindrance OR NEW.meeting_id <> OLD.meeting_id)
  THEN RAISE EXCEPTION 'group_meeting_stands'; END IF;
  IF OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND NEW.n_done <>
     (SELECT count(*) FROM plan_action a WHERE a.case_id = NEW.case_id AND a.state = 'done'
       AND a.settled_at > COALESCE((SELECT e.closed_at FROM group_meeting e WHERE e.id = NEW.earlier_id), 0) AND a.settled_at <= NEW.closed_at)
  THEN RAISE EXCEPTION 'group_meeting_counts'; END IF;
  IF OLD.closed_at IS NULL AND NEW.next_on IS NOT NULL
     AND NEW.next_on::date - (SELECT m.on_date::date FROM meeting m WHERE m.id = NEW.meeting_id) NOT BETWEEN 1 AND 84
  THEN RAISE EXCEPTION 'group_meeting_within_weeks'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER group_meeting_counts BEFORE UPDATE ON group_meeting FOR EACH ROW EXECUTE FUNCTION group_meeting_counts();

-- No meeting of a group closes before it is written what it came to, and none while something that is to be done is nobody's or has no day. (R-204)
-- only sqlite
CREATE TRIGGER group_meeting_closes BEFORE UPDATE OF state ON meeting WHEN NEW.state = 'closed' AND OLD.state <> 'closed' BEGIN
  SELECT RAISE(ABORT, 'group_meeting_not_finished') WHERE EXISTS (SELECT 1 FROM group_meeting g WHERE g.meeting_id = NEW.id AND (g.closed_at IS NULL OR EXISTS
    (SELECT 1 FROM plan_action a WHERE a.case_id = g.case_id AND a.settled_at IS NULL AND (a.owner IS NULL OR a.due IS NULL))));
END;
-- only postgresql
CREATE FUNCTION group_meeting_closes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state = 'closed' AND OLD.state <> 'closed' AND EXISTS (SELECT 1 FROM group_meeting g WHERE g.meeting_id = NEW.id AND (g.closed_at IS NULL OR EXISTS
    (SELECT 1 FROM plan_action a WHERE a.case_id = g.case_id AND a.settled_at IS NULL AND (a.owner IS NULL OR a.due IS NULL))))
  THEN RAISE EXCEPTION 'group_meeting_not_finished'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER group_meeting_closes BEFORE UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION group_meeting_closes();

-- Each time somebody outside was asked, the receipt, the answer, that they came, that they were told what was agreed. `on_date` is the day of the meeting as it
-- was said then; `words` what they were asked for, or the number of the receipt. (R-288)
-- append only
CREATE TABLE group_sent (
  id         @id,
  meeting_id @ref(meeting),
  member_id  @ref(group_member),
  case_id    @ref(person_case),
  person_id  @ref(person),
  step       @enum(group_step),
  way        @enum?(group_way),
  on_date    @date,
  words      @sealed?,
  at         @instant,
  by_staff   @ref(staff),
  CONSTRAINT group_sent_has_way CHECK ((step IN ('invited', 'told')) = (way IS NOT NULL)),
  CONSTRAINT group_invited_says_why CHECK (step <> 'invited' OR words IS NOT NULL)
) @strict;
CREATE INDEX group_sent_meeting ON group_sent (meeting_id, member_id, id);
