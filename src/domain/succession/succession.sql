-- Who works in a unit today, how many persons each has, and who leaves when.
-- name: unit_workers many
-- :unit unit_id
-- :today date
-- =n_cases int
-- =leaving_id leaving_id?
-- =last_day date?
SELECT s.id, s.name, s.title, (SELECT count(*) FROM case_spine c WHERE c.holder_staff = s.id AND c.holder_unit = :unit AND c.state <> 'closed') AS n_cases,
       l.id AS leaving_id, l.last_day
  FROM staff_name s
  LEFT JOIN leaving l ON l.staff_id = s.id AND l.unit_id = :unit AND l.state = 'planned'
 WHERE s.id IN (SELECT m.staff_id FROM unit_member m WHERE m.unit_id = :unit AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today))
   AND s.active = 1
 ORDER BY s.name, s.id
 LIMIT 200;

-- Cases a unit has without a worker by name, or with one who works there no more.
-- name: unit_nameless many
-- :unit unit_id
-- :today date
-- =hidden bool
SELECT c.id, p.given_name, p.family_name, c.held_since,
       CASE WHEN EXISTS (SELECT 1 FROM hidden_person x WHERE x.person_id = c.person_id) THEN 1 ELSE 0 END AS hidden
  FROM case_spine c
  JOIN person_name p ON p.id = c.person_id
 WHERE c.holder_unit = :unit AND c.state <> 'closed'
   AND (c.holder_staff IS NULL
        OR NOT EXISTS (SELECT 1 FROM unit_member m WHERE m.staff_id = c.holder_staff AND m.unit_id = :unit AND m.from_date <= :today
                          AND (m.until_date IS NULL OR m.until_date >= :today)))
 ORDER BY c.held_since, c.id
 LIMIT 50;

-- A worker will leave.
-- name: leaving_insert insert
-- :staff staff_id
-- :unit unit_id
-- :last_day date
-- :now instant
-- :by staff_id
INSERT INTO leaving (staff_id, unit_id, last_day, state, registered_at, registered_by)
VALUES (:staff, :unit, :last_day, 'planned', :now, :by)
RETURNING id;

-- One leaving.
-- name: leaving_get one
-- :leaving leaving_id
SELECT l.id, l.staff_id, l.unit_id, l.last_day, l.state, s.name FROM leaving l JOIN staff_name s ON s.id = l.staff_id WHERE l.id = :leaving;

-- Does she leave already?
-- name: leaving_planned one
-- :staff staff_id
-- :unit unit_id
SELECT id FROM leaving WHERE staff_id = :staff AND unit_id = :unit AND state = 'planned';

-- How it ended.
-- name: leaving_set_state exec
-- :leaving leaving_id
-- :state leaving_state
-- :now instant
UPDATE leaving SET state = :state, ended_at = :now WHERE id = :leaving AND state = 'planned';

-- Another last day.
-- name: leaving_set_last_day exec
-- :leaving leaving_id
-- :last_day date
UPDATE leaving SET last_day = :last_day WHERE id = :leaving AND state = 'planned';

-- Every person who has something of this worker in this unit, and who takes over.
-- name: leaving_persons many
-- :leaving leaving_id
-- :staff staff_id
-- :unit unit_id
-- :today date
-- =holds bool
-- =coordinates bool
-- =helps bool
-- =meets bool
-- =hidden bool
-- =successor staff_id?
-- =meet_on date?
-- =successor_name text?
SELECT c.id, p.given_name, p.family_name, p.born,
       CASE WHEN c.holder_staff = :staff AND c.holder_unit = :unit AND c.state <> 'closed' THEN 1 ELSE 0 END AS holds,
       CASE WHEN EXISTS (SELECT 1 FROM case_coordinator k WHERE k.case_id = c.id AND k.staff_id = :staff AND k.unit_id = :unit) THEN 1 ELSE 0 END AS coordinates,
       CASE WHEN EXISTS (SELECT 1 FROM case_service h WHERE h.case_id = c.id AND h.unit_id = :unit AND h.staff_id = :staff AND h.ended_on IS NULL)
            THEN 1 ELSE 0 END AS helps,
       CASE WHEN EXISTS (SELECT 1 FROM case_booking b WHERE b.case_id = c.id AND b.unit_id = :unit AND b.staff_id = :staff AND b.state = 'planned' AND b.on_date >= :today)
              OR EXISTS (SELECT 1 FROM case_transition t WHERE t.case_id = c.id AND t.contact_staff = :staff AND t.state NOT IN ('completed', 'broken_off'))
            THEN 1 ELSE 0 END AS meets,
       CASE WHEN EXISTS (SELECT 1 FROM hidden_person x WHERE x.person_id = c.person_id) THEN 1 ELSE 0 END AS hidden,
       l.successor, l.meet_on, s.name AS successor_name
  FROM (SELECT o.id AS case_id FROM case_spine o WHERE o.holder_staff = :staff AND o.holder_unit = :unit AND o.state <> 'closed'
        UNION SELECT k.case_id FROM case_coordinator k WHERE k.staff_id = :staff AND k.unit_id = :unit
        UNION SELECT r.case_id FROM case_role_now r WHERE r.staff_id = :staff AND r.unit_id = :unit
        UNION SELECT h.case_id FROM case_service h WHERE h.unit_id = :unit AND h.staff_id = :staff AND h.ended_on IS NULL
        UNION SELECT b.case_id FROM case_booking b WHERE b.staff_id = :staff AND b.unit_id = :unit AND b.state = 'planned' AND b.on_date >= :today
        UNION SELECT t.case_id FROM case_transition t WHERE t.contact_staff = :staff AND t.state NOT IN ('completed', 'broken_off')) mine
  JOIN case_spine c ON c.id = mine.case_id
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN leaving_case l ON l.case_id = c.id AND l.leaving_id = :leaving
  LEFT JOIN staff_name s ON s.id = l.successor
 ORDER BY p.family_name, p.given_name, c.id
 LIMIT 500;

