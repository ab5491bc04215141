-- Meetings of every series: dates, who takes part, what is on the agenda, who was there, what came of it. (MODEL 3.10, I-12)
-- What is said about a person stands sealed in her case (item_note), under its zones and its log; a meeting's own rows hold codes only.
-- id meeting_series_id
-- id meeting_id
-- id agenda_item_id

-- enum meeting_kind: allocation intake working_group resource_group responsibility_group user_council steering coordination needs contact professional
-- enum meeting_quorum: not_stated all majority all_for_complex
-- enum meeting_decides: not_stated consensus tie_break advises
-- enum meeting_state: planned called open closed minutes_signed cancelled
-- enum meeting_part: member optional viewer informed
-- enum meeting_guest: person next_of_kin coordinator doctor peer user_organisation resident other
-- enum seat_presence: expected here remote away
-- enum agenda_item_kind: individual housing_application vacancy services issue consultation political_case group declines_all
-- enum agenda_item_state: reported accepted ready decided advised postponed no_quorum withdrawn
-- enum item_need: now date_near usual
-- enum agenda_choice: ordinary ordinary_followed adapted adapted_followed refused services other
-- enum item_agreement: agreed one_decided not_agreed
-- enum item_wait: more_information no_time she_wishes not_agreed other
-- enum item_guest_answer: invited comes wishes_not not_reached no_consent nobody
-- enum item_note_kind: question discussion agreement dissent review
-- enum item_position: agrees dissents advises
-- enum item_task: dwelling follow_up economy coordination other
-- enum step_out_why: close other_party own_decision other
-- enum review_result: worked partly worked_not
-- enum minutes_signer: chair secretary

-- One series of the profile. Its code is for good; all else follows the profile. (R-274)
-- unit decider_unit follows WHERE 1 = 1
-- unit chair_unit follows WHERE 1 = 1
CREATE TABLE meeting_series (
  id               @id,
  code             @text UNIQUE,
  name_nb          @text,
  name_nn          @text,
  kind             @enum(meeting_kind),
  per_person       @bool,
  individual_cases @bool,
  quorum           @enum(meeting_quorum),
  decides          @enum(meeting_decides),
  decider_unit     @ref?(unit),
  chair_unit       @ref(unit),
  slots            @int,
  active           @bool
) @strict;
CREATE VIEW meeting_series_name AS SELECT id, code, name_nb, name_nn, kind, individual_cases, active FROM meeting_series;

-- Which units belong to a series, and as what. Written anew from the profile.
-- unit unit_id follows WHERE 1 = 1
CREATE TABLE series_unit (
  id        @id,
  series_id @ref(meeting_series),
  unit_id   @ref(unit),
  part      @enum(meeting_part)
) @strict;
CREATE INDEX series_unit_series ON series_unit (series_id, part);
CREATE INDEX series_unit_unit ON series_unit (unit_id);

-- One meeting. Of a series around one person it has her case, and is seen only by who is in it. (R-171, R-206)
-- never deleted
CREATE TABLE meeting (
  id          @id,
  series_id   @ref(meeting_series),
  case_id     @ref?(person_case),
  state       @enum(meeting_state),
  extra       @bool,
  on_date     @date,
  from_minute @int,
  to_minute   @int,
  place       @text?,
  slots       @int,
  chair_id    @ref?(staff),
  secretary_id @ref?(staff),
  opened_at   @instant?,
  closed_at   @instant?,
  made_at     @instant,
  changed_at  @instant,
  version     @int,
  CONSTRAINT meeting_ends_after_it_begins CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440),
  CONSTRAINT meeting_open_has_chair CHECK (state NOT IN ('open', 'closed', 'minutes_signed') OR (chair_id IS NOT NULL AND opened_at IS NOT NULL)),
  CONSTRAINT meeting_closed_has_time CHECK (state NOT IN ('closed', 'minutes_signed') OR closed_at IS NOT NULL)
) @strict;
CREATE INDEX meeting_date ON meeting (on_date, from_minute);
CREATE INDEX meeting_series_date ON meeting (series_id, on_date);
CREATE INDEX meeting_case ON meeting (case_id, on_date) WHERE case_id IS NOT NULL;
CREATE UNIQUE INDEX meeting_once_a_day ON meeting (series_id, on_date) WHERE case_id IS NULL AND state <> 'cancelled';
CREATE VIEW meeting_date_line AS SELECT id, series_id, case_id, state, extra, on_date, from_minute, to_minute FROM meeting;

