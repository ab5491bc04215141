-- The series as the profile says it.
-- name: series_upsert exec
-- :code text
-- :name_nb text
-- :name_nn text
-- :kind meeting_kind
-- :per_person bool
-- :individual_cases bool
-- :quorum meeting_quorum
-- :decides meeting_decides
-- :decider unit_id?
-- :chair unit_id
-- :slots int
INSERT INTO meeting_series (code, name_nb, name_nn, kind, per_person, individual_cases, quorum, decides, decider_unit, chair_unit, slots, active)
VALUES (:code, :name_nb, :name_nn, :kind, :per_person, :individual_cases, :quorum, :decides, :decider, :chair, :slots, 1)
ON CONFLICT (code) DO UPDATE
   SET name_nb = excluded.name_nb, name_nn = excluded.name_nn, kind = excluded.kind, per_person = excluded.per_person,
       individual_cases = excluded.individual_cases, quorum = excluded.quorum, decides = excluded.decides, decider_unit = excluded.decider_unit,
       chair_unit = excluded.chair_unit, slots = excluded.slots, active = 1;

-- Before the profile is read: what it does not name runs no more.
-- name: series_stop_all exec
-- scan ok: a handful of series, at start
UPDATE meeting_series SET active = 0 WHERE active = 1;

-- name: series_by_code one
-- :code text
SELECT id, active FROM meeting_series WHERE code = :code;

-- The first running series of a kind.
-- name: series_of_kind one
-- :kind meeting_kind
-- scan ok: a handful of series
SELECT id FROM meeting_series WHERE kind = :kind AND active = 1 AND per_person = 0 ORDER BY id LIMIT 1;

-- The running series of the meetings around one person.
-- name: series_around one
-- scan ok: a handful of series
SELECT id FROM meeting_series WHERE per_person = 1 AND active = 1 ORDER BY id LIMIT 1;

-- name: series_get one
-- :series meeting_series_id
SELECT id, code, name_nb, name_nn, kind, per_person, individual_cases, quorum, decides, decider_unit, chair_unit, slots, active
  FROM meeting_series
 WHERE id = :series;

-- All that run, with what waits and when it meets next.
-- name: series_list many
-- :today date
-- =n_waiting int
-- =next_on date?
-- scan ok: a handful of series
SELECT s.id, s.code, s.name_nb, s.name_nn, s.kind, s.per_person, s.individual_cases, s.chair_unit,
       (SELECT count(*) FROM agenda_item i WHERE i.series_id = s.id AND i.state = 'reported') AS n_waiting,
       (SELECT min(m.on_date) FROM meeting m
         WHERE m.series_id = s.id AND m.on_date >= :today AND m.case_id IS NULL AND m.state IN ('planned', 'called', 'open')) AS next_on
  FROM meeting_series s
 WHERE s.active = 1
 ORDER BY s.per_person, s.id
 LIMIT 60;

-- name: series_unit_clear exec
-- scan ok: a handful of rows, at start
DELETE FROM series_unit;

-- name: series_unit_add exec
-- :series meeting_series_id
-- :unit unit_id
-- :part meeting_part
INSERT INTO series_unit (series_id, unit_id, part) VALUES (:series, :unit, :part);

-- name: series_units many
-- :series meeting_series_id
SELECT s.unit_id, s.part, u.name_nb, u.name_nn
  FROM series_unit s
  JOIN unit_name u ON u.id = s.unit_id
 WHERE s.series_id = :series
 ORDER BY s.id
 LIMIT 60;

-- What a unit is in a series, the most first.
-- name: series_part_of one
-- :series meeting_series_id
-- :unit unit_id
SELECT part
  FROM series_unit
 WHERE series_id = :series AND unit_id = :unit
 ORDER BY CASE part WHEN 'member' THEN 1 WHEN 'optional' THEN 2 WHEN 'viewer' THEN 3 ELSE 4 END
 LIMIT 1;

-- The units of meetings that have not begun, away, so that they can be written anew.
-- name: meeting_unit_clear exec
-- scan ok: at start
DELETE FROM meeting_unit
 WHERE kept = 0 AND EXISTS (SELECT 1 FROM meeting m WHERE m.id = meeting_unit.meeting_id AND m.case_id IS NULL AND m.state IN ('planned', 'called'));

-- name: meeting_unit_fill exec
-- scan ok: at start
INSERT INTO meeting_unit (meeting_id, unit_id, part, kept)
SELECT m.id, s.unit_id, s.part, 0
  FROM meeting m
  JOIN series_unit s ON s.series_id = m.series_id
 WHERE m.case_id IS NULL AND m.state IN ('planned', 'called');

