-- The spine of a case: who holds the baton, who owes what by when, what happened. Seen by every involved unit; holds no sensitive text.
-- id case_id

-- enum case_state: open resting closing closed
-- enum case_event_kind: case_opened
--   case_resting case_woken closing_proposed closing_stopped case_closed case_reopened case_joined case_unjoined help_declined help_offered help_wanted
--   help_begun help_paused help_partly_declined caretaker_named caretaker_ended thought_again life_event_noted limits_written
--   contact_received contact_answered provisional_reply_sent talk_noted correction_noted
--   emergency_asked emergency_withdrawn emergency_refused emergency_granted emergency_extended emergency_moved emergency_excluded emergency_ended
--   baton_offered baton_accepted baton_refused baton_withdrawn baton_escalated duty_added duty_changed worker_changed emergency_takeover
--   dispute_raised dispute_decided dispute_late dispute_appealed dispute_appeal_answered outside_asked outside_answered units_merged
--   role_chosen new_worker_asked new_worker_answered
--   consent_asked consent_given consent_refused consent_revoked objection_made objection_lifted case_shared objection_overridden emergency_read
--   assessment_part assessment_confirmed
--   coordinator_offered coordinator_named plan_offered
--   plan_begun plan_in_use plan_revision plan_over goal_noted goal_moved action_agreed action_settled tried_noted plan_readers_chosen plan_notice_received plan_need_seen
--   service_started service_changed
--   notice_checked
--   lease_signed lease_begun lease_renewed lease_open lease_notice_given lease_ended lease_talked
--   home_at_risk home_risk_step home_risk_over
--   career_talked instrument_noted
--   relative_added minor_added representative_added representative_ended
--   access_asked access_given correction_asked correction_settled information_asked
--   decision_started part_checked part_signed decision_issued letter_reached part_answered decision_amended dwelling_ordered dwelling_found
--   prior_notice_sent prior_notice_answered part_delayed change_wished stepped_out reached_corrected part_suspended part_resumed decision_ended
--   appeal_received appeal_taken_in appeal_dismissed appeal_changed appeal_forwarded appeal_decided appeal_implemented appeal_withdrawn appeal_closed
--   suspension_asked suspension_refused reasons_asked reasons_given
--   application_registered application_assessed application_to_meeting application_approved application_refused application_postponed
--   application_waiting application_offered application_accepted application_leased application_withdrawn application_rechecked
--   meeting_reported meeting_put_off meeting_decided meeting_advised
--   group_started group_met group_stood_still group_ended
--   home_offered home_accepted home_declined home_lapsed home_offer_withdrawn home_moved_in first_weeks_booked
--   transition_announced transition_claimed transition_home transition_ready transition_not_ready transition_answered transition_moved transition_met
--   transition_completed transition_broken_off transition_deviation
--   measure_waits measure_started measure_switched measure_ended measure_contact_changed measure_reviewed help_agreed help_task_given help_task_answered measure_offered
-- enum task_kind: provisional_reply
--   look_at_case confirm_closing tell_person offer_again
--   name_caretaker keep_contact think_again contact_after_event
--   decide_emergency write_emergency emergency_ending emergency_long find_emergency_place
--   answer_handover late_answer settle_handover find_receiver confirm_takeover warm_handover answer_duty
--   decide_dispute late_dispute answer_appeal ask_outside case_silent find_worker help_on answer_new_worker
--   renew_consent answer_override tell_override
--   answer_message
--   prepare_item do_agreed
--   plan_group look_at_progress give_minutes remind_person
--   do_action revise_plan offer_plan answer_plan_notice see_plan_need begin_plan answer_plan_appeal
--   complete_assessment renew_assessment support_children help_at_once
--   confirm_need answer_invitation contribute tidy_economy
--   decide_service service_without_decision
--   prevent_eviction
--   review_lease lease_runs_on decide_renewal hear_tenant inspect_home
--   keep_home roof_before_date
--   career_step ask_papers rent_payment_ends decide_rent_support talk_about_rent
--   look_after_damage
--   follow_up_minor
--   give_access answer_correction
--   await_information handle_concern
--   give_input sign_part send_letter register_reached find_dwelling
--   prior_notice_answer part_to_come decision_expiring answer_change_wish alert_again send_on_paper
--   prepare_appeal await_correction decide_appeal await_appeal_body finish_appeal send_appeal_letter decide_suspension decide_costs give_reasons
--   assess_application ask_applicant report_to_meeting look_at_application recheck_application follow_up_refused
--   send_offer show_dwelling get_answer ask_no_answer talk_about_wishes make_lease move_in settling_in help_settling
--   see_her fill_contacts
--   claim_transition plan_transition answer_transition home_for_transition meet_transition finish_transition raise_deviation await_account help_complain
--   follow_care
--   answer_measure review_measure reconfirm_agreement offer_measure answer_help_task do_help_task find_measure

