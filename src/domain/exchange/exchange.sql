-- The row with a key, as it was last time.
-- name: imported_row_get one
-- :kind imported
-- :row_key blob
SELECT row_hash, subject FROM imported_row WHERE kind = :kind AND row_key = :row_key;

-- A row that is in now.
-- name: imported_row_put exec
-- :kind imported
-- :row_key blob
-- :row_hash blob
-- :subject int
-- :now instant
INSERT INTO imported_row (kind, row_key, row_hash, subject, imported_at)
VALUES (:kind, :row_key, :row_hash, :subject, :now)
ON CONFLICT (kind, row_key) DO UPDATE SET row_hash = excluded.row_hash, subject = excluded.subject, imported_at = excluded.imported_at;

-- The key of the person a row is about.
-- name: person_key_of one
-- :person person_id
SELECT wrapped FROM person_key WHERE person_id = :person;

-- ── verification: how many rows were looked at, how many break the rule ──

-- I-01: the holder of a case is the one of its last period, since the same instant.
-- name: verify_holder one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN h.case_id IS NULL OR h.unit_id <> c.holder_unit OR h.from_at <> c.held_since
                           OR COALESCE(h.staff_id, 0) <> COALESCE(c.holder_staff, 0) THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_spine c
  LEFT JOIN baton_history h ON h.case_id = c.id AND h.until_at IS NULL;

-- I-01: periods run forward, from the opening, without a number left out.
-- name: verify_periods one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN h.until_at <= h.from_at OR (h.seq = 1 AND h.from_at <> c.opened_at)
                           OR (h.seq > 1 AND b.case_id IS NULL) THEN 1 ELSE 0 END), 0) AS wrong
  FROM baton_history h
  JOIN case_spine c ON c.id = h.case_id
  LEFT JOIN baton_history b ON b.case_id = h.case_id AND b.seq = h.seq - 1;

-- I-02: an accepted handover begins a period of the receiver at that instant.
-- name: verify_accepted one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at, COALESCE(sum(CASE WHEN h.case_id IS NULL THEN 1 ELSE 0 END), 0) AS wrong
  FROM handover_accepted a
  LEFT JOIN baton_history h ON h.case_id = a.case_id AND h.unit_id = a.to_unit AND h.from_at = a.answered_at;

-- I-02: no case has changed unit without an accepted handover, an emergency takeover, a ruling in a disagreement, or its unit's becoming
-- part of another.
-- name: verify_changes one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN EXISTS (SELECT 1 FROM handover_accepted a WHERE a.case_id = h.case_id AND a.to_unit = h.unit_id AND a.answered_at = h.from_at)
                           OR EXISTS (SELECT 1 FROM case_timeline e WHERE e.case_id = h.case_id AND e.kind IN ('emergency_takeover', 'units_merged', 'case_reopened') AND e.at = h.from_at)
                           OR EXISTS (SELECT 1 FROM dispute_decided d WHERE d.case_id = h.case_id AND d.decided_unit = h.unit_id AND d.decided_at = h.from_at)
                           OR EXISTS (SELECT 1 FROM dispute_decided d JOIN dispute_appealed p ON p.dispute_id = d.id
                                       WHERE d.case_id = h.case_id AND p.answer_unit = h.unit_id AND p.answered_at = h.from_at)
                         THEN 0 ELSE 1 END), 0) AS wrong
  FROM baton_history h
  JOIN baton_history b ON b.case_id = h.case_id AND b.seq = h.seq - 1 AND b.unit_id <> h.unit_id;

-- I-03: every disagreement that runs has its holder, its authority and a task with a date; and no offer runs beside it.
-- name: verify_disputes one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN t.id IS NULL OR t.unit_id <> d.authority_unit OR o.id IS NOT NULL THEN 1 ELSE 0 END), 0) AS wrong
  FROM dispute_open d
  LEFT JOIN open_task t ON t.case_id = d.case_id AND t.kind = 'decide_dispute' AND t.subject = d.id
  LEFT JOIN handover_open o ON o.case_id = d.case_id;

