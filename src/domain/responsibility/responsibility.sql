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

-- Units that have handed over and find the case for a while yet.
-- name: former_holders many
-- :case_id case_id
-- :today date
SELECT t.unit_id, t.ends_on, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND t.why = 'former_holder' AND t.ends_on >= :today
 ORDER BY t.ends_on, t.unit_id
 LIMIT 20;

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

-- ── disagreement about who is responsible (R-028, R-041) ────────────────────

-- A new dispute.
-- name: dispute_insert insert
-- :case_id case_id
-- :person person_id
-- :side dispute_side
-- :unit unit_id
-- :staff staff_id
-- :now instant
-- :other unit_id?
-- :why sealed
-- :authority unit_id
-- :decide_by date
INSERT INTO dispute (case_id, state, side, raised_unit, raised_by, raised_at, other_unit, why, authority_unit, decide_by)
VALUES (:case_id, 'open', :side, :unit, :staff, :now, :other, :why, :authority, :decide_by)
RETURNING id;

-- The dispute of a case that runs.
-- name: dispute_open_of one
-- :case_id case_id
SELECT id, authority_unit, raised_unit, other_unit, decide_by, late_at FROM dispute WHERE case_id = :case_id AND state = 'open';

-- One dispute of a case. An id of another case is not found.
-- name: dispute_get one
-- :case_id case_id
-- :dispute dispute_id
SELECT id, state, side, raised_unit, raised_by, other_unit, authority_unit, decide_by, decided_by, decided_unit, former_unit
  FROM dispute
 WHERE id = :dispute AND case_id = :case_id;

-- The case of a dispute, for the job that only knows the dispute.
-- name: dispute_case_of one
-- :dispute dispute_id
SELECT case_id, raised_unit, other_unit, authority_unit, decide_by FROM dispute WHERE id = :dispute AND state = 'open';

-- Has a unit been asked to hold this case, or asked others to?
-- name: dispute_party one
-- :case_id case_id
-- :unit unit_id
SELECT id FROM handover WHERE case_id = :case_id AND (to_unit = :unit OR from_unit = :unit) LIMIT 1;

-- The date for a decision has passed.
-- name: dispute_set_late exec
-- :dispute dispute_id
-- :now instant
UPDATE dispute SET late_at = :now WHERE id = :dispute AND state = 'open' AND late_at IS NULL;

-- The decision: only a dispute that still runs, so that exactly one counts.
-- name: dispute_set_decided exec
-- :dispute dispute_id
-- :person person_id
-- :now instant
-- :staff staff_id
-- :unit unit_id
-- :former unit_id
-- :reasons sealed
UPDATE dispute
   SET state = 'decided', decided_at = :now, decided_by = :staff, decided_unit = :unit, former_unit = :former, reasons = :reasons
 WHERE id = :dispute AND state = 'open';

-- How one side sees it.
-- name: dispute_view_insert exec
-- :dispute dispute_id
-- :person person_id
-- :unit unit_id
-- :from_person bool
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO dispute_view (dispute_id, person_id, unit_id, from_person, words, at, by_staff)
VALUES (:dispute, :person, :unit, :from_person, :words, :now, :staff);

-- What has been said in a dispute, the first first.
-- name: dispute_views many
-- :dispute dispute_id
SELECT v.unit_id, v.from_person, v.words, v.at, u.name_nb, u.name_nn, s.name AS by_name, k.wrapped AS person_key
  FROM dispute_view v
  JOIN person_key k ON k.person_id = v.person_id
  JOIN unit_name u ON u.id = v.unit_id
  JOIN staff_name s ON s.id = v.by_staff
 WHERE v.dispute_id = :dispute
 ORDER BY v.id
 LIMIT 100;

