-- Cases that rest, are asked again, and close. Nobody is dropped: what rests has a day, what is declined is offered again, and a case is closed by two
-- and never because she does not do as we wish. (MODEL 3.1, R-019, R-225)
-- enum rest_reason: her_wish between_help waits_for_others nothing_planned
-- enum offer_answer: yes not_now not_reached
-- enum closing_ground: help_finished moved_away own_wish opened_by_mistake died
--   declines_help does_not_cooperate no_contact breaks_rules
-- enum closing_answer: agrees disagrees not_reached
-- enum closing_state: proposed confirmed refused withdrawn
-- enum closing_no: needs_help ask_her_again not_finished
-- enum closing_way: handed posted
-- enum closing_block: service part part_to_come draft appeal dispute handover duty task booking night housing application lease
--   measure

-- A case was put to rest, why, and who looks at it again on which day. Append-only; the day that counts stands in the case.
-- append only
CREATE TABLE case_rest (
  id       @id,
  case_id  @ref(person_case),
  reason   @enum(rest_reason),
  look_at  @date,
  staff_id @ref?(staff),
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX case_rest_case ON case_rest (case_id, id);
CREATE INDEX case_rest_staff ON case_rest (staff_id) WHERE staff_id IS NOT NULL;

-- She wants no help now, or only a home. Asked again by `next_on`; it touches neither home, decision nor application. (R-019, R-225, I-10)
-- never deleted
CREATE TABLE help_declined (
  id        @id,
  case_id   @ref(person_case),
  home_only @bool,
  next_on   @date,
  since     @instant,
  by_staff  @ref(staff),
  ended_at  @instant?
) @strict;
CREATE UNIQUE INDEX help_declined_one ON help_declined (case_id) WHERE ended_at IS NULL;

-- Each time she was asked, and what she said. Append-only.
-- append only
CREATE TABLE help_offered (
  id          @id,
  declined_id @ref(help_declined),
  case_id     @ref(person_case),
  answer      @enum(offer_answer),
  on_date     @date,
  next_on     @date?,
  at          @instant,
  by_staff    @ref(staff),
  CONSTRAINT help_offered_again CHECK ((answer = 'yes') = (next_on IS NULL))
) @strict;
CREATE INDEX help_offered_declined ON help_offered (declined_id, id);
CREATE INDEX help_offered_case ON help_offered (case_id, id);
CREATE VIEW case_help_offered AS SELECT case_id, answer, on_date FROM help_offered;
CREATE VIEW case_help_declined AS SELECT case_id, home_only, next_on, since, ended_at FROM help_declined;

-- A closing that was proposed, and what another said to it. Grounds that blame her do not exist here, nor does a closing against her will. (R-225)
-- never deleted
-- unit contact_unit follows WHERE state = 'proposed'
CREATE TABLE case_closing (
  id           @id,
  case_id      @ref(person_case),
  ground       @enum(closing_ground),
  answer       @enum?(closing_answer),
  contact_unit @ref(unit),
  state        @enum(closing_state),
  proposed_at  @instant,
  proposed_by  @ref(staff),
  decided_at   @instant?,
  decided_by   @ref?(staff),
  no           @enum?(closing_no),
  CONSTRAINT closing_never_for_not_cooperating CHECK (ground NOT IN ('declines_help', 'does_not_cooperate', 'no_contact', 'breaks_rules')),
  CONSTRAINT closing_her_answer CHECK ((ground = 'died') = (answer IS NULL) AND (answer IS NULL OR answer <> 'disagrees')),
  CONSTRAINT closing_with_her CHECK (ground NOT IN ('help_finished', 'own_wish') OR answer = 'agrees'),
  CONSTRAINT closing_decided CHECK ((state IN ('confirmed', 'refused')) = (decided_at IS NOT NULL AND decided_by IS NOT NULL)),
  CONSTRAINT closing_no_has_reason CHECK ((state = 'refused') = (no IS NOT NULL)),
  CONSTRAINT closing_by_two CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) @strict;
CREATE UNIQUE INDEX case_closing_one ON case_closing (case_id) WHERE state = 'proposed';
CREATE INDEX case_closing_case ON case_closing (case_id, id);
CREATE INDEX case_closing_contact ON case_closing (contact_unit) WHERE state = 'proposed';

-- What she says about it, in the zone of the unit that wrote it down. Append-only.
-- sensitive :zone
-- append only
CREATE TABLE closing_words (
  id         @id,
  closing_id @ref(case_closing),
  case_id    @ref(person_case),
  person_id  @ref(person),
  zone       @enum(zone),
  words      @sealed,
  at         @instant,
  by_staff   @ref(staff),
  CONSTRAINT closing_words_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX closing_words_case ON closing_words (case_id, zone, id);

-- The letter that tells her, as it was made, one for each who gets it. (FVL-12, I-14)
-- append only
CREATE TABLE closing_letter (
  id         @id,
  closing_id @ref(case_closing),
  case_id    @ref(person_case),
  person_id  @ref(person),
  recipient  @enum(delivery_recipient),
  way        @enum(closing_way),
  sent_on    @date,
  sha256     @text,
  pdf        @sealed,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX closing_letter_case ON closing_letter (case_id, id);