-- R-034: what is counted by pair and week is what was answered.
-- name: verify_tally one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT a.n AS looked_at, CASE WHEN a.n = t.n THEN 0 ELSE 1 END AS wrong
  FROM (SELECT (SELECT count(*) FROM handover_accepted) + (SELECT count(*) FROM handover_refused) + (SELECT count(*) FROM outside_refused) AS n) a,
       (SELECT COALESCE(sum(n), 0) AS n FROM baton_counts) t;

-- I-03: a case that is not closed is held by a unit that exists now and is the municipality's own.
-- name: verify_holder_unit one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at, COALESCE(sum(CASE WHEN u.active = 0 OR u.external = 1 THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_spine c
  JOIN unit_name u ON u.id = c.holder_unit
 WHERE c.state <> 'closed';

-- R-225: nothing runs or waits in a case that is closed, and a case that rests has a day and somebody to look at it.
-- name: verify_quiet one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN c.state = 'closed'
                          AND (EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = c.id AND t.kind NOT IN ('give_access', 'answer_correction'))
                               OR EXISTS (SELECT 1 FROM case_service s WHERE s.case_id = c.id AND s.ended_on IS NULL)
                               OR EXISTS (SELECT 1 FROM handover_open h WHERE h.case_id = c.id)
                               OR EXISTS (SELECT 1 FROM dispute_open d WHERE d.case_id = c.id)) THEN 1
                         WHEN c.state = 'resting' AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = c.id AND t.kind = 'look_at_case') THEN 1
                         ELSE 0 END), 0) AS wrong
  FROM case_spine c
 WHERE c.state IN ('closed', 'resting') AND c.joined_to IS NULL;

-- R-222: whoever has said no is asked again on a day, and it stands where its history says.
-- name: verify_noes one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN e.state <> COALESCE(e.stepped, 'not_started') THEN 1
                         WHEN e.state IN ('declined', 'watch') AND c.state <> 'closed'
                          AND EXISTS (SELECT 1 FROM case_help_declined d WHERE d.case_id = e.case_id AND d.ended_at IS NULL)
                          AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = e.case_id AND t.kind = 'offer_again') THEN 1
                         ELSE 0 END), 0) AS wrong
  FROM engagement_stand e
  JOIN case_spine c ON c.id = e.case_id;

-- I-05: every line of the access log is about a person, and about more than the spine.
-- name: verify_reads one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at, COALESCE(sum(CASE WHEN p.id IS NULL OR r.zone = 'spine' THEN 1 ELSE 0 END), 0) AS wrong
  FROM access_line r
  LEFT JOIN person_name p ON p.id = r.person_id;

-- I-07: every signed part of a letter that was reached has its own limit, rule and appeal body.
-- name: verify_limits one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN l.part_id IS NULL OR length(l.rule) = 0 OR length(l.body) = 0 THEN 1 ELSE 0 END), 0) AS wrong
  FROM decision_delivery d
  JOIN case_part p ON p.decision_id = d.decision_id AND p.decided_now = 1
  JOIN part_signed s ON s.part_id = p.id
  LEFT JOIN part_appeal l ON l.part_id = p.id AND l.delivery_id = d.id
 WHERE d.reached_on IS NOT NULL;

-- I-08: every case about housing has a decision on it, or something that must be done by a date.
-- name: verify_housing one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN NOT EXISTS (SELECT 1 FROM case_part p WHERE p.case_id = c.id AND p.kind IN ('bistand', 'bolig'))
                          AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = c.id)
                          AND NOT EXISTS (SELECT 1 FROM case_application a WHERE a.case_id = c.id AND a.from_file = 1 AND a.status = 'waiting') THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_spine c
 WHERE c.asks_housing = 1 AND c.state <> 'closed';

-- I-09: help that has lasted past its day without a decision has its red task.
-- name: verify_services one
-- :first_day date
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN NOT EXISTS (SELECT 1 FROM open_task t
                                           WHERE t.case_id = s.case_id AND t.kind = 'service_without_decision' AND t.subject = s.id)
                    THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_service s
 WHERE s.ended_on IS NULL AND s.decided_from IS NULL AND s.informal = 0 AND s.started_on < :first_day
   AND (s.expected_until IS NULL OR s.expected_until >= :first_day);

