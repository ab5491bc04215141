-- The joint decision: one letter, several parts, each with its own law, limit and appeal body. (MODEL 3.5, LAW §7, I-07–I-10, I-14, R-091–R-104)
-- enum part_kind: bistand bolig hol_tjeneste hol_annen ip koordinator sosial startlan bostotte
--   bolig_forlengelse ip_sosial sosial_rad midlertidig tilskudd
-- enum joint_state: drafting coordinating ready issued in_force superseded ended
-- enum part_state: draft checked signed later ended
-- enum part_outcome: granted refused stopped
-- enum amount_kind: fixed band need_based none
-- enum amount_period: day week month
-- enum time_unit: minutes hours
-- enum input_state: asked agrees proposes_change
-- enum delivery_channel: paper digital handed_over
-- enum delivery_recipient: person agent guardian
-- enum part_answer: accepted declined
-- enum answer_way: desk phone letter digital visit
-- enum amendment: first in_favour to_detriment as_asked later_part by_appeal
-- enum home_offer: none offered presumed
-- enum reached_how: told posted handed_over alert
-- enum delivery_event_kind: alerted opened second_alert paper
-- enum notice_plan: less_help ends shorter not_renewed excluded
-- enum prior_answer: agrees disagrees nothing_to_say
-- enum partial_reason: relative own_interest took_part_before close_to_person other_reason
-- enum delay_reason: awaits_unit awaits_information awaits_meeting awaits_dwelling awaits_person
-- enum change_wish_kind: more less other_time other_help no_more too_little_adapted too_few_options
-- enum change_wish_state: open taken declined
-- enum agreement_state: mapping agreed ended
-- enum basis_kind: assessment cross_disciplinary agreed

