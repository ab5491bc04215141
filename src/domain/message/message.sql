-- A message, as sent. Its text is here only in the spine.
-- name: message_insert insert
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :from_unit unit_id
-- :from_staff staff_id
-- :to_unit unit_id
-- :to_staff staff_id?
-- :answers message_id?
-- :task task_id?
-- :answer_by date?
-- :now instant
-- :text sealed?
INSERT INTO message (case_id, person_id, zone, from_unit, from_staff, to_unit, to_staff, answers, task_id, answer_by, sent_at, text)
VALUES (:case_id, :person, :zone, :from_unit, :from_staff, :to_unit, :to_staff, :answers, :task, :answer_by, :now, :text)
RETURNING id;

-- The text of a message in another zone.
-- name: message_text_insert exec
-- :message message_id
-- :person person_id
-- :zone zone
-- :text sealed
INSERT INTO message_text (message_id, person_id, zone, text) VALUES (:message, :person, :zone, :text);

-- One message, without its text.
-- name: message_get one
-- :case_id case_id
-- :message message_id
SELECT id, zone, from_unit, from_staff, to_unit, to_staff, read_at, answer_by FROM message WHERE id = :message AND case_id = :case_id;

-- The spine's thread, the newest first; with `own` only what that unit wrote or got.
-- name: message_spine many
-- :case_id case_id
-- :own unit_id?
SELECT m.id, m.from_unit, m.from_staff, m.to_unit, m.to_staff, m.sent_at, m.answer_by, m.read_at, m.answers, m.text, k.wrapped AS person_key,
       f.name_nb AS from_nb, f.name_nn AS from_nn, s.name AS from_name, t.name_nb AS to_nb, t.name_nn AS to_nn, r.name AS to_name,
       d.name AS reader, x.kind AS task_kind
  FROM message m
  JOIN person_key k ON k.person_id = m.person_id
  JOIN unit_name f ON f.id = m.from_unit
  JOIN staff_name s ON s.id = m.from_staff
  JOIN unit_name t ON t.id = m.to_unit
  LEFT JOIN staff_name r ON r.id = m.to_staff
  LEFT JOIN staff_name d ON d.id = m.read_by
  LEFT JOIN case_task x ON x.id = m.task_id
 WHERE m.case_id = :case_id AND m.zone = 'spine' AND (:own IS NULL OR m.from_unit = :own OR m.to_unit = :own)
 ORDER BY m.sent_at DESC, m.id DESC
 LIMIT 60;

-- The thread of another zone, for who may read the zone.
-- name: message_zone many
-- :case_id case_id
-- :zone zone
-- :own unit_id?
SELECT m.id, m.from_unit, m.from_staff, m.to_unit, m.to_staff, m.sent_at, m.answer_by, m.read_at, m.answers, b.text, k.wrapped AS person_key,
       f.name_nb AS from_nb, f.name_nn AS from_nn, s.name AS from_name, t.name_nb AS to_nb, t.name_nn AS to_nn, r.name AS to_name,
       d.name AS reader, x.kind AS task_kind
  FROM message m
  JOIN message_text b ON b.message_id = m.id AND b.zone = :zone
  JOIN person_key k ON k.person_id = m.person_id
  JOIN unit_name f ON f.id = m.from_unit
  JOIN staff_name s ON s.id = m.from_staff
  JOIN unit_name t ON t.id = m.to_unit
  LEFT JOIN staff_name r ON r.id = m.to_staff
  LEFT JOIN staff_name d ON d.id = m.read_by
  LEFT JOIN case_task x ON x.id = m.task_id
 WHERE m.case_id = :case_id AND m.zone = :zone AND (:own IS NULL OR m.from_unit = :own OR m.to_unit = :own)
 ORDER BY m.sent_at DESC, m.id DESC
 LIMIT 60;

-- Which zones have messages; so that nothing is opened, and logged, where nothing stands.
-- name: message_zones many
-- :case_id case_id
SELECT DISTINCT zone FROM message WHERE case_id = :case_id ORDER BY zone LIMIT 10;

