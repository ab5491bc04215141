-- The roles of a case that are filled.
-- name: role_list many
-- :case_id case_id
-- =staff_name text?
SELECT r.id, r.kind, r.unit_id, r.staff_id, r.from_at, u.name_nb, u.name_nn, s.name AS staff_name, s.phone
  FROM case_role r
  JOIN unit_name u ON u.id = r.unit_id
  LEFT JOIN staff_name s ON s.id = r.staff_id
 WHERE r.case_id = :case_id AND r.until_at IS NULL
 ORDER BY r.id
 LIMIT 20;

-- One role of a case.
-- name: role_now one
-- :case_id case_id
-- :kind case_role_kind
SELECT id, unit_id, staff_id FROM case_role WHERE case_id = :case_id AND kind = :kind AND until_at IS NULL;

-- The role ends.
-- name: role_end exec
-- :case_id case_id
-- :kind case_role_kind
-- :now instant
UPDATE case_role SET until_at = :now WHERE case_id = :case_id AND kind = :kind AND until_at IS NULL;

-- The role begins.
-- name: role_insert exec
-- :case_id case_id
-- :kind case_role_kind
-- :unit unit_id
-- :staff staff_id?
-- :now instant
-- :by staff_id
INSERT INTO case_role (case_id, kind, unit_id, staff_id, from_at, set_by) VALUES (:case_id, :kind, :unit, :staff, :now, :by);

-- The roles one worker has in a case.
-- name: role_of_staff many
-- :case_id case_id
-- :staff staff_id
SELECT kind, unit_id FROM case_role WHERE case_id = :case_id AND staff_id = :staff AND until_at IS NULL ORDER BY id LIMIT 10;

-- Roles a unit has, when it becomes part of another.
-- name: role_of_unit many
-- scan ok: units are merged seldom
-- limit ok: every one of them follows
-- :unit unit_id
SELECT case_id, kind, staff_id FROM case_role WHERE unit_id = :unit AND until_at IS NULL;

-- Everyone in the units of a case, for choosing.
-- name: role_staff many
-- :case_id case_id
-- :today date
SELECT DISTINCT s.id, s.name, u.id AS unit_id, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
  JOIN unit_member m ON m.unit_id = u.id
  JOIN staff_name s ON s.id = m.staff_id
 WHERE t.case_id = :case_id AND t.why <> 'dispute' AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
   AND m.role NOT IN ('peer', 'administrator', 'privacy_officer')
 ORDER BY u.name_nb, s.name, s.id
 LIMIT 200;

-- Units of a case, for choosing.
-- name: role_units many
-- :case_id case_id
SELECT DISTINCT u.id, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND t.why <> 'dispute' AND u.active = 1
 ORDER BY u.name_nb
 LIMIT 50;

-- Who can stand in when nobody is chosen: the leader of the unit, else another there.
-- name: stand_in one
-- :unit unit_id
-- :except staff_id
-- :today date
SELECT m.staff_id, s.name, s.phone
  FROM unit_member m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id <> :except AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
   AND m.role NOT IN ('peer', 'administrator', 'privacy_officer')
 ORDER BY CASE WHEN m.role = 'unit_leader' THEN 0 ELSE 1 END, m.staff_id
 LIMIT 1;

-- A worker by id.
-- name: staff_reach one
-- :staff staff_id
SELECT name, phone FROM staff_name WHERE id = :staff;

-- Is she away today, and until when?
-- name: absence_now one
-- :staff staff_id
-- :today date
-- =until_date date?
SELECT max(until_date) AS until_date FROM absence WHERE staff_id = :staff AND from_date <= :today AND until_date >= :today;

-- Away.
-- name: absence_insert exec
-- :staff staff_id
-- :from_date date
-- :until_date date
-- :now instant
-- :by staff_id
INSERT INTO absence (staff_id, from_date, until_date, written_at, written_by) VALUES (:staff, :from_date, :until_date, :now, :by);

-- Does a worker work in a unit today?
-- name: role_member one
-- :staff staff_id
-- :unit unit_id
-- :today date
SELECT m.staff_id
  FROM unit_member m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
 LIMIT 1;

-- ── she wants someone else (R-047) ──────────────────────────────────────────

