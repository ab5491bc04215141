-- The catalogue of measures, and the help a person has in them: entered, waited for, switched without a gap, agreed week by week. (R-227–R-234, R-239–R-246)
-- The spine shows a measure by its plain name, its unit and its days. What it is called in full, what was asked at the door, and what is agreed, is read in
-- the measure's own zone and logged there. (I-04, I-05, I-06)
-- enum measure_kind: follow_up ambulatory housing_first aftercare rehabilitation harm_reduction activity consultant environment_therapist shared_team shared_living other_measure
-- enum measure_arena: at_home outside meeting_place office shared_house anywhere
-- enum measure_run_by: own shared outsider
-- enum ticket_kind: abstinence institution_stay own_home referral decision_made own_wish other_ticket
-- enum ticket_answer: met not_met not_known
-- enum measure_state: waiting running over withdrawn
-- enum measure_ground: decided before_decision low_threshold
-- enum measure_wait: place_full unit_answers ticket_open starts_later
-- enum measure_over: switched reached she_wishes not_fitting moved measure_closed
-- enum measure_said_kind: why tailored review ended
-- enum measure_result: fits fits_partly fits_not
-- enum help_agreement_state: running replaced ended
-- enum measure_phase: mapping agreement following_up
-- enum fidelity_principle: home_is_a_right respect_and_warmth as_long_as_needed ordinary_homes home_apart_from_services own_choice recovery less_harm
-- enum fidelity_mark: not_yet partly mostly fully
-- enum help_task_kind: cleaning laundry shopping cooking moving company transport repairs papers
-- enum help_task_state: asked taken declined done
-- enum measure_answer: wants thinks wants_not
-- enum gap_why: ticket_stops age_stops none_has_room wrong_place wrong_hours none_like_it
-- enum gap_end: found_one no_longer_needed

-- One measure the municipality has. `plain` is what stands in the spine and in letters: it tells nothing about the person. What comes from the profile follows
-- the profile; how many it has room for, whether it is open, and its rules are the municipality's own from then on. (R-229–R-231, R-243, R-245, R-246, R-259)
-- unit unit_id follows WHERE 1 = 1
CREATE TABLE measure (
  id             @id,
  code           @text UNIQUE,
  name_nb        @text,
  name_nn        @text,
  plain_nb       @text,
  plain_nn       @text,
  target_nb      @text?,
  target_nn      @text?,
  content_nb     @text?,
  content_nn     @text?,
  professions_nb @text?,
  professions_nn @text?,
  kind           @enum(measure_kind),
  unit_id        @ref(unit),
  run_by         @enum(measure_run_by),
  zone           @enum(zone),
  help           @enum?(service_kind),
  arena          @enum(measure_arena),
  harm_reducing  @bool,
  field_based    @bool,
  low_threshold  @bool,
  carries_tasks  @bool,
  offered        @bool,
  age_from       @int?,
  age_to         @int?,
  places         @int?,
  positions      @int?,
  agreement_days @int,
  review_weeks   @int,
  from_profile   @bool,
  open           @bool,
  version        @int,
  CONSTRAINT measure_age_forward CHECK (age_from IS NULL OR age_to IS NULL OR age_from <= age_to),
  CONSTRAINT measure_places_counted CHECK (places IS NULL OR places >= 0),
  CONSTRAINT measure_positions_in_percent CHECK (positions IS NULL OR positions > 0),
  CONSTRAINT measure_agreement_short CHECK (agreement_days BETWEEN 7 AND 92),
  CONSTRAINT measure_review_four_to_eight CHECK (review_weeks BETWEEN 4 AND 8),
  CONSTRAINT measure_not_in_spine CHECK (zone IN ('health', 'social', 'plan'))
) @strict;
CREATE INDEX measure_unit ON measure (unit_id, id);
CREATE VIEW measure_name AS SELECT id, code, plain_nb, plain_nn, unit_id, kind, open FROM measure;

