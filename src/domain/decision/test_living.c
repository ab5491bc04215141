/* The decision as a living tool: room before a promise, a wish from whoever gives the help, the quick change, what comes later, what ends, the
 * way to her, and the agreement beside it. */
#include "decision_sql.h"
#include "domain/decision/adjust.h"
#include "domain/decision/agreement.h"
#include "domain/decision/capacity.h"
#include "domain/decision/decision_for_tests.h"
#include "domain/decision/expire.h"
#include "domain/decision/notice.h"
#include "domain/decision/wish.h"
#include "platform/jobs/jobs.h"

static int64_t count(const struct story *story, const char *sql) { return test_number(story->database, sql); }

static struct story in_force(void **state) {
    struct story story = story_issued(*state);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    return story;
}

static void done(const struct turn *turn, int result) {
    if (result < 0) db_abort(turn->db);
    else town_commit(turn->db);
}

/* ── room ─────────────────────────────────────────────────────────────── */

/* trace: R-099 */
static void a_full_unit_must_say_yes_itself_before_its_help_is_promised(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct turn turn = story_turn(&story, HJE);
    assert_int_equal(capacity_say(turn.db, unit_of(HJE), SERVICE_KIND_TALKS_AT_HOME, -1), ERR_INVALID);
    assert_int_equal(capacity_say(turn.db, unit_of(HJE), SERVICE_KIND_TALKS_AT_HOME, 1), ERR_OK);
    struct capacity_use use = capacity_of(turn.db, unit_of(HJE), SERVICE_KIND_TALKS_AT_HOME, story.case_);
    assert_true(use.known);
    assert_int_equal(use.places - use.used, 1);
    assert_int_equal(capacity_say(turn.db, unit_of(HJE), SERVICE_KIND_TALKS_AT_HOME, 0), ERR_OK);
    town_commit(turn.db);
    turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.hol), ERR_INVALID);
    db_abort(turn.db);
    turn = story_turn(&story, HOT);
    input_ask(turn.db, story.hol, story.case_, unit_of(HJE), date_of(2026, 9, 30), db_now(turn.db), staff_of(HOT));
    audit_add(turn.db, "asked", "decision", 1, NULL);
    town_commit(turn.db);
    turn = story_turn(&story, HJE);
    struct input_of_unit_row input;
    assert_true(input_of_unit(turn.db, story.hol, unit_of(HJE), &input));
    input_answer(turn.db, input.id, INPUT_STATE_AGREES, db_now(turn.db), staff_of(HJE), (struct maybe_int){0}, (struct maybe_int){0}, DATE_NONE);
    audit_add(turn.db, "answered", "decision", 1, NULL);
    town_commit(turn.db);
    turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.hol), ERR_OK);
    done(&turn, ERR_OK);
}

/* trace: R-099 */
static void use_is_counted_from_what_is_decided_today(void **state) {
    struct story story = in_force(state);
    struct turn turn = story_turn(&story, HJE);
    assert_int_equal(capacity_say(turn.db, unit_of(HJE), SERVICE_KIND_TALKS_AT_HOME, 5), ERR_OK);
    assert_int_equal(capacity_of(turn.db, unit_of(HJE), SERVICE_KIND_TALKS_AT_HOME, (struct case_id){0}).used, 1);
    assert_int_equal(capacity_of(turn.db, unit_of(HJE), SERVICE_KIND_TALKS_AT_HOME, story.case_).used, 0);
    assert_false(capacity_of(turn.db, unit_of(HJE), SERVICE_KIND_ACTIVITY, story.case_).known);
    db_abort(turn.db);
}

/* ── wishes and the quick change ──────────────────────────────────────── */

