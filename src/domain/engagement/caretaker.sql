-- Who can be asked: those with that work, where they do it, today.
-- name: caretaker_staff many
-- :today date
SELECT m.staff_id, m.unit_id, s.name, u.name_nb, u.name_nn
  FROM unit_name u
  JOIN unit_member m ON m.unit_id = u.id AND m.role = 'caretaker'
  JOIN staff_name s ON s.id = m.staff_id AND s.active = 1
 WHERE u.active = 1 AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 ORDER BY u.name_nb, s.name
 LIMIT 60;

-- He is asked.
-- name: caretaker_insert insert
-- :case_id case_id
-- :person person_id
-- :unit unit_id
-- :staff staff_id?
-- :knows bool
-- :from_on date
-- :next_on date
-- :now instant
-- :by staff_id
INSERT INTO caretaker_contact (case_id, person_id, unit_id, staff_id, knows, from_on, next_on, asked_at, asked_by)
VALUES (:case_id, :person, :unit, :staff, :knows, :from_on, :next_on, :now, :by)
RETURNING id;

-- Who keeps in touch now.
-- name: caretaker_now one
-- :case_id case_id
-- =staff_name text?
-- =phone text?
SELECT c.id, c.unit_id, c.staff_id, u.name_nb, u.name_nn, s.name AS staff_name, COALESCE(s.phone, u.phone) AS phone, c.knows, c.from_on, c.next_on
  FROM caretaker_contact c
  JOIN unit_name u ON u.id = c.unit_id
  LEFT JOIN staff_name s ON s.id = c.staff_id
 WHERE c.case_id = :case_id AND c.ended_on IS NULL;

-- One that a unit has.
-- name: caretaker_get one
-- :contact caretaker_contact_id
-- :unit unit_id
SELECT c.id, c.case_id, c.unit_id, c.staff_id, c.from_on, c.next_on, k.holder_unit, k.holder_staff
  FROM caretaker_contact c
  JOIN case_spine k ON k.id = c.case_id
 WHERE c.id = :contact AND c.unit_id = :unit AND c.ended_on IS NULL;

-- The next day he drops by.
-- name: caretaker_set_next exec
-- :contact caretaker_contact_id
-- :next_on date
UPDATE caretaker_contact SET next_on = :next_on WHERE id = :contact AND ended_on IS NULL;

-- He keeps in touch no more, or another does.
-- name: caretaker_end exec
-- :case_id case_id
-- :ended_on date
UPDATE caretaker_contact SET ended_on = :ended_on WHERE case_id = :case_id AND ended_on IS NULL;

-- He leaves.
-- name: caretaker_unname exec
-- :unit unit_id
-- :staff staff_id
UPDATE caretaker_contact SET staff_id = NULL WHERE unit_id = :unit AND staff_id = :staff AND ended_on IS NULL;

-- One line of his log.
-- name: caretaker_note_insert exec
-- :contact caretaker_contact_id
-- :did caretaker_did
-- :on_date date
-- :now instant
-- :by staff_id
INSERT INTO caretaker_note (contact_id, did, on_date, at, by_staff) VALUES (:contact, :did, :on_date, :now, :by);

-- What he did, the latest first.
-- name: caretaker_notes many
-- :contact caretaker_contact_id
SELECT n.did, n.on_date, s.name AS staff_name
  FROM caretaker_note n
  JOIN staff_name s ON s.id = n.by_staff
 WHERE n.contact_id = :contact
 ORDER BY n.id DESC
 LIMIT 8;

-- Those a unit's caretakers keep in touch with, whoever is next first.
-- name: caretaker_list many
-- :unit unit_id
-- =staff_name text?
-- =last_did caretaker_did?
-- =last_on date?
-- =street text?
-- =house_number text?
-- =house_letter text?
SELECT c.id, c.case_id, p.id AS person_id, d.street, d.house_number, d.house_letter, p.given_name, p.family_name, c.staff_id, s.name AS staff_name, c.knows, c.from_on, c.next_on,
       (SELECT n.did FROM caretaker_note n WHERE n.contact_id = c.id ORDER BY n.id DESC LIMIT 1) AS last_did,
       (SELECT n.on_date FROM caretaker_note n WHERE n.contact_id = c.id ORDER BY n.id DESC LIMIT 1) AS last_on
  FROM caretaker_contact c
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN staff_name s ON s.id = c.staff_id
  LEFT JOIN running_lease l ON l.case_id = c.case_id AND p.address_grade = 'open'
  LEFT JOIN dwelling_stock d ON d.id = l.dwelling_id
 WHERE c.unit_id = :unit AND c.ended_on IS NULL
 ORDER BY c.next_on, c.id
 LIMIT 200;

-- How many a unit's caretakers are to drop by today or before.
-- name: caretaker_count_due one
-- :unit unit_id
-- :today date
-- =n int
SELECT count(*) AS n FROM caretaker_contact WHERE unit_id = :unit AND next_on <= :today AND ended_on IS NULL;
