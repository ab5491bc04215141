-- A unit of the profile, new or changed. What the administration has corrected stays.
-- name: unit_upsert exec
-- :code text
-- :name_nb text
-- :name_nn text
-- :letter_name_nb text
-- :letter_name_nn text
-- :role unit_role
-- :intake bool
-- :decides_services bool
-- :external bool
-- :phone text?
INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services, external, phone, active)
VALUES (:code, :name_nb, :name_nn, :letter_name_nb, :letter_name_nn, :role, :intake, :decides_services, :external, :phone, 1)
ON CONFLICT (code) DO UPDATE
   SET name_nb = excluded.name_nb, name_nn = excluded.name_nn, role = excluded.role, intake = excluded.intake,
       letter_name_nb = CASE WHEN unit.corrected_at IS NULL THEN excluded.letter_name_nb ELSE unit.letter_name_nb END,
       letter_name_nn = CASE WHEN unit.corrected_at IS NULL THEN excluded.letter_name_nn ELSE unit.letter_name_nn END,
       decides_services = excluded.decides_services, external = excluded.external,
       phone = CASE WHEN unit.corrected_at IS NULL THEN excluded.phone ELSE unit.phone END, active = CASE WHEN unit.successor_id IS NULL THEN 1 ELSE 0 END;

-- The unit under which another stands.
-- name: unit_set_parent exec
-- :code text
-- :parent_code text?
UPDATE unit SET parent_id = (SELECT p.id FROM unit p WHERE p.code = :parent_code) WHERE code = :code;

-- The units there are, for a synchronisation.
-- name: unit_running many
-- scan ok: a municipality has some tens of units
SELECT id, code FROM unit WHERE active = 1 ORDER BY id LIMIT 500;

-- A unit that is no more. What owns anything is refused by the modules that know.
-- name: unit_set_closed exec
-- :unit unit_id
-- :successor unit_id?
UPDATE unit SET active = 0, successor_id = :successor WHERE id = :unit AND active = 1;

-- Who works in a unit from a day on: the same people in the same roles as in another.
-- name: membership_follow exec
-- :from_unit unit_id
-- :to_unit unit_id
-- :today date
INSERT INTO membership (staff_id, unit_id, role, from_date, until_date)
SELECT staff_id, :to_unit, role, :today, until_date
  FROM membership
 WHERE unit_id = :from_unit AND (until_date IS NULL OR until_date >= :today)
ON CONFLICT DO NOTHING;

-- Nobody works in a unit any more after a day.
-- name: membership_end_unit exec
-- :unit unit_id
-- :last date
UPDATE membership SET until_date = :last WHERE unit_id = :unit AND (until_date IS NULL OR until_date > :last);

-- A worker's last day in a unit.
-- name: membership_end exec
-- :staff staff_id
-- :unit unit_id
-- :last date
UPDATE membership SET until_date = :last WHERE staff_id = :staff AND unit_id = :unit AND (until_date IS NULL OR until_date > :last);

-- She stays after all.
-- name: membership_go_on exec
-- :staff staff_id
-- :unit unit_id
-- :last date
UPDATE membership SET until_date = NULL WHERE staff_id = :staff AND unit_id = :unit AND until_date = :last;

-- Does a worker work anywhere after a day?
-- name: membership_after one
-- :staff staff_id
-- :last date
SELECT id FROM membership WHERE staff_id = :staff AND (until_date IS NULL OR until_date > :last) LIMIT 1;

-- A worker who has left.
-- name: staff_set_left exec
-- :staff staff_id
UPDATE staff SET active = 0, version = version + 1 WHERE id = :staff AND active = 1;

-- One unit.
-- name: unit_get one
-- :unit unit_id
SELECT id, code, name_nb, name_nn, letter_name_nb, letter_name_nn, phone, role, intake, decides_services, external, active FROM unit WHERE id = :unit;

-- The unit with a code.
-- name: unit_by_code one
-- :code text
-- =successor_id unit_id?
SELECT id, successor_id FROM unit WHERE code = :code;

-- What a unit has become part of.
-- name: unit_successor one
-- :unit unit_id
-- =successor_id unit_id?
SELECT successor_id FROM unit WHERE id = :unit;

-- Active units that can have a task in a case, by name: the board that decides appeals has none but those.
-- name: unit_list many
-- scan ok: a municipality has some tens of units
SELECT id, code, name_nb, name_nn, role, intake, external FROM unit WHERE active = 1 AND role <> 'appeals' ORDER BY name_nb LIMIT 200;

