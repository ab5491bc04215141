-- Everywhere: `:unit` is the unit looked at, 0 for the whole municipality. `:mine` is the reader's unit, NULL for one that finds no case by being in
-- it; `known` says whether she may read the name and open the case.

-- How many there are in each list of tasks, and how many of them are late.
-- name: leader_task_counts many
-- scan ok: a municipality has some tens of units, and what is open is read off the unit's index
-- :unit int
-- :today date
-- =list leader_list
-- =n int
-- =n_late int
SELECT k.list AS list, count(*) AS n, COALESCE(sum(CASE WHEN t.due < :today THEN 1 ELSE 0 END), 0) AS n_late
  FROM leader_kind k
  JOIN unit_name u ON u.id = :unit OR :unit = 0
  JOIN open_task t ON t.unit_id = u.id AND t.kind = k.kind
 GROUP BY k.list
 LIMIT 20;

-- How many there are in the lists that are not made of tasks.
-- name: leader_other_counts one
-- scan ok: few offers and disagreements wait at a time; cases are read off the unit's index
-- :unit int
-- :today date
-- :coordinator bool
-- =n_tasks int
-- =n_handovers int
-- =n_disputes int
-- =n_late_disputes int
-- =n_nobody int
-- =n_contact int
-- =n_bounce int
SELECT (SELECT count(*) FROM unit_name u JOIN open_task t ON t.unit_id = u.id AND t.due < :today WHERE u.id = :unit OR :unit = 0) AS n_tasks,
       (SELECT count(*) FROM handover_open h WHERE h.answer_due < :today AND (h.from_unit = :unit OR h.to_unit = :unit OR :unit = 0)) AS n_handovers,
       (SELECT count(*) FROM dispute_open d JOIN case_spine c ON c.id = d.case_id
         WHERE d.raised_unit = :unit OR d.other_unit = :unit OR d.authority_unit = :unit OR c.holder_unit = :unit OR :unit = 0) AS n_disputes,
       (SELECT count(*) FROM dispute_open d JOIN case_spine c ON c.id = d.case_id
         WHERE d.decide_by < :today
           AND (d.raised_unit = :unit OR d.other_unit = :unit OR d.authority_unit = :unit OR c.holder_unit = :unit OR :unit = 0)) AS n_late_disputes,
       (SELECT COALESCE(sum(k.n), 0) FROM unit_name u JOIN desk_total_kept k ON k.unit_id = u.id AND k.staff_id = 0 AND k.shelf = 'cases'
         WHERE u.id = :unit OR :unit = 0) AS n_nobody,
       (SELECT COALESCE(sum(a.n), 0) FROM unit_name u JOIN leader_alone_total a ON a.unit_id = u.id
         WHERE (u.id = :unit OR :unit = 0) AND NOT (:coordinator = 1 AND a.coordinator = 1)) AS n_contact,
       (SELECT count(*) FROM unit_name u JOIN case_spine c ON c.holder_unit = u.id AND c.state <> 'closed' JOIN case_bounce b ON b.case_id = c.id AND b.score > 2
         WHERE u.id = :unit OR :unit = 0) AS n_bounce;

-- The open tasks of a list, the nearest date first.
-- name: leader_tasks many
-- scan ok: a municipality has some tens of units
-- :list leader_list
-- :unit int
-- :mine unit_id?
-- :reader staff_id
-- :today date
-- :offset int
-- =known int
SELECT t.id, t.case_id, t.kind, t.due, u.name_nb, u.name_nn, s.name AS staff_name, c.number, c.given_name, c.family_name,
       CASE WHEN c.hidden = 0 AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :mine AND m.why <> 'consent'
                                                                   AND (m.ends_on IS NULL OR m.ends_on >= :today))
                 AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :reader AND b.person_id = c.person_id) THEN 1 ELSE 0 END AS known
  FROM leader_kind k
  JOIN unit_name u ON u.id = :unit OR :unit = 0
  JOIN open_task t ON t.unit_id = u.id AND t.kind = k.kind
  JOIN leader_case c ON c.id = t.case_id
  LEFT JOIN staff_name s ON s.id = t.staff_id
 WHERE k.list = :list
 ORDER BY t.due, t.id
 LIMIT 26 OFFSET :offset;

