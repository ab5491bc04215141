-- ── the minimum standard ──
-- name: standard_check_add insert
-- :dwelling dwelling_id
-- :today date
-- :required int
-- :met int
-- :wanted int
-- :wanted_met int
-- :below bool
-- :now instant
-- :staff staff_id
INSERT INTO standard_check (dwelling_id, checked_on, required, met, wanted, wanted_met, below, at, by_staff)
VALUES (:dwelling, :today, :required, :met, :wanted, :wanted_met, :below, :now, :staff) RETURNING id;

-- name: standard_item_add exec
-- :check standard_check_id
-- :item text
-- :answer standard_answer
-- :remark text?
INSERT INTO standard_item (check_id, item, answer, remark) VALUES (:check, :item, :answer, :remark);

-- name: standard_last one
-- :dwelling dwelling_id
SELECT c.id, c.checked_on, c.required, c.met, c.wanted, c.wanted_met, c.below, s.name FROM standard_check c JOIN staff_name s ON s.id = c.by_staff
 WHERE c.dwelling_id = :dwelling ORDER BY c.id DESC LIMIT 1;

-- name: standard_items many
-- :check standard_check_id
SELECT item, answer, remark FROM standard_item WHERE check_id = :check ORDER BY item LIMIT 100;

-- Dwellings whose newest check is below the standard, and what is planned for each.
-- name: standard_below many
-- :skip int
-- scan ok: a stock is some hundreds to some thousands
-- =plan stock_plan?
-- =plan_state plan_state?
-- =due_on date?
-- =plan_id dwelling_plan_id?
SELECT c.dwelling_id, c.checked_on, c.required, c.met, p.kind AS plan, p.state AS plan_state, p.due_on, p.id AS plan_id
  FROM standard_check c
  JOIN dwelling_stock d ON d.id = c.dwelling_id AND d.state <> 'sold'
  LEFT JOIN dwelling_plan p ON p.dwelling_id = c.dwelling_id AND p.state IN ('decided', 'begun')
 WHERE c.below = 1 AND NOT EXISTS (SELECT 1 FROM standard_check n WHERE n.dwelling_id = c.dwelling_id AND n.id > c.id)
 ORDER BY CASE WHEN p.id IS NULL THEN 0 ELSE 1 END, c.checked_on, c.id
 LIMIT 100 OFFSET :skip;

-- How many are checked, below, and below without a plan.
-- name: standard_sums one
-- scan ok: a stock is some hundreds to some thousands
-- =checked int
-- =below int
-- =unplanned int
SELECT count(*) AS checked, COALESCE(sum(c.below), 0) AS below,
       COALESCE(sum(CASE WHEN c.below = 1 AND NOT EXISTS (SELECT 1 FROM dwelling_plan p WHERE p.dwelling_id = c.dwelling_id AND p.state IN ('decided', 'begun')) THEN 1 ELSE 0 END), 0) AS unplanned
  FROM standard_check c
 WHERE NOT EXISTS (SELECT 1 FROM standard_check n WHERE n.dwelling_id = c.dwelling_id AND n.id > c.id);

-- ── maintenance ──
-- name: run_add insert
-- :dwelling dwelling_id
-- :why run_why
-- :begun date
-- :due date
INSERT INTO maintenance_run (dwelling_id, why, begun_on, due_on) VALUES (:dwelling, :why, :begun, :due) RETURNING id;

-- name: run_open_of one
-- :dwelling dwelling_id
-- :why run_why
SELECT id FROM maintenance_run WHERE dwelling_id = :dwelling AND why = :why AND ended_on IS NULL;

-- name: run_step_add exec
-- :run maintenance_run_id
-- :seq int
-- :name_nb text
-- :name_nn text
INSERT INTO maintenance_step (run_id, seq, name_nb, name_nn, needed) VALUES (:run, :seq, :name_nb, :name_nn, 1);

-- name: run_get one
-- :run maintenance_run_id
SELECT id, dwelling_id, why, begun_on, due_on, ended_on, working_days FROM maintenance_run WHERE id = :run;

