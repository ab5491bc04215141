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
