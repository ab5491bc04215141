-- ── the decision that is appealed ───────────────────────────────────────
-- The parts that can be appealed: each where it was decided, in versions that are issued. The newest first.
-- name: appealable_parts many
-- :case_id case_id
-- =limit_until date?
-- =open_appeal appeal_part_id?
SELECT p.id, p.decision_id, p.version_no, p.number, p.kind, p.outcome, p.service_kind, p.unit_id, s.unit_id AS signed_unit, d.issued_at,
       (SELECT max(l.until_date) FROM part_appeal l WHERE l.part_id = p.id) AS limit_until,
       (SELECT max(a.id) FROM appeal_part a WHERE a.part_id = p.id AND a.state NOT IN ('withdrawn', 'closed')) AS open_appeal
  FROM case_part p
  JOIN case_decision d ON d.id = p.decision_id
  JOIN part_signed s ON s.part_id = p.id
 WHERE p.case_id = :case_id AND p.joint_state IN ('issued', 'in_force', 'superseded', 'ended') AND p.decided_now = 1
 ORDER BY p.version_no DESC, p.number
 LIMIT 60;

-- What is decided about one part, and where.
-- name: part_decided one
-- :part decision_part_id
SELECT p.id, p.case_id, p.decision_id, p.number, p.kind, p.outcome, p.service_kind, p.unit_id, s.unit_id AS signed_unit, d.issued_at, d.unit_id AS joint_unit
  FROM case_part p
  JOIN case_decision d ON d.id = p.decision_id
  JOIN part_signed s ON s.part_id = p.id
 WHERE p.id = :part AND p.joint_state IN ('issued', 'in_force', 'superseded', 'ended') AND p.decided_now = 1;

-- The limits of a part, for each who got the letter.
-- name: part_limits one
-- :part decision_part_id
-- =until_date date?
-- =body text?
SELECT max(until_date) AS until_date, max(body) AS body FROM part_appeal WHERE part_id = :part;

-- The latest limit in the letter that decided a part.
-- name: letter_latest_limit one
-- :decision joint_decision_id
-- =until_date date?
SELECT max(l.until_date) AS until_date
  FROM case_part p
  JOIN part_appeal l ON l.part_id = p.id
 WHERE p.decision_id = :decision AND p.decided_now = 1;

-- What has moved the limit of a part.
-- name: limit_changes_of_part many
-- :part decision_part_id
SELECT id, cause, before_date, asked_on, due, answered_on, until_date FROM limit_change WHERE part_id = :part ORDER BY id LIMIT 20;

-- The same for the parts of a version.
-- name: limit_changes_of_decision many
-- :decision joint_decision_id
SELECT c.id, c.part_id, c.cause, c.asked_on, c.answered_on, c.until_date
  FROM case_part p
  JOIN limit_change c ON c.part_id = p.id
 WHERE p.decision_id = :decision AND p.decided_now = 1
 ORDER BY c.id
 LIMIT 100;

-- The part of the version in force that stands where a part stood.
-- name: part_in_force one
-- :case_id case_id
-- :number int
SELECT id FROM case_part WHERE case_id = :case_id AND number = :number AND joint_state IN ('issued', 'in_force') LIMIT 1;

-- Where a part of a version is written.
-- name: part_written_in one
-- :part decision_part_id
SELECT decision_id, joint_state FROM case_part WHERE id = :part;

-- ── what came in ────────────────────────────────────────────────────────
-- An appeal.
-- name: appeal_insert insert
-- :case_id case_id
-- :person person_id
-- :decision joint_decision_id
-- :form appeal_form
-- :appellant appellant
-- :appellant_name sealed?
-- :received_on date
-- :posted_on date?
-- :signed bool
-- :helped bool
-- :home_at_risk bool
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO appeal (case_id, person_id, decision_id, form, appellant, appellant_name, received_on, posted_on, signed, helped, home_at_risk, registered_at,
                    registered_by, unit_id)
