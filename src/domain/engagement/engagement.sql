-- ── where it stands ─────────────────────────────────────────────────────────

-- Where the case stands; none yet is not started.
-- name: engagement_get one
-- :case_id case_id
-- =contact_name text?
-- =contact_active bool?
SELECT e.id, e.state, e.since, e.contact_id, s.name AS contact_name, s.active AS contact_active, e.rethink_on, e.version
  FROM engagement e
  LEFT JOIN staff_name s ON s.id = e.contact_id
 WHERE e.case_id = :case_id;

-- One of them, for a job.
-- name: engagement_by_id one
-- :engagement engagement_id
SELECT e.id, e.case_id, e.state, e.since, e.rethink_on, c.holder_unit, c.holder_staff
  FROM engagement e
  JOIN case_spine c ON c.id = e.case_id
 WHERE e.id = :engagement;

-- The first word about it.
-- name: engagement_insert insert
-- :case_id case_id
-- :since date
-- :now instant
-- :by staff_id
INSERT INTO engagement (case_id, state, since, changed_at, changed_by, version) VALUES (:case_id, 'not_started', :since, :now, :by, 1)
RETURNING id;

-- A step, unless somebody was before.
-- name: engagement_set exec
-- :engagement engagement_id
-- :version int
-- :state engagement_state
-- :since date
-- :contact staff_id?
-- :rethink_on date?
-- :now instant
-- :by staff_id
UPDATE engagement
   SET state = :state, since = :since, contact_id = :contact, rethink_on = :rethink_on, changed_at = :now, changed_by = :by, version = version + 1
 WHERE id = :engagement AND version = :version;

-- Thought through again, or another day for it.
-- name: engagement_set_rethink exec
-- :engagement engagement_id
-- :rethink_on date?
UPDATE engagement SET rethink_on = :rethink_on WHERE id = :engagement;

-- Every step, the latest first.
-- name: engagement_steps many
-- :engagement engagement_id
SELECT p.seq, p.from_state, p.to_state, p.on_date, s.name AS staff_name
  FROM engagement_step p
  JOIN staff_name s ON s.id = p.by_staff
 WHERE p.engagement_id = :engagement
 ORDER BY p.seq DESC
 LIMIT 40;

-- ── no and yes ──────────────────────────────────────────────────────────────

-- She says no.
-- name: help_no_insert exec
-- :case_id case_id
-- :service service_id?
-- :told no_told?
-- :since date
-- :now instant
-- :by staff_id
INSERT INTO help_no (case_id, service_id, told, since, at, by_staff) VALUES (:case_id, :service, :told, :since, :now, :by);

-- Her no's that stand.
-- name: help_no_now many
-- :case_id case_id
SELECT n.id, n.service_id, n.told, n.since, s.name AS staff_name
  FROM help_no n
  JOIN staff_name s ON s.id = n.by_staff
 WHERE n.case_id = :case_id AND n.ended_on IS NULL
 ORDER BY n.id
 LIMIT 60;

-- She says yes to one of them.
-- name: help_no_end exec
-- :case_id case_id
-- :no help_no_id
-- :ended_on date
UPDATE help_no SET ended_on = :ended_on WHERE id = :no AND case_id = :case_id AND ended_on IS NULL;

-- She says yes again: nothing stands.
-- name: help_no_end_all exec
-- :case_id case_id
-- :ended_on date
UPDATE help_no SET ended_on = :ended_on WHERE case_id = :case_id AND ended_on IS NULL;

-- The help that runs, for her to say no to.
-- name: engagement_services many
-- :case_id case_id
-- =staff_name text?
SELECT s.id, s.kind, s.started_on, u.name_nb, u.name_nn, w.name AS staff_name
  FROM case_service s
  JOIN unit_name u ON u.id = s.unit_id
  LEFT JOIN staff_name w ON w.id = s.staff_id
 WHERE s.case_id = :case_id AND s.ended_on IS NULL
 ORDER BY s.started_on, s.id
 LIMIT 60;

-- Her words about it.
-- name: engagement_words_insert exec
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :words sealed
-- :now instant
-- :by staff_id
INSERT INTO engagement_words (case_id, person_id, zone, words, at, by_staff) VALUES (:case_id, :person, :zone, :words, :now, :by);

