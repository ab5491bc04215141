-- Who, by name, may come near one person: named grants, persons whom only named workers may find, and workers who are too close to her.
-- Stands beside the reader matrix, which is about units. (LAW §7 restricted, GDPR-6, HOL-19, FVL-13, HPL-21)
-- enum grant_what: person place restricted
-- enum hidden_because: employee known relative_of_staff threatened
-- enum staff_tie: self family friend conflict

-- What one named worker may come near in one case, always with a last day: find the person, see where she lives, read the restricted zone.
-- never deleted
-- unit given_unit keeps
-- frozen once ended_at
CREATE TABLE named_grant (
  id         @id,
  case_id    @ref(person_case),
  person_id  @ref(person),
  staff_id   @ref(staff),
  what       @enum(grant_what),
  reason     @sealed,
  from_at    @instant,
  until      @date,
  given_by   @ref(staff),
  given_unit @ref(unit),
  ended_at   @instant?,
  ended_by   @ref?(staff)
) @strict;
CREATE UNIQUE INDEX named_grant_live ON named_grant (case_id, staff_id, what) WHERE ended_at IS NULL;
CREATE INDEX named_grant_case ON named_grant (case_id, id);
CREATE INDEX named_grant_staff ON named_grant (staff_id, case_id) WHERE ended_at IS NULL;

-- A person whom only named workers may find: she works here, is widely known, is close to somebody who works here, or is threatened.
-- never deleted
-- frozen once lifted_at
CREATE TABLE person_shield (
  id        @id,
  person_id @ref(person),
  because   @enum(hidden_because),
  made_at   @instant,
  made_by   @ref(staff),
  lifted_at @instant?,
  lifted_by @ref?(staff)
) @strict;
CREATE UNIQUE INDEX person_shield_live ON person_shield (person_id) WHERE lifted_at IS NULL;
-- Whom search and pages keep from everyone but the named.
CREATE VIEW hidden_person AS SELECT person_id FROM person_shield WHERE lifted_at IS NULL;

-- A worker who is too close: herself, her family, a friend, an old conflict. Told by national id, of which only the keyed hash is kept, so that
-- nothing tells whether that person is known here; or from the case, by person.
-- She cannot lift it herself.
-- never deleted
-- frozen once ended_at
CREATE TABLE staff_bar (
  id            @id,
  staff_id      @ref(staff),
  person_id     @ref?(person),
  national_hash @blob?,
  tie           @enum(staff_tie),
  told_at       @instant,
  told_by       @ref(staff),
  ended_at      @instant?,
  ended_by      @ref?(staff),
  CONSTRAINT staff_bar_is_about_somebody CHECK ((person_id IS NULL) <> (national_hash IS NULL)),
  CONSTRAINT staff_bar_ended_by_another CHECK (ended_by IS NULL OR ended_by <> staff_id)
) @strict;
CREATE UNIQUE INDEX staff_bar_person ON staff_bar (staff_id, person_id) WHERE ended_at IS NULL AND person_id IS NOT NULL;
CREATE UNIQUE INDEX staff_bar_hash ON staff_bar (staff_id, national_hash) WHERE ended_at IS NULL AND national_hash IS NOT NULL;
CREATE INDEX staff_bar_staff ON staff_bar (staff_id, id) WHERE ended_at IS NULL;
CREATE VIEW staff_barred AS
  SELECT b.staff_id, b.person_id FROM staff_bar b WHERE b.ended_at IS NULL AND b.person_id IS NOT NULL
   UNION ALL
  SELECT b.staff_id, p.id FROM staff_bar b JOIN person_mark p ON p.national_id_hash = b.national_hash WHERE b.ended_at IS NULL;

