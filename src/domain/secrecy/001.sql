-- Consents, objections and who may read what (LAW §7, MODEL 3.3, I-04–I-06).
-- enum consent_state: asked given refused revoked expired replaced
-- enum consent_form: signed digital oral
-- enum consent_purpose: assessment services dwelling follow_up economy coordination
-- enum consent_reply: yes partly no

-- The person's yes or no to letting one unit see one zone. A yes lifts secrecy between the parties; it is not a processing basis. (GDPR-1)
-- One question about several zones is one row a zone, so that she can say yes to some. `until` is the last day, proposed when asked.
-- ask_again is the first day she may be asked anew without a new reason; `reason` is that new reason. A renewal asks while the old yes runs.
-- never deleted
-- unit to_unit moves
-- unit asked_unit keeps
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
-- only postgresql
CREATE FUNCTION consent_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT ((OLD.state = 'asked' AND NEW.state IN ('given', 'refused')) OR (OLD.state = 'given' AND NEW.state IN ('revoked', 'expired', 'replaced')))
  THEN RAISE EXCEPTION 'consent_moves'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER consent_moves BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_may_move();

-- The person's block on sharing, with one unit or with all. Beats every ground but an override by two. (HPL-29, PBRL-12)
-- never deleted
-- unit unit_id moves
-- frozen once lifted_at
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

-- Units that are in the case, since when and why. One row a reason; ended, never erased. Search and pages start here. (I-04)
-- `ends_on` is the last day of a reason that was given for a time only; after it the reason counts no more, whether or not it is ended.
-- enum involvement: holder offered duty consent service decision_part first_contact coordinator former_holder dispute
--   sharing appeal emergency lease application transition measure
-- never deleted
-- unit unit_id moves
-- frozen once until_at
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

-- ── sharing on another ground than her yes ──────────────────────────────────

-- enum sharing_state: draft active ended dropped
-- enum sharing_purpose: services dwelling follow_up economy coordination safety law

-- One unit lets another see parts of the case on a coded ground, for a purpose and until a day. `whole`: everything that may follow, in one
-- operation; never a folder that moves. What it opens stands in sharing_zone, decided when it is confirmed. (I-04, R-051, R-054, R-063, FVL-13b)
-- never deleted
-- unit from_unit follows WHERE state IN ('draft', 'active') AND to_unit <> NEW.successor_id
-- unit to_unit keeps
CREATE TABLE sharing (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  from_unit     @ref(unit),
  to_unit       @ref(unit),
  whole         @bool,
  purpose       @enum(sharing_purpose),
  ground        @text?,
  health_ground @text?,
  necessity     @sealed,
  until         @date,
  state         @enum(sharing_state),
  made_at       @instant,
  made_by       @ref(staff),
  confirmed_at  @instant?,
  ended_at      @instant?,
  ended_by      @ref?(staff),
  CONSTRAINT sharing_has_a_ground CHECK (state <> 'active' OR confirmed_at IS NOT NULL),
  CONSTRAINT sharing_to_another CHECK (from_unit <> to_unit),
  CONSTRAINT sharing_end_has_time CHECK (state NOT IN ('ended', 'dropped') OR ended_at IS NOT NULL)
) @strict;
CREATE INDEX sharing_case ON sharing (case_id, to_unit, state);

-- The zones it opens, each on its ground. For a draft: the zones asked for.
CREATE TABLE sharing_zone (
  sharing_id @ref(sharing),
  zone       @enum(zone),
  ground     @text?,
  PRIMARY KEY (sharing_id, zone),
  CONSTRAINT sharing_zone_not_spine_or_restricted CHECK (zone NOT IN ('spine', 'restricted')),
  CONSTRAINT sharing_zone_health_has_its_own CHECK (ground IS NULL OR zone <> 'health' OR ground LIKE 'H%' OR ground = 'child_welfare')
) @strict;

-- ── an objection set aside ──────────────────────────────────────────────────

-- enum override_state: asked approved refused ended
-- enum told_how: talk letter phone
-- enum override_verdict: approve refuse

-- A weighty reason sets her objection aside for one unit, one zone and a time: asked by one, approved by another, and she is told. (I-04,
-- HPL-29, PBRL-12)
-- never deleted
-- unit to_unit keeps
CREATE TABLE objection_override (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  to_unit     @ref(unit),
  zone        @enum(zone),
  reason      @sealed,
  state       @enum(override_state),
  until       @date,
  asked_at    @instant,
  asked_by    @ref(staff),
  answered_at @instant?,
  answered_by @ref?(staff),
  answer      @sealed?,
  ended_at    @instant?,
  ended_by    @ref?(staff),
  told_at     @instant?,
  told_by     @ref?(staff),
  told        @enum?(told_how),
  CONSTRAINT override_by_two CHECK (answered_by IS NULL OR answered_by <> asked_by),
  CONSTRAINT override_answered CHECK (state = 'asked' OR (answered_at IS NOT NULL AND answered_by IS NOT NULL)),
  CONSTRAINT override_not_all_zones CHECK (zone NOT IN ('spine', 'restricted'))
) @strict;
CREATE UNIQUE INDEX override_one_open ON objection_override (case_id, to_unit, zone) WHERE state IN ('asked', 'approved');
CREATE INDEX override_case ON objection_override (case_id, id);

-- ── reading in an emergency ─────────────────────────────────────────────────

-- enum emergency_why: life violence acute_illness child
-- enum emergency_verdict: fine not_fine
-- enum emergency_consequence: none talk follow_up reported