-- Those who have been taken over already.
-- name: leaving_moved many
-- :leaving leaving_id
-- =moved_at instant
-- =hidden bool
SELECT l.case_id, p.given_name, p.family_name, s.name AS successor_name, l.meet_on, l.moved_at,
       CASE WHEN EXISTS (SELECT 1 FROM hidden_person x WHERE x.person_id = c.person_id) THEN 1 ELSE 0 END AS hidden
  FROM leaving_case l
  JOIN case_spine c ON c.id = l.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN staff_name s ON s.id = l.successor
 WHERE l.leaving_id = :leaving AND l.moved_at IS NOT NULL
 ORDER BY p.family_name, p.given_name, l.case_id
 LIMIT 500;

-- Who takes over one person; said again: changed.
-- name: leaving_case_put exec
-- :leaving leaving_id
-- :case_id case_id
-- :successor staff_id
-- :meet_on date?
INSERT INTO leaving_case (leaving_id, case_id, successor, meet_on)
VALUES (:leaving, :case_id, :successor, :meet_on)
ON CONFLICT (leaving_id, case_id) DO UPDATE SET successor = excluded.successor, meet_on = excluded.meet_on, moved_at = NULL;

-- It has happened.
-- name: leaving_case_moved exec
-- :leaving leaving_id
-- :case_id case_id
-- :now instant
UPDATE leaving_case SET moved_at = :now WHERE leaving_id = :leaving AND case_id = :case_id;

-- Does a worker work in a unit on a day?
-- name: works_in_unit one
-- :staff staff_id
-- :unit unit_id
-- :today date
SELECT m.staff_id
  FROM unit_member m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
 LIMIT 1;

-- Units that can become part of another, or take one in: those that may have responsibility.
-- name: merger_units many
-- scan ok: a municipality has some tens of units
SELECT id, name_nb, name_nn
  FROM unit_name
 WHERE active = 1 AND external = 0 AND role IN ('coordinator', 'health', 'nav', 'allocator')
 ORDER BY name_nb
 LIMIT 200;

-- Is it one of them?
-- name: merger_unit one
-- :unit unit_id
SELECT id, name_nb, name_nn, code
  FROM unit_name
 WHERE id = :unit AND active = 1 AND external = 0 AND role IN ('coordinator', 'health', 'nav', 'allocator');

-- How people keep those they trust, as it was written.
-- name: merger_plan_insert exec
-- :from_unit unit_id
-- :to_unit unit_id
-- :keeps text
-- :told_by date
-- :now instant
-- :staff staff_id
INSERT INTO merger_plan (from_unit, to_unit, keeps, told_by, at, by_staff) VALUES (:from_unit, :to_unit, :keeps, :told_by, :now, :staff);

-- The newest counts.
-- name: merger_plan_last one
-- :from_unit unit_id
-- :to_unit unit_id
SELECT p.keeps, p.told_by, p.at, s.name AS staff_name
  FROM merger_plan p
  JOIN staff_name s ON s.id = p.by_staff
 WHERE p.from_unit = :from_unit AND p.to_unit = :to_unit
 ORDER BY p.id DESC
 LIMIT 1;

-- How many persons know a worker of the unit by name, as the one who has their case.
-- name: merger_known one
-- :unit unit_id
-- =n int
SELECT count(*) AS n FROM case_spine c WHERE c.holder_unit = :unit AND c.state <> 'closed' AND c.holder_staff IS NOT NULL;

-- What went over.
-- name: merger_insert exec
-- :from_unit unit_id
-- :to_unit unit_id
-- :now instant
-- :staff staff_id
-- :n_cases int
-- :n_tasks int
-- :n_offers int
-- :n_duties int
INSERT INTO merger (from_unit, to_unit, at, by_staff, n_cases, n_tasks, n_offers, n_duties)
VALUES (:from_unit, :to_unit, :now, :staff, :n_cases, :n_tasks, :n_offers, :n_duties);

-- Mergers so far, the latest first.
-- name: merger_list many
-- scan ok: units are merged seldom
SELECT m.id, m.at, f.name_nb AS from_nb, f.name_nn AS from_nn, t.name_nb AS to_nb, t.name_nn AS to_nn, m.n_cases
  FROM merger m
  JOIN unit_name f ON f.id = m.from_unit
  JOIN unit_name t ON t.id = m.to_unit
 ORDER BY m.at DESC
 LIMIT 20;

-- Leavings of a unit that becomes part of another.
-- name: leaving_succeed exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE leaving SET unit_id = :to_unit WHERE unit_id = :from_unit AND state = 'planned';