-- All work for one person. Exactly one unit holds it: the column cannot be empty, and the periods follow from it. (I-01, R-029)
-- never deleted
-- unit holder_unit moves
CREATE TABLE person_case (
  id            @id(case),
  person_id     @ref(person),
  number        @text UNIQUE,
  state         @enum(case_state),
  opened_at     @instant,
  asks_housing  @bool,
  holder_unit   @ref(unit),
  holder_staff  @ref?(staff),
  held_since    @instant,
  look_at       @date?,
  joined_to     @ref?(person_case),
  version       @int,
  CONSTRAINT person_case_rest_has_end CHECK ((state = 'resting') = (look_at IS NOT NULL)),
  CONSTRAINT person_case_joined_is_closed CHECK (joined_to IS NULL OR state = 'closed')
) @strict;
CREATE UNIQUE INDEX person_case_one_open ON person_case (person_id) WHERE state <> 'closed';
CREATE INDEX person_case_person ON person_case (person_id, id);
CREATE INDEX person_case_joined ON person_case (joined_to) WHERE joined_to IS NOT NULL;
CREATE INDEX person_case_holder ON person_case (holder_unit, state);
CREATE INDEX person_case_staff ON person_case (holder_staff, state);

-- The states of a case and nothing else (MODEL 3.1): a case that is closed has been agreed on, unless it was joined to her other case.
-- only sqlite
CREATE TRIGGER person_case_steps BEFORE UPDATE OF state ON person_case
WHEN NEW.state <> OLD.state AND NEW.joined_to IS OLD.joined_to
 AND NOT ((OLD.state = 'open' AND NEW.state IN ('resting', 'closing')) OR (OLD.state = 'resting' AND NEW.state IN ('open', 'closing'))
          OR (OLD.state = 'closing' AND NEW.state IN ('open', 'closed')) OR (OLD.state = 'closed' AND NEW.state = 'open')) BEGIN
  SELECT RAISE(ABORT, 'case_state_step');
END;
-- only postgresql
CREATE FUNCTION person_case_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state <> OLD.state AND NEW.joined_to IS NOT DISTINCT FROM OLD.joined_to
     AND NOT ((OLD.state = 'open' AND NEW.state IN ('resting', 'closing')) OR (OLD.state = 'resting' AND NEW.state IN ('open', 'closing'))
              OR (OLD.state = 'closing' AND NEW.state IN ('open', 'closed')) OR (OLD.state = 'closed' AND NEW.state = 'open'))
  THEN RAISE EXCEPTION 'case_state_step'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER person_case_steps BEFORE UPDATE ON person_case FOR EACH ROW EXECUTE FUNCTION person_case_step();

-- Who held the baton from when. The end of a period is the start of the next, so gaps and overlaps cannot be written down.
-- append only
CREATE TABLE baton_period (
  case_id  @ref(person_case),
  seq      @int,
  unit_id  @ref(unit),
  staff_id @ref?(staff),
  from_at  @instant,
  PRIMARY KEY (case_id, seq)
) @strict;
CREATE INDEX baton_period_unit ON baton_period (unit_id, from_at);

-- only sqlite
CREATE TRIGGER person_case_first_holder AFTER INSERT ON person_case BEGIN
  INSERT INTO baton_period (case_id, seq, unit_id, staff_id, from_at) VALUES (NEW.id, 1, NEW.holder_unit, NEW.holder_staff, NEW.held_since);
