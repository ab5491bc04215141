-- ── what is needed, and what there is ───────────────────────────────────────

-- The newest order to find a home in a case, and the unit it was sent to.
-- name: offer_order_of one
-- :case_id case_id
SELECT id, part_id, unit_id, rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport, visits_a_week, from_date
  FROM unit_dwelling_order
 WHERE case_id = :case_id
 ORDER BY id DESC
 LIMIT 1;

-- The case of an order that is one unit's.
-- name: offer_order_case one
-- :order dwelling_order_id
-- :unit unit_id
SELECT case_id FROM unit_dwelling_order WHERE id = :order AND unit_id = :unit;

-- The areas she wants or wants to be away from, and what else she wishes, in her order.
-- name: offer_wishes many
-- :application housing_application_id
SELECT id, kind, area, result FROM application_wishes WHERE application_id = :application ORDER BY seq, id LIMIT 20;

-- One dwelling as an offer sees it.
-- name: offer_home_get one
-- :dwelling dwelling_id
-- =street text?
-- =house_number text?
-- =house_letter text?
-- =unit_number text?
-- =area text?
-- =cluster text?
-- =full bool?
-- =house_rules bool
SELECT d.id, d.object_number, d.street, d.house_number, d.house_letter, d.unit_number, d.state, d.bedrooms, d.rooms, d.floor, d.rent, d.step_free, d.quiet, d.pets,
       d.near_transport, d.age_from, d.age_to, d.cluster_id, d.area_id, d.manager_unit, CASE WHEN d.address_shielded = 1 THEN NULL ELSE a.name END AS area, CASE WHEN d.address_shielded = 1 THEN NULL ELSE c.name END AS cluster, f.is_full AS full,
       d.abstinence_required AS house_rules
  FROM dwelling_stock d
  LEFT JOIN dwelling_area_name a ON a.id = d.area_id
  LEFT JOIN dwelling_cluster_name c ON c.id = d.cluster_id
  LEFT JOIN cluster_is_full f ON f.cluster_id = d.cluster_id
 WHERE d.id = :dwelling;

-- The dwellings in one state: ready to be offered, or offered and with a line to stand in.
-- name: offer_homes many
-- :state dwelling_state
-- =street text?
-- =house_number text?
-- =house_letter text?
-- =unit_number text?
-- =area text?
-- =cluster text?
-- =full bool?
-- =house_rules bool
-- =in_line int
SELECT d.id, d.object_number, d.street, d.house_number, d.house_letter, d.unit_number, d.bedrooms, d.rooms, d.floor, d.rent, d.step_free, d.quiet, d.pets,
       d.near_transport, d.age_from, d.age_to, d.state_since, d.cluster_id, d.area_id, CASE WHEN d.address_shielded = 1 THEN NULL ELSE a.name END AS area, CASE WHEN d.address_shielded = 1 THEN NULL ELSE c.name END AS cluster, f.is_full AS full,
       d.abstinence_required AS house_rules,
       (SELECT count(*) FROM offer_reserve r WHERE r.dwelling_id = d.id AND r.state = 'waiting') AS in_line
  FROM dwelling_stock d
  LEFT JOIN dwelling_area_name a ON a.id = d.area_id
  LEFT JOIN dwelling_cluster_name c ON c.id = d.cluster_id
  LEFT JOIN cluster_is_full f ON f.cluster_id = d.cluster_id
 WHERE d.state = :state
 ORDER BY d.state_since, d.id
 LIMIT 200;

-- The clusters, and whether they take more.
-- name: offer_clusters many
-- =full bool?
-- scan ok: a municipality has some tens of clusters
SELECT c.id, c.name, c.area_id, f.is_full AS full
  FROM dwelling_cluster_name c
  LEFT JOIN cluster_is_full f ON f.cluster_id = c.id
 ORDER BY c.name
 LIMIT 200;

-- A cluster takes nobody more, or again.
-- name: cluster_full_insert exec
-- :cluster dwelling_cluster_id
-- :is_full bool
-- :now instant
-- :staff staff_id
INSERT INTO cluster_full (cluster_id, is_full, at, by_staff)
SELECT c.id, :is_full, :now, :staff FROM dwelling_cluster_name c WHERE c.id = :cluster;