VALUES (:case_id, :person, :decision, :form, :appellant, :appellant_name, :received_on, :posted_on, :signed, :helped, :home_at_risk, :now, :staff, :unit)
RETURNING id;

-- One of them.
-- name: appeal_get one
-- :appeal appeal_id
SELECT a.id, a.case_id, a.person_id, a.decision_id, a.form, a.appellant, a.appellant_name, a.received_on, a.posted_on, a.signed, a.helped, a.home_at_risk,
       a.registered_at, a.registered_by, a.unit_id, a.read_back_at, a.read_back_by, k.wrapped AS person_key
  FROM appeal a
  JOIN person_key k ON k.person_id = a.person_id
 WHERE a.id = :appeal;

-- It was read back to her, and she said that it is right: that counts as her signature. (FVL-32)
-- name: appeal_set_read_back exec
-- :appeal appeal_id
-- :now instant
-- :staff staff_id
UPDATE appeal SET read_back_at = :now, read_back_by = :staff, signed = 1 WHERE id = :appeal AND form = 'oral' AND read_back_at IS NULL;

-- It is signed now.
-- name: appeal_set_signed exec
-- :appeal appeal_id
UPDATE appeal SET signed = 1 WHERE id = :appeal;

-- The appeal on one part.
-- name: appeal_part_insert insert
-- :appeal appeal_id
-- :case_id case_id
-- :person person_id
-- :part decision_part_id
-- :kind part_kind
-- :zone zone
-- :body text
-- :unit unit_id
-- :received_on date
-- :timely appeal_time
-- :limit_until date?
-- :latest_until date?
-- :absolute_until date
-- :detriment_until date
-- :due date
INSERT INTO appeal_part (appeal_id, case_id, person_id, part_id, kind, zone, body, unit_id, state, received_on, timely, limit_until, latest_until,
                         absolute_until, detriment_until, due)
VALUES (:appeal, :case_id, :person, :part, :kind, :zone, :body, :unit, 'received', :received_on, :timely, :limit_until, :latest_until, :absolute_until,
        :detriment_until, :due)
RETURNING id;

-- One.
-- name: appeal_part_get one
-- :id appeal_part_id
SELECT id, appeal_id, case_id, person_id, part_id, kind, zone, body, unit_id, state, received_on, timely, limit_until, latest_until, absolute_until,
       detriment_until, due, late_ground, fix_due, dismissal, prepared_by, board_unit, forwarded_on, result, direction, decided_on, notice_sent_on, amended,
       result_reached_on, costs_until, ended_on
  FROM appeal_part
 WHERE id = :id;

-- Those of one appeal.
-- name: appeal_parts_of many
-- :appeal appeal_id
SELECT id, part_id, kind, state, timely, unit_id FROM appeal_part WHERE appeal_id = :appeal ORDER BY id LIMIT 60;

-- All in a case, the newest first.
-- name: appeal_list many
-- :case_id case_id
SELECT p.id, p.appeal_id, p.part_id, p.kind, p.state, p.body, p.unit_id, p.received_on, p.timely, p.due, p.result, p.direction, p.forwarded_on, p.prepared_by,
       a.form, a.appellant
  FROM appeal_part p
  JOIN appeal a ON a.id = p.appeal_id
 WHERE p.case_id = :case_id
 ORDER BY p.id DESC
 LIMIT 100;

-- Did she write, check or sign the part?
-- name: appeal_author_is one
-- :id appeal_part_id
-- :staff staff_id
SELECT staff_id FROM appeal_author WHERE appeal_part_id = :id AND staff_id = :staff;

-- The facts of a step, set before it.
-- name: appeal_set_prepared exec
-- :id appeal_part_id
-- :staff staff_id
UPDATE appeal_part SET prepared_by = :staff WHERE id = :id AND prepared_by IS NULL;

-- name: appeal_set_fix exec
-- :id appeal_part_id
-- :due date
UPDATE appeal_part SET fix_due = :due WHERE id = :id;

