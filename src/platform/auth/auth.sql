-- Sessions, sign-ins under way, and local users. The tables are in platform/001.sql.

-- Whether the database answers at all.
-- name: database_alive one
-- =n int
SELECT count(*) AS n
  FROM audit_tail
 WHERE one = 1;

-- The session behind a cookie, while it lasts.
-- name: session_get one
-- :token_hash blob
-- :now instant
-- =n_drafts int
SELECT staff_id, unit_id, csrf, id_token, created_at, seen_at, (SELECT count(*) FROM draft d WHERE d.staff_id = session.staff_id) AS n_drafts
  FROM session
 WHERE token_hash = :token_hash AND expires_at > :now;

-- The session behind a cookie whether or not it lasts: whose form came too late.
-- name: session_whose one
-- :token_hash blob
SELECT staff_id, unit_id, csrf FROM session WHERE token_hash = :token_hash;

-- A form that is kept; the newest of a page.
-- name: draft_write exec
-- :staff staff_id
-- :page text
-- :now instant
-- :expires_at instant
-- :rescued bool
-- :fields blob
INSERT INTO draft (staff_id, page, kept_at, expires_at, rescued, fields)
VALUES (:staff, :page, :now, :expires_at, :rescued, :fields)
ON CONFLICT (staff_id, page) DO UPDATE SET kept_at = excluded.kept_at, expires_at = excluded.expires_at, rescued = excluded.rescued, fields = excluded.fields;

-- The draft of a page.
-- name: draft_at one
-- :staff staff_id
-- :page text
-- :now instant
SELECT id FROM draft WHERE staff_id = :staff AND page = :page AND expires_at > :now;

-- One's own draft.
-- name: draft_read one
-- :staff staff_id
-- :id draft_id
-- :now instant
SELECT id, page, kept_at, rescued, fields FROM draft WHERE id = :id AND staff_id = :staff AND expires_at > :now;

-- One's own drafts, the newest first.
-- name: draft_rows many
-- :staff staff_id
-- :now instant
SELECT id, page, kept_at, rescued, fields FROM draft WHERE staff_id = :staff AND expires_at > :now ORDER BY kept_at DESC, id DESC LIMIT 30;

-- name: draft_delete exec
-- :staff staff_id
-- :id draft_id
DELETE FROM draft WHERE id = :id AND staff_id = :staff;

-- name: draft_delete_expired exec
-- :now instant
DELETE FROM draft WHERE expires_at <= :now;

-- name: session_insert exec
-- :token_hash blob
-- :staff staff_id
-- :unit unit_id
-- :csrf text
-- :id_token text?
-- :sid text?
-- :now instant
-- :expires_at instant
INSERT INTO session (token_hash, staff_id, unit_id, csrf, id_token, sid, created_at, seen_at, expires_at)
VALUES (:token_hash, :staff, :unit, :csrf, :id_token, :sid, :now, :now, :expires_at);

-- Seen now: lives on until `expires_at`.
-- name: session_seen exec
-- :token_hash blob
-- :now instant
-- :expires_at instant
UPDATE session
   SET seen_at = :now, expires_at = :expires_at
 WHERE token_hash = :token_hash;

-- name: session_set_unit exec
-- :token_hash blob
-- :unit unit_id
UPDATE session
   SET unit_id = :unit
 WHERE token_hash = :token_hash;

-- name: session_delete exec
-- :token_hash blob
DELETE FROM session
 WHERE token_hash = :token_hash;

-- Every session of one staff member ends: a new password, a closed account.
-- name: session_delete_staff exec
-- :staff staff_id
DELETE FROM session
 WHERE staff_id = :staff;

-- The sessions that the provider calls by one name.
-- name: session_by_sid one
-- :sid text
-- =n int
SELECT count(*) AS n
  FROM session
 WHERE sid = :sid;

-- name: session_delete_sid exec
-- :sid text
DELETE FROM session
 WHERE sid = :sid;

-- name: session_delete_expired exec
-- :now instant
DELETE FROM session
 WHERE expires_at <= :now;

-- name: sign_in_insert exec
-- :state_hash blob
-- :nonce text
-- :verifier text
-- :go_to text
-- :expires_at instant
INSERT INTO sign_in (state_hash, nonce, verifier, go_to, expires_at)
VALUES (:state_hash, :nonce, :verifier, :go_to, :expires_at);

-- name: sign_in_get one
-- :state_hash blob
-- :now instant
SELECT nonce, verifier, go_to
  FROM sign_in
 WHERE state_hash = :state_hash AND expires_at > :now;

-- Used once: whoever deletes the row may go on.
-- name: sign_in_delete exec
-- :state_hash blob
DELETE FROM sign_in
 WHERE state_hash = :state_hash;

-- name: sign_in_delete_expired exec
-- :now instant
DELETE FROM sign_in
 WHERE expires_at <= :now;

-- ── what may be done once ───────────────────────────────────────────────────

-- name: one_time_insert exec
-- :token_hash blob
-- :staff staff_id
-- :issued_by staff_id?
-- :go_to text
-- :expires_at instant
INSERT INTO one_time (token_hash, staff_id, issued_by, go_to, tries, expires_at)
VALUES (:token_hash, :staff, :issued_by, :go_to, 0, :expires_at);

-- Somebody whose password was right in the browser that has this token.
-- name: one_time_sign_in one
-- :token_hash blob
-- :now instant
SELECT staff_id, go_to
  FROM one_time
 WHERE token_hash = :token_hash AND issued_by IS NULL AND expires_at > :now AND tries < 5;