-- ── offers ──────────────────────────────────────────────────────────────────

-- The smallest place that is free among those a person may have at once; none: all are taken.
-- name: offer_places many
-- :case_id case_id
SELECT place FROM dwelling_offer WHERE case_id = :case_id AND state IN ('open', 'accepted') ORDER BY place LIMIT 3;

-- A dwelling is offered.
-- name: offer_insert insert
-- :case_id case_id
-- :person person_id
-- :dwelling dwelling_id
-- :application housing_application_id?
-- :order dwelling_order_id?
-- :unit unit_id
-- :place int
-- :choice offer_choice?
-- :forced forced_why?
-- :from_reserve bool
-- :now instant
-- :staff staff_id?
-- :answer_by date
INSERT INTO dwelling_offer (case_id, person_id, dwelling_id, application_id, order_id, unit_id, place, state, choice, forced_why, from_reserve, made_at, made_by, answer_by,
                            version)
VALUES (:case_id, :person, :dwelling, :application, :order, :unit, :place, 'open', :choice, :forced, :from_reserve, :now, :staff, :answer_by, 1)
RETURNING id;

-- What of her need it meets.
-- name: offer_fit_insert exec
-- :offer dwelling_offer_id
-- :point offer_point
-- :fit offer_match
INSERT INTO offer_fit (offer_id, point, fit) VALUES (:offer, :point, :fit);

-- The same, to read.
-- name: offer_fit_of many
-- :offer dwelling_offer_id
SELECT point, fit FROM offer_fit WHERE offer_id = :offer LIMIT 20;

-- One offer.
-- name: offer_get one
-- :offer dwelling_offer_id
SELECT id, case_id, person_id, dwelling_id, application_id, order_id, unit_id, state, made_at, answer_by, sent_on, ended_on, moved_in_on
  FROM dwelling_offer
 WHERE id = :offer;

-- The offers of a case, the newest first.
-- name: offers_of many
-- :case_id case_id
-- =made_name text?
-- =answered_name text?
SELECT o.id, o.dwelling_id, o.unit_id, o.state, o.choice, o.forced_why, o.from_reserve, o.made_at, o.answer_by, o.sent_on, o.answered_on, o.answered_way, o.declined_why, o.back_why,
       o.ended_on, o.moved_in_on, m.name AS made_name, a.name AS answered_name
  FROM dwelling_offer o
  LEFT JOIN staff_name m ON m.id = o.made_by
  LEFT JOIN staff_name a ON a.id = o.answered_by
 WHERE o.case_id = :case_id
 ORDER BY o.id DESC
 LIMIT 50;

-- She answers.
-- name: offer_set_answer exec
-- :offer dwelling_offer_id
-- :state offer_state
-- :way answer_way
-- :why decline_reason?
-- :ended_on date?
-- :today date
-- :staff staff_id
UPDATE dwelling_offer SET state = :state, answered_on = :today, answered_way = :way, answered_by = :staff, declined_why = :why, ended_on = :ended_on, version = version + 1
 WHERE id = :offer AND state = 'open';

-- It comes to nothing without an answer, or is taken back.
-- name: offer_set_ended exec
-- :offer dwelling_offer_id
-- :from offer_state
-- :state offer_state
-- :why offer_back?
-- :today date
UPDATE dwelling_offer SET state = :state, back_why = :why, ended_on = :today, version = version + 1 WHERE id = :offer AND state = :from;

-- She has moved in.
-- name: offer_set_moved_in exec
-- :offer dwelling_offer_id
-- :on date
UPDATE dwelling_offer SET state = 'moved_in', moved_in_on = :on, version = version + 1 WHERE id = :offer AND state = 'accepted';

-- She has longer.
-- name: offer_set_answer_by exec
-- :offer dwelling_offer_id
-- :answer_by date
UPDATE dwelling_offer SET answer_by = :answer_by, version = version + 1 WHERE id = :offer AND state = 'open';

-- Its letter is on its way.
-- name: offer_set_sent exec
-- :offer dwelling_offer_id
-- :sent_on date
-- :answer_by date
UPDATE dwelling_offer SET sent_on = :sent_on, answer_by = :answer_by, version = version + 1 WHERE id = :offer AND state = 'open' AND sent_on IS NULL;