-- name: appeal_set_late_ground exec
-- :id appeal_part_id
-- :ground late_ground
UPDATE appeal_part SET late_ground = :ground WHERE id = :id;

-- name: appeal_set_dismissal exec
-- :id appeal_part_id
-- :ground dismissal_ground
UPDATE appeal_part SET dismissal = :ground WHERE id = :id;

-- name: appeal_set_forwarded exec
-- :id appeal_part_id
-- :today date
-- :board unit_id?
UPDATE appeal_part SET forwarded_on = :today, board_unit = :board WHERE id = :id;

-- name: appeal_set_result exec
-- :id appeal_part_id
-- :result appeal_result
-- :direction result_direction?
-- :decided_on date
-- :notice_sent_on date?
UPDATE appeal_part SET result = :result, direction = :direction, decided_on = :decided_on, notice_sent_on = :notice_sent_on WHERE id = :id AND result IS NULL;

-- name: appeal_set_amended exec
-- :id appeal_part_id
-- :amended decision_part_id
UPDATE appeal_part SET amended = :amended WHERE id = :id;

-- The result has reached her, and the time for costs runs from it.
-- name: appeal_set_reached exec
-- :id appeal_part_id
-- :reached_on date
-- :costs_until date?
UPDATE appeal_part SET result_reached_on = :reached_on, costs_until = COALESCE(:costs_until, costs_until) WHERE id = :id;

-- name: appeal_set_ended exec
-- :id appeal_part_id
-- :today date
UPDATE appeal_part SET ended_on = :today WHERE id = :id;

-- A step. The state follows.
-- name: appeal_step_insert exec
-- :id appeal_part_id
-- :event appeal_event
-- :instance appeal_instance
-- :from_state appeal_state
-- :to_state appeal_state
-- :words appeal_words_id?
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO appeal_step (appeal_part_id, seq, event, instance, from_state, to_state, words_id, at, by_staff, by_unit)
VALUES (:id, 1 + COALESCE((SELECT max(seq) FROM appeal_step WHERE appeal_part_id = :id), 0), :event, :instance, :from_state, :to_state, :words, :now, :staff,
        :unit);

-- The steps of one.
-- name: appeal_step_list many
-- :id appeal_part_id
SELECT seq, event, instance, to_state, at, by_staff, by_unit FROM appeal_step WHERE appeal_part_id = :id ORDER BY seq LIMIT 100;

-- Has such a step been taken?
-- name: appeal_step_taken one
-- :id appeal_part_id
-- :event appeal_event
SELECT seq FROM appeal_step WHERE appeal_part_id = :id AND event = :event ORDER BY seq DESC LIMIT 1;

-- Has she stepped out of the case, since she is not impartial? (FVL-6)
-- name: stepped_out_of_case one
-- :case_id case_id
-- :staff staff_id
SELECT staff_id FROM case_stepped_out WHERE case_id = :case_id AND staff_id = :staff LIMIT 1;

-- Has this worker, or in the first instance this unit, taken part in it?
-- name: took_part one
-- :id appeal_part_id
-- :staff staff_id
-- :unit unit_id
SELECT seq FROM appeal_step WHERE appeal_part_id = :id AND (by_staff = :staff OR (instance = 'first' AND by_unit = :unit)) LIMIT 1;

-- Words in the part's zone.
-- name: appeal_words_insert insert
-- :id appeal_part_id
-- :person person_id
-- :zone zone
-- :kind appeal_words_kind
-- :words sealed
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO appeal_words (appeal_part_id, person_id, zone, kind, words, at, by_staff, by_unit)
VALUES (:id, :person, :zone, :kind, :words, :now, :staff, :unit)
RETURNING id;

-- All words of one, the oldest first.
-- name: appeal_words_list many
-- :id appeal_part_id
-- :zone zone
SELECT w.id, w.kind, w.words, w.at, w.by_staff, w.by_unit, k.wrapped AS person_key
  FROM appeal_words w
  JOIN person_key k ON k.person_id = w.person_id
 WHERE w.appeal_part_id = :id AND w.zone = :zone
 ORDER BY w.id
 LIMIT 200;

