-- ── one transition ──────────────────────────────────────────────────────────

-- Announced, or begun by a new worker or measure.
-- name: transition_insert insert
-- :case_id case_id
-- :person person_id
-- :kind transition_kind
-- :state transition_state
-- :from_party transition_party
-- :to_party transition_party
-- :unit unit_id
-- :source transition_source
-- :message_key text?
-- :began_at instant?
-- :now instant
-- :staff staff_id?
-- :lacks_home bool
-- :expected_on date?
-- :moved_on date?
INSERT INTO transition (case_id, person_id, kind, state, from_party, to_party, unit_id, source, message_key, began_at, announced_at, announced_by, lacks_home,
                        expected_on, planned, moved_on, without_yes, changed_at, changed_by, version)
VALUES (:case_id, :person, :kind, :state, :from_party, :to_party, :unit, :source, :message_key, :began_at, :now, :staff, :lacks_home, :expected_on, 0, :moved_on, 0, :now,
        :staff, 1)
RETURNING id;

-- The transition with this message's number.
-- name: transition_of_message one
-- :message_key text
SELECT id, case_id FROM transition WHERE message_key = :message_key;

-- One of a case. An id of another case is not found.
-- name: transition_row one
-- :case_id case_id
-- :transition transition_id
-- =said stay_said?
SELECT t.id, t.case_id, t.person_id, t.kind, t.state, t.from_party, t.to_party, t.unit_id, t.source, t.began_at, t.announced_at, t.lacks_home, t.expected_on, t.planned, t.home,
       t.home_from, t.contact_staff, t.ready_at, t.ready_by, t.answer_due, t.answered_at, t.cannot_until, t.moved_on, t.without_yes, t.ended_on, t.ended_why, t.version, c.holder_unit,
       (SELECT s.said FROM transition_stay s WHERE s.transition_id = t.id ORDER BY s.id DESC LIMIT 1) AS said
  FROM transition t JOIN case_spine c ON c.id = t.case_id
 WHERE t.id = :transition AND t.case_id = :case_id;

-- The case of a transition, for the job that knows its id only.
-- name: transition_case_of one
-- :transition transition_id
SELECT case_id FROM transition WHERE id = :transition;

-- The open one of a kind.
-- name: transition_open_of one
-- :case_id case_id
-- :kind transition_kind
SELECT id FROM transition WHERE case_id = :case_id AND kind = :kind AND state NOT IN ('completed', 'broken_off');

-- A step, from the state and the version it was read in: of two at once one counts.
-- name: transition_set_state exec
-- :transition transition_id
-- :was transition_state
-- :version int
-- :state transition_state
-- :now instant
-- :staff staff_id?
UPDATE transition SET state = :state, changed_at = :now, changed_by = :staff, version = version + 1
 WHERE id = :transition AND state = :was AND version = :version;

-- Whose it is.
-- name: transition_set_unit exec
-- :transition transition_id
-- :unit unit_id
UPDATE transition SET unit_id = :unit, version = version + 1 WHERE id = :transition;

-- A plan has been begun.
-- name: transition_set_planned exec
-- :transition transition_id
UPDATE transition SET planned = 1, version = version + 1 WHERE id = :transition;

-- The day that is expected.
-- name: transition_set_expected exec
-- :transition transition_id
-- :expected_on date
UPDATE transition SET expected_on = :expected_on, version = version + 1 WHERE id = :transition;

-- What home she comes to.
-- name: transition_set_home_row exec
-- :transition transition_id
-- :home transition_home
-- :home_from date?
UPDATE transition SET home = :home, home_from = :home_from, version = version + 1 WHERE id = :transition;

-- Who meets her here.
-- name: transition_set_contact_row exec
-- :transition transition_id
-- :contact staff_id
UPDATE transition SET contact_staff = :contact, version = version + 1 WHERE id = :transition;

-- Whoever was to meet her leaves.
-- name: transition_contact_follows exec
-- :case_id case_id
-- :from_staff staff_id
-- :to_staff staff_id
UPDATE transition SET contact_staff = :to_staff, version = version + 1
 WHERE case_id = :case_id AND contact_staff = :from_staff AND state NOT IN ('completed', 'broken_off');

