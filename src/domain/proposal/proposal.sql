-- Those who can be given a dwelling from a list now, with what their home must have. Nobody else stands in a proposal.
-- name: proposal_candidates many
-- :list_type list_type
-- =hidden bool
-- limit ok: the whole list is in the proposal, or nobody's answer is right
SELECT a.id, a.case_id, a.status, a.received_on, a.adults, a.children, p.given_name, p.family_name, p.born,
       CASE WHEN EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = a.person_id) THEN 1 ELSE 0 END AS hidden
  FROM case_application a
  JOIN person_name p ON p.id = a.person_id
 WHERE a.list_type = :list_type AND a.status IN ('to_meeting', 'approved', 'waiting')
 ORDER BY a.id;

-- Those of a list whom one unit knows: it works with them.
-- name: proposal_known many
-- :list_type list_type
-- :unit unit_id
-- limit ok: the list
SELECT a.id
  FROM case_application a
 WHERE a.list_type = :list_type AND a.status IN ('to_meeting', 'approved', 'waiting')
   AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = a.case_id AND m.unit_id = :unit)
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = a.person_id)
 ORDER BY a.id;

-- What their homes must have, the newest of each case.
-- name: proposal_needs many
-- :list_type list_type
-- limit ok: one row a candidate
SELECT a.id AS application_id, n.quiet, n.apart_from_cluster, n.floor, n.step_free, n.pets, n.near_transport
  FROM case_application a
  JOIN case_dwelling_need n ON n.case_id = a.case_id
 WHERE a.list_type = :list_type AND a.status IN ('to_meeting', 'approved', 'waiting')
   AND n.version_no = (SELECT max(m.version_no) FROM case_dwelling_need m WHERE m.case_id = a.case_id)
 ORDER BY a.id;

-- Their wishes, in their order.
-- name: proposal_wishes many
-- :list_type list_type
-- limit ok: a few rows a candidate
SELECT w.application_id, w.kind, w.area
  FROM application_wishes w
  JOIN case_application a ON a.id = w.application_id
 WHERE a.list_type = :list_type AND a.status IN ('to_meeting', 'approved', 'waiting')
 ORDER BY w.application_id, w.seq, w.id;

-- The vacant dwellings.
-- name: proposal_vacant many
-- =street text?
-- =house_number text?
-- =house_letter text?
-- =unit_number text?
-- =area text?
-- =cluster text?
-- scan ok: those who are ready stand in an index of the register, and are few
-- limit ok: every vacant dwelling is in the proposal
SELECT d.id, d.object_number, d.street, d.house_number, d.house_letter, d.unit_number, d.class, d.type, d.state_since, d.bedrooms, d.floor, d.area_m2, d.rent,
       d.step_free, d.wheelchair, d.quiet, d.pets, d.near_transport, d.shared, d.staffed_day_and_night, d.staff_base, d.abstinence_required, d.age_from, d.age_to,
       d.area_id, d.cluster_id, CASE WHEN d.address_shielded = 1 THEN NULL ELSE r.name END AS area, CASE WHEN d.address_shielded = 1 THEN NULL ELSE c.name END AS cluster
  FROM dwelling_stock d
  LEFT JOIN dwelling_area_name r ON r.id = d.area_id
  LEFT JOIN dwelling_cluster_name c ON c.id = d.cluster_id
 WHERE d.state = 'ready'
 ORDER BY d.id;

-- What people have decided on a list, and have not taken back.
-- name: overrides_of many
-- :list_type list_type
SELECT id, kind, application_id, dwelling_id, cluster_id, value, why FROM proposal_override WHERE list_type = :list_type AND undone_at IS NULL ORDER BY id LIMIT 200;

-- One more thing is decided.
-- name: proposal_change_insert insert
-- :list_type list_type
-- :kind override_kind
-- :application housing_application_id?
-- :dwelling dwelling_id?
-- :cluster dwelling_cluster_id?
-- :value int?
-- :why override_why?
-- :now instant
-- :staff staff_id
INSERT INTO proposal_override (list_type, kind, application_id, dwelling_id, cluster_id, value, why, made_at, made_by)
VALUES (:list_type, :kind, :application, :dwelling, :cluster, :value, :why, :now, :staff)
RETURNING id;

