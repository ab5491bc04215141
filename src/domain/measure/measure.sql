-- ── stays ───────────────────────────────────────────────────────────────────

-- She enters, or waits.
-- name: measure_stay_insert insert
-- :case_id case_id
-- :person person_id
-- :measure measure_id
-- :unit unit_id
-- :contact staff_id?
-- :state measure_state
-- :waits_for measure_wait?
-- :waits_since date?
-- :ground measure_ground?
-- :part decision_part_id?
-- :part_number int?
-- :service service_id?
-- :started_on date?
-- :follows measure_stay_id?
-- :review_on date?
-- :now instant
-- :staff staff_id
-- :by_unit unit_id
INSERT INTO measure_stay (case_id, person_id, measure_id, unit_id, staff_id, state, waits_for, waits_since, ground, part_id, part_number, service_id, started_on, follows_id,
                          review_on, at, by_staff, by_unit, version)
VALUES (:case_id, :person, :measure, :unit, :contact, :state, :waits_for, :waits_since, :ground, :part, :part_number, :service, :started_on, :follows, :review_on, :now, :staff,
        :by_unit, 1)
RETURNING id;

-- One stay. An id of another case is not found.
-- name: measure_stay_get one
-- :case_id case_id
-- :stay measure_stay_id
SELECT s.id, s.case_id, s.person_id, s.measure_id, s.unit_id, s.staff_id, s.state, s.waits_for, s.waits_since, s.ground, s.part_id, s.part_number, s.service_id, s.started_on,
       s.over_on, s.over_why, s.follows_id, s.review_on, s.by_unit, s.version, m.zone, m.kind
  FROM measure_stay s
  JOIN measure m ON m.id = s.measure_id
 WHERE s.id = :stay AND s.case_id = :case_id;

-- Is she in it, or waiting for it?
-- name: measure_stay_open_in one
-- :case_id case_id
-- :measure measure_id
SELECT id FROM measure_stay WHERE case_id = :case_id AND measure_id = :measure AND state IN ('waiting', 'running');

-- How many are in it.
-- name: measure_stay_count_in one
-- :measure measure_id
-- =n int
SELECT count(*) AS n FROM measure_stay WHERE measure_id = :measure AND state = 'running';

-- The stays of a case: what runs, what waits, what is over, the newest first.
-- name: measure_stays_of many
-- :case_id case_id
SELECT s.id, s.measure_id, s.unit_id, s.staff_id, s.state, s.waits_for, s.waits_since, s.ground, s.part_number, s.service_id, s.started_on, s.over_on, s.over_why, s.follows_id,
       s.review_on, s.version, m.name_nb, m.name_nn, m.plain_nb, m.plain_nn, m.zone, m.kind, m.help, m.agreement_days, u.name_nb AS unit_nb, u.name_nn AS unit_nn, c.name AS contact,
       c.phone AS contact_phone
  FROM measure_stay s
  JOIN measure m ON m.id = s.measure_id
  JOIN unit_name u ON u.id = s.unit_id
  LEFT JOIN staff_name c ON c.id = s.staff_id
 WHERE s.case_id = :case_id
 ORDER BY CASE s.state WHEN 'running' THEN 1 WHEN 'waiting' THEN 2 ELSE 3 END, s.id DESC
 LIMIT 100;

-- From waiting to in it.
-- name: measure_stay_begin exec
-- :stay measure_stay_id
-- :version int
-- :contact staff_id?
-- :ground measure_ground
-- :part decision_part_id?
-- :part_number int?
-- :service service_id?
-- :started_on date
-- :review_on date?
UPDATE measure_stay
   SET state = 'running', staff_id = :contact, ground = :ground, part_id = :part, part_number = :part_number, service_id = :service, started_on = :started_on,
       review_on = :review_on, version = version + 1
 WHERE id = :stay AND version = :version AND state = 'waiting';

-- She waits for it no more.
-- name: measure_stay_withdraw exec
-- :stay measure_stay_id
-- :version int
UPDATE measure_stay SET state = 'withdrawn', version = version + 1 WHERE id = :stay AND version = :version AND state = 'waiting';