-- A document that went with it.
-- name: enclosure_add exec
-- :id appeal_part_id
-- :document appeal_document
INSERT INTO appeal_enclosure (appeal_part_id, document) VALUES (:id, :document) ON CONFLICT (appeal_part_id, document) DO NOTHING;

-- Those that did.
-- name: enclosure_list many
-- :id appeal_part_id
SELECT document FROM appeal_enclosure WHERE appeal_part_id = :id ORDER BY document LIMIT 20;

-- The municipality's own board.
-- name: board_unit one
-- scan ok: a municipality has some tens of units
-- =id unit_id?
SELECT min(id) AS id FROM unit_name WHERE role = 'appeals' AND active = 1;

-- ── suspension ──────────────────────────────────────────────────────────
-- Asked for, or given at once by the law.
-- name: appeal_suspension_insert insert
-- :case_id case_id
-- :id appeal_part_id
-- :part decision_part_id
-- :rule text
-- :asked_on date
-- :now instant
-- :staff staff_id
-- :due date
INSERT INTO suspension (case_id, appeal_part_id, part_id, state, rule, asked_on, asked_at, asked_by, due)
VALUES (:case_id, :id, :part, 'asked', :rule, :asked_on, :now, :staff, :due)
RETURNING id;

-- One.
-- name: appeal_suspension_get one
-- :suspension suspension_id
SELECT id, case_id, appeal_part_id, part_id, state, rule, asked_on, due FROM suspension WHERE id = :suspension;

-- The newest on an appeal.
-- name: appeal_suspension_latest one
-- :id appeal_part_id
SELECT id, state, rule, asked_on, due, decided_at, decided_by, ended_at FROM suspension WHERE appeal_part_id = :id ORDER BY id DESC LIMIT 1;

-- The answer.
-- name: appeal_suspension_answer exec
-- :suspension suspension_id
-- :state suspension_state
-- :words appeal_words_id?
-- :now instant
-- :staff staff_id
UPDATE suspension SET state = :state, words_id = :words, decided_at = :now, decided_by = :staff WHERE id = :suspension AND state = 'asked';

-- Over, since the appeal is.
-- name: appeal_suspension_end exec
-- :id appeal_part_id
-- :now instant
UPDATE suspension SET state = 'ended', ended_at = :now WHERE appeal_part_id = :id AND state IN ('asked', 'granted');

-- The service of a part that is suspended in a case.
-- name: service_is_suspended one
-- :case_id case_id
-- :service_kind service_kind
SELECT u.id
  FROM suspension u
  JOIN case_part p ON p.id = u.part_id
 WHERE u.case_id = :case_id AND u.state = 'granted' AND p.service_kind = :service_kind
 LIMIT 1;

-- ── costs ───────────────────────────────────────────────────────────────
-- A claim.
-- name: costs_insert insert
-- :id appeal_part_id
-- :case_id case_id
-- :claimed_on date
-- :until_date date?
-- :in_time bool
-- :amount int
-- :due date
-- :now instant
-- :staff staff_id
INSERT INTO costs_claim (appeal_part_id, case_id, state, claimed_on, until_date, in_time, amount, due, claimed_at, claimed_by)
VALUES (:id, :case_id, 'claimed', :claimed_on, :until_date, :in_time, :amount, :due, :now, :staff)
RETURNING id;

-- It.
-- name: costs_of one
-- :id appeal_part_id
SELECT id, state, claimed_on, until_date, in_time, amount, due, granted, decided_at FROM costs_claim WHERE appeal_part_id = :id;

-- The answer.
-- name: costs_answer exec
-- :claim costs_claim_id
-- :state costs_state
-- :granted int
-- :words appeal_words_id
-- :now instant
-- :staff staff_id
UPDATE costs_claim SET state = :state, granted = :granted, words_id = :words, decided_at = :now, decided_by = :staff WHERE id = :claim AND state = 'claimed';

