-- name: breach_insert insert
-- :kind breach_kind
-- :what text
-- :happened_on date?
-- :known_at instant
-- :due_at instant
-- :unit unit_id
-- :finding finding_id?
-- :now instant
-- :staff staff_id
INSERT INTO breach (kind, what, happened_on, known_at, due_at, unit_id, finding_id, reported_at, reported_by, state, persons)
VALUES (:kind, :what, :happened_on, :known_at, :due_at, :unit, :finding, :now, :staff, 'open', 0)
RETURNING id;

-- A page of the register, in one state, the latest first.
-- name: breaches many
-- :state breach_state
-- :before breach_id
SELECT b.id, b.kind, b.what, b.known_at, b.due_at, b.risk, b.authority_at, b.persons, u.name_nb, u.name_nn
  FROM breach b
  JOIN unit_name u ON u.id = b.unit_id
 WHERE b.state = :state AND b.id < :before
 ORDER BY b.id DESC
 LIMIT 51;

-- name: breach_count one
-- :state breach_state
-- =n int
SELECT count(*) AS n FROM breach WHERE state = :state;

-- name: breach_get one
-- :breach breach_id
SELECT b.id, b.kind, b.what, b.happened_on, b.known_at, b.due_at, b.finding_id, b.reported_at, b.state, b.risk, b.risk_reason, b.persons, b.assessed_at,
       b.authority_at, b.reference, b.late_reason, b.not_told, b.lesson, b.closed_at, u.name_nb, u.name_nn, s.name AS reporter
  FROM breach b
  JOIN unit_name u ON u.id = b.unit_id
  JOIN staff_name s ON s.id = b.reported_by
 WHERE b.id = :breach;

-- name: breach_assess_set exec
-- :breach breach_id
-- :risk breach_risk
-- :reason text
-- :persons int
-- :now instant
-- :staff staff_id
UPDATE breach SET risk = :risk, risk_reason = :reason, persons = :persons, assessed_at = :now, assessed_by = :staff WHERE id = :breach AND state = 'open';

-- name: breach_authority_set exec
-- :breach breach_id
-- :at instant
-- :reference text
-- :late_reason text?
UPDATE breach SET authority_at = :at, reference = :reference, late_reason = :late_reason WHERE id = :breach AND state = 'open' AND authority_at IS NULL;

-- name: breach_close_set exec
-- :breach breach_id
-- :lesson text
-- :not_told text?
-- :now instant
-- :staff staff_id
UPDATE breach SET state = 'closed', lesson = :lesson, not_told = :not_told, closed_at = :now, closed_by = :staff WHERE id = :breach AND state = 'open';

-- The case of that number.
-- name: breach_case_numbered one
-- :number text
SELECT id FROM case_spine WHERE number = :number;

-- name: breach_case_add exec
-- :breach breach_id
-- :case case_id
-- :now instant
-- :staff staff_id
INSERT INTO breach_case (breach_id, case_id, added_at, added_by) VALUES (:breach, :case, :now, :staff) ON CONFLICT (breach_id, case_id) DO NOTHING;

-- name: breach_cases_of many
-- :breach breach_id
SELECT k.id, k.told_on, k.told, c.number
  FROM breach_case k
  JOIN case_spine c ON c.id = k.case_id
 WHERE k.breach_id = :breach
 ORDER BY k.id
 LIMIT 500;

-- name: breach_untold one
-- :breach breach_id
-- =n int
-- =untold int
SELECT count(*) AS n, coalesce(sum(CASE WHEN told_on IS NULL THEN 1 ELSE 0 END), 0) AS untold FROM breach_case WHERE breach_id = :breach;

-- name: breach_told_set exec
-- :row breach_case_id
-- :breach breach_id
-- :told_on date
-- :told breach_told
-- :staff staff_id
UPDATE breach_case SET told_on = :told_on, told = :told, told_by = :staff WHERE id = :row AND breach_id = :breach AND told_on IS NULL;

-- name: breach_measure_add exec
-- :breach breach_id
-- :what text
-- :now instant
-- :staff staff_id
INSERT INTO breach_measure (breach_id, what, at, staff_id) VALUES (:breach, :what, :now, :staff);

-- name: breach_measures_of many
-- :breach breach_id
SELECT m.what, m.at, s.name
  FROM breach_measure m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.breach_id = :breach
 ORDER BY m.id
 LIMIT 200;

-- Reading that was found to be a breach and that nobody has entered here.
-- name: breach_findings many
-- scan ok: the breaches found in the log, and no others
SELECT f.id, f.closed_at
  FROM finding_breach f
 WHERE NOT EXISTS (SELECT 1 FROM breach b WHERE b.finding_id = f.id)
 ORDER BY f.closed_at DESC
 LIMIT 20;

-- Those who handle breaches: they are told that one has come.
-- name: breach_officers many
-- :today date
SELECT DISTINCT m.staff_id
  FROM unit_member m
 WHERE m.role = 'privacy_officer' AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 ORDER BY m.staff_id
 LIMIT 20;