/* trace: R-096 R-107 */
static void whoever_gives_the_help_says_that_the_need_has_changed(void **state) {
    struct story story = in_force(state);
    struct turn turn = story_turn(&story, NAV);
    assert_int_equal(wish_say(turn.db, turn.access, story.hol, CHANGE_WISH_KIND_MORE, NULL), ERR_INVALID); /* not its help */
    db_abort(turn.db);
    turn = story_turn(&story, HJE);
    assert_int_equal(wish_say(turn.db, turn.access, story.hol, CHANGE_WISH_KIND_TOO_LITTLE_ADAPTED, "Hun trenger kveldstid."), ERR_OK);
    assert_int_equal(wish_say(turn.db, turn.access, story.hol, CHANGE_WISH_KIND_MORE, NULL), ERR_CONFLICT);
    struct change_wish_id wish = wish_open_of(turn.db, story.case_, story.hol);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'answer_change_wish' AND unit_id = 1"), 1);
    turn = story_turn(&story, HOT);
    assert_int_equal(wish_take(turn.db, wish, true), ERR_OK);
    assert_int_equal(wish_take(turn.db, wish, false), ERR_CONFLICT);
    struct decided_in_year_row year;
    assert_true(decided_in_year(turn.db, instant_of_oslo(date_of(2026, 1, 1), 0), instant_of_oslo(date_of(2027, 1, 1), 0), &year));
    assert_int_equal(year.too_little_adapted, 1);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'answer_change_wish'"), 0);
}

static struct adjustment twice_a_week(const struct story *story) {
    return (struct adjustment){.part = story->hol, .direction = AMENDMENT_IN_FAVOUR, .amount = {AMOUNT_KIND_BAND, 10, 900, 360, AMOUNT_PERIOD_WEEK},
                               .from = date_of(2026, 12, 7), .until = DATE_NONE, .why = "Du trenger mer hjelp nå.", .impartial = true};
}

static int adjust(struct story *story, const struct adjustment *adjustment, enum adjusted *ret_adjusted) {
    struct joint_decision_id draft;
    struct turn turn = story_turn(story, HOT);
    int result = decision_adjust(turn.db, turn.access, adjustment, &draft, ret_adjusted);
    done(&turn, result);
    if (result == ERR_OK) story->decision = draft;
    return result;
}

/* trace: R-116 R-097 FVL-35 L18 */
static void a_quick_change_in_her_favour_is_one_step_from_need_to_letter(void **state) {
    struct story story = in_force(state);
    enum adjusted adjusted = 0;
    story.clock = ON_3_DECEMBER * DAY_MS;
    struct adjustment more = twice_a_week(&story);
    assert_int_equal(adjust(&story, &more, &adjusted), ERR_OK);
    assert_int_equal(adjusted, ADJUSTED_ISSUED);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE d.version_no = 2 AND d.state = 'issued'"
                                   " AND p.kind = 'hol_tjeneste' AND p.minutes_most = 900 AND p.decided_now = 1 AND p.checked_by IS NULL AND p.state = 'signed'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM issued_letter"), 2);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part WHERE decision_id = 1 AND minutes_most = 600"), 1);
}

/* trace: R-116 FVL-16 FVL-6 */
static void a_quick_change_takes_nothing_away_and_signs_nothing_the_actor_may_not(void **state) {
    struct story story = in_force(state);
    enum adjusted adjusted = 0;
    struct adjustment less = twice_a_week(&story);
    less.amount.most = 300;
    assert_int_equal(adjust(&story, &less, &adjusted), ERR_INVALID);
    less.direction = AMENDMENT_AS_ASKED;
    assert_int_equal(adjust(&story, &less, &adjusted), ERR_INVALID); /* her own words are missing */
    less.direction = AMENDMENT_TO_DETRIMENT;
    assert_int_equal(adjust(&story, &less, &adjusted), ERR_INVALID);
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision"), 1);
    test_script(story.database, "UPDATE delegation SET until_date = '2026-09-01' WHERE law = 'hol'");
    struct adjustment more = twice_a_week(&story);
    assert_int_equal(adjust(&story, &more, &adjusted), ERR_OK);
    assert_int_equal(adjusted, ADJUSTED_TO_SIGN);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'sign_part'"), 1);
}

/* ── later, and ends ──────────────────────────────────────────────────── */

