-- A unit's part in a case, for one reason; there already: it has no last day any more.
-- name: case_unit_add exec
-- :case_id case_id
-- :unit unit_id
-- :why involvement
-- :now instant
INSERT INTO case_unit (case_id, unit_id, why, from_at)
VALUES (:case_id, :unit, :why, :now)
ON CONFLICT (case_id, unit_id, why) WHERE until_at IS NULL DO UPDATE SET ends_on = NULL;

-- A unit's part in a case until a day; there already: the later day counts.
-- name: case_unit_add_until exec
-- :case_id case_id
-- :unit unit_id
-- :why involvement
-- :now instant
-- :ends_on date
INSERT INTO case_unit (case_id, unit_id, why, from_at, ends_on)
VALUES (:case_id, :unit, :why, :now, :ends_on)
ON CONFLICT (case_id, unit_id, why) WHERE until_at IS NULL DO UPDATE SET ends_on = excluded.ends_on;

-- What was given for a time only, and the time is over.
-- name: case_unit_end_past exec
-- :case_id case_id
-- :today date
-- :now instant
UPDATE case_unit SET until_at = :now WHERE case_id = :case_id AND until_at IS NULL AND ends_on < :today;

-- The next last day in a case.
-- name: case_unit_next_end one
-- :case_id case_id
-- =ends_on date?
SELECT min(ends_on) AS ends_on FROM case_unit WHERE case_id = :case_id AND until_at IS NULL;

-- The reason is gone.
-- name: case_unit_end exec
-- :case_id case_id
-- :unit unit_id
-- :why involvement
-- :now instant
UPDATE case_unit SET until_at = :now WHERE case_id = :case_id AND unit_id = :unit AND why = :why AND until_at IS NULL;

-- Why a unit is in a case.
-- name: case_unit_reasons many
-- :case_id case_id
-- :unit unit_id
-- :today date
SELECT why
  FROM case_unit
 WHERE case_id = :case_id AND unit_id = :unit AND until_at IS NULL AND (ends_on IS NULL OR ends_on >= :today)
 ORDER BY id
 LIMIT 20;

-- In how many units she has a coordinator.
-- name: case_coordinators one
-- :case_id case_id
-- :today date
-- =n int
SELECT count(*) AS n FROM case_unit WHERE case_id = :case_id AND why = 'coordinator' AND until_at IS NULL AND (ends_on IS NULL OR ends_on >= :today);

-- Every unit in the case and why, the first one first.
-- name: case_unit_all many
-- :case_id case_id
-- :today date
SELECT unit_id, why
  FROM case_unit
 WHERE case_id = :case_id AND until_at IS NULL AND (ends_on IS NULL OR ends_on >= :today)
 ORDER BY id
 LIMIT 200;

-- What she has said about one unit, the latest first: the yes that runs, and her latest word on each zone, are both among the first.
-- name: consent_history many
-- :case_id case_id
-- :unit unit_id
SELECT id, zone, state, until, ask_again
  FROM consent
 WHERE case_id = :case_id AND to_unit = :unit
 ORDER BY id DESC
 LIMIT 200;

-- What has been asked and answered in the case, unit by unit, the latest first.
-- name: consent_of_case many
-- :case_id case_id
SELECT id, to_unit, zone, purpose, state, form, until, asked_at, answered_at, ended_at, ask_again
  FROM consent
 WHERE case_id = :case_id
 ORDER BY to_unit, id DESC
 LIMIT 500;

-- A question to the person about one zone.
-- name: consent_insert insert
-- :case_id case_id
-- :person person_id
-- :unit unit_id
-- :zone zone
-- :purpose consent_purpose
-- :reason sealed?
-- :now instant
-- :staff staff_id
-- :asked_unit unit_id
-- :until date
INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, state, reason, asked_at, asked_by, asked_unit, until)
VALUES (:case_id, :person, :unit, :zone, :purpose, 'asked', :reason, :now, :staff, :asked_unit, :until)
RETURNING id;

-- The zones of a question that waits for her answer.
-- name: consent_waiting many
-- :case_id case_id
-- :unit unit_id
SELECT id, zone, purpose, until
  FROM consent
 WHERE case_id = :case_id AND to_unit = :unit AND state = 'asked'
 ORDER BY id
 LIMIT 20;