-- ── what moves a limit ──────────────────────────────────────────────────
-- A demand for reasons, or an extension.
-- name: limit_change_insert insert
-- :case_id case_id
-- :part decision_part_id
-- :cause limit_cause
-- :before_date date?
-- :asked_on date
-- :now instant
-- :staff staff_id
-- :unit unit_id
-- :due date?
-- :until_date date?
INSERT INTO limit_change (case_id, part_id, cause, before_date, asked_on, asked_at, by_staff, unit_id, due, until_date)
VALUES (:case_id, :part, :cause, :before_date, :asked_on, :now, :staff, :unit, :due, :until_date)
RETURNING id;

-- One.
-- name: limit_change_get one
-- :change limit_change_id
SELECT id, case_id, part_id, cause, before_date, asked_on, due, answered_on, until_date FROM limit_change WHERE id = :change;

-- The reasons have reached her: the time begins again.
-- name: limit_change_answer exec
-- :change limit_change_id
-- :answered_on date
-- :until_date date
UPDATE limit_change SET answered_on = :answered_on, until_date = :until_date WHERE id = :change AND until_date IS NULL;

-- Demands in a case that have no answer yet.
-- name: reasons_open many
-- :case_id case_id
SELECT c.id, c.part_id, c.asked_on, c.due, p.kind, p.service_kind
  FROM limit_change c
  JOIN case_part p ON p.id = c.part_id
 WHERE c.case_id = :case_id AND c.until_date IS NULL
 ORDER BY c.id
 LIMIT 50;

-- ── letters ─────────────────────────────────────────────────────────────
-- A letter that says nothing but what the spine may.
-- name: appeal_letter_insert insert
-- :case_id case_id
-- :person person_id
-- :appeal appeal_id?
-- :id appeal_part_id?
-- :change limit_change_id?
-- :kind appeal_letter_kind
-- :recipient delivery_recipient
-- :zone zone
-- :sha256 text
-- :pdf sealed?
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO appeal_letter (case_id, person_id, appeal_id, appeal_part_id, limit_change_id, kind, recipient, zone, sha256, pdf, made_at, made_by, unit_id)
VALUES (:case_id, :person, :appeal, :id, :change, :kind, :recipient, :zone, :sha256, :pdf, :now, :staff, :unit)
RETURNING id;

-- The bytes of one that stands in a zone.
-- name: appeal_letter_pdf_insert exec
-- :letter appeal_letter_id
-- :person person_id
-- :zone zone
-- :pdf sealed
INSERT INTO appeal_letter_pdf (letter_id, person_id, zone, pdf) VALUES (:letter, :person, :zone, :pdf);

-- One, with its bytes if they stand here.
-- name: appeal_letter_get one
-- :letter appeal_letter_id
SELECT l.id, l.case_id, l.person_id, l.appeal_id, l.appeal_part_id, l.limit_change_id, l.kind, l.zone, l.sha256, l.pdf, l.channel, l.sent_on, l.reached_on,
       k.wrapped AS person_key
  FROM appeal_letter l
  JOIN person_key k ON k.person_id = l.person_id
 WHERE l.id = :letter;

-- The bytes of one by zone.
-- name: appeal_letter_pdf_get one
-- :letter appeal_letter_id
-- :zone zone
SELECT p.pdf, k.wrapped AS person_key
  FROM appeal_letter_pdf p
  JOIN person_key k ON k.person_id = p.person_id
 WHERE p.letter_id = :letter AND p.zone = :zone;

-- The letters of a case, the newest first.
-- name: appeal_letter_list many
-- :case_id case_id
-- =part_kind part_kind?
SELECT l.id, l.kind, l.recipient, l.zone, l.made_at, l.channel, l.sent_on, l.reached_on, l.appeal_part_id, p.kind AS part_kind
  FROM appeal_letter l
  LEFT JOIN appeal_part p ON p.id = l.appeal_part_id
 WHERE l.case_id = :case_id
 ORDER BY l.id DESC
 LIMIT 100;

