-- The last day that has been looked through.
-- name: looked_last one
-- =day date?
SELECT max(day) AS day FROM looked_through WHERE day <> '';

-- name: looked_add exec
-- :day date
-- :now instant
INSERT INTO looked_through (day, at) VALUES (:day, :now) ON CONFLICT (day) DO NOTHING;

-- Reading of a person in whose case the worker has done nothing a week before or after, and which is not hers by name.
-- name: reads_without_work many
-- :from instant
-- :until instant
-- :week int
-- =n int
-- =first_at instant
-- =last_at instant
SELECT l.staff_id, l.unit_id, l.person_id, count(*) AS n, min(l.at) AS first_at, max(l.at) AS last_at
  FROM access_line l
 WHERE l.at >= :from AND l.at < :until AND l.staff_id > 0 AND l.purpose <> 'export'
   AND NOT EXISTS (SELECT 1
                     FROM case_spine c
                     JOIN case_timeline e ON e.case_id = c.id
                    WHERE c.person_id = l.person_id AND e.staff_id = l.staff_id AND e.at >= l.at - :week AND e.at <= l.at + :week)
   AND NOT EXISTS (SELECT 1 FROM case_spine h WHERE h.person_id = l.person_id AND h.holder_staff = l.staff_id)
 GROUP BY l.staff_id, l.unit_id, l.person_id
 ORDER BY l.staff_id, l.person_id
 LIMIT 2000;

-- Reading of a person with the reader's own family name.
-- name: reads_of_same_name many
-- :from instant
-- :until instant
-- =n int
-- =first_at instant
-- =last_at instant
SELECT l.staff_id, l.unit_id, l.person_id, count(*) AS n, min(l.at) AS first_at, max(l.at) AS last_at
  FROM access_line l
  JOIN person_name p ON p.id = l.person_id AND p.family_name <> ''
  JOIN staff_name s ON s.id = l.staff_id AND s.name LIKE '% ' || p.family_name
 WHERE l.at >= :from AND l.at < :until
   AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.kind = 'same_name' AND f.staff_id = l.staff_id AND f.person_id = l.person_id)
 GROUP BY l.staff_id, l.unit_id, l.person_id
 ORDER BY l.staff_id, l.person_id
 LIMIT 500;

-- More persons in a day than anyone works with.
-- name: reads_of_many many
-- :from instant
-- :until instant
-- :persons int
-- =n int
-- =n_persons int
-- =first_at instant
-- =last_at instant
SELECT l.staff_id, l.unit_id, count(*) AS n, count(DISTINCT l.person_id) AS n_persons, min(l.at) AS first_at, max(l.at) AS last_at
  FROM access_line l
 WHERE l.at >= :from AND l.at < :until AND l.staff_id > 0
 GROUP BY l.staff_id, l.unit_id
HAVING count(DISTINCT l.person_id) > :persons
 ORDER BY l.staff_id
 LIMIT 500;

-- Reading at night, by somebody who does not usually work at night: :nights days of the month before is usual.
-- name: reads_at_night many
-- :from instant
-- :until instant
-- :month instant
-- :offset int
-- :nights int
-- =n int
-- =n_persons int
-- =first_at instant
-- =last_at instant
SELECT l.staff_id, l.unit_id, count(*) AS n, count(DISTINCT l.person_id) AS n_persons, min(l.at) AS first_at, max(l.at) AS last_at
  FROM access_line l
 WHERE l.at >= :from AND l.at < :until AND l.staff_id > 0
   AND ((l.at + :offset) % 86400000 < 21600000 OR (l.at + :offset) % 86400000 >= 82800000)
   AND (SELECT count(DISTINCT (b.at + :offset) / 86400000)
          FROM access_line b
         WHERE b.staff_id = l.staff_id AND b.at >= :month AND b.at < :from
           AND ((b.at + :offset) % 86400000 < 21600000 OR (b.at + :offset) % 86400000 >= 82800000)) < :nights
 GROUP BY l.staff_id, l.unit_id
 ORDER BY l.staff_id
 LIMIT 500;

