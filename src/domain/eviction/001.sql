-- Keeping the home: from the first unpaid rent or complaint until she is safe there, or lives somewhere else with a roof over her head. (R-162, R-163,
-- R-165, R-166; HLL-4, HLL-5, HLL-9, TVF-1, TVF-2)
-- enum home_cause: rent_arrears disturbance damage let_to_others landlord_needs term_over other_breach
-- enum home_state: arrears complaint warning termination_sent protested in_court enforcement safe moved evicted
-- enum home_help: talk payment_plan debt_advice housing_allowance rent_support mediation repair other_home
-- enum home_help_result: helps tried declined

-- One danger to one home: a municipal lease, or a private one (lease_id empty). No cause is about what somebody uses or about a no to help, and there
-- is no column for either (R-166). out_on: the day she must be out, when it is known; from then somebody has a roof to find before it (R-163).
-- unit unit_id follows WHERE ended_on IS NULL
-- never deleted
CREATE TABLE home_risk (
  id         @id,
  case_id    @ref(person_case),
  person_id  @ref(person),
  lease_id   @ref?(lease),
  unit_id    @ref(unit),
  cause      @enum(home_cause),
  state      @enum(home_state),
  opened_on  @date,
  opened_by  @ref?(staff),
  owed       @int?,
  warned_on  @date?,
  told_on    @date?,
  out_on     @date?,
  ended_on   @date?,
  state_at   @instant,
  state_by   @ref?(staff),
  CONSTRAINT home_risk_ended_whole CHECK ((ended_on IS NOT NULL) = (state IN ('safe', 'moved', 'evicted'))),
  CONSTRAINT home_risk_warned_first CHECK (state NOT IN ('termination_sent', 'protested', 'in_court', 'enforcement', 'evicted') OR lease_id IS NULL OR warned_on IS NOT NULL),
  CONSTRAINT home_risk_evicted_told CHECK (state <> 'evicted' OR (told_on IS NOT NULL AND out_on IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX home_risk_one_open ON home_risk (case_id) WHERE ended_on IS NULL;
CREATE INDEX home_risk_case ON home_risk (case_id, id);
CREATE INDEX home_risk_unit ON home_risk (unit_id, out_on) WHERE ended_on IS NULL;
CREATE INDEX home_risk_lease ON home_risk (lease_id);
CREATE INDEX home_risk_ended ON home_risk (state, ended_on) WHERE ended_on IS NOT NULL;
CREATE VIEW case_home_risk AS SELECT id, case_id, lease_id, unit_id, cause, state, opened_on, out_on, ended_on FROM home_risk;

-- The steps and nothing else; home_step in eviction.c says the same. It can be safe from every state: it is never too late to keep a home.
-- only sqlite
CREATE TRIGGER home_risk_steps BEFORE UPDATE OF state ON home_risk
WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('arrears>warning', 'complaint>warning', 'warning>termination_sent', 'warning>enforcement',
    'termination_sent>protested', 'termination_sent>enforcement', 'protested>in_court', 'in_court>enforcement', 'enforcement>evicted', 'arrears>safe', 'complaint>safe', 'warning>safe',
    'termination_sent>safe', 'protested>safe', 'in_court>safe', 'enforcement>safe', 'arrears>moved', 'complaint>moved', 'warning>moved', 'termination_sent>moved', 'protested>moved',
    'in_court>moved', 'enforcement>moved') BEGIN
  SELECT RAISE(ABORT, 'home_risk_steps');
END;
-- only postgresql
CREATE FUNCTION home_risk_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('arrears>warning', 'complaint>warning', 'warning>termination_sent', 'warning>enforcement',
    'termination_sent>protested', 'termination_sent>enforcement', 'protested>in_court', 'in_court>enforcement', 'enforcement>evicted', 'arrears>safe', 'complaint>safe', 'warning>safe',
    'termination_sent>safe', 'protested>safe', 'in_court>safe', 'enforcement>safe', 'arrears>moved', 'complaint>moved', 'warning>moved', 'termination_sent>moved', 'protested>moved',
    'in_court>moved', 'enforcement>moved')
  THEN RAISE EXCEPTION 'home_risk_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER home_risk_steps BEFORE UPDATE OF state ON home_risk FOR EACH ROW EXECUTE FUNCTION home_risk_steps();

-- Each step, when and by whom. (I-14)
-- append only
CREATE TABLE home_risk_move (
  id       @id,
  risk_id  @ref(home_risk),
  state    @enum(home_state),
  at       @instant,
  by_staff @ref?(staff)
) @strict;
CREATE INDEX home_risk_move_risk ON home_risk_move (risk_id, id);

-- What was done to keep the home. Nothing is terminated before it has been tried. (R-162)
-- append only
CREATE TABLE home_help_tried (
  id       @id,
  risk_id  @ref(home_risk),
  help     @enum(home_help),
  result   @enum(home_help_result),
  on_date  @date,
  by_staff @ref(staff),
  by_unit  @ref(unit),
  at       @instant
) @strict;
CREATE INDEX home_help_tried_risk ON home_help_tried (risk_id, id);

-- What is said about it: the ground as it stands in the letter, and her side. (I-06)
-- sensitive tenancy
-- append only
CREATE TABLE home_risk_words (
  id        @id,
  risk_id   @ref(home_risk),
  case_id   @ref(person_case),
  person_id @ref(person),
  state     @enum(home_state),
  hers      @bool,
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX home_risk_words_risk ON home_risk_words (risk_id, id);

-- What is due and what is paid, month by month, as the landlord's accounts say: sums and dates only. Brought from a file, and read again when it
-- changes. (R-162)
CREATE TABLE rent_due (
  lease_id @ref(lease),
  month    @date,
  due_on   @date,
  amount   @int,
  paid     @int,
  read_at  @instant,
  PRIMARY KEY (lease_id, month),
  CONSTRAINT rent_due_sums CHECK (amount >= 0 AND paid >= 0)
) @strict;
CREATE INDEX rent_due_open ON rent_due (due_on) WHERE paid < amount;
CREATE VIEW lease_rent_due AS SELECT lease_id, month, due_on, amount, paid FROM rent_due;