-- A new meeting has the units of its series.
-- name: meeting_unit_from_series exec
-- :meeting meeting_id
INSERT INTO meeting_unit (meeting_id, unit_id, part, kept)
SELECT m.id, s.unit_id, s.part, 0
  FROM meeting m
  JOIN series_unit s ON s.series_id = m.series_id
 WHERE m.id = :meeting;

-- name: meeting_unit_add exec
-- :meeting meeting_id
-- :unit unit_id
-- :part meeting_part
INSERT INTO meeting_unit (meeting_id, unit_id, part, kept) VALUES (:meeting, :unit, :part, 0);

-- From now on these are the units it was of.
-- name: meeting_unit_keep exec
-- :meeting meeting_id
UPDATE meeting_unit SET kept = 1 WHERE meeting_id = :meeting;

-- Each unit of a meeting, what it is there, and whether somebody of it is there.
-- name: meeting_units many
-- :meeting meeting_id
-- =here bool
SELECT u.unit_id, u.part, n.name_nb, n.name_nn,
       EXISTS (SELECT 1 FROM meeting_seat s WHERE s.meeting_id = u.meeting_id AND s.unit_id = u.unit_id AND s.presence IN ('here', 'remote')) AS here
  FROM meeting_unit u
  JOIN unit_name n ON n.id = u.unit_id
 WHERE u.meeting_id = :meeting
 ORDER BY u.id
 LIMIT 60;

-- The same for one item: who stepped out is not there.
-- name: meeting_units_for_item many
-- :meeting meeting_id
-- :item agenda_item_id
-- =here bool
SELECT u.unit_id, u.part, n.name_nb, n.name_nn,
       EXISTS (SELECT 1 FROM meeting_seat s
                WHERE s.meeting_id = u.meeting_id AND s.unit_id = u.unit_id AND s.presence IN ('here', 'remote')
                  AND NOT EXISTS (SELECT 1 FROM item_step_out o WHERE o.item_id = :item AND o.seat_id = s.id)) AS here
  FROM meeting_unit u
  JOIN unit_name n ON n.id = u.unit_id
 WHERE u.meeting_id = :meeting
 ORDER BY u.id
 LIMIT 60;

-- What a unit is in a meeting; kept apart from the series so that a responsibility group has its own.
-- name: meeting_part_of one
-- :meeting meeting_id
-- :unit unit_id
SELECT part
  FROM meeting_unit
 WHERE meeting_id = :meeting AND unit_id = :unit
 ORDER BY CASE part WHEN 'member' THEN 1 WHEN 'optional' THEN 2 WHEN 'viewer' THEN 3 ELSE 4 END
 LIMIT 1;

-- name: meeting_insert insert
-- :series meeting_series_id
-- :case_id case_id?
-- :extra bool
-- :on_date date
-- :from_minute int
-- :to_minute int
-- :place text?
-- :slots int
-- :now instant
INSERT INTO meeting (series_id, case_id, state, extra, on_date, from_minute, to_minute, place, slots, made_at, changed_at, version)
VALUES (:series, :case_id, 'planned', :extra, :on_date, :from_minute, :to_minute, :place, :slots, :now, :now, 1)
RETURNING id;

-- name: meeting_get one
-- :meeting meeting_id
SELECT m.id, m.series_id, m.case_id, m.state, m.extra, m.on_date, m.from_minute, m.to_minute, m.place, m.slots, m.chair_id, m.secretary_id, m.opened_at,
       m.closed_at, m.version, s.code, s.name_nb, s.name_nn, s.kind, s.per_person, s.individual_cases, s.quorum, s.decides, s.decider_unit, s.chair_unit
  FROM meeting m
  JOIN meeting_series s ON s.id = m.series_id
 WHERE m.id = :meeting;

-- The series' meeting on one day.
-- name: meeting_on_day one
-- :series meeting_series_id
-- :on_date date
SELECT id, state FROM meeting WHERE series_id = :series AND on_date = :on_date AND case_id IS NULL AND state <> 'cancelled' LIMIT 1;

-- The next one that has not begun.
-- name: meeting_next_of one
-- :series meeting_series_id
-- :from_date date
SELECT id, on_date
  FROM meeting
 WHERE series_id = :series AND case_id IS NULL AND on_date >= :from_date AND state IN ('planned', 'called')
 ORDER BY on_date
 LIMIT 1;

-- Those of a kind that are open now, in which the unit is a member.
-- name: meeting_open_of many
-- :kind meeting_kind
-- :on_date date
-- :unit unit_id
SELECT m.id
  FROM meeting m
  JOIN meeting_series s ON s.id = m.series_id
 WHERE m.on_date = :on_date AND m.state = 'open' AND m.case_id IS NULL AND s.kind = :kind
   AND EXISTS (SELECT 1 FROM meeting_unit u WHERE u.meeting_id = m.id AND u.unit_id = :unit AND u.part = 'member')
 ORDER BY m.id
 LIMIT 5;

