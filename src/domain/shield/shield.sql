-- Is she one whom only named workers may find?
-- name: shield_of one
-- :person person_id
SELECT id, because, made_at FROM person_shield WHERE person_id = :person AND lifted_at IS NULL;

-- name: shield_insert exec
-- :person person_id
-- :because hidden_because
-- :now instant
-- :staff staff_id
INSERT INTO person_shield (person_id, because, made_at, made_by) VALUES (:person, :because, :now, :staff);

-- name: shield_lift exec
-- :person person_id
-- :now instant
-- :staff staff_id
UPDATE person_shield SET lifted_at = :now, lifted_by = :staff WHERE person_id = :person AND lifted_at IS NULL;

-- Is this worker too close to her? By person, or by the hash of her national id.
-- name: bar_between one
-- :staff staff_id
-- :person person_id
SELECT staff_id FROM staff_barred WHERE staff_id = :staff AND person_id = :person LIMIT 1;

-- name: bar_insert exec
-- :staff staff_id
-- :person person_id?
-- :national_hash blob?
-- :tie staff_tie
-- :now instant
-- :by staff_id
INSERT INTO staff_bar (staff_id, person_id, national_hash, tie, told_at, told_by)
VALUES (:staff, :person, :national_hash, :tie, :now, :by)
ON CONFLICT DO NOTHING;

-- What a worker has told of herself, the latest first. Whom it is about is not said.
-- name: bars_of many
-- :staff staff_id
SELECT id, tie, told_at FROM staff_bar WHERE staff_id = :staff AND ended_at IS NULL ORDER BY id DESC LIMIT 100;

-- What the workers of a unit have told, for its leader: who and what kind, never about whom.
-- name: bars_of_unit many
-- :unit unit_id
-- :today date
SELECT DISTINCT b.id, b.staff_id, b.tie, b.told_at, s.name
  FROM unit_member m
  JOIN staff_bar b ON b.staff_id = m.staff_id AND b.ended_at IS NULL
  JOIN staff_name s ON s.id = b.staff_id
 WHERE m.unit_id = :unit AND (m.until_date IS NULL OR m.until_date >= :today)
 ORDER BY s.name, b.id
 LIMIT 200;

-- A tie of a worker in the unit is lifted by another than herself.
-- name: bar_end exec
-- :bar staff_bar_id
-- :unit unit_id
-- :by staff_id
-- :now instant
UPDATE staff_bar SET ended_at = :now, ended_by = :by
 WHERE id = :bar AND ended_at IS NULL AND staff_id <> :by AND EXISTS (SELECT 1 FROM unit_member m WHERE m.staff_id = staff_bar.staff_id AND m.unit_id = :unit);

-- What a worker is named for in a case today.
-- name: grants_of_staff many
-- :case_id case_id
-- :staff staff_id
-- :today date
SELECT what
  FROM named_grant
 WHERE case_id = :case_id AND staff_id = :staff AND ended_at IS NULL AND until >= :today
 ORDER BY id
 LIMIT 10;

-- Everyone who is, or was, named in a case.
-- name: grants_of_case many
-- :case_id case_id
SELECT g.id, g.what, g.until, g.from_at, g.ended_at, g.reason, s.name AS staff_name, b.name AS by_name, k.wrapped AS person_key
  FROM named_grant g
  JOIN staff_name s ON s.id = g.staff_id
  JOIN staff_name b ON b.id = g.given_by
  JOIN person_key k ON k.person_id = g.person_id
 WHERE g.case_id = :case_id
 ORDER BY g.id DESC
 LIMIT 100;

-- name: grant_insert insert
-- :case_id case_id
-- :person person_id
-- :staff staff_id
-- :what grant_what
-- :reason sealed
-- :now instant
-- :until date
-- :by staff_id
-- :unit unit_id
INSERT INTO named_grant (case_id, person_id, staff_id, what, reason, from_at, until, given_by, given_unit)
VALUES (:case_id, :person, :staff, :what, :reason, :now, :until, :by, :unit)
RETURNING id;

-- The same worker is named anew: the former naming ends.
-- name: grant_replace exec
-- :case_id case_id
-- :staff staff_id
-- :what grant_what
-- :now instant
-- :by staff_id
UPDATE named_grant SET ended_at = :now, ended_by = :by WHERE case_id = :case_id AND staff_id = :staff AND what = :what AND ended_at IS NULL;

-- name: grant_end exec
-- :case_id case_id
-- :grant named_grant_id
-- :now instant
-- :by staff_id
UPDATE named_grant SET ended_at = :now, ended_by = :by WHERE case_id = :case_id AND id = :grant AND ended_at IS NULL;

-- The hidden persons whose cases a unit holds: number of the case, how many are named, and until when at most.
-- name: hidden_cases many
-- :unit unit_id
-- :today date
-- =n_named int
-- =latest date?
SELECT c.id, c.number, h.because, h.made_at,
       (SELECT count(*) FROM named_grant g WHERE g.case_id = c.id AND g.what = 'person' AND g.ended_at IS NULL AND g.until >= :today) AS n_named,
       (SELECT max(g.until) FROM named_grant g WHERE g.case_id = c.id AND g.what = 'person' AND g.ended_at IS NULL) AS latest
  FROM case_spine c
  JOIN person_shield h ON h.person_id = c.person_id AND h.lifted_at IS NULL
 WHERE c.holder_unit = :unit AND c.state <> 'closed'
 ORDER BY c.number
 LIMIT 100;

-- The cases one worker is named for.
-- name: my_hidden_cases many
-- :staff staff_id
-- :today date
SELECT c.id, c.number, g.until
  FROM named_grant g
  JOIN case_spine c ON c.id = g.case_id AND c.state <> 'closed'
 WHERE g.staff_id = :staff AND g.what = 'person' AND g.ended_at IS NULL AND g.until >= :today
 ORDER BY c.number
 LIMIT 100;
