-- The visits of a case in a month, in order; attempts too, for those who came to the door.
-- name: continuity_visits many
-- :case_id case_id
-- :first date
-- :last date
SELECT v.unit_id, v.staff_id, v.second_staff, v.on_date, v.arena, v.outcome
  FROM case_visit v
 WHERE v.case_id = :case_id AND v.on_date >= :first AND v.on_date <= :last
 ORDER BY v.on_date, v.from_minute, v.id
 LIMIT 600;

-- The month is made anew.
-- name: continuity_month_delete exec
-- :case_id case_id
-- :month int
DELETE FROM continuity_month WHERE case_id = :case_id AND month = :month;

-- A month of a case.
-- name: continuity_month_insert exec
-- :case_id case_id
-- :month int
-- :unit unit_id
-- :visits int
-- :helpers int
-- :many bool
-- :upc int
-- :coc int?
-- :secon int?
-- :home_days int
-- :home_people int
-- :home_most int
INSERT INTO continuity_month (case_id, month, unit_id, visits, helpers, many, upc, coc, secon, home_days, home_people, home_most)
VALUES (:case_id, :month, :unit, :visits, :helpers, :many, :upc, :coc, :secon, :home_days, :home_people, :home_most);

-- The latest months of a case.
-- name: continuity_of_case many
-- :case_id case_id
-- :since int
SELECT month, visits, helpers, many, upc, coc, secon, home_days, home_people, home_most
  FROM continuity_month
 WHERE case_id = :case_id AND month >= :since
 ORDER BY month DESC
 LIMIT 13;

-- Who has come to her since a day, most first.
-- name: continuity_helpers many
-- :case_id case_id
-- :since date
-- =n int
-- =last_on date?
SELECT s.name, u.name_nb, u.name_nn, w.n, w.last_on
  FROM (SELECT v.staff_id, v.unit_id, count(*) AS n, max(v.on_date) AS last_on
          FROM case_visit v
         WHERE v.case_id = :case_id AND v.on_date >= :since AND v.outcome <> 'no_answer'
         GROUP BY v.staff_id, v.unit_id) AS w
  JOIN staff_name s ON s.id = w.staff_id
  JOIN unit_name u ON u.id = w.unit_id
 ORDER BY w.n DESC, s.name
 LIMIT 30;

-- A unit's months.
-- name: continuity_of_unit many
-- :unit unit_id
-- :since int
SELECT month, persons, visits, helpers, many, upc, coc_n, coc, secon_n, secon, home_days, home_people
  FROM continuity_unit
 WHERE unit_id = :unit AND month >= :since AND persons > 0
 ORDER BY month DESC
 LIMIT 13;

-- Every unit's month.
-- name: continuity_of_month many
-- :month int
SELECT c.unit_id, u.name_nb, u.name_nn, c.persons, c.visits, c.helpers, c.many, c.upc, c.coc_n, c.coc, c.secon_n, c.secon, c.home_days, c.home_people
  FROM continuity_unit c
  JOIN unit_name u ON u.id = c.unit_id
 WHERE c.month = :month AND c.persons > 0
 ORDER BY u.name_nb, c.unit_id
 LIMIT 200;

-- A unit's own cases with more helpers in a month than wanted, most first.
-- name: continuity_many many
-- :unit unit_id
-- :month int
-- :me staff_id
SELECT m.case_id, m.helpers, m.visits, p.given_name, p.family_name
  FROM continuity_month m
  JOIN case_spine c ON c.id = m.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE m.unit_id = :unit AND m.month = :month AND m.many = 1 AND c.holder_unit = :unit
   AND (c.holder_staff = :me OR NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = c.person_id))
   AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :me AND b.person_id = c.person_id)
 ORDER BY m.helpers DESC, m.case_id
 LIMIT 25;

-- ── can everybody be followed up? (R-238) ──────────────────────────────────

