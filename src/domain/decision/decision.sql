-- ── the joint decision ──────────────────────────────────────────────────
-- A new version.
-- name: joint_insert insert
-- :case_id case_id
-- :person person_id
-- :version_no int
-- :amendment amendment
-- :language language
-- :now instant
-- :staff staff_id
-- :unit unit_id
-- :coordinator staff_id?
INSERT INTO joint_decision (case_id, person_id, version_no, state, amendment, language, made_at, made_by, unit_id, coordinator, version)
VALUES (:case_id, :person, :version_no, 'drafting', :amendment, :language, :now, :staff, :unit, :coordinator, 1)
RETURNING id;

-- One version.
-- name: joint_get one
-- :decision joint_decision_id
SELECT id, case_id, person_id, version_no, state, amendment, language, made_at, made_by, unit_id, coordinator, issued_at, issued_by, rules,
       letter_sha256, version
  FROM joint_decision
 WHERE id = :decision;

-- All versions of a case, the newest first.
-- name: joint_of_case many
-- :case_id case_id
-- =n_parts int
-- =n_signed int
SELECT d.id, d.version_no, d.state, d.amendment, d.made_at, d.issued_at, d.unit_id,
       (SELECT count(*) FROM decision_part p WHERE p.decision_id = d.id AND p.state <> 'ended') AS n_parts,
       (SELECT count(*) FROM decision_part p WHERE p.decision_id = d.id AND p.state = 'signed') AS n_signed
  FROM joint_decision d
 WHERE d.case_id = :case_id
 ORDER BY d.version_no DESC
 LIMIT 100;

-- The version of a case with a number.
-- name: joint_numbered one
-- :case_id case_id
-- :version_no int
SELECT id FROM joint_decision WHERE case_id = :case_id AND version_no = :version_no;

-- Something in the draft changed: how far it has come follows from its parts.
-- name: joint_touch exec
-- :decision joint_decision_id
UPDATE joint_decision
   SET version = version + 1,
       state = CASE WHEN EXISTS (SELECT 1 FROM decision_part p WHERE p.decision_id = :decision AND p.state = 'signed' AND p.decided_now = 1)
                         AND NOT EXISTS (SELECT 1 FROM decision_part p WHERE p.decision_id = :decision AND p.state IN ('draft', 'checked') AND p.kind <> 'bostotte')
                    THEN 'ready'
                    WHEN EXISTS (SELECT 1 FROM part_input i JOIN decision_part p ON p.id = i.part_id WHERE p.decision_id = :decision)
                    THEN 'coordinating'
                    ELSE 'drafting' END
 WHERE id = :decision AND state IN ('drafting', 'coordinating', 'ready');

-- The coordinator as she is when the letter is made.
-- name: joint_set_coordinator exec
-- :decision joint_decision_id
-- :coordinator staff_id?
UPDATE joint_decision SET coordinator = :coordinator WHERE id = :decision AND state IN ('drafting', 'coordinating', 'ready');

-- The version in force gives way to the next.
-- name: joint_supersede exec
-- :case_id case_id
UPDATE joint_decision SET state = 'superseded', version = version + 1 WHERE case_id = :case_id AND state IN ('issued', 'in_force');

-- Issued: from here on nothing of it changes.
-- name: joint_issue exec
-- :decision joint_decision_id
-- :now instant
-- :staff staff_id
-- :rules text
-- :sha256 text
UPDATE joint_decision
   SET state = 'issued', issued_at = :now, issued_by = :staff, rules = :rules, letter_sha256 = :sha256, version = version + 1
 WHERE id = :decision AND state = 'ready';

-- It has reached her, and is in force.
-- name: joint_in_force exec
-- :decision joint_decision_id
UPDATE joint_decision SET state = 'in_force', version = version + 1 WHERE id = :decision AND state = 'issued';

