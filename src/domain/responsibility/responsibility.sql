-- A new offer.
-- name: handover_insert insert
-- :case_id case_id
-- :person person_id
-- :from_unit unit_id
-- :to_unit unit_id
-- :reason handover_reason
-- :what sealed
-- :keeps duty_kind?
-- :person_asked person_asked
-- :person_says sealed?
-- :now instant
-- :staff staff_id
-- :answer_due date
INSERT INTO handover (case_id, from_unit, to_unit, state, reason, what, keeps, person_asked, person_says, offered_at, offered_by, answer_due)
VALUES (:case_id, :from_unit, :to_unit, 'offered', :reason, :what, :keeps, :person_asked, :person_says, :now, :staff, :answer_due)
RETURNING id;

-- One offer of a case. An id of another case is not found.
-- name: handover_get one
-- :case_id case_id
-- :handover handover_id
SELECT id, case_id, from_unit, to_unit, state, reason, keeps, answer_due, offered_at
  FROM handover
 WHERE id = :handover AND case_id = :case_id;

-- The offer of a case that is waiting.
-- name: handover_open_of one
-- :case_id case_id
SELECT id, from_unit, to_unit, state FROM handover WHERE case_id = :case_id AND state IN ('offered', 'escalated');

-- The case of an offer, for the job that only knows the offer.
-- name: handover_case_of one
-- :handover handover_id
SELECT case_id FROM handover WHERE id = :handover;

-- The receiver says yes: only an offer that still waits, so that exactly one answer counts.
-- name: handover_set_accepted exec
-- :handover handover_id
-- :now instant
-- :staff staff_id
UPDATE handover
   SET state = 'accepted', answered_at = :now, answered_by = :staff
 WHERE id = :handover AND state IN ('offered', 'escalated');

-- The receiver says no.
-- name: handover_set_refused exec
-- :handover handover_id
-- :person person_id
-- :refusal refusal_reason
-- :refusal_text sealed
-- :proposed unit_id
-- :now instant
-- :staff staff_id
UPDATE handover
   SET state = 'refused', answered_at = :now, answered_by = :staff, refusal = :refusal, refusal_text = :refusal_text, proposed_unit = :proposed
 WHERE id = :handover AND state IN ('offered', 'escalated');

-- The giver takes the offer back.
-- name: handover_set_withdrawn exec
-- :handover handover_id
-- :person person_id
-- :withdrawal withdrawal_reason
-- :withdrawal_text sealed?
-- :now instant
-- :staff staff_id
UPDATE handover
   SET state = 'withdrawn', answered_at = :now, answered_by = :staff, withdrawal = :withdrawal, withdrawal_text = :withdrawal_text
 WHERE id = :handover AND state IN ('offered', 'escalated');

-- No answer came.
-- name: handover_set_escalated exec
-- :handover handover_id
UPDATE handover SET state = 'escalated' WHERE id = :handover AND state = 'offered';

-- Who leads a unit today.
-- name: unit_leader one
-- :unit unit_id
-- :today date
SELECT staff_id
  FROM unit_member
 WHERE unit_id = :unit AND role = 'unit_leader' AND from_date <= :today AND (until_date IS NULL OR until_date >= :today)
 ORDER BY from_date, staff_id
 LIMIT 1;

-- Does a worker work in a unit today?
-- name: unit_has_staff one
-- :unit unit_id
-- :staff staff_id
-- :today date
SELECT m.staff_id
  FROM unit_member m
  JOIN staff_name s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
 LIMIT 1;

-- A unit and whether it is there.
-- name: unit_now one
-- :unit unit_id
SELECT id, role, code, external, active FROM unit_name WHERE id = :unit;

-- The municipality's own units that may hold main responsibility. (MODEL §5)
-- name: unit_may_hold many
-- :except unit_id
-- scan ok: a municipality has some tens of units
SELECT id, name_nb, name_nn
  FROM unit_name
 WHERE active = 1 AND external = 0 AND role IN ('coordinator', 'health', 'nav', 'allocator') AND id <> :except
 ORDER BY name_nb
 LIMIT 200;

-- ── lists for pages; Min dag shows the first two ────────────────────────────