-- One consent of a case. An id of another case is not found.
-- name: consent_get one
-- :case_id case_id
-- :consent consent_id
SELECT id, to_unit, zone, purpose, state, until FROM consent WHERE id = :consent AND case_id = :case_id;

-- One consent, for the job that only knows its id.
-- name: consent_of_job one
-- :consent consent_id
SELECT case_id, to_unit, zone, state, until FROM consent WHERE id = :consent;

-- She says yes.
-- name: consent_set_given exec
-- :consent consent_id
-- :person person_id
-- :form consent_form
-- :witness sealed?
-- :until date
-- :now instant
-- :staff staff_id
UPDATE consent
   SET state = 'given', form = :form, witness = :witness, until = :until, answered_at = :now, answered_by = :staff
 WHERE id = :consent AND state = 'asked';

-- She says no.
-- name: consent_set_refused exec
-- :consent consent_id
-- :ask_again date
-- :now instant
-- :staff staff_id
UPDATE consent
   SET state = 'refused', ask_again = :ask_again, answered_at = :now, answered_by = :staff
 WHERE id = :consent AND state = 'asked';

-- A yes ends: taken back, its last day over, or another yes in its place.
-- name: consent_set_ended exec
-- :consent consent_id
-- :state consent_state
-- :now instant
-- :staff staff_id?
UPDATE consent SET state = :state, ended_at = :now, ended_by = :staff WHERE id = :consent AND state = 'given';

-- The zones she has blocked, for this unit or for all.
-- name: objection_zones many
-- :case_id case_id
-- :unit unit_id
SELECT zone, unit_id
  FROM objection
 WHERE case_id = :case_id AND lifted_at IS NULL AND (unit_id IS NULL OR unit_id = :unit)
 ORDER BY zone
 LIMIT 20;

-- What she has blocked in the case.
-- name: objection_of_case many
-- :case_id case_id
SELECT id, unit_id, zone, made_at FROM objection WHERE case_id = :case_id AND lifted_at IS NULL ORDER BY id DESC LIMIT 100;

-- She objects to sharing.
-- name: objection_insert insert
-- :case_id case_id
-- :unit unit_id?
-- :zone zone
-- :now instant
-- :staff staff_id
INSERT INTO objection (case_id, unit_id, zone, made_at, made_by)
VALUES (:case_id, :unit, :zone, :now, :staff)
RETURNING id;

-- One objection of a case that holds.
-- name: objection_get one
-- :case_id case_id
-- :objection objection_id
SELECT unit_id, zone FROM objection WHERE id = :objection AND case_id = :case_id AND lifted_at IS NULL;

-- She lifts it.
-- name: objection_set_lifted exec
-- :objection objection_id
-- :now instant
-- :staff staff_id
UPDATE objection SET lifted_at = :now, lifted_by = :staff WHERE id = :objection AND lifted_at IS NULL;

-- ── sharing on a ground ─────────────────────────────────────────────────────

-- What has been shared with one unit and runs.
-- name: sharing_zones_of many
-- :case_id case_id
-- :unit unit_id
-- :today date
SELECT z.zone, z.ground
  FROM sharing s
  JOIN sharing_zone z ON z.sharing_id = s.id
 WHERE s.case_id = :case_id AND s.to_unit = :unit AND s.state = 'active' AND s.until >= :today AND z.ground IS NOT NULL
 ORDER BY s.id
 LIMIT 50;

-- name: sharing_insert insert
-- :case_id case_id
-- :person person_id
-- :from_unit unit_id
-- :to_unit unit_id
-- :whole bool
-- :purpose sharing_purpose
-- :ground text?
-- :health_ground text?
-- :necessity sealed
-- :until date
-- :now instant
-- :staff staff_id
INSERT INTO sharing (case_id, person_id, from_unit, to_unit, whole, purpose, ground, health_ground, necessity, until, state, made_at, made_by)
VALUES (:case_id, :person, :from_unit, :to_unit, :whole, :purpose, :ground, :health_ground, :necessity, :until, 'draft', :now, :staff)
RETURNING id;

-- name: sharing_zone_add exec
-- :sharing sharing_id
-- :zone zone
INSERT INTO sharing_zone (sharing_id, zone, ground) VALUES (:sharing, :zone, NULL);

-- name: sharing_zone_open exec
-- :sharing sharing_id
-- :zone zone
-- :ground text
UPDATE sharing_zone SET ground = :ground WHERE sharing_id = :sharing AND zone = :zone;

