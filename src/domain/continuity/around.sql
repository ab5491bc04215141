-- Every unit that does something for one person now, and what: one line a thing, the units by name. Nothing here is sensitive: it is the spine. (R-287)
-- name: around_lines many
-- :case_id case_id
-- =place int
-- =service service_kind?
-- =duty duty_kind?
-- =staff_name text?
SELECT u.id, u.name_nb, u.name_nn, u.phone, x.place, x.service, x.duty, s.name AS staff_name
  FROM (SELECT c.holder_unit AS unit_id, 1 AS place, CAST(NULL AS TEXT) AS service, CAST(NULL AS TEXT) AS duty, c.holder_staff AS staff_id FROM case_spine c WHERE c.id = :case_id
        UNION ALL
        SELECT k.unit_id, 2, NULL, NULL, k.staff_id FROM case_coordinator k WHERE k.case_id = :case_id
        UNION ALL
        SELECT h.unit_id, 3, h.kind, NULL, h.staff_id FROM case_service h WHERE h.case_id = :case_id AND h.ended_on IS NULL
        UNION ALL
        SELECT d.unit_id, 4, NULL, d.kind, NULL FROM case_duty d WHERE d.case_id = :case_id AND d.ended_at IS NULL
        UNION ALL
        SELECT m.unit_id, 5, NULL, NULL, m.staff_id FROM case_measure m WHERE m.case_id = :case_id AND m.state = 'running'
        UNION ALL
        SELECT l.unit_id, 6, NULL, NULL, NULL FROM running_lease l WHERE l.case_id = :case_id) x
  JOIN unit_name u ON u.id = x.unit_id
  LEFT JOIN staff_name s ON s.id = x.staff_id
 ORDER BY u.name_nb, u.id, x.place, x.service, x.duty
 LIMIT 100;