-- name: run_steps many
-- :run maintenance_run_id
-- =who text?
SELECT s.seq, s.name_nb, s.name_nn, s.done_on, s.needed, s.cost, s.note, n.name AS who FROM maintenance_step s LEFT JOIN staff_name n ON n.id = s.done_by
 WHERE s.run_id = :run ORDER BY s.seq LIMIT 60;

-- name: run_step_done exec
-- :run maintenance_run_id
-- :seq int
-- :today date
-- :needed bool
-- :cost int?
-- :note text?
-- :staff staff_id
UPDATE maintenance_step SET done_on = :today, needed = :needed, cost = :cost, note = :note, done_by = :staff WHERE run_id = :run AND seq = :seq AND done_on IS NULL;

-- name: run_left one
-- :run maintenance_run_id
-- =n int
-- =cost int
SELECT COALESCE(sum(CASE WHEN done_on IS NULL THEN 1 ELSE 0 END), 0) AS n, COALESCE(sum(cost), 0) AS cost FROM maintenance_step WHERE run_id = :run;

-- name: run_end exec
-- :run maintenance_run_id
-- :today date
-- :days int
UPDATE maintenance_run SET ended_on = :today, working_days = :days WHERE id = :run AND ended_on IS NULL;

-- name: runs_open many
-- =done int
-- =steps int
SELECT r.id, r.dwelling_id, r.why, r.begun_on, r.due_on, (SELECT count(*) FROM maintenance_step s WHERE s.run_id = r.id AND s.done_on IS NOT NULL) AS done,
       (SELECT count(*) FROM maintenance_step s WHERE s.run_id = r.id) AS steps
  FROM maintenance_run r WHERE r.ended_on IS NULL ORDER BY r.due_on, r.id LIMIT 200;

-- name: runs_of many
-- :dwelling dwelling_id
SELECT id, why, begun_on, due_on, ended_on, working_days FROM maintenance_run WHERE dwelling_id = :dwelling ORDER BY id DESC LIMIT 10;

-- How long a dwelling took from move out to ready, over a time.
-- name: runs_turnaround one
-- :since date
-- =n int
-- =days int
-- =late int
SELECT count(*) AS n, COALESCE(sum(working_days), 0) AS days, COALESCE(sum(CASE WHEN ended_on > due_on THEN 1 ELSE 0 END), 0) AS late
  FROM maintenance_run WHERE ended_on >= :since AND why = 'moved_out';

-- Dwellings nobody lives in, the longest empty first: since she left, or since it has stood where it stands when it has not been lived in.
-- name: void_now many
-- scan ok: a stock is some hundreds to some thousands
-- =since date?
SELECT d.id, d.state, COALESCE((SELECT max(m.on_date) FROM dwelling_moves m WHERE m.dwelling_id = d.id AND m.to_state = 'vacated'), d.state_since) AS since
  FROM dwelling_stock d
 WHERE d.state IN ('vacated', 'inspected', 'maintenance', 'ready', 'offered', 'blocked', 'acquired')
 ORDER BY since, d.id
 LIMIT 500;

-- ── damage ──
-- name: damage_add insert
-- :dwelling dwelling_id
-- :seen date
-- :cause damage_cause
-- :what text
-- :cost int?
-- :review bool
-- :now instant
-- :staff staff_id
INSERT INTO damage (dwelling_id, seen_on, cause, what, cost, review_asked, at, by_staff) VALUES (:dwelling, :seen, :cause, :what, :cost, :review, :now, :staff) RETURNING id;

-- name: damage_get one
-- :damage damage_id
SELECT id, dwelling_id, seen_on, cause, what, cost, repaired_on, review_asked FROM damage WHERE id = :damage;

-- name: damage_repaired exec
-- :damage damage_id
-- :on date
-- :cost int?
UPDATE damage SET repaired_on = :on, cost = COALESCE(:cost, cost) WHERE id = :damage AND repaired_on IS NULL AND seen_on <= :on;

-- name: damage_of many
-- :dwelling dwelling_id
SELECT id, seen_on, cause, what, cost, repaired_on, review_asked FROM damage WHERE dwelling_id = :dwelling ORDER BY id DESC LIMIT 20;