-- Tasks of any kind whose day has passed, the oldest first.
-- name: leader_late many
-- scan ok: a municipality has some tens of units
-- :unit int
-- :mine unit_id?
-- :reader staff_id
-- :today date
-- :offset int
-- =known int
SELECT t.id, t.case_id, t.kind, t.due, u.name_nb, u.name_nn, s.name AS staff_name, c.number, c.given_name, c.family_name,
       CASE WHEN c.hidden = 0 AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :mine AND m.why <> 'consent'
                                                                   AND (m.ends_on IS NULL OR m.ends_on >= :today))
                 AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :reader AND b.person_id = c.person_id) THEN 1 ELSE 0 END AS known
  FROM unit_name u
  JOIN open_task t ON t.unit_id = u.id AND t.due < :today
  JOIN leader_case c ON c.id = t.case_id
  LEFT JOIN staff_name s ON s.id = t.staff_id
 WHERE u.id = :unit OR :unit = 0
 ORDER BY t.due, t.id
 LIMIT 26 OFFSET :offset;

-- Offers of responsibility that should have been answered, whoever made them.
-- name: leader_handovers many
-- scan ok: few wait at a time
-- :unit int
-- :mine unit_id?
-- :reader staff_id
-- :today date
-- :offset int
-- =known int
SELECT h.id, h.case_id, h.answer_due, f.name_nb AS from_nb, f.name_nn AS from_nn, t.name_nb AS to_nb, t.name_nn AS to_nn, s.name AS staff_name, c.number, c.given_name, c.family_name,
       CASE WHEN c.hidden = 0 AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :mine AND m.why <> 'consent'
                                                                   AND (m.ends_on IS NULL OR m.ends_on >= :today))
                 AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :reader AND b.person_id = c.person_id) THEN 1 ELSE 0 END AS known
  FROM handover_open h
  JOIN leader_case c ON c.id = h.case_id
  JOIN unit_name f ON f.id = h.from_unit
  JOIN unit_name t ON t.id = h.to_unit
  JOIN staff_name s ON s.id = h.offered_by
 WHERE h.answer_due < :today AND (h.from_unit = :unit OR h.to_unit = :unit OR :unit = 0)
 ORDER BY h.answer_due, h.id
 LIMIT 26 OFFSET :offset;

-- Disagreements that are not decided.
-- name: leader_disputes many
-- scan ok: few run at a time
-- :unit int
-- :mine unit_id?
-- :reader staff_id
-- :today date
-- :offset int
-- =known int
SELECT d.id, d.case_id, d.decide_by, f.name_nb AS from_nb, f.name_nn AS from_nn, a.name_nb AS to_nb, a.name_nn AS to_nn, c.number, c.given_name, c.family_name,
       CASE WHEN c.hidden = 0 AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :mine AND m.why <> 'consent'
                                                                   AND (m.ends_on IS NULL OR m.ends_on >= :today))
                 AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :reader AND b.person_id = c.person_id) THEN 1 ELSE 0 END AS known
  FROM dispute_open d
  JOIN leader_case c ON c.id = d.case_id
  JOIN unit_name f ON f.id = c.holder_unit
  JOIN unit_name a ON a.id = d.authority_unit
 WHERE d.raised_unit = :unit OR d.other_unit = :unit OR d.authority_unit = :unit OR c.holder_unit = :unit OR :unit = 0
 ORDER BY d.decide_by, d.id
 LIMIT 26 OFFSET :offset;