-- She asks.
-- name: change_insert insert
-- :case_id case_id
-- :person person_id
-- :about change_about
-- :words sealed?
-- :unit unit_id
-- :now instant
-- :staff staff_id
-- :answer_by date
INSERT INTO worker_change (case_id, person_id, about, words, state, unit_id, asked_at, written_by, answer_by)
VALUES (:case_id, :person, :about, :words, 'asked', :unit, :now, :staff, :answer_by)
RETURNING id;

-- Has she asked about this already?
-- name: change_open one
-- :case_id case_id
-- :about change_about
SELECT id FROM worker_change WHERE case_id = :case_id AND about = :about AND state = 'asked';

-- One wish of a case.
-- name: change_get one
-- :case_id case_id
-- :change worker_change_id
SELECT id, about, state, unit_id FROM worker_change WHERE id = :change AND case_id = :case_id;

-- The answer, once.
-- name: change_set_answer exec
-- :change worker_change_id
-- :person person_id
-- :state change_state
-- :now instant
-- :staff staff_id
-- :new_staff staff_id?
-- :reasons sealed?
UPDATE worker_change
   SET state = :state, answered_at = :now, answered_by = :staff, new_staff = :new_staff, reasons = :reasons
 WHERE id = :change AND state = 'asked';

-- What she has asked for in a case, the latest first.
-- name: change_list many
-- :case_id case_id
SELECT c.id, c.about, c.words, c.state, c.unit_id, c.asked_at, c.answer_by, c.answered_at, c.reasons, n.name AS new_name, u.name_nb, u.name_nn,
       k.wrapped AS person_key
  FROM worker_change c
  JOIN person_key k ON k.person_id = c.person_id
  JOIN unit_name u ON u.id = c.unit_id
  LEFT JOIN staff_name n ON n.id = c.new_staff
 WHERE c.case_id = :case_id
 ORDER BY c.asked_at DESC, c.id DESC
 LIMIT 20;

-- ── who is responsible for what (R-049) ─────────────────────────────────────

-- What units have said.
-- name: directory_list many
-- scan ok: some tens of services and units
-- limit ok: the directory is shown whole
SELECT e.topic, e.unit_id, e.does, e.reach, e.updated_at, u.code, u.name_nb, u.name_nn, u.phone
  FROM directory_entry e
  JOIN unit_name u ON u.id = e.unit_id
 WHERE u.active = 1;

-- Units there are.
-- name: directory_units many
-- scan ok: a municipality has some tens of units
SELECT id, code, name_nb, name_nn, phone FROM unit_name WHERE active = 1 ORDER BY name_nb LIMIT 200;

-- A unit says what it does, and how to reach it.
-- name: directory_put exec
-- :topic text
-- :unit unit_id
-- :does bool
-- :reach text?
-- :now instant
-- :staff staff_id
INSERT INTO directory_entry (topic, unit_id, does, reach, updated_at, updated_by)
VALUES (:topic, :unit, :does, :reach, :now, :staff)
ON CONFLICT (topic, unit_id) DO UPDATE SET does = excluded.does, reach = excluded.reach, updated_at = excluded.updated_at, updated_by = excluded.updated_by;

-- Who is appointed.
-- name: appointment_now one
-- :role appointment_role
SELECT a.staff_id, a.from_date, s.name, s.phone, s.active FROM appointment a JOIN staff_name s ON s.id = a.staff_id WHERE a.role = :role AND a.until_date IS NULL;

-- The one before steps down.
-- name: appointment_end exec
-- :role appointment_role
-- :today date
UPDATE appointment SET until_date = :today WHERE role = :role AND until_date IS NULL;

-- Someone is appointed.
-- name: appointment_insert exec
-- :role appointment_role
-- :staff staff_id
-- :today date
-- :by staff_id
INSERT INTO appointment (role, staff_id, from_date, set_by) VALUES (:role, :staff, :today, :by);

-- Everyone who can be appointed.
-- name: appointment_staff many
-- scan ok: a municipality has some hundreds of workers
-- :today date
SELECT DISTINCT s.id, s.name
  FROM staff_name s
  JOIN unit_member m ON m.staff_id = s.id
  JOIN unit_name u ON u.id = m.unit_id
 WHERE s.active = 1 AND u.external = 0 AND u.active = 1 AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
   AND m.role NOT IN ('peer', 'administrator', 'privacy_officer')
 ORDER BY s.name, s.id
 LIMIT 500;
