-- A draft.
-- name: shared_insert insert
-- :case_id case_id
-- :person person_id
-- :kind shared_kind
-- :content sealed
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO shared_text (case_id, person_id, kind, state, content, written_at, written_by, unit_id)
VALUES (:case_id, :person, :kind, 'draft', :content, :now, :staff, :unit)
RETURNING id;

-- Those that stand: a draft and an approved one of each kind.
-- name: shared_of many
-- :case_id case_id
SELECT t.id, t.kind, t.state, t.content, t.written_at, t.unit_id, t.approved_at, u.name_nb, u.name_nn, k.wrapped AS person_key
  FROM shared_text t
  JOIN person_key k ON k.person_id = t.person_id
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND t.state <> 'withdrawn'
 ORDER BY t.kind, t.state
 LIMIT 4;

-- The one of a state, without its words.
-- name: shared_standing one
-- :case_id case_id
-- :kind shared_kind
-- :state shared_state
SELECT id, unit_id FROM shared_text WHERE case_id = :case_id AND kind = :kind AND state = :state AND state <> 'withdrawn';

-- She has approved it.
-- name: shared_approve exec
-- :text shared_text_id
-- :now instant
-- :staff staff_id
UPDATE shared_text SET state = 'approved', approved_at = :now, approved_by = :staff WHERE id = :text AND state = 'draft';

-- It does not stand any more.
-- name: shared_withdraw exec
-- :text shared_text_id
-- :now instant
UPDATE shared_text SET state = 'withdrawn', ended_at = :now WHERE id = :text AND state <> 'withdrawn';

-- What a unit says to the need.
-- name: need_answer_insert exec
-- :text shared_text_id
-- :unit unit_id
-- :answer need_answer
-- :now instant
-- :staff staff_id
INSERT INTO need_answer_given (text_id, unit_id, answer, at, by_staff) VALUES (:text, :unit, :answer, :now, :staff);

-- The units of the case and what each says to a text; NULL: not answered.
-- name: need_answers many
-- :case_id case_id
-- :text shared_text_id
-- =answer need_answer?
SELECT u.id, u.name_nb, u.name_nn,
       (SELECT g.answer FROM need_answer_given g WHERE g.text_id = :text AND g.unit_id = u.id ORDER BY g.id DESC LIMIT 1) AS answer
  FROM unit_name u
 WHERE u.id IN (SELECT t.unit_id FROM case_team t WHERE t.case_id = :case_id)
 ORDER BY u.name_nb
 LIMIT 50;

-- An invitation; the same unit is asked once to the same day.
-- name: invitation_insert exec
-- :case_id case_id
-- :unit unit_id
-- :held_on date
-- :now instant
-- :staff staff_id
INSERT INTO talk_invitation (case_id, unit_id, held_on, state, asked_at, asked_by) VALUES (:case_id, :unit, :held_on, 'asked', :now, :staff)
ON CONFLICT (case_id, unit_id, held_on) DO NOTHING;

-- The invitations of a case, the latest talk first.
-- name: invitations_of many
-- :case_id case_id
SELECT i.id, i.unit_id, i.held_on, i.state, u.name_nb, u.name_nn
  FROM talk_invitation i
  JOIN unit_name u ON u.id = i.unit_id
 WHERE i.case_id = :case_id
 ORDER BY i.held_on DESC, i.id DESC
 LIMIT 30;

-- The unit's answer; it may change its mind.
-- name: invitation_answer exec
-- :case_id case_id
-- :invitation talk_invitation_id
-- :unit unit_id
-- :state invitation_state
-- :now instant
-- :staff staff_id
UPDATE talk_invitation SET state = :state, answered_at = :now, answered_by = :staff
 WHERE id = :invitation AND case_id = :case_id AND unit_id = :unit;

-- A review begins.
-- name: review_insert insert
-- :case_id case_id
-- :held_on date
-- :has_case bool
-- :has_economy bool
-- :has_condition bool
-- :now instant
-- :staff staff_id
INSERT INTO team_review (case_id, held_on, has_case, has_economy, has_condition, at, by_staff)
VALUES (:case_id, :held_on, :has_case, :has_economy, :has_condition, :now, :staff)
RETURNING id;