-- Said to be ready.
-- name: transition_set_ready exec
-- :transition transition_id
-- :was transition_state
-- :version int
-- :by transition_ready_by
-- :ready_at instant
-- :due instant
-- :now instant
-- :staff staff_id?
UPDATE transition
   SET state = 'ready_declared', ready_at = :ready_at, ready_by = :by, answer_due = :due, answered_at = NULL, cannot_until = NULL, changed_at = :now, changed_by = :staff,
       version = version + 1
 WHERE id = :transition AND state = :was AND version = :version;

-- Yes, or not before a day.
-- name: transition_set_answer exec
-- :transition transition_id
-- :version int
-- :state transition_state
-- :cannot_until date?
-- :now instant
-- :staff staff_id
UPDATE transition
   SET state = :state, answered_at = :now, cannot_until = :cannot_until, changed_at = :now, changed_by = :staff, version = version + 1
 WHERE id = :transition AND version = :version AND state IN ('ready_declared', 'can_receive', 'cannot_until');

-- She has moved.
-- name: transition_set_moved exec
-- :transition transition_id
-- :version int
-- :moved_on date
-- :without_yes bool
-- :now instant
-- :staff staff_id
UPDATE transition
   SET state = 'moved', moved_on = :moved_on, without_yes = :without_yes, changed_at = :now, changed_by = :staff, version = version + 1
 WHERE id = :transition AND version = :version AND state IN ('planning', 'ready_declared', 'can_receive', 'cannot_until');

-- Over: settled, or broken off.
-- name: transition_set_ended exec
-- :transition transition_id
-- :version int
-- :state transition_state
-- :why transition_end_why?
-- :today date
-- :now instant
-- :staff staff_id
UPDATE transition
   SET state = :state, ended_on = :today, ended_why = :why, changed_at = :now, changed_by = :staff, version = version + 1
 WHERE id = :transition AND version = :version;

-- ── the plan and the meetings ───────────────────────────────────────────────

-- A point of the plan.
-- name: transition_plan_insert exec
-- :transition transition_id
-- :point transition_point
-- :now instant
-- :staff staff_id?
INSERT INTO transition_plan (transition_id, point, state, at, by_staff) VALUES (:transition, :point, 'open', :now, :staff)
ON CONFLICT (transition_id, point) DO NOTHING;

-- How a point stands.
-- name: transition_plan_set exec
-- :transition transition_id
-- :point transition_point
-- :state transition_point_state
-- :now instant
-- :staff staff_id
UPDATE transition_plan SET state = :state, at = :now, by_staff = :staff WHERE transition_id = :transition AND point = :point;

-- The points of a plan.
-- name: transition_plan_of many
-- :transition transition_id
SELECT p.point, p.state, p.at, s.name AS staff_name
  FROM transition_plan p LEFT JOIN staff_name s ON s.id = p.by_staff
 WHERE p.transition_id = :transition
 ORDER BY p.point
 LIMIT 30;

-- A contact to come. One that is there keeps its day if somebody has met her, else it gets the new one.
-- name: transition_contact_put exec
-- :transition transition_id
-- :case_id case_id
-- :day_no int
-- :due date
INSERT INTO transition_contact (transition_id, case_id, day_no, due) VALUES (:transition, :case_id, :day_no, :due)
ON CONFLICT (transition_id, day_no) DO UPDATE SET due = CASE WHEN transition_contact.done_on IS NULL THEN excluded.due ELSE transition_contact.due END;

-- The contacts of a transition, in the order of their days.
-- name: transition_contacts_of many
-- :transition transition_id
-- =tries int
SELECT c.id, c.day_no, c.due, c.done_on, c.result, (SELECT count(*) FROM transition_try y WHERE y.contact_id = c.id AND y.result = 'not_reached') AS tries
  FROM transition_contact c
 WHERE c.transition_id = :transition
 ORDER BY c.day_no
 LIMIT 30;

-- One contact of a case.
-- name: transition_contact_row one
-- :case_id case_id
-- :contact transition_contact_id
SELECT id, transition_id, day_no, due, done_on FROM transition_contact WHERE id = :contact AND case_id = :case_id;