-- Every assessment's questions are kept whole, in the version it was made with.
-- name: verify_forms one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       coalesce(sum(CASE WHEN a.form_version = 0 OR EXISTS (SELECT 1 FROM form_versions_kept k WHERE k.version = a.form_version) THEN 0 ELSE 1 END), 0) AS wrong
  FROM case_assessment a;

-- SOT-6: a stay somewhere for the time being lasts as long as its last term says, and one that is past its end has its red task.
-- name: verify_nights one
-- :day date
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN n.until_date <> (SELECT max(t.until_date) FROM case_night_term t WHERE t.stay_id = n.id)
                           OR (n.ended_on IS NULL AND n.until_date < :day
                               AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = n.case_id AND t.kind = 'find_emergency_place' AND t.subject = n.id))
                    THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_night_stay n;

-- I-12: nothing is decided in a meeting but with as many of its units there as its series, or the item itself, asks for.
-- name: verify_quorum one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN i.there < CASE WHEN i.needs_all = 1 OR i.quorum = 'all' THEN i.members
                                             WHEN i.quorum = 'majority' THEN i.members / 2 + 1
                                             WHEN i.members > 0 THEN 1 ELSE 0 END THEN 1 ELSE 0 END), 0) AS wrong
  FROM agenda_item_treated i;

-- R-204: a group around a person that has not met in twelve weeks has its task, and so has one where nothing was done, until the leader has looked at it
-- or they have met again; what was counted is what was done.
-- name: verify_groups one
-- :day date
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT count(*) FROM case_group WHERE ended_at IS NULL) + (SELECT count(*) FROM group_meeting_line WHERE closed_at IS NOT NULL) AS looked_at,
       (SELECT count(*) FROM case_group g JOIN case_spine c ON c.id = g.case_id
         WHERE g.ended_at IS NULL AND c.state <> 'closed' AND g.due_on < :day
           AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = g.case_id AND t.kind = 'plan_group' AND t.subject = g.id))
       + (SELECT count(*) FROM group_meeting_line m JOIN case_spine c ON c.id = m.case_id
           WHERE m.no_progress = 1 AND m.looked_at IS NULL AND c.state <> 'closed'
             AND NOT EXISTS (SELECT 1 FROM group_meeting_line n WHERE n.earlier_id = m.id AND n.closed_at IS NOT NULL)
             AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = m.case_id AND t.kind = 'look_at_progress' AND t.subject = m.meeting_id))
       + (SELECT count(*) FROM group_meeting_line m LEFT JOIN group_meeting_line e ON e.id = m.earlier_id
           WHERE m.closed_at IS NOT NULL
             AND m.n_done <> (SELECT count(*) FROM case_plan_action a
                               WHERE a.case_id = m.case_id AND a.state = 'done' AND a.settled_at > COALESCE(e.closed_at, 0) AND a.settled_at <= m.closed_at)) AS wrong;

-- R-227: a measure that follows another begins the day that one is over, and an agreement for the week runs only where she is.
-- name: verify_measures one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN EXISTS (SELECT 1 FROM case_measure o WHERE o.id = m.follows_id AND (o.over_on <> m.started_on OR o.over_why <> 'switched' OR o.case_id <> m.case_id))
                           OR (m.over_why = 'switched' AND NOT EXISTS (SELECT 1 FROM case_measure n WHERE n.follows_id = m.id))
                           OR (m.state <> 'running' AND EXISTS (SELECT 1 FROM case_help_agreement a WHERE a.stay_id = m.id AND a.state = 'running'))
                    THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_measure m;

-- R-188: a home that is offered, or accepted and waits for its keys, stands as offered, and is nobody else's offer.
-- name: verify_offers one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN d.state NOT IN ('offered', 'ready')
                           OR EXISTS (SELECT 1 FROM case_offer n WHERE n.dwelling_id = o.dwelling_id AND n.id <> o.id AND n.state IN ('open', 'accepted'))
                    THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_offer o
  JOIN dwelling_stock d ON d.id = o.dwelling_id
 WHERE o.state IN ('open', 'accepted');

