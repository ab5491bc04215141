-- Safe work: what is agreed for those who go somewhere, and what has happened to workers. A rule is the outcome of looking at a situation of work, never a
-- word about a person: it has a situation, measures, a leader's yes and a day to look again. It is kept by unit and seen by those who go. (R-221, AML-1)
-- enum work_situation: home_visit at_door outdoors drive meeting_room phone
-- enum safe_measure: two_together outside_first call_before call_after daytime way_out own_phone
-- enum safety_state: proposed running refused over
-- enum incident_kind: threat violence harassment damage unsafe
-- enum incident_by: visitor neighbour she other_person animal unknown
-- enum care_step: talked_with reported_to_police doctor safety_representative relieved nothing_wished

-- What happened to a worker at work. With a case only when it was on the way to, or with, somebody. No words here. (AML-1)
-- unit unit_id keeps
-- never deleted
CREATE TABLE incident (
  id        @id,
  unit_id   @ref(unit),
  staff_id  @ref(staff),
  case_id   @ref?(person_case),
  kind      @enum(incident_kind),
  by_whom   @enum(incident_by),
  situation @enum(work_situation),
  on_date   @date,
  care_by   @date,
  care      @enum?(care_step),
  cared_on  @date?,
  cared_by  @ref?(staff),
  at        @instant,
  CONSTRAINT incident_cared_whole CHECK ((care IS NULL) = (cared_on IS NULL) AND (care IS NULL) = (cared_by IS NULL)),
  CONSTRAINT incident_not_by_oneself CHECK (cared_by IS NULL OR cared_by <> staff_id)
) @strict;
CREATE INDEX incident_unit ON incident (unit_id, on_date);
CREATE INDEX incident_open ON incident (unit_id, care_by) WHERE care IS NULL;
CREATE INDEX incident_staff ON incident (staff_id, on_date);
CREATE INDEX incident_case ON incident (case_id, unit_id) WHERE case_id IS NOT NULL;
-- The strain on workers: who, where, when, what. It has no case and no person, so that nothing about anyone can be counted from it.
CREATE VIEW staff_incident AS SELECT id, unit_id, staff_id, kind, on_date FROM incident;

-- A rule for a situation of work, of the unit whose visits it is about. A proposal counts until a leader has said yes or no; what runs never ends by itself.
-- unit unit_id follows WHERE state IN ('proposed', 'running')
-- never deleted
CREATE TABLE safety_rule (
  id          @id,
  case_id     @ref(person_case),
  unit_id     @ref(unit),
  situation   @enum(work_situation),
  incident_id @ref?(incident),
  state       @enum(safety_state),
  review_on   @date,
  proposed_at @instant,
  proposed_by @ref(staff),
  answered_at @instant?,
  answered_by @ref?(staff),
  CONSTRAINT safety_answered CHECK ((state = 'proposed') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)),
  CONSTRAINT safety_by_two CHECK (answered_by IS NULL OR answered_by <> proposed_by)
) @strict;
CREATE UNIQUE INDEX safety_rule_one ON safety_rule (case_id, unit_id, situation) WHERE state IN ('proposed', 'running');
CREATE INDEX safety_rule_unit ON safety_rule (unit_id, review_on) WHERE state IN ('proposed', 'running');
CREATE INDEX safety_rule_case ON safety_rule (case_id, unit_id, id);

-- What those who go do.
-- append only
CREATE TABLE safety_measure (
  rule_id @ref(safety_rule),
  measure @enum(safe_measure),
  PRIMARY KEY (rule_id, measure)
) @strict;

-- Another unit that goes there too, and so must know what to do; never why.
-- unit unit_id follows WHERE NOT EXISTS (SELECT 1 FROM safety_goer o WHERE o.rule_id = safety_goer.rule_id AND o.unit_id = NEW.successor_id)
CREATE TABLE safety_goer (
  rule_id @ref(safety_rule),
  unit_id @ref(unit),
  PRIMARY KEY (rule_id, unit_id)
) @strict;
CREATE INDEX safety_goer_unit ON safety_goer (unit_id);

