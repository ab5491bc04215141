-- Coordinator and individual plan are offered as two separate things, and each answer is kept. (HOL-14, PBRL-5, R-037–R-039)
-- enum plan_offer_kind: coordinator individual_plan
-- enum plan_answer: yes no later
-- enum coordinator_consulted: agrees disagrees not_asked

-- append only
CREATE TABLE plan_offer (
  id       @id,
  case_id  @ref(person_case),
  kind     @enum(plan_offer_kind),
  answer   @enum(plan_answer),
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX plan_offer_case ON plan_offer (case_id, kind, at);
CREATE VIEW case_plan_offer AS SELECT id, case_id, kind, answer, at FROM plan_offer;

-- The coordinator, and what the person said when asked who it should be. Her words are for everyone in the case, like her contact wish.
-- unit unit_id moves
CREATE TABLE coordinator (
  id           @id,
  case_id      @ref(person_case),
  staff_id     @ref(staff),
  unit_id      @ref(unit),
  consulted    @enum(coordinator_consulted),
  person_says  @sealed?,
  from_date    @date,
  until_date   @date?
) @strict;
CREATE UNIQUE INDEX coordinator_one ON coordinator (case_id) WHERE until_date IS NULL;
CREATE INDEX coordinator_case ON coordinator (case_id, id);
CREATE INDEX coordinator_staff ON coordinator (staff_id, case_id) WHERE until_date IS NULL;
CREATE VIEW case_coordinator AS SELECT case_id, staff_id, unit_id, consulted, from_date FROM coordinator WHERE until_date IS NULL;
