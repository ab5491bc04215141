-- A check of a notice.
-- name: notice_insert insert
-- :case_id case_id
-- :received_on date
-- :leaves_on date?
-- :written notice_answer
-- :reasons notice_answer
-- :protest_information notice_answer
-- :protested bool
-- :protest_until date
-- :now instant
-- :staff staff_id
INSERT INTO landlord_notice (case_id, received_on, leaves_on, written, reasons, protest_information, protested, protest_until, checked_at, checked_by)
VALUES (:case_id, :received_on, :leaves_on, :written, :reasons, :protest_information, :protested, :protest_until, :now, :staff)
RETURNING id;

-- The last check, and how it went.
-- name: notice_last one
-- :case_id case_id
-- =outcome home_outcome?
SELECT n.id, n.case_id, n.received_on, n.leaves_on, n.written, n.reasons, n.protest_information, n.protested, n.protest_until, n.checked_at,
       s.name AS checked_by, o.outcome
  FROM landlord_notice n
  JOIN staff_name s ON s.id = n.checked_by
  LEFT JOIN landlord_notice_outcome o ON o.notice_id = n.id
 WHERE n.case_id = :case_id
 ORDER BY n.id DESC
 LIMIT 1;

-- How it went with the home.
-- name: notice_outcome_insert exec
-- :notice landlord_notice_id
-- :outcome home_outcome
-- :now instant
-- :staff staff_id
INSERT INTO landlord_notice_outcome (notice_id, outcome, at, by_staff)
VALUES (:notice, :outcome, :now, :staff)
ON CONFLICT (notice_id) DO NOTHING;

-- ── the municipality's own leases ────────────────────────────────────────────

-- A draft.
-- name: lease_insert insert
-- :case_id case_id
-- :person person_id
-- :dwelling dwelling_id
-- :unit unit_id
-- :kind lease_kind
-- :from_date date
-- :months int?
-- :until_date date?
-- :rent int
-- :deposit int
-- :deposit_kind lease_deposit
-- :told_public bool
-- :told_fixed bool
-- :except_term bool
-- :except_sublet bool
-- :except_household bool
-- :short_why lease_short_why?
-- :short_again bool
-- :renews lease_id?
-- :part decision_part_id?
-- :now instant
-- :staff staff_id
INSERT INTO lease (case_id, person_id, dwelling_id, unit_id, state, kind, from_date, months, until_date, rent, deposit, deposit_kind, told_public, told_fixed,
                   except_term, except_sublet, except_household, short_why, short_again, renews, part_id, made_at, made_by, state_at, state_by, version)
VALUES (:case_id, :person, :dwelling, :unit, 'draft', :kind, :from_date, :months, :until_date, :rent, :deposit, :deposit_kind, :told_public, :told_fixed,
        :except_term, :except_sublet, :except_household, :short_why, :short_again, :renews, :part, :now, :staff, :now, :staff, 1)
RETURNING id;

-- One lease.
-- name: lease_get one
-- :lease lease_id
SELECT id, case_id, person_id, dwelling_id, unit_id, state, kind, from_date, months, until_date, rent, deposit, deposit_kind, told_public, told_fixed, except_term,
       except_sublet, except_household, short_why, short_again, renews, part_id, signed_on, notice_by, notice_on, ended_on, how, end_part, state_at
  FROM lease
 WHERE id = :lease;

-- The lease that counts in a case: the one that runs, else the newest.
-- name: lease_now one
-- :case_id case_id
SELECT id
  FROM lease
 WHERE case_id = :case_id
 ORDER BY CASE WHEN state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite') THEN 0 WHEN state IN ('draft', 'offered', 'signed') THEN 1 ELSE 2 END, id DESC
 LIMIT 1;

-- Has she had a short lease of this dwelling before?
-- name: lease_short_before one
-- :dwelling dwelling_id
-- :person person_id
-- =n int
SELECT count(*) AS n FROM lease WHERE dwelling_id = :dwelling AND person_id = :person AND short_why IS NOT NULL AND state <> 'withdrawn';

-- The lease that runs, or is about to, in a dwelling.
-- name: lease_in_dwelling many
-- :dwelling dwelling_id
SELECT id, state FROM lease WHERE dwelling_id = :dwelling AND state IN ('draft', 'offered', 'signed', 'running', 'expiring', 'review', 'notice_given', 'indefinite') ORDER BY id LIMIT 5;

-- A step. Only from the state it was read in, so that one of two wins.
-- name: lease_set_state exec
-- :lease lease_id
-- :was lease_state
-- :state lease_state
-- :now instant
-- :staff staff_id?
UPDATE lease SET state = :state, state_at = :now, state_by = :staff, version = version + 1 WHERE id = :lease AND state = :was;

-- Signed by both.
-- name: lease_set_signed exec
-- :lease lease_id
-- :signed_on date
-- :now instant
-- :staff staff_id
UPDATE lease SET state = 'signed', signed_on = :signed_on, state_at = :now, state_by = :staff, version = version + 1 WHERE id = :lease AND state = 'offered';

-- The tenancy will end.
-- name: lease_set_notice exec
-- :lease lease_id
-- :was lease_state
-- :by lease_notice_by
-- :on_date date
-- :now instant
-- :staff staff_id
UPDATE lease SET state = 'notice_given', notice_by = :by, notice_on = :on_date, state_at = :now, state_by = :staff, version = version + 1 WHERE id = :lease AND state = :was;

-- It is over.
-- name: lease_set_ended exec
-- :lease lease_id
-- :was lease_state
-- :ended_on date
-- :how lease_end
-- :part decision_part_id?
-- :now instant
-- :staff staff_id
UPDATE lease
   SET state = 'ended', ended_on = :ended_on, how = :how, end_part = :part, state_at = :now, state_by = :staff, version = version + 1
 WHERE id = :lease AND state = :was;

-- Words kept beside a lease.
-- name: lease_word_insert insert
-- :lease lease_id
-- :case_id case_id
-- :person person_id
-- :kind lease_word
-- :subject int
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO lease_word_kept (lease_id, case_id, person_id, kind, subject, words, at, by_staff)
VALUES (:lease, :case_id, :person, :kind, :subject, :words, :now, :staff)
RETURNING id;

-- The words of a lease, the newest first.
-- name: lease_words_of many
-- :lease lease_id
SELECT w.kind, w.subject, w.words, w.at, s.name AS staff_name, k.wrapped AS person_key
  FROM lease_word_kept w
  JOIN person_key k ON k.person_id = w.person_id
  JOIN staff_name s ON s.id = w.by_staff
 WHERE w.lease_id = :lease
 ORDER BY w.id DESC
 LIMIT 50;

-- Told about the way onward.
-- name: lease_info_insert exec
-- :lease lease_id
-- :way lease_info_way
-- :given_on date
-- :now instant
-- :staff staff_id
INSERT INTO lease_info (lease_id, way, given_on, by_staff, at) VALUES (:lease, :way, :given_on, :staff, :now);

-- The decision of a part is made and sent out.
-- name: lease_part one
-- :part decision_part_id
SELECT id, case_id, kind, outcome, joint_state FROM case_part WHERE id = :part;

-- How a dwelling stands.
-- name: lease_dwelling one
-- :dwelling dwelling_id
SELECT id, state, object_number, rent, address_shielded FROM dwelling_stock WHERE id = :dwelling;
