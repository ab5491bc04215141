-- Notices by e-mail: that there is something new, never what. A row is written with the change it tells of and delivered afterwards. (GDPR-5)
-- enum notification_when: at_once daily never
-- enum notification_state: waiting sending sent failed dropped

-- What a worker has chosen. No row: at once, and what comes to the whole unit only if she leads it.
CREATE TABLE notification_choice (
  staff_id   @ref(staff) PRIMARY KEY,
  how        @enum(notification_when),
  unit_too   @bool,
  changed_at @instant
) @strict;

-- One notice to one worker. While one waits there is no other: ten changes are one mail. `receipt` is what the mail server said.
CREATE TABLE notification (
  id       @id,
  staff_id @ref(staff),
  state    @enum(notification_state),
  made_at  @instant,
  due_at   @instant,
  attempts @int,
  lease_at @instant?,
  ended_at @instant?,
  receipt  @text?,
  CONSTRAINT notification_ends_with_receipt CHECK ((state IN ('sent', 'failed', 'dropped')) = (ended_at IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX notification_one_waits ON notification (staff_id) WHERE state IN ('waiting', 'sending');
CREATE INDEX notification_due ON notification (due_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX notification_sent ON notification (staff_id, ended_at) WHERE state = 'sent';
CREATE INDEX notification_failed ON notification (ended_at) WHERE state = 'failed';
CREATE VIEW notification_line AS SELECT id, staff_id, state, made_at, due_at, attempts, ended_at, receipt FROM notification;
