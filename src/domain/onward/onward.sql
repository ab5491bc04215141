-- A milestone.
-- name: career_insert insert
-- :case_id case_id
-- :lease lease_id
-- :unit unit_id
-- :months int
-- :due date
INSERT INTO career_step (case_id, lease_id, unit_id, months, due) VALUES (:case_id, :lease, :unit, :months, :due)
ON CONFLICT (lease_id, months) DO UPDATE SET due = excluded.due
RETURNING id;

-- One of them.
-- name: career_get one
-- :step career_step_id
SELECT id, case_id, lease_id, months, due, talked_on FROM career_step WHERE id = :step;

-- They have talked.
-- name: career_set exec
-- :step career_step_id
-- :case_id case_id
-- :talked_on date
-- :goal career_goal
-- :stand career_stand
-- :staff staff_id
UPDATE career_step SET talked_on = :talked_on, goal = :goal, stand = :stand, by_staff = :staff WHERE id = :step AND case_id = :case_id AND talked_on IS NULL;

-- The milestones of a case.
-- name: career_of_case many
-- :case_id case_id
-- =staff_name text?
SELECT c.id, c.months, c.due, c.talked_on, c.goal, c.stand, s.name AS staff_name
  FROM career_step c LEFT JOIN staff_name s ON s.id = c.by_staff
 WHERE c.case_id = :case_id
 ORDER BY c.due, c.id
 LIMIT 20;

-- A loan, grant or help.
-- name: instrument_insert insert
-- :case_id case_id
-- :kind instrument_kind
-- :state instrument_state
-- :unit unit_id
-- :fit instrument_fit?
-- :today date
-- :staff staff_id
INSERT INTO instrument (case_id, kind, state, unit_id, fit, changed_on, by_staff) VALUES (:case_id, :kind, :state, :unit, :fit, :today, :staff)
RETURNING id;

-- One open of a kind in a case.
-- name: instrument_open one
-- :case_id case_id
-- :kind instrument_kind
SELECT id FROM instrument WHERE case_id = :case_id AND kind = :kind AND state NOT IN ('refused', 'ended', 'not_wanted');

-- One of them.
-- name: instrument_get one
-- :instrument instrument_id
SELECT id, case_id, kind, state, unit_id, until_date FROM instrument WHERE id = :instrument;

-- How it stands now.
-- name: instrument_set exec
-- :instrument instrument_id
-- :case_id case_id
-- :state instrument_state
-- :until date?
-- :today date
-- :staff staff_id
UPDATE instrument SET state = :state, until_date = :until, changed_on = :today, by_staff = :staff
 WHERE id = :instrument AND case_id = :case_id AND state NOT IN ('refused', 'ended', 'not_wanted');

-- All of a case, the newest first.
-- name: instruments_of many
-- :case_id case_id
SELECT i.id, i.kind, i.state, i.unit_id, i.fit, i.until_date, i.changed_on, u.name_nb, u.name_nn
  FROM instrument i JOIN unit_name u ON u.id = i.unit_id
 WHERE i.case_id = :case_id
 ORDER BY i.id DESC
 LIMIT 30;

-- A paper is here.
-- name: paper_insert exec
-- :instrument instrument_id
-- :paper instrument_paper
-- :today date
-- :staff staff_id
INSERT INTO instrument_paper_kept (instrument_id, paper, got_on, by_staff) VALUES (:instrument, :paper, :today, :staff) ON CONFLICT (instrument_id, paper) DO NOTHING;

-- The papers that are here.
-- name: papers_of many
-- :instrument instrument_id
SELECT paper, got_on FROM instrument_paper_kept WHERE instrument_id = :instrument ORDER BY paper LIMIT 20;

-- How the economy stands.
-- name: economy_insert exec
-- :case_id case_id
-- :person person_id
-- :stand economy_stand
-- :words sealed?
-- :now instant
-- :staff staff_id
INSERT INTO economy_status (case_id, person_id, stand, words, at, by_staff) VALUES (:case_id, :person, :stand, :words, :now, :staff);

-- What has been written about it, the newest first.
-- name: economy_of many
-- :case_id case_id
SELECT e.stand, e.words, e.at, s.name AS staff_name, k.wrapped AS person_key
  FROM economy_status e
  JOIN person_key k ON k.person_id = e.person_id
  JOIN staff_name s ON s.id = e.by_staff
 WHERE e.case_id = :case_id
 ORDER BY e.id DESC
 LIMIT 10;