-- The offer a lease comes from.
-- name: offer_of_lease one
-- :case_id case_id
-- :dwelling dwelling_id
SELECT id FROM dwelling_offer WHERE case_id = :case_id AND dwelling_id = :dwelling AND state = 'accepted';

-- The lease that comes from an accepted offer.
-- name: offer_lease_of one
-- :case_id case_id
-- :dwelling dwelling_id
SELECT id, state, from_date FROM case_lease WHERE case_id = :case_id AND dwelling_id = :dwelling AND state <> 'withdrawn' ORDER BY id DESC LIMIT 1;

-- How many dwellings that suited her she has rather not had, since her last home.
-- name: offer_noted one
-- :case_id case_id
-- =n int
SELECT count(*) AS n FROM dwelling_offer
 WHERE case_id = :case_id AND declined_why = 'rather_wait'
   AND id > COALESCE((SELECT max(m.id) FROM dwelling_offer m WHERE m.case_id = :case_id AND m.state = 'moved_in'), 0);

-- More time was given.
-- name: offer_extension_insert exec
-- :offer dwelling_offer_id
-- :from date
-- :to date
-- :why offer_more_time
-- :now instant
-- :staff staff_id
INSERT INTO offer_extension (offer_id, from_date, to_date, why, at, by_staff) VALUES (:offer, :from, :to, :why, :now, :staff);

-- The newest time more was given.
-- name: offer_extension_of one
-- :offer dwelling_offer_id
SELECT to_date, why FROM offer_extension WHERE offer_id = :offer ORDER BY id DESC LIMIT 1;

-- ── viewings ────────────────────────────────────────────────────────────────

-- She is to see it.
-- name: viewing_insert exec
-- :offer dwelling_offer_id
-- :on_date date
-- :minute int
-- :now instant
-- :staff staff_id
INSERT INTO offer_viewing (offer_id, on_date, from_minute, state, at, by_staff)
SELECT o.id, :on_date, :minute, 'planned', :now, :staff FROM dwelling_offer o
 WHERE o.id = :offer AND NOT EXISTS (SELECT 1 FROM offer_viewing v WHERE v.offer_id = o.id AND v.state = 'planned');

-- How it went.
-- name: viewing_set exec
-- :offer dwelling_offer_id
-- :viewing offer_viewing_id
-- :state viewing_state
UPDATE offer_viewing SET state = :state WHERE id = :viewing AND offer_id = :offer AND state = 'planned';

-- The viewings of an offer.
-- name: viewings_of many
-- :offer dwelling_offer_id
SELECT id, on_date, from_minute, state FROM offer_viewing WHERE offer_id = :offer ORDER BY id LIMIT 20;

-- ── next in line ────────────────────────────────────────────────────────────

-- In line for a dwelling.
-- name: reserve_insert exec
-- :dwelling dwelling_id
-- :case_id case_id
-- :unit unit_id
-- :choice offer_choice?
-- :now instant
-- :staff staff_id
INSERT INTO offer_reserve (dwelling_id, case_id, unit_id, seq, state, choice, at, by_staff)
SELECT d.id, :case_id, :unit, COALESCE((SELECT max(r.seq) FROM offer_reserve r WHERE r.dwelling_id = d.id), 0) + 1, 'waiting', :choice, :now, :staff
  FROM dwelling_stock d
 WHERE d.id = :dwelling AND NOT EXISTS (SELECT 1 FROM offer_reserve r WHERE r.dwelling_id = d.id AND r.case_id = :case_id AND r.state = 'waiting');

-- The line of a dwelling.
-- name: reserve_line many
-- :dwelling dwelling_id
SELECT id, case_id, unit_id, choice, by_staff FROM offer_reserve WHERE dwelling_id = :dwelling AND state = 'waiting' ORDER BY seq LIMIT 20;

-- She gets it, or stands in line no more.
-- name: reserve_set exec
-- :reserve offer_reserve_id
-- :state reserve_state
UPDATE offer_reserve SET state = :state WHERE id = :reserve AND state = 'waiting';

-- She has a home, and stands in no line.
-- name: reserve_leave_all exec
-- :case_id case_id
UPDATE offer_reserve SET state = 'left' WHERE case_id = :case_id AND state = 'waiting';

