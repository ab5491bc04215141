-- ── the catalogue as the profile has it ─────────────────────────────────────

-- One measure by its code.
-- name: measure_by_code one
-- :code text
SELECT id, from_profile FROM measure WHERE code = :code;

-- A measure of the profile, or one the municipality has added itself.
-- name: measure_insert insert
-- :code text
-- :name_nb text
-- :name_nn text
-- :plain_nb text
-- :plain_nn text
-- :kind measure_kind
-- :unit unit_id
-- :run_by measure_run_by
-- :zone zone
-- :arena measure_arena
-- :places int?
-- :agreement_days int
-- :review_weeks int
-- :from_profile bool
INSERT INTO measure (code, name_nb, name_nn, plain_nb, plain_nn, kind, unit_id, run_by, zone, arena, harm_reducing, field_based, low_threshold, carries_tasks, offered, places,
                     agreement_days, review_weeks, from_profile, open, version)
VALUES (:code, :name_nb, :name_nn, :plain_nb, :plain_nn, :kind, :unit, :run_by, :zone, :arena, 0, 0, 0, 0, 0, :places, :agreement_days, :review_weeks, :from_profile, 1, 1)
RETURNING id;

-- What the profile says of it follows the profile.
-- name: measure_follow exec
-- :measure measure_id
-- :name_nb text
-- :name_nn text
-- :plain_nb text
-- :plain_nn text
-- :target_nb text?
-- :target_nn text?
-- :content_nb text?
-- :content_nn text?
-- :professions_nb text?
-- :professions_nn text?
-- :kind measure_kind
-- :unit unit_id
-- :run_by measure_run_by
-- :help service_kind?
-- :arena measure_arena
-- :harm_reducing bool
-- :field_based bool
-- :low_threshold bool
-- :carries_tasks bool
-- :offered bool
-- :age_from int?
-- :age_to int?
-- :positions int?
UPDATE measure
   SET name_nb = :name_nb, name_nn = :name_nn, plain_nb = :plain_nb, plain_nn = :plain_nn, target_nb = :target_nb, target_nn = :target_nn, content_nb = :content_nb,
       content_nn = :content_nn, professions_nb = :professions_nb, professions_nn = :professions_nn, kind = :kind, unit_id = :unit, run_by = :run_by, help = :help, arena = :arena,
       harm_reducing = :harm_reducing, field_based = :field_based, low_threshold = :low_threshold, carries_tasks = :carries_tasks, offered = :offered, age_from = :age_from,
       age_to = :age_to, positions = :positions, from_profile = 1
 WHERE id = :measure;

-- A ticket that holds from a day.
-- name: measure_ticket_add insert
-- :measure measure_id
-- :kind ticket_kind
-- :words_nb text
-- :words_nn text
-- :why_nb text
-- :why_nn text
-- :from_profile bool
-- :from_date date
INSERT INTO measure_ticket (measure_id, kind, words_nb, words_nn, why_nb, why_nn, from_profile, from_date)
VALUES (:measure, :kind, :words_nb, :words_nn, :why_nb, :why_nn, :from_profile, :from_date)
RETURNING id;

-- It is asked for no more from today.
-- name: measure_ticket_end exec
-- :measure measure_id
-- :ticket measure_ticket_id
-- :today date
UPDATE measure_ticket SET until_date = :today WHERE id = :ticket AND measure_id = :measure AND until_date IS NULL;

-- A rule that holds from a day.
-- name: measure_rule_add insert
-- :measure measure_id
-- :words_nb text
-- :words_nn text
-- :why_nb text
-- :why_nn text
-- :from_profile bool
-- :from_date date
-- :staff staff_id?
INSERT INTO measure_rule (measure_id, words_nb, words_nn, why_nb, why_nn, from_profile, from_date, by_staff)
VALUES (:measure, :words_nb, :words_nn, :why_nb, :why_nn, :from_profile, :from_date, :staff)
RETURNING id;