-- Those of a series that have not begun, for choosing one.
-- name: meeting_coming many
-- :series meeting_series_id
-- :from_date date
SELECT id, on_date, from_minute
  FROM meeting
 WHERE series_id = :series AND case_id IS NULL AND on_date >= :from_date AND state IN ('planned', 'called', 'open')
 ORDER BY on_date
 LIMIT 30;

-- All meetings of all series between two days, but those around one person. (R-301)
-- name: meeting_calendar many
-- :from_date date
-- :to_date date
-- :unit unit_id
-- :staff staff_id
-- =part meeting_part?
-- =seated bool
-- =n_items int
SELECT m.id, m.series_id, m.state, m.extra, m.on_date, m.from_minute, m.to_minute, m.place, m.slots, m.changed_at, s.name_nb, s.name_nn,
       (SELECT min(u.part) FROM meeting_unit u WHERE u.meeting_id = m.id AND u.unit_id = :unit) AS part,
       EXISTS (SELECT 1 FROM meeting_seat k WHERE k.meeting_id = m.id AND k.staff_id = :staff) AS seated,
       (SELECT count(*) FROM agenda_item i WHERE i.meeting_id = m.id) AS n_items
  FROM meeting m
  JOIN meeting_series s ON s.id = m.series_id
 WHERE m.on_date >= :from_date AND m.on_date <= :to_date AND m.case_id IS NULL AND m.state <> 'cancelled'
 ORDER BY m.on_date, m.from_minute, m.id
 LIMIT 200;

-- A series' meetings, the nearest to the future last.
-- name: meeting_of_series many
-- :series meeting_series_id
-- :from_date date
-- :to_date date
-- =n_items int
SELECT m.id, m.state, m.extra, m.on_date, m.from_minute, m.to_minute, m.place, m.slots,
       (SELECT count(*) FROM agenda_item i WHERE i.meeting_id = m.id) AS n_items
  FROM meeting m
 WHERE m.series_id = :series AND m.case_id IS NULL AND m.on_date >= :from_date AND m.on_date <= :to_date
 ORDER BY m.on_date, m.id
 LIMIT 120;

-- The responsibility group's meetings in a case.
-- name: meeting_of_case many
-- :case_id case_id
SELECT id, state, on_date, from_minute, to_minute, place FROM meeting WHERE case_id = :case_id ORDER BY on_date DESC, id DESC LIMIT 40;

-- The worker's next: where she has a seat, or her unit is a member.
-- name: meeting_soon_for many
-- :staff staff_id
-- :unit unit_id
-- :from_date date
-- :to_date date
SELECT m.id, m.case_id, m.on_date, m.from_minute, m.to_minute, m.state, m.changed_at, s.name_nb, s.name_nn
  FROM meeting m
  JOIN meeting_series s ON s.id = m.series_id
 WHERE m.on_date >= :from_date AND m.on_date <= :to_date AND m.state IN ('planned', 'called', 'open')
   AND (EXISTS (SELECT 1 FROM meeting_seat k WHERE k.meeting_id = m.id AND k.staff_id = :staff AND k.presence <> 'away')
        OR EXISTS (SELECT 1 FROM meeting_unit u WHERE u.meeting_id = m.id AND u.unit_id = :unit AND u.part = 'member' AND m.case_id IS NULL))
 ORDER BY m.on_date, m.from_minute, m.id
 LIMIT 100;

-- name: meeting_set_state exec
-- :meeting meeting_id
-- :from_state meeting_state
-- :state meeting_state
-- :chair staff_id?
-- :secretary staff_id?
-- :opened instant?
-- :closed instant?
-- :now instant
UPDATE meeting
   SET state = :state, chair_id = COALESCE(:chair, chair_id), secretary_id = COALESCE(:secretary, secretary_id), opened_at = COALESCE(:opened, opened_at),
       closed_at = COALESCE(:closed, closed_at), changed_at = :now, version = version + 1
 WHERE id = :meeting AND state = :from_state;

-- name: meeting_move exec
-- :meeting meeting_id
-- :version int
-- :on_date date
-- :from_minute int
-- :to_minute int
-- :place text?
-- :now instant
UPDATE meeting
   SET on_date = :on_date, from_minute = :from_minute, to_minute = :to_minute, place = :place, changed_at = :now, version = version + 1
 WHERE id = :meeting AND version = :version AND state IN ('planned', 'called');

