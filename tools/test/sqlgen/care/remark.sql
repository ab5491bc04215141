-- The module's second file of queries: their numbers go on where the first file's end.

-- What one unit says of her, in its own zone.
-- name: remark_insert insert
-- :person person_id
-- :zone zone
-- :words sealed
INSERT INTO remark (person_id, zone, words) SELECT p.id, :zone, :words FROM person_public p WHERE p.id = :person RETURNING id;

-- name: remark_list many
-- :person person_id
-- :zone zone
SELECT r.words, k.wrapped AS person_key
  FROM remark r JOIN person_key k ON k.person_id = r.person_id
 WHERE r.person_id = :person AND r.zone = :zone
 LIMIT 20;

-- name: keyring_insert exec
-- :person person_id
-- :wrapped blob
INSERT INTO care_keyring (person_id, wrapped) VALUES (:person, :wrapped);
