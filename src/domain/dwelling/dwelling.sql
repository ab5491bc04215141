-- The dwelling of a row of the file.
-- name: dwelling_by_kobo_key one
-- :kobo_key text
SELECT id, row_hash, kobo_row, file_row, class, state, state_since FROM dwelling WHERE kobo_key = :kobo_key;

-- A new dwelling.
-- name: dwelling_insert insert
-- :kobo_key text
-- :municipality text
-- :cadastral text
-- :lease_number text?
-- :section_number text?
-- :unit_number text?
-- :extra_reference text?
-- :street text
-- :house_number text?
-- :house_letter text?
-- :postcode text
-- :class dwelling_class
-- :state dwelling_state
-- :state_since date?
-- :bedrooms int?
-- :rent int?
-- :wheelchair bool
-- :shared bool
-- :staffed bool
-- :staff_base bool
-- :kobo_row text
-- :file_row text
-- :main_applicant blob?
-- :row_hash text
-- :now instant
INSERT INTO dwelling (kobo_key, municipality, cadastral, lease_number, section_number, unit_number, extra_reference, street, house_number,
                      house_letter, postcode, class, state, state_since, bedrooms, rent, wheelchair, shared, staffed_day_and_night, staff_base,
                      kobo_row, file_row, main_applicant, row_hash, imported_at)
VALUES (:kobo_key, :municipality, :cadastral, :lease_number, :section_number, :unit_number, :extra_reference, :street, :house_number,
        :house_letter, :postcode, :class, :state, :state_since, :bedrooms, :rent, :wheelchair, :shared, :staffed, :staff_base,
        :kobo_row, :file_row, :main_applicant, :row_hash, :now)
RETURNING id;

-- A dwelling whose row in the file has changed. Its state is moved by itself.
-- name: dwelling_update exec
-- :dwelling dwelling_id
-- :class dwelling_class
-- :file_state dwelling_state?
-- :bedrooms int?
-- :rent int?
-- :wheelchair bool
-- :shared bool
-- :staffed bool
-- :staff_base bool
-- :postcode text
-- :kobo_row text
-- :file_row text
-- :main_applicant blob?
-- :row_hash text
-- :now instant
UPDATE dwelling
   SET class = :class, file_state = :file_state, bedrooms = :bedrooms, rent = :rent, wheelchair = :wheelchair,
       abstinence_required = CASE WHEN :shared = 1 THEN abstinence_required ELSE 0 END,
       shared = :shared, staffed_day_and_night = :staffed, staff_base = :staff_base, postcode = :postcode, kobo_row = :kobo_row, file_row = :file_row,
       main_applicant = :main_applicant, row_hash = :row_hash, imported_at = :now, version = version + 1
 WHERE id = :dwelling;

-- Where one dwelling stands.
-- name: dwelling_state_of one
-- :dwelling dwelling_id
SELECT state, state_since FROM dwelling WHERE id = :dwelling;

-- Moves it, if it still stands where the caller saw it.
-- name: dwelling_set_state exec
-- :dwelling dwelling_id
-- :from dwelling_state
-- :to dwelling_state
-- :on date
UPDATE dwelling SET state = :to, state_since = :on, file_state = NULL, version = version + 1 WHERE id = :dwelling AND state = :from;

-- Keeps the step.
-- name: dwelling_move_add exec
-- :dwelling dwelling_id
-- :from dwelling_state?
-- :to dwelling_state
-- :on date
-- :why text?
-- :now instant
-- :staff staff_id
INSERT INTO dwelling_move (dwelling_id, from_state, to_state, on_date, why, at, by_staff) VALUES (:dwelling, :from, :to, :on, :why, :now, :staff);

-- Every dwelling, for the file that goes back. The state is ours.
-- name: dwelling_all each
-- scan ok: the whole stock goes into the file
SELECT kobo_row, main_applicant, state, state_since, address_shielded FROM dwelling ORDER BY kobo_key;

