-- The desk's own picture of the work: where every open case, offer and task stands, and how many there are, kept by the database itself with
-- each change below. A page then costs the same in a unit with fifty cases and with fifty thousand. Nothing here is a source of anything:
-- all of it can be made anew from desk_place_now and desk_worry_now, and `felles verify` compares.

-- The choices in the desk's addresses.
-- enum desk_scope: mine ours
-- enum desk_filter: all week others nobody
-- enum desk_sort: due due_last name name_last since since_last
-- enum desk_list: cases nobody tasks offers
-- enum timeline_filter: everything responsibility decision contact
-- enum desk_shelf: cases others offers tasks
-- enum desk_worry_kind: service consent refused dispute

-- One row for the whole unit (staff_id -1) and one for the worker, or for nobody (0). `due` without a date is the last day of the calendar.
-- `subject` is the offer or the task; 0 for a case.
-- unit unit_id moves
CREATE TABLE desk_place (
  unit_id  @ref(unit),
  staff_id @int,
  shelf    @enum(desk_shelf),
  due      @date,
  name     @text,
  since    @instant,
  case_id  @ref(person_case),
  subject  @int,
  PRIMARY KEY (case_id, shelf, subject, unit_id, staff_id)
) @strict;
CREATE INDEX desk_place_due ON desk_place (unit_id, staff_id, shelf, due, case_id, subject);
CREATE INDEX desk_place_by_name ON desk_place (unit_id, staff_id, shelf, name, case_id, subject);
CREATE INDEX desk_place_since ON desk_place (unit_id, staff_id, shelf, since, case_id, subject);

-- How many places, and how many of each day.
-- unit unit_id moves
CREATE TABLE desk_total (
  unit_id  @ref(unit),
  staff_id @int,
  shelf    @enum(desk_shelf),
  n        @int,
  PRIMARY KEY (unit_id, staff_id, shelf)
) @strict;
-- unit unit_id moves
CREATE TABLE desk_day (
  unit_id  @ref(unit),
  staff_id @int,
  shelf    @enum(desk_shelf),
  due      @date,
  n        @int,
  PRIMARY KEY (unit_id, staff_id, shelf, due)
) @strict;

-- What a unit must not overlook: help without a decision, a yes that ends, a no it has not acted on, a disagreement in a case it is in. `at` orders
-- the noes.
-- unit unit_id moves
CREATE TABLE desk_worry (
  unit_id  @ref(unit),
  kind     @enum(desk_worry_kind),
  on_date  @date,
  at       @instant,
  case_id  @ref(person_case),
  subject  @int,
  PRIMARY KEY (case_id, kind, subject, unit_id, on_date)
) @strict;
CREATE INDEX desk_worry_next ON desk_worry (unit_id, kind, on_date, at, case_id, subject);

CREATE VIEW desk_case_now AS
  SELECT c.id AS case_id, c.holder_unit AS unit_id, COALESCE(c.holder_staff, 0) AS staff_id, COALESCE(t.due, '9999-12-31') AS due,
         p.search_name AS name, c.held_since AS since,
         CASE WHEN o.id IS NOT NULL OR (t.id IS NOT NULL AND t.unit_id <> c.holder_unit) THEN 1 ELSE 0 END AS others
    FROM case_spine c
    JOIN person_name p ON p.id = c.person_id
    LEFT JOIN open_task t ON t.id = (SELECT n.id FROM open_task n WHERE n.case_id = c.id ORDER BY n.due, n.id LIMIT 1)
    LEFT JOIN handover_open o ON o.case_id = c.id
   WHERE c.state <> 'closed';
