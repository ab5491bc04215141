-- Who does what by when.

-- A new action.
-- name: plan_action_insert insert
-- :case_id case_id
-- :person person_id
-- :goal goal_id?
-- :kind text
-- :state plan_action_state
-- :owner plan_action_owner?
-- :unit unit_id?
-- :staff staff_id?
-- :due date?
-- :now instant
-- :actor staff_id
-- :continues plan_action_id?
-- :first plan_action_id?
-- :moved int
INSERT INTO plan_action (case_id, person_id, goal_id, kind, state, owner, unit_id, staff_id, due, made_at, made_by, continues_id, first_id, moved, version)
VALUES (:case_id, :person, :goal, :kind, :state, :owner, :unit, :staff, :due, :now, :actor, :continues, :first, :moved, 1)
RETURNING id;

-- One action of a case.
-- name: plan_action_get one
-- :case_id case_id
-- :action plan_action_id
SELECT a.id, a.case_id, a.goal_id, a.kind, a.state, a.owner, a.unit_id, a.staff_id, a.due, a.made_at, a.settled_at, a.reason, a.first_id, a.moved, a.version,
       u.name_nb, u.name_nn, s.name AS staff_name
  FROM plan_action a
  LEFT JOIN unit_name u ON u.id = a.unit_id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 WHERE a.id = :action AND a.case_id = :case_id;

-- What is proposed or agreed and not settled, the nearest day first.
-- name: plan_action_open_of many
-- :case_id case_id
SELECT a.id, a.case_id, a.goal_id, a.kind, a.state, a.owner, a.unit_id, a.staff_id, a.due, a.made_at, a.settled_at, a.reason, a.first_id, a.moved, a.version,
       u.name_nb, u.name_nn, s.name AS staff_name
  FROM plan_action a
  LEFT JOIN unit_name u ON u.id = a.unit_id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 WHERE a.case_id = :case_id AND a.settled_at IS NULL
 ORDER BY CASE WHEN a.due IS NULL THEN 1 ELSE 0 END, a.due, a.id
 LIMIT 100;

-- What has been settled since an instant, the newest first.
-- name: plan_action_settled_of many
-- :case_id case_id
-- :since instant
SELECT a.id, a.case_id, a.goal_id, a.kind, a.state, a.owner, a.unit_id, a.staff_id, a.due, a.made_at, a.settled_at, a.reason, a.first_id, a.moved, a.version,
       u.name_nb, u.name_nn, s.name AS staff_name
  FROM plan_action a
  LEFT JOIN unit_name u ON u.id = a.unit_id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 WHERE a.case_id = :case_id AND a.settled_at >= :since
 ORDER BY a.settled_at DESC, a.id DESC
 LIMIT 100;

-- Has anything been done since then?
-- name: plan_action_any_done one
-- :case_id case_id
-- :since instant
SELECT id FROM plan_action WHERE case_id = :case_id AND settled_at >= :since AND state = 'done' LIMIT 1;

-- Somebody takes it by a day, unless someone else has changed it.
-- name: plan_action_set_agreed exec
-- :action plan_action_id
-- :version int
-- :owner plan_action_owner
-- :unit unit_id?
-- :staff staff_id?
-- :due date
UPDATE plan_action
   SET state = 'agreed', owner = :owner, unit_id = :unit, staff_id = :staff, due = :due, version = version + 1
 WHERE id = :action AND version = :version AND state = 'proposed';

-- It is settled, unless someone else has changed it.
-- name: plan_action_set_settled exec
-- :action plan_action_id
-- :version int
-- :state plan_action_state
-- :reason plan_action_reason?
-- :now instant
-- :actor staff_id
UPDATE plan_action
   SET state = :state, reason = :reason, settled_at = :now, settled_by = :actor, version = version + 1
 WHERE id = :action AND version = :version AND settled_at IS NULL;

-- Words about an action.
-- name: plan_action_note_insert exec
-- :action plan_action_id
-- :case_id case_id
-- :person person_id
-- :kind plan_action_note_kind
-- :words sealed
-- :now instant
-- :actor staff_id
INSERT INTO plan_action_note (action_id, case_id, person_id, kind, words, at, by_staff)
VALUES (:action, :case_id, :person, :kind, :words, :now, :actor);

-- The words of the actions of a case, the newest first.
-- name: plan_action_notes_of many
-- :case_id case_id
SELECT n.action_id, n.kind, n.words, k.wrapped AS person_key
  FROM plan_action_note n
  JOIN person_key k ON k.person_id = n.person_id
 WHERE n.case_id = :case_id
 ORDER BY n.id DESC
 LIMIT 200;

-- A worker leaves: another does what she was to do.
-- name: plan_action_change_staff exec
-- :case_id case_id
-- :unit unit_id
-- :from_staff staff_id
-- :to_staff staff_id
UPDATE plan_action
   SET staff_id = :to_staff, version = version + 1
 WHERE staff_id = :from_staff AND case_id = :case_id AND unit_id = :unit AND settled_at IS NULL;
