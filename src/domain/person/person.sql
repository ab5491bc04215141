-- A new person.
-- name: person_insert insert
-- :given_name text
-- :family_name text
-- :search_name text
-- :born date?
-- :national_id_hash blob?
-- :letter_language language
-- :address_grade address_grade
-- :created_at instant
INSERT INTO person (given_name, family_name, search_name, born, national_id_hash, letter_language, address_grade, hidden, created_at, version)
VALUES (:given_name, :family_name, :search_name, :born, :national_id_hash, :letter_language, :address_grade, 0, :created_at, 1)
RETURNING id;

-- What identifies or reaches her, sealed with the key that was just made.
-- name: person_seal_details exec
-- :person person_id
-- :national_id sealed?
-- :phone sealed?
-- :address sealed?
-- :contact_wish sealed?
UPDATE person
   SET national_id = :national_id, phone = :phone, address = :address, contact_wish = :contact_wish
 WHERE id = :person;

-- New contact details.
-- name: person_update_contact exec
-- :person person_id
-- :phone sealed?
-- :address sealed?
-- :contact_wish sealed?
UPDATE person
   SET phone = :phone, address = :address, contact_wish = :contact_wish, version = version + 1
 WHERE id = :person;

-- The spine of one person.
-- name: person_get one
-- :person person_id
SELECT p.id, p.given_name, p.family_name, p.born, p.letter_language, p.address_grade, p.hidden, p.phone, p.address, p.contact_wish,
       p.true_given, p.true_family, p.true_born, k.wrapped AS person_key
  FROM person p
  JOIN person_key k ON k.person_id = p.id
 WHERE p.id = :person;

-- Her national id, when it is really needed.
-- name: person_get_national_id one
-- :person person_id
SELECT p.national_id, k.wrapped AS person_key
  FROM person p
  JOIN person_key k ON k.person_id = p.id
 WHERE p.id = :person;

-- Who has this national id?
-- name: person_by_national_id one
-- :hash blob
-- =id person_id
SELECT COALESCE(merged_into, id) AS id FROM person WHERE national_id_hash = :hash;

-- One word of her name, for search.
-- name: person_word_add exec
-- :word blob
-- :person person_id
INSERT INTO person_word (word, person_id) VALUES (:word, :person) ON CONFLICT (word, person_id) DO NOTHING;

-- Names and language as a file has them now.
-- name: person_update_names exec
-- :person person_id
-- :given_name text
-- :family_name text
-- :search_name text
-- :letter_language language
-- :address_grade address_grade
UPDATE person
   SET given_name = :given_name, family_name = :family_name, search_name = :search_name, letter_language = :letter_language,
       address_grade = :address_grade
 WHERE id = :person;

-- Everyone with what is sealed, for the operator's file.
-- name: person_all each
-- scan ok: everyone goes into the file
SELECT p.id, p.given_name, p.family_name, p.born, p.national_id, p.phone, p.address, p.contact_wish, p.letter_language, p.address_grade,
       p.hidden, p.true_given, p.true_family, p.true_born, k.wrapped AS person_key
  FROM person p
  JOIN person_key k ON k.person_id = p.id
 ORDER BY p.id;

-- How many there are.
-- name: person_number_of one
-- scan ok: the operator asks, before a demonstration is made
-- =n int
SELECT count(*) AS n FROM person;

-- Before she gets another name.
-- name: person_words_gone exec
-- :person person_id
DELETE FROM person_word WHERE person_id = :person;

-- Names, language and the grade of a person whose name is hidden: what a file says of her is sealed too.
-- name: person_update_hidden exec
-- :person person_id
-- :given_name sealed
-- :family_name sealed
-- :letter_language language
-- :address_grade address_grade
UPDATE person
   SET true_given = :given_name, true_family = :family_name, letter_language = :letter_language, address_grade = :address_grade
 WHERE id = :person AND hidden = 1;

