-- The platform's own tables. Ids of things that modules above own are declared here, so that these tables can name them.
-- id person_id
-- id case_id
-- id staff_id
-- id unit_id
-- enum scheme: auto light dark
-- enum zone: spine health social housing tenancy plan restricted

-- What `-- append only` and `-- never deleted` call, and what `-- frozen` calls.
-- only postgresql
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
-- only postgresql
CREATE FUNCTION refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME; END $$;

-- The key that seals one person's texts, wrapped by the master key. Deleting the row erases the person's sealed texts.
CREATE TABLE person_keyring (
  person_id @int(person_id) PRIMARY KEY,
  wrapped   @blob
) @strict;
CREATE VIEW person_key AS SELECT person_id, wrapped FROM person_keyring;

-- Which wrapping key the keyring is under, and since when. A program that still holds the one before makes no key under it.
CREATE TABLE master_mark (
  one   @int PRIMARY KEY CHECK (one = 1),
  mark  @blob,
  since @instant
) @strict;
CREATE VIEW master_key_since AS SELECT since FROM master_mark;

-- One link of the audit chain. Append-only. (ARK-2, I-14)
-- append only
CREATE TABLE audit_event (
  id         @id,
  at         @instant,
  actor_kind @int,
  staff_id   @int(staff_id),
  unit_id    @int(unit_id),
  event      @text,
  subject    @text,
  subject_id @int,
  detail     @text?,
  hash       @blob
) @strict;
CREATE INDEX audit_event_subject ON audit_event (subject, subject_id, id);
CREATE VIEW audit_line AS SELECT id, at, staff_id, event, subject, subject_id, detail FROM audit_event;

-- What has ever happened, to what: what an administrator may ask the chain for. No further index of the chain, for every write would pay for it.
CREATE TABLE audit_kind (
  event   @text,
  subject @text,
  PRIMARY KEY (event, subject)
) @strict;
CREATE VIEW audit_known AS SELECT event, subject FROM audit_kind;
-- only sqlite
CREATE TRIGGER audit_event_known AFTER INSERT ON audit_event
WHEN NOT EXISTS (SELECT 1 FROM audit_kind k WHERE k.event = NEW.event AND k.subject = NEW.subject) BEGIN
  INSERT INTO audit_kind (event, subject) VALUES (NEW.event, NEW.subject);
END;
-- only postgresql
CREATE FUNCTION audit_event_is_known() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_kind k WHERE k.event = NEW.event AND k.subject = NEW.subject) THEN
    INSERT INTO audit_kind (event, subject) VALUES (NEW.event, NEW.subject);
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER audit_event_known AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event_is_known();

-- The last link: one row, locked by every write transaction on PostgreSQL.
CREATE TABLE audit_tail (
  one     @int PRIMARY KEY CHECK (one = 1),
  last_id @int,
  hash    @blob
) @strict;

-- Who read what about whom, on which ground. Append-only. (PJL-6, I-05) On SQLite in a file of its own beside the database: a line is written
-- with almost every page, and SQLite empties a reader's cache of a file when another connection has written to that file.
-- in log
-- append only
CREATE TABLE access_log (
  id        @id,
  at        @instant,
  person_id @int(person_id),
  staff_id  @int(staff_id),
  unit_id   @int(unit_id),
  zone      @enum(zone),
  ground    @text,
  purpose   @text,
  what      @text
) @strict;
-- in log
CREATE INDEX access_log_person ON access_log (person_id, id);
-- in log
CREATE INDEX access_log_person_unit ON access_log (person_id, unit_id, id);
-- in log
CREATE INDEX access_log_staff ON access_log (staff_id, at);
-- in log
CREATE INDEX access_log_at ON access_log (at);
-- in log
CREATE VIEW access_line AS SELECT id, at, person_id, staff_id, unit_id, zone, ground, purpose FROM access_log;

-- A signed-in browser. The cookie's token is kept only as a hash.
CREATE TABLE session (
  token_hash @blob PRIMARY KEY,
  staff_id   @int(staff_id),
  unit_id    @int(unit_id),
  csrf       @text,
  id_token   @text?,
  sid        @text?,
  created_at @instant,
  seen_at    @instant,
  expires_at @instant
) @strict;
CREATE INDEX session_staff ON session (staff_id);
CREATE INDEX session_expires ON session (expires_at);
CREATE VIEW staff_session AS SELECT staff_id, seen_at FROM session;
CREATE INDEX session_sid ON session (sid) WHERE sid IS NOT NULL;

-- An OpenID Connect sign-in that is under way: state, nonce and PKCE verifier, used once.
CREATE TABLE sign_in (
  state_hash @blob PRIMARY KEY,
  nonce      @text,
  verifier   @text,
  go_to      @text,
  expires_at @instant
) @strict;
CREATE INDEX sign_in_expires ON sign_in (expires_at);

-- A local user whose password was right, and whose code is waited for. Used once, five tries.
CREATE TABLE sign_in_code (
  token_hash @blob PRIMARY KEY,
  staff_id   @int(staff_id),
  go_to      @text,
  tries      @int,
  expires_at @instant
) @strict;
CREATE INDEX sign_in_code_expires ON sign_in_code (expires_at);

-- A form that was kept, or that could not be sent because the session had ended. Its writer's alone; what was typed, and the title of the page, are
-- sealed with the master key, for a form may be about anyone. `page` is the path it stands on.
CREATE TABLE draft (
  id         @id,
  staff_id   @int(staff_id),
  page       @text,
  kept_at    @instant,
  expires_at @instant,
  rescued    @bool,
  fields     @blob,
  UNIQUE (staff_id, page)
) @strict;
CREATE INDEX draft_expires ON draft (expires_at);

-- A local user's password (Argon2id) and second factor, where no provider is set.
CREATE TABLE credential (
  staff_id    @int(staff_id) PRIMARY KEY,
  password    @text,
  totp        @blob?,
  totp_step   @int,
  failures    @int,
  locked_until @instant?
) @strict;

-- A one-time code that lets a local user choose a new password: made by an administrator, who sees it once and never the password. One a user, kept as
-- a hash, five tries, used once.
CREATE TABLE access_code (
  staff_id   @int(staff_id) PRIMARY KEY,
  code_hash  @blob,
  issued_by  @int(staff_id),
  tries      @int,
  expires_at @instant
) @strict;
CREATE INDEX access_code_expires ON access_code (expires_at);

-- A second factor that is being taken in use: its secret, sealed with the master key, until a code from the app has shown that the app has it. With
-- `with_password` a new password is chosen at the same time. Used once, ten tries.
CREATE TABLE enrolment (
  token_hash    @blob PRIMARY KEY,
  staff_id      @int(staff_id),
  label         @text,
  secret        @blob,
  with_password @bool,
  tries         @int,
  expires_at    @instant
) @strict;
CREATE INDEX enrolment_expires ON enrolment (expires_at);
CREATE INDEX enrolment_staff ON enrolment (staff_id);

-- Work that waits for its time.
CREATE TABLE job (
  id       @id,
  kind     @text,
  subject  @int,
  due_at   @instant,
  lease_at @instant?,
  attempts @int,
  parked   @bool,
  UNIQUE (kind, subject)
) @strict;
CREATE INDEX job_due ON job (due_at) WHERE parked = 0;