CREATE VIEW desk_place_now AS
  SELECT unit_id, -1 AS staff_id, 'cases' AS shelf, due, name, since, case_id, 0 AS subject FROM desk_case_now
   UNION ALL
  SELECT unit_id, staff_id, 'cases', due, name, since, case_id, 0 FROM desk_case_now
   UNION ALL
  SELECT unit_id, -1, 'others', due, name, since, case_id, 0 FROM desk_case_now WHERE others = 1
   UNION ALL
  SELECT unit_id, staff_id, 'others', due, name, since, case_id, 0 FROM desk_case_now WHERE others = 1
   UNION ALL
  SELECT h.to_unit, -1, 'offers', h.answer_due, p.search_name, h.offered_at, h.case_id, h.id
    FROM handover_open h
    JOIN case_spine c ON c.id = h.case_id
    JOIN person_name p ON p.id = c.person_id
   UNION ALL
  SELECT t.unit_id, -1, 'tasks', t.due, p.search_name, t.made_at, t.case_id, t.id
    FROM open_task t
    JOIN case_spine c ON c.id = t.case_id
    JOIN person_name p ON p.id = c.person_id
   UNION ALL
  SELECT t.unit_id, COALESCE(t.staff_id, 0), 'tasks', t.due, p.search_name, t.made_at, t.case_id, t.id
    FROM open_task t
    JOIN case_spine c ON c.id = t.case_id
    JOIN person_name p ON p.id = c.person_id;
CREATE VIEW desk_worry_now AS
  SELECT s.unit_id, 'service' AS kind, s.started_on AS on_date, 0 AS at, s.case_id, s.id AS subject
    FROM case_service s
   WHERE s.ended_on IS NULL AND s.decided_from IS NULL AND s.informal = 0
   UNION ALL
  SELECT c.holder_unit, 'service', s.started_on, 0, s.case_id, s.id
    FROM case_service s
    JOIN case_spine c ON c.id = s.case_id
   WHERE s.ended_on IS NULL AND s.decided_from IS NULL AND s.informal = 0 AND c.state <> 'closed' AND c.holder_unit <> s.unit_id
   UNION ALL
  SELECT c.holder_unit, 'consent', n.until, 0, n.case_id, n.to_unit
    FROM case_consent n
    JOIN case_spine c ON c.id = n.case_id
   WHERE n.state = 'given' AND c.state <> 'closed'
     AND NOT EXISTS (SELECT 1 FROM case_consent d
                      WHERE d.case_id = n.case_id AND d.to_unit = n.to_unit AND d.state = 'given' AND d.until = n.until AND d.id < n.id)
   UNION ALL
  SELECT c.holder_unit, 'refused', '9999-12-31', r.answered_at, r.case_id, r.id
    FROM handover_refused r
    JOIN case_spine c ON c.id = r.case_id
   WHERE c.holder_unit = r.from_unit AND c.state <> 'closed'
     AND NOT EXISTS (SELECT 1 FROM handover_open o WHERE o.case_id = r.case_id)
     AND NOT EXISTS (SELECT 1 FROM handover_refused l WHERE l.case_id = r.case_id AND l.id > r.id)
   UNION ALL
  SELECT m.unit_id, 'dispute', d.decide_by, 0, d.case_id, d.id
    FROM dispute_open d
    JOIN case_team m ON m.case_id = d.case_id
   GROUP BY m.unit_id, d.decide_by, d.case_id, d.id;

-- The words of the names that a unit may find cases by: of every open case it has a part in. A search then reads one range of the key, and costs the
-- same however many in the town bear the name. `ends_on`: the last day of its part. Who has no words, being for named workers only, has none here.
-- unit unit_id moves
CREATE TABLE desk_name (
  unit_id  @ref(unit),
  word     @blob,
  case_id  @ref(person_case),
  ends_on  @date,
  PRIMARY KEY (unit_id, word, case_id)
) @strict;
CREATE INDEX desk_name_case ON desk_name (case_id, unit_id);
CREATE VIEW desk_name_now AS
  SELECT m.unit_id, w.word, m.case_id, max(COALESCE(m.ends_on, '9999-12-31')) AS ends_on
    FROM case_team m
    JOIN case_spine c ON c.id = m.case_id
    JOIN person_name_word w ON w.person_id = c.person_id
   WHERE c.state <> 'closed'
   GROUP BY m.unit_id, w.word, m.case_id;

-- While a history of many steps is written in one transaction the lists are not made anew at each step: what changed is noted, and made anew
-- once, when the hold is taken away. A hold never outlives its transaction.
CREATE TABLE desk_hold (
  one @int PRIMARY KEY CHECK (one = 1)
) @strict;
CREATE TABLE desk_held (
  case_id @int PRIMARY KEY
) @strict;

