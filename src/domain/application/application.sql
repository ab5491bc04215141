-- ── the application ─────────────────────────────────────────────────────────

-- A new application.
-- name: application_insert insert
-- :case_id case_id
-- :person person_id
-- :kind application_kind
-- :way application_way
-- :received_on date
-- :adults int
-- :children int
-- :unit unit_id
-- :import_key text?
-- :now instant
-- :staff staff_id?
INSERT INTO housing_application (case_id, person_id, kind, way, status, received_on, adults, children, registered_unit, registered_at, registered_by,
                                 changed_at, changed_by, import_key, version)
VALUES (:case_id, :person, :kind, :way, 'registered', :received_on, :adults, :children, :unit, :now, :staff, :now, :staff, :import_key, 1)
RETURNING id;

-- The newest application of a case, which is the open one when there is one.
-- name: application_of_case one
-- :case_id case_id
SELECT id, case_id, person_id, kind, way, status, list_type, received_on, adults, children, registered_unit, registered_at, registered_by, changed_at,
       postponed_to, postponed_why, refused_why, withdrawn_why, checked_on, version
  FROM housing_application
 WHERE case_id = :case_id
 ORDER BY id DESC
 LIMIT 1;

-- One application.
-- name: application_get one
-- :application housing_application_id
SELECT id, case_id, person_id, kind, way, status, list_type, received_on, adults, children, registered_unit, registered_at, registered_by, changed_at,
       postponed_to, postponed_why, refused_why, withdrawn_why, checked_on, version
  FROM housing_application
 WHERE id = :application;

-- The application an imported row has become.
-- name: application_imported one
-- :import_key text
SELECT id, case_id, kind, received_on, adults, children, list_type, status FROM housing_application WHERE import_key = :import_key;

-- A step. Only from the status that was read, so that of two steps at once one counts.
-- name: application_step_to exec
-- :application housing_application_id
-- :was application_status
-- :status application_status
-- :list_type list_type?
-- :postponed_to date?
-- :postponed_why postponed_why?
-- :refused_why refused_why?
-- :withdrawn_why withdrawn_why?
-- :now instant
-- :staff staff_id?
UPDATE housing_application
   SET status = :status, list_type = COALESCE(:list_type, list_type), postponed_to = :postponed_to, postponed_why = :postponed_why,
       refused_why = :refused_why, withdrawn_why = :withdrawn_why, changed_at = :now, changed_by = :staff, version = version + 1
 WHERE id = :application AND status = :was;

-- Who ask together, and on which list.
-- name: application_household exec
-- :application housing_application_id
-- :adults int
-- :children int
UPDATE housing_application SET adults = :adults, children = :children, version = version + 1 WHERE id = :application;

-- The list of an open application.
-- name: application_list exec
-- :application housing_application_id
-- :list_type list_type
UPDATE housing_application SET list_type = :list_type, version = version + 1
 WHERE id = :application AND status NOT IN ('registered', 'refused', 'leased', 'withdrawn');

-- She was asked again.
-- name: application_checked exec
-- :application housing_application_id
-- :today date
UPDATE housing_application SET checked_on = :today, version = version + 1 WHERE id = :application;

-- What she answered.
-- name: application_check_insert exec
-- :application housing_application_id
-- :today date
-- :result rechecked
-- :now instant
-- :staff staff_id
INSERT INTO application_check (application_id, on_date, result, at, by_staff) VALUES (:application, :today, :result, :now, :staff);

-- The steps of an application, the newest first.
-- name: application_steps_of many
-- :application housing_application_id
SELECT s.seq, s.from_status, s.to_status, s.at, n.name
  FROM application_step s
  LEFT JOIN staff_name n ON n.id = s.by_staff
 WHERE s.application_id = :application
 ORDER BY s.seq DESC
 LIMIT 40;

-- The newest message of the case that asks for help with a home.
-- name: application_asked one
-- :case_id case_id
SELECT id, received_at FROM case_contact WHERE case_id = :case_id AND asks_housing = 1 ORDER BY received_at DESC LIMIT 1;

-- The round the case's newest message is in.
-- name: application_round_of one
-- :case_id case_id
SELECT contact_id, closes_on FROM case_round WHERE case_id = :case_id ORDER BY contact_id DESC LIMIT 1;

-- ── what counts ─────────────────────────────────────────────────────────────

