-- A new version.
-- name: assessment_insert insert
-- :case_id case_id
-- :person person_id
-- :version_no int
-- :children children
-- :disadvantaged disadvantaged_answer?
-- :now instant
-- :staff staff_id
-- :form_version int
INSERT INTO assessment (case_id, person_id, version_no, state, children, disadvantaged, started_at, started_by, form_version, justified, version)
VALUES (:case_id, :person, :version_no, 'draft', :children, :disadvantaged, :now, :staff, :form_version, 0, 1)
RETURNING id;

-- The newest version of a case.
-- name: assessment_last one
-- :case_id case_id
SELECT id, case_id, person_id, version_no, state, children, disadvantaged, started_at, confirmed_at, form_version, justified, version
  FROM assessment
 WHERE case_id = :case_id
 ORDER BY version_no DESC
 LIMIT 1;

-- One version of a case.
-- name: assessment_at one
-- :case_id case_id
-- :version_no int
SELECT id, case_id, person_id, version_no, state, children, disadvantaged, started_at, confirmed_at, form_version, justified, version
  FROM assessment
 WHERE case_id = :case_id AND version_no = :version_no;

-- One version by its id, for the work that waits.
-- name: assessment_by_id one
-- :assessment assessment_id
SELECT id, case_id, person_id, version_no, state, children, disadvantaged, started_at, confirmed_at, form_version, justified, version
  FROM assessment
 WHERE id = :assessment;

-- Every version of a case, the newest first, with the last time a decision rested on it.
-- name: assessment_versions many
-- :case_id case_id
-- =used_at instant?
SELECT a.id, a.version_no, a.state, a.started_at, a.confirmed_at, (SELECT max(u.used_at) FROM assessment_use u WHERE u.assessment_id = a.id) AS used_at
  FROM assessment a
 WHERE a.case_id = :case_id
 ORDER BY a.version_no DESC
 LIMIT 50;

-- How long the finding out took or has taken: from the first talk to the first time it was confirmed. (R-071)
-- name: assessment_span one
-- :case_id case_id
-- =first_day date?
-- =confirmed_at instant?
SELECT min(t.held_on) AS first_day, min(a.confirmed_at) AS confirmed_at
  FROM assessment a
  JOIN assessment_talk t ON t.assessment_id = a.id
 WHERE a.case_id = :case_id;

-- A decision rests on this version.
-- name: assessment_use_insert exec
-- :assessment assessment_id
-- :now instant
INSERT INTO assessment_use (assessment_id, used_at) VALUES (:assessment, :now) ON CONFLICT (assessment_id, used_at) DO NOTHING;

-- What may be missing for a reason that is written down.
-- name: assessment_set_justified exec
-- :assessment assessment_id
-- :justified int
UPDATE assessment SET justified = :justified, version = version + 1 WHERE id = :assessment;

-- Something big happened.
-- name: assessment_change_insert exec
-- :assessment assessment_id
-- :kind assessment_change_kind
-- :happened_on date
-- :now instant
-- :staff staff_id
INSERT INTO assessment_change (assessment_id, kind, happened_on, at, by_staff) VALUES (:assessment, :kind, :happened_on, :now, :staff);

-- The big changes that are written down for a version, the newest first.
-- name: assessment_changes many
-- :assessment assessment_id
SELECT kind, happened_on FROM assessment_change WHERE assessment_id = :assessment ORDER BY happened_on DESC LIMIT 20;

-- What was done for the children.
-- name: child_support_insert exec
-- :assessment assessment_id
-- :step child_step
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO child_support (assessment_id, step, at, by_staff, unit_id) VALUES (:assessment, :step, :now, :staff, :unit);

-- What has been done for the children, the newest first.
-- name: child_support_of many
-- :case_id case_id
SELECT c.step, c.at, u.name_nb, u.name_nn
  FROM child_support c
  JOIN assessment a ON a.id = c.assessment_id
  JOIN unit_name u ON u.id = c.unit_id
 WHERE a.case_id = :case_id
 ORDER BY c.at DESC, c.id DESC
 LIMIT 20;

-- A version of the questions, whole.
-- name: form_keep exec
-- :version int
-- :content text
-- :now instant
INSERT INTO form_kept (version, content, kept_at) VALUES (:version, :content, :now) ON CONFLICT (version) DO NOTHING;

-- The versions of the questions that have been in use here.
-- name: forms_kept many
SELECT version, content FROM form_kept ORDER BY version LIMIT 200;