-- Minutes a week that are granted from a unit, and to how many; amounts without a usual week count by their most, and those by need alone are told apart.
-- name: continuity_granted many
-- :unit unit_id
-- :today date
-- limit ok: one row a period
-- =n int
-- =minutes int
SELECT p.per, count(*) AS n, COALESCE(sum(COALESCE(p.minutes_usual, p.minutes_most)), 0) AS minutes
  FROM case_part p
 WHERE p.unit_id = :unit AND p.state = 'signed' AND p.outcome = 'granted' AND p.service_kind IS NOT NULL AND p.joint_state IN ('issued', 'in_force')
   AND (p.from_date IS NULL OR p.from_date <= :today) AND (p.until_date IS NULL OR p.until_date >= :today)
 GROUP BY p.per;

-- How many persons that is, and how many of them by need alone.
-- name: continuity_persons one
-- :unit unit_id
-- :today date
-- =n int
-- =by_need int
SELECT count(DISTINCT p.case_id) AS n,
       count(DISTINCT CASE WHEN COALESCE(p.minutes_usual, p.minutes_most) IS NULL THEN p.case_id END) AS by_need
  FROM case_part p
 WHERE p.unit_id = :unit AND p.state = 'signed' AND p.outcome = 'granted' AND p.service_kind IS NOT NULL AND p.joint_state IN ('issued', 'in_force')
   AND (p.from_date IS NULL OR p.from_date <= :today) AND (p.until_date IS NULL OR p.until_date >= :today);

-- The workers of a unit with their frame, their cases and what they have done since a day.
-- name: continuity_workers many
-- :unit unit_id
-- :today date
-- :since date
-- =minutes_week int?
-- =new_until date?
-- =cases int
-- =visits int
-- =minutes int
-- =heavy int
SELECT s.id, s.name, f.minutes_week, f.new_until,
       (SELECT COALESCE(sum(k.n), 0) FROM desk_total_kept k WHERE k.unit_id = :unit AND k.staff_id = s.id AND k.shelf = 'cases') AS cases,
       (SELECT count(*) FROM case_visit v WHERE v.staff_id = s.id AND v.on_date >= :since) AS visits,
       (SELECT COALESCE(sum(v.minutes), 0) FROM case_visit v WHERE v.staff_id = s.id AND v.on_date >= :since) AS minutes,
       (SELECT count(*) FROM case_visit v WHERE v.staff_id = s.id AND v.on_date >= :since AND v.strain = 'heavy') AS heavy
  FROM (SELECT DISTINCT m.staff_id FROM unit_member m
         WHERE m.unit_id = :unit AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND m.role NOT IN ('administrator', 'privacy_officer')) AS w
  JOIN staff_name s ON s.id = w.staff_id
  LEFT JOIN worker_frame_now f ON f.staff_id = s.id
 WHERE s.active = 1
 ORDER BY s.name, s.id
 LIMIT 100;

-- ── nobody is lost (R-248) ─────────────────────────────────────────────────

-- A unit's open cases that nobody has reached her in, longest first, and those that have told the leader something is missing.
-- name: continuity_lost many
-- :unit unit_id
-- :me staff_id
-- =last_on date?
SELECT t.case_id, t.kind, t.made_at, w.last_on, p.given_name, p.family_name
  FROM open_task t
  JOIN case_spine c ON c.id = t.case_id
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN case_watch w ON w.case_id = t.case_id
 WHERE t.unit_id = :unit AND t.kind IN ('see_her', 'fill_contacts')
   AND (c.holder_staff = :me OR NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = c.person_id))
   AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :me AND b.person_id = c.person_id)
 ORDER BY t.kind DESC, w.last_on, t.case_id
 LIMIT 50;

-- Units a worker leads.
-- name: continuity_leads many
-- :staff staff_id
-- :today date
SELECT DISTINCT u.id, u.name_nb, u.name_nn
  FROM unit_member m
  JOIN unit_name u ON u.id = m.unit_id
 WHERE m.staff_id = :staff AND m.role IN ('unit_leader', 'authority') AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 ORDER BY u.name_nb
 LIMIT 20;
