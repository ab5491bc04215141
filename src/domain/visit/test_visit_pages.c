/* The pages of visits: what is asked, what is shown to whom, what a refused form keeps, her own sheet, and who stands alone. */
#include "texts.h"
#include "domain/visit/visit.h"

#include "domain/visit/pairing.h"
#include "domain/work/done_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "visit_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_VISIT_WRITE, RIGHT_BOOKING_WRITE, 0};
static const enum right sees[] = {RIGHT_CASE_SEE, 0};
static struct case_id ane;

static void begun(struct test_database *database) {
    town_make(database);
    town_profile(database)->letters.municipality = (struct profile_words){.nb = "Levanger kommune", .nn = "Levanger kommune"};
    ane = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    for (int unit = HOT; unit <= HJE; unit++) secrecy_involve(db, ane, unit_of(unit), unit == HOT ? INVOLVEMENT_HOLDER : INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}

/* Kept when it was good; else undone. */
static int ended(struct visit *turn, struct reply reply) {
    if (reply.status == 303) visit_keep(turn);
    else db_abort(turn->db);
    return reply.from_form ? 422 : reply.status;
}

static struct visit_post_in usual_form(void) {
    return (struct visit_post_in){.case_ = ane, .outcome = VISIT_OUTCOME_MET, .arena = VISIT_ARENA_HOME, .minutes = 30, .on_date = DATE_NONE, .from = -1, .next_date = DATE_NONE, .next_from = -1};
}
static int post(struct test_database *database, int unit, int64_t later, const struct visit_post_in *in) {
    struct visit *turn = visit_with(database, unit, later, rights);
    return ended(turn, visit_post(&turn->rq, in));
}
/* The page as the unit's worker sees it; what it read is logged. */
static const char *page_by(struct test_database *database, int unit, int64_t later, const enum right *held) {
    struct visit *turn = visit_with(database, unit, later, held);
    turn->rq.form = NULL;
    const char *page = reply_text(database, follow_up_page(&turn->rq, &(struct follow_up_page_in){ane, DATE_NONE}));
    visit_keep(turn);
    return page;
}

/* trace: R-235 R-250 I-04 I-05 PJL-2 */
static void the_words_stand_in_their_zone_and_the_visit_on_the_spine(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct visit_post_in in = usual_form();
    in.words = "Vi drakk kaffe og så på båtene.";
    in.went = VISIT_WENT_GOOD;
    in.arena = VISIT_ARENA_CAFE;
    assert_int_equal(post(database, HOT, 10, &in), 303);
    const char *page = page_by(database, HOT, 11, rights);
    has(page, "kafé");
    has(page, "Vi drakk kaffe og så på båtene.");
    has(page, "Rett");
    assert_true(test_number(database, "SELECT count(*) FROM access_log") > 0);
    page = page_by(database, NAV, 12, sees);
    has(page, "kafé");
    lacks(page, "drakk kaffe");
    lacks(page, "Skriv ned et besøk");
    lacks(page, ">Rett<");
    assert_int_equal(test_number(database, "SELECT count(*) FROM visit_note WHERE words LIKE '%kaffe%'"), 0); /* sealed */
}

/* trace: R-235 */
static void a_press_is_enough_and_a_refused_form_says_where(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct visit_post_in in = usual_form();
    assert_int_equal(post(database, HOT, 10, &in), 303);
    assert_int_equal(test_number(database, "SELECT minutes FROM visit"), 30);
    in.next = VISIT_NEXT_OTHER;
    assert_int_equal(post(database, HOT, 11, &in), 422);
    in = usual_form();
    in.on_date = date_of(2030, 1, 1);
    assert_int_equal(post(database, HOT, 12, &in), 422);
    in = usual_form();
    in.second = staff_of(NAV);
    assert_int_equal(post(database, HOT, 13, &in), 422);
    in = usual_form();
    in.avtale = (struct booking_id){99};
    assert_int_equal(post(database, HOT, 14, &in), 409);
    assert_int_equal(test_number(database, "SELECT count(*) FROM visit"), 1);
}

/* trace: R-233 R-252 */
static void the_day_turns_out_another_and_the_visit_is_moved(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct date today = instant_oslo_date(TEST_NOW);
    struct visit_post_in in = usual_form();
    in.next = VISIT_NEXT_WEEK;
    in.why = VISIT_WHY_WALK;
    assert_int_equal(post(database, HOT, 10, &in), 303);
    struct visit *turn = visit_with(database, HOT, 7 * MS_PER_DAY - MS_PER_DAY / 6, rights);
    assert_int_equal(ended(turn, day_say(&turn->rq, &(struct day_say_in){ane, DAY_FORM_HEAVY})), 303);
    has(page_by(database, HOT, 7 * MS_PER_DAY, rights), "sa Medarbeider 1");
    lacks(page_by(database, NAV, 7 * MS_PER_DAY + 1, sees), "sa Medarbeider 1");
    struct day_move_in move = {ane, {1}, 1, VISIT_NEXT_TOMORROW, DATE_NONE, -1};
    turn = visit_with(database, HOT, 7 * MS_PER_DAY + 2, rights);
    assert_int_equal(ended(turn, day_move(&turn->rq, &move)), 303);
    assert_int_equal(test_number(database, arena_printf(database->arena, "SELECT count(*) FROM booking WHERE on_date = '%s'",
                                                        date_iso(database->arena, date_add_days(today, 8)))), 1);
    turn = visit_with(database, HOT, 7 * MS_PER_DAY + 3, rights);
    assert_int_equal(ended(turn, day_move(&turn->rq, &move)), 409); /* somebody moved it meanwhile */
    move = (struct day_move_in){ane, {1}, 2, VISIT_NEXT_OTHER, DATE_NONE, -1};
    turn = visit_with(database, HOT, 7 * MS_PER_DAY + 4, rights);
    assert_int_equal(ended(turn, day_move(&turn->rq, &move)), 422);
    turn = visit_with(database, NAV, 7 * MS_PER_DAY + 5, rights);
    move = (struct day_move_in){ane, {1}, 2, VISIT_NEXT_TOMORROW, DATE_NONE, -1};
    assert_int_equal(ended(turn, day_move(&turn->rq, &move)), 404); /* another unit's */
}

static struct calendar_others a_viewing(struct request *rq, struct case_id id, enum lang lang, struct date first, struct date last) {
    static struct calendar_other viewing;
    (void)rq, (void)id, (void)lang, (void)last;
    viewing = (struct calendar_other){.name = "Eiendomsenheten", .kind = T_offer_viewing_of_home, .on_date = date_add_days(first, 1), .from_minute = 8 * 60, .to_minute = 8 * 60 + 30};
    return (struct calendar_others){&viewing, 1};
}

/* trace: R-233 */
static void what_else_she_has_stands_in_her_calendar_in_its_place(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct visit_post_in in = usual_form();
    in.next = VISIT_NEXT_TOMORROW;
    in.why = VISIT_WHY_SHOPPING;
    assert_int_equal(post(database, HOT, 10, &in), 303);
    visit_on_her_others(a_viewing);
    struct visit *turn = visit_with(database, HOT, 11, rights);
    turn->rq.form = NULL;
    const char *page = page_of(&turn->rq, who_comes_page(&turn->rq, &(struct who_comes_page_in){ane}));
    visit_on_her_others(NULL);
    has(page, "Eiendomsenheten");
    has(page, "08.00–08.30");
    assert_true(strstr(page, "Eiendomsenheten") < strstr(page, "handling")); /* the viewing comes first that day */
}

/* trace: R-233 R-235 GDPR-6 */
static void her_sheet_and_the_list_of_the_day_say_who_and_why(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct visit_post_in in = usual_form();
    in.next = VISIT_NEXT_TOMORROW;
    in.why = VISIT_WHY_SHOPPING;
    assert_int_equal(post(database, HOT, 10, &in), 303);
    struct visit *turn = visit_with(database, HOT, 11, rights);
    turn->rq.form = NULL;
    const char *page = page_of(&turn->rq, who_comes_page(&turn->rq, &(struct who_comes_page_in){ane}));
    has(page, "handling");
    has(page, "Medarbeider 1");
    turn = visit_with(database, HOT, 12, rights);
    struct reply sheet = who_comes_sheet(&turn->rq, &(struct who_comes_sheet_in){ane});
    assert_memory_equal(sheet.body.data, "%PDF", 4);
    db_abort(turn->db);
    turn = visit_with(database, HOT, MS_PER_DAY, rights);
    turn->rq.form = NULL;
    page = page_of(&turn->rq, visits_today(&turn->rq, &(struct visits_today_in){0, DATE_NONE}));
    has(page, "Ane Solberg");
    has(page, "/besok/ny?avtale=1&amp;liste=1");
    turn = visit_with(database, NAV, MS_PER_DAY + 1, rights);
    turn->rq.form = NULL;
    page = page_of(&turn->rq, visits_today(&turn->rq, &(struct visits_today_in){CALENDAR_WHOSE_UNIT, DATE_NONE}));
    lacks(page, "Ane Solberg");
}

/* trace: R-235 I-14 */
static void putting_right_is_for_the_unit_and_once(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct visit_post_in in = usual_form();
    assert_int_equal(post(database, HOT, 10, &in), 303);
    struct visit_correct_form_in form = {ane, {1}};
    struct visit *turn = visit_with(database, NAV, 11, rights);
    assert_int_equal(visit_correct_form(&turn->rq, &form).status, 404);
    db_abort(turn->db);
    turn = visit_with(database, HOT, 12, rights);
    turn->rq.form = NULL;
    has(page_of(&turn->rq, visit_correct_form(&turn->rq, &form)), "Stryk besøket");
    turn = visit_with(database, HOT, 13, rights);
    assert_int_equal(ended(turn, visit_strike_post(&turn->rq, &(struct visit_strike_post_in){ane, {1}})), 303);
    turn = visit_with(database, HOT, 14, rights);
    assert_int_equal(visit_correct_form(&turn->rq, &form).status, 409);
    db_abort(turn->db);
    has(page_by(database, HOT, 15, rights), "Ingen besøk er skrevet ned");
}

/* trace: R-219 K10 */
static void a_newcomer_who_stands_alone_is_said(void **state) {
    struct test_database *database = *state;
    begun(database);
    static const struct {
        bool contact_new, has_deputy, deputy_new, much;
        enum pairing is;
    } rule[] = {
        {false, false, false, true, PAIRING_FINE}, {true, true, false, true, PAIRING_FINE},   {true, false, false, true, PAIRING_NEEDED},
        {true, true, true, true, PAIRING_NEEDED},  {true, false, false, false, PAIRING_WISE}, {false, true, true, true, PAIRING_FINE},
    };
    for (size_t i = 0; i < sizeof rule / sizeof *rule; i++)
        assert_int_equal(visit_pairing(rule[i].contact_new, rule[i].has_deputy, rule[i].deputy_new, rule[i].much), rule[i].is);
    struct date today = instant_oslo_date(TEST_NOW);
    assert_int_equal(DONE_BY(database, HJE, 10, visit_frame_set(db, staff_of(STAFF_NIGHT), (struct maybe_int){0}, date_add_days(today, 100))), 0);
    assert_int_equal(DONE_BY(database, HOT, 11, roles_choose(db, ane, CASE_ROLE_KIND_PRIMARY_CONTACT, unit_of(HJE), staff_of(STAFF_NIGHT))), 0);
    has(page_by(database, HOT, 12, rights), "Kontakten er ny i arbeidet");
    assert_int_equal(DONE_BY(database, HOT, 13, roles_choose(db, ane, CASE_ROLE_KIND_DEPUTY_CONTACT, unit_of(HJE), staff_of(HJE))), 0);
    lacks(page_by(database, HOT, 14, rights), "Kontakten er ny i arbeidet");
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_words_stand_in_their_zone_and_the_visit_on_the_spine),
        RULE(a_press_is_enough_and_a_refused_form_says_where),
        RULE(the_day_turns_out_another_and_the_visit_is_moved),
        RULE(what_else_she_has_stands_in_her_calendar_in_its_place),
        RULE(her_sheet_and_the_list_of_the_day_say_who_and_why),
        RULE(putting_right_is_for_the_unit_and_once),
        RULE(a_newcomer_who_stands_alone_is_said),
    };
    return run_rules("visit_pages", rules, sizeof rules / sizeof *rules);
}
