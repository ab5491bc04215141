-- Offers of the baton and what other units owe meanwhile. The rules are the table in responsibility.c (MODEL 3.2).
-- enum handover_state: offered accepted refused withdrawn escalated
-- enum handover_reason: follow_up_at_home main_need_changed moved_to_other_area works_best_with_them capacity home_tonight other
-- enum refusal_reason: other_unit_closer no_capacity risk_of_cost needs_clarifying person_does_not_want other
-- enum withdrawal_reason: person_changed_mind need_changed wrong_unit other taken_in_emergency disputed units_merged
-- enum person_asked: agrees disagrees not_reached
-- enum duty_kind: dwelling deposit economy follow_up health coordination school_or_work other
-- enum duty_state: in_process granted refused done
-- enum dispute_side: holder asked person nav
-- enum dispute_state: open decided
-- enum appeal_answer: upheld changed
-- enum outside_kind: gp hospital_psychiatry hospital_substance state_nav other_municipality prison_service voluntary other
-- enum outside_asked: main_follow_up treatment duty
-- enum outside_state: asked accepted refused withdrawn
-- enum outside_way: phone letter e_message meeting
-- enum outside_ground: consent need_in_care no_name
-- enum tally_what: handover shove

-- One offer. The giver holds until it is accepted. (I-02, R-031, R-032)
-- unit from_unit moves
-- unit to_unit moves
-- unit proposed_unit keeps
CREATE TABLE handover (
  id           @id,
  case_id      @ref(person_case),
  from_unit    @ref(unit),
  to_unit      @ref(unit),
  state        @enum(handover_state),
  reason       @enum(handover_reason),
  what         @sealed,
  keeps        @enum?(duty_kind),
  person_asked @enum(person_asked),
  person_says  @sealed?,
  offered_at   @instant,
  offered_by   @ref(staff),
  answer_due   @date,
  answered_at  @instant?,
  answered_by  @ref?(staff),
  refusal      @enum?(refusal_reason),
  refusal_text @sealed?,
  proposed_unit @ref?(unit),
  withdrawal   @enum?(withdrawal_reason),
  withdrawal_text @sealed?,
  CONSTRAINT handover_between_two CHECK (from_unit <> to_unit),
  CONSTRAINT handover_answer_complete CHECK ((state IN ('offered', 'escalated')) = (answered_at IS NULL)),
  CONSTRAINT handover_refusal_reasoned CHECK (state <> 'refused' OR (refusal IS NOT NULL AND refusal_text IS NOT NULL AND proposed_unit IS NOT NULL)),
  CONSTRAINT handover_withdrawal_reasoned CHECK (state <> 'withdrawn' OR withdrawal IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX handover_one_open ON handover (case_id) WHERE state IN ('offered', 'escalated');
CREATE INDEX handover_to_unit ON handover (to_unit, answer_due) WHERE state IN ('offered', 'escalated');
CREATE INDEX handover_from_unit ON handover (from_unit, answer_due) WHERE state IN ('offered', 'escalated');
CREATE INDEX handover_case ON handover (case_id, offered_at);
CREATE VIEW handover_open AS SELECT id, case_id, from_unit, to_unit, state, reason, what, offered_at, offered_by, answer_due FROM handover WHERE state IN ('offered', 'escalated');
CREATE VIEW handover_accepted AS SELECT id, case_id, from_unit, to_unit, answered_at FROM handover WHERE state = 'accepted';
CREATE VIEW handover_refused AS SELECT id, case_id, from_unit, to_unit, refusal, answered_at FROM handover WHERE state = 'refused';

-- What another unit owes while someone else holds the baton. The spine shows kind and state. (R-027, R-036)
-- unit unit_id moves
CREATE TABLE unit_duty (
  id       @id,
  case_id  @ref(person_case),
  unit_id  @ref(unit),
  kind     @enum(duty_kind),
  state    @enum(duty_state),
  since    @instant,
  due      @date?,
  ended_at @instant?,
  version  @int
) @strict;
CREATE UNIQUE INDEX unit_duty_one ON unit_duty (case_id, unit_id, kind) WHERE ended_at IS NULL;
CREATE INDEX unit_duty_unit ON unit_duty (unit_id, case_id) WHERE ended_at IS NULL;
CREATE INDEX unit_duty_case ON unit_duty (case_id, since);
CREATE VIEW case_duty AS SELECT id, case_id, unit_id, kind, state, since, due, ended_at FROM unit_duty;

-- Amounts and notes of an economic duty, for NAV's zone only. (SOT-4, SOT-13)
-- sensitive social
CREATE TABLE duty_detail (
  id        @id,
  duty_id   @ref(unit_duty),
  person_id @ref(person),
  amount    @int?,
  note      @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX duty_detail_duty ON duty_detail (duty_id, id);

-- ── disagreement about who is responsible (IPF-4, HOL-4, SOT-1, R-028, R-041) ──

-- The holder holds and help goes on while it runs; `decide_by` is the profile's limit. What is decided stands in the same row, once.
-- never deleted
-- unit raised_unit keeps
-- unit other_unit moves
-- unit authority_unit moves
-- unit decided_unit keeps
-- unit former_unit keeps
-- frozen once state decided
CREATE TABLE dispute (
  id             @id,
  case_id        @ref(person_case),
  state          @enum(dispute_state),
  side           @enum(dispute_side),
  raised_unit    @ref(unit),
  raised_by      @ref(staff),
  raised_at      @instant,
  other_unit     @ref?(unit),
  why            @sealed,
  authority_unit @ref(unit),
  decide_by      @date,
  late_at        @instant?,
  decided_at     @instant?,
  decided_by     @ref?(staff),
  decided_unit   @ref?(unit),
  former_unit    @ref?(unit),
  reasons        @sealed?,
  CONSTRAINT dispute_decided_whole CHECK ((state = 'decided') = (decided_at IS NOT NULL AND decided_by IS NOT NULL AND decided_unit IS NOT NULL
                                                                 AND former_unit IS NOT NULL AND reasons IS NOT NULL)),
  CONSTRAINT dispute_not_own_judge CHECK (decided_by IS NULL OR decided_by <> raised_by)
) @strict;
CREATE UNIQUE INDEX dispute_one_open ON dispute (case_id) WHERE state = 'open';
CREATE INDEX dispute_case ON dispute (case_id, raised_at);
CREATE INDEX dispute_authority ON dispute (authority_unit, decide_by) WHERE state = 'open';
CREATE INDEX dispute_decided_unit ON dispute (authority_unit, decided_at) WHERE state = 'decided';
CREATE VIEW dispute_open AS
  SELECT id, case_id, side, raised_unit, raised_by, raised_at, other_unit, authority_unit, decide_by, late_at FROM dispute WHERE state = 'open';
CREATE VIEW dispute_decided AS
  SELECT id, case_id, side, raised_unit, raised_at, authority_unit, decided_at, decided_unit, former_unit, late_at FROM dispute WHERE state = 'decided';

-- How each side sees it, in its own words, before it is decided. The person's own view is one of them, written down by a worker.
-- append only
CREATE TABLE dispute_view (
  id          @id,
  dispute_id  @ref(dispute),
  person_id   @ref(person),
  unit_id     @ref(unit),
  from_person @bool,
  words       @sealed,
  at          @instant,
  by_staff    @ref(staff)
) @strict;
CREATE INDEX dispute_view_dispute ON dispute_view (dispute_id, id);

-- The unit that did not get its way may ask once that the leadership looks at it again. It changes nothing until it is answered.
-- never deleted
-- unit unit_id keeps
-- unit to_unit moves
-- unit answer_unit keeps
CREATE TABLE dispute_appeal (
  id           @id,
  dispute_id   @ref(dispute) UNIQUE,
  person_id    @ref(person),
  unit_id      @ref(unit),
  why          @sealed,
  made_at      @instant,
  made_by      @ref(staff),
  to_unit      @ref(unit),
  answer_by    @date,
  answer       @enum?(appeal_answer),
  answered_at  @instant?,
  answered_by  @ref?(staff),
  answer_unit  @ref?(unit),
  answer_words @sealed?,
  CONSTRAINT dispute_appeal_answered_whole CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_words IS NULL)),
  CONSTRAINT dispute_appeal_change_names CHECK (answer IS NULL OR answer <> 'changed' OR answer_unit IS NOT NULL)
) @strict;
CREATE INDEX dispute_appeal_to ON dispute_appeal (to_unit, answer_by) WHERE answer IS NULL;
CREATE VIEW dispute_appealed AS SELECT id, dispute_id, unit_id, to_unit, answer_by, answer, answered_at, answer_unit FROM dispute_appeal;

-- What is decided is not changed, nobody judges a decision of her own, and no offer runs beside a dispute.
-- only sqlite
CREATE TRIGGER dispute_appeal_fixed BEFORE UPDATE ON dispute_appeal
WHEN OLD.answer IS NOT NULL OR EXISTS (SELECT 1 FROM dispute d WHERE d.id = NEW.dispute_id AND d.decided_by = NEW.answered_by) BEGIN
  SELECT RAISE(ABORT, 'dispute_appeal_answered_once_by_another');
END;
-- only sqlite
CREATE TRIGGER handover_not_in_dispute BEFORE INSERT ON handover
WHEN EXISTS (SELECT 1 FROM dispute d WHERE d.case_id = NEW.case_id AND d.state = 'open') BEGIN
  SELECT RAISE(ABORT, 'handover_not_in_dispute');
END;
-- only sqlite
CREATE TRIGGER dispute_not_in_handover BEFORE INSERT ON dispute
WHEN EXISTS (SELECT 1 FROM handover h WHERE h.case_id = NEW.case_id AND h.state IN ('offered', 'escalated')) BEGIN
  SELECT RAISE(ABORT, 'dispute_not_in_handover');
END;
-- only postgresql
CREATE FUNCTION dispute_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_TABLE_NAME = 'dispute' THEN
    IF EXISTS (SELECT 1 FROM handover h WHERE h.case_id = NEW.case_id AND h.state IN ('offered', 'escalated')) THEN
      RAISE EXCEPTION 'dispute_not_in_handover';
    END IF;
  ELSIF EXISTS (SELECT 1 FROM dispute d WHERE d.case_id = NEW.case_id AND d.state = 'open') THEN RAISE EXCEPTION 'handover_not_in_dispute';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE FUNCTION dispute_appeal_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.answer IS NOT NULL OR EXISTS (SELECT 1 FROM dispute d WHERE d.id = NEW.dispute_id AND d.decided_by = NEW.answered_by)
  THEN RAISE EXCEPTION 'dispute_appeal_answered_once_by_another'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER dispute_not_in_handover BEFORE INSERT ON dispute FOR EACH ROW EXECUTE FUNCTION dispute_guard();
-- only postgresql
CREATE TRIGGER handover_not_in_dispute BEFORE INSERT ON handover FOR EACH ROW EXECUTE FUNCTION dispute_guard();
-- only postgresql
CREATE TRIGGER dispute_appeal_fixed BEFORE UPDATE ON dispute_appeal FOR EACH ROW EXECUTE FUNCTION dispute_appeal_guard();

-- A unit that is asked, asks, owes or decides cannot be closed. (I-03)
-- only sqlite
CREATE TRIGGER unit_owes_nothing BEFORE UPDATE OF active ON unit
WHEN NEW.active = 0 AND OLD.active = 1 AND (EXISTS (SELECT 1 FROM handover h WHERE h.to_unit = NEW.id AND h.state IN ('offered', 'escalated'))
                                            OR EXISTS (SELECT 1 FROM unit_duty d WHERE d.unit_id = NEW.id AND d.ended_at IS NULL)
                                            OR EXISTS (SELECT 1 FROM dispute d WHERE d.authority_unit = NEW.id AND d.state = 'open')) BEGIN
  SELECT RAISE(ABORT, 'unit_owes_something');
END;
-- only postgresql
CREATE FUNCTION unit_owes_nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.active = 0 AND OLD.active = 1 AND (EXISTS (SELECT 1 FROM handover h WHERE h.to_unit = NEW.id AND h.state IN ('offered', 'escalated'))
                                            OR EXISTS (SELECT 1 FROM unit_duty d WHERE d.unit_id = NEW.id AND d.ended_at IS NULL)
                                            OR EXISTS (SELECT 1 FROM dispute d WHERE d.authority_unit = NEW.id AND d.state = 'open'))
  THEN RAISE EXCEPTION 'unit_owes_something'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER unit_owes_nothing BEFORE UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION unit_owes_nothing();

-- ── parties outside the system (R-027, R-034) ──────────────────────────────

-- A GP, a hospital, the state's NAV, a voluntary organisation is asked to take something on. They have no access: a worker writes down what they
-- answer, who answered, when and how. `ground` is why they may be told who it is about; `no_name`: they were asked without it.
-- never deleted
-- unit by_unit follows WHERE state = 'asked'
-- frozen once state accepted refused withdrawn
CREATE TABLE outside_request (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  kind          @enum(outside_kind),
  party         @sealed,
  asked_for     @enum(outside_asked),
  duty          @enum?(duty_kind),
  what          @sealed,
  ground        @enum(outside_ground),
  way           @enum(outside_way),
  state         @enum(outside_state),
  by_unit       @ref(unit),
  asked_at      @instant,
  asked_by      @ref(staff),
  answer_due    @date,
  answered_on   @date?,
  answered_name @sealed?,
  answered_way  @enum?(outside_way),
  refusal       @enum?(refusal_reason),
  answer_words  @sealed?,
  registered_at @instant?,
  registered_by @ref?(staff),
  CONSTRAINT outside_answer_whole CHECK ((state = 'asked') = (registered_at IS NULL)),
  CONSTRAINT outside_answer_named CHECK (state NOT IN ('accepted', 'refused') OR (answered_on IS NOT NULL AND answered_name IS NOT NULL AND answered_way IS NOT NULL)),
  CONSTRAINT outside_refusal_reasoned CHECK (state <> 'refused' OR (refusal IS NOT NULL AND answer_words IS NOT NULL)),
  CONSTRAINT outside_duty_named CHECK ((asked_for = 'duty') = (duty IS NOT NULL))
) @strict;
CREATE INDEX outside_request_case ON outside_request (case_id, asked_at);
CREATE VIEW outside_refused AS SELECT id, case_id, by_unit, kind, refusal, registered_at FROM outside_request WHERE state = 'refused';
CREATE INDEX outside_request_due ON outside_request (answer_due) WHERE state = 'asked';

-- ── what is counted, kept by the database itself with each answer (R-030–R-034) ──

-- Answers by pair of units, reason and week (7 days of milliseconds since 1970). A year is some thousand rows whatever the history. The far
-- side is a unit, or a kind of party outside (to_unit NULL would not be unique: outside is '' for a unit).
-- unit from_unit keeps
CREATE TABLE baton_tally (
  week      @int,
  what      @enum(tally_what),
  from_unit @ref(unit),
  to_unit   @int,
  outside   @text,
  reason    @text,
  n         @int,
  PRIMARY KEY (week, what, from_unit, to_unit, outside, reason)
) @strict;
CREATE VIEW baton_counts AS SELECT week, what, from_unit, to_unit, outside, reason, n FROM baton_tally;
-- only sqlite
CREATE TRIGGER handover_tally AFTER UPDATE OF state ON handover WHEN NEW.state IN ('accepted', 'refused') AND OLD.state IN ('offered', 'escalated') BEGIN
  INSERT INTO baton_tally (week, what, from_unit, to_unit, outside, reason, n)
  VALUES (NEW.answered_at / 604800000, CASE NEW.state WHEN 'refused' THEN 'shove' ELSE 'handover' END, NEW.from_unit, NEW.to_unit, '', COALESCE(NEW.refusal, ''), 1)
  ON CONFLICT (week, what, from_unit, to_unit, outside, reason) DO UPDATE SET n = n + 1;
END;
-- only sqlite
CREATE TRIGGER outside_tally AFTER UPDATE OF state ON outside_request WHEN NEW.state = 'refused' BEGIN
  INSERT INTO baton_tally (week, what, from_unit, to_unit, outside, reason, n)
  VALUES (NEW.registered_at / 604800000, 'shove', NEW.by_unit, 0, NEW.kind, NEW.refusal, 1)
  ON CONFLICT (week, what, from_unit, to_unit, outside, reason) DO UPDATE SET n = n + 1;
END;
-- only postgresql
CREATE FUNCTION handover_tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state IN ('accepted', 'refused') AND OLD.state IN ('offered', 'escalated') THEN
    INSERT INTO baton_tally (week, what, from_unit, to_unit, outside, reason, n)
    VALUES (NEW.answered_at / 604800000, CASE NEW.state WHEN 'refused' THEN 'shove' ELSE 'handover' END, NEW.from_unit, NEW.to_unit, '', COALESCE(NEW.refusal, ''), 1)
    ON CONFLICT (week, what, from_unit, to_unit, outside, reason) DO UPDATE SET n = baton_tally.n + 1;
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER handover_tally AFTER UPDATE ON handover FOR EACH ROW EXECUTE FUNCTION handover_tally();
-- only postgresql
CREATE FUNCTION outside_tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state = 'refused' THEN
    INSERT INTO baton_tally (week, what, from_unit, to_unit, outside, reason, n)
    VALUES (NEW.registered_at / 604800000, 'shove', NEW.by_unit, 0, NEW.kind, NEW.refusal, 1)
    ON CONFLICT (week, what, from_unit, to_unit, outside, reason) DO UPDATE SET n = baton_tally.n + 1;
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER outside_tally AFTER UPDATE ON outside_request FOR EACH ROW EXECUTE FUNCTION outside_tally();

-- When anyone last did something in a case, which also ends the reminders that nobody did; and the bounce index as it was last counted. (R-030, R-033)
CREATE TABLE case_pulse (
  case_id    @ref(person_case),
  last_at    @instant,
  handovers  @int,
  shoves     @int,
  idle_weeks @int,
  score      @int,
  counted_on @date,
  PRIMARY KEY (case_id)
) @strict;
CREATE INDEX case_pulse_last ON case_pulse (last_at);
CREATE INDEX case_pulse_counted ON case_pulse (counted_on);
CREATE INDEX case_pulse_score ON case_pulse (score, case_id);
CREATE VIEW case_bounce AS SELECT case_id, last_at, handovers, shoves, idle_weeks, score, counted_on FROM case_pulse;
-- only sqlite
CREATE TRIGGER case_pulse_beats AFTER INSERT ON case_event WHEN NEW.staff_id IS NOT NULL BEGIN
  INSERT INTO case_pulse (case_id, last_at, handovers, shoves, idle_weeks, score, counted_on) VALUES (NEW.case_id, NEW.at, 0, 0, 0, 0, '1970-01-01')
  ON CONFLICT (case_id) DO UPDATE SET last_at = CASE WHEN last_at < excluded.last_at THEN excluded.last_at ELSE last_at END;
  UPDATE task SET done_at = NEW.at, done_by = NEW.staff_id WHERE case_id = NEW.case_id AND kind IN ('case_silent', 'help_on') AND done_at IS NULL;
END;
-- only postgresql
CREATE FUNCTION case_pulse_beats() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.staff_id IS NOT NULL THEN
    INSERT INTO case_pulse (case_id, last_at, handovers, shoves, idle_weeks, score, counted_on) VALUES (NEW.case_id, NEW.at, 0, 0, 0, 0, '1970-01-01')
    ON CONFLICT (case_id) DO UPDATE SET last_at = CASE WHEN case_pulse.last_at < excluded.last_at THEN excluded.last_at ELSE case_pulse.last_at END;
    UPDATE task SET done_at = NEW.at, done_by = NEW.staff_id WHERE case_id = NEW.case_id AND kind IN ('case_silent', 'help_on') AND done_at IS NULL;
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER case_pulse_beats AFTER INSERT ON case_event FOR EACH ROW EXECUTE FUNCTION case_pulse_beats();
