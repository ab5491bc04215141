-- Places for the night: what there is, how much of it is taken, and what is lacking. (R-147)

-- name: temporary_add insert
-- :name text
-- :kind temporary_kind
-- :places int
-- :lockable bool
-- :own_bath bool
-- :cooking bool
-- :staffed bool
-- :children bool
-- :price int?
-- :note text?
-- :from date
-- :until date?
-- :now instant
-- :staff staff_id
INSERT INTO temporary_place (name, kind, places, lockable, own_bath, cooking, staffed, children, price, note, from_date, until_date, checked_on, at, by_staff, version)
VALUES (:name, :kind, :places, :lockable, :own_bath, :cooking, :staffed, :children, :price, :note, :from, :until, :from, :now, :staff, 1) RETURNING id;

-- name: temporary_by_name one
-- :name text
SELECT id FROM temporary_place WHERE name = :name;

-- name: temporary_get one
-- :place temporary_place_id
SELECT id, name, kind, places, lockable, own_bath, cooking, staffed, children, price, note, from_date, until_date, checked_on, version FROM temporary_place WHERE id = :place;

-- name: temporary_change exec
-- :place temporary_place_id
-- :version int
-- :places int
-- :lockable bool
-- :own_bath bool
-- :cooking bool
-- :staffed bool
-- :children bool
-- :price int?
-- :note text?
-- :until date?
-- :today date
UPDATE temporary_place
   SET places = :places, lockable = :lockable, own_bath = :own_bath, cooking = :cooking, staffed = :staffed, children = :children, price = :price, note = :note, until_date = :until,
       checked_on = :today, version = version + 1
 WHERE id = :place AND version = :version;

-- Every place with how many of it are taken today, and how many of those for longer than a while. Those no longer in use stand last.
-- name: temporaries many
-- :long date
-- scan ok: some tens
-- =taken int
-- =long_stays int
SELECT p.id, p.name, p.kind, p.places, p.lockable, p.own_bath, p.cooking, p.staffed, p.children, p.from_date, p.until_date, p.checked_on,
       (SELECT count(*) FROM temporary_seat s WHERE s.place_id = p.id) AS taken,
       (SELECT count(*) FROM temporary_seat s WHERE s.place_id = p.id AND s.since <= :long) AS long_stays
  FROM temporary_place p
 ORDER BY CASE WHEN p.until_date IS NULL THEN 0 ELSE 1 END, p.name
 LIMIT 200;

-- One place that is in use that day, and the lowest of its numbers that nobody has: one more than `places` when all are taken.
-- name: temporary_next one
-- :place temporary_place_id
-- :today date
-- =next int
SELECT p.name, p.kind, p.places, p.children,
       (SELECT min(c.n) FROM (SELECT 1 AS n UNION ALL SELECT s.number + 1 AS n FROM temporary_seat s WHERE s.place_id = :place) c
         WHERE NOT EXISTS (SELECT 1 FROM temporary_seat h WHERE h.place_id = :place AND h.number = c.n)) AS next
  FROM temporary_place p
 WHERE p.id = :place AND p.from_date <= :today AND (p.until_date IS NULL OR p.until_date >= :today);

-- How much of a place is taken, by how many for longer than a while, and the highest number somebody has.
-- name: temporary_taken one
-- :place temporary_place_id
-- :long date
-- =taken int
-- =long_stays int
-- =highest int
SELECT count(*) AS taken, COALESCE(sum(CASE WHEN s.since <= :long THEN 1 ELSE 0 END), 0) AS long_stays, COALESCE(max(s.number), 0) AS highest
  FROM temporary_seat s
 WHERE s.place_id = :place;

-- What there is of places today, and what is used: the gap. (R-147)
-- name: temporary_gap one
-- :today date
-- :long date
-- scan ok: some tens of places, some tens of stays
-- =places int
-- =good int
-- =children int
-- =taken int
-- =stays int
-- =without_place int
-- =late int
-- =long int
SELECT (SELECT COALESCE(sum(p.places), 0) FROM temporary_place p WHERE p.from_date <= :today AND (p.until_date IS NULL OR p.until_date >= :today)) AS places,
       (SELECT COALESCE(sum(p.places), 0) FROM temporary_place p WHERE p.from_date <= :today AND (p.until_date IS NULL OR p.until_date >= :today) AND p.lockable = 1 AND p.own_bath = 1 AND p.cooking = 1) AS good,
       (SELECT COALESCE(sum(p.places), 0) FROM temporary_place p WHERE p.from_date <= :today AND (p.until_date IS NULL OR p.until_date >= :today) AND p.children = 1) AS children,
       (SELECT count(*) FROM temporary_seat) AS taken,
       (SELECT count(*) FROM night_stay s WHERE s.ended_on IS NULL) AS stays,
       (SELECT count(*) FROM night_stay s WHERE s.ended_on IS NULL AND s.has_place = 0) AS without_place,
       (SELECT count(*) FROM night_stay s WHERE s.ended_on IS NULL AND s.until_date < :today) AS late,
       (SELECT count(*) FROM night_stay s WHERE s.ended_on IS NULL AND s.from_date <= :long) AS long;
