-- The dwelling of a row of the file.
-- name: dwelling_by_kobo_key one
-- :kobo_key text
SELECT id, row_hash FROM dwelling WHERE kobo_key = :kobo_key;

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
-- :main_applicant blob?
-- :row_hash text
-- :now instant
INSERT INTO dwelling (kobo_key, municipality, cadastral, lease_number, section_number, unit_number, extra_reference, street, house_number,
                      house_letter, postcode, class, state, state_since, bedrooms, rent, wheelchair, shared, staffed_day_and_night, staff_base,
                      kobo_row, main_applicant, row_hash, imported_at)
VALUES (:kobo_key, :municipality, :cadastral, :lease_number, :section_number, :unit_number, :extra_reference, :street, :house_number,
        :house_letter, :postcode, :class, :state, :state_since, :bedrooms, :rent, :wheelchair, :shared, :staffed, :staff_base,
        :kobo_row, :main_applicant, :row_hash, :now)
RETURNING id;

-- A dwelling whose row in the file has changed.
-- name: dwelling_update exec
-- :dwelling dwelling_id
-- :class dwelling_class
-- :state dwelling_state
-- :state_since date?
-- :bedrooms int?
-- :rent int?
-- :wheelchair bool
-- :shared bool
-- :staffed bool
-- :staff_base bool
-- :postcode text
-- :kobo_row text
-- :main_applicant blob?
-- :row_hash text
-- :now instant
UPDATE dwelling
   SET class = :class, state = :state, state_since = :state_since, bedrooms = :bedrooms, rent = :rent, wheelchair = :wheelchair,
       shared = :shared, staffed_day_and_night = :staffed, staff_base = :staff_base, postcode = :postcode, kobo_row = :kobo_row,
       main_applicant = :main_applicant, row_hash = :row_hash, imported_at = :now
 WHERE id = :dwelling;

-- Every dwelling, for the file that goes back. The state is ours.
-- name: dwelling_all each
-- scan ok: the whole stock goes into the file
SELECT kobo_row, main_applicant, state FROM dwelling ORDER BY kobo_key;

-- One page of the stock, by address.
-- name: dwelling_page many
-- :state dwelling_state?
-- :class dwelling_class?
-- :skip int
-- scan ok: a stock is some hundreds to some thousands
SELECT id, street, house_number, house_letter, unit_number, postcode, class, state, state_since, bedrooms, wheelchair
  FROM dwelling
 WHERE (:state IS NULL OR state = :state) AND (:class IS NULL OR class = :class)
 ORDER BY street, house_number, house_letter, unit_number, id
 LIMIT 25 OFFSET :skip;

-- How many there are of each state and class.
-- name: dwelling_counts many
-- scan ok: a stock is some hundreds to some thousands
-- =n int
SELECT state, class, count(*) AS n FROM dwelling GROUP BY state, class ORDER BY state, class LIMIT 100;

-- One dwelling.
-- name: dwelling_get one
-- :dwelling dwelling_id
SELECT id, municipality, cadastral, unit_number, extra_reference, street, house_number, house_letter, postcode, class, state, state_since,
       bedrooms, rent, wheelchair, shared, staffed_day_and_night, staff_base, imported_at
  FROM dwelling
 WHERE id = :dwelling;
