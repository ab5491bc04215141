-- The care of the stock: what a dwelling must be, what a move begins, what has been broken, and what becomes of each dwelling and of the stock as a whole. Nothing
-- here names a person but damage_review, which is the follow-up's and not the property unit's. (R-119–R-124, R-131–R-138, R-140, R-143–R-151)
-- enum standard_answer: met not_met not_seen
-- enum run_why: moved_out moved_in upgrade damage
-- enum damage_cause: wear water fire accident break_in crisis not_known
-- enum damage_outcome: more_help other_home nothing_needed declined
-- enum problem_kind: unwanted_visits others_live_there dealing noise fire waste unsafe
-- enum siting_state: idea neighbours permit preparing placed stopped
-- enum siting_kind: neighbour_told neighbour_meeting objection objection_answered permit_asked permit_given permit_refused technical_problem technical_solved moved_on
-- enum stock_plan: upgrade sell replace adapt
-- enum plan_state: decided begun done dropped
-- enum acquire_kind: build buy initiate long_lease
-- enum acquire_state: idea in_plan funded running delivered dropped
-- enum build_standard: higher ordinary
-- enum contact_kind: phone meeting visit email letter

-- A dwelling held against the minimum standard, as it was that day. The newest counts; required and met are sums of its answers. (R-122)
-- append only
CREATE TABLE standard_check (
  id          @id,
  dwelling_id @ref(dwelling),
  checked_on  @date,
  required    @int,
  met         @int,
  wanted      @int,
  wanted_met  @int,
  below       @bool,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT standard_sums CHECK (met BETWEEN 0 AND required AND wanted_met BETWEEN 0 AND wanted AND (below = 1) = (met < required))
) @strict;
CREATE INDEX standard_check_dwelling ON standard_check (dwelling_id, id);
-- append only
CREATE TABLE standard_item (
  check_id @ref(standard_check),
  item     @text,
  answer   @enum(standard_answer),
  remark   @text?,
  PRIMARY KEY (check_id, item)
) @strict;

-- What a move begins: the programme as it was written in the profile that day, until the dwelling is ready. `working_days` is how long it took. (R-121)
CREATE TABLE maintenance_run (
  id           @id,
  dwelling_id  @ref(dwelling),
  why          @enum(run_why),
  begun_on     @date,
  due_on       @date,
  ended_on     @date?,
  working_days @int?,
  CONSTRAINT maintenance_run_forward CHECK ((ended_on IS NULL OR ended_on >= begun_on) AND (ended_on IS NULL) = (working_days IS NULL))
) @strict;
CREATE UNIQUE INDEX maintenance_run_one_open ON maintenance_run (dwelling_id, why) WHERE ended_on IS NULL;
CREATE INDEX maintenance_run_open ON maintenance_run (due_on) WHERE ended_on IS NULL;
CREATE INDEX maintenance_run_dwelling ON maintenance_run (dwelling_id, id);
CREATE INDEX maintenance_run_ended ON maintenance_run (ended_on);
CREATE TABLE maintenance_step (
  run_id  @ref(maintenance_run),
  seq     @int,
  name_nb @text,
  name_nn @text,
  done_on @date?,
  needed  @bool,
  cost    @int?,
  note    @text?,
  done_by @ref?(staff),
  PRIMARY KEY (run_id, seq),
  CONSTRAINT maintenance_step_whole CHECK ((done_on IS NULL) = (done_by IS NULL))
) @strict;

-- A run ends when nothing of it is left.
-- only sqlite
CREATE TRIGGER maintenance_run_whole BEFORE UPDATE ON maintenance_run
WHEN OLD.ended_on IS NOT NULL OR (NEW.ended_on IS NOT NULL AND EXISTS (SELECT 1 FROM maintenance_step s WHERE s.run_id = NEW.id AND s.done_on IS NULL)) BEGIN
  SELECT RAISE(ABORT, 'maintenance_run_whole');
END;
-- only postgresql
CREATE FUNCTION maintenance_run_whole() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.ended_on IS NOT NULL OR (NEW.ended_on IS NOT NULL AND EXISTS (SELECT 1 FROM maintenance_step s WHERE s.run_id = NEW.id AND s.done_on IS NULL)) THEN
    RAISE EXCEPTION 'maintenance_run_whole';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER maintenance_run_whole BEFORE UPDATE ON maintenance_run FOR EACH ROW EXECUTE FUNCTION maintenance_run_whole();

