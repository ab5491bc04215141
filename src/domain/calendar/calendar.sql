-- A new booking.
-- name: booking_insert insert
-- :case_id case_id
-- :person person_id
-- :unit unit_id
-- :staff staff_id?
-- :kind booking_kind
-- :on_date date
-- :from_minute int
-- :to_minute int
-- :place sealed?
-- :now instant
-- :by staff_id
INSERT INTO booking (case_id, person_id, unit_id, staff_id, kind, state, on_date, from_minute, to_minute, place, made_at, made_by, changed_at, changed_by, version)
VALUES (:case_id, :person, :unit, :staff, :kind, 'planned', :on_date, :from_minute, :to_minute, :place, :now, :by, :now, :by, 1)
RETURNING id;

-- A changed booking, if nobody changed it meanwhile.
-- name: booking_update exec
-- :booking booking_id
-- :person person_id
-- :version int
-- :staff staff_id?
-- :kind booking_kind
-- :state booking_state
-- :on_date date
-- :from_minute int
-- :to_minute int
-- :place sealed?
-- :now instant
-- :by staff_id
UPDATE booking
   SET staff_id = :staff, kind = :kind, state = :state, on_date = :on_date, from_minute = :from_minute, to_minute = :to_minute, place = :place,
       changed_at = :now, changed_by = :by, version = version + 1
 WHERE id = :booking AND version = :version;

-- Whoever was to come leaves.
-- name: booking_change_staff exec
-- :case_id case_id
-- :unit unit_id
-- :from_staff staff_id
-- :to_staff staff_id
-- :today date
-- :now instant
-- :by staff_id?
UPDATE booking SET staff_id = :to_staff, changed_at = :now, changed_by = COALESCE(:by, changed_by), version = version + 1
 WHERE case_id = :case_id AND unit_id = :unit AND staff_id = :from_staff AND state = 'planned' AND on_date >= :today;

-- What became of it.
-- name: booking_set_state exec
-- :booking booking_id
-- :state booking_state
-- :now instant
-- :by staff_id
UPDATE booking SET state = :state, changed_at = :now, changed_by = :by, version = version + 1 WHERE id = :booking AND state = 'planned';

-- One booking of a case.
-- name: booking_get one
-- :case_id case_id
-- :booking booking_id
SELECT a.id, a.unit_id, a.staff_id, a.kind, a.state, a.on_date, a.from_minute, a.to_minute, a.place, a.changed_at, a.version, s.name AS changed_by,
       w.name AS staff_name, k.wrapped AS person_key
  FROM booking a
  JOIN person_key k ON k.person_id = a.person_id
  JOIN staff_name s ON s.id = a.changed_by
  LEFT JOIN staff_name w ON w.id = a.staff_id
 WHERE a.id = :booking AND a.case_id = :case_id;

-- The bookings of a case from a day on.
-- name: booking_of_case many
-- :case_id case_id
-- :from_date date
SELECT a.id, a.unit_id, a.kind, a.state, a.on_date, a.from_minute, a.to_minute, a.place, k.wrapped AS person_key, u.name_nb, u.name_nn, s.name AS staff_name
  FROM booking a
  JOIN person_key k ON k.person_id = a.person_id
  JOIN unit_name u ON u.id = a.unit_id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 WHERE a.case_id = :case_id AND a.on_date >= :from_date
 ORDER BY a.on_date, a.from_minute, a.id
 LIMIT 60;

-- What has been, the newest first.
-- name: booking_before many
-- :case_id case_id
-- :today date
SELECT a.id, a.unit_id, a.kind, a.state, a.on_date, a.from_minute, a.to_minute, u.name_nb, u.name_nn, s.name AS staff_name
  FROM booking a
  JOIN unit_name u ON u.id = a.unit_id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 WHERE a.case_id = :case_id AND a.on_date < :today
 ORDER BY a.on_date DESC, a.from_minute DESC, a.id DESC
 LIMIT 20;

-- A unit's planned bookings between two days.
-- name: booking_of_unit many
-- :unit unit_id
-- :from_date date
-- :to_date date
SELECT a.id, a.case_id, a.kind, a.state, a.on_date, a.from_minute, a.to_minute, a.place, a.changed_at, k.wrapped AS person_key, p.given_name, p.family_name,
       p.address_grade, s.name AS staff_name
  FROM booking a
  JOIN person_key k ON k.person_id = a.person_id
  JOIN person_name p ON p.id = a.person_id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 WHERE a.unit_id = :unit AND a.on_date >= :from_date AND a.on_date <= :to_date AND a.state IN ('planned', 'held')
 ORDER BY a.on_date, a.from_minute, a.id
 LIMIT 300;

-- A worker's own, in whatever unit: hers, and those she takes part in.
-- name: booking_of_staff many
-- :staff staff_id
-- :unit unit_id
-- :from_date date
-- :to_date date
SELECT a.id, a.case_id, a.kind, a.state, a.on_date, a.from_minute, a.to_minute, a.place, a.changed_at, k.wrapped AS person_key, p.given_name, p.family_name,
       p.address_grade, s.name AS staff_name
  FROM booking a
  JOIN person_key k ON k.person_id = a.person_id
  JOIN person_name p ON p.id = a.person_id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 WHERE a.staff_id = :staff AND a.unit_id = :unit AND a.on_date >= :from_date AND a.on_date <= :to_date AND a.state IN ('planned', 'held')
 ORDER BY a.on_date, a.from_minute, a.id
 LIMIT 300;

-- Dates by which the unit, or the worker in it, must have done something.
-- name: calendar_deadlines many
-- :unit unit_id
-- :staff staff_id?
-- :from_date date
-- :to_date date
SELECT t.case_id, t.kind, t.due, p.given_name, p.family_name
  FROM open_task t
  JOIN case_spine c ON c.id = t.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE t.unit_id = :unit AND t.due >= :from_date AND t.due <= :to_date AND (:staff IS NULL OR t.staff_id = :staff)
 ORDER BY t.due, t.id
 LIMIT 200;

-- The next booking of a case.
-- name: booking_next one
-- :case_id case_id
-- :today date
-- :minute int
SELECT a.kind, a.on_date, a.from_minute, s.name AS staff_name, u.name_nb, u.name_nn
  FROM booking a
  JOIN unit_name u ON u.id = a.unit_id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 WHERE a.case_id = :case_id AND a.state = 'planned' AND (a.on_date > :today OR (a.on_date = :today AND a.to_minute > :minute))
 ORDER BY a.on_date, a.from_minute, a.id
 LIMIT 1;

-- Does the worker work in the unit today?
-- name: booking_works_in one
-- :unit unit_id
-- :staff staff_id
-- :today date
SELECT m.staff_id
  FROM unit_member m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
 LIMIT 1;
