-- She asks for everything.
-- name: access_request_insert insert
-- :case_id case_id
-- :person person_id
-- :asked_by asker
-- :received_on date
-- :due date
-- :now instant
-- :staff staff_id
INSERT INTO access_request (case_id, person_id, asked_by, received_on, due, state, registered_at, registered_by)
VALUES (:case_id, :person, :asked_by, :received_on, :due, 'open', :now, :staff)
RETURNING id;

-- Her requests, the newest first.
-- name: access_requests_of many
-- :case_id case_id
SELECT r.id, r.asked_by, r.received_on, r.due, r.state, r.built_at, r.handed_on, r.handed_to, s.name AS registered_by, h.name AS handed_by
  FROM access_request r
  JOIN staff_name s ON s.id = r.registered_by
  LEFT JOIN staff_name h ON h.id = r.handed_by
 WHERE r.case_id = :case_id
 ORDER BY r.id DESC
 LIMIT 20;

-- One request of a case.
-- name: access_request_get one
-- :case_id case_id
-- :request access_request_id
SELECT id, person_id, state, due FROM access_request WHERE id = :request AND case_id = :case_id;

-- One request, for the job that builds the package.
-- name: access_request_of_job one
-- :request access_request_id
SELECT case_id, person_id, state, received_on FROM access_request WHERE id = :request;

-- The package is to be built, anew too when a choice has changed.
-- name: access_request_build exec
-- :request access_request_id
UPDATE access_request SET state = 'building' WHERE id = :request AND state IN ('open', 'ready');

-- It is built.
-- name: access_request_ready exec
-- :request access_request_id
-- :now instant
UPDATE access_request SET state = 'ready', built_at = :now WHERE id = :request AND state = 'building';

-- She has got it.
-- name: access_request_hand_out exec
-- :case_id case_id
-- :request access_request_id
-- :handed_on date
-- :staff staff_id
-- :handed_to asker
UPDATE access_request
   SET state = 'handed_out', handed_on = :handed_on, handed_by = :staff, handed_to = :handed_to
 WHERE id = :request AND case_id = :case_id AND state = 'ready';

-- A choice about a part.
-- name: access_choice_insert exec
-- :request access_request_id
-- :case_id case_id
-- :person person_id
-- :part access_part
-- :outcome access_choice_outcome
-- :exception access_exception?
-- :reason sealed?
-- :now instant
-- :staff staff_id
INSERT INTO access_choice (request_id, case_id, person_id, part, outcome, exception, reason, at, by_staff)
VALUES (:request, :case_id, :person, :part, :outcome, :exception, :reason, :now, :staff);

-- The choices that count.
-- name: access_choices many
-- :request access_request_id
SELECT c.part, c.outcome, c.exception, c.reason, c.at, s.name AS staff_name, k.wrapped AS person_key
  FROM access_choice c
  JOIN staff_name s ON s.id = c.by_staff
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.request_id = :request
   AND NOT EXISTS (SELECT 1 FROM access_choice n WHERE n.request_id = c.request_id AND n.part = c.part AND n.id > c.id)
 ORDER BY c.id
 LIMIT 20;

-- The package.
-- name: access_package_insert exec
-- :request access_request_id
-- :person person_id
-- :now instant
-- :pdf sealed
-- :lines sealed
-- :n_rows int
INSERT INTO access_package (request_id, person_id, at, pdf, lines, n_rows) VALUES (:request, :person, :now, :pdf, :lines, :n_rows);

-- The last package of a request.
-- name: access_package_last one
-- :request access_request_id
SELECT p.pdf, p.lines, p.n_rows, k.wrapped AS person_key
  FROM access_package p
  JOIN person_key k ON k.person_id = p.person_id
 WHERE p.request_id = :request
 ORDER BY p.id DESC
 LIMIT 1;

-- She says that something is wrong.
-- name: correction_request_insert insert
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :about beside_about
-- :passage sealed
-- :wish sealed
-- :received_on date
-- :due date
-- :now instant
-- :staff staff_id
INSERT INTO correction (case_id, person_id, zone, about, passage, wish, state, received_on, due, at, by_staff)
VALUES (:case_id, :person, :zone, :about, :passage, :wish, 'asked', :received_on, :due, :now, :staff)
RETURNING id;

-- Her corrections in one zone, the newest first.
-- name: corrections_of many
-- :case_id case_id
-- :zone zone
SELECT c.id, c.zone, c.about, c.passage, c.wish, c.state, c.received_on, c.due, c.reason, c.decided_at, s.name AS staff_name, d.name AS decided_by,
       k.wrapped AS person_key
  FROM correction c
  JOIN staff_name s ON s.id = c.by_staff
  LEFT JOIN staff_name d ON d.id = c.decided_by
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.case_id = :case_id AND c.zone = :zone
 ORDER BY c.id DESC
 LIMIT 50;

-- One of them.
-- name: correction_get one
-- :case_id case_id
-- :correction correction_id
-- :zone zone
SELECT c.id, c.zone, c.about, c.passage, c.wish, c.state, c.letter, k.wrapped AS person_key
  FROM correction c
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.id = :correction AND c.case_id = :case_id AND c.zone = :zone;

-- Decided.
-- name: correction_decide exec
-- :correction correction_id
-- :person person_id
-- :zone zone
-- :state correction_state
-- :reason sealed?
-- :letter sealed?
-- :now instant
-- :staff staff_id
UPDATE correction
   SET state = :state, reason = :reason, letter = :letter, decided_at = :now, decided_by = :staff
 WHERE id = :correction AND zone = :zone AND state = 'asked';