-- The first contact that nobody has had and that is due by a day, unless one was had that very day: one meeting is one contact.
-- name: transition_contact_due_by one
-- :case_id case_id
-- :by date
SELECT c.id
  FROM transition_contact c
  JOIN transition t ON t.id = c.transition_id AND t.ended_on IS NULL AND (c.day_no > 0 OR t.moved_on IS NULL)
 WHERE c.case_id = :case_id AND c.done_on IS NULL AND c.due <= :by
   AND NOT EXISTS (SELECT 1 FROM transition_contact d WHERE d.case_id = :case_id AND d.done_on = :by)
 ORDER BY c.due, c.id
 LIMIT 1;

-- Somebody has met her.
-- name: transition_contact_done exec
-- :contact transition_contact_id
-- :on_date date
-- :result transition_result
UPDATE transition_contact SET done_on = :on_date, result = :result WHERE id = :contact AND done_on IS NULL;

-- Not reached: another day.
-- name: transition_contact_again exec
-- :contact transition_contact_id
-- :due date
UPDATE transition_contact SET due = :due WHERE id = :contact AND done_on IS NULL;

-- What somebody tried.
-- name: transition_try_insert exec
-- :contact transition_contact_id
-- :result transition_result
-- :on_date date
-- :now instant
-- :staff staff_id
INSERT INTO transition_try (contact_id, result, on_date, at, by_staff) VALUES (:contact, :result, :on_date, :now, :staff);

-- ── paying ──────────────────────────────────────────────────────────────────

-- Payment begins. It may be said twice.
-- name: transition_payment_begin exec
-- :transition transition_id
-- :from_date date
INSERT INTO transition_payment (transition_id, from_date) VALUES (:transition, :from_date)
ON CONFLICT (transition_id, from_date) DO UPDATE SET until_date = NULL WHERE transition_payment.until_date IS NOT NULL;

-- And ends.
-- name: transition_payment_end exec
-- :transition transition_id
-- :until_date date
UPDATE transition_payment SET until_date = CASE WHEN :until_date < from_date THEN from_date ELSE :until_date END
 WHERE transition_id = :transition AND until_date IS NULL;

-- It was never ours to pay. (USK-6)
-- name: transition_payment_void exec
-- :transition transition_id
UPDATE transition_payment SET until_date = from_date WHERE transition_id = :transition AND (until_date IS NULL OR until_date > from_date);

-- Which municipality she says she stays in.
-- name: transition_stay_insert exec
-- :transition transition_id
-- :case_id case_id
-- :person person_id
-- :said stay_said
-- :municipality sealed?
-- :now instant
-- :staff staff_id
INSERT INTO transition_stay (transition_id, case_id, person_id, said, municipality, at, by_staff) VALUES (:transition, :case_id, :person, :said, :municipality, :now, :staff);

-- What she said last.
-- name: transition_stay_last one
-- :transition transition_id
SELECT s.said, s.municipality, s.at, w.name AS staff_name, k.wrapped AS person_key
  FROM transition_stay s
  JOIN staff_name w ON w.id = s.by_staff
  JOIN person_key k ON k.person_id = s.person_id
 WHERE s.transition_id = :transition
 ORDER BY s.id DESC
 LIMIT 1;

-- The times paid for.
-- name: transition_payments_of many
-- :transition transition_id
SELECT from_date, until_date FROM transition_payment WHERE transition_id = :transition ORDER BY from_date LIMIT 30;

-- The price of each year that has one.
-- name: discharge_prices many
SELECT p.year, p.amount, p.stands, p.at, s.name AS staff_name
  FROM discharge_price p LEFT JOIN staff_name s ON s.id = p.by_staff
 WHERE p.id = (SELECT max(n.id) FROM discharge_price n WHERE n.year = p.year)
 ORDER BY p.year DESC
 LIMIT 60;

-- Entered.
-- name: discharge_price_insert insert
-- :year int
-- :amount int
-- :stands text
-- :now instant
-- :staff staff_id?
INSERT INTO discharge_price (year, amount, stands, at, by_staff) VALUES (:year, :amount, :stands, :now, :staff)
RETURNING id;

-- ── words and letters ───────────────────────────────────────────────────────