-- ── parts ───────────────────────────────────────────────────────────────
-- The parts of a version, with who signed. A part that stands as before carries the former signature.
-- name: part_list many
-- :decision joint_decision_id
-- =signed_at instant?
-- =signed_by staff_id?
-- =signed_unit unit_id?
-- =reference text?
SELECT p.id, p.decision_id, p.case_id, p.number, p.kind, p.zone, p.outcome, p.state, p.decided_now, p.unit_id, p.contact, p.service_kind, p.amount_kind,
       p.minutes_least, p.minutes_most, p.minutes_usual, p.per, p.from_date, p.until_date, p.review_on, p.capacity_ok, p.lacks_money, p.home_offer,
       p.change, p.later_by, p.written_by, p.copied_from, p.checked_at, p.checked_by, p.version, s.at AS signed_at, s.staff_id AS signed_by, s.unit_id AS signed_unit, s.reference
  FROM decision_part p
  LEFT JOIN part_signature s ON s.part_id = CASE WHEN p.decided_now = 1 THEN p.id ELSE p.copied_from END
 WHERE p.decision_id = :decision
 ORDER BY p.number
 LIMIT 60;

-- One part, wherever it stands.
-- name: part_get one
-- :part decision_part_id
SELECT p.id, p.decision_id, p.case_id, p.number, p.kind, p.zone, p.outcome, p.state, p.decided_now, p.unit_id, p.copied_from, p.change, p.later_by, p.version, d.state AS joint_state,
       d.person_id, d.version_no, d.unit_id AS joint_unit, d.made_by
  FROM decision_part p
  JOIN joint_decision d ON d.id = p.decision_id
 WHERE p.id = :part;

-- A new part.
-- name: part_insert insert
-- :decision joint_decision_id
-- :case_id case_id
-- :kind part_kind
-- :zone zone
-- :unit unit_id
-- :service_kind service_kind?
INSERT INTO decision_part (decision_id, case_id, number, kind, zone, outcome, state, decided_now, unit_id, service_kind, amount_kind, capacity_ok, lacks_money,
                           home_offer, version)
VALUES (:decision, :case_id, COALESCE((SELECT max(number) FROM decision_part WHERE decision_id = :decision), 0) + 1, :kind, :zone, 'granted', 'draft', 1,
        :unit, :service_kind, 'none', 0, 0, 'none', 1)
RETURNING id;

-- What an officer has filled in. A checked part becomes a draft again.
-- name: part_save exec
-- :part decision_part_id
-- :outcome part_outcome
-- :unit unit_id
-- :contact staff_id?
-- :service_kind service_kind?
-- :amount_kind amount_kind
-- :minutes_least int?
-- :minutes_most int?
-- :minutes_usual int?
-- :per amount_period?
-- :from_date date?
-- :until_date date?
-- :review_on date?
-- :capacity_ok bool
-- :lacks_money bool
-- :home_offer home_offer
-- :staff staff_id
-- :version int
UPDATE decision_part
   SET outcome = :outcome, unit_id = :unit, contact = :contact, service_kind = :service_kind, amount_kind = :amount_kind, minutes_least = :minutes_least,
       minutes_most = :minutes_most, minutes_usual = :minutes_usual, per = :per, from_date = :from_date, until_date = :until_date,
       review_on = :review_on, capacity_ok = :capacity_ok, lacks_money = :lacks_money, home_offer = :home_offer, written_by = :staff, state = 'draft', later_by = NULL, checked_at = NULL, checked_by = NULL, version = version + 1
 WHERE id = :part AND version = :version AND state IN ('draft', 'checked', 'later') AND decided_now = 1;

-- Checked: by the rules, and by a second officer when there is one.
-- name: part_set_checked exec
-- :part decision_part_id
-- :now instant
-- :staff staff_id?
UPDATE decision_part SET state = 'checked', checked_at = :now, checked_by = :staff, version = version + 1 WHERE id = :part AND state = 'draft';

