-- A danger to a home.
-- name: home_risk_insert insert
-- :case_id case_id
-- :person person_id
-- :lease lease_id?
-- :unit unit_id
-- :cause home_cause
-- :state home_state
-- :opened_on date
-- :owed int?
-- :out_on date?
-- :now instant
-- :staff staff_id?
INSERT INTO home_risk (case_id, person_id, lease_id, unit_id, cause, state, opened_on, opened_by, owed, out_on, state_at, state_by)
VALUES (:case_id, :person, :lease, :unit, :cause, :state, :opened_on, :staff, :owed, :out_on, :now, :staff)
RETURNING id;

-- One of them.
-- name: home_risk_get one
-- :risk home_risk_id
SELECT id, case_id, person_id, lease_id, unit_id, cause, state, opened_on, owed, warned_on, told_on, out_on, ended_on FROM home_risk WHERE id = :risk;

-- The open one of a case, else the newest.
-- name: home_risk_of_case one
-- :case_id case_id
SELECT id FROM home_risk WHERE case_id = :case_id ORDER BY CASE WHEN ended_on IS NULL THEN 0 ELSE 1 END, id DESC LIMIT 1;

-- A step; only from the state it was read in.
-- name: home_risk_set exec
-- :risk home_risk_id
-- :was home_state
-- :state home_state
-- :warned_on date?
-- :told_on date?
-- :out_on date?
-- :ended_on date?
-- :now instant
-- :staff staff_id?
UPDATE home_risk
   SET state = :state, warned_on = :warned_on, told_on = :told_on, out_on = :out_on, ended_on = :ended_on, state_at = :now, state_by = :staff
 WHERE id = :risk AND state = :was;

-- The step, kept.
-- name: home_risk_move_insert exec
-- :risk home_risk_id
-- :state home_state
-- :now instant
-- :staff staff_id?
INSERT INTO home_risk_move (risk_id, state, at, by_staff) VALUES (:risk, :state, :now, :staff);

-- What was tried.
-- name: home_help_insert exec
-- :risk home_risk_id
-- :help home_help
-- :result home_help_result
-- :on_date date
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO home_help_tried (risk_id, help, result, on_date, by_staff, by_unit, at) VALUES (:risk, :help, :result, :on_date, :staff, :unit, :now);

-- All that was tried, the newest first.
-- name: home_helps_of many
-- :risk home_risk_id
SELECT h.help, h.result, h.on_date, s.name AS staff_name, u.name_nb, u.name_nn
  FROM home_help_tried h JOIN staff_name s ON s.id = h.by_staff JOIN unit_name u ON u.id = h.by_unit
 WHERE h.risk_id = :risk
 ORDER BY h.id DESC
 LIMIT 40;

-- The steps, the newest first.
-- name: home_moves_of many
-- :risk home_risk_id
-- =staff_name text?
SELECT m.state, m.at, s.name AS staff_name FROM home_risk_move m LEFT JOIN staff_name s ON s.id = m.by_staff WHERE m.risk_id = :risk ORDER BY m.id DESC LIMIT 30;

-- Words about it.
-- name: home_words_insert exec
-- :risk home_risk_id
-- :case_id case_id
-- :person person_id
-- :state home_state
-- :hers bool
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO home_risk_words (risk_id, case_id, person_id, state, hers, words, at, by_staff) VALUES (:risk, :case_id, :person, :state, :hers, :words, :now, :staff);

-- What was said, the newest first.
-- name: home_words_of many
-- :risk home_risk_id
SELECT w.state, w.hers, w.words, w.at, s.name AS staff_name, k.wrapped AS person_key
  FROM home_risk_words w
  JOIN person_key k ON k.person_id = w.person_id
  JOIN staff_name s ON s.id = w.by_staff
 WHERE w.risk_id = :risk
 ORDER BY w.id DESC
 LIMIT 40;

-- How many persons lost their home in a period, by cause.
-- name: home_lost many
-- :from_date date
-- :to_date date
-- =persons int
SELECT cause, count(DISTINCT person_id) AS persons
  FROM home_risk
 WHERE state = 'evicted' AND ended_on >= :from_date AND ended_on <= :to_date
 GROUP BY cause
 ORDER BY cause
 LIMIT 20;

-- How it ended for those whose home was in danger.
-- name: home_ends many
-- :from_date date
-- :to_date date
-- =persons int
SELECT state, count(DISTINCT person_id) AS persons
  FROM home_risk
 WHERE ended_on >= :from_date AND ended_on <= :to_date AND state IN ('safe', 'moved', 'evicted')
 GROUP BY state
 ORDER BY state
 LIMIT 5;

-- Is a place for the night asked for, and not answered?
-- name: home_night_asked one
-- :case_id case_id
SELECT id FROM case_night_need WHERE case_id = :case_id AND state = 'waiting' LIMIT 1;

-- ── rent ─────────────────────────────────────────────────────────────────────

-- The lease that runs in a dwelling.
-- name: rent_lease one
-- :number text
SELECT l.id, l.case_id FROM running_lease l JOIN dwelling_stock d ON d.id = l.dwelling_id WHERE d.object_number = :number;

-- One month as it stood.
-- name: rent_of_month one
-- :lease lease_id
-- :month date
SELECT due_on, amount, paid FROM rent_due WHERE lease_id = :lease AND month = :month;

-- One month, as the accounts say now.
-- name: rent_put_month exec
-- :lease lease_id
-- :month date
-- :due_on date
-- :amount int
-- :paid int
-- :now instant
INSERT INTO rent_due (lease_id, month, due_on, amount, paid, read_at) VALUES (:lease, :month, :due_on, :amount, :paid, :now)
ON CONFLICT (lease_id, month) DO UPDATE SET due_on = excluded.due_on, amount = excluded.amount, paid = excluded.paid, read_at = excluded.read_at;

-- What is owed on a lease, of what was due before a day.
-- name: rent_owed one
-- :lease lease_id
-- :before date
-- =owed int
SELECT COALESCE(sum(amount - paid), 0) AS owed FROM rent_due WHERE lease_id = :lease AND due_on < :before AND paid < amount;

-- The last months of a lease, the newest first.
-- name: rents_of_lease many
-- :lease lease_id
SELECT month, due_on, amount, paid FROM rent_due WHERE lease_id = :lease ORDER BY month DESC LIMIT 12;