-- A new worker.
-- name: staff_insert insert
-- :user_name text
-- :name text
-- :title text?
-- :phone text?
-- :email text?
-- :language language
INSERT INTO staff (user_name, name, title, phone, email, language, scheme, shortcuts, active, version)
VALUES (:user_name, :name, :title, :phone, :email, :language, 'auto', 1, 1, 1)
RETURNING id;

-- A worker of an import that is there already.
-- name: staff_update exec
-- :staff staff_id
-- :name text
-- :title text?
-- :phone text?
-- :email text?
UPDATE staff SET name = :name, title = :title, phone = :phone, email = :email, active = 1, version = version + 1 WHERE id = :staff;

-- One worker.
-- name: staff_get one
-- :staff staff_id
SELECT id, user_name, name, title, phone, language, scheme, shortcuts, active FROM staff WHERE id = :staff;

-- The worker with a user name.
-- name: staff_by_user_name one
-- :user_name text
SELECT id FROM staff WHERE user_name = :user_name AND active = 1;

-- Her own settings.
-- name: staff_set_settings exec
-- :staff staff_id
-- :language language
-- :scheme scheme
-- :shortcuts bool
UPDATE staff SET language = :language, scheme = :scheme, shortcuts = :shortcuts, version = version + 1 WHERE id = :staff;

-- A worker's place in a unit; the same place twice is one.
-- name: membership_add exec
-- :staff staff_id
-- :unit unit_id
-- :role staff_role
-- :from_date date
-- :until_date date?
INSERT INTO membership (staff_id, unit_id, role, from_date, until_date)
VALUES (:staff, :unit, :role, :from_date, :until_date)
ON CONFLICT (staff_id, unit_id, role, from_date) DO UPDATE SET until_date = excluded.until_date;

-- Her roles in a unit today.
-- name: membership_roles many
-- :staff staff_id
-- :unit unit_id
-- :today date
SELECT role
  FROM membership
 WHERE staff_id = :staff AND unit_id = :unit AND from_date <= :today AND (until_date IS NULL OR until_date >= :today)
 ORDER BY role
 LIMIT 20;

-- The units she works in today.
-- name: membership_units many
-- :staff staff_id
-- :today date
SELECT DISTINCT u.id, u.name_nb, u.name_nn
  FROM membership m
  JOIN unit u ON u.id = m.unit_id
 WHERE m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND u.active = 1
 ORDER BY u.name_nb
 LIMIT 50;

-- Those who work in a unit today.
-- name: membership_staff many
-- :unit unit_id
-- :today date
SELECT DISTINCT s.id, s.name, s.title
  FROM membership m
  JOIN staff s ON s.id = m.staff_id
 WHERE m.unit_id = :unit AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) AND s.active = 1
 ORDER BY s.name
 LIMIT 200;

-- Who may be stepped into in a demo: the municipality's own, and the volunteers who tell of someone. (R-006)
-- name: membership_demo many
-- scan ok: the demo's staff is small
SELECT s.id AS staff_id, u.id AS unit_id, s.name, s.title, m.role, u.name_nb, u.name_nn
  FROM membership m
  JOIN staff s ON s.id = m.staff_id
  JOIN unit u ON u.id = m.unit_id
 WHERE s.active = 1 AND u.active = 1 AND (u.external = 0 OR m.role = 'peer')
 ORDER BY u.intake DESC, u.id, s.id
 LIMIT 60;

-- Delegated authority.
-- name: delegation_add exec
-- :staff staff_id
-- :law delegated_law
-- :reference text
-- :from_date date
-- :until_date date?
INSERT INTO delegation (staff_id, law, reference, from_date, until_date)
VALUES (:staff, :law, :reference, :from_date, :until_date)
ON CONFLICT (staff_id, law, from_date) DO UPDATE SET reference = excluded.reference, until_date = excluded.until_date;

-- The delegation valid on a day.
-- name: delegation_on one
-- :staff staff_id
-- :law delegated_law
-- :on_date date
SELECT reference
  FROM delegation
 WHERE staff_id = :staff AND law = :law AND from_date <= :on_date AND (until_date IS NULL OR until_date >= :on_date)
 ORDER BY from_date DESC
 LIMIT 1;

-- All places of all workers, for the file of staff.
-- name: staff_places each
-- scan ok: the whole staff goes into the file
SELECT s.id, s.user_name, s.name, s.title, s.phone, s.email, s.language, u.code, m.role, m.from_date, m.until_date
  FROM membership m
  JOIN staff s ON s.id = m.staff_id
  JOIN unit u ON u.id = m.unit_id
 WHERE s.active = 1
 ORDER BY s.user_name, u.code, m.role, m.from_date;

