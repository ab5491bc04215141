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
