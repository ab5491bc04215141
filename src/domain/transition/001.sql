-- Safe transitions: every announced way from one place or one helper to another, from the first message until she has settled. (MODEL 3.11, R-254–R-273,
-- USK-1–USK-8, BVL-3, SOT-15, HOL-18)
-- enum transition_kind: admission discharge treatment_end release ageing_out move_in move_out new_worker new_measure
-- enum transition_state: announced claimed planning ready_declared can_receive cannot_until moved settling completed broken_off
-- enum transition_party: hospital_psychiatry hospital_substance hospital_somatic treatment prison child_welfare municipality home own_unit
-- enum transition_source: message phone meeting herself
-- enum transition_home: own_home home_ready home_by_date place_for_now nothing_yet
-- enum transition_ready_by: institution municipality
-- enum transition_end_why: stays_there died moved_away not_wanted joined_other mistake
-- enum transition_point: told warm_meeting money papers medication specialist_contact joint_plan coercion_ended aftercare youth_contact individual_plan
--   treatment_goes_on other_side keep_home clarified guide
-- enum transition_point_state: open done not_wanted not_relevant
-- enum transition_result: met phoned not_reached declined
-- enum transition_word: place contact needs her_words agreed answer dispute deviation
-- enum transition_deviation_kind: late_warning ready_unplanned ready_without_home left_unanswered no_account refused_care too_ill no_appeal_information
--   no_contact_in_time pressure
-- enum transition_deviation_state: logged raised answered
-- enum transition_letter_kind: receives receives_not account disagreement deviation elsewhere
-- enum stay_said: here elsewhere
-- enum transition_side_kind: account disagreement
-- enum prison_state: serving released unknown
-- enum treatment_kind: treatment lar
-- enum treatment_state: being_written sent assessed granted refused withdrawn
-- enum treatment_refused_why: intoxicated substance_first too_ill no_capacity other_place not_entitled other
-- enum appeal_told: yes no no_letter
-- enum transition_answer: can cannot