END;
-- only sqlite
CREATE TRIGGER person_case_next_holder AFTER UPDATE OF holder_unit, holder_staff ON person_case
WHEN NEW.holder_unit <> OLD.holder_unit OR NEW.holder_staff IS NOT OLD.holder_staff BEGIN
  SELECT RAISE(ABORT, 'baton_time_runs_forward') WHERE NEW.held_since <= OLD.held_since;
  INSERT INTO baton_period (case_id, seq, unit_id, staff_id, from_at)
  SELECT NEW.id, max(seq) + 1, NEW.holder_unit, NEW.holder_staff, NEW.held_since FROM baton_period WHERE case_id = NEW.id;
END;
-- only sqlite
CREATE TRIGGER person_case_since_fixed BEFORE UPDATE OF held_since ON person_case
WHEN NEW.held_since <> OLD.held_since AND NEW.holder_unit = OLD.holder_unit AND NEW.holder_staff IS OLD.holder_staff BEGIN
  SELECT RAISE(ABORT, 'baton_since_follows_holder');
END;
-- only postgresql
CREATE FUNCTION person_case_holder_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO baton_period (case_id, seq, unit_id, staff_id, from_at) VALUES (NEW.id, 1, NEW.holder_unit, NEW.holder_staff, NEW.held_since);
  ELSIF NEW.holder_unit <> OLD.holder_unit OR NEW.holder_staff IS DISTINCT FROM OLD.holder_staff THEN
    IF NEW.held_since <= OLD.held_since THEN RAISE EXCEPTION 'baton_time_runs_forward'; END IF;
    INSERT INTO baton_period (case_id, seq, unit_id, staff_id, from_at)
    SELECT NEW.id, max(seq) + 1, NEW.holder_unit, NEW.holder_staff, NEW.held_since FROM baton_period WHERE case_id = NEW.id;
  ELSIF NEW.held_since <> OLD.held_since THEN RAISE EXCEPTION 'baton_since_follows_holder';
  END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER person_case_holder_changed AFTER INSERT OR UPDATE ON person_case FOR EACH ROW EXECUTE FUNCTION person_case_holder_changed();

-- Nobody who has cases can leave, a unit that has cases or tasks cannot be closed, and no case goes to a unit that is closed. (I-03, R-046)
-- only sqlite
CREATE TRIGGER person_case_to_open_unit BEFORE UPDATE OF holder_unit ON person_case
WHEN NEW.holder_unit <> OLD.holder_unit AND EXISTS (SELECT 1 FROM unit u WHERE u.id = NEW.holder_unit AND u.active = 0) BEGIN
  SELECT RAISE(ABORT, 'person_case_to_open_unit');
END;
-- only sqlite
CREATE TRIGGER person_case_in_open_unit BEFORE INSERT ON person_case
WHEN EXISTS (SELECT 1 FROM unit u WHERE u.id = NEW.holder_unit AND u.active = 0) BEGIN
  SELECT RAISE(ABORT, 'person_case_to_open_unit');
END;
-- only sqlite
CREATE TRIGGER staff_has_no_case BEFORE UPDATE OF active ON staff
WHEN NEW.active = 0 AND OLD.active = 1 AND EXISTS (SELECT 1 FROM person_case c WHERE c.holder_staff = NEW.id AND c.state <> 'closed') BEGIN
  SELECT RAISE(ABORT, 'staff_has_cases');
END;
-- only postgresql
CREATE FUNCTION person_case_unit_open() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (TG_OP = 'INSERT' OR NEW.holder_unit <> OLD.holder_unit) AND EXISTS (SELECT 1 FROM unit u WHERE u.id = NEW.holder_unit AND u.active = 0)
  THEN RAISE EXCEPTION 'person_case_to_open_unit'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER person_case_to_open_unit BEFORE INSERT OR UPDATE ON person_case FOR EACH ROW EXECUTE FUNCTION person_case_unit_open();
-- only postgresql
CREATE FUNCTION staff_has_no_case() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.active = 0 AND OLD.active = 1 AND EXISTS (SELECT 1 FROM person_case c WHERE c.holder_staff = NEW.id AND c.state <> 'closed')
  THEN RAISE EXCEPTION 'staff_has_cases'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER staff_has_no_case BEFORE UPDATE ON staff FOR EACH ROW EXECUTE FUNCTION staff_has_no_case();

