-- The dwellings the municipality disposes: one differentiated stock. Suitability is told by properties; no label of any group exists here, but for
-- what a grant still binds (dwelling_grant). (R-117–R-130, R-139, R-145, formats/kobo)
-- enum dwelling_state: planned ready offered occupied vacated maintenance blocked sold unknown acquired notice inspected for_sale
-- enum dwelling_class: ordinary adapted shared unknown
-- enum dwelling_owner: municipal foundation housing_company private_landlord
-- enum dwelling_adaptation: lift adapted_bathroom adapted_kitchen door_opener call_alarm hearing sight sturdy soundproof own_entrance fire_safety
-- enum cluster_kind: building courtyard neighbourhood
-- enum grant_group: refugees young older disability
-- enum picture_kind: photo plan
-- enum stock_list: unverified unfit apart file_differs

-- A part of town. Its place is where the map puts what has none of its own.
CREATE TABLE dwelling_area (
  id        @id,
  name      @text UNIQUE,
  latitude  @real?,
  longitude @real?
) @strict;

-- Dwellings near each other: a building, a few houses round a yard, or a housing area by name that is followed over years. (R-134, R-138)
CREATE TABLE dwelling_cluster (
  id        @id,
  name      @text UNIQUE,
  kind      @enum(cluster_kind),
  area_id   @ref?(dwelling_area),
  note      @text?,
  latitude  @real?,
  longitude @real?
) @strict;
CREATE INDEX dwelling_cluster_area ON dwelling_cluster (area_id);

-- kobo_row keeps every column of the file as it stands here, so that an export gives back what came in with what was changed here; file_row as
-- the file had it last, so that what is changed on both sides is known ('': never in a file). The main applicant's name is in neither, but sealed
-- beside them, because it tells who lives there. file_state: what the file says when it is not a step from where the dwelling stands here.
-- `type` is a code of the profile's catalogue. `address_shielded`: nobody finds this address on a list, a map or a file of it.
-- unit manager_unit follows WHERE state <> 'sold'
CREATE TABLE dwelling (
  id             @id,
  kobo_key       @text UNIQUE,
  object_number  @text?,
  municipality   @text,
  cadastral      @text,
  lease_number   @text?,
  section_number @text?,
  unit_number    @text?,
  extra_reference @text?,
  street         @text,
  house_number   @text?,
  house_letter   @text?,
  postcode       @text,
  class          @enum(dwelling_class),
  state          @enum(dwelling_state),
  state_since    @date?,
  bedrooms       @int?,
  rent           @int?,
  wheelchair     @bool,
  shared         @bool,
  staffed_day_and_night @bool,
  staff_base     @bool,
  kobo_row       @text,
  file_row       @text DEFAULT '',
  file_state     @enum?(dwelling_state),
  main_applicant @blob?,
  row_hash       @text,
  imported_at    @instant,
  object_remarks @text?,
  type           @text?,
  rooms          @int?,
  floor          @int?,
  area_m2        @int?,
  step_free      @bool DEFAULT 0,
  quiet          @bool DEFAULT 0,
  pets           @bool DEFAULT 0,
  near_transport @bool DEFAULT 0,
  abstinence_required @bool DEFAULT 0,
  age_from       @int?,
  age_to         @int?,
  house_rules    @text?,
  owner          @enum(dwelling_owner) DEFAULT 'municipal',
  owner_name     @text?,
  manager_unit   @ref?(unit),
  area_id        @ref?(dwelling_area),
  cluster_id     @ref?(dwelling_cluster),
  latitude       @real?,
  longitude      @real?,
  address_shielded @bool DEFAULT 0,
  unfit          @text?,
  verified_on    @date?,
  verified_by    @ref?(staff),
  version        @int DEFAULT 1,
  CONSTRAINT dwelling_abstinence_only_shared CHECK (abstinence_required = 0 OR shared = 1),
  CONSTRAINT dwelling_age_limits CHECK ((age_from IS NULL OR age_from BETWEEN 16 AND 100) AND (age_to IS NULL OR age_to BETWEEN COALESCE(age_from, 16) AND 110)),
  CONSTRAINT dwelling_place CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CONSTRAINT dwelling_verified_whole CHECK ((verified_on IS NULL) = (verified_by IS NULL))
) @strict;
CREATE INDEX dwelling_state_class ON dwelling (state, class);
CREATE INDEX dwelling_street ON dwelling (street, house_number, house_letter, unit_number, id);
CREATE UNIQUE INDEX dwelling_object_number ON dwelling (object_number) WHERE object_number IS NOT NULL;
CREATE INDEX dwelling_in_cluster ON dwelling (cluster_id);
CREATE INDEX dwelling_in_area ON dwelling (area_id);

-- The stock as other modules see it: never who lives there, and no address that is shielded.
CREATE VIEW dwelling_stock AS
  SELECT id, object_number, CASE WHEN address_shielded = 1 THEN NULL ELSE street END AS street, CASE WHEN address_shielded = 1 THEN NULL ELSE house_number END AS house_number,
         CASE WHEN address_shielded = 1 THEN NULL ELSE house_letter END AS house_letter, CASE WHEN address_shielded = 1 THEN NULL ELSE unit_number END AS unit_number,
         CASE WHEN address_shielded = 1 THEN NULL ELSE postcode END AS postcode, class, type, state, state_since, bedrooms, rooms, floor, area_m2, rent, wheelchair, step_free, quiet, pets,
         near_transport, shared, staffed_day_and_night, staff_base, abstinence_required, age_from, age_to, owner, manager_unit, area_id, cluster_id, address_shielded, verified_on
    FROM dwelling;
