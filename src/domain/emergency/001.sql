-- A place to stay now, for somebody who has none: asked for, answered the same day, and followed until she has a home. (R-005, R-015, R-016, SOT-6, SOT-7)
-- enum night_state: waiting granted refused withdrawn
-- enum night_told: face_to_face by_phone through_worker in_letter
-- enum night_refusal: has_place pays_self stays_elsewhere
-- enum place_kind: own_room flat cabin shared
-- enum place_why: first_place better own_wish excluded
-- enum temporary_kind: room flat cabin dormitory
-- enum stay_end: own_home with_others institution went_away other_end

-- One request from the unit that met her to the one that answers, which may be the same. It is apart from any application for a home: nothing
-- here is a wish about one. There is no reason for a no that is about what she has done or owes. (R-015, SOT-6)
-- `words` and `instead` are for the two units and her; what she needs of a home, and why, stands elsewhere.
-- unit from_unit keeps
-- unit to_unit follows WHERE state = 'waiting'
-- never deleted
CREATE TABLE night_need (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  state       @enum(night_state),
  from_unit   @ref(unit),
  to_unit     @ref(unit),
  children    @int,
  words       @sealed?,
  asked_at    @instant,
  asked_by    @ref(staff),
  answered_at @instant?,
  answered_by @ref?(staff),
  told        @enum?(night_told),
  refusal     @enum?(night_refusal),
  instead     @sealed?,
  part_id     @ref?(decision_part),
  CONSTRAINT night_answered_whole CHECK ((state = 'waiting') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)),
  CONSTRAINT night_told_when_answered CHECK ((state IN ('granted', 'refused')) = (told IS NOT NULL)),
  CONSTRAINT night_no_has_reason_and_advice CHECK ((state = 'refused') = (refusal IS NOT NULL AND instead IS NOT NULL)),
  CONSTRAINT night_children_counted CHECK (children >= 0 AND children <= 20)
) @strict;
CREATE UNIQUE INDEX night_need_one_waiting ON night_need (case_id) WHERE state = 'waiting';
CREATE INDEX night_need_case ON night_need (case_id, id);
CREATE INDEX night_need_to ON night_need (to_unit, asked_at) WHERE state = 'waiting';
CREATE VIEW case_night_need AS SELECT id, case_id, state, from_unit, to_unit, asked_at, answered_at, refusal FROM night_need;

-- One stay, from the first night until it is known where she went. It never ends by itself: after its last agreed day it is red until somebody
-- has extended it or said how it ended. `until_date` is the last of its terms, kept by the trigger below.
-- unit unit_id follows WHERE ended_on IS NULL
-- never deleted
CREATE TABLE night_stay (
  id         @id,
  case_id    @ref(person_case),
  need_id    @ref(night_need),
  unit_id    @ref(unit),
  from_date  @date,
  until_date @date,
  children   @int,
  has_place  @bool,
  ended_on   @date?,
  how        @enum?(stay_end),
  ended_at   @instant?,
  ended_by   @ref?(staff),
  UNIQUE (need_id),
  CONSTRAINT stay_forward CHECK (until_date >= from_date AND (ended_on IS NULL OR ended_on >= from_date)),
  CONSTRAINT stay_end_whole CHECK ((ended_on IS NULL) = (how IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL) AND (ended_on IS NULL) = (ended_by IS NULL))
) @strict;
CREATE UNIQUE INDEX night_stay_one_running ON night_stay (case_id) WHERE ended_on IS NULL;
CREATE INDEX night_stay_case ON night_stay (case_id, id);
CREATE INDEX night_stay_unit ON night_stay (unit_id, until_date) WHERE ended_on IS NULL;
CREATE INDEX night_stay_running ON night_stay (until_date) WHERE ended_on IS NULL;
CREATE VIEW case_night_stay AS SELECT id, case_id, unit_id, from_date, until_date, has_place, ended_on, how FROM night_stay;

-- How long, each time it was said. A term has no first day: it goes on where the one before ended, so a gap cannot be written down. `part_id` is
-- the part of the decision that says so in writing; none yet: it has been said only.
-- append only
CREATE TABLE night_term (
  stay_id    @ref(night_stay),
  seq        @int,
  until_date @date,
  told       @enum(night_told),
  part_id    @ref?(decision_part),
  at         @instant,
  by_staff   @ref(staff),
  PRIMARY KEY (stay_id, seq)
) @strict;
CREATE VIEW case_night_term AS SELECT t.stay_id, s.case_id, t.seq, t.until_date, t.part_id FROM night_term t JOIN night_stay s ON s.id = t.stay_id;

-- Places for the night that the municipality has or can get, and what they are like. (R-147, SOT-6)
CREATE TABLE temporary_place (
  id         @id,
  name       @text UNIQUE,
  kind       @enum(temporary_kind),
  places     @int,
  lockable   @bool,
  own_bath   @bool,
  cooking    @bool,
  staffed    @bool,
  children   @bool,
  price      @int?,
  note       @text?,
  from_date  @date,
  until_date @date?,
  checked_on @date?,
  at         @instant,
  by_staff   @ref(staff),
  version    @int,
  CONSTRAINT temporary_place_sensible CHECK (places BETWEEN 1 AND 200 AND (until_date IS NULL OR until_date >= from_date)),
  CONSTRAINT temporary_place_for_children CHECK (children = 0 OR (lockable = 1 AND kind <> 'dormitory'))
) @strict;

