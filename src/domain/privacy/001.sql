-- Her rights to what is written about her: to have it, to have it corrected, and that it goes away in the end.
-- (PBRL-11, FVL-18, FVL-19, GDPR-3, R-025, I-14, ARK-1, PJL-7)
-- enum asker: person agent guardian
-- enum access_state: open building ready handed_out
-- enum access_part: confidential_talks child_notices concerns health social housing tenancy plan restricted
-- enum access_choice_outcome: give withhold to_representative
-- enum access_exception: third_party danger_to_her danger_to_others internal_document child_protection
-- enum correction_state: asked corrected partly refused
-- enum beside_about: overview assessment decision services responsibility people other
-- enum beside_kind: hers correction
-- enum erasure_state: proposed refused erased

-- She asks for everything about her. The clock runs from the day it came. (GDPR art. 12, 15)
-- never deleted
CREATE TABLE access_request (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  asked_by      @enum(asker),
  received_on   @date,
  due           @date,
  state         @enum(access_state),
  registered_at @instant,
  registered_by @ref(staff),
  built_at      @instant?,
  handed_on     @date?,
  handed_by     @ref?(staff),
  handed_to     @enum?(asker),
  CONSTRAINT access_handed CHECK ((state = 'handed_out') = (handed_on IS NOT NULL AND handed_by IS NOT NULL AND handed_to IS NOT NULL)),
  CONSTRAINT access_built CHECK (state IN ('open', 'building') OR built_at IS NOT NULL)
) @strict;
CREATE INDEX access_request_case ON access_request (case_id, id);
CREATE UNIQUE INDEX access_request_one_open ON access_request (case_id) WHERE state <> 'handed_out';
-- only sqlite
CREATE TRIGGER access_request_moves BEFORE UPDATE ON access_request WHEN NOT ((OLD.state = 'open' AND NEW.state = 'building') OR (OLD.state = 'building' AND NEW.state = 'ready') OR (OLD.state = 'ready' AND NEW.state IN ('handed_out', 'building'))) BEGIN SELECT RAISE(ABORT, 'access_moves'); END;
-- only postgresql
CREATE FUNCTION access_request_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT ((OLD.state = 'open' AND NEW.state = 'building') OR (OLD.state = 'building' AND NEW.state = 'ready') OR (OLD.state = 'ready' AND NEW.state IN ('handed_out', 'building'))) THEN RAISE EXCEPTION 'access_moves'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER access_request_moves BEFORE UPDATE ON access_request FOR EACH ROW EXECUTE FUNCTION access_request_may_move();

-- What somebody has decided about a part that may have to be kept back, and why. The newest of a part counts. Append-only. (FVL-19, PBRL-11)
-- append only
CREATE TABLE access_choice (
  id         @id,
  request_id @ref(access_request),
  case_id    @ref(person_case),
  person_id  @ref(person),
  part       @enum(access_part),
  outcome    @enum(access_choice_outcome),
  exception  @enum?(access_exception),
  reason     @sealed?,
  at         @instant,
  by_staff   @ref(staff),
  CONSTRAINT access_choice_has_reason CHECK (outcome = 'give' OR (exception IS NOT NULL AND reason IS NOT NULL))
) @strict;
CREATE INDEX access_choice_request ON access_choice (request_id, part, id);

-- The package as it was built: the PDF (base64) and one JSON object a line. Everything about her stands in it.
-- sensitive restricted
-- append only
CREATE TABLE access_package (
  id         @id,
  request_id @ref(access_request),
  person_id  @ref(person),
  at         @instant,
  pdf        @sealed,
  lines      @sealed,
  n_rows     @int
) @strict;
CREATE INDEX access_package_request ON access_package (request_id, id);

-- She says that something is wrong. What stands is never changed. (HPL 42, PBRL-11, GDPR art. 16)
-- sensitive :zone
-- never deleted
CREATE TABLE correction (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  zone        @enum(zone),
  about       @enum(beside_about),
  passage     @sealed,
  wish        @sealed,
  state       @enum(correction_state),
  received_on @date,
  due         @date,
  at          @instant,
  by_staff    @ref(staff),
  reason      @sealed?,
  letter      @sealed?,
  decided_at  @instant?,
  decided_by  @ref?(staff),
  CONSTRAINT correction_decided CHECK ((state = 'asked') = (decided_at IS NULL AND decided_by IS NULL)),
  CONSTRAINT correction_refusal_has_letter CHECK (state NOT IN ('partly', 'refused') OR (reason IS NOT NULL AND letter IS NOT NULL))
) @strict;
CREATE INDEX correction_case ON correction (case_id, zone, id);
-- only sqlite
CREATE TRIGGER correction_moves BEFORE UPDATE ON correction WHEN NOT (OLD.state = 'asked' AND NEW.state <> 'asked') BEGIN SELECT RAISE(ABORT, 'correction_decided_once'); END;
-- only postgresql
CREATE FUNCTION correction_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT (OLD.state = 'asked' AND NEW.state <> 'asked') THEN RAISE EXCEPTION 'correction_decided_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER correction_moves BEFORE UPDATE ON correction FOR EACH ROW EXECUTE FUNCTION correction_may_move();

-- A text that stands beside what is written: hers, or a correction. Adds, and never takes away. (R-025, I-14)
-- sensitive :zone
-- append only
CREATE TABLE beside (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  about     @enum(beside_about),
  kind      @enum(beside_kind),
  content   @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX beside_case ON beside (case_id, zone, about, id);

-- That something stands beside: no text, so that pages need not open a zone to know.
CREATE TABLE beside_place (
  case_id @ref(person_case),
  about   @enum(beside_about),
  zone    @enum(zone),
  PRIMARY KEY (case_id, about, zone)
) @strict;

-- A person whose time is over: proposed by one, decided by another. The row is the proof, and holds nothing that tells who she was. (ARK-1, PJL-7)
-- never deleted
CREATE TABLE erasure (
  id            @id,
  person_id     @int(person_id),
  rule          @text,
  last_activity @date,
  kept_until    @date,
  state         @enum(erasure_state),
  proposed_at   @instant,
  proposed_by   @ref(staff),
  decided_at    @instant?,
  decided_by    @ref?(staff),
  CONSTRAINT erasure_four_eyes CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT erasure_decided CHECK ((state = 'proposed') = (decided_at IS NULL AND decided_by IS NULL))
) @strict;
CREATE UNIQUE INDEX erasure_one_open ON erasure (person_id) WHERE state = 'proposed';
CREATE UNIQUE INDEX erasure_once ON erasure (person_id) WHERE state = 'erased';
CREATE INDEX erasure_decided_at ON erasure (decided_at);
CREATE VIEW erasure_waiting AS SELECT id, proposed_at FROM erasure WHERE state = 'proposed';
CREATE VIEW erased_person AS SELECT person_id, decided_at FROM erasure WHERE state = 'erased';
-- only sqlite
CREATE TRIGGER erasure_moves BEFORE UPDATE ON erasure WHEN NOT (OLD.state = 'proposed' AND NEW.state <> 'proposed') BEGIN SELECT RAISE(ABORT, 'erasure_decided_once'); END;
-- only postgresql
CREATE FUNCTION erasure_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT (OLD.state = 'proposed' AND NEW.state <> 'proposed') THEN RAISE EXCEPTION 'erasure_decided_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER erasure_moves BEFORE UPDATE ON erasure FOR EACH ROW EXECUTE FUNCTION erasure_may_move();
