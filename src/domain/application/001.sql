-- Applications for a home: who asks together, what is known of what counts, what she wishes, and where the application stands. (R-020, R-141, R-170–R-201)
-- enum application_kind: new_home swap extension
-- enum application_status: registered assessed to_meeting approved refused postponed waiting offered accepted leased withdrawn
-- enum list_type: ordinary adapted_day adapted_all_hours nursing
-- enum application_way: paper desk helper agent own
-- enum criterion: in_need homelessness released_from_prison residence residence_exception own_effort need too_small too_few_rooms
-- enum fact_source: said paper register seen
-- enum wish_kind: area not_area ground_floor quiet apart near_others type other
-- enum wish_unmet: none_vacant others_first not_suitable changed_mind
-- enum wish_result: met unmet
-- enum pressure_from: politician leader relative employee media other
-- enum words_about: helper situation wish fact refusal postponed pressure withdrawal wish_result choice
-- enum postponed_why: no_quorum more_facts no_dwelling she_asks
-- enum refused_why: not_in_need other_municipality has_suitable stated
-- enum withdrawn_why: own_wish found_home moved_away
-- enum rechecked: same changed
-- enum fact_answer: yes no unknown

-- One application; at most one of a case is open. What is in the row is codes and numbers: it says how it stands to those who must know, and
-- nothing of health. (R-189, R-178, MODEL 3.7) `changed_at` and `changed_by` are whose step the last one was; the trigger below keeps every step; nobody when a file brought it.
-- never deleted
-- unit registered_unit keeps
CREATE TABLE housing_application (
  id              @id,
  case_id         @ref(person_case),
  person_id       @ref(person),
  kind            @enum(application_kind),
  way             @enum(application_way),
  status          @enum(application_status),
  list_type       @enum?(list_type),
  received_on     @date,
  adults          @int,
  children        @int,
  registered_unit @ref(unit),
  registered_at   @instant,
  registered_by   @ref?(staff),
  changed_at      @instant,
  changed_by      @ref?(staff),
  postponed_to    @date?,
  postponed_why   @enum?(postponed_why),
  refused_why     @enum?(refused_why),
  withdrawn_why   @enum?(withdrawn_why),
  checked_on      @date?,
  import_key      @text? UNIQUE,
  version         @int,
  CONSTRAINT application_household CHECK (adults BETWEEN 1 AND 10 AND children BETWEEN 0 AND 15),
  CONSTRAINT application_on_a_list CHECK (status IN ('registered', 'withdrawn') OR list_type IS NOT NULL),
  CONSTRAINT application_postponed_whole CHECK ((status = 'postponed') = (postponed_to IS NOT NULL) AND (status = 'postponed') = (postponed_why IS NOT NULL)),
  CONSTRAINT application_refused_why CHECK ((status = 'refused') = (refused_why IS NOT NULL)),
  CONSTRAINT application_withdrawn_why CHECK ((status = 'withdrawn') = (withdrawn_why IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX housing_application_one_open ON housing_application (case_id) WHERE status NOT IN ('refused', 'leased', 'withdrawn');
CREATE INDEX housing_application_case ON housing_application (case_id, id);
CREATE INDEX housing_application_list ON housing_application (list_type, received_on, id) WHERE status NOT IN ('refused', 'leased', 'withdrawn');
CREATE INDEX housing_application_status ON housing_application (status, received_on, id);
CREATE INDEX housing_application_received ON housing_application (received_on);
CREATE INDEX housing_application_ended ON housing_application (changed_at) WHERE status IN ('refused', 'leased', 'withdrawn');
CREATE VIEW case_application AS
  SELECT id, case_id, person_id, kind, status, list_type, received_on, adults, children, postponed_to, changed_at,
         CASE WHEN import_key IS NULL THEN 0 ELSE 1 END AS from_file FROM housing_application;

-- Each step, by whom. Written by the trigger, so that none can be left out.
-- append only
CREATE TABLE application_step (
  application_id @ref(housing_application),
  seq            @int,
  from_status    @enum?(application_status),
  to_status      @enum(application_status),
  at             @instant,
  by_staff       @ref?(staff),
  PRIMARY KEY (application_id, seq)
) @strict;
CREATE INDEX application_step_at ON application_step (to_status, at);
CREATE VIEW application_steps AS SELECT application_id, seq, from_status, to_status, at FROM application_step;

-- What counts when dwellings are shared out, coded, the newest of each criterion; no value: asked, and not known. The ranking reads these rows and
-- shows nobody's; a page that shows one person's opens the housing zone first. There is no criterion about what she uses or what she is treated for.
-- (R-175, R-176, R-181, R-193, R-199)
-- append only
CREATE TABLE application_fact (
  id             @id,
  application_id @ref(housing_application),
  criterion      @enum(criterion),
  value          @int?,
  source         @enum(fact_source),
  at             @instant,
  by_staff       @ref?(staff),
  CONSTRAINT fact_sensible CHECK (value IS NULL OR (value BETWEEN 0 AND 1 AND criterion NOT IN ('residence', 'need')) OR (criterion = 'residence' AND value BETWEEN 0 AND 120)
                                  OR (criterion = 'need' AND value BETWEEN 1 AND 4))
) @strict;
CREATE INDEX application_fact_newest ON application_fact (application_id, criterion, id);
CREATE VIEW application_fact_now AS
  SELECT f.application_id, f.criterion, f.value, f.at FROM application_fact f
   WHERE f.id = (SELECT max(n.id) FROM application_fact n WHERE n.application_id = f.application_id AND n.criterion = f.criterion);

-- Who live together, besides her. A child may live there some of the days.
-- sensitive housing
CREATE TABLE household_member (
  id             @id,
  application_id @ref(housing_application),
  case_id        @ref(person_case),
  person_id      @ref(person),
  name           @sealed,
  birth_year     @int,
  nights_a_week  @int,
  added_at       @instant,
  added_by       @ref(staff),
  removed_at     @instant?,
  CONSTRAINT member_sensible CHECK (birth_year BETWEEN 1900 AND 2200 AND nights_a_week BETWEEN 1 AND 7)
) @strict;
CREATE INDEX household_member_application ON household_member (application_id) WHERE removed_at IS NULL;

-- How many of the household use substances now: a number, only where the municipality has confirmed the ground for asking, in the health zone, read only
-- by whom that zone is open for. It is no criterion and is never used to say no to a home. (R-133, ALLOCATION §1)
-- sensitive health
-- append only
CREATE TABLE household_mark (
  id             @id,
  application_id @ref(housing_application),
  case_id        @ref(person_case),
  active         @int,
  at             @instant,
  by_staff       @ref(staff),
  CONSTRAINT mark_sensible CHECK (active BETWEEN 0 AND 10)
) @strict;
CREATE INDEX household_mark_newest ON household_mark (application_id, id);
CREATE INDEX household_mark_case ON household_mark (case_id, id);

-- How many who use substances now live in each cluster and each part of town: no person, no dwelling and no case, so that counting reads nobody. Kept by triggers in
-- the same transaction as what they count; read only where the ground is confirmed, and shown to nobody: persons, as the limits count them. (R-133, I-06)
CREATE TABLE cluster_active (
  cluster_id @ref(dwelling_cluster),
  active     @int,
  PRIMARY KEY (cluster_id),
  CONSTRAINT cluster_active_not_below_none CHECK (active >= 0)
) @strict;
CREATE TABLE area_active (
  area_id @ref(dwelling_area),
  active  @int,
  PRIMARY KEY (area_id),
  CONSTRAINT area_active_not_below_none CHECK (active >= 0)
) @strict;
CREATE VIEW home_living AS
  SELECT d.cluster_id, d.area_id, m.active
    FROM running_lease l
    JOIN dwelling_stock d ON d.id = l.dwelling_id
    JOIN household_mark m ON m.id = (SELECT max(n.id) FROM household_mark n WHERE n.case_id = l.case_id);
CREATE VIEW cluster_living AS SELECT cluster_id, sum(active) AS active FROM home_living WHERE cluster_id IS NOT NULL GROUP BY cluster_id;
CREATE VIEW area_living AS SELECT area_id, sum(active) AS active FROM home_living WHERE area_id IS NOT NULL GROUP BY area_id;
-- only sqlite
CREATE TRIGGER cluster_active_mark AFTER INSERT ON household_mark BEGIN
  DELETE FROM cluster_active WHERE cluster_id IN (SELECT d.cluster_id FROM case_lease l JOIN dwelling_stock d ON d.id = l.dwelling_id WHERE l.case_id = NEW.case_id);
  INSERT INTO cluster_active (cluster_id, active) SELECT v.cluster_id, v.active FROM cluster_living v WHERE v.cluster_id IN (SELECT d.cluster_id FROM case_lease l JOIN dwelling_stock d ON d.id = l.dwelling_id WHERE l.case_id = NEW.case_id);
  DELETE FROM area_active WHERE area_id IN (SELECT d.area_id FROM case_lease l JOIN dwelling_stock d ON d.id = l.dwelling_id WHERE l.case_id = NEW.case_id);
  INSERT INTO area_active (area_id, active) SELECT v.area_id, v.active FROM area_living v WHERE v.area_id IN (SELECT d.area_id FROM case_lease l JOIN dwelling_stock d ON d.id = l.dwelling_id WHERE l.case_id = NEW.case_id);
END;
-- only sqlite
CREATE TRIGGER cluster_active_lease AFTER UPDATE OF state ON lease WHEN NEW.state <> OLD.state BEGIN
  DELETE FROM cluster_active WHERE cluster_id IN (SELECT d.cluster_id FROM dwelling_stock d WHERE d.id = NEW.dwelling_id);
  INSERT INTO cluster_active (cluster_id, active) SELECT v.cluster_id, v.active FROM cluster_living v WHERE v.cluster_id IN (SELECT d.cluster_id FROM dwelling_stock d WHERE d.id = NEW.dwelling_id);
  DELETE FROM area_active WHERE area_id IN (SELECT d.area_id FROM dwelling_stock d WHERE d.id = NEW.dwelling_id);
  INSERT INTO area_active (area_id, active) SELECT v.area_id, v.active FROM area_living v WHERE v.area_id IN (SELECT d.area_id FROM dwelling_stock d WHERE d.id = NEW.dwelling_id);
END;
-- only sqlite
CREATE TRIGGER cluster_active_dwelling AFTER UPDATE OF cluster_id, area_id ON dwelling BEGIN
  DELETE FROM cluster_active WHERE cluster_id IN (OLD.cluster_id, NEW.cluster_id);
  INSERT INTO cluster_active (cluster_id, active) SELECT v.cluster_id, v.active FROM cluster_living v WHERE v.cluster_id IN (OLD.cluster_id, NEW.cluster_id);
  DELETE FROM area_active WHERE area_id IN (OLD.area_id, NEW.area_id);
  INSERT INTO area_active (area_id, active) SELECT v.area_id, v.active FROM area_living v WHERE v.area_id IN (OLD.area_id, NEW.area_id);
END;
-- only postgresql
CREATE FUNCTION cluster_active_count() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE clusters bigint[]; areas bigint[]; BEGIN
  IF TG_TABLE_NAME = 'dwelling' THEN clusters := ARRAY[OLD.cluster_id, NEW.cluster_id]; areas := ARRAY[OLD.area_id, NEW.area_id];
  ELSIF TG_TABLE_NAME = 'lease' THEN SELECT array_agg(d.cluster_id), array_agg(d.area_id) INTO clusters, areas FROM dwelling_stock d WHERE d.id = NEW.dwelling_id;
  ELSE SELECT array_agg(d.cluster_id), array_agg(d.area_id) INTO clusters, areas
         FROM case_lease l JOIN dwelling_stock d ON d.id = l.dwelling_id WHERE l.case_id = NEW.case_id;
  END IF;
  DELETE FROM cluster_active WHERE cluster_id = ANY (clusters);
  INSERT INTO cluster_active (cluster_id, active) SELECT v.cluster_id, v.active FROM cluster_living v WHERE v.cluster_id = ANY (clusters);
  DELETE FROM area_active WHERE area_id = ANY (areas);
  INSERT INTO area_active (area_id, active) SELECT v.area_id, v.active FROM area_living v WHERE v.area_id = ANY (areas);
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER cluster_active_mark AFTER INSERT ON household_mark FOR EACH ROW EXECUTE FUNCTION cluster_active_count();
-- only postgresql
CREATE TRIGGER cluster_active_lease AFTER UPDATE OF state ON lease FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION cluster_active_count();
-- only postgresql
CREATE TRIGGER cluster_active_dwelling AFTER UPDATE OF cluster_id, area_id ON dwelling FOR EACH ROW EXECUTE FUNCTION cluster_active_count();
CREATE VIEW cluster_counted AS SELECT cluster_id, active FROM cluster_active;

-- What she wishes, in her order, and what became of it. The words are in application_words. (R-186)
-- never deleted
CREATE TABLE application_wish (
  id             @id,
  application_id @ref(housing_application),
  seq            @int,
  kind           @enum(wish_kind),
  area           @text?,
  at             @instant,
  by_staff       @ref?(staff),
  taken_back_at  @instant?,
  result         @enum?(wish_result),
  unmet          @enum?(wish_unmet),
  result_at      @instant?,
  CONSTRAINT wish_area_named CHECK ((kind IN ('area', 'not_area')) = (area IS NOT NULL)),
  CONSTRAINT wish_result_whole CHECK ((result IS NULL) = (result_at IS NULL) AND (result = 'unmet') = (unmet IS NOT NULL))
) @strict;
CREATE INDEX application_wish_order ON application_wish (application_id, seq, id) WHERE taken_back_at IS NULL;
CREATE VIEW application_wishes AS SELECT id, application_id, seq, kind, area, result, unmet FROM application_wish WHERE taken_back_at IS NULL;

-- What was said and written about an application. `subject` is the id of the wish, fact or pressure contact, or the application's own.
-- sensitive housing
-- append only
CREATE TABLE application_words (
  id             @id,
  application_id @ref(housing_application),
  case_id        @ref(person_case),
  person_id      @ref(person),
  about          @enum(words_about),
  subject        @int,
  words          @sealed,
  at             @instant,
  by_staff       @ref(staff)
) @strict;
CREATE INDEX application_words_application ON application_words (application_id, about, subject, id);

-- Somebody called, wrote or came by to have an application moved. It is written down, and nothing that ranks reads it. (R-181, I-11)
-- append only
CREATE TABLE pressure_contact (
  id             @id,
  application_id @ref(housing_application),
  from_whom      @enum(pressure_from),
  at             @instant,
  by_staff       @ref(staff)
) @strict;
CREATE INDEX pressure_contact_application ON pressure_contact (application_id, id);
CREATE INDEX pressure_contact_at ON pressure_contact (at);

-- The person was asked again whether what stands is still so. (MODEL 3.7)
-- append only
CREATE TABLE application_check (
  id             @id,
  application_id @ref(housing_application),
  on_date        @date,
  result         @enum(rechecked),
  at             @instant,
  by_staff       @ref(staff)
) @strict;
CREATE INDEX application_check_application ON application_check (application_id, id);

-- The steps of MODEL 3.7 and nothing else, and each of them kept.
-- only sqlite
CREATE TRIGGER housing_application_begins BEFORE INSERT ON housing_application WHEN NEW.status <> 'registered' BEGIN
  SELECT RAISE(ABORT, 'application_begins_registered');
END;
-- only sqlite
CREATE TRIGGER housing_application_first_step AFTER INSERT ON housing_application BEGIN
  INSERT INTO application_step (application_id, seq, from_status, to_status, at, by_staff) VALUES (NEW.id, 1, NULL, NEW.status, NEW.changed_at, NEW.changed_by);
END;
-- only sqlite
CREATE TRIGGER housing_application_steps BEFORE UPDATE OF status ON housing_application
WHEN NEW.status <> OLD.status
 AND NOT ((OLD.status = 'registered' AND NEW.status IN ('assessed', 'withdrawn'))
       OR (OLD.status = 'assessed' AND NEW.status IN ('to_meeting', 'withdrawn'))
       OR (OLD.status = 'to_meeting' AND NEW.status IN ('approved', 'refused', 'postponed', 'withdrawn'))
       OR (OLD.status = 'postponed' AND NEW.status IN ('to_meeting', 'withdrawn'))
       OR (OLD.status = 'approved' AND NEW.status IN ('waiting', 'offered', 'withdrawn'))
       OR (OLD.status = 'waiting' AND NEW.status IN ('offered', 'withdrawn'))
       OR (OLD.status = 'offered' AND NEW.status IN ('accepted', 'waiting', 'withdrawn'))
       OR (OLD.status = 'accepted' AND NEW.status IN ('leased', 'waiting', 'withdrawn'))) BEGIN
  SELECT RAISE(ABORT, 'application_step_not_allowed');
END;
-- only sqlite
CREATE TRIGGER housing_application_step_kept AFTER UPDATE OF status ON housing_application WHEN NEW.status <> OLD.status BEGIN
  INSERT INTO application_step (application_id, seq, from_status, to_status, at, by_staff)
  SELECT NEW.id, max(s.seq) + 1, OLD.status, NEW.status, NEW.changed_at, NEW.changed_by FROM application_step s WHERE s.application_id = NEW.id;
END;
-- only postgresql
CREATE FUNCTION housing_application_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'registered' THEN RAISE EXCEPTION 'application_begins_registered'; END IF;
    INSERT INTO application_step (application_id, seq, from_status, to_status, at, by_staff) VALUES (NEW.id, 1, NULL, NEW.status, NEW.changed_at, NEW.changed_by);
  ELSIF NEW.status <> OLD.status THEN
    IF NOT ((OLD.status = 'registered' AND NEW.status IN ('assessed', 'withdrawn'))
       OR (OLD.status = 'assessed' AND NEW.status IN ('to_meeting', 'withdrawn'))
       OR (OLD.status = 'to_meeting' AND NEW.status IN ('approved', 'refused', 'postponed', 'withdrawn'))
       OR (OLD.status = 'postponed' AND NEW.status IN ('to_meeting', 'withdrawn'))
       OR (OLD.status = 'approved' AND NEW.status IN ('waiting', 'offered', 'withdrawn'))
       OR (OLD.status = 'waiting' AND NEW.status IN ('offered', 'withdrawn'))
       OR (OLD.status = 'offered' AND NEW.status IN ('accepted', 'waiting', 'withdrawn'))
       OR (OLD.status = 'accepted' AND NEW.status IN ('leased', 'waiting', 'withdrawn'))) THEN RAISE EXCEPTION 'application_step_not_allowed'; END IF;
    INSERT INTO application_step (application_id, seq, from_status, to_status, at, by_staff)
    SELECT NEW.id, max(s.seq) + 1, OLD.status, NEW.status, NEW.changed_at, NEW.changed_by FROM application_step s WHERE s.application_id = NEW.id;
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER housing_application_steps AFTER INSERT OR UPDATE ON housing_application FOR EACH ROW EXECUTE FUNCTION housing_application_step();
