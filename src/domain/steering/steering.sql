-- Noes by pair and reason since a week.
-- name: steering_shoves many
-- limit ok: as many as there are pairs of units and reasons
-- scan ok: a year has some thousand rows whatever the history
-- :week int
-- =to_unit int
-- =n int
SELECT c.from_unit, c.to_unit, c.outside, c.reason, sum(c.n) AS n
  FROM baton_counts c
 WHERE c.week >= :week AND c.what = 'shove'
 GROUP BY c.from_unit, c.to_unit, c.outside, c.reason;

-- Handovers that were accepted since a week.
-- name: steering_handovers one
-- scan ok: a year has some thousand rows whatever the history
-- :week int
-- =n int
SELECT COALESCE(sum(n), 0) AS n FROM baton_counts WHERE week >= :week AND what = 'handover';

-- Units, for their names.
-- name: steering_units many
-- scan ok: a municipality has some tens of units
SELECT id, code, name_nb, name_nn FROM unit_name LIMIT 500;

-- Open cases by how often they have been passed on.
-- name: steering_bounce one
-- scan ok: counts the open cases by an index
-- =n_none int
-- =n_few int
-- =n_some int
-- =n_many int
SELECT COALESCE(sum(CASE WHEN score = 0 THEN 1 ELSE 0 END), 0) AS n_none, COALESCE(sum(CASE WHEN score BETWEEN 1 AND 2 THEN 1 ELSE 0 END), 0) AS n_few,
       COALESCE(sum(CASE WHEN score BETWEEN 3 AND 5 THEN 1 ELSE 0 END), 0) AS n_some, COALESCE(sum(CASE WHEN score > 5 THEN 1 ELSE 0 END), 0) AS n_many
  FROM case_bounce b
  JOIN case_spine c ON c.id = b.case_id
 WHERE c.state <> 'closed';

-- A unit's own cases that have been passed on most.
-- name: steering_highest many
-- :unit unit_id
SELECT b.case_id, b.score, b.handovers, b.shoves, b.idle_weeks, p.given_name, p.family_name
  FROM case_spine c
  JOIN case_bounce b ON b.case_id = c.id
  JOIN person_name p ON p.id = c.person_id
 WHERE c.holder_unit = :unit AND c.state <> 'closed' AND b.score > 0
 ORDER BY b.score DESC, b.case_id
 LIMIT 10;

-- A unit's offers that nobody has answered in time, made or received.
-- name: steering_late many
-- :unit unit_id
-- :today date
SELECT h.id, h.case_id, h.from_unit, h.to_unit, h.answer_due, p.given_name, p.family_name, f.name_nb AS from_nb, f.name_nn AS from_nn,
       t.name_nb AS to_nb, t.name_nn AS to_nn
  FROM handover_open h
  JOIN case_spine c ON c.id = h.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name f ON f.id = h.from_unit
  JOIN unit_name t ON t.id = h.to_unit
 WHERE (h.from_unit = :unit OR h.to_unit = :unit) AND h.answer_due < :today
 ORDER BY h.answer_due, h.id
 LIMIT 25;

-- A unit's own cases where nobody has done anything for long, or that nobody has by name.
-- name: steering_idle many
-- :unit unit_id
SELECT t.id, t.case_id, t.kind, t.made_at, p.given_name, p.family_name
  FROM open_task t
  JOIN case_spine c ON c.id = t.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE t.unit_id = :unit AND t.kind IN ('case_silent', 'find_worker')
 ORDER BY t.made_at, t.id
 LIMIT 25;

-- For the whole municipality: what is late, in dispute, silent or without a name.
-- name: steering_whole one
-- scan ok: few wait at a time
-- :today date
-- =n_late int
-- =n_disputes int
-- =n_late_disputes int
-- =n_silent int
-- =n_nameless int
SELECT (SELECT count(*) FROM handover_open WHERE answer_due < :today) AS n_late, (SELECT count(*) FROM dispute_open) AS n_disputes,
       (SELECT count(*) FROM dispute_open WHERE decide_by < :today) AS n_late_disputes,
       (SELECT count(*) FROM open_task WHERE kind = 'case_silent') AS n_silent,
       (SELECT count(*) FROM case_spine WHERE holder_staff IS NULL AND state = 'open') AS n_nameless;