-- name: meeting_seat_insert insert
-- :meeting meeting_id
-- :unit unit_id?
-- :staff staff_id?
-- :guest meeting_guest?
-- :substitute bool
INSERT INTO meeting_seat (meeting_id, unit_id, staff_id, guest, substitute, presence) VALUES (:meeting, :unit, :staff, :guest, :substitute, 'expected') RETURNING id;

-- Who sat in the series' last meeting for a unit of this one is expected again.
-- name: seat_from_last exec
-- :meeting meeting_id
-- :series meeting_series_id
-- :on_date date
-- :today date
INSERT INTO meeting_seat (meeting_id, unit_id, staff_id, substitute, presence)
SELECT :meeting, k.unit_id, k.staff_id, 0, 'expected'
  FROM meeting_seat k
 WHERE k.meeting_id = (SELECT m.id FROM meeting m WHERE m.series_id = :series AND m.case_id IS NULL AND m.on_date < :on_date AND m.state IN ('called', 'open', 'closed', 'minutes_signed')
                        ORDER BY m.on_date DESC LIMIT 1)
   AND k.staff_id IS NOT NULL AND k.substitute = 0
   AND EXISTS (SELECT 1 FROM unit_member w WHERE w.staff_id = k.staff_id AND w.unit_id = k.unit_id AND w.from_date <= :today AND (w.until_date IS NULL OR w.until_date >= :today))
   AND EXISTS (SELECT 1 FROM meeting_unit u WHERE u.meeting_id = :meeting AND u.unit_id = k.unit_id)
   AND NOT EXISTS (SELECT 1 FROM meeting_seat n WHERE n.meeting_id = :meeting AND n.staff_id = k.staff_id);

-- Who was to sit in another meeting for a unit of this one is expected again, if she still works there.
-- name: seat_from_meeting exec
-- :meeting meeting_id
-- :other meeting_id
-- :today date
INSERT INTO meeting_seat (meeting_id, unit_id, staff_id, substitute, presence)
SELECT :meeting, k.unit_id, k.staff_id, 0, 'expected'
  FROM meeting_seat k
 WHERE k.meeting_id = :other AND k.staff_id IS NOT NULL AND k.substitute = 0
   AND EXISTS (SELECT 1 FROM unit_member w WHERE w.staff_id = k.staff_id AND w.unit_id = k.unit_id AND w.from_date <= :today AND (w.until_date IS NULL OR w.until_date >= :today))
   AND EXISTS (SELECT 1 FROM meeting_unit u WHERE u.meeting_id = :meeting AND u.unit_id = k.unit_id);

-- name: seats_of many
-- :meeting meeting_id
SELECT s.id, s.unit_id, s.staff_id, s.guest, s.substitute, s.presence, w.name AS staff_name, u.name_nb, u.name_nn
  FROM meeting_seat s
  LEFT JOIN staff_name w ON w.id = s.staff_id
  LEFT JOIN unit_name u ON u.id = s.unit_id
 WHERE s.meeting_id = :meeting
 ORDER BY s.id
 LIMIT 120;

-- name: seat_of_staff one
-- :meeting meeting_id
-- :staff staff_id
SELECT id, unit_id, presence FROM meeting_seat WHERE meeting_id = :meeting AND staff_id = :staff;

-- name: meeting_seat_set exec
-- :meeting meeting_id
-- :seat meeting_seat_id
-- :presence seat_presence
-- :now instant
UPDATE meeting_seat SET presence = :presence, answered_at = :now WHERE id = :seat AND meeting_id = :meeting;

-- Which unit of the meeting a worker can sit for, her own as a member first.
-- name: seat_unit_of one
-- :meeting meeting_id
-- :staff staff_id
-- :today date
SELECT u.unit_id
  FROM meeting_unit u
  JOIN unit_member m ON m.unit_id = u.unit_id
 WHERE u.meeting_id = :meeting AND m.staff_id = :staff AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
 ORDER BY CASE u.part WHEN 'member' THEN 1 WHEN 'optional' THEN 2 ELSE 3 END
 LIMIT 1;

-- Who can be given a seat: those who work in the meeting's units and have none.
-- name: seat_candidates many
-- :meeting meeting_id
-- :today date
SELECT DISTINCT s.id, s.name, n.name_nb, n.name_nn
  FROM meeting_unit u
  JOIN unit_member m ON m.unit_id = u.unit_id
  JOIN staff_name s ON s.id = m.staff_id
  JOIN unit_name n ON n.id = u.unit_id
 WHERE u.meeting_id = :meeting AND s.active = 1 AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)
   AND NOT EXISTS (SELECT 1 FROM meeting_seat k WHERE k.meeting_id = u.meeting_id AND k.staff_id = s.id)
 ORDER BY n.name_nb, s.name
 LIMIT 200;

