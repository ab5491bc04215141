-- Who reads which part.

-- What she has decided last for a part and a unit.
-- name: plan_reader_now one
-- :case_id case_id
-- :part plan_part
-- :unit unit_id
SELECT may_read FROM plan_reader WHERE case_id = :case_id AND part = :part AND unit_id = :unit ORDER BY id DESC LIMIT 1;

-- Her choice.
-- name: plan_reader_insert exec
-- :case_id case_id
-- :part plan_part
-- :unit unit_id
-- :may_read bool
-- :now instant
-- :actor staff_id
INSERT INTO plan_reader (case_id, part, unit_id, may_read, at, by_staff) VALUES (:case_id, :part, :unit, :may_read, :now, :actor);

-- All she has decided last, by part and unit.
-- name: plan_readers_now many
-- :case_id case_id
SELECT r.part, r.unit_id, r.may_read
  FROM plan_reader r
 WHERE r.case_id = :case_id
   AND r.id = (SELECT max(n.id) FROM plan_reader n WHERE n.case_id = r.case_id AND n.part = r.part AND n.unit_id = r.unit_id)
 ORDER BY r.unit_id, r.part
 LIMIT 200;

-- The units in the case.
-- name: plan_case_units many
-- :case_id case_id
SELECT DISTINCT u.id, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND u.active = 1
 ORDER BY u.name_nb
 LIMIT 40;

-- What a unit may not read passes on to the one it becomes part of.
-- name: plan_readers_of_unit many
-- scan ok: units are merged seldom
-- limit ok: every one of them follows
-- :unit unit_id
SELECT r.case_id, r.part, r.may_read
  FROM plan_reader r
 WHERE r.unit_id = :unit
   AND r.id = (SELECT max(n.id) FROM plan_reader n WHERE n.case_id = r.case_id AND n.part = r.part AND n.unit_id = r.unit_id);

-- What she has decided last for one unit, by part.
-- name: plan_reader_of_unit many
-- :case_id case_id
-- :unit unit_id
SELECT r.part, r.may_read
  FROM plan_reader r
 WHERE r.case_id = :case_id AND r.unit_id = :unit
   AND r.id = (SELECT max(n.id) FROM plan_reader n WHERE n.case_id = r.case_id AND n.part = r.part AND n.unit_id = r.unit_id)
 LIMIT 10;
