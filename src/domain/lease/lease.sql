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
       except_sublet, except_household, short_why, short_again, renews, part_id, signed_on, notice_by, notice_on, ended_on, how, end_part, asked_to_move_on, state_at
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
-- :now instant
-- :staff staff_id
UPDATE lease
   SET state = 'ended', ended_on = :ended_on, how = :how, state_at = :now, state_by = :staff, version = version + 1
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
SELECT p.id, p.case_id, p.kind, p.outcome, p.joint_state, d.issued_at FROM case_part p JOIN case_decision d ON d.id = p.decision_id WHERE p.id = :part;

-- How a dwelling stands.
-- name: lease_dwelling one
-- :dwelling dwelling_id
-- =street text?
-- =house_number text?
-- =house_letter text?
-- =unit_number text?
SELECT id, state, object_number, rent, address_shielded, street, house_number, house_letter, unit_number FROM dwelling_stock WHERE id = :dwelling;

-- ── at the end of a term ─────────────────────────────────────────────────────

-- They have talked.
-- name: lease_review_insert exec
-- :lease lease_id
-- :met_on date
-- :income_steady bool
-- :debt_in_order bool
-- :has_savings bool
-- :wants_to_own bool
-- :can_buy lease_can_buy
-- :result lease_review_result
-- :now instant
-- :staff staff_id
INSERT INTO lease_review (lease_id, met_on, income_steady, debt_in_order, has_savings, wants_to_own, can_buy, result, by_staff, at)
VALUES (:lease, :met_on, :income_steady, :debt_in_order, :has_savings, :wants_to_own, :can_buy, :result, :staff, :now);

-- The talks about what comes after a term, the newest first.
-- name: lease_reviews_of many
-- :lease lease_id
SELECT r.id, r.met_on, r.income_steady, r.debt_in_order, r.has_savings, r.wants_to_own, r.can_buy, r.result, r.at, s.name AS staff_name
  FROM lease_review r JOIN staff_name s ON s.id = r.by_staff
 WHERE r.lease_id = :lease
 ORDER BY r.id DESC
 LIMIT 10;

-- The newest decision about a home in the case that was issued after a moment.
-- name: lease_home_decision one
-- :case_id case_id
-- :after instant
SELECT p.id, p.outcome, d.issued_at
  FROM case_part p JOIN case_decision d ON d.id = p.decision_id
 WHERE p.case_id = :case_id AND p.kind = 'bolig' AND p.decided_now = 1 AND p.joint_state IN ('issued', 'in_force', 'superseded', 'ended') AND d.issued_at > :after
 ORDER BY d.issued_at DESC, p.id DESC
 LIMIT 1;

-- Told beforehand.
-- name: lease_prior_insert exec
-- :lease lease_id
-- :sent_on date
-- :answer_by date
-- :now instant
-- :staff staff_id
INSERT INTO lease_prior_notice (lease_id, sent_on, answer_by, by_staff, at) VALUES (:lease, :sent_on, :answer_by, :staff, :now);

-- The notice that stands.
-- name: lease_prior_now one
-- :lease lease_id
SELECT id, sent_on, answer_by, answered_on, at FROM lease_prior_notice WHERE lease_id = :lease AND dropped_on IS NULL;

-- She has been heard.
-- name: lease_prior_set_answered exec
-- :lease lease_id
-- :answered_on date
UPDATE lease_prior_notice SET answered_on = :answered_on WHERE lease_id = :lease AND dropped_on IS NULL AND answered_on IS NULL;

-- It is not to be after all.
-- name: lease_prior_set_dropped exec
-- :lease lease_id
-- :dropped_on date
UPDATE lease_prior_notice SET dropped_on = :dropped_on WHERE lease_id = :lease AND dropped_on IS NULL;

-- Asked in writing to move.
-- name: lease_set_asked_to_move exec
-- :lease lease_id
-- :part decision_part_id
-- :on_date date
UPDATE lease SET end_part = :part, asked_to_move_on = :on_date, version = version + 1 WHERE id = :lease AND state = 'review' AND asked_to_move_on IS NULL;

-- An appeal against a part that is not settled, by any of its numbers.
-- name: lease_open_appeal one
-- :case_id case_id
-- :part decision_part_id
SELECT id FROM case_appeal WHERE case_id = :case_id AND part_id = :part AND ended_on IS NULL LIMIT 1;

-- ── rent and inspections ─────────────────────────────────────────────────────

-- A new rent from a day.
-- name: lease_rent_insert exec
-- :lease lease_id
-- :kind rent_change_kind
-- :told_on date
-- :from_date date
-- :old_rent int
-- :new_rent int
-- :kpi_from int?
-- :kpi_to int?
-- :now instant
-- :staff staff_id
INSERT INTO lease_rent_change (lease_id, kind, told_on, from_date, old_rent, new_rent, kpi_from, kpi_to, by_staff, at)
VALUES (:lease, :kind, :told_on, :from_date, :old_rent, :new_rent, :kpi_from, :kpi_to, :staff, :now);

-- What the rent has become, the newest first.
-- name: lease_rents_of many
-- :lease lease_id
SELECT kind, told_on, from_date, old_rent, new_rent FROM lease_rent_change WHERE lease_id = :lease ORDER BY from_date DESC, id DESC LIMIT 20;

