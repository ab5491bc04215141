-- Appeals, part by part, through both instances; demands for reasons, suspension and costs. (MODEL 3.6, FVL-27–FVL-36, FVL-42, I-07)
-- enum appeal_form: letter digital oral
-- enum appellant: person agent guardian
-- enum appeal_state: received formal_check first_instance changed_in_full changed_in_part forwarded decided implemented dismissed withdrawn closed
-- enum appeal_event: begin ask_fix fixed take_in dismiss change_in_full change_in_part settle forward decide implement withdraw close
-- enum appeal_instance: desk first second outside
-- enum appeal_time: in_time joint_letter late too_late
-- enum late_ground: not_to_blame special_reasons
-- enum dismissal_ground: late not_corrected not_a_party not_a_decision
-- enum appeal_result: upheld changed quashed
-- enum result_direction: in_favour to_detriment
-- enum appeal_words_kind: appeal correction comment late_reason dismissal statement result settlement withdrawal suspension costs reasons
-- enum appeal_document: decision_letter appeal correction comments assessment statement notice other
-- enum suspension_state: asked granted refused ended
-- enum costs_state: claimed granted partly refused
-- enum limit_cause: reasons_asked extended
-- enum change_extent: in_full in_part
-- enum appeal_outcome: upheld changed_in_favour changed_to_detriment quashed
-- enum suspension_reply: granted refused
-- enum appeal_letter_kind: receipt correction dismissed changed forwarded result suspension costs reasons explained

-- What came in: one letter, or one talk taken down, about one or more parts of one decision. (FVL-32, FVL-12)
-- never deleted
-- unit unit_id keeps
CREATE TABLE appeal (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  decision_id @ref(joint_decision),
  form        @enum(appeal_form),
  appellant   @enum(appellant),
  appellant_name @sealed?,
  received_on @date,
  posted_on   @date?,
  signed      @bool,
  helped      @bool,
  home_at_risk @bool,
  registered_at @instant,
  registered_by @ref(staff),
  unit_id     @ref(unit),
  read_back_at @instant?,
  read_back_by @ref?(staff),
  CONSTRAINT appeal_others_have_a_name CHECK (appellant = 'person' OR appellant_name IS NOT NULL),
  CONSTRAINT appeal_posted_before CHECK (posted_on IS NULL OR posted_on <= received_on)
) @strict;
CREATE INDEX appeal_case ON appeal (case_id, id);

-- The appeal on one part: always the part as it was decided, not a copy that stands. Its limit, its body and its clocks are fixed the day it comes in;
-- the state follows from the steps below. (I-07, FVL-29, FVL-31, FVL-34)
-- never deleted
-- unit unit_id moves
-- unit board_unit keeps
CREATE TABLE appeal_part (
  id          @id,
  appeal_id   @ref(appeal),
  case_id     @ref(person_case),
  person_id   @ref(person),
  part_id     @ref(decision_part),
  kind        @enum(part_kind),
  zone        @enum(zone),
  body        @text,
  unit_id     @ref(unit),
  state       @enum(appeal_state),
  received_on @date,
  timely      @enum(appeal_time),
  limit_until @date?,
  latest_until @date?,
  absolute_until @date,
  detriment_until @date,
  due         @date,
  late_ground @enum?(late_ground),
  fix_due     @date?,
  dismissal   @enum?(dismissal_ground),
  prepared_by @ref?(staff),
  board_unit  @ref?(unit),
  forwarded_on @date?,
  result      @enum?(appeal_result),
  direction   @enum?(result_direction),
  decided_on  @date?,
  notice_sent_on @date?,
  amended     @ref?(decision_part),
  result_reached_on @date?,
  costs_until @date?,
  ended_on    @date?,
  CONSTRAINT appeal_dismissed_as_late_is_late CHECK (dismissal IS NULL OR dismissal <> 'late' OR timely IN ('late', 'too_late')),
  CONSTRAINT appeal_dismissed_for_faults_was_asked CHECK (dismissal IS NULL OR dismissal <> 'not_corrected' OR fix_due IS NOT NULL),
  CONSTRAINT appeal_result_has_day CHECK ((result IS NULL) = (decided_on IS NULL)),
  CONSTRAINT appeal_change_has_direction CHECK (result IS NULL OR (result = 'changed') = (direction IS NOT NULL)),
  CONSTRAINT appeal_detriment_was_told CHECK (direction IS NULL OR direction <> 'to_detriment' OR (notice_sent_on IS NOT NULL AND notice_sent_on <= detriment_until AND notice_sent_on <= decided_on))
) @strict;
CREATE UNIQUE INDEX appeal_part_one_open ON appeal_part (part_id) WHERE state NOT IN ('withdrawn', 'closed');
CREATE INDEX appeal_part_appeal ON appeal_part (appeal_id, id);
CREATE INDEX appeal_part_case ON appeal_part (case_id, id);
CREATE INDEX appeal_part_received ON appeal_part (received_on);
CREATE INDEX appeal_part_unit ON appeal_part (unit_id, state);
CREATE INDEX appeal_part_amended ON appeal_part (amended) WHERE amended IS NOT NULL;
CREATE VIEW case_appeal AS SELECT id, appeal_id, case_id, part_id, kind, body, unit_id, state, received_on, timely, limit_until, detriment_until, due, result, direction, amended, ended_on FROM appeal_part;

