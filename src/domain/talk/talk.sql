-- Written down.
-- name: talk_note_insert insert
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :kind talk_kind
-- :way talk_way
-- :spoke talk_with
-- :held_on date
-- :said sealed
-- :agreed sealed?
-- :read_back bool
-- :now instant
-- :by staff_id
-- :unit unit_id
INSERT INTO talk_note (case_id, person_id, zone, kind, way, spoke, held_on, said, agreed, read_back, at, by_staff, unit_id)
VALUES (:case_id, :person, :zone, :kind, :way, :spoke, :held_on, :said, :agreed, :read_back, :now, :by, :unit)
RETURNING id;

-- The talks of a case in one zone, the latest first.
-- name: talk_note_list many
-- :case_id case_id
-- :zone zone
SELECT n.id, n.kind, n.way, n.spoke, n.held_on, n.said, n.agreed, n.read_back, n.at, s.name AS staff_name, u.name_nb, u.name_nn, k.wrapped AS person_key
  FROM talk_note n
  JOIN staff_name s ON s.id = n.by_staff
  JOIN unit_name u ON u.id = n.unit_id
  JOIN person_key k ON k.person_id = n.person_id
 WHERE n.case_id = :case_id AND n.zone = :zone
 ORDER BY n.id DESC
 LIMIT 100;

-- What has come of them, in the order it came.
-- name: talk_note_steps many
-- :case_id case_id
-- :zone zone
SELECT t.note_id, t.step, t.words, t.at, s.name AS staff_name, k.wrapped AS person_key
  FROM talk_note_step t
  JOIN staff_name s ON s.id = t.by_staff
  JOIN person_key k ON k.person_id = t.person_id
 WHERE t.case_id = :case_id AND t.zone = :zone
 ORDER BY t.id
 LIMIT 300;

-- One talk.
-- name: talk_note_get one
-- :case_id case_id
-- :note talk_note_id
-- :zone zone
SELECT n.id, n.held_on, n.way, n.said, n.agreed, s.name AS staff_name, k.wrapped AS person_key
  FROM talk_note n
  JOIN staff_name s ON s.id = n.by_staff
  JOIN person_key k ON k.person_id = n.person_id
 WHERE n.case_id = :case_id AND n.zone = :zone AND n.id = :note;

-- She has seen it, or put it right.
-- name: talk_note_step_insert exec
-- :note talk_note_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :step talk_step
-- :words sealed?
-- :now instant
-- :by staff_id
INSERT INTO talk_note_step (note_id, case_id, person_id, zone, step, words, at, by_staff)
VALUES (:note, :case_id, :person, :zone, :step, :words, :now, :by);
