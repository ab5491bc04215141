-- Every first message, by any channel. A contact becomes a case or a closed note; nothing is left lying. (R-001–R-008, R-012, BSL-7, FVL-11)
-- enum channel: counter phone street team letter digital doctor nav specialist hospital prison police voluntary neighbour other
-- enum sender: person helper relative neighbour service voluntary
-- enum contact_state: received routed became_case closed_note
-- enum closed_reason: only_information other_municipality withdrawn duplicate no_need
-- enum reply_reason: assess others dwelling many
-- enum moved_reason: near_hospital family work_or_school other
-- enum told_way: handed spoken posted
-- enum knows: yes no
-- enum home_answer: asks not

-- What was said, by whom, when, and who took it. The clocks run from received_at, never from routing. received: nobody has taken it yet;
-- routed: owner_staff has, in routed_unit. Of a third party only name and telephone are kept, and not the name when that was the wish; whether
-- the person knows of the message is always written (R-017). sending is the form's own number: the same form sent twice is one contact.
-- unit asked_unit keeps
-- unit received_unit keeps
-- unit routed_unit moves
CREATE TABLE contact (
  id           @id,
  person_id    @ref(person),
  case_id      @ref?(person_case),
  state        @enum(contact_state),
  channel      @enum(channel),
  sender       @enum(sender),
  sender_name  @sealed?,
  sender_phone @sealed?,
  person_knows @bool?,
  asked_unit   @ref?(unit),
  filled_in    @bool,
  signed       @bool,
  moved_reason @enum?(moved_reason),
  sending      @text? UNIQUE,
  what         @sealed,
  asks_housing @bool,
  without_home_tonight @bool,
  received_at  @instant,
  received_unit @ref(unit),
  received_by  @ref?(staff),
  routed_unit  @ref?(unit),
  routed_at    @instant?,
  route_due    @date,
  owner_staff  @ref?(staff),
  owned_at     @instant?,
  reply_due    @date,
  closed_reason @enum?(closed_reason),
  closed_note  @sealed?,
  version      @int,
  CONSTRAINT contact_housing_is_decided CHECK (state <> 'closed_note' OR (asks_housing = 0 AND without_home_tonight = 0)),
  CONSTRAINT contact_case_has_id CHECK (state <> 'became_case' OR case_id IS NOT NULL),
  CONSTRAINT contact_closed_has_reason CHECK (state <> 'closed_note' OR closed_reason IS NOT NULL),
  CONSTRAINT contact_third_party_says CHECK (sender = 'person' OR person_knows IS NOT NULL),
  CONSTRAINT contact_taken_by_someone CHECK (state <> 'routed' OR owner_staff IS NOT NULL)
) @strict;
CREATE INDEX contact_unit ON contact (routed_unit, received_at, id) WHERE state IN ('received', 'routed');
CREATE INDEX contact_unowned ON contact (route_due, id) WHERE state = 'received';
CREATE INDEX contact_unowned_received ON contact (received_unit, route_due, id) WHERE state = 'received';
CREATE INDEX contact_unowned_routed ON contact (routed_unit, route_due, id) WHERE state = 'received' AND received_unit <> routed_unit;
CREATE INDEX contact_month ON contact (received_at);
CREATE INDEX contact_case ON contact (case_id, received_at);
CREATE INDEX contact_person ON contact (person_id, received_at);
-- What a row of the contacts that nobody has taken says.
CREATE VIEW contact_unowned_line AS
  SELECT c.id, c.received_at, c.route_due, c.without_home_tonight, c.asks_housing, c.received_unit, c.routed_unit, p.given_name, p.family_name,
         u.name_nb, u.name_nn
    FROM contact c
    JOIN person_name p ON p.id = c.person_id
    JOIN unit_name u ON u.id = c.routed_unit
   WHERE c.state = 'received';
CREATE VIEW case_contact AS SELECT id, case_id, channel, received_at, received_unit, reply_due, asks_housing FROM contact WHERE case_id IS NOT NULL;