-- Which of a place's beds or rooms is taken, and since when. Numbers and a day, so that counting reads nobody; the key is why no two stays hold the same. Kept by the
-- triggers below in the transaction of what it follows from. (R-147, I-05)
CREATE TABLE temporary_seat (
  place_id @ref(temporary_place),
  number   @int,
  since    @date,
  PRIMARY KEY (place_id, number),
  CONSTRAINT temporary_seat_number CHECK (number >= 1)
) @strict;

CREATE VIEW temporary_use AS SELECT p.id, p.places, (SELECT count(*) FROM temporary_seat s WHERE s.place_id = p.id) AS taken FROM temporary_place p;

-- Where she stays: known to her, to the unit that found it, and to those who may read the social zone. A shared place with children along has a
-- reason, and so has a registered one that is not for children. `place_id` and `number`: which of the registered places it is; none: a place the municipality does not have.
-- When a place would not have her, both sides stand here before anything else is written. (SOT-6, SOT-7, R-147)
-- sensitive social
-- append only
CREATE TABLE night_place (
  id          @id,
  stay_id     @ref(night_stay),
  case_id     @ref(person_case),
  person_id   @ref(person),
  from_date   @date,
  why         @enum(place_why),
  kind        @enum?(place_kind),
  place       @sealed?,
  place_id    @ref?(temporary_place),
  number      @int?,
  children    @int,
  shared_why  @sealed?,
  they_say    @sealed?,
  she_says    @sealed?,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT place_named CHECK ((kind IS NULL) = (place IS NULL) AND (place IS NOT NULL OR why = 'excluded')),
  CONSTRAINT place_registered CHECK ((place_id IS NULL) = (number IS NULL) AND (place_id IS NULL OR place IS NOT NULL)),
  CONSTRAINT place_fit_for_children CHECK (kind <> 'shared' OR children = 0 OR shared_why IS NOT NULL),
  CONSTRAINT exclusion_hears_both CHECK (why <> 'excluded' OR (they_say IS NOT NULL AND she_says IS NOT NULL))
) @strict;
CREATE INDEX night_place_stay ON night_place (stay_id, id);
CREATE INDEX night_place_registered ON night_place (place_id);

-- A registered place is there, in use that day, and fit for the children along unless somebody has said why not; and it gets no fewer beds than are taken.
-- only sqlite
CREATE TRIGGER night_place_there BEFORE INSERT ON night_place
WHEN NEW.place_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM temporary_place p WHERE p.id = NEW.place_id AND NEW.number <= p.places AND p.from_date <= NEW.from_date
  AND (p.until_date IS NULL OR p.until_date >= NEW.from_date) AND (p.children = 1 OR NEW.children = 0 OR NEW.shared_why IS NOT NULL)) BEGIN
  SELECT RAISE(ABORT, 'night_place_there');
END;
-- only sqlite
CREATE TRIGGER night_place_holds AFTER INSERT ON night_place BEGIN
  DELETE FROM temporary_seat WHERE EXISTS (SELECT 1 FROM night_place p
    WHERE p.id = (SELECT max(b.id) FROM night_place b WHERE b.stay_id = NEW.stay_id AND b.id < NEW.id) AND p.place_id = temporary_seat.place_id AND p.number = temporary_seat.number);
  INSERT INTO temporary_seat (place_id, number, since) SELECT NEW.place_id, NEW.number, NEW.from_date WHERE NEW.place_id IS NOT NULL;
END;
-- only sqlite
CREATE TRIGGER night_stay_leaves AFTER UPDATE OF ended_on ON night_stay WHEN OLD.ended_on IS NULL AND NEW.ended_on IS NOT NULL BEGIN
  DELETE FROM temporary_seat WHERE EXISTS (SELECT 1 FROM night_place p
    WHERE p.id = (SELECT max(b.id) FROM night_place b WHERE b.stay_id = NEW.id) AND p.place_id = temporary_seat.place_id AND p.number = temporary_seat.number);
END;
-- only sqlite
CREATE TRIGGER temporary_place_holds BEFORE UPDATE OF places ON temporary_place
WHEN EXISTS (SELECT 1 FROM temporary_seat s WHERE s.place_id = NEW.id AND s.number > NEW.places) BEGIN
  SELECT RAISE(ABORT, 'temporary_place_holds');
END;
-- only postgresql
CREATE FUNCTION night_place_there() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.place_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM temporary_place p WHERE p.id = NEW.place_id AND NEW.number <= p.places AND p.from_date <= NEW.from_date
     AND (p.until_date IS NULL OR p.until_date >= NEW.from_date) AND (p.children = 1 OR NEW.children = 0 OR NEW.shared_why IS NOT NULL))
  THEN RAISE EXCEPTION 'night_place_there'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER night_place_there BEFORE INSERT ON night_place FOR EACH ROW EXECUTE FUNCTION night_place_there();