-- One page of the stock, by address. `words` is what an address or an object number begins with, in small letters.
-- name: dwelling_page many
-- :state dwelling_state?
-- :class dwelling_class?
-- :area dwelling_area_id?
-- :cluster dwelling_cluster_id?
-- :words text?
-- :which stock_list?
-- :verified date
-- :most int
-- :skip int
-- scan ok: a stock is some hundreds to some thousands
-- =area text?
-- =cluster text?
-- =latitude real?
-- =longitude real?
-- =bound grant_group?
-- =bound_until date?
SELECT d.id, d.object_number, d.street, d.house_number, d.house_letter, d.unit_number, d.extra_reference, d.postcode, d.class, d.type, d.state, d.state_since, d.file_state, d.bedrooms,
       d.rooms, d.floor, d.area_m2, d.rent, d.wheelchair, d.step_free, d.shared, d.staffed_day_and_night, d.staff_base, d.abstinence_required, d.age_from, d.age_to, d.unfit,
       d.address_shielded, d.verified_on, d.area_id, d.cluster_id, a.name AS area, c.name AS cluster, COALESCE(d.latitude, c.latitude, a.latitude) AS latitude,
       COALESCE(d.longitude, c.longitude, a.longitude) AS longitude, g.bound_group AS bound, g.until_date AS bound_until
  FROM dwelling d
  LEFT JOIN dwelling_area a ON a.id = d.area_id
  LEFT JOIN dwelling_cluster c ON c.id = d.cluster_id
  LEFT JOIN dwelling_grant g ON g.dwelling_id = d.id
 WHERE (:state IS NULL OR d.state = :state) AND (:class IS NULL OR d.class = :class)
   AND (:area IS NULL OR (d.area_id = :area AND d.address_shielded = 0)) AND (:cluster IS NULL OR (d.cluster_id = :cluster AND d.address_shielded = 0))
   AND (:words IS NULL OR lower(COALESCE(d.object_number, '')) LIKE :words || '%' OR (d.address_shielded = 0 AND lower(d.street || ' ' || COALESCE(d.house_number, '')) LIKE :words || '%'))
   AND (:which IS NULL OR (:which = 'unverified' AND d.state <> 'sold' AND (d.verified_on IS NULL OR d.verified_on < :verified)) OR (:which = 'unfit' AND d.unfit IS NOT NULL)
        OR (:which = 'file_differs' AND d.file_state IS NOT NULL)
        OR (:which = 'apart' AND (g.dwelling_id IS NOT NULL OR d.abstinence_required = 1 OR d.age_from IS NOT NULL OR d.age_to IS NOT NULL)))
 ORDER BY d.address_shielded, d.street, d.house_number, d.house_letter, d.unit_number, d.id
 LIMIT :most OFFSET :skip;

-- How many there are of each state, under the same choices.
-- name: dwelling_counts many
-- :class dwelling_class?
-- :area dwelling_area_id?
-- :cluster dwelling_cluster_id?
-- :words text?
-- :which stock_list?
-- :verified date
-- scan ok: a stock is some hundreds to some thousands
-- =n int
SELECT d.state, count(*) AS n
  FROM dwelling d
  LEFT JOIN dwelling_grant g ON g.dwelling_id = d.id
 WHERE (:class IS NULL OR d.class = :class) AND (:area IS NULL OR (d.area_id = :area AND d.address_shielded = 0)) AND (:cluster IS NULL OR (d.cluster_id = :cluster AND d.address_shielded = 0))
   AND (:words IS NULL OR lower(COALESCE(d.object_number, '')) LIKE :words || '%' OR (d.address_shielded = 0 AND lower(d.street || ' ' || COALESCE(d.house_number, '')) LIKE :words || '%'))
   AND (:which IS NULL OR (:which = 'unverified' AND d.state <> 'sold' AND (d.verified_on IS NULL OR d.verified_on < :verified)) OR (:which = 'unfit' AND d.unfit IS NOT NULL)
        OR (:which = 'file_differs' AND d.file_state IS NOT NULL)
        OR (:which = 'apart' AND (g.dwelling_id IS NOT NULL OR d.abstinence_required = 1 OR d.age_from IS NOT NULL OR d.age_to IS NOT NULL)))
 GROUP BY d.state
 ORDER BY d.state
 LIMIT 100;