-- The disputes of a case, the latest first.
-- name: dispute_history many
-- :case_id case_id
SELECT d.id, d.state, d.side, d.raised_unit, d.raised_at, d.other_unit, d.why, d.authority_unit, d.decide_by, d.late_at, d.decided_at, d.decided_unit, d.former_unit,
       d.reasons, r.name_nb AS raised_nb, r.name_nn AS raised_nn, o.name_nb AS other_nb, o.name_nn AS other_nn, a.name_nb AS authority_nb,
       a.name_nn AS authority_nn, u.name_nb AS decided_nb, u.name_nn AS decided_nn, s.name AS raised_by_name, t.name AS decided_by_name,
       k.wrapped AS person_key
  FROM dispute d
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_key k ON k.person_id = c.person_id
  JOIN unit_name r ON r.id = d.raised_unit
  JOIN unit_name a ON a.id = d.authority_unit
  JOIN staff_name s ON s.id = d.raised_by
  LEFT JOIN unit_name o ON o.id = d.other_unit
  LEFT JOIN unit_name u ON u.id = d.decided_unit
  LEFT JOIN staff_name t ON t.id = d.decided_by
 WHERE d.case_id = :case_id
 ORDER BY d.raised_at DESC, d.id DESC
 LIMIT 50;

-- The unit the ruling went against asks for another look.
-- name: dispute_appeal_insert insert
-- :dispute dispute_id
-- :person person_id
-- :unit unit_id
-- :why sealed
-- :now instant
-- :staff staff_id
-- :to_unit unit_id
-- :answer_by date
INSERT INTO dispute_appeal (dispute_id, person_id, unit_id, why, made_at, made_by, to_unit, answer_by)
VALUES (:dispute, :person, :unit, :why, :now, :staff, :to_unit, :answer_by)
RETURNING id;

-- What has come of another look.
-- name: dispute_appeal_of one
-- :dispute dispute_id
SELECT p.id, p.unit_id, p.to_unit, p.why, p.made_at, p.answer_by, p.answer, p.answered_at, p.answer_unit, p.answer_words, u.name_nb, u.name_nn,
       w.name_nb AS answer_nb, w.name_nn AS answer_nn, s.name AS answered_by_name, k.wrapped AS person_key
  FROM dispute_appeal p
  JOIN person_key k ON k.person_id = p.person_id
  JOIN unit_name u ON u.id = p.unit_id
  LEFT JOIN unit_name w ON w.id = p.answer_unit
  LEFT JOIN staff_name s ON s.id = p.answered_by
 WHERE p.dispute_id = :dispute;

-- The answer to it, once.
-- name: dispute_appeal_set_answer exec
-- :dispute dispute_id
-- :person person_id
-- :answer appeal_answer
-- :now instant
-- :staff staff_id
-- :unit unit_id?
-- :words sealed
UPDATE dispute_appeal
   SET answer = :answer, answered_at = :now, answered_by = :staff, answer_unit = :unit, answer_words = :words
 WHERE dispute_id = :dispute AND answer IS NULL;

-- What waits for a unit to decide, the nearest date first.
-- name: dispute_queue many
-- :unit unit_id
SELECT d.id, d.case_id, d.side, d.raised_at, d.decide_by, d.late_at, p.given_name, p.family_name, r.name_nb AS raised_nb, r.name_nn AS raised_nn,
       h.name_nb AS holder_nb, h.name_nn AS holder_nn, o.name_nb AS other_nb, o.name_nn AS other_nn
  FROM dispute d
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name r ON r.id = d.raised_unit
  JOIN unit_name h ON h.id = c.holder_unit
  LEFT JOIN unit_name o ON o.id = d.other_unit
 WHERE d.authority_unit = :unit AND d.state = 'open'
 ORDER BY d.decide_by, d.id
 LIMIT 100;

-- Rulings a unit is asked to look at again.
-- name: dispute_appeal_queue many
-- :unit unit_id
SELECT a.id, a.dispute_id, d.case_id, a.answer_by, p.given_name, p.family_name, u.name_nb, u.name_nn
  FROM dispute_appeal a
  JOIN dispute d ON d.id = a.dispute_id
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = a.unit_id
 WHERE a.to_unit = :unit AND a.answer IS NULL
 ORDER BY a.answer_by, a.id
 LIMIT 100;