-- name: item_insert insert
-- :series meeting_series_id
-- :kind agenda_item_kind
-- :case_id case_id?
-- :person person_id?
-- :subject int
-- :heading text?
-- :body text?
-- :need item_need
-- :needs_all bool
-- :now instant
-- :by staff_id
-- :unit unit_id
-- :presented_by unit_id?
-- :continues agenda_item_id?
INSERT INTO agenda_item (series_id, kind, state, case_id, person_id, subject, heading, body, need, needs_all, place, reported_at, reported_by, reported_unit,
                         presented_by, continues_id, version)
VALUES (:series, :kind, 'reported', :case_id, :person, :subject, :heading, :body, :need, :needs_all, 50, :now, :by, :unit, :presented_by, :continues, 1)
RETURNING id;

-- name: item_get one
-- :item agenda_item_id
SELECT i.id, i.series_id, i.meeting_id, i.number, i.kind, i.state, i.case_id, i.person_id, i.subject, i.heading, i.body, i.need, i.needs_all, i.place,
       i.reported_at, i.reported_by, i.reported_unit, i.presented_by, i.choice, i.agreement, i.decided_by, i.delegation, i.outcome, i.wait, i.next_on,
       i.review_on, i.treated_at, i.continues_id, i.version, s.name AS reported_name, u.name_nb, u.name_nn
  FROM agenda_item i
  JOIN staff_name s ON s.id = i.reported_by
  JOIN unit_name u ON u.id = i.reported_unit
 WHERE i.id = :item;

-- The row this one goes on as.
-- name: item_next_of one
-- :item agenda_item_id
SELECT id, meeting_id FROM agenda_item WHERE continues_id = :item;

-- The agenda of a meeting: what the chair has put first, then by number, which follows the need and not who reported first. (R-196)
-- name: item_of_meeting many
-- :meeting meeting_id
SELECT i.id, i.series_id, i.meeting_id, i.number, i.kind, i.state, i.case_id, i.person_id, i.subject, i.heading, i.need, i.needs_all, i.place, i.reported_unit,
       i.presented_by, i.choice, i.agreement, i.wait, i.next_on, i.outcome, i.treated_at, u.name_nb, u.name_nn
  FROM agenda_item i
  JOIN unit_name u ON u.id = i.reported_unit
 WHERE i.meeting_id = :meeting
 ORDER BY i.place, i.number
 LIMIT 60;

-- Reported to a series, in no meeting yet.
-- name: item_waiting many
-- :series meeting_series_id
SELECT i.id, i.kind, i.case_id, i.person_id, i.heading, i.need, i.needs_all, i.reported_at, i.subject, i.reported_unit, i.continues_id, u.name_nb, u.name_nn
  FROM agenda_item i
  JOIN unit_name u ON u.id = i.reported_unit
 WHERE i.series_id = :series AND i.state = 'reported'
 ORDER BY CASE i.need WHEN 'now' THEN 1 WHEN 'date_near' THEN 2 ELSE 3 END, i.reported_at, i.id
 LIMIT 60;

-- The items of a case, the newest first.
-- name: item_of_case many
-- :case_id case_id
SELECT i.id, i.series_id, i.meeting_id, i.number, i.kind, i.state, i.need, i.needs_all, i.choice, i.agreement, i.wait, i.next_on, i.reported_at, i.treated_at,
       s.name_nb AS series_nb, s.name_nn AS series_nn, m.on_date, u.name_nb, u.name_nn
  FROM agenda_item i
  JOIN meeting_series s ON s.id = i.series_id
  JOIN unit_name u ON u.id = i.reported_unit
  LEFT JOIN meeting m ON m.id = i.meeting_id
 WHERE i.case_id = :case_id
 ORDER BY i.id DESC
 LIMIT 40;

-- What a case has in a series that waits for a meeting.
-- name: item_reported_of one
-- :series meeting_series_id
-- :case_id case_id
SELECT id FROM agenda_item WHERE series_id = :series AND case_id = :case_id AND state = 'reported' ORDER BY id DESC LIMIT 1;

-- name: item_last_number one
-- :meeting meeting_id
-- =n int
SELECT COALESCE(max(number), 0) AS n FROM agenda_item WHERE meeting_id = :meeting;

-- name: item_count_of one
-- :meeting meeting_id
-- =n int
SELECT count(*) AS n FROM agenda_item WHERE meeting_id = :meeting;

-- What is not treated yet.
-- name: item_left_in one
-- :meeting meeting_id
-- =n int
SELECT count(*) AS n FROM agenda_item WHERE meeting_id = :meeting AND state IN ('accepted', 'ready');

