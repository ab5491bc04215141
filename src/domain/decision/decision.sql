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

-- ── delivery, limits, answers ───────────────────────────────────────────
-- The letter is on its way to a recipient.
-- name: delivery_send exec
-- :decision joint_decision_id
-- :recipient delivery_recipient
-- :channel delivery_channel
-- :sent_on date
INSERT INTO delivery (decision_id, recipient, channel, sent_on) VALUES (:decision, :recipient, :channel, :sent_on)
ON CONFLICT (decision_id, recipient) DO NOTHING;

-- It reached the recipient.
-- name: delivery_reach exec
-- :decision joint_decision_id
-- :recipient delivery_recipient
-- :reached_on date
-- :how reached_how
-- :staff staff_id
UPDATE delivery SET reached_on = :reached_on, reached_by = :staff, reached_how = :how
 WHERE decision_id = :decision AND recipient = :recipient AND reached_on IS NULL;

-- The letters of a version: the day each arrived as it is known now, and as it was first written when it was corrected.
-- name: delivery_list many
-- :decision joint_decision_id
-- =reached_on date?
-- =opened_on date?
-- =second_alert_on date?
-- =paper_on date?
SELECT d.id, d.recipient, d.channel, d.sent_on, d.reached_on AS first_reached_on, d.reached_by, d.reached_how,
       COALESCE((SELECT c.reached_on FROM reached_correction c WHERE c.delivery_id = d.id ORDER BY c.id DESC LIMIT 1), d.reached_on) AS reached_on,
       (SELECT e.on_date FROM delivery_event e WHERE e.delivery_id = d.id AND e.kind = 'opened') AS opened_on,
       (SELECT e.on_date FROM delivery_event e WHERE e.delivery_id = d.id AND e.kind = 'second_alert') AS second_alert_on,
       (SELECT e.on_date FROM delivery_event e WHERE e.delivery_id = d.id AND e.kind = 'paper') AS paper_on
  FROM delivery d
 WHERE d.decision_id = :decision
 ORDER BY d.id
 LIMIT 10;

-- Every correction of the days a version arrived.
-- name: correction_list many
-- :decision joint_decision_id
SELECT c.delivery_id, c.reached_on, c.reason, c.at, c.by_staff, d.recipient
  FROM reached_correction c
  JOIN delivery d ON d.id = c.delivery_id
 WHERE d.decision_id = :decision
 ORDER BY c.id
 LIMIT 20;

-- The day of arrival was another.
-- name: correction_insert exec
-- :delivery delivery_id
-- :reached_on date
-- :reason text
-- :now instant
-- :staff staff_id
INSERT INTO reached_correction (delivery_id, reached_on, reason, at, by_staff) VALUES (:delivery, :reached_on, :reason, :now, :staff);

-- Something happened to a letter in a digital mailbox.
-- name: delivery_event_insert exec
-- :delivery delivery_id
-- :kind delivery_event_kind
-- :on_date date
-- :now instant
-- :staff staff_id?
INSERT INTO delivery_event (delivery_id, kind, on_date, at, by_staff) VALUES (:delivery, :kind, :on_date, :now, :staff)
ON CONFLICT (delivery_id, kind) DO NOTHING;

-- One delivery, with the version and case it belongs to.
-- name: delivery_get one
-- :delivery delivery_id
SELECT d.id, d.decision_id, d.recipient, d.channel, d.sent_on, d.reached_on, j.case_id, j.unit_id
  FROM delivery d
  JOIN joint_decision j ON j.id = d.decision_id
 WHERE d.id = :delivery;

-- Has this happened to it?
-- name: delivery_event_of one
-- :delivery delivery_id
-- :kind delivery_event_kind
SELECT on_date FROM delivery_event WHERE delivery_id = :delivery AND kind = :kind;

-- One part's limit for one recipient.
-- name: limit_insert exec
-- :part decision_part_id
-- :delivery delivery_id
-- :rule text
-- :until_date date
-- :body text
INSERT INTO appeal_limit (part_id, delivery_id, correction, rule, until_date, body)
VALUES (:part, :delivery, (SELECT count(*) FROM appeal_limit l WHERE l.part_id = :part AND l.delivery_id = :delivery), :rule, :until_date, :body);

-- The limits of a version's parts; one that stands as before has the limit it got when it was decided.
-- name: limit_list many
-- :decision joint_decision_id
-- =reached_on date
SELECT p.id AS part_id, l.rule, l.until_date, l.body, v.recipient,
       COALESCE((SELECT c.reached_on FROM reached_correction c WHERE c.delivery_id = v.id ORDER BY c.id DESC LIMIT 1), v.reached_on) AS reached_on
  FROM decision_part p
  JOIN part_appeal l ON l.part_id = CASE WHEN p.decided_now = 1 THEN p.id ELSE p.copied_from END
  JOIN delivery v ON v.id = l.delivery_id
 WHERE p.decision_id = :decision
 ORDER BY p.number, v.id
 LIMIT 200;

-- What she said about a part.
-- name: answer_insert exec
-- :part decision_part_id
-- :answer part_answer
-- :way answer_way
-- :now instant
-- :staff staff_id
INSERT INTO answer (part_id, answer, way, at, by_staff) VALUES (:part, :answer, :way, :now, :staff);