-- More is written in the same review.
-- name: review_more exec
-- :review team_review_id
-- :has_case bool
-- :has_economy bool
-- :has_condition bool
UPDATE team_review SET has_case = CASE WHEN has_case = 1 THEN 1 ELSE :has_case END, has_economy = CASE WHEN has_economy = 1 THEN 1 ELSE :has_economy END,
       has_condition = CASE WHEN has_condition = 1 THEN 1 ELSE :has_condition END
 WHERE id = :review;

-- The newest review.
-- name: review_last one
-- :case_id case_id
SELECT id, held_on, has_case, has_economy, has_condition FROM team_review WHERE case_id = :case_id ORDER BY held_on DESC, id DESC LIMIT 1;

-- One of the three.
-- name: review_text_insert exec
-- :review team_review_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :content sealed
-- :now instant
-- :staff staff_id
INSERT INTO review_text (review_id, case_id, person_id, zone, content, at, by_staff) VALUES (:review, :case_id, :person, :zone, :content, :now, :staff);

-- What stands in a review of one zone: the newest.
-- name: review_text_of one
-- :case_id case_id
-- :review team_review_id
-- :zone zone
SELECT r.content, k.wrapped AS person_key
  FROM review_text r
  JOIN person_key k ON k.person_id = r.person_id
 WHERE r.case_id = :case_id AND r.zone = :zone AND r.review_id = :review
 ORDER BY r.id DESC
 LIMIT 1;

-- A step.
-- name: step_insert exec
-- :case_id case_id
-- :person person_id
-- :kind economy_kind
-- :content sealed?
-- :due date?
-- :now instant
-- :staff staff_id
INSERT INTO economy_step (case_id, person_id, kind, content, due, made_at, made_by) VALUES (:case_id, :person, :kind, :content, :due, :now, :staff);

-- The steps; what is not done first.
-- name: steps_of many
-- :case_id case_id
SELECT e.id, e.kind, e.content, e.due, e.done_at, k.wrapped AS person_key
  FROM economy_step e
  JOIN person_key k ON k.person_id = e.person_id
 WHERE e.case_id = :case_id
 ORDER BY CASE WHEN e.done_at IS NULL THEN 0 ELSE 1 END, e.due, e.id
 LIMIT 50;

-- Done.
-- name: step_done exec
-- :case_id case_id
-- :step economy_step_id
-- :now instant
-- :staff staff_id
UPDATE economy_step SET done_at = :now, done_by = :staff WHERE id = :step AND case_id = :case_id AND done_at IS NULL;

-- A unit of Nav that is in the case.
-- name: nav_in_case one
-- :case_id case_id
SELECT u.id
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND u.role = 'nav' AND u.active = 1
 ORDER BY u.id
 LIMIT 1;

-- Has a unit begun to find out, and which?
-- name: mapping_begun one
-- :case_id case_id
SELECT m.unit_id, m.begun_at FROM case_mapping_begun m WHERE m.case_id = :case_id ORDER BY m.begun_at LIMIT 1;

-- A service is asked to contribute; asked already: once is enough.
-- name: contribution_insert exec
-- :case_id case_id
-- :person person_id
-- :from_unit unit_id
-- :to_unit unit_id
-- :due date
-- :now instant
-- :staff staff_id
INSERT INTO contribution (case_id, person_id, from_unit, to_unit, due, asked_at, asked_by)
VALUES (:case_id, :person, :from_unit, :to_unit, :due, :now, :staff)
ON CONFLICT (case_id, to_unit) WHERE answered_at IS NULL DO NOTHING;

-- What it says, once.
-- name: contribution_give exec
-- :case_id case_id
-- :contribution contribution_id
-- :person person_id
-- :unit unit_id
-- :content sealed
-- :now instant
-- :staff staff_id
UPDATE contribution SET content = :content, answered_at = :now, answered_by = :staff
 WHERE id = :contribution AND case_id = :case_id AND to_unit = :unit AND person_id = :person AND answered_at IS NULL;

-- The contributions of a case, the latest first.
-- name: contributions_of many
-- :case_id case_id
SELECT c.id, c.from_unit, c.to_unit, c.due, c.content, c.answered_at, c.person_id, u.name_nb, u.name_nn, s.name AS answered_by, k.wrapped AS person_key
  FROM contribution c
  JOIN person_key k ON k.person_id = c.person_id
  JOIN unit_name u ON u.id = c.to_unit
  LEFT JOIN staff_name s ON s.id = c.answered_by
 WHERE c.case_id = :case_id
 ORDER BY c.id DESC
 LIMIT 30;
