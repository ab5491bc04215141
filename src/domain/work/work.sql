-- The last case number of a year.
-- name: case_last_number one
-- :from_number text
-- :to_number text
-- =number text?
SELECT max(number) AS number FROM person_case WHERE number >= :from_number AND number < :to_number;

-- Opens a case.
-- name: case_insert insert
-- :person person_id
-- :number text
-- :opened_at instant
-- :asks_housing bool
-- :unit unit_id
-- :staff staff_id?
INSERT INTO person_case (person_id, number, state, opened_at, asks_housing, holder_unit, holder_staff, held_since, version)
VALUES (:person, :number, 'open', :opened_at, :asks_housing, :unit, :staff, :opened_at, 1)
RETURNING id;

-- The next holder, from now.
-- name: case_set_holder exec
-- :case_id case_id
-- :unit unit_id
-- :staff staff_id?
-- :now instant
UPDATE person_case
   SET holder_unit = :unit, holder_staff = :staff, held_since = :now, version = version + 1
 WHERE id = :case_id;

-- The case is also about housing.
-- name: case_set_asks_housing exec
-- :case_id case_id
UPDATE person_case SET asks_housing = 1, version = version + 1 WHERE id = :case_id AND asks_housing = 0;

-- One case.
-- name: case_get one
-- :case_id case_id
SELECT id, person_id, number, state, opened_at, asks_housing, holder_unit, holder_staff, held_since, look_at, joined_to, version
  FROM person_case
 WHERE id = :case_id;

-- The case of a person that is not closed, under any of the records that are her.
-- name: case_open_of one
-- :person person_id
SELECT c.id
  FROM same_person s
  JOIN person_case c ON c.person_id = s.id
 WHERE s.one = :person AND c.state <> 'closed'
 ORDER BY c.id
 LIMIT 1;

-- Her newest case that was closed, and not joined to another.
-- name: case_closed_of one
-- :person person_id
SELECT c.id
  FROM same_person s
  JOIN person_case c ON c.person_id = s.id
 WHERE s.one = :person AND c.state = 'closed' AND c.joined_to IS NULL
 ORDER BY c.id DESC
 LIMIT 1;

-- From one state to another. The trigger knows the steps.
-- name: case_set_state exec
-- :case_id case_id
-- :from_state case_state
-- :to_state case_state
-- :look_at date?
UPDATE person_case SET state = :to_state, look_at = :look_at, version = version + 1 WHERE id = :case_id AND state = :from_state;

-- Joined to her other case: closed, and says to which.
-- name: case_join exec
-- :case_id case_id
-- :into case_id
UPDATE person_case SET state = 'closed', look_at = NULL, joined_to = :into, version = version + 1 WHERE id = :case_id AND state <> 'closed';

-- And as it was.
-- name: case_unjoin exec
-- :case_id case_id
-- :to_state case_state
-- :look_at date?
UPDATE person_case SET state = :to_state, look_at = :look_at, joined_to = NULL, version = version + 1 WHERE id = :case_id AND joined_to IS NOT NULL;

-- The case that is joined to this one.
-- name: case_joined_here many
-- :case_id case_id
SELECT id, number FROM person_case WHERE joined_to = :case_id ORDER BY id LIMIT 10;

-- Something that happened.
-- name: event_insert exec
-- :case_id case_id
-- :at instant
-- :kind case_event_kind
-- :zone zone
-- :unit unit_id?
-- :staff staff_id?
-- :other unit_id?
INSERT INTO case_event (case_id, at, kind, zone, unit_id, staff_id, other_unit)
VALUES (:case_id, :at, :kind, :zone, :unit, :staff, :other);

-- A task, or the open one moved.
-- name: task_upsert exec
-- :case_id case_id
-- :unit unit_id
-- :kind task_kind
-- :subject int
-- :due date
-- :now instant
INSERT INTO task (case_id, unit_id, kind, subject, due, made_at)
VALUES (:case_id, :unit, :kind, :subject, :due, :now)
ON CONFLICT (case_id, kind, subject) WHERE done_at IS NULL DO UPDATE SET unit_id = excluded.unit_id, due = excluded.due;

-- A task that is done.
-- name: task_finish exec
-- :case_id case_id
-- :kind task_kind
-- :subject int
-- :now instant
-- :staff staff_id?
UPDATE task
   SET done_at = :now, done_by = :staff
 WHERE case_id = :case_id AND kind = :kind AND subject = :subject AND done_at IS NULL;

-- Every open task of one kind in a case.
-- name: task_finish_all exec
-- :case_id case_id
-- :kind task_kind
-- :now instant
-- :staff staff_id?
UPDATE task SET done_at = :now, done_by = :staff WHERE case_id = :case_id AND kind = :kind AND done_at IS NULL;

