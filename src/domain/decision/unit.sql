-- ── the unit's own view of its decisions ────────────────────────────────
-- Parts that end within some days, in decisions the unit has made or gives the help of.
-- name: parts_expiring many
-- :unit unit_id
-- :today date
-- :last date
SELECT p.id, p.case_id, p.decision_id, p.kind, p.service_kind, p.until_date, n.given_name, n.family_name
  FROM joint_decision d
  JOIN decision_part p ON p.decision_id = d.id
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_name n ON n.id = c.person_id
 WHERE d.state IN ('issued', 'in_force') AND p.state = 'signed' AND p.outcome = 'granted' AND p.until_date >= :today AND p.until_date <= :last
   AND (d.unit_id = :unit OR p.unit_id = :unit)
 ORDER BY p.until_date
 LIMIT 100;

-- Parts that are to come, in decisions the unit has made.
-- name: parts_to_come many
-- :unit unit_id
-- =by_date date
SELECT p.id, p.case_id, p.decision_id, p.kind, p.service_kind, n.given_name, n.family_name,
       COALESCE((SELECT y.new_by FROM part_delay y WHERE y.part_id = p.id ORDER BY y.id DESC LIMIT 1), p.later_by) AS by_date
  FROM joint_decision d
  JOIN decision_part p ON p.decision_id = d.id
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_name n ON n.id = c.person_id
 WHERE d.unit_id = :unit AND d.state IN ('issued', 'in_force') AND p.state = 'later'
 ORDER BY by_date
 LIMIT 100;

-- Wishes to change what the unit has decided.
-- name: wishes_open many
-- :unit unit_id
SELECT w.id, w.case_id, w.part_id, w.kind, w.at, p.decision_id, u.name_nb, u.name_nn, n.given_name, n.family_name
  FROM change_wish w
  JOIN decision_part p ON p.id = w.part_id
  JOIN unit_name u ON u.id = w.unit_id
  JOIN case_spine c ON c.id = w.case_id
  JOIN person_name n ON n.id = c.person_id
 WHERE w.to_unit = :unit AND w.state = 'open'
 ORDER BY w.at
 LIMIT 100;

-- Persons the unit follows up who have no decision on such help: their help is informal, short, or not decided yet. (R-112)
-- name: persons_without_decision many
-- :unit unit_id
-- =since date
SELECT t.case_id, n.given_name, n.family_name, (SELECT min(s.started_on) FROM case_service s WHERE s.case_id = t.case_id AND s.unit_id = :unit AND s.ended_on IS NULL) AS since
  FROM case_team t
  JOIN case_spine c ON c.id = t.case_id
  JOIN person_name n ON n.id = c.person_id
 WHERE t.unit_id = :unit AND c.state <> 'closed'
   AND EXISTS (SELECT 1 FROM case_service s WHERE s.case_id = t.case_id AND s.unit_id = :unit AND s.ended_on IS NULL)
   AND NOT EXISTS (SELECT 1 FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id
                    WHERE p.case_id = t.case_id AND p.kind IN ('hol_tjeneste', 'hol_annen') AND p.state = 'signed' AND p.outcome = 'granted'
                      AND d.state IN ('issued', 'in_force'))
 ORDER BY since
 LIMIT 100;

-- What the year's decisions and wishes say together, for the whole municipality; small numbers are not shown. (R-107, R-115, I-15)
-- name: decided_in_year one
-- :from_at instant
-- :until_at instant
-- =lacks_money int
-- =too_little_adapted int
-- =too_few_options int
SELECT (SELECT count(DISTINCT p.case_id) FROM joint_decision d JOIN decision_part p ON p.decision_id = d.id
         WHERE d.issued_at >= :from_at AND d.issued_at < :until_at AND p.decided_now = 1 AND p.state = 'signed' AND p.lacks_money = 1) AS lacks_money,
       (SELECT count(DISTINCT w.case_id) FROM change_wish w WHERE w.at >= :from_at AND w.at < :until_at AND w.kind = 'too_little_adapted') AS too_little_adapted,
       (SELECT count(DISTINCT w.case_id) FROM change_wish w WHERE w.at >= :from_at AND w.at < :until_at AND w.kind = 'too_few_options') AS too_few_options;

-- What has happened to the decisions of a case, the newest first: the change log. (R-098)
-- name: decision_events many
-- :case_id case_id
SELECT at, kind, unit_id, other_unit
  FROM case_timeline
 WHERE case_id = :case_id
   AND kind IN ('decision_started', 'part_checked', 'part_signed', 'decision_issued', 'letter_reached', 'part_answered', 'decision_amended', 'prior_notice_sent',
                'prior_notice_answered', 'part_delayed', 'change_wished', 'reached_corrected', 'part_suspended', 'part_resumed', 'decision_ended')
 ORDER BY at DESC, id DESC
 LIMIT 60;
