-- The plan she owns: whether there is one, her goals in her own words, who does what by when, what was tried, the page for a crisis, and who may read
-- each part. (MODEL 3.9, IPF-1–IPF-8, R-202–R-217) What any unit in the case may know is coded and plain; every word stands sealed in the plan's zone.
-- enum individual_plan_state: offered refused consented in_work active under_revision ended
-- enum plan_end_reason: she_wants_none not_needed goals_reached moved_away another_plan case_closed
-- enum goal_state: wished agreed pursued reached changed left
-- enum goal_whose: own suggested
-- enum goal_kind: abstinence harm_reduction other
-- enum plan_action_state: proposed agreed done moved dropped
-- enum plan_action_owner: person unit close_one
-- enum plan_action_reason: she_wishes not_possible_now no_longer_needed another_way no_time ill other
-- enum plan_action_note_kind: what result
-- enum plan_part: about_her goals actions crisis tried
-- enum plan_section: strengths needs contributions how cooperation empowerment belonging hope identity meaning child crisis_signs crisis_helps crisis_not crisis_others
-- enum tried_result: helped helped_some did_not_help too_early
-- enum child_coordinator_answer: not_relevant wants wants_not has_one
-- enum plan_notice_wish: plan coordinator both

-- One individual plan from the offer to its end. One at a time for one person, whatever cases she has had (IPF-6). The day it is looked at again is set
-- before it is in use.
-- never deleted
CREATE TABLE individual_plan (
  id           @id,
  case_id      @ref(person_case),
  person_id    @ref(person),
  state        @enum(individual_plan_state),
  offered_at   @instant,
  consented_at @instant?,
  from_date    @date?,
  until_date   @date?,
  revise_on    @date?,
  ended_at     @instant?,
  end_reason   @enum?(plan_end_reason),
  version      @int,
  CONSTRAINT plan_consent_has_time CHECK (state IN ('offered', 'refused', 'ended') OR consented_at IS NOT NULL),
  CONSTRAINT plan_in_use_is_looked_at CHECK (state NOT IN ('active', 'under_revision') OR (from_date IS NOT NULL AND revise_on IS NOT NULL)),
  CONSTRAINT plan_period_forward CHECK (until_date IS NULL OR (from_date IS NOT NULL AND until_date > from_date)),
  CONSTRAINT plan_end_whole CHECK ((state = 'ended') = (ended_at IS NOT NULL) AND (state = 'ended') = (end_reason IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX individual_plan_one_open ON individual_plan (person_id) WHERE state NOT IN ('refused', 'ended');
CREATE INDEX individual_plan_case ON individual_plan (case_id, id);
CREATE VIEW case_individual_plan AS SELECT id, case_id, state, offered_at, consented_at, from_date, until_date, revise_on, ended_at FROM individual_plan;

-- The steps of a plan; plan_step in rules.c says the same. None of them but an end is taken while her last answer is anything but yes: no plan is made
-- without her consent, and none goes on without it. (IPF-2)
-- only sqlite
CREATE TRIGGER individual_plan_begins BEFORE INSERT ON individual_plan WHEN NEW.state <> 'offered' BEGIN SELECT RAISE(ABORT, 'plan_steps'); END;
-- only sqlite
CREATE TRIGGER individual_plan_steps BEFORE UPDATE ON individual_plan BEGIN
  SELECT RAISE(ABORT, 'plan_is_of_one_case') WHERE NEW.case_id <> OLD.case_id OR NEW.person_id <> OLD.person_id;
  SELECT RAISE(ABORT, 'plan_steps') WHERE (NEW.state <> OLD.state OR OLD.state IN ('refused', 'ended')) AND (OLD.state || '>' || NEW.state) NOT IN (
    'offered>refused', 'offered>consented', 'offered>ended', 'consented>in_work', 'consented>ended', 'in_work>active', 'in_work>ended',
    'active>under_revision', 'active>ended', 'under_revision>active', 'under_revision>ended');
  SELECT RAISE(ABORT, 'plan_without_consent') WHERE NEW.state <> OLD.state AND NEW.state NOT IN ('refused', 'ended') AND COALESCE(
    (SELECT o.answer FROM plan_offer o WHERE o.case_id = NEW.case_id AND o.kind = 'individual_plan' ORDER BY o.id DESC LIMIT 1), 'none') <> 'yes';
END;
-- only postgresql
CREATE FUNCTION individual_plan_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'offered' THEN RAISE EXCEPTION 'plan_steps'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.case_id <> OLD.case_id OR NEW.person_id <> OLD.person_id THEN RAISE EXCEPTION 'plan_is_of_one_case'; END IF;
  IF (NEW.state <> OLD.state OR OLD.state IN ('refused', 'ended')) AND (OLD.state || '>' || NEW.state) NOT IN (
    'offered>refused', 'offered>consented', 'offered>ended', 'consented>in_work', 'consented>ended', 'in_work>active', 'in_work>ended',
    'active>under_revision', 'active>ended', 'under_revision>active', 'under_revision>ended') THEN RAISE EXCEPTION 'plan_steps'; END IF;
  IF NEW.state <> OLD.state AND NEW.state NOT IN ('refused', 'ended') AND COALESCE(
    (SELECT o.answer FROM plan_offer o WHERE o.case_id = NEW.case_id AND o.kind = 'individual_plan' ORDER BY o.id DESC LIMIT 1), 'none') <> 'yes'
    THEN RAISE EXCEPTION 'plan_without_consent'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER individual_plan_steps BEFORE INSERT OR UPDATE ON individual_plan FOR EACH ROW EXECUTE FUNCTION individual_plan_steps();

-- A goal of hers, and where it stands. `whose`: hers from the first word, or suggested by somebody and then hers when she agrees (R-208). One that has become
-- another goes on in a new row.
-- never deleted
CREATE TABLE goal (
  id           @id,
  case_id      @ref(person_case),
  person_id    @ref(person),
  state        @enum(goal_state),
  whose        @enum(goal_whose),
  continues_id @ref?(goal),
  made_at      @instant,
  made_by      @ref(staff),
  since        @instant,
  since_by     @ref(staff),
  settled_at   @instant?,
  version      @int,
  CONSTRAINT goal_settled_whole CHECK ((state IN ('reached', 'changed', 'left')) = (settled_at IS NOT NULL))
) @strict;
CREATE INDEX goal_case ON goal (case_id, id);
CREATE INDEX goal_open ON goal (case_id, id) WHERE settled_at IS NULL;
CREATE UNIQUE INDEX goal_goes_on_once ON goal (continues_id) WHERE continues_id IS NOT NULL;
CREATE VIEW case_goal AS SELECT id, case_id, state, whose, made_at, since, settled_at FROM goal;

-- Where a goal has stood, and since when. Written by the triggers below, so that no step is taken unseen.
-- append only
CREATE TABLE goal_step (
  goal_id  @ref(goal),
  seq      @int,
  state    @enum(goal_state),
  at       @instant,
  by_staff @ref(staff),
  PRIMARY KEY (goal_id, seq)
) @strict;

-- only sqlite
CREATE TRIGGER goal_first_step AFTER INSERT ON goal BEGIN
  INSERT INTO goal_step (goal_id, seq, state, at, by_staff) VALUES (NEW.id, 1, NEW.state, NEW.since, NEW.since_by);
END;
-- only sqlite
CREATE TRIGGER goal_next_step AFTER UPDATE OF state ON goal WHEN NEW.state <> OLD.state BEGIN
  INSERT INTO goal_step (goal_id, seq, state, at, by_staff)
  SELECT NEW.id, max(seq) + 1, NEW.state, NEW.since, NEW.since_by FROM goal_step WHERE goal_id = NEW.id;
END;
-- only postgresql
CREATE FUNCTION goal_stepped() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO goal_step (goal_id, seq, state, at, by_staff) VALUES (NEW.id, 1, NEW.state, NEW.since, NEW.since_by);
  ELSIF NEW.state <> OLD.state THEN
    INSERT INTO goal_step (goal_id, seq, state, at, by_staff)
    SELECT NEW.id, max(seq) + 1, NEW.state, NEW.since, NEW.since_by FROM goal_step WHERE goal_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER goal_stepped AFTER INSERT OR UPDATE ON goal FOR EACH ROW EXECUTE FUNCTION goal_stepped();

-- What the goal is, in her own words, and why it matters. Said anew: a new row, and the former words stay. (R-205, R-208, R-213)
-- sensitive plan
-- append only
CREATE TABLE goal_words (
  id        @id,
  goal_id   @ref(goal),
  case_id   @ref(person_case),
  person_id @ref(person),
  kind      @enum(goal_kind),
  words     @sealed,
  why       @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX goal_words_goal ON goal_words (goal_id, id);
CREATE INDEX goal_words_case ON goal_words (case_id, id);

-- The steps of a goal; goal_may_become in rules.c says the same. What is reached, changed or left stays so.
-- only sqlite
CREATE TRIGGER goal_begins BEFORE INSERT ON goal WHEN NEW.state <> 'wished' BEGIN SELECT RAISE(ABORT, 'goal_steps'); END;
-- only sqlite
CREATE TRIGGER goal_steps BEFORE UPDATE ON goal BEGIN
  SELECT RAISE(ABORT, 'goal_steps') WHERE NEW.case_id <> OLD.case_id OR NEW.whose <> OLD.whose OR OLD.settled_at IS NOT NULL
    OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('wished>agreed', 'wished>changed', 'wished>left', 'agreed>pursued', 'agreed>changed',
        'agreed>left', 'pursued>reached', 'pursued>changed', 'pursued>left'));
END;
-- only postgresql
CREATE FUNCTION goal_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'wished' THEN RAISE EXCEPTION 'goal_steps'; END IF;
  ELSIF NEW.case_id <> OLD.case_id OR NEW.whose <> OLD.whose OR OLD.settled_at IS NOT NULL
    OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('wished>agreed', 'wished>changed', 'wished>left', 'agreed>pursued', 'agreed>changed',
        'agreed>left', 'pursued>reached', 'pursued>changed', 'pursued>left'))
    THEN RAISE EXCEPTION 'goal_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER goal_steps BEFORE INSERT OR UPDATE ON goal FOR EACH ROW EXECUTE FUNCTION goal_steps();

-- Who does what by when (R-204, R-207). `kind` is a code of law/plan.yaml. What is put off gets a reason and goes on as a new row with a new day; `moved` tells how many
-- times, `first_id` where it began and its words stand. An agreed one always has an owner and a day.
-- never deleted
-- unit unit_id follows WHERE state IN ('proposed', 'agreed')
CREATE TABLE plan_action (
  id           @id,
  case_id      @ref(person_case),
  person_id    @ref(person),
  goal_id      @ref?(goal),
  kind         @text,
  state        @enum(plan_action_state),
  owner        @enum?(plan_action_owner),
  unit_id      @ref?(unit),
  staff_id     @ref?(staff),
  due          @date?,
  made_at      @instant,
  made_by      @ref(staff),
  settled_at   @instant?,
  settled_by   @ref?(staff),
  reason       @enum?(plan_action_reason),
  continues_id @ref?(plan_action),
  first_id     @ref?(plan_action),
  moved        @int,
  version      @int,
  CONSTRAINT plan_action_has_owner_and_day CHECK (state IN ('proposed', 'dropped') OR (owner IS NOT NULL AND due IS NOT NULL)),
  CONSTRAINT plan_action_owner_whole CHECK ((owner IS NOT NULL AND owner = 'unit') = (unit_id IS NOT NULL) AND (staff_id IS NULL OR unit_id IS NOT NULL)),
  CONSTRAINT plan_action_settled_whole CHECK ((state IN ('done', 'moved', 'dropped')) = (settled_at IS NOT NULL) AND (settled_at IS NULL) = (settled_by IS NULL)),
  CONSTRAINT plan_action_has_reason CHECK ((state IN ('moved', 'dropped')) = (reason IS NOT NULL))
) @strict;
CREATE INDEX plan_action_case ON plan_action (case_id, id);
CREATE INDEX plan_action_open ON plan_action (case_id, due) WHERE settled_at IS NULL;
CREATE INDEX plan_action_settled ON plan_action (case_id, settled_at);
CREATE INDEX plan_action_goal ON plan_action (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX plan_action_staff ON plan_action (staff_id, case_id) WHERE settled_at IS NULL;
CREATE UNIQUE INDEX plan_action_goes_on_once ON plan_action (continues_id) WHERE continues_id IS NOT NULL;
CREATE VIEW case_plan_action AS
  SELECT id, case_id, goal_id, kind, state, owner, unit_id, staff_id, due, made_at, settled_at, settled_by, reason, moved FROM plan_action;

-- The steps of an action; plan_action_may_become in rules.c says the same. What is settled stays as it is.
-- only sqlite
CREATE TRIGGER plan_action_begins BEFORE INSERT ON plan_action WHEN NEW.state NOT IN ('proposed', 'agreed') BEGIN SELECT RAISE(ABORT, 'plan_action_steps'); END;
-- only sqlite
CREATE TRIGGER plan_action_steps BEFORE UPDATE ON plan_action BEGIN
  SELECT RAISE(ABORT, 'plan_action_steps') WHERE NEW.case_id <> OLD.case_id OR OLD.settled_at IS NOT NULL
    OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('proposed>agreed', 'proposed>dropped', 'agreed>done', 'agreed>moved', 'agreed>dropped'))
    OR (OLD.state = 'agreed' AND NEW.due <> OLD.due);
END;
-- only postgresql
CREATE FUNCTION plan_action_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('proposed', 'agreed') THEN RAISE EXCEPTION 'plan_action_steps'; END IF;
  ELSIF NEW.case_id <> OLD.case_id OR OLD.settled_at IS NOT NULL
    OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('proposed>agreed', 'proposed>dropped', 'agreed>done', 'agreed>moved', 'agreed>dropped'))
    OR (OLD.state = 'agreed' AND NEW.due <> OLD.due)
    THEN RAISE EXCEPTION 'plan_action_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER plan_action_steps BEFORE INSERT OR UPDATE ON plan_action FOR EACH ROW EXECUTE FUNCTION plan_action_steps();

-- What is to be done where the kind does not say it all, and how it went.
-- sensitive plan
-- append only
CREATE TABLE plan_action_note (
  id        @id,
  action_id @ref(plan_action),
  case_id   @ref(person_case),
  person_id @ref(person),
  kind      @enum(plan_action_note_kind),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX plan_action_note_action ON plan_action_note (action_id, kind, id);
CREATE INDEX plan_action_note_case ON plan_action_note (case_id, id);

-- Her own words on each point that is not kept elsewhere (IPF-6, R-212, R-217). The newest of a section counts; NULL: taken out again.
-- sensitive plan
-- append only
CREATE TABLE plan_text (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  part      @enum(plan_part),
  section   @enum(plan_section),
  words     @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX plan_text_part ON plan_text (case_id, part, section, id);

-- Whom to call when it gets hard, in her order. (R-212)
-- sensitive plan
-- never deleted
CREATE TABLE crisis_contact (
  id         @id,
  case_id    @ref(person_case),
  person_id  @ref(person),
  name       @sealed,
  phone      @sealed?,
  note       @sealed?,
  added_at   @instant,
  added_by   @ref(staff),
  removed_at @instant?
) @strict;
CREATE INDEX crisis_contact_case ON crisis_contact (case_id, id) WHERE removed_at IS NULL;

-- What was tried, how it went, and what was learned. (R-216)
-- sensitive plan
-- append only
CREATE TABLE plan_tried (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  tried_on  @date,
  what      @sealed,
  result    @enum(tried_result),
  learned   @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX plan_tried_case ON plan_tried (case_id, tried_on, id);

-- Which unit may read which part of her plan, as she has decided it. The newest of a part and unit counts. It only ever takes away: what secrecy does not open,
-- stays closed. (R-205)
-- append only
-- unit unit_id keeps
CREATE TABLE plan_reader (
  id       @id,
  case_id  @ref(person_case),
  part     @enum(plan_part),
  unit_id  @ref(unit),
  may_read @bool,
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX plan_reader_case ON plan_reader (case_id, unit_id, part, id);

-- A parent of a child with serious illness or disability has been asked about a child coordinator. (HOL-15)
-- sensitive plan
-- append only
CREATE TABLE child_coordinator (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  answer    @enum(child_coordinator_answer),
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX child_coordinator_case ON child_coordinator (case_id, id);

-- A health trust says that she needs a plan or a coordinator, and takes part in making it. The coordinating unit answers. (IPF-5, HOL-16)
-- sensitive plan
-- never deleted
CREATE TABLE plan_notice (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  sender      @sealed,
  wish        @enum(plan_notice_wish),
  received_on @date,
  takes_part  @bool,
  at          @instant,
  by_staff    @ref(staff),
  answered_at @instant?,
  answered_by @ref?(staff),
  CONSTRAINT plan_notice_answer_whole CHECK ((answered_at IS NULL) = (answered_by IS NULL))
) @strict;
CREATE INDEX plan_notice_case ON plan_notice (case_id, id);

-- Somebody has seen that a plan or a coordinator may be needed, and it is told to the unit that coordinates, apart from whoever has the case. No words: by whom,
-- when, and until it has been offered. by_staff NULL: the program saw it. (IPF-3, IPF-5, HOL-16)
-- never deleted
-- unit by_unit keeps
CREATE TABLE plan_need (
  id          @id,
  case_id     @ref(person_case),
  wish        @enum(plan_notice_wish),
  at          @instant,
  by_staff    @ref?(staff),
  by_unit     @ref(unit),
  answered_at @instant?
) @strict;
CREATE UNIQUE INDEX plan_need_open ON plan_need (case_id) WHERE answered_at IS NULL;
CREATE INDEX plan_need_case ON plan_need (case_id, id);