-- What has been broken, what it cost and why, as far as is known. It is about a dwelling; nobody is named. (R-143)
CREATE TABLE damage (
  id          @id,
  dwelling_id @ref(dwelling),
  seen_on     @date,
  cause       @enum(damage_cause),
  what        @text,
  cost        @int?,
  repaired_on @date?,
  review_asked @bool,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT damage_forward CHECK (repaired_on IS NULL OR repaired_on >= seen_on)
) @strict;
CREATE INDEX damage_dwelling ON damage (dwelling_id, id);
CREATE INDEX damage_open ON damage (seen_on) WHERE repaired_on IS NULL;

-- Who follows her up is asked whether the help is right. What she says and what comes of it stays there. There is no outcome that is a punishment. (R-143)
-- never deleted
CREATE TABLE damage_review (
  id          @id,
  damage_id   @ref(damage),
  case_id     @ref(person_case),
  person_id   @ref(person),
  asked_at    @instant,
  outcome     @enum?(damage_outcome),
  words       @sealed?,
  answered_at @instant?,
  answered_by @ref?(staff),
  UNIQUE (damage_id),
  CONSTRAINT damage_review_whole CHECK ((outcome IS NULL) = (answered_at IS NULL) AND (outcome IS NULL) = (answered_by IS NULL) AND (outcome IS NULL) = (words IS NULL))
) @strict;
CREATE INDEX damage_review_case ON damage_review (case_id, id);

-- What makes a place hard to live in. About the place: nobody is named. (R-135)
CREATE TABLE cluster_problem (
  id         @id,
  cluster_id @ref(dwelling_cluster),
  kind       @enum(problem_kind),
  seen_on    @date,
  what       @text,
  done_what  @text?,
  closed_on  @date?,
  at         @instant,
  by_staff   @ref(staff),
  CONSTRAINT cluster_problem_closed CHECK ((closed_on IS NULL) = (done_what IS NULL) AND (closed_on IS NULL OR closed_on >= seen_on))
) @strict;
CREATE INDEX cluster_problem_cluster ON cluster_problem (cluster_id, id);