-- name: damage_unrepaired many
SELECT id, dwelling_id, seen_on, cause, what, cost FROM damage WHERE repaired_on IS NULL ORDER BY seen_on, id LIMIT 100;

-- What damage has cost by cause. Two in five dwellings may be one person's, so that it is shown for the whole stock only.
-- name: damage_by_cause many
-- :since date
-- scan ok: some hundreds a year
-- =n int
-- =total int
SELECT cause, count(*) AS n, COALESCE(sum(cost), 0) AS total FROM damage WHERE seen_on >= :since GROUP BY cause ORDER BY cause LIMIT 20;

-- Who lives there now, for the one who follows her up and nobody else.
-- name: damage_lives_there one
-- :dwelling dwelling_id
-- =holder_unit unit_id
SELECT l.case_id, l.person_id, c.holder_unit FROM running_lease l JOIN case_spine c ON c.id = l.case_id WHERE l.dwelling_id = :dwelling;

-- name: review_add insert
-- :damage damage_id
-- :case_id case_id
-- :person person_id
-- :now instant
INSERT INTO damage_review (damage_id, case_id, person_id, asked_at) VALUES (:damage, :case_id, :person, :now) RETURNING id;

-- name: reviews_of many
-- :case_id case_id
SELECT r.id, r.damage_id, d.seen_on, d.cause, d.what, d.repaired_on, r.asked_at, r.outcome, r.words, r.answered_at, k.wrapped AS person_key
  FROM damage_review r JOIN damage d ON d.id = r.damage_id JOIN person_key k ON k.person_id = r.person_id
 WHERE r.case_id = :case_id ORDER BY r.id DESC LIMIT 30;

-- name: review_answer exec
-- :review damage_review_id
-- :case_id case_id
-- :person person_id
-- :outcome damage_outcome
-- :words sealed
-- :now instant
-- :staff staff_id
UPDATE damage_review SET outcome = :outcome, words = :words, answered_at = :now, answered_by = :staff WHERE id = :review AND case_id = :case_id AND outcome IS NULL;

-- ── problems of a place ──
-- name: problem_add insert
-- :cluster dwelling_cluster_id
-- :kind problem_kind
-- :seen date
-- :what text
-- :now instant
-- :staff staff_id
INSERT INTO cluster_problem (cluster_id, kind, seen_on, what, at, by_staff) VALUES (:cluster, :kind, :seen, :what, :now, :staff) RETURNING id;

-- name: problem_close exec
-- :problem cluster_problem_id
-- :cluster dwelling_cluster_id
-- :on date
-- :done text
UPDATE cluster_problem SET closed_on = :on, done_what = :done WHERE id = :problem AND cluster_id = :cluster AND closed_on IS NULL;

-- name: problems_of many
-- :cluster dwelling_cluster_id
SELECT id, kind, seen_on, what, done_what, closed_on FROM cluster_problem WHERE cluster_id = :cluster ORDER BY CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END, seen_on DESC, id DESC LIMIT 40;

-- name: problems_open many
-- scan ok: some tens are open
-- =n int
SELECT p.cluster_id, c.name, count(*) AS n FROM cluster_problem p JOIN dwelling_cluster_name c ON c.id = p.cluster_id WHERE p.closed_on IS NULL GROUP BY p.cluster_id, c.name ORDER BY n DESC, c.name LIMIT 50;

-- ── siting ──
-- name: siting_add insert
-- :place text
-- :houses int
-- :type text?
-- :note text?
-- :now instant
-- :staff staff_id
INSERT INTO siting (place, houses, type, state, note, at, by_staff) VALUES (:place, :houses, :type, 'idea', :note, :now, :staff) RETURNING id;

-- name: sitings many
-- scan ok: some tens
-- =last_on date?
SELECT s.id, s.place, s.houses, s.type, s.state, (SELECT max(e.on_date) FROM siting_step e WHERE e.siting_id = s.id) AS last_on FROM siting s ORDER BY s.state, s.place LIMIT 100;