-- One answer.
-- name: form_answer_insert exec
-- :case_id case_id
-- :version_no int
-- :person person_id
-- :form_version int
-- :question text
-- :area life_area
-- :zone zone
-- :answer sealed?
-- :now instant
-- :staff staff_id
INSERT INTO form_answer (case_id, version_no, person_id, form_version, question, area, zone, answer, at, by_staff)
VALUES (:case_id, :version_no, :person, :form_version, :question, :area, :zone, :answer, :now, :staff);

-- The answers of one zone as they stand in a version: of each question the newest.
-- name: form_answers many
-- :case_id case_id
-- :version_no int
-- :zone zone
SELECT t.id, t.question, t.area, t.form_version, t.answer, k.wrapped AS person_key
  FROM form_answer t
  JOIN person_key k ON k.person_id = t.person_id
 WHERE t.case_id = :case_id AND t.zone = :zone AND t.version_no <= :version_no
   AND NOT EXISTS (SELECT 1 FROM form_answer n
                    WHERE n.case_id = t.case_id AND n.zone = :zone AND n.question = t.question AND n.id > t.id AND n.version_no <= :version_no)
 ORDER BY t.id
 LIMIT 200;

-- Help that runs or has run, and the units that have had the case: known from before, for every unit of the case. (R-089)
-- name: known_services many
-- :case_id case_id
SELECT s.kind, s.started_on, s.ended_on, u.name_nb, u.name_nn
  FROM case_service s
  JOIN unit_name u ON u.id = s.unit_id
 WHERE s.case_id = :case_id
 ORDER BY s.started_on DESC
 LIMIT 20;

-- From one state to another; nothing happens if someone was there first.
-- name: assessment_set_state exec
-- :assessment assessment_id
-- :from_state assessment_state
-- :to_state assessment_state
-- :confirmed_at instant?
UPDATE assessment SET state = :to_state, confirmed_at = :confirmed_at, version = version + 1 WHERE id = :assessment AND state = :from_state;

-- Are there children?
-- name: assessment_set_children exec
-- :assessment assessment_id
-- :version int
-- :children children
UPDATE assessment SET children = :children, version = version + 1 WHERE id = :assessment AND version = :version;

-- Disadvantaged on the housing market, or not.
-- name: assessment_set_disadvantaged exec
-- :assessment assessment_id
-- :version int
-- :answer disadvantaged_answer
UPDATE assessment SET disadvantaged = :answer, version = version + 1 WHERE id = :assessment AND version = :version;

-- A talk.
-- name: talk_insert exec
-- :assessment assessment_id
-- :held_on date
-- :place assessment_place
-- :on_paper bool
-- :staff staff_id
-- :unit unit_id
INSERT INTO assessment_talk (assessment_id, held_on, place, on_paper, staff_id, unit_id) VALUES (:assessment, :held_on, :place, :on_paper, :staff, :unit);

-- The talks behind a version, the newest first.
-- name: talks_of many
-- :assessment assessment_id
SELECT t.id, t.held_on, t.place, t.on_paper, s.name AS staff_name, u.name_nb, u.name_nn
  FROM assessment_talk t
  JOIN staff_name s ON s.id = t.staff_id
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.assessment_id = :assessment
 ORDER BY t.held_on DESC, t.id DESC
 LIMIT 50;

-- The eight areas, as far as they are begun.
-- name: areas_of many
-- :assessment assessment_id
SELECT c.area, c.coverage, c.not_obtained, c.unit_id, c.has_wish, c.has_need, c.changed_at, c.changed_by, c.version, s.name AS changed_name
  FROM area_coverage c
  JOIN staff_name s ON s.id = c.changed_by
 WHERE c.assessment_id = :assessment
 ORDER BY c.area
 LIMIT 8;

-- An area that is begun now; begun by someone else at the same time: nothing happens.
-- name: area_begin exec
-- :assessment assessment_id
-- :area life_area
-- :coverage coverage
-- :not_obtained not_obtained?
-- :unit unit_id?
-- :has_wish bool
-- :has_need bool
-- :now instant
-- :staff staff_id
INSERT INTO area_coverage (assessment_id, area, coverage, not_obtained, unit_id, has_wish, has_need, changed_at, changed_by, version)
VALUES (:assessment, :area, :coverage, :not_obtained, :unit, :has_wish, :has_need, :now, :staff, 1)
ON CONFLICT (assessment_id, area) DO NOTHING;

-- An area that is changed, unless someone else was first.
-- name: area_change exec
-- :assessment assessment_id
-- :area life_area
-- :version int
-- :coverage coverage
-- :not_obtained not_obtained?
-- :unit unit_id?
-- :has_wish bool
-- :has_need bool
-- :now instant
-- :staff staff_id
UPDATE area_coverage
   SET coverage = :coverage, not_obtained = :not_obtained, unit_id = :unit, has_wish = :has_wish, has_need = :has_need, changed_at = :now,
       changed_by = :staff, version = version + 1
 WHERE assessment_id = :assessment AND area = :area AND version = :version;

