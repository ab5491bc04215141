-- The platform's own queries: the audit chain, the access log, the keyring and the jobs.

-- The last link of the audit chain.
-- name: audit_tail_get one
SELECT last_id, hash
  FROM audit_tail
 WHERE one = 1;

-- When the last thing happened.
-- name: audit_event_last one
SELECT at
  FROM audit_event
 WHERE id = (SELECT last_id FROM audit_tail WHERE one = 1);

-- Moves the end of the audit chain.
-- name: audit_tail_set exec
-- :last_id int
-- :hash blob
INSERT INTO audit_tail (one, last_id, hash)
VALUES (1, :last_id, :hash)
    ON CONFLICT (one) DO UPDATE
   SET last_id = excluded.last_id,
       hash = excluded.hash;

-- One new link; its number is the one after the tail's.
-- name: audit_event_append exec
-- :id audit_event_id
-- :at instant
-- :actor_kind int
-- :staff staff_id
-- :unit unit_id
-- :event text
-- :subject text
-- :subject_id int
-- :detail text?
-- :hash blob
INSERT INTO audit_event (id, at, actor_kind, staff_id, unit_id, event, subject, subject_id, detail, hash)
VALUES (:id, :at, :actor_kind, :staff, :unit, :event, :subject, :subject_id, :detail, :hash);

-- The next thousand links, to check them.
-- name: audit_event_page each
-- :after audit_event_id
SELECT id, at, actor_kind, staff_id, unit_id, event, subject, subject_id, detail, hash
  FROM audit_event
 WHERE id > :after
 ORDER BY id
 LIMIT 1000;

-- One line: who read which zone about whom, and on which ground.
-- name: access_log_add exec
-- :at instant
-- :person person_id
-- :staff staff_id
-- :unit unit_id
-- :zone zone
-- :ground text
-- :purpose text
-- :what text
INSERT INTO access_log (at, person_id, staff_id, unit_id, zone, ground, purpose, what)
VALUES (:at, :person, :staff, :unit, :zone, :ground, :purpose, :what);

-- The key of a new person.
-- name: person_keyring_add exec
-- :person person_id
-- :wrapped blob
INSERT INTO person_keyring (person_id, wrapped)
VALUES (:person, :wrapped);

-- One person's key.
-- name: person_keyring_get one
-- :person person_id
SELECT wrapped
  FROM person_keyring
 WHERE person_id = :person;

-- Erasure: without the key the person's sealed texts are noise.
-- name: person_keyring_delete exec
-- :person person_id
DELETE FROM person_keyring
 WHERE person_id = :person;

-- Every key, a thousand at a time, to wrap them anew.
-- name: person_keyring_page many
-- :after person_id
-- limit ok: a page of a thousand
SELECT person_id, wrapped
  FROM person_keyring
 WHERE person_id > :after
 ORDER BY person_id
 LIMIT 1000;

-- The same key under another wrapping.
-- name: person_keyring_set exec
-- :person person_id
-- :wrapped blob
UPDATE person_keyring
   SET wrapped = :wrapped
 WHERE person_id = :person;

-- The wrapping key in use.
-- name: master_mark_get one
SELECT mark, since
  FROM master_mark
 WHERE one = 1;

-- Another wrapping key from now on.
-- name: master_mark_set exec
-- :mark blob
-- :since instant
INSERT INTO master_mark (one, mark, since)
VALUES (1, :mark, :since)
    ON CONFLICT (one) DO UPDATE
   SET mark = excluded.mark,
       since = excluded.since;

-- Some key, to see whether the master key belongs to this database.
-- name: person_keyring_sample one
SELECT wrapped
  FROM person_keyring
 WHERE person_id > 0
 ORDER BY person_id
 LIMIT 1;

-- A job to do; one that waits already keeps the earlier time, one that was parked starts anew.
-- name: job_put exec
-- :kind text
-- :subject int
-- :due_at instant
INSERT INTO job (kind, subject, due_at, lease_at, attempts, parked)
VALUES (:kind, :subject, :due_at, NULL, 0, 0)
    ON CONFLICT (kind, subject) DO UPDATE
   SET due_at = CASE WHEN job.parked = 0 AND job.due_at < excluded.due_at THEN job.due_at ELSE excluded.due_at END,
       attempts = CASE WHEN job.parked = 0 THEN job.attempts ELSE 0 END,
       parked = 0;

-- The job is no longer wanted.
-- name: job_delete exec
-- :kind text
-- :subject int
DELETE FROM job
 WHERE kind = :kind AND subject = :subject;

-- Takes the jobs that are due longest, for as long as the lease lasts. The outer condition is tested again on PostgreSQL when another process
-- took the same rows meanwhile.
-- name: job_claim many
-- :now instant
-- :lease_at instant
-- :limit int
UPDATE job
   SET lease_at = :lease_at,
       attempts = attempts + 1
 WHERE id IN (SELECT j.id
                FROM job j
               WHERE j.parked = 0 AND j.due_at <= :now AND (j.lease_at IS NULL OR j.lease_at <= :now)
               ORDER BY j.due_at, j.id
               LIMIT :limit)
   AND parked = 0
   AND (lease_at IS NULL OR lease_at <= :now)
RETURNING id, kind, subject, due_at, attempts;

-- What is due longest, for who runs it in her own transaction.
-- name: job_first many
-- :now instant
SELECT id, kind, subject, due_at, attempts
  FROM job
 WHERE parked = 0 AND due_at <= :now
 ORDER BY due_at, id
 LIMIT 16;

-- Ends a job that is still ours: whoever claimed it after us counted one attempt more.
-- name: job_finish exec
-- :id job_id
-- :attempts int
DELETE FROM job
 WHERE id = :id AND attempts = :attempts;

-- Lets go of a job that failed, until it is tried again or for good.
-- name: job_release exec
-- :id job_id
-- :attempts int
-- :due_at instant
-- :parked bool
UPDATE job
   SET lease_at = NULL,
       due_at = :due_at,
       parked = :parked
 WHERE id = :id AND attempts = :attempts;

-- What the operator must look at.
-- name: job_parked many
-- scan ok: parked jobs are few, and only the operator asks
SELECT id, kind, subject, due_at, attempts
  FROM job
 WHERE parked = 1
 ORDER BY due_at
 LIMIT 100;