-- Cases that nobody has by name, the longest first.
-- name: leader_nobody many
-- scan ok: a municipality has some tens of units
-- :unit int
-- :mine unit_id?
-- :reader staff_id
-- :today date
-- :offset int
-- =known int
SELECT c.id AS case_id, c.held_since, u.name_nb, u.name_nn, c.number, c.given_name, c.family_name,
       CASE WHEN c.hidden = 0 AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :mine AND m.why <> 'consent'
                                                                   AND (m.ends_on IS NULL OR m.ends_on >= :today))
                 AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :reader AND b.person_id = c.person_id) THEN 1 ELSE 0 END AS known
  FROM unit_name u
  JOIN leader_case c ON c.holder_unit = u.id AND c.holder_staff IS NULL
 WHERE u.id = :unit OR :unit = 0
 ORDER BY c.held_since, c.id
 LIMIT 26 OFFSET :offset;

-- Open cases without a primary contact; where the profile says so, the coordinator is one.
-- name: leader_contact many
-- scan ok: a municipality has some tens of units
-- :unit int
-- :mine unit_id?
-- :reader staff_id
-- :today date
-- :offset int
-- =known int
-- :coordinator bool
SELECT c.id AS case_id, c.held_since, u.name_nb, u.name_nn, s.name AS staff_name, c.number, c.given_name, c.family_name,
       CASE WHEN c.hidden = 0 AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :mine AND m.why <> 'consent'
                                                                   AND (m.ends_on IS NULL OR m.ends_on >= :today))
                 AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :reader AND b.person_id = c.person_id) THEN 1 ELSE 0 END AS known
  FROM (SELECT case_id FROM (SELECT a.case_id FROM leader_alone a WHERE a.unit_id = :unit AND NOT (:coordinator = 1 AND a.coordinator = 1)
                              ORDER BY a.held_since, a.case_id LIMIT :offset + 26) AS one_unit
         UNION ALL
        SELECT case_id FROM (SELECT b.case_id FROM leader_alone b WHERE :unit = 0 AND NOT (:coordinator = 1 AND b.coordinator = 1)
                              ORDER BY b.held_since, b.case_id LIMIT :offset + 26) AS the_town) AS alone
  JOIN leader_case c ON c.id = alone.case_id
  JOIN unit_name u ON u.id = c.holder_unit
  LEFT JOIN staff_name s ON s.id = c.holder_staff
 ORDER BY c.held_since, c.id
 LIMIT 26 OFFSET :offset;

-- Cases that have been passed on most.
-- name: leader_bounce many
-- scan ok: a municipality has some tens of units
-- :unit int
-- :mine unit_id?
-- :reader staff_id
-- :today date
-- :offset int
-- =known int
SELECT c.id AS case_id, b.score, b.handovers, b.shoves, b.idle_weeks, u.name_nb, u.name_nn, s.name AS staff_name, c.number, c.given_name, c.family_name,
       CASE WHEN c.hidden = 0 AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :mine AND m.why <> 'consent'
                                                                   AND (m.ends_on IS NULL OR m.ends_on >= :today))
                 AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :reader AND b.person_id = c.person_id) THEN 1 ELSE 0 END AS known
  FROM unit_name u
  JOIN leader_case c ON c.holder_unit = u.id
  JOIN case_bounce b ON b.case_id = c.id AND b.score > 2
  LEFT JOIN staff_name s ON s.id = c.holder_staff
 WHERE u.id = :unit OR :unit = 0
 ORDER BY b.score DESC, c.id
 LIMIT 26 OFFSET :offset;

-- The units she leads today.
-- name: leader_units many
-- :reader staff_id
-- :today date
SELECT DISTINCT u.id, u.name_nb, u.name_nn
  FROM unit_member m
  JOIN unit_name u ON u.id = m.unit_id
 WHERE m.staff_id = :reader AND m.role = 'unit_leader' AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 ORDER BY u.name_nb, u.id
 LIMIT 50;