-- It is over from a day.
-- name: measure_stay_over exec
-- :stay measure_stay_id
-- :version int
-- :over_on date
-- :why measure_over
UPDATE measure_stay SET state = 'over', over_on = :over_on, over_why = :why, review_on = NULL, version = version + 1 WHERE id = :stay AND version = :version AND state = 'running';

-- Another meets her.
-- name: measure_stay_set_contact exec
-- :stay measure_stay_id
-- :version int
-- :contact staff_id?
-- :review_on date?
UPDATE measure_stay SET staff_id = :contact, review_on = :review_on, version = version + 1 WHERE id = :stay AND version = :version AND state = 'running';

-- When somebody next asks whether it fits.
-- name: measure_stay_set_review exec
-- :stay measure_stay_id
-- :review_on date?
UPDATE measure_stay SET review_on = :review_on, version = version + 1 WHERE id = :stay AND state = 'running';

-- Does the unit still give her a measure?
-- name: measure_stay_open_of_unit one
-- :case_id case_id
-- :unit unit_id
SELECT id FROM measure_stay WHERE unit_id = :unit AND case_id = :case_id AND state IN ('waiting', 'running') LIMIT 1;

-- Who meets her from now on.
-- name: measure_contact_insert exec
-- :stay measure_stay_id
-- :contact staff_id?
-- :from_date date
-- :now instant
-- :staff staff_id
INSERT INTO measure_contact (stay_id, staff_id, from_date, at, by_staff) VALUES (:stay, :contact, :from_date, :now, :staff);

-- Everyone she has met there, the newest first.
-- name: measure_contacts_of many
-- :stay measure_stay_id
SELECT c.from_date, s.name AS staff_name
  FROM measure_contact c
  LEFT JOIN staff_name s ON s.id = c.staff_id
 WHERE c.stay_id = :stay
 ORDER BY c.id DESC
 LIMIT 30;

-- Does it fit?
-- name: measure_review_insert exec
-- :stay measure_stay_id
-- :result measure_result
-- :on_date date
-- :now instant
-- :staff staff_id
INSERT INTO measure_review (stay_id, result, on_date, at, by_staff) VALUES (:stay, :result, :on_date, :now, :staff);

-- What was said about that, the newest first.
-- name: measure_reviews_of many
-- :stay measure_stay_id
SELECT r.result, r.on_date, s.name AS staff_name
  FROM measure_review r
  JOIN staff_name s ON s.id = r.by_staff
 WHERE r.stay_id = :stay
 ORDER BY r.id DESC
 LIMIT 30;

-- ── what is said about her in it ────────────────────────────────────────────

-- Words.
-- name: measure_said_insert exec
-- :stay measure_stay_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :kind measure_said_kind
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO measure_said (stay_id, case_id, person_id, zone, kind, words, at, by_staff) VALUES (:stay, :case_id, :person, :zone, :kind, :words, :now, :staff);

-- Words of one stay, the newest first.
-- name: measure_said_of many
-- :stay measure_stay_id
-- :zone zone
SELECT w.kind, w.words, w.at, s.name AS staff_name, k.wrapped AS person_key
  FROM measure_said w
  JOIN staff_name s ON s.id = w.by_staff
  JOIN person_key k ON k.person_id = w.person_id
 WHERE w.stay_id = :stay AND w.zone = :zone
 ORDER BY w.id DESC
 LIMIT 60;

-- What is done differently for her in the measures of a case, the newest first.
-- name: measure_tailored_of many
-- :case_id case_id
-- :zone zone
SELECT w.stay_id, w.words, k.wrapped AS person_key
  FROM measure_said w
  JOIN person_key k ON k.person_id = w.person_id
 WHERE w.case_id = :case_id AND w.zone = :zone AND w.kind = 'tailored'
 ORDER BY w.id DESC
 LIMIT 60;

-- What is known of a ticket.
-- name: measure_ticket_said_insert exec
-- :stay measure_stay_id
-- :ticket measure_ticket_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :answer ticket_answer
-- :now instant
-- :staff staff_id
INSERT INTO measure_ticket_said (stay_id, ticket_id, case_id, person_id, zone, answer, at, by_staff) VALUES (:stay, :ticket, :case_id, :person, :zone, :answer, :now, :staff);

