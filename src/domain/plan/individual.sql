-- The individual plan itself.

-- Offered.
-- name: individual_plan_insert insert
-- :case_id case_id
-- :person person_id
-- :now instant
INSERT INTO individual_plan (case_id, person_id, state, offered_at, version) VALUES (:case_id, :person, 'offered', :now, 1)
RETURNING id;

-- The newest of a case.
-- name: individual_plan_get one
-- :case_id case_id
SELECT id, case_id, state, offered_at, consented_at, from_date, until_date, revise_on, version
  FROM individual_plan
 WHERE case_id = :case_id
 ORDER BY id DESC
 LIMIT 1;

-- One plan.
-- name: individual_plan_by_id one
-- :plan individual_plan_id
SELECT id, case_id, state, offered_at, consented_at, from_date, until_date, revise_on, version FROM individual_plan WHERE id = :plan;

-- A step, unless someone else has taken one.
-- name: individual_plan_set_state exec
-- :plan individual_plan_id
-- :version int
-- :state individual_plan_state
UPDATE individual_plan SET state = :state, version = version + 1 WHERE id = :plan AND version = :version;

-- She has said yes.
-- name: individual_plan_set_consented exec
-- :plan individual_plan_id
-- :version int
-- :now instant
UPDATE individual_plan SET state = 'consented', consented_at = :now, version = version + 1 WHERE id = :plan AND version = :version;

-- It is in use, for a time, and is looked at again on a day.
-- name: individual_plan_set_active exec
-- :plan individual_plan_id
-- :version int
-- :from_date date
-- :until_date date?
-- :revise_on date
UPDATE individual_plan
   SET state = 'active', from_date = :from_date, until_date = :until_date, revise_on = :revise_on, version = version + 1
 WHERE id = :plan AND version = :version;

-- It has ended.
-- name: individual_plan_set_ended exec
-- :plan individual_plan_id
-- :version int
-- :reason plan_end_reason
-- :now instant
UPDATE individual_plan SET state = 'ended', end_reason = :reason, ended_at = :now, version = version + 1 WHERE id = :plan AND version = :version;

-- One person has one plan: what she had in another case, which is closed, ends when a new one is offered.
-- name: individual_plan_end_others exec
-- :person person_id
-- :case_id case_id
-- :now instant
UPDATE individual_plan
   SET state = 'ended', end_reason = 'another_plan', ended_at = :now, version = version + 1
 WHERE person_id = :person AND case_id <> :case_id AND state NOT IN ('refused', 'ended');

-- What the ten points need of what the case knows: goals she works for, what is agreed, help that is given.
-- name: plan_point_facts one
-- :case_id case_id
-- =n_goals int
-- =n_agreed int
-- =n_services int
SELECT (SELECT count(*) FROM goal g WHERE g.case_id = c.id AND g.settled_at IS NULL) AS n_goals,
       (SELECT count(*) FROM plan_action a WHERE a.case_id = c.id AND a.settled_at IS NULL AND a.state = 'agreed') AS n_agreed,
       (SELECT count(*) FROM case_service s WHERE s.case_id = c.id AND s.ended_on IS NULL) AS n_services
  FROM case_spine c
 WHERE c.id = :case_id;

-- Open cases where two units or more work, opened before a day, in which neither plan nor coordinator has been offered and nobody has it as a task. (R-203)
-- name: plan_never_offered many
-- scan ok: once a day, in the background
-- :before instant
SELECT c.id, c.holder_unit
  FROM case_spine c
 WHERE c.state = 'open' AND c.opened_at < :before
   AND NOT EXISTS (SELECT 1 FROM plan_offer o WHERE o.case_id = c.id)
   AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = c.id AND t.kind = 'offer_plan')
   AND (SELECT count(DISTINCT t.unit_id) FROM case_team t WHERE t.case_id = c.id AND t.why IN ('holder', 'duty', 'service', 'coordinator', 'decision_part')) >= 2
 ORDER BY c.id
 LIMIT 200;

-- Where work on the plan stands in open cases of one unit, or of all (0). `n_right`: two units or more work in it, so she is taken to have a right to a plan. (R-209, R-210)
-- name: plan_figures many
-- scan ok: the open cases of a municipality, for its leaders, now and then
-- limit ok: one row a unit
-- :unit unit_id
-- :today date
-- =n_cases int
-- =n_right int
-- =n_offered int
-- =n_plan int
-- =n_goal int
-- =n_step int
-- =n_planned int
-- =n_lacking int
SELECT x.holder_unit, u.name_nb, u.name_nn, count(*) AS n_cases, sum(x.has_right) AS n_right, sum(x.offered) AS n_offered, sum(x.plan) AS n_plan, sum(x.goal) AS n_goal,
       sum(x.step) AS n_step, sum(x.goal * x.step) AS n_planned, sum(x.has_right * (1 - x.plan) * (1 - x.offered)) AS n_lacking
  FROM (SELECT c.holder_unit,
               CASE WHEN (SELECT count(DISTINCT t.unit_id) FROM case_team t
                           WHERE t.case_id = c.id AND t.why IN ('holder', 'duty', 'service', 'coordinator', 'decision_part')) >= 2 THEN 1 ELSE 0 END AS has_right,
               CASE WHEN EXISTS (SELECT 1 FROM plan_offer o WHERE o.case_id = c.id AND o.kind = 'individual_plan') THEN 1 ELSE 0 END AS offered,
               CASE WHEN EXISTS (SELECT 1 FROM individual_plan p WHERE p.case_id = c.id AND p.state IN ('active', 'under_revision')) THEN 1 ELSE 0 END AS plan,
               CASE WHEN EXISTS (SELECT 1 FROM goal g WHERE g.case_id = c.id AND g.settled_at IS NULL) THEN 1 ELSE 0 END AS goal,
               CASE WHEN EXISTS (SELECT 1 FROM plan_action a WHERE a.case_id = c.id AND a.settled_at IS NULL AND a.state = 'agreed' AND a.due >= :today) THEN 1 ELSE 0 END AS step
          FROM case_spine c
         WHERE c.state = 'open' AND (c.holder_unit = :unit OR :unit = 0)) x
  JOIN unit_name u ON u.id = x.holder_unit
 GROUP BY x.holder_unit, u.name_nb, u.name_nn
 ORDER BY u.name_nb;
