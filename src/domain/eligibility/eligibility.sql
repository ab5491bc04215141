-- The answers, as they are known now.
-- name: eligibility_insert exec
-- :case_id case_id
-- :person person_id
-- :lawful_stay known_answer
-- :asylum_offer known_answer
-- :no_connection known_answer
-- :outcome eligibility_outcome
-- :note sealed?
-- :now instant
-- :staff staff_id
INSERT INTO eligibility (case_id, person_id, lawful_stay, asylum_offer, no_connection, outcome, note, at, by_staff)
VALUES (:case_id, :person, :lawful_stay, :asylum_offer, :no_connection, :outcome, :note, :now, :staff);

-- The newest answers.
-- name: eligibility_last one
-- :case_id case_id
SELECT e.lawful_stay, e.asylum_offer, e.no_connection, e.outcome, e.note, e.at, k.wrapped AS person_key
  FROM eligibility e
  JOIN person_key k ON k.person_id = e.person_id
 WHERE e.case_id = :case_id
 ORDER BY e.id DESC
 LIMIT 1;

-- Where she stays from a day.
-- name: stay_insert exec
-- :case_id case_id
-- :municipality text
-- :basis stay_basis
-- :from_date date
-- :until_date date?
-- :now instant
-- :staff staff_id
INSERT INTO stay (case_id, municipality, basis, from_date, until_date, at, by_staff)
VALUES (:case_id, :municipality, :basis, :from_date, :until_date, :now, :staff);

-- The history, the latest first; of two from the same day the one written last.
-- name: stays_of many
-- :case_id case_id
SELECT id, municipality, basis, from_date, until_date FROM stay WHERE case_id = :case_id ORDER BY from_date DESC, id DESC LIMIT 100;

-- A note on decision competence.
-- name: competence_insert exec
-- :case_id case_id
-- :person person_id
-- :unit unit_id
-- :matter sealed
-- :outcome competence_outcome
-- :predominant bool
-- :not_for_use bool
-- :told bool
-- :reasons sealed
-- :assessed_on date
-- :look_again date?
-- :now instant
-- :staff staff_id
INSERT INTO competence_note (case_id, person_id, unit_id, matter, outcome, predominant, not_for_use, told, reasons, assessed_on, look_again, at, by_staff)
VALUES (:case_id, :person, :unit, :matter, :outcome, :predominant, :not_for_use, :told, :reasons, :assessed_on, :look_again, :now, :staff);

-- The notes, the newest first.
-- name: competence_notes many
-- :case_id case_id
SELECT n.id, n.matter, n.outcome, n.told, n.reasons, n.assessed_on, n.look_again, s.name AS staff_name, u.name_nb, u.name_nn, k.wrapped AS person_key
  FROM competence_note n
  JOIN person_key k ON k.person_id = n.person_id
  JOIN staff_name s ON s.id = n.by_staff
  JOIN unit_name u ON u.id = n.unit_id
 WHERE n.case_id = :case_id
 ORDER BY n.id DESC
 LIMIT 50;