-- One thing that counts is known, or was asked and is not known.
-- name: fact_insert insert
-- :application housing_application_id
-- :criterion criterion
-- :value int?
-- :source fact_source
-- :now instant
-- :staff staff_id?
INSERT INTO application_fact (application_id, criterion, value, source, at, by_staff) VALUES (:application, :criterion, :value, :source, :now, :staff)
RETURNING id;

-- The newest of each criterion.
-- name: facts_of many
-- :application housing_application_id
SELECT f.id, f.criterion, f.value, f.source, f.at, n.name
  FROM application_fact f
  LEFT JOIN staff_name n ON n.id = f.by_staff
 WHERE f.application_id = :application
   AND f.id = (SELECT max(l.id) FROM application_fact l WHERE l.application_id = f.application_id AND l.criterion = f.criterion)
 ORDER BY f.id
 LIMIT 20;

-- Everyone who waits on a list or is to be taken up, for the ranking: codes and numbers only.
-- name: ranked_applications many
-- :list_type list_type
-- limit ok: the whole list is ranked, or nobody's place is right
SELECT id, case_id, kind, status, received_on, adults, children
  FROM housing_application
 WHERE list_type = :list_type AND status NOT IN ('refused', 'leased', 'withdrawn') AND status IN ('assessed', 'to_meeting', 'postponed', 'approved', 'waiting')
 ORDER BY received_on, id;

-- What is known of them.
-- name: ranked_facts many
-- :list_type list_type
-- limit ok: a few rows for each on the list
SELECT f.application_id, f.criterion, f.value
  FROM application_fact f
  JOIN housing_application a ON a.id = f.application_id
 WHERE a.list_type = :list_type AND a.status NOT IN ('refused', 'leased', 'withdrawn')
 ORDER BY f.id;

-- ── who ask together ────────────────────────────────────────────────────────

-- One of the others of the household.
-- name: member_insert insert
-- :application housing_application_id
-- :case_id case_id
-- :person person_id
-- :name sealed
-- :birth_year int
-- :nights int
-- :now instant
-- :staff staff_id
INSERT INTO household_member (application_id, case_id, person_id, name, birth_year, nights_a_week, added_at, added_by)
VALUES (:application, :case_id, :person, :name, :birth_year, :nights, :now, :staff)
RETURNING id;

-- The others of the household.
-- name: members_of many
-- :application housing_application_id
SELECT m.id, m.name, m.birth_year, m.nights_a_week, k.wrapped AS person_key
  FROM household_member m
  JOIN person_key k ON k.person_id = m.person_id
 WHERE m.application_id = :application AND m.removed_at IS NULL
 ORDER BY m.birth_year, m.id
 LIMIT 25;

-- She lives there no more.
-- name: member_remove exec
-- :application housing_application_id
-- :member household_member_id
-- :now instant
UPDATE household_member SET removed_at = :now WHERE id = :member AND application_id = :application AND removed_at IS NULL;

-- How many use substances now, as of today.
-- name: mark_insert exec
-- :application housing_application_id
-- :case_id case_id
-- :active int
-- :now instant
-- :staff staff_id
INSERT INTO household_mark (application_id, case_id, active, at, by_staff) VALUES (:application, :case_id, :active, :now, :staff);

-- The newest such number.
-- name: mark_of one
-- :application housing_application_id
SELECT active, at FROM household_mark WHERE application_id = :application ORDER BY id DESC LIMIT 1;

-- The dwellings of each cluster, and how many who use substances now live there.
-- name: cluster_counts many
-- =dwellings int
-- =active int
-- scan ok: a municipality has some tens of clusters
SELECT c.id, (SELECT count(*) FROM dwelling_stock d WHERE d.cluster_id = c.id AND d.state <> 'sold') AS dwellings, COALESCE(t.active, 0) AS active
  FROM dwelling_cluster_name c
  LEFT JOIN cluster_active t ON t.cluster_id = c.id
 ORDER BY c.id
 LIMIT 500;

-- The dwellings of each part of town, and how many who use substances now live there.
-- name: area_counts many
-- =dwellings int
-- =active int
-- scan ok: a municipality has some tens of parts
SELECT r.id, (SELECT count(*) FROM dwelling_stock d WHERE d.area_id = r.id AND d.state <> 'sold') AS dwellings, COALESCE(t.active, 0) AS active
  FROM dwelling_area_name r
  LEFT JOIN area_active t ON t.area_id = r.id
 ORDER BY r.id
 LIMIT 500;

-- ── wishes ──────────────────────────────────────────────────────────────────

