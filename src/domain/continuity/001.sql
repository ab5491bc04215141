-- How stable the people around her are, month by month. Nothing here is a source of anything: each row can be made anew from visits, and `felles verify`
-- compares. (R-218, R-220) Shares are per mille, so that both databases add up alike.

-- One person's month: visits that reached her, different helpers, the usual helper's share (UPC), concentration (COC) and steadiness (SECON), and how many people
-- came to her home. `many`: more helpers than the municipality wants. unit_id is the unit that came most.
-- unit unit_id keeps
CREATE TABLE continuity_month (
  case_id     @ref(person_case),
  month       @int,
  unit_id     @ref(unit),
  visits      @int,
  helpers     @int,
  many        @bool,
  upc         @int,
  coc         @int?,
  secon       @int?,
  home_days   @int,
  home_people @int,
  home_most   @int,
  PRIMARY KEY (case_id, month)
) @strict;
CREATE INDEX continuity_month_many ON continuity_month (unit_id, month) WHERE many = 1;

-- The same added up by unit, kept by triggers, so that a team's year and the municipality's cost the same with ten persons and with a hundred thousand.
-- unit unit_id keeps
CREATE TABLE continuity_unit (
  unit_id     @ref(unit),
  month       @int,
  persons     @int,
  visits      @int,
  helpers     @int,
  many        @int,
  upc         @int,
  coc_n       @int,
  coc         @int,
  secon_n     @int,
  secon       @int,
  home_days   @int,
  home_people @int,
  PRIMARY KEY (unit_id, month)
) @strict;
CREATE INDEX continuity_unit_month ON continuity_unit (month);

-- only sqlite
CREATE TRIGGER continuity_added AFTER INSERT ON continuity_month BEGIN
  INSERT INTO continuity_unit (unit_id, month, persons, visits, helpers, many, upc, coc_n, coc, secon_n, secon, home_days, home_people)
  VALUES (NEW.unit_id, NEW.month, 1, NEW.visits, NEW.helpers, NEW.many, NEW.upc, NEW.coc IS NOT NULL, COALESCE(NEW.coc, 0), NEW.secon IS NOT NULL, COALESCE(NEW.secon, 0),
          NEW.home_days, NEW.home_people)
  ON CONFLICT (unit_id, month) DO UPDATE
    SET persons = persons + 1, visits = visits + excluded.visits, helpers = helpers + excluded.helpers, many = many + excluded.many, upc = upc + excluded.upc,
        coc_n = coc_n + excluded.coc_n, coc = coc + excluded.coc, secon_n = secon_n + excluded.secon_n, secon = secon + excluded.secon,
        home_days = home_days + excluded.home_days, home_people = home_people + excluded.home_people;
END;
-- only sqlite
CREATE TRIGGER continuity_taken AFTER DELETE ON continuity_month BEGIN
  UPDATE continuity_unit
     SET persons = persons - 1, visits = visits - OLD.visits, helpers = helpers - OLD.helpers, many = many - OLD.many, upc = upc - OLD.upc,
         coc_n = coc_n - (OLD.coc IS NOT NULL), coc = coc - COALESCE(OLD.coc, 0), secon_n = secon_n - (OLD.secon IS NOT NULL), secon = secon - COALESCE(OLD.secon, 0),
         home_days = home_days - OLD.home_days, home_people = home_people - OLD.home_people
   WHERE unit_id = OLD.unit_id AND month = OLD.month;
END;
-- only postgresql
CREATE FUNCTION continuity_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO continuity_unit AS u (unit_id, month, persons, visits, helpers, many, upc, coc_n, coc, secon_n, secon, home_days, home_people)
    VALUES (NEW.unit_id, NEW.month, 1, NEW.visits, NEW.helpers, NEW.many, NEW.upc, CASE WHEN NEW.coc IS NULL THEN 0 ELSE 1 END, COALESCE(NEW.coc, 0),
            CASE WHEN NEW.secon IS NULL THEN 0 ELSE 1 END, COALESCE(NEW.secon, 0), NEW.home_days, NEW.home_people)
    ON CONFLICT (unit_id, month) DO UPDATE
      SET persons = u.persons + 1, visits = u.visits + excluded.visits, helpers = u.helpers + excluded.helpers, many = u.many + excluded.many, upc = u.upc + excluded.upc,
          coc_n = u.coc_n + excluded.coc_n, coc = u.coc + excluded.coc, secon_n = u.secon_n + excluded.secon_n, secon = u.secon + excluded.secon,
          home_days = u.home_days + excluded.home_days, home_people = u.home_people + excluded.home_people;
  ELSE
    UPDATE continuity_unit
       SET persons = persons - 1, visits = visits - OLD.visits, helpers = helpers - OLD.helpers, many = many - OLD.many, upc = upc - OLD.upc,
           coc_n = coc_n - CASE WHEN OLD.coc IS NULL THEN 0 ELSE 1 END, coc = coc - COALESCE(OLD.coc, 0),
           secon_n = secon_n - CASE WHEN OLD.secon IS NULL THEN 0 ELSE 1 END, secon = secon - COALESCE(OLD.secon, 0),
           home_days = home_days - OLD.home_days, home_people = home_people - OLD.home_people
     WHERE unit_id = OLD.unit_id AND month = OLD.month;
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER continuity_changed AFTER INSERT OR DELETE ON continuity_month FOR EACH ROW EXECUTE FUNCTION continuity_changed();

-- For the checks of a running database.
CREATE VIEW continuity_month_kept AS SELECT case_id, month, unit_id, visits, helpers, many, upc, coc, secon, home_days, home_people FROM continuity_month;
CREATE VIEW continuity_unit_kept AS SELECT unit_id, month, persons, visits, helpers, many, upc, coc, secon, home_days, home_people FROM continuity_unit WHERE persons <> 0;
CREATE VIEW continuity_unit_now AS
  SELECT unit_id, month, count(*) AS persons, sum(visits) AS visits, sum(helpers) AS helpers, sum(many) AS many, sum(upc) AS upc, sum(COALESCE(coc, 0)) AS coc,
         sum(COALESCE(secon, 0)) AS secon, sum(home_days) AS home_days, sum(home_people) AS home_people
    FROM continuity_month
   GROUP BY unit_id, month;