-- name: siting_get one
-- :siting siting_id
SELECT id, place, houses, type, state, note FROM siting WHERE id = :siting;

-- name: siting_steps many
-- :siting siting_id
SELECT e.kind, e.on_date, e.what, s.name FROM siting_step e JOIN staff_name s ON s.id = e.by_staff WHERE e.siting_id = :siting ORDER BY e.on_date DESC, e.id DESC LIMIT 100;

-- name: siting_step_add exec
-- :siting siting_id
-- :kind siting_kind
-- :on date
-- :what text
-- :now instant
-- :staff staff_id
INSERT INTO siting_step (siting_id, kind, on_date, what, at, by_staff) VALUES (:siting, :kind, :on, :what, :now, :staff);

-- name: siting_move exec
-- :siting siting_id
-- :state siting_state
UPDATE siting SET state = :state WHERE id = :siting;

-- ── a plan for each dwelling ──
-- name: home_plan_add insert
-- :dwelling dwelling_id
-- :kind stock_plan
-- :why text
-- :today date
-- :due date
-- :now instant
-- :staff staff_id
INSERT INTO dwelling_plan (dwelling_id, kind, why, decided_on, due_on, state, at, by_staff) VALUES (:dwelling, :kind, :why, :today, :due, 'decided', :now, :staff) RETURNING id;

-- name: home_plan_open one
-- :dwelling dwelling_id
SELECT id, kind, why, decided_on, due_on, state FROM dwelling_plan WHERE dwelling_id = :dwelling AND state IN ('decided', 'begun');

-- name: home_plan_get one
-- :plan dwelling_plan_id
SELECT id, dwelling_id, kind, why, decided_on, due_on, state FROM dwelling_plan WHERE id = :plan;

-- name: home_plan_move exec
-- :plan dwelling_plan_id
-- :from plan_state
-- :to plan_state
-- :ended date?
-- :outcome text?
UPDATE dwelling_plan SET state = :to, ended_on = :ended, outcome = COALESCE(:outcome, outcome) WHERE id = :plan AND state = :from;

-- name: home_plans_open many
SELECT id, dwelling_id, kind, why, due_on, state FROM dwelling_plan WHERE state IN ('decided', 'begun') ORDER BY due_on, id LIMIT 200;

-- ── homes to come ──
-- name: acquisition_add insert
-- :kind acquire_kind
-- :name text
-- :type text?
-- :homes int
-- :courtyard bool
-- :area dwelling_area_id?
-- :year int
-- :cost int?
-- :follow_up text
-- :follow_unit unit_id?
-- :standard build_standard
-- :standard_why text
-- :now instant
-- :staff staff_id
INSERT INTO acquisition (kind, name, type, homes, courtyard, area_id, plan_year, cost, follow_up, follow_unit, standard, standard_why, state, at, by_staff, version)
VALUES (:kind, :name, :type, :homes, :courtyard, :area, :year, :cost, :follow_up, :follow_unit, :standard, :standard_why, 'idea', :now, :staff, 1) RETURNING id;

-- name: acquisition_get one
-- :acquisition acquisition_id
-- =area text?
-- =unit_nb text?
-- =unit_nn text?
SELECT q.id, q.kind, q.name, q.type, q.homes, q.courtyard, q.plan_year, q.cost, q.follow_up, q.standard, q.standard_why, q.state, q.version, a.name AS area, u.name_nb AS unit_nb, u.name_nn AS unit_nn
  FROM acquisition q LEFT JOIN dwelling_area_name a ON a.id = q.area_id LEFT JOIN unit_name u ON u.id = q.follow_unit WHERE q.id = :acquisition;

-- name: acquisition_move exec
-- :acquisition acquisition_id
-- :version int
-- :state acquire_state
-- :year int
-- :cost int?
UPDATE acquisition SET state = :state, plan_year = :year, cost = COALESCE(:cost, cost), version = version + 1 WHERE id = :acquisition AND version = :version;

-- name: acquisitions many
-- :year int
SELECT id, kind, name, type, homes, plan_year, cost, state, standard FROM acquisition WHERE plan_year >= :year ORDER BY plan_year, state, id LIMIT 200;

