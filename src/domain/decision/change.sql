-- ── a change of what is in force ────────────────────────────────────────
-- What kind of change a version is: the gravest of its parts.
-- name: joint_set_amendment exec
-- :decision joint_decision_id
-- :amendment amendment
UPDATE joint_decision
   SET amendment = CASE WHEN amendment = 'to_detriment' THEN amendment WHEN :amendment = 'to_detriment' THEN :amendment
                        WHEN amendment = 'by_appeal' THEN amendment ELSE :amendment END
 WHERE id = :decision AND amendment <> 'first' AND state IN ('drafting', 'coordinating', 'ready');

-- ── the prior notice ────────────────────────────────────────────────────
-- Told beforehand.
-- name: prior_notice_insert insert
-- :case_id case_id
-- :part decision_part_id
-- :plan notice_plan
-- :from_date date?
-- :sent_on date
-- :channel delivery_channel
-- :answer_by date
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO prior_notice (case_id, part_id, plan, from_date, sent_on, channel, answer_by, at, by_staff, unit_id)
VALUES (:case_id, :part, :plan, :from_date, :sent_on, :channel, :answer_by, :now, :staff, :unit)
RETURNING id;

-- Its words, or her answer in words.
-- name: prior_notice_write exec
-- :notice prior_notice_id
-- :person person_id
-- :zone zone
-- :planned sealed?
-- :why sealed?
-- :her_answer sealed?
-- :now instant
-- :staff staff_id
INSERT INTO prior_notice_text (notice_id, person_id, zone, planned, why, her_answer, at, by_staff)
VALUES (:notice, :person, :zone, :planned, :why, :her_answer, :now, :staff);

-- What was written, the oldest first.
-- name: prior_notice_words many
-- :notice prior_notice_id
-- :zone zone
SELECT t.planned, t.why, t.her_answer, k.wrapped AS person_key
  FROM prior_notice_text t
  JOIN person_key k ON k.person_id = t.person_id
 WHERE t.notice_id = :notice AND t.zone = :zone
 ORDER BY t.id
 LIMIT 10;

-- The notice that stands for a part.
-- name: prior_notice_open one
-- :part decision_part_id
SELECT id, case_id, part_id, plan, from_date, sent_on, channel, answer_by, by_staff, unit_id, answer, answer_way, answered_at
  FROM prior_notice
 WHERE part_id = :part AND withdrawn_at IS NULL;

-- One notice.
-- name: prior_notice_get one
-- :notice prior_notice_id
SELECT n.id, n.case_id, n.part_id, p.zone, d.person_id
  FROM prior_notice n
  JOIN decision_part p ON p.id = n.part_id
  JOIN joint_decision d ON d.id = p.decision_id
 WHERE n.id = :notice;

-- She has answered.
-- name: prior_notice_answer exec
-- :notice prior_notice_id
-- :answer prior_answer
-- :way answer_way
-- :now instant
-- :staff staff_id
UPDATE prior_notice SET answer = :answer, answer_way = :way, answered_at = :now, answered_by = :staff
 WHERE id = :notice AND answered_at IS NULL AND withdrawn_at IS NULL;

-- The change is not made after all.
-- name: prior_notice_withdraw exec
-- :notice prior_notice_id
-- :now instant
-- :staff staff_id
UPDATE prior_notice SET withdrawn_at = :now, withdrawn_by = :staff WHERE id = :notice AND withdrawn_at IS NULL;

-- ── what may be appealed against ────────────────────────────────────────
-- The parts decided in issued versions of a case, the newest first.
-- name: parts_appealable many
-- :case_id case_id
SELECT p.id
  FROM joint_decision d
  JOIN decision_part p ON p.decision_id = d.id
 WHERE d.case_id = :case_id AND d.issued_at IS NOT NULL AND p.decided_now = 1 AND p.state = 'signed' AND p.kind <> 'bostotte'
 ORDER BY d.version_no DESC, p.number
 LIMIT 200;

-- One of them, with the limit of the recipient who got the letter last. It is the newest decision when no later issued version decides its number.
-- name: part_appealable one
-- :part decision_part_id
-- =signed_by staff_id?
-- =reached_on date?
-- =until_date date?
-- =rule text?
-- =is_current bool
SELECT p.id, p.decision_id, p.case_id, d.person_id, d.version_no, d.state AS joint_state, d.unit_id AS joint_unit, d.made_by, d.issued_at, p.number, p.kind,
       p.zone, p.outcome, p.unit_id, p.service_kind, p.written_by, p.checked_by,
       (SELECT s.staff_id FROM part_signature s WHERE s.part_id = p.id) AS signed_by,
       (SELECT max(v.reached_on) FROM decision_delivery v WHERE v.decision_id = d.id) AS reached_on,
       (SELECT max(l.until_date) FROM part_appeal l WHERE l.part_id = p.id) AS until_date,
       (SELECT max(l.rule) FROM part_appeal l WHERE l.part_id = p.id) AS rule,
       CASE WHEN EXISTS (SELECT 1 FROM decision_part n JOIN joint_decision m ON m.id = n.decision_id
                          WHERE n.case_id = p.case_id AND n.number = p.number AND n.decided_now = 1 AND n.state = 'signed' AND m.issued_at IS NOT NULL
                            AND m.version_no > d.version_no) THEN 0 ELSE 1 END AS is_current
  FROM decision_part p
  JOIN joint_decision d ON d.id = p.decision_id
 WHERE p.id = :part AND d.issued_at IS NOT NULL AND p.decided_now = 1 AND p.state = 'signed' AND p.kind <> 'bostotte';