-- name: item_accept exec
-- :item agenda_item_id
-- :meeting meeting_id
-- :number int
UPDATE agenda_item SET state = 'accepted', meeting_id = :meeting, number = :number, version = version + 1 WHERE id = :item AND state = 'reported';

-- name: item_set_state exec
-- :item agenda_item_id
-- :from_state agenda_item_state
-- :state agenda_item_state
UPDATE agenda_item SET state = :state, version = version + 1 WHERE id = :item AND state = :from_state;

-- name: item_set_place exec
-- :item agenda_item_id
-- :place int
UPDATE agenda_item SET place = :place, version = version + 1 WHERE id = :item;

-- name: item_put_off exec
-- :item agenda_item_id
-- :from_state agenda_item_state
-- :state agenda_item_state
-- :wait item_wait?
-- :next_on date
-- :now instant
UPDATE agenda_item
   SET state = :state, wait = :wait, next_on = :next_on, treated_at = :now, version = version + 1
 WHERE id = :item AND state = :from_state;

-- name: item_conclude exec
-- :item agenda_item_id
-- :state agenda_item_state
-- :choice agenda_choice?
-- :agreement item_agreement
-- :decided_by unit_id?
-- :delegation text?
-- :outcome text?
-- :review_on date?
-- :now instant
UPDATE agenda_item
   SET state = :state, choice = :choice, agreement = :agreement, decided_by = :decided_by, delegation = :delegation, outcome = :outcome, review_on = :review_on,
       treated_at = :now, version = version + 1
 WHERE id = :item AND state = 'ready';

-- name: item_vote_add exec
-- :item agenda_item_id
-- :unit unit_id
-- :position item_position
INSERT INTO item_vote (item_id, unit_id, position) VALUES (:item, :unit, :position);

-- name: item_votes many
-- :item agenda_item_id
SELECT v.unit_id, v.position, u.name_nb, u.name_nn
  FROM item_vote v
  JOIN unit_name u ON u.id = v.unit_id
 WHERE v.item_id = :item
 ORDER BY v.id
 LIMIT 60;

-- name: step_out_add exec
-- :item agenda_item_id
-- :seat meeting_seat_id
-- :why step_out_why
-- :now instant
-- :by staff_id
INSERT INTO item_step_out (item_id, seat_id, why, at, by_staff) VALUES (:item, :seat, :why, :now, :by) ON CONFLICT (item_id, seat_id) DO NOTHING;

-- name: step_outs_of many
-- :item agenda_item_id
SELECT o.seat_id, o.why, w.name AS staff_name, k.guest
  FROM item_step_out o
  JOIN meeting_seat k ON k.id = o.seat_id
  LEFT JOIN staff_name w ON w.id = k.staff_id
 WHERE o.item_id = :item
 ORDER BY o.id
 LIMIT 60;

-- Those who stepped out in a meeting, for its minutes.
-- name: step_outs_in many
-- :meeting meeting_id
SELECT i.number, w.name AS staff_name, o.why
  FROM agenda_item i
  JOIN item_step_out o ON o.item_id = i.id
  JOIN meeting_seat k ON k.id = o.seat_id
  JOIN staff_name w ON w.id = k.staff_id
 WHERE i.meeting_id = :meeting
 ORDER BY i.number, o.id
 LIMIT 100;

-- Who is there and is too close to the person: steps out by itself.
-- name: step_out_barred exec
-- :item agenda_item_id
-- :meeting meeting_id
-- :person person_id
-- :now instant
-- :by staff_id
INSERT INTO item_step_out (item_id, seat_id, why, at, by_staff)
SELECT :item, k.id, 'close', :now, :by
  FROM meeting_seat k
 WHERE k.meeting_id = :meeting AND k.staff_id IS NOT NULL
   AND EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = k.staff_id AND b.person_id = :person)
   AND NOT EXISTS (SELECT 1 FROM item_step_out o WHERE o.item_id = :item AND o.seat_id = k.id);

-- name: item_guest_add exec
-- :item agenda_item_id
-- :guest meeting_guest
-- :answer item_guest_answer
-- :now instant
-- :by staff_id
INSERT INTO item_guest (item_id, guest, answer, at, by_staff) VALUES (:item, :guest, :answer, :now, :by);

-- name: item_guest_last one
-- :item agenda_item_id
-- :guest meeting_guest
SELECT answer FROM item_guest WHERE item_id = :item AND guest = :guest ORDER BY id DESC LIMIT 1;

-- What was said of guests follows the item to its next meeting.
-- name: item_guest_copy exec
-- :from_item agenda_item_id
-- :item agenda_item_id
INSERT INTO item_guest (item_id, guest, answer, at, by_staff)
SELECT :item, g.guest, g.answer, g.at, g.by_staff FROM item_guest g WHERE g.item_id = :from_item ORDER BY g.id;