-- It is on its way.
-- name: appeal_letter_set_sent exec
-- :letter appeal_letter_id
-- :channel delivery_channel
-- :sent_on date
UPDATE appeal_letter SET channel = :channel, sent_on = :sent_on WHERE id = :letter AND sent_on IS NULL;

-- It is there.
-- name: appeal_letter_set_reached exec
-- :letter appeal_letter_id
-- :reached_on date
UPDATE appeal_letter SET reached_on = :reached_on WHERE id = :letter AND sent_on IS NOT NULL AND reached_on IS NULL;

-- Has a letter with the result of an appeal reached her?
-- name: result_letter_missing one
-- :id appeal_part_id
-- =n int
SELECT count(*) AS n FROM appeal_letter WHERE appeal_part_id = :id AND kind IN ('result', 'changed', 'dismissed') AND reached_on IS NULL;

-- The letters with the reasons: how many are not there yet, and when the last arrived.
-- name: reasons_letters one
-- :change limit_change_id
-- =missing int
-- =reached_on date?
SELECT COALESCE(sum(CASE WHEN reached_on IS NULL THEN 1 ELSE 0 END), 0) AS missing, max(reached_on) AS reached_on
  FROM appeal_letter
 WHERE limit_change_id = :change;

-- ── about somebody else's grant ─────────────────────────────────────────
-- Explained.
-- name: grant_question_insert exec
-- :case_id case_id
-- :asked_on date
-- :form appeal_form
-- :now instant
-- :staff staff_id
INSERT INTO grant_question (case_id, asked_on, form, at, by_staff) VALUES (:case_id, :asked_on, :form, :now, :staff);

-- How often.
-- name: grant_question_count one
-- :case_id case_id
-- =n int
SELECT count(*) AS n FROM grant_question WHERE case_id = :case_id;

-- ── people and figures ──────────────────────────────────────────────────
-- A worker as a letter names her.
-- name: appeal_letter_worker one
-- :staff staff_id
SELECT name, title, phone FROM staff_name WHERE id = :staff;

-- Appeals that came in over a time, by kind and what came of them. A person counts once in a cell, however often she appealed. (I-15)
-- name: figures_outcomes many
-- :from_date date
-- :to_date date
-- =outcome text
-- =persons int
SELECT kind,
       CASE WHEN state = 'withdrawn' THEN 'withdrawn' WHEN state = 'dismissed' OR dismissal IS NOT NULL THEN 'dismissed'
            WHEN result IS NOT NULL THEN result WHEN amended IS NOT NULL THEN 'changed_here' ELSE 'running' END AS outcome,
       count(DISTINCT person_id) AS persons
  FROM appeal_part
 WHERE received_on >= :from_date AND received_on <= :to_date
 GROUP BY 1, 2
 ORDER BY 1, 2
 LIMIT 200;

-- The persons in a time.
-- name: figures_persons one
-- :from_date date
-- :to_date date
-- =persons int
SELECT count(DISTINCT person_id) AS persons FROM appeal_part WHERE received_on >= :from_date AND received_on <= :to_date;

-- From when they came in to when the first instance was done, and to the end.
-- name: figures_times many
-- :from_date date
-- :to_date date
-- =first_done_at instant?
SELECT p.person_id, p.received_on, p.ended_on,
       (SELECT min(s.at) FROM appeal_step s WHERE s.appeal_part_id = p.id AND s.event IN ('change_in_full', 'change_in_part', 'forward', 'dismiss')) AS first_done_at
  FROM appeal_part p
 WHERE p.received_on >= :from_date AND p.received_on <= :to_date
 ORDER BY p.person_id
 LIMIT 5000;

-- The version that is in force.
-- name: decision_in_force one
-- :case_id case_id
SELECT id, unit_id FROM case_decision WHERE case_id = :case_id AND state IN ('issued', 'in_force') LIMIT 1;
