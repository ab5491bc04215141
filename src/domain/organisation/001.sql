-- Units, staff, roles and delegations. Units come from the profile; staff from import, sign-in or administration.
-- id staff_id
-- id unit_id

-- enum unit_role: coordinator health nav allocator property caretaker peer leader voluntary outside appeals
-- enum staff_role: first_contact officer coordinator unit_leader allocator property authority peer administrator privacy_officer lawyer appeal_board caretaker
-- enum delegated_law: bsl hol sotjl local husbank

-- enum local_list: meeting_place

-- A municipal or outside unit. One that has become part of another is closed and points at it (successor_id). `role` is its column in the reader matrix (LAW §7). letter_name carries no group label. (R-024)
CREATE TABLE unit (
  id             @id,
  code           @text UNIQUE,
  name_nb        @text,
  name_nn        @text,
  letter_name_nb @text,
  letter_name_nn @text,
  role           @enum(unit_role),
  intake         @bool,
  decides_services @bool,
  external       @bool,
  phone          @text?,
  email          @text?,
  corrected_at   @instant?,
  parent_id      @ref?(unit),
  active         @bool,
  successor_id   @ref?(unit),
  CONSTRAINT unit_succeeded_is_closed CHECK (successor_id IS NULL OR active = 0)
) @strict;
CREATE VIEW unit_name AS SELECT id, code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services, external, phone, active FROM unit;

-- For verification: what has become of each unit, and whether the administration has corrected it.
CREATE VIEW unit_fate AS SELECT id, active, successor_id, corrected_at FROM unit;

-- How a unit is named in letters and reached, each time the administration has corrected it; the first row of a unit is what the profile gave. While
-- unit.corrected_at is set the profile no longer decides these.
-- append only
CREATE TABLE unit_version (
  id             @id,
  unit_id        @ref(unit),
  version_no     @int,
  letter_name_nb @text,
  letter_name_nn @text,
  phone          @text?,
  email          @text?,
  by_profile     @bool,
  written_at     @instant,
  written_by     @int(staff_id),
  UNIQUE (unit_id, version_no)
) @strict;

CREATE VIEW unit_correction AS SELECT unit_id, version_no FROM unit_version;

-- A worker. (PJF-1: authorisations end by date)
CREATE TABLE staff (
  id         @id,
  user_name  @text UNIQUE,
  name       @text,
  title      @text?,
  phone      @text?,
  email      @text?,
  language   @enum(language),
  scheme     @enum(scheme),
  shortcuts  @bool,
  active     @bool,
  version    @int
) @strict;
CREATE VIEW staff_address AS SELECT id, email, language, active FROM staff;
CREATE VIEW staff_name AS SELECT id, name, title, phone, active FROM staff;

-- What a worker is in a unit, and for how long.
-- unit unit_id moves
CREATE TABLE membership (
  id         @id,
  staff_id   @ref(staff),
  unit_id    @ref(unit),
  role       @enum(staff_role),
  from_date  @date,
  until_date @date?,
  UNIQUE (staff_id, unit_id, role, from_date)
) @strict;
CREATE INDEX membership_unit ON membership (unit_id, role);
CREATE INDEX membership_role ON membership (role, unit_id);
CREATE VIEW unit_member AS SELECT staff_id, unit_id, role, from_date, until_date FROM membership;

-- Delegated authority to sign decisions under a law. (FVL, TIL-7, MODEL 3.5)
CREATE TABLE delegation (
  id         @id,
  staff_id   @ref(staff),
  law        @enum(delegated_law),
  reference  @text,
  from_date  @date,
  until_date @date?,
  UNIQUE (staff_id, law, from_date)
) @strict;

-- A profile that was checked in the browser, and who approved that it is taken in use. The file itself is the operator's: the program takes the profile it is
-- started with, and writes down which that is.
-- append only
CREATE TABLE profile_proposal (
  id          @id,
  hash        @text,
  body        @text,
  proposed_at @instant,
  proposed_by @ref(staff)
) @strict;

-- append only
CREATE TABLE profile_approval (
  id          @id,
  proposal_id @ref(profile_proposal) UNIQUE,
  approved_at @instant,
  approved_by @ref(staff)
) @strict;

-- Each profile the program has been started with, from when, and the approval it has if any. What was decided meanwhile was decided under it.
-- append only
CREATE TABLE profile_use (
  id          @id,
  hash        @text,
  body        @text,
  since       @instant,
  approval_id @ref?(profile_approval)
) @strict;

-- A word of a list that the municipality has as its own, from a day and to a day. What was written with it keeps the word. (R-310)
-- never deleted
CREATE TABLE local_word (
  id         @id,
  list       @enum(local_list),
  words_nb   @text,
  words_nn   @text,
  from_date  @date,
  until_date @date?,
  made_at    @instant,
  made_by    @ref(staff),
  CONSTRAINT local_word_ends_after_it_begins CHECK (until_date IS NULL OR until_date >= from_date)
) @strict;
CREATE INDEX local_word_list ON local_word (list, from_date);