CREATE VIEW case_spine AS SELECT id, person_id, number, state, opened_at, asks_housing, holder_unit, holder_staff, held_since, look_at, joined_to, version FROM person_case;
CREATE VIEW baton_history AS
  SELECT b.case_id, b.seq, b.unit_id, b.staff_id, b.from_at,
         (SELECT n.from_at FROM baton_period n WHERE n.case_id = b.case_id AND n.seq = b.seq + 1) AS until_at
    FROM baton_period b;

-- The timeline: coded, so that it can be shown in three languages and says nothing that the spine may not say. Append-only.
-- append only
CREATE TABLE case_event (
  id         @id,
  case_id    @ref(person_case),
  at         @instant,
  kind       @enum(case_event_kind),
  zone       @enum(zone),
  unit_id    @ref?(unit),
  staff_id   @ref?(staff),
  other_unit @ref?(unit)
) @strict;
CREATE INDEX case_event_case ON case_event (case_id, at);
CREATE VIEW case_timeline AS SELECT id, case_id, at, kind, zone, unit_id, staff_id, other_unit FROM case_event;

-- Something a unit must do by a date. `subject` is the id of the thing it is about in its own module. (R-045)
-- unit unit_id moves
CREATE TABLE task (
  id      @id,
  case_id @ref(person_case),
  unit_id @ref(unit),
  staff_id @ref?(staff),
  kind    @enum(task_kind),
  subject @int,
  due     @date,
  made_at @instant,
  done_at @instant?,
  done_by @ref?(staff)
) @strict;
CREATE UNIQUE INDEX task_one_open ON task (case_id, kind, subject) WHERE done_at IS NULL;
CREATE INDEX task_unit_due ON task (unit_id, due) WHERE done_at IS NULL;
CREATE INDEX task_unit_kind ON task (unit_id, kind, due) WHERE done_at IS NULL;
CREATE INDEX task_case ON task (case_id, due) WHERE done_at IS NULL;
CREATE VIEW case_task AS SELECT id, case_id, unit_id, kind, due, done_at FROM task;
CREATE VIEW open_task AS SELECT id, case_id, unit_id, staff_id, kind, subject, due, made_at FROM task WHERE done_at IS NULL;
-- only sqlite
CREATE TRIGGER unit_owns_no_work BEFORE UPDATE OF active ON unit
WHEN NEW.active = 0 AND OLD.active = 1 AND (EXISTS (SELECT 1 FROM person_case c WHERE c.holder_unit = NEW.id AND c.state <> 'closed')
                                            OR EXISTS (SELECT 1 FROM task t WHERE t.unit_id = NEW.id AND t.done_at IS NULL)) BEGIN
  SELECT RAISE(ABORT, 'unit_owns_work');
END;
-- only postgresql
CREATE FUNCTION unit_owns_no_work() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.active = 0 AND OLD.active = 1 AND (EXISTS (SELECT 1 FROM person_case c WHERE c.holder_unit = NEW.id AND c.state <> 'closed')
                                            OR EXISTS (SELECT 1 FROM task t WHERE t.unit_id = NEW.id AND t.done_at IS NULL))
  THEN RAISE EXCEPTION 'unit_owns_work'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER unit_owns_no_work BEFORE UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION unit_owns_no_work();

-- What is closed is done: no task is left in it but what she herself may ask for afterwards. A case joined to her other one keeps its own. (R-225)
-- only sqlite
CREATE TRIGGER person_case_closed_is_done BEFORE UPDATE OF state ON person_case
WHEN NEW.state = 'closed' AND OLD.state <> 'closed' AND NEW.joined_to IS OLD.joined_to
 AND EXISTS (SELECT 1 FROM task t WHERE t.case_id = NEW.id AND t.done_at IS NULL AND t.kind NOT IN ('give_access', 'answer_correction')) BEGIN
  SELECT RAISE(ABORT, 'case_has_open_tasks');
END;
-- only postgresql
CREATE FUNCTION person_case_closed_is_done() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state = 'closed' AND OLD.state <> 'closed' AND NEW.joined_to IS NOT DISTINCT FROM OLD.joined_to
     AND EXISTS (SELECT 1 FROM task t WHERE t.case_id = NEW.id AND t.done_at IS NULL AND t.kind NOT IN ('give_access', 'answer_correction'))
  THEN RAISE EXCEPTION 'case_has_open_tasks'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER person_case_closed_is_done BEFORE UPDATE ON person_case FOR EACH ROW EXECUTE FUNCTION person_case_closed_is_done();
