-- A check of a notice.
-- name: notice_insert insert
-- :case_id case_id
-- :received_on date
-- :leaves_on date?
-- :written notice_answer
-- :reasons notice_answer
-- :protest_information notice_answer
-- :protested bool
-- :protest_until date
-- :now instant
-- :staff staff_id
INSERT INTO landlord_notice (case_id, received_on, leaves_on, written, reasons, protest_information, protested, protest_until, checked_at, checked_by)
VALUES (:case_id, :received_on, :leaves_on, :written, :reasons, :protest_information, :protested, :protest_until, :now, :staff)
RETURNING id;

-- The last check, and how it went.
-- name: notice_last one
-- :case_id case_id
-- =outcome home_outcome?
SELECT n.id, n.case_id, n.received_on, n.leaves_on, n.written, n.reasons, n.protest_information, n.protested, n.protest_until, n.checked_at,
       s.name AS checked_by, o.outcome
  FROM landlord_notice n
  JOIN staff_name s ON s.id = n.checked_by
  LEFT JOIN landlord_notice_outcome o ON o.notice_id = n.id
 WHERE n.case_id = :case_id
 ORDER BY n.id DESC
 LIMIT 1;

-- How it went with the home.
-- name: notice_outcome_insert exec
-- :notice landlord_notice_id
-- :outcome home_outcome
-- :now instant
-- :staff staff_id
INSERT INTO landlord_notice_outcome (notice_id, outcome, at, by_staff)
VALUES (:notice, :outcome, :now, :staff)
ON CONFLICT (notice_id) DO NOTHING;
