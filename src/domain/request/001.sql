-- What the municipality asks others about her, and what others are worried about. (R-060, R-061, BSL-12, SOT-11, FVL-17, MODEL 3.13)
-- enum asked_body: gp service public_body population_register
-- enum information_ground: consent bsl_12 sot_11 health_cooperation population_register
-- enum consent_way: signed digital oral
-- enum information_step: reminded answered refused withdrawn shown
-- enum concern_reporter: caretaker neighbour relative other
-- enum concern_state: received handled

-- A question to somebody outside the case: who, on which ground, whether she knows. Never changed; what comes of it are steps. (BSL-12, SOT-11)
-- sensitive :zone
-- append only
CREATE TABLE information_request (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  zone        @enum(zone),
  body        @enum(asked_body),
  body_name   @sealed,
  body_address @sealed?,
  ground      @enum(information_ground),
  consent_by  @enum?(consent_way),
  informed    @bool,
  why_not     @sealed?,
  question    @sealed,
  sent_on     @date,
  due         @date,
  at          @instant,
  by_staff    @ref(staff),
  unit_id     @ref(unit),
  CONSTRAINT information_not_spine CHECK (zone <> 'spine'),
  CONSTRAINT information_consent CHECK ((ground = 'consent') = (consent_by IS NOT NULL)),
  CONSTRAINT information_informed CHECK (informed = 1 OR why_not IS NOT NULL)
) @strict;
CREATE INDEX information_request_case ON information_request (case_id, zone, id);

-- Reminded, answered, refused; and that she has been shown the answer. (FVL-17)
-- sensitive :zone
-- append only
CREATE TABLE information_answer (
  id         @id,
  request_id @ref(information_request),
  case_id    @ref(person_case),
  person_id  @ref(person),
  zone       @enum(zone),
  step       @enum(information_step),
  content    @sealed?,
  due        @date?,
  at         @instant,
  by_staff   @ref(staff),
  CONSTRAINT information_answer_says CHECK (step <> 'answered' OR content IS NOT NULL),
  CONSTRAINT information_reminder_due CHECK ((step = 'reminded') = (due IS NOT NULL))
) @strict;
CREATE INDEX information_answer_case ON information_answer (case_id, zone, id);
CREATE INDEX information_answer_of ON information_answer (request_id, zone, id);

-- A worry of somebody outside: not a case, and no way into one. Its text is sealed with a key of its own (a person number below zero) until it is
-- known whom it is about, then with hers. Like a first message it stands on the spine; who reads it in a case has a zone for it. (R-061, L17)
-- never deleted
-- unit unit_id keeps
-- unit to_unit follows WHERE state = 'received'
CREATE TABLE concern (
  id          @id,
  person_id   @int(person_id),
  case_id     @ref?(person_case),
  reporter    @enum(concern_reporter),
  reported_by @ref(staff),
  unit_id     @ref(unit),
  reporter_name @sealed?,
  about       @sealed?,
  place       @sealed?,
  said        @sealed?,
  state       @enum(concern_state),
  to_unit     @ref(unit),
  received_at @instant,
  handled_at  @instant?,
  handled_by  @ref?(staff),
  note        @sealed?,
  CONSTRAINT concern_handled CHECK ((state = 'handled') = (handled_at IS NOT NULL AND handled_by IS NOT NULL AND note IS NOT NULL))
) @strict;
CREATE INDEX concern_mine ON concern (reported_by, id);
CREATE INDEX concern_case ON concern (case_id, id);
CREATE INDEX concern_inbox ON concern (to_unit, id) WHERE state = 'received' AND case_id IS NULL;
-- only sqlite
CREATE TRIGGER concern_handled_once BEFORE UPDATE ON concern WHEN OLD.state = 'handled' OR (OLD.case_id IS NOT NULL AND NEW.case_id IS NOT OLD.case_id) BEGIN
  SELECT RAISE(ABORT, 'concern_handled_once');
END;
-- only postgresql
CREATE FUNCTION concern_handled_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state = 'handled' OR (OLD.case_id IS NOT NULL AND NEW.case_id IS DISTINCT FROM OLD.case_id) THEN RAISE EXCEPTION 'concern_handled_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER concern_handled_once BEFORE UPDATE ON concern FOR EACH ROW EXECUTE FUNCTION concern_handled_once();