-- What a unit decided lately.
-- name: dispute_decided_lately many
-- :unit unit_id
SELECT d.id, d.case_id, d.decided_at, p.given_name, p.family_name, u.name_nb, u.name_nn
  FROM dispute d
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name u ON u.id = d.decided_unit
 WHERE d.authority_unit = :unit AND d.state = 'decided'
 ORDER BY d.decided_at DESC
 LIMIT 10;

-- How many wait for a unit to decide or to look again.
-- name: dispute_waiting_count one
-- :unit unit_id
-- =n int
SELECT (SELECT count(*) FROM dispute WHERE authority_unit = :unit AND state = 'open')
       + (SELECT count(*) FROM dispute_appeal WHERE to_unit = :unit AND answer IS NULL) AS n;

-- ── a unit becomes part of another (I-03) ──────────────────────────────────

-- Offers between the two: there is nobody left to answer the other.
-- name: handover_between many
-- limit ok: every one of them falls
-- :one unit_id
-- :other unit_id
SELECT case_id FROM handover WHERE state IN ('offered', 'escalated') AND ((from_unit = :one AND to_unit = :other) OR (from_unit = :other AND to_unit = :one));

-- Offers to the unit wait for the other's answer.
-- name: handover_succeed_to exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE handover SET to_unit = :to_unit WHERE to_unit = :from_unit AND state IN ('offered', 'escalated');

-- Offers it has made are the other's.
-- name: handover_succeed_from exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE handover SET from_unit = :to_unit WHERE from_unit = :from_unit AND state IN ('offered', 'escalated');

-- What it owes, the other owes, if it does not owe it already.
-- name: duty_succeed exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE unit_duty
   SET unit_id = :to_unit, version = version + 1
 WHERE unit_id = :from_unit AND ended_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM unit_duty o WHERE o.case_id = unit_duty.case_id AND o.unit_id = :to_unit AND o.kind = unit_duty.kind AND o.ended_at IS NULL);

-- What is left is owed by the other already.
-- name: duty_end_unit exec
-- :unit unit_id
-- :now instant
UPDATE unit_duty SET state = 'done', ended_at = :now, version = version + 1 WHERE unit_id = :unit AND ended_at IS NULL;

-- Disagreements that run: the other unit is the other side, and decides what the unit was to decide.
-- name: dispute_succeed exec
-- scan ok: units are merged seldom
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE dispute
   SET other_unit = CASE WHEN other_unit = :from_unit THEN :to_unit ELSE other_unit END,
       authority_unit = CASE WHEN authority_unit = :from_unit THEN :to_unit ELSE authority_unit END
 WHERE state = 'open' AND (other_unit = :from_unit OR authority_unit = :from_unit);

-- Rulings it was to look at again.
-- name: dispute_appeal_succeed exec
-- :from_unit unit_id
-- :to_unit unit_id
UPDATE dispute_appeal SET to_unit = :to_unit WHERE to_unit = :from_unit AND answer IS NULL;

-- What a unit is asked, owes and is to decide.
-- name: unit_owes one
-- :unit unit_id
-- =n_offers int
-- =n_duties int
-- =n_disputes int
SELECT (SELECT count(*) FROM handover WHERE to_unit = :unit AND state IN ('offered', 'escalated')) AS n_offers,
       (SELECT count(*) FROM unit_duty WHERE unit_id = :unit AND ended_at IS NULL) AS n_duties,
       (SELECT count(*) FROM dispute WHERE authority_unit = :unit AND state = 'open') AS n_disputes;

-- ── parties outside the system (R-027, R-034) ───────────────────────────────

