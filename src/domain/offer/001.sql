-- From a yes to a home to the keys: which dwelling is offered to whom, what she answers, who is next in line, and the first weeks. (MODEL 3.7, R-187–R-189,
-- R-192, I-06, I-10) Everything here is codes, days and numbers. There is no column for why she needs a home, and none for anything she must do in return.
-- enum offer_state: open accepted moved_in declined lapsed withdrawn
-- enum offer_point: rooms floor step_free quiet pets transport apart area away_from age house_rules
-- enum offer_match: fits fits_not not_known
-- enum offer_choice: only_one she_chose near_her_own for_a_time
-- enum forced_why: nowhere_today nothing_else_vacant until_another
-- enum decline_reason: too_small hard_to_get_in not_quiet wrong_area near_people no_pets poor_condition too_dear rather_wait found_home wants_none
-- enum offer_more_time: ill away not_seen wants_help letter_late
-- enum offer_back: dwelling_not_ready wrong_dwelling need_changed she_left
-- enum viewing_state: planned seen not_met called_off
-- enum reserve_state: waiting offered left
-- enum settling_result: well wants_help not_reached
-- enum passed_reason: abstinence_rule shared_living too_small no_access wrong_area

-- One dwelling offered to one person. Never two offers of a dwelling that can still be answered or moved into, and `place` is how many one person has at
-- once: one, unless the profile says more. `choice`: why this dwelling, where something in it does not fit or its neighbourhood is full. `forced_why`: the
-- neighbourhood is full and she has not chosen it; then a person, and never a line or a clock, has decided it. (R-201)
-- never deleted
-- unit unit_id follows WHERE state IN ('open', 'accepted')
CREATE TABLE dwelling_offer (
  id             @id,
  case_id        @ref(person_case),
  person_id      @ref(person),
  dwelling_id    @ref(dwelling),
  application_id @ref?(housing_application),
  order_id       @ref?(dwelling_order),
  unit_id        @ref(unit),
  place          @int,
  state          @enum(offer_state),
  choice         @enum?(offer_choice),
  forced_why     @enum?(forced_why),
  from_reserve   @bool,
  made_at        @instant,
  made_by        @ref?(staff),
  answer_by      @date,
  sent_on        @date?,
  answered_on    @date?,
  answered_way   @enum?(answer_way),
  answered_by    @ref?(staff),
  declined_why   @enum?(decline_reason),
  back_why       @enum?(offer_back),
  ended_on       @date?,
  moved_in_on    @date?,
  version        @int,
  CONSTRAINT offer_has_ground CHECK (application_id IS NOT NULL OR order_id IS NOT NULL),
  CONSTRAINT offer_place CHECK (place BETWEEN 1 AND 3),
  CONSTRAINT offer_forced_by_someone CHECK (forced_why IS NULL OR (made_by IS NOT NULL AND from_reserve = 0)),
  CONSTRAINT offer_answer_whole CHECK ((answered_on IS NULL) = (answered_way IS NULL) AND (state NOT IN ('accepted', 'moved_in', 'declined') OR answered_on IS NOT NULL)),
  CONSTRAINT offer_no_has_reason CHECK ((state = 'declined') = (declined_why IS NOT NULL)),
  CONSTRAINT offer_back_has_reason CHECK ((state = 'withdrawn') = (back_why IS NOT NULL)),
  CONSTRAINT offer_end_whole CHECK ((state IN ('declined', 'lapsed', 'withdrawn')) = (ended_on IS NOT NULL)),
  CONSTRAINT offer_moved_whole CHECK ((state = 'moved_in') = (moved_in_on IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX dwelling_offer_one_of_dwelling ON dwelling_offer (dwelling_id) WHERE state IN ('open', 'accepted');
CREATE UNIQUE INDEX dwelling_offer_one_of_place ON dwelling_offer (case_id, place) WHERE state IN ('open', 'accepted');
CREATE INDEX dwelling_offer_case ON dwelling_offer (case_id, id);
CREATE INDEX dwelling_offer_unit ON dwelling_offer (unit_id, state, answer_by);
CREATE INDEX dwelling_offer_dwelling ON dwelling_offer (dwelling_id, id);
CREATE INDEX dwelling_offer_made ON dwelling_offer (made_at);
CREATE VIEW case_offer AS SELECT id, case_id, application_id, dwelling_id, unit_id, state, answer_by, made_at, answered_on, declined_why, ended_on, moved_in_on FROM dwelling_offer;

-- The steps of an offer; offer_step in rules.c says the same. Who it is for, and what, never changes, and an answer stands. (I-14)
-- only sqlite
CREATE TRIGGER dwelling_offer_begins BEFORE INSERT ON dwelling_offer WHEN NEW.state <> 'open' BEGIN SELECT RAISE(ABORT, 'offer_steps'); END;
-- only sqlite
CREATE TRIGGER dwelling_offer_steps BEFORE UPDATE ON dwelling_offer
WHEN NEW.case_id <> OLD.case_id OR NEW.dwelling_id <> OLD.dwelling_id OR NEW.place <> OLD.place
  OR (OLD.declined_why IS NOT NULL AND NEW.declined_why IS NOT OLD.declined_why)
  OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('open>accepted', 'open>declined', 'open>lapsed', 'open>withdrawn', 'accepted>moved_in', 'accepted>withdrawn')) BEGIN
  SELECT RAISE(ABORT, 'offer_steps');
END;
-- only postgresql
CREATE FUNCTION dwelling_offer_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' THEN RAISE EXCEPTION 'offer_steps'; END IF;
  ELSIF NEW.case_id <> OLD.case_id OR NEW.dwelling_id <> OLD.dwelling_id OR NEW.place <> OLD.place
    OR (OLD.declined_why IS NOT NULL AND NEW.declined_why IS DISTINCT FROM OLD.declined_why)
    OR (NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ('open>accepted', 'open>declined', 'open>lapsed', 'open>withdrawn', 'accepted>moved_in', 'accepted>withdrawn'))
  THEN RAISE EXCEPTION 'offer_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER dwelling_offer_steps BEFORE INSERT OR UPDATE ON dwelling_offer FOR EACH ROW EXECUTE FUNCTION dwelling_offer_steps();

-- What of her need the dwelling meets, as it was the day it was offered. (R-187)
-- append only
CREATE TABLE offer_fit (
  offer_id @ref(dwelling_offer),
  point    @enum(offer_point),
  fit      @enum(offer_match),
  PRIMARY KEY (offer_id, point)
) @strict;

-- She has longer to answer.
-- append only
CREATE TABLE offer_extension (
  id        @id,
  offer_id  @ref(dwelling_offer),
  from_date @date,
  to_date   @date,
  why       @enum(offer_more_time),
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT extension_forward CHECK (to_date > from_date)
) @strict;
CREATE INDEX offer_extension_offer ON offer_extension (offer_id, id);

-- She is shown the dwelling before she answers. Not met counts for nothing: another day is found.
-- never deleted
CREATE TABLE offer_viewing (
  id          @id,
  offer_id    @ref(dwelling_offer),
  on_date     @date,
  from_minute @int,
  state       @enum(viewing_state),
  at          @instant,
  by_staff    @ref(staff)
) @strict;
CREATE UNIQUE INDEX offer_viewing_one_planned ON offer_viewing (offer_id) WHERE state = 'planned';
CREATE INDEX offer_viewing_offer ON offer_viewing (offer_id, id);
CREATE INDEX offer_viewing_day ON offer_viewing (on_date, from_minute) WHERE state = 'planned';

-- Who gets the dwelling when the one it is offered to does not take it, in this order.
-- never deleted
-- unit unit_id follows WHERE state = 'waiting'
CREATE TABLE offer_reserve (
  id          @id,
  dwelling_id @ref(dwelling),
  case_id     @ref(person_case),
  unit_id     @ref(unit),
  seq         @int,
  state       @enum(reserve_state),
  choice      @enum?(offer_choice),
  at          @instant,
  by_staff    @ref(staff)
) @strict;
CREATE UNIQUE INDEX offer_reserve_once ON offer_reserve (dwelling_id, case_id) WHERE state = 'waiting';
CREATE INDEX offer_reserve_line ON offer_reserve (dwelling_id, state, seq);
CREATE INDEX offer_reserve_case ON offer_reserve (case_id, state);

-- The letters of an offer as they were made.
-- sensitive tenancy
-- append only
CREATE TABLE offer_letter (
  id        @id,
  offer_id  @ref(dwelling_offer),
  case_id   @ref(person_case),
  person_id @ref(person),
  recipient @enum(delivery_recipient),
  sent_on   @date,
  sha256    @text,
  pdf       @sealed,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX offer_letter_offer ON offer_letter (offer_id, id);

-- What is done the day she gets the keys; which points there are is in the profile.
-- append only
CREATE TABLE move_in_done (
  offer_id @ref(dwelling_offer),
  point    @text,
  at       @instant,
  by_staff @ref(staff),
  PRIMARY KEY (offer_id, point)
) @strict;

-- The first weeks: somebody asks how it goes on these days. Not reached is asked again and counts for nothing. (R-192)
-- append only
CREATE TABLE settling_talk (
  id       @id,
  offer_id @ref(dwelling_offer),
  day_no   @int,
  result   @enum(settling_result),
  on_date  @date,
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX settling_talk_offer ON settling_talk (offer_id, day_no, id);

-- A cluster takes nobody more for now, or again. Said by the unit that decides on homes; why is nowhere here, and nobody else learns more. (R-133, I-06)
-- append only
CREATE TABLE cluster_full (
  id         @id,
  cluster_id @ref(dwelling_cluster),
  is_full    @bool,
  at         @instant,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX cluster_full_newest ON cluster_full (cluster_id, id);
CREATE VIEW cluster_is_full AS
  SELECT f.cluster_id, f.is_full FROM cluster_full f WHERE f.id = (SELECT max(n.id) FROM cluster_full n WHERE n.cluster_id = f.cluster_id);

-- A dwelling that was looked at for her and did not suit, and why. It is about the dwelling; nothing follows for her. (R-187, R-145, K6)
-- append only
CREATE TABLE home_passed (
  id          @id,
  case_id     @ref(person_case),
  dwelling_id @ref(dwelling),
  why         @enum(passed_reason),
  at          @instant,
  by_staff    @ref(staff)
) @strict;
CREATE INDEX home_passed_case ON home_passed (case_id, id);
CREATE INDEX home_passed_at ON home_passed (at);
CREATE VIEW case_home_passed AS SELECT case_id, dwelling_id, why, at FROM home_passed;

-- Each open application: was a dwelling that suited ever offered, and was a dwelling looked at that did not suit because of the rules of a house or because it is
-- shared. An offer suits unless something of her need was not met or she said that it did not. The one meaning of lack, wherever it is counted. (R-144, R-146)
CREATE VIEW home_lack AS
  SELECT a.id AS application_id, a.list_type, a.status,
         CASE WHEN EXISTS (SELECT 1 FROM dwelling_offer o
                            WHERE o.case_id = a.case_id AND o.application_id = a.id AND o.state <> 'withdrawn'
                              AND (o.declined_why IS NULL OR o.declined_why IN ('rather_wait', 'found_home', 'wants_none'))
                              AND NOT EXISTS (SELECT 1 FROM offer_fit m WHERE m.offer_id = o.id AND m.fit = 'fits_not')) THEN 1 ELSE 0 END AS suited,
         CASE WHEN EXISTS (SELECT 1 FROM home_passed h WHERE h.case_id = a.case_id AND h.why IN ('abstinence_rule', 'shared_living')) THEN 1 ELSE 0 END AS house
    FROM case_application a
   WHERE a.status NOT IN ('refused', 'leased', 'withdrawn');