-- What is asked at the door, and why it is asked. A ticket that is asked for no more keeps its row. (R-230)
CREATE TABLE measure_ticket (
  id         @id,
  measure_id @ref(measure),
  kind       @enum(ticket_kind),
  words_nb   @text,
  words_nn   @text,
  why_nb     @text,
  why_nn     @text,
  from_profile @bool,
  from_date  @date,
  until_date @date?,
  CONSTRAINT ticket_forward CHECK (until_date IS NULL OR until_date >= from_date)
) @strict;
CREATE INDEX measure_ticket_of ON measure_ticket (measure_id, id);

-- A rule that is agreed for a measure, and why. Everybody who works there follows it, and whoever gets the help may read it. A rule is never rewritten: it ends,
-- and another begins. (R-232)
-- never deleted
CREATE TABLE measure_rule (
  id         @id,
  measure_id @ref(measure),
  words_nb   @text,
  words_nn   @text,
  why_nb     @text,
  why_nn     @text,
  from_profile @bool,
  from_date  @date,
  until_date @date?,
  by_staff   @ref?(staff),
  CONSTRAINT rule_forward CHECK (until_date IS NULL OR until_date >= from_date),
  CONSTRAINT rule_has_its_why CHECK (length(why_nb) > 0 AND length(why_nn) > 0)
) @strict;
CREATE INDEX measure_rule_of ON measure_rule (measure_id, id);

-- One person in one measure: waiting for it, in it, out of it. `over_on` is the first day it is over, so a switch has the same day in both and no gap can be
-- written down. `part_number` is the part of the decision it rests on, whatever version is in force. (R-227, I-09)
-- never deleted
-- unit unit_id follows WHERE state IN ('waiting', 'running')
-- unit by_unit keeps
CREATE TABLE measure_stay (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  measure_id  @ref(measure),
  unit_id     @ref(unit),
  staff_id    @ref?(staff),
  state       @enum(measure_state),
  waits_for   @enum?(measure_wait),
  waits_since @date?,
  ground      @enum?(measure_ground),
  part_id     @ref?(decision_part),
  part_number @int?,
  service_id  @ref?(service),
  started_on  @date?,
  over_on     @date?,
  over_why    @enum?(measure_over),
  follows_id  @ref?(measure_stay),
  review_on   @date?,
  at          @instant,
  by_staff    @ref(staff),
  by_unit     @ref(unit),
  version     @int,
  CONSTRAINT stay_waits_for_something CHECK (state <> 'waiting' OR (waits_for IS NOT NULL AND waits_since IS NOT NULL)),
  CONSTRAINT measure_stay_has_ground CHECK (state IN ('waiting', 'withdrawn') OR (ground IS NOT NULL AND started_on IS NOT NULL)),
  CONSTRAINT measure_ground_is_known CHECK (ground IS NULL OR ((ground = 'decided') = (part_number IS NOT NULL) AND (ground = 'before_decision') = (service_id IS NOT NULL))),
  CONSTRAINT measure_part_whole CHECK ((part_id IS NULL) = (part_number IS NULL)),
  CONSTRAINT measure_over_whole CHECK ((state = 'over') = (over_on IS NOT NULL) AND (over_on IS NULL) = (over_why IS NULL)),
  CONSTRAINT measure_over_forward CHECK (over_on IS NULL OR over_on >= started_on)
) @strict;
CREATE UNIQUE INDEX measure_stay_once ON measure_stay (case_id, measure_id) WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX measure_stay_follows_once ON measure_stay (follows_id) WHERE follows_id IS NOT NULL;
CREATE INDEX measure_stay_case ON measure_stay (case_id, id);
CREATE INDEX measure_stay_running ON measure_stay (measure_id) WHERE state = 'running';
CREATE INDEX measure_stay_waiting ON measure_stay (measure_id, waits_since) WHERE state = 'waiting';
CREATE INDEX measure_stay_unit ON measure_stay (unit_id, id) WHERE state IN ('waiting', 'running');
CREATE VIEW case_measure AS SELECT id, case_id, unit_id, staff_id, state, started_on, over_on, review_on FROM measure_stay;

