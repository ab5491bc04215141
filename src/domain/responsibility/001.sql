-- Offers of the baton and what other units owe meanwhile. The rules are the table in responsibility.c (MODEL 3.2).
-- enum handover_state: offered accepted refused withdrawn escalated
-- enum handover_reason: follow_up_at_home main_need_changed moved_to_other_area works_best_with_them capacity other
-- enum refusal_reason: other_unit_closer no_capacity risk_of_cost needs_clarifying person_does_not_want other
-- enum withdrawal_reason: person_changed_mind need_changed wrong_unit other taken_in_emergency
-- enum person_asked: agrees disagrees not_reached
-- enum duty_kind: dwelling deposit economy follow_up health coordination school_or_work other
-- enum duty_state: in_process granted refused done

-- One offer. The giver holds until it is accepted. (I-02, R-031, R-032)
CREATE TABLE handover (
  id           @id,
  case_id      @ref(person_case),
  from_unit    @ref(unit),
  to_unit      @ref(unit),
  state        @enum(handover_state),
  reason       @enum(handover_reason),
  what         @sealed,
  keeps        @enum?(duty_kind),
  person_asked @enum(person_asked),
  person_says  @sealed?,
  offered_at   @instant,
  offered_by   @ref(staff),
  answer_due   @date,
  answered_at  @instant?,
  answered_by  @ref?(staff),
  refusal      @enum?(refusal_reason),
  refusal_text @sealed?,
  proposed_unit @ref?(unit),
  withdrawal   @enum?(withdrawal_reason),
  withdrawal_text @sealed?,
  CONSTRAINT handover_between_two CHECK (from_unit <> to_unit),
  CONSTRAINT handover_answer_complete CHECK ((state IN ('offered', 'escalated')) = (answered_at IS NULL)),
  CONSTRAINT handover_refusal_reasoned CHECK (state <> 'refused' OR (refusal IS NOT NULL AND refusal_text IS NOT NULL AND proposed_unit IS NOT NULL)),
  CONSTRAINT handover_withdrawal_reasoned CHECK (state <> 'withdrawn' OR withdrawal IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX handover_one_open ON handover (case_id) WHERE state IN ('offered', 'escalated');
CREATE INDEX handover_to_unit ON handover (to_unit, answer_due) WHERE state IN ('offered', 'escalated');
CREATE INDEX handover_from_unit ON handover (from_unit, answer_due) WHERE state IN ('offered', 'escalated');
CREATE INDEX handover_case ON handover (case_id, offered_at);
CREATE VIEW handover_open AS SELECT id, case_id, from_unit, to_unit, state, reason, what, offered_at, offered_by, answer_due FROM handover WHERE state IN ('offered', 'escalated');
CREATE VIEW handover_accepted AS SELECT id, case_id, from_unit, to_unit, answered_at FROM handover WHERE state = 'accepted';
CREATE VIEW handover_refused AS SELECT id, case_id, from_unit, to_unit, refusal, answered_at FROM handover WHERE state = 'refused';

-- What another unit owes while someone else holds the baton. The spine shows kind and state. (R-027, R-036)
CREATE TABLE unit_duty (
  id       @id,
  case_id  @ref(person_case),
  unit_id  @ref(unit),
  kind     @enum(duty_kind),
  state    @enum(duty_state),
  since    @instant,
  due      @date?,
  ended_at @instant?,
  version  @int
) @strict;
CREATE UNIQUE INDEX unit_duty_one ON unit_duty (case_id, unit_id, kind) WHERE ended_at IS NULL;
CREATE INDEX unit_duty_unit ON unit_duty (unit_id, case_id) WHERE ended_at IS NULL;
CREATE INDEX unit_duty_case ON unit_duty (case_id, since);
CREATE VIEW case_duty AS SELECT id, case_id, unit_id, kind, state, since, due, ended_at FROM unit_duty;

-- Amounts and notes of an economic duty, for NAV's zone only. (SOT-4, SOT-13)
-- sensitive social
CREATE TABLE duty_detail (
  id        @id,
  duty_id   @ref(unit_duty),
  person_id @ref(person),
  amount    @int?,
  note      @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX duty_detail_duty ON duty_detail (duty_id, id);