-- The whole stock, and what of it needs a look.
-- name: dwelling_sums one
-- :verified date
-- scan ok: a stock is some hundreds to some thousands
-- =n int
-- =unverified int
-- =unfit int
-- =apart int
-- =file_differs int
SELECT count(*) AS n, COALESCE(sum(CASE WHEN d.state <> 'sold' AND (d.verified_on IS NULL OR d.verified_on < :verified) THEN 1 ELSE 0 END), 0) AS unverified,
       COALESCE(sum(CASE WHEN d.unfit IS NOT NULL THEN 1 ELSE 0 END), 0) AS unfit,
       COALESCE(sum(CASE WHEN g.dwelling_id IS NOT NULL OR d.abstinence_required = 1 OR d.age_from IS NOT NULL OR d.age_to IS NOT NULL THEN 1 ELSE 0 END), 0) AS apart,
       COALESCE(sum(CASE WHEN d.file_state IS NOT NULL THEN 1 ELSE 0 END), 0) AS file_differs
  FROM dwelling d
  LEFT JOIN dwelling_grant g ON g.dwelling_id = d.id;

-- One dwelling.
-- name: dwelling_get one
-- :dwelling dwelling_id
-- =area text?
-- =cluster text?
-- =manager_nb text?
-- =manager_nn text?
-- =verified_name text?
SELECT d.id, d.object_number, d.object_remarks, d.municipality, d.cadastral, d.lease_number, d.section_number, d.unit_number, d.extra_reference, d.street, d.house_number, d.house_letter,
       d.postcode, d.class, d.type, d.state, d.state_since, d.file_state, d.bedrooms, d.rooms, d.floor, d.area_m2, d.rent, d.wheelchair, d.step_free, d.quiet, d.pets, d.near_transport,
       d.shared, d.staffed_day_and_night, d.staff_base, d.abstinence_required, d.age_from, d.age_to, d.house_rules, d.owner, d.owner_name, d.manager_unit, d.area_id, d.cluster_id,
       d.latitude, d.longitude, d.address_shielded, d.unfit, d.verified_on, d.file_row, d.imported_at, d.version, a.name AS area, c.name AS cluster, u.name_nb AS manager_nb, u.name_nn AS manager_nn,
       s.name AS verified_name
  FROM dwelling d
  LEFT JOIN dwelling_area a ON a.id = d.area_id
  LEFT JOIN dwelling_cluster c ON c.id = d.cluster_id
  LEFT JOIN unit_name u ON u.id = d.manager_unit
  LEFT JOIN staff_name s ON s.id = d.verified_by
 WHERE d.id = :dwelling;

-- What it is called.
-- name: dwelling_name_of one
-- :dwelling dwelling_id
SELECT street, house_number, house_letter, object_number, address_shielded FROM dwelling WHERE id = :dwelling;

-- What is built in.
-- name: dwelling_adapted_of many
-- :dwelling dwelling_id
SELECT adaptation FROM dwelling_adapted WHERE dwelling_id = :dwelling ORDER BY adaptation LIMIT 40;

-- The grant that binds it.
-- name: dwelling_grant_of one
-- :dwelling dwelling_id
SELECT name, bound_group, until_date, reference FROM dwelling_grant WHERE dwelling_id = :dwelling;

-- Its last steps.
-- name: dwelling_moves_of many
-- :dwelling dwelling_id
-- =name text?
SELECT m.from_state, m.to_state, m.on_date, m.why, s.name FROM dwelling_move m LEFT JOIN staff_name s ON s.id = m.by_staff
 WHERE m.dwelling_id = :dwelling ORDER BY m.id DESC LIMIT 20;

-- Its row as it stands.
-- name: dwelling_row one
-- :dwelling dwelling_id
SELECT kobo_row, class, version, street, cadastral FROM dwelling WHERE id = :dwelling;

-- Who else has this object number.
-- name: dwelling_by_object one
-- :object_number text
SELECT id FROM dwelling WHERE object_number = :object_number;

-- A number for what is registered by hand.
-- name: dwelling_set_object exec
-- :dwelling dwelling_id
-- :object_number text
UPDATE dwelling SET object_number = :object_number WHERE id = :dwelling;

