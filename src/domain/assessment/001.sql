-- One assessment in steps: eight life areas, wishes in her own words beside the professional view (MODEL 3.4, R-065–R-070, HPL-10a, BSL-9).
-- enum assessment_state: draft with_person confirmed not_confirmed outdated
-- enum life_area: dwelling economy mental_health substance body family activity everyday
-- enum coverage: missing partly covered not_asked
-- enum not_obtained: did_not_want no_time_yet not_relevant asked_later
-- enum children: none lives_with_her lives_elsewhere expecting not_asked
-- enum floor_wish: ground not_ground any
-- enum assessment_place: desk home cafe phone institution other
-- enum disadvantaged_answer: yes no
-- enum confirmation: right not_right
-- enum assessment_note_kind: disadvantaged_reasons disagreement incomplete_reasons
-- enum assessment_change_kind: home family health economy safety other
-- enum child_step: asked_what_they_know informed offered_talk asked_about_follow_up did_not_want

-- One version of the picture of a person. One open at a time; a new version starts from the one before. form_version: the questions it was made
-- with, 0 when there were none. justified: the lacks (bits of assessment_guard) that a decision may go before, for a reason that is written down.
-- never deleted
CREATE TABLE assessment (
  id           @id,
  case_id      @ref(person_case),
  person_id    @ref(person),
  version_no   @int,
  state        @enum(assessment_state),
  children     @enum(children),
  disadvantaged @enum?(disadvantaged_answer),
  started_at   @instant,
  started_by   @ref(staff),
  confirmed_at @instant?,
  form_version @int,
  justified    @int,
  version      @int,
  UNIQUE (case_id, version_no),
  CONSTRAINT assessment_confirmed_has_time CHECK (state <> 'confirmed' OR confirmed_at IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX assessment_one_open ON assessment (case_id) WHERE state IN ('draft', 'with_person');
CREATE VIEW case_assessment AS SELECT id, case_id, version_no, state, children, disadvantaged, started_at, confirmed_at, form_version FROM assessment;
-- The states of MODEL 3.4: whatever is not listed is refused. What was read through and answered is not written in again, and nobody moves it to
-- another person, version or form.
-- only sqlite
CREATE TRIGGER assessment_moves BEFORE UPDATE ON assessment BEGIN
  SELECT RAISE(ABORT, 'assessment_moves') WHERE NEW.state <> OLD.state AND NOT (
    (OLD.state = 'draft' AND NEW.state = 'with_person') OR (OLD.state = 'with_person' AND NEW.state IN ('draft', 'confirmed', 'not_confirmed'))
    OR (OLD.state IN ('confirmed', 'not_confirmed') AND NEW.state = 'outdated'));
  SELECT RAISE(ABORT, 'assessment_closed') WHERE OLD.state NOT IN ('draft', 'with_person') AND (NEW.children <> OLD.children
    OR NEW.disadvantaged IS NOT OLD.disadvantaged OR NEW.confirmed_at IS NOT OLD.confirmed_at);
  SELECT RAISE(ABORT, 'assessment_is_of_one_case') WHERE NEW.case_id <> OLD.case_id OR NEW.person_id <> OLD.person_id
    OR NEW.version_no <> OLD.version_no OR NEW.form_version <> OLD.form_version;
END;
-- only sqlite
CREATE TRIGGER assessment_begins BEFORE INSERT ON assessment WHEN NEW.state <> 'draft' BEGIN SELECT RAISE(ABORT, 'assessment_begins_as_draft'); END;
-- only postgresql
CREATE FUNCTION assessment_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN RAISE EXCEPTION 'assessment_begins_as_draft'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state = 'draft' AND NEW.state = 'with_person') OR (OLD.state = 'with_person' AND NEW.state IN ('draft', 'confirmed', 'not_confirmed'))
    OR (OLD.state IN ('confirmed', 'not_confirmed') AND NEW.state = 'outdated')) THEN RAISE EXCEPTION 'assessment_moves'; END IF;
  IF OLD.state NOT IN ('draft', 'with_person') AND (NEW.children <> OLD.children OR NEW.disadvantaged IS DISTINCT FROM OLD.disadvantaged
    OR NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at) THEN RAISE EXCEPTION 'assessment_closed'; END IF;
  IF NEW.case_id <> OLD.case_id OR NEW.person_id <> OLD.person_id OR NEW.version_no <> OLD.version_no OR NEW.form_version <> OLD.form_version
    THEN RAISE EXCEPTION 'assessment_is_of_one_case'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER assessment_moves BEFORE INSERT OR UPDATE ON assessment FOR EACH ROW EXECUTE FUNCTION assessment_may_move();

