-- ── writing ────────────────────────────────────────────────────────────────

-- A visit.
-- name: visit_insert insert
-- :case_id case_id
-- :unit unit_id
-- :staff staff_id
-- :second staff_id?
-- :booking booking_id?
-- :on_date date
-- :from_minute int
-- :minutes int
-- :arena visit_arena
-- :outcome visit_outcome
-- :strain visit_strain?
-- :sending text?
-- :corrects visit_id?
-- :struck bool
-- :now instant
-- :by staff_id
INSERT INTO visit (case_id, unit_id, staff_id, second_staff, booking_id, on_date, from_minute, minutes, arena, outcome, strain, sending, corrects, struck, at, by_staff)
VALUES (:case_id, :unit, :staff, :second, :booking, :on_date, :from_minute, :minutes, :arena, :outcome, :strain, :sending, :corrects, :struck, :now, :by)
RETURNING id;

-- How it went.
-- name: visit_note_insert insert
-- :visit visit_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :on_date date
-- :went visit_went?
-- :words sealed?
-- :now instant
-- :by staff_id
INSERT INTO visit_note (visit_id, case_id, person_id, zone, on_date, went, words, at, by_staff)
VALUES (:visit, :case_id, :person, :zone, :on_date, :went, :words, :now, :by)
RETURNING id;

-- The form of the day.
-- name: visit_day_insert insert
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :on_date date
-- :form day_form
-- :now instant
-- :by staff_id
INSERT INTO visit_day (case_id, person_id, zone, on_date, form, at, by_staff)
VALUES (:case_id, :person, :zone, :on_date, :form, :now, :by)
RETURNING id;

-- Why somebody comes.
-- name: booking_why_insert exec
-- :booking booking_id
-- :why visit_why
INSERT INTO booking_why (booking_id, why) VALUES (:booking, :why);

-- The visit a form was sent for before.
-- name: visit_of_sending one
-- :sending text
SELECT id, case_id, by_staff FROM visit WHERE sending = :sending;

-- One visit of a case, as it stands.
-- name: visit_get one
-- :case_id case_id
-- :visit visit_id
SELECT v.id, v.unit_id, v.staff_id, v.second_staff, v.booking_id, v.on_date, v.from_minute, v.minutes, v.arena, v.outcome, v.strain, v.struck
  FROM visit v
 WHERE v.id = :visit AND v.case_id = :case_id;

-- Has it been put right?
-- name: visit_corrected one
-- :visit visit_id
SELECT id FROM visit WHERE corrects = :visit;

-- Does the worker work in the unit today?
-- name: visit_works_in one
-- :unit unit_id
-- :staff staff_id
-- :today date
SELECT m.staff_id
  FROM unit_member m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
 LIMIT 1;

-- ── reading ────────────────────────────────────────────────────────────────

-- When she was last reached.
-- name: visit_watch_of one
-- :case_id case_id
SELECT case_id, open, since, seen_on, tried_on, last_on FROM visit_watch WHERE case_id = :case_id;

-- Open cases that are watched.
-- name: visit_watched_cases many
-- scan ok: a demonstration is made once
SELECT case_id FROM visit_watch WHERE open = 1 ORDER BY since, case_id LIMIT 1000;

-- Minutes of help in a case between two days, by a unit or by all.
-- name: visit_minutes one
-- :case_id case_id
-- :unit unit_id?
-- :first date
-- :last date
-- =minutes int
SELECT COALESCE(sum(v.minutes * CASE WHEN v.second_staff IS NULL THEN 1 ELSE 2 END), 0) AS minutes
  FROM case_visit v
 WHERE v.case_id = :case_id AND v.on_date >= :first AND v.on_date <= :last AND v.outcome <> 'no_answer' AND (:unit IS NULL OR v.unit_id = :unit);

-- ── workers ────────────────────────────────────────────────────────────────

-- A worker's frame.
-- name: worker_frame_get one
-- :staff staff_id
SELECT minutes_week, new_until FROM worker_frame_now WHERE staff_id = :staff;

-- A new frame.
-- name: worker_frame_insert insert
-- :staff staff_id
-- :minutes int?
-- :new_until date?
-- :now instant
-- :by staff_id
INSERT INTO worker_frame (staff_id, minutes_week, new_until, set_at, set_by) VALUES (:staff, :minutes, :new_until, :now, :by)
RETURNING id;

-- ── nobody is lost ─────────────────────────────────────────────────────────

-- Open cases nobody has reached her in for too long, and nobody has been told.
-- name: visit_unseen many
-- :before date
-- :quiet_before date
SELECT w.case_id, c.holder_unit, c.holder_staff
  FROM visit_watch w
  JOIN case_spine c ON c.id = w.case_id
 WHERE w.open = 1 AND w.last_on < :before AND (c.state <> 'resting' OR w.last_on < :quiet_before)
   AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = w.case_id AND t.kind = 'see_her')
 ORDER BY w.last_on
 LIMIT 200;