-- R-189: who has said yes to a home has a lease, or somebody has the day to make it.
-- name: verify_accepted_offers one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN NOT EXISTS (SELECT 1 FROM case_lease l WHERE l.case_id = o.case_id AND l.dwelling_id = o.dwelling_id AND l.state <> 'withdrawn')
                          AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = o.case_id AND t.kind = 'make_lease' AND t.subject = o.id)
                    THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_offer o
 WHERE o.state = 'accepted';

-- I-13: a dwelling has one lease that runs at most, and none stands empty of one while it is called occupied after a lease.
-- name: verify_homes one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT count(*) FROM running_lease) AS looked_at,
       (SELECT count(*) FROM (SELECT r.dwelling_id FROM running_lease r GROUP BY r.dwelling_id HAVING count(*) > 1) more)
       + (SELECT count(*) FROM dwelling_stock d
           WHERE d.state IN ('occupied', 'notice') AND EXISTS (SELECT 1 FROM case_lease e WHERE e.dwelling_id = d.id AND e.state IN ('ended', 'renewed'))
             AND NOT EXISTS (SELECT 1 FROM running_lease n WHERE n.dwelling_id = d.id)) AS wrong;

-- R-152: dwellings called occupied where no contract runs, and contracts that run on a dwelling nobody is said to live in. The first is how a stock comes from a file
-- before its contracts do, so it is found and told, and not wrong.
-- name: verify_without_lease one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at, COALESCE(sum(CASE WHEN NOT EXISTS (SELECT 1 FROM running_lease l WHERE l.dwelling_id = d.id) THEN 1 ELSE 0 END), 0) AS wrong
  FROM dwelling_stock d
 WHERE d.state IN ('occupied', 'notice');

-- name: verify_leases_in_empty one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at, COALESCE(sum(CASE WHEN d.state NOT IN ('occupied', 'notice') THEN 1 ELSE 0 END), 0) AS wrong
  FROM running_lease l
  JOIN dwelling_stock d ON d.id = l.dwelling_id;

-- R-133: the numbers of each neighbourhood and part of town are those of the households that live there, and nobody is shown by them.
-- name: verify_concentration one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT looked_at, wrong FROM concentration_counted;

-- R-147: no place for the night is taken twice over, and no more are taken than there are stays that run.
-- name: verify_seats one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT COALESCE(sum(p.taken), 0) FROM temporary_use p) AS looked_at,
       (SELECT count(*) FROM temporary_use p WHERE p.taken > p.places)
       + CASE WHEN (SELECT COALESCE(sum(p.taken), 0) FROM temporary_use p) > (SELECT count(*) FROM case_night_stay s WHERE s.ended_on IS NULL AND s.has_place = 1) THEN 1 ELSE 0 END AS wrong;

-- I-13: no fixed term has run on for more than three months without a decision, unless she was asked in writing to move; one past its end is red.
-- name: verify_terms one
-- :ended_before date
-- :today date
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN (l.until_date < :ended_before AND l.asked_to_move_on IS NULL)
                           OR (l.until_date < :today
                               AND NOT EXISTS (SELECT 1 FROM open_task t WHERE t.case_id = l.case_id AND t.kind = 'lease_runs_on' AND t.subject = l.id))
                    THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_lease l
 WHERE l.state IN ('running', 'expiring', 'review') AND l.until_date IS NOT NULL;

-- I-14: in a decision that is issued, every part it decides is signed, ended or to come.
-- name: verify_issued one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN p.state = 'draft' OR (p.state = 'checked' AND p.kind <> 'bostotte') OR (p.state = 'signed' AND s.part_id IS NULL) THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_part p
  LEFT JOIN part_signed s ON s.part_id = p.id
 WHERE p.joint_state NOT IN ('drafting', 'coordinating', 'ready') AND p.decided_now = 1;