-- It is taken back.
-- name: proposal_change_undo exec
-- :override proposal_override_id
-- :now instant
-- :staff staff_id
UPDATE proposal_override SET undone_at = :now, undone_by = :staff WHERE id = :override AND undone_at IS NULL;

-- A dwelling is given away: what was decided about it is done with.
-- name: proposal_changes_done exec
-- :dwelling dwelling_id
-- :now instant
-- :staff staff_id
UPDATE proposal_override SET undone_at = :now, undone_by = :staff WHERE dwelling_id = :dwelling AND undone_at IS NULL;

-- The proposal as it stands now, kept.
-- name: proposal_keep insert
-- :list_type list_type
-- :now instant
-- :staff staff_id
-- :rules_version text
-- :applicants int
-- :dwellings int
-- :housed int
-- :ranking text
-- :ranking_result text
-- :instance text
-- :result text
INSERT INTO allocation_proposal (list_type, made_at, made_by, rules_version, applicants, dwellings, housed, ranking, ranking_result, instance, result)
VALUES (:list_type, :now, :staff, :rules_version, :applicants, :dwellings, :housed, :ranking, :ranking_result, :instance, :result)
RETURNING id;

-- For how many it has none, by why.
-- name: proposal_without_insert exec
-- :proposal allocation_proposal_id
-- :why without_why
-- :n int
INSERT INTO proposal_without (proposal_id, why, n) VALUES (:proposal, :why, :n);

-- Whom it has where.
-- name: proposal_answer_insert exec
-- :proposal allocation_proposal_id
-- :application housing_application_id
-- :dwelling dwelling_id
INSERT INTO proposal_answer (proposal_id, application_id, dwelling_id) VALUES (:proposal, :application, :dwelling);

-- One that was kept.
-- name: proposal_get one
-- :proposal allocation_proposal_id
SELECT p.id, p.list_type, p.made_at, p.rules_version, p.applicants, p.dwellings, p.housed, p.ranking, p.ranking_result, p.instance, p.result, s.name
  FROM allocation_proposal p
  JOIN staff_name s ON s.id = p.made_by
 WHERE p.id = :proposal;

-- The last ones of a list.
-- name: proposals_of many
-- :list_type list_type
SELECT p.id, p.made_at, p.rules_version, p.housed, p.dwellings, s.name
  FROM allocation_proposal p
  JOIN staff_name s ON s.id = p.made_by
 WHERE p.list_type = :list_type
 ORDER BY p.id DESC
 LIMIT 10;

-- Whom the last kept proposal of a list had where.
-- name: proposal_last_answers many
-- :list_type list_type
-- limit ok: one row a dwelling that was vacant
SELECT r.application_id, r.dwelling_id
  FROM proposal_answer r
 WHERE r.proposal_id = (SELECT max(p.id) FROM allocation_proposal p WHERE p.list_type = :list_type)
 ORDER BY r.application_id;

-- Given.
-- name: pick_insert insert
-- :proposal allocation_proposal_id
-- :application housing_application_id
-- :dwelling dwelling_id
-- :reserve housing_application_id?
-- :proposed bool
-- :place int?
-- :ahead int
-- :today date
-- :now instant
-- :staff staff_id
INSERT INTO allocation_pick (proposal_id, application_id, dwelling_id, reserve_id, proposed, place, bound, ahead, at, by_staff)
VALUES (:proposal, :application, :dwelling, :reserve, :proposed, :place,
        CASE WHEN EXISTS (SELECT 1 FROM dwelling_bound b WHERE b.dwelling_id = :dwelling AND b.until_date >= :today) THEN 1 ELSE 0 END, :ahead, :now, :staff)
RETURNING id;

-- What was counted of one household then.
-- name: counted_insert exec
-- :proposal allocation_proposal_id
-- :application housing_application_id
-- :case_id case_id
-- :active int
INSERT INTO proposal_counted (proposal_id, application_id, case_id, active) VALUES (:proposal, :application, :case_id, :active);

-- The same, to compute again.
-- name: counted_get one
-- :proposal allocation_proposal_id
-- :application housing_application_id
SELECT active FROM proposal_counted WHERE proposal_id = :proposal AND application_id = :application;