-- One transition; at most one of each kind is open in a case. Codes, days and names of units only: where she is and why stands in transition_words, in the
-- zone of whoever was told. `unit_id` has it to do: the municipality's one port until somebody claims it. No yes without a home answer and a contact
-- by name, and nothing the municipality itself calls ready without a home answer: the constraints say so whatever the program does. (R-265, R-273)
-- never deleted
-- unit unit_id follows WHERE state NOT IN ('completed', 'broken_off')
CREATE TABLE transition (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  kind          @enum(transition_kind),
  state         @enum(transition_state),
  from_party    @enum(transition_party),
  to_party      @enum(transition_party),
  unit_id       @ref(unit),
  source        @enum(transition_source),
  message_key   @text? UNIQUE,
  began_at      @instant?,
  announced_at  @instant,
  announced_by  @ref?(staff),
  lacks_home    @bool,
  expected_on   @date?,
  planned       @bool,
  home          @enum?(transition_home),
  home_from     @date?,
  contact_staff @ref?(staff),
  ready_at      @instant?,
  ready_by      @enum?(transition_ready_by),
  answer_due    @instant?,
  answered_at   @instant?,
  cannot_until  @date?,
  moved_on      @date?,
  without_yes   @bool,
  ended_on      @date?,
  ended_why     @enum?(transition_end_why),
  changed_at    @instant,
  changed_by    @ref?(staff),
  version       @int,
  CONSTRAINT transition_two_ends CHECK (from_party <> to_party OR from_party IN ('own_unit', 'municipality')),
  CONSTRAINT transition_home_day CHECK ((home = 'home_by_date') = (home_from IS NOT NULL)),
  CONSTRAINT transition_ready_whole CHECK ((ready_at IS NULL) = (ready_by IS NULL) AND (ready_at IS NULL) = (answer_due IS NULL)),
  CONSTRAINT transition_ready_when CHECK (state NOT IN ('ready_declared', 'can_receive', 'cannot_until') OR ready_at IS NOT NULL),
  CONSTRAINT transition_no_ready_without_home CHECK (ready_by <> 'municipality' OR home IS NOT NULL),
  CONSTRAINT transition_yes_is_safe CHECK (state <> 'can_receive' OR (home IS NOT NULL AND home <> 'nothing_yet' AND contact_staff IS NOT NULL AND answered_at IS NOT NULL)),
  CONSTRAINT transition_no_has_day CHECK (state <> 'cannot_until' OR (cannot_until IS NOT NULL AND answered_at IS NOT NULL)),
  CONSTRAINT transition_moved_whole CHECK (state NOT IN ('moved', 'settling', 'completed') OR moved_on IS NOT NULL),
  CONSTRAINT transition_moved_is_safe CHECK (state NOT IN ('moved', 'settling', 'completed') OR kind IN ('new_worker', 'new_measure') OR without_yes = 1 OR home IS NOT NULL),
  CONSTRAINT transition_end_whole CHECK ((state IN ('completed', 'broken_off')) = (ended_on IS NOT NULL) AND (state = 'broken_off') = (ended_why IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX transition_one_open ON transition (case_id, kind) WHERE state NOT IN ('completed', 'broken_off');
CREATE INDEX transition_case ON transition (case_id, id);
CREATE INDEX transition_unit ON transition (unit_id, state) WHERE state NOT IN ('completed', 'broken_off');
CREATE INDEX transition_expected ON transition (expected_on) WHERE state NOT IN ('completed', 'broken_off');
CREATE INDEX transition_open ON transition (state, id) WHERE state NOT IN ('completed', 'broken_off');
CREATE INDEX transition_contact_staff ON transition (contact_staff, case_id) WHERE contact_staff IS NOT NULL;
CREATE VIEW case_transition AS
  SELECT id, case_id, kind, state, unit_id, announced_at, expected_on, home, contact_staff, ready_at, answer_due, cannot_until, moved_on, ended_on FROM transition;

-- Each step, by whom. Written by the trigger, so that none can be left out.
-- append only
CREATE TABLE transition_step (
  transition_id @ref(transition),
  seq           @int,
  from_state    @enum?(transition_state),
  to_state      @enum(transition_state),
  at            @instant,
  by_staff      @ref?(staff),
  PRIMARY KEY (transition_id, seq)
) @strict;
CREATE VIEW transition_steps AS SELECT transition_id, seq, from_state, to_state, at FROM transition_step;

-- The states of MODEL 3.11 and no others; transition_may in rules.c says the same. Who it is about, and which way she goes, never changes.
-- only sqlite
CREATE TRIGGER transition_begins BEFORE INSERT ON transition
WHEN NOT ((NEW.state = 'announced' AND NEW.kind NOT IN ('new_worker', 'new_measure')) OR (NEW.state = 'settling' AND NEW.kind IN ('new_worker', 'new_measure'))) BEGIN
  SELECT RAISE(ABORT, 'transition_steps');
END;
-- only sqlite
CREATE TRIGGER transition_goes BEFORE UPDATE ON transition
WHEN NEW.case_id <> OLD.case_id OR NEW.person_id <> OLD.person_id OR NEW.kind <> OLD.kind OR NEW.announced_at <> OLD.announced_at
  OR OLD.state IN ('completed', 'broken_off')
  OR (NEW.state <> OLD.state AND NEW.state <> 'broken_off' AND (OLD.state || '>' || NEW.state) NOT IN
      ('announced>claimed', 'announced>ready_declared', 'claimed>planning', 'claimed>ready_declared', 'planning>ready_declared', 'planning>moved',
       'ready_declared>can_receive', 'ready_declared>cannot_until', 'ready_declared>planning', 'ready_declared>moved', 'cannot_until>can_receive',
       'cannot_until>planning', 'cannot_until>moved', 'can_receive>moved', 'can_receive>cannot_until', 'can_receive>planning', 'moved>settling',
       'settling>completed')) BEGIN
  SELECT RAISE(ABORT, 'transition_steps');
END;
-- only sqlite
CREATE TRIGGER transition_first_step AFTER INSERT ON transition BEGIN
  INSERT INTO transition_step (transition_id, seq, from_state, to_state, at, by_staff) VALUES (NEW.id, 1, NULL, NEW.state, NEW.changed_at, NEW.changed_by);
END;
-- only sqlite
CREATE TRIGGER transition_next_step AFTER UPDATE OF state ON transition WHEN NEW.state <> OLD.state BEGIN
  INSERT INTO transition_step (transition_id, seq, from_state, to_state, at, by_staff)
  SELECT NEW.id, max(seq) + 1, OLD.state, NEW.state, NEW.changed_at, NEW.changed_by FROM transition_step WHERE transition_id = NEW.id;
END;
-- only postgresql
CREATE FUNCTION transition_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT ((NEW.state = 'announced' AND NEW.kind NOT IN ('new_worker', 'new_measure')) OR (NEW.state = 'settling' AND NEW.kind IN ('new_worker', 'new_measure')))
    THEN RAISE EXCEPTION 'transition_steps'; END IF;
  ELSIF NEW.case_id <> OLD.case_id OR NEW.person_id <> OLD.person_id OR NEW.kind <> OLD.kind OR NEW.announced_at <> OLD.announced_at
    OR OLD.state IN ('completed', 'broken_off')
    OR (NEW.state <> OLD.state AND NEW.state <> 'broken_off' AND (OLD.state || '>' || NEW.state) NOT IN
        ('announced>claimed', 'announced>ready_declared', 'claimed>planning', 'claimed>ready_declared', 'planning>ready_declared', 'planning>moved',
         'ready_declared>can_receive', 'ready_declared>cannot_until', 'ready_declared>planning', 'ready_declared>moved', 'cannot_until>can_receive',
         'cannot_until>planning', 'cannot_until>moved', 'can_receive>moved', 'can_receive>cannot_until', 'can_receive>planning', 'moved>settling',
         'settling>completed'))
  THEN RAISE EXCEPTION 'transition_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER transition_goes BEFORE INSERT OR UPDATE ON transition FOR EACH ROW EXECUTE FUNCTION transition_goes();
-- only postgresql
CREATE FUNCTION transition_keeps_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO transition_step (transition_id, seq, from_state, to_state, at, by_staff) VALUES (NEW.id, 1, NULL, NEW.state, NEW.changed_at, NEW.changed_by);
  ELSIF NEW.state <> OLD.state THEN
    INSERT INTO transition_step (transition_id, seq, from_state, to_state, at, by_staff)
    SELECT NEW.id, max(seq) + 1, OLD.state, NEW.state, NEW.changed_at, NEW.changed_by FROM transition_step WHERE transition_id = NEW.id;
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER transition_keeps_step AFTER INSERT OR UPDATE ON transition FOR EACH ROW EXECUTE FUNCTION transition_keeps_step();

-- ── the plan ─────────────────────────────────────────────────────────────────

-- What is to be in order around her, one row a point. The home and the contact are no rows here: they stand on the transition itself and cannot be left out. (R-266–R-268)
CREATE TABLE transition_plan (
  transition_id @ref(transition),
  point         @enum(transition_point),
  state         @enum(transition_point_state),
  at            @instant,
  by_staff      @ref?(staff),
  PRIMARY KEY (transition_id, point)
) @strict;

-- Who meets her when: before a day that is known (below zero) and after she has moved. `due` moves with that day until somebody has met her. (R-266, R-269, USK-8)
CREATE TABLE transition_contact (
  id            @id,
  transition_id @ref(transition),
  case_id       @ref(person_case),
  day_no        @int,
  due           @date,
  done_on       @date?,
  result        @enum?(transition_result),
  UNIQUE (transition_id, day_no),
  CONSTRAINT transition_contact_done CHECK ((done_on IS NULL) = (result IS NULL) AND (result IS NULL OR result <> 'not_reached'))
) @strict;
CREATE INDEX transition_contact_due ON transition_contact (case_id, due) WHERE done_on IS NULL;
CREATE INDEX transition_contact_met ON transition_contact (case_id, done_on);

-- Each time somebody tried. Not reached counts for nothing against her.
-- append only
CREATE TABLE transition_try (
  id         @id,
  contact_id @ref(transition_contact),
  result     @enum(transition_result),
  on_date    @date,
  at         @instant,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX transition_try_contact ON transition_try (contact_id, id);

-- ── what it costs that she waits ─────────────────────────────────────────────

-- From the day she was ready and the municipality said no or nothing, to the day she is received, that day not counted. (USK-4, HOL-18)
-- never deleted
CREATE TABLE transition_payment (
  transition_id @ref(transition),
  from_date     @date,
  until_date    @date?,
  PRIMARY KEY (transition_id, from_date),
  CONSTRAINT payment_forward CHECK (until_date IS NULL OR until_date >= from_date)
) @strict;
CREATE UNIQUE INDEX transition_payment_one_running ON transition_payment (transition_id) WHERE until_date IS NULL;

-- Which municipality she says she stays in: that one answers the ward, and pays. The newest counts; nothing said is this one. (USK-6)
-- append only
CREATE TABLE transition_stay (
  id            @id,
  transition_id @ref(transition),
  case_id       @ref(person_case),
  person_id     @ref(person),
  said          @enum(stay_said),
  municipality  @sealed?,
  at            @instant,
  by_staff      @ref(staff),
  CONSTRAINT transition_stay_has_name CHECK ((said = 'elsewhere') = (municipality IS NOT NULL))
) @strict;
CREATE INDEX transition_stay_of ON transition_stay (transition_id, id);

-- The price of a day, set by the state for each year and entered here with where it stands; nothing is guessed. The newest of a year counts. (USK-5)
-- append only
CREATE TABLE discharge_price (
  id       @id,
  year     @int,
  amount   @int,
  stands   @text,
  at       @instant,
  by_staff @ref?(staff),
  CONSTRAINT discharge_price_sane CHECK (year BETWEEN 2012 AND 2100 AND amount BETWEEN 1 AND 1000000)
) @strict;
CREATE INDEX discharge_price_year ON discharge_price (year, id);

-- ── what is said, in the zone of whoever was told ────────────────────────────

-- Where she is, who knows her there, what she needs and says, what was agreed. Never changed: the newest of its kind counts.
-- sensitive :zone
-- append only
CREATE TABLE transition_words (
  id            @id,
  transition_id @ref(transition),
  case_id       @ref(person_case),
  person_id     @ref(person),
  zone          @enum(zone),
  word          @enum(transition_word),
  words         @sealed,
  at            @instant,
  by_staff      @ref(staff),
  CONSTRAINT transition_words_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX transition_words_of ON transition_words (transition_id, zone, id);

-- The letters as they were made: to the ward, to another municipality or the Statsforvalter.
-- sensitive :zone
-- append only
CREATE TABLE transition_letter (
  id            @id,
  transition_id @ref(transition),
  case_id       @ref(person_case),
  person_id     @ref(person),
  zone          @enum(zone),
  kind          @enum(transition_letter_kind),
  sent_on       @date,
  sha256        @text,
  pdf           @sealed,
  by_staff      @ref(staff)
) @strict;
CREATE INDEX transition_letter_of ON transition_letter (transition_id, zone, id);

-- What the municipality and the other end do not agree on: an account that is asked for (USK-7), or which municipality is responsible (SOT-15). The transition goes on.
-- never deleted
CREATE TABLE transition_side (
  id            @id,
  transition_id @ref(transition),
  case_id       @ref(person_case),
  kind          @enum(transition_side_kind),
  opened_on     @date,
  due           @date,
  ended_on      @date?,
  by_staff      @ref(staff)
) @strict;
CREATE INDEX transition_side_of ON transition_side (transition_id, id);
CREATE UNIQUE INDEX transition_side_one ON transition_side (transition_id, kind) WHERE ended_on IS NULL;

-- ── what went wrong ──────────────────────────────────────────────────────────

-- A deviation of somebody's duty towards her: logged by the program or a worker, raised by the leader, answered or not. A code and days; words stand apart. (R-257, R-262, R-264)
-- never deleted
-- unit unit_id follows WHERE state IN ('logged', 'raised')
CREATE TABLE transition_deviation (
  id            @id,
  case_id       @ref(person_case),
  transition_id @ref?(transition),
  unit_id       @ref(unit),
  kind          @enum(transition_deviation_kind),
  party         @enum(transition_party),
  state         @enum(transition_deviation_state),
  on_date       @date,
  at            @instant,
  by_staff      @ref?(staff),
  raised_on     @date?,
  answered_on   @date?,
  CONSTRAINT deviation_days CHECK ((state = 'logged') = (raised_on IS NULL) AND (state = 'answered') = (answered_on IS NOT NULL))
) @strict;
CREATE INDEX transition_deviation_unit ON transition_deviation (unit_id, state, id);
CREATE INDEX transition_deviation_case ON transition_deviation (case_id, id);
CREATE INDEX transition_deviation_at ON transition_deviation (on_date);

-- ── prison, and help to get treatment ────────────────────────────────────────

-- Serving, released or not known, from a day. For workers named for it, and nobody else. (R-260)
-- sensitive restricted
-- append only
CREATE TABLE prison_status (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  state     @enum(prison_state),
  on_date   @date,
  words     @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX prison_status_case ON prison_status (case_id, id);

-- An application for treatment, or for LAR, written with her and her doctor; and what came of it. A no is checked for what it must say. (R-261, R-262, R-264, PBRL-4)
-- sensitive health
-- never deleted
CREATE TABLE treatment_application (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  kind        @enum(treatment_kind),
  state       @enum(treatment_state),
  doctor      @sealed?,
  place       @sealed?,
  begun_on    @date,
  sent_on     @date?,
  due         @date?,
  answered_on @date?,
  refused_why @enum?(treatment_refused_why),
  appeal_told @enum?(appeal_told),
  at          @instant,
  by_staff    @ref(staff),
  version     @int,
  CONSTRAINT treatment_sent CHECK (state IN ('being_written', 'withdrawn') OR sent_on IS NOT NULL),
  CONSTRAINT treatment_refused CHECK ((state = 'refused') = (refused_why IS NOT NULL) AND (state = 'refused') = (appeal_told IS NOT NULL)),
  CONSTRAINT treatment_answered CHECK ((state IN ('granted', 'refused')) = (answered_on IS NOT NULL))
) @strict;
CREATE INDEX treatment_application_case ON treatment_application (case_id, id);

-- She came for care and was turned away: by whom, why, and whether she was told how to complain. Psychosis is treated whatever set it off. (R-257, R-262, R-263)
-- sensitive health
-- append only
CREATE TABLE treatment_refusal (
  id           @id,
  case_id      @ref(person_case),
  person_id    @ref(person),
  deviation_id @ref(transition_deviation),
  party        @enum(transition_party),
  why          @enum(treatment_refused_why),
  appeal_told  @enum(appeal_told),
  on_date      @date,
  words        @sealed?,
  at           @instant,
  by_staff     @ref(staff)
) @strict;
CREATE INDEX treatment_refusal_case ON treatment_refusal (case_id, id);
