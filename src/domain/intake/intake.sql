-- A first message, as it was said.
-- name: contact_insert insert
-- :person person_id
-- :channel channel
-- :sender sender
-- :sender_name sealed?
-- :sender_phone sealed?
-- :person_knows bool?
-- :what sealed
-- :asks_housing bool
-- :without_home bool
-- :asked_unit unit_id?
-- :filled_in bool
-- :signed bool
-- :moved_reason moved_reason?
-- :sending text?
-- :now instant
-- :unit unit_id
-- :staff staff_id?
-- :routed_unit unit_id
-- :route_due date
-- :reply_due date
INSERT INTO contact (person_id, state, channel, sender, sender_name, sender_phone, person_knows, what, asks_housing, without_home_tonight, asked_unit,
                     filled_in, signed, moved_reason, sending, received_at, received_unit, received_by, routed_unit, routed_at, route_due, reply_due,
                     version)
VALUES (:person, 'received', :channel, :sender, :sender_name, :sender_phone, :person_knows, :what, :asks_housing, :without_home, :asked_unit,
        :filled_in, :signed, :moved_reason, :sending, :now, :unit, :staff, :routed_unit, :now, :route_due, :reply_due, 1)
RETURNING id;

-- The contact that this very form made before.
-- name: contact_of_sending one
-- :sending text
SELECT id, received_unit, received_by FROM contact WHERE sending = :sending;

-- Somebody takes it.
-- name: contact_take exec
-- :contact contact_id
-- :unit unit_id
-- :staff staff_id
-- :now instant
UPDATE contact SET state = 'routed', owner_staff = :staff, owned_at = :now, version = version + 1
 WHERE id = :contact AND routed_unit = :unit AND state = 'received';

-- One contact.
-- name: contact_get one
-- :contact contact_id
SELECT c.id, c.person_id, c.case_id, c.state, c.channel, c.sender, c.sender_name, c.sender_phone, c.person_knows, c.what, c.asks_housing,
       c.without_home_tonight, c.asked_unit, c.filled_in, c.signed, c.moved_reason, c.received_at, c.received_unit, c.received_by, c.routed_unit,
       c.route_due, c.owner_staff, c.reply_due, c.version, k.wrapped AS person_key
  FROM contact c
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.id = :contact;

-- Has somebody asked for a place to stay since?
-- name: contact_night_asked one
-- :case_id case_id
-- :since instant
SELECT id FROM case_timeline WHERE case_id = :case_id AND at >= :since AND kind = 'emergency_asked' LIMIT 1;

-- The contacts a unit must do something with, the oldest first, a page at a time: those that came after one.
-- name: contact_open_of_unit many
-- :unit unit_id
-- :after contact_id
SELECT c.id, c.state, c.channel, c.received_at, c.route_due, c.reply_due, c.asks_housing, c.without_home_tonight, p.given_name, p.family_name,
       s.name AS owner
  FROM contact c
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN staff_name s ON s.id = c.owner_staff
 WHERE c.routed_unit = :unit AND c.state IN ('received', 'routed')
   AND (c.received_at, c.id) > (COALESCE((SELECT l.received_at FROM contact l WHERE l.id = :after), 0), :after)
 ORDER BY c.received_at, c.id
 LIMIT 26;

-- Contacts that nobody has taken in time, in the whole municipality or as one unit knows of them, the longest overdue first, a page at a time: those
-- that come after one. (R-007)
-- name: contact_unowned_late many
-- :today date
-- :everywhere bool
-- :unit unit_id
-- :after contact_id
SELECT a.id AS id, a.received_at, a.route_due AS route_due, a.without_home_tonight, a.asks_housing, a.given_name, a.family_name, a.name_nb, a.name_nn
  FROM contact_unowned_line a
 WHERE a.route_due < :today AND :everywhere = 1
   AND (a.route_due, a.id) > (COALESCE((SELECT l.route_due FROM contact l WHERE l.id = :after), '0000-01-01'), :after)
 UNION ALL
SELECT b.id, b.received_at, b.route_due, b.without_home_tonight, b.asks_housing, b.given_name, b.family_name, b.name_nb, b.name_nn
  FROM contact_unowned_line b
 WHERE b.route_due < :today AND b.received_unit = :unit AND :everywhere = 0
   AND (b.route_due, b.id) > (COALESCE((SELECT m.route_due FROM contact m WHERE m.id = :after), '0000-01-01'), :after)
 UNION ALL
SELECT d.id, d.received_at, d.route_due, d.without_home_tonight, d.asks_housing, d.given_name, d.family_name, d.name_nb, d.name_nn
  FROM contact_unowned_line d
 WHERE d.route_due < :today AND d.routed_unit = :unit AND d.received_unit <> d.routed_unit AND :everywhere = 0
   AND (d.route_due, d.id) > (COALESCE((SELECT n.route_due FROM contact n WHERE n.id = :after), '0000-01-01'), :after)
 ORDER BY route_due, id
 LIMIT 26;

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
UPDATE contact SET routed_unit = :unit, routed_at = :now, state = 'received', owner_staff = NULL, owned_at = NULL, version = version + 1
 WHERE id = :contact AND state IN ('received', 'routed') AND routed_unit <> :unit;

