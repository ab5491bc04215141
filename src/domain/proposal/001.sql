-- The proposal of who gets which dwelling, kept as it was when something was decided by it. (I-11, I-14, R-182, R-187, 6.4-10)
-- enum override_kind: fix forbid close limit raise
-- enum without_why: nothing_fits all_given team_full barred undecided
-- enum override_why: standard emergency repair promised other own_wish only_one

-- What the meeting had before it: everything the order was made from, the rules by their version, the stock, what people had decided, and the answer. Codes,
-- numbers and days only. The same texts give the same answer for ever; nothing later touches them.
-- append only
CREATE TABLE allocation_proposal (
  id             @id,
  list_type      @enum(list_type),
  made_at        @instant,
  made_by        @ref(staff),
  rules_version  @text,
  applicants     @int,
  dwellings      @int,
  housed         @int,
  ranking        @text,
  ranking_result @text,
  instance       @text,
  result         @text
) @strict;
CREATE INDEX allocation_proposal_list ON allocation_proposal (list_type, id);
CREATE INDEX allocation_proposal_made ON allocation_proposal (made_at);

-- What the limits of a neighbourhood counted of each household then. It stands here alone: the instance that is kept has no such number. (R-133, I-06)
-- sensitive health
-- append only
CREATE TABLE proposal_counted (
  proposal_id    @ref(allocation_proposal),
  application_id @ref(housing_application),
  case_id        @ref(person_case),
  active         @int,
  PRIMARY KEY (proposal_id, application_id)
) @strict;

-- Who was proposed which dwelling, so that the next proposal stays near the last.
-- append only
CREATE TABLE proposal_answer (
  proposal_id    @ref(allocation_proposal),
  application_id @ref(housing_application),
  dwelling_id    @ref(dwelling),
  PRIMARY KEY (proposal_id, application_id)
) @strict;
CREATE INDEX proposal_answer_application ON proposal_answer (application_id);

-- For how many a proposal had no dwelling, by why: numbers only, so that what is lacking can be counted without reading anybody. A place that is full counts as given,
-- whatever filled it. (R-146, R-133)
-- append only
CREATE TABLE proposal_without (
  proposal_id @ref(allocation_proposal),
  why         @enum(without_why),
  n           @int,
  PRIMARY KEY (proposal_id, why),
  CONSTRAINT proposal_without_some CHECK (n > 0)
) @strict;
CREATE VIEW proposals_without AS SELECT p.id, p.list_type, p.made_at, w.why, w.n FROM allocation_proposal p LEFT JOIN proposal_without w ON w.proposal_id = p.id;

-- What people have decided before the rest is proposed: this dwelling to that applicant, not that pair, held back, how many new households a
-- cluster takes, or how many more than the municipality's share of those who use substances now (raise).
-- Why a person is concerned stands in the housing zone with her application; `why` is of a dwelling that is held back and of a limit that is raised.
CREATE TABLE proposal_override (
  id             @id,
  list_type      @enum(list_type),
  kind           @enum(override_kind),
  application_id @ref?(housing_application),
  dwelling_id    @ref?(dwelling),
  cluster_id     @ref?(dwelling_cluster),
  value          @int?,
  why            @enum?(override_why),
  made_at        @instant,
  made_by        @ref(staff),
  undone_at      @instant?,
  undone_by      @ref?(staff),
  CONSTRAINT override_whole CHECK ((kind IN ('fix', 'forbid')) = (application_id IS NOT NULL) AND (kind IN ('limit', 'raise')) = (cluster_id IS NOT NULL) AND (kind IN ('limit', 'raise')) = (value IS NOT NULL)
                                   AND (kind IN ('limit', 'raise') OR dwelling_id IS NOT NULL) AND (kind IN ('close', 'raise')) = (why IS NOT NULL)),
  CONSTRAINT override_undone_whole CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) @strict;
CREATE INDEX proposal_override_list ON proposal_override (list_type, id) WHERE undone_at IS NULL;

-- A dwelling was given to an applicant, by the proposal that stood then. `proposed`: it was the one the proposal had there; else there is a reason, in the
-- housing zone. The dwelling leaves the vacant ones in the same transaction, so that of two at once one wins. `bound`: a grant bound it to a group that day;
-- `ahead`: how many stood before her and had no home in that proposal. (R-182, R-187, R-198)
-- append only
CREATE TABLE allocation_pick (
  id             @id,
  proposal_id    @ref(allocation_proposal),
  application_id @ref(housing_application),
  dwelling_id    @ref(dwelling),
  reserve_id     @ref?(housing_application),
  proposed       @bool,
  place          @int?,
  bound          @bool,
  ahead          @int,
  at             @instant,
  by_staff       @ref(staff)
) @strict;
CREATE INDEX allocation_pick_dwelling ON allocation_pick (dwelling_id, id);
CREATE INDEX allocation_pick_application ON allocation_pick (application_id, id);
CREATE INDEX allocation_pick_at ON allocation_pick (at);
CREATE VIEW allocation_picked AS SELECT id, application_id, dwelling_id, reserve_id, proposed, bound, ahead, at FROM allocation_pick;
