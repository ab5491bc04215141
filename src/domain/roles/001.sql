-- Who does what, in a case and in the municipality.
-- enum case_role_kind: primary_contact deputy_contact follow_up dwelling case_officer housing_coordinator guide
-- enum change_about: holder coordinator primary_contact case_officer
-- enum change_state: asked granted declined
-- enum appointment_role: overall_coordinator housing_coordinator

-- One role of a case, from when to when. The dwelling and the follow-up may be a unit's; a contact is someone. (R-039, R-040, R-248)
-- never deleted
-- unit unit_id moves
-- frozen once until_at
CREATE TABLE case_role (
  id       @id,
  case_id  @ref(person_case),
  kind     @enum(case_role_kind),
  unit_id  @ref(unit),
  staff_id @ref?(staff),
  from_at  @instant,
  until_at @instant?,
  set_by   @ref(staff),
  CONSTRAINT case_role_contact_is_someone CHECK (kind NOT IN ('primary_contact', 'deputy_contact', 'case_officer') OR staff_id IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX case_role_one ON case_role (case_id, kind) WHERE until_at IS NULL;
CREATE INDEX case_role_staff ON case_role (staff_id, case_id) WHERE until_at IS NULL;
CREATE INDEX case_role_case ON case_role (case_id, id);
CREATE VIEW case_role_now AS SELECT case_id, kind, unit_id, staff_id, from_at FROM case_role WHERE until_at IS NULL;
-- only sqlite
CREATE TRIGGER case_role_deputy BEFORE INSERT ON case_role
WHEN NEW.kind IN ('primary_contact', 'deputy_contact') AND EXISTS (SELECT 1 FROM case_role r WHERE r.case_id = NEW.case_id AND r.until_at IS NULL
  AND r.kind IN ('primary_contact', 'deputy_contact') AND r.kind <> NEW.kind AND r.staff_id = NEW.staff_id) BEGIN
  SELECT RAISE(ABORT, 'deputy_is_another');
END;
-- only postgresql
CREATE FUNCTION case_role_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.kind IN ('primary_contact', 'deputy_contact') AND EXISTS (SELECT 1 FROM case_role r WHERE r.case_id = NEW.case_id AND r.until_at IS NULL
    AND r.kind IN ('primary_contact', 'deputy_contact') AND r.kind <> NEW.kind AND r.staff_id = NEW.staff_id) THEN RAISE EXCEPTION 'deputy_is_another';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER case_role_guard BEFORE INSERT ON case_role FOR EACH ROW EXECUTE FUNCTION case_role_guard();

-- Days a worker is away; her deputy answers meanwhile. Says nothing of why.
CREATE TABLE absence (
  id         @id,
  staff_id   @ref(staff),
  from_date  @date,
  until_date @date,
  written_at @instant,
  written_by @ref(staff),
  CONSTRAINT absence_forward CHECK (from_date <= until_date)
) @strict;
CREATE INDEX absence_staff ON absence (staff_id, until_date);

-- The person wants someone else. (R-047)
-- unit unit_id follows WHERE state = 'asked'
CREATE TABLE worker_change (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  about       @enum(change_about),
  words       @sealed?,
  state       @enum(change_state),
  unit_id     @ref(unit),
  asked_at    @instant,
  written_by  @ref(staff),
  answer_by   @date,
  answered_at @instant?,
  answered_by @ref?(staff),
  new_staff   @ref?(staff),
  reasons     @sealed?,
  CONSTRAINT worker_change_answered CHECK ((state = 'asked') = (answered_at IS NULL)),
  CONSTRAINT worker_change_yes_names CHECK (state <> 'granted' OR new_staff IS NOT NULL),
  CONSTRAINT worker_change_no_reasoned CHECK (state <> 'declined' OR reasons IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX worker_change_one ON worker_change (case_id, about) WHERE state = 'asked';
CREATE INDEX worker_change_case ON worker_change (case_id, asked_at);

-- What a unit says about one service: that it does it, or does not any more, and how to reach it. (R-049)
-- unit unit_id follows WHERE NOT EXISTS (SELECT 1 FROM directory_entry o WHERE o.topic = directory_entry.topic AND o.unit_id = NEW.successor_id)
CREATE TABLE directory_entry (
  id         @id,
  topic      @text,
  unit_id    @ref(unit),
  does       @bool,
  reach      @text?,
  updated_at @instant,
  updated_by @ref(staff),
  UNIQUE (topic, unit_id)
) @strict;

-- Who has a task for the municipality as a whole. (R-043, R-044)
CREATE TABLE appointment (
  id         @id,
  role       @enum(appointment_role),
  staff_id   @ref(staff),
  from_date  @date,
  until_date @date?,
  set_by     @ref(staff)
) @strict;
CREATE UNIQUE INDEX appointment_one ON appointment (role) WHERE until_date IS NULL;
