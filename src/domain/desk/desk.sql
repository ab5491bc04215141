-- ── many steps in one transaction ───────────────────────────────────────────

-- From now on the lists wait.
-- name: desk_hold_begin exec
INSERT INTO desk_hold (one) VALUES (1) ON CONFLICT (one) DO NOTHING;

-- They are made anew, each case that has changed once.
-- name: desk_hold_end exec
DELETE FROM desk_hold WHERE one = 1;

-- ── Min dag: what waits for this unit ───────────────────────────────────────

-- Offers of responsibility that wait for this unit's answer, the most urgent first, and how often the case was said no to before.
-- name: desk_waiting many
-- :unit unit_id
-- =n_refused int
SELECT h.id, h.case_id, h.state, h.what, h.offered_at, h.answer_due, p.given_name, p.family_name, p.born,
       f.name_nb AS from_nb, f.name_nn AS from_nn, s.name AS offered_by, k.wrapped AS person_key,
       (SELECT count(*) FROM handover_refused r WHERE r.case_id = h.case_id) AS n_refused
  FROM handover_open h
  JOIN case_spine c ON c.id = h.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN person_key k ON k.person_id = c.person_id
  JOIN unit_name f ON f.id = h.from_unit
  JOIN staff_name s ON s.id = h.offered_by
 WHERE h.to_unit = :unit
 ORDER BY h.answer_due, h.id
 LIMIT 30;

-- How many.
-- name: desk_waiting_count one
-- :unit unit_id
SELECT n FROM desk_total WHERE unit_id = :unit AND staff_id = -1 AND shelf = 'offers';

-- ── Min dag: what should not be overlooked ──────────────────────────────────

-- Offers of ours that nobody has answered in time.
-- name: desk_unanswered many
-- :unit unit_id
-- :today date
SELECT h.case_id, h.answer_due, p.given_name, p.family_name, t.name_nb AS to_nb, t.name_nn AS to_nn
  FROM handover_open h
  JOIN case_spine c ON c.id = h.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name t ON t.id = h.to_unit
 WHERE h.from_unit = :unit AND h.answer_due < :today
 ORDER BY h.answer_due, h.id
 LIMIT 10;

-- Disagreements about who is responsible, in cases the unit is in.
-- name: desk_disputes many
-- :unit unit_id
SELECT d.id, d.case_id, d.authority_unit, d.decide_by, p.given_name, p.family_name, a.name_nb, a.name_nn
  FROM desk_worry w
  JOIN dispute_open d ON d.id = w.subject
  JOIN case_spine c ON c.id = w.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name a ON a.id = d.authority_unit
 WHERE w.unit_id = :unit AND w.kind = 'dispute'
 ORDER BY w.on_date, w.at, w.case_id, w.subject
 LIMIT 25;

-- A no to us, while we still hold the case and have not asked anyone else.
-- name: desk_refused many
-- :unit unit_id
-- :since instant
SELECT r.case_id, r.refusal, r.answered_at, p.given_name, p.family_name, t.name_nb AS to_nb, t.name_nn AS to_nn
  FROM desk_worry w
  JOIN handover_refused r ON r.id = w.subject
  JOIN case_spine c ON c.id = w.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name t ON t.id = r.to_unit
 WHERE w.unit_id = :unit AND w.kind = 'refused' AND w.on_date = '9999-12-31' AND w.at >= :since
 ORDER BY w.at DESC, r.id
 LIMIT 10;

-- Help that runs without a decision: ours, and in the cases we hold, the oldest first. Whether it is late is followup's rule.
-- name: desk_undecided many
-- :unit unit_id
SELECT s.id, s.case_id, s.unit_id, s.kind, s.informal, s.started_on, s.expected_until, s.decided_from, s.ended_on,
       p.given_name, p.family_name, u.name_nb, u.name_nn
  FROM desk_worry w
  JOIN case_service s ON s.id = w.subject
  JOIN case_spine c ON c.id = w.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = s.unit_id
 WHERE w.unit_id = :unit AND w.kind = 'service'
 ORDER BY w.on_date, w.at, w.case_id, w.subject
 LIMIT 60;