-- Said.
-- name: transition_words_insert exec
-- :transition transition_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :word transition_word
-- :words sealed
-- :now instant
-- :staff staff_id
INSERT INTO transition_words (transition_id, case_id, person_id, zone, word, words, at, by_staff)
VALUES (:transition, :case_id, :person, :zone, :word, :words, :now, :staff);

-- What was said in one zone, the newest first.
-- name: transition_words_of many
-- :transition transition_id
-- :zone zone
SELECT w.word, w.words, w.at, s.name AS staff_name, k.wrapped AS person_key
  FROM transition_words w
  JOIN person_key k ON k.person_id = w.person_id
  JOIN staff_name s ON s.id = w.by_staff
 WHERE w.transition_id = :transition AND w.zone = :zone
 ORDER BY w.id DESC
 LIMIT 60;

-- A letter, as it was made.
-- name: transition_letter_insert insert
-- :transition transition_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :kind transition_letter_kind
-- :sent_on date
-- :sha256 text
-- :pdf sealed
-- :staff staff_id
INSERT INTO transition_letter (transition_id, case_id, person_id, zone, kind, sent_on, sha256, pdf, by_staff)
VALUES (:transition, :case_id, :person, :zone, :kind, :sent_on, :sha256, :pdf, :staff)
RETURNING id;

-- The letters in one zone.
-- name: transition_letters_of many
-- :transition transition_id
-- :zone zone
SELECT l.id, l.kind, l.sent_on, s.name AS staff_name FROM transition_letter l JOIN staff_name s ON s.id = l.by_staff
 WHERE l.transition_id = :transition AND l.zone = :zone ORDER BY l.id DESC LIMIT 30;

-- One letter of a case.
-- name: transition_letter_get one
-- :case_id case_id
-- :letter transition_letter_id
-- :zone zone
SELECT l.kind, l.sha256, l.pdf, k.wrapped AS person_key FROM transition_letter l JOIN person_key k ON k.person_id = l.person_id
 WHERE l.id = :letter AND l.case_id = :case_id AND l.zone = :zone;

-- Who signs.
-- name: transition_signer one
-- :staff staff_id
SELECT name, title, phone FROM staff_name WHERE id = :staff;

-- ── sides and deviations ────────────────────────────────────────────────────

-- A disagreement, or an account that is asked for.
-- name: transition_side_insert insert
-- :transition transition_id
-- :case_id case_id
-- :kind transition_side_kind
-- :opened_on date
-- :due date
-- :staff staff_id
INSERT INTO transition_side (transition_id, case_id, kind, opened_on, due, by_staff) VALUES (:transition, :case_id, :kind, :opened_on, :due, :staff)
RETURNING id;

-- The open one of a kind.
-- name: transition_side_open one
-- :transition transition_id
-- :kind transition_side_kind
SELECT id, opened_on, due FROM transition_side WHERE transition_id = :transition AND kind = :kind AND ended_on IS NULL;

-- Over.
-- name: transition_side_end exec
-- :transition transition_id
-- :kind transition_side_kind
-- :today date
UPDATE transition_side SET ended_on = :today WHERE transition_id = :transition AND kind = :kind AND ended_on IS NULL;

-- Those of a transition.
-- name: transition_sides_of many
-- :transition transition_id
SELECT kind, opened_on, due, ended_on FROM transition_side WHERE transition_id = :transition ORDER BY id LIMIT 20;

-- Logged.
-- name: transition_deviation_insert insert
-- :case_id case_id
-- :transition transition_id?
-- :unit unit_id
-- :kind transition_deviation_kind
-- :party transition_party
-- :on_date date
-- :now instant
-- :staff staff_id?
INSERT INTO transition_deviation (case_id, transition_id, unit_id, kind, party, state, on_date, at, by_staff)
VALUES (:case_id, :transition, :unit, :kind, :party, 'logged', :on_date, :now, :staff)
RETURNING id;

-- Is there one of the kind on a transition already?
-- name: transition_deviation_there one
-- :case_id case_id
-- :transition transition_id
-- :kind transition_deviation_kind
SELECT id FROM transition_deviation WHERE case_id = :case_id AND transition_id = :transition AND kind = :kind ORDER BY id DESC LIMIT 1;