-- ── kept in SQLite: to insert a case into desk_refresh is to make its rows anew ──

-- only sqlite
CREATE VIEW desk_refresh AS SELECT id AS case_id FROM case_spine;
-- only sqlite
CREATE TRIGGER desk_refreshed INSTEAD OF INSERT ON desk_refresh WHEN NOT EXISTS (SELECT 1 FROM desk_hold) BEGIN
  DELETE FROM desk_place WHERE case_id = NEW.case_id;
  INSERT INTO desk_place (unit_id, staff_id, shelf, due, name, since, case_id, subject)
  SELECT unit_id, staff_id, shelf, due, name, since, case_id, subject FROM desk_place_now WHERE case_id = NEW.case_id;
  DELETE FROM desk_worry WHERE case_id = NEW.case_id;
  INSERT INTO desk_worry (unit_id, kind, on_date, at, case_id, subject)
  SELECT unit_id, kind, on_date, at, case_id, subject FROM desk_worry_now WHERE case_id = NEW.case_id;
END;
-- only sqlite
CREATE TRIGGER desk_refresh_waits INSTEAD OF INSERT ON desk_refresh WHEN EXISTS (SELECT 1 FROM desk_hold) BEGIN
  INSERT INTO desk_held (case_id) VALUES (NEW.case_id) ON CONFLICT (case_id) DO NOTHING;
END;
-- only sqlite
CREATE TRIGGER desk_let_go AFTER DELETE ON desk_hold BEGIN DELETE FROM desk_held; END;
-- only sqlite
CREATE TRIGGER desk_held_refreshed AFTER DELETE ON desk_held BEGIN INSERT INTO desk_refresh (case_id) VALUES (OLD.case_id); END;
-- only sqlite
CREATE TRIGGER desk_place_counted AFTER INSERT ON desk_place BEGIN
  INSERT INTO desk_total (unit_id, staff_id, shelf, n) VALUES (NEW.unit_id, NEW.staff_id, NEW.shelf, 1)
    ON CONFLICT (unit_id, staff_id, shelf) DO UPDATE SET n = n + 1;
  INSERT INTO desk_day (unit_id, staff_id, shelf, due, n) VALUES (NEW.unit_id, NEW.staff_id, NEW.shelf, NEW.due, 1)
    ON CONFLICT (unit_id, staff_id, shelf, due) DO UPDATE SET n = n + 1;
END;
-- only sqlite
CREATE TRIGGER desk_place_uncounted AFTER DELETE ON desk_place BEGIN
  UPDATE desk_total SET n = n - 1 WHERE unit_id = OLD.unit_id AND staff_id = OLD.staff_id AND shelf = OLD.shelf;
  UPDATE desk_day SET n = n - 1 WHERE unit_id = OLD.unit_id AND staff_id = OLD.staff_id AND shelf = OLD.shelf AND due = OLD.due;
  DELETE FROM desk_day WHERE unit_id = OLD.unit_id AND staff_id = OLD.staff_id AND shelf = OLD.shelf AND due = OLD.due AND n = 0;
END;
-- only sqlite
CREATE TRIGGER desk_case_made AFTER INSERT ON person_case BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.id); END;
-- only sqlite
CREATE TRIGGER desk_case_moved AFTER UPDATE OF holder_unit, holder_staff, state ON person_case BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.id); END;
-- only sqlite
CREATE TRIGGER desk_task_made AFTER INSERT ON task BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_task_moved AFTER UPDATE ON task BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_offer_made AFTER INSERT ON handover BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_offer_moved AFTER UPDATE ON handover BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_service_made AFTER INSERT ON service BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_service_moved AFTER UPDATE ON service BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_consent_made AFTER INSERT ON consent BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_consent_moved AFTER UPDATE ON consent BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_dispute_made AFTER INSERT ON dispute BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_dispute_moved AFTER UPDATE OF state ON dispute BEGIN INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id); END;
-- only sqlite
CREATE TRIGGER desk_dispute_joined AFTER INSERT ON case_unit WHEN EXISTS (SELECT 1 FROM dispute_open d WHERE d.case_id = NEW.case_id) BEGIN
  INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id);