-- Yeses that end soon, in the cases we hold.
-- name: desk_ending_consents many
-- :unit unit_id
-- :today date
-- :until date
SELECT w.case_id, w.on_date AS until, p.given_name, p.family_name, u.name_nb, u.name_nn
  FROM desk_worry w
  JOIN case_spine c ON c.id = w.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = w.subject
 WHERE w.unit_id = :unit AND w.kind = 'consent' AND w.on_date >= :today AND w.on_date <= :until
 ORDER BY w.on_date, w.at, w.case_id, w.subject
 LIMIT 15;

-- Messages that must have an answer soon. (FVL-11a)
-- name: desk_replies many
-- :unit unit_id
-- :until date
SELECT t.case_id, t.due, p.given_name, p.family_name
  FROM open_task t
  JOIN case_spine c ON c.id = t.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE t.unit_id = :unit AND t.kind = 'provisional_reply' AND t.due <= :until
 ORDER BY t.due, t.id
 LIMIT 10;

-- Who stays somewhere for the time being and comes to the end of it, or is past it: for the unit that found the place and the one that has the
-- responsibility. (R-016, SOT-6)
-- name: desk_nights many
-- scan ok: few stay somewhere for the time being at a time, and those who do stand in an index of their own
-- :unit unit_id
-- :until date
SELECT n.case_id, n.until_date, n.has_place, p.given_name, p.family_name
  FROM case_night_stay n
  JOIN case_spine c ON c.id = n.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE n.ended_on IS NULL AND (n.until_date <= :until OR n.has_place = 0) AND (n.unit_id = :unit OR c.holder_unit = :unit)
 ORDER BY n.until_date, n.id
 LIMIT 25;

-- Requests for a place to stay now that wait for the unit's answer.
-- name: desk_nights_asked many
-- :unit unit_id
SELECT n.case_id, n.asked_at, p.given_name, p.family_name, u.name_nb, u.name_nn
  FROM case_night_need n
  JOIN case_spine c ON c.id = n.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = n.from_unit
 WHERE n.to_unit = :unit AND n.state = 'waiting'
 ORDER BY n.asked_at, n.id
 LIMIT 25;

-- The stay that runs in a case, for its overview.
-- name: overview_night one
-- :case_id case_id
SELECT n.from_date, n.until_date, n.has_place, u.name_nb, u.name_nn
  FROM case_night_stay n
  JOIN unit_name u ON u.id = n.unit_id
 WHERE n.case_id = :case_id AND n.ended_on IS NULL;

-- The request that waits in a case.
-- name: overview_night_asked one
-- :case_id case_id
SELECT n.asked_at, u.name_nb, u.name_nn
  FROM case_night_need n
  JOIN unit_name u ON u.id = n.to_unit
 WHERE n.case_id = :case_id AND n.state = 'waiting';

-- ── Min dag: what is to be done ─────────────────────────────────────────────

-- Tasks for today, and those that should have been done: mine, and those of the unit that nobody has by name.
-- name: desk_tasks_due many
-- :unit unit_id
-- :staff staff_id
-- :today date
SELECT l.kind, d.due AS due, d.case_id AS case_id, l.staff_id, l.given_name, l.family_name, d.subject AS subject
  FROM desk_place d
  JOIN desk_task_line l ON l.id = d.subject
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = 'tasks' AND d.due <= :today
 UNION ALL
SELECT m.kind, e.due, e.case_id, m.staff_id, m.given_name, m.family_name, e.subject
  FROM desk_place e
  JOIN desk_task_line m ON m.id = e.subject
 WHERE e.unit_id = :unit AND e.staff_id = 0 AND e.shelf = 'tasks' AND e.due <= :today
 ORDER BY due, case_id, subject
 LIMIT 12;

-- The next ones.
-- name: desk_tasks_next many
-- :unit unit_id
-- :staff staff_id
-- :today date
SELECT l.kind, d.due AS due, d.case_id AS case_id, l.staff_id, l.given_name, l.family_name, d.subject AS subject
  FROM desk_place d
  JOIN desk_task_line l ON l.id = d.subject
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = 'tasks' AND d.due > :today
 UNION ALL
SELECT m.kind, e.due, e.case_id, m.staff_id, m.given_name, m.family_name, e.subject
  FROM desk_place e
  JOIN desk_task_line m ON m.id = e.subject
 WHERE e.unit_id = :unit AND e.staff_id = 0 AND e.shelf = 'tasks' AND e.due > :today
 ORDER BY due, case_id, subject
 LIMIT 8;

