-- ── the weeks that come ─────────────────────────────────────────────────────

-- A new agreement.
-- name: help_agreement_insert insert
-- :case_id case_id
-- :stay measure_stay_id
-- :minutes int
-- :valid_from date
-- :valid_until date
-- :now instant
-- :staff staff_id
INSERT INTO help_agreement (case_id, stay_id, state, minutes, valid_from, valid_until, at, by_staff, version)
VALUES (:case_id, :stay, 'running', :minutes, :valid_from, :valid_until, :now, :staff, 1)
RETURNING id;

-- One agreement of a case.
-- name: help_agreement_get one
-- :case_id case_id
-- :agreement help_agreement_id
SELECT id, stay_id, state, minutes, valid_from, valid_until, version FROM help_agreement WHERE id = :agreement AND case_id = :case_id;

-- The one that runs in a stay.
-- name: help_agreement_now one
-- :stay measure_stay_id
SELECT id, stay_id, state, minutes, valid_from, valid_until, version FROM help_agreement WHERE stay_id = :stay AND state = 'running';

-- All of a case, the newest first.
-- name: help_agreements_of many
-- :case_id case_id
SELECT a.id, a.stay_id, a.state, a.minutes, a.valid_from, a.valid_until, a.ended_on, a.version, s.name AS staff_name
  FROM help_agreement a
  JOIN staff_name s ON s.id = a.by_staff
 WHERE a.case_id = :case_id
 ORDER BY a.id DESC
 LIMIT 60;

-- It is over, or another takes its place.
-- name: help_agreement_finish exec
-- :agreement help_agreement_id
-- :state help_agreement_state
-- :ended_on date
UPDATE help_agreement SET state = :state, ended_on = :ended_on, version = version + 1 WHERE id = :agreement AND state = 'running';

-- Said once more: it holds until a later day.
-- name: help_agreement_prolong exec
-- :agreement help_agreement_id
-- :version int
-- :until_date date
UPDATE help_agreement SET valid_until = :until_date, version = version + 1 WHERE id = :agreement AND version = :version AND state = 'running';

-- And who said it.
-- name: help_agreement_confirm exec
-- :agreement help_agreement_id
-- :until_date date
-- :now instant
-- :staff staff_id
INSERT INTO help_agreement_confirmed (agreement_id, until_date, at, by_staff) VALUES (:agreement, :until_date, :now, :staff);

-- Each time it was said once more, the newest first.
-- name: help_agreement_confirmations many
-- :agreement help_agreement_id
SELECT c.until_date, c.at, s.name AS staff_name
  FROM help_agreement_confirmed c
  JOIN staff_name s ON s.id = c.by_staff
 WHERE c.agreement_id = :agreement
 ORDER BY c.id DESC
 LIMIT 30;

-- What is agreed.
-- name: help_agreement_say exec
-- :agreement help_agreement_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :words sealed
-- :her_words sealed?
-- :now instant
-- :staff staff_id
INSERT INTO help_agreement_said (agreement_id, case_id, person_id, zone, words, her_words, at, by_staff)
VALUES (:agreement, :case_id, :person, :zone, :words, :her_words, :now, :staff);

-- The words of one agreement.
-- name: help_agreement_words one
-- :agreement help_agreement_id
-- :zone zone
SELECT w.words, w.her_words, k.wrapped AS person_key
  FROM help_agreement_said w
  JOIN person_key k ON k.person_id = w.person_id
 WHERE w.agreement_id = :agreement AND w.zone = :zone
 ORDER BY w.id DESC
 LIMIT 1;

-- The people a unit gives a measure, and what is agreed with each: what runs out first at the top, then those with nothing agreed.
-- name: help_week_of_unit many
-- :unit unit_id
-- :me staff_id
-- :mine bool
-- =minutes int?
SELECT s.id AS stay_id, s.case_id, s.staff_id, s.started_on, s.review_on, s.part_number, m.plain_nb, m.plain_nn, m.agreement_days, m.kind, n.given_name, n.family_name,
       c.name AS contact, a.id AS agreement_id, a.minutes, a.valid_until, a.version
  FROM measure_stay s
  JOIN measure m ON m.id = s.measure_id
  JOIN case_spine k ON k.id = s.case_id
  JOIN person_name n ON n.id = k.person_id
  LEFT JOIN staff_name c ON c.id = s.staff_id
  LEFT JOIN help_agreement a ON a.stay_id = s.id AND a.state = 'running'
 WHERE s.unit_id = :unit AND s.state = 'running' AND (:mine = 0 OR s.staff_id = :me)
   AND (s.staff_id = :me OR NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = s.person_id))
 ORDER BY CASE WHEN a.valid_until IS NULL THEN 1 ELSE 0 END, a.valid_until, n.family_name, s.id
 LIMIT 200;

