-- What the leader's lists are made of. Nothing here is a source of anything: the one table that is kept can be made anew from leader_alone_now, and
-- `felles verify` compares.
-- enum leader_list: handovers disputes nobody contact silent tasks replies help ending appeals plans bounce

-- The kinds of task in each list. A late task of any kind is in the list `tasks` too.
CREATE VIEW leader_kind AS
  SELECT 'silent' AS list, 'case_silent' AS kind
   UNION ALL SELECT 'silent', 'see_her'
   UNION ALL SELECT 'replies', 'provisional_reply'
   UNION ALL SELECT 'help', 'decide_service'
   UNION ALL SELECT 'help', 'service_without_decision'
   UNION ALL SELECT 'ending', 'decision_expiring'
   UNION ALL SELECT 'ending', 'emergency_ending'
   UNION ALL SELECT 'ending', 'part_to_come'
   UNION ALL SELECT 'appeals', 'prepare_appeal'
   UNION ALL SELECT 'appeals', 'await_correction'
   UNION ALL SELECT 'appeals', 'decide_appeal'
   UNION ALL SELECT 'appeals', 'await_appeal_body'
   UNION ALL SELECT 'appeals', 'finish_appeal'
   UNION ALL SELECT 'appeals', 'send_appeal_letter'
   UNION ALL SELECT 'appeals', 'decide_suspension'
   UNION ALL SELECT 'appeals', 'decide_costs'
   UNION ALL SELECT 'appeals', 'give_reasons'
   UNION ALL SELECT 'plans', 'offer_plan'
   UNION ALL SELECT 'plans', 'revise_plan'
   UNION ALL SELECT 'plans', 'answer_plan_notice'
   UNION ALL SELECT 'plans', 'see_plan_need'
   UNION ALL SELECT 'plans', 'begin_plan'
   UNION ALL SELECT 'appeals', 'answer_plan_appeal';

-- An open case with the name of its person, and whether she is for named workers only.
CREATE VIEW leader_case AS
  SELECT c.id, c.person_id, c.number, c.holder_unit, c.holder_staff, c.held_since, p.given_name, p.family_name,
         CASE WHEN EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = c.person_id) THEN 1 ELSE 0 END AS hidden
    FROM case_spine c
    JOIN person_name p ON p.id = c.person_id
   WHERE c.state <> 'closed';

-- Open cases without a primary contact, and how many each unit has, so that a leader's number costs the same for ten cases and for ten thousand.
-- `coordinator`: there is one, who stands in for the contact where the profile says so.
-- unit unit_id moves
CREATE TABLE leader_alone (
  case_id     @ref(person_case),
  unit_id     @ref(unit),
  held_since  @instant,
  coordinator @bool,
  PRIMARY KEY (case_id)
) @strict;
CREATE INDEX leader_alone_unit ON leader_alone (unit_id, held_since, case_id);
CREATE INDEX leader_alone_since ON leader_alone (held_since, case_id);
-- unit unit_id moves
CREATE TABLE leader_alone_total (
  unit_id     @ref(unit),
  coordinator @bool,
  n           @int,
  PRIMARY KEY (unit_id, coordinator)
) @strict;
CREATE VIEW leader_alone_now AS
  SELECT c.id AS case_id, c.holder_unit AS unit_id, c.held_since, CASE WHEN EXISTS (SELECT 1 FROM case_coordinator o WHERE o.case_id = c.id) THEN 1 ELSE 0 END AS coordinator
    FROM case_spine c
   WHERE c.state = 'open' AND NOT EXISTS (SELECT 1 FROM case_role_now r WHERE r.case_id = c.id AND r.kind = 'primary_contact');

-- only sqlite
CREATE VIEW leader_alone_refresh AS SELECT id AS case_id FROM case_spine;
-- only sqlite
CREATE TRIGGER leader_alone_refreshed INSTEAD OF INSERT ON leader_alone_refresh BEGIN
  DELETE FROM leader_alone WHERE case_id = NEW.case_id;
  INSERT INTO leader_alone (case_id, unit_id, held_since, coordinator)
  SELECT case_id, unit_id, held_since, coordinator FROM leader_alone_now WHERE case_id = NEW.case_id;
