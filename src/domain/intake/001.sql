-- Every first message, by any channel. A contact becomes a case or a closed note; nothing is left lying. (R-001–R-008, R-012, BSL-7, FVL-11)
-- enum channel: counter phone street letter digital doctor nav specialist police voluntary other
-- enum sender: person helper relative neighbour service
-- enum contact_state: received routed became_case closed_note
-- enum closed_reason: only_information other_municipality withdrawn duplicate no_need
-- enum reply_reason: assess others dwelling many

-- What was said, by whom, when, and who took it. The clocks run from received_at, never from routing.
CREATE TABLE contact (
  id           @id,
  person_id    @ref(person),
  case_id      @ref?(person_case),
  state        @enum(contact_state),
  channel      @enum(channel),
  sender       @enum(sender),
  sender_name  @sealed?,
  what         @sealed,
  asks_housing @bool,
  without_home_tonight @bool,
  received_at  @instant,
  received_unit @ref(unit),
  received_by  @ref?(staff),
  routed_unit  @ref?(unit),
  routed_at    @instant?,
  reply_due    @date,
  closed_reason @enum?(closed_reason),
  closed_note  @sealed?,
  version      @int,
  CONSTRAINT contact_housing_is_decided CHECK (state <> 'closed_note' OR asks_housing = 0),
  CONSTRAINT contact_case_has_id CHECK (state <> 'became_case' OR case_id IS NOT NULL),
  CONSTRAINT contact_closed_has_reason CHECK (state <> 'closed_note' OR closed_reason IS NOT NULL)
) @strict;
CREATE INDEX contact_unit ON contact (routed_unit, received_at) WHERE state IN ('received', 'routed');
CREATE INDEX contact_received_unit ON contact (received_unit, received_at) WHERE state = 'received';
CREATE INDEX contact_case ON contact (case_id, received_at);
CREATE INDEX contact_person ON contact (person_id, received_at);
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