-- name: finding_insert exec
-- :kind finding_kind
-- :staff staff_id
-- :unit unit_id
-- :person person_id
-- :day date
-- :n_reads int
-- :n_persons int
-- :first_at instant
-- :last_at instant
-- :now instant
INSERT INTO finding (kind, staff_id, unit_id, person_id, day, n_reads, n_persons, first_at, last_at, state, found_at)
VALUES (:kind, :staff, :unit, :person, :day, :n_reads, :n_persons, :first_at, :last_at, 'open', :now)
ON CONFLICT (kind, staff_id, person_id, day) DO NOTHING;

-- A page of what stands out, in one state, the latest first.
-- name: findings many
-- :state finding_state
-- :before finding_id
SELECT f.id, f.kind, f.day, f.n_reads, f.n_persons, f.outcome, s.name, u.name_nb, u.name_nn, c.number
  FROM finding f
  JOIN staff_name s ON s.id = f.staff_id
  JOIN unit_name u ON u.id = f.unit_id
  LEFT JOIN case_spine c ON c.id = (SELECT max(x.id) FROM case_spine x WHERE x.person_id = f.person_id)
 WHERE f.state = :state AND f.id < :before
 ORDER BY f.id DESC
 LIMIT 51;

-- name: finding_count one
-- :state finding_state
-- =n int
SELECT count(*) AS n FROM finding WHERE state = :state;

-- name: finding_get one
-- :finding finding_id
SELECT f.id, f.kind, f.staff_id, f.unit_id, f.person_id, f.day, f.n_reads, f.n_persons, f.first_at, f.last_at, f.state, f.question, f.asked_at, f.answer,
       f.answer_text, f.answered_at, f.outcome, f.note, f.closed_at, s.name, u.name_nb, u.name_nn, c.number
  FROM finding f
  JOIN staff_name s ON s.id = f.staff_id
  JOIN unit_name u ON u.id = f.unit_id
  LEFT JOIN case_spine c ON c.id = (SELECT max(x.id) FROM case_spine x WHERE x.person_id = f.person_id)
 WHERE f.id = :finding;

-- The lines behind it: when, which zone, on which ground. Never what stood there.
-- name: finding_lines many
-- :staff staff_id
-- :person person_id
-- :first_at instant
-- :last_at instant
SELECT at, zone, ground, purpose
  FROM access_line
 WHERE staff_id = :staff AND at >= :first_at AND at <= :last_at AND (:person = 0 OR person_id = :person)
 ORDER BY at
 LIMIT 100;

-- name: finding_ask exec
-- :finding finding_id
-- :question text
-- :now instant
-- :staff staff_id
UPDATE finding SET state = 'asked', question = :question, asked_at = :now, asked_by = :staff WHERE id = :finding AND state = 'open';

-- name: finding_reply exec
-- :finding finding_id
-- :staff staff_id
-- :answer finding_answer
-- :answer_text text
-- :now instant
UPDATE finding SET state = 'answered', answer = :answer, answer_text = :answer_text, answered_at = :now
 WHERE id = :finding AND state = 'asked' AND staff_id = :staff;

-- name: finding_end exec
-- :finding finding_id
-- :outcome finding_outcome
-- :note text
-- :now instant
-- :staff staff_id
UPDATE finding SET state = 'closed', outcome = :outcome, note = :note, closed_at = :now, closed_by = :staff
 WHERE id = :finding AND state <> 'closed' AND staff_id <> :staff;

-- What one worker has been asked, or was told came of it, the latest first.
-- name: findings_of_staff many
-- :staff staff_id
SELECT f.id, f.kind, f.day, f.n_reads, f.state, f.question, f.answer, f.answer_text, f.outcome, c.number
  FROM finding f
  LEFT JOIN case_spine c ON c.id = (SELECT max(x.id) FROM case_spine x WHERE x.person_id = f.person_id)
 WHERE f.staff_id = :staff AND f.asked_at IS NOT NULL
 ORDER BY f.id DESC
 LIMIT 50;

-- name: questions_waiting one
-- :staff staff_id
-- =n int
SELECT count(*) AS n FROM finding WHERE staff_id = :staff AND state = 'asked';

-- A worker's own latest reading.
-- name: my_reads many
-- :staff staff_id
-- :since instant
SELECT l.at, l.zone, l.ground, c.number
  FROM access_line l
  LEFT JOIN case_spine c ON c.id = (SELECT max(x.id) FROM case_spine x WHERE x.person_id = l.person_id)
 WHERE l.staff_id = :staff AND l.at >= :since
 ORDER BY l.at DESC
 LIMIT 50;