-- What she stands in line for.
-- name: reserves_of many
-- :case_id case_id
SELECT dwelling_id, at FROM offer_reserve WHERE case_id = :case_id AND state = 'waiting' ORDER BY id LIMIT 20;

-- ── what did not suit ───────────────────────────────────────────────────────

-- A dwelling that was looked at and did not suit.
-- name: home_passed_insert exec
-- :case_id case_id
-- :dwelling dwelling_id
-- :why passed_reason
-- :now instant
-- :staff staff_id
INSERT INTO home_passed (case_id, dwelling_id, why, at, by_staff)
SELECT :case_id, d.id, :why, :now, :staff FROM dwelling_stock d WHERE d.id = :dwelling;

-- The same, to read.
-- name: home_passed_of many
-- :case_id case_id
SELECT h.dwelling_id, h.why, h.at, n.name FROM home_passed h JOIN staff_name n ON n.id = h.by_staff WHERE h.case_id = :case_id ORDER BY h.id DESC LIMIT 20;

-- ── letters, keys and the first weeks ───────────────────────────────────────

-- A letter as it was made.
-- name: offer_letter_insert exec
-- :offer dwelling_offer_id
-- :case_id case_id
-- :person person_id
-- :recipient delivery_recipient
-- :sent_on date
-- :sha256 text
-- :pdf sealed
-- :by staff_id
INSERT INTO offer_letter (offer_id, case_id, person_id, recipient, sent_on, sha256, pdf, by_staff)
VALUES (:offer, :case_id, :person, :recipient, :sent_on, :sha256, :pdf, :by);

-- The letters of an offer, without their content.
-- name: offer_letters many
-- :offer dwelling_offer_id
SELECT id, recipient, sent_on FROM offer_letter WHERE offer_id = :offer ORDER BY id LIMIT 10;

-- One of them.
-- name: offer_letter_get one
-- :case_id case_id
-- :letter offer_letter_id
SELECT l.pdf, l.sha256, k.wrapped AS person_key
  FROM offer_letter l
  JOIN person_key k ON k.person_id = l.person_id
 WHERE l.id = :letter AND l.case_id = :case_id;

-- A point of the day she moves in is done.
-- name: move_in_insert exec
-- :offer dwelling_offer_id
-- :point text
-- :now instant
-- :staff staff_id
INSERT INTO move_in_done (offer_id, point, at, by_staff)
SELECT o.id, :point, :now, :staff FROM dwelling_offer o
 WHERE o.id = :offer AND NOT EXISTS (SELECT 1 FROM move_in_done d WHERE d.offer_id = o.id AND d.point = :point);

-- The points that are done.
-- name: move_in_of many
-- :offer dwelling_offer_id
SELECT d.point, d.at, n.name FROM move_in_done d JOIN staff_name n ON n.id = d.by_staff WHERE d.offer_id = :offer LIMIT 30;

-- How it goes, asked on one of the days.
-- name: settling_insert exec
-- :offer dwelling_offer_id
-- :day int
-- :result settling_result
-- :on date
-- :now instant
-- :staff staff_id
INSERT INTO settling_talk (offer_id, day_no, result, on_date, at, by_staff) VALUES (:offer, :day, :result, :on, :now, :staff);

-- The same, to read.
-- name: settling_of many
-- :offer dwelling_offer_id
SELECT t.day_no, t.result, t.on_date, n.name FROM settling_talk t JOIN staff_name n ON n.id = t.by_staff WHERE t.offer_id = :offer ORDER BY t.id LIMIT 60;

-- ── the shared list ─────────────────────────────────────────────────────────