-- Read by the one it is for, or by someone of the unit it is for.
-- name: message_set_read exec
-- :message message_id
-- :now instant
-- :staff staff_id
UPDATE message SET read_at = :now, read_by = :staff WHERE id = :message AND read_at IS NULL;

-- Read by someone.
-- name: message_reader_add exec
-- :message message_id
-- :staff staff_id
-- :now instant
INSERT INTO message_reader (message_id, staff_id, read_at) VALUES (:message, :staff, :now) ON CONFLICT (message_id, staff_id) DO NOTHING;

-- How many wait unread for a worker and for her unit; counted to a hundred.
-- name: message_unread_count one
-- :unit unit_id
-- :staff staff_id
-- =n int
SELECT (SELECT count(*) FROM (SELECT 1 FROM message a WHERE a.to_unit = :unit AND a.to_staff = :staff AND a.read_at IS NULL LIMIT 100) AS mine)
       + (SELECT count(*) FROM (SELECT 1 FROM message b
                                 WHERE b.to_unit = :unit AND b.to_staff IS NULL AND b.read_at IS NULL AND b.from_staff <> :staff LIMIT 100) AS ours) AS n;

-- The unread ones, the oldest first: who, from whom, when. Never what. One more than a page has.
-- name: message_unread_list many
-- :unit unit_id
-- :staff staff_id
-- :offset int
SELECT m.id AS id, m.case_id, m.zone, m.to_staff, m.sent_at AS sent_at, m.answer_by, m.given_name, m.family_name, m.from_nb, m.from_nn, m.from_name
  FROM message_line m
 WHERE m.to_unit = :unit AND m.to_staff = :staff AND m.read_at IS NULL
 UNION ALL
SELECT o.id, o.case_id, o.zone, o.to_staff, o.sent_at, o.answer_by, o.given_name, o.family_name, o.from_nb, o.from_nn, o.from_name
  FROM message_line o
 WHERE o.to_unit = :unit AND o.to_staff IS NULL AND o.read_at IS NULL AND o.from_staff <> :staff
 ORDER BY sent_at, id
 LIMIT 26 OFFSET :offset;

-- What has been read lately by the unit or the worker, the newest first.
-- name: message_read_list many
-- :unit unit_id
-- :staff staff_id
SELECT m.id AS id, m.case_id, m.zone, m.to_staff, m.sent_at AS sent_at, m.answer_by, m.given_name, m.family_name, m.from_nb, m.from_nn, m.from_name
  FROM message_line m
 WHERE m.to_unit = :unit AND m.to_staff = :staff AND m.read_at IS NOT NULL
 UNION ALL
SELECT o.id, o.case_id, o.zone, o.to_staff, o.sent_at, o.answer_by, o.given_name, o.family_name, o.from_nb, o.from_nn, o.from_name
  FROM message_line o
 WHERE o.to_unit = :unit AND o.to_staff IS NULL AND o.read_at IS NOT NULL
 ORDER BY sent_at DESC, id DESC
 LIMIT 25;

-- The units of a case that can be written to.
-- name: message_units many
-- :case_id case_id
SELECT DISTINCT u.id, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND u.active = 1 AND u.external = 0
 ORDER BY u.name_nb
 LIMIT 60;

-- Who works in them today.
-- name: message_staff many
-- :case_id case_id
-- :today date
SELECT DISTINCT s.id, s.name, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
  JOIN unit_member m ON m.unit_id = t.unit_id
  JOIN staff_name s ON s.id = m.staff_id
 WHERE t.case_id = :case_id AND u.active = 1 AND u.external = 0 AND s.active = 1
   AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 ORDER BY u.name_nb, s.name
 LIMIT 400;

-- Does the worker work in the unit today?
-- name: message_works_in one
-- :unit unit_id
-- :staff staff_id
-- :today date
SELECT m.staff_id
  FROM unit_member m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
 LIMIT 1;

-- The open tasks of a case, which a message can be about.
-- name: message_tasks many
-- :case_id case_id
SELECT t.id, t.kind, t.due, u.name_nb, u.name_nn
  FROM open_task t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id
 ORDER BY t.due, t.id
 LIMIT 40;