-- only postgresql
CREATE FUNCTION night_place_holds() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM temporary_seat s USING night_place p
   WHERE p.id = (SELECT max(b.id) FROM night_place b WHERE b.stay_id = NEW.stay_id AND b.id < NEW.id) AND p.place_id = s.place_id AND p.number = s.number;
  IF NEW.place_id IS NOT NULL THEN INSERT INTO temporary_seat (place_id, number, since) VALUES (NEW.place_id, NEW.number, NEW.from_date); END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER night_place_holds AFTER INSERT ON night_place FOR EACH ROW EXECUTE FUNCTION night_place_holds();
-- only postgresql
CREATE FUNCTION night_stay_leaves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.ended_on IS NULL AND NEW.ended_on IS NOT NULL THEN
    DELETE FROM temporary_seat s USING night_place p
     WHERE p.id = (SELECT max(b.id) FROM night_place b WHERE b.stay_id = NEW.id) AND p.place_id = s.place_id AND p.number = s.number;
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER night_stay_leaves AFTER UPDATE OF ended_on ON night_stay FOR EACH ROW EXECUTE FUNCTION night_stay_leaves();
-- only postgresql
CREATE FUNCTION temporary_place_holds() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM temporary_seat s WHERE s.place_id = NEW.id AND s.number > NEW.places) THEN RAISE EXCEPTION 'temporary_place_holds'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER temporary_place_holds BEFORE UPDATE OF places ON temporary_place FOR EACH ROW EXECUTE FUNCTION temporary_place_holds();

-- only sqlite
CREATE TRIGGER night_need_answered_once BEFORE UPDATE ON night_need
WHEN OLD.state <> 'waiting' AND (NEW.state <> OLD.state OR NEW.answered_at IS NOT OLD.answered_at OR NEW.refusal IS NOT OLD.refusal OR NEW.told IS NOT OLD.told) BEGIN
  SELECT RAISE(ABORT, 'night_need_answered_once');
END;
-- only sqlite
CREATE TRIGGER night_stay_moves BEFORE UPDATE ON night_stay
WHEN OLD.ended_on IS NOT NULL OR NEW.until_date < OLD.until_date OR NEW.from_date <> OLD.from_date OR NEW.case_id <> OLD.case_id BEGIN
  SELECT RAISE(ABORT, 'night_stay_moves');
END;
-- only sqlite
CREATE TRIGGER night_term_follows BEFORE INSERT ON night_term
WHEN NEW.seq <> (SELECT COALESCE(max(t.seq), 0) + 1 FROM night_term t WHERE t.stay_id = NEW.stay_id)
  OR (NEW.seq > 1 AND NEW.until_date <= (SELECT s.until_date FROM night_stay s WHERE s.id = NEW.stay_id))
  OR EXISTS (SELECT 1 FROM night_stay s WHERE s.id = NEW.stay_id AND s.ended_on IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'night_term_follows');
END;
-- only sqlite
CREATE TRIGGER night_term_moves_end AFTER INSERT ON night_term BEGIN
  UPDATE night_stay SET until_date = NEW.until_date WHERE id = NEW.stay_id;
END;
-- only postgresql
CREATE FUNCTION night_need_answered_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state <> 'waiting' AND (NEW.state <> OLD.state OR NEW.answered_at IS DISTINCT FROM OLD.answered_at OR NEW.refusal IS DISTINCT FROM OLD.refusal
     OR NEW.told IS DISTINCT FROM OLD.told) THEN RAISE EXCEPTION 'night_need_answered_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER night_need_answered_once BEFORE UPDATE ON night_need FOR EACH ROW EXECUTE FUNCTION night_need_answered_once();
-- only postgresql
CREATE FUNCTION night_stay_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.ended_on IS NOT NULL OR NEW.until_date < OLD.until_date OR NEW.from_date <> OLD.from_date OR NEW.case_id <> OLD.case_id THEN
    RAISE EXCEPTION 'night_stay_moves';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER night_stay_moves BEFORE UPDATE ON night_stay FOR EACH ROW EXECUTE FUNCTION night_stay_may_move();
-- only postgresql
CREATE FUNCTION night_term_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.seq <> (SELECT COALESCE(max(t.seq), 0) + 1 FROM night_term t WHERE t.stay_id = NEW.stay_id)
     OR (NEW.seq > 1 AND NEW.until_date <= (SELECT s.until_date FROM night_stay s WHERE s.id = NEW.stay_id))
     OR EXISTS (SELECT 1 FROM night_stay s WHERE s.id = NEW.stay_id AND s.ended_on IS NOT NULL) THEN RAISE EXCEPTION 'night_term_follows'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER night_term_follows BEFORE INSERT ON night_term FOR EACH ROW EXECUTE FUNCTION night_term_follows();
-- only postgresql
CREATE FUNCTION night_term_moves_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE night_stay SET until_date = NEW.until_date WHERE id = NEW.stay_id;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER night_term_moves_end AFTER INSERT ON night_term FOR EACH ROW EXECUTE FUNCTION night_term_moves_end();