-- What is told of it, but where it is and where it stands. Nothing happens when somebody else has changed it since.
-- name: dwelling_describe exec
-- :dwelling dwelling_id
-- :version int
-- :object_number text?
-- :object_remarks text?
-- :class dwelling_class
-- :type text?
-- :bedrooms int?
-- :rooms int?
-- :floor int?
-- :area_m2 int?
-- :rent int?
-- :wheelchair bool
-- :step_free bool
-- :quiet bool
-- :pets bool
-- :near_transport bool
-- :shared bool
-- :staffed bool
-- :staff_base bool
-- :abstinence bool
-- :age_from int?
-- :age_to int?
-- :house_rules text?
-- :owner dwelling_owner
-- :owner_name text?
-- :manager unit_id?
-- :area dwelling_area_id?
-- :cluster dwelling_cluster_id?
-- :latitude real?
-- :longitude real?
-- :shielded bool
-- :unfit text?
-- :kobo_row text
UPDATE dwelling
   SET object_number = :object_number, object_remarks = :object_remarks, class = :class, type = :type, bedrooms = :bedrooms, rooms = :rooms, floor = :floor, area_m2 = :area_m2,
       rent = :rent, wheelchair = :wheelchair, step_free = :step_free, quiet = :quiet, pets = :pets, near_transport = :near_transport, shared = :shared,
       staffed_day_and_night = :staffed, staff_base = :staff_base, abstinence_required = :abstinence, age_from = :age_from, age_to = :age_to, house_rules = :house_rules,
       owner = :owner, owner_name = :owner_name, manager_unit = :manager, area_id = :area, cluster_id = :cluster, latitude = :latitude, longitude = :longitude,
       address_shielded = :shielded, unfit = :unfit, kobo_row = :kobo_row, version = version + 1
 WHERE id = :dwelling AND version = :version;

-- Somebody has been there, or asked, and what stands here is right.
-- name: dwelling_verify exec
-- :dwelling dwelling_id
-- :today date
-- :staff staff_id
UPDATE dwelling SET verified_on = :today, verified_by = :staff, version = version + 1 WHERE id = :dwelling;

-- What is built in, anew.
-- name: dwelling_adapted_clear exec
-- :dwelling dwelling_id
DELETE FROM dwelling_adapted WHERE dwelling_id = :dwelling;

-- name: dwelling_adapted_add exec
-- :dwelling dwelling_id
-- :adaptation dwelling_adaptation
INSERT INTO dwelling_adapted (dwelling_id, adaptation) VALUES (:dwelling, :adaptation) ON CONFLICT (dwelling_id, adaptation) DO NOTHING;

-- name: dwelling_grant_clear exec
-- :dwelling dwelling_id
DELETE FROM dwelling_grant WHERE dwelling_id = :dwelling;

-- name: dwelling_grant_put exec
-- :dwelling dwelling_id
-- :name text
-- :bound grant_group
-- :until date
-- :reference text?
INSERT INTO dwelling_grant (dwelling_id, name, bound_group, until_date, reference) VALUES (:dwelling, :name, :bound, :until, :reference)
ON CONFLICT (dwelling_id) DO UPDATE SET name = excluded.name, bound_group = excluded.bound_group, until_date = excluded.until_date, reference = excluded.reference;

-- ── areas and clusters ──
-- name: dwelling_areas many
-- scan ok: a municipality has some tens
-- =n int
-- =vacant int
SELECT a.id, a.name, a.latitude, a.longitude, (SELECT count(*) FROM dwelling d WHERE d.area_id = a.id AND d.state <> 'sold') AS n,
       (SELECT count(*) FROM dwelling d WHERE d.area_id = a.id AND d.state = 'ready') AS vacant
  FROM dwelling_area a ORDER BY a.name LIMIT 200;

-- name: dwelling_area_add insert
-- :name text
-- :latitude real?
-- :longitude real?
INSERT INTO dwelling_area (name, latitude, longitude) VALUES (:name, :latitude, :longitude) RETURNING id;

-- name: dwelling_area_by_name one
-- :name text
SELECT id FROM dwelling_area WHERE name = :name;

-- name: dwelling_area_change exec
-- :area dwelling_area_id
-- :name text
-- :latitude real?
-- :longitude real?
UPDATE dwelling_area SET name = :name, latitude = :latitude, longitude = :longitude WHERE id = :area;

