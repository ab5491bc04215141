-- Her goals.

-- She wishes for something.
-- name: goal_insert insert
-- :case_id case_id
-- :person person_id
-- :whose goal_whose
-- :continues goal_id?
-- :now instant
-- :actor staff_id
INSERT INTO goal (case_id, person_id, state, whose, continues_id, made_at, made_by, since, since_by, version)
VALUES (:case_id, :person, 'wished', :whose, :continues, :now, :actor, :now, :actor, 1)
RETURNING id;

-- What it is, in her words.
-- name: goal_words_insert exec
-- :goal goal_id
-- :case_id case_id
-- :person person_id
-- :kind goal_kind
-- :words sealed
-- :why sealed?
-- :now instant
-- :actor staff_id
INSERT INTO goal_words (goal_id, case_id, person_id, kind, words, why, at, by_staff)
VALUES (:goal, :case_id, :person, :kind, :words, :why, :now, :actor);

-- One goal of a case.
-- name: goal_get one
-- :case_id case_id
-- :goal goal_id
SELECT id, case_id, person_id, state, whose, made_at, since, settled_at, version FROM goal WHERE id = :goal AND case_id = :case_id;

-- Those she works for, in the order she said them; then what is settled, the newest first.
-- name: goal_list many
-- :case_id case_id
SELECT id, case_id, person_id, state, whose, made_at, since, settled_at, version
  FROM goal
 WHERE case_id = :case_id
 ORDER BY CASE WHEN settled_at IS NULL THEN 0 ELSE 1 END, settled_at DESC, id
 LIMIT 60;

-- A step, unless someone else has taken one.
-- name: goal_set_state exec
-- :goal goal_id
-- :version int
-- :state goal_state
-- :settled_at instant?
-- :now instant
-- :actor staff_id
UPDATE goal
   SET state = :state, settled_at = :settled_at, since = :now, since_by = :actor, version = version + 1
 WHERE id = :goal AND version = :version AND settled_at IS NULL;

-- The newest words of every goal of a case.
-- name: goal_words_of_case many
-- :case_id case_id
SELECT w.goal_id, w.kind, w.words, w.why, w.at, k.wrapped AS person_key
  FROM goal_words w
  JOIN person_key k ON k.person_id = w.person_id
 WHERE w.case_id = :case_id AND w.id = (SELECT max(n.id) FROM goal_words n WHERE n.goal_id = w.goal_id)
 ORDER BY w.goal_id
 LIMIT 100;

-- All that has been said of one goal, the newest first.
-- name: goal_words_said many
-- :case_id case_id
-- :goal goal_id
SELECT w.kind, w.words, w.why, w.at, s.name AS staff_name, k.wrapped AS person_key
  FROM goal_words w
  JOIN person_key k ON k.person_id = w.person_id
  JOIN staff_name s ON s.id = w.by_staff
 WHERE w.goal_id = :goal AND w.case_id = :case_id
 ORDER BY w.id DESC
 LIMIT 50;

-- Where one goal has stood.
-- name: goal_steps_of many
-- :goal goal_id
SELECT g.state, g.at, s.name AS staff_name
  FROM goal_step g
  JOIN staff_name s ON s.id = g.by_staff
 WHERE g.goal_id = :goal
 ORDER BY g.seq
 LIMIT 20;
