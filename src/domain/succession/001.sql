-- Workers who leave and who takes over from them, person by person. (R-046, I-03)
-- enum leaving_state: planned done cancelled

-- unit unit_id moves
CREATE TABLE leaving (
  id            @id,
  staff_id      @ref(staff),
  unit_id       @ref(unit),
  last_day      @date,
  state         @enum(leaving_state),
  registered_at @instant,
  registered_by @ref(staff),
  ended_at      @instant?,
  CONSTRAINT leaving_ended CHECK ((state = 'planned') = (ended_at IS NULL)),
  CONSTRAINT leaving_not_by_herself CHECK (staff_id <> registered_by)
) @strict;
CREATE UNIQUE INDEX leaving_one_planned ON leaving (staff_id, unit_id) WHERE state = 'planned';
CREATE INDEX leaving_unit ON leaving (unit_id, last_day);

-- Who takes over one person, and when the three meet. `moved_at`: it has happened.
CREATE TABLE leaving_case (
  id         @id,
  leaving_id @ref(leaving),
  case_id    @ref(person_case),
  successor  @ref(staff),
  meet_on    @date?,
  moved_at   @instant?,
  UNIQUE (leaving_id, case_id)
) @strict;
CREATE INDEX leaving_case_case ON leaving_case (case_id);

-- How people keep those they trust when a unit becomes part of another: written before anything is changed, with the day everybody has been told. (R-270)
-- append only
CREATE TABLE merger_plan (
  id        @id,
  from_unit @ref(unit),
  to_unit   @ref(unit),
  keeps     @text,
  told_by   @date,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX merger_plan_units ON merger_plan (from_unit, to_unit, id);

-- A unit that has become part of another, and how much went over.
-- append only
CREATE TABLE merger (
  id         @id,
  from_unit  @ref(unit) UNIQUE,
  to_unit    @ref(unit),
  at         @instant,
  by_staff   @ref(staff),
  n_cases    @int,
  n_tasks    @int,
  n_offers   @int,
  n_duties   @int,
  CONSTRAINT merger_of_two CHECK (from_unit <> to_unit)
) @strict;

-- Nothing is merged before it is written how people keep those they trust. (R-270)
-- only sqlite
CREATE TRIGGER merger_is_planned BEFORE INSERT ON merger
WHEN NOT EXISTS (SELECT 1 FROM merger_plan p WHERE p.from_unit = NEW.from_unit AND p.to_unit = NEW.to_unit) BEGIN
  SELECT RAISE(ABORT, 'merger_is_planned');
END;
-- only postgresql
CREATE FUNCTION merger_is_planned() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM merger_plan p WHERE p.from_unit = NEW.from_unit AND p.to_unit = NEW.to_unit) THEN RAISE EXCEPTION 'merger_is_planned'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER merger_is_planned BEFORE INSERT ON merger FOR EACH ROW EXECUTE FUNCTION merger_is_planned();
