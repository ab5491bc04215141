-- Help that is given. The spine shows service, unit and contact. (R-021, R-094, R-095, R-106, PBRL-2, I-09)
-- enum service_kind: talks_at_home follow_up_in_dwelling practical_help medication support_contact economic_advice activity other_help
-- enum duration_measure: days weeks months unknown

-- One line of help: what, by whom, since when. Whether it needs a decision follows from how long it is expected to last.
-- unit unit_id moves
CREATE TABLE service (
  id         @id,
  case_id    @ref(person_case),
  unit_id    @ref(unit),
  staff_id   @ref?(staff),
  kind       @enum(service_kind),
  informal   @bool,
  started_on @date,
  expected_until @date?,
  decided_from @date?,
  ended_on   @date?,
  version    @int,
  CONSTRAINT service_ends_after_start CHECK (ended_on IS NULL OR ended_on >= started_on)
) @strict;
CREATE INDEX service_case ON service (case_id, started_on);
CREATE INDEX service_unit ON service (unit_id, case_id) WHERE ended_on IS NULL;
CREATE INDEX service_open ON service (started_on) WHERE ended_on IS NULL AND decided_from IS NULL;
CREATE VIEW case_service AS SELECT id, case_id, unit_id, staff_id, kind, informal, started_on, expected_until, decided_from, ended_on FROM service;

-- What was expected, each time it was said, as it was said and as a date. Append-only. (I-14)
-- append only
CREATE TABLE service_expectation (
  id         @id,
  service_id @ref(service),
  amount     @int?,
  measure    @enum(duration_measure),
  expected_until @date?,
  said_at    @instant,
  by_staff   @ref(staff),
  CONSTRAINT expectation_complete CHECK ((measure = 'unknown') = (amount IS NULL) AND (amount IS NULL) = (expected_until IS NULL))
) @strict;
CREATE INDEX service_expectation_of ON service_expectation (service_id, id);