-- Open cases in follow-up that lack a contact or a deputy by choice, and whose leader has not been told.
-- name: visit_without_contact many
-- :coordinator_counts bool
SELECT w.case_id, c.holder_unit
  FROM visit_watch w
  JOIN case_spine c ON c.id = w.case_id
 WHERE w.open = 1
   AND (NOT EXISTS (SELECT 1 FROM case_role_now r WHERE r.case_id = w.case_id AND r.kind = 'deputy_contact')
        OR (NOT EXISTS (SELECT 1 FROM case_role_now r WHERE r.case_id = w.case_id AND r.kind = 'primary_contact')
            AND (:coordinator_counts = 0 OR NOT EXISTS (SELECT 1 FROM case_coordinator o WHERE o.case_id = w.case_id))))
   AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = w.case_id AND t.kind = 'fill_contacts')
 ORDER BY w.last_on
 LIMIT 200;

-- ── pages ──────────────────────────────────────────────────────────────────

-- Visits of a case up to a day, the latest first.
-- name: visit_list many
-- :case_id case_id
-- :until date
-- =second_name text?
SELECT v.id, v.unit_id, v.on_date, v.from_minute, v.minutes, v.arena, v.outcome, v.corrects, v.at, s.name AS staff_name, w.name AS second_name, u.name_nb, u.name_nn
  FROM case_visit v
  JOIN staff_name s ON s.id = v.staff_id
  JOIN unit_name u ON u.id = v.unit_id
  LEFT JOIN staff_name w ON w.id = v.second_staff
 WHERE v.case_id = :case_id AND v.on_date <= :until
 ORDER BY v.on_date DESC, v.from_minute DESC, v.id DESC
 LIMIT 21;

-- How they went, in one zone, between two days.
-- name: visit_note_list many
-- :case_id case_id
-- :zone zone
-- :first date
-- :last date
SELECT n.visit_id, n.went, n.words, k.wrapped AS person_key
  FROM visit_note n
  JOIN person_key k ON k.person_id = n.person_id
 WHERE n.case_id = :case_id AND n.zone = :zone AND n.on_date >= :first AND n.on_date <= :last
 ORDER BY n.id
 LIMIT 100;

-- The note of one visit, in one zone.
-- name: visit_note_of one
-- :case_id case_id
-- :visit visit_id
-- :zone zone
-- :on_date date
SELECT n.went, n.words, k.wrapped AS person_key
  FROM visit_note n
  JOIN person_key k ON k.person_id = n.person_id
 WHERE n.case_id = :case_id AND n.zone = :zone AND n.on_date = :on_date AND n.visit_id = :visit
 ORDER BY n.id DESC
 LIMIT 1;

-- The form of a day, as last said.
-- name: visit_day_now one
-- :case_id case_id
-- :zone zone
-- :on_date date
SELECT d.form, d.at, s.name AS staff_name
  FROM visit_day d
  JOIN staff_name s ON s.id = d.by_staff
 WHERE d.case_id = :case_id AND d.zone = :zone AND d.on_date = :on_date
 ORDER BY d.id DESC
 LIMIT 1;

-- Who comes, from a day to a day.
-- name: visit_coming many
-- :case_id case_id
-- :first date
-- :last date
-- =why visit_why?
-- =staff_name text?
-- =phone text?
SELECT b.id, b.unit_id, b.staff_id, b.kind, b.on_date, b.from_minute, b.to_minute, r.why, s.name AS staff_name, s.phone, u.name_nb, u.name_nn, u.letter_name_nb, u.letter_name_nn
  FROM case_booking b
  JOIN unit_name u ON u.id = b.unit_id
  LEFT JOIN staff_name s ON s.id = b.staff_id
  LEFT JOIN booking_reason r ON r.booking_id = b.id
 WHERE b.case_id = :case_id AND b.state = 'planned' AND b.on_date >= :first AND b.on_date <= :last
 ORDER BY b.on_date, b.from_minute, b.id
 LIMIT 60;

-- The visits of a unit's day, or of one worker's. A person for named workers only is shown to the one whose appointment it is.
-- name: visit_day_of many
-- :unit unit_id
-- :staff staff_id?
-- :me staff_id
-- :day date
-- =why visit_why?
-- =staff_name text?
-- =visit_id visit_id?
SELECT b.id, b.case_id, b.staff_id, b.kind, b.state, b.from_minute, b.to_minute, p.given_name, p.family_name, s.name AS staff_name, r.why, v.id AS visit_id
  FROM case_booking b
  JOIN case_spine c ON c.id = b.case_id
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN staff_name s ON s.id = b.staff_id
  LEFT JOIN booking_reason r ON r.booking_id = b.id
  LEFT JOIN visit v ON v.booking_id = b.id AND v.corrects IS NULL
 WHERE b.unit_id = :unit AND b.on_date = :day AND b.state <> 'cancelled' AND (:staff IS NULL OR b.staff_id = :staff)
   AND (b.staff_id = :me OR NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = c.person_id))
 ORDER BY b.from_minute, b.id
 LIMIT 100;

-- How often she has been visited since a day, and planned to be until another.
-- name: visit_pace one
-- :case_id case_id
-- :first date
-- :last date
-- =n_done int
-- =n_planned int
SELECT (SELECT count(*) FROM case_visit v WHERE v.case_id = :case_id AND v.on_date >= :first AND v.on_date <= :last AND v.outcome <> 'no_answer') AS n_done,
       (SELECT count(*) FROM case_booking b WHERE b.case_id = :case_id AND b.on_date >= :first AND b.on_date <= :last AND b.state = 'planned') AS n_planned;
