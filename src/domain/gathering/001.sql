-- Meeting places where anyone may drop in: what is on, and how many came. Never who. (R-241)
-- enum place_day: monday tuesday wednesday thursday friday saturday sunday

-- Something that is on every week, from a day and to a day.
-- unit unit_id follows WHERE until_date IS NULL
-- never deleted
-- frozen once until_date
CREATE TABLE place_activity (
  id          @id,
  unit_id     @ref(unit),
  day         @enum(place_day),
  from_minute @int,
  to_minute   @int,
  what        @text,
  from_date   @date,
  until_date  @date?,
  by_staff    @ref(staff),
  CONSTRAINT place_activity_ends_after_it_begins CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440),
  CONSTRAINT place_activity_forward CHECK (until_date IS NULL OR until_date >= from_date)
) @strict;
CREATE INDEX place_activity_unit ON place_activity (unit_id, from_minute);
CREATE INDEX place_activity_running ON place_activity (unit_id, from_minute) WHERE until_date IS NULL;

-- How many came on a day; counted again, the last counts. A number and nothing else: no name, no case, no person.
-- unit unit_id keeps
-- append only
CREATE TABLE place_count (
  id       @id,
  unit_id  @ref(unit),
  on_date  @date,
  visitors @int,
  at       @instant,
  by_staff @ref(staff),
  CONSTRAINT place_count_is_a_number CHECK (visitors >= 0 AND visitors <= 10000)
) @strict;
CREATE INDEX place_count_day ON place_count (unit_id, on_date, id);

