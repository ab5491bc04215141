-- What is agreed about a home: a private landlord's notice, checked with the person the day she comes (HLL-4, R-162), and the municipality's own
-- leases from draft to end (MODEL 3.8, R-152–R-155, R-164; HLL-1, HLL-2, HLL-3, HLL-6, HLL-7, HLL-8).
-- enum notice_answer: yes no unknown
-- enum notice_finding: not_written no_reasons no_protest_information too_short not_known none_found
-- enum home_outcome: stays new_home lost_home
-- enum lease_state: draft offered signed running expiring review notice_given renewed indefinite ended withdrawn
-- enum lease_kind: fixed open
-- enum lease_short_why: own_wish own_home_soon rebuilt_or_sold stays_for_treatment
-- enum lease_deposit: none account guarantee
-- enum lease_end: own_home rented_elsewhere other_municipal institution with_others died term_over terminated evicted
-- enum lease_notice_by: tenant landlord
-- enum lease_word: terms short_reason again_reason review inspection prior_notice her_answer
-- enum lease_info_way: talk talk_and_writing writing
-- enum lease_can_buy: yes with_loan later not_wanted
-- enum lease_review_result: renews moves_on becomes_open not_renewed
-- enum inspection_reason: agreed_check damage repair fire_safety moving_out
-- enum inspection_state: planned held not_met called_off
-- enum inspection_found: in_order repair_needed standard_poor
-- enum rent_change_kind: index market
-- enum lease_letter_kind: contract way_on review_invitation rent_change inspection runs_on open_now ended arrears warning termination enforcement safe prior_notice move_request

-- One check, as she knew it that day. A new check is a new row; the newest counts. Append-only. (I-14)
-- append only
CREATE TABLE landlord_notice (
  id           @id,
  case_id      @ref(person_case),
  received_on  @date,
  leaves_on    @date?,
  written      @enum(notice_answer),
  reasons      @enum(notice_answer),
  protest_information @enum(notice_answer),
  protested    @bool,
  protest_until @date,
  checked_at   @instant,
  checked_by   @ref(staff)
) @strict;
CREATE INDEX landlord_notice_case ON landlord_notice (case_id, id);
CREATE VIEW case_landlord_notice AS SELECT id, case_id, received_on, leaves_on, written, reasons, protest_information, protested, protest_until, checked_at FROM landlord_notice;

-- How it went with the home.
CREATE TABLE landlord_notice_outcome (
  notice_id @ref(landlord_notice),
  outcome   @enum(home_outcome),
  at        @instant,
  by_staff  @ref(staff),
  PRIMARY KEY (notice_id)
) @strict;

-- ── the municipality's own leases ────────────────────────────────────────────

