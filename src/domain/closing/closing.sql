-- ── rest ────────────────────────────────────────────────────────────────────

-- Put to rest.
-- name: rest_insert exec
-- :case_id case_id
-- :reason rest_reason
-- :look_at date
-- :staff staff_id?
-- :now instant
-- :by staff_id
INSERT INTO case_rest (case_id, reason, look_at, staff_id, at, by_staff) VALUES (:case_id, :reason, :look_at, :staff, :now, :by);

-- The last time it was put to rest.
-- name: rest_last one
-- :case_id case_id
-- =staff_name text?
SELECT r.reason, r.look_at, r.staff_id, w.name AS staff_name, r.at, b.name AS by_name
  FROM case_rest r
  LEFT JOIN staff_name w ON w.id = r.staff_id
  JOIN staff_name b ON b.id = r.by_staff
 WHERE r.case_id = :case_id
 ORDER BY r.id DESC
 LIMIT 1;

-- Is the case to be looked at, whether or not it rests still?
-- name: rest_look_task one
-- :case_id case_id
SELECT id FROM open_task WHERE case_id = :case_id AND kind = 'look_at_case' LIMIT 1;

-- ── asked again ─────────────────────────────────────────────────────────────

-- She wants no help now, or only a home.
-- name: declined_insert insert
-- :case_id case_id
-- :home_only bool
-- :next_on date
-- :now instant
-- :by staff_id
INSERT INTO help_declined (case_id, home_only, next_on, since, by_staff) VALUES (:case_id, :home_only, :next_on, :now, :by)
RETURNING id;

-- What stands.
-- name: declined_now one
-- :case_id case_id
SELECT d.id, d.home_only, d.next_on, d.since, b.name AS by_name
  FROM help_declined d
  JOIN staff_name b ON b.id = d.by_staff
 WHERE d.case_id = :case_id AND d.ended_at IS NULL;

-- Another day, or home only after all.
-- name: declined_set exec
-- :declined help_declined_id
-- :home_only bool
-- :next_on date
UPDATE help_declined SET home_only = :home_only, next_on = :next_on WHERE id = :declined AND ended_at IS NULL;

-- She wants help, or the case is closed.
-- name: declined_end exec
-- :case_id case_id
-- :now instant
UPDATE help_declined SET ended_at = :now WHERE case_id = :case_id AND ended_at IS NULL;

-- She was asked.
-- name: offered_insert exec
-- :declined help_declined_id
-- :case_id case_id
-- :answer offer_answer
-- :on_date date
-- :next_on date?
-- :now instant
-- :by staff_id
INSERT INTO help_offered (declined_id, case_id, answer, on_date, next_on, at, by_staff)
VALUES (:declined, :case_id, :answer, :on_date, :next_on, :now, :by);

-- Every time, the latest first.
-- name: offered_list many
-- :case_id case_id
SELECT o.id, o.answer, o.on_date, o.next_on, b.name AS by_name
  FROM help_offered o
  JOIN staff_name b ON b.id = o.by_staff
 WHERE o.case_id = :case_id
 ORDER BY o.id DESC
 LIMIT 50;

-- ── closing ─────────────────────────────────────────────────────────────────

-- What is not finished in a case, and with whom. What is done once (help to find a home, a plan, a loan) runs no more when it is given, and a
-- temporary place no more when she has left it.
-- name: closing_blocks many
-- :case_id case_id
-- :today date
-- =block closing_block
-- =unit_id unit_id
-- =code text
SELECT 'service' AS block, s.unit_id, s.kind || '' AS code FROM case_service s WHERE s.case_id = :case_id AND s.ended_on IS NULL
 UNION ALL
SELECT CASE WHEN p.state = 'later' THEN 'part_to_come' ELSE 'part' END, p.unit_id, p.kind
  FROM case_part p
 WHERE p.case_id = :case_id AND p.joint_state IN ('issued', 'in_force')
   AND (p.state = 'later' OR (p.state = 'signed' AND p.outcome = 'granted' AND p.kind NOT IN ('bistand', 'ip', 'koordinator', 'startlan', 'bostotte', 'tilskudd')
                              AND (p.until_date IS NULL OR p.until_date >= :today)
                              AND NOT (p.kind = 'midlertidig'
                                       AND EXISTS (SELECT 1 FROM case_night_stay n WHERE n.case_id = p.case_id AND n.ended_on IS NOT NULL)
                                       AND NOT EXISTS (SELECT 1 FROM case_night_stay n WHERE n.case_id = p.case_id AND n.ended_on IS NULL))))
 UNION ALL