-- One worker opens one case for a short time because somebody's life or health is at stake. Logged, shown to her, looked at afterwards by
-- another. (HPL-23, FVL-13b no. 7, PJL-3)
-- never deleted
-- unit unit_id follows WHERE verdict IS NULL
CREATE TABLE emergency_read (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  staff_id    @ref(staff),
  unit_id     @ref(unit),
  why         @enum(emergency_why),
  reason      @sealed,
  began_at    @instant,
  until_at    @instant,
  verdict     @enum?(emergency_verdict),
  verdict_text @sealed?,
  consequence @enum?(emergency_consequence),
  judged_at   @instant?,
  judged_by   @ref?(staff),
  CONSTRAINT emergency_is_short CHECK (until_at > began_at AND until_at <= began_at + 14400000),
  CONSTRAINT emergency_judged_by_another CHECK (judged_by IS NULL OR judged_by <> staff_id),
  CONSTRAINT emergency_verdict_is_whole CHECK ((verdict IS NULL) = (judged_at IS NULL) AND (verdict <> 'not_fine' OR consequence IS NOT NULL))
) @strict;
CREATE INDEX emergency_read_case ON emergency_read (case_id, staff_id, until_at);
CREATE INDEX emergency_read_staff ON emergency_read (staff_id, until_at) WHERE verdict IS NULL;
CREATE INDEX emergency_read_unit ON emergency_read (unit_id, id);
CREATE INDEX emergency_read_unjudged ON emergency_read (began_at) WHERE verdict IS NULL;
CREATE VIEW case_emergency AS SELECT id, case_id, person_id, staff_id, unit_id, why, began_at, until_at, verdict FROM emergency_read;

-- ── given to somebody outside ───────────────────────────────────────────────

-- enum disclosure_receiver: police prison hospital doctor child_welfare court landlord other
-- enum disclosure_given: yes no
-- enum disclosure_what: whereabouts contact_details decision assessment plan services tenancy health_summary

-- What was given out of the system: to whom, on which ground, for which time, what. (PJL-6, R-056, SOT-13)
-- append only
CREATE TABLE disclosure (
  id           @id,
  case_id      @ref(person_case),
  person_id    @ref(person),
  unit_id      @ref(unit),
  staff_id     @ref(staff),
  receiver     @enum(disclosure_receiver),
  organisation @sealed,
  asked_by     @sealed?,
  ground       @text,
  zone         @enum(zone),
  what         @enum(disclosure_what),
  necessity    @sealed,
  about_from   @date?,
  about_until  @date?,
  given        @bool,
  given_at     @instant
) @strict;
CREATE INDEX disclosure_case ON disclosure (case_id, id);

-- ── notices of access ───────────────────────────────────────────────────────

-- enum notice_kind: access_ended shared weighty_ground emergency_begun emergency_judged override_asked override_answered

-- Something about access that a unit, its leader or the privacy officers (no unit) are to know. Says the number of the case, never a name.
-- unit unit_id follows WHERE seen_at IS NULL
CREATE TABLE access_notice (
  id         @id,
  unit_id    @ref?(unit),
  leader     @bool,
  kind       @enum(notice_kind),
  case_id    @ref(person_case),
  subject    @int,
  at         @instant,
  seen_at    @instant?,
  seen_by    @ref?(staff)
) @strict;
CREATE INDEX access_notice_unit ON access_notice (unit_id, leader, id) WHERE seen_at IS NULL;
CREATE INDEX access_notice_privacy ON access_notice (id) WHERE seen_at IS NULL AND unit_id IS NULL;

-- only sqlite
CREATE TRIGGER sharing_moves BEFORE UPDATE ON sharing WHEN NOT ((OLD.state = 'draft' AND NEW.state IN ('active', 'dropped')) OR (OLD.state = 'active' AND NEW.state = 'ended') OR (OLD.state = NEW.state AND NEW.from_unit <> OLD.from_unit)) BEGIN SELECT RAISE(ABORT, 'sharing_moves'); END;
-- only postgresql
CREATE FUNCTION sharing_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT ((OLD.state = 'draft' AND NEW.state IN ('active', 'dropped')) OR (OLD.state = 'active' AND NEW.state = 'ended') OR (OLD.state = NEW.state AND NEW.from_unit <> OLD.from_unit)) THEN RAISE EXCEPTION 'sharing_moves'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER sharing_moves BEFORE UPDATE ON sharing FOR EACH ROW EXECUTE FUNCTION sharing_may_move();
-- only sqlite
CREATE TRIGGER objection_override_moves BEFORE UPDATE ON objection_override WHEN NOT ((OLD.state = 'asked' AND NEW.state IN ('approved', 'refused')) OR (OLD.state = 'approved' AND NEW.state = 'ended') OR (OLD.state = NEW.state AND OLD.told_at IS NULL AND NEW.told_at IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'override_moves'); END;
-- only postgresql
CREATE FUNCTION objection_override_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT ((OLD.state = 'asked' AND NEW.state IN ('approved', 'refused')) OR (OLD.state = 'approved' AND NEW.state = 'ended') OR (OLD.state = NEW.state AND OLD.told_at IS NULL AND NEW.told_at IS NOT NULL)) THEN RAISE EXCEPTION 'override_moves'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER objection_override_moves BEFORE UPDATE ON objection_override FOR EACH ROW EXECUTE FUNCTION objection_override_may_move();
-- only sqlite
CREATE TRIGGER emergency_read_moves BEFORE UPDATE ON emergency_read WHEN NOT (OLD.verdict IS NULL AND NEW.until_at <= OLD.until_at) BEGIN SELECT RAISE(ABORT, 'emergency_judged_once'); END;
-- only postgresql
CREATE FUNCTION emergency_read_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT (OLD.verdict IS NULL AND NEW.until_at <= OLD.until_at) THEN RAISE EXCEPTION 'emergency_judged_once'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER emergency_read_moves BEFORE UPDATE ON emergency_read FOR EACH ROW EXECUTE FUNCTION emergency_read_may_move();
