-- Every kind, and every type in and out. (This sentence is about the file.)

-- Writes a visit.
-- name: visit_insert insert
-- :person person_id
-- :room room_id?
-- :state visit_state
-- :mood shade?
-- :day date
-- :next_day date?
-- :at instant
-- :ended_at instant?
-- :minutes int
-- :guests int?
-- :cost real
-- :tip real?
-- :paid bool
-- :liked bool?
-- :title text
-- :comment text?
-- :photo blob
-- :scan blob?
-- :register staff_id
-- :note sealed?
INSERT INTO visit (person_id, room, state, mood, day, next_day, at, ended_at, minutes, guests, cost, tip, paid, liked,
                   title, comment, photo, scan, register, note)
VALUES (:person, :room, :state, :mood, :day, :next_day, :at, :ended_at, :minutes, :guests, :cost, :tip, :paid, :liked,
        :title, :comment, :photo, :scan, :register, :note)
RETURNING id;

-- Reads one back.
-- name: visit_get one
-- :id visit_id
SELECT v.id, v.person_id, k.wrapped AS person_key, v.room, v.state, v.mood, v.day, v.next_day, v.at, v.ended_at, v.minutes, v.guests,
       v.cost, v.tip, v.paid, v.liked, v.title, v.comment, v.photo, v.scan, v.register, v.note
  FROM visit v
  JOIN person_key k ON k.person_id = v.person_id
 WHERE v.id = :id;

-- One person's visits; a parameter twice, a colon in a text, a comment inside.
-- name: visit_list many
-- :person person_id
-- :from date?
-- =label text
-- =n int
-- =name text?
SELECT v.id, v.day, p.name, 'kl. :from "x" \ ''y''' AS label, /* :no_parameter */
       (SELECT count(*) FROM visit w WHERE w.person_id = :person) AS n -- nor :this
  FROM visit v
  LEFT JOIN person_public p ON p.id = v.person_id
 WHERE v.person_id = :person AND (:from IS NULL OR v.day >= :from)
 ORDER BY v.day
 LIMIT 50;

-- name: visit_each each
-- :ctx person_id
SELECT id, minutes FROM visit WHERE person_id = :ctx ORDER BY day;

-- name: visit_all each
-- scan ok: nightly statistics read everything once
SELECT id, minutes FROM visit;

-- name: visit_by_person many
-- limit ok: there are never more than the persons asked for
-- =n int
WITH busy AS (SELECT person_id, count(*) AS n FROM visit WHERE person_id > 0 GROUP BY person_id)
SELECT b.person_id, b.n FROM busy b ORDER BY b.n;

-- name: visit_set_note exec
-- :id visit_id
-- :person person_id
-- :note sealed
UPDATE visit SET note = :note, minutes = minutes + 1 WHERE id = :id;

-- name: visit_done one
-- :id visit_id
UPDATE visit SET state = 'done' WHERE id = :id AND state = 'planned' RETURNING id, state, day;

-- name: visit_delete exec
-- :id visit_id
DELETE FROM visit WHERE id = :id;

-- name: finding_insert insert
-- :person person_id
-- :code text
-- :words sealed
INSERT INTO finding (person_id, code, words) VALUES (:person, :code, :words)
ON CONFLICT (id) DO UPDATE SET words = excluded.words
RETURNING id;

-- name: finding_list many
-- :person person_id
SELECT f.id, f.code, f.words, k.wrapped AS person_key
  FROM finding f JOIN person_key k ON k.person_id = f.person_id
 WHERE f.person_id = :person
 LIMIT 20;

-- Through a view, without a column of its own.
-- name: finding_any one
-- :person person_id
-- =n int
SELECT count(*) AS n FROM finding_code WHERE person_id = :person;
