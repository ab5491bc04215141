-- The target group as numbers. (R-071, R-074–R-077, I-15)
-- enum disorder: known suspected no unknown
-- enum severity: severe less_severe unknown
-- enum marked_loss: yes no unknown

-- What would be counted about one person, as far as it is known or suspected. No diagnosis. The newest row counts; read on its own page only.
-- sensitive health
CREATE TABLE target_status (
  id             @id,
  case_id        @ref(person_case),
  mental         @enum(disorder),
  substance      @enum(disorder),
  severity       @enum(severity),
  mental_loss    @enum(marked_loss),
  substance_loss @enum(marked_loss),
  at             @instant,
  by_staff       @ref(staff)
) @strict;
CREATE INDEX target_status_case ON target_status (case_id, id);
-- only sqlite
CREATE TRIGGER target_status_fixed BEFORE UPDATE ON target_status BEGIN SELECT RAISE(ABORT, 'target_status is append-only'); END;
-- only sqlite
CREATE TRIGGER target_status_kept BEFORE DELETE ON target_status BEGIN SELECT RAISE(ABORT, 'target_status is append-only'); END;
-- only postgresql
CREATE TRIGGER target_status_fixed BEFORE UPDATE OR DELETE ON target_status FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- How many there are of each kind: no person, no case, so that counting reads nobody. Kept in the same transaction as target_status.
CREATE TABLE target_tally (
  mental         @enum(disorder),
  substance      @enum(disorder),
  severity       @enum(severity),
  mental_loss    @enum(marked_loss),
  substance_loss @enum(marked_loss),
  n              @int,
  PRIMARY KEY (mental, substance, severity, mental_loss, substance_loss),
  CONSTRAINT target_tally_not_below_none CHECK (n >= 0)
) @strict;

-- A count as it was made, with the definition it was made by. Append-only: a new definition never changes an old count. (R-076)
CREATE TABLE target_count (
  id         @id,
  definition @text,
  definition_version @int,
  counted_on @date,
  known      @int,
  suspected  @int,
  by_staff   @ref(staff),
  UNIQUE (definition, definition_version, counted_on)
) @strict;
CREATE INDEX target_count_day ON target_count (counted_on);
-- only sqlite
CREATE TRIGGER target_count_fixed BEFORE UPDATE ON target_count BEGIN SELECT RAISE(ABORT, 'target_count is append-only'); END;
-- only sqlite
CREATE TRIGGER target_count_kept BEFORE DELETE ON target_count BEGIN SELECT RAISE(ABORT, 'target_count is append-only'); END;
-- only postgresql
CREATE TRIGGER target_count_fixed BEFORE UPDATE OR DELETE ON target_count FOR EACH ROW EXECUTE FUNCTION refuse_change();