-- name: sharing_zones many
-- :sharing sharing_id
SELECT zone, ground FROM sharing_zone WHERE sharing_id = :sharing ORDER BY zone LIMIT 10;

-- One sharing of a case. An id of another case is not found.
-- name: sharing_get one
-- :case_id case_id
-- :sharing sharing_id
SELECT s.id, s.from_unit, s.to_unit, s.whole, s.purpose, s.ground, s.health_ground, s.necessity, s.until, s.state, s.made_by, s.confirmed_at,
       k.wrapped AS person_key
  FROM sharing s
  JOIN person_key k ON k.person_id = s.person_id
 WHERE s.id = :sharing AND s.case_id = :case_id;

-- For the job that only knows its id.
-- name: sharing_of_job one
-- :sharing sharing_id
SELECT case_id, to_unit, state, until FROM sharing WHERE id = :sharing;

-- name: sharing_set_active exec
-- :sharing sharing_id
-- :now instant
UPDATE sharing SET state = 'active', confirmed_at = :now WHERE id = :sharing AND state = 'draft';

-- name: sharing_set_over exec
-- :sharing sharing_id
-- :state sharing_state
-- :now instant
-- :staff staff_id?
UPDATE sharing SET state = :state, ended_at = :now, ended_by = :staff WHERE id = :sharing AND state IN ('draft', 'active');

-- Another sharing with the same unit that runs, and its last day.
-- name: sharing_last_day one
-- :case_id case_id
-- :unit unit_id
-- :today date
-- =until date?
SELECT max(until) AS until FROM sharing WHERE case_id = :case_id AND to_unit = :unit AND state = 'active' AND until >= :today;

-- What has been shared in the case, the latest first, with the zones that were opened as bits of (1 << zone).
-- name: sharings_of_case many
-- :case_id case_id
SELECT s.id, s.from_unit, s.to_unit, s.whole, s.purpose, s.until, s.state, s.confirmed_at, s.ended_at, s.made_by, s.necessity, k.wrapped AS person_key
  FROM sharing s
  JOIN person_key k ON k.person_id = s.person_id
 WHERE s.case_id = :case_id AND s.state IN ('active', 'ended')
 ORDER BY s.id DESC
 LIMIT 100;

-- ── an objection set aside ──────────────────────────────────────────────────

-- The zones that a unit may read although she objected.
-- name: override_zones many
-- :case_id case_id
-- :unit unit_id
-- :today date
SELECT o.zone
  FROM objection_override o
  JOIN case_spine c ON c.id = o.case_id
 WHERE o.case_id = :case_id AND o.to_unit = :unit AND o.state = 'approved' AND o.until >= :today AND c.state <> 'closed'
 ORDER BY o.id
 LIMIT 20;

-- name: override_insert insert
-- :case_id case_id
-- :person person_id
-- :unit unit_id
-- :zone zone
-- :reason sealed
-- :until date
-- :now instant
-- :staff staff_id
INSERT INTO objection_override (case_id, person_id, to_unit, zone, reason, state, until, asked_at, asked_by)
VALUES (:case_id, :person, :unit, :zone, :reason, 'asked', :until, :now, :staff)
RETURNING id;

-- name: override_get one
-- :case_id case_id
-- :override objection_override_id
SELECT o.id, o.to_unit, o.zone, o.reason, o.state, o.until, o.asked_at, o.asked_by, o.answered_at, o.answered_by, o.answer, o.told_at, o.told,
       k.wrapped AS person_key
  FROM objection_override o
  JOIN person_key k ON k.person_id = o.person_id
 WHERE o.id = :override AND o.case_id = :case_id;

-- One that is asked for or runs, for a unit and zone.
-- name: override_open one
-- :case_id case_id
-- :unit unit_id
-- :zone zone
SELECT id, state, until FROM objection_override WHERE case_id = :case_id AND to_unit = :unit AND zone = :zone AND state IN ('asked', 'approved');

-- name: override_answer exec
-- :override objection_override_id
-- :person person_id
-- :state override_state
-- :answer sealed?
-- :now instant
-- :staff staff_id
UPDATE objection_override SET state = :state, answer = :answer, answered_at = :now, answered_by = :staff
 WHERE id = :override AND state = 'asked' AND asked_by <> :staff;

-- name: override_set_ended exec
-- :override objection_override_id
-- :now instant
-- :staff staff_id?
UPDATE objection_override SET state = 'ended', ended_at = :now, ended_by = :staff WHERE id = :override AND state = 'approved';