/* trace: R-091 R-098 BSL-14 FVL25-4 */
static void a_part_that_comes_later_has_its_own_clock_and_its_own_limit_when_it_comes(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    story_check_and_sign(&story, HOT, story.bistand);
    story_check_and_sign(&story, HOT, story.bolig);
    story_check_and_sign(&story, HOT, story.hol);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_part_later(turn.db, story.sosial, date_of(2026, 10, 8)), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(story_issue(&story), ERR_OK);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'part_to_come' AND due = '2026-10-08'"), 1);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    assert_int_equal(count(&story, "SELECT count(*) FROM appeal_limit"), 3); /* none for what is to come */
    turn = story_turn(&story, HOT);
    assert_int_equal(decision_delay(turn.db, story.sosial, date_of(2026, 10, 8), DELAY_REASON_AWAITS_UNIT, date_of(2026, 9, 28)), ERR_INVALID);
    assert_int_equal(decision_delay(turn.db, story.sosial, date_of(2026, 10, 15), DELAY_REASON_AWAITS_UNIT, date_of(2026, 9, 28)), ERR_OK);
    assert_int_equal(decision_delay(turn.db, story.hol, date_of(2026, 10, 15), DELAY_REASON_AWAITS_UNIT, date_of(2026, 9, 28)), ERR_CONFLICT);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'part_to_come' AND due = '2026-10-15'"), 1);
    turn = story_turn(&story, HOT);
    struct decision_part_id part = {0};
    assert_int_equal(decision_amend(turn.db, story.sosial, AMENDMENT_LATER_PART, &part), ERR_OK);
    town_commit(turn.db);
    story.decision.v = 2;
    struct part_writing writing = story_sosial(&story);
    writing.part = part;
    writing.version = count(&story, "SELECT max(version) FROM decision_part WHERE decision_id = 2 AND kind = 'sosial'");
    story_write(&story, &writing);
    story_check_and_sign(&story, NAV, part);
    assert_int_equal(story_issue(&story), ERR_OK);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'part_to_come'"), 0);
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE version_no = 2 AND amendment = 'later_part'"), 1);
    turn = story_turn(&story, HOT);
    struct decision_letter letter;
    assert_int_equal(letter_read(turn.db, turn.access, &(struct letter_wish){.decision = story.decision}, &letter), ERR_OK);
    assert_non_null(strstr(letter_words(story.database->arena, letter.letter), "Her er svaret på det du venta på."));
    db_abort(turn.db);
}

static void run_jobs(struct story *story, struct date day) {
    static const struct job_kind kinds[] = {{JOB_PART_DUE, expire_part_job}, {JOB_DIGITAL_DUE, digital_due_job}, {JOB_SERVICE_DUE, followup_due_job}, {NULL, NULL}};
    assert_true(jobs_run_due(story->database->store, kinds, instant_of_oslo(day, 12 * 60), 50) >= 0);
}

/* trace: R-098 */
static void a_part_warns_sixty_thirty_and_fourteen_days_before_it_ends(void **state) {
    (void)state;
    struct date until = date_of(2027, 9, 30);
    assert_int_equal(expire_next(until, date_of(2026, 9, 24)).days, date_of(2027, 8, 1).days);
    assert_int_equal(expire_next(until, date_of(2027, 8, 1)).days, date_of(2027, 8, 31).days);
    assert_int_equal(expire_next(until, date_of(2027, 8, 31)).days, date_of(2027, 9, 16).days);
    assert_int_equal(expire_next(until, date_of(2027, 9, 16)).days, date_of(2027, 10, 1).days);
    assert_true(date_is_none(expire_next(until, date_of(2027, 10, 1))));
    assert_true(date_is_none(expire_next(DATE_NONE, date_of(2027, 10, 1))));
}

