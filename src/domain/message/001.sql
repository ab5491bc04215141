-- Messages between units and workers on a case, a thread a zone. Who may read the zone reads its messages; the spine's are for the whole team.
-- Nobody outside writes or gets them here. (R-045, I-04, I-05)

-- Who wrote to whom, when, in which zone, and whether it was read. The text of a message of the spine stands here; of another zone it does not.
-- never deleted
-- unit from_unit keeps
-- unit to_unit follows WHERE read_at IS NULL
CREATE TABLE message (
  id         @id,
  case_id    @ref(person_case),
  person_id  @ref(person),
  zone       @enum(zone),
  from_unit  @ref(unit),
  from_staff @ref(staff),
  to_unit    @ref(unit),
  to_staff   @ref?(staff),
  answers    @ref?(message),
  task_id    @ref?(task),
  answer_by  @date?,
  sent_at    @instant,
  text       @sealed?,
  read_at    @instant?,
  read_by    @ref?(staff),
  CONSTRAINT message_text_in_its_zone CHECK ((zone = 'spine') = (text IS NOT NULL)),
  CONSTRAINT message_read_by_someone CHECK ((read_at IS NULL) = (read_by IS NULL))
) @strict;
CREATE INDEX message_thread ON message (case_id, zone, sent_at);
CREATE INDEX message_unread ON message (to_unit, to_staff, sent_at, id, from_staff) WHERE read_at IS NULL;
CREATE INDEX message_read ON message (to_unit, to_staff, sent_at, id) WHERE read_at IS NOT NULL;
-- What a row of a list of messages says: who, from whom, when. Never what.
CREATE VIEW message_line AS
  SELECT m.id, m.case_id, m.zone, m.from_staff, m.to_unit, m.to_staff, m.sent_at, m.read_at, m.answer_by, p.given_name, p.family_name,
         f.name_nb AS from_nb, f.name_nn AS from_nn, s.name AS from_name
    FROM message m
    JOIN person_name p ON p.id = m.person_id
    JOIN unit_name f ON f.id = m.from_unit
    JOIN staff_name s ON s.id = m.from_staff;
-- only sqlite
CREATE TRIGGER message_fixed BEFORE UPDATE ON message
WHEN OLD.read_at IS NOT NULL OR NEW.case_id <> OLD.case_id OR NEW.zone <> OLD.zone OR NEW.from_unit <> OLD.from_unit OR NEW.from_staff <> OLD.from_staff
  OR (NEW.to_unit <> OLD.to_unit AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = OLD.to_unit AND u.successor_id = NEW.to_unit)) OR NEW.to_staff IS NOT OLD.to_staff OR NEW.sent_at <> OLD.sent_at OR NEW.text IS NOT OLD.text BEGIN
  SELECT RAISE(ABORT, 'message_is_kept_as_sent');
END;
-- only postgresql
CREATE FUNCTION message_is_kept_as_sent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.read_at IS NOT NULL OR NEW.case_id <> OLD.case_id OR NEW.zone <> OLD.zone OR NEW.from_unit <> OLD.from_unit OR NEW.from_staff <> OLD.from_staff
     OR (NEW.to_unit <> OLD.to_unit AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = OLD.to_unit AND u.successor_id = NEW.to_unit)) OR NEW.to_staff IS DISTINCT FROM OLD.to_staff OR NEW.sent_at <> OLD.sent_at OR NEW.text IS DISTINCT FROM OLD.text
  THEN RAISE EXCEPTION 'message_is_kept_as_sent'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER message_fixed BEFORE UPDATE ON message FOR EACH ROW EXECUTE FUNCTION message_is_kept_as_sent();

-- The text of a message outside the spine, in the zone of the message.
-- sensitive :zone
-- append only
CREATE TABLE message_text (
  message_id @ref(message) PRIMARY KEY,
  person_id  @ref(person),
  zone       @enum(zone),
  text       @sealed,
  CONSTRAINT message_text_not_of_spine CHECK (zone <> 'spine')
) @strict;
-- only sqlite
CREATE TRIGGER message_text_zone BEFORE INSERT ON message_text
WHEN NOT EXISTS (SELECT 1 FROM message m WHERE m.id = NEW.message_id AND m.zone = NEW.zone AND m.person_id = NEW.person_id) BEGIN
  SELECT RAISE(ABORT, 'message_text_in_its_zone');
END;
-- only postgresql
CREATE FUNCTION message_text_in_its_zone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM message m WHERE m.id = NEW.message_id AND m.zone = NEW.zone AND m.person_id = NEW.person_id)
  THEN RAISE EXCEPTION 'message_text_in_its_zone'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER message_text_zone AFTER INSERT ON message_text FOR EACH ROW EXECUTE FUNCTION message_text_in_its_zone();

-- Who has marked it as read, the one it is for or someone else of the team.
CREATE TABLE message_reader (
  message_id @ref(message),
  staff_id   @ref(staff),
  read_at    @instant,
  PRIMARY KEY (message_id, staff_id)
) @strict;