-- And the line that says so.
-- name: contact_forward_insert insert
-- :contact contact_id
-- :from_unit unit_id
-- :to_unit unit_id
-- :now instant
-- :staff staff_id
INSERT INTO contact_forward (contact_id, from_unit, to_unit, at, by_staff) VALUES (:contact, :from_unit, :to_unit, :now, :staff) RETURNING id;

-- Where it has been sent, and whether the sender knows.
-- name: contact_forwards many
-- :contact contact_id
-- =told_way told_way?
-- =told_at instant?
SELECT f.id, f.from_unit, f.at, s.name AS by_staff, u.name_nb, u.name_nn, t.way AS told_way, t.at AS told_at
  FROM contact_forward f
  JOIN unit_name u ON u.id = f.to_unit
  JOIN staff_name s ON s.id = f.by_staff
  LEFT JOIN sender_told t ON t.contact_id = f.contact_id AND t.forward_id = f.id
 WHERE f.contact_id = :contact
 ORDER BY f.at DESC, f.id DESC
 LIMIT 20;

-- The receipt that was given.
-- name: contact_receipt_given one
-- :contact contact_id
SELECT t.way, t.at, s.name AS by_staff
  FROM sender_told t
  JOIN staff_name s ON s.id = t.by_staff
 WHERE t.contact_id = :contact AND t.forward_id IS NULL
 ORDER BY t.at DESC
 LIMIT 1;

-- The sender has been told. A forward of another contact is nothing to tell of.
-- name: sender_told_insert exec
-- :contact contact_id
-- :forward contact_forward_id?
-- :way told_way
-- :now instant
-- :staff staff_id
INSERT INTO sender_told (contact_id, forward_id, way, at, by_staff)
SELECT c.id, :forward, :way, :now, :staff
  FROM contact c
 WHERE c.id = :contact AND (:forward IS NULL OR EXISTS (SELECT 1 FROM contact_forward f WHERE f.contact_id = c.id AND f.id = :forward));

-- An appointment with Nav.
-- name: nav_appointment_insert insert
-- :contact contact_id
-- :unit unit_id
-- :on_date date
-- :minute int
-- :place text?
-- :now instant
-- :staff staff_id
INSERT INTO nav_appointment (contact_id, unit_id, on_date, minute, place, made_at, made_by) VALUES (:contact, :unit, :on_date, :minute, :place, :now, :staff)
RETURNING id;

-- The newest appointment of a contact.
-- name: nav_appointment_of one
-- :contact contact_id
SELECT a.id, a.unit_id, a.on_date, a.minute, a.place, a.begun_at, u.name_nb, u.name_nn
  FROM nav_appointment a
  JOIN unit_name u ON u.id = a.unit_id
 WHERE a.contact_id = :contact
 ORDER BY a.id DESC
 LIMIT 1;

-- Is the unit to meet her because of this contact?
-- name: nav_appointment_with one
-- :contact contact_id
-- :unit unit_id
SELECT id FROM nav_appointment WHERE contact_id = :contact AND unit_id = :unit LIMIT 1;

-- What a unit has agreed to meet about, the next first.
-- name: nav_appointment_of_unit many
-- :unit unit_id
SELECT a.id, a.contact_id, a.on_date, a.minute, a.place, p.given_name, p.family_name
  FROM nav_appointment a
  JOIN contact c ON c.id = a.contact_id
  JOIN person_name p ON p.id = c.person_id
 WHERE a.unit_id = :unit AND a.begun_at IS NULL
 ORDER BY a.on_date, a.minute
 LIMIT 50;

-- The unit has begun to find out about work and activity.
-- name: nav_appointment_begin exec
-- :contact contact_id
-- :unit unit_id
-- :now instant
-- :staff staff_id
UPDATE nav_appointment SET begun_at = :now, begun_by = :staff WHERE contact_id = :contact AND unit_id = :unit AND begun_at IS NULL;

-- A new round.
-- name: round_insert insert
-- :closes_on date
-- :now instant
-- :staff staff_id
INSERT INTO application_round (closes_on, made_at, made_by) VALUES (:closes_on, :now, :staff) RETURNING id;

-- A round with that last day.
-- name: round_on one
-- :closes_on date
SELECT id FROM application_round WHERE closes_on = :closes_on;

-- The round that closes first from a day on.
-- name: round_next one
-- :day date
SELECT id, closes_on FROM application_round WHERE closes_on >= :day ORDER BY closes_on LIMIT 1;

-- The rounds, the newest first, with how many applied.
-- name: rounds many
-- scan ok: a municipality has some rounds a year
-- =n int
SELECT r.id, r.closes_on, (SELECT count(*) FROM round_applicant a WHERE a.round_id = r.id) AS n FROM application_round r ORDER BY r.closes_on DESC LIMIT 24;