-- Her answers to the parts of a version; the newest of each counts, and a part that stands as before keeps its answer.
-- name: answer_list many
-- :decision joint_decision_id
SELECT p.id AS part_id, a.answer, a.way, a.at
  FROM decision_part p
  JOIN answer a ON a.part_id = CASE WHEN p.decided_now = 1 THEN p.id ELSE p.copied_from END
 WHERE p.decision_id = :decision AND a.id = (SELECT max(b.id) FROM answer b WHERE b.part_id = a.part_id)
 ORDER BY p.number
 LIMIT 60;

-- ── the letter ──────────────────────────────────────────────────────────
-- The letter as it was issued.
-- name: issued_letter_insert exec
-- :decision joint_decision_id
-- :person person_id
-- :zone zone
-- :pdf sealed
INSERT INTO issued_letter (decision_id, person_id, zone, pdf) VALUES (:decision, :person, :zone, :pdf);
-- It, to be read again.
-- name: issued_letter_get one
-- :decision joint_decision_id
-- :zone zone
SELECT l.pdf, k.wrapped AS person_key
  FROM issued_letter l
  JOIN person_key k ON k.person_id = l.person_id
 WHERE l.decision_id = :decision AND l.zone = :zone;

-- A worker as a letter names her.
-- name: worker_named one
-- :staff staff_id
SELECT name, title, phone FROM staff_name WHERE id = :staff;

-- ── the order to the property unit ──────────────────────────────────────
-- What the dwelling must be, from the newest assessment.
-- name: need_now one
-- :case_id case_id
SELECT rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport, visits_a_week, from_date
  FROM case_dwelling_need
 WHERE case_id = :case_id
 ORDER BY version_no DESC
 LIMIT 1;

-- A frozen copy of the need.
-- name: order_insert insert
-- :case_id case_id
-- :part decision_part_id
-- :unit unit_id
-- :contact_unit unit_id
-- :now instant
-- :staff staff_id
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
INSERT INTO dwelling_order (case_id, part_id, unit_id, contact_unit, sent_at, sent_by, rooms, adults, children, quiet, apart_from_cluster, floor,
                            step_free, pets, near_transport, visits_a_week, from_date)
VALUES (:case_id, :part, :unit, :contact_unit, :now, :staff, :rooms, :adults, :children, :quiet, :apart_from_cluster, :floor, :step_free, :pets,
        :near_transport, :visits_a_week, :from_date)
RETURNING id;

-- The earlier orders of a case, which the next one replaces.
-- name: order_of_case many
-- :case_id case_id
SELECT id FROM dwelling_order WHERE case_id = :case_id ORDER BY id LIMIT 50;

-- The orders of a unit, the newest first; of one person only the one that counts.
-- name: order_list many
-- :unit unit_id
SELECT o.id, o.sent_at, o.rooms, o.floor, o.from_date, o.contact_unit, f.found_at, p.given_name, p.family_name
  FROM dwelling_order o
  LEFT JOIN dwelling_found f ON f.order_id = o.id
  JOIN case_spine c ON c.id = o.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE o.unit_id = :unit AND o.id = (SELECT max(n.id) FROM dwelling_order n WHERE n.case_id = o.case_id)
 ORDER BY CASE WHEN f.found_at IS NULL THEN 0 ELSE 1 END, o.sent_at DESC
 LIMIT 200;

-- The property unit has a dwelling that fits.
-- name: order_set_found exec
-- :order dwelling_order_id
-- :unit unit_id
-- :now instant
-- :staff staff_id
INSERT INTO dwelling_found (order_id, found_at, found_by)
SELECT o.id, :now, :staff FROM dwelling_order o
 WHERE o.id = :order AND o.unit_id = :unit AND NOT EXISTS (SELECT 1 FROM dwelling_found f WHERE f.order_id = o.id);

-- One order of a unit.
-- name: order_get one
-- :order dwelling_order_id
-- :unit unit_id
SELECT o.id, o.case_id, o.sent_at, o.sent_by, o.contact_unit, o.rooms, o.adults, o.children, o.quiet, o.apart_from_cluster, o.floor, o.step_free, o.pets,
       o.near_transport, o.visits_a_week, o.from_date, f.found_at, f.found_by, p.given_name, p.family_name, p.address_grade, c.number
  FROM dwelling_order o
  LEFT JOIN dwelling_found f ON f.order_id = o.id
  JOIN case_spine c ON c.id = o.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE o.id = :order AND o.unit_id = :unit;

-- ── for other pages ─────────────────────────────────────────────────────
-- What is left to do with decisions in a unit.
-- name: waiting_counts one
-- :unit unit_id
-- =drafts int
-- =to_sign int
-- =inputs int
-- =to_send int
-- =to_reach int
SELECT (SELECT count(*) FROM joint_decision WHERE unit_id = :unit AND state IN ('drafting', 'coordinating', 'ready')) AS drafts,
       (SELECT count(*) FROM open_task WHERE unit_id = :unit AND kind = 'sign_part') AS to_sign,
       (SELECT count(*) FROM part_input WHERE unit_id = :unit AND state = 'asked') AS inputs,
       (SELECT count(*) FROM open_task WHERE unit_id = :unit AND kind = 'send_letter') AS to_send,
       (SELECT count(*) FROM open_task WHERE unit_id = :unit AND kind = 'register_reached') AS to_reach;

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