-- FVL-29, FVL-33: an appeal that is not over has something that must be done by a date, its limit if the letter was reached, and the state of its last step.
-- name: verify_appeals one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT count(*) AS looked_at,
       COALESCE(sum(CASE WHEN a.state <> COALESCE((SELECT m.to_state FROM appeal_move m WHERE m.appeal_part_id = a.id ORDER BY m.seq DESC LIMIT 1), 'received')
                           OR (a.state NOT IN ('withdrawn', 'closed')
                               AND NOT EXISTS (SELECT 1 FROM open_task t
                                                WHERE t.case_id = a.case_id AND t.subject = a.id
                                                  AND t.kind IN ('prepare_appeal', 'decide_appeal', 'await_appeal_body', 'finish_appeal')))
                    THEN 1 ELSE 0 END), 0) AS wrong
  FROM case_appeal a;

-- FVL-33: nobody who made a decision, or reviewed it before, reviews it.
-- name: verify_reviews one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT count(*) FROM appeal_move) AS looked_at, (SELECT count(*) FROM appeal_reviewed_by_author) AS wrong;

-- Nobody works on in a unit that has become part of another, what a unit has become part of is there to answer for it, and a unit that was corrected
-- has its history.
-- name: verify_organisation one
-- :today date
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT count(*) FROM unit_fate) + (SELECT count(*) FROM unit_member) AS looked_at,
       (SELECT count(*) FROM unit_member m JOIN unit_fate u ON u.id = m.unit_id
         WHERE u.successor_id IS NOT NULL AND (m.until_date IS NULL OR m.until_date >= :today))
       + (SELECT count(*) FROM unit_fate u JOIN unit_fate n ON n.id = u.successor_id WHERE n.active = 0 AND n.successor_id IS NULL)
       + (SELECT count(*) FROM unit_fate u
           WHERE u.corrected_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unit_correction v WHERE v.unit_id = u.id)) AS wrong;

-- Whom a contact of a case is about.
-- name: person_of_contact one
-- :contact contact_id
SELECT s.person_id FROM case_contact c JOIN case_spine s ON s.id = c.case_id WHERE c.id = :contact;

-- What the desk keeps says the same as what it is made from: every place, every worry, every number, every name a unit finds. (R-045, I-04)
-- name: verify_desk one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT count(*) FROM desk_place_kept) AS looked_at,
       (SELECT count(*) FROM (SELECT unit_id, staff_id, shelf, due, name, since, case_id, subject FROM desk_place_now EXCEPT SELECT unit_id, staff_id, shelf, due, name, since, case_id, subject FROM desk_place_kept) AS a_place)
       + (SELECT count(*) FROM (SELECT unit_id, staff_id, shelf, due, name, since, case_id, subject FROM desk_place_kept EXCEPT SELECT unit_id, staff_id, shelf, due, name, since, case_id, subject FROM desk_place_now) AS b_place)
       + (SELECT count(*) FROM (SELECT unit_id, kind, on_date, at, case_id, subject FROM desk_worry_now EXCEPT SELECT unit_id, kind, on_date, at, case_id, subject FROM desk_worry_kept) AS a_worry)
       + (SELECT count(*) FROM (SELECT unit_id, kind, on_date, at, case_id, subject FROM desk_worry_kept EXCEPT SELECT unit_id, kind, on_date, at, case_id, subject FROM desk_worry_now) AS b_worry)
       + (SELECT count(*) FROM (SELECT unit_id, staff_id, shelf, n FROM desk_total_now EXCEPT SELECT unit_id, staff_id, shelf, n FROM desk_total_kept) AS a_total)
       + (SELECT count(*) FROM (SELECT unit_id, staff_id, shelf, n FROM desk_total_kept EXCEPT SELECT unit_id, staff_id, shelf, n FROM desk_total_now) AS b_total)
       + (SELECT count(*) FROM (SELECT unit_id, staff_id, shelf, due, n FROM desk_day_now EXCEPT SELECT unit_id, staff_id, shelf, due, n FROM desk_day_kept) AS a_day)
       + (SELECT count(*) FROM (SELECT unit_id, staff_id, shelf, due, n FROM desk_day_kept EXCEPT SELECT unit_id, staff_id, shelf, due, n FROM desk_day_now) AS b_day)
       + (SELECT count(*) FROM (SELECT unit_id, word, case_id, ends_on FROM desk_name_now EXCEPT SELECT unit_id, word, case_id, ends_on FROM desk_name_kept) AS a_name)
       + (SELECT count(*) FROM (SELECT unit_id, word, case_id, ends_on FROM desk_name_kept EXCEPT SELECT unit_id, word, case_id, ends_on FROM desk_name_now) AS b_name) AS wrong;

