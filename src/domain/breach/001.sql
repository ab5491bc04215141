-- Breaches of privacy: what happened, how great the risk is, who was told within 72 hours, and what was done. Knows cases by number, never a name, and
-- nothing of what stands in them. (GDPR-4: articles 33 and 34)
-- enum breach_kind: confidentiality integrity availability
-- enum breach_risk: unlikely risk high
-- enum breach_state: open closed
-- enum breach_told: letter digital talk phone

-- One breach. The 72 hours run from when somebody in the municipality knew. A duty that was done too late says why.
-- never deleted
-- unit unit_id keeps
-- frozen once state closed
CREATE TABLE breach (
  id            @id,
  kind          @enum(breach_kind),
  what          @text,
  happened_on   @date?,
  known_at      @instant,
  due_at        @instant,
  unit_id       @ref(unit),
  finding_id    @ref?(finding),
  reported_at   @instant,
  reported_by   @ref(staff),
  state         @enum(breach_state),
  risk          @enum?(breach_risk),
  risk_reason   @text?,
  persons       @int,
  assessed_at   @instant?,
  assessed_by   @ref?(staff),
  authority_at  @instant?,
  reference     @text?,
  late_reason   @text?,
  not_told      @text?,
  lesson        @text?,
  closed_at     @instant?,
  closed_by     @ref?(staff),
  CONSTRAINT breach_72_hours CHECK (due_at = known_at + 259200000),
  CONSTRAINT breach_known_before_reported CHECK (known_at <= reported_at),
  CONSTRAINT breach_risk_has_reason CHECK ((risk IS NULL) = (risk_reason IS NULL) AND (risk IS NULL) = (assessed_at IS NULL)),
  CONSTRAINT breach_late_has_reason CHECK (authority_at IS NULL OR authority_at <= due_at OR late_reason IS NOT NULL),
  CONSTRAINT breach_authority_told_before_end CHECK (state = 'open' OR risk = 'unlikely' OR authority_at IS NOT NULL),
  CONSTRAINT breach_closed_is_whole CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (state = 'open' OR (risk IS NOT NULL AND lesson IS NOT NULL)))
) @strict;
CREATE INDEX breach_state ON breach (state, id);
CREATE INDEX breach_due ON breach (due_at) WHERE state = 'open';
CREATE UNIQUE INDEX breach_of_finding ON breach (finding_id) WHERE finding_id IS NOT NULL;

-- A case the breach is about, and when and how she was told. (article 34)
-- never deleted
-- frozen once told_on
CREATE TABLE breach_case (
  id        @id,
  breach_id @ref(breach),
  case_id   @ref(person_case),
  added_at  @instant,
  added_by  @ref(staff),
  told_on   @date?,
  told      @enum?(breach_told),
  told_by   @ref?(staff),
  CONSTRAINT breach_told_is_whole CHECK ((told_on IS NULL) = (told IS NULL) AND (told_on IS NULL) = (told_by IS NULL)),
  UNIQUE (breach_id, case_id)
) @strict;
CREATE INDEX breach_case_case ON breach_case (case_id);

-- What was done about it, one after the other.
-- append only
CREATE TABLE breach_measure (
  id        @id,
  breach_id @ref(breach),
  what      @text,
  at        @instant,
  staff_id  @ref(staff)
) @strict;
CREATE INDEX breach_measure_breach ON breach_measure (breach_id, id);