-- The code an administrator made for the user.
-- name: one_time_code one
-- :staff staff_id
-- :now instant
SELECT token_hash, issued_by
  FROM one_time
 WHERE staff_id = :staff AND issued_by IS NOT NULL AND expires_at > :now AND tries < 5;

-- name: one_time_tried exec
-- :token_hash blob
UPDATE one_time
   SET tries = tries + 1
 WHERE token_hash = :token_hash;

-- Used once: whoever deletes the row may go on.
-- name: one_time_delete exec
-- :token_hash blob
DELETE FROM one_time
 WHERE token_hash = :token_hash;

-- A new code: the one before is worth nothing any more.
-- name: one_time_delete_code exec
-- :staff staff_id
DELETE FROM one_time
 WHERE staff_id = :staff AND issued_by IS NOT NULL;

-- name: one_time_delete_expired exec
-- :now instant
DELETE FROM one_time
 WHERE expires_at <= :now;

-- name: credential_get one
-- :staff staff_id
SELECT password, totp, totp_step, locked_until
  FROM credential
 WHERE staff_id = :staff;

-- Some second factor, to see whether the master key belongs to this database.
-- name: credential_sample one
SELECT totp
  FROM credential
 WHERE staff_id > 0 AND totp IS NOT NULL
 ORDER BY staff_id
 LIMIT 1;

-- A new local user, or a new password and code for an old one; nothing is locked any more.
-- name: credential_put exec
-- :staff staff_id
-- :password text
-- :totp blob?
INSERT INTO credential (staff_id, password, totp, totp_step, failures, locked_until)
VALUES (:staff, :password, :totp, 0, 0, NULL)
ON CONFLICT (staff_id) DO UPDATE
   SET password = excluded.password, totp = excluded.totp, totp_step = 0, failures = 0, locked_until = NULL;

-- A wrong password or code. The fifth in a row locks.
-- name: credential_failed exec
-- :staff staff_id
-- :locked_until instant
UPDATE credential
   SET failures = CASE WHEN failures >= 4 THEN 0 ELSE failures + 1 END,
       locked_until = CASE WHEN failures >= 4 THEN :locked_until ELSE locked_until END
 WHERE staff_id = :staff;

-- Everything was right. No row changes when it was locked meanwhile, or when the code's time step has been used.
-- name: credential_used exec
-- :staff staff_id
-- :step int
-- :now instant
UPDATE credential
   SET totp_step = :step, failures = 0, locked_until = NULL
 WHERE staff_id = :staff AND totp_step < :step AND (locked_until IS NULL OR locked_until <= :now);

-- The same for a user who has no code.
-- name: credential_used_without_code exec
-- :staff staff_id
-- :now instant
UPDATE credential
   SET failures = 0, locked_until = NULL
 WHERE staff_id = :staff AND totp IS NULL AND (locked_until IS NULL OR locked_until <= :now);

-- ── a new password and a new code ───────────────────────────────────────────

-- How many codes a user has been given since a moment.
-- name: access_code_count one
-- :staff staff_id
-- :since instant
-- =n int
SELECT count(*) AS n
  FROM audit_event
 WHERE event = 'access_code_made' AND subject = 'staff' AND subject_id = :staff AND at > :since;

-- name: enrolment_insert exec
-- :token_hash blob
-- :staff staff_id
-- :label text
-- :secret blob
-- :with_password bool
-- :expires_at instant
INSERT INTO enrolment (token_hash, staff_id, label, secret, with_password, tries, expires_at)
VALUES (:token_hash, :staff, :label, :secret, :with_password, 0, :expires_at);

-- name: enrolment_get one
-- :token_hash blob
-- :now instant
SELECT staff_id, label, secret, with_password
  FROM enrolment
 WHERE token_hash = :token_hash AND expires_at > :now AND tries < 10;

-- name: enrolment_tried exec
-- :token_hash blob
UPDATE enrolment
   SET tries = tries + 1
 WHERE token_hash = :token_hash;

-- Used once, and with it every other that the user began.
-- name: enrolment_delete exec
-- :token_hash blob
DELETE FROM enrolment
 WHERE token_hash = :token_hash;

-- name: enrolment_delete_staff exec
-- :staff staff_id
DELETE FROM enrolment
 WHERE staff_id = :staff;

-- name: enrolment_delete_expired exec
-- :now instant
DELETE FROM enrolment
 WHERE expires_at <= :now;

-- Another password for a user there is; nothing is locked any more.
-- name: credential_set_password exec
-- :staff staff_id
-- :password text
UPDATE credential
   SET password = :password, failures = 0, locked_until = NULL
 WHERE staff_id = :staff;

-- Another second factor; the code that showed it is used up.
-- name: credential_set_totp exec
-- :staff staff_id
-- :totp blob
-- :step int
UPDATE credential
   SET totp = :totp, totp_step = :step, failures = 0, locked_until = NULL
 WHERE staff_id = :staff;

-- One's own sessions, the newest first.
-- name: session_of_staff many
-- :staff staff_id
-- :now instant
SELECT token_hash, unit_id, created_at, seen_at
  FROM session
 WHERE staff_id = :staff AND expires_at > :now
 ORDER BY created_at DESC, token_hash
 LIMIT 50;

-- Every session of one but the one that asks.
-- name: session_delete_others exec
-- :staff staff_id
-- :token_hash blob
DELETE FROM session
 WHERE staff_id = :staff AND token_hash <> :token_hash;
