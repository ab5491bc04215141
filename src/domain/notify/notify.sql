-- A notice to one worker who may be told, unless one waits already. A new one comes an hour after the last at the earliest.
-- name: notification_to_staff exec
-- :staff staff_id
-- :now instant
-- :soon instant
-- :morning instant
-- :hour int
INSERT INTO notification (staff_id, state, made_at, due_at, attempts)
SELECT s.id, 'waiting', :now,
       CASE WHEN c.how = 'daily' THEN :morning
            WHEN (SELECT max(l.ended_at) FROM notification l WHERE l.staff_id = s.id AND l.state = 'sent') + :hour > :soon
            THEN (SELECT max(l.ended_at) FROM notification l WHERE l.staff_id = s.id AND l.state = 'sent') + :hour
            ELSE :soon END, 0
  FROM staff_address s
  LEFT JOIN notification_choice c ON c.staff_id = s.id
 WHERE s.id = :staff AND s.active = 1 AND s.email IS NOT NULL AND COALESCE(c.how, 'at_once') <> 'never'
ON CONFLICT (staff_id) WHERE state IN ('waiting', 'sending') DO NOTHING;

-- Those of a unit who are told of what comes to the whole unit, but not the one who did it.
-- name: notification_readers_of_unit many
-- :unit unit_id
-- :except staff_id
-- :today date
SELECT DISTINCT m.staff_id
  FROM unit_member m
  LEFT JOIN notification_choice c ON c.staff_id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id <> :except AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
   AND ((c.staff_id IS NULL AND m.role = 'unit_leader') OR c.unit_too = 1)
 ORDER BY m.staff_id
 LIMIT 500;

-- Is there anything to deliver?
-- name: notification_any_due one
-- :now instant
SELECT id FROM notification WHERE state IN ('waiting', 'sending') AND due_at <= :now AND (lease_at IS NULL OR lease_at <= :now) LIMIT 1;

-- Takes what is due, for as long as the lease lasts. The outer condition is tested again when another process took the same rows meanwhile.
-- name: notification_take many
-- :now instant
-- :lease_at instant
UPDATE notification
   SET state = 'sending', lease_at = :lease_at, attempts = attempts + 1
 WHERE id IN (SELECT n.id FROM notification n
               WHERE n.state IN ('waiting', 'sending') AND n.due_at <= :now AND (n.lease_at IS NULL OR n.lease_at <= :now)
               ORDER BY n.due_at LIMIT 20)
   AND (lease_at IS NULL OR lease_at <= :now)
RETURNING id, staff_id, made_at, attempts;

-- Where a notice goes: as the address is today.
-- name: notification_address one
-- :staff staff_id
SELECT email, language, active FROM staff_address WHERE id = :staff;

-- Has she used the program since?
-- name: notification_seen_since one
-- :staff staff_id
-- :since instant
SELECT staff_id FROM staff_session WHERE staff_id = :staff AND seen_at > :since LIMIT 1;

-- Delivered, given up, or no longer needed: if the notice is still ours.
-- name: notification_end exec
-- :id notification_id
-- :attempts int
-- :state notification_state
-- :now instant
-- :receipt text?
UPDATE notification SET state = :state, ended_at = :now, receipt = :receipt, lease_at = NULL WHERE id = :id AND attempts = :attempts AND state = 'sending';

-- Another try later.
-- name: notification_put_off exec
-- :id notification_id
-- :attempts int
-- :due_at instant
-- :receipt text?
UPDATE notification SET state = 'waiting', due_at = :due_at, receipt = :receipt, lease_at = NULL WHERE id = :id AND attempts = :attempts AND state = 'sending';

-- What a worker has chosen.
-- name: notification_choice_get one
-- :staff staff_id
SELECT how, unit_too FROM notification_choice WHERE staff_id = :staff;

-- Leads she a unit today?
-- name: notification_leads one
-- :staff staff_id
-- :unit unit_id
-- :today date
SELECT staff_id
  FROM unit_member
 WHERE staff_id = :staff AND unit_id = :unit AND role = 'unit_leader' AND from_date <= :today AND (until_date IS NULL OR until_date >= :today)
 LIMIT 1;

-- Chooses.
-- name: notification_choice_put exec
-- :staff staff_id
-- :how notification_when
-- :unit_too bool
-- :now instant
INSERT INTO notification_choice (staff_id, how, unit_too, changed_at)
VALUES (:staff, :how, :unit_too, :now)
ON CONFLICT (staff_id) DO UPDATE SET how = excluded.how, unit_too = excluded.unit_too, changed_at = excluded.changed_at;

-- She wants none any more: what waits is dropped.
-- name: notification_drop_waiting exec
-- :staff staff_id
-- :now instant
UPDATE notification SET state = 'dropped', ended_at = :now WHERE staff_id = :staff AND state IN ('waiting', 'sending') AND state = 'waiting';

-- The last notice she got.
-- name: notification_last one
-- :staff staff_id
SELECT ended_at FROM notification WHERE staff_id = :staff AND state = 'sent' ORDER BY ended_at DESC LIMIT 1;

-- Notices that were given up, the newest first.
-- name: notification_failures many
-- scan ok: those given up are few, and only the operator asks
SELECT n.id, n.ended_at, n.receipt, n.attempts, s.name
  FROM notification n
  JOIN staff_name s ON s.id = n.staff_id
 WHERE n.state = 'failed' AND n.ended_at > 0
 ORDER BY n.ended_at DESC
 LIMIT 20;
