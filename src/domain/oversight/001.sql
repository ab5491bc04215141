-- Looking afterwards at who has read: what stands out, what the worker says, what comes of it. Knows the lines of the access log, never what was
-- read. (PJL-3, PJL-5, HPL-21)
-- enum finding_kind: no_work same_name volume night
-- enum finding_state: open asked answered closed
-- enum finding_answer: my_work helped_colleague wrong_person other
-- enum finding_outcome: work_related mistake breach

-- Reading by one worker on one day that stands out. person_id is 0 where it is about the day as a whole. Texts are about the reading, not about
-- the person read of.
-- never deleted
-- unit unit_id follows WHERE state <> 'closed'
-- frozen once state closed
CREATE TABLE finding (
  id         @id,
  kind       @enum(finding_kind),
  staff_id   @ref(staff),
  unit_id    @ref(unit),
  person_id  @int(person_id),
  day        @date,
  n_reads    @int,
  n_persons  @int,
  first_at   @instant,
  last_at    @instant,
  state      @enum(finding_state),
  found_at   @instant,
  question   @text?,
  asked_at   @instant?,
  asked_by   @ref?(staff),
  answer     @enum?(finding_answer),
  answer_text @text?,
  answered_at @instant?,
  outcome    @enum?(finding_outcome),
  note       @text?,
  closed_at  @instant?,
  closed_by  @ref?(staff),
  CONSTRAINT finding_not_judged_by_herself CHECK (closed_by IS NULL OR closed_by <> staff_id),
  CONSTRAINT finding_closed_has_outcome CHECK ((state = 'closed') = (outcome IS NOT NULL)),
  UNIQUE (kind, staff_id, person_id, day)
) @strict;
CREATE INDEX finding_state ON finding (state, id);
CREATE INDEX finding_staff ON finding (staff_id, id);
CREATE INDEX finding_breach_closed ON finding (closed_at) WHERE outcome = 'breach';
CREATE VIEW finding_breach AS SELECT id, closed_at FROM finding WHERE outcome = 'breach';

-- Days whose reading has been looked through.
CREATE TABLE looked_through (
  day @date PRIMARY KEY,
  at  @instant
) @strict;
