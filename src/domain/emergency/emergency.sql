-- ── asking and answering ────────────────────────────────────────────────────

-- A new request.
-- name: night_need_insert insert
-- :case_id case_id
-- :person person_id
-- :from_unit unit_id
-- :to_unit unit_id
-- :children int
-- :words sealed?
-- :now instant
-- :staff staff_id
INSERT INTO night_need (case_id, person_id, state, from_unit, to_unit, children, words, asked_at, asked_by)
VALUES (:case_id, :person, 'waiting', :from_unit, :to_unit, :children, :words, :now, :staff)
RETURNING id;

-- The one that waits in a case.
-- name: night_need_waiting one
-- :case_id case_id
SELECT id, from_unit, to_unit, children, asked_at FROM night_need WHERE case_id = :case_id AND state = 'waiting';

-- One request of a case. An id of another case is not found.
-- name: night_need_get one
-- :case_id case_id
-- :need night_need_id
SELECT id, person_id, state, from_unit, to_unit, children, part_id FROM night_need WHERE id = :need AND case_id = :case_id;

-- The requests of a case, the newest first.
-- name: night_needs_of many
-- :case_id case_id
SELECT n.id, n.state, n.from_unit, n.to_unit, n.children, n.words, n.asked_at, n.answered_at, n.told, n.refusal, n.instead, n.part_id, a.name AS asked_by,
       b.name AS answered_by, f.name_nb AS from_nb, f.name_nn AS from_nn, t.name_nb AS to_nb, t.name_nn AS to_nn, k.wrapped AS person_key
  FROM night_need n
  JOIN person_key k ON k.person_id = n.person_id
  JOIN staff_name a ON a.id = n.asked_by
  LEFT JOIN staff_name b ON b.id = n.answered_by
  JOIN unit_name f ON f.id = n.from_unit
  JOIN unit_name t ON t.id = n.to_unit
 WHERE n.case_id = :case_id
 ORDER BY n.id DESC
 LIMIT 20;

-- Yes: only a request that waits, so that exactly one answer counts.
-- name: night_need_grant exec
-- :need night_need_id
-- :told night_told
-- :now instant
-- :staff staff_id
UPDATE night_need
   SET state = 'granted', told = :told, answered_at = :now, answered_by = :staff
 WHERE id = :need AND state = 'waiting';

-- No, with what she can do instead.
-- name: night_need_refuse exec
-- :need night_need_id
-- :person person_id
-- :refusal night_refusal
-- :told night_told
-- :instead sealed
-- :part decision_part_id?
-- :now instant
-- :staff staff_id
UPDATE night_need
   SET state = 'refused', refusal = :refusal, told = :told, instead = :instead, part_id = :part, answered_at = :now, answered_by = :staff
 WHERE id = :need AND state = 'waiting';

-- She found something else, or it was a mistake.
-- name: night_need_withdraw exec
-- :need night_need_id
-- :now instant
-- :staff staff_id
UPDATE night_need SET state = 'withdrawn', answered_at = :now, answered_by = :staff WHERE id = :need AND state = 'waiting';

-- ── the stay ────────────────────────────────────────────────────────────────

-- A stay begins.
-- name: night_stay_insert insert
-- :case_id case_id
-- :need night_need_id
-- :unit unit_id
-- :from_date date
-- :until_date date
-- :children int
INSERT INTO night_stay (case_id, need_id, unit_id, from_date, until_date, children, has_place)
VALUES (:case_id, :need, :unit, :from_date, :until_date, :children, 1)
RETURNING id;

-- How long, said once more.
-- name: night_term_insert exec
-- :stay night_stay_id
-- :seq int
-- :until_date date
-- :told night_told
-- :part decision_part_id?
-- :now instant
-- :staff staff_id
INSERT INTO night_term (stay_id, seq, until_date, told, part_id, at, by_staff) VALUES (:stay, :seq, :until_date, :told, :part, :now, :staff);

-- The stay that runs in a case, with its last term.
-- name: night_stay_running one
-- :case_id case_id
SELECT s.id, s.need_id, s.case_id, s.unit_id, s.from_date, s.until_date, s.children, s.has_place, t.seq, t.part_id, t.told, c.person_id, c.holder_unit
  FROM night_stay s
  JOIN night_term t ON t.stay_id = s.id AND t.until_date = s.until_date
  JOIN case_spine c ON c.id = s.case_id
 WHERE s.case_id = :case_id AND s.ended_on IS NULL;

-- A stay for the job that only knows its id.
-- name: night_stay_get one
-- :stay night_stay_id
SELECT s.id, s.case_id, s.unit_id, s.from_date, s.until_date, s.has_place, s.ended_on, c.holder_unit
  FROM night_stay s
  JOIN case_spine c ON c.id = s.case_id
 WHERE s.id = :stay;

-- The stays of a case, the newest first.
-- name: night_stays_of many
-- :case_id case_id
SELECT s.id, s.from_date, s.until_date, s.has_place, s.ended_on, s.how, s.unit_id, u.name_nb, u.name_nn, e.name AS ended_by
  FROM night_stay s
  JOIN unit_name u ON u.id = s.unit_id
  LEFT JOIN staff_name e ON e.id = s.ended_by
 WHERE s.case_id = :case_id
 ORDER BY s.id DESC
 LIMIT 20;