-- name: item_action_insert insert
-- :item agenda_item_id
-- :case_id case_id?
-- :unit unit_id
-- :task item_task
-- :due date
INSERT INTO item_action (item_id, case_id, unit_id, task, due) VALUES (:item, :case_id, :unit, :task, :due) RETURNING id;

-- name: item_actions_of many
-- :item agenda_item_id
SELECT a.id, a.unit_id, a.task, a.due, a.done_at, u.name_nb, u.name_nn
  FROM item_action a
  JOIN unit_name u ON u.id = a.unit_id
 WHERE a.item_id = :item
 ORDER BY a.id
 LIMIT 60;

-- What is agreed in a case, in any meeting: what is not done first.
-- name: actions_in_case many
-- :case_id case_id
SELECT a.id, a.item_id, a.unit_id, a.task, a.due, a.done_at, u.name_nb, u.name_nn
  FROM item_action a
  JOIN unit_name u ON u.id = a.unit_id
 WHERE a.case_id = :case_id
 ORDER BY CASE WHEN a.done_at IS NULL THEN 0 ELSE 1 END, a.due, a.id
 LIMIT 60;

-- name: item_action_finish exec
-- :action item_action_id
-- :case_id case_id
-- :unit unit_id
-- :now instant
-- :by staff_id
UPDATE item_action SET done_at = :now, done_by = :by WHERE id = :action AND case_id = :case_id AND unit_id = :unit AND done_at IS NULL;

-- name: item_note_insert exec
-- :item agenda_item_id
-- :case_id case_id
-- :person person_id
-- :zone zone
-- :kind item_note_kind
-- :words sealed
-- :now instant
-- :by staff_id
-- :unit unit_id
INSERT INTO item_note (item_id, case_id, person_id, zone, kind, words, at, by_staff, unit_id)
VALUES (:item, :case_id, :person, :zone, :kind, :words, :now, :by, :unit);

-- What is written in a case on its items, in one zone.
-- name: notes_in_zone many
-- :case_id case_id
-- :zone zone
SELECT n.item_id, n.kind, n.words, n.at, s.name AS staff_name, u.name_nb, u.name_nn, k.wrapped AS person_key
  FROM item_note n
  JOIN staff_name s ON s.id = n.by_staff
  JOIN unit_name u ON u.id = n.unit_id
  JOIN person_key k ON k.person_id = n.person_id
 WHERE n.case_id = :case_id AND n.zone = :zone
 ORDER BY n.id DESC
 LIMIT 200;

-- name: item_words_insert exec
-- :item agenda_item_id
-- :kind item_note_kind
-- :words text
-- :now instant
-- :by staff_id
-- :unit unit_id
INSERT INTO item_words (item_id, kind, words, at, by_staff, unit_id) VALUES (:item, :kind, :words, :now, :by, :unit);

-- name: item_words_of many
-- :item agenda_item_id
SELECT n.kind, n.words, n.at, s.name AS staff_name, u.name_nb, u.name_nn
  FROM item_words n
  JOIN staff_name s ON s.id = n.by_staff
  JOIN unit_name u ON u.id = n.unit_id
 WHERE n.item_id = :item
 ORDER BY n.id
 LIMIT 200;

-- name: item_review_insert exec
-- :item agenda_item_id
-- :result review_result
-- :on_date date
-- :by staff_id
INSERT INTO item_review (item_id, result, on_date, by_staff) VALUES (:item, :result, :on_date, :by);

-- name: item_review_of one
-- :item agenda_item_id
SELECT result, on_date FROM item_review WHERE item_id = :item;

-- What is to be looked at again in a series, the oldest day first.
-- name: item_review_due many
-- :series meeting_series_id
-- :until date
SELECT i.id, i.meeting_id, i.number, i.review_on, i.kind, i.case_id, i.person_id, i.heading
  FROM agenda_item i
 WHERE i.series_id = :series AND i.review_on IS NOT NULL AND i.review_on <= :until
   AND NOT EXISTS (SELECT 1 FROM item_review r WHERE r.item_id = i.id)
 ORDER BY i.review_on, i.id
 LIMIT 40;

-- name: meeting_line_insert exec
-- :meeting meeting_id
-- :now instant
-- :words text
-- :by staff_id
INSERT INTO meeting_line (meeting_id, at, words, by_staff) VALUES (:meeting, :now, :words, :by);

-- name: meeting_lines many
-- :meeting meeting_id
SELECT l.at, l.words, s.name AS staff_name
  FROM meeting_line l
  JOIN staff_name s ON s.id = l.by_staff
 WHERE l.meeting_id = :meeting
 ORDER BY l.id
 LIMIT 200;