-- Whether the part waits for an appeal.
-- name: suspension_now one
-- :part decision_part_id
SELECT suspended FROM part_suspension WHERE part_id = :part ORDER BY id DESC LIMIT 1;

-- It waits, or goes on.
-- name: suspension_insert exec
-- :part decision_part_id
-- :suspended bool
-- :now instant
-- :staff staff_id
INSERT INTO part_suspension (part_id, suspended, at, by_staff) VALUES (:part, :suspended, :now, :staff);

-- A worker steps out of the case.
-- name: step_out exec
-- :case_id case_id
-- :staff staff_id
-- :unit unit_id
-- :reason partial_reason
-- :now instant
INSERT INTO stepped_out (case_id, staff_id, unit_id, reason, at) VALUES (:case_id, :staff, :unit, :reason, :now)
ON CONFLICT (case_id, staff_id) DO NOTHING;

-- Who has stepped out of a case.
-- name: stepped_out_of many
-- :case_id case_id
SELECT s.staff_id, s.unit_id, s.reason, s.at, n.name
  FROM stepped_out s
  JOIN staff_name n ON n.id = s.staff_id
 WHERE s.case_id = :case_id
 ORDER BY s.id
 LIMIT 20;

-- Has a leader of the unit stepped out? Then nobody under her decides.
-- name: leader_stepped_out one
-- :case_id case_id
-- :unit unit_id
-- :today date
SELECT s.staff_id
  FROM stepped_out s
  JOIN unit_member m ON m.staff_id = s.staff_id
 WHERE s.case_id = :case_id AND m.unit_id = :unit AND m.role = 'unit_leader' AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 LIMIT 1;

-- The need has changed, or the help fits badly.
-- name: wish_insert insert
-- :case_id case_id
-- :part decision_part_id
-- :kind change_wish_kind
-- :unit unit_id
-- :to_unit unit_id
-- :now instant
-- :staff staff_id
INSERT INTO change_wish (case_id, part_id, kind, state, unit_id, to_unit, at, by_staff) VALUES (:case_id, :part, :kind, 'open', :unit, :to_unit, :now, :staff)
RETURNING id;

-- Its words.
-- name: wish_write exec
-- :wish change_wish_id
-- :person person_id
-- :zone zone
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO change_wish_text (wish_id, person_id, zone, words, at, by_staff) VALUES (:wish, :person, :zone, :words, :now, :staff);

-- The wishes of a case, the newest first.
-- name: wish_list many
-- :case_id case_id
SELECT w.id, w.part_id, w.kind, w.state, w.unit_id, w.at, w.by_staff, w.answered_at, p.zone
  FROM change_wish w
  JOIN decision_part p ON p.id = w.part_id
 WHERE w.case_id = :case_id
 ORDER BY w.id DESC
 LIMIT 50;

-- What was written in one.
-- name: wish_words one
-- :wish change_wish_id
-- :zone zone
SELECT t.words, k.wrapped AS person_key
  FROM change_wish_text t
  JOIN person_key k ON k.person_id = t.person_id
 WHERE t.wish_id = :wish AND t.zone = :zone;

-- One wish.
-- name: wish_get one
-- :wish change_wish_id
SELECT id, case_id, part_id, kind, state FROM change_wish WHERE id = :wish;

-- It is answered.
-- name: wish_answer exec
-- :wish change_wish_id
-- :state change_wish_state
-- :now instant
-- :staff staff_id
UPDATE change_wish SET state = :state, answered_at = :now, answered_by = :staff WHERE id = :wish AND state = 'open';

-- Why, and when.
-- name: delay_insert exec
-- :part decision_part_id
-- :new_by date
-- :reason delay_reason
-- :told_on date
-- :now instant
-- :staff staff_id
INSERT INTO part_delay (part_id, new_by, reason, told_on, at, by_staff) VALUES (:part, :new_by, :reason, :told_on, :now, :staff);

-- The newest date of such a part.
-- name: delay_now one
-- :part decision_part_id
SELECT new_by, reason, told_on FROM part_delay WHERE part_id = :part ORDER BY id DESC LIMIT 1;

-- What the unit says it can give.
-- name: capacity_set exec
-- :unit unit_id
-- :service_kind service_kind
-- :places int
-- :now instant
-- :staff staff_id
INSERT INTO capacity (unit_id, service_kind, places, at, by_staff) VALUES (:unit, :service_kind, :places, :now, :staff);