-- ── Min dag: the cases ──────────────────────────────────────────────────────

-- How many cases, tasks and offers the unit has in all (staff_id -1), nobody has by name (0), and this worker has.
-- name: desk_totals many
-- :unit unit_id
-- :staff staff_id
SELECT staff_id, shelf, n FROM desk_total WHERE unit_id = :unit AND staff_id <= 0
 UNION ALL
SELECT staff_id, shelf, n FROM desk_total WHERE unit_id = :unit AND staff_id = :staff
 LIMIT 20;

-- How many places of one shelf have a date no later than a day.
-- name: desk_due_by one
-- :unit unit_id
-- :staff int
-- :shelf desk_shelf
-- :until date
-- =n int
SELECT COALESCE(sum(n), 0) AS n FROM desk_day WHERE unit_id = :unit AND staff_id = :staff AND shelf = :shelf AND due <= :until;

-- One page of a shelf of cases, the nearest date first.
-- name: desk_cases_due many
-- :unit unit_id
-- :staff int
-- :shelf desk_shelf
-- :until date
-- :offset int
SELECT l.id, l.held_since, l.holder_staff, l.given_name, l.family_name, l.born, l.next_kind, l.next_due, l.next_unit,
       l.next_nb, l.next_nn, l.staff_name, l.offer, l.offered_nb, l.offered_nn
  FROM desk_place d
  JOIN desk_case_line l ON l.id = d.case_id
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = :shelf AND d.due <= :until
 ORDER BY d.due, d.case_id
 LIMIT 25 OFFSET :offset;

-- One page of a shelf of cases, the last date first.
-- name: desk_cases_due_last many
-- :unit unit_id
-- :staff int
-- :shelf desk_shelf
-- :until date
-- :offset int
SELECT l.id, l.held_since, l.holder_staff, l.given_name, l.family_name, l.born, l.next_kind, l.next_due, l.next_unit,
       l.next_nb, l.next_nn, l.staff_name, l.offer, l.offered_nb, l.offered_nn
  FROM desk_place d
  JOIN desk_case_line l ON l.id = d.case_id
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = :shelf AND d.due <= :until
 ORDER BY d.due DESC, d.case_id DESC
 LIMIT 25 OFFSET :offset;

-- One page of a shelf of cases, from A.
-- name: desk_cases_name many
-- :unit unit_id
-- :staff int
-- :shelf desk_shelf
-- :offset int
SELECT l.id, l.held_since, l.holder_staff, l.given_name, l.family_name, l.born, l.next_kind, l.next_due, l.next_unit,
       l.next_nb, l.next_nn, l.staff_name, l.offer, l.offered_nb, l.offered_nn
  FROM desk_place d
  JOIN desk_case_line l ON l.id = d.case_id
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = :shelf
 ORDER BY d.name, d.case_id
 LIMIT 25 OFFSET :offset;

-- One page of a shelf of cases, from Å.
-- name: desk_cases_name_last many
-- :unit unit_id
-- :staff int
-- :shelf desk_shelf
-- :offset int
SELECT l.id, l.held_since, l.holder_staff, l.given_name, l.family_name, l.born, l.next_kind, l.next_due, l.next_unit,
       l.next_nb, l.next_nn, l.staff_name, l.offer, l.offered_nb, l.offered_nn
  FROM desk_place d
  JOIN desk_case_line l ON l.id = d.case_id
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = :shelf
 ORDER BY d.name DESC, d.case_id DESC
 LIMIT 25 OFFSET :offset;

-- One page of a shelf of cases, held longest first.
-- name: desk_cases_since many
-- :unit unit_id
-- :staff int
-- :shelf desk_shelf
-- :offset int
SELECT l.id, l.held_since, l.holder_staff, l.given_name, l.family_name, l.born, l.next_kind, l.next_due, l.next_unit,
       l.next_nb, l.next_nn, l.staff_name, l.offer, l.offered_nb, l.offered_nn
  FROM desk_place d
  JOIN desk_case_line l ON l.id = d.case_id
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = :shelf
 ORDER BY d.since, d.case_id
 LIMIT 25 OFFSET :offset;