-- The states of a meeting and nothing else. (MODEL 3.10)
-- only sqlite
CREATE TRIGGER meeting_steps BEFORE UPDATE OF state ON meeting
WHEN NEW.state <> OLD.state
 AND NOT ((OLD.state = 'planned' AND NEW.state IN ('called', 'cancelled')) OR (OLD.state = 'called' AND NEW.state IN ('open', 'cancelled'))
          OR (OLD.state = 'open' AND NEW.state = 'closed') OR (OLD.state = 'closed' AND NEW.state = 'minutes_signed')) BEGIN
  SELECT RAISE(ABORT, 'meeting_step');
END;
-- only postgresql
CREATE FUNCTION meeting_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state <> OLD.state
     AND NOT ((OLD.state = 'planned' AND NEW.state IN ('called', 'cancelled')) OR (OLD.state = 'called' AND NEW.state IN ('open', 'cancelled'))
              OR (OLD.state = 'open' AND NEW.state = 'closed') OR (OLD.state = 'closed' AND NEW.state = 'minutes_signed'))
  THEN RAISE EXCEPTION 'meeting_step'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER meeting_steps BEFORE UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION meeting_step();

-- Which units this meeting is of. Follows the series until it opens, then stands: quorum is counted on these.
-- unit unit_id follows WHERE kept = 0
CREATE TABLE meeting_unit (
  id         @id,
  meeting_id @ref(meeting),
  unit_id    @ref(unit),
  part       @enum(meeting_part),
  kept       @bool
) @strict;
CREATE INDEX meeting_unit_meeting ON meeting_unit (meeting_id, part);
CREATE INDEX meeting_unit_unit ON meeting_unit (unit_id, meeting_id);

