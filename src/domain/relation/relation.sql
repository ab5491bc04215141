-- One who is close to her.
-- name: relative_insert insert
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :name sealed
-- :phone sealed?
-- :kinship kinship
-- :nearest bool
-- :now instant
-- :staff staff_id
INSERT INTO relative (case_id, person_id, zone, name, phone, kinship, nearest, registered_at, registered_by)
VALUES (:case_id, :person, :zone, :name, :phone, :kinship, :nearest, :now, :staff)
RETURNING id;

-- Those who are close to her, as one zone knows them, the nearest first.
-- name: relatives_of many
-- :case_id case_id
-- :zone zone
SELECT r.id, r.zone, r.name, r.phone, r.kinship, r.nearest, k.wrapped AS person_key
  FROM relative r
  JOIN person_key k ON k.person_id = r.person_id
 WHERE r.case_id = :case_id AND r.zone = :zone AND r.ended_on IS NULL
 ORDER BY r.nearest DESC, r.id
 LIMIT 100;

-- One of them.
-- name: relative_get one
-- :case_id case_id
-- :relative relative_id
-- :zone zone
SELECT r.id, r.zone, r.name, r.phone, r.kinship, r.nearest, r.registered_at, r.ended_on, s.name AS registered_by, k.wrapped AS person_key
  FROM relative r
  JOIN staff_name s ON s.id = r.registered_by
  JOIN person_key k ON k.person_id = r.person_id
 WHERE r.id = :relative AND r.case_id = :case_id AND r.zone = :zone;

-- No longer so.
-- name: relative_end exec
-- :relative relative_id
-- :zone zone
-- :ended_on date
UPDATE relative SET ended_on = :ended_on WHERE id = :relative AND zone = :zone AND ended_on IS NULL;

-- An answer about one role.
-- name: relative_answer_insert exec
-- :relative relative_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :role relative_role
-- :answer role_answer
-- :scope sealed?
-- :until date?
-- :now instant
-- :staff staff_id
INSERT INTO relative_answer (relative_id, case_id, person_id, zone, role, answer, scope, until, at, by_staff)
VALUES (:relative, :case_id, :person, :zone, :role, :answer, :scope, :until, :now, :staff);

-- The answers that count in one zone: of each relative and role the newest.
-- name: relative_answers many
-- :case_id case_id
-- :zone zone
SELECT a.relative_id, a.role, a.answer, a.scope, a.until, a.at, s.name AS staff_name, k.wrapped AS person_key
  FROM relative_answer a
  JOIN staff_name s ON s.id = a.by_staff
  JOIN person_key k ON k.person_id = a.person_id
 WHERE a.case_id = :case_id AND a.zone = :zone
   AND NOT EXISTS (SELECT 1 FROM relative_answer n WHERE n.relative_id = a.relative_id AND n.zone = :zone AND n.role = a.role AND n.id > a.id)
 ORDER BY a.id
 LIMIT 300;

-- The answer about one role that counts.
-- name: relative_answer_last one
-- :relative relative_id
-- :zone zone
-- :role relative_role
SELECT answer, until FROM relative_answer WHERE relative_id = :relative AND zone = :zone AND role = :role ORDER BY id DESC LIMIT 1;

-- What was said, and on which ground.
-- name: relative_talk_insert exec
-- :relative relative_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :direction talk_direction
-- :ground telling_ground?
-- :in_confidence bool
-- :content sealed
-- :necessity sealed?
-- :now instant
-- :staff staff_id
INSERT INTO relative_talk (relative_id, case_id, person_id, zone, direction, ground, in_confidence, content, necessity, at, by_staff)
VALUES (:relative, :case_id, :person, :zone, :direction, :ground, :in_confidence, :content, :necessity, :now, :staff);

-- What has been said with one relative, the newest first.
-- name: relative_talks many
-- :relative relative_id
-- :zone zone
SELECT t.id, t.direction, t.ground, t.in_confidence, t.content, t.necessity, t.at, s.name AS staff_name, k.wrapped AS person_key
  FROM relative_talk t
  JOIN staff_name s ON s.id = t.by_staff
  JOIN person_key k ON k.person_id = t.person_id
 WHERE t.relative_id = :relative AND t.zone = :zone
 ORDER BY t.id DESC
 LIMIT 100;

-- One who acts for her.
-- name: representative_insert insert
-- :case_id case_id
-- :person person_id
-- :kind representative_kind
-- :name sealed
-- :address sealed?
-- :phone sealed?
-- :lawyer bool
-- :authority_on date?
-- :housing bool
-- :services bool
-- :economy bool
-- :appeals bool
-- :copy_to_her bool
-- :from_date date
-- :until_date date?
-- :now instant
-- :staff staff_id
INSERT INTO representative (case_id, person_id, kind, name, address, phone, lawyer, authority_on, housing, services, economy, appeals, copy_to_her,
                            from_date, until_date, registered_at, registered_by)
VALUES (:case_id, :person, :kind, :name, :address, :phone, :lawyer, :authority_on, :housing, :services, :economy, :appeals, :copy_to_her,
        :from_date, :until_date, :now, :staff)
RETURNING id;

-- Those who have acted for her or do, the newest first.
-- name: representatives_of many
-- :case_id case_id
SELECT r.id, r.kind, r.name, r.address, r.phone, r.lawyer, r.authority_on, r.housing, r.services, r.economy, r.appeals, r.copy_to_her, r.from_date,
       r.until_date, r.ended_on, s.name AS registered_by, k.wrapped AS person_key
  FROM representative r
  JOIN staff_name s ON s.id = r.registered_by
  JOIN person_key k ON k.person_id = r.person_id
 WHERE r.case_id = :case_id
 ORDER BY r.id DESC
 LIMIT 50;