-- Who waits for a measure of a unit, or for its answer.
-- name: measure_waiting_of_unit many
-- :unit unit_id
SELECT s.id AS stay_id, s.case_id, s.waits_for, s.waits_since, m.plain_nb, m.plain_nn, n.given_name, n.family_name, b.name_nb AS by_nb, b.name_nn AS by_nn
  FROM measure_stay s
  JOIN measure m ON m.id = s.measure_id
  JOIN case_spine k ON k.id = s.case_id
  JOIN person_name n ON n.id = k.person_id
  JOIN unit_name b ON b.id = s.by_unit
 WHERE s.unit_id = :unit AND s.state = 'waiting'
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = s.person_id)
 ORDER BY s.waits_since, s.id
 LIMIT 100;

-- The minutes a unit has agreed on for a week, and with how many.
-- name: help_minutes_of_unit one
-- :unit unit_id
-- =minutes int?
-- =people int
SELECT sum(a.minutes) AS minutes, count(a.id) AS people
  FROM measure_stay s
  JOIN help_agreement a ON a.stay_id = s.id AND a.state = 'running'
 WHERE s.unit_id = :unit AND s.state = 'running';

-- ── everyday help across professions ────────────────────────────────────────

-- Another unit is asked.
-- name: help_task_insert insert
-- :case_id case_id
-- :from_unit unit_id
-- :to_unit unit_id
-- :measure measure_id
-- :kind help_task_kind
-- :every_weeks int?
-- :due date
-- :now instant
-- :staff staff_id
INSERT INTO help_task (case_id, from_unit, to_unit, measure_id, kind, state, every_weeks, due, asked_at, asked_by, version)
VALUES (:case_id, :from_unit, :to_unit, :measure, :kind, 'asked', :every_weeks, :due, :now, :staff, 1)
RETURNING id;

-- One task of a case.
-- name: help_task_get one
-- :case_id case_id
-- :task help_task_id
SELECT id, from_unit, to_unit, kind, state, every_weeks, due, version FROM help_task WHERE id = :task AND case_id = :case_id;

-- Is it asked or taken already?
-- name: help_task_open one
-- :case_id case_id
-- :to_unit unit_id
-- :kind help_task_kind
SELECT id FROM help_task WHERE case_id = :case_id AND to_unit = :to_unit AND kind = :kind AND state IN ('asked', 'taken');

-- Taken, or not.
-- name: help_task_answer exec
-- :task help_task_id
-- :state help_task_state
-- :now instant
-- :staff staff_id
UPDATE help_task SET state = :state, answered_at = :now, answered_by = :staff, version = version + 1 WHERE id = :task AND state = 'asked';

-- Done for good.
-- name: help_task_finish exec
-- :task help_task_id
UPDATE help_task SET state = 'done', version = version + 1 WHERE id = :task AND state = 'taken';

-- Done this time; the next has a day.
-- name: help_task_again exec
-- :task help_task_id
-- :due date
UPDATE help_task SET due = :due, version = version + 1 WHERE id = :task AND state = 'taken';

-- The tasks of a case, those that are open first.
-- name: help_tasks_of_case many
-- :case_id case_id
SELECT t.id, t.kind, t.state, t.every_weeks, t.due, t.from_unit, t.to_unit, f.name_nb AS from_nb, f.name_nn AS from_nn, u.name_nb AS to_nb, u.name_nn AS to_nn
  FROM help_task t
  JOIN unit_name f ON f.id = t.from_unit
  JOIN unit_name u ON u.id = t.to_unit
 WHERE t.case_id = :case_id
 ORDER BY CASE WHEN t.state IN ('asked', 'taken') THEN 0 ELSE 1 END, t.id DESC
 LIMIT 40;

-- The tasks of a unit that takes them on, by day.
-- name: help_tasks_of_unit many
-- :unit unit_id
SELECT t.id, t.case_id, t.kind, t.state, t.every_weeks, t.due, n.given_name, n.family_name, f.name_nb AS from_nb, f.name_nn AS from_nn
  FROM help_task t
  JOIN case_spine k ON k.id = t.case_id
  JOIN person_name n ON n.id = k.person_id
  JOIN unit_name f ON f.id = t.from_unit
 WHERE t.to_unit = :unit AND t.state IN ('asked', 'taken')
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = k.person_id)
 ORDER BY t.due, t.id
 LIMIT 100;

-- Does the unit still do something for her?
-- name: help_task_open_of_unit one
-- :case_id case_id
-- :unit unit_id
SELECT id FROM help_task WHERE to_unit = :unit AND case_id = :case_id AND state IN ('asked', 'taken') LIMIT 1;
