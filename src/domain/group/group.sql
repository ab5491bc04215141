-- The group that runs in a case.
-- name: group_running one
-- :case_id case_id
SELECT id, case_id, person_id, started_at, due_on FROM responsibility_group WHERE case_id = :case_id AND ended_at IS NULL;

-- The last one, running or not.
-- name: group_last one
-- :case_id case_id
SELECT id, started_at, due_on, ended_at, how FROM responsibility_group WHERE case_id = :case_id ORDER BY id DESC LIMIT 1;

-- name: group_get one
-- :group responsibility_group_id
SELECT id, case_id, person_id, started_at, due_on, ended_at FROM responsibility_group WHERE id = :group;

-- name: group_insert insert
-- :case_id case_id
-- :person person_id
-- :now instant
-- :by staff_id
-- :due_on date
INSERT INTO responsibility_group (case_id, person_id, started_at, started_by, due_on) VALUES (:case_id, :person, :now, :by, :due_on) RETURNING id;

-- name: group_set_due exec
-- :group responsibility_group_id
-- :due_on date
UPDATE responsibility_group SET due_on = :due_on WHERE id = :group AND ended_at IS NULL;

-- name: group_set_ended exec
-- :group responsibility_group_id
-- :how group_end
-- :now instant
-- :by staff_id
UPDATE responsibility_group SET ended_at = :now, ended_by = :by, how = :how WHERE id = :group AND ended_at IS NULL;

-- ── members from outside ──

-- name: group_member_insert insert
-- :group responsibility_group_id
-- :case_id case_id
-- :person person_id
-- :kind group_member_kind
-- :name sealed
-- :address sealed?
-- :agreed_on date
-- :now instant
-- :by staff_id
INSERT INTO group_member (group_id, case_id, person_id, kind, name, address, agreed_on, added_at, added_by)
VALUES (:group, :case_id, :person, :kind, :name, :address, :agreed_on, :now, :by)
RETURNING id;

-- Those who are in the group now.
-- name: group_members many
-- :group responsibility_group_id
SELECT m.id, m.kind, m.name, m.address, m.agreed_on, k.wrapped AS person_key
  FROM group_member m
  JOIN person_key k ON k.person_id = m.person_id
 WHERE m.group_id = :group AND m.left_on IS NULL
 ORDER BY m.id
 LIMIT 30;

-- name: group_member_get one
-- :case_id case_id
-- :member group_member_id
SELECT m.id, m.group_id, m.kind, m.name, m.address, m.agreed_on, m.left_on, k.wrapped AS person_key
  FROM group_member m
  JOIN person_key k ON k.person_id = m.person_id
 WHERE m.id = :member AND m.case_id = :case_id;

-- name: group_member_set_left exec
-- :member group_member_id
-- :case_id case_id
-- :left_on date
UPDATE group_member SET left_on = :left_on WHERE id = :member AND case_id = :case_id AND left_on IS NULL;

-- ── meetings ──

-- name: group_meeting_insert insert
-- :meeting meeting_id
-- :group responsibility_group_id
-- :case_id case_id
-- :item agenda_item_id
-- :earlier group_meeting_id?
INSERT INTO group_meeting (meeting_id, group_id, case_id, item_id, earlier_id, no_progress, ends) VALUES (:meeting, :group, :case_id, :item, :earlier, 0, 0) RETURNING id;

-- One meeting, and when the one before it closed.
-- name: group_meeting_get one
-- :meeting meeting_id
-- =earlier_closed instant?
SELECT g.id, g.meeting_id, g.group_id, g.case_id, g.item_id, g.earlier_id, g.closed_at, g.n_done, g.no_progress, g.hindrance, g.next_on, g.ends, g.given_on, g.given,
       g.looked_at, (SELECT e.closed_at FROM group_meeting e WHERE e.id = g.earlier_id) AS earlier_closed
  FROM group_meeting g
 WHERE g.meeting_id = :meeting;

-- The meetings of a case's groups, the newest first.
-- name: group_meetings_of many
-- :case_id case_id
SELECT g.id, g.meeting_id, g.group_id, g.closed_at, g.n_done, g.no_progress, g.looked_at, g.given_on, m.state, m.on_date, m.from_minute, m.to_minute
  FROM group_meeting g
  JOIN meeting_date_line m ON m.id = g.meeting_id
 WHERE g.case_id = :case_id
 ORDER BY g.id DESC
 LIMIT 40;

-- The last of a group that has been held: what the next one follows.
-- name: group_meeting_last_held one
-- :group responsibility_group_id
SELECT id, meeting_id, closed_at FROM group_meeting WHERE group_id = :group AND closed_at IS NOT NULL ORDER BY id DESC LIMIT 1;