-- The steps of a stay; the last free place is given once; a switch begins the day the other is over.
-- only sqlite
CREATE TRIGGER measure_stay_begins BEFORE INSERT ON measure_stay BEGIN
  SELECT RAISE(ABORT, 'measure_steps') WHERE NEW.state NOT IN ('waiting', 'running');
  SELECT RAISE(ABORT, 'measure_full') WHERE NEW.state = 'running'
    AND (SELECT count(*) FROM measure_stay s WHERE s.measure_id = NEW.measure_id AND s.state = 'running') >= (SELECT m.places FROM measure m WHERE m.id = NEW.measure_id);
  SELECT RAISE(ABORT, 'measure_gap') WHERE NEW.follows_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM measure_stay o WHERE o.id = NEW.follows_id AND o.case_id = NEW.case_id AND o.over_why = 'switched' AND o.over_on = NEW.started_on);
END;
-- only sqlite
CREATE TRIGGER measure_stay_steps BEFORE UPDATE ON measure_stay BEGIN
  SELECT RAISE(ABORT, 'measure_steps') WHERE OLD.state IN ('over', 'withdrawn') OR NEW.case_id <> OLD.case_id OR NEW.measure_id <> OLD.measure_id
    OR NEW.follows_id IS NOT OLD.follows_id OR (OLD.started_on IS NOT NULL AND NEW.started_on IS NOT OLD.started_on)
    OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('waiting>running', 'waiting>withdrawn', 'running>over'));
  SELECT RAISE(ABORT, 'measure_full') WHERE NEW.state = 'running' AND OLD.state = 'waiting'
    AND (SELECT count(*) FROM measure_stay s WHERE s.measure_id = NEW.measure_id AND s.state = 'running') >= (SELECT m.places FROM measure m WHERE m.id = NEW.measure_id);
END;
-- only postgresql
CREATE FUNCTION measure_stay_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('waiting', 'running') THEN RAISE EXCEPTION 'measure_steps'; END IF;
    IF NEW.follows_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM measure_stay o WHERE o.id = NEW.follows_id AND o.case_id = NEW.case_id AND o.over_why = 'switched' AND o.over_on = NEW.started_on)
    THEN RAISE EXCEPTION 'measure_gap'; END IF;
  ELSIF OLD.state IN ('over', 'withdrawn') OR NEW.case_id <> OLD.case_id OR NEW.measure_id <> OLD.measure_id
    OR NEW.follows_id IS DISTINCT FROM OLD.follows_id OR (OLD.started_on IS NOT NULL AND NEW.started_on IS DISTINCT FROM OLD.started_on)
    OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('waiting>running', 'waiting>withdrawn', 'running>over'))
  THEN RAISE EXCEPTION 'measure_steps'; END IF;
  IF NEW.state = 'running' AND (TG_OP = 'INSERT' OR OLD.state = 'waiting')
     AND (SELECT count(*) FROM measure_stay s WHERE s.measure_id = NEW.measure_id AND s.state = 'running') >= (SELECT m.places FROM measure m WHERE m.id = NEW.measure_id)
  THEN RAISE EXCEPTION 'measure_full'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER measure_stay_steps BEFORE INSERT OR UPDATE ON measure_stay FOR EACH ROW EXECUTE FUNCTION measure_stay_steps();

