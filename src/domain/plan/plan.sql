-- An offer and its answer.
-- name: plan_offer_insert exec
-- :case_id case_id
-- :kind plan_offer_kind
-- :answer plan_answer
-- :now instant
-- :staff staff_id
INSERT INTO plan_offer (case_id, kind, answer, at, by_staff) VALUES (:case_id, :kind, :answer, :now, :staff);

-- The answers to both offers, the newest first.
-- name: plan_offers_of many
-- :case_id case_id
SELECT o.kind, o.answer, o.at, s.name AS staff_name
  FROM plan_offer o
  JOIN staff_name s ON s.id = o.by_staff
 WHERE o.case_id = :case_id
 ORDER BY o.id DESC
 LIMIT 50;

-- Her last answer to one offer.
-- name: plan_last_answer one
-- :case_id case_id
-- :kind plan_offer_kind
SELECT answer, at FROM plan_offer WHERE case_id = :case_id AND kind = :kind ORDER BY id DESC LIMIT 1;

-- The coordinator now.
-- name: coordinator_get one
-- :case_id case_id
SELECT c.id, c.staff_id, c.unit_id, c.consulted, c.person_says, c.from_date, k.wrapped AS person_key
  FROM coordinator c
  JOIN case_spine s ON s.id = c.case_id
  JOIN person_key k ON k.person_id = s.person_id
 WHERE c.case_id = :case_id AND c.until_date IS NULL;

-- Who it is and how to reach them, for the head of the case.
-- name: coordinator_contact one
-- :case_id case_id
SELECT c.staff_id, c.unit_id, c.consulted, c.from_date, s.name, s.phone, u.phone AS unit_phone
  FROM coordinator c
  JOIN staff_name s ON s.id = c.staff_id
  JOIN unit_name u ON u.id = c.unit_id
 WHERE c.case_id = :case_id AND c.until_date IS NULL;

-- A new coordinator.
-- name: coordinator_insert exec
-- :case_id case_id
-- :person person_id
-- :staff staff_id
-- :unit unit_id
-- :consulted coordinator_consulted
-- :says sealed?
-- :from_date date
INSERT INTO coordinator (case_id, staff_id, unit_id, consulted, person_says, from_date)
VALUES (:case_id, :staff, :unit, :consulted, :says, :from_date);

-- The former one's time ends.
-- name: coordinator_end exec
-- :case_id case_id
-- :until_date date
UPDATE coordinator SET until_date = :until_date WHERE case_id = :case_id AND until_date IS NULL;

-- Those who were coordinator before.
-- name: coordinator_former many
-- :case_id case_id
-- =until_date date
SELECT c.id, s.name, c.unit_id, c.from_date, c.until_date
  FROM coordinator c
  JOIN staff_name s ON s.id = c.staff_id
 WHERE c.case_id = :case_id AND c.until_date IS NOT NULL
 ORDER BY c.id DESC
 LIMIT 20;

-- The municipality's units that follow people up.
-- name: coordinator_units many
-- scan ok: a municipality has some tens of units
SELECT id, code, name_nb, name_nn
  FROM unit_name
 WHERE active = 1 AND external = 0 AND role IN ('coordinator', 'health', 'allocator', 'nav')
 ORDER BY name_nb
 LIMIT 100;

-- The coordinators of a unit that becomes part of another.
-- name: coordinator_of_unit many
-- scan ok: units are merged seldom
-- limit ok: every one of them follows
-- :unit unit_id
SELECT case_id, staff_id, consulted FROM coordinator WHERE unit_id = :unit AND until_date IS NULL;

-- The same person, or the one who takes over from her, as coordinator in a unit. What was said of the one before stays with her.
-- name: coordinator_follow exec
-- :case_id case_id
-- :staff staff_id
-- :unit unit_id
-- :consulted coordinator_consulted
-- :from_date date
INSERT INTO coordinator (case_id, staff_id, unit_id, consulted, from_date) VALUES (:case_id, :staff, :unit, :consulted, :from_date);

-- A need that was seen.
-- name: plan_need_insert insert
-- :case_id case_id
-- :wish plan_notice_wish
-- :now instant
-- :staff staff_id?
-- :unit unit_id
INSERT INTO plan_need (case_id, wish, at, by_staff, by_unit, answered_at) VALUES (:case_id, :wish, :now, :staff, :unit, NULL) RETURNING id;

-- The one that has not been answered.
-- name: plan_need_waiting one
-- :case_id case_id
-- =unit_nb text
-- =unit_nn text
SELECT n.id, n.wish, n.at, u.name_nb AS unit_nb, u.name_nn AS unit_nn
  FROM plan_need n
  JOIN unit_name u ON u.id = n.by_unit
 WHERE n.case_id = :case_id AND n.answered_at IS NULL;

-- It has been offered.
-- name: plan_need_answered exec
-- :need plan_need_id
-- :now instant
UPDATE plan_need SET answered_at = :now WHERE id = :need AND answered_at IS NULL;