-- The one that is to come, or is open.
-- name: group_meeting_coming one
-- :group responsibility_group_id
SELECT g.id, g.meeting_id, g.item_id, m.on_date, m.state
  FROM group_meeting g
  JOIN meeting_date_line m ON m.id = g.meeting_id
 WHERE g.group_id = :group AND g.closed_at IS NULL AND m.state <> 'cancelled'
 ORDER BY g.id DESC
 LIMIT 1;

-- How many of the plan's actions have been done since then, and how many open ones are nobody's or have no day.
-- name: group_progress one
-- :case_id case_id
-- :since instant
-- :now instant
-- =n_done int
-- =n_without int
-- scan ok: two subqueries, each by the case
SELECT (SELECT count(*) FROM case_plan_action a WHERE a.case_id = :case_id AND a.state = 'done' AND a.settled_at > :since AND a.settled_at <= :now) AS n_done,
       (SELECT count(*) FROM case_plan_action a WHERE a.case_id = :case_id AND a.settled_at IS NULL AND (a.owner IS NULL OR a.due IS NULL)) AS n_without;

-- name: group_meeting_set_closed exec
-- :meeting meeting_id
-- :now instant
-- :n_done int
-- :no_progress bool
-- :hindrance group_hindrance?
-- :next_on date?
-- :ends bool
UPDATE group_meeting
   SET closed_at = :now, n_done = :n_done, no_progress = :no_progress, hindrance = :hindrance, next_on = :next_on, ends = :ends
 WHERE meeting_id = :meeting AND closed_at IS NULL;

-- name: group_meeting_set_given exec
-- :meeting meeting_id
-- :given_on date
-- :given group_given
UPDATE group_meeting SET given_on = :given_on, given = :given WHERE meeting_id = :meeting AND closed_at IS NOT NULL;

-- name: group_meeting_set_looked exec
-- :meeting meeting_id
-- :now instant
-- :by staff_id
UPDATE group_meeting SET looked_at = :now, looked_by = :by WHERE meeting_id = :meeting AND no_progress = 1 AND looked_at IS NULL;

-- ── what was sent, and what came back ──

-- name: group_sent_insert insert
-- :meeting meeting_id
-- :member group_member_id
-- :case_id case_id
-- :person person_id
-- :step group_step
-- :way group_way?
-- :on_date date
-- :words sealed?
-- :now instant
-- :by staff_id
INSERT INTO group_sent (meeting_id, member_id, case_id, person_id, step, way, on_date, words, at, by_staff)
VALUES (:meeting, :member, :case_id, :person, :step, :way, :on_date, :words, :now, :by)
RETURNING id;

-- Everything of one meeting, in the order it happened.
-- name: group_sent_of many
-- :meeting meeting_id
SELECT s.id, s.member_id, s.step, s.way, s.on_date, s.words, s.at, f.name AS staff_name, k.wrapped AS person_key
  FROM group_sent s
  JOIN person_key k ON k.person_id = s.person_id
  JOIN staff_name f ON f.id = s.by_staff
 WHERE s.meeting_id = :meeting
 ORDER BY s.id
 LIMIT 200;

-- One thing that was sent to somebody.
-- name: group_sent_get one
-- :meeting meeting_id
-- :sent group_sent_id
SELECT s.id, s.member_id, s.step, s.way, s.on_date, s.words, s.at, m.name, m.address, m.kind, m.agreed_on, f.name AS staff_name, k.wrapped AS person_key
  FROM group_sent s
  JOIN group_member m ON m.id = s.member_id
  JOIN person_key k ON k.person_id = s.person_id
  JOIN staff_name f ON f.id = s.by_staff
 WHERE s.id = :sent AND s.meeting_id = :meeting;

-- The units of the case, for choosing who is in the group.
-- name: group_case_units many
-- :case_id case_id
SELECT DISTINCT t.unit_id, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND u.active = 1
 ORDER BY u.name_nb
 LIMIT 40;

-- Who has something to do in the case, by name: for a page that tells who does what.
-- name: group_owner_names many
-- :case_id case_id
-- =staff_name text?
SELECT DISTINCT a.unit_id, a.staff_id, u.name_nb, u.name_nn, (SELECT s.name FROM staff_name s WHERE s.id = a.staff_id) AS staff_name
  FROM case_plan_action a
  JOIN unit_name u ON u.id = a.unit_id
 WHERE a.case_id = :case_id
 ORDER BY a.unit_id
 LIMIT 100;