-- Someone outside is asked.
-- name: outside_insert insert
-- :case_id case_id
-- :person person_id
-- :kind outside_kind
-- :party sealed
-- :asked_for outside_asked
-- :duty duty_kind?
-- :what sealed
-- :ground outside_ground
-- :way outside_way
-- :unit unit_id
-- :now instant
-- :staff staff_id
-- :due date
INSERT INTO outside_request (case_id, person_id, kind, party, asked_for, duty, what, ground, way, state, by_unit, asked_at, asked_by, answer_due)
VALUES (:case_id, :person, :kind, :party, :asked_for, :duty, :what, :ground, :way, 'asked', :unit, :now, :staff, :due)
RETURNING id;

-- One such question of a case.
-- name: outside_get one
-- :case_id case_id
-- :outside outside_request_id
SELECT o.id, o.state, o.by_unit, o.asked_at, o.kind, o.asked_for, o.duty, o.party, o.what, k.wrapped AS person_key
  FROM outside_request o
  JOIN person_key k ON k.person_id = o.person_id
 WHERE o.id = :outside AND o.case_id = :case_id;

-- What they answered, as a worker wrote it down; once.
-- name: outside_set_answer exec
-- :outside outside_request_id
-- :person person_id
-- :state outside_state
-- :answered_on date?
-- :name sealed?
-- :way outside_way?
-- :refusal refusal_reason?
-- :words sealed?
-- :now instant
-- :staff staff_id
UPDATE outside_request
   SET state = :state, answered_on = :answered_on, answered_name = :name, answered_way = :way, refusal = :refusal, answer_words = :words,
       registered_at = :now, registered_by = :staff
 WHERE id = :outside AND state = 'asked';

-- Everyone outside who has been asked in a case, the latest first.
-- name: outside_list many
-- :case_id case_id
SELECT o.id, o.kind, o.party, o.asked_for, o.duty, o.what, o.ground, o.way, o.state, o.asked_at, o.answer_due, o.answered_on, o.answered_name,
       o.answered_way, o.refusal, o.answer_words, u.name_nb, u.name_nn, s.name AS registered_by_name, k.wrapped AS person_key
  FROM outside_request o
  JOIN person_key k ON k.person_id = o.person_id
  JOIN unit_name u ON u.id = o.by_unit
  LEFT JOIN staff_name s ON s.id = o.registered_by
 WHERE o.case_id = :case_id
 ORDER BY o.asked_at DESC, o.id DESC
 LIMIT 50;

-- ── cases nobody acts on, and the bounce index (R-030, R-033) ───────────────

-- Cases where nothing has happened since a moment, and nobody has been told.
-- name: silent_cases many
-- :before instant
SELECT b.case_id, c.holder_unit
  FROM case_bounce b
  JOIN case_spine c ON c.id = b.case_id
 WHERE b.last_at < :before AND c.state = 'open'
   AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = b.case_id AND t.kind = 'case_silent')
 ORDER BY b.last_at
 LIMIT 200;

-- Cases that a unit has had for a while and given nobody, and whose leader has not been told.
-- name: nameless_cases many
-- :before instant
SELECT c.id, c.holder_unit
  FROM case_spine c
 WHERE c.holder_staff IS NULL AND c.state = 'open' AND c.held_since < :before
   AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = c.id AND t.kind = 'find_worker')
 ORDER BY c.held_since
 LIMIT 200;

-- Cases whose index is to be counted anew.
-- name: bounce_stale many
-- :before date
SELECT case_id FROM case_pulse WHERE counted_on < :before ORDER BY counted_on LIMIT 200;

-- The index as it is counted.
-- name: bounce_set exec
-- :case_id case_id
-- :handovers int
-- :shoves int
-- :idle_weeks int
-- :score int
-- :today date
UPDATE case_pulse
   SET handovers = :handovers, shoves = :shoves, idle_weeks = :idle_weeks, score = :score, counted_on = :today
 WHERE case_id = :case_id;
