-- Appeals on the plan or the coordinator where there is no decision. (IPF-8)

-- Who answers it: under the social services act Nav, when it is in the case.
-- name: plan_appeal_nav one
-- :case_id case_id
SELECT t.unit_id FROM case_team t JOIN unit_name u ON u.id = t.unit_id WHERE t.case_id = :case_id AND u.role = 'nav' AND u.external = 0 ORDER BY t.unit_id LIMIT 1;

-- A new one.
-- name: plan_appeal_insert insert
-- :case_id case_id
-- :person person_id
-- :about plan_appeal_about
-- :act plan_appeal_act
-- :zone zone
-- :form appeal_form
-- :unit unit_id
-- :received_on date
-- :due date
-- :now instant
-- :staff staff_id
INSERT INTO plan_appeal (case_id, person_id, about, act, zone, form, state, unit_id, received_on, due, registered_at, registered_by)
VALUES (:case_id, :person, :about, :act, :zone, :form, 'received', :unit, :received_on, :due, :now, :staff)
RETURNING id;

-- One.
-- name: plan_appeal_get one
-- :case_id case_id
-- :appeal plan_appeal_id
SELECT id, case_id, person_id, about, act, zone, form, state, unit_id, received_on, due, forwarded_on, result, ended_on, handled_by
  FROM plan_appeal
 WHERE id = :appeal AND case_id = :case_id;

-- Is one open about the same?
-- name: plan_appeal_open one
-- :case_id case_id
-- :about plan_appeal_about
SELECT id FROM plan_appeal WHERE case_id = :case_id AND about = :about AND state IN ('received', 'forwarded');

-- All of a case, the newest first.
-- name: plan_appeal_list many
-- :case_id case_id
SELECT id, about, act, zone, state, unit_id, received_on, due, forwarded_on, result, ended_on
  FROM plan_appeal
 WHERE case_id = :case_id
 ORDER BY id DESC
 LIMIT 30;

-- A step; somebody else may have taken one meanwhile.
-- name: plan_appeal_step exec
-- :appeal plan_appeal_id
-- :from_state plan_appeal_state
-- :to_state plan_appeal_state
-- :forwarded_on date?
-- :result appeal_result?
-- :ended_on date?
-- :staff staff_id?
-- :due date
UPDATE plan_appeal
   SET state = :to_state, forwarded_on = COALESCE(:forwarded_on, forwarded_on), result = :result, ended_on = :ended_on, handled_by = COALESCE(:staff, handled_by), due = :due
 WHERE id = :appeal AND state = :from_state;

-- What is said.
-- name: plan_appeal_words_insert exec
-- :appeal plan_appeal_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :kind plan_appeal_words_kind
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO plan_appeal_words (plan_appeal_id, case_id, person_id, zone, kind, words, at, by_staff) VALUES (:appeal, :case_id, :person, :zone, :kind, :words, :now, :staff);

-- And read.
-- name: plan_appeal_words_of many
-- :appeal plan_appeal_id
-- :zone zone
SELECT w.kind, w.words, w.at, s.name AS staff_name, k.wrapped AS person_key
  FROM plan_appeal_words w
  JOIN staff_name s ON s.id = w.by_staff
  JOIN person_key k ON k.person_id = w.person_id
 WHERE w.plan_appeal_id = :appeal AND w.zone = :zone
 ORDER BY w.id
 LIMIT 20;

-- Parts that refused a plan or a coordinator, as they stand now: for the plan's own page.
-- name: plan_refusals many
-- :case_id case_id
-- =limit_until date?
-- =open_appeal appeal_part_id?
SELECT p.id, p.kind, d.issued_at,
       (SELECT max(l.until_date) FROM part_appeal l WHERE l.part_id = p.id) AS limit_until,
       (SELECT max(a.id) FROM appeal_part a WHERE a.part_id = p.id AND a.state NOT IN ('withdrawn', 'closed')) AS open_appeal
  FROM case_part p
  JOIN case_decision d ON d.id = p.decision_id
 WHERE p.case_id = :case_id AND p.kind IN ('ip', 'ip_sosial', 'koordinator') AND p.outcome = 'refused' AND p.joint_state IN ('issued', 'in_force') AND p.decided_now = 1
 ORDER BY p.version_no DESC, p.number
 LIMIT 6;
