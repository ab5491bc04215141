-- What stands in a plan in her own words.

-- The newest words of each section of a part.
-- name: plan_text_of many
-- :case_id case_id
-- :part plan_part
SELECT t.section, t.words, t.at, k.wrapped AS person_key
  FROM plan_text t
  JOIN person_key k ON k.person_id = t.person_id
 WHERE t.case_id = :case_id AND t.part = :part
   AND t.id = (SELECT max(n.id) FROM plan_text n WHERE n.case_id = t.case_id AND n.part = t.part AND n.section = t.section)
 ORDER BY t.section
 LIMIT 20;

-- New words for a section.
-- name: plan_text_insert exec
-- :case_id case_id
-- :person person_id
-- :part plan_part
-- :section plan_section
-- :words sealed?
-- :now instant
-- :actor staff_id
INSERT INTO plan_text (case_id, person_id, part, section, words, at, by_staff) VALUES (:case_id, :person, :part, :section, :words, :now, :actor);

-- Whom to call, in her order.
-- name: crisis_contact_of many
-- :case_id case_id
SELECT c.id, c.name, c.phone, c.note, k.wrapped AS person_key
  FROM crisis_contact c
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.case_id = :case_id AND c.removed_at IS NULL
 ORDER BY c.id
 LIMIT 20;

-- One more to call.
-- name: crisis_contact_insert exec
-- :case_id case_id
-- :person person_id
-- :name sealed
-- :phone sealed?
-- :note sealed?
-- :now instant
-- :actor staff_id
INSERT INTO crisis_contact (case_id, person_id, name, phone, note, added_at, added_by) VALUES (:case_id, :person, :name, :phone, :note, :now, :actor);

-- Not to be called any more.
-- name: crisis_contact_set_removed exec
-- :case_id case_id
-- :contact crisis_contact_id
-- :now instant
UPDATE crisis_contact SET removed_at = :now WHERE id = :contact AND case_id = :case_id AND removed_at IS NULL;

-- What was tried, the newest first.
-- name: plan_tried_of many
-- :case_id case_id
SELECT t.id, t.tried_on, t.what, t.result, t.learned, t.at, s.name AS staff_name, k.wrapped AS person_key
  FROM plan_tried t
  JOIN person_key k ON k.person_id = t.person_id
  JOIN staff_name s ON s.id = t.by_staff
 WHERE t.case_id = :case_id
 ORDER BY t.tried_on DESC, t.id DESC
 LIMIT 50;

-- Something was tried.
-- name: plan_tried_insert exec
-- :case_id case_id
-- :person person_id
-- :tried_on date
-- :what sealed
-- :result tried_result
-- :learned sealed?
-- :now instant
-- :actor staff_id
INSERT INTO plan_tried (case_id, person_id, tried_on, what, result, learned, at, by_staff)
VALUES (:case_id, :person, :tried_on, :what, :result, :learned, :now, :actor);

-- What a parent answered last about a child coordinator.
-- name: child_coordinator_last one
-- :case_id case_id
SELECT answer, at FROM child_coordinator WHERE case_id = :case_id ORDER BY id DESC LIMIT 1;

-- Her answer.
-- name: child_coordinator_insert exec
-- :case_id case_id
-- :person person_id
-- :answer child_coordinator_answer
-- :now instant
-- :actor staff_id
INSERT INTO child_coordinator (case_id, person_id, answer, at, by_staff) VALUES (:case_id, :person, :answer, :now, :actor);

-- Messages from health trusts, the newest first.
-- name: plan_notice_of many
-- :case_id case_id
SELECT n.id, n.sender, n.wish, n.received_on, n.takes_part, n.answered_at, k.wrapped AS person_key
  FROM plan_notice n
  JOIN person_key k ON k.person_id = n.person_id
 WHERE n.case_id = :case_id
 ORDER BY n.id DESC
 LIMIT 10;

-- A message has come.
-- name: plan_notice_insert insert
-- :case_id case_id
-- :person person_id
-- :sender sealed
-- :wish plan_notice_wish
-- :received_on date
-- :takes_part bool
-- :now instant
-- :actor staff_id
INSERT INTO plan_notice (case_id, person_id, sender, wish, received_on, takes_part, at, by_staff)
VALUES (:case_id, :person, :sender, :wish, :received_on, :takes_part, :now, :actor)
RETURNING id;

-- It is answered.
-- name: plan_notice_set_answered exec
-- :case_id case_id
-- :notice plan_notice_id
-- :now instant
-- :actor staff_id
UPDATE plan_notice SET answered_at = :now, answered_by = :actor WHERE id = :notice AND case_id = :case_id AND answered_at IS NULL;
