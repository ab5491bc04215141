-- The way onward from a municipal lease: a plan with milestones, and the loans, grants and help with rent that make it possible. Codes and dates; a
-- sum stands in the decision of the unit that gives it, an answer about health nowhere. (R-156–R-158, R-160, R-161, R-168, R-169; TIL-8)
-- enum career_goal: own_home rent_elsewhere stay_here other_home
-- enum career_stand: on_the_way slower changed reached not_now
-- enum instrument_kind: startlan housing_allowance deposit rent_support debt_advice adaptation_grant establishment_grant
-- enum instrument_state: to_ask papers applied granted refused ended not_wanted
-- enum instrument_fit: fits maybe not_now
-- enum instrument_paper: identity income_statement tax_return bank_statement debt_overview lease_copy rent_receipts offer_of_home estimate
-- enum economy_stand: good manages needs_help

-- The milestones of a lease: the profile's months after the start. She may have talked about it or not; nothing follows for the lease. (R-156, A13)
-- never deleted
-- unit unit_id follows WHERE talked_on IS NULL
CREATE TABLE career_step (
  id        @id,
  case_id   @ref(person_case),
  lease_id  @ref(lease),
  unit_id   @ref(unit),
  months    @int,
  due       @date,
  talked_on @date?,
  goal      @enum?(career_goal),
  stand     @enum?(career_stand),
  by_staff  @ref?(staff),
  CONSTRAINT career_talked_whole CHECK ((talked_on IS NULL) = (goal IS NULL) AND (talked_on IS NULL) = (stand IS NULL))
) @strict;
CREATE UNIQUE INDEX career_step_month ON career_step (lease_id, months);
CREATE INDEX career_step_case ON career_step (case_id, due);
CREATE VIEW case_career_step AS SELECT id, case_id, lease_id, due, talked_on, goal, stand FROM career_step;

-- One loan, grant or help beside the lease, with the unit that handles it. until_date: the last day the public pays, of help with rent. (R-160, R-161, R-168, R-169)
-- never deleted
-- unit unit_id follows WHERE state NOT IN ('refused', 'ended', 'not_wanted')
CREATE TABLE instrument (
  id         @id,
  case_id    @ref(person_case),
  kind       @enum(instrument_kind),
  state      @enum(instrument_state),
  unit_id    @ref(unit),
  fit        @enum?(instrument_fit),
  until_date @date?,
  changed_on @date,
  by_staff   @ref(staff),
  CONSTRAINT instrument_rent_has_end CHECK (kind <> 'rent_support' OR state <> 'granted' OR until_date IS NOT NULL)
) @strict;
CREATE UNIQUE INDEX instrument_one_open ON instrument (case_id, kind) WHERE state NOT IN ('refused', 'ended', 'not_wanted');
CREATE INDEX instrument_case ON instrument (case_id, id);
CREATE INDEX instrument_until ON instrument (until_date) WHERE state = 'granted';
CREATE VIEW case_instrument AS SELECT id, case_id, kind, state, unit_id, until_date FROM instrument;

-- A paper of the application is here.
CREATE TABLE instrument_paper_kept (
  instrument_id @ref(instrument),
  paper         @enum(instrument_paper),
  got_on        @date,
  by_staff      @ref(staff),
  PRIMARY KEY (instrument_id, paper)
) @strict;

-- How the economy stands, in one word, after a check she has said yes to. Without a yes that runs nothing can be written. (R-158, R-059)
-- sensitive tenancy
-- append only
CREATE TABLE economy_status (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  stand     @enum(economy_stand),
  words     @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX economy_status_case ON economy_status (case_id, id);