SELECT 'draft', d.unit_id, d.state FROM case_decision d WHERE d.case_id = :case_id AND d.state IN ('drafting', 'coordinating', 'ready')
 UNION ALL
SELECT 'appeal', a.unit_id, a.kind FROM case_appeal a WHERE a.case_id = :case_id AND a.state NOT IN ('withdrawn', 'closed')
 UNION ALL
SELECT 'dispute', d.authority_unit, 'dispute' FROM dispute_open d WHERE d.case_id = :case_id
 UNION ALL
SELECT 'handover', h.to_unit, 'handover' FROM handover_open h WHERE h.case_id = :case_id
 UNION ALL
SELECT 'duty', u.unit_id, u.kind FROM case_duty u WHERE u.case_id = :case_id AND u.ended_at IS NULL
 UNION ALL
SELECT 'task', t.unit_id, t.kind
  FROM open_task t
 WHERE t.case_id = :case_id AND t.kind NOT IN ('look_at_case', 'confirm_closing', 'offer_again', 'offer_plan', 'revise_plan', 'give_access', 'answer_correction', 'answer_handover', 'answer_duty', 'decide_dispute')
 UNION ALL
SELECT 'night', n.unit_id, 'night' FROM case_night_stay n WHERE n.case_id = :case_id AND n.ended_on IS NULL
 UNION ALL
SELECT 'night', n.to_unit, 'night' FROM case_night_need n WHERE n.case_id = :case_id AND n.state = 'waiting'
 UNION ALL
SELECT 'booking', b.unit_id, b.kind FROM case_booking b WHERE b.case_id = :case_id AND b.state = 'planned' AND b.on_date >= :today
 UNION ALL
SELECT 'application', c.holder_unit, a.status
  FROM case_application a
  JOIN case_spine c ON c.id = a.case_id
 WHERE a.case_id = :case_id AND a.status NOT IN ('refused', 'leased', 'withdrawn')
 UNION ALL
SELECT 'lease', l.unit_id, l.state FROM case_lease l WHERE l.case_id = :case_id AND l.state IN ('draft', 'offered', 'signed', 'expiring', 'review', 'notice_given')
 UNION ALL
SELECT 'measure', m.unit_id, m.state FROM case_measure m WHERE m.case_id = :case_id AND m.state IN ('waiting', 'running')
 UNION ALL
SELECT 'housing', c.holder_unit, 'housing'
  FROM case_spine c
 WHERE c.id = :case_id AND c.asks_housing = 1
   AND NOT EXISTS (SELECT 1 FROM case_part p
                    WHERE p.case_id = c.id AND p.kind IN ('bistand', 'bolig') AND p.joint_state IN ('issued', 'in_force', 'superseded', 'ended'))
 LIMIT 100;

-- Proposed.
-- name: closing_insert insert
-- :case_id case_id
-- :ground closing_ground
-- :answer closing_answer?
-- :contact_unit unit_id
-- :now instant
-- :by staff_id
INSERT INTO case_closing (case_id, ground, answer, contact_unit, state, proposed_at, proposed_by)
VALUES (:case_id, :ground, :answer, :contact_unit, 'proposed', :now, :by)
RETURNING id;

-- What another said to it.
-- name: closing_decide exec
-- :closing case_closing_id
-- :state closing_state
-- :no closing_no?
-- :now instant
-- :by staff_id
UPDATE case_closing SET state = :state, no = :no, decided_at = :now, decided_by = :by WHERE id = :closing AND state = 'proposed';

-- Taken back, or overtaken by something new in the case.
-- name: closing_withdraw exec
-- :case_id case_id
UPDATE case_closing SET state = 'withdrawn' WHERE case_id = :case_id AND state = 'proposed';