-- Taken back, or the task is over.
-- name: representative_end exec
-- :case_id case_id
-- :representative representative_id
-- :ended_on date
-- :staff staff_id
UPDATE representative SET ended_on = :ended_on, ended_by = :staff WHERE id = :representative AND case_id = :case_id AND ended_on IS NULL;

-- A minor who depends on her.
-- name: minor_insert insert
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :kind minor_kind
-- :called sealed?
-- :born_year int?
-- :lives sealed?
-- :now instant
-- :staff staff_id
INSERT INTO minor (case_id, person_id, zone, kind, called, born_year, lives, registered_at, registered_by)
VALUES (:case_id, :person, :zone, :kind, :called, :born_year, :lives, :now, :staff)
RETURNING id;

-- The minors one zone knows of.
-- name: minors_of many
-- :case_id case_id
-- :zone zone
SELECT m.id, m.zone, m.kind, m.called, m.born_year, m.lives, m.registered_at, k.wrapped AS person_key
  FROM minor m
  JOIN person_key k ON k.person_id = m.person_id
 WHERE m.case_id = :case_id AND m.zone = :zone
 ORDER BY m.id
 LIMIT 50;

-- Is this minor one of the case, in this zone?
-- name: minor_get one
-- :case_id case_id
-- :minor minor_id
-- :zone zone
SELECT id FROM minor WHERE id = :minor AND case_id = :case_id AND zone = :zone;

-- Something was done for a minor.
-- name: minor_done_insert exec
-- :minor minor_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :step minor_step
-- :note sealed?
-- :now instant
-- :staff staff_id
INSERT INTO minor_done (minor_id, case_id, person_id, zone, step, note, at, by_staff)
VALUES (:minor, :case_id, :person, :zone, :step, :note, :now, :staff);

-- What has been done for the minors one zone knows of.
-- name: minor_steps many
-- :case_id case_id
-- :zone zone
SELECT d.minor_id, d.step, d.note, d.at, s.name AS staff_name, k.wrapped AS person_key
  FROM minor_done d
  JOIN staff_name s ON s.id = d.by_staff
  JOIN person_key k ON k.person_id = d.person_id
 WHERE d.case_id = :case_id AND d.zone = :zone
 ORDER BY d.id
 LIMIT 300;

-- A notice to child welfare was sent.
-- name: child_notice_insert insert
-- :case_id case_id
-- :person person_id
-- :sent_on date
-- :staff staff_id
-- :now instant
-- :receipt_due date
INSERT INTO child_notice (case_id, person_id, sent_on, sent_by, recorded_at, receipt_due)
VALUES (:case_id, :person, :sent_on, :staff, :now, :receipt_due)
RETURNING id;

-- A worker's own notices in one case.
-- name: child_notices_own many
-- :case_id case_id
-- :staff staff_id
SELECT id, sent_on, receipt_due, receipt_on, investigated_on, feedback_due, feedback_on
  FROM child_notice
 WHERE sent_by = :staff AND case_id = :case_id
 ORDER BY id DESC
 LIMIT 20;

-- The receipt came.
-- name: child_notice_set_receipt exec
-- :notice child_notice_id
-- :case_id case_id
-- :staff staff_id
-- :receipt_on date
UPDATE child_notice SET receipt_on = :receipt_on WHERE id = :notice AND case_id = :case_id AND sent_by = :staff AND receipt_on IS NULL;

-- The investigation ended, so feedback is due.
-- name: child_notice_set_investigated exec
-- :notice child_notice_id
-- :case_id case_id
-- :staff staff_id
-- :investigated_on date
-- :feedback_due date
UPDATE child_notice
   SET investigated_on = :investigated_on, feedback_due = :feedback_due
 WHERE id = :notice AND case_id = :case_id AND sent_by = :staff AND investigated_on IS NULL;

-- The feedback came.
-- name: child_notice_set_feedback exec
-- :notice child_notice_id
-- :case_id case_id
-- :staff staff_id
-- :feedback_on date
UPDATE child_notice
   SET feedback_on = :feedback_on
 WHERE id = :notice AND case_id = :case_id AND sent_by = :staff AND investigated_on IS NOT NULL AND feedback_on IS NULL;

-- Her answer about a check of credit.
-- name: credit_insert insert
-- :case_id case_id
-- :person person_id
-- :state credit_state
-- :witness sealed?
-- :until_date date?
-- :now instant
-- :staff staff_id
-- :unit unit_id
INSERT INTO credit_permission (case_id, person_id, state, witness, until_date, at, by_staff, unit_id)
VALUES (:case_id, :person, :state, :witness, :until_date, :now, :staff, :unit)
RETURNING id;

-- What she has answered, the newest first.
-- name: credit_history many
-- :case_id case_id
SELECT c.id, c.state, c.until_date, c.at, c.revoked_at, c.witness, s.name AS staff_name, k.wrapped AS person_key
  FROM credit_permission c
  JOIN staff_name s ON s.id = c.by_staff
  JOIN person_key k ON k.person_id = c.person_id
 WHERE c.case_id = :case_id
 ORDER BY c.id DESC
 LIMIT 20;

-- She takes it back.
-- name: credit_revoke exec
-- :case_id case_id
-- :now instant
UPDATE credit_permission SET state = 'revoked', revoked_at = :now WHERE case_id = :case_id AND state = 'given';