-- Signed.
-- name: part_set_signed exec
-- :part decision_part_id
UPDATE decision_part SET state = 'signed', version = version + 1 WHERE id = :part AND state = 'checked';

-- Back to a draft: a signature taken back, or a part that should be ready now after all.
-- name: part_set_draft exec
-- :part decision_part_id
UPDATE decision_part SET state = 'draft', later_by = NULL, checked_at = NULL, checked_by = NULL, version = version + 1
 WHERE id = :part AND state IN ('checked', 'later', 'signed');

-- It comes later, by a date.
-- name: part_set_later exec
-- :part decision_part_id
-- :later_by date
UPDATE decision_part SET state = 'later', later_by = :later_by, version = version + 1 WHERE id = :part AND state IN ('draft', 'checked');

-- Taken out of a draft.
-- name: part_set_ended exec
-- :part decision_part_id
UPDATE decision_part SET state = 'ended', version = version + 1 WHERE id = :part AND state IN ('draft', 'checked', 'later') AND copied_from IS NULL;

-- All parts of a version into the next. They stand as they were decided; one that was to come later is a draft that must be decided now.
-- name: part_copy_all exec
-- :from_decision joint_decision_id
-- :to_decision joint_decision_id
INSERT INTO decision_part (decision_id, case_id, number, kind, zone, outcome, state, decided_now, unit_id, contact, service_kind, amount_kind, minutes_least,
                           minutes_most, minutes_usual, per, from_date, until_date, review_on, capacity_ok, lacks_money, home_offer, change, later_by, copied_from,
                           written_by, checked_at, checked_by, version)
SELECT :to_decision, case_id, number, kind, zone, outcome, CASE WHEN state = 'later' THEN 'draft' ELSE state END,
       CASE WHEN state = 'later' THEN 1 ELSE 0 END, unit_id, contact, service_kind, amount_kind, minutes_least, minutes_most, minutes_usual, per,
       from_date, until_date, review_on, capacity_ok, lacks_money, home_offer, CASE WHEN state = 'later' THEN 'later_part' ELSE NULL END, NULL,
       CASE WHEN decided_now = 1 THEN id ELSE copied_from END, written_by, checked_at, checked_by, 1
  FROM decision_part
 WHERE decision_id = :from_decision AND state IN ('signed', 'later');

-- Opened for a change in this version: first the state, since what is signed is fixed.
-- name: part_reopen exec
-- :part decision_part_id
UPDATE decision_part SET state = 'draft', checked_at = NULL, checked_by = NULL, version = version + 1
 WHERE id = :part AND state = 'signed' AND decided_now = 0;

-- And then the mark that this version decides it, and why it does.
-- name: part_decide_now exec
-- :part decision_part_id
-- :change amendment
UPDATE decision_part SET decided_now = 1, change = :change WHERE id = :part AND state = 'draft';

-- The part of a version with a number.
-- name: part_numbered one
-- :decision joint_decision_id
-- :number int
SELECT id FROM decision_part WHERE decision_id = :decision AND number = :number;

-- ── texts ───────────────────────────────────────────────────────────────
-- What was written, as it is now. Earlier rows stay.
-- name: text_insert exec
-- :part decision_part_id
-- :person person_id
-- :zone zone
-- :content sealed?
-- :rules sealed?
-- :facts sealed?
-- :considerations sealed?
-- :her_view sealed?
-- :weight sealed?
-- :now instant
-- :staff staff_id
INSERT INTO part_text (part_id, person_id, zone, content, rules, facts, considerations, her_view, weight, at, by_staff)
VALUES (:part, :person, :zone, :content, :rules, :facts, :considerations, :her_view, :weight, :now, :staff);