-- It holds no more from today.
-- name: measure_rule_end exec
-- :measure measure_id
-- :rule measure_rule_id
-- :today date
UPDATE measure_rule SET until_date = :today WHERE id = :rule AND measure_id = :measure AND until_date IS NULL;

-- ── reading it ──────────────────────────────────────────────────────────────

-- One measure.
-- name: measure_get one
-- :measure measure_id
-- =taken int
-- =waiting int
SELECT m.id, m.code, m.name_nb, m.name_nn, m.plain_nb, m.plain_nn, m.target_nb, m.target_nn, m.content_nb, m.content_nn, m.professions_nb, m.professions_nn, m.kind, m.unit_id,
       m.run_by, m.zone, m.help, m.arena, m.harm_reducing, m.field_based, m.low_threshold, m.carries_tasks, m.offered, m.age_from, m.age_to, m.places, m.positions,
       m.agreement_days, m.review_weeks, m.from_profile, m.open, m.version, u.name_nb AS unit_nb, u.name_nn AS unit_nn, u.phone,
       (SELECT count(*) FROM measure_stay s WHERE s.measure_id = m.id AND s.state = 'running') AS taken,
       (SELECT count(*) FROM measure_stay s WHERE s.measure_id = m.id AND s.state = 'waiting') AS waiting
  FROM measure m
  JOIN unit_name u ON u.id = m.unit_id
 WHERE m.id = :measure;

-- All measures, with how many are in each and wait for it.
-- name: measure_list many
-- =taken int
-- =waiting int
-- scan ok: a municipality has some tens of measures
SELECT m.id, m.code, m.name_nb, m.name_nn, m.plain_nb, m.plain_nn, m.target_nb, m.target_nn, m.kind, m.unit_id, m.run_by, m.zone, m.help, m.arena, m.harm_reducing, m.field_based,
       m.low_threshold, m.carries_tasks, m.offered, m.age_from, m.age_to, m.places, m.open, u.name_nb AS unit_nb, u.name_nn AS unit_nn,
       (SELECT count(*) FROM measure_stay s WHERE s.measure_id = m.id AND s.state = 'running') AS taken,
       (SELECT count(*) FROM measure_stay s WHERE s.measure_id = m.id AND s.state = 'waiting') AS waiting
  FROM measure m
  JOIN unit_name u ON u.id = m.unit_id
 ORDER BY m.open DESC, m.name_nb, m.id
 LIMIT 200;

-- The tickets of all open measures, for choosing among them.
-- name: measure_tickets_all many
-- :today date
-- scan ok: a municipality has some tens of tickets
SELECT t.measure_id, t.id, t.kind, t.words_nb, t.words_nn
  FROM measure_ticket t
 WHERE t.until_date IS NULL OR t.until_date > :today
 ORDER BY t.measure_id, t.id
 LIMIT 500;

-- The tickets of one measure: those that hold today first.
-- name: measure_tickets_of many
-- :measure measure_id
SELECT t.id, t.kind, t.words_nb, t.words_nn, t.why_nb, t.why_nn, t.from_profile, t.from_date, t.until_date
  FROM measure_ticket t
 WHERE t.measure_id = :measure
 ORDER BY t.until_date IS NOT NULL, t.id
 LIMIT 100;

-- The rules of one measure: those that hold today first.
-- name: measure_rules_of many
-- :measure measure_id
SELECT r.id, r.words_nb, r.words_nn, r.why_nb, r.why_nn, r.from_profile, r.from_date, r.until_date, s.name AS staff_name
  FROM measure_rule r
  LEFT JOIN staff_name s ON s.id = r.by_staff
 WHERE r.measure_id = :measure
 ORDER BY r.until_date IS NOT NULL, r.id
 LIMIT 100;

-- ── the municipality's own hand on it ───────────────────────────────────────