-- Her name and birth date go where only her case shows them; a mark stands in their place.
-- name: person_set_hidden exec
-- :person person_id
-- :mark text
-- :given_name sealed
-- :family_name sealed
-- :born sealed?
UPDATE person
   SET hidden = 1, given_name = 'N.N.', family_name = :mark, search_name = '', born = NULL,
       true_given = :given_name, true_family = :family_name, true_born = :born, version = version + 1
 WHERE id = :person AND hidden = 0;

-- And come back.
-- name: person_set_shown exec
-- :person person_id
-- :given_name text
-- :family_name text
-- :search_name text
-- :born date?
UPDATE person
   SET hidden = 0, given_name = :given_name, family_name = :family_name, search_name = :search_name, born = :born,
       true_given = NULL, true_family = NULL, true_born = NULL, version = version + 1
 WHERE id = :person AND hidden = 1;

-- A graded address is set or lifted.
-- name: person_set_grade exec
-- :person person_id
-- :address_grade address_grade
UPDATE person SET address_grade = :address_grade, version = version + 1 WHERE id = :person;

-- Nothing is left that tells who she was.
-- name: person_blank exec
-- :person person_id
UPDATE person
   SET given_name = '-', family_name = '', search_name = '', born = NULL, national_id = NULL, national_id_hash = NULL, phone = NULL, address = NULL,
       contact_wish = NULL, true_given = NULL, true_family = NULL, true_born = NULL, hidden = 0, version = version + 1
 WHERE id = :person;

-- Born on that day; for finding someone who is known already.
-- name: person_born_on many
-- :born date
-- :not_this person_id
SELECT id, given_name, family_name, search_name, born
  FROM person
 WHERE born = :born AND merged_into IS NULL AND id <> :not_this
 ORDER BY id
 LIMIT 200;

-- With exactly that name, folded.
-- name: person_named many
-- :search_name text
-- :not_this person_id
SELECT id, given_name, family_name, search_name, born
  FROM person
 WHERE search_name = :search_name AND merged_into IS NULL AND id <> :not_this
 ORDER BY id
 LIMIT 20;

-- The record that stands for her now.
-- name: person_root_of one
-- :person person_id
-- =root person_id
SELECT COALESCE(merged_into, id) AS root FROM person WHERE id = :person;

-- Is another record merged into this one?
-- name: person_has_merged one
-- :person person_id
SELECT id FROM person_merge WHERE kept_id = :person AND undone_at IS NULL LIMIT 1;

-- One record becomes part of another.
-- name: person_set_merged exec
-- :person person_id
-- :into person_id
UPDATE person SET merged_into = :into WHERE id = :person AND merged_into IS NULL;

-- And stands by itself again.
-- name: person_set_alone exec
-- :person person_id
UPDATE person SET merged_into = NULL WHERE id = :person AND merged_into IS NOT NULL;

-- The line that says so.
-- name: person_merge_insert insert
-- :kept person_id
-- :merged person_id
-- :reason merge_reason
-- :now instant
-- :staff int
INSERT INTO person_merge (kept_id, merged_id, reason, at, by_staff) VALUES (:kept, :merged, :reason, :now, :staff) RETURNING id;

-- And its end.
-- name: person_merge_undo exec
-- :merge person_merge_id
-- :now instant
-- :staff int
UPDATE person_merge SET undone_at = :now, undone_by = :staff WHERE id = :merge AND undone_at IS NULL;

-- One merge that stands.
-- name: person_merge_get one
-- :merge person_merge_id
SELECT kept_id, merged_id FROM person_merge WHERE id = :merge AND undone_at IS NULL;

-- The merges that stand for a person, with the name of the record that went in.
-- name: person_merges_of many
-- :person person_id
SELECT m.id, m.merged_id, m.at, p.given_name, p.family_name, p.born
  FROM person_merge m
  JOIN person p ON p.id = m.merged_id
 WHERE m.kept_id = :person AND m.undone_at IS NULL
 ORDER BY m.at DESC, m.id DESC
 LIMIT 20;
