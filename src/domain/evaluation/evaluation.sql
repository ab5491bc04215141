-- A result.
-- name: evaluation_insert exec
-- :case_id case_id
-- :person person_id
-- :tool text
-- :tool_version int
-- :items sealed
-- :score sealed?
-- :note sealed?
-- :held_on date
-- :unit unit_id
-- :now instant
-- :staff staff_id
INSERT INTO evaluation (case_id, person_id, tool, tool_version, items, score, note, held_on, unit_id, at, by_staff)
VALUES (:case_id, :person, :tool, :tool_version, :items, :score, :note, :held_on, :unit, :now, :staff);

-- The results of a case, the newest first.
-- name: evaluations_of many
-- :case_id case_id
SELECT e.id, e.tool, e.tool_version, e.items, e.score, e.note, e.held_on, s.name AS staff_name, u.name_nb, u.name_nn, k.wrapped AS person_key
  FROM evaluation e
  JOIN person_key k ON k.person_id = e.person_id
  JOIN staff_name s ON s.id = e.by_staff
  JOIN unit_name u ON u.id = e.unit_id
 WHERE e.case_id = :case_id
 ORDER BY e.held_on DESC, e.id DESC
 LIMIT 50;