-- A provisional reply that was sent: why it takes longer, the day that was promised, and the letter itself, base64 of the PDF. (FVL-11a)
CREATE TABLE provisional_reply (
  id         @id,
  contact_id @ref(contact),
  reason     @enum(reply_reason),
  promised   @date,
  sent_at    @instant,
  sent_by    @ref(staff),
  pdf        @sealed
) @strict;
CREATE INDEX provisional_reply_contact ON provisional_reply (contact_id, sent_at);

-- Sent on because it belongs with another unit. Append-only. (FVL-11, BSL-13)
-- unit from_unit keeps
-- unit to_unit keeps
CREATE TABLE contact_forward (
  id         @id,
  contact_id @ref(contact),
  from_unit  @ref(unit),
  to_unit    @ref(unit),
  at         @instant,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX contact_forward_contact ON contact_forward (contact_id, at);

-- The sender has been told: that the message has come (forward_id NULL), or that it was sent on. (EFV-1, BSL-13, R-003)
CREATE TABLE sender_told (
  id         @id,
  contact_id @ref(contact),
  forward_id @ref?(contact_forward),
  way        @enum(told_way),
  at         @instant,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX sender_told_contact ON sender_told (contact_id, at);

-- An appointment with Nav made from a message, and the day the work of finding out about work and activity began. (R-009)
-- unit unit_id follows WHERE begun_at IS NULL
CREATE TABLE nav_appointment (
  id         @id,
  contact_id @ref(contact),
  unit_id    @ref(unit),
  on_date    @date,
  minute     @int,
  place      @text?,
  made_at    @instant,
  made_by    @ref(staff),
  begun_at   @instant?,
  begun_by   @ref?(staff)
) @strict;
CREATE INDEX nav_appointment_contact ON nav_appointment (contact_id, on_date);
CREATE INDEX nav_appointment_unit ON nav_appointment (unit_id, on_date) WHERE begun_at IS NULL;
CREATE VIEW case_mapping_begun AS SELECT c.case_id, a.unit_id, a.begun_at FROM nav_appointment a JOIN contact c ON c.id = a.contact_id WHERE a.begun_at IS NOT NULL AND c.case_id IS NOT NULL;

-- A round of applications with its last day, and who is on its list. A round never moves the time for an answer. (R-020)
CREATE TABLE application_round (
  id        @id,
  closes_on @date UNIQUE,
  made_at   @instant,
  made_by   @ref(staff)
) @strict;
CREATE TABLE round_applicant (
  id         @id,
  round_id   @ref(application_round),
  contact_id @ref(contact),
  at         @instant,
  UNIQUE (contact_id)
) @strict;
CREATE INDEX round_applicant_round ON round_applicant (round_id, at);
CREATE VIEW case_round AS SELECT a.contact_id, c.case_id, r.closes_on FROM round_applicant a JOIN application_round r ON r.id = a.round_id JOIN contact c ON c.id = a.contact_id WHERE c.case_id IS NOT NULL;

-- Persons a unit knows of who keep away from the services: a number and nothing else. The newest of a unit counts. (R-018)
-- unit unit_id keeps
CREATE TABLE outside_count (
  id       @id,
  unit_id  @ref(unit),
  on_date  @date,
  number   @int,
  at       @instant,
  by_staff @ref(staff),
  CONSTRAINT outside_count_is_a_number CHECK (number >= 0)
) @strict;
CREATE INDEX outside_count_unit ON outside_count (unit_id, on_date, id);

-- The case that was closed because two records turned out to be one person, and how it stood, so that it can be as before. Append-only.
CREATE TABLE joined_case (
  id        @id,
  merge_id  @ref(person_merge),
  case_id   @ref(person_case),
  into_case @ref(person_case),
  state     @enum(case_state),
  look_at   @date?,
  UNIQUE (merge_id)
) @strict;
CREATE INDEX joined_case_case ON joined_case (case_id);