-- Since when a unit has held the case without a break; the worker inside it may have changed.
-- name: case_held_since one
-- :case_id case_id
-- :unit unit_id
-- =since instant?
SELECT min(from_at) AS since
  FROM baton_period
 WHERE case_id = :case_id
   AND seq > COALESCE((SELECT max(o.seq) FROM baton_period o WHERE o.case_id = :case_id AND o.unit_id <> :unit), 0);

-- What must be done first in a case, and by whom.
-- name: case_next_task one
-- :case_id case_id
SELECT kind, due, unit_id FROM task WHERE case_id = :case_id AND done_at IS NULL ORDER BY due, id LIMIT 1;

-- Is such a task open in the case?
-- name: case_has_task one
-- :case_id case_id
-- :kind task_kind
SELECT id FROM task WHERE case_id = :case_id AND kind = :kind AND done_at IS NULL LIMIT 1;

-- The former holder's tasks follow the case, but for those that are about a thing of its own.
-- name: task_follow exec
-- :case_id case_id
-- :from_unit unit_id
-- :to_unit unit_id
-- :staff staff_id?
UPDATE task
   SET unit_id = :to_unit, staff_id = :staff
 WHERE case_id = :case_id AND unit_id = :from_unit AND done_at IS NULL
   AND kind NOT IN ('answer_duty', 'answer_message',
                    'confirm_need', 'answer_invitation', 'contribute', 'tidy_economy',
                    'decide_emergency', 'write_emergency', 'emergency_ending', 'find_emergency_place',
                    'decide_dispute', 'late_dispute', 'answer_appeal', 'ask_outside', 'help_on', 'answer_new_worker',
                    'give_input', 'sign_part', 'send_letter', 'register_reached', 'find_dwelling',
                    'prior_notice_answer', 'part_to_come', 'decision_expiring', 'answer_change_wish', 'alert_again', 'send_on_paper',
                    'prepare_appeal', 'await_correction', 'decide_appeal', 'await_appeal_body', 'finish_appeal', 'send_appeal_letter',
                    'decide_suspension', 'decide_costs', 'give_reasons',
                    'report_to_meeting', 'look_at_application', 'recheck_application', 'follow_up_refused', 'send_offer', 'show_dwelling', 'make_lease', 'move_in',
                    'decide_service', 'service_without_decision');

-- The worker who is to do a task.
-- name: task_give exec
-- :case_id case_id
-- :kind task_kind
-- :subject int
-- :staff staff_id?
UPDATE task SET staff_id = :staff WHERE case_id = :case_id AND kind = :kind AND subject = :subject AND done_at IS NULL;

-- ── a unit becomes part of another, a worker leaves (I-03, R-046) ──────────

-- The open cases of one unit are another's from now on; the worker stays.
-- name: case_succeed exec
-- :from_unit unit_id
-- :to_unit unit_id
-- :now instant
UPDATE person_case SET holder_unit = :to_unit, held_since = :now, version = version + 1 WHERE holder_unit = :from_unit AND state <> 'closed';

-- What happened to those cases.
-- name: case_succeed_event exec
-- :from_unit unit_id
-- :to_unit unit_id
-- :now instant
-- :staff staff_id?
INSERT INTO case_event (case_id, at, kind, zone, unit_id, staff_id, other_unit)
SELECT id, :now, 'units_merged', 'spine', :to_unit, :staff, :from_unit
  FROM person_case
 WHERE holder_unit = :to_unit AND held_since = :now AND state <> 'closed';

-- The open tasks of one unit are another's.
-- name: task_succeed exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE task SET unit_id = :to_unit WHERE unit_id = :from_unit AND done_at IS NULL;

-- The open tasks of a case that one worker was given are another's.
-- name: task_change_staff exec
-- :case_id case_id
-- :unit unit_id
-- :from_staff staff_id
-- :to_staff staff_id
UPDATE task SET staff_id = :to_staff WHERE case_id = :case_id AND unit_id = :unit AND staff_id = :from_staff AND done_at IS NULL;

-- What a unit owns.
-- name: unit_work one
-- :unit unit_id
-- =n_cases int
-- =n_tasks int
SELECT (SELECT count(*) FROM person_case WHERE holder_unit = :unit AND state <> 'closed') AS n_cases,
       (SELECT count(*) FROM task WHERE unit_id = :unit AND done_at IS NULL) AS n_tasks;

-- How many cases a worker has.
-- name: staff_case_count one
-- :staff staff_id
-- =n int
SELECT count(*) AS n FROM person_case WHERE holder_staff = :staff AND state <> 'closed';

-- Does a worker work in a unit on a day?
-- name: case_worker_there one
-- :unit unit_id
-- :staff staff_id
-- :today date
SELECT m.staff_id
  FROM unit_member m
 WHERE m.unit_id = :unit AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 LIMIT 1;

-- What is open in a case, the most urgent first.
-- name: tasks_open_of many
-- :case_id case_id
SELECT unit_id, kind, subject, due, made_at
  FROM task
 WHERE case_id = :case_id AND done_at IS NULL
 ORDER BY due, id
 LIMIT 60;