-- One round.
-- name: round_get one
-- :round application_round_id
SELECT id, closes_on FROM application_round WHERE id = :round;

-- An applicant on a round's list.
-- name: round_add exec
-- :round application_round_id
-- :contact contact_id
-- :now instant
INSERT INTO round_applicant (round_id, contact_id, at) VALUES (:round, :contact, :now) ON CONFLICT (contact_id) DO NOTHING;

-- The applicants, in the order they came. The reader sees only those her unit finds.
-- name: round_applicants many
-- :round application_round_id
-- :unit unit_id
SELECT a.contact_id, a.at, c.filled_in, c.signed, c.case_id, p.given_name, p.family_name, u.name_nb, u.name_nn
  FROM round_applicant a
  JOIN contact c ON c.id = a.contact_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = c.routed_unit
 WHERE a.round_id = :round
   AND (c.received_unit = :unit OR c.routed_unit = :unit OR EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.case_id AND m.unit_id = :unit))
 ORDER BY a.at, a.id
 LIMIT 500;

-- The round a contact is in.
-- name: round_of_contact one
-- :contact contact_id
SELECT r.id, r.closes_on FROM round_applicant a JOIN application_round r ON r.id = a.round_id WHERE a.contact_id = :contact;

-- A unit counts those who keep away.
-- name: outside_count_insert insert
-- :unit unit_id
-- :on_date date
-- :number int
-- :now instant
-- :staff staff_id
INSERT INTO outside_count (unit_id, on_date, number, at, by_staff) VALUES (:unit, :on_date, :number, :now, :staff) RETURNING id;

-- The newest number of each unit.
-- name: outside_counts many
-- scan ok: some counts a unit a year
SELECT o.number, o.on_date, u.name_nb, u.name_nn
  FROM outside_count o
  JOIN unit_name u ON u.id = o.unit_id
 WHERE o.id = (SELECT max(x.id) FROM outside_count x WHERE x.unit_id = o.unit_id)
 ORDER BY u.name_nb
 LIMIT 100;

-- Contacts of a time by way in. Numbers only.
-- name: contact_numbers many
-- :from instant
-- :to instant
-- =n int
SELECT channel, count(*) AS n FROM contact WHERE received_at >= :from AND received_at < :to GROUP BY channel ORDER BY count(*) DESC, channel LIMIT 20;

-- How many of them were about someone born after a day, about someone who had moved here near the hospital, or on behalf of another.
-- name: contact_number_kinds one
-- :from instant
-- :to instant
-- :born_after date
-- =n int
-- =young int
-- =near_hospital int
-- =third_party int
SELECT count(*) AS n, COALESCE(sum(CASE WHEN p.born > :born_after THEN 1 ELSE 0 END), 0) AS young,
       COALESCE(sum(CASE WHEN c.moved_reason = 'near_hospital' THEN 1 ELSE 0 END), 0) AS near_hospital,
       COALESCE(sum(CASE WHEN c.sender <> 'person' THEN 1 ELSE 0 END), 0) AS third_party
  FROM contact c
  JOIN person_name p ON p.id = c.person_id
 WHERE c.received_at >= :from AND c.received_at < :to;

-- Became part of a case.
-- name: contact_set_case exec
-- :contact contact_id
-- :case_id case_id
UPDATE contact SET case_id = :case_id, state = 'became_case', version = version + 1
 WHERE id = :contact AND state IN ('received', 'routed');

-- She knows of it now.
-- name: contact_person_told exec
-- :contact contact_id
UPDATE contact SET person_knows = 1, version = version + 1 WHERE id = :contact AND person_knows = 0;

-- The messages of a case that she does not know of.
-- name: contact_untold many
-- :case_id case_id
SELECT id, channel, sender, received_at FROM contact WHERE case_id = :case_id AND person_knows = 0 ORDER BY received_at LIMIT 50;

-- Closed without a case, with the reason.
-- name: contact_close exec
-- :contact contact_id
-- :person person_id
-- :reason closed_reason
-- :note sealed?
UPDATE contact SET state = 'closed_note', closed_reason = :reason, closed_note = :note, version = version + 1
 WHERE id = :contact AND person_id = :person AND state IN ('received', 'routed') AND asks_housing = 0 AND without_home_tonight = 0;

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
-- =others int
SELECT t.due, t.unit_id, n.asks_housing, (SELECT count(*) FROM open_task o WHERE o.case_id = n.case_id AND o.id <> t.id) AS others
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

-- The case that is closed because of a merge, as it stood.
-- name: joined_case_insert exec
-- :merge person_merge_id
-- :case_id case_id
-- :into case_id
-- :state case_state
-- :look_at date?
INSERT INTO joined_case (merge_id, case_id, into_case, state, look_at) VALUES (:merge, :case_id, :into, :state, :look_at);

-- What a merge did to a case.
-- name: joined_case_of one
-- :merge person_merge_id
SELECT case_id, into_case, state, look_at FROM joined_case WHERE merge_id = :merge;