-- Told of an inspection.
-- name: lease_inspection_insert insert
-- :lease lease_id
-- :reason inspection_reason
-- :told_on date
-- :on_date date
-- :from_minute int
-- :now instant
-- :staff staff_id
INSERT INTO lease_inspection (lease_id, reason, told_on, on_date, from_minute, state, by_staff, at)
VALUES (:lease, :reason, :told_on, :on_date, :from_minute, 'planned', :staff, :now)
RETURNING id;

-- How it went.
-- name: lease_inspection_set exec
-- :lease lease_id
-- :inspection lease_inspection_id
-- :state inspection_state
-- :found inspection_found?
UPDATE lease_inspection SET state = :state, found = :found WHERE id = :inspection AND lease_id = :lease AND state = 'planned';

-- The inspections of a tenancy, the newest first.
-- name: lease_inspections_of many
-- :lease lease_id
SELECT i.id, i.reason, i.told_on, i.on_date, i.from_minute, i.state, i.found, s.name AS staff_name
  FROM lease_inspection i JOIN staff_name s ON s.id = i.by_staff
 WHERE i.lease_id = :lease
 ORDER BY i.on_date DESC, i.id DESC
 LIMIT 20;

-- ── letters ──────────────────────────────────────────────────────────────────

-- A letter as it was made.
-- name: lease_letter_insert insert
-- :lease lease_id
-- :case_id case_id
-- :person person_id
-- :kind lease_letter_kind
-- :recipient delivery_recipient
-- :sent_on date
-- :sha256 text
-- :pdf sealed
-- :staff staff_id
INSERT INTO lease_letter (lease_id, case_id, person_id, kind, recipient, sent_on, sha256, pdf, by_staff)
VALUES (:lease, :case_id, :person, :kind, :recipient, :sent_on, :sha256, :pdf, :staff)
RETURNING id;

-- The letters of a tenancy, the newest first.
-- name: lease_letters_of many
-- :lease lease_id
SELECT id, kind, recipient, sent_on FROM lease_letter WHERE lease_id = :lease ORDER BY id DESC LIMIT 40;

-- One of them.
-- name: lease_letter_get one
-- :case_id case_id
-- :letter lease_letter_id
SELECT l.sha256, l.pdf, k.wrapped AS person_key
  FROM lease_letter l
  JOIN person_key k ON k.person_id = l.person_id
 WHERE l.id = :letter AND l.case_id = :case_id;

-- Who signs.
-- name: lease_signer one
-- :staff staff_id
-- =title text?
-- =phone text?
SELECT name, title, phone FROM staff_name WHERE id = :staff;

-- ── pages ────────────────────────────────────────────────────────────────────

-- The leases of a case, the newest first.
-- name: leases_of_case many
-- :case_id case_id
SELECT id, state, from_date, until_date, ended_on, how, dwelling_id FROM lease WHERE case_id = :case_id ORDER BY id DESC LIMIT 20;

-- The steps of one.
-- name: lease_moves_of many
-- :lease lease_id
-- =staff_name text?
SELECT m.to_state, m.at, s.name AS staff_name
  FROM lease_move m LEFT JOIN staff_name s ON s.id = m.by_staff
 WHERE m.lease_id = :lease
 ORDER BY m.id DESC
 LIMIT 30;

-- When she was told about the way onward.
-- name: lease_infos_of many
-- :lease lease_id
SELECT i.way, i.given_on, s.name AS staff_name FROM lease_info i JOIN staff_name s ON s.id = i.by_staff WHERE i.lease_id = :lease ORDER BY i.id DESC LIMIT 10;

-- A dwelling by its number in the register.
-- name: lease_dwelling_by_number one
-- :number text
SELECT id FROM dwelling_stock WHERE object_number = :number;

-- One page of the leases of a landlord's unit: what must be done first.
-- name: lease_list many
-- :unit unit_id
-- :state lease_state?
-- :skip int
-- =street text?
-- =house_number text?
-- =house_letter text?
-- =unit_number text?
SELECT l.id, l.case_id, l.state, l.kind, l.from_date, l.until_date, l.asked_to_move_on, p.given_name, p.family_name, p.address_grade, d.object_number, d.street, d.house_number,
       d.house_letter, d.unit_number, d.address_shielded
  FROM lease l
  JOIN person_name p ON p.id = l.person_id
  JOIN dwelling_stock d ON d.id = l.dwelling_id
 WHERE l.unit_id = :unit AND (l.state = :state OR (:state IS NULL AND l.state NOT IN ('ended', 'renewed', 'withdrawn')))
 ORDER BY CASE WHEN l.state IN ('expiring', 'review') THEN 0 WHEN l.state IN ('draft', 'offered', 'signed', 'notice_given') THEN 1 ELSE 2 END,
          CASE WHEN l.until_date IS NULL THEN '9999-12-31' ELSE l.until_date END, l.id
 LIMIT 25 OFFSET :skip;

-- How many a landlord's unit has in each state.
-- name: lease_counts many
-- :unit unit_id
-- =n int
SELECT state, count(*) AS n FROM lease WHERE unit_id = :unit GROUP BY state ORDER BY state LIMIT 20;
