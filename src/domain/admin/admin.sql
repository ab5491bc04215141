-- The trail as the administration reads it: from one link back in time, by what is asked for. (ARK-2)

-- The links that fit, the newest first. Of one thing by its index; else of a stretch of the chain, which :floor bounds.
-- name: trail_rows many
-- :about_one bool
-- :before audit_event_id
-- :floor audit_event_id
-- :staff staff_id?
-- :event text?
-- :subject text?
-- :subject_id int?
-- :start instant
-- :end instant
-- :limit int
SELECT a.id, a.at, a.event, a.subject, a.subject_id, a.detail, s.name AS who
  FROM (SELECT id
          FROM (SELECT l.id FROM audit_line l
                 WHERE :about_one = 1 AND l.subject = :subject AND l.subject_id = :subject_id AND l.id < :before AND l.id > :floor
                   AND (:staff IS NULL OR l.staff_id = :staff) AND (:event IS NULL OR l.event = :event)
                   AND l.at >= :start AND l.at < :end
                 ORDER BY l.id DESC LIMIT :limit) of_one
         UNION ALL
        SELECT id
          FROM (SELECT l.id FROM audit_line l
                 WHERE :about_one = 0 AND l.id < :before AND l.id > :floor
                   AND (:staff IS NULL OR l.staff_id = :staff) AND (:event IS NULL OR l.event = :event)
                   AND (:subject IS NULL OR l.subject = :subject) AND (:subject_id IS NULL OR l.subject_id = :subject_id)
                   AND l.at >= :start AND l.at < :end
                 ORDER BY l.id DESC LIMIT :limit) of_stretch) f
  JOIN audit_line a ON a.id = f.id
  LEFT JOIN staff_name s ON s.id = a.staff_id
 ORDER BY a.id DESC
 LIMIT :limit;

-- The newest link, and when one was written: a moment is found among them by halving.
-- name: trail_last one
SELECT id FROM audit_line WHERE id > 0 ORDER BY id DESC LIMIT 1;

-- name: trail_at one
-- :id audit_event_id
SELECT at FROM audit_line WHERE id = :id;

-- The kinds of events there have been.
-- name: trail_events many
-- scan ok: some hundred rows, and no more
SELECT DISTINCT event FROM audit_known ORDER BY event LIMIT 500;

-- The kinds of things they were about.
-- name: trail_subjects many
-- scan ok: some hundred rows, and no more
SELECT DISTINCT subject FROM audit_known WHERE subject > '' ORDER BY subject LIMIT 200;

-- ── the law's rows ──────────────────────────────────────────────────────────

-- The last word on each row.
-- name: law_note_last many
-- scan ok: some hundred rows of the law have notes, a few each
SELECT n.row_id, n.row_hash, n.judgement, n.words, n.checked_on, s.name AS who
  FROM law_note n
  JOIN staff_name s ON s.id = n.noted_by
 WHERE n.id IN (SELECT max(l.id) FROM law_note l GROUP BY l.row_id)
 ORDER BY n.row_id
 LIMIT 1000;

-- Everything that was said of one row, the newest first.
-- name: law_note_of many
-- :row_id text
SELECT n.row_hash, n.judgement, n.words, n.checked_on, n.noted_at, s.name AS who
  FROM law_note n
  JOIN staff_name s ON s.id = n.noted_by
 WHERE n.row_id = :row_id
 ORDER BY n.id DESC
 LIMIT 100;

-- Everything that was said, for the file.
-- name: law_note_all many
-- scan ok: the file holds all of them
-- limit ok: some hundred rows, a few notes each
SELECT n.row_id, n.row_hash, n.judgement, n.words, n.checked_on, n.noted_at, s.name AS who
  FROM law_note n
  JOIN staff_name s ON s.id = n.noted_by
 ORDER BY n.row_id, n.id;

-- name: law_note_add insert
-- :row_id text
-- :row_hash text
-- :judgement law_judgement
-- :words text?
-- :checked_on date
-- :now instant
-- :staff staff_id
INSERT INTO law_note (row_id, row_hash, judgement, words, checked_on, noted_at, noted_by)
VALUES (:row_id, :row_hash, :judgement, :words, :checked_on, :now, :staff)
RETURNING id;
