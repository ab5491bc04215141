/* The pages of the care of the stock: what each shows and keeps, what a form is told, and which role may open what. */
#include "domain/lease/lease_for_tests.h"
#include "domain/upkeep/upkeep.h"
#include "texts.h"
#include "upkeep_routes.h"
#include "upkeep_sql.h"

static const enum right keeping[] = {RIGHT_DWELLING_SEE, RIGHT_DWELLING_EDIT, RIGHT_UPKEEP_SEE, RIGHT_UPKEEP_WRITE, RIGHT_SITING_SEE, RIGHT_LANDLORD_SEE, 0};
enum { LATER = 60 }; /* days: 6 November 2026 */

/* A page as the property unit reads it. */
#define READ(database, handler, ...)                                                                       \
    ({                                                                                                     \
        struct db *db_ = town_write((database), EIE, LATER * DAY_MS);                                      \
        struct request rq_ = town_request((database), db_, town_session((database), EIE, keeping));        \
        struct reply reply_ = handler(&rq_, &(struct handler##_in){__VA_ARGS__});                          \
        const char *page_ = reply_text((database), reply_);                                                \
        assert_int_equal(reply_.status, 200);                                                              \
        db_abort(db_);                                                                                     \
        page_;                                                                                             \
    })
/* A form sent by the property unit; the error of `field` when it is refused, else 0 and all is kept. */
#define SEND(database, field, handler, ...)                                                                \
    ({                                                                                                     \
        struct visit *visit_ = visit_with((database), EIE, LATER * DAY_MS, keeping);                       \
        struct reply reply_ = handler(&visit_->rq, &(struct handler##_in){__VA_ARGS__});                   \
        text_key why_ = reply_.from_form ? form_error_of(&visit_->form, (field)) : 0;                      \
        if (reply_.from_form) {                                                                            \
            assert_true(why_ != 0);                                                                        \
            db_abort(visit_->db);                                                                          \
        } else {                                                                                           \
            assert_int_equal(reply_.status, 303);                                                          \
            visit_keep(visit_);                                                                            \
        }                                                                                                  \
        why_;                                                                                              \
    })

static void shows(const char *page, const char *text) {
    if (!strstr(page, text)) fail_msg("the page does not show \"%s\"", text);
}

static void town(const struct test_database *database) {
    lease_town(database);
    dwelling_on_move(upkeep_on_move);
    test_script(database, "UPDATE dwelling SET state = 'occupied', state_since = '2026-09-01'");
}

/* trace: R-120 R-122 R-123 R-124 */
static void test_the_standard_is_answered_line_by_line_and_what_is_below_needs_a_plan(void **state) {
    const struct test_database *database = *state;
    town(database);
    const struct profile_dwellings *stock = &organisation_profile()->dwellings;
    size_t n = stock->standard_count;
    const char *items[60], *remarks[60];
    enum standard_answer answers[60];
    for (size_t i = 0; i < n; i++) {
        items[i] = stock->standard[i].code;
        remarks[i] = i ? "" : "Trekk fra vinduet";
        answers[i] = i ? STANDARD_ANSWER_MET : STANDARD_ANSWER_NOT_MET;
    }
    shows(READ(database, upkeep_standard_page, .dwelling = flat), "tørr, tett og varm");
    assert_int_equal(SEND(database, NULL, upkeep_standard_send, .dwelling = flat, .item = {items, n - 1}, .answer = {answers, n - 1}, .remark = {remarks, n - 1}), T_upkeep_standard_changed);
    assert_int_equal(SEND(database, NULL, upkeep_standard_send, .dwelling = flat, .item = {items, n}, .answer = {answers, n}, .remark = {remarks, n}), 0);
    const char *below = READ(database, upkeep_below_page);
    shows(below, "ingen plan");
    shows(below, "8 av 9 krav er i orden");
    shows(READ(database, upkeep_standard_page, .dwelling = flat), "Trekk fra vinduet");
    assert_int_equal(SEND(database, "due_on", upkeep_plan_send, .dwelling = flat, .kind = STOCK_PLAN_UPGRADE, .why = "Nye vinduer", .due_on = date_of(2026, 1, 1)), T_upkeep_plan_past);
    assert_int_equal(SEND(database, NULL, upkeep_plan_send, .dwelling = flat, .kind = STOCK_PLAN_UPGRADE, .why = "Nye vinduer", .due_on = date_of(2027, 3, 1)), 0);
    assert_int_equal(SEND(database, NULL, upkeep_plan_send, .dwelling = flat, .kind = STOCK_PLAN_SELL, .why = "x", .due_on = date_of(2027, 3, 1)), T_upkeep_plan_there);
    shows(READ(database, upkeep_below_page), "Oppgraderes, innen 1. mars 2027");
    assert_int_equal(SEND(database, "outcome", upkeep_plan_move_send, .plan = {1}, .to = PLAN_STATE_DROPPED), T_upkeep_plan_why_dropped);
    assert_int_equal(SEND(database, NULL, upkeep_plan_move_send, .plan = {1}, .to = PLAN_STATE_BEGUN), 0);
    shows(READ(database, upkeep_plans_page), "I gang, innen 1. mars 2027");
}

/* trace: R-121 R-119 */
static void test_what_is_being_done_stands_with_its_days_and_what_is_left(void **state) {
    const struct test_database *database = *state;
    town(database);
    struct db *db = town_write(database, EIE, LATER * DAY_MS);
    assert_int_equal(dwelling_move_to(db, flat, DWELLING_STATE_VACATED, date_of(2026, 9, 2), NULL), ERR_OK);
    audit_add(db, "dwelling_moved", "dwelling", 1, NULL);
    town_commit(db);
    const char *page = READ(database, upkeep_page);
    shows(page, "fristen var 30. september 2026");
    shows(page, "tom i 65 dager");
    shows(READ(database, upkeep_run_page, .run = {1}), "rengjort");
    assert_int_equal(SEND(database, NULL, upkeep_end_send, .run = {1}, .yes = true), T_upkeep_something_left);
    int64_t steps = test_number(database, "SELECT count(*) FROM maintenance_step");
    for (int64_t seq = 1; seq <= steps; seq++)
        assert_int_equal(SEND(database, NULL, upkeep_step_send, .run = {1}, .seq = seq, .not_needed = seq == 2, .cost = {seq == 1, 4000}), 0);
    assert_int_equal(SEND(database, NULL, upkeep_end_send, .run = {1}, .yes = true), 0);
    page = READ(database, upkeep_run_page, .run = {1});
    shows(page, "4000 kr");
    shows(page, "Trengs ikke");
    shows(READ(database, upkeep_page), "(snitt av én siste år)");
}

/* trace: R-143 I-06 */
static void test_a_damage_is_kept_repaired_and_answered_by_who_follows_up(void **state) {
    static const enum right follows[] = {RIGHT_CASE_SEE, RIGHT_DUTY_WRITE, 0};
    const struct test_database *database = *state;
    dwelling_on_move(NULL);
    lease_lives(database);
    assert_int_equal(SEND(database, "seen_on", upkeep_damage_send, .dwelling = flat, .seen_on = date_of(2027, 1, 1), .cause = DAMAGE_CAUSE_WATER, .what = "Lekkasje"), T_dwelling_in_future);
    assert_int_equal(SEND(database, NULL, upkeep_damage_send, .dwelling = flat, .seen_on = date_of(2026, 11, 1), .cause = DAMAGE_CAUSE_CRISIS, .what = "Vinduet er knust", .cost = {true, 9000}, .review = true), 0);
    const char *page = READ(database, upkeep_page);
    shows(page, "Vinduet er knust");
    shows(page, "En vanskelig situasjon");
    assert_null(strstr(page, "Ane"));
    struct visit *visit = visit_with(database, HOT, LATER * DAY_MS, follows);
    struct reply reply = damage_review_page(&visit->rq, &(struct damage_review_page_in){.case_ = ane});
    shows(reply_text(database, reply), "Dette er ikke en straff");
    reply = damage_review_send(&visit->rq, &(struct damage_review_send_in){.case_ = ane, .review = {1}, .outcome = DAMAGE_OUTCOME_MORE_HELP, .words = "Hun vil ha besøk oftere."});
    assert_int_equal(reply.status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'look_after_damage' AND done_at IS NULL"), 0);
    visit = visit_with(database, EIE, LATER * DAY_MS, follows);
    reply = damage_review_page(&visit->rq, &(struct damage_review_page_in){.case_ = ane});
    assert_null(strstr(reply_text(database, reply), "besøk oftere"));
    assert_int_equal(damage_review_send(&visit->rq, &(struct damage_review_send_in){.case_ = ane, .review = {1}, .outcome = DAMAGE_OUTCOME_DECLINED, .words = "x"}).status, 403);
    db_abort(visit->db);
    assert_int_equal(SEND(database, NULL, upkeep_repaired_send, .damage = {1}, .on = date_of(2026, 10, 1), .cost = {0}), T_upkeep_repaired_wrong);
    assert_int_equal(SEND(database, NULL, upkeep_repaired_send, .damage = {1}, .on = date_of(2026, 11, 5), .cost = {true, 9500}), 0);
    shows(READ(database, upkeep_page), "9\u00a0500 kr");
}

/* trace: R-148 R-150 R-151 R-138 R-149 R-134 */
static void test_homes_to_come_say_how_they_are_followed_up_and_stand_in_a_years_plan(void **state) {
    const struct test_database *database = *state;
    town(database);
    struct acquisition_new_send_in in = {.kind = ACQUIRE_KIND_BUILD, .name = "Tre småhus", .homes = 4, .courtyard = true, .plan_year = 2027, .cost = {true, 9800000},
                                         .follow_up = "Boteamet kommer når hun vil, også om kvelden.", .standard = BUILD_STANDARD_HIGHER, .standard_why = "Tåler mer"};
    struct visit *visit = visit_with(database, EIE, LATER * DAY_MS, keeping);
    assert_true(acquisition_new_send(&visit->rq, &in).from_form);
    assert_int_equal(form_error_of(&visit->form, "courtyard"), T_acquisition_courtyard_size);
    db_abort(visit->db);
    visit = visit_with(database, EIE, LATER * DAY_MS, keeping);
    in.homes = 3;
    assert_int_equal(acquisition_new_send(&visit->rq, &in).status, 303);
    visit_keep(visit);
    assert_int_equal(SEND(database, "state", acquisition_move_send, .acquisition = {1}, .version = 1, .state = ACQUIRE_STATE_DELIVERED, .plan_year = 2027), T_field_choice);
    assert_int_equal(SEND(database, NULL, acquisition_move_send, .acquisition = {1}, .version = 1, .state = ACQUIRE_STATE_IN_PLAN, .plan_year = 2028), 0);
    const char *page = READ(database, acquisition_page, .acquisition = {1});
    shows(page, "Boteamet kommer når hun vil");
    shows(page, "Høyere enn vanlig");
    test_script(database, "INSERT INTO dwelling_cluster (name, kind) VALUES ('Tollåsenga', 'neighbourhood'); UPDATE dwelling SET cluster_id = 1");
    assert_int_equal(SEND(database, "until_year", rehabilitation_send, .lift_name = "Tollåsenga løftes", .cluster = {1}, .from_year = 2026, .until_year = 2025, .lift_what = "x"), T_upkeep_years_turned);
    assert_int_equal(SEND(database, NULL, rehabilitation_send, .lift_name = "Tollåsenga løftes", .cluster = {1}, .from_year = 2025, .until_year = 2028, .lift_what = "Bad og uteområde"), 0);
    assert_int_equal(SEND(database, NULL, rehabilitation_home_send, .rehabilitation = {1}, .dwelling = flat, .on = date_of(2026, 11, 1)), 0);
    assert_int_equal(SEND(database, NULL, rehabilitation_outdoor_send, .rehabilitation = {1}, .outdoor_on = date_of(2026, 11, 2)), 0);
    shows(READ(database, rehabilitation_page, .rehabilitation = {1}), "1 av 2 boliger er rustet opp (50 %)");
    page = READ(database, upkeep_plans_page);
    shows(page, "<b>50 %</b>");
    shows(page, "<b>100 %</b>");
    shows(page, "Bygge, 3 boliger, plan for 2028");
}

/* trace: R-144 I-15 */
static void test_what_is_lacking_is_counted_and_few_are_not_told(void **state) {
    const struct test_database *database = *state;
    town(database);
    shows(READ(database, upkeep_plans_page), "Mangler egnet bolig</dt><dd><b>0</b>");
    test_script(database, "INSERT INTO housing_application (case_id, person_id, kind, way, status, list_type, received_on, adults, children, registered_unit, registered_at, registered_by, changed_at,"
                          " changed_by, version) VALUES (1, 1, 'new_home', 'desk', 'registered', 'ordinary', '2026-09-07', 1, 0, 1, 1, 1, 1, 1, 1);"
                          "UPDATE housing_application SET status = 'assessed'; UPDATE housing_application SET status = 'to_meeting'; UPDATE housing_application SET status = 'approved'");
    const char *page = READ(database, upkeep_plans_page);
    shows(page, "Mangler egnet bolig</dt><dd><b>1–4</b>");
}

/* trace: R-131 R-132 R-135 */
static void test_a_siting_goes_by_what_has_happened_and_a_problem_is_about_a_place(void **state) {
    const struct test_database *database = *state;
    town(database);
    assert_int_equal(SEND(database, NULL, siting_new_send, .place = "Skogvegen 3", .houses = 2), 0);
    assert_int_equal(SEND(database, "kind", siting_step_send, .siting = {1}, .kind = SITING_KIND_MOVED_ON, .on = date_of(2026, 11, 1), .what = "x"), T_siting_not_yet);
    assert_int_equal(SEND(database, NULL, siting_step_send, .siting = {1}, .kind = SITING_KIND_NEIGHBOUR_TOLD, .on = date_of(2026, 11, 1), .what = "Brev til fire naboer om huset"), 0);
    const char *page = READ(database, siting_page, .siting = {1});
    shows(page, "Naboene er varslet");
    shows(page, "blir lett stemplet av adressen");
    shows(READ(database, siting_list_page), "Skogvegen 3");
    test_script(database, "INSERT INTO dwelling_cluster (name, kind) VALUES ('Tollåsenga', 'neighbourhood')");
    assert_int_equal(SEND(database, NULL, problem_send, .cluster = {1}, .problem = PROBLEM_KIND_UNWANTED_VISITS, .seen_on = date_of(2026, 11, 1), .what = "Fremmede i oppgangen om natten"), 0);
    shows(READ(database, upkeep_page), "Ett problem");
    assert_int_equal(SEND(database, NULL, problem_close_send, .cluster = {1}, .problem = {1}, .done = "Ny lås i oppgangen"), 0);
    shows(READ(database, upkeep_page), "Ingen åpne problemer.");
}

/* trace: R-140 */
static void test_a_landlord_has_agreements_and_a_log_of_talks(void **state) {
    const struct test_database *database = *state;
    town(database);
    assert_int_equal(SEND(database, NULL, landlord_new_send, .name = "Havna Eiendom", .phone = "00 00 00 00"), 0);
    assert_int_equal(SEND(database, "name", landlord_new_send, .name = "Havna Eiendom"), T_dwelling_name_taken);
    assert_int_equal(SEND(database, "until", landlord_agreement_send, .landlord = {1}, .agreed = "To hybler", .homes = 2, .from = date_of(2026, 11, 1), .until = date_of(2026, 10, 1)), T_upkeep_ends_before);
    assert_int_equal(SEND(database, NULL, landlord_agreement_send, .landlord = {1}, .agreed = "To hybler", .homes = 2, .from = date_of(2026, 11, 1), .until = date_of(2026, 12, 31)), 0);
    assert_int_equal(SEND(database, NULL, landlord_talk_send, .landlord = {1}, .kind = CONTACT_KIND_PHONE, .on = date_of(2026, 11, 4), .what = "Har en leilighet ledig fra jul"), 0);
    const char *page = READ(database, landlord_page, .landlord = {1});
    shows(page, "Har en leilighet ledig fra jul");
    shows(page, "til 31. desember 2026");
    shows(READ(database, landlord_list_page), "2 boliger i avtale");
}

static bool may(enum staff_role role, enum right right) {
    struct session session = {0};
    organisation_role_rights(role, session.rights);
    return session_may(&session, right);
}

/* trace: R-132 R-133 I-06 */
static void test_who_may_open_what(void **state) {
    (void)state;
    assert_true(may(STAFF_ROLE_PROPERTY, RIGHT_SITING_SEE));
    assert_false(may(STAFF_ROLE_ALLOCATOR, RIGHT_SITING_SEE) || may(STAFF_ROLE_UNIT_LEADER, RIGHT_SITING_SEE) || may(STAFF_ROLE_AUTHORITY, RIGHT_SITING_SEE));
    assert_false(may(STAFF_ROLE_PROPERTY, RIGHT_CONCENTRATION_SEE));
    assert_true(may(STAFF_ROLE_ALLOCATOR, RIGHT_CONCENTRATION_SEE) && may(STAFF_ROLE_AUTHORITY, RIGHT_CONCENTRATION_SEE));
    assert_true(may(STAFF_ROLE_UNIT_LEADER, RIGHT_UPKEEP_SEE) && !may(STAFF_ROLE_UNIT_LEADER, RIGHT_UPKEEP_WRITE));
    assert_false(may(STAFF_ROLE_PEER, RIGHT_DWELLING_SEE));
}

/* trace: R-133 R-136 R-137 I-15 */
static void test_concentration_is_a_rough_share_with_a_warning_and_nothing_under_five(void **state) {
    const struct test_database *database = *state;
    static const enum right deciding[] = {RIGHT_CONCENTRATION_SEE, RIGHT_DWELLING_SEE, 0};
    town(database);
    test_script(database, "INSERT INTO dwelling_cluster (name, kind) VALUES ('Tunet', 'courtyard'), ('Lia', 'building'), ('Haugen', 'building');"
                          "INSERT INTO cluster_tally (cluster_id, residents, active) VALUES (1, 3, 2), (2, 20, 11), (3, 20, 5)");
    struct db *db = town_write(database, HOT, LATER * DAY_MS);
    struct request rq = town_request(database, db, town_session(database, HOT, deciding));
    const char *page = reply_text(database, concentration_page(&rq, &(struct concentration_page_in){}));
    db_abort(db);
    shows(page, "for få til å vises");
    shows(page, "omtrent 60 prosent");
    shows(page, "omtrent 30 prosent");
    shows(page, "tilby heller noe annet sted");
    assert_null(strstr(page, ">11<"));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(test_the_standard_is_answered_line_by_line_and_what_is_below_needs_a_plan),
        RULE(test_what_is_being_done_stands_with_its_days_and_what_is_left),
        RULE(test_a_damage_is_kept_repaired_and_answered_by_who_follows_up),
        RULE(test_homes_to_come_say_how_they_are_followed_up_and_stand_in_a_years_plan),
        RULE(test_what_is_lacking_is_counted_and_few_are_not_told),
        RULE(test_a_siting_goes_by_what_has_happened_and_a_problem_is_about_a_place),
        RULE(test_a_landlord_has_agreements_and_a_log_of_talks),
        RULE_ON(ON_SQLITE, test_who_may_open_what),
        RULE(test_concentration_is_a_rough_share_with_a_warning_and_nothing_under_five),
    };
    return run_rules("upkeep_pages", rules, sizeof rules / sizeof *rules);
}