-- As they stand in a zone, the latest first.
-- name: engagement_words_of many
-- :case_id case_id
-- :zone zone
SELECT w.words, w.at, s.name AS staff_name, k.wrapped AS person_key
  FROM engagement_words w
  JOIN person_key k ON k.person_id = w.person_id
  JOIN staff_name s ON s.id = w.by_staff
 WHERE w.case_id = :case_id AND w.zone = :zone
 ORDER BY w.id DESC
 LIMIT 10;

-- How often she was asked since a day and did not say yes.
-- name: asked_in_vain one
-- :case_id case_id
-- :since date
-- =n int
SELECT count(*) AS n FROM case_help_offered WHERE case_id = :case_id AND answer <> 'yes' AND on_date >= :since;

-- When she is asked again.
-- name: asked_next one
-- :case_id case_id
SELECT next_on, home_only FROM case_help_declined WHERE case_id = :case_id AND ended_at IS NULL;

-- The unit of the case in which a worker works today.
-- name: contact_unit one
-- :case_id case_id
-- :staff staff_id
-- :today date
SELECT m.unit_id
  FROM case_team t
  JOIN unit_member m ON m.unit_id = t.unit_id AND m.staff_id = :staff
 WHERE t.case_id = :case_id AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 ORDER BY m.unit_id
 LIMIT 1;

-- ── what is done meanwhile ──────────────────────────────────────────────────

-- Begins.
-- name: meanwhile_insert exec
-- :case_id case_id
-- :kind meanwhile_kind
-- :from_on date
-- :by staff_id
INSERT INTO meanwhile (case_id, kind, from_on, by_staff)
SELECT :case_id, :kind, :from_on, :by
 WHERE NOT EXISTS (SELECT 1 FROM meanwhile m WHERE m.case_id = :case_id AND m.kind = :kind AND m.ended_on IS NULL);

-- Ends: all, when she takes help again.
-- name: meanwhile_end_all exec
-- :case_id case_id
-- :ended_on date
UPDATE meanwhile SET ended_on = :ended_on WHERE case_id = :case_id AND ended_on IS NULL;

-- One of them ends.
-- name: meanwhile_end exec
-- :case_id case_id
-- :kind meanwhile_kind
-- :ended_on date
UPDATE meanwhile SET ended_on = :ended_on WHERE case_id = :case_id AND kind = :kind AND ended_on IS NULL;

-- What runs.
-- name: meanwhile_now many
-- :case_id case_id
SELECT kind, from_on FROM meanwhile WHERE case_id = :case_id AND ended_on IS NULL ORDER BY id LIMIT 20;

-- ── thought through again ───────────────────────────────────────────────────

-- What is tried now.
-- name: rethink_insert exec
-- :case_id case_id
-- :kind rethink_kind
-- :on_date date
-- :next_on date
-- :now instant
-- :by staff_id
INSERT INTO rethink (case_id, kind, on_date, next_on, at, by_staff) VALUES (:case_id, :kind, :on_date, :next_on, :now, :by);

-- What was tried, the latest first.
-- name: rethink_of many
-- :case_id case_id
SELECT r.kind, r.on_date, r.next_on, s.name AS staff_name
  FROM rethink r
  JOIN staff_name s ON s.id = r.by_staff
 WHERE r.case_id = :case_id
 ORDER BY r.id DESC
 LIMIT 20;

-- ── limits ──────────────────────────────────────────────────────────────────

-- Written, or written anew.
-- name: help_limit_insert insert
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :unit unit_id
-- :gives sealed
-- :gives_not sealed
-- :instead sealed?
-- :now instant
-- :by staff_id
INSERT INTO help_limit (case_id, person_id, zone, unit_id, gives, gives_not, instead, at, by_staff)
VALUES (:case_id, :person, :zone, :unit, :gives, :gives_not, :instead, :now, :by)
RETURNING id;

-- What each unit has written last, in a zone.
-- name: help_limit_of many
-- :case_id case_id
-- :zone zone
-- =shown_on date?
SELECT l.id, l.unit_id, u.name_nb, u.name_nn, l.gives, l.gives_not, l.instead, l.at, s.name AS staff_name, k.wrapped AS person_key,
       (SELECT max(h.shown_on) FROM help_limit_shown h WHERE h.limit_id = l.id) AS shown_on
  FROM help_limit l
  JOIN person_key k ON k.person_id = l.person_id
  JOIN unit_name u ON u.id = l.unit_id
  JOIN staff_name s ON s.id = l.by_staff
 WHERE l.case_id = :case_id AND l.zone = :zone
   AND l.id = (SELECT max(n.id) FROM help_limit n WHERE n.case_id = l.case_id AND n.zone = l.zone AND n.unit_id = l.unit_id)
 ORDER BY l.id
 LIMIT 20;

