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
-- enum assessment_note_kind: disadvantaged_reasons disagreement

-- One version of the picture of a person. One open at a time; a new version starts from the one before.
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
  version      @int,
  UNIQUE (case_id, version_no)
) @strict;
CREATE UNIQUE INDEX assessment_one_open ON assessment (case_id) WHERE state IN ('draft', 'with_person');
CREATE VIEW case_assessment AS SELECT id, case_id, version_no, state, children, disadvantaged, started_at, confirmed_at FROM assessment;

-- A talk in which parts were filled in: when, where, by whom.
CREATE TABLE assessment_talk (
  id            @id,
  assessment_id @ref(assessment),
  held_on       @date,
  place         @enum(assessment_place),
  staff_id      @ref(staff),
  unit_id       @ref(unit)
) @strict;
CREATE INDEX assessment_talk_of ON assessment_talk (assessment_id, held_on);

-- How far a life area is covered, and by whom: coded, seen by every involved unit (the puzzle). has_* tell that a text is there, not what it says.
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
CREATE VIEW case_area AS SELECT a.case_id, a.id AS assessment_id, a.version_no, c.area, c.coverage, c.not_obtained, c.unit_id, c.has_wish, c.has_need FROM assessment a JOIN area_coverage c ON c.assessment_id = a.id;

-- What goes well, what she wants and what is needed in one area. Append-only; the newest row of an area up to a version counts, so that a new
-- version starts with what has not changed, without anyone reading it again.
-- sensitive :zone
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
-- only sqlite
CREATE TRIGGER area_text_fixed BEFORE UPDATE ON area_text BEGIN SELECT RAISE(ABORT, 'area_text is append-only'); END;
-- only sqlite
CREATE TRIGGER area_text_kept BEFORE DELETE ON area_text BEGIN SELECT RAISE(ABORT, 'area_text is append-only'); END;
-- only postgresql
CREATE TRIGGER area_text_fixed BEFORE UPDATE OR DELETE ON area_text FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Why she is disadvantaged on the housing market or not, and what she does not agree to in the whole. Append-only; the newest of a kind counts.
-- sensitive housing
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
-- only sqlite
CREATE TRIGGER assessment_note_fixed BEFORE UPDATE ON assessment_note BEGIN SELECT RAISE(ABORT, 'assessment_note is append-only'); END;
-- only sqlite
CREATE TRIGGER assessment_note_kept BEFORE DELETE ON assessment_note BEGIN SELECT RAISE(ABORT, 'assessment_note is append-only'); END;
-- only postgresql
CREATE TRIGGER assessment_note_fixed BEFORE UPDATE OR DELETE ON assessment_note FOR EACH ROW EXECUTE FUNCTION refuse_change();

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
CREATE VIEW case_dwelling_need AS SELECT a.case_id, n.rooms, n.adults, n.children, n.quiet, n.apart_from_cluster, n.floor, n.step_free, n.pets, n.near_transport, n.visits_a_week, n.from_date, a.version_no FROM dwelling_need n JOIN assessment a ON a.id = n.assessment_id;