-- Room, opening, and the weeks of it. Someone else may have been there first.
-- name: measure_set exec
-- :measure measure_id
-- :version int
-- :places int?
-- :positions int?
-- :open bool
-- :agreement_days int
-- :review_weeks int
UPDATE measure
   SET places = :places, positions = :positions, open = :open, agreement_days = :agreement_days, review_weeks = :review_weeks, version = version + 1
 WHERE id = :measure AND version = :version;

-- What is said of a measure the municipality has added itself.
-- name: measure_describe exec
-- :measure measure_id
-- :target_nb text?
-- :target_nn text?
-- :content_nb text?
-- :content_nn text?
-- :harm_reducing bool
-- :field_based bool
-- :low_threshold bool
-- :carries_tasks bool
-- :offered bool
-- :age_from int?
-- :age_to int?
UPDATE measure
   SET target_nb = :target_nb, target_nn = :target_nn, content_nb = :content_nb, content_nn = :content_nn, harm_reducing = :harm_reducing, field_based = :field_based,
       low_threshold = :low_threshold, carries_tasks = :carries_tasks, offered = :offered, age_from = :age_from, age_to = :age_to
 WHERE id = :measure AND from_profile = 0;

-- ── between bark and wood ───────────────────────────────────────────────────

-- How many no measure fits, by why.
-- name: measure_gaps_open many
-- =n int
-- scan ok: the index holds the open ones only
SELECT why, count(*) AS n FROM measure_gap WHERE closed_on IS NULL GROUP BY why ORDER BY why LIMIT 20;

-- ── the eight principles ────────────────────────────────────────────────────

-- A team has looked at itself.
-- name: fidelity_check_insert insert
-- :measure measure_id
-- :on_date date
-- :now instant
-- :staff staff_id
INSERT INTO fidelity_check (measure_id, on_date, at, by_staff) VALUES (:measure, :on_date, :now, :staff) RETURNING id;

-- Was it done that day already?
-- name: fidelity_check_on one
-- :measure measure_id
-- :on_date date
SELECT id FROM fidelity_check WHERE measure_id = :measure AND on_date = :on_date;

-- One principle of it.
-- name: fidelity_answer_insert exec
-- :check fidelity_check_id
-- :principle fidelity_principle
-- :mark fidelity_mark
-- :todo text?
INSERT INTO fidelity_answer (check_id, principle, mark, todo) VALUES (:check, :principle, :mark, :todo);

-- The last times, the newest first.
-- name: fidelity_checks_of many
-- :measure measure_id
SELECT c.id, c.on_date, s.name AS staff_name
  FROM fidelity_check c
  JOIN staff_name s ON s.id = c.by_staff
 WHERE c.measure_id = :measure
 ORDER BY c.on_date DESC
 LIMIT 6;

-- And what was said then.
-- name: fidelity_answers_of many
-- :measure measure_id
-- :from_date date
SELECT a.check_id, a.principle, a.mark, a.todo
  FROM fidelity_check c
  JOIN fidelity_answer a ON a.check_id = c.id
 WHERE c.measure_id = :measure AND c.on_date >= :from_date
 ORDER BY c.on_date DESC, a.principle
 LIMIT 60;

-- How many are in each phase with the Housing First team: the newest phase of everyone who is in it.
-- name: measure_phases_now many
-- :measure measure_id
-- =n int
SELECT p.phase, count(*) AS n
  FROM measure_stay s
  JOIN measure_phase_step p ON p.stay_id = s.id
 WHERE s.measure_id = :measure AND s.state = 'running'
   AND NOT EXISTS (SELECT 1 FROM measure_phase_step l WHERE l.stay_id = p.stay_id
                    AND (l.phase = 'following_up' AND p.phase <> 'following_up' OR l.phase = 'agreement' AND p.phase = 'mapping'))
 GROUP BY p.phase
 ORDER BY p.phase
 LIMIT 5;