-- A text beside what stands.
-- name: beside_insert exec
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :about beside_about
-- :kind beside_kind
-- :content sealed
-- :now instant
-- :staff staff_id
INSERT INTO beside (case_id, person_id, zone, about, kind, content, at, by_staff)
VALUES (:case_id, :person, :zone, :about, :kind, :content, :now, :staff);

-- That something stands beside.
-- name: beside_place_add exec
-- :case_id case_id
-- :about beside_about
-- :zone zone
INSERT INTO beside_place (case_id, about, zone) VALUES (:case_id, :about, :zone) ON CONFLICT (case_id, about, zone) DO NOTHING;

-- In which zones something stands beside one thing.
-- name: beside_places many
-- :case_id case_id
-- :about beside_about
SELECT zone FROM beside_place WHERE case_id = :case_id AND about = :about ORDER BY zone LIMIT 10;

-- What stands beside, of one zone.
-- name: beside_of many
-- :case_id case_id
-- :zone zone
-- :about beside_about
SELECT b.kind, b.content, b.at, k.wrapped AS person_key
  FROM beside b
  JOIN person_key k ON k.person_id = b.person_id
 WHERE b.case_id = :case_id AND b.zone = :zone AND b.about = :about
 ORDER BY b.id
 LIMIT 20;

-- Persons whose time may be over: no case that runs, and nothing has happened since a day. The oldest first; not those proposed or erased already.
-- name: retention_due many
-- :before instant
-- :limit int
-- scan ok: asked for by the privacy officer, a few times a year
-- =last_at instant?
SELECT c.person_id, max(e.at) AS last_at
  FROM case_spine c
  JOIN case_timeline e ON e.case_id = c.id
  JOIN person_key k ON k.person_id = c.person_id
 WHERE NOT EXISTS (SELECT 1 FROM erasure x WHERE x.person_id = c.person_id AND x.state = 'proposed')
 GROUP BY c.person_id
HAVING max(e.at) < :before AND sum(CASE WHEN c.state = 'closed' THEN 0 ELSE 1 END) = 0
 ORDER BY max(e.at), c.person_id
 LIMIT :limit;

-- The last thing that happened about one person, and how many of her cases run.
-- name: retention_of one
-- :person person_id
-- =last_at instant?
-- =running int
SELECT max(e.at) AS last_at, COALESCE(sum(CASE WHEN c.state = 'closed' THEN 0 ELSE 1 END), 0) AS running
  FROM case_spine c
  JOIN case_timeline e ON e.case_id = c.id
 WHERE c.person_id = :person;

-- Her open tasks: something is not finished.
-- name: retention_tasks one
-- :person person_id
-- =n int
SELECT count(*) AS n FROM open_task t JOIN case_spine c ON c.id = t.case_id WHERE c.person_id = :person;

-- Proposed.
-- name: erasure_insert insert
-- :person person_id
-- :rule text
-- :last_activity date
-- :kept_until date
-- :now instant
-- :staff staff_id
INSERT INTO erasure (person_id, rule, last_activity, kept_until, state, proposed_at, proposed_by)
VALUES (:person, :rule, :last_activity, :kept_until, 'proposed', :now, :staff)
RETURNING id;

-- One erasure, with who proposed and decided.
-- name: erasure_get one
-- :erasure erasure_id
SELECT e.id, e.person_id, e.rule, e.last_activity, e.kept_until, e.state, e.proposed_at, e.proposed_by, p.name AS proposer, e.decided_at, d.name AS decider
  FROM erasure e
  JOIN staff_name p ON p.id = e.proposed_by
  LEFT JOIN staff_name d ON d.id = e.decided_by
 WHERE e.id = :erasure;

-- Those that wait for the second person.
-- name: erasures_waiting many
-- scan ok: few wait at a time
SELECT e.id, e.person_id, e.rule, e.last_activity, e.kept_until, e.proposed_at, e.proposed_by, p.name AS proposer
  FROM erasure e
  JOIN staff_name p ON p.id = e.proposed_by
 WHERE e.state = 'proposed'
 ORDER BY e.id
 LIMIT 100;

-- Those that are done, the newest first.
-- name: erasures_done many
SELECT e.id, e.decided_at, e.rule, p.name AS proposer, d.name AS decider
  FROM erasure e
  JOIN staff_name p ON p.id = e.proposed_by
  JOIN staff_name d ON d.id = e.decided_by
 WHERE e.state = 'erased' AND e.decided_at > 0
 ORDER BY e.decided_at DESC
 LIMIT 50;

-- Decided by another person.
-- name: erasure_decide exec
-- :erasure erasure_id
-- :state erasure_state
-- :now instant
-- :staff staff_id
UPDATE erasure SET state = :state, decided_at = :now, decided_by = :staff WHERE id = :erasure AND state = 'proposed' AND proposed_by <> :staff;

-- Since when the master key has its present wrapping: backups from before open no more.
-- name: master_since one
-- scan ok: one row
SELECT since FROM master_key_since;

-- Has she a key still?
-- name: key_left one
-- :person person_id
SELECT person_id FROM person_key WHERE person_id = :person;

-- Her key, to open what is sealed.
-- name: her_key one
-- :person person_id
SELECT wrapped FROM person_key WHERE person_id = :person;