-- Who began, wrote, checked or signed the part: they never prepare or decide the appeal on it. Frozen when the appeal comes in.
-- append only
CREATE TABLE appeal_author (
  appeal_part_id @ref(appeal_part),
  staff_id       @ref(staff),
  PRIMARY KEY (appeal_part_id, staff_id)
) @strict;

-- What was said and written, in the part's zone. Append-only.
-- sensitive :zone
-- append only
CREATE TABLE appeal_words (
  id        @id,
  appeal_part_id @ref(appeal_part),
  person_id @ref(person),
  zone      @enum(zone),
  kind      @enum(appeal_words_kind),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff),
  by_unit   @ref(unit)
) @strict;
CREATE INDEX appeal_words_part ON appeal_words (appeal_part_id, zone, id);

-- Every step, and the only way the state moves. What is decided is reasoned. (FVL-33, FVL-34)
-- append only
CREATE TABLE appeal_step (
  appeal_part_id @ref(appeal_part),
  seq        @int,
  event      @enum(appeal_event),
  instance   @enum(appeal_instance),
  from_state @enum(appeal_state),
  to_state   @enum(appeal_state),
  words_id   @ref?(appeal_words),
  at         @instant,
  by_staff   @ref(staff),
  by_unit    @ref(unit),
  PRIMARY KEY (appeal_part_id, seq),
  CONSTRAINT appeal_step_is_a_move CHECK (from_state || '>' || event || '>' || to_state IN (
    'received>begin>formal_check', 'formal_check>ask_fix>formal_check', 'formal_check>fixed>formal_check',
    'formal_check>take_in>first_instance', 'formal_check>dismiss>dismissed', 'first_instance>change_in_full>changed_in_full',
    'first_instance>change_in_part>changed_in_part', 'first_instance>forward>forwarded', 'changed_in_part>settle>changed_in_part',
    'changed_in_part>forward>forwarded', 'dismissed>forward>forwarded', 'forwarded>decide>decided',
    'changed_in_full>implement>implemented', 'changed_in_part>implement>implemented', 'decided>implement>implemented',
    'decided>close>closed', 'implemented>close>closed', 'dismissed>close>closed', 'received>withdraw>withdrawn',
    'formal_check>withdraw>withdrawn', 'first_instance>withdraw>withdrawn', 'dismissed>withdraw>withdrawn',
    'forwarded>withdraw>withdrawn')),
  CONSTRAINT appeal_step_in_its_instance CHECK ((event IN ('fixed', 'settle', 'withdraw')) = (instance = 'desk') AND (event = 'decide') = (instance IN ('second', 'outside'))),
  CONSTRAINT appeal_step_is_reasoned CHECK (event NOT IN ('dismiss', 'change_in_full', 'change_in_part', 'forward', 'decide', 'settle') OR words_id IS NOT NULL)
) @strict;
CREATE INDEX appeal_step_staff ON appeal_step (appeal_part_id, by_staff);
CREATE VIEW appeal_move AS SELECT appeal_part_id, seq, event, instance, from_state, to_state, at, by_staff, by_unit FROM appeal_step;

