-- A unit's part in a case, for one reason; there already: nothing changes.
-- name: case_unit_add exec
-- :case_id case_id
-- :unit unit_id
-- :why involvement
-- :now instant
INSERT INTO case_unit (case_id, unit_id, why, from_at)
VALUES (:case_id, :unit, :why, :now)
ON CONFLICT (case_id, unit_id, why) WHERE until_at IS NULL DO NOTHING;

-- A unit's part in a case until a day; there already: the later day counts.
-- name: case_unit_add_until exec
-- :case_id case_id
-- :unit unit_id
-- :why involvement
-- :now instant
-- :ends_on date
INSERT INTO case_unit (case_id, unit_id, why, from_at, ends_on)
VALUES (:case_id, :unit, :why, :now, :ends_on)
ON CONFLICT (case_id, unit_id, why) WHERE until_at IS NULL DO UPDATE SET ends_on = excluded.ends_on;

-- What was given for a time only, and the time is over.
-- name: case_unit_end_past exec
-- :case_id case_id
-- :today date
-- :now instant
UPDATE case_unit SET until_at = :now WHERE case_id = :case_id AND until_at IS NULL AND ends_on < :today;

-- The next last day in a case.
-- name: case_unit_next_end one
-- :case_id case_id
-- =ends_on date?
SELECT min(ends_on) AS ends_on FROM case_unit WHERE case_id = :case_id AND until_at IS NULL;

-- The reason is gone.
-- name: case_unit_end exec
-- :case_id case_id
-- :unit unit_id
-- :why involvement
-- :now instant
UPDATE case_unit SET until_at = :now WHERE case_id = :case_id AND unit_id = :unit AND why = :why AND until_at IS NULL;

-- Why a unit is in a case.
-- name: case_unit_reasons many
-- :case_id case_id
-- :unit unit_id
-- :today date
SELECT why
  FROM case_unit
 WHERE case_id = :case_id AND unit_id = :unit AND until_at IS NULL AND (ends_on IS NULL OR ends_on >= :today)
 ORDER BY id
 LIMIT 20;

-- Every unit in the case and why, the first one first.
-- name: case_unit_all many
-- :case_id case_id
SELECT unit_id, why FROM case_unit WHERE case_id = :case_id AND until_at IS NULL ORDER BY id LIMIT 200;

-- What she has said about one unit, the latest first: the yes that runs, and her latest word on each zone, are both among the first.
-- name: consent_history many
-- :case_id case_id
-- :unit unit_id
SELECT id, zone, state, until, ask_again
  FROM consent
 WHERE case_id = :case_id AND to_unit = :unit
 ORDER BY id DESC
 LIMIT 200;

-- What has been asked and answered in the case, unit by unit, the latest first.
-- name: consent_of_case many
-- :case_id case_id
SELECT id, to_unit, zone, purpose, state, form, until, asked_at, answered_at, ended_at, ask_again
  FROM consent
 WHERE case_id = :case_id
 ORDER BY to_unit, id DESC
 LIMIT 500;

-- A question to the person about one zone.
-- name: consent_insert insert
-- :case_id case_id
-- :person person_id
-- :unit unit_id
-- :zone zone
-- :purpose consent_purpose
-- :reason sealed?
-- :now instant
-- :staff staff_id
-- :asked_unit unit_id
-- :until date
INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, state, reason, asked_at, asked_by, asked_unit, until)
VALUES (:case_id, :person, :unit, :zone, :purpose, 'asked', :reason, :now, :staff, :asked_unit, :until)
RETURNING id;

-- The zones of a question that waits for her answer.
-- name: consent_waiting many
-- :case_id case_id
-- :unit unit_id
SELECT id, zone, purpose, until
  FROM consent
 WHERE case_id = :case_id AND to_unit = :unit AND state = 'asked'
 ORDER BY id
 LIMIT 20;

-- One consent of a case. An id of another case is not found.
-- name: consent_get one
-- :case_id case_id
-- :consent consent_id
SELECT id, to_unit, zone, purpose, state, until FROM consent WHERE id = :consent AND case_id = :case_id;

-- One consent, for the job that only knows its id.
-- name: consent_of_job one
-- :consent consent_id
SELECT case_id, to_unit, zone, state, until FROM consent WHERE id = :consent;

-- She says yes.
-- name: consent_set_given exec
-- :consent consent_id
-- :person person_id
-- :form consent_form
-- :witness sealed?
-- :until date
-- :now instant
-- :staff staff_id
UPDATE consent
   SET state = 'given', form = :form, witness = :witness, until = :until, answered_at = :now, answered_by = :staff
 WHERE id = :consent AND state = 'asked';

-- She says no.
-- name: consent_set_refused exec
-- :consent consent_id
-- :ask_again date
-- :now instant
-- :staff staff_id
UPDATE consent
   SET state = 'refused', ask_again = :ask_again, answered_at = :now, answered_by = :staff
 WHERE id = :consent AND state = 'asked';

-- A yes ends: taken back, its last day over, or another yes in its place.
-- name: consent_set_ended exec
-- :consent consent_id
-- :state consent_state
-- :now instant
-- :staff staff_id?
UPDATE consent SET state = :state, ended_at = :now, ended_by = :staff WHERE id = :consent AND state = 'given';

-- The zones she has blocked, for this unit or for all.
-- name: objection_zones many
-- :case_id case_id
-- :unit unit_id
SELECT zone, unit_id
  FROM objection
 WHERE case_id = :case_id AND lifted_at IS NULL AND (unit_id IS NULL OR unit_id = :unit)
 ORDER BY id
 LIMIT 20;

-- What she has blocked in the case.
-- name: objection_of_case many
-- :case_id case_id
SELECT id, unit_id, zone, made_at FROM objection WHERE case_id = :case_id AND lifted_at IS NULL ORDER BY id DESC LIMIT 100;

-- She objects to sharing.
-- name: objection_insert insert
-- :case_id case_id
-- :unit unit_id?
-- :zone zone
-- :now instant
-- :staff staff_id
INSERT INTO objection (case_id, unit_id, zone, made_at, made_by)
VALUES (:case_id, :unit, :zone, :now, :staff)
RETURNING id;

-- One objection of a case that holds.
-- name: objection_get one
-- :case_id case_id
-- :objection objection_id
SELECT unit_id, zone FROM objection WHERE id = :objection AND case_id = :case_id AND lifted_at IS NULL;

-- She lifts it.
-- name: objection_set_lifted exec
-- :objection objection_id
-- :now instant
-- :staff staff_id
UPDATE objection SET lifted_at = :now, lifted_by = :staff WHERE id = :objection AND lifted_at IS NULL;
