-- The words between two kinds of services, as they are now.
-- name: guidance_now one
-- :from_role unit_role
-- :to_role unit_role
SELECT version_no, words_nb, words_nn, written_at, written_by
  FROM guidance_text
 WHERE from_role = :from_role AND to_role = :to_role
 ORDER BY version_no DESC
 LIMIT 1;

-- Every version of them, the newest first.
-- name: guidance_versions many
-- :from_role unit_role
-- :to_role unit_role
SELECT g.version_no, g.words_nb, g.words_nn, g.written_at, s.name
  FROM guidance_text g
  JOIN staff_name s ON s.id = g.written_by
 WHERE g.from_role = :from_role AND g.to_role = :to_role
 ORDER BY g.version_no DESC
 LIMIT 50;

-- The newest version of every pair that has one.
-- name: guidance_all many
-- scan ok: at most a hundred pairs, a few versions each
SELECT g.from_role, g.to_role, g.version_no, g.words_nb, g.words_nn, g.written_at
  FROM guidance_text g
 WHERE g.version_no = (SELECT max(n.version_no) FROM guidance_text n WHERE n.from_role = g.from_role AND n.to_role = g.to_role)
 ORDER BY g.from_role, g.to_role
 LIMIT 200;

-- name: guidance_insert exec
-- :from_role unit_role
-- :to_role unit_role
-- :version_no int
-- :words_nb text
-- :words_nn text
-- :now instant
-- :staff staff_id
INSERT INTO guidance_text (from_role, to_role, version_no, words_nb, words_nn, written_at, written_by)
VALUES (:from_role, :to_role, :version_no, :words_nb, :words_nn, :now, :staff);
