-- Appeals on the individual plan or the coordinator where no decision stands behind. (IPF-8)
-- enum plan_appeal_about: content missing coordinator
-- enum plan_appeal_act: health social
-- enum plan_appeal_state: received changed forwarded answered withdrawn
-- enum plan_appeal_words_kind: appeal statement result

-- She finds that her right to a plan or a coordinator is not met, and there is no decision on it: the plan there is, that there is none, or no coordinator. It is
-- answered by the act she claims it under. A refusal in a decision is an appeal on that part, above. (IPF-8, PBRL-5, SOT-8)
-- never deleted
-- unit unit_id follows WHERE state IN ('received', 'forwarded')
CREATE TABLE plan_appeal (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  about         @enum(plan_appeal_about),
  act           @enum(plan_appeal_act),
  zone          @enum(zone),
  form          @enum(appeal_form),
  state         @enum(plan_appeal_state),
  unit_id       @ref(unit),
  received_on   @date,
  due           @date,
  forwarded_on  @date?,
  result        @enum?(appeal_result),
  ended_on      @date?,
  registered_at @instant,
  registered_by @ref(staff),
  handled_by    @ref?(staff),
  CONSTRAINT plan_appeal_zone_of_act CHECK (zone = CASE act WHEN 'social' THEN 'social' ELSE 'plan' END),
  CONSTRAINT plan_appeal_answer_whole CHECK ((state = 'answered') = (result IS NOT NULL) AND (state <> 'answered' OR forwarded_on IS NOT NULL)),
  CONSTRAINT plan_appeal_end_whole CHECK ((state IN ('received', 'forwarded')) = (ended_on IS NULL)),
  CONSTRAINT plan_appeal_handled CHECK (state IN ('received', 'withdrawn') OR handled_by IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX plan_appeal_one_open ON plan_appeal (case_id, about) WHERE state IN ('received', 'forwarded');
CREATE INDEX plan_appeal_case ON plan_appeal (case_id, id);

-- What she says, and what is answered, in the zone of the act.
-- sensitive :zone
-- append only
CREATE TABLE plan_appeal_words (
  id        @id,
  plan_appeal_id @ref(plan_appeal),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  kind      @enum(plan_appeal_words_kind),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX plan_appeal_words_of ON plan_appeal_words (plan_appeal_id, zone, id);

-- The steps, and no others; plan_appeal_may in plan_appeal.c says the same. What has ended stays as it is, and whoever it is about never changes.
-- only sqlite
CREATE TRIGGER plan_appeal_begins BEFORE INSERT ON plan_appeal WHEN NEW.state <> 'received' BEGIN SELECT RAISE(ABORT, 'plan_appeal_steps'); END;
-- only sqlite
CREATE TRIGGER plan_appeal_steps BEFORE UPDATE ON plan_appeal
WHEN NEW.case_id <> OLD.case_id OR NEW.about <> OLD.about OR NEW.act <> OLD.act OR NEW.received_on <> OLD.received_on
  OR (NEW.state <> OLD.state OR OLD.ended_on IS NOT NULL) AND (OLD.state || '>' || NEW.state) NOT IN
     ('received>changed', 'received>forwarded', 'received>withdrawn', 'forwarded>answered', 'forwarded>withdrawn') BEGIN
  SELECT RAISE(ABORT, 'plan_appeal_steps');
END;
-- only postgresql
CREATE FUNCTION plan_appeal_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'received' THEN RAISE EXCEPTION 'plan_appeal_steps'; END IF;
  ELSIF NEW.case_id <> OLD.case_id OR NEW.about <> OLD.about OR NEW.act <> OLD.act OR NEW.received_on <> OLD.received_on
    OR (NEW.state <> OLD.state OR OLD.ended_on IS NOT NULL) AND (OLD.state || '>' || NEW.state) NOT IN
       ('received>changed', 'received>forwarded', 'received>withdrawn', 'forwarded>answered', 'forwarded>withdrawn')
    THEN RAISE EXCEPTION 'plan_appeal_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER plan_appeal_steps BEFORE INSERT OR UPDATE ON plan_appeal FOR EACH ROW EXECUTE FUNCTION plan_appeal_steps();