-- name: override_set_told exec
-- :override objection_override_id
-- :told told_how
-- :now instant
-- :staff staff_id
UPDATE objection_override SET told = :told, told_at = :now, told_by = :staff WHERE id = :override AND told_at IS NULL AND state IN ('approved', 'ended');

-- For the job that only knows its id.
-- name: override_of_job one
-- :override objection_override_id
SELECT case_id, to_unit, state, until FROM objection_override WHERE id = :override;

-- name: overrides_of_case many
-- :case_id case_id
SELECT id, to_unit, zone, state, until, asked_at, asked_by, answered_at, answered_by, ended_at, told_at
  FROM objection_override
 WHERE case_id = :case_id
 ORDER BY id DESC
 LIMIT 100;

-- ── reading in an emergency ─────────────────────────────────────────────────

-- Does this worker read in an emergency now?
-- name: emergency_now one
-- :case_id case_id
-- :staff staff_id
-- :unit unit_id
-- :now instant
SELECT id, until_at FROM emergency_read
 WHERE case_id = :case_id AND staff_id = :staff AND unit_id = :unit AND began_at <= :now AND until_at > :now AND verdict IS NULL
 ORDER BY until_at DESC
 LIMIT 1;

-- The open case with a number.
-- name: case_of_number one
-- :number text
SELECT id FROM case_spine WHERE number = :number AND state <> 'closed';

-- name: emergency_insert insert
-- :case_id case_id
-- :person person_id
-- :staff staff_id
-- :unit unit_id
-- :why emergency_why
-- :reason sealed
-- :now instant
-- :until instant
INSERT INTO emergency_read (case_id, person_id, staff_id, unit_id, why, reason, began_at, until_at)
VALUES (:case_id, :person, :staff, :unit, :why, :reason, :now, :until)
RETURNING id;

-- What a worker has open so now.
-- name: emergencies_mine many
-- :staff staff_id
-- :now instant
SELECT e.id, e.case_id, e.until_at, c.number
  FROM emergency_read e
  JOIN case_spine c ON c.id = e.case_id
 WHERE e.staff_id = :staff AND e.until_at > :now AND e.verdict IS NULL
 ORDER BY e.id DESC
 LIMIT 20;

-- name: emergency_stop exec
-- :emergency emergency_read_id
-- :staff staff_id
-- :now instant
UPDATE emergency_read SET until_at = :now WHERE id = :emergency AND staff_id = :staff AND verdict IS NULL AND until_at > :now AND began_at < :now;

-- name: emergency_get one
-- :emergency emergency_read_id
SELECT e.id, e.case_id, e.person_id, e.staff_id, e.unit_id, e.why, e.reason, e.began_at, e.until_at, e.verdict, e.verdict_text, e.consequence,
       e.judged_at, e.judged_by, c.number, c.holder_unit, k.wrapped AS person_key
  FROM emergency_read e
  JOIN case_spine c ON c.id = e.case_id
  JOIN person_key k ON k.person_id = e.person_id
 WHERE e.id = :emergency;

-- name: emergency_judge exec
-- :emergency emergency_read_id
-- :person person_id
-- :verdict emergency_verdict
-- :text sealed
-- :consequence emergency_consequence?
-- :now instant
-- :staff staff_id
UPDATE emergency_read
   SET verdict = :verdict, verdict_text = :text, consequence = :consequence, judged_at = :now, judged_by = :staff,
       until_at = CASE WHEN until_at > :now AND began_at < :now THEN :now ELSE until_at END
 WHERE id = :emergency AND verdict IS NULL AND staff_id <> :staff;

-- Those of one unit's workers, or all (0), the unjudged first.
-- name: emergencies many
-- scan ok: readings in an emergency are few, and the last fifty are shown
-- :unit unit_id?
-- :waiting bool
SELECT e.id, e.staff_id, e.unit_id, e.why, e.began_at, e.until_at, e.verdict, e.consequence, c.number, s.name, u.name_nb, u.name_nn
  FROM emergency_read e
  JOIN case_spine c ON c.id = e.case_id
  JOIN staff_name s ON s.id = e.staff_id
  JOIN unit_name u ON u.id = e.unit_id
 WHERE (:unit IS NULL OR e.unit_id = :unit) AND ((:waiting = 1 AND e.verdict IS NULL) OR (:waiting = 0 AND e.verdict IS NOT NULL))
 ORDER BY e.id DESC
 LIMIT 50;