-- One page of a shelf of cases, held shortest first.
-- name: desk_cases_since_last many
-- :unit unit_id
-- :staff int
-- :shelf desk_shelf
-- :offset int
SELECT l.id, l.held_since, l.holder_staff, l.given_name, l.family_name, l.born, l.next_kind, l.next_due, l.next_unit,
       l.next_nb, l.next_nn, l.staff_name, l.offer, l.offered_nb, l.offered_nn
  FROM desk_place d
  JOIN desk_case_line l ON l.id = d.case_id
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = :shelf
 ORDER BY d.since DESC, d.case_id DESC
 LIMIT 25 OFFSET :offset;

-- ── Search: only cases this unit is part of are found (L3) ──────────────────

-- Cases of persons with a name that has words beginning so, by the first of the words.
-- name: desk_find_name many
-- :unit unit_id
-- :staff staff_id
-- :today date
-- :first blob
-- :first_end blob
-- :second blob?
-- :second_end blob?
-- :third blob?
-- :third_end blob?
SELECT c.id, c.number, p.given_name, p.family_name, p.born, u.name_nb, u.name_nn
  FROM desk_name d
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = c.holder_unit
 WHERE d.unit_id = :unit AND d.word >= :first AND d.word < :first_end AND d.ends_on >= :today
   AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = :staff AND b.person_id = c.person_id)
   AND (:second IS NULL OR EXISTS (SELECT 1 FROM person_name_word x WHERE x.person_id = c.person_id AND x.word >= :second AND x.word < :second_end))
   AND (:third IS NULL OR EXISTS (SELECT 1 FROM person_name_word y WHERE y.person_id = c.person_id AND y.word >= :third AND y.word < :third_end))
 ORDER BY d.word, d.case_id
 LIMIT 60;

-- Whose case has this number?
-- name: desk_person_of_number one
-- :number text
SELECT person_id FROM case_spine WHERE number = :number;

-- The open case of a person, if this unit is part of it. Whether this worker may know of it is for domain/secrecy to say.
-- name: desk_find_person one
-- :unit unit_id
-- :today date
-- :person person_id
SELECT c.id, c.number, p.given_name, p.family_name, p.born, u.name_nb, u.name_nn
  FROM case_spine c
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = c.holder_unit
 WHERE c.person_id = :person AND c.state <> 'closed'
   AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :unit AND (m.ends_on IS NULL OR m.ends_on >= :today));

-- ── One case at a glance ────────────────────────────────────────────────────

-- Everyone who has held the case, the first first.
-- name: overview_periods many
-- :case_id case_id
-- =until_at instant?
SELECT b.unit_id, b.from_at, b.until_at, u.name_nb, u.name_nn
  FROM baton_history b
  JOIN unit_name u ON u.id = b.unit_id
 WHERE b.case_id = :case_id
 ORDER BY b.seq
 LIMIT 200;

-- How many times somebody said no.
-- name: overview_refusals one
-- :case_id case_id
-- =n int
SELECT count(*) AS n FROM handover_refused WHERE case_id = :case_id;