-- The terms of a stay, the first first.
-- name: night_terms_of many
-- :stay night_stay_id
-- =decision_id joint_decision_id?
SELECT t.seq, t.until_date, t.told, t.part_id, t.at, s.name AS by_staff, (SELECT p.decision_id FROM case_part p WHERE p.id = t.part_id) AS decision_id
  FROM night_term t
  JOIN staff_name s ON s.id = t.by_staff
 WHERE t.stay_id = :stay
 ORDER BY t.seq
 LIMIT 100;

-- An offer of the responsibility that waits for a unit's answer.
-- name: night_offer_to one
-- :case_id case_id
-- :unit unit_id
SELECT id FROM handover_open WHERE case_id = :case_id AND to_unit = :unit;

-- Is the part's letter issued?
-- name: night_part_issued one
-- :part decision_part_id
SELECT id, decision_id FROM case_part WHERE id = :part AND joint_state IN ('issued', 'in_force', 'superseded', 'ended');

-- It has ended.
-- name: night_stay_end exec
-- :stay night_stay_id
-- :ended_on date
-- :how stay_end
-- :now instant
-- :staff staff_id
UPDATE night_stay SET ended_on = :ended_on, how = :how, ended_at = :now, ended_by = :staff WHERE id = :stay AND ended_on IS NULL;

-- She has a place, or for the moment none.
-- name: night_stay_place exec
-- :stay night_stay_id
-- :has_place bool
UPDATE night_stay SET has_place = :has_place WHERE id = :stay AND ended_on IS NULL;

-- Where she stays from a day.
-- name: night_place_insert exec
-- :stay night_stay_id
-- :case_id case_id
-- :person person_id
-- :from_date date
-- :why place_why
-- :kind place_kind?
-- :place sealed?
-- :registered temporary_place_id?
-- :number int?
-- :children int
-- :shared_why sealed?
-- :they_say sealed?
-- :she_says sealed?
-- :now instant
-- :staff staff_id
INSERT INTO night_place (stay_id, case_id, person_id, from_date, why, kind, place, place_id, number, children, shared_why, they_say, she_says, at, by_staff)
VALUES (:stay, :case_id, :person, :from_date, :why, :kind, :place, :registered, :number, :children, :shared_why, :they_say, :she_says, :now, :staff);

-- The places of a stay, the newest first.
-- name: night_places_of many
-- :stay night_stay_id
SELECT p.from_date, p.why, p.kind, p.place, p.shared_why, p.they_say, p.she_says, p.at, s.name AS by_staff, k.wrapped AS person_key
  FROM night_place p
  JOIN person_key k ON k.person_id = p.person_id
  JOIN staff_name s ON s.id = p.by_staff
 WHERE p.stay_id = :stay
 ORDER BY p.id DESC
 LIMIT 50;

-- ── the unit's list ─────────────────────────────────────────────────────────

-- Requests that wait for a unit's answer, the oldest first.
-- name: night_needs_waiting many
-- :unit unit_id
SELECT n.id, n.case_id, n.asked_at, n.children, p.given_name, p.family_name, f.name_nb, f.name_nn
  FROM night_need n
  JOIN case_spine c ON c.id = n.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name f ON f.id = n.from_unit
 WHERE n.to_unit = :unit AND n.state = 'waiting'
 ORDER BY n.asked_at, n.id
 LIMIT 100;

-- How many wait for the unit's answer, or stay where it has found a place.
-- name: night_count one
-- :unit unit_id
-- =n int
SELECT (SELECT count(*) FROM night_need WHERE to_unit = :unit AND state = 'waiting')
       + (SELECT count(*) FROM night_stay WHERE unit_id = :unit AND ended_on IS NULL) AS n;

-- Who stays somewhere for the time being: those the unit has found a place for, and those it has the responsibility for. What ends first
-- stands first.
-- name: night_stays_running many
-- scan ok: few stay somewhere for the time being at a time, and those who are there stand in an index of their own
-- :unit unit_id
SELECT s.id, s.case_id, s.from_date, s.until_date, s.has_place, s.children, p.given_name, p.family_name, h.name_nb AS holder_nb, h.name_nn AS holder_nn,
       u.name_nb, u.name_nn
  FROM night_stay s
  JOIN case_spine c ON c.id = s.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name h ON h.id = c.holder_unit
  JOIN unit_name u ON u.id = s.unit_id
 WHERE s.ended_on IS NULL AND (s.unit_id = :unit OR c.holder_unit = :unit)
 ORDER BY s.until_date, s.id
 LIMIT 300;

-- The part of a version that stands where another one stood.
-- name: night_part_of_draft one
-- :decision joint_decision_id
-- :part decision_part_id
SELECT n.id FROM case_part n WHERE n.decision_id = :decision AND n.number = (SELECT o.number FROM case_part o WHERE o.id = :part);
