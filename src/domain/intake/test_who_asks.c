/* Whoever asks is met as she is: the young are offered the youth team, whoever moved here is counted and not weighed, help with the form is on
 * record beside her own signature, and a team on the spot needs nothing but a name. On both databases. */
#include "domain/intake/pages.h"
#include "domain/work/town_for_tests.h"
#include "intake_routes.h"
#include "intake_sql.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_CONTACT_CREATE, RIGHT_CONTACT_ROUTE, RIGHT_CONSENT_REGISTER, 0};

static struct person_id born_on(const struct test_database *database, struct date born) {
    struct db *db = town_write(database, HOT, 500);
    struct person_id person = {0};
    const struct person_new new_person = {
        .given_name = "Ane", .family_name = "Berg", .born = born, .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
    assert_int_equal(person_create(db, &new_person, &person), ERR_OK);
    audit_add(db, "person_made", "person", person.v, NULL);
    town_commit(db);
    return person;
}

static struct contact_id registered(const struct test_database *database, int unit, const struct contact_new *contact) {
    struct db *db = town_write(database, unit, 1000);
    struct contact_id id = intake_register(db, contact);
    town_commit(db);
    return id;
}

static struct contact_new asking(struct person_id person) {
    return (struct contact_new){
        .person = person, .channel = CHANNEL_COUNTER, .sender = SENDER_PERSON, .what = "Trenger et sted å bo.", .asks_housing = true};
}

/* The page of a contact as HOT's worker has it. */
static struct contact_view view_of(const struct test_database *database, struct contact_id id) {
    struct contact_view view = {0};
    struct visit *visit = visit_with(database, HOT, 2000, rights);
    assert_true(contact_view_of(&visit->rq, id, &view));
    db_abort(visit->db);
    return view;
}

static void with_a_youth_team(bool planned) {
    static struct profile profile;
    static struct profile_unit team;
    team = (struct profile_unit){
        .code = "RUS", .name = {.nb = "Ungdomsteamet", .nn = "Ungdomsteamet"}, .does = PROFILE_TASK(YOUTH_TEAM), .planned = planned};
    profile = *organisation_profile();
    profile.units = &team;
    profile.units_count = 1;
    organisation_set_profile(&profile);
}

/* trace: R-022 */
static void the_youth_team_is_offered_to_who_is_under_twenty_five_and_nobody_else(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    with_a_youth_team(false);
    struct contact_new young = asking(born_on(database, date_of(2001, 9, 8))), older = asking(born_on(database, date_of(2001, 9, 7)));
    struct contact_new unknown = asking(born_on(database, DATE_NONE));
    struct contact_id id = registered(database, HOT, &young);
    assert_string_equal(view_of(database, id).youth_team, "Ungdomsteamet"); /* 24, and 25 tomorrow */
    assert_null(view_of(database, id).youth_path);                          /* nobody is told before there is a case and she is asked */
    assert_null(view_of(database, registered(database, HOT, &older)).youth_team);
    assert_null(view_of(database, registered(database, HOT, &unknown)).youth_team);
    struct db *db = town_write(database, HOT, 1500);
    assert_int_equal(intake_route(db, id, unit_of(RUS)), ERR_OK);
    town_commit(db);
    assert_null(view_of(database, id).youth_team); /* it has her */
    with_a_youth_team(true);
    assert_null(view_of(database, registered(database, HOT, &young)).youth_team); /* a team that is not there yet is not offered */
}

/* trace: R-023 I-15 */
static void why_she_moved_here_is_counted_and_opens_or_closes_no_door(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct contact_new near = asking(born_on(database, date_of(1990, 1, 1))), plain = near;
    near.moved_reason = MOVED_REASON_NEAR_HOSPITAL;
    struct db *db = town_write(database, HOT, 900);
    assert_int_equal(intake_door(db, &near, unit_of(HOT)).v, intake_door(db, &plain, unit_of(HOT)).v);
    db_abort(db);
    for (int i = 0; i < 3; i++) registered(database, HOT, &near);
    for (int i = 0; i < 6; i++) registered(database, HOT, &plain);
    assert_int_equal(test_number(database, "SELECT count(DISTINCT reply_due) FROM contact"), 1);
    struct contact_number_kinds_row kinds;
    struct visit *visit = visit_with(database, HOT, 3000, rights);
    assert_true(contact_number_kinds(visit->db, (struct instant){0}, db_now(visit->db), date_of(2002, 1, 1), &kinds));
    assert_int_equal(kinds.n, 9);
    assert_int_equal(kinds.near_hospital, 3);
    const char *page = reply_text(database, contact_numbers_page(&visit->rq, &(struct contact_numbers_page_in){}));
    assert_non_null(strstr(page, "1–4")); /* three is too few to be shown */
    db_abort(visit->db);
}

/* trace: R-008 */
static void who_helped_with_the_form_is_on_record_and_she_signs_herself(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct contact_new helped = asking(born_on(database, date_of(1990, 1, 1)));
    helped.filled_in = true;
    struct contact_view view = view_of(database, registered(database, HOT, &helped));
    assert_true(view.filled_in && !view.signed_);
    assert_string_equal(view.received_by, "Medarbeider 1");
    helped.signed_ = true;
    view = view_of(database, registered(database, HOT, &helped));
    assert_true(view.filled_in && view.signed_);
}

/* trace: R-005 R-002 */
static void a_team_on_the_spot_has_her_case_at_once_with_no_more_than_a_name(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct contact_new met = asking(born_on(database, DATE_NONE));
    met.channel = CHANNEL_STREET;
    met.without_home_tonight = true;
    struct contact_id contact = registered(database, RUS, &met);
    assert_int_equal(
        test_number(database,
                    "SELECT count(*) FROM contact WHERE without_home_tonight = 1 AND routed_unit = 5 AND route_due = '2026-09-07'"),
        1);
    struct db *db = town_write(database, RUS, 1100);
    struct case_id id = {0};
    struct case_brief brief;
    assert_int_equal(intake_open_case(db, contact, unit_of(RUS), staff_of(RUS), &id), ERR_OK);
    assert_true(work_case(db, id, &brief));
    assert_int_equal(brief.holder_unit.v, RUS);
    town_commit(db);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(the_youth_team_is_offered_to_who_is_under_twenty_five_and_nobody_else),
        RULE(why_she_moved_here_is_counted_and_opens_or_closes_no_door),
        RULE(who_helped_with_the_form_is_on_record_and_she_signs_herself),
        RULE(a_team_on_the_spot_has_her_case_at_once_with_no_more_than_a_name),
    };
    return run_rules("who asks", rules, sizeof rules / sizeof *rules);
}