-- name: emergencies_of_case many
-- :case_id case_id
SELECT id, staff_id, unit_id, why, began_at, until_at, verdict FROM emergency_read WHERE case_id = :case_id ORDER BY id DESC LIMIT 100;

-- ── given to somebody outside ───────────────────────────────────────────────

-- name: disclosure_insert insert
-- :case_id case_id
-- :person person_id
-- :unit unit_id
-- :staff staff_id
-- :receiver disclosure_receiver
-- :organisation sealed
-- :asked_by sealed?
-- :ground text
-- :zone zone
-- :what disclosure_what
-- :necessity sealed
-- :about_from date?
-- :about_until date?
-- :given bool
-- :now instant
INSERT INTO disclosure (case_id, person_id, unit_id, staff_id, receiver, organisation, asked_by, ground, zone, what, necessity, about_from,
                        about_until, given, given_at)
VALUES (:case_id, :person, :unit, :staff, :receiver, :organisation, :asked_by, :ground, :zone, :what, :necessity, :about_from, :about_until,
        :given, :now)
RETURNING id;

-- name: disclosures_of_case many
-- :case_id case_id
SELECT d.id, d.unit_id, d.staff_id, d.receiver, d.organisation, d.ground, d.zone, d.what, d.about_from, d.about_until, d.given, d.given_at,
       k.wrapped AS person_key
  FROM disclosure d
  JOIN person_key k ON k.person_id = d.person_id
 WHERE d.case_id = :case_id
 ORDER BY d.id DESC
 LIMIT 100;

-- ── notices of access ───────────────────────────────────────────────────────

-- name: access_notice_add exec
-- :unit unit_id?
-- :leader bool
-- :kind notice_kind
-- :case_id case_id
-- :subject int
-- :now instant
INSERT INTO access_notice (unit_id, leader, kind, case_id, subject, at) VALUES (:unit, :leader, :kind, :case_id, :subject, :now);

-- What a unit has not seen yet; those for its leader only if the reader leads.
-- name: access_notices many
-- :unit unit_id
-- :leads bool
SELECT n.id, n.leader, n.kind, n.case_id, n.subject, n.at, c.number
  FROM access_notice n
  JOIN case_spine c ON c.id = n.case_id
 WHERE n.unit_id = :unit AND n.seen_at IS NULL AND (n.leader = 0 OR :leads = 1)
 ORDER BY n.id DESC
 LIMIT 100;

-- The privacy officers' own.
-- name: access_notices_privacy many
SELECT n.id, n.leader, n.kind, n.case_id, n.subject, n.at, c.number
  FROM access_notice n
  JOIN case_spine c ON c.id = n.case_id
 WHERE n.unit_id IS NULL AND n.seen_at IS NULL
 ORDER BY n.id DESC
 LIMIT 100;

-- For the menu; who has more than a hundred unseen sees a hundred.
-- name: access_notice_count one
-- :unit unit_id
-- :leads bool
-- :privacy bool
-- =n int
SELECT (SELECT count(*) FROM (SELECT 1 FROM access_notice a WHERE a.unit_id = :unit AND a.seen_at IS NULL AND (a.leader = 0 OR :leads = 1) LIMIT 100) AS ours)
     + (SELECT count(*) FROM (SELECT 1 FROM access_notice b WHERE :privacy = 1 AND b.unit_id IS NULL AND b.seen_at IS NULL LIMIT 100) AS all_of_them) AS n;

-- name: access_notice_seen exec
-- :notice access_notice_id
-- :unit unit_id
-- :leads bool
-- :privacy bool
-- :staff staff_id
-- :now instant
UPDATE access_notice SET seen_at = :now, seen_by = :staff
 WHERE id = :notice AND seen_at IS NULL
   AND ((unit_id = :unit AND (leader = 0 OR :leads = 1)) OR (unit_id IS NULL AND :privacy = 1));

-- ── a unit becomes part of another (I-03, I-04) ─────────────────────────────

-- Its part in cases is the other's, but for what rested on her yes to that very unit.
-- name: case_unit_succeed exec
-- scan ok: units are merged seldom
-- :from_unit unit_id
-- :to_unit unit_id
-- :now instant
INSERT INTO case_unit (case_id, unit_id, why, from_at, ends_on)
SELECT case_id, :to_unit, why, :now, ends_on FROM case_unit WHERE unit_id = :from_unit AND until_at IS NULL AND why <> 'consent'
ON CONFLICT DO NOTHING;