-- One that is to be shown.
-- name: help_limit_get one
-- :case_id case_id
-- :limit help_limit_id
-- :zone zone
SELECT l.id, l.at FROM help_limit l WHERE l.id = :limit AND l.case_id = :case_id AND l.zone = :zone;

-- She has seen it.
-- name: help_limit_shown_insert exec
-- :limit help_limit_id
-- :case_id case_id
-- :told no_told
-- :shown_on date
-- :now instant
-- :by staff_id
INSERT INTO help_limit_shown (limit_id, case_id, told, shown_on, at, by_staff) VALUES (:limit, :case_id, :told, :shown_on, :now, :by);

-- ── what happens in her life ────────────────────────────────────────────────

-- Something happened.
-- name: life_event_insert insert
-- :case_id case_id
-- :kind life_event_kind
-- :on_date date
-- :touch_by date
-- :now instant
-- :by staff_id?
INSERT INTO life_event (case_id, kind, on_date, touch_by, at, by_staff) VALUES (:case_id, :kind, :on_date, :touch_by, :now, :by)
RETURNING id;

-- The same is known from that day.
-- name: life_event_known one
-- :case_id case_id
-- :kind life_event_kind
-- :on_date date
SELECT id FROM life_event WHERE case_id = :case_id AND kind = :kind AND on_date = :on_date LIMIT 1;

-- Somebody has been in touch.
-- name: life_event_meet exec
-- :case_id case_id
-- :event life_event_id
-- :met_on date
-- :by staff_id
UPDATE life_event SET met_on = :met_on, met_by = :by WHERE id = :event AND case_id = :case_id AND met_on IS NULL;

-- One of them.
-- name: life_event_get one
-- :case_id case_id
-- :event life_event_id
SELECT id, on_date, met_on FROM life_event WHERE id = :event AND case_id = :case_id;

-- What has happened, the latest first.
-- name: life_event_of many
-- :case_id case_id
-- =met_name text?
SELECT e.id, e.kind, e.on_date, e.touch_by, e.met_on, m.name AS met_name
  FROM life_event e
  LEFT JOIN staff_name m ON m.id = e.met_by
 WHERE e.case_id = :case_id
 ORDER BY e.id DESC
 LIMIT 20;

-- ── talks between equals ────────────────────────────────────────────────────

-- That it was.
-- name: peer_talk_insert exec
-- :unit unit_id
-- :staff staff_id
-- :on_date date
-- :now instant
INSERT INTO peer_talk (unit_id, staff_id, on_date, at) VALUES (:unit, :staff, :on_date, :now);

-- One's own, by day.
-- name: peer_talk_own many
-- :staff staff_id
-- :since date
-- =n int
SELECT on_date, count(*) AS n FROM peer_talk WHERE staff_id = :staff AND on_date >= :since GROUP BY on_date ORDER BY on_date DESC LIMIT 60;

-- Those of a unit since a day: a number.
-- name: peer_talk_count one
-- :unit unit_id
-- :since date
-- =n int
SELECT count(*) AS n FROM peer_talk WHERE unit_id = :unit AND on_date >= :since;

-- The series that asks across units, first the group that works with housing and help as a whole.
-- name: series_for_all one
-- scan ok: a municipality has a handful of series
SELECT s.id
  FROM meeting_series_name s
 WHERE s.individual_cases = 1 AND s.active = 1 AND s.kind IN ('working_group', 'coordination', 'resource_group', 'intake', 'allocation')
 ORDER BY CASE s.kind WHEN 'working_group' THEN 1 WHEN 'coordination' THEN 2 WHEN 'resource_group' THEN 3 WHEN 'intake' THEN 4 ELSE 5 END, s.id
 LIMIT 1;

-- Its name.
-- name: series_named one
-- :series meeting_series_id
SELECT name_nb, name_nn FROM meeting_series_name WHERE id = :series;

-- The item that asks what to do, while it waits to be treated.
-- name: waits_in_meeting one
-- :case_id case_id
SELECT i.id FROM case_agenda_item i WHERE i.case_id = :case_id AND i.kind = 'declines_all' AND i.state IN ('reported', 'accepted', 'ready') LIMIT 1;