-- Who sits there: a worker for her unit, or a guest, who has no name here. A substitute sits for somebody who cannot.
-- unit unit_id follows WHERE presence = 'expected'
CREATE TABLE meeting_seat (
  id          @id,
  meeting_id  @ref(meeting),
  unit_id     @ref?(unit),
  staff_id    @ref?(staff),
  guest       @enum?(meeting_guest),
  substitute  @bool,
  presence    @enum(seat_presence),
  answered_at @instant?,
  CONSTRAINT seat_is_someone CHECK ((guest IS NULL) = (staff_id IS NOT NULL) AND (staff_id IS NULL OR unit_id IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX meeting_seat_once ON meeting_seat (meeting_id, staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX meeting_seat_meeting ON meeting_seat (meeting_id, id);
CREATE INDEX meeting_seat_staff ON meeting_seat (staff_id, meeting_id);

-- What a meeting is to treat. One row is one matter in one meeting; what was put off goes on as a new row. `subject` is the id of the thing in its own
-- module. Nothing about a person stands here: only her case, and codes. heading and body are of matters that are about nobody. (R-282)
-- never deleted
-- unit reported_unit keeps
-- unit presented_by keeps
-- unit decided_by keeps
CREATE TABLE agenda_item (
  id            @id,
  series_id     @ref(meeting_series),
  meeting_id    @ref?(meeting),
  number        @int?,
  kind          @enum(agenda_item_kind),
  state         @enum(agenda_item_state),
  case_id       @ref?(person_case),
  person_id     @ref?(person),
  subject       @int,
  heading       @text?,
  body          @text?,
  need          @enum(item_need),
  needs_all     @bool,
  place         @int,
  reported_at   @instant,
  reported_by   @ref(staff),
  reported_unit @ref(unit),
  presented_by  @ref?(unit),
  choice        @enum?(agenda_choice),
  agreement     @enum?(item_agreement),
  decided_by    @ref?(unit),
  delegation    @text?,
  outcome       @text?,
  wait          @enum?(item_wait),
  next_on       @date?,
  review_on     @date?,
  treated_at    @instant?,
  continues_id  @ref?(agenda_item),
  version       @int,
  CONSTRAINT item_of_person_or_not CHECK ((case_id IS NULL) = (person_id IS NULL) AND (case_id IS NULL OR (heading IS NULL AND body IS NULL AND outcome IS NULL))),
  CONSTRAINT item_kind_has_case CHECK ((kind IN ('individual', 'housing_application', 'services', 'group', 'declines_all')) = (case_id IS NOT NULL)),
  CONSTRAINT item_on_agenda_has_meeting CHECK (state IN ('reported', 'withdrawn') OR (meeting_id IS NOT NULL AND number IS NOT NULL)),
  CONSTRAINT item_put_off_has_date CHECK (state NOT IN ('postponed', 'no_quorum') OR next_on IS NOT NULL),
  CONSTRAINT item_put_off_has_reason CHECK ((state = 'postponed') = (wait IS NOT NULL)),
  CONSTRAINT item_decided_says_how CHECK (state <> 'decided' OR agreement IS NOT NULL),
  CONSTRAINT item_one_decides_by_delegation CHECK (agreement IS NULL OR agreement <> 'one_decided' OR (decided_by IS NOT NULL AND delegation IS NOT NULL)),
  CONSTRAINT item_dissent_is_reviewed CHECK (state NOT IN ('decided', 'advised') OR agreement IS NULL OR agreement = 'agreed' OR review_on IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX agenda_item_number ON agenda_item (meeting_id, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX agenda_item_goes_on_once ON agenda_item (continues_id) WHERE continues_id IS NOT NULL;
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, place, id);
CREATE INDEX agenda_item_waiting ON agenda_item (series_id, need, reported_at) WHERE state = 'reported';
CREATE INDEX agenda_item_case ON agenda_item (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX agenda_item_review ON agenda_item (series_id, review_on) WHERE review_on IS NOT NULL;
CREATE INDEX agenda_item_subject ON agenda_item (kind, subject, id);
CREATE VIEW case_agenda_item AS SELECT id, series_id, meeting_id, kind, state, case_id FROM agenda_item WHERE case_id IS NOT NULL;

-- A series that does not take up single cases gets none. (R-276)
-- only sqlite
CREATE TRIGGER agenda_item_individual BEFORE INSERT ON agenda_item
WHEN NEW.case_id IS NOT NULL AND EXISTS (SELECT 1 FROM meeting_series s WHERE s.id = NEW.series_id AND s.individual_cases = 0) BEGIN
  SELECT RAISE(ABORT, 'series_takes_no_single_cases');
END;
-- The states of an item and nothing else; what was treated in a meeting with signed minutes stands. (MODEL 3.10)
-- only sqlite
CREATE TRIGGER agenda_item_steps BEFORE UPDATE ON agenda_item
WHEN (NEW.state <> OLD.state
      AND NOT ((OLD.state = 'reported' AND NEW.state IN ('accepted', 'withdrawn'))
               OR (OLD.state = 'accepted' AND NEW.state IN ('ready', 'postponed', 'no_quorum', 'withdrawn'))
               OR (OLD.state = 'ready' AND NEW.state IN ('accepted', 'decided', 'advised', 'postponed', 'no_quorum', 'withdrawn'))))
  OR (NEW.state IN ('decided', 'advised') AND OLD.state <> NEW.state
      AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = NEW.meeting_id AND m.state = 'open'))
  OR EXISTS (SELECT 1 FROM meeting m WHERE m.id = OLD.meeting_id AND m.state = 'minutes_signed') BEGIN
  SELECT RAISE(ABORT, 'agenda_item_step');
END;
-- only postgresql
CREATE FUNCTION agenda_item_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.case_id IS NOT NULL AND EXISTS (SELECT 1 FROM meeting_series s WHERE s.id = NEW.series_id AND s.individual_cases = 0)
    THEN RAISE EXCEPTION 'series_takes_no_single_cases'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.state <> OLD.state
      AND NOT ((OLD.state = 'reported' AND NEW.state IN ('accepted', 'withdrawn'))
               OR (OLD.state = 'accepted' AND NEW.state IN ('ready', 'postponed', 'no_quorum', 'withdrawn'))
               OR (OLD.state = 'ready' AND NEW.state IN ('accepted', 'decided', 'advised', 'postponed', 'no_quorum', 'withdrawn'))))
     OR (NEW.state IN ('decided', 'advised') AND OLD.state <> NEW.state
         AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = NEW.meeting_id AND m.state = 'open'))
     OR EXISTS (SELECT 1 FROM meeting m WHERE m.id = OLD.meeting_id AND m.state = 'minutes_signed')
  THEN RAISE EXCEPTION 'agenda_item_step'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER agenda_item_steps BEFORE INSERT OR UPDATE ON agenda_item FOR EACH ROW EXECUTE FUNCTION agenda_item_step();

-- Who stepped out of one item, and why. What she is to the person stands nowhere. (FVL-6)
-- append only
CREATE TABLE item_step_out (
  id      @id,
  item_id @ref(agenda_item),
  seat_id @ref(meeting_seat),
  why     @enum(step_out_why),
  at      @instant,
  by_staff @ref(staff),
  UNIQUE (item_id, seat_id)
) @strict;

-- An item that needs all agencies is not decided while one is missing, whoever asks. (I-12, R-279)
-- only sqlite
CREATE TRIGGER agenda_item_needs_all BEFORE UPDATE OF state ON agenda_item
WHEN NEW.state IN ('decided', 'advised') AND OLD.state <> NEW.state AND NEW.needs_all = 1
 AND EXISTS (SELECT 1 FROM meeting_unit u
              WHERE u.meeting_id = NEW.meeting_id AND u.part = 'member'
                AND NOT EXISTS (SELECT 1 FROM meeting_seat s
                                 WHERE s.meeting_id = u.meeting_id AND s.unit_id = u.unit_id AND s.presence IN ('here', 'remote')
                                   AND NOT EXISTS (SELECT 1 FROM item_step_out o WHERE o.item_id = NEW.id AND o.seat_id = s.id))) BEGIN
  SELECT RAISE(ABORT, 'item_needs_all');
END;
-- only postgresql
CREATE FUNCTION agenda_item_all_there() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state IN ('decided', 'advised') AND OLD.state <> NEW.state AND NEW.needs_all = 1
     AND EXISTS (SELECT 1 FROM meeting_unit u
                  WHERE u.meeting_id = NEW.meeting_id AND u.part = 'member'
                    AND NOT EXISTS (SELECT 1 FROM meeting_seat s
                                     WHERE s.meeting_id = u.meeting_id AND s.unit_id = u.unit_id AND s.presence IN ('here', 'remote')
                                       AND NOT EXISTS (SELECT 1 FROM item_step_out o WHERE o.item_id = NEW.id AND o.seat_id = s.id)))
  THEN RAISE EXCEPTION 'item_needs_all'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER agenda_item_needs_all BEFORE UPDATE ON agenda_item FOR EACH ROW EXECUTE FUNCTION agenda_item_all_there();

-- What each unit held when the item was concluded. The words of a dissent are in item_note, or in item_words when it is about nobody. (R-173, R-298)
-- append only
-- unit unit_id keeps
CREATE TABLE item_vote (
  id       @id,
  item_id  @ref(agenda_item),
  unit_id  @ref(unit),
  position @enum(item_position),
  UNIQUE (item_id, unit_id)
) @strict;

-- What was treated, by which rule, of how many member units, and how many of them were there: for those who check that nothing was decided without them. (I-12)
CREATE VIEW agenda_item_treated AS
SELECT i.id, i.meeting_id, i.case_id, i.kind, i.needs_all, s.quorum,
       (SELECT count(DISTINCT u.unit_id) FROM meeting_unit u WHERE u.meeting_id = i.meeting_id AND u.part = 'member') AS members,
       (SELECT count(DISTINCT v.unit_id) FROM item_vote v JOIN meeting_unit u ON u.meeting_id = i.meeting_id AND u.unit_id = v.unit_id AND u.part = 'member'
         WHERE v.item_id = i.id) AS there
  FROM agenda_item i
  JOIN meeting_series s ON s.id = i.series_id
 WHERE i.state IN ('decided', 'advised');

-- The person herself and her next of kin: invited, or why not. The last row of each counts. (R-300)
-- append only
CREATE TABLE item_guest (
  id      @id,
  item_id @ref(agenda_item),
  guest   @enum(meeting_guest),
  answer  @enum(item_guest_answer),
  at      @instant,
  by_staff @ref(staff),
  CONSTRAINT item_guest_is_hers CHECK (guest IN ('person', 'next_of_kin'))
) @strict;
CREATE INDEX item_guest_item ON item_guest (item_id, guest, id);

-- Who does what by when, as agreed in the meeting. (R-204, R-206)
-- never deleted
-- unit unit_id follows WHERE done_at IS NULL
CREATE TABLE item_action (
  id       @id,
  item_id  @ref(agenda_item),
  case_id  @ref?(person_case),
  unit_id  @ref(unit),
  staff_id @ref?(staff),
  task     @enum(item_task),
  due      @date,
  done_at  @instant?,
  done_by  @ref?(staff)
) @strict;
CREATE INDEX item_action_item ON item_action (item_id, id);
CREATE INDEX item_action_case ON item_action (case_id, id) WHERE case_id IS NOT NULL;

-- What is said and written about a person in a meeting: in her case, in the zone of the one who wrote. (R-299, I-04, I-05)
-- sensitive :zone
-- append only
-- unit unit_id keeps
CREATE TABLE item_note (
  id        @id,
  item_id   @ref(agenda_item),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  kind      @enum(item_note_kind),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff),
  unit_id   @ref(unit),
  CONSTRAINT item_note_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX item_note_case ON item_note (case_id, zone, id);

-- The same about matters that are about nobody.
-- append only
-- unit unit_id keeps
CREATE TABLE item_words (
  id       @id,
  item_id  @ref(agenda_item),
  kind     @enum(item_note_kind),
  words    @text,
  at       @instant,
  by_staff @ref(staff),
  unit_id  @ref(unit)
) @strict;
CREATE INDEX item_words_item ON item_words (item_id, id);

-- How it went with what was not agreed upon. (R-298)
-- append only
CREATE TABLE item_review (
  id       @id,
  item_id  @ref(agenda_item) UNIQUE,
  result   @enum(review_result),
  on_date  @date,
  by_staff @ref(staff)
) @strict;

-- The meeting's own record, line by line; about nobody.
-- append only
CREATE TABLE meeting_line (
  id         @id,
  meeting_id @ref(meeting),
  at         @instant,
  words      @text,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX meeting_line_meeting ON meeting_line (meeting_id, id);

-- append only
CREATE TABLE minutes_signature (
  id         @id,
  meeting_id @ref(meeting),
  signer     @enum(minutes_signer),
  staff_id   @ref(staff),
  at         @instant,
  UNIQUE (meeting_id, signer),
  UNIQUE (meeting_id, staff_id)
) @strict;

-- A unit that was not there, and what it stopped: counted by meeting. (R-280)
-- append only
-- unit unit_id keeps
CREATE TABLE meeting_absence (
  id         @id,
  meeting_id @ref(meeting),
  item_id    @ref?(agenda_item),
  unit_id    @ref(unit),
  at         @instant
) @strict;
CREATE UNIQUE INDEX meeting_absence_once ON meeting_absence (meeting_id, unit_id, item_id);
CREATE INDEX meeting_absence_unit ON meeting_absence (unit_id, at);
