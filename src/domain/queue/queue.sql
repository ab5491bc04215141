-- Where those stand who have an open application, by list. `lack` and `between_types` as home_lack says. (R-144, R-146, R-195)
-- name: queue_now many
-- =list_type list_type?
-- =asked int
-- =lack int
-- =waits int
-- =offered int
-- =between_types int
-- scan ok: the open applications are some hundreds to some thousands
SELECT s.list_type,
       SUM(CASE WHEN s.status IN ('registered', 'assessed', 'to_meeting', 'postponed') THEN 1 ELSE 0 END) AS asked,
       SUM(CASE WHEN s.status IN ('approved', 'waiting') AND s.suited = 0 THEN 1 ELSE 0 END) AS lack,
       SUM(CASE WHEN s.status IN ('approved', 'waiting') AND s.suited = 1 THEN 1 ELSE 0 END) AS waits,
       SUM(CASE WHEN s.status IN ('offered', 'accepted') THEN 1 ELSE 0 END) AS offered,
       SUM(CASE WHEN s.status IN ('approved', 'waiting') AND s.suited = 0 AND s.house = 1 THEN 1 ELSE 0 END) AS between_types
  FROM home_lack s
 GROUP BY s.list_type
 ORDER BY s.list_type
 LIMIT 10;

-- Those who asked in a time, by list.
-- name: queue_came many
-- :from date
-- :until date
-- =n int
SELECT a.list_type, count(DISTINCT a.case_id) AS n
  FROM case_application a
 WHERE a.received_on >= :from AND a.received_on < :until
 GROUP BY a.list_type
 ORDER BY a.list_type
 LIMIT 10;

-- The vacant dwellings by the list they are for; as proposal_list_of says.
-- name: queue_vacant many
-- =list_type list_type
-- =n int
-- scan ok: those who are ready stand in an index of the register, and are few
SELECT CASE WHEN d.staffed_day_and_night = 1 THEN 'adapted_all_hours' WHEN d.type = 'omsorgsbolig' THEN 'nursing'
            WHEN d.staff_base = 1 OR d.class = 'adapted' THEN 'adapted_day' ELSE 'ordinary' END AS list_type, count(*) AS n
  FROM dwelling_stock d
 WHERE d.state = 'ready'
 GROUP BY 1
 ORDER BY 1
 LIMIT 10;

-- What came of the newest offer each had in a time.
-- name: queue_offers many
-- :from instant
-- :until instant
-- =n int
SELECT o.state, count(*) AS n
  FROM case_offer o
 WHERE o.made_at >= :from AND o.made_at < :until
   AND o.id = (SELECT max(m.id) FROM case_offer m WHERE m.case_id = o.case_id AND m.made_at >= :from AND m.made_at < :until)
 GROUP BY o.state
 ORDER BY o.state
 LIMIT 10;

-- From the day an application came to its first offer, where that was in a time: how many of each pair of days.
-- name: queue_first_offers many
-- :from instant
-- :until instant
-- limit ok: the first offers of a year
SELECT a.received_on, o.made_at
  FROM case_offer o
  JOIN case_application a ON a.id = o.application_id
 WHERE o.made_at >= :from AND o.made_at < :until
   AND NOT EXISTS (SELECT 1 FROM case_offer e WHERE e.case_id = o.case_id AND e.application_id = o.application_id AND e.id < o.id)
 ORDER BY o.id;

-- Why a dwelling that was looked at did not suit.
-- name: queue_passed many
-- :from instant
-- :until instant
-- =n int
SELECT h.why, count(DISTINCT h.case_id) AS n
  FROM case_home_passed h
 WHERE h.at >= :from AND h.at < :until
 GROUP BY h.why
 ORDER BY h.why
 LIMIT 20;

-- Why an offer was declined.
-- name: queue_declined many
-- :from instant
-- :until instant
-- =n int
SELECT o.declined_why, count(DISTINCT o.case_id) AS n
  FROM case_offer o
 WHERE o.made_at >= :from AND o.made_at < :until AND o.declined_why IS NOT NULL
 GROUP BY o.declined_why
 ORDER BY o.declined_why
 LIMIT 20;

-- Dwellings that a grant binds, given in a time: to who stood first of those without a home, or with others before her.
-- name: queue_bound one
-- :from instant
-- :until instant
-- =first int
-- =others_ahead int
SELECT count(DISTINCT CASE WHEN p.ahead = 0 THEN p.application_id END) AS first, count(DISTINCT CASE WHEN p.ahead > 0 THEN p.application_id END) AS others_ahead
  FROM allocation_picked p
 WHERE p.at >= :from AND p.at < :until AND p.bound = 1;

-- For how many the last proposal of each list in a time had no dwelling, by why.
-- name: queue_without many
-- :from instant
-- :until instant
-- =n int
SELECT w.why, sum(w.n) AS n
  FROM proposals_without w
 WHERE w.made_at >= :from AND w.made_at < :until AND w.why IS NOT NULL
   AND w.id = (SELECT max(l.id) FROM proposals_without l WHERE l.list_type = w.list_type AND l.made_at >= :from AND l.made_at < :until)
 GROUP BY w.why
 ORDER BY w.why
 LIMIT 10;
