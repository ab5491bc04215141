-- A first message, as it was said.
-- name: contact_insert insert
-- :person person_id
-- :channel channel
-- :sender sender
-- :sender_name sealed?
-- :what sealed
-- :asks_housing bool
-- :without_home bool
-- :now instant
-- :unit unit_id
-- :staff staff_id?
-- :routed_unit unit_id?
-- :reply_due date
INSERT INTO contact (person_id, state, channel, sender, sender_name, what, asks_housing, without_home_tonight, received_at, received_unit,
                     received_by, routed_unit, routed_at, reply_due, version)
VALUES (:person, 'routed', :channel, :sender, :sender_name, :what, :asks_housing, :without_home, :now, :unit, :staff, :routed_unit, :now, :reply_due, 1)
RETURNING id;

-- One contact.
-- name: contact_get one
-- :contact contact_id
SELECT c.id, c.person_id, c.case_id, c.state, c.channel, c.sender, c.sender_name, c.what, c.asks_housing, c.without_home_tonight, c.received_at,
       c.received_unit, c.received_by, c.routed_unit, c.reply_due, c.version, k.wrapped AS person_key
  FROM contact c
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.id = :contact;

-- The contacts a unit must do something with, the oldest first.
-- name: contact_open_of_unit many
-- :unit unit_id
SELECT c.id, c.state, c.channel, c.received_at, c.reply_due, c.asks_housing, c.without_home_tonight, p.given_name, p.family_name
  FROM contact c
  JOIN person_name p ON p.id = c.person_id
 WHERE c.routed_unit = :unit AND c.state IN ('received', 'routed')
 ORDER BY c.received_at
 LIMIT 100;

-- How many wait, for the menu, which says «99+» from a hundred on: it stands in every page and may not count for ever.
-- name: contact_count_open one
-- :unit unit_id
-- =n int
SELECT count(*) AS n
  FROM (SELECT 1 FROM contact WHERE routed_unit = :unit AND state IN ('received', 'routed') LIMIT 100) AS waiting;

-- Sent on to another unit.
-- name: contact_route exec
-- :contact contact_id
-- :unit unit_id
-- :now instant
UPDATE contact SET routed_unit = :unit, routed_at = :now, state = 'routed', version = version + 1
 WHERE id = :contact AND state IN ('received', 'routed');

-- Became part of a case.
-- name: contact_set_case exec
-- :contact contact_id
-- :case_id case_id
UPDATE contact SET case_id = :case_id, state = 'became_case', version = version + 1
 WHERE id = :contact AND state IN ('received', 'routed');

-- Closed without a case, with the reason.
-- name: contact_close exec
-- :contact contact_id
-- :person person_id
-- :reason closed_reason
-- :note sealed?
UPDATE contact SET state = 'closed_note', closed_reason = :reason, closed_note = :note, version = version + 1
 WHERE id = :contact AND person_id = :person AND state IN ('received', 'routed') AND asks_housing = 0;

-- The contact of a case that has waited longest for an answer, else the newest.
-- name: contact_to_answer one
-- :case_id case_id
SELECT n.id
  FROM contact n
  LEFT JOIN open_task t ON t.case_id = n.case_id AND t.kind = 'provisional_reply' AND t.subject = n.id
 WHERE n.case_id = :case_id
 ORDER BY CASE WHEN t.id IS NULL THEN 1 ELSE 0 END, t.due, n.received_at DESC
 LIMIT 1;

-- By when the contact must have an answer, while it still waits for one.
-- name: contact_waits one
-- :case_id case_id
-- :contact contact_id
SELECT t.due, t.unit_id
  FROM contact n
  JOIN open_task t ON t.case_id = n.case_id AND t.kind = 'provisional_reply' AND t.subject = n.id
 WHERE n.case_id = :case_id AND n.id = :contact;

-- A provisional reply, as it was sent.
-- name: reply_insert insert
-- :contact contact_id
-- :person person_id
-- :reason reply_reason
-- :promised date
-- :now instant
-- :staff staff_id
-- :pdf sealed
INSERT INTO provisional_reply (contact_id, reason, promised, sent_at, sent_by, pdf)
SELECT n.id, :reason, :promised, :now, :staff, :pdf FROM contact n WHERE n.id = :contact AND n.person_id = :person
RETURNING id;

-- The provisional replies to one contact, the newest first.
-- name: reply_list many
-- :contact contact_id
SELECT r.id, r.reason, r.promised, r.sent_at, s.name AS sent_by
  FROM provisional_reply r
  JOIN staff_name s ON s.id = r.sent_by
 WHERE r.contact_id = :contact
 ORDER BY r.sent_at DESC, r.id DESC
 LIMIT 20;

-- One letter of a case.
-- name: reply_letter one
-- :case_id case_id
-- :reply provisional_reply_id
SELECT r.pdf, k.wrapped AS person_key
  FROM provisional_reply r
  JOIN contact n ON n.id = r.contact_id
  JOIN person_key k ON k.person_id = n.person_id
 WHERE r.id = :reply AND n.case_id = :case_id;

-- Who signs.
-- name: reply_signer one
-- :staff staff_id
SELECT name, title, phone FROM staff_name WHERE id = :staff;

-- A unit becomes part of another: what waits with it waits with the other. (I-03)
-- name: contact_succeed exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE contact SET routed_unit = :to_unit, version = version + 1 WHERE routed_unit = :from_unit AND state IN ('received', 'routed');

-- And what it has received and not sent on.
-- name: contact_succeed_received exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE contact SET routed_unit = :to_unit, version = version + 1 WHERE received_unit = :from_unit AND state = 'received' AND routed_unit IS NULL;