-- A worker's delegations that began with one of her places.
-- name: delegation_of_place many
-- :staff staff_id
-- :from_date date
SELECT law, reference FROM delegation WHERE staff_id = :staff AND from_date = :from_date ORDER BY law LIMIT 20;

-- ── administration ──────────────────────────────────────────────────────────

-- Workers by name or user name, and how many places each has today.
-- name: staff_search many
-- scan ok: the staff of a municipality is some thousands, and only its administrators ask
-- :words text
-- :today date
-- :offset int
-- =n_places int
SELECT s.id, s.user_name, s.name, s.title, s.active,
       (SELECT count(*) FROM membership m WHERE m.staff_id = s.id AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)) AS n_places
  FROM staff s
 WHERE lower(s.name) LIKE lower(:words) OR lower(s.user_name) LIKE lower(:words)
 ORDER BY s.name, s.id
 LIMIT 26 OFFSET :offset;

-- One worker, as the administration sees her.
-- name: staff_admin one
-- :staff staff_id
SELECT id, user_name, name, title, phone, email, active, version FROM staff WHERE id = :staff;

-- Every place she has or has had.
-- name: staff_memberships many
-- :staff staff_id
SELECT m.id, m.role, m.from_date, m.until_date, u.name_nb, u.name_nn
  FROM membership m
  JOIN unit u ON u.id = m.unit_id
 WHERE m.staff_id = :staff
 ORDER BY m.from_date DESC, m.id DESC
 LIMIT 60;

-- Every delegation she has or has had.
-- name: staff_delegations many
-- :staff staff_id
SELECT law, reference, from_date, until_date FROM delegation WHERE staff_id = :staff ORDER BY from_date DESC, law LIMIT 60;

-- The last day of a place.
-- name: membership_last_day exec
-- :staff staff_id
-- :membership membership_id
-- :until_date date
UPDATE membership SET until_date = :until_date WHERE id = :membership AND staff_id = :staff AND from_date <= :until_date;

-- May sign in, or may not.
-- name: staff_set_active exec
-- :staff staff_id
-- :active bool
UPDATE staff SET active = :active, version = version + 1 WHERE id = :staff;

-- Every unit there is and has been, who leads it, and how it is reached.
-- name: unit_admin_list many
-- scan ok: a municipality has some tens of units
-- :today date
-- =leader text?
SELECT u.id, u.code, u.name_nb, u.name_nn, u.role, u.external, u.phone, u.email, u.active, u.corrected_at,
       (SELECT min(s.name)
          FROM membership m
          JOIN staff s ON s.id = m.staff_id
         WHERE m.unit_id = u.id AND m.role = 'unit_leader' AND s.active = 1 AND m.from_date <= :today
           AND (m.until_date IS NULL OR m.until_date >= :today)) AS leader
  FROM unit u
 ORDER BY u.active DESC, u.name_nb, u.id
 LIMIT 300;

-- One unit as the administration sees it, and how many times it has been corrected.
-- name: unit_admin one
-- :unit unit_id
-- =version_no int
SELECT id, code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, external, phone, email, active, corrected_at,
       (SELECT count(*) FROM unit_version v WHERE v.unit_id = unit.id) AS version_no
  FROM unit
 WHERE id = :unit;

-- Its versions, the newest first.
-- name: unit_versions many
-- :unit unit_id
SELECT v.version_no, v.letter_name_nb, v.letter_name_nn, v.phone, v.email, v.by_profile, v.written_at, s.name AS who
  FROM unit_version v
  LEFT JOIN staff s ON s.id = v.written_by
 WHERE v.unit_id = :unit
 ORDER BY v.version_no DESC
 LIMIT 50;

-- name: unit_version_add insert
-- :unit unit_id
-- :version_no int
-- :letter_name_nb text
-- :letter_name_nn text
-- :phone text?
-- :email text?
-- :by_profile bool
-- :now instant
-- :staff staff_id
INSERT INTO unit_version (unit_id, version_no, letter_name_nb, letter_name_nn, phone, email, by_profile, written_at, written_by)
VALUES (:unit, :version_no, :letter_name_nb, :letter_name_nn, :phone, :email, :by_profile, :now, :staff)
RETURNING id;

-- The unit as it is from now on; `corrected_at` none: the profile decides again.
-- name: unit_correct exec
-- :unit unit_id
-- :letter_name_nb text
-- :letter_name_nn text
-- :phone text?
-- :email text?
-- :corrected_at instant?
UPDATE unit
   SET letter_name_nb = :letter_name_nb, letter_name_nn = :letter_name_nn, phone = :phone, email = :email, corrected_at = :corrected_at
 WHERE id = :unit;