-- One version of the joint decision. A version that is issued is never changed; the next one supersedes it. (R-097, I-14)
-- Being written: drafting, coordinating (a unit is asked), ready (every part is signed or has a date). Only what is ready is issued.
-- never deleted
-- unit unit_id follows WHERE state IN ('drafting', 'coordinating', 'ready')
CREATE TABLE joint_decision (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  version_no  @int,
  state       @enum(joint_state),
  amendment   @enum(amendment),
  language    @enum(language),
  made_at     @instant,
  made_by     @ref(staff),
  unit_id     @ref(unit),
  coordinator @ref?(staff),
  issued_at   @instant?,
  issued_by   @ref?(staff),
  rules       @text?,
  letter_sha256 @text?,
  version     @int,
  UNIQUE (case_id, version_no),
  CONSTRAINT joint_issued_complete CHECK (state IN ('drafting', 'coordinating', 'ready') OR (issued_at IS NOT NULL AND issued_by IS NOT NULL AND rules IS NOT NULL AND letter_sha256 IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX joint_decision_one_draft ON joint_decision (case_id) WHERE state IN ('drafting', 'coordinating', 'ready');
CREATE UNIQUE INDEX joint_decision_one_in_force ON joint_decision (case_id) WHERE state IN ('issued', 'in_force');
CREATE INDEX joint_decision_unit ON joint_decision (unit_id, state);
CREATE INDEX joint_decision_issued ON joint_decision (issued_at) WHERE issued_at IS NOT NULL;
CREATE VIEW case_decision AS SELECT id, case_id, version_no, state, amendment, made_at, unit_id, issued_at FROM joint_decision;

-- One legal decision in it. What the spine may show: kind, unit, contact, period, amount of help. No column for a condition exists. (I-10)
-- decided_now: this version decides it; otherwise it stands as decided in the part it is copied from, with that part's texts and signature.
-- change: why a part that stood is decided again. lacks_money: it was refused because there was no money (R-115). home_offer: services
-- beside the home, offered or taken for granted when it was chosen, never a condition (R-109, R-110).
-- never deleted
-- unit unit_id moves
CREATE TABLE decision_part (
  id            @id,
  decision_id   @ref(joint_decision),
  case_id       @ref(person_case),
  number        @int,
  kind          @enum(part_kind),
  zone          @enum(zone),
  outcome       @enum(part_outcome),
  state         @enum(part_state),
  decided_now   @bool,
  unit_id       @ref(unit),
  contact       @ref?(staff),
  service_kind  @enum?(service_kind),
  amount_kind   @enum(amount_kind),
  minutes_least @int?,
  minutes_most  @int?,
  minutes_usual @int?,
  per           @enum?(amount_period),
  from_date     @date?,
  until_date    @date?,
  review_on     @date?,
  capacity_ok   @bool,
  lacks_money   @bool,
  home_offer    @enum(home_offer),
  change        @enum?(amendment),
  later_by      @date?,
  copied_from   @ref?(decision_part),
  written_by    @ref?(staff),
  checked_at    @instant?,
  checked_by    @ref?(staff),
  version       @int,
  UNIQUE (decision_id, number),
  CONSTRAINT part_band_is_band CHECK (amount_kind NOT IN ('fixed', 'band') OR (minutes_least IS NOT NULL AND minutes_most IS NOT NULL AND per IS NOT NULL AND minutes_least <= minutes_most)),
  CONSTRAINT part_period_forward CHECK (from_date IS NULL OR until_date IS NULL OR from_date <= until_date),
  CONSTRAINT part_later_has_date CHECK (state <> 'later' OR later_by IS NOT NULL),
  CONSTRAINT part_stands_on_another CHECK (decided_now = 1 OR copied_from IS NOT NULL),
  CONSTRAINT part_money_is_a_reason_to_refuse CHECK (lacks_money = 0 OR outcome <> 'granted'),
  CONSTRAINT part_offer_is_about_a_home CHECK (home_offer = 'none' OR kind IN ('bolig', 'bolig_forlengelse')),
  CONSTRAINT part_change_of_another CHECK (change IS NULL OR copied_from IS NOT NULL)
) @strict;
CREATE INDEX decision_part_decision ON decision_part (decision_id, number);
CREATE INDEX decision_part_case ON decision_part (case_id, kind);
CREATE INDEX decision_part_unit ON decision_part (unit_id, state);
CREATE INDEX decision_part_until ON decision_part (until_date) WHERE until_date IS NOT NULL;
CREATE INDEX decision_part_later ON decision_part (later_by) WHERE state = 'later';
CREATE VIEW case_part AS SELECT p.id, p.case_id, p.decision_id, d.version_no, d.state AS joint_state, p.number, p.kind, p.outcome, p.state, p.decided_now, p.copied_from, p.unit_id, p.contact, p.service_kind, p.amount_kind, p.minutes_least, p.minutes_most, p.minutes_usual, p.per, p.from_date, p.until_date, p.review_on, p.later_by, p.lacks_money FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id;

-- Reasons in three fields, her view and the weight it got, and the main content. Read by zone; append-only, the newest row counts. (FVL-24, BSL-8, PBRL-6)
-- sensitive :zone
-- append only
CREATE TABLE part_text (
  id         @id,
  part_id    @ref(decision_part),
  person_id  @ref(person),
  zone       @enum(zone),
  content    @sealed?,
  rules      @sealed?,
  facts      @sealed?,
  considerations @sealed?,
  her_view   @sealed?,
  weight     @sealed?,
  at         @instant,
  by_staff   @ref(staff)
) @strict;
CREATE INDEX part_text_part ON part_text (part_id, zone, id);

-- What another unit said when asked about a part: coded, so that every unit of the case may see how far it has come. (R-093)
-- unit unit_id moves
CREATE TABLE part_input (
  id          @id,
  part_id     @ref(decision_part),
  case_id     @ref(person_case),
  unit_id     @ref(unit),
  state       @enum(input_state),
  asked_at    @instant,
  asked_by    @ref(staff),
  due         @date,
  answered_at @instant?,
  answered_by @ref?(staff),
  proposed_least @int?,
  proposed_most  @int?,
  proposed_from  @date?,
  nudged_at   @instant?,
  nudges      @int,
  UNIQUE (part_id, unit_id)
) @strict;
CREATE INDEX part_input_unit ON part_input (unit_id, due) WHERE state = 'asked';
CREATE VIEW part_input_state AS SELECT id, part_id, case_id, unit_id, state, due, answered_at FROM part_input;

-- Its own words about the part, in the part's zone; a unit that may not see the zone has none.
-- sensitive :zone
-- append only
CREATE TABLE part_proposal (
  id        @id,
  part_id   @ref(decision_part),
  input_id  @ref(part_input),
  person_id @ref(person),
  zone      @enum(zone),
  proposal  @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX part_proposal_part ON part_proposal (part_id, zone, id);

-- Who signed, under which delegation. A part that is signed cannot be changed. (TIL-7, FVL-6)
-- unit unit_id keeps
-- frozen
CREATE TABLE part_signature (
  part_id    @ref(decision_part),
  staff_id   @ref(staff),
  unit_id    @ref(unit),
  reference  @text,
  impartial  @bool,
  at         @instant,
  PRIMARY KEY (part_id),
  CONSTRAINT signature_impartial CHECK (impartial = 1)
) @strict;
CREATE VIEW part_signed AS SELECT part_id, staff_id, unit_id, reference, at FROM part_signature;

-- The letter on its way, and the day it reached each recipient. (FVL-27, FVL-29, EFV-1)
-- frozen once reached_on
CREATE TABLE delivery (
  id          @id,
  decision_id @ref(joint_decision),
  recipient   @enum(delivery_recipient),
  channel     @enum(delivery_channel),
  sent_on     @date,
  reached_on  @date?,
  reached_by  @ref?(staff),
  reached_how @enum?(reached_how),
  UNIQUE (decision_id, recipient)
) @strict;
CREATE INDEX delivery_waiting ON delivery (sent_on) WHERE reached_on IS NULL;

-- A day of arrival that was wrong. The first stays readable, the newest counts, and the limits are computed again from it. (I-14, FVL-29)
-- append only
CREATE TABLE reached_correction (
  id          @id,
  delivery_id @ref(delivery),
  reached_on  @date,
  reason      @text,
  at          @instant,
  by_staff    @ref(staff)
) @strict;
CREATE INDEX reached_correction_delivery ON reached_correction (delivery_id, id);
CREATE VIEW decision_delivery AS SELECT d.id, d.decision_id, d.sent_on, COALESCE((SELECT c.reached_on FROM reached_correction c WHERE c.delivery_id = d.id ORDER BY c.id DESC LIMIT 1), d.reached_on) AS reached_on FROM delivery d;

-- A letter in a digital mailbox: when she was alerted, when it was opened, the second alert, and the paper that follows. Append-only. (EFV-1)
-- append only
CREATE TABLE delivery_event (
  id          @id,
  delivery_id @ref(delivery),
  kind        @enum(delivery_event_kind),
  on_date     @date,
  at          @instant,
  by_staff    @ref?(staff),
  UNIQUE (delivery_id, kind)
) @strict;

-- Time limit and appeal body of each part, for each recipient, as computed on the day it was reached, with the rule used. (I-07, LAW §5, §7)
-- append only
CREATE TABLE appeal_limit (
  part_id      @ref(decision_part),
  delivery_id  @ref(delivery),
  correction   @int,
  rule         @text,
  until_date   @date,
  body         @text,
  PRIMARY KEY (part_id, delivery_id, correction)
) @strict;
CREATE INDEX appeal_limit_until ON appeal_limit (until_date);
CREATE VIEW part_appeal AS SELECT l.part_id, l.delivery_id, l.rule, l.until_date, l.body FROM appeal_limit l WHERE l.correction = (SELECT max(n.correction) FROM appeal_limit n WHERE n.part_id = l.part_id AND n.delivery_id = l.delivery_id);

-- An appeal has stopped the carrying out of a part until it is settled (FVL-42). Append-only; the newest row counts.
-- append only
CREATE TABLE part_suspension (
  id        @id,
  part_id   @ref(decision_part),
  suspended @bool,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX part_suspension_part ON part_suspension (part_id, id);

-- Told beforehand of a change to her detriment, with time to answer. What stands here is dates and a code; the words are in its text. (FVL-16)
-- unit unit_id follows WHERE answered_at IS NULL AND withdrawn_at IS NULL
CREATE TABLE prior_notice (
  id        @id,
  case_id   @ref(person_case),
  part_id   @ref(decision_part),
  plan      @enum(notice_plan),
  from_date @date?,
  sent_on   @date,
  channel   @enum(delivery_channel),
  answer_by @date,
  at        @instant,
  by_staff  @ref(staff),
  unit_id   @ref(unit),
  answer    @enum?(prior_answer),
  answer_way @enum?(answer_way),
  answered_at @instant?,
  answered_by @ref?(staff),
  withdrawn_at @instant?,
  withdrawn_by @ref?(staff)
) @strict;
CREATE UNIQUE INDEX prior_notice_one_open ON prior_notice (part_id) WHERE withdrawn_at IS NULL;
CREATE INDEX prior_notice_case ON prior_notice (case_id, id);
-- What is planned and why, and what she answered, in the part's zone. Append-only.
-- sensitive :zone
-- append only
CREATE TABLE prior_notice_text (
  id        @id,
  notice_id @ref(prior_notice),
  person_id @ref(person),
  zone      @enum(zone),
  planned   @sealed?,
  why       @sealed?,
  her_answer @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX prior_notice_text_notice ON prior_notice_text (notice_id, zone, id);

-- The part that was to come by a date comes later still: she is told why, and when. Append-only. (BSL-14, FVL25-4)
-- append only
CREATE TABLE part_delay (
  id       @id,
  part_id  @ref(decision_part),
  new_by   @date,
  reason   @enum(delay_reason),
  told_on  @date,
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX part_delay_part ON part_delay (part_id, id);

-- A worker who has stepped out of the case, and why. Whoever stands under her in the unit steps out too. Append-only. (FVL-6)
-- append only
CREATE TABLE stepped_out (
  id       @id,
  case_id  @ref(person_case),
  staff_id @ref(staff),
  unit_id  @ref(unit),
  reason   @enum(partial_reason),
  at       @instant,
  UNIQUE (case_id, staff_id)
) @strict;
CREATE VIEW case_stepped_out AS SELECT case_id, staff_id, unit_id, reason, at FROM stepped_out;

-- Whoever gives the help says that the need has changed, or that the help fits too badly. (R-096, R-107)
-- unit unit_id keeps
-- unit to_unit follows WHERE state = 'open'
CREATE TABLE change_wish (
  id        @id,
  case_id   @ref(person_case),
  part_id   @ref(decision_part),
  kind      @enum(change_wish_kind),
  state     @enum(change_wish_state),
  unit_id   @ref(unit),
  to_unit   @ref(unit),
  at        @instant,
  by_staff  @ref(staff),
  answered_at @instant?,
  answered_by @ref?(staff)
) @strict;
CREATE UNIQUE INDEX change_wish_one_open ON change_wish (part_id) WHERE state = 'open';
CREATE INDEX change_wish_case ON change_wish (case_id, id);
CREATE INDEX change_wish_unit ON change_wish (to_unit, at);
CREATE INDEX change_wish_at ON change_wish (at);
-- sensitive :zone
-- append only
CREATE TABLE change_wish_text (
  id        @id,
  wish_id   @ref(change_wish),
  person_id @ref(person),
  zone      @enum(zone),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX change_wish_text_wish ON change_wish_text (wish_id, zone, id);

-- How many a unit can help with one kind of help, as the unit itself says. Append-only; the newest row counts. (R-099)
-- append only
CREATE TABLE capacity (
  id        @id,
  unit_id   @ref(unit),
  service_kind @enum(service_kind),
  places    @int,
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT capacity_is_a_number CHECK (places >= 0)
) @strict;
CREATE INDEX capacity_unit ON capacity (unit_id, service_kind, id);

-- The participant agreement beside a part about help: being worked out, agreed, ended. Append-only; the newest row counts. (R-105)
-- append only
CREATE TABLE participant_agreement (
  id        @id,
  case_id   @ref(person_case),
  part_id   @ref(decision_part),
  state     @enum(agreement_state),
  on_date   @date,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX participant_agreement_part ON participant_agreement (part_id, id);
-- What she and the workers have agreed, line by line.
-- sensitive :zone
-- append only
CREATE TABLE participant_agreement_text (
  id        @id,
  agreement_id @ref(participant_agreement),
  person_id @ref(person),
  zone      @enum(zone),
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX participant_agreement_text_of ON participant_agreement_text (agreement_id, zone, id);

-- What the decision rests on: the mapping, that the units looked at it together, what they agreed on. (R-111)
-- append only
CREATE TABLE decision_basis (
  id          @id,
  decision_id @ref(joint_decision),
  kind        @enum(basis_kind),
  on_date     @date,
  units       @text?,
  at          @instant,
  by_staff    @ref(staff)
) @strict;
CREATE INDEX decision_basis_decision ON decision_basis (decision_id, id);

-- Her yes or no to a part; she may change her mind, and the newest counts. A no never touches the other parts. (R-102)
-- append only
CREATE TABLE answer (
  id       @id,
  part_id  @ref(decision_part),
  answer   @enum(part_answer),
  way      @enum(answer_way),
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX answer_part ON answer (part_id, id);

-- The letter as it was issued, base64 of the PDF, sealed. It holds the text of every part, so whoever reads it must be able to read them all. (I-14)
-- sensitive :zone
-- append only
CREATE TABLE issued_letter (
  decision_id @ref(joint_decision),
  person_id   @ref(person),
  zone        @enum(zone),
  pdf         @sealed,
  PRIMARY KEY (decision_id)
) @strict;

-- What the property unit is asked to find: a frozen copy of the coded need. No text column exists. (I-06, L11)
-- append only
CREATE TABLE dwelling_order (
  id           @id,
  case_id      @ref(person_case),
  part_id      @ref(decision_part),
  unit_id      @ref(unit),
  contact_unit @ref(unit),
  sent_at      @instant,
  sent_by      @ref(staff),
  rooms        @int,
  adults       @int,
  children     @int,
  quiet        @bool,
  apart_from_cluster @bool,
  floor        @enum(floor_wish),
  step_free    @bool,
  pets         @bool,
  near_transport @bool,
  visits_a_week @int,
  from_date    @date?,
  UNIQUE (part_id)
) @strict;
-- The property unit has found a dwelling for its order. Says only that, and who said so.
CREATE TABLE dwelling_found (
  order_id @ref(dwelling_order),
  found_at @instant,
  found_by @ref(staff),
  PRIMARY KEY (order_id)
) @strict;
CREATE INDEX dwelling_order_unit ON dwelling_order (unit_id, sent_at);
CREATE INDEX dwelling_order_case ON dwelling_order (case_id, id);
CREATE VIEW dwelling_order_waiting AS
  SELECT o.id, o.case_id, o.unit_id, o.sent_at FROM dwelling_order o
   WHERE NOT EXISTS (SELECT 1 FROM dwelling_found f WHERE f.order_id = o.id) AND o.id = (SELECT max(n.id) FROM dwelling_order n WHERE n.case_id = o.case_id);
CREATE VIEW unit_dwelling_order AS SELECT id, case_id, part_id, unit_id, contact_unit, sent_at, rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport, visits_a_week, from_date FROM dwelling_order;

-- What is signed stands, and what is issued stands for ever: only states run on. (I-14)
-- only sqlite
CREATE TRIGGER decision_part_signed_fixed BEFORE UPDATE ON decision_part
WHEN OLD.state = 'signed' AND (NEW.state NOT IN ('signed', 'ended', 'draft') OR (NEW.kind, NEW.outcome, NEW.zone, NEW.number, NEW.unit_id, NEW.contact,
  NEW.service_kind, NEW.amount_kind, NEW.minutes_least, NEW.minutes_most, NEW.minutes_usual, NEW.per, NEW.from_date, NEW.until_date, NEW.review_on,
  NEW.capacity_ok, NEW.lacks_money, NEW.home_offer, NEW.change, NEW.decided_now, NEW.copied_from, NEW.decision_id, NEW.case_id) IS NOT (OLD.kind, OLD.outcome, OLD.zone, OLD.number, OLD.unit_id,
  OLD.contact, OLD.service_kind, OLD.amount_kind, OLD.minutes_least, OLD.minutes_most, OLD.minutes_usual, OLD.per, OLD.from_date, OLD.until_date,
  OLD.review_on, OLD.capacity_ok, OLD.lacks_money, OLD.home_offer, OLD.change, OLD.decided_now, OLD.copied_from, OLD.decision_id, OLD.case_id))
BEGIN SELECT RAISE(ABORT, 'signed_part_is_fixed'); END;
-- only sqlite
CREATE TRIGGER decision_part_issued_fixed BEFORE UPDATE ON decision_part
WHEN (SELECT state FROM joint_decision WHERE id = OLD.decision_id) NOT IN ('drafting', 'coordinating', 'ready') AND (NEW.state NOT IN (OLD.state, 'ended') OR (NEW.kind, NEW.outcome,
  NEW.zone, NEW.number, NEW.unit_id, NEW.contact, NEW.service_kind, NEW.amount_kind, NEW.minutes_least, NEW.minutes_most, NEW.minutes_usual, NEW.per,
  NEW.from_date, NEW.until_date, NEW.review_on, NEW.capacity_ok, NEW.lacks_money, NEW.home_offer, NEW.change, NEW.decided_now, NEW.copied_from, NEW.decision_id, NEW.case_id, NEW.later_by,
  NEW.checked_at, NEW.checked_by) IS NOT (OLD.kind, OLD.outcome, OLD.zone, OLD.number, OLD.unit_id, OLD.contact, OLD.service_kind, OLD.amount_kind,
  OLD.minutes_least, OLD.minutes_most, OLD.minutes_usual, OLD.per, OLD.from_date, OLD.until_date, OLD.review_on, OLD.capacity_ok, OLD.lacks_money, OLD.home_offer, OLD.change, OLD.decided_now,
  OLD.copied_from, OLD.decision_id, OLD.case_id, OLD.later_by, OLD.checked_at, OLD.checked_by))
BEGIN SELECT RAISE(ABORT, 'issued_decision_is_fixed'); END;
-- only sqlite
CREATE TRIGGER decision_part_issued_closed BEFORE INSERT ON decision_part
WHEN (SELECT state FROM joint_decision WHERE id = NEW.decision_id) NOT IN ('drafting', 'coordinating', 'ready')
BEGIN SELECT RAISE(ABORT, 'issued_decision_is_fixed'); END;
-- only sqlite
CREATE TRIGGER joint_decision_issued_fixed BEFORE UPDATE ON joint_decision
WHEN OLD.state NOT IN ('drafting', 'coordinating', 'ready') AND (NEW.state IN ('drafting', 'coordinating', 'ready') OR (NEW.case_id, NEW.person_id, NEW.version_no, NEW.amendment, NEW.language, NEW.made_at,
  NEW.made_by, NEW.unit_id, NEW.coordinator, NEW.issued_at, NEW.issued_by, NEW.rules, NEW.letter_sha256) IS NOT (OLD.case_id, OLD.person_id,
  OLD.version_no, OLD.amendment, OLD.language, OLD.made_at, OLD.made_by, OLD.unit_id, OLD.coordinator, OLD.issued_at, OLD.issued_by, OLD.rules,
  OLD.letter_sha256))
BEGIN SELECT RAISE(ABORT, 'issued_decision_is_fixed'); END;
-- only sqlite
CREATE TRIGGER joint_decision_states BEFORE UPDATE OF state ON joint_decision
WHEN NEW.state <> OLD.state AND NOT (
  (OLD.state IN ('drafting', 'coordinating', 'ready') AND NEW.state IN ('drafting', 'coordinating', 'ready')) OR (OLD.state = 'ready' AND NEW.state = 'issued')
  OR (OLD.state = 'issued' AND NEW.state IN ('in_force', 'superseded', 'ended')) OR (OLD.state = 'in_force' AND NEW.state IN ('superseded', 'ended'))
  OR OLD.state NOT IN ('drafting', 'coordinating', 'ready') AND NEW.state IN ('drafting', 'coordinating', 'ready'))
BEGIN SELECT RAISE(ABORT, 'joint_state_does_not_follow'); END;
-- only sqlite
CREATE TRIGGER joint_decision_begins BEFORE INSERT ON joint_decision
WHEN NEW.state <> 'drafting'
BEGIN SELECT RAISE(ABORT, 'joint_state_does_not_follow'); END;
-- only sqlite
CREATE TRIGGER part_text_issued BEFORE INSERT ON part_text
WHEN (SELECT d.state FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE p.id = NEW.part_id) NOT IN ('drafting', 'coordinating', 'ready')
BEGIN SELECT RAISE(ABORT, 'issued_decision_is_fixed'); END;
-- only sqlite
CREATE TRIGGER part_signature_issued BEFORE INSERT ON part_signature
WHEN (SELECT d.state FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE p.id = NEW.part_id) NOT IN ('drafting', 'coordinating', 'ready')
BEGIN SELECT RAISE(ABORT, 'issued_decision_is_fixed'); END;
-- only sqlite
CREATE TRIGGER part_signature_kept BEFORE DELETE ON part_signature
WHEN (SELECT d.state FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE p.id = OLD.part_id) NOT IN ('drafting', 'coordinating', 'ready')
BEGIN SELECT RAISE(ABORT, 'issued_decision_is_fixed'); END;
-- only sqlite
CREATE TRIGGER prior_notice_fixed BEFORE UPDATE ON prior_notice
WHEN (NEW.case_id, NEW.part_id, NEW.plan, NEW.from_date, NEW.sent_on, NEW.channel, NEW.answer_by, NEW.at, NEW.by_staff) IS NOT
  (OLD.case_id, OLD.part_id, OLD.plan, OLD.from_date, OLD.sent_on, OLD.channel, OLD.answer_by, OLD.at, OLD.by_staff) OR OLD.answered_at IS NOT NULL AND NEW.answered_at IS NOT OLD.answered_at
BEGIN SELECT RAISE(ABORT, 'prior_notice_is_fixed'); END;
-- only sqlite
CREATE TRIGGER prior_notice_kept BEFORE DELETE ON prior_notice BEGIN SELECT RAISE(ABORT, 'prior_notice_is_fixed'); END;
-- only postgresql
CREATE FUNCTION decision_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state NOT IN ('drafting', 'coordinating', 'ready') AND (NEW.state IN ('drafting', 'coordinating', 'ready')
     OR ROW(NEW.case_id, NEW.person_id, NEW.version_no, NEW.amendment, NEW.language, NEW.made_at, NEW.made_by, NEW.unit_id, NEW.coordinator, NEW.issued_at,
       NEW.issued_by, NEW.rules, NEW.letter_sha256) IS DISTINCT FROM ROW(OLD.case_id, OLD.person_id, OLD.version_no, OLD.amendment, OLD.language,
       OLD.made_at, OLD.made_by, OLD.unit_id, OLD.coordinator, OLD.issued_at, OLD.issued_by, OLD.rules, OLD.letter_sha256)) THEN
    RAISE EXCEPTION 'issued_decision_is_fixed';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER joint_decision_issued_fixed BEFORE UPDATE ON joint_decision FOR EACH ROW EXECUTE FUNCTION decision_fixed();
-- only postgresql
CREATE FUNCTION joint_states() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'drafting' THEN RAISE EXCEPTION 'joint_state_does_not_follow'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.state = OLD.state OR (OLD.state IN ('drafting', 'coordinating', 'ready') AND NEW.state IN ('drafting', 'coordinating', 'ready')) OR (OLD.state = 'ready' AND NEW.state = 'issued')
     OR (OLD.state = 'issued' AND NEW.state IN ('in_force', 'superseded', 'ended')) OR (OLD.state = 'in_force' AND NEW.state IN ('superseded', 'ended')) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'joint_state_does_not_follow';
END $$;
-- only postgresql
CREATE TRIGGER joint_decision_states BEFORE INSERT OR UPDATE ON joint_decision FOR EACH ROW EXECUTE FUNCTION joint_states();
-- only postgresql
CREATE FUNCTION decision_part_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT state FROM joint_decision WHERE id = NEW.decision_id) NOT IN ('drafting', 'coordinating', 'ready') THEN
    IF TG_OP = 'INSERT' THEN RAISE EXCEPTION 'issued_decision_is_fixed'; END IF;
    IF NEW.state NOT IN (OLD.state, 'ended')
       OR ROW(NEW.kind, NEW.outcome, NEW.zone, NEW.number, NEW.unit_id, NEW.contact, NEW.service_kind, NEW.amount_kind, NEW.minutes_least, NEW.minutes_most,
       NEW.minutes_usual, NEW.per, NEW.from_date, NEW.until_date, NEW.review_on, NEW.capacity_ok, NEW.lacks_money, NEW.home_offer, NEW.change, NEW.decided_now, NEW.copied_from, NEW.decision_id,
       NEW.case_id, NEW.later_by, NEW.checked_at, NEW.checked_by) IS DISTINCT FROM ROW(OLD.kind, OLD.outcome, OLD.zone, OLD.number, OLD.unit_id, OLD.contact,
       OLD.service_kind, OLD.amount_kind, OLD.minutes_least, OLD.minutes_most, OLD.minutes_usual, OLD.per, OLD.from_date, OLD.until_date, OLD.review_on,
       OLD.capacity_ok, OLD.lacks_money, OLD.home_offer, OLD.change, OLD.decided_now, OLD.copied_from, OLD.decision_id, OLD.case_id, OLD.later_by, OLD.checked_at, OLD.checked_by) THEN
      RAISE EXCEPTION 'issued_decision_is_fixed';
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'signed' AND (NEW.state NOT IN ('signed', 'ended', 'draft')
     OR ROW(NEW.kind, NEW.outcome, NEW.zone, NEW.number, NEW.unit_id, NEW.contact, NEW.service_kind, NEW.amount_kind, NEW.minutes_least, NEW.minutes_most,
       NEW.minutes_usual, NEW.per, NEW.from_date, NEW.until_date, NEW.review_on, NEW.capacity_ok, NEW.lacks_money, NEW.home_offer, NEW.change, NEW.decided_now, NEW.copied_from, NEW.decision_id,
       NEW.case_id) IS DISTINCT FROM ROW(OLD.kind, OLD.outcome, OLD.zone, OLD.number, OLD.unit_id, OLD.contact, OLD.service_kind, OLD.amount_kind,
       OLD.minutes_least, OLD.minutes_most, OLD.minutes_usual, OLD.per, OLD.from_date, OLD.until_date, OLD.review_on, OLD.capacity_ok, OLD.lacks_money, OLD.home_offer, OLD.change, OLD.decided_now,
       OLD.copied_from, OLD.decision_id, OLD.case_id)) THEN
    RAISE EXCEPTION 'signed_part_is_fixed';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER decision_part_fixed BEFORE INSERT OR UPDATE ON decision_part FOR EACH ROW EXECUTE FUNCTION decision_part_fixed();
-- only postgresql
CREATE FUNCTION decision_of_part_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part BIGINT;
BEGIN
  IF TG_OP = 'DELETE' THEN part := OLD.part_id; ELSE part := NEW.part_id; END IF;
  IF (SELECT d.state FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE p.id = part) NOT IN ('drafting', 'coordinating', 'ready') THEN
    RAISE EXCEPTION 'issued_decision_is_fixed';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER part_text_issued BEFORE INSERT ON part_text FOR EACH ROW EXECUTE FUNCTION decision_of_part_fixed();
-- only postgresql
CREATE TRIGGER part_signature_issued BEFORE INSERT OR DELETE ON part_signature FOR EACH ROW EXECUTE FUNCTION decision_of_part_fixed();
-- only postgresql
CREATE FUNCTION prior_notice_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' OR ROW(NEW.case_id, NEW.part_id, NEW.plan, NEW.from_date, NEW.sent_on, NEW.channel, NEW.answer_by, NEW.at, NEW.by_staff)
     IS DISTINCT FROM ROW(OLD.case_id, OLD.part_id, OLD.plan, OLD.from_date, OLD.sent_on, OLD.channel, OLD.answer_by, OLD.at, OLD.by_staff)
     OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at) THEN RAISE EXCEPTION 'prior_notice_is_fixed'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER prior_notice_fixed BEFORE UPDATE OR DELETE ON prior_notice FOR EACH ROW EXECUTE FUNCTION prior_notice_fixed();

-- A unit becomes part of another: parts that are being written, and questions it has not answered, are the other's. What is signed stays as it
-- was signed. (I-03, I-14)
-- only sqlite
CREATE TRIGGER unit_parts_succeed AFTER UPDATE OF successor_id ON unit WHEN NEW.successor_id IS NOT NULL BEGIN
  UPDATE decision_part SET unit_id = NEW.successor_id, version = version + 1
   WHERE unit_id = NEW.id AND state IN ('draft', 'checked')
     AND decision_id IN (SELECT d.id FROM joint_decision d WHERE d.state IN ('drafting', 'coordinating', 'ready'));
  UPDATE part_input SET unit_id = NEW.successor_id
   WHERE unit_id = NEW.id AND state = 'asked'
     AND NOT EXISTS (SELECT 1 FROM part_input o WHERE o.part_id = part_input.part_id AND o.unit_id = NEW.successor_id);
END;
-- only postgresql
CREATE FUNCTION unit_parts_succeed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.successor_id IS NOT NULL AND OLD.successor_id IS NULL THEN
    UPDATE decision_part SET unit_id = NEW.successor_id, version = version + 1
     WHERE unit_id = NEW.id AND state IN ('draft', 'checked')
       AND decision_id IN (SELECT d.id FROM joint_decision d WHERE d.state IN ('drafting', 'coordinating', 'ready'));
    UPDATE part_input SET unit_id = NEW.successor_id
     WHERE unit_id = NEW.id AND state = 'asked'
       AND NOT EXISTS (SELECT 1 FROM part_input o WHERE o.part_id = part_input.part_id AND o.unit_id = NEW.successor_id);
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER unit_parts_succeed AFTER UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION unit_parts_succeed();