-- What the leader's picture keeps of cases without a primary contact says the same as the cases. (R-039)
-- name: verify_alone one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT count(*) FROM leader_alone_kept) AS looked_at,
       (SELECT count(*) FROM (SELECT case_id, unit_id, held_since, coordinator FROM leader_alone_now EXCEPT SELECT case_id, unit_id, held_since, coordinator FROM leader_alone_kept) AS a_case)
       + (SELECT count(*) FROM (SELECT case_id, unit_id, held_since, coordinator FROM leader_alone_kept EXCEPT SELECT case_id, unit_id, held_since, coordinator FROM leader_alone_now) AS b_case)
       + (SELECT count(*) FROM (SELECT unit_id, coordinator, n FROM leader_alone_total_now EXCEPT SELECT unit_id, coordinator, n FROM leader_alone_total_kept) AS a_total)
       + (SELECT count(*) FROM (SELECT unit_id, coordinator, n FROM leader_alone_total_kept EXCEPT SELECT unit_id, coordinator, n FROM leader_alone_total_now) AS b_total) AS wrong;

-- Who is watched is every open case that has had visits or help, and she was last reached when the visits say so. (R-248)
-- name: verify_watch one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT count(*) FROM case_watch) AS looked_at,
       (SELECT count(*) FROM case_watch w JOIN case_spine c ON c.id = w.case_id WHERE (w.open = 1) <> (c.state <> 'closed'))
       + (SELECT count(*) FROM case_watch w
           WHERE COALESCE(w.seen_on, '') <> COALESCE((SELECT max(v.on_date) FROM case_visit v WHERE v.case_id = w.case_id AND v.outcome <> 'no_answer'), ''))
       + (SELECT count(*) FROM (SELECT DISTINCT v.case_id FROM case_visit v EXCEPT SELECT case_id FROM case_watch) AS a_case) AS wrong;

-- The months that are kept say the same as the visits, and the units the same as the months. (R-218)
-- name: verify_continuity one
-- scan ok: verification reads everything
-- =looked_at int
-- =wrong int
SELECT (SELECT count(*) FROM continuity_month_kept) AS looked_at,
       (SELECT count(*) FROM (SELECT unit_id, month, persons, visits, helpers, many, upc, coc, secon, home_days, home_people FROM continuity_unit_now
                              EXCEPT SELECT unit_id, month, persons, visits, helpers, many, upc, coc, secon, home_days, home_people FROM continuity_unit_kept) AS a_unit)
       + (SELECT count(*) FROM (SELECT unit_id, month, persons, visits, helpers, many, upc, coc, secon, home_days, home_people FROM continuity_unit_kept
                                EXCEPT SELECT unit_id, month, persons, visits, helpers, many, upc, coc, secon, home_days, home_people FROM continuity_unit_now) AS b_unit)
       + (SELECT count(*) FROM (SELECT case_id, sum(visits) AS n FROM continuity_month_kept GROUP BY case_id HAVING sum(visits) > 0
                                EXCEPT SELECT case_id, count(*) FROM case_visit WHERE outcome <> 'no_answer' GROUP BY case_id) AS a_visit)
       + (SELECT count(*) FROM (SELECT case_id, count(*) AS n FROM case_visit WHERE outcome <> 'no_answer' GROUP BY case_id
                                EXCEPT SELECT case_id, sum(visits) FROM continuity_month_kept GROUP BY case_id) AS b_visit) AS wrong;
