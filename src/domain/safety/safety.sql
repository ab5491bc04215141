-- ── rules ───────────────────────────────────────────────────────────────────

-- Proposed.
-- name: safety_rule_insert insert
-- :case_id case_id
-- :unit unit_id
-- :situation work_situation
-- :incident incident_id?
-- :review_on date
-- :now instant
-- :by staff_id
INSERT INTO safety_rule (case_id, unit_id, situation, incident_id, state, review_on, proposed_at, proposed_by)
VALUES (:case_id, :unit, :situation, :incident, 'proposed', :review_on, :now, :by)
RETURNING id;

-- One thing to do.
-- name: safety_measure_insert exec
-- :rule safety_rule_id
-- :measure safe_measure
INSERT INTO safety_measure (rule_id, measure) VALUES (:rule, :measure);

-- One more unit that goes there.
-- name: safety_goer_insert exec
-- :rule safety_rule_id
-- :unit unit_id
INSERT INTO safety_goer (rule_id, unit_id) VALUES (:rule, :unit);

-- The same situation has a rule of this unit already.
-- name: safety_rule_same one
-- :case_id case_id
-- :unit unit_id
-- :situation work_situation
SELECT id FROM safety_rule WHERE case_id = :case_id AND unit_id = :unit AND situation = :situation AND state IN ('proposed', 'running');

-- One rule of a unit.
-- name: safety_rule_get one
-- :case_id case_id
-- :rule safety_rule_id
-- :unit unit_id
SELECT id, state, situation, review_on, proposed_by FROM safety_rule WHERE id = :rule AND case_id = :case_id AND unit_id = :unit;

-- The leader's answer.
-- name: safety_rule_answer exec
-- :rule safety_rule_id
-- :state safety_state
-- :now instant
-- :by staff_id
UPDATE safety_rule SET state = :state, answered_at = :now, answered_by = :by WHERE id = :rule AND state = 'proposed' AND proposed_by <> :by;

-- Looked at again.
-- name: safety_review_insert exec
-- :rule safety_rule_id
-- :on_date date
-- :needed bool
-- :next_on date?
-- :now instant
-- :by staff_id
INSERT INTO safety_review (rule_id, on_date, needed, next_on, at, by_staff) VALUES (:rule, :on_date, :needed, :next_on, :now, :by);

-- Still needed, until another day.
-- name: safety_rule_on exec
-- :rule safety_rule_id
-- :review_on date
UPDATE safety_rule SET review_on = :review_on WHERE id = :rule AND state = 'running';

-- Needed no more.
-- name: safety_rule_over exec
-- :rule safety_rule_id
UPDATE safety_rule SET state = 'over' WHERE id = :rule AND state = 'running';

-- The rules of a case that count for a unit that goes there: its own, and those it has been told of.
-- name: safety_rules_for many
-- :case_id case_id
-- :unit unit_id
-- =answered_name text?
SELECT r.id, r.unit_id, u.name_nb, u.name_nn, r.situation, r.state, r.review_on, r.proposed_at, r.proposed_by, p.name AS proposed_name, a.name AS answered_name, r.answered_at
  FROM safety_rule r
  JOIN unit_name u ON u.id = r.unit_id
  JOIN staff_name p ON p.id = r.proposed_by
  LEFT JOIN staff_name a ON a.id = r.answered_by
 WHERE r.case_id = :case_id AND r.state IN ('proposed', 'running')
   AND (r.unit_id = :unit OR EXISTS (SELECT 1 FROM safety_goer g WHERE g.rule_id = r.id AND g.unit_id = :unit))
 ORDER BY r.id
 LIMIT 20;

-- What was, of the unit's own.
-- name: safety_rules_before many
-- :case_id case_id
-- :unit unit_id
SELECT r.id, r.situation, r.state, r.proposed_at, r.answered_at
  FROM safety_rule r
 WHERE r.case_id = :case_id AND r.unit_id = :unit AND r.state IN ('refused', 'over')
 ORDER BY r.id DESC
 LIMIT 20;

-- The measures of the rules of a case.
-- name: safety_measures_of many
-- :case_id case_id
SELECT m.rule_id, m.measure FROM safety_rule r JOIN safety_measure m ON m.rule_id = r.id WHERE r.case_id = :case_id ORDER BY m.rule_id LIMIT 300;

-- Who else has been told.
-- name: safety_goers_of many
-- :case_id case_id
SELECT g.rule_id, u.name_nb, u.name_nn FROM safety_rule r JOIN safety_goer g ON g.rule_id = r.id JOIN unit_name u ON u.id = g.unit_id WHERE r.case_id = :case_id ORDER BY g.rule_id, u.name_nb LIMIT 200;

-- The cases where those of a unit go two together, in no order; one with two rules stands twice.
-- name: safety_together many
-- :unit unit_id
SELECT r.case_id
  FROM safety_rule r
  JOIN safety_measure m ON m.rule_id = r.id AND m.measure = 'two_together'
 WHERE r.unit_id = :unit AND r.state IN ('proposed', 'running')
 UNION ALL
SELECT r.case_id
  FROM safety_goer g
  JOIN safety_rule r ON r.id = g.rule_id AND r.state IN ('proposed', 'running')
  JOIN safety_measure m ON m.rule_id = r.id AND m.measure = 'two_together'
 WHERE g.unit_id = :unit
 LIMIT 2000;

-- Other units of the case, that may go there.
-- name: safety_units many
-- :case_id case_id
-- :unit unit_id
SELECT DISTINCT u.id, u.name_nb, u.name_nn FROM case_team t JOIN unit_name u ON u.id = t.unit_id WHERE t.case_id = :case_id AND t.unit_id <> :unit AND u.active = 1 ORDER BY u.name_nb LIMIT 40;