-- name: dwelling_clusters many
-- scan ok: a municipality has some hundreds at most
-- =area text?
-- =n int
-- =vacant int
-- =unfit int
SELECT c.id, c.name, c.kind, c.note, c.area_id, c.latitude, c.longitude, a.name AS area, (SELECT count(*) FROM dwelling d WHERE d.cluster_id = c.id AND d.state <> 'sold') AS n,
       (SELECT count(*) FROM dwelling d WHERE d.cluster_id = c.id AND d.state = 'ready') AS vacant,
       (SELECT count(*) FROM dwelling d WHERE d.cluster_id = c.id AND d.unfit IS NOT NULL) AS unfit
  FROM dwelling_cluster c LEFT JOIN dwelling_area a ON a.id = c.area_id ORDER BY c.name LIMIT 500;

-- name: dwelling_cluster_get one
-- :cluster dwelling_cluster_id
-- =area text?
-- =n int
SELECT c.id, c.name, c.kind, c.note, c.area_id, c.latitude, c.longitude, a.name AS area, (SELECT count(*) FROM dwelling d WHERE d.cluster_id = c.id AND d.state <> 'sold') AS n
  FROM dwelling_cluster c LEFT JOIN dwelling_area a ON a.id = c.area_id WHERE c.id = :cluster;

-- What a cluster is made of.
-- name: dwelling_cluster_states many
-- :cluster dwelling_cluster_id
-- =n int
SELECT state, count(*) AS n FROM dwelling WHERE cluster_id = :cluster GROUP BY state ORDER BY state LIMIT 30;

-- name: dwelling_cluster_types many
-- :cluster dwelling_cluster_id
-- =n int
SELECT class, type, count(*) AS n FROM dwelling WHERE cluster_id = :cluster AND state <> 'sold' GROUP BY class, type ORDER BY class, type LIMIT 60;

-- name: dwelling_cluster_by_name one
-- :name text
SELECT id FROM dwelling_cluster WHERE name = :name;

-- name: dwelling_cluster_add insert
-- :name text
-- :kind cluster_kind
-- :area dwelling_area_id?
-- :note text?
-- :latitude real?
-- :longitude real?
INSERT INTO dwelling_cluster (name, kind, area_id, note, latitude, longitude) VALUES (:name, :kind, :area, :note, :latitude, :longitude) RETURNING id;

-- name: dwelling_cluster_change exec
-- :cluster dwelling_cluster_id
-- :name text
-- :kind cluster_kind
-- :area dwelling_area_id?
-- :note text?
-- :latitude real?
-- :longitude real?
UPDATE dwelling_cluster SET name = :name, kind = :kind, area_id = :area, note = :note, latitude = :latitude, longitude = :longitude WHERE id = :cluster;

-- Where a dwelling is placed, without touching the rest.
-- name: dwelling_place exec
-- :dwelling dwelling_id
-- :area dwelling_area_id?
-- :cluster dwelling_cluster_id?
UPDATE dwelling SET area_id = :area, cluster_id = :cluster WHERE id = :dwelling;

-- ── pictures ──
-- name: dwelling_pictures many
-- :dwelling dwelling_id
SELECT id, kind, alt, width, height, at FROM dwelling_picture WHERE dwelling_id = :dwelling ORDER BY id LIMIT 30;

-- name: dwelling_picture_get one
-- :picture dwelling_picture_id
SELECT p.dwelling_id, p.media_type, p.bytes, d.address_shielded FROM dwelling_picture p JOIN dwelling d ON d.id = p.dwelling_id WHERE p.id = :picture;

-- name: dwelling_picture_count one
-- :dwelling dwelling_id
-- =n int
SELECT count(*) AS n FROM dwelling_picture WHERE dwelling_id = :dwelling;

-- name: dwelling_picture_add insert
-- :dwelling dwelling_id
-- :kind picture_kind
-- :alt text
-- :media_type text
-- :width int
-- :height int
-- :bytes blob
-- :now instant
-- :staff staff_id
INSERT INTO dwelling_picture (dwelling_id, kind, alt, media_type, width, height, bytes, at, by_staff)
VALUES (:dwelling, :kind, :alt, :media_type, :width, :height, :bytes, :now, :staff) RETURNING id;

-- name: dwelling_picture_delete exec
-- :picture dwelling_picture_id
DELETE FROM dwelling_picture WHERE id = :picture;