/* trace: R-098 I-14 */
static void the_day_after_the_last_part_ends_the_decision_has_ended_and_stays_readable(void **state) {
    struct story story = in_force(state);
    run_jobs(&story, date_of(2027, 8, 1));
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'decision_expiring' AND due = '2027-09-30'"), 4);
    run_jobs(&story, date_of(2027, 8, 31));
    run_jobs(&story, date_of(2027, 9, 16));
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE state = 'in_force'"), 1);
    run_jobs(&story, date_of(2027, 10, 1));
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE state = 'ended'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'decision_expiring'"), 0);
    story.clock = INT64_C(400) * DAY_MS;
    struct turn turn = story_turn(&story, HOT);
    struct blob pdf;
    assert_int_equal(letter_stored(turn.db, turn.access, story.decision, &pdf), ERR_OK);
    struct joint_decision_id next;
    assert_int_equal(decision_start(turn.db, story.case_, &next), ERR_OK);
    db_abort(turn.db);
}

/* ── the way to her ───────────────────────────────────────────────────── */

/* trace: FVL-29 I-14 EFV-1 */
static void a_wrong_day_of_arrival_is_corrected_and_the_first_stays(void **state) {
    struct story story = in_force(state);
    struct delivery_id delivery = {count(&story, "SELECT id FROM delivery")};
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_correct_reached(turn.db, delivery, date_of(2026, 9, 23), "feil"), ERR_INVALID);
    assert_int_equal(decision_correct_reached(turn.db, delivery, date_of(2026, 9, 28), " "), ERR_INVALID);
    db_abort(turn.db);
    story.clock = (ON_28_SEPTEMBER + 4) * DAY_MS;
    turn = story_turn(&story, HOT);
    assert_int_equal(decision_correct_reached(turn.db, delivery, date_of(2026, 10, 1), "Hun var bortreist"), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM delivery WHERE reached_on = '2026-09-28'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_delivery WHERE reached_on = '2026-10-01'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM part_appeal WHERE until_date = '2026-10-22'"), 3);
    assert_int_equal(count(&story, "SELECT count(*) FROM part_appeal WHERE until_date = '2026-10-29'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM appeal_limit"), 8);
    turn = story_turn(&story, HOT);
    struct limit_list_rows limits = limit_list(turn.db, story.decision);
    assert_int_equal(limits.n, 4);
    assert_int_equal(limits.v[0].reached_on.days, date_of(2026, 10, 1).days);
    db_abort(turn.db);
}

