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
INSERT INTO part_input (part_id, case_id, unit_id, state, asked_at, asked_by, due)
VALUES (:part, :case_id, :unit, 'asked', :now, :staff, :due)
ON CONFLICT (part_id, unit_id) DO UPDATE SET state = 'asked', asked_at = excluded.asked_at, asked_by = excluded.asked_by, due = excluded.due,
   answered_at = NULL, answered_by = NULL;

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
SELECT i.id, i.part_id, i.unit_id, i.state, i.due, i.answered_at, i.proposed_least, i.proposed_most, i.proposed_from
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
-- :staff staff_id
UPDATE delivery SET reached_on = :reached_on, reached_by = :staff WHERE decision_id = :decision AND recipient = :recipient AND reached_on IS NULL;

-- The letters of a version.
-- name: delivery_list many
-- :decision joint_decision_id
SELECT id, recipient, channel, sent_on, reached_on, reached_by FROM delivery WHERE decision_id = :decision ORDER BY id LIMIT 10;

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
-- :pdf sealed
INSERT INTO issued_letter (decision_id, person_id, pdf) VALUES (:decision, :person, :pdf);

-- It, to be read again.
-- name: issued_letter_get one
-- :decision joint_decision_id
SELECT l.pdf, k.wrapped AS person_key
  FROM issued_letter l
  JOIN person_key k ON k.person_id = l.person_id
 WHERE l.decision_id = :decision;

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