-- Offers that wait for a unit's answer, the most urgent first, with how often the case was refused before.
-- name: handover_waiting many
-- :unit unit_id
-- =n_earlier int
SELECT h.id, h.case_id, h.from_unit, h.to_unit, h.state, h.reason, h.what, h.offered_at, h.answer_due, p.given_name, p.family_name, p.born,
       u.name_nb AS from_nb, u.name_nn AS from_nn, k.wrapped AS person_key,
       (SELECT count(*) FROM handover r WHERE r.case_id = h.case_id AND r.state = 'refused') AS n_earlier
  FROM handover h
  JOIN case_spine c ON c.id = h.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN person_key k ON k.person_id = c.person_id
  JOIN unit_name u ON u.id = h.from_unit
 WHERE h.to_unit = :unit AND h.state IN ('offered', 'escalated')
 ORDER BY h.answer_due, h.id
 LIMIT 100;

-- Offers a unit has made that no one has answered.
-- name: handover_sent many
-- :unit unit_id
SELECT h.id, h.case_id, h.to_unit, h.state, h.reason, h.offered_at, h.answer_due, p.given_name, p.family_name, p.born,
       u.name_nb AS to_nb, u.name_nn AS to_nn
  FROM handover h
  JOIN case_spine c ON c.id = h.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = h.to_unit
 WHERE h.from_unit = :unit AND h.state IN ('offered', 'escalated')
 ORDER BY h.answer_due, h.id
 LIMIT 100;

-- What a unit owes in cases, the most urgent first.
-- name: duty_of_unit many
-- :unit unit_id
SELECT d.id, d.case_id, d.kind, d.state, d.since, d.due, p.given_name, p.family_name, p.born, c.holder_unit,
       u.name_nb AS holder_nb, u.name_nn AS holder_nn
  FROM unit_duty d
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = c.holder_unit
 WHERE d.unit_id = :unit AND d.ended_at IS NULL
 ORDER BY CASE WHEN d.due IS NULL THEN 1 ELSE 0 END, d.due, d.id
 LIMIT 100;

-- Everyone who has held a case and until when, the latest first.
-- name: baton_periods many
-- :case_id case_id
-- =until_at instant?
SELECT b.seq, b.unit_id, b.staff_id, b.from_at, b.until_at, u.name_nb, u.name_nn, s.name AS staff_name
  FROM baton_history b
  JOIN unit_name u ON u.id = b.unit_id
  LEFT JOIN staff_name s ON s.id = b.staff_id
 WHERE b.case_id = :case_id
 ORDER BY b.seq DESC
 LIMIT 100;

-- All offers of a case, the latest first.
-- name: handover_history many
-- :case_id case_id
SELECT h.id, h.from_unit, h.to_unit, h.state, h.reason, h.what, h.keeps, h.person_asked, h.person_says, h.offered_at, h.answer_due, h.answered_at,
       h.refusal, h.refusal_text, h.proposed_unit, h.withdrawal, h.withdrawal_text, f.name_nb AS from_nb, f.name_nn AS from_nn,
       t.name_nb AS to_nb, t.name_nn AS to_nn, r.name_nb AS proposed_nb, r.name_nn AS proposed_nn, s.name AS offered_by_name,
       k.wrapped AS person_key
  FROM handover h
  JOIN case_spine c ON c.id = h.case_id
  JOIN person_key k ON k.person_id = c.person_id
  JOIN unit_name f ON f.id = h.from_unit
  JOIN unit_name t ON t.id = h.to_unit
  JOIN staff_name s ON s.id = h.offered_by
  LEFT JOIN unit_name r ON r.id = h.proposed_unit
 WHERE h.case_id = :case_id
 ORDER BY h.offered_at DESC, h.id DESC
 LIMIT 100;

-- ── the bounce index (R-033, R-034) ─────────────────────────────────────────

-- Handovers and shoves since a day a year ago.
-- name: bounce_moves one
-- :case_id case_id
-- :since instant
-- =n_handovers int
-- =n_shoves int
SELECT count(CASE WHEN state = 'accepted' THEN 1 END) AS n_handovers, count(CASE WHEN state = 'refused' THEN 1 END) AS n_shoves
  FROM handover
 WHERE case_id = :case_id AND answered_at >= :since;