-- One contract about one dwelling. It holds dates, sums and codes; every word about her stands in lease_word_kept. There is no column, and no code, for how she
-- lives or what she uses, and none for a duty to receive help: a lease cannot be made to depend on either. (R-166, I-10, TIL-4)
-- part_id: the part of the joint decision that gave her the home, or more time in it; end_part: the one that said no to more time. Neither a renewal nor a
-- no to one exists without a decision (TIL-1, R-159). until_date is the last day. short_why: special grounds for less than three years in a dwelling for those who need help in the market; a second
-- short one of the same dwelling and person needs weightier grounds. (HLL-2, HLL-3)
-- unit unit_id follows WHERE state NOT IN ('renewed', 'ended', 'withdrawn')
-- never deleted
CREATE TABLE lease (
  id           @id,
  case_id      @ref(person_case),
  person_id    @ref(person),
  dwelling_id  @ref(dwelling),
  unit_id      @ref(unit),
  state        @enum(lease_state),
  kind         @enum(lease_kind),
  from_date    @date,
  months       @int?,
  until_date   @date?,
  rent         @int,
  deposit      @int,
  deposit_kind @enum(lease_deposit),
  told_public  @bool,
  told_fixed   @bool,
  except_term  @bool,
  except_sublet @bool,
  except_household @bool,
  short_why    @enum?(lease_short_why),
  short_again  @bool,
  renews       @ref?(lease),
  part_id      @ref?(decision_part),
  signed_on    @date?,
  notice_by    @enum?(lease_notice_by),
  notice_on    @date?,
  ended_on     @date?,
  how          @enum?(lease_end),
  end_part     @ref?(decision_part),
  asked_to_move_on @date?,
  made_at      @instant,
  made_by      @ref(staff),
  state_at     @instant,
  state_by     @ref?(staff),
  version      @int,
  CONSTRAINT lease_fixed_has_end CHECK (kind = 'open' OR (until_date IS NOT NULL AND months IS NOT NULL AND months > 0 AND until_date > from_date)),
  CONSTRAINT lease_short_has_ground CHECK (kind = 'open' OR months >= 36 OR (short_why IS NOT NULL AND except_term = 1 AND told_public = 1)),
  CONSTRAINT lease_exceptions_are_told CHECK (told_public = 1 OR (except_term = 0 AND except_sublet = 0 AND except_household = 0)),
  CONSTRAINT lease_signed_is_told CHECK (signed_on IS NULL OR kind = 'open' OR (told_public = 1 AND told_fixed = 1)),
  CONSTRAINT lease_deposit_at_most CHECK (rent > 0 AND deposit >= 0 AND deposit <= 6 * rent AND (deposit = 0) = (deposit_kind = 'none')),
  CONSTRAINT lease_signed_when_signed CHECK ((state IN ('draft', 'offered', 'withdrawn')) OR signed_on IS NOT NULL),
  CONSTRAINT lease_notice_whole CHECK ((notice_by IS NULL) = (notice_on IS NULL) AND (state <> 'notice_given' OR notice_by IS NOT NULL)),
  CONSTRAINT lease_end_whole CHECK ((state = 'ended') = (ended_on IS NOT NULL) AND (ended_on IS NULL) = (how IS NULL)),
  CONSTRAINT lease_renewal_is_decided CHECK (renews IS NULL OR signed_on IS NULL OR part_id IS NOT NULL),
  CONSTRAINT lease_not_renewed_is_decided CHECK ((asked_to_move_on IS NULL) = (end_part IS NULL) AND (how IS NULL OR how <> 'term_over' OR end_part IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX lease_one_running ON lease (dwelling_id) WHERE state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite');
CREATE UNIQUE INDEX lease_one_coming ON lease (dwelling_id) WHERE state IN ('draft', 'offered', 'signed');
CREATE UNIQUE INDEX lease_one_short ON lease (dwelling_id, person_id) WHERE short_why IS NOT NULL AND short_again = 0 AND state <> 'withdrawn';
CREATE INDEX lease_case ON lease (case_id, id);
CREATE INDEX lease_unit ON lease (unit_id, state, until_date);
CREATE INDEX lease_dwelling ON lease (dwelling_id, id);
CREATE INDEX lease_until ON lease (until_date) WHERE state IN ('running', 'expiring', 'review');
CREATE VIEW case_lease AS SELECT id, case_id, person_id, dwelling_id, unit_id, state, kind, from_date, until_date, rent, signed_on, renews, ended_on, how, asked_to_move_on FROM lease;
CREATE VIEW running_lease AS
  SELECT id, case_id, person_id, dwelling_id, unit_id, state, kind, from_date, until_date, rent FROM lease
   WHERE state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite');

-- The steps of MODEL 3.8 and nothing else; lease_step in states.c says the same. 'withdrawn' is an agreement that never began.
-- only sqlite
CREATE TRIGGER lease_steps BEFORE UPDATE OF state ON lease
WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('draft>offered', 'draft>withdrawn', 'offered>signed', 'offered>withdrawn',
    'signed>running', 'signed>withdrawn', 'running>expiring', 'running>notice_given', 'running>indefinite', 'expiring>review', 'expiring>notice_given',
    'expiring>indefinite', 'review>renewed', 'review>ended', 'review>notice_given', 'review>indefinite', 'indefinite>notice_given', 'notice_given>ended') BEGIN
  SELECT RAISE(ABORT, 'lease_steps');
END;
-- only sqlite
CREATE TRIGGER lease_begins_as_draft BEFORE INSERT ON lease WHEN NEW.state <> 'draft' BEGIN SELECT RAISE(ABORT, 'lease_steps'); END;
-- only postgresql
CREATE FUNCTION lease_steps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN RAISE EXCEPTION 'lease_steps'; END IF;
  ELSIF OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('draft>offered', 'draft>withdrawn', 'offered>signed', 'offered>withdrawn',
    'signed>running', 'signed>withdrawn', 'running>expiring', 'running>notice_given', 'running>indefinite', 'expiring>review', 'expiring>notice_given',
    'expiring>indefinite', 'review>renewed', 'review>ended', 'review>notice_given', 'review>indefinite', 'indefinite>notice_given', 'notice_given>ended')
  THEN RAISE EXCEPTION 'lease_steps'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER lease_steps BEFORE INSERT OR UPDATE ON lease FOR EACH ROW EXECUTE FUNCTION lease_steps();

-- What was agreed stands: after the signature only rent (by rent_change), notice, state and end move. (I-14)
-- only sqlite
CREATE TRIGGER lease_agreed BEFORE UPDATE ON lease
WHEN OLD.signed_on IS NOT NULL AND (NEW.signed_on IS NOT OLD.signed_on OR NEW.case_id <> OLD.case_id OR NEW.dwelling_id <> OLD.dwelling_id OR NEW.kind <> OLD.kind
     OR NEW.from_date <> OLD.from_date OR NEW.until_date IS NOT OLD.until_date OR NEW.deposit <> OLD.deposit) BEGIN
  SELECT RAISE(ABORT, 'lease_agreed');
END;
-- only postgresql
CREATE FUNCTION lease_agreed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.signed_on IS NOT NULL AND (NEW.signed_on IS DISTINCT FROM OLD.signed_on OR NEW.case_id <> OLD.case_id OR NEW.dwelling_id <> OLD.dwelling_id
     OR NEW.kind <> OLD.kind OR NEW.from_date <> OLD.from_date OR NEW.until_date IS DISTINCT FROM OLD.until_date OR NEW.deposit <> OLD.deposit)
  THEN RAISE EXCEPTION 'lease_agreed'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER lease_agreed BEFORE UPDATE ON lease FOR EACH ROW EXECUTE FUNCTION lease_agreed();

-- The home of somebody whose address is not to be known is shielded from the day she has the keys, or from the day her address is; whichever comes last.
-- It is opened again by hand, when nobody is there to protect. (GDPR-6, 6.4-13)
CREATE INDEX lease_person ON lease (person_id);
-- only sqlite
CREATE TRIGGER lease_shields_home AFTER UPDATE OF state ON lease
WHEN NEW.state = 'running' AND EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.person_id AND p.address_grade <> 'open') BEGIN
  UPDATE dwelling SET address_shielded = 1 WHERE id = NEW.dwelling_id AND address_shielded = 0;
END;
-- only sqlite
CREATE TRIGGER person_shields_home AFTER UPDATE OF address_grade ON person WHEN NEW.address_grade <> 'open' BEGIN
  UPDATE dwelling SET address_shielded = 1
   WHERE address_shielded = 0
     AND id IN (SELECT l.dwelling_id FROM lease l WHERE l.person_id = NEW.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite'));
END;
-- only postgresql
CREATE FUNCTION lease_shields_home() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state = 'running' AND EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.person_id AND p.address_grade <> 'open') THEN
    UPDATE dwelling SET address_shielded = 1 WHERE id = NEW.dwelling_id AND address_shielded = 0;
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER lease_shields_home AFTER UPDATE ON lease FOR EACH ROW EXECUTE FUNCTION lease_shields_home();
-- only postgresql
CREATE FUNCTION person_shields_home() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.address_grade <> 'open' THEN
    UPDATE dwelling SET address_shielded = 1
     WHERE address_shielded = 0
       AND id IN (SELECT l.dwelling_id FROM lease l WHERE l.person_id = NEW.id AND l.state IN ('running', 'expiring', 'review', 'notice_given', 'indefinite'));
  END IF;
  RETURN NULL;
END $$;
-- only postgresql
CREATE TRIGGER person_shields_home AFTER UPDATE ON person FOR EACH ROW EXECUTE FUNCTION person_shields_home();

-- Each step, when and by whom. (I-14)
-- append only
CREATE TABLE lease_move (
  id         @id,
  lease_id   @ref(lease),
  from_state @enum?(lease_state),
  to_state   @enum(lease_state),
  at         @instant,
  by_staff   @ref?(staff)
) @strict;
CREATE INDEX lease_move_lease ON lease_move (lease_id, id);
-- only sqlite
CREATE TRIGGER lease_first_move AFTER INSERT ON lease BEGIN
  INSERT INTO lease_move (lease_id, to_state, at, by_staff) VALUES (NEW.id, NEW.state, NEW.state_at, NEW.state_by);
END;
-- only sqlite
CREATE TRIGGER lease_next_move AFTER UPDATE OF state ON lease WHEN NEW.state <> OLD.state BEGIN
  INSERT INTO lease_move (lease_id, from_state, to_state, at, by_staff) VALUES (NEW.id, OLD.state, NEW.state, NEW.state_at, NEW.state_by);
END;
-- only postgresql
CREATE FUNCTION lease_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO lease_move (lease_id, to_state, at, by_staff) VALUES (NEW.id, NEW.state, NEW.state_at, NEW.state_by);
  ELSIF NEW.state <> OLD.state THEN
    INSERT INTO lease_move (lease_id, from_state, to_state, at, by_staff) VALUES (NEW.id, OLD.state, NEW.state, NEW.state_at, NEW.state_by);
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER lease_moved AFTER INSERT OR UPDATE ON lease FOR EACH ROW EXECUTE FUNCTION lease_moved();

-- Words of a lease: terms beside the form, reasons, what was said and found. For the landlord's unit and those with ground. (I-06)
-- sensitive tenancy
-- append only
CREATE TABLE lease_word_kept (
  id        @id,
  lease_id  @ref(lease),
  case_id   @ref(person_case),
  person_id @ref(person),
  kind      @enum(lease_word),
  subject   @int,
  words     @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX lease_word_lease ON lease_word_kept (lease_id, kind, id);

-- She was told about the way onward when she moved in: own home, rent elsewhere, loan and grants, and who helps with it. (R-154)
-- append only
CREATE TABLE lease_info (
  id        @id,
  lease_id  @ref(lease),
  way       @enum(lease_info_way),
  given_on  @date,
  by_staff  @ref(staff),
  at        @instant
) @strict;
CREATE INDEX lease_info_lease ON lease_info (lease_id, id);

-- At each end of a term: can she buy, and what happens then. A review is added, never changed. (R-155, TIL-1)
-- append only
CREATE TABLE lease_review (
  id        @id,
  lease_id  @ref(lease),
  met_on    @date,
  income_steady @bool,
  debt_in_order @bool,
  has_savings   @bool,
  wants_to_own  @bool,
  can_buy   @enum(lease_can_buy),
  result    @enum(lease_review_result),
  by_staff  @ref(staff),
  at        @instant
) @strict;
CREATE INDEX lease_review_lease ON lease_review (lease_id, id);

-- The landlord considers not to renew: she is told why, beforehand, and has time to answer before anything is decided. (FVL-16, TIL-1, R-159)
-- never deleted
CREATE TABLE lease_prior_notice (
  id          @id,
  lease_id    @ref(lease),
  sent_on     @date,
  answer_by   @date,
  answered_on @date?,
  dropped_on  @date?,
  by_staff    @ref(staff),
  at          @instant,
  CONSTRAINT lease_prior_notice_time CHECK (answer_by > sent_on AND (answered_on IS NULL OR answered_on >= sent_on))
) @strict;
CREATE UNIQUE INDEX lease_prior_notice_open ON lease_prior_notice (lease_id) WHERE dropped_on IS NULL;
CREATE INDEX lease_prior_notice_lease ON lease_prior_notice (lease_id, id);
-- only sqlite
CREATE TRIGGER lease_term_over_was_told BEFORE UPDATE OF end_part ON lease
WHEN NEW.end_part IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lease_prior_notice n WHERE n.lease_id = NEW.id AND n.dropped_on IS NULL) BEGIN
  SELECT RAISE(ABORT, 'lease_term_over_was_told');
END;
-- only postgresql
CREATE FUNCTION lease_term_over_was_told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.end_part IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lease_prior_notice n WHERE n.lease_id = NEW.id AND n.dropped_on IS NULL)
  THEN RAISE EXCEPTION 'lease_term_over_was_told'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER lease_term_over_was_told BEFORE UPDATE OF end_part ON lease FOR EACH ROW EXECUTE FUNCTION lease_term_over_was_told();

-- A new rent, told in writing beforehand. The index moves at most once a year and never more than the index itself; the market's rent at the
-- earliest after two years and six months, with six months' notice. kpi: the consumer price index times ten. (HLL-8)
-- append only
CREATE TABLE lease_rent_change (
  id        @id,
  lease_id  @ref(lease),
  kind      @enum(rent_change_kind),
  told_on   @date,
  from_date @date,
  old_rent  @int,
  new_rent  @int,
  kpi_from  @int?,
  kpi_to    @int?,
  by_staff  @ref(staff),
  at        @instant,
  CONSTRAINT rent_index_named CHECK (kind = 'market' OR (kpi_from IS NOT NULL AND kpi_to IS NOT NULL AND kpi_from > 0 AND new_rent * kpi_from <= old_rent * kpi_to)),
  CONSTRAINT rent_told_before CHECK (told_on < from_date AND new_rent > 0)
) @strict;
CREATE INDEX lease_rent_change_lease ON lease_rent_change (lease_id, from_date);
CREATE VIEW lease_rent_from AS SELECT id, lease_id, from_date, new_rent FROM lease_rent_change;

-- The landlord looks at the dwelling, and at nothing else: told beforehand, with a reason that is about the dwelling. It is no visit of follow-up and
-- no one needs to let anybody in for help. (HLL-6, R-164)
-- never deleted
-- frozen once state held not_met called_off
CREATE TABLE lease_inspection (
  id          @id,
  lease_id    @ref(lease),
  reason      @enum(inspection_reason),
  told_on     @date,
  on_date     @date,
  from_minute @int,
  state       @enum(inspection_state),
  found       @enum?(inspection_found),
  by_staff    @ref(staff),
  at          @instant,
  CONSTRAINT inspection_told_before CHECK (told_on < on_date OR (reason = 'damage' AND told_on = on_date)),
  CONSTRAINT inspection_found_when_held CHECK ((state = 'held') = (found IS NOT NULL))
) @strict;
CREATE INDEX lease_inspection_lease ON lease_inspection (lease_id, on_date);

-- The letters of a tenancy as they were made, one for each who gets it.
-- sensitive tenancy
-- append only
CREATE TABLE lease_letter (
  id        @id,
  lease_id  @ref(lease),
  case_id   @ref(person_case),
  person_id @ref(person),
  kind      @enum(lease_letter_kind),
  recipient @enum(delivery_recipient),
  sent_on   @date,
  sha256    @text,
  pdf       @sealed,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX lease_letter_lease ON lease_letter (lease_id, id);
