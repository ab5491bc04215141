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