-- A talk in which parts were filled in: when, where, by whom, and whether it was written on paper first. (R-068)
-- unit unit_id keeps
CREATE TABLE assessment_talk (
  id            @id,
  assessment_id @ref(assessment),
  held_on       @date,
  place         @enum(assessment_place),
  on_paper      @bool,
  staff_id      @ref(staff),
  unit_id       @ref(unit)
) @strict;
CREATE INDEX assessment_talk_of ON assessment_talk (assessment_id, held_on);

-- How far a life area is covered, and by whom: coded, seen by every involved unit (the puzzle). has_* tell that a text is there, not what it says.
-- unit unit_id keeps
CREATE TABLE area_coverage (
  assessment_id @ref(assessment),
  area          @enum(life_area),
  coverage      @enum(coverage),
  not_obtained  @enum?(not_obtained),
  unit_id       @ref?(unit),
  has_wish      @bool,
  has_need      @bool,
  changed_at    @instant,
  changed_by    @ref(staff),
  version       @int,
  PRIMARY KEY (assessment_id, area)
) @strict;
-- only sqlite
CREATE TRIGGER area_coverage_open BEFORE UPDATE ON area_coverage
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) NOT IN ('draft', 'with_person') BEGIN SELECT RAISE(ABORT, 'assessment_closed'); END;
-- only sqlite
CREATE TRIGGER area_coverage_begins BEFORE INSERT ON area_coverage
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) NOT IN ('draft', 'with_person') BEGIN SELECT RAISE(ABORT, 'assessment_closed'); END;
-- only postgresql
CREATE FUNCTION assessment_must_be_open() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT state FROM assessment WHERE id = NEW.assessment_id) NOT IN ('draft', 'with_person') THEN RAISE EXCEPTION 'assessment_closed'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER area_coverage_open BEFORE INSERT OR UPDATE ON area_coverage FOR EACH ROW EXECUTE FUNCTION assessment_must_be_open();
CREATE VIEW case_area AS SELECT a.case_id, a.id AS assessment_id, a.version_no, c.area, c.coverage, c.not_obtained, c.unit_id, c.has_wish, c.has_need FROM assessment a JOIN area_coverage c ON c.assessment_id = a.id;

-- What goes well, what she wants and what is needed in one area. Append-only; the newest row of an area up to a version counts, so that a new
-- version starts with what has not changed, without anyone reading it again.
-- sensitive :zone
-- append only
CREATE TABLE area_text (
  id            @id,
  case_id       @ref(person_case),
  version_no    @int,
  person_id     @ref(person),
  area          @enum(life_area),
  zone          @enum(zone),
  strength      @sealed?,
  wish          @sealed?,
  need          @sealed?,
  professional  @sealed?,
  at            @instant,
  by_staff      @ref(staff)
) @strict;
CREATE INDEX area_text_area ON area_text (case_id, zone, area, id);