END;
-- only sqlite
CREATE TRIGGER desk_dispute_left AFTER UPDATE OF until_at ON case_unit WHEN EXISTS (SELECT 1 FROM dispute_open d WHERE d.case_id = NEW.case_id) BEGIN
  INSERT INTO desk_refresh (case_id) VALUES (NEW.case_id);
END;
-- only sqlite
CREATE TRIGGER desk_person_renamed AFTER UPDATE OF search_name ON person WHEN NEW.search_name <> OLD.search_name BEGIN
  INSERT INTO desk_refresh (case_id) SELECT id FROM case_spine WHERE person_id = NEW.id;
END;

-- only sqlite
CREATE VIEW desk_name_refresh AS SELECT id AS case_id, holder_unit AS unit_id FROM case_spine;
-- only sqlite
CREATE TRIGGER desk_name_refreshed INSTEAD OF INSERT ON desk_name_refresh BEGIN
  DELETE FROM desk_name WHERE case_id = NEW.case_id AND (NEW.unit_id IS NULL OR unit_id = NEW.unit_id);
  INSERT INTO desk_name (unit_id, word, case_id, ends_on)
  SELECT unit_id, word, case_id, ends_on FROM desk_name_now WHERE case_id = NEW.case_id AND (NEW.unit_id IS NULL OR unit_id = NEW.unit_id);
END;
-- only sqlite
CREATE TRIGGER desk_name_part_made AFTER INSERT ON case_unit BEGIN INSERT INTO desk_name_refresh (case_id, unit_id) VALUES (NEW.case_id, NEW.unit_id); END;
-- only sqlite
CREATE TRIGGER desk_name_part_moved AFTER UPDATE OF until_at, ends_on ON case_unit WHEN NEW.until_at IS NOT OLD.until_at OR NEW.ends_on IS NOT OLD.ends_on BEGIN
  INSERT INTO desk_name_refresh (case_id, unit_id) VALUES (NEW.case_id, NEW.unit_id);
END;
-- only sqlite
CREATE TRIGGER desk_name_case_closed AFTER UPDATE OF state ON person_case WHEN (NEW.state = 'closed') <> (OLD.state = 'closed') BEGIN
  INSERT INTO desk_name_refresh (case_id, unit_id) VALUES (NEW.id, NULL);
END;
-- only sqlite
CREATE TRIGGER desk_name_word_made AFTER INSERT ON person_word BEGIN
  INSERT INTO desk_name_refresh (case_id, unit_id) SELECT id, NULL FROM case_spine WHERE person_id = NEW.person_id;
END;
-- only sqlite
CREATE TRIGGER desk_name_word_gone AFTER DELETE ON person_word BEGIN
  DELETE FROM desk_name WHERE word = OLD.word AND case_id IN (SELECT id FROM case_spine WHERE person_id = OLD.person_id);
END;

-- ── the same in PostgreSQL ──

-- A place that stays as it is is left alone: here a row that is written again is counted again, and leaves a dead one behind until the server clears up.
-- only postgresql
CREATE FUNCTION desk_refresh(which bigint) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM desk_hold) THEN
    INSERT INTO desk_held (case_id) VALUES (which) ON CONFLICT (case_id) DO NOTHING;
    RETURN;
  END IF;
  DELETE FROM desk_place p
   WHERE p.case_id = which
     AND NOT EXISTS (SELECT 1 FROM desk_place_now n
                      WHERE n.case_id = which AND n.unit_id = p.unit_id AND n.staff_id = p.staff_id AND n.shelf = p.shelf AND n.due = p.due
                        AND n.name = p.name AND n.since = p.since AND n.subject = p.subject);
  INSERT INTO desk_place (unit_id, staff_id, shelf, due, name, since, case_id, subject)
  SELECT unit_id, staff_id, shelf, due, name, since, case_id, subject FROM desk_place_now WHERE case_id = which ON CONFLICT DO NOTHING;
  DELETE FROM desk_worry WHERE case_id = which;
  INSERT INTO desk_worry (unit_id, kind, on_date, at, case_id, subject)
  SELECT unit_id, kind, on_date, at, case_id, subject FROM desk_worry_now WHERE case_id = which;