-- What happened, the newest first. Events of a zone the reader may not see are left out.
-- name: overview_events many
-- :case_id case_id
-- :filter timeline_filter
-- :health bool
-- :social bool
-- :housing bool
-- :tenancy bool
-- :plan bool
-- :restricted bool
-- :offset int
SELECT e.at, e.kind, e.zone, u.name_nb, u.name_nn, o.name_nb AS other_nb, o.name_nn AS other_nn, s.name AS staff_name
  FROM case_timeline e
  LEFT JOIN unit_name u ON u.id = e.unit_id
  LEFT JOIN unit_name o ON o.id = e.other_unit
  LEFT JOIN staff_name s ON s.id = e.staff_id
 WHERE e.case_id = :case_id
   AND (e.zone = 'spine' OR (e.zone = 'health' AND :health = 1) OR (e.zone = 'social' AND :social = 1) OR (e.zone = 'housing' AND :housing = 1)
        OR (e.zone = 'tenancy' AND :tenancy = 1) OR (e.zone = 'plan' AND :plan = 1) OR (e.zone = 'restricted' AND :restricted = 1))
   AND (:filter = 'everything'
        OR (:filter = 'responsibility' AND e.kind IN ('case_resting', 'case_woken', 'closing_proposed', 'closing_stopped', 'case_closed', 'case_reopened', 'case_joined', 'case_unjoined',
             'case_opened', 'baton_offered', 'baton_accepted', 'baton_refused', 'baton_withdrawn',
             'baton_escalated', 'duty_added', 'duty_changed', 'coordinator_offered', 'coordinator_named', 'worker_changed', 'emergency_takeover',
             'dispute_raised', 'dispute_decided', 'dispute_late', 'dispute_appealed', 'dispute_appeal_answered', 'outside_asked', 'outside_answered', 'units_merged',
             'role_chosen', 'new_worker_asked', 'new_worker_answered'))
        OR (:filter = 'decision' AND e.kind IN ('emergency_granted', 'emergency_refused', 'emergency_extended', 'emergency_moved', 'emergency_excluded', 'emergency_ended',
             'decision_started', 'part_checked', 'part_signed', 'decision_issued', 'letter_reached',
             'part_answered', 'decision_amended', 'dwelling_ordered', 'dwelling_found', 'lease_signed', 'lease_begun', 'lease_renewed', 'lease_open', 'lease_notice_given', 'lease_ended', 'service_started', 'service_changed'))
        OR (:filter = 'contact' AND e.kind IN ('career_talked', 'instrument_noted', 'home_at_risk', 'home_risk_step', 'home_risk_over', 'lease_talked', 'talk_noted', 'correction_noted', 'emergency_asked', 'emergency_withdrawn', 'help_declined', 'help_offered', 'help_wanted',
             'contact_received', 'consent_asked', 'consent_given', 'consent_refused', 'consent_revoked',
             'objection_made', 'objection_lifted', 'case_shared', 'objection_overridden', 'emergency_read', 'assessment_part', 'assessment_confirmed', 'plan_offered', 'notice_checked', 'provisional_reply_sent', 'contact_answered')))
 ORDER BY e.at DESC, e.id DESC
 LIMIT 21 OFFSET :offset;

-- The units that are part of the case, and why.
-- name: overview_team many
-- :case_id case_id
-- :today date
SELECT t.unit_id, t.why, u.name_nb, u.name_nn, u.external
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND (t.ends_on IS NULL OR t.ends_on >= :today)
 ORDER BY t.unit_id, t.why
 LIMIT 100;

-- Who works with her in each of them: by service, by part of the decision in force, as coordinator. One who has several is there as often.
-- name: overview_workers many
-- :case_id case_id
SELECT s.unit_id, w.name
  FROM case_service s
  JOIN staff_name w ON w.id = s.staff_id
 WHERE s.case_id = :case_id AND s.ended_on IS NULL
 UNION ALL
SELECT p.unit_id, w.name
  FROM case_part p
  JOIN staff_name w ON w.id = p.contact
 WHERE p.case_id = :case_id AND p.joint_state IN ('issued', 'in_force')
 UNION ALL
SELECT k.unit_id, w.name
  FROM case_coordinator k
  JOIN staff_name w ON w.id = k.staff_id
 WHERE k.case_id = :case_id
 LIMIT 60;

-- Help that runs, for the puzzle.
-- name: puzzle_services many
-- :case_id case_id
SELECT s.kind, s.decided_from, u.name_nb, u.name_nn
  FROM case_service s
  JOIN unit_name u ON u.id = s.unit_id
 WHERE s.case_id = :case_id AND s.ended_on IS NULL
 ORDER BY s.started_on
 LIMIT 40;

-- What the decision in force gives besides help that runs, for the puzzle.
-- name: puzzle_parts many
-- :case_id case_id
-- :today date
SELECT p.kind, u.name_nb, u.name_nn
  FROM case_part p
  JOIN unit_name u ON u.id = p.unit_id
 WHERE p.case_id = :case_id AND p.joint_state IN ('issued', 'in_force') AND p.state = 'signed' AND p.outcome = 'granted'
   AND (p.until_date IS NULL OR p.until_date >= :today)
 ORDER BY p.kind
 LIMIT 40;

-- Every answer about sharing, the newest first.
-- name: overview_consents many
-- :case_id case_id
SELECT to_unit, zone, state, until, asked_at FROM case_consent WHERE case_id = :case_id ORDER BY to_unit DESC, id DESC LIMIT 100;

-- Messages that belong to the case, and those that still wait for an answer. (FVL-11a)
-- name: overview_contacts many
-- :case_id case_id
SELECT n.channel, n.received_at, n.reply_due, u.name_nb, u.name_nn, t.id AS waits
  FROM case_contact n
  JOIN unit_name u ON u.id = n.received_unit
  LEFT JOIN open_task t ON t.case_id = n.case_id AND t.kind = 'provisional_reply' AND t.subject = n.id
 WHERE n.case_id = :case_id
 ORDER BY n.received_at DESC, n.id DESC
 LIMIT 5;