-- How many places the unit has for a kind of help, as it said last.
-- name: capacity_now one
-- :unit unit_id
-- :service_kind service_kind
SELECT places, at FROM capacity WHERE unit_id = :unit AND service_kind = :service_kind ORDER BY id DESC LIMIT 1;

-- How many persons have that help from the unit by a decision that holds today; one case may be left out.
-- name: capacity_used one
-- :unit unit_id
-- :service_kind service_kind
-- :today date
-- :except case_id
-- =used int
SELECT count(DISTINCT p.case_id) AS used
  FROM decision_part p
  JOIN joint_decision d ON d.id = p.decision_id
 WHERE p.unit_id = :unit AND p.state = 'signed' AND p.service_kind = :service_kind AND p.outcome = 'granted' AND d.state IN ('issued', 'in_force')
   AND (p.until_date IS NULL OR p.until_date >= :today) AND p.case_id <> :except;

-- How far it has come.
-- name: agreement_insert insert
-- :case_id case_id
-- :part decision_part_id
-- :state agreement_state
-- :on_date date
-- :now instant
-- :staff staff_id
INSERT INTO participant_agreement (case_id, part_id, state, on_date, at, by_staff) VALUES (:case_id, :part, :state, :on_date, :now, :staff)
RETURNING id;

-- What is agreed.
-- name: agreement_write exec
-- :agreement participant_agreement_id
-- :person person_id
-- :zone zone
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO participant_agreement_text (agreement_id, person_id, zone, words, at, by_staff) VALUES (:agreement, :person, :zone, :words, :now, :staff);

-- Every step of a part's agreement, the newest first; a part opened for a change keeps the agreement of the one it is copied from.
-- name: agreement_list many
-- :part decision_part_id
-- :former decision_part_id
SELECT id, state, on_date, at, by_staff FROM participant_agreement WHERE part_id IN (:part, :former) ORDER BY id DESC LIMIT 20;

-- The newest words of a part's agreement.
-- name: agreement_words one
-- :part decision_part_id
-- :former decision_part_id
-- :zone zone
SELECT t.words, k.wrapped AS person_key
  FROM participant_agreement a
  JOIN participant_agreement_text t ON t.agreement_id = a.id
  JOIN person_key k ON k.person_id = t.person_id
 WHERE a.part_id IN (:part, :former) AND t.zone = :zone
 ORDER BY a.id DESC
 LIMIT 1;

-- One ground more.
-- name: basis_insert exec
-- :decision joint_decision_id
-- :kind basis_kind
-- :on_date date
-- :units text?
-- :now instant
-- :staff staff_id
INSERT INTO decision_basis (decision_id, kind, on_date, units, at, by_staff) VALUES (:decision, :kind, :on_date, :units, :now, :staff);

-- All of them.
-- name: basis_list many
-- :decision joint_decision_id
SELECT b.kind, b.on_date, b.units, b.at, s.name AS staff_name
  FROM decision_basis b
  JOIN staff_name s ON s.id = b.by_staff
 WHERE b.decision_id = :decision
 ORDER BY b.id
 LIMIT 20;

-- The newest assessment of the case.
-- name: assessment_now one
-- :case_id case_id
SELECT version_no, state, started_at, confirmed_at FROM case_assessment WHERE case_id = :case_id ORDER BY version_no DESC LIMIT 1;

-- Help beside the decided services, that runs. (R-106)
-- name: informal_help many
-- :case_id case_id
SELECT s.kind, s.started_on, u.name_nb, u.name_nn, n.name AS staff_name
  FROM case_service s
  JOIN unit_name u ON u.id = s.unit_id
  LEFT JOIN staff_name n ON n.id = s.staff_id
 WHERE s.case_id = :case_id AND s.informal = 1 AND s.ended_on IS NULL
 ORDER BY s.started_on
 LIMIT 30;

-- The part of the version in force that stands as this one decided it; none when it has been decided anew or the version has ended.
-- name: part_standing one
-- :root decision_part_id
SELECT p.id, p.decision_id, p.case_id, p.until_date, p.outcome, p.kind, d.unit_id AS joint_unit
  FROM decision_part r
  JOIN decision_part p ON p.case_id = r.case_id AND p.number = r.number
  JOIN joint_decision d ON d.id = p.decision_id
 WHERE r.id = :root AND d.state IN ('issued', 'in_force') AND p.state = 'signed' AND (p.id = :root OR (p.decided_now = 0 AND p.copied_from = :root));

-- Parts of a version that give help today or later, or are still to come.
-- name: parts_alive one
-- :decision joint_decision_id
-- :today date
-- =n int
SELECT count(*) AS n
  FROM decision_part p
 WHERE p.decision_id = :decision
   AND (p.state = 'later' OR (p.state = 'signed' AND p.outcome = 'granted' AND (p.until_date IS NULL OR p.until_date >= :today)));

-- The version has run its time.
-- name: joint_end exec
-- :decision joint_decision_id
UPDATE joint_decision SET state = 'ended', version = version + 1 WHERE id = :decision AND state IN ('issued', 'in_force');
