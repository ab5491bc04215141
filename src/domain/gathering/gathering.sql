-- Something is on every week.
-- name: activity_insert exec
-- :unit unit_id
-- :day place_day
-- :from_minute int
-- :to_minute int
-- :what text
-- :from_date date
-- :by staff_id
INSERT INTO place_activity (unit_id, day, from_minute, to_minute, what, from_date, by_staff) VALUES (:unit, :day, :from_minute, :to_minute, :what, :from_date, :by);

-- It is on no more.
-- name: activity_end exec
-- :activity place_activity_id
-- :unit unit_id
-- :until_date date
UPDATE place_activity SET until_date = :until_date WHERE id = :activity AND unit_id = :unit AND until_date IS NULL AND from_date <= :until_date;

-- The week, at every place.
-- name: activity_week many
-- scan ok: what is on now at a few places
SELECT a.id, a.unit_id, u.name_nb, u.name_nn, u.phone, a.day, a.from_minute, a.to_minute, a.what
  FROM place_activity a
  JOIN unit_name u ON u.id = a.unit_id
 WHERE a.until_date IS NULL AND u.active = 1
 ORDER BY a.unit_id, a.from_minute, a.id
 LIMIT 300;

-- Counted.
-- name: place_count_insert exec
-- :unit unit_id
-- :on_date date
-- :visitors int
-- :now instant
-- :by staff_id
INSERT INTO place_count (unit_id, on_date, visitors, at, by_staff) VALUES (:unit, :on_date, :visitors, :now, :by);

-- The last number of each day, since a day.
-- name: place_days many
-- :unit unit_id
-- :since date
SELECT c.on_date, c.visitors
  FROM place_count c
 WHERE c.unit_id = :unit AND c.on_date >= :since
   AND c.id = (SELECT max(n.id) FROM place_count n WHERE n.unit_id = c.unit_id AND n.on_date = c.on_date)
 ORDER BY c.on_date DESC
 LIMIT 60;