-- Whole weeks without anything happening, counted from the fifth week of a silence (local default). The silence up to now counts too.
-- name: bounce_idle one
-- :case_id case_id
-- :since instant
-- :now instant
-- =n_weeks int
SELECT COALESCE(sum(CASE WHEN g.weeks > 4 THEN g.weeks - 4 ELSE 0 END), 0) AS n_weeks
  FROM (SELECT (LEAD(e.at, 1, :now) OVER (ORDER BY e.at, e.id) - CASE WHEN e.at < :since THEN :since ELSE e.at END) / 604800000 AS weeks
          FROM case_timeline e
         WHERE e.case_id = :case_id
           AND e.at >= COALESCE((SELECT max(b.at) FROM case_timeline b WHERE b.case_id = :case_id AND b.at < :since), :since)) g;

-- ── duties (R-027, R-036) ───────────────────────────────────────────────────

-- Another unit owes something.
-- name: duty_insert insert
-- :case_id case_id
-- :unit unit_id
-- :kind duty_kind
-- :now instant
-- :due date?
INSERT INTO unit_duty (case_id, unit_id, kind, state, since, due, version)
VALUES (:case_id, :unit, :kind, 'in_process', :now, :due, 1)
RETURNING id;

-- Does a unit owe this already?
-- name: duty_live one
-- :case_id case_id
-- :unit unit_id
-- :kind duty_kind
SELECT id FROM unit_duty WHERE case_id = :case_id AND unit_id = :unit AND kind = :kind AND ended_at IS NULL;

-- Anything a unit still owes in a case.
-- name: duty_any one
-- :case_id case_id
-- :unit unit_id
SELECT id FROM unit_duty WHERE case_id = :case_id AND unit_id = :unit AND ended_at IS NULL LIMIT 1;

-- One duty of a case. An id of another case is not found.
-- name: duty_get one
-- :case_id case_id
-- :duty unit_duty_id
SELECT d.id, d.unit_id, d.kind, d.state, d.since, d.due, d.ended_at, d.version, u.name_nb, u.name_nn, u.role
  FROM unit_duty d
  JOIN unit_name u ON u.id = d.unit_id
 WHERE d.id = :duty AND d.case_id = :case_id;

-- The state a duty has come to; what was changed by someone else meanwhile is not overwritten.
-- name: duty_set_state exec
-- :duty unit_duty_id
-- :state duty_state
-- :ended instant?
-- :version int
UPDATE unit_duty
   SET state = :state, ended_at = :ended, version = version + 1
 WHERE id = :duty AND version = :version AND ended_at IS NULL;

-- What units owe in a case: those that run first.
-- name: duty_list many
-- :case_id case_id
SELECT d.id, d.unit_id, d.kind, d.state, d.since, d.due, d.ended_at, d.version, u.name_nb, u.name_nn
  FROM unit_duty d
  JOIN unit_name u ON u.id = d.unit_id
 WHERE d.case_id = :case_id
 ORDER BY CASE WHEN d.ended_at IS NULL THEN 0 ELSE 1 END, d.since, d.id
 LIMIT 100;

-- An amount and a note, for the social zone.
-- name: duty_detail_insert insert
-- :duty unit_duty_id
-- :person person_id
-- :amount int?
-- :note sealed?
-- :now instant
-- :staff staff_id
INSERT INTO duty_detail (duty_id, person_id, amount, note, at, by_staff)
VALUES (:duty, :person, :amount, :note, :now, :staff)
RETURNING id;

-- The amounts and notes of a duty, the latest first.
-- name: duty_details many
-- :duty unit_duty_id
SELECT d.id, d.amount, d.note, d.at, s.name AS by_name, k.wrapped AS person_key
  FROM duty_detail d
  JOIN person_key k ON k.person_id = d.person_id
  JOIN staff_name s ON s.id = d.by_staff
 WHERE d.duty_id = :duty
 ORDER BY d.id DESC
 LIMIT 20;

-- Was the case taken over in an emergency and not confirmed yet?
-- name: takeover_waiting one
-- :case_id case_id
SELECT id FROM open_task WHERE case_id = :case_id AND kind = 'confirm_takeover' LIMIT 1;

-- Does the old worker still owe the new one a handing over in person?
-- name: warm_handover_waiting one
-- :case_id case_id
SELECT id FROM open_task WHERE case_id = :case_id AND kind = 'warm_handover' LIMIT 1;