CREATE VIEW dwelling_cluster_name AS SELECT id, name, kind, area_id FROM dwelling_cluster;
CREATE VIEW dwelling_area_name AS SELECT id, name FROM dwelling_area;

-- What is built in beyond steps and doors.
CREATE TABLE dwelling_adapted (
  dwelling_id @ref(dwelling),
  adaptation  @enum(dwelling_adaptation),
  PRIMARY KEY (dwelling_id, adaptation)
) @strict;
CREATE VIEW dwelling_adaptations AS SELECT dwelling_id, adaptation FROM dwelling_adapted;

-- A grant that still binds a dwelling to a group, and until when: the only reason a filter on a group may be used. (R-128)
CREATE TABLE dwelling_grant (
  dwelling_id @ref(dwelling),
  name        @text,
  bound_group @enum(grant_group),
  until_date  @date,
  reference   @text?,
  PRIMARY KEY (dwelling_id)
) @strict;
CREATE VIEW dwelling_bound AS SELECT dwelling_id, bound_group, until_date FROM dwelling_grant;

-- Where a dwelling has stood, step by step (MODEL 3.8). from_state is empty for the first one known.
-- append only
CREATE TABLE dwelling_move (
  id          @id,
  dwelling_id @ref(dwelling),
  from_state  @enum?(dwelling_state),
  to_state    @enum(dwelling_state),
  on_date     @date,
  why         @text?,
  at          @instant,
  by_staff    @int(staff_id)
) @strict;
CREATE INDEX dwelling_move_dwelling ON dwelling_move (dwelling_id, id);
CREATE INDEX dwelling_move_date ON dwelling_move (to_state, on_date);
CREATE VIEW dwelling_moves AS SELECT id, dwelling_id, from_state, to_state, on_date FROM dwelling_move;

-- Photos and plan drawings, with words for who does not see them. What a camera adds to a file, where and when, is not kept.
CREATE TABLE dwelling_picture (
  id          @id,
  dwelling_id @ref(dwelling),
  kind        @enum(picture_kind),
  alt         @text,
  media_type  @text,
  width       @int,
  height      @int,
  bytes       @blob,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT dwelling_picture_type CHECK (media_type IN ('image/jpeg', 'image/png')),
  CONSTRAINT dwelling_picture_size CHECK (length(bytes) BETWEEN 1 AND 4194304)
) @strict;
CREATE INDEX dwelling_picture_dwelling ON dwelling_picture (dwelling_id, id);

-- The steps of MODEL 3.8; dwelling_may_move in state.c says the same. From 'unknown', which a file may give, any step but a sale is open.
-- only sqlite
CREATE TRIGGER dwelling_steps BEFORE UPDATE OF state ON dwelling
WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('planned>acquired', 'acquired>ready', 'acquired>maintenance', 'acquired>blocked',
    'ready>offered', 'ready>maintenance', 'ready>blocked', 'ready>for_sale', 'offered>occupied', 'offered>ready', 'offered>blocked', 'occupied>notice',
    'occupied>vacated', 'notice>vacated', 'notice>occupied', 'vacated>inspected', 'vacated>blocked', 'inspected>maintenance', 'inspected>blocked',
    'inspected>for_sale', 'maintenance>ready', 'maintenance>blocked', 'maintenance>for_sale', 'blocked>maintenance', 'blocked>for_sale', 'for_sale>sold',
    'for_sale>maintenance', 'for_sale>ready', 'unknown>planned', 'unknown>acquired', 'unknown>ready', 'unknown>offered', 'unknown>occupied',
    'unknown>notice', 'unknown>vacated', 'unknown>inspected', 'unknown>maintenance', 'unknown>blocked', 'unknown>for_sale') BEGIN
  SELECT RAISE(ABORT, 'dwelling_steps');
END;
-- only postgresql
CREATE FUNCTION dwelling_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('planned>acquired', 'acquired>ready', 'acquired>maintenance', 'acquired>blocked',
    'ready>offered', 'ready>maintenance', 'ready>blocked', 'ready>for_sale', 'offered>occupied', 'offered>ready', 'offered>blocked', 'occupied>notice',
    'occupied>vacated', 'notice>vacated', 'notice>occupied', 'vacated>inspected', 'vacated>blocked', 'inspected>maintenance', 'inspected>blocked',
    'inspected>for_sale', 'maintenance>ready', 'maintenance>blocked', 'maintenance>for_sale', 'blocked>maintenance', 'blocked>for_sale', 'for_sale>sold',
    'for_sale>maintenance', 'for_sale>ready', 'unknown>planned', 'unknown>acquired', 'unknown>ready', 'unknown>offered', 'unknown>occupied',
    'unknown>notice', 'unknown>vacated', 'unknown>inspected', 'unknown>maintenance', 'unknown>blocked', 'unknown>for_sale')
  THEN RAISE EXCEPTION 'dwelling_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER dwelling_steps BEFORE UPDATE OF state ON dwelling FOR EACH ROW EXECUTE FUNCTION dwelling_steps();
