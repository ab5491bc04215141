-- Appointments of a unit and its workers with a person: talks, visits, meetings, warm handovers. That there is one, when and with whom is of the
-- spine; where it is, is sealed and not shown for a graded address. (R-045, GDPR-6)
-- enum booking_kind: talk visit meeting warm_handover
-- enum booking_state: planned held cancelled not_met
-- enum calendar_span: day week
-- enum calendar_whose: mine unit

-- never deleted
-- unit unit_id follows WHERE state = 'planned'
CREATE TABLE booking (
  id         @id,
  case_id    @ref(person_case),
  person_id  @ref(person),
  unit_id    @ref(unit),
  staff_id   @ref?(staff),
  kind       @enum(booking_kind),
  state      @enum(booking_state),
  on_date    @date,
  from_minute @int,
  to_minute  @int,
  place      @sealed?,
  made_at    @instant,
  made_by    @ref(staff),
  changed_at @instant,
  changed_by @ref(staff),
  version    @int,
  CONSTRAINT booking_ends_after_it_begins CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440)
) @strict;
CREATE INDEX booking_unit ON booking (unit_id, on_date, from_minute);
CREATE INDEX booking_staff ON booking (staff_id, on_date, from_minute);
CREATE INDEX booking_case ON booking (case_id, on_date, from_minute);

-- What is planned follows the baton: the former holder's bookings that have not been go to the new holder and its worker. (MODEL 3.2)
-- only sqlite
CREATE TRIGGER booking_follows_baton AFTER UPDATE OF holder_unit, holder_staff ON person_case
WHEN NEW.holder_unit <> OLD.holder_unit OR NEW.holder_staff IS NOT OLD.holder_staff BEGIN
  UPDATE booking
     SET unit_id = NEW.holder_unit, staff_id = CASE WHEN NEW.holder_unit <> OLD.holder_unit OR staff_id IS OLD.holder_staff THEN NEW.holder_staff ELSE staff_id END,
         version = version + 1
   WHERE case_id = NEW.id AND unit_id = OLD.holder_unit AND state = 'planned';
END;
-- only postgresql
CREATE FUNCTION booking_follows_baton() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.holder_unit <> OLD.holder_unit OR NEW.holder_staff IS DISTINCT FROM OLD.holder_staff THEN
    UPDATE booking
       SET unit_id = NEW.holder_unit,
           staff_id = CASE WHEN NEW.holder_unit <> OLD.holder_unit OR staff_id IS NOT DISTINCT FROM OLD.holder_staff THEN NEW.holder_staff ELSE staff_id END,
           version = version + 1
     WHERE case_id = NEW.id AND unit_id = OLD.holder_unit AND state = 'planned';
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER booking_follows_baton AFTER UPDATE ON person_case FOR EACH ROW EXECUTE FUNCTION booking_follows_baton();
CREATE VIEW case_booking AS SELECT id, case_id, unit_id, staff_id, kind, state, on_date, from_minute, to_minute FROM booking;