-- ── the profile's versions ──────────────────────────────────────────────────

-- The profile in use.
-- name: profile_use_last one
SELECT id, hash, body, since FROM profile_use WHERE id > 0 ORDER BY id DESC LIMIT 1;

-- The profiles that have been in use, the newest first.
-- name: profile_use_list many
-- =approved_at instant?
-- =who text?
SELECT u.id, u.hash, u.since, a.approved_at, s.name AS who
  FROM profile_use u
  LEFT JOIN profile_approval a ON a.id = u.approval_id
  LEFT JOIN staff s ON s.id = a.approved_by
 WHERE u.id > 0
 ORDER BY u.id DESC
 LIMIT 50;

-- name: profile_use_add exec
-- :hash text
-- :body text
-- :now instant
INSERT INTO profile_use (hash, body, since, approval_id)
VALUES (:hash, :body, :now,
        (SELECT max(a.id) FROM profile_approval a JOIN profile_proposal p ON p.id = a.proposal_id WHERE p.hash = :hash));

-- name: profile_proposal_add insert
-- :hash text
-- :body text
-- :now instant
-- :staff staff_id
INSERT INTO profile_proposal (hash, body, proposed_at, proposed_by)
VALUES (:hash, :body, :now, :staff)
RETURNING id;

-- One proposal.
-- name: profile_proposal_get one
-- :proposal profile_proposal_id
-- =approved_at instant?
-- =approver text?
SELECT p.id, p.hash, p.body, p.proposed_at, s.name AS who, a.approved_at, b.name AS approver
  FROM profile_proposal p
  JOIN staff s ON s.id = p.proposed_by
  LEFT JOIN profile_approval a ON a.proposal_id = p.id
  LEFT JOIN staff b ON b.id = a.approved_by
 WHERE p.id = :proposal;

-- The latest proposals.
-- name: profile_proposal_list many
-- =approved_at instant?
SELECT p.id, p.hash, p.proposed_at, s.name AS who, a.approved_at
  FROM profile_proposal p
  JOIN staff s ON s.id = p.proposed_by
  LEFT JOIN profile_approval a ON a.proposal_id = p.id
 WHERE p.id > 0
 ORDER BY p.id DESC
 LIMIT 20;

-- name: profile_approve insert
-- :proposal profile_proposal_id
-- :now instant
-- :staff staff_id
INSERT INTO profile_approval (proposal_id, approved_at, approved_by)
VALUES (:proposal, :now, :staff)
RETURNING id;

-- The profile that was approved last.
-- name: profile_approved_last one
SELECT p.hash, p.body, a.approved_at, s.name AS who
  FROM profile_approval a
  JOIN profile_proposal p ON p.id = a.proposal_id
  JOIN staff s ON s.id = a.approved_by
 WHERE a.id > 0
 ORDER BY a.id DESC
 LIMIT 1;

-- ── the municipality's own lists ────────────────────────────────────────────

-- The words of a list that may be chosen on a day.
-- name: local_word_on many
-- :list local_list
-- :on_date date
SELECT id, words_nb, words_nn
  FROM local_word
 WHERE list = :list AND from_date <= :on_date AND (until_date IS NULL OR until_date >= :on_date)
 ORDER BY words_nb, id
 LIMIT 100;

-- Every word there is and has been.
-- name: local_word_all many
-- :list local_list
SELECT w.id, w.words_nb, w.words_nn, w.from_date, w.until_date, s.name AS who
  FROM local_word w
  JOIN staff s ON s.id = w.made_by
 WHERE w.list = :list
 ORDER BY w.words_nb, w.id
 LIMIT 200;

-- name: local_word_get one
-- :id local_word_id
SELECT id, list, words_nb, words_nn, from_date, until_date FROM local_word WHERE id = :id;

-- name: local_word_add insert
-- :list local_list
-- :words_nb text
-- :words_nn text
-- :from_date date
-- :until_date date?
-- :now instant
-- :staff staff_id
INSERT INTO local_word (list, words_nb, words_nn, from_date, until_date, made_at, made_by)
VALUES (:list, :words_nb, :words_nn, :from_date, :until_date, :now, :staff)
RETURNING id;

-- The last day of a word.
-- name: local_word_end exec
-- :id local_word_id
-- :last date
UPDATE local_word SET until_date = :last WHERE id = :id AND from_date <= :last;