-- One of a case.
-- name: transition_deviation_row one
-- :case_id case_id
-- :deviation transition_deviation_id
SELECT id, transition_id, unit_id, kind, party, state FROM transition_deviation WHERE id = :deviation AND case_id = :case_id;

-- Raised with whoever's duty it was.
-- name: transition_deviation_raise exec
-- :deviation transition_deviation_id
-- :today date
UPDATE transition_deviation SET state = 'raised', raised_on = :today WHERE id = :deviation AND state = 'logged';

-- And answered.
-- name: transition_deviation_answer exec
-- :deviation transition_deviation_id
-- :today date
UPDATE transition_deviation SET state = 'answered', answered_on = :today WHERE id = :deviation AND state = 'raised';

-- Those of a case, the newest first.
-- name: transition_deviations_of many
-- :case_id case_id
SELECT d.id, d.transition_id, d.kind, d.party, d.state, d.on_date, d.raised_on, d.answered_on, s.name AS staff_name
  FROM transition_deviation d LEFT JOIN staff_name s ON s.id = d.by_staff
 WHERE d.case_id = :case_id
 ORDER BY d.id DESC
 LIMIT 60;

-- ── lists ───────────────────────────────────────────────────────────────────

-- The transitions of a case, open ones first, then the newest.
-- name: transitions_of_case many
-- :case_id case_id
SELECT t.id, t.kind, t.state, t.from_party, t.to_party, t.unit_id, t.announced_at, t.expected_on, t.home, t.home_from, t.answer_due, t.cannot_until, t.moved_on, t.ended_on, t.ended_why, u.name_nb, u.name_nn
  FROM transition t
  JOIN case_spine c ON c.id = t.case_id
  JOIN unit_name u ON u.id = c.holder_unit
 WHERE t.case_id = :case_id
 ORDER BY CASE WHEN t.ended_on IS NULL THEN 0 ELSE 1 END, t.id DESC
 LIMIT 60;

-- Everything open that a unit has to do with: its own, where it has the responsibility, and the cases it is in. What must be answered first, then by day.
-- name: transitions_open many
-- :unit unit_id
-- :today date
-- =paying int
SELECT t.id, t.case_id, t.kind, t.state, t.from_party, t.unit_id, t.expected_on, t.home, t.home_from, t.lacks_home, t.ready_at, t.answer_due, t.cannot_until, t.moved_on, t.announced_at,
       p.given_name, p.family_name, h.name_nb AS holder_nb, h.name_nn AS holder_nn, c.holder_unit,
       (SELECT count(*) FROM transition_payment y WHERE y.transition_id = t.id AND y.until_date IS NULL) AS paying
  FROM transition t
  JOIN case_spine c ON c.id = t.case_id
  JOIN person_name p ON p.id = c.person_id
  JOIN unit_name h ON h.id = c.holder_unit
 WHERE t.state NOT IN ('completed', 'broken_off')
   AND EXISTS (SELECT 1 FROM case_team m WHERE m.case_id = t.case_id AND m.unit_id = :unit AND (m.ends_on IS NULL OR m.ends_on >= :today))
   AND NOT EXISTS (SELECT 1 FROM hidden_person s WHERE s.person_id = c.person_id)
 ORDER BY CASE t.state WHEN 'ready_declared' THEN 0 WHEN 'announced' THEN 1 WHEN 'cannot_until' THEN 2 ELSE 3 END, t.answer_due, COALESCE(t.expected_on, '9999-12-31'), t.id
 LIMIT 500;

-- How many wait for the unit: to be claimed or answered.
-- name: transition_count one
-- :unit unit_id
-- =n int
SELECT count(*) AS n FROM transition WHERE unit_id = :unit AND state NOT IN ('completed', 'broken_off') AND state IN ('announced', 'ready_declared');