-- Who she meets there, each time it changes. (R-269)
-- append only
CREATE TABLE measure_contact (
  id       @id,
  stay_id  @ref(measure_stay),
  staff_id @ref?(staff),
  from_date @date,
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX measure_contact_stay ON measure_contact (stay_id, id);

-- What she answered, or what is known, about each ticket when she was proposed. Not known is neither yes nor no. (R-230)
-- sensitive :zone
-- append only
CREATE TABLE measure_ticket_said (
  id        @id,
  stay_id   @ref(measure_stay),
  ticket_id @ref(measure_ticket),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  answer    @enum(ticket_answer),
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX measure_ticket_said_stay ON measure_ticket_said (stay_id, zone, ticket_id, id);

-- Words about her in a measure: why this one, what is done differently for her, how it went, why it ended. (R-228)
-- sensitive :zone
-- append only
CREATE TABLE measure_said (
  id        @id,
  stay_id   @ref(measure_stay),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  kind      @enum(measure_said_kind),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX measure_said_stay ON measure_said (stay_id, zone, id);
CREATE INDEX measure_said_case ON measure_said (case_id, zone, id) WHERE kind = 'tailored';

-- After four to eight weeks in something new: does it fit? (R-269)
-- append only
CREATE TABLE measure_review (
  id       @id,
  stay_id  @ref(measure_stay),
  result   @enum(measure_result),
  on_date  @date,
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX measure_review_stay ON measure_review (stay_id, id);

-- What she and her worker have agreed for the weeks that come: fresh goods with a last day, inside what is decided. One at a time in a measure; the next takes
-- over from its first day. (R-095, R-096, R-234)
-- never deleted
CREATE TABLE help_agreement (
  id          @id,
  case_id     @ref(person_case),
  stay_id     @ref(measure_stay),
  state       @enum(help_agreement_state),
  minutes     @int,
  valid_from  @date,
  valid_until @date,
  ended_on    @date?,
  at          @instant,
  by_staff    @ref(staff),
  version     @int,
  CONSTRAINT agreement_forward CHECK (valid_until > valid_from),
  CONSTRAINT agreement_minutes CHECK (minutes BETWEEN 1 AND 10080),
  CONSTRAINT agreement_end_whole CHECK ((state = 'running') = (ended_on IS NULL))
) @strict;
CREATE UNIQUE INDEX help_agreement_one ON help_agreement (stay_id) WHERE state = 'running';
CREATE INDEX help_agreement_case ON help_agreement (case_id, id);
CREATE VIEW case_help_agreement AS SELECT id, case_id, stay_id, state, minutes, valid_from, valid_until, ended_on FROM help_agreement;
-- only sqlite
CREATE TRIGGER help_agreement_begins BEFORE INSERT ON help_agreement
WHEN NEW.state <> 'running' OR NOT EXISTS (SELECT 1 FROM measure_stay s WHERE s.id = NEW.stay_id AND s.case_id = NEW.case_id AND s.state = 'running') BEGIN
  SELECT RAISE(ABORT, 'agreement_steps');
END;
-- only sqlite
CREATE TRIGGER help_agreement_steps BEFORE UPDATE ON help_agreement
WHEN OLD.state <> 'running' OR NEW.minutes <> OLD.minutes OR NEW.valid_from <> OLD.valid_from OR NEW.stay_id <> OLD.stay_id OR NEW.valid_until < OLD.valid_until BEGIN
  SELECT RAISE(ABORT, 'agreement_steps');
END;
-- only postgresql
CREATE FUNCTION help_agreement_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'running' OR NOT EXISTS (SELECT 1 FROM measure_stay s WHERE s.id = NEW.stay_id AND s.case_id = NEW.case_id AND s.state = 'running')
    THEN RAISE EXCEPTION 'agreement_steps'; END IF;
  ELSIF OLD.state <> 'running' OR NEW.minutes <> OLD.minutes OR NEW.valid_from <> OLD.valid_from OR NEW.stay_id <> OLD.stay_id OR NEW.valid_until < OLD.valid_until
  THEN RAISE EXCEPTION 'agreement_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER help_agreement_steps BEFORE INSERT OR UPDATE ON help_agreement FOR EACH ROW EXECUTE FUNCTION help_agreement_steps();

-- What is agreed, in words she would use, and what she says of it.
-- sensitive :zone
-- append only
CREATE TABLE help_agreement_said (
  id           @id,
  agreement_id @ref(help_agreement),
  case_id      @ref(person_case),
  person_id    @ref(person),
  zone         @enum(zone),
  words        @sealed,
  her_words    @sealed?,
  at           @instant,
  by_staff     @ref(staff)
) @strict;
CREATE INDEX help_agreement_said_of ON help_agreement_said (agreement_id, zone, id);

-- Each time it was said once more, and until when. (R-234)
-- append only
CREATE TABLE help_agreement_confirmed (
  id           @id,
  agreement_id @ref(help_agreement),
  until_date   @date,
  at           @instant,
  by_staff     @ref(staff)
) @strict;
CREATE INDEX help_agreement_confirmed_of ON help_agreement_confirmed (agreement_id, id);

-- How far somebody has come with the Housing First team: mapping, then the agreement she takes part in, then follow-up. (R-239, K3, K7)
-- append only
CREATE TABLE measure_phase_step (
  stay_id  @ref(measure_stay),
  phase    @enum(measure_phase),
  on_date  @date,
  at       @instant,
  by_staff @ref(staff),
  PRIMARY KEY (stay_id, phase)
) @strict;

-- How near a team is to the eight principles of Housing First, each time it has looked at itself. About the team, never about a person. (R-240)
-- append only
CREATE TABLE fidelity_check (
  id         @id,
  measure_id @ref(measure),
  on_date    @date,
  at         @instant,
  by_staff   @ref(staff),
  UNIQUE (measure_id, on_date)
) @strict;
-- append only
CREATE TABLE fidelity_answer (
  check_id  @ref(fidelity_check),
  principle @enum(fidelity_principle),
  mark      @enum(fidelity_mark),
  todo      @text?,
  PRIMARY KEY (check_id, principle)
) @strict;

-- Everybody in reach of a measure is asked whether she would like it. A no is hers, costs nothing, and is asked again in time. (R-244, R-245)
-- append only
CREATE TABLE measure_offer (
  id         @id,
  case_id    @ref(person_case),
  measure_id @ref(measure),
  answer     @enum(measure_answer),
  ask_again  @date?,
  on_date    @date,
  at         @instant,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX measure_offer_case ON measure_offer (case_id, measure_id, id);

-- A piece of everyday help that another unit carries out, across professions. There is no kind for medication, and no words. (R-242)
-- never deleted
-- unit from_unit keeps
-- unit to_unit follows WHERE state IN ('asked', 'taken')
CREATE TABLE help_task (
  id          @id,
  case_id     @ref(person_case),
  from_unit   @ref(unit),
  to_unit     @ref(unit),
  measure_id  @ref(measure),
  kind        @enum(help_task_kind),
  state       @enum(help_task_state),
  every_weeks @int?,
  due         @date,
  asked_at    @instant,
  asked_by    @ref(staff),
  answered_at @instant?,
  answered_by @ref?(staff),
  version     @int,
  CONSTRAINT help_task_answer_whole CHECK ((state = 'asked') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)),
  CONSTRAINT help_task_between_units CHECK (from_unit <> to_unit),
  CONSTRAINT help_task_every CHECK (every_weeks IS NULL OR every_weeks BETWEEN 1 AND 12)
) @strict;
CREATE UNIQUE INDEX help_task_one_open ON help_task (case_id, to_unit, kind) WHERE state IN ('asked', 'taken');
CREATE INDEX help_task_case ON help_task (case_id, id);
CREATE INDEX help_task_unit ON help_task (to_unit, due) WHERE state IN ('asked', 'taken');
-- only sqlite
CREATE TRIGGER help_task_steps BEFORE UPDATE ON help_task
WHEN OLD.state IN ('declined', 'done') OR NEW.case_id <> OLD.case_id OR NEW.kind <> OLD.kind
  OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('asked>taken', 'asked>declined', 'taken>done')) BEGIN
  SELECT RAISE(ABORT, 'help_task_steps');
END;
-- only postgresql
CREATE FUNCTION help_task_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state IN ('declined', 'done') OR NEW.case_id <> OLD.case_id OR NEW.kind <> OLD.kind
     OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('asked>taken', 'asked>declined', 'taken>done'))
  THEN RAISE EXCEPTION 'help_task_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER help_task_steps BEFORE UPDATE ON help_task FOR EACH ROW EXECUTE FUNCTION help_task_steps();

-- No measure fits: between bark and wood. Counted for the municipality, never held against her. (K6)
-- never deleted
CREATE TABLE measure_gap (
  id        @id,
  case_id   @ref(person_case),
  why       @enum(gap_why),
  since     @date,
  closed_on @date?,
  how       @enum?(gap_end),
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT gap_end_whole CHECK ((closed_on IS NULL) = (how IS NULL))
) @strict;
CREATE UNIQUE INDEX measure_gap_one ON measure_gap (case_id) WHERE closed_on IS NULL;
CREATE INDEX measure_gap_open ON measure_gap (why) WHERE closed_on IS NULL;