-- A wish, after the others.
-- name: home_wish_insert insert
-- :application housing_application_id
-- :kind wish_kind
-- :area text?
-- :now instant
-- :staff staff_id?
INSERT INTO application_wish (application_id, seq, kind, area, at, by_staff)
SELECT a.id, COALESCE((SELECT max(w.seq) FROM application_wish w WHERE w.application_id = a.id), 0) + 1, :kind, :area, :now, :staff
  FROM housing_application a
 WHERE a.id = :application
RETURNING id;

-- Her wishes, in her order.
-- name: home_wishes_of many
-- :application housing_application_id
SELECT id, seq, kind, area, result, unmet FROM application_wish WHERE application_id = :application AND taken_back_at IS NULL ORDER BY seq, id LIMIT 20;

-- A wish gets another place in the order.
-- name: home_wish_place exec
-- :application housing_application_id
-- :wish application_wish_id
-- :seq int
UPDATE application_wish SET seq = :seq WHERE id = :wish AND application_id = :application AND taken_back_at IS NULL;

-- A wish is taken back.
-- name: home_wish_take_back exec
-- :application housing_application_id
-- :wish application_wish_id
-- :now instant
UPDATE application_wish SET taken_back_at = :now WHERE id = :wish AND application_id = :application AND taken_back_at IS NULL;

-- What became of a wish.
-- name: home_wish_settle exec
-- :application housing_application_id
-- :wish application_wish_id
-- :result wish_result
-- :unmet wish_unmet?
-- :now instant
UPDATE application_wish SET result = :result, unmet = :unmet, result_at = :now WHERE id = :wish AND application_id = :application AND taken_back_at IS NULL;

-- ── words ───────────────────────────────────────────────────────────────────

-- Something was said.
-- name: words_insert exec
-- :application housing_application_id
-- :case_id case_id
-- :person person_id
-- :about words_about
-- :subject int
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO application_words (application_id, case_id, person_id, about, subject, words, at, by_staff)
VALUES (:application, :case_id, :person, :about, :subject, :words, :now, :staff);

-- Everything that was said about an application, the oldest first.
-- name: words_of_application many
-- :application housing_application_id
SELECT w.about, w.subject, w.words, w.at, n.name, k.wrapped AS person_key
  FROM application_words w
  JOIN person_key k ON k.person_id = w.person_id
  JOIN staff_name n ON n.id = w.by_staff
 WHERE w.application_id = :application
 ORDER BY w.id
 LIMIT 200;

-- ── pressure ────────────────────────────────────────────────────────────────

-- Somebody called.
-- name: pressure_insert insert
-- :application housing_application_id
-- :from_whom pressure_from
-- :now instant
-- :staff staff_id
INSERT INTO pressure_contact (application_id, from_whom, at, by_staff) VALUES (:application, :from_whom, :now, :staff)
RETURNING id;

-- Who has called about an application.
-- name: pressures_of many
-- :application housing_application_id
SELECT p.id, p.from_whom, p.at, n.name
  FROM pressure_contact p
  JOIN staff_name n ON n.id = p.by_staff
 WHERE p.application_id = :application
 ORDER BY p.id DESC
 LIMIT 50;

-- ── the list ────────────────────────────────────────────────────────────────

-- Those who apply, as one unit finds them: on a list or not yet, longest waiting first.
-- name: applicants many
-- :unit unit_id
-- :list_type list_type?
-- :status application_status?
-- :skip int
-- scan ok: the open applications are some hundreds to some thousands
SELECT a.id, a.case_id, a.kind, a.status, a.list_type, a.received_on, a.adults, a.children, a.postponed_to, p.given_name, p.family_name
  FROM housing_application a
  JOIN person_name p ON p.id = a.person_id
 WHERE a.status NOT IN ('refused', 'leased', 'withdrawn')
   AND (:list_type IS NULL OR a.list_type = :list_type) AND (:status IS NULL OR a.status = :status)
   AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = a.case_id AND m.unit_id = :unit)
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = a.person_id)
 ORDER BY a.received_on, a.id
 LIMIT 50 OFFSET :skip;

-- How many there are of each list and status.
-- name: applicant_counts many
-- :unit unit_id
-- =n int
-- scan ok: the open applications are some hundreds to some thousands
SELECT a.list_type, a.status, count(*) AS n
  FROM housing_application a
 WHERE a.status NOT IN ('refused', 'leased', 'withdrawn')
   AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = a.case_id AND m.unit_id = :unit)
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = a.person_id)
 GROUP BY a.list_type, a.status
 ORDER BY a.list_type, a.status
 LIMIT 100;