-- Where a modular house is to stand: neighbours, permits, pipes. Only the property unit sees which address it is about. (R-131, R-132)
CREATE TABLE siting (
  id     @id,
  place  @text,
  houses @int,
  type   @text?,
  state  @enum(siting_state),
  note   @text?,
  at     @instant,
  by_staff @ref(staff),
  CONSTRAINT siting_houses CHECK (houses BETWEEN 1 AND 20)
) @strict;
CREATE INDEX siting_state_place ON siting (state, place);
-- append only
CREATE TABLE siting_step (
  id        @id,
  siting_id @ref(siting),
  kind      @enum(siting_kind),
  on_date   @date,
  what      @text,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX siting_step_siting ON siting_step (siting_id, id);

-- What is to become of one dwelling, followed until it has: one plan at a time. (R-120, R-123)
CREATE TABLE dwelling_plan (
  id          @id,
  dwelling_id @ref(dwelling),
  kind        @enum(stock_plan),
  why         @text,
  decided_on  @date,
  due_on      @date,
  state       @enum(plan_state),
  outcome     @text?,
  ended_on    @date?,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT dwelling_plan_end CHECK ((state IN ('done', 'dropped')) = (ended_on IS NOT NULL) AND due_on >= decided_on)
) @strict;
CREATE UNIQUE INDEX dwelling_plan_one_open ON dwelling_plan (dwelling_id) WHERE state IN ('decided', 'begun');
CREATE INDEX dwelling_plan_open ON dwelling_plan (due_on) WHERE state IN ('decided', 'begun');
CREATE INDEX dwelling_plan_dwelling ON dwelling_plan (dwelling_id, id);

-- Homes that are to come, tied to the plan of a year. None is planned without saying how those who are to live there will be followed up, and none is planned
-- below the ordinary standard. (R-148, R-150, R-151, R-138)
-- unit follow_unit follows WHERE state NOT IN ('delivered', 'dropped')
CREATE TABLE acquisition (
  id          @id,
  kind        @enum(acquire_kind),
  name        @text,
  type        @text?,
  homes       @int,
  courtyard   @bool,
  area_id     @ref?(dwelling_area),
  plan_year   @int,
  cost        @int?,
  follow_up   @text,
  follow_unit @ref?(unit),
  standard    @enum(build_standard),
  standard_why @text,
  state       @enum(acquire_state),
  at          @instant,
  by_staff    @ref(staff),
  version     @int,
  CONSTRAINT acquisition_sensible CHECK (homes BETWEEN 1 AND 200 AND plan_year BETWEEN 2020 AND 2060 AND (courtyard = 0 OR homes BETWEEN 2 AND 3))
) @strict;
CREATE INDEX acquisition_year ON acquisition (plan_year, state);

-- A programme that lifts many dwellings, and the yards between them. (R-149, R-134)
CREATE TABLE rehabilitation (
  id         @id,
  name       @text UNIQUE,
  cluster_id @ref?(dwelling_cluster),
  from_year  @int,
  until_year @int,
  what       @text,
  outdoor_on @date?,
  at         @instant,
  by_staff   @ref(staff),
  CONSTRAINT rehabilitation_forward CHECK (until_year >= from_year)
) @strict;
CREATE TABLE rehabilitation_home (
  rehabilitation_id @ref(rehabilitation),
  dwelling_id       @ref(dwelling),
  done_on           @date?,
  PRIMARY KEY (rehabilitation_id, dwelling_id)
) @strict;
CREATE INDEX rehabilitation_home_dwelling ON rehabilitation_home (dwelling_id);

-- Those who let to the municipality, or to people it helps; what is agreed, and every talk with them. (R-140)
CREATE TABLE landlord (
  id     @id,
  name   @text UNIQUE,
  number @text?,
  phone  @text?,
  email  @text?,
  note   @text?,
  active @bool,
  at     @instant,
  by_staff @ref(staff)
) @strict;
CREATE TABLE landlord_agreement (
  id          @id,
  landlord_id @ref(landlord),
  what        @text,
  homes       @int,
  from_date   @date,
  until_date  @date?,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT landlord_agreement_forward CHECK (homes BETWEEN 1 AND 500 AND (until_date IS NULL OR until_date >= from_date))
) @strict;
CREATE INDEX landlord_agreement_of ON landlord_agreement (landlord_id, id);
CREATE INDEX landlord_agreement_until ON landlord_agreement (until_date);
-- append only
CREATE TABLE landlord_talk (
  id          @id,
  landlord_id @ref(landlord),
  kind        @enum(contact_kind),
  on_date     @date,
  what        @text,
  at          @instant,
  by_staff    @ref(staff)
) @strict;
CREATE INDEX landlord_talk_of ON landlord_talk (landlord_id, id);

-- How many households live in each cluster, and in how many of them somebody uses substances now, where the municipality asks for that (household_mark):
-- numbers only, so that counting reads nobody. Kept in the same
-- transaction as what they count, by the triggers below, and shown as a rough share only. (R-133, I-15)
CREATE TABLE cluster_tally (
  cluster_id @ref(dwelling_cluster),
  residents  @int,
  active     @int,
  PRIMARY KEY (cluster_id),
  CONSTRAINT cluster_tally_sensible CHECK (active BETWEEN 0 AND residents)
) @strict;
-- only postgresql
CREATE FUNCTION cluster_count(cluster BIGINT) RETURNS void LANGUAGE sql AS $$
  INSERT INTO cluster_tally (cluster_id, residents, active)
  SELECT c.id, (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')),
         (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')
             AND (SELECT m.active FROM household_mark m WHERE m.case_id = l.case_id ORDER BY m.id DESC LIMIT 1) > 0)
    FROM dwelling_cluster c WHERE c.id = cluster
  ON CONFLICT (cluster_id) DO UPDATE SET residents = excluded.residents, active = excluded.active;
$$;
-- only postgresql
CREATE FUNCTION cluster_count_lease() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM cluster_count(d.cluster_id) FROM dwelling d WHERE d.id = NEW.dwelling_id AND d.cluster_id IS NOT NULL;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER cluster_count_lease AFTER INSERT OR UPDATE OF state ON lease FOR EACH ROW EXECUTE FUNCTION cluster_count_lease();
-- only postgresql
CREATE FUNCTION cluster_count_mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM cluster_count(d.cluster_id) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE l.case_id = NEW.case_id AND d.cluster_id IS NOT NULL;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER cluster_count_mark AFTER INSERT ON household_mark FOR EACH ROW EXECUTE FUNCTION cluster_count_mark();
-- only postgresql
CREATE FUNCTION cluster_count_place() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.cluster_id IS DISTINCT FROM NEW.cluster_id THEN
    IF OLD.cluster_id IS NOT NULL THEN PERFORM cluster_count(OLD.cluster_id); END IF;
    IF NEW.cluster_id IS NOT NULL THEN PERFORM cluster_count(NEW.cluster_id); END IF;
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER cluster_count_place AFTER UPDATE OF cluster_id ON dwelling FOR EACH ROW EXECUTE FUNCTION cluster_count_place();
-- only sqlite
CREATE TRIGGER cluster_count_lease_new AFTER INSERT ON lease BEGIN
  INSERT INTO cluster_tally (cluster_id, residents, active)
  SELECT c.id, (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')),
         (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')
             AND (SELECT m.active FROM household_mark m WHERE m.case_id = l.case_id ORDER BY m.id DESC LIMIT 1) > 0)
    FROM dwelling_cluster c WHERE c.id IN (SELECT d.cluster_id FROM dwelling d WHERE d.id = NEW.dwelling_id AND d.cluster_id IS NOT NULL)
  ON CONFLICT (cluster_id) DO UPDATE SET residents = excluded.residents, active = excluded.active;
END;
-- only sqlite
CREATE TRIGGER cluster_count_lease AFTER UPDATE OF state ON lease BEGIN
  INSERT INTO cluster_tally (cluster_id, residents, active)
  SELECT c.id, (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')),
         (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')
             AND (SELECT m.active FROM household_mark m WHERE m.case_id = l.case_id ORDER BY m.id DESC LIMIT 1) > 0)
    FROM dwelling_cluster c WHERE c.id IN (SELECT d.cluster_id FROM dwelling d WHERE d.id = NEW.dwelling_id AND d.cluster_id IS NOT NULL)
  ON CONFLICT (cluster_id) DO UPDATE SET residents = excluded.residents, active = excluded.active;
END;
-- only sqlite
CREATE TRIGGER cluster_count_mark AFTER INSERT ON household_mark BEGIN
  INSERT INTO cluster_tally (cluster_id, residents, active)
  SELECT c.id, (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')),
         (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')
             AND (SELECT m.active FROM household_mark m WHERE m.case_id = l.case_id ORDER BY m.id DESC LIMIT 1) > 0)
    FROM dwelling_cluster c WHERE c.id IN (SELECT d.cluster_id FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE l.case_id = NEW.case_id AND d.cluster_id IS NOT NULL)
  ON CONFLICT (cluster_id) DO UPDATE SET residents = excluded.residents, active = excluded.active;
END;
-- only sqlite
CREATE TRIGGER cluster_count_place AFTER UPDATE OF cluster_id ON dwelling WHEN COALESCE(OLD.cluster_id, 0) <> COALESCE(NEW.cluster_id, 0) BEGIN
  INSERT INTO cluster_tally (cluster_id, residents, active)
  SELECT c.id, (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')),
         (SELECT count(*) FROM lease l JOIN dwelling d ON d.id = l.dwelling_id WHERE d.cluster_id = c.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite')
             AND (SELECT m.active FROM household_mark m WHERE m.case_id = l.case_id ORDER BY m.id DESC LIMIT 1) > 0)
    FROM dwelling_cluster c WHERE c.id IN (OLD.cluster_id, NEW.cluster_id)
  ON CONFLICT (cluster_id) DO UPDATE SET residents = excluded.residents, active = excluded.active;
END;
-- What verification looks at: each neighbourhood whose households are not those of its leases that run, or where the two counts, of households here and of persons
-- for the limits, do not agree that there are some. It reads nobody.
CREATE VIEW concentration_counted AS
  SELECT (SELECT count(*) FROM cluster_tally) AS looked_at,
         (SELECT count(*) FROM cluster_tally t LEFT JOIN cluster_counted p ON p.cluster_id = t.cluster_id
           WHERE t.residents <> (SELECT count(*) FROM running_lease l JOIN dwelling_stock d ON d.id = l.dwelling_id WHERE d.cluster_id = t.cluster_id)
              OR t.active > COALESCE(p.active, 0) OR (t.active = 0 AND COALESCE(p.active, 0) > 0)) AS wrong;