-- The municipality's days to come: kind, day, whether a home is known, whose. No name and no case: this is for those who see the whole and nobody.
-- name: transitions_ahead many
-- :from date
-- :until date
SELECT t.kind, t.state, t.expected_on, t.home, t.cannot_until, h.name_nb AS holder_nb, h.name_nn AS holder_nn
  FROM transition t
  JOIN case_spine c ON c.id = t.case_id
  JOIN unit_name h ON h.id = c.holder_unit
 WHERE t.state NOT IN ('completed', 'broken_off') AND t.state NOT IN ('moved', 'settling') AND t.expected_on >= :from AND t.expected_on <= :until
 ORDER BY t.expected_on, t.id
 LIMIT 500;

-- Those without a day, those who wait past it, and what runs: for the same page.
-- name: transitions_whole one
-- scan ok: open transitions stand in an index of their own and are some dozens
-- :today date
-- =open_now int
-- =no_day int
-- =overdue int
-- =no_home int
-- =paying int
SELECT count(*) AS open_now,
       COALESCE(SUM(CASE WHEN t.expected_on IS NULL AND t.state NOT IN ('moved', 'settling') THEN 1 ELSE 0 END), 0) AS no_day,
       COALESCE(SUM(CASE WHEN t.expected_on < :today AND t.state NOT IN ('moved', 'settling') THEN 1 ELSE 0 END), 0) AS overdue,
       COALESCE(SUM(CASE WHEN (t.home IS NULL OR t.home = 'nothing_yet') AND t.state NOT IN ('moved', 'settling') THEN 1 ELSE 0 END), 0) AS no_home,
       (SELECT count(*) FROM transition_payment y WHERE y.until_date IS NULL) AS paying
  FROM transition t
 WHERE t.state NOT IN ('completed', 'broken_off');

-- What the municipality knows of a home for her, for whoever is to say what she comes to: a lease that runs or is coming, a home she has said yes to, an
-- application and a place for the night.
-- name: transition_home_known one
-- :case_id case_id
-- =lease lease_state?
-- =offer offer_state?
-- =application application_status?
-- =night_until date?
SELECT (SELECT l.state FROM case_lease l WHERE l.case_id = c.id AND l.state NOT IN ('draft', 'renewed', 'ended', 'withdrawn') ORDER BY l.id DESC LIMIT 1) AS lease,
       (SELECT o.state FROM case_offer o WHERE o.case_id = c.id AND o.state IN ('open', 'accepted') ORDER BY o.id DESC LIMIT 1) AS offer,
       (SELECT a.status FROM case_application a WHERE a.case_id = c.id AND a.status NOT IN ('refused', 'leased', 'withdrawn') ORDER BY a.id DESC LIMIT 1) AS application,
       (SELECT n.until_date FROM case_night_stay n WHERE n.case_id = c.id AND n.ended_on IS NULL ORDER BY n.id DESC LIMIT 1) AS night_until
  FROM case_spine c
 WHERE c.id = :case_id;

-- Deviations that are a unit's to raise or await, the oldest first.
-- name: deviations_of_unit many
-- :unit unit_id
SELECT d.id, d.case_id, d.transition_id, d.kind, d.party, d.state, d.on_date, d.raised_on, p.given_name, p.family_name
  FROM transition_deviation d
  JOIN case_spine c ON c.id = d.case_id
  JOIN person_name p ON p.id = c.person_id
 WHERE d.unit_id = :unit AND d.state IN ('logged', 'raised') AND NOT EXISTS (SELECT 1 FROM hidden_person s WHERE s.person_id = c.person_id)
 ORDER BY CASE d.state WHEN 'logged' THEN 0 ELSE 1 END, d.on_date, d.id
 LIMIT 200;

-- ── prison, and help to get treatment ───────────────────────────────────────

-- Written down.
-- name: prison_status_insert exec
-- :case_id case_id
-- :person person_id
-- :state prison_state
-- :on_date date
-- :words sealed?
-- :now instant
-- :staff staff_id
INSERT INTO prison_status (case_id, person_id, state, on_date, words, at, by_staff) VALUES (:case_id, :person, :state, :on_date, :words, :now, :staff);

-- What is known, the newest first.
-- name: prison_status_of many
-- :case_id case_id
SELECT p.state, p.on_date, p.words, p.at, s.name AS staff_name, k.wrapped AS person_key
  FROM prison_status p
  JOIN person_key k ON k.person_id = p.person_id
  JOIN staff_name s ON s.id = p.by_staff
 WHERE p.case_id = :case_id
 ORDER BY p.id DESC
 LIMIT 40;

