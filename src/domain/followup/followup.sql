-- A new line of help.
-- name: service_insert insert
-- :case_id case_id
-- :unit unit_id
-- :staff staff_id?
-- :kind service_kind
-- :informal bool
-- :started_on date
-- :expected_until date?
INSERT INTO service (case_id, unit_id, staff_id, kind, informal, started_on, expected_until, version)
VALUES (:case_id, :unit, :staff, :kind, :informal, :started_on, :expected_until, 1)
RETURNING id;

-- What was said about how long it lasts.
-- name: expectation_insert exec
-- :service service_id
-- :amount int?
-- :measure duration_measure
-- :expected_until date?
-- :now instant
-- :staff staff_id
INSERT INTO service_expectation (service_id, amount, measure, expected_until, said_at, by_staff)
VALUES (:service, :amount, :measure, :expected_until, :now, :staff);

-- One line of a case.
-- name: service_get one
-- :case_id case_id
-- :service service_id
SELECT id, case_id, unit_id, staff_id, kind, informal, started_on, expected_until, decided_from, ended_on, version
  FROM service
 WHERE id = :service AND case_id = :case_id;

-- The line a job is about.
-- name: service_by_id one
-- :service service_id
SELECT id, case_id, unit_id, staff_id, kind, informal, started_on, expected_until, decided_from, ended_on, version FROM service WHERE id = :service;

-- The help in a case: what runs first, then what has ended, the newest first.
-- name: service_of_case many
-- :case_id case_id
SELECT id, case_id, unit_id, staff_id, kind, informal, started_on, expected_until, decided_from, ended_on, version
  FROM service
 WHERE case_id = :case_id
 ORDER BY CASE WHEN ended_on IS NULL THEN 0 ELSE 1 END, started_on DESC, id DESC
 LIMIT 200;

-- The lines that a decision on this kind of help is about.
-- name: service_undecided many
-- :case_id case_id
-- :kind service_kind
SELECT id, case_id, unit_id, staff_id, kind, informal, started_on, expected_until, decided_from, ended_on, version
  FROM service
 WHERE case_id = :case_id AND kind = :kind AND informal = 0 AND ended_on IS NULL
 ORDER BY id
 LIMIT 50;

-- Every time the length was said, the newest first.
-- name: expectation_of many
-- :service service_id
SELECT e.id, e.amount, e.measure, e.expected_until, e.said_at, s.name AS staff_name
  FROM service_expectation e
  JOIN staff_name s ON s.id = e.by_staff
 WHERE e.service_id = :service
 ORDER BY e.id DESC
 LIMIT 100;

-- A new length, unless someone else has changed the line.
-- name: service_set_expected exec
-- :service service_id
-- :version int
-- :expected_until date?
UPDATE service SET expected_until = :expected_until, version = version + 1
 WHERE id = :service AND version = :version AND ended_on IS NULL;

-- The help has ended.
-- name: service_set_ended exec
-- :service service_id
-- :version int
-- :ended_on date
UPDATE service SET ended_on = :ended_on, version = version + 1 WHERE id = :service AND version = :version AND ended_on IS NULL;

-- A decision stands behind the help from this day; an earlier day is kept.
-- name: service_set_decided exec
-- :service service_id
-- :from_date date
UPDATE service
   SET decided_from = CASE WHEN decided_from IS NOT NULL AND decided_from < :from_date THEN decided_from ELSE :from_date END, version = version + 1
 WHERE id = :service;

-- Does the unit still help in the case?
-- name: service_open_of_unit one
-- :case_id case_id
-- :unit unit_id
SELECT id FROM service WHERE unit_id = :unit AND case_id = :case_id AND ended_on IS NULL LIMIT 1;

-- The units that are in the case already.
-- name: service_units many
-- :case_id case_id
SELECT DISTINCT u.id, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND u.active = 1
 ORDER BY u.name_nb
 LIMIT 50;

-- ── a unit becomes part of another, a worker leaves (I-03, R-046) ──────────

-- Help that runs goes on, given by the unit's successor.
-- name: service_succeed exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE service SET unit_id = :to_unit, version = version + 1 WHERE unit_id = :from_unit AND ended_on IS NULL;

-- Help that one worker gave in a case is given by another.
-- name: service_change_staff exec
-- :case_id case_id
-- :unit unit_id
-- :from_staff staff_id
-- :to_staff staff_id
UPDATE service
   SET staff_id = :to_staff, version = version + 1
 WHERE case_id = :case_id AND unit_id = :unit AND staff_id = :from_staff AND ended_on IS NULL;