-- The help she gets.
-- name: overview_services many
-- :case_id case_id
SELECT s.id, s.unit_id, s.kind, s.informal, s.started_on, s.expected_until, s.decided_from, s.ended_on, u.name_nb, u.name_nn
  FROM case_service s
  JOIN unit_name u ON u.id = s.unit_id
 WHERE s.case_id = :case_id AND s.ended_on IS NULL
 ORDER BY s.started_on, s.id
 LIMIT 20;

-- What other units owe: kind and state, never an amount.
-- name: overview_duties many
-- :case_id case_id
SELECT d.kind, d.state, d.due, u.name_nb, u.name_nn
  FROM case_duty d
  JOIN unit_name u ON u.id = d.unit_id
 WHERE d.case_id = :case_id AND (d.ended_at IS NULL OR d.state <> 'done')
 ORDER BY d.since, d.id
 LIMIT 20;

-- The newest joint decision and how far its parts have come.
-- name: overview_decision one
-- :case_id case_id
-- =n_parts int
-- =n_signed int
SELECT d.id, d.version_no, d.state, d.issued_at,
       (SELECT count(*) FROM case_part p WHERE p.decision_id = d.id) AS n_parts,
       (SELECT count(*) FROM case_part p WHERE p.decision_id = d.id AND p.state = 'signed') AS n_signed
  FROM case_decision d
 WHERE d.case_id = :case_id
 ORDER BY d.version_no DESC
 LIMIT 1;

-- ── The unit's queue ────────────────────────────────────────────────────────

-- Everyone who works in a unit today, and whoever has cases or tasks there without working there any more, with how much each has.
-- name: desk_workers many
-- :unit unit_id
-- :today date
-- =n_cases int?
-- =n_tasks int?
-- =n_late int
-- =works_here int
SELECT s.id, s.name, c.n AS n_cases, t.n AS n_tasks,
       (SELECT COALESCE(sum(d.n), 0) FROM desk_day d WHERE d.unit_id = :unit AND d.staff_id = w.staff_id AND d.shelf = 'tasks' AND d.due < :today) AS n_late,
       (SELECT count(*) FROM unit_member h WHERE h.unit_id = :unit AND h.staff_id = w.staff_id AND h.from_date <= :today
                                             AND (h.until_date IS NULL OR h.until_date >= :today)) AS works_here
  FROM (SELECT m.staff_id FROM unit_member m WHERE m.unit_id = :unit AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
         UNION
        SELECT x.staff_id FROM desk_total x WHERE x.unit_id = :unit AND x.staff_id > 0 AND x.n > 0) AS w
  JOIN staff_name s ON s.id = w.staff_id
  LEFT JOIN desk_total c ON c.unit_id = :unit AND c.staff_id = w.staff_id AND c.shelf = 'cases'
  LEFT JOIN desk_total t ON t.unit_id = :unit AND t.staff_id = w.staff_id AND t.shelf = 'tasks'
 ORDER BY s.name, s.id
 LIMIT 200;

-- One page of a unit's open tasks, the nearest date first.
-- name: desk_shelf_tasks many
-- :unit unit_id
-- :staff int
-- :offset int
SELECT l.id, l.kind, l.due, l.case_id, l.given_name, l.family_name, l.staff_name
  FROM desk_place d
  JOIN desk_task_line l ON l.id = d.subject
 WHERE d.unit_id = :unit AND d.staff_id = :staff AND d.shelf = 'tasks'
 ORDER BY d.due, d.case_id, d.subject
 LIMIT 25 OFFSET :offset;

-- One open task.
-- name: desk_task one
-- :task task_id
SELECT id, case_id, unit_id, kind, subject FROM open_task WHERE id = :task;

-- What a case is, for whoever gives it to a worker.
-- name: desk_case_holder one
-- :case_id case_id
SELECT holder_unit, holder_staff FROM case_spine WHERE id = :case_id AND state <> 'closed';

-- Does the worker work in the unit today?
-- name: desk_works_in one
-- :unit unit_id
-- :staff staff_id
-- :today date
SELECT m.staff_id
  FROM unit_member m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
 LIMIT 1;