-- Each time a leader looked at it again: whether it is still needed, and until when.
-- append only
CREATE TABLE safety_review (
  id       @id,
  rule_id  @ref(safety_rule),
  on_date  @date,
  needed   @bool,
  next_on  @date?,
  at       @instant,
  by_staff @ref(staff),
  CONSTRAINT safety_review_goes_on CHECK ((needed = 1) = (next_on IS NOT NULL)),
  CONSTRAINT safety_review_forward CHECK (next_on IS NULL OR next_on > on_date)
) @strict;
CREATE INDEX safety_review_rule ON safety_review (rule_id, id);

-- What may happen in this situation, and why: for the unit whose rule it is, in its own zone.
-- sensitive :zone
-- append only
CREATE TABLE safety_words (
  id        @id,
  rule_id   @ref(safety_rule),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT safety_words_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX safety_words_rule ON safety_words (case_id, zone, rule_id);

-- What happened, when it was with somebody.
-- sensitive :zone
-- append only
CREATE TABLE incident_words (
  id          @id,
  incident_id @ref(incident),
  case_id     @ref(person_case),
  person_id   @ref(person),
  zone        @enum(zone),
  words       @sealed,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT incident_words_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX incident_words_incident ON incident_words (case_id, zone, incident_id);

-- A rule steps from proposed to running or refused, and from running to over only after a leader has looked and found it not needed; the day moves only with
-- a review. Nothing else changes, and no day makes it end.
-- only sqlite
CREATE TRIGGER safety_rule_steps BEFORE UPDATE ON safety_rule
WHEN NEW.case_id <> OLD.case_id OR NEW.situation <> OLD.situation OR NEW.proposed_by <> OLD.proposed_by
  OR (NEW.state <> OLD.state
      AND NOT ((OLD.state = 'proposed' AND NEW.state IN ('running', 'refused'))
               OR (OLD.state = 'running' AND NEW.state = 'over' AND EXISTS (SELECT 1 FROM safety_review r WHERE r.rule_id = NEW.id AND r.needed = 0))))
  OR (NEW.review_on <> OLD.review_on AND NOT EXISTS (SELECT 1 FROM safety_review r WHERE r.rule_id = NEW.id AND r.next_on = NEW.review_on)) BEGIN
  SELECT RAISE(ABORT, 'safety_rule_step');
END;
-- only sqlite
CREATE TRIGGER incident_cared_once BEFORE UPDATE ON incident
WHEN OLD.care IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.on_date <> OLD.on_date OR NEW.staff_id <> OLD.staff_id OR NEW.case_id IS NOT OLD.case_id BEGIN
  SELECT RAISE(ABORT, 'incident_cared_once');
END;
-- only postgresql
CREATE FUNCTION safety_rule_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.case_id <> OLD.case_id OR NEW.situation <> OLD.situation OR NEW.proposed_by <> OLD.proposed_by
     OR (NEW.state <> OLD.state
         AND NOT ((OLD.state = 'proposed' AND NEW.state IN ('running', 'refused'))
                  OR (OLD.state = 'running' AND NEW.state = 'over' AND EXISTS (SELECT 1 FROM safety_review r WHERE r.rule_id = NEW.id AND r.needed = 0))))
     OR (NEW.review_on <> OLD.review_on AND NOT EXISTS (SELECT 1 FROM safety_review r WHERE r.rule_id = NEW.id AND r.next_on = NEW.review_on))
  THEN RAISE EXCEPTION 'safety_rule_step'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER safety_rule_steps BEFORE UPDATE ON safety_rule FOR EACH ROW EXECUTE FUNCTION safety_rule_step();
-- only postgresql
CREATE FUNCTION incident_cared_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.care IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.on_date <> OLD.on_date OR NEW.staff_id <> OLD.staff_id OR NEW.case_id IS DISTINCT FROM OLD.case_id
  THEN RAISE EXCEPTION 'incident_cared_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER incident_cared_once BEFORE UPDATE ON incident FOR EACH ROW EXECUTE FUNCTION incident_cared_once();