/* trace: EFV-1 */
static void a_digital_letter_nobody_opens_is_alerted_again_and_then_sent_on_paper(void **state) {
    struct story story = story_issued(*state);
    struct turn turn = story_turn(&story, HOT);
    struct delivery_note note = {.decision = story.decision, .recipient = DELIVERY_RECIPIENT_PERSON, .channel = DELIVERY_CHANNEL_DIGITAL,
                                 .sent_on = date_of(2026, 9, 24), .reached_on = date_of(2026, 9, 24)};
    assert_int_equal(decision_deliver(turn.db, &note), ERR_OK);
    town_commit(turn.db);
    struct delivery_id delivery = {count(&story, "SELECT id FROM delivery WHERE reached_how = 'alert'")};
    run_jobs(&story, date_of(2026, 9, 30));
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'alert_again'"), 0);
    run_jobs(&story, date_of(2026, 10, 1));
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'alert_again' AND due = '2026-10-02'"), 1);
    story.clock = (ON_24_SEPTEMBER + 8) * DAY_MS;
    turn = story_turn(&story, HOT);
    assert_int_equal(decision_digital(turn.db, delivery, DELIVERY_EVENT_KIND_SECOND_ALERT, date_of(2026, 10, 2)), ERR_OK);
    assert_int_equal(decision_digital(turn.db, delivery, DELIVERY_EVENT_KIND_SECOND_ALERT, date_of(2026, 10, 2)), ERR_CONFLICT);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'alert_again'"), 0);
    run_jobs(&story, date_of(2026, 10, 9));
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'send_on_paper'"), 1);
    story.clock = (ON_24_SEPTEMBER + 16) * DAY_MS;
    turn = story_turn(&story, HOT);
    assert_int_equal(decision_digital(turn.db, delivery, DELIVERY_EVENT_KIND_PAPER, date_of(2026, 10, 10)), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind IN ('send_on_paper', 'alert_again')"), 0);
}

/* trace: EFV-1 */
static void an_opened_digital_letter_asks_for_nothing_more(void **state) {
    struct story story = story_issued(*state);
    struct turn turn = story_turn(&story, HOT);
    struct delivery_note note = {.decision = story.decision, .recipient = DELIVERY_RECIPIENT_PERSON, .channel = DELIVERY_CHANNEL_DIGITAL,
                                 .sent_on = date_of(2026, 9, 24), .reached_on = date_of(2026, 9, 24)};
    assert_int_equal(decision_deliver(turn.db, &note), ERR_OK);
    struct delivery_list_rows rows = delivery_list(turn.db, story.decision);
    assert_int_equal(decision_digital(turn.db, rows.v[0].id, DELIVERY_EVENT_KIND_OPENED, date_of(2026, 9, 24)), ERR_OK);
    town_commit(turn.db);
    run_jobs(&story, date_of(2026, 10, 1));
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'alert_again'"), 0);
}

/* ── beside the decision ──────────────────────────────────────────────── */

/* trace: R-105 I-14 */
static void the_participant_agreement_goes_from_mapping_to_agreed_and_follows_the_part(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(agreement_step(turn.db, turn.access, story.bolig, AGREEMENT_STATE_MAPPING, NULL), ERR_INVALID);
    assert_int_equal(agreement_step(turn.db, turn.access, story.hol, AGREEMENT_STATE_MAPPING, NULL), ERR_OK);
    assert_int_equal(agreement_step(turn.db, turn.access, story.hol, AGREEMENT_STATE_AGREED, NULL), ERR_INVALID);
    assert_int_equal(agreement_step(turn.db, turn.access, story.hol, AGREEMENT_STATE_AGREED, "Vi møtes tirsdager. Du sier fra om du ikke kan."), ERR_OK);
    town_commit(turn.db);
    story_sign_all(&story);
    assert_int_equal(story_issue(&story), ERR_OK);
    turn = story_turn(&story, HOT);
    struct joint joint;
    assert_true(joint_load(turn.db, turn.access, story.decision, LANG_NB, &joint));
    struct agreement_brief agreement = agreement_of(turn.db, turn.access, joint_part(&joint, story.hol));
    assert_int_equal(agreement.state, AGREEMENT_STATE_AGREED);
    assert_string_equal(agreement.words, "Vi møtes tirsdager. Du sier fra om du ikke kan.");
    struct decision_letter letter;
    assert_int_equal(letter_read(turn.db, turn.access, &(struct letter_wish){.decision = story.decision}, &letter), ERR_OK);
    const char *words = letter_words(story.database->arena, letter.letter);
    assert_non_null(strstr(words, "Vedlegg: deltakaravtale"));
    assert_non_null(strstr(words, "Vi møtes tirsdager."));
    db_abort(turn.db);
}

/* trace: R-111 */
static void a_decision_says_what_it_rests_on(void **state) {
    struct story story = story_begin(*state);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(basis_add(turn.db, story.decision, BASIS_KIND_AGREED, date_of(2026, 9, 25), "HOT, NAV"), ERR_INVALID);
    assert_int_equal(basis_add(turn.db, story.decision, BASIS_KIND_AGREED, date_of(2026, 9, 23), NULL), ERR_INVALID);
    assert_int_equal(basis_add(turn.db, story.decision, BASIS_KIND_AGREED, date_of(2026, 9, 23), "Helse- og omsorgstorvet, Nav"), ERR_OK);
    assert_int_equal(basis_list(turn.db, story.decision).n, 1);
    town_commit(turn.db);
    struct story issued = story;
    story_write_all(&issued);
    story_sign_all(&issued);
    assert_int_equal(story_issue(&issued), ERR_OK);
    turn = story_turn(&issued, HOT);
    assert_int_equal(basis_add(turn.db, issued.decision, BASIS_KIND_AGREED, date_of(2026, 9, 23), "Nav"), ERR_CONFLICT);
    db_abort(turn.db);
}

/* trace: TIL-8 R-091 */
static void housing_allowance_is_pointed_to_and_needs_no_signature_here(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    story_sign_all(&story);
    struct decision_part_id part = story_add(&story, PART_KIND_BOSTOTTE, HOT);
    struct part_writing writing = story_writing(part, unit_of(HOT), 1);
    writing.content = "Vi har hjulpet deg å søke";
    story_write(&story, &writing);
    assert_int_equal(story_issue(&story), ERR_INVALID);
    struct turn turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, part), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'sign_part'"), 0);
    assert_int_equal(story_sign_one(&story, HOT, part), ERR_INVALID);
    assert_int_equal(story_issue(&story), ERR_OK);
    turn = story_turn(&story, HOT);
    struct decision_letter letter;
    assert_int_equal(letter_read(turn.db, turn.access, &(struct letter_wish){.decision = story.decision}, &letter), ERR_OK);
    assert_non_null(strstr(letter_words(story.database->arena, letter.letter),
                           "Dette avgjer andre\nBustøtte: Husbanken avgjer dette, og sender deg eit eige brev. Vi har hjulpet deg å søke."));
    assert_int_equal(decision_appealable(turn.db, story.case_, LANG_NB).n, 4);
    db_abort(turn.db);
}