END $$;
-- only postgresql
CREATE FUNCTION desk_let_go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM desk_held; RETURN NULL; END $$;
-- only postgresql
CREATE TRIGGER desk_let_go AFTER DELETE ON desk_hold FOR EACH ROW EXECUTE FUNCTION desk_let_go();
-- only postgresql
CREATE FUNCTION desk_held_refreshed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM desk_refresh(OLD.case_id); RETURN NULL; END $$;
-- only postgresql
CREATE TRIGGER desk_held_refreshed AFTER DELETE ON desk_held FOR EACH ROW EXECUTE FUNCTION desk_held_refreshed();
-- only postgresql
CREATE FUNCTION desk_place_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO desk_total AS c (unit_id, staff_id, shelf, n) VALUES (NEW.unit_id, NEW.staff_id, NEW.shelf, 1)
      ON CONFLICT (unit_id, staff_id, shelf) DO UPDATE SET n = c.n + 1;
    INSERT INTO desk_day AS c (unit_id, staff_id, shelf, due, n) VALUES (NEW.unit_id, NEW.staff_id, NEW.shelf, NEW.due, 1)
      ON CONFLICT (unit_id, staff_id, shelf, due) DO UPDATE SET n = c.n + 1;
  ELSE
    UPDATE desk_total SET n = n - 1 WHERE unit_id = OLD.unit_id AND staff_id = OLD.staff_id AND shelf = OLD.shelf;
    UPDATE desk_day SET n = n - 1 WHERE unit_id = OLD.unit_id AND staff_id = OLD.staff_id AND shelf = OLD.shelf AND due = OLD.due;
    DELETE FROM desk_day WHERE unit_id = OLD.unit_id AND staff_id = OLD.staff_id AND shelf = OLD.shelf AND due = OLD.due AND n = 0;
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER desk_place_changed AFTER INSERT OR DELETE ON desk_place FOR EACH ROW EXECUTE FUNCTION desk_place_changed();
-- only postgresql
CREATE FUNCTION desk_case_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM desk_refresh(NEW.id); RETURN NULL; END $$;
-- only postgresql
CREATE FUNCTION desk_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM desk_refresh(NEW.case_id); RETURN NULL; END $$;
-- only postgresql
CREATE FUNCTION desk_person_renamed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM desk_refresh(id) FROM case_spine WHERE person_id = NEW.id;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER desk_case_changed AFTER INSERT OR UPDATE OF holder_unit, holder_staff, state ON person_case FOR EACH ROW EXECUTE FUNCTION desk_case_changed();
-- only postgresql
CREATE TRIGGER desk_task_changed AFTER INSERT OR UPDATE ON task FOR EACH ROW EXECUTE FUNCTION desk_part_changed();
-- only postgresql
CREATE TRIGGER desk_offer_changed AFTER INSERT OR UPDATE ON handover FOR EACH ROW EXECUTE FUNCTION desk_part_changed();
-- only postgresql
CREATE TRIGGER desk_service_changed AFTER INSERT OR UPDATE ON service FOR EACH ROW EXECUTE FUNCTION desk_part_changed();
-- only postgresql
CREATE TRIGGER desk_consent_changed AFTER INSERT OR UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION desk_part_changed();
-- only postgresql
CREATE TRIGGER desk_dispute_changed AFTER INSERT OR UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION desk_part_changed();
-- only postgresql
CREATE FUNCTION desk_dispute_team_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM dispute_open d WHERE d.case_id = NEW.case_id) THEN PERFORM desk_refresh(NEW.case_id); END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER desk_dispute_team_changed AFTER INSERT OR UPDATE OF until_at ON case_unit FOR EACH ROW EXECUTE FUNCTION desk_dispute_team_changed();
-- only postgresql
CREATE TRIGGER desk_person_renamed AFTER UPDATE OF search_name ON person FOR EACH ROW EXECUTE FUNCTION desk_person_renamed();

-- only postgresql
CREATE FUNCTION desk_name_refresh(which bigint, of_unit bigint) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM desk_name WHERE case_id = which AND (of_unit IS NULL OR unit_id = of_unit);
  INSERT INTO desk_name (unit_id, word, case_id, ends_on)
  SELECT unit_id, word, case_id, ends_on FROM desk_name_now WHERE case_id = which AND (of_unit IS NULL OR unit_id = of_unit);