END;
-- only sqlite
CREATE TRIGGER leader_alone_counted AFTER INSERT ON leader_alone BEGIN
  INSERT INTO leader_alone_total (unit_id, coordinator, n) VALUES (NEW.unit_id, NEW.coordinator, 1) ON CONFLICT (unit_id, coordinator) DO UPDATE SET n = n + 1;
END;
-- only sqlite
CREATE TRIGGER leader_alone_uncounted AFTER DELETE ON leader_alone BEGIN
  UPDATE leader_alone_total SET n = n - 1 WHERE unit_id = OLD.unit_id AND coordinator = OLD.coordinator;
END;
-- only sqlite
CREATE TRIGGER leader_case_made AFTER INSERT ON person_case BEGIN INSERT INTO leader_alone_refresh (case_id) VALUES (NEW.id); END;
-- only sqlite
CREATE TRIGGER leader_case_moved AFTER UPDATE OF holder_unit, held_since, state ON person_case BEGIN INSERT INTO leader_alone_refresh (case_id) VALUES (NEW.id); END;
-- only sqlite
CREATE TRIGGER leader_role_made AFTER INSERT ON case_role WHEN NEW.kind = 'primary_contact' BEGIN INSERT INTO leader_alone_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER leader_role_moved AFTER UPDATE OF until_at ON case_role WHEN NEW.kind = 'primary_contact' BEGIN INSERT INTO leader_alone_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER leader_coordinator_made AFTER INSERT ON coordinator BEGIN INSERT INTO leader_alone_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER leader_coordinator_moved AFTER UPDATE OF until_date ON coordinator BEGIN INSERT INTO leader_alone_refresh (case_id) VALUES (NEW.case_id); END;

-- only postgresql
CREATE FUNCTION leader_alone_refresh(which bigint) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM leader_alone WHERE case_id = which;
  INSERT INTO leader_alone (case_id, unit_id, held_since, coordinator)
  SELECT case_id, unit_id, held_since, coordinator FROM leader_alone_now WHERE case_id = which;
END $$;
-- only postgresql
CREATE FUNCTION leader_alone_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO leader_alone_total AS t (unit_id, coordinator, n) VALUES (NEW.unit_id, NEW.coordinator, 1) ON CONFLICT (unit_id, coordinator) DO UPDATE SET n = t.n + 1;
  ELSE
    UPDATE leader_alone_total SET n = n - 1 WHERE unit_id = OLD.unit_id AND coordinator = OLD.coordinator;
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER leader_alone_changed AFTER INSERT OR DELETE ON leader_alone FOR EACH ROW EXECUTE FUNCTION leader_alone_changed();
-- only postgresql
CREATE FUNCTION leader_case_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM leader_alone_refresh(NEW.id); RETURN NULL; END $$;
-- only postgresql
CREATE FUNCTION leader_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM leader_alone_refresh(NEW.case_id); RETURN NULL; END $$;
-- only postgresql
CREATE TRIGGER leader_case_changed AFTER INSERT OR UPDATE OF holder_unit, held_since, state ON person_case FOR EACH ROW EXECUTE FUNCTION leader_case_changed();
-- only postgresql
CREATE TRIGGER leader_role_changed AFTER INSERT OR UPDATE OF until_at ON case_role FOR EACH ROW WHEN (NEW.kind = 'primary_contact') EXECUTE FUNCTION leader_part_changed();
-- only postgresql
CREATE TRIGGER leader_coordinator_changed AFTER INSERT OR UPDATE OF until_date ON coordinator FOR EACH ROW EXECUTE FUNCTION leader_part_changed();

-- For the checks of a running database.
CREATE VIEW leader_alone_kept AS SELECT case_id, unit_id, held_since, coordinator FROM leader_alone;
CREATE VIEW leader_alone_total_kept AS SELECT unit_id, coordinator, n FROM leader_alone_total WHERE n <> 0;
CREATE VIEW leader_alone_total_now AS SELECT unit_id, coordinator, count(*) AS n FROM leader_alone GROUP BY unit_id, coordinator;
