-- Appeals that the board must do something with, the nearest day first.
-- name: start_appeals many
-- :unit unit_id
SELECT t.id, t.case_id, t.kind, t.due, c.number
  FROM open_task t
  JOIN case_spine c ON c.id = t.case_id
 WHERE t.unit_id = :unit AND t.kind IN ('decide_appeal', 'decide_suspension', 'decide_costs', 'finish_appeal', 'send_appeal_letter')
 ORDER BY t.due, t.id
 LIMIT 25;

-- What persons have asked to see or to have corrected, anywhere in the municipality, the nearest day first.
-- name: start_requests many
-- scan ok: a municipality has some tens of units, and what is open is read off the unit's index
SELECT t.id, t.case_id, t.kind, t.due, c.number
  FROM unit_name u
  JOIN open_task t ON t.unit_id = u.id AND t.kind IN ('give_access', 'answer_correction')
  JOIN case_spine c ON c.id = t.case_id
 ORDER BY t.due, t.id
 LIMIT 25;

-- Orders of a dwelling that wait for a unit, the oldest first.
-- name: start_orders many
-- :unit unit_id
SELECT o.id, o.sent_at, c.number
  FROM dwelling_order_waiting o
  JOIN case_spine c ON c.id = o.case_id
 WHERE o.unit_id = :unit
 ORDER BY o.sent_at, o.id
 LIMIT 10;

-- Readings in an emergency that nobody has judged, erasures that wait for the second person, and breaches found since a day.
-- name: start_privacy one
-- scan ok: few wait at a time
-- :since instant
-- =n_emergencies int
-- =n_erasures int
-- =n_breaches int
SELECT (SELECT count(*) FROM case_emergency WHERE verdict IS NULL) AS n_emergencies, (SELECT count(*) FROM erasure_waiting) AS n_erasures,
       (SELECT count(*) FROM finding_breach WHERE closed_at >= :since) AS n_breaches;

-- The case with a number, open or closed.
-- name: start_case_of_number one
-- :number text
SELECT id FROM case_spine WHERE number = :number;

-- The newest case of a person.
-- name: start_case_of_person one
-- :person person_id
SELECT id FROM case_spine WHERE person_id = :person ORDER BY id DESC LIMIT 1;
