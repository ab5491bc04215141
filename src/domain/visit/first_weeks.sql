-- The visits of the first weeks in a new home. (R-237)

-- Is it booked for this move already?
-- name: first_visit_booked one
-- :case_id case_id
-- :moved_in date
SELECT booking_id FROM first_visit WHERE case_id = :case_id AND moved_in = :moved_in LIMIT 1;

-- One that was booked for a move.
-- name: first_visit_insert exec
-- :booking booking_id
-- :case_id case_id
-- :moved_in date
INSERT INTO first_visit (booking_id, case_id, moved_in) VALUES (:booking, :case_id, :moved_in);

-- When a worker is taken, from a day to a day.
-- name: first_visit_taken many
-- :staff staff_id
-- :first date
-- :last date
SELECT b.on_date, b.from_minute, b.to_minute
  FROM case_booking b
 WHERE b.staff_id = :staff AND b.on_date >= :first AND b.on_date <= :last AND b.state = 'planned'
 ORDER BY b.on_date, b.from_minute
 LIMIT 500;

-- Those that are to come, whatever move they are of.
-- name: first_visit_coming many
-- :case_id case_id
-- :today date
SELECT f.booking_id
  FROM first_visit f
  JOIN case_booking b ON b.id = f.booking_id
 WHERE f.case_id = :case_id AND b.state = 'planned' AND b.on_date >= :today
 ORDER BY f.booking_id
 LIMIT 200;

-- What became of those of the newest move.
-- name: first_visit_count one
-- :case_id case_id
-- :today date
-- =moved_in date?
-- =until date?
-- =kept int
-- =missed int
-- =unwritten int
-- =coming int
-- =off int
SELECT max(f.moved_in) AS moved_in, max(b.on_date) AS until,
       COALESCE(sum(CASE WHEN b.state = 'held' THEN 1 ELSE 0 END), 0) AS kept,
       COALESCE(sum(CASE WHEN b.state = 'not_met' THEN 1 ELSE 0 END), 0) AS missed,
       COALESCE(sum(CASE WHEN b.state = 'planned' AND b.on_date < :today THEN 1 ELSE 0 END), 0) AS unwritten,
       COALESCE(sum(CASE WHEN b.state = 'planned' AND b.on_date >= :today THEN 1 ELSE 0 END), 0) AS coming,
       COALESCE(sum(CASE WHEN b.state = 'cancelled' THEN 1 ELSE 0 END), 0) AS off
  FROM first_visit f
  JOIN case_booking b ON b.id = f.booking_id
 WHERE f.case_id = :case_id AND f.moved_in = (SELECT max(n.moved_in) FROM first_visit n WHERE n.case_id = :case_id);
