-- The target group as numbers. (R-071, R-074–R-077, I-15)
-- enum disorder: known suspected no unknown
-- enum severity: severe less_severe unknown
-- enum marked_loss: yes no unknown

-- What would be counted about one person, as far as it is known or suspected. No diagnosis. The newest row counts; read on its own page only.
-- sensitive health
-- append only
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
-- append only
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