-- What each year's plan holds of homes that are to come.
-- name: acquisition_years many
-- :year int
-- =n int
-- =homes int
-- =total int
SELECT plan_year, count(*) AS n, sum(homes) AS homes, COALESCE(sum(cost), 0) AS total FROM acquisition WHERE plan_year >= :year AND state <> 'dropped' GROUP BY plan_year ORDER BY plan_year LIMIT 40;

-- ── rehabilitation ──
-- name: rehabilitation_add insert
-- :name text
-- :cluster dwelling_cluster_id?
-- :from int
-- :until int
-- :what text
-- :now instant
-- :staff staff_id
INSERT INTO rehabilitation (name, cluster_id, from_year, until_year, what, at, by_staff) VALUES (:name, :cluster, :from, :until, :what, :now, :staff) RETURNING id;

-- name: rehabilitation_by_name one
-- :name text
SELECT id FROM rehabilitation WHERE name = :name;

-- name: rehabilitation_get one
-- :rehabilitation rehabilitation_id
-- =cluster text?
SELECT r.id, r.name, r.from_year, r.until_year, r.what, r.outdoor_on, r.cluster_id, c.name AS cluster FROM rehabilitation r LEFT JOIN dwelling_cluster_name c ON c.id = r.cluster_id WHERE r.id = :rehabilitation;

-- The dwellings of its cluster are its dwellings.
-- name: rehabilitation_fill exec
-- :rehabilitation rehabilitation_id
-- :cluster dwelling_cluster_id
INSERT INTO rehabilitation_home (rehabilitation_id, dwelling_id) SELECT :rehabilitation, d.id FROM dwelling_stock d WHERE d.cluster_id = :cluster AND d.state <> 'sold'
ON CONFLICT (rehabilitation_id, dwelling_id) DO NOTHING;

-- name: rehabilitation_home_add exec
-- :rehabilitation rehabilitation_id
-- :dwelling dwelling_id
INSERT INTO rehabilitation_home (rehabilitation_id, dwelling_id) VALUES (:rehabilitation, :dwelling) ON CONFLICT (rehabilitation_id, dwelling_id) DO NOTHING;

-- name: rehabilitation_home_done exec
-- :rehabilitation rehabilitation_id
-- :dwelling dwelling_id
-- :on date
UPDATE rehabilitation_home SET done_on = :on WHERE rehabilitation_id = :rehabilitation AND dwelling_id = :dwelling AND done_on IS NULL;

-- name: rehabilitation_outdoor exec
-- :rehabilitation rehabilitation_id
-- :on date
UPDATE rehabilitation SET outdoor_on = :on WHERE id = :rehabilitation AND outdoor_on IS NULL;

-- name: rehabilitation_homes many
-- :rehabilitation rehabilitation_id
SELECT dwelling_id, done_on FROM rehabilitation_home WHERE rehabilitation_id = :rehabilitation ORDER BY CASE WHEN done_on IS NULL THEN 0 ELSE 1 END, dwelling_id LIMIT 500;

-- name: rehabilitations many
-- scan ok: some tens
-- =homes int
-- =done int
SELECT r.id, r.name, r.from_year, r.until_year, r.outdoor_on, (SELECT count(*) FROM rehabilitation_home h WHERE h.rehabilitation_id = r.id) AS homes,
       (SELECT count(*) FROM rehabilitation_home h WHERE h.rehabilitation_id = r.id AND h.done_on IS NOT NULL) AS done
  FROM rehabilitation r ORDER BY r.until_year DESC, r.name LIMIT 50;

-- How much of the stock has been lifted, and of the yards.
-- name: rehabilitation_share one
-- scan ok: a stock is some hundreds to some thousands
-- =stock int
-- =done int
-- =yards int
-- =yards_done int
SELECT (SELECT count(*) FROM dwelling_stock WHERE state <> 'sold') AS stock,
       (SELECT count(*) FROM dwelling_stock d WHERE d.state <> 'sold' AND EXISTS (SELECT 1 FROM rehabilitation_home h WHERE h.dwelling_id = d.id AND h.done_on IS NOT NULL)) AS done,
       (SELECT count(*) FROM dwelling_cluster_name) AS yards,
       (SELECT count(*) FROM dwelling_cluster_name c WHERE EXISTS (SELECT 1 FROM rehabilitation r WHERE r.cluster_id = c.id AND r.outdoor_on IS NOT NULL)) AS yards_done;