END $$;
-- only postgresql
CREATE FUNCTION desk_name_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM desk_name_refresh(NEW.case_id, NEW.unit_id);
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER desk_name_part_made AFTER INSERT ON case_unit FOR EACH ROW EXECUTE FUNCTION desk_name_part_changed();
-- only postgresql
CREATE TRIGGER desk_name_part_moved AFTER UPDATE OF until_at, ends_on ON case_unit FOR EACH ROW
  WHEN (NEW.until_at IS DISTINCT FROM OLD.until_at OR NEW.ends_on IS DISTINCT FROM OLD.ends_on) EXECUTE FUNCTION desk_name_part_changed();
-- only postgresql
CREATE FUNCTION desk_name_case_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM desk_name_refresh(NEW.id, NULL); RETURN NULL; END $$;
-- only postgresql
CREATE TRIGGER desk_name_case_closed AFTER UPDATE OF state ON person_case FOR EACH ROW
  WHEN ((NEW.state = 'closed') <> (OLD.state = 'closed')) EXECUTE FUNCTION desk_name_case_closed();
-- only postgresql
CREATE FUNCTION desk_name_word_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN PERFORM desk_name_refresh(id, NULL) FROM case_spine WHERE person_id = NEW.person_id;
  ELSE DELETE FROM desk_name WHERE word = OLD.word AND case_id IN (SELECT id FROM case_spine WHERE person_id = OLD.person_id); END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER desk_name_word_changed AFTER INSERT OR DELETE ON person_word FOR EACH ROW EXECUTE FUNCTION desk_name_word_changed();

-- What a row of a list of cases says.
CREATE VIEW desk_case_line AS
  SELECT c.id, c.held_since, c.holder_staff, p.given_name, p.family_name, p.born, t.kind AS next_kind, t.due AS next_due, t.unit_id AS next_unit,
         u.name_nb AS next_nb, u.name_nn AS next_nn, s.name AS staff_name, o.id AS offer, w.name_nb AS offered_nb, w.name_nn AS offered_nn
    FROM case_spine c
    JOIN person_name p ON p.id = c.person_id
    LEFT JOIN open_task t ON t.id = (SELECT n.id FROM open_task n WHERE n.case_id = c.id ORDER BY n.due, n.id LIMIT 1)
    LEFT JOIN unit_name u ON u.id = t.unit_id
    LEFT JOIN staff_name s ON s.id = c.holder_staff
    LEFT JOIN handover_open o ON o.case_id = c.id
    LEFT JOIN unit_name w ON w.id = o.to_unit;
-- What a row of a list of tasks says.
CREATE VIEW desk_task_line AS
  SELECT t.id, t.kind, t.due, t.case_id, t.staff_id, p.given_name, p.family_name, s.name AS staff_name
    FROM open_task t
    JOIN case_spine c ON c.id = t.case_id
    JOIN person_name p ON p.id = c.person_id
    LEFT JOIN staff_name s ON s.id = t.staff_id;

-- For the checks of a running database.
CREATE VIEW desk_place_kept AS SELECT unit_id, staff_id, shelf, due, name, since, case_id, subject FROM desk_place;
CREATE VIEW desk_worry_kept AS SELECT unit_id, kind, on_date, at, case_id, subject FROM desk_worry;
CREATE VIEW desk_name_kept AS SELECT unit_id, word, case_id, ends_on FROM desk_name;
CREATE VIEW desk_total_kept AS SELECT unit_id, staff_id, shelf, n FROM desk_total WHERE n <> 0;
CREATE VIEW desk_total_now AS SELECT unit_id, staff_id, shelf, count(*) AS n FROM desk_place GROUP BY unit_id, staff_id, shelf;
CREATE VIEW desk_day_kept AS SELECT unit_id, staff_id, shelf, due, n FROM desk_day;
CREATE VIEW desk_day_now AS SELECT unit_id, staff_id, shelf, due, count(*) AS n FROM desk_place GROUP BY unit_id, staff_id, shelf, due;
