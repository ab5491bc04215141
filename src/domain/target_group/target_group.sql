-- What is known or suspected now.
-- name: target_status_insert exec
-- :case_id case_id
-- :mental disorder
-- :substance disorder
-- :severity severity
-- :mental_loss marked_loss
-- :substance_loss marked_loss
-- :now instant
-- :staff staff_id
INSERT INTO target_status (case_id, mental, substance, severity, mental_loss, substance_loss, at, by_staff)
VALUES (:case_id, :mental, :substance, :severity, :mental_loss, :substance_loss, :now, :staff);

-- The newest.
-- name: target_status_last one
-- :case_id case_id
SELECT mental, substance, severity, mental_loss, substance_loss, at FROM target_status WHERE case_id = :case_id ORDER BY id DESC LIMIT 1;

-- One more of a kind.
-- name: tally_more exec
-- :mental disorder
-- :substance disorder
-- :severity severity
-- :mental_loss marked_loss
-- :substance_loss marked_loss
INSERT INTO target_tally (mental, substance, severity, mental_loss, substance_loss, n)
VALUES (:mental, :substance, :severity, :mental_loss, :substance_loss, 1)
ON CONFLICT (mental, substance, severity, mental_loss, substance_loss) DO UPDATE SET n = target_tally.n + 1;

-- One less of a kind.
-- name: tally_less exec
-- :mental disorder
-- :substance disorder
-- :severity severity
-- :mental_loss marked_loss
-- :substance_loss marked_loss
UPDATE target_tally SET n = n - 1
 WHERE mental = :mental AND substance = :substance AND severity = :severity AND mental_loss = :mental_loss AND substance_loss = :substance_loss;

-- All kinds there are any of.
-- name: tally_all many
-- scan ok: a table of kinds, at most 432 rows
SELECT mental, substance, severity, mental_loss, substance_loss, n FROM target_tally WHERE n > 0 LIMIT 432;

-- A count; the same definition is counted once a day, and the first stands.
-- name: target_count_insert exec
-- :definition text
-- :definition_version int
-- :counted_on date
-- :known int
-- :suspected int
-- :staff staff_id
INSERT INTO target_count (definition, definition_version, counted_on, known, suspected, by_staff)
VALUES (:definition, :definition_version, :counted_on, :known, :suspected, :staff)
ON CONFLICT (definition, definition_version, counted_on) DO NOTHING;

-- The counts, the newest first.
-- name: target_counts many
SELECT definition, definition_version, counted_on, known, suspected FROM target_count ORDER BY counted_on DESC, id DESC LIMIT 25;

-- How long the finding out takes, of the cases where it began since a day: those that are done and those that go on, by days. (R-071)
-- name: mapping_time one
-- :since instant
-- :now instant
-- =done_14 int?
-- =done_30 int?
-- =done_90 int?
-- =done_more int?
-- =runs_14 int?
-- =runs_30 int?
-- =runs_90 int?
-- =runs_more int?
SELECT sum(CASE WHEN s.ended = 1 AND s.days <= 14 THEN 1 ELSE 0 END) AS done_14,
       sum(CASE WHEN s.ended = 1 AND s.days > 14 AND s.days <= 30 THEN 1 ELSE 0 END) AS done_30,
       sum(CASE WHEN s.ended = 1 AND s.days > 30 AND s.days <= 90 THEN 1 ELSE 0 END) AS done_90,
       sum(CASE WHEN s.ended = 1 AND s.days > 90 THEN 1 ELSE 0 END) AS done_more,
       sum(CASE WHEN s.ended = 0 AND s.days <= 14 THEN 1 ELSE 0 END) AS runs_14,
       sum(CASE WHEN s.ended = 0 AND s.days > 14 AND s.days <= 30 THEN 1 ELSE 0 END) AS runs_30,
       sum(CASE WHEN s.ended = 0 AND s.days > 30 AND s.days <= 90 THEN 1 ELSE 0 END) AS runs_90,
       sum(CASE WHEN s.ended = 0 AND s.days > 90 THEN 1 ELSE 0 END) AS runs_more
  FROM (SELECT CASE WHEN min(a.confirmed_at) IS NULL THEN 0 ELSE 1 END AS ended,
               (coalesce(min(a.confirmed_at), :now) - min(a.started_at)) / 86400000 AS days
          FROM case_assessment a
         WHERE a.started_at >= :since
         GROUP BY a.case_id) s;