-- Is the unit in the case?
-- name: safety_unit_in_case one
-- :case_id case_id
-- :unit unit_id
SELECT t.unit_id FROM case_team t WHERE t.case_id = :case_id AND t.unit_id = :unit LIMIT 1;

-- ── a unit's list ───────────────────────────────────────────────────────────

-- The rules of a unit: what waits for its leader and what is to be looked at first.
-- name: safety_list many
-- :unit unit_id
SELECT r.id, r.case_id, r.situation, r.state, r.review_on, r.proposed_by, s.name AS proposed_name, p.given_name, p.family_name
  FROM safety_rule r
  JOIN case_spine c ON c.id = r.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN staff_name s ON s.id = r.proposed_by
 WHERE r.unit_id = :unit AND r.state IN ('proposed', 'running')
 ORDER BY CASE r.state WHEN 'proposed' THEN 0 ELSE 1 END, r.review_on, r.id
 LIMIT 200;

-- How many wait for the leader, or are past the day.
-- name: safety_count_due one
-- :unit unit_id
-- :today date
-- =n int
SELECT (SELECT count(*) FROM safety_rule r WHERE r.unit_id = :unit AND r.state IN ('proposed', 'running') AND (r.state = 'proposed' OR r.review_on <= :today))
     + (SELECT count(*) FROM incident i WHERE i.unit_id = :unit AND i.care IS NULL) AS n;

-- ── what has happened ───────────────────────────────────────────────────────

-- Something happened.
-- name: incident_insert insert
-- :unit unit_id
-- :staff staff_id
-- :case_id case_id?
-- :kind incident_kind
-- :by_whom incident_by
-- :situation work_situation
-- :on_date date
-- :care_by date
-- :now instant
INSERT INTO incident (unit_id, staff_id, case_id, kind, by_whom, situation, on_date, care_by, at)
VALUES (:unit, :staff, :case_id, :kind, :by_whom, :situation, :on_date, :care_by, :now)
RETURNING id;

-- One of a unit's.
-- name: incident_get one
-- :incident incident_id
-- :unit unit_id
SELECT id, staff_id, case_id, kind, on_date, care FROM incident WHERE id = :incident AND unit_id = :unit;

-- The worker has been looked after.
-- name: incident_care exec
-- :incident incident_id
-- :care care_step
-- :cared_on date
-- :by staff_id
UPDATE incident SET care = :care, cared_on = :cared_on, cared_by = :by WHERE id = :incident AND care IS NULL AND staff_id <> :by;

-- Those of a unit: what is not looked after first.
-- name: incident_list many
-- :unit unit_id
-- :since date
-- =cared_name text?
SELECT i.id, i.staff_id, s.name AS staff_name, i.kind, i.by_whom, i.situation, i.on_date, i.care_by, i.care, i.cared_on, c.name AS cared_name
  FROM incident i
  JOIN staff_name s ON s.id = i.staff_id
  LEFT JOIN staff_name c ON c.id = i.cared_by
 WHERE i.unit_id = :unit AND (i.care IS NULL OR i.on_date >= :since)
 ORDER BY CASE WHEN i.care IS NULL THEN 0 ELSE 1 END, i.on_date DESC, i.id DESC
 LIMIT 100;

-- Those of a unit in one case.
-- name: incident_of_case many
-- :case_id case_id
-- :unit unit_id
SELECT i.id, i.kind, i.by_whom, i.situation, i.on_date, s.name AS staff_name
  FROM incident i
  JOIN staff_name s ON s.id = i.staff_id
 WHERE i.case_id = :case_id AND i.unit_id = :unit
 ORDER BY i.id DESC
 LIMIT 20;

-- How many each worker of a unit has met.
-- name: incident_count_unit many
-- :unit unit_id
-- :first date
-- :last date
-- =n int
SELECT staff_id, count(*) AS n FROM incident WHERE unit_id = :unit AND on_date BETWEEN :first AND :last GROUP BY staff_id ORDER BY staff_id LIMIT 500;

-- ── words ───────────────────────────────────────────────────────────────────

-- Why, as the unit sees it.
-- name: safety_words_insert exec
-- :rule safety_rule_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :words sealed
-- :now instant
-- :by staff_id
INSERT INTO safety_words (rule_id, case_id, person_id, zone, words, at, by_staff) VALUES (:rule, :case_id, :person, :zone, :words, :now, :by);

-- As they stand, for the unit whose rules they are about.
-- name: safety_words_of many
-- :case_id case_id
-- :zone zone
-- :unit unit_id
SELECT w.rule_id, w.words, k.wrapped AS person_key
  FROM safety_words w
  JOIN person_key k ON k.person_id = w.person_id
  JOIN safety_rule r ON r.id = w.rule_id
 WHERE w.case_id = :case_id AND w.zone = :zone AND r.unit_id = :unit
 ORDER BY w.id
 LIMIT 40;

-- What happened.
-- name: incident_words_insert exec
-- :incident incident_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :words sealed
-- :now instant
-- :by staff_id
INSERT INTO incident_words (incident_id, case_id, person_id, zone, words, at, by_staff) VALUES (:incident, :case_id, :person, :zone, :words, :now, :by);

-- As it was told, for the unit it happened to.
-- name: incident_words_of many
-- :case_id case_id
-- :zone zone
-- :unit unit_id
SELECT w.incident_id, w.words, k.wrapped AS person_key
  FROM incident_words w
  JOIN person_key k ON k.person_id = w.person_id
  JOIN incident i ON i.id = w.incident_id
 WHERE w.case_id = :case_id AND w.zone = :zone AND i.unit_id = :unit
 ORDER BY w.id
 LIMIT 40;