-- The newest text of a part.
-- name: text_latest one
-- :part decision_part_id
-- :zone zone
SELECT t.content, t.rules, t.facts, t.considerations, t.her_view, t.weight, t.at, t.by_staff, k.wrapped AS person_key
  FROM part_text t
  JOIN person_key k ON k.person_id = t.person_id
 WHERE t.part_id = :part AND t.zone = :zone
 ORDER BY t.id DESC
 LIMIT 1;

-- ── what other units say ────────────────────────────────────────────────
-- A unit is asked, or asked again.
-- name: input_ask exec
-- :part decision_part_id
-- :case_id case_id
-- :unit unit_id
-- :due date
-- :now instant
-- :staff staff_id
INSERT INTO part_input (part_id, case_id, unit_id, state, asked_at, asked_by, due, nudges)
VALUES (:part, :case_id, :unit, 'asked', :now, :staff, :due, 0)
ON CONFLICT (part_id, unit_id) DO UPDATE SET state = 'asked', asked_at = excluded.asked_at, asked_by = excluded.asked_by, due = excluded.due,
   answered_at = NULL, answered_by = NULL, nudged_at = NULL, nudges = 0;

-- Reminded of an answer that has not come.
-- name: input_nudge exec
-- :input part_input_id
-- :now instant
UPDATE part_input SET nudged_at = :now, nudges = nudges + 1 WHERE id = :input AND state = 'asked';

-- What a unit was asked about a part.
-- name: input_of_unit one
-- :part decision_part_id
-- :unit unit_id
SELECT id, part_id, unit_id, state, asked_at, asked_by, due, answered_at, proposed_least, proposed_most, proposed_from
  FROM part_input
 WHERE part_id = :part AND unit_id = :unit;

-- All that was asked about a version.
-- name: input_of_decision many
-- :decision joint_decision_id
SELECT i.id, i.part_id, i.unit_id, i.state, i.due, i.answered_at, i.proposed_least, i.proposed_most, i.proposed_from, i.nudged_at, i.nudges
  FROM part_input i
  JOIN decision_part p ON p.id = i.part_id
 WHERE p.decision_id = :decision
 ORDER BY i.part_id, i.id
 LIMIT 200;

-- The answer.
-- name: input_answer exec
-- :input part_input_id
-- :state input_state
-- :now instant
-- :staff staff_id
-- :proposed_least int?
-- :proposed_most int?
-- :proposed_from date?
UPDATE part_input
   SET state = :state, answered_at = :now, answered_by = :staff, proposed_least = :proposed_least, proposed_most = :proposed_most,
       proposed_from = :proposed_from
 WHERE id = :input AND state = 'asked';

-- Its words.
-- name: proposal_insert exec
-- :part decision_part_id
-- :input part_input_id
-- :person person_id
-- :zone zone
-- :proposal sealed
-- :now instant
-- :staff staff_id
INSERT INTO part_proposal (part_id, input_id, person_id, zone, proposal, at, by_staff)
VALUES (:part, :input, :person, :zone, :proposal, :now, :staff);

-- What units have written about a part, the newest first.
-- name: proposals_of_part many
-- :part decision_part_id
-- :zone zone
SELECT r.proposal, r.at, i.unit_id, k.wrapped AS person_key
  FROM part_proposal r
  JOIN part_input i ON i.id = r.input_id
  JOIN person_key k ON k.person_id = r.person_id
 WHERE r.part_id = :part AND r.zone = :zone
 ORDER BY r.id DESC
 LIMIT 20;

-- ── signatures ──────────────────────────────────────────────────────────
-- One signature.
-- name: signature_insert exec
-- :part decision_part_id
-- :staff staff_id
-- :unit unit_id
-- :reference text
-- :now instant
INSERT INTO part_signature (part_id, staff_id, unit_id, reference, impartial, at) VALUES (:part, :staff, :unit, :reference, 1, :now);

-- A signature taken back before the decision was issued.
-- name: signature_take_back exec
-- :part decision_part_id
DELETE FROM part_signature WHERE part_id = :part;
