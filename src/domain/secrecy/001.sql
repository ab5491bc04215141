-- Consents, objections and who may read what (LAW §7, MODEL 3.3, I-04–I-06).
-- enum consent_state: asked given refused revoked expired replaced
-- enum consent_form: signed digital oral
-- enum consent_purpose: assessment services dwelling follow_up economy coordination
-- enum consent_reply: yes partly no

-- The person's yes or no to letting one unit see one zone. A yes lifts secrecy between the parties; it is not a processing basis. (GDPR-1)
-- One question about several zones is one row a zone, so that she can say yes to some. `until` is the last day, proposed when asked.
-- ask_again is the first day she may be asked anew without a new reason; `reason` is that new reason. A renewal asks while the old yes runs.
CREATE TABLE consent (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  to_unit     @ref(unit),
  zone        @enum(zone),
  purpose     @enum(consent_purpose),
  state       @enum(consent_state),
  form        @enum?(consent_form),
  witness     @sealed?,
  reason      @sealed?,
  asked_at    @instant,
  asked_by    @ref(staff),
  asked_unit  @ref(unit),
  until       @date?,
  answered_at @instant?,
  answered_by @ref?(staff),
  ended_at    @instant?,
  ended_by    @ref?(staff),
  ask_again   @date?,
  CONSTRAINT consent_spine_needs_none CHECK (zone <> 'spine'),
  CONSTRAINT consent_yes_has_scope CHECK (state NOT IN ('given', 'revoked', 'expired', 'replaced') OR (form IS NOT NULL AND until IS NOT NULL AND answered_at IS NOT NULL)),
  CONSTRAINT consent_oral_has_witness CHECK (form IS NULL OR form <> 'oral' OR witness IS NOT NULL),
  CONSTRAINT consent_end_has_time CHECK (state NOT IN ('revoked', 'expired', 'replaced') OR ended_at IS NOT NULL),
  CONSTRAINT consent_no_has_pause CHECK (state <> 'refused' OR (ask_again IS NOT NULL AND answered_at IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX consent_one_asked ON consent (case_id, to_unit, zone) WHERE state = 'asked';
CREATE UNIQUE INDEX consent_one_given ON consent (case_id, to_unit, zone) WHERE state = 'given';
CREATE INDEX consent_case ON consent (case_id, to_unit, id);
CREATE VIEW case_consent AS SELECT id, case_id, to_unit, zone, state, until, asked_at FROM consent;
-- only sqlite
CREATE TRIGGER consent_moves BEFORE UPDATE ON consent
WHEN NOT ((OLD.state = 'asked' AND NEW.state IN ('given', 'refused')) OR (OLD.state = 'given' AND NEW.state IN ('revoked', 'expired', 'replaced'))) BEGIN
  SELECT RAISE(ABORT, 'consent_moves');
END;
-- only sqlite
CREATE TRIGGER consent_kept BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END;
-- only postgresql
CREATE FUNCTION consent_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT ((OLD.state = 'asked' AND NEW.state IN ('given', 'refused')) OR (OLD.state = 'given' AND NEW.state IN ('revoked', 'expired', 'replaced')))
  THEN RAISE EXCEPTION 'consent_moves'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER consent_moves BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_may_move();
-- only postgresql
CREATE TRIGGER consent_kept BEFORE DELETE ON consent FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The person's block on sharing, with one unit or with all. Beats every ground but an override by two. (HPL-29, PBRL-12)
CREATE TABLE objection (
  id        @id,
  case_id   @ref(person_case),
  unit_id   @ref?(unit),
  zone      @enum(zone),
  made_at   @instant,
  made_by   @ref(staff),
  lifted_at @instant?,
  lifted_by @ref?(staff),
  CONSTRAINT objection_not_to_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX objection_case ON objection (case_id, zone) WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX objection_one_unit ON objection (case_id, zone, unit_id) WHERE lifted_at IS NULL AND unit_id IS NOT NULL;
CREATE UNIQUE INDEX objection_one_all ON objection (case_id, zone) WHERE lifted_at IS NULL AND unit_id IS NULL;
-- only sqlite
CREATE TRIGGER objection_fixed BEFORE UPDATE ON objection WHEN OLD.lifted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'objection_lifted_once'); END;
-- only sqlite
CREATE TRIGGER objection_kept BEFORE DELETE ON objection BEGIN SELECT RAISE(ABORT, 'objection is append-only'); END;
-- only postgresql
CREATE FUNCTION objection_lifted_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.lifted_at IS NOT NULL THEN RAISE EXCEPTION 'objection_lifted_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER objection_fixed BEFORE UPDATE ON objection FOR EACH ROW EXECUTE FUNCTION objection_lifted_once();
-- only postgresql
CREATE TRIGGER objection_kept BEFORE DELETE ON objection FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Units that are in the case, since when and why. One row a reason; ended, never erased. Search and pages start here. (I-04)
-- `ends_on` is the last day of a reason that was given for a time only; after it the reason counts no more, whether or not it is ended.
-- enum involvement: holder offered duty consent service decision_part first_contact coordinator former_holder dispute
CREATE TABLE case_unit (
  id       @id,
  case_id  @ref(person_case),
  unit_id  @ref(unit),
  why      @enum(involvement),
  from_at  @instant,
  until_at @instant?,
  ends_on  @date?
) @strict;
CREATE UNIQUE INDEX case_unit_live ON case_unit (case_id, unit_id, why) WHERE until_at IS NULL;
CREATE INDEX case_unit_unit ON case_unit (unit_id, case_id) WHERE until_at IS NULL;
CREATE VIEW case_team AS SELECT case_id, unit_id, why, from_at, until_at, ends_on FROM case_unit WHERE until_at IS NULL;
-- only sqlite
CREATE TRIGGER case_unit_fixed BEFORE UPDATE ON case_unit WHEN OLD.until_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'case_unit_ended_once'); END;
-- only sqlite
CREATE TRIGGER case_unit_kept BEFORE DELETE ON case_unit BEGIN SELECT RAISE(ABORT, 'case_unit is append-only'); END;
-- only postgresql
CREATE FUNCTION case_unit_ended_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.until_at IS NOT NULL THEN RAISE EXCEPTION 'case_unit_ended_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER case_unit_fixed BEFORE UPDATE ON case_unit FOR EACH ROW EXECUTE FUNCTION case_unit_ended_once();
-- only postgresql
CREATE TRIGGER case_unit_kept BEFORE DELETE ON case_unit FOR EACH ROW EXECUTE FUNCTION refuse_change();
