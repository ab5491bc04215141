-- ── the order to the property unit ──────────────────────────────────────
-- What the dwelling must be, from the newest assessment.
-- name: need_now one
-- :case_id case_id
SELECT rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport, visits_a_week, from_date
  FROM case_dwelling_need
 WHERE case_id = :case_id
 ORDER BY version_no DESC
 LIMIT 1;

-- A frozen copy of the need.
-- name: order_insert insert
-- :case_id case_id
-- :part decision_part_id
-- :unit unit_id
-- :contact_unit unit_id
-- :now instant
-- :staff staff_id
-- :rooms int
-- :adults int
-- :children int
-- :quiet bool
-- :apart_from_cluster bool
-- :floor floor_wish
-- :step_free bool
-- :pets bool
-- :near_transport bool
-- :visits_a_week int
-- :from_date date?
INSERT INTO dwelling_order (case_id, part_id, unit_id, contact_unit, sent_at, sent_by, rooms, adults, children, quiet, apart_from_cluster, floor,
                            step_free, pets, near_transport, visits_a_week, from_date)
VALUES (:case_id, :part, :unit, :contact_unit, :now, :staff, :rooms, :adults, :children, :quiet, :apart_from_cluster, :floor, :step_free, :pets,
        :near_transport, :visits_a_week, :from_date)
RETURNING id;

-- The earlier orders of a case, which the next one replaces.
-- name: order_of_case many
-- :case_id case_id
SELECT id FROM dwelling_order WHERE case_id = :case_id ORDER BY id LIMIT 50;

-- The orders of a unit, the newest first; of one person only the one that counts.
-- name: order_list many
-- :unit unit_id
SELECT o.id, o.sent_at, o.rooms, o.floor, o.from_date, o.contact_unit, f.found_at, p.given_name, p.family_name
  FROM dwelling_order o
  LEFT JOIN dwelling_found f ON f.order_id = o.id
  JOIN case_spine c ON c.id = o.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE o.unit_id = :unit AND o.id = (SELECT max(n.id) FROM dwelling_order n WHERE n.case_id = o.case_id)
 ORDER BY CASE WHEN f.found_at IS NULL THEN 0 ELSE 1 END, o.sent_at DESC
 LIMIT 200;

-- The property unit has a dwelling that fits.
-- name: order_set_found exec
-- :order dwelling_order_id
-- :unit unit_id
-- :now instant
-- :staff staff_id
INSERT INTO dwelling_found (order_id, found_at, found_by)
SELECT o.id, :now, :staff FROM dwelling_order o
 WHERE o.id = :order AND o.unit_id = :unit AND NOT EXISTS (SELECT 1 FROM dwelling_found f WHERE f.order_id = o.id);

-- One order of a unit.
-- name: order_get one
-- :order dwelling_order_id
-- :unit unit_id
SELECT o.id, o.case_id, o.sent_at, o.sent_by, o.contact_unit, o.rooms, o.adults, o.children, o.quiet, o.apart_from_cluster, o.floor, o.step_free, o.pets,
       o.near_transport, o.visits_a_week, o.from_date, f.found_at, f.found_by, p.given_name, p.family_name, p.address_grade, c.number
  FROM dwelling_order o
  LEFT JOIN dwelling_found f ON f.order_id = o.id
  JOIN case_spine c ON c.id = o.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE o.id = :order AND o.unit_id = :unit;

-- ── for other pages ─────────────────────────────────────────────────────
-- What is left to do with decisions in a unit.
-- name: waiting_counts one
-- :unit unit_id
-- =drafts int
-- =to_sign int
-- =inputs int
-- =to_send int
-- =to_reach int
SELECT (SELECT count(*) FROM joint_decision WHERE unit_id = :unit AND state IN ('drafting', 'coordinating', 'ready')) AS drafts,
       (SELECT count(*) FROM open_task WHERE unit_id = :unit AND kind = 'sign_part') AS to_sign,
       (SELECT count(*) FROM part_input WHERE unit_id = :unit AND state = 'asked') AS inputs,
       (SELECT count(*) FROM open_task WHERE unit_id = :unit AND kind = 'send_letter') AS to_send,
       (SELECT count(*) FROM open_task WHERE unit_id = :unit AND kind = 'register_reached') AS to_reach;