-- ── private landlords ──
-- name: landlord_add insert
-- :name text
-- :number text?
-- :phone text?
-- :email text?
-- :note text?
-- :now instant
-- :staff staff_id
INSERT INTO landlord (name, number, phone, email, note, active, at, by_staff) VALUES (:name, :number, :phone, :email, :note, 1, :now, :staff) RETURNING id;

-- name: landlord_by_name one
-- :name text
SELECT id FROM landlord WHERE name = :name;

-- name: landlords many
-- :today date
-- scan ok: some hundreds at most
-- =homes int
-- =last_on date?
SELECT l.id, l.name, l.phone, l.active, (SELECT COALESCE(sum(a.homes), 0) FROM landlord_agreement a WHERE a.landlord_id = l.id AND a.from_date <= :today AND (a.until_date IS NULL OR a.until_date >= :today)) AS homes,
       (SELECT max(t.on_date) FROM landlord_talk t WHERE t.landlord_id = l.id) AS last_on
  FROM landlord l ORDER BY l.active DESC, l.name LIMIT 300;

-- name: landlord_get one
-- :landlord landlord_id
SELECT id, name, number, phone, email, note, active FROM landlord WHERE id = :landlord;

-- name: landlord_agreements many
-- :landlord landlord_id
SELECT id, what, homes, from_date, until_date FROM landlord_agreement WHERE landlord_id = :landlord ORDER BY from_date DESC, id DESC LIMIT 50;

-- name: landlord_talks many
-- :landlord landlord_id
SELECT t.kind, t.on_date, t.what, s.name FROM landlord_talk t JOIN staff_name s ON s.id = t.by_staff WHERE t.landlord_id = :landlord ORDER BY t.on_date DESC, t.id DESC LIMIT 100;

-- name: landlord_agreement_add insert
-- :landlord landlord_id
-- :what text
-- :homes int
-- :from date
-- :until date?
-- :now instant
-- :staff staff_id
INSERT INTO landlord_agreement (landlord_id, what, homes, from_date, until_date, at, by_staff) VALUES (:landlord, :what, :homes, :from, :until, :now, :staff) RETURNING id;

-- name: landlord_talk_add exec
-- :landlord landlord_id
-- :kind contact_kind
-- :on date
-- :what text
-- :now instant
-- :staff staff_id
INSERT INTO landlord_talk (landlord_id, kind, on_date, what, at, by_staff) VALUES (:landlord, :kind, :on, :what, :now, :staff);

-- ── what is lacking, and where many live close ──
-- Persons with a yes and no offer that suited, and the homes that are vacant. (R-144)
-- name: lacking one
-- scan ok: the open applications
-- =waiting int
-- =vacant int
SELECT (SELECT count(*) FROM home_lack l WHERE l.status IN ('approved', 'waiting') AND l.suited = 0) AS waiting,
       (SELECT count(*) FROM dwelling_stock WHERE state = 'ready') AS vacant;

-- name: cluster_shares many
-- scan ok: some hundreds at most
SELECT t.cluster_id, c.name, t.residents, t.active FROM cluster_tally t JOIN dwelling_cluster_name c ON c.id = t.cluster_id ORDER BY c.name LIMIT 500;

-- ── demonstration and checks ──
-- name: upkeep_stock each
-- scan ok: the whole stock
SELECT id, state, cluster_id, state_since FROM dwelling_stock ORDER BY id;

-- name: upkeep_clusters many
-- scan ok: some hundreds at most
SELECT id, name FROM dwelling_cluster_name ORDER BY name LIMIT 500;

-- name: upkeep_areas many
-- scan ok: some tens
SELECT id, name FROM dwelling_area_name ORDER BY name LIMIT 200;