-- An application is begun.
-- name: treatment_insert insert
-- :case_id case_id
-- :person person_id
-- :kind treatment_kind
-- :doctor sealed?
-- :place sealed?
-- :begun_on date
-- :now instant
-- :staff staff_id
INSERT INTO treatment_application (case_id, person_id, kind, state, doctor, place, begun_on, at, by_staff, version)
VALUES (:case_id, :person, :kind, 'being_written', :doctor, :place, :begun_on, :now, :staff, 1)
RETURNING id;

-- One of a case.
-- name: treatment_get one
-- :case_id case_id
-- :care treatment_application_id
SELECT id, kind, state, sent_on, version FROM treatment_application WHERE id = :care AND case_id = :case_id;

-- Where it stands now.
-- name: treatment_set exec
-- :care treatment_application_id
-- :version int
-- :state treatment_state
-- :sent_on date?
-- :due date?
-- :answered_on date?
-- :refused_why treatment_refused_why?
-- :appeal_told appeal_told?
-- :now instant
-- :staff staff_id
UPDATE treatment_application
   SET state = :state, sent_on = :sent_on, due = :due, answered_on = :answered_on, refused_why = :refused_why, appeal_told = :appeal_told, at = :now, by_staff = :staff,
       version = version + 1
 WHERE id = :care AND version = :version;

-- Those of a case, the newest first.
-- name: treatment_of many
-- :case_id case_id
SELECT a.id, a.kind, a.state, a.doctor, a.place, a.begun_on, a.sent_on, a.due, a.answered_on, a.refused_why, a.appeal_told, a.at, s.name AS staff_name, k.wrapped AS person_key
  FROM treatment_application a
  JOIN person_key k ON k.person_id = a.person_id
  JOIN staff_name s ON s.id = a.by_staff
 WHERE a.case_id = :case_id
 ORDER BY a.id DESC
 LIMIT 40;

-- Turned away.
-- name: treatment_refusal_insert insert
-- :case_id case_id
-- :person person_id
-- :deviation transition_deviation_id
-- :party transition_party
-- :why treatment_refused_why
-- :appeal_told appeal_told
-- :on_date date
-- :words sealed?
-- :now instant
-- :staff staff_id
INSERT INTO treatment_refusal (case_id, person_id, deviation_id, party, why, appeal_told, on_date, words, at, by_staff)
VALUES (:case_id, :person, :deviation, :party, :why, :appeal_told, :on_date, :words, :now, :staff)
RETURNING id;

-- The times she was turned away, the newest first.
-- name: treatment_refusals_of many
-- :case_id case_id
SELECT r.party, r.why, r.appeal_told, r.on_date, r.words, r.at, s.name AS staff_name, k.wrapped AS person_key
  FROM treatment_refusal r
  JOIN person_key k ON k.person_id = r.person_id
  JOIN staff_name s ON s.id = r.by_staff
 WHERE r.case_id = :case_id
 ORDER BY r.id DESC
 LIMIT 40;

-- Whom a guide goes with: by name, in her own unit. Of the way she is on no more than its day and whom to call; not from where, nor why. (R-267, R-328)
-- name: guide_mine many
-- :staff staff_id
-- :unit unit_id
-- =expected_on date?
-- =moved_on date?
-- =contact text?
-- =phone text?
SELECT r.case_id, p.given_name, p.family_name, t.expected_on, t.moved_on, s.name AS contact, s.phone
  FROM case_role_now r
  JOIN case_spine c ON c.id = r.case_id AND c.state <> 'closed'
  JOIN person_name p ON p.id = c.person_id
  LEFT JOIN transition t ON t.id = (SELECT max(n.id) FROM transition n WHERE n.case_id = r.case_id AND n.state NOT IN ('completed', 'broken_off')
                                     AND n.kind NOT IN ('new_worker', 'new_measure'))
  LEFT JOIN staff_name s ON s.id = t.contact_staff
 WHERE r.staff_id = :staff AND r.kind = 'guide' AND r.unit_id = :unit
 ORDER BY t.expected_on, r.case_id
 LIMIT 100;