/* trace: R-109 R-110 I-10 TIL-4 */
static void help_beside_a_home_is_offered_or_presumed_and_never_a_condition(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct part_writing home = story_bolig(&story);
    home.home_offer = HOME_OFFER_PRESUMED;
    home.version = 2;
    story_write(&story, &home);
    struct turn turn = story_turn(&story, HOT);
    struct decision_letter letter;
    assert_int_equal(letter_read(turn.db, turn.access, &(struct letter_wish){.decision = story.decision}, &letter), ERR_OK);
    const char *words = letter_words(story.database->arena, letter.letter);
    assert_non_null(strstr(words, "Vi har gått ut frå at du får samtalar heime når du bur der. Det er ikkje eit krav, og du beheld bustaden om du seier nei."));
    assert_null(words_of_condition(story.database->arena, words));
    db_abort(turn.db);
    struct part_writing help = story_hol(&story);
    help.home_offer = HOME_OFFER_OFFERED; /* not about a home: not kept */
    help.version = 2;
    story_write(&story, &help);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part WHERE home_offer <> 'none'"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_full_unit_must_say_yes_itself_before_its_help_is_promised),
        RULE(use_is_counted_from_what_is_decided_today),
        RULE(whoever_gives_the_help_says_that_the_need_has_changed),
        RULE(a_quick_change_in_her_favour_is_one_step_from_need_to_letter),
        RULE(a_quick_change_takes_nothing_away_and_signs_nothing_the_actor_may_not),
        RULE(a_part_that_comes_later_has_its_own_clock_and_its_own_limit_when_it_comes),
        RULE_ON(ON_SQLITE, a_part_warns_sixty_thirty_and_fourteen_days_before_it_ends),
        RULE(the_day_after_the_last_part_ends_the_decision_has_ended_and_stays_readable),
        RULE(a_wrong_day_of_arrival_is_corrected_and_the_first_stays),
        RULE(a_digital_letter_nobody_opens_is_alerted_again_and_then_sent_on_paper),
        RULE(an_opened_digital_letter_asks_for_nothing_more),
        RULE(the_participant_agreement_goes_from_mapping_to_agreed_and_follows_the_part),
        RULE(a_decision_says_what_it_rests_on),
        RULE(housing_allowance_is_pointed_to_and_needs_no_signature_here),
        RULE(help_beside_a_home_is_offered_or_presumed_and_never_a_condition),
    };
    return run_rules("decision living", rules, sizeof rules / sizeof *rules);
}