-- The tickets of a stay as they were answered, in the order it was said.
-- name: measure_tickets_said many
-- :stay measure_stay_id
-- :zone zone
SELECT a.ticket_id, a.answer, a.at, t.words_nb, t.words_nn
  FROM measure_ticket_said a
  JOIN measure_ticket t ON t.id = a.ticket_id
 WHERE a.stay_id = :stay AND a.zone = :zone
 ORDER BY a.id
 LIMIT 100;

-- ── the ground ──────────────────────────────────────────────────────────────

-- The parts about help that she has a yes to, in the version in force.
-- name: measure_parts many
-- :case_id case_id
SELECT p.id, p.decision_id, p.number, p.decided_now, p.copied_from, p.unit_id, p.service_kind, p.amount_kind, p.minutes_least, p.minutes_most, p.minutes_usual, p.per, p.from_date,
       p.until_date, u.code AS unit_code, u.name_nb AS unit_nb, u.name_nn AS unit_nn
  FROM case_part p
  JOIN unit_name u ON u.id = p.unit_id
 WHERE p.case_id = :case_id AND p.kind IN ('hol_tjeneste', 'hol_annen') AND p.joint_state IN ('issued', 'in_force') AND p.state = 'signed' AND p.outcome = 'granted'
 ORDER BY p.number
 LIMIT 30;

-- Help that runs without a decision, and informal help beside.
-- name: measure_services many
-- :case_id case_id
SELECT s.id, s.kind, s.unit_id, s.informal, s.started_on, u.name_nb AS unit_nb, u.name_nn AS unit_nn
  FROM case_service s
  JOIN unit_name u ON u.id = s.unit_id
 WHERE s.case_id = :case_id AND s.ended_on IS NULL AND s.decided_from IS NULL
 ORDER BY s.id
 LIMIT 50;

-- ── no measure fits ─────────────────────────────────────────────────────────

-- It is said.
-- name: measure_gap_insert insert
-- :case_id case_id
-- :why gap_why
-- :since date
-- :now instant
-- :staff staff_id
INSERT INTO measure_gap (case_id, why, since, at, by_staff) VALUES (:case_id, :why, :since, :now, :staff) RETURNING id;

-- The open one of a case.
-- name: measure_gap_of one
-- :case_id case_id
SELECT id, why, since FROM measure_gap WHERE case_id = :case_id AND closed_on IS NULL;

-- Something was found, or is needed no more.
-- name: measure_gap_close exec
-- :case_id case_id
-- :closed_on date
-- :how gap_end
UPDATE measure_gap SET closed_on = :closed_on, how = :how WHERE case_id = :case_id AND closed_on IS NULL;

-- ── what everybody is asked ─────────────────────────────────────────────────

-- She was asked, and answered.
-- name: measure_offer_insert exec
-- :case_id case_id
-- :measure measure_id
-- :answer measure_answer
-- :ask_again date?
-- :on_date date
-- :now instant
-- :staff staff_id
INSERT INTO measure_offer (case_id, measure_id, answer, ask_again, on_date, at, by_staff) VALUES (:case_id, :measure, :answer, :ask_again, :on_date, :now, :staff);

-- What she has answered, the newest of each measure first.
-- name: measure_offers_of many
-- :case_id case_id
SELECT o.measure_id, o.answer, o.ask_again, o.on_date, s.name AS staff_name
  FROM measure_offer o
  JOIN staff_name s ON s.id = o.by_staff
 WHERE o.case_id = :case_id
 ORDER BY o.measure_id, o.id DESC
 LIMIT 100;

-- ── phases ──────────────────────────────────────────────────────────────────

-- One step on.
-- name: measure_phase_insert exec
-- :stay measure_stay_id
-- :phase measure_phase
-- :on_date date
-- :now instant
-- :staff staff_id
INSERT INTO measure_phase_step (stay_id, phase, on_date, at, by_staff) VALUES (:stay, :phase, :on_date, :now, :staff);

-- How far she has come, in the order of the phases.
-- name: measure_phases_of many
-- :stay measure_stay_id
SELECT p.phase, p.on_date, s.name AS staff_name
  FROM measure_phase_step p
  JOIN staff_name s ON s.id = p.by_staff
 WHERE p.stay_id = :stay
 ORDER BY p.on_date, p.at
 LIMIT 5;