-- The latest proposal in a case.
-- name: closing_last one
-- :case_id case_id
-- =decider text?
SELECT k.id, k.ground, k.answer, k.contact_unit, k.state, k.proposed_at, k.proposed_by, p.name AS proposer, k.decided_at, d.name AS decider, k.no
  FROM case_closing k
  JOIN staff_name p ON p.id = k.proposed_by
  LEFT JOIN staff_name d ON d.id = k.decided_by
 WHERE k.case_id = :case_id
 ORDER BY k.id DESC
 LIMIT 1;

-- Her words about it.
-- name: closing_words_insert exec
-- :closing case_closing_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :words sealed
-- :now instant
-- :by staff_id
INSERT INTO closing_words (closing_id, case_id, person_id, zone, words, at, by_staff)
VALUES (:closing, :case_id, :person, :zone, :words, :now, :by);

-- As they stand in a zone.
-- name: closing_words_of many
-- :case_id case_id
-- :closing case_closing_id
-- :zone zone
SELECT w.words, k.wrapped AS person_key
  FROM closing_words w
  JOIN person_key k ON k.person_id = w.person_id
 WHERE w.case_id = :case_id AND w.zone = :zone AND w.closing_id = :closing
 ORDER BY w.id
 LIMIT 5;

-- A letter as it was made.
-- name: closing_letter_insert exec
-- :closing case_closing_id
-- :case_id case_id
-- :person person_id
-- :recipient delivery_recipient
-- :way closing_way
-- :sent_on date
-- :sha256 text
-- :pdf sealed
-- :by staff_id
INSERT INTO closing_letter (closing_id, case_id, person_id, recipient, way, sent_on, sha256, pdf, by_staff)
VALUES (:closing, :case_id, :person, :recipient, :way, :sent_on, :sha256, :pdf, :by);

-- The letters of a closing.
-- name: closing_letters many
-- :case_id case_id
-- :closing case_closing_id
SELECT id, recipient, way, sent_on FROM closing_letter WHERE case_id = :case_id AND closing_id = :closing ORDER BY id LIMIT 10;

-- One of them.
-- name: closing_letter_get one
-- :case_id case_id
-- :letter closing_letter_id
SELECT l.sha256, l.pdf, k.wrapped AS person_key
  FROM closing_letter l
  JOIN person_key k ON k.person_id = l.person_id
 WHERE l.id = :letter AND l.case_id = :case_id;

-- Who signs: the one who proposed it.
-- name: closing_signer one
-- :staff staff_id
-- =title text?
-- =phone text?
SELECT name, title, phone FROM staff_name WHERE id = :staff;

-- ── the unit's list ─────────────────────────────────────────────────────────

-- Cases of a unit that rest, the first day first.
-- name: unit_resting many
-- :unit unit_id
-- =look_at date
-- =staff_name text?
SELECT c.id, p.given_name, p.family_name, c.look_at, w.name AS staff_name
  FROM case_spine c
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN staff_name w ON w.id = c.holder_staff
 WHERE c.holder_unit = :unit AND c.state = 'resting'
 ORDER BY c.look_at, c.id
 LIMIT 200;

-- Persons who want no help now, or only a home: the first day first.
-- name: unit_asked_again many
-- :unit unit_id
-- =staff_name text?
SELECT c.id, p.given_name, p.family_name, d.home_only, d.next_on, w.name AS staff_name
  FROM case_spine c
  JOIN help_declined d ON d.case_id = c.id AND d.ended_at IS NULL
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN staff_name w ON w.id = c.holder_staff
 WHERE c.holder_unit = :unit AND c.state IN ('open', 'resting', 'closing')
 ORDER BY d.next_on, c.id
 LIMIT 200;

-- Cases that are proposed closed, and wait for another to say yes.
-- name: unit_closing many
-- :unit unit_id
SELECT c.id, p.given_name, p.family_name, k.ground, k.proposed_at, w.name AS proposer
  FROM case_spine c
  JOIN case_closing k ON k.case_id = c.id AND k.state = 'proposed'
  JOIN person_name p ON p.id = c.person_id
  JOIN staff_name w ON w.id = k.proposed_by
 WHERE c.holder_unit = :unit AND c.state = 'closing'
 ORDER BY k.proposed_at, c.id
 LIMIT 200;
