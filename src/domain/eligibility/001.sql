-- Who the housing act is for, which municipality is responsible, and who can decide for herself. (BSL-2, BSL-3, PBRL-10)
-- enum known_answer: yes no unknown
-- enum eligibility_outcome: applies outside ask
-- enum stay_basis: lives_here lives_elsewhere institution settled_refugee
-- enum competence_outcome: can cannot

-- Does the act apply to her? Answered anew when something is known; the newest row counts. (BSL-2)
-- sensitive housing
-- append only
CREATE TABLE eligibility (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  lawful_stay   @enum(known_answer),
  asylum_offer  @enum(known_answer),
  no_connection @enum(known_answer),
  outcome       @enum(eligibility_outcome),
  note          @sealed?,
  at            @instant,
  by_staff      @ref(staff)
) @strict;
CREATE INDEX eligibility_case ON eligibility (case_id, id);

-- Where she stays, from when and why. until_date is for a settled refugee: the last day the municipality that settled her answers for her. (BSL-3)
-- sensitive housing
-- append only
CREATE TABLE stay (
  id           @id,
  case_id      @ref(person_case),
  municipality @text,
  basis        @enum(stay_basis),
  from_date    @date,
  until_date   @date?,
  at           @instant,
  by_staff     @ref(staff),
  CONSTRAINT stay_until_is_for_settled CHECK (until_date IS NULL OR (basis = 'settled_refugee' AND until_date >= from_date))
) @strict;
CREATE INDEX stay_case ON stay (case_id, from_date);

-- A reasoned note on whether she can decide in one matter of health care. Only health personnel write it: the schema looks at the unit. (PBRL-10)
-- sensitive health
-- unit unit_id keeps
-- append only
CREATE TABLE competence_note (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  unit_id     @ref(unit),
  matter      @sealed,
  outcome     @enum(competence_outcome),
  predominant @bool,
  not_for_use @bool,
  told        @bool,
  reasons     @sealed,
  assessed_on @date,
  look_again  @date?,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT competence_lost_for_reasons CHECK (outcome = 'can' OR (predominant = 1 AND not_for_use = 1 AND look_again IS NOT NULL))
) @strict;
CREATE INDEX competence_note_case ON competence_note (case_id, id);
-- only sqlite
CREATE TRIGGER competence_by_health BEFORE INSERT ON competence_note WHEN (SELECT role FROM unit WHERE id = NEW.unit_id) <> 'health' BEGIN
  SELECT RAISE(ABORT, 'competence_by_health_personnel');
END;
-- only postgresql
CREATE FUNCTION competence_by_health() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT role FROM unit WHERE id = NEW.unit_id) <> 'health' THEN RAISE EXCEPTION 'competence_by_health_personnel'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER competence_by_health BEFORE INSERT ON competence_note FOR EACH ROW EXECUTE FUNCTION competence_by_health();
