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