-- And its own is over.
-- name: case_unit_end_unit exec
-- :unit unit_id
-- :now instant
UPDATE case_unit SET until_at = :now WHERE unit_id = :unit AND until_at IS NULL;

-- Her block holds against the unit it has become part of.
-- name: objection_succeed exec
-- scan ok: units are merged seldom
-- :from_unit unit_id
-- :to_unit unit_id
-- :now instant
INSERT INTO objection (case_id, unit_id, zone, made_at, made_by)
SELECT case_id, :to_unit, zone, :now, made_by FROM objection WHERE unit_id = :from_unit AND lifted_at IS NULL
ON CONFLICT DO NOTHING;

-- Her no does too, where she has not said anything else about that unit.
-- name: consent_succeed_no exec
-- scan ok: units are merged seldom
-- :from_unit unit_id
-- :to_unit unit_id
-- :now instant
-- :ask_again date
INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, state, asked_at, asked_by, asked_unit, answered_at, answered_by, ask_again)
SELECT c.case_id, c.person_id, :to_unit, c.zone, c.purpose, 'refused', c.asked_at, c.asked_by, c.asked_unit, :now, c.asked_by, COALESCE(c.ask_again, :ask_again)
  FROM consent c
 WHERE c.to_unit = :from_unit AND c.state IN ('refused', 'revoked')
   AND NOT EXISTS (SELECT 1 FROM consent n WHERE n.case_id = c.case_id AND n.to_unit = :from_unit AND n.zone = c.zone AND n.id > c.id AND n.state <> 'asked')
   AND NOT EXISTS (SELECT 1 FROM consent o WHERE o.case_id = c.case_id AND o.to_unit = :to_unit AND o.zone = c.zone);

-- Her yes was to the unit that was: it ends, and she is asked anew.
-- name: consent_end_unit exec
-- scan ok: units are merged seldom
-- :unit unit_id
-- :now instant
UPDATE consent SET state = 'expired', ended_at = :now WHERE to_unit = :unit AND state = 'given';

-- The cases where she has said yes to a unit.
-- name: consent_given_to many
-- scan ok: units are merged seldom
-- limit ok: every one of them is asked again
-- :unit unit_id
SELECT c.id, c.case_id, s.holder_unit FROM consent c JOIN case_spine s ON s.id = c.case_id WHERE c.to_unit = :unit AND c.state = 'given' AND s.state <> 'closed';

-- ── her access log ──────────────────────────────────────────────────────────

-- Who read about one person, everybody or one unit, the newest first, a page at a time: the lines before one. (PJL-6)
-- name: access_lines many
-- :person person_id
-- :unit unit_id?
-- :before access_log_id
-- :limit int
SELECT l.id, l.at, l.staff_id, s.name AS staff_name, l.unit_id, l.zone, l.ground, l.purpose
  FROM (SELECT id FROM (SELECT a.id FROM access_line a WHERE a.person_id = :person AND a.id < :before AND :unit IS NULL
                         ORDER BY a.id DESC LIMIT :limit) AS everybody
         UNION ALL
        SELECT id FROM (SELECT b.id FROM access_line b WHERE b.person_id = :person AND b.unit_id = :unit AND b.id < :before
                         ORDER BY b.id DESC LIMIT :limit) AS one_unit) AS wanted
  JOIN access_line l ON l.id = wanted.id
  LEFT JOIN staff_name s ON s.id = l.staff_id
 ORDER BY wanted.id DESC
 LIMIT :limit;

-- Every unit that has ever read about one person, from one to the next, however long the log is.
-- name: access_units many
-- :person person_id
WITH RECURSIVE reader (unit_id) AS (
  SELECT min(f.unit_id) FROM access_line f WHERE f.person_id = :person
   UNION ALL
  SELECT (SELECT min(n.unit_id) FROM access_line n WHERE n.person_id = :person AND n.unit_id > r.unit_id) FROM reader r WHERE r.unit_id IS NOT NULL
)
SELECT u.id AS unit_id, u.name_nb, u.name_nn
  FROM reader r
  JOIN unit_name u ON u.id = r.unit_id
 ORDER BY u.id
 LIMIT 200;