-- name: minutes_signature_insert exec
-- :meeting meeting_id
-- :signer minutes_signer
-- :staff staff_id
-- :now instant
INSERT INTO minutes_signature (meeting_id, signer, staff_id, at) VALUES (:meeting, :signer, :staff, :now);

-- name: minutes_signatures many
-- :meeting meeting_id
SELECT g.signer, g.staff_id, g.at, s.name AS staff_name, s.title
  FROM minutes_signature g
  JOIN staff_name s ON s.id = g.staff_id
 WHERE g.meeting_id = :meeting
 ORDER BY g.id
 LIMIT 4;

-- name: meeting_absence_insert exec
-- :meeting meeting_id
-- :item agenda_item_id?
-- :unit unit_id
-- :now instant
INSERT INTO meeting_absence (meeting_id, item_id, unit_id, at) VALUES (:meeting, :item, :unit, :now) ON CONFLICT DO NOTHING;

-- Each unit's meetings as a member since a day: how many, at how many it was there, and how many items it stopped. (R-280)
-- name: attendance_by_unit many
-- :since date
-- =n_meetings int
-- =n_there int
-- =n_stopped int
-- scan ok: a page for leaders, over the meetings of a year
SELECT u.unit_id, n.name_nb, n.name_nn, count(DISTINCT u.meeting_id) AS n_meetings,
       count(DISTINCT CASE WHEN EXISTS (SELECT 1 FROM meeting_seat s WHERE s.meeting_id = u.meeting_id AND s.unit_id = u.unit_id AND s.presence IN ('here', 'remote'))
                           THEN u.meeting_id END) AS n_there,
       (SELECT count(DISTINCT a.item_id) FROM meeting_absence a JOIN meeting m2 ON m2.id = a.meeting_id
         WHERE a.unit_id = u.unit_id AND m2.on_date >= :since) AS n_stopped
  FROM meeting_unit u
  JOIN meeting m ON m.id = u.meeting_id
  JOIN unit_name n ON n.id = u.unit_id
 WHERE u.part = 'member' AND u.kept = 1 AND m.on_date >= :since AND m.case_id IS NULL AND m.state IN ('open', 'closed', 'minutes_signed')
 GROUP BY u.unit_id, n.name_nb, n.name_nn
 ORDER BY n.name_nb
 LIMIT 60;

-- Each series' load since a day: meetings held, items reported, room for how many, put off, stopped. (R-281)
-- name: load_by_series many
-- :since date
-- :since_at instant
-- =n_held int
-- =n_slots int
-- =n_reported int
-- =n_treated int
-- =n_postponed int
-- =n_no_quorum int
-- =n_waiting int
-- scan ok: a page for leaders, over the meetings of a year
SELECT s.id, s.name_nb, s.name_nn,
       (SELECT count(*) FROM meeting m WHERE m.series_id = s.id AND m.on_date >= :since AND m.state IN ('open', 'closed', 'minutes_signed')) AS n_held,
       (SELECT COALESCE(sum(m.slots), 0) FROM meeting m WHERE m.series_id = s.id AND m.on_date >= :since AND m.state IN ('open', 'closed', 'minutes_signed')) AS n_slots,
       (SELECT count(*) FROM agenda_item i WHERE i.series_id = s.id AND i.reported_at >= :since_at AND i.continues_id IS NULL) AS n_reported,
       (SELECT count(*) FROM agenda_item i WHERE i.series_id = s.id AND i.treated_at >= :since_at AND i.state IN ('decided', 'advised')) AS n_treated,
       (SELECT count(*) FROM agenda_item i WHERE i.series_id = s.id AND i.treated_at >= :since_at AND i.state = 'postponed') AS n_postponed,
       (SELECT count(*) FROM agenda_item i WHERE i.series_id = s.id AND i.treated_at >= :since_at AND i.state = 'no_quorum') AS n_no_quorum,
       (SELECT count(*) FROM agenda_item i WHERE i.series_id = s.id AND i.state = 'reported') AS n_waiting
  FROM meeting_series s
 WHERE s.active = 1 AND s.per_person = 0
 ORDER BY s.id
 LIMIT 60;

-- Units that are part of a case, for who may be asked to do something in it.
-- name: meeting_case_units many
-- :case_id case_id
SELECT DISTINCT t.unit_id, u.name_nb, u.name_nn
  FROM case_team t
  JOIN unit_name u ON u.id = t.unit_id
 WHERE t.case_id = :case_id AND u.active = 1
 ORDER BY u.name_nb
 LIMIT 40;
