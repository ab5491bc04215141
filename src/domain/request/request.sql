-- A question is sent.
-- name: information_insert insert
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :body asked_body
-- :body_name sealed
-- :body_address sealed?
-- :ground information_ground
-- :consent_by consent_way?
-- :informed bool
-- :why_not sealed?
-- :question sealed
-- :sent_on date
-- :due date
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO information_request (case_id, person_id, zone, body, body_name, body_address, ground, consent_by, informed, why_not, question, sent_on, due,
                                 at, by_staff, unit_id)
VALUES (:case_id, :person, :zone, :body, :body_name, :body_address, :ground, :consent_by, :informed, :why_not, :question, :sent_on, :due, :now, :staff,
        :unit)
RETURNING id;

-- The questions of one zone, the newest first.
-- name: information_of many
-- :case_id case_id
-- :zone zone
SELECT r.id, r.zone, r.body, r.body_name, r.ground, r.consent_by, r.informed, r.why_not, r.question, r.sent_on, r.due, s.name AS staff_name,
       k.wrapped AS person_key
  FROM information_request r
  JOIN staff_name s ON s.id = r.by_staff
  JOIN person_key k ON k.person_id = r.person_id
 WHERE r.case_id = :case_id AND r.zone = :zone
 ORDER BY r.id DESC
 LIMIT 50;

-- One of them.
-- name: information_get one
-- :case_id case_id
-- :request information_request_id
-- :zone zone
SELECT r.id, r.zone, r.body, r.body_name, r.body_address, r.ground, r.question, r.sent_on, r.due, r.unit_id, k.wrapped AS person_key
  FROM information_request r
  JOIN person_key k ON k.person_id = r.person_id
 WHERE r.id = :request AND r.case_id = :case_id AND r.zone = :zone;

-- What has come of the questions of one zone.
-- name: information_answers many
-- :case_id case_id
-- :zone zone
SELECT a.request_id, a.step, a.content, a.due, a.at, s.name AS staff_name, k.wrapped AS person_key
  FROM information_answer a
  JOIN staff_name s ON s.id = a.by_staff
  JOIN person_key k ON k.person_id = a.person_id
 WHERE a.case_id = :case_id AND a.zone = :zone
 ORDER BY a.id
 LIMIT 300;

-- Has this already come of it?
-- name: information_has one
-- :request information_request_id
-- :zone zone
-- :step information_step
SELECT id FROM information_answer WHERE request_id = :request AND zone = :zone AND step = :step LIMIT 1;

-- Something has come of it.
-- name: information_answer_insert exec
-- :request information_request_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :step information_step
-- :content sealed?
-- :due date?
-- :now instant
-- :staff staff_id
INSERT INTO information_answer (request_id, case_id, person_id, zone, step, content, due, at, by_staff)
VALUES (:request, :case_id, :person, :zone, :step, :content, :due, :now, :staff);

-- A worry comes in; its texts follow when it has its key.
-- name: concern_insert insert
-- :reporter concern_reporter
-- :staff staff_id
-- :unit unit_id
-- :to_unit unit_id
-- :now instant
INSERT INTO concern (person_id, reporter, reported_by, unit_id, state, to_unit, received_at)
VALUES (0, :reporter, :staff, :unit, 'received', :to_unit, :now)
RETURNING id;

-- Its texts, sealed with the key of `owner`.
-- name: concern_seal exec
-- :concern concern_id
-- :owner person_id
-- :case_id case_id?
-- :to_unit unit_id
-- :reporter_name sealed?
-- :about sealed
-- :place sealed?
-- :said sealed
UPDATE concern
   SET person_id = :owner, case_id = :case_id, to_unit = :to_unit, reporter_name = :reporter_name, about = :about, place = :place, said = :said
 WHERE id = :concern;

-- A worker's own, without a word of them.
-- name: concerns_mine many
-- :staff staff_id
SELECT id, received_at FROM concern WHERE reported_by = :staff ORDER BY id DESC LIMIT 50;

-- Those that nobody has found a case for, at one unit.
-- name: concerns_inbox many
-- :unit unit_id
SELECT c.id, c.reporter, c.reporter_name, c.about, c.place, c.said, c.received_at, s.name AS staff_name, k.wrapped AS person_key
  FROM concern c
  JOIN staff_name s ON s.id = c.reported_by
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.to_unit = :unit AND c.case_id IS NULL AND c.state = 'received'
 ORDER BY c.id
 LIMIT 50;

-- The worries of one case, the newest first.
-- name: concerns_of many
-- :case_id case_id
SELECT c.id, c.reporter, c.reporter_name, c.place, c.said, c.state, c.received_at, c.handled_at, c.note, h.name AS handler, k.wrapped AS person_key
  FROM concern c
  JOIN person_key k ON k.person_id = c.person_id
  LEFT JOIN staff_name h ON h.id = c.handled_by
 WHERE c.case_id = :case_id
 ORDER BY c.id DESC
 LIMIT 50;

-- One worry.
-- name: concern_get one
-- :concern concern_id
SELECT c.id, c.person_id, c.case_id, c.state, c.to_unit, c.reporter_name, c.about, c.place, c.said, k.wrapped AS person_key
  FROM concern c
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.id = :concern;

-- Handled, with a note.
-- name: concern_handle exec
-- :concern concern_id
-- :owner person_id
-- :note sealed
-- :now instant
-- :staff staff_id
UPDATE concern SET state = 'handled', handled_at = :now, handled_by = :staff, note = :note WHERE id = :concern AND state = 'received' AND person_id = :owner;

-- Persons of that whole name with a case that runs: one, or it is not known who is meant.
-- name: concern_match many
-- :search_name text
SELECT c.id AS case_id, c.person_id
  FROM person_name p
  JOIN case_spine c ON c.person_id = p.id
 WHERE p.search_name = :search_name AND c.state <> 'closed'
 ORDER BY c.id
 LIMIT 2;