-- Why she is disadvantaged on the housing market or not, and what she does not agree to in the whole. Append-only; the newest of a kind counts.
-- sensitive housing
-- append only
CREATE TABLE assessment_note (
  id         @id,
  case_id    @ref(person_case),
  version_no @int,
  person_id  @ref(person),
  kind       @enum(assessment_note_kind),
  content    @sealed,
  at         @instant,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX assessment_note_kind ON assessment_note (case_id, kind, id);

-- The answers to the questions of the form (law/forms.yaml). Append-only; the newest of a question up to a version counts. An answer keeps the
-- form version it was given under, and is read with its words. NULL: taken out again. (R-078–R-086, I-14)
-- sensitive :zone
-- append only
CREATE TABLE form_answer (
  id           @id,
  case_id      @ref(person_case),
  version_no   @int,
  person_id    @ref(person),
  form_version @int,
  question     @text,
  area         @enum(life_area),
  zone         @enum(zone),
  answer       @sealed?,
  at           @instant,
  by_staff     @ref(staff)
) @strict;
CREATE INDEX form_answer_question ON form_answer (case_id, zone, question, id);

-- Every version of the questions that this municipality has had, whole, as the program read it at start: what it is compared with ever after.
-- append only
CREATE TABLE form_kept (
  version @int UNIQUE,
  content @text,
  kept_at @instant
) @strict;

CREATE VIEW form_versions_kept AS SELECT version FROM form_kept;

-- A decision was made on this version: what it rested on is the newest row of each text and answer at that moment. (MODEL 3.4)
-- append only
CREATE TABLE assessment_use (
  assessment_id @ref(assessment),
  used_at       @instant,
  PRIMARY KEY (assessment_id, used_at)
) @strict;

-- Something big happened, so that the picture must be looked at anew. A code that says no more than the spine may say.
-- append only
CREATE TABLE assessment_change (
  id            @id,
  assessment_id @ref(assessment),
  kind          @enum(assessment_change_kind),
  happened_on   @date,
  at            @instant,
  by_staff      @ref(staff)
) @strict;
CREATE INDEX assessment_change_of ON assessment_change (assessment_id, happened_on);

-- What was done for the children after the question was answered. (HPL-10a)
-- append only
CREATE TABLE child_support (
  id            @id,
  assessment_id @ref(assessment),
  step          @enum(child_step),
  at            @instant,
  by_staff      @ref(staff),
  unit_id       @ref(unit)
) @strict;
CREATE INDEX child_support_of ON child_support (assessment_id, at);

-- What a dwelling must be, in codes and numbers only: this, and nothing else, is what the property unit gets. (I-06, R-053)
CREATE TABLE dwelling_need (
  assessment_id @ref(assessment),
  rooms         @int,
  adults        @int,
  children      @int,
  quiet         @bool,
  apart_from_cluster @bool,
  floor         @enum(floor_wish),
  step_free     @bool,
  pets          @bool,
  near_transport @bool,
  visits_a_week @int,
  from_date     @date?,
  version       @int,
  PRIMARY KEY (assessment_id),
  CONSTRAINT dwelling_need_bounds CHECK (rooms BETWEEN 1 AND 9 AND adults BETWEEN 1 AND 9 AND children BETWEEN 0 AND 15 AND visits_a_week BETWEEN 0 AND 50)
) @strict;
-- only sqlite
CREATE TRIGGER dwelling_need_open BEFORE UPDATE ON dwelling_need
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) NOT IN ('draft', 'with_person') BEGIN SELECT RAISE(ABORT, 'assessment_closed'); END;
-- only postgresql
CREATE TRIGGER dwelling_need_open BEFORE UPDATE ON dwelling_need FOR EACH ROW EXECUTE FUNCTION assessment_must_be_open();
CREATE VIEW case_dwelling_need AS SELECT a.case_id, n.rooms, n.adults, n.children, n.quiet, n.apart_from_cluster, n.floor, n.step_free, n.pets, n.near_transport, n.visits_a_week, n.from_date, a.version_no FROM dwelling_need n JOIN assessment a ON a.id = n.assessment_id;