-- Everyone who has a yes to a home and has not moved in, as one unit finds them: where it stands, and since when. (R-189)
-- name: offer_status many
-- :unit unit_id
-- =order_id dwelling_order_id?
-- =status application_status?
-- =since instant?
-- =offer_id dwelling_offer_id?
-- =offer_state offer_state?
-- =dwelling_id dwelling_id?
-- =answer_by date?
-- =sent_on date?
-- =lease_state lease_state?
-- =lease_from date?
-- =unit_id unit_id?
-- scan ok: those with a yes and no home yet are some tens to some hundreds
SELECT c.id AS case_id, p.given_name, p.family_name, p.address_grade, c.holder_unit, f.unit_id, o.id AS order_id, a.status, COALESCE(a.changed_at, o.sent_at) AS since,
       f.id AS offer_id, f.state AS offer_state, f.dwelling_id, f.answer_by, f.sent_on, l.state AS lease_state, l.from_date AS lease_from
  FROM case_spine c
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN unit_dwelling_order o ON o.case_id = c.id AND o.id = (SELECT max(n.id) FROM unit_dwelling_order n WHERE n.case_id = c.id)
  LEFT JOIN case_application a ON a.case_id = c.id AND a.status IN ('approved', 'waiting', 'offered', 'accepted')
  LEFT JOIN dwelling_offer f ON f.case_id = c.id AND f.place = 1 AND f.state IN ('open', 'accepted')
  LEFT JOIN case_lease l ON l.case_id = c.id AND l.dwelling_id = f.dwelling_id AND l.state IN ('draft', 'offered', 'signed')
 WHERE c.state <> 'closed'
   AND (a.id IS NOT NULL OR f.id IS NOT NULL
        OR (o.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dwelling_offer m WHERE m.order_id = o.id AND m.state = 'moved_in')
            AND NOT EXISTS (SELECT 1 FROM running_lease r WHERE r.case_id = c.id)))
   AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = c.id AND m.unit_id = :unit)
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = c.person_id)
 ORDER BY CASE WHEN f.id IS NULL THEN 1 ELSE 0 END, f.answer_by, c.id
 LIMIT 300;

-- What one unit has to do with offers and keys today and before, the oldest first.
-- name: offer_today many
-- :unit unit_id
-- :today date
SELECT t.case_id, t.kind, t.subject, t.due, p.given_name, p.family_name
  FROM open_task t
  JOIN case_spine c ON c.id = t.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE t.unit_id = :unit AND t.due <= :today
   AND t.kind IN ('find_dwelling', 'send_offer', 'show_dwelling', 'get_answer', 'ask_no_answer', 'talk_about_wishes', 'make_lease', 'move_in', 'settling_in')
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = c.person_id)
 ORDER BY t.due, t.id
 LIMIT 100;

-- The viewings of one unit's offers that are to come.
-- name: offer_viewings_coming many
-- :unit unit_id
SELECT v.offer_id, v.on_date, v.from_minute, o.case_id, o.dwelling_id, p.given_name, p.family_name
  FROM offer_viewing v
  JOIN dwelling_offer o ON o.id = v.offer_id
  JOIN person_name p ON p.id = o.person_id
 WHERE o.unit_id = :unit AND o.state = 'open' AND v.state = 'planned'
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = o.person_id)
 ORDER BY v.on_date, v.from_minute
 LIMIT 50;

-- The viewings of some days, for the calendar of who shows the home and who follows her: a unit's, or one worker's.
-- name: offer_viewings_between many
-- :unit unit_id
-- :staff staff_id?
-- :first date
-- :last date
SELECT v.id, o.case_id, v.on_date, v.from_minute, v.at
  FROM offer_viewing v
  JOIN dwelling_offer o ON o.id = v.offer_id
  JOIN case_spine c ON c.id = o.case_id
 WHERE v.state = 'planned' AND v.on_date BETWEEN :first AND :last
   AND (o.unit_id = :unit OR c.holder_unit = :unit)
   AND (:staff IS NULL OR v.by_staff = :staff OR c.holder_staff = :staff)
   AND NOT EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = o.person_id)
 ORDER BY v.on_date, v.from_minute
 LIMIT 200;

-- The viewings of one case, for her own calendar.
-- name: offer_viewings_of_case many
-- :case_id case_id
-- :first date
-- :last date
SELECT v.id, v.on_date, v.from_minute, v.at, u.letter_name_nb, u.letter_name_nn
  FROM dwelling_offer o
  JOIN offer_viewing v ON v.offer_id = o.id
  JOIN unit_name u ON u.id = o.unit_id
 WHERE o.case_id = :case_id AND v.state = 'planned' AND v.on_date BETWEEN :first AND :last
 ORDER BY v.on_date, v.from_minute
 LIMIT 20;