-- Steps that somebody took who made the decision, or who took one before the board did: there are none. For verification. (FVL-33)
CREATE VIEW appeal_reviewed_by_author AS SELECT s.appeal_part_id, s.seq FROM appeal_step s JOIN appeal_author a ON a.appeal_part_id = s.appeal_part_id AND a.staff_id = s.by_staff WHERE s.instance IN ('first', 'second') UNION SELECT s.appeal_part_id, s.seq FROM appeal_step s JOIN appeal_step f ON f.appeal_part_id = s.appeal_part_id AND f.instance = 'first' AND f.by_staff = s.by_staff WHERE s.instance = 'second';

-- The documents that went with it to the appeal body. (FVL-33)
-- append only
CREATE TABLE appeal_enclosure (
  appeal_part_id @ref(appeal_part),
  document       @enum(appeal_document),
  PRIMARY KEY (appeal_part_id, document)
) @strict;

-- That a decision waits until the appeal on it is decided. (FVL-42, FVL25-12)
-- never deleted
CREATE TABLE suspension (
  id          @id,
  case_id     @ref(person_case),
  appeal_part_id @ref(appeal_part),
  part_id     @ref(decision_part),
  state       @enum(suspension_state),
  rule        @text,
  asked_on    @date,
  asked_at    @instant,
  asked_by    @ref(staff),
  due         @date,
  decided_at  @instant?,
  decided_by  @ref?(staff),
  words_id    @ref?(appeal_words),
  ended_at    @instant?,
  CONSTRAINT suspension_answered CHECK (state NOT IN ('granted', 'refused') OR decided_at IS NOT NULL),
  CONSTRAINT suspension_no_is_reasoned CHECK (state <> 'refused' OR words_id IS NOT NULL),
  CONSTRAINT suspension_end_has_time CHECK (state <> 'ended' OR ended_at IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX suspension_one_live ON suspension (part_id) WHERE state IN ('asked', 'granted');
CREATE INDEX suspension_case ON suspension (case_id, id);
CREATE INDEX suspension_part ON suspension (part_id);
CREATE INDEX suspension_appeal ON suspension (appeal_part_id, id);
CREATE VIEW part_suspended AS SELECT id, case_id, part_id, decided_at FROM suspension WHERE state = 'granted';

-- Costs when the decision was changed in her favour. (FVL-36)
-- never deleted
CREATE TABLE costs_claim (
  id          @id,
  appeal_part_id @ref(appeal_part),
  case_id     @ref(person_case),
  state       @enum(costs_state),
  claimed_on  @date,
  until_date  @date?,
  in_time     @bool,
  amount      @int,
  due         @date,
  claimed_at  @instant,
  claimed_by  @ref(staff),
  granted     @int?,
  words_id    @ref?(appeal_words),
  decided_at  @instant?,
  decided_by  @ref?(staff),
  UNIQUE (appeal_part_id),
  CONSTRAINT costs_are_money CHECK (amount > 0 AND (granted IS NULL OR (granted >= 0 AND granted <= amount))),
  CONSTRAINT costs_answer_complete CHECK ((state = 'claimed') = (decided_at IS NULL) AND (state = 'claimed') = (words_id IS NULL) AND (state = 'claimed') = (granted IS NULL))
) @strict;

-- What moves a limit: a demand for reasons interrupts it, and it may be extended before it runs out. Only to her benefit. (FVL-24, FVL-29)
-- never deleted
-- unit unit_id follows WHERE until_date IS NULL
CREATE TABLE limit_change (
  id         @id,
  case_id    @ref(person_case),
  part_id    @ref(decision_part),
  cause      @enum(limit_cause),
  before_date @date?,
  asked_on   @date,
  asked_at   @instant,
  by_staff   @ref(staff),
  unit_id    @ref(unit),
  due        @date?,
  answered_on @date?,
  until_date @date?,
  CONSTRAINT limit_only_longer CHECK (until_date IS NULL OR before_date IS NULL OR until_date >= before_date),
  CONSTRAINT limit_in_time CHECK (before_date IS NULL OR asked_on <= before_date),
  CONSTRAINT limit_extended_at_once CHECK (cause <> 'extended' OR until_date IS NOT NULL)
) @strict;
CREATE INDEX limit_change_part ON limit_change (part_id, id);
CREATE UNIQUE INDEX limit_change_one_open ON limit_change (part_id) WHERE until_date IS NULL;
CREATE INDEX limit_change_case ON limit_change (case_id, id);

-- A letter on the way: what the spine may know of it. The bytes of one that says nothing but the spine stand here; others stand by zone. (I-14)
-- never deleted
-- unit unit_id follows WHERE reached_on IS NULL
CREATE TABLE appeal_letter (
  id         @id,
  case_id    @ref(person_case),
  person_id  @ref(person),
  appeal_id  @ref?(appeal),
  appeal_part_id @ref?(appeal_part),
  limit_change_id @ref?(limit_change),
  kind       @enum(appeal_letter_kind),
  recipient  @enum(delivery_recipient),
  zone       @enum(zone),
  sha256     @text,
  pdf        @sealed?,
  made_at    @instant,
  made_by    @ref(staff),
  unit_id    @ref(unit),
  channel    @enum?(delivery_channel),
  sent_on    @date?,
  reached_on @date?,
  CONSTRAINT appeal_letter_arrives_after CHECK (reached_on IS NULL OR (sent_on IS NOT NULL AND reached_on >= sent_on)),
  CONSTRAINT appeal_letter_spine_is_here CHECK ((zone = 'spine') = (pdf IS NOT NULL))
) @strict;
CREATE INDEX appeal_letter_case ON appeal_letter (case_id, id);
CREATE INDEX appeal_letter_part ON appeal_letter (appeal_part_id, id);
CREATE INDEX appeal_letter_change ON appeal_letter (limit_change_id) WHERE limit_change_id IS NOT NULL;

-- sensitive :zone
-- append only
CREATE TABLE appeal_letter_pdf (
  letter_id @ref(appeal_letter),
  person_id @ref(person),
  zone      @enum(zone),
  pdf       @sealed,
  PRIMARY KEY (letter_id)
) @strict;

-- Somebody asked about what another person was given: explained, not opened. No word of it is kept, since it is about somebody else. (PBRL-3)
-- append only
CREATE TABLE grant_question (
  id        @id,
  case_id   @ref(person_case),
  asked_on  @date,
  form      @enum(appeal_form),
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX grant_question_case ON grant_question (case_id, id);

-- Who made the decision is noted as the appeal comes in.
-- only sqlite
CREATE TRIGGER appeal_part_authors AFTER INSERT ON appeal_part BEGIN
  INSERT INTO appeal_author (appeal_part_id, staff_id)
  SELECT NEW.id, staff_id FROM part_signature WHERE part_id = NEW.part_id
  UNION SELECT NEW.id, by_staff FROM part_text WHERE part_id = NEW.part_id
  UNION SELECT NEW.id, checked_by FROM decision_part WHERE id = NEW.part_id AND checked_by IS NOT NULL
  UNION SELECT NEW.id, d.made_by FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE p.id = NEW.part_id;
END;
-- only sqlite
CREATE TRIGGER appeal_part_of_a_decision BEFORE INSERT ON appeal_part
WHEN NEW.state <> 'received' OR NOT EXISTS (SELECT 1 FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id
  WHERE p.id = NEW.part_id AND p.case_id = NEW.case_id AND p.kind = NEW.kind AND p.zone = NEW.zone AND p.decided_now = 1 AND d.state IN ('issued', 'in_force', 'superseded', 'ended'))
BEGIN SELECT RAISE(ABORT, 'appeal_is_on_a_decided_part'); END;
-- What was so when it came in stays so; the state is what the last step says.
-- only sqlite
CREATE TRIGGER appeal_part_fixed BEFORE UPDATE ON appeal_part
WHEN (NEW.appeal_id, NEW.case_id, NEW.person_id, NEW.part_id, NEW.kind, NEW.zone, NEW.body, NEW.received_on, NEW.timely, NEW.limit_until,
  NEW.latest_until, NEW.absolute_until, NEW.detriment_until, NEW.due) IS NOT (OLD.appeal_id, OLD.case_id, OLD.person_id, OLD.part_id, OLD.kind, OLD.zone,
  OLD.body, OLD.received_on, OLD.timely, OLD.limit_until, OLD.latest_until, OLD.absolute_until, OLD.detriment_until, OLD.due)
BEGIN SELECT RAISE(ABORT, 'appeal_is_fixed'); END;
-- only sqlite
CREATE TRIGGER appeal_part_unit_succeeds BEFORE UPDATE OF unit_id ON appeal_part
WHEN NEW.unit_id <> OLD.unit_id AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = OLD.unit_id AND u.successor_id = NEW.unit_id)
BEGIN SELECT RAISE(ABORT, 'appeal_is_fixed'); END;
-- A unit becomes part of another: what it had to do about appeals is the other's. (I-03)
-- only sqlite
CREATE TRIGGER unit_appeals_succeed AFTER UPDATE OF successor_id ON unit WHEN NEW.successor_id IS NOT NULL BEGIN
  UPDATE appeal_part SET unit_id = NEW.successor_id WHERE unit_id = NEW.id AND state NOT IN ('withdrawn', 'closed');
  UPDATE appeal_part SET board_unit = NEW.successor_id WHERE board_unit = NEW.id AND state NOT IN ('withdrawn', 'closed');
END;
-- only sqlite
CREATE TRIGGER appeal_part_state_follows BEFORE UPDATE OF state ON appeal_part
WHEN NEW.state <> COALESCE((SELECT s.to_state FROM appeal_step s WHERE s.appeal_part_id = NEW.id ORDER BY s.seq DESC LIMIT 1), 'received')
BEGIN SELECT RAISE(ABORT, 'appeal_state_follows_steps'); END;
-- only sqlite
CREATE TRIGGER appeal_part_result_stands BEFORE UPDATE ON appeal_part
WHEN (OLD.result IS NOT NULL AND (NEW.result, NEW.direction, NEW.decided_on, NEW.notice_sent_on) IS NOT (OLD.result, OLD.direction, OLD.decided_on,
  OLD.notice_sent_on)) OR (OLD.prepared_by IS NOT NULL AND NEW.prepared_by IS NOT OLD.prepared_by)
BEGIN SELECT RAISE(ABORT, 'appeal_result_stands'); END;
-- only sqlite
CREATE TRIGGER appeal_step_allowed BEFORE INSERT ON appeal_step BEGIN
  SELECT RAISE(ABORT, 'appeal_moved_meanwhile') WHERE NEW.from_state <> (SELECT state FROM appeal_part WHERE id = NEW.appeal_part_id)
    OR NEW.seq <> 1 + COALESCE((SELECT max(s.seq) FROM appeal_step s WHERE s.appeal_part_id = NEW.appeal_part_id), 0);
  SELECT RAISE(ABORT, 'appeal_author_reviews') WHERE NEW.instance IN ('first', 'second')
    AND EXISTS (SELECT 1 FROM appeal_author a WHERE a.appeal_part_id = NEW.appeal_part_id AND a.staff_id = NEW.by_staff);
  SELECT RAISE(ABORT, 'appeal_reviewed_twice_by_the_same') WHERE NEW.instance = 'second'
    AND (EXISTS (SELECT 1 FROM appeal_step s WHERE s.appeal_part_id = NEW.appeal_part_id AND (s.by_staff = NEW.by_staff OR (s.instance = 'first' AND s.by_unit = NEW.by_unit)))
      OR EXISTS (SELECT 1 FROM appeal_part p WHERE p.id = NEW.appeal_part_id AND (p.unit_id = NEW.by_unit OR p.body <> 'klagenemnd' OR p.board_unit IS NOT NEW.by_unit)));
  SELECT RAISE(ABORT, 'appeal_too_late_is_not_taken_in') WHERE NEW.event = 'take_in'
    AND EXISTS (SELECT 1 FROM appeal_part p WHERE p.id = NEW.appeal_part_id AND (p.timely = 'too_late' OR (p.timely = 'late' AND (p.late_ground IS NULL OR NEW.words_id IS NULL))));
  SELECT RAISE(ABORT, 'appeal_step_lacks_its_fact') WHERE EXISTS (SELECT 1 FROM appeal_part p WHERE p.id = NEW.appeal_part_id AND (
    (NEW.event = 'dismiss' AND p.dismissal IS NULL) OR (NEW.event = 'ask_fix' AND p.fix_due IS NULL) OR (NEW.event = 'decide' AND p.result IS NULL)
    OR (NEW.event = 'begin' AND p.prepared_by IS NULL)
    OR (NEW.event = 'close' AND NEW.from_state = 'decided' AND p.result <> 'upheld')
    OR (NEW.event = 'implement' AND NEW.from_state = 'decided' AND p.result = 'upheld')
    OR (NEW.event = 'implement' AND COALESCE(p.direction, 'in_favour') = 'in_favour' AND NOT EXISTS (SELECT 1 FROM decision_part d JOIN joint_decision j ON j.id = d.decision_id
        WHERE d.id = p.amended AND j.state IN ('issued', 'in_force', 'superseded', 'ended') AND d.state = 'signed'))
    OR (NEW.event = 'implement' AND NEW.from_state = 'changed_in_part' AND NOT EXISTS (SELECT 1 FROM appeal_step s WHERE s.appeal_part_id = p.id AND s.event = 'settle'))));
END;
-- only sqlite
CREATE TRIGGER appeal_step_moves AFTER INSERT ON appeal_step BEGIN
  UPDATE appeal_part SET state = NEW.to_state WHERE id = NEW.appeal_part_id;
END;
-- What a suspension covers is not ended meanwhile.
-- only sqlite
CREATE TRIGGER decision_part_suspended BEFORE UPDATE OF state ON decision_part
WHEN NEW.state = 'ended' AND OLD.state <> 'ended' AND EXISTS (SELECT 1 FROM suspension s WHERE s.state = 'granted' AND s.part_id IN (NEW.id, NEW.copied_from))
BEGIN SELECT RAISE(ABORT, 'part_is_suspended'); END;
-- only sqlite
CREATE TRIGGER suspension_moves BEFORE UPDATE ON suspension
WHEN NOT ((OLD.state = 'asked' AND NEW.state IN ('granted', 'refused', 'ended')) OR (OLD.state = 'granted' AND NEW.state = 'ended'))
BEGIN SELECT RAISE(ABORT, 'suspension_moves'); END;
-- only sqlite
CREATE TRIGGER costs_claim_moves BEFORE UPDATE ON costs_claim WHEN OLD.state <> 'claimed' OR NEW.state = 'claimed' OR NEW.amount <> OLD.amount
BEGIN SELECT RAISE(ABORT, 'costs_claim_moves'); END;
-- only sqlite
CREATE TRIGGER limit_change_answered BEFORE UPDATE ON limit_change
WHEN OLD.until_date IS NOT NULL OR (NEW.part_id, NEW.cause, NEW.asked_on, NEW.before_date) IS NOT (OLD.part_id, OLD.cause, OLD.asked_on, OLD.before_date)
BEGIN SELECT RAISE(ABORT, 'limit_change_answered'); END;
-- only sqlite
CREATE TRIGGER appeal_letter_fixed BEFORE UPDATE ON appeal_letter
WHEN OLD.reached_on IS NOT NULL OR NEW.sha256 <> OLD.sha256 OR NEW.kind <> OLD.kind BEGIN SELECT RAISE(ABORT, 'appeal_letter_is_fixed'); END;
-- only postgresql
CREATE FUNCTION appeal_part_comes_in() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state <> 'received' OR NOT EXISTS (SELECT 1 FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id
    WHERE p.id = NEW.part_id AND p.case_id = NEW.case_id AND p.kind = NEW.kind AND p.zone = NEW.zone AND p.decided_now = 1 AND d.state IN ('issued', 'in_force', 'superseded', 'ended')) THEN
    RAISE EXCEPTION 'appeal_is_on_a_decided_part';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER appeal_part_comes_in BEFORE INSERT ON appeal_part FOR EACH ROW EXECUTE FUNCTION appeal_part_comes_in();
-- only postgresql
CREATE FUNCTION appeal_part_authors() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO appeal_author (appeal_part_id, staff_id)
  SELECT NEW.id, staff_id FROM part_signature WHERE part_id = NEW.part_id
  UNION SELECT NEW.id, by_staff FROM part_text WHERE part_id = NEW.part_id
  UNION SELECT NEW.id, checked_by FROM decision_part WHERE id = NEW.part_id AND checked_by IS NOT NULL
  UNION SELECT NEW.id, d.made_by FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE p.id = NEW.part_id;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER appeal_part_authors AFTER INSERT ON appeal_part FOR EACH ROW EXECUTE FUNCTION appeal_part_authors();
-- only postgresql
CREATE FUNCTION appeal_part_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF ROW(NEW.appeal_id, NEW.case_id, NEW.person_id, NEW.part_id, NEW.kind, NEW.zone, NEW.body, NEW.received_on, NEW.timely, NEW.limit_until,
    NEW.latest_until, NEW.absolute_until, NEW.detriment_until, NEW.due) IS DISTINCT FROM ROW(OLD.appeal_id, OLD.case_id, OLD.person_id, OLD.part_id, OLD.kind,
    OLD.zone, OLD.body, OLD.received_on, OLD.timely, OLD.limit_until, OLD.latest_until, OLD.absolute_until, OLD.detriment_until, OLD.due) THEN
    RAISE EXCEPTION 'appeal_is_fixed';
  END IF;
  IF NEW.unit_id <> OLD.unit_id AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = OLD.unit_id AND u.successor_id = NEW.unit_id) THEN
    RAISE EXCEPTION 'appeal_is_fixed';
  END IF;
  IF NEW.state <> OLD.state AND NEW.state <> COALESCE((SELECT s.to_state FROM appeal_step s WHERE s.appeal_part_id = NEW.id ORDER BY s.seq DESC LIMIT 1), 'received') THEN
    RAISE EXCEPTION 'appeal_state_follows_steps';
  END IF;
  IF (OLD.result IS NOT NULL AND ROW(NEW.result, NEW.direction, NEW.decided_on, NEW.notice_sent_on) IS DISTINCT FROM ROW(OLD.result, OLD.direction,
    OLD.decided_on, OLD.notice_sent_on)) OR (OLD.prepared_by IS NOT NULL AND NEW.prepared_by IS DISTINCT FROM OLD.prepared_by) THEN
    RAISE EXCEPTION 'appeal_result_stands';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER appeal_part_fixed BEFORE UPDATE ON appeal_part FOR EACH ROW EXECUTE FUNCTION appeal_part_fixed();
-- only postgresql
CREATE FUNCTION unit_appeals_succeed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.successor_id IS NOT NULL AND OLD.successor_id IS NULL THEN
    UPDATE appeal_part SET unit_id = NEW.successor_id WHERE unit_id = NEW.id AND state NOT IN ('withdrawn', 'closed');
    UPDATE appeal_part SET board_unit = NEW.successor_id WHERE board_unit = NEW.id AND state NOT IN ('withdrawn', 'closed');
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER unit_appeals_succeed AFTER UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION unit_appeals_succeed();
-- only postgresql
CREATE FUNCTION appeal_step_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p appeal_part;
BEGIN
  SELECT * INTO p FROM appeal_part WHERE id = NEW.appeal_part_id;
  IF NEW.from_state <> p.state OR NEW.seq <> 1 + COALESCE((SELECT max(s.seq) FROM appeal_step s WHERE s.appeal_part_id = p.id), 0) THEN
    RAISE EXCEPTION 'appeal_moved_meanwhile';
  END IF;
  IF NEW.instance IN ('first', 'second') AND EXISTS (SELECT 1 FROM appeal_author a WHERE a.appeal_part_id = p.id AND a.staff_id = NEW.by_staff) THEN
    RAISE EXCEPTION 'appeal_author_reviews';
  END IF;
  IF NEW.instance = 'second' AND (p.unit_id = NEW.by_unit OR p.body <> 'klagenemnd' OR p.board_unit IS DISTINCT FROM NEW.by_unit
     OR EXISTS (SELECT 1 FROM appeal_step s WHERE s.appeal_part_id = p.id AND (s.by_staff = NEW.by_staff OR (s.instance = 'first' AND s.by_unit = NEW.by_unit)))) THEN
    RAISE EXCEPTION 'appeal_reviewed_twice_by_the_same';
  END IF;
  IF NEW.event = 'take_in' AND (p.timely = 'too_late' OR (p.timely = 'late' AND (p.late_ground IS NULL OR NEW.words_id IS NULL))) THEN
    RAISE EXCEPTION 'appeal_too_late_is_not_taken_in';
  END IF;
  IF (NEW.event = 'dismiss' AND p.dismissal IS NULL) OR (NEW.event = 'ask_fix' AND p.fix_due IS NULL) OR (NEW.event = 'decide' AND p.result IS NULL)
     OR (NEW.event = 'begin' AND p.prepared_by IS NULL)
     OR (NEW.event = 'close' AND NEW.from_state = 'decided' AND p.result <> 'upheld')
     OR (NEW.event = 'implement' AND NEW.from_state = 'decided' AND p.result = 'upheld')
     OR (NEW.event = 'implement' AND COALESCE(p.direction, 'in_favour') = 'in_favour' AND NOT EXISTS (SELECT 1 FROM decision_part d JOIN joint_decision j ON j.id = d.decision_id
         WHERE d.id = p.amended AND j.state IN ('issued', 'in_force', 'superseded', 'ended') AND d.state = 'signed'))
     OR (NEW.event = 'implement' AND NEW.from_state = 'changed_in_part' AND NOT EXISTS (SELECT 1 FROM appeal_step s WHERE s.appeal_part_id = p.id AND s.event = 'settle')) THEN
    RAISE EXCEPTION 'appeal_step_lacks_its_fact';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER appeal_step_allowed BEFORE INSERT ON appeal_step FOR EACH ROW EXECUTE FUNCTION appeal_step_allowed();
-- only postgresql
CREATE FUNCTION appeal_step_moves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE appeal_part SET state = NEW.to_state WHERE id = NEW.appeal_part_id;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER appeal_step_moves AFTER INSERT ON appeal_step FOR EACH ROW EXECUTE FUNCTION appeal_step_moves();
-- only postgresql
CREATE FUNCTION decision_part_suspended() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state = 'ended' AND OLD.state <> 'ended' AND EXISTS (SELECT 1 FROM suspension s WHERE s.state = 'granted' AND s.part_id IN (NEW.id, NEW.copied_from)) THEN
    RAISE EXCEPTION 'part_is_suspended';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER decision_part_suspended BEFORE UPDATE ON decision_part FOR EACH ROW EXECUTE FUNCTION decision_part_suspended();
-- only postgresql
CREATE FUNCTION appeal_things_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_TABLE_NAME = 'suspension' THEN
    IF NOT ((OLD.state = 'asked' AND NEW.state IN ('granted', 'refused', 'ended')) OR (OLD.state = 'granted' AND NEW.state = 'ended')) THEN
      RAISE EXCEPTION 'suspension_moves';
    END IF;
  ELSIF TG_TABLE_NAME = 'costs_claim' THEN
    IF OLD.state <> 'claimed' OR NEW.state = 'claimed' OR NEW.amount <> OLD.amount THEN RAISE EXCEPTION 'costs_claim_moves'; END IF;
  ELSIF TG_TABLE_NAME = 'limit_change' THEN
    IF OLD.until_date IS NOT NULL OR ROW(NEW.part_id, NEW.cause, NEW.asked_on, NEW.before_date) IS DISTINCT FROM ROW(OLD.part_id, OLD.cause, OLD.asked_on, OLD.before_date) THEN
      RAISE EXCEPTION 'limit_change_answered';
    END IF;
  ELSE
    IF OLD.reached_on IS NOT NULL OR NEW.sha256 <> OLD.sha256 OR NEW.kind <> OLD.kind THEN RAISE EXCEPTION 'appeal_letter_is_fixed'; END IF;
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER suspension_moves BEFORE UPDATE ON suspension FOR EACH ROW EXECUTE FUNCTION appeal_things_move();
-- only postgresql
CREATE TRIGGER costs_claim_moves BEFORE UPDATE ON costs_claim FOR EACH ROW EXECUTE FUNCTION appeal_things_move();
-- only postgresql
CREATE TRIGGER limit_change_moves BEFORE UPDATE ON limit_change FOR EACH ROW EXECUTE FUNCTION appeal_things_move();
-- only postgresql
CREATE TRIGGER appeal_letter_moves BEFORE UPDATE ON appeal_letter FOR EACH ROW EXECUTE FUNCTION appeal_things_move();