-- A new version starts with the areas of the one before.
-- name: areas_copy exec
-- :from_assessment assessment_id
-- :to_assessment assessment_id
INSERT INTO area_coverage (assessment_id, area, coverage, not_obtained, unit_id, has_wish, has_need, changed_at, changed_by, version)
SELECT :to_assessment, area, coverage, not_obtained, unit_id, has_wish, has_need, changed_at, changed_by, 1
  FROM area_coverage
 WHERE assessment_id = :from_assessment;

-- What was said in an area.
-- name: area_text_insert exec
-- :case_id case_id
-- :version_no int
-- :person person_id
-- :area life_area
-- :zone zone
-- :strength sealed?
-- :wish sealed?
-- :need sealed?
-- :professional sealed?
-- :now instant
-- :staff staff_id
INSERT INTO area_text (case_id, version_no, person_id, area, zone, strength, wish, need, professional, at, by_staff)
VALUES (:case_id, :version_no, :person, :area, :zone, :strength, :wish, :need, :professional, :now, :staff);

-- The texts of one zone as they stand in a version: of each area the newest.
-- name: area_texts many
-- :case_id case_id
-- :version_no int
-- :zone zone
SELECT t.id, t.area, t.strength, t.wish, t.need, t.professional, k.wrapped AS person_key
  FROM area_text t
  JOIN person_key k ON k.person_id = t.person_id
 WHERE t.case_id = :case_id AND t.zone = :zone AND t.version_no <= :version_no
   AND NOT EXISTS (SELECT 1 FROM area_text n
                    WHERE n.case_id = t.case_id AND n.zone = :zone AND n.area = t.area AND n.id > t.id AND n.version_no <= :version_no)
 ORDER BY t.area
 LIMIT 8;

-- A note to the whole.
-- name: assessment_note_insert exec
-- :case_id case_id
-- :version_no int
-- :person person_id
-- :kind assessment_note_kind
-- :content sealed
-- :now instant
-- :staff staff_id
INSERT INTO assessment_note (case_id, version_no, person_id, kind, content, at, by_staff)
VALUES (:case_id, :version_no, :person, :kind, :content, :now, :staff);

-- The newest note of a kind.
-- name: assessment_note_last one
-- :case_id case_id
-- :kind assessment_note_kind
-- :version_no int
SELECT n.content, n.at, n.version_no, k.wrapped AS person_key
  FROM assessment_note n
  JOIN person_key k ON k.person_id = n.person_id
 WHERE n.case_id = :case_id AND n.kind = :kind AND n.version_no <= :version_no
 ORDER BY n.id DESC
 LIMIT 1;

-- What the dwelling must be.
-- name: dwelling_need_get one
-- :assessment assessment_id
SELECT rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport, visits_a_week, from_date, version
  FROM dwelling_need
 WHERE assessment_id = :assessment;

-- Written down the first time.
-- name: dwelling_need_begin exec
-- :assessment assessment_id
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
INSERT INTO dwelling_need (assessment_id, rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport, visits_a_week,
                           from_date, version)
VALUES (:assessment, :rooms, :adults, :children, :quiet, :apart_from_cluster, :floor, :step_free, :pets, :near_transport, :visits_a_week, :from_date, 1)
ON CONFLICT (assessment_id) DO NOTHING;

-- Changed, unless someone else was first.
-- name: dwelling_need_change exec
-- :assessment assessment_id
-- :version int
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
UPDATE dwelling_need
   SET rooms = :rooms, adults = :adults, children = :children, quiet = :quiet, apart_from_cluster = :apart_from_cluster, floor = :floor,
       step_free = :step_free, pets = :pets, near_transport = :near_transport, visits_a_week = :visits_a_week, from_date = :from_date,
       version = version + 1
 WHERE assessment_id = :assessment AND version = :version;

-- A new version starts with the need of the one before.
-- name: dwelling_need_copy exec
-- :from_assessment assessment_id
-- :to_assessment assessment_id
INSERT INTO dwelling_need (assessment_id, rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport, visits_a_week,
                           from_date, version)
SELECT :to_assessment, rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport, visits_a_week, from_date, 1
  FROM dwelling_need
 WHERE assessment_id = :from_assessment;

-- The units that are in the case: those that can cover an area.
-- name: assessment_units many
-- :case_id case_id
SELECT DISTINCT u.id, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND u.active = 1
 ORDER BY u.name_nb
 LIMIT 50;