-- One unit's name.
-- name: leader_unit_name one
-- :unit int
SELECT name_nb, name_nn FROM unit_name WHERE id = :unit;

-- Every unit that has cases or tasks: how many cases, those nobody has by name, and what is late.
-- name: leader_by_unit many
-- scan ok: a municipality has some tens of units, and what is open is read off the unit's index
-- :today date
-- =n_cases int
-- =n_nobody int
-- =n_unanswered int
-- =n_tasks int
-- =n_late int
SELECT u.id, u.name_nb, u.name_nn, w.n_cases, w.n_nobody, w.n_unanswered, w.n_tasks, w.n_late
  FROM unit_name u
  JOIN (SELECT v.id, (SELECT COALESCE(sum(k.n), 0) FROM desk_total_kept k WHERE k.unit_id = v.id AND k.staff_id = -1 AND k.shelf = 'cases') AS n_cases,
               (SELECT COALESCE(sum(k.n), 0) FROM desk_total_kept k WHERE k.unit_id = v.id AND k.staff_id = 0 AND k.shelf = 'cases') AS n_nobody,
               (SELECT count(*) FROM handover_open h WHERE h.to_unit = v.id AND h.answer_due < :today) AS n_unanswered,
               (SELECT COALESCE(sum(k.n), 0) FROM desk_total_kept k WHERE k.unit_id = v.id AND k.staff_id = -1 AND k.shelf = 'tasks') AS n_tasks,
               (SELECT COALESCE(sum(k.n), 0) FROM desk_day_kept k WHERE k.unit_id = v.id AND k.staff_id = -1 AND k.shelf = 'tasks' AND k.due < :today) AS n_late
          FROM unit_name v) AS w ON w.id = u.id
 WHERE w.n_cases > 0 OR w.n_tasks > 0 OR w.n_unanswered > 0
 ORDER BY w.n_late DESC, u.name_nb, u.id
 LIMIT 100;

-- What nobody in a unit has by name.
-- name: leader_unassigned one
-- :unit int
-- :today date
-- =n_cases int
-- =n_tasks int
-- =n_late int
SELECT (SELECT COALESCE(sum(n), 0) FROM desk_total_kept WHERE unit_id = :unit AND staff_id = 0 AND shelf = 'cases') AS n_cases,
       (SELECT COALESCE(sum(n), 0) FROM desk_total_kept WHERE unit_id = :unit AND staff_id = 0 AND shelf = 'tasks') AS n_tasks,
       (SELECT COALESCE(sum(n), 0) FROM desk_day_kept WHERE unit_id = :unit AND staff_id = 0 AND shelf = 'tasks' AND due < :today) AS n_late;

-- Who in a unit has how much, and how much of it is late; also those who work there no more and still have something.
-- name: leader_workers many
-- :unit int
-- :today date
-- =n_cases int?
-- =n_tasks int?
-- =n_late int
SELECT s.id, s.name, c.n AS n_cases, t.n AS n_tasks,
       (SELECT COALESCE(sum(d.n), 0) FROM desk_day_kept d WHERE d.unit_id = :unit AND d.staff_id = w.staff_id AND d.shelf = 'tasks' AND d.due < :today) AS n_late
  FROM (SELECT m.staff_id FROM unit_member m WHERE m.unit_id = :unit AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
         UNION
        SELECT x.staff_id FROM desk_total_kept x WHERE x.unit_id = :unit AND x.staff_id > 0) AS w
  JOIN staff_name s ON s.id = w.staff_id
  LEFT JOIN desk_total_kept c ON c.unit_id = :unit AND c.staff_id = w.staff_id AND c.shelf = 'cases'
  LEFT JOIN desk_total_kept t ON t.unit_id = :unit AND t.staff_id = w.staff_id AND t.shelf = 'tasks'
 ORDER BY n_late DESC, s.name, s.id
 LIMIT 100;
