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
INSERT INTO person (given_name, family_name, search_name, born, national_id_hash, letter_language, address_grade, created_at, version)
VALUES (:given_name, :family_name, :search_name, :born, :national_id_hash, :letter_language, :address_grade, :created_at, 1)
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
SELECT p.id, p.given_name, p.family_name, p.born, p.letter_language, p.address_grade, p.phone, p.address, p.contact_wish,
       k.wrapped AS person_key
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
SELECT id FROM person WHERE national_id_hash = :hash;

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
       k.wrapped AS person_key
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
