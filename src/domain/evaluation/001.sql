-- Results of evaluation tools. (R-072, R-073)
-- One use of a tool: each item as code=value, the score when every item was answered. Append-only; read with the words of its version.
-- sensitive health
-- append only
CREATE TABLE evaluation (
  id           @id,
  case_id      @ref(person_case),
  person_id    @ref(person),
  tool         @text,
  tool_version @int,
  items        @sealed,
  score        @sealed?,
  note         @sealed?,
  held_on      @date,
  unit_id      @ref(unit),
  at           @instant,
  by_staff     @ref(staff)
) @strict;
CREATE INDEX evaluation_case ON evaluation (case_id, held_on);
