-- The module under test.
-- enum visit_state: planned done called_off

-- A visit: one column of every type, with and without NULL.
CREATE TABLE visit (
  id        @id,
  person_id @ref(person),
  room      @ref?(house_room),
  state     @enum(visit_state),
  mood      @enum?(shade),
  day       @date,
  next_day  @date?,
  at        @instant,
  ended_at  @instant?,
  minutes   @int,
  guests    @int?,
  cost      @real,
  tip       @real?,
  paid      @bool,
  liked     @bool?,
  title     @text,
  comment   @text?,
  photo     @blob,
  scan      @blob?,
  register  @int(staff_id),
  note      @sealed?,
  CONSTRAINT visit_text CHECK (title <> '; -- no end /* here')
) @strict;
CREATE INDEX visit_person ON visit (person_id, day);
CREATE VIEW visit_day AS SELECT v.id, v.day, v.person_id, p.name FROM visit v JOIN person_public p ON p.id = v.person_id;

-- What is wrong with her.
-- sensitive health
-- One row a finding.
CREATE TABLE finding (
  id        @id,
  person_id @ref(person),
  code      @text,
  words     @sealed
) @strict;
CREATE INDEX finding_person ON finding (person_id);
CREATE VIEW finding_code AS SELECT id, person_id, code FROM finding;

-- sensitive :zone
CREATE TABLE remark (
  id        @id,
  person_id @ref(person),
  zone      @enum(zone),
  words     @sealed
) @strict;
CREATE INDEX remark_person ON remark (person_id, zone);

-- only sqlite
CREATE TRIGGER visit_kept BEFORE DELETE ON visit WHEN old.paid = 1
BEGIN
  SELECT CASE WHEN old.minutes > 0 THEN RAISE(ABORT, 'paid; kept') END;
  UPDATE finding SET code = code WHERE id = 0;
END;
-- only postgresql
CREATE FUNCTION keep_visit() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF old.paid = 1 THEN RAISE EXCEPTION 'paid; kept'; END IF;
  RETURN old;
END $body$;
-- only postgresql
CREATE TRIGGER visit_kept BEFORE DELETE ON visit FOR EACH ROW EXECUTE FUNCTION keep_visit();

CREATE TABLE care_keyring (person_id @ref(person) PRIMARY KEY, wrapped @blob) @strict;

-- Never changed: not a word of it.
-- frozen
CREATE TABLE care_word (id @id, word @text) @strict;

-- Never changed once it is ended, and never removed.
-- never deleted
-- frozen once ended_on
CREATE TABLE care_stay (id @id, room @int, ended_on @date?) @strict;

-- Never changed once it is over, whichever way.
-- frozen once state done called_off
CREATE TABLE care_round (id @id, state @enum(visit_state)) @strict;
