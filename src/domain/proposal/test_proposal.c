/* The proposal: exactly by priority, asked where it is not known, explained without names, decided by people, kept and replayed. */
#include "domain/meeting/meeting_for_tests.h"
#include "domain/proposal/proposal_for_tests.h"
#include "proposal_routes.h"
#include "texts.h"

static const struct proposal *computed(const struct test_database *database, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    const struct proposal *proposal = proposal_compute(db, LIST_TYPE_ORDINARY, date_of(2026, 9, 7));
    db_abort(db);
    assert_non_null(proposal);
    return proposal;
}
static int64_t has_home(const struct proposal *proposal, int application) {
    int32_t i = proposal_applicant_index(proposal, (struct housing_application_id){application});
    return i < 0 ? -1 : proposal_home(proposal, proposal->result.answers[i].dwelling).v;
}

/* trace: R-182 R-187 R-176 I-11 A7 */
static void who_comes_first_is_housed_first_and_wishes_only_decide_where(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    test_script(database, "INSERT INTO dwelling_area (id, name) VALUES (1, 'Spjelkavik'), (2, 'Sentrum')");
    home(database, 1, "1", ", area_id = 1");
    home(database, 2, "1", ", area_id = 2");
    struct db *db = town_write(database, HOT, 100);
    application_wish_of_file(db, (struct housing_application_id){SIV}, WISH_KIND_AREA, "sentrum");
    application_wish_of_file(db, (struct housing_application_id){KARI}, WISH_KIND_NOT_AREA, "Sentrum");
    application_wish_of_file(db, (struct housing_application_id){JONAS}, WISH_KIND_AREA, "Sentrum"); /* a wish never counts for who */
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    const struct proposal *proposal = computed(database, 101);
    assert_int_equal(has_home(proposal, SIV), 2);   /* homeless: always first, and where she wishes */
    assert_int_equal(has_home(proposal, KARI), 1);  /* has waited longest of the others */
    assert_int_equal(has_home(proposal, JONAS), 0);
    assert_int_equal(proposal->result.n_refused, 1);
}

/* trace: R-145 R-185 R-193 K6 */
static void what_is_not_known_is_asked_and_a_house_that_asks_for_abstinence_is_proposed_to_nobody(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "NULL", "");
    home(database, 2, "1", ", shared = 1, abstinence_required = 1");
    home(database, 3, "4", "");
    const struct proposal *proposal = computed(database, 100);
    assert_int_equal(proposal->result.n_housed, 0);
    assert_int_equal(proposal->n_homes, 3);
    assert_int_equal(proposal_home_index(proposal, (struct dwelling_id){1}), -1);
    int32_t siv = proposal_applicant_index(proposal, (struct housing_application_id){SIV});
    assert_true(allocation_judge_pair(&proposal->result, siv, proposal_home_index(proposal, (struct dwelling_id){2})).failed & 1u << ALLOCATION_RULE_DEMAND);
    assert_true(allocation_judge_pair(&proposal->result, siv, proposal_home_index(proposal, (struct dwelling_id){3})).failed & 1u << ALLOCATION_RULE_ROOMS_MANY);
    assert_null(strstr(proposal->instance, "Siv")); /* no name, no word of anyone's */
    struct visit *visit = visit_with(database, HOT, 101, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY, .home = {1}}));
    assert_non_null(strstr(page, "Det er ikke kjent hvor mange soverom"));
    db_abort(visit->db);
    visit = visit_with(database, HOT, 102, allocating);
    page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY, .home = {2}}));
    assert_non_null(strstr(page, "Huset krever rusfrihet"));
    db_abort(visit->db);
}

/* trace: R-182 R-187 R-177 */
static void another_than_the_one_proposed_needs_a_reason_and_a_dwelling_is_given_once(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    assert_int_equal(pick(database, 1, JONAS, NULL, 100), PROPOSAL_WHY_MISSING);
    assert_int_equal(pick(database, 1, SIV, NULL, 101), PROPOSAL_FINE);
    assert_int_equal(pick(database, 1, KARI, "Hun kan ta den i dag.", 102), PROPOSAL_TAKEN);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_pick WHERE proposed = 1 AND place = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM housing_application WHERE id = 1 AND status = 'offered'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'offered'"), 1);
    assert_non_null(test_try(database, "UPDATE allocation_pick SET proposed = 0"));
    home(database, 2, "1", "");
    assert_int_equal(pick(database, 2, JONAS, "Kari har selv sagt at hun vil vente.", 103), PROPOSAL_FINE);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_pick WHERE proposed = 0"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM application_words WHERE about = 'choice'"), 1);
}

static int takes_more_than_a_pick(struct db *db, const struct proposal_picked *picked) {
    (void)db;
    (void)picked;
    return PROPOSAL_FORCED;
}
static int next_in_line_cannot(struct db *db, const struct proposal_picked *picked) {
    (void)db;
    (void)picked;
    return PROPOSAL_RESERVE_CANNOT;
}

/* trace: R-201 */
static void where_a_pick_is_not_enough_nothing_is_given_and_it_is_said_where_to_go(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    proposal_on_pick(next_in_line_cannot);
    assert_int_equal(pick(database, 1, SIV, NULL, 99), PROPOSAL_RESERVE_CANNOT);
    proposal_on_pick(takes_more_than_a_pick);
    int said = pick(database, 1, SIV, NULL, 100);
    proposal_on_pick(NULL);
    assert_int_equal(said, PROPOSAL_FORCED);
    assert_null(proposal_fault_text(said).field);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_pick"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'ready'"), 1);
    assert_int_equal(pick(database, 1, SIV, NULL, 110), PROPOSAL_FINE);
}

static int all(const struct test_database *database, const char *seen, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    if (!seen) seen = proposal_mark_seen(database->arena, proposal_compute(db, LIST_TYPE_ORDINARY, instant_oslo_date(db_now(db))));
    int said = proposal_pick_all(db, LIST_TYPE_ORDINARY, seen);
    if (said) db_abort(db);
    else town_commit(db);
    return said;
}
static int third_is_gone(struct db *db, const struct proposal_picked *picked) {
    (void)db;
    return picked->dwelling.v == 3 ? -1 : PROPOSAL_FINE;
}

/* trace: R-182 R-187 I-11 I-14 */
static void all_are_given_as_they_were_seen_in_one_step_or_none_of_them(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    for (int i = 1; i <= 3; i++) home(database, i, "1", "");
    struct visit *visit = visit_with(database, HOT, 90, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY}));
    const char *mark = strstr(page, "name=\"seen\" value=\"");
    assert_non_null(mark);
    const char *seen = arena_strndup(database->arena, mark + strlen("name=\"seen\" value=\""), 16);
    db_abort(visit->db);
    visit = visit_with(database, HOT, 91, allocating);
    assert_int_equal(proposal_pick_all_send(&visit->rq, &(struct proposal_pick_all_send_in){LIST_TYPE_ORDINARY, seen, false}).status, 422);
    db_abort(visit->db);
    home(database, 4, "2", ""); /* vacant since: another proposal than the one they agreed on */
    assert_int_equal(all(database, seen, 92), PROPOSAL_NOT_AS_SEEN);
    proposal_on_pick(third_is_gone);
    assert_int_equal(all(database, NULL, 93), PROPOSAL_TAKEN);
    proposal_on_pick(NULL);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_pick"), 0);
    assert_int_equal(all(database, NULL, 94), PROPOSAL_FINE);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_proposal"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_pick WHERE proposed = 1 AND place > 0"), PEOPLE);
    assert_int_equal(count(database, "SELECT count(*) FROM housing_application WHERE status = 'offered'"), PEOPLE);
    assert_int_equal(all(database, NULL, 95), PROPOSAL_NOT_FOUND); /* nobody is left */
    struct db *db = town_write(database, HOT, 96);
    assert_true(proposal_replays(db, (struct allocation_proposal_id){count(database, "SELECT max(id) FROM allocation_proposal")}));
    db_abort(db);
}

/* trace: I-11 I-14 R-182 MODEL-6.4-10 */
static void what_was_kept_gives_the_same_answer_after_the_rules_the_facts_and_the_stock_have_changed(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    home(database, 2, "2", "");
    int64_t hers = has_home(computed(database, 99), SIV);
    assert_int_equal(pick(database, (int)hers, SIV, NULL, 100), PROPOSAL_FINE);
    struct profile *changed = NULL;
    const char *reason = "";
    assert_int_equal(profile_load("profiles/kristiansund.yaml", database->arena, &changed, &reason), ERR_OK);
    changed->allocation.decided_by = "HOT";
    organisation_set_profile(changed);
    struct db *db = town_write(database, HOT, 101);
    assert_int_equal(application_fact(db, NULL, (struct case_id){2}, &(struct application_known){CRITERION_NEED, {true, 1}, FACT_SOURCE_SAID, NULL}), 0);
    town_commit(db);
    test_script(database, "UPDATE dwelling SET bedrooms = 5");
    db = town_write(database, HOT, 102);
    assert_true(proposal_replays(db, (struct allocation_proposal_id){1}));
    db_abort(db);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_proposal WHERE rules_version = '1' AND housed = 2"), 1);
    assert_non_null(test_try(database, "UPDATE allocation_proposal SET result = ''"));
    assert_non_null(test_try(database, "DELETE FROM allocation_proposal"));
    struct visit *visit = visit_with(database, HOT, 103, allocating);
    const char *page = reply_text(database, proposal_kept_page(&visit->rq, &(struct proposal_kept_page_in){{1}}));
    assert_non_null(strstr(page, "Samme svar"));
    db_abort(visit->db);
}

static int change(const struct test_database *database, const struct proposal_change *made, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    struct application application;
    struct request rq = town_request(database, db, town_session(database, HOT, NULL));
    const struct access *access = NULL;
    if (application_read(db, made->application, &application)) access = secrecy_open(&rq, application.case_, ZONE_BIT(ZONE_HOUSING), "proposal");
    int said = proposal_override(db, access, made);
    if (said) db_abort(db);
    else town_commit(db);
    return said;
}

/* trace: R-182 R-187 R-137 R-136 */
static void what_people_decide_is_obeyed_the_rest_is_proposed_again_and_who_gains_and_loses_is_said(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    test_script(database, "INSERT INTO dwelling_cluster (id, name, kind) VALUES (1, 'Solbakken', 'building')");
    home(database, 1, "1", ", cluster_id = 1");
    home(database, 2, "1", ", cluster_id = 1");
    struct proposal_change fix = {.list = LIST_TYPE_ORDINARY, .kind = OVERRIDE_KIND_FIX, .application = {JONAS}, .dwelling = {1}};
    assert_int_equal(change(database, &fix, 100), PROPOSAL_WHY_MISSING);
    fix.why = "Han må være nær skolen til barna.";
    assert_int_equal(change(database, &fix, 101), PROPOSAL_FINE);
    assert_int_equal(change(database, &fix, 102), PROPOSAL_FIXED_ALREADY);
    const struct proposal *proposal = computed(database, 103);
    assert_int_equal(has_home(proposal, JONAS), 1);
    assert_int_equal(has_home(proposal, SIV), 2);
    struct visit *visit = visit_with(database, HOT, 104, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY, .home = {2}}));
    assert_non_null(strstr(page, "Jonas Solberg får en bolig"));
    assert_non_null(strstr(page, "Kari Solberg får ikke bolig"));
    db_abort(visit->db);
    struct proposal_change limit = {.list = LIST_TYPE_ORDINARY, .kind = OVERRIDE_KIND_LIMIT, .cluster = {1}};
    assert_int_equal(change(database, &limit, 105), PROPOSAL_VALUE_MISSING);
    limit.value = (struct maybe_int){true, 1};
    assert_int_equal(change(database, &limit, 106), PROPOSAL_FINE);
    proposal = computed(database, 107);
    assert_int_equal(proposal->result.n_housed + proposal->result.n_fixed, 1);
    struct db *db = town_write(database, HOT, 108);
    assert_int_equal(proposal_override_undo(db, (struct proposal_override_id){1}), PROPOSAL_FINE);
    assert_int_equal(proposal_override_undo(db, (struct proposal_override_id){1}), PROPOSAL_NOT_FOUND);
    town_commit(db);
    assert_int_equal(has_home(computed(database, 109), JONAS), 0);
    struct proposal_change close = {.list = LIST_TYPE_ORDINARY, .kind = OVERRIDE_KIND_CLOSE, .dwelling = {2}, .held = OVERRIDE_WHY_EMERGENCY};
    assert_int_equal(change(database, &close, 110), PROPOSAL_FINE);
    assert_int_equal(has_home(computed(database, 111), SIV), 1);
}

/* trace: R-182 R-187 R-189 R-192 */
static void each_applicant_is_told_the_smallest_true_reason_and_what_would_change_it_and_no_name(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    struct visit *visit = visit_with(database, HOT, 100, allocating);
    const char *page = reply_text(database, proposal_case_page(&visit->rq, &(struct proposal_case_page_in){{3}})); /* Jonas */
    assert_non_null(strstr(page, "Ingen bolig nå"));
    assert_non_null(strstr(page, "Én ledig bolig passer"));
    assert_non_null(strstr(page, "Den gikk til en søker på plass 1 eller foran."));
    assert_non_null(strstr(page, "boliger til av samme slag, for noen står foran.")); /* Kari has waited longer */
    assert_null(strstr(page, "Siv"));
    assert_null(strstr(page, "Kari"));
    db_abort(visit->db);
    visit = visit_with(database, HOT, 101, allocating);
    page = reply_text(database, proposal_case_page(&visit->rq, &(struct proposal_case_page_in){{2}})); /* Siv */
    assert_non_null(strstr(page, "Foreslås en bolig"));
    assert_non_null(strstr(page, "Er uten bolig"));
    db_abort(visit->db);
}

/* trace: R-183 I-04 I-05 */
static void the_page_is_for_who_decides_and_sits_in_the_meeting_and_reading_is_logged(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    struct visit *visit = visit_with(database, RUS, 100, allocating);
    assert_int_equal(proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY}).status, 403);
    db_abort(visit->db);
    visit = visit_with(database, HOT, 101, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY}));
    assert_non_null(strstr(page, "Hvorfor Siv Solberg er foreslått"));
    assert_non_null(strstr(page, "Blir svaret nei, er Kari Solberg neste."));
    visit_keep(visit);
    visit = visit_with(database, NAV, 102, allocating); /* sits in the meeting, decides nothing */
    page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY}));
    assert_null(strstr(page, "Tildel til valgt søker"));
    assert_null(strstr(page, "Er uten bolig. ")); /* her case is not open for Nav */
    db_abort(visit->db);
}

/* The cells of one person's row, or NULL. */
static const char *row_of(const char *page, const char *who) {
    const char *at = strstr(page, who);
    return at && strstr(at, "</tr>") ? at : NULL;
}

/* trace: R-182 I-11 I-04 */
static void other_rules_are_tried_on_the_list_of_today_both_ways_and_nothing_is_kept(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    struct proposal_rules_page_in none = {.list = LIST_TYPE_ORDINARY};
    struct visit *visit = visit_with(database, HOT, 100, allocating);
    const char *page = reply_text(database, proposal_rules_page(&visit->rq, &none));
    assert_non_null(strstr(page, "Endre reglene, og se hva de gjør."));
    assert_non_null(strstr(page, "value=\"10\"")); /* the rules in force stand in the fields */
    db_abort(visit->db);
    /* Nobody is always first: Kari, who has waited longest, is proposed the home instead of Siv. */
    struct proposal_rules_page_in waiting = {.list = LIST_TYPE_ORDINARY, .try = true, .residence = {true, 10}, .years = {true, 2}};
    visit = visit_with(database, HOT, 101, allocating);
    page = reply_text(database, proposal_rules_page(&visit->rq, &waiting));
    assert_non_null(strstr(row_of(page, "Kari Solberg"), "Får forslag"));
    assert_non_null(strstr(row_of(page, "Siv Solberg"), "Mister forslag"));
    assert_non_null(strstr(page, "Lenger fram</dt><dd class=\"f-number\">2<"));
    assert_non_null(strstr(page, "Lenger bak</dt><dd class=\"f-number\">1<"));
    db_abort(visit->db);
    /* The same rules as today move nobody. */
    const char *first[] = {"homelessness", "children", "released_from_prison"};
    struct proposal_rules_page_in same = waiting;
    same.first.v = first;
    same.first.n = 3;
    visit = visit_with(database, HOT, 102, allocating);
    page = reply_text(database, proposal_rules_page(&visit->rq, &same));
    assert_non_null(strstr(page, "Reglene flytter ingen."));
    db_abort(visit->db);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_proposal"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM proposal_override"), 0);
    /* A unit of the meeting that works with none of them sees numbers, and a unit outside it nothing. */
    visit = visit_with(database, NAV, 103, allocating);
    page = reply_text(database, proposal_rules_page(&visit->rq, &waiting));
    assert_null(strstr(page, "Solberg"));
    assert_non_null(strstr(page, "Søker nr. 3"));
    db_abort(visit->db);
    visit = visit_with(database, RUS, 104, allocating);
    assert_int_equal(proposal_rules_page(&visit->rq, &waiting).status, 403);
    db_abort(visit->db);
}

/* trace: R-182 R-175 I-11 */
static void a_later_version_of_the_profile_is_tried_before_its_day(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    struct profile *profile = NULL;
    const char *reason = "";
    assert_int_equal(profile_load("profiles/alesund.yaml", database->arena, &profile, &reason), ERR_OK);
    profile->allocation.decided_by = "HOT";
    struct profile_rules *versions = arena_array(database->arena, 2, sizeof *versions);
    versions[0] = profile->allocation.rules[0];
    versions[1] = versions[0];
    versions[1].version = "2";
    versions[1].from = "2027-01-01";
    versions[1].always_first_count = 0;
    profile->allocation.rules = versions;
    profile->allocation.rules_count = 2;
    organisation_set_profile(profile);
    struct visit *visit = visit_with(database, HOT, 100, allocating);
    const char *page = reply_text(database, proposal_rules_page(&visit->rq, &(struct proposal_rules_page_in){.list = LIST_TYPE_ORDINARY, .version = "2"}));
    assert_non_null(strstr(row_of(page, "Kari Solberg"), "Får forslag"));
    assert_non_null(strstr(page, "version=2\" aria-current=\"true\""));
    db_abort(visit->db);
    assert_int_equal(has_home(computed(database, 101), SIV), 1); /* today's are in force */
}

/* ── neighbourhoods ───────────────────────────────────────────────────── */

static void ground_confirmed(void) {
    struct profile *profile = (struct profile *)(uintptr_t)organisation_profile();
    profile->allocation.mark_ground = "kommunestyret, sak 12/26";
    profile->allocation.cluster_warning_percent = 40;
}
static void counts_one(const struct test_database *database, int application) {
    test_script(database, arena_printf(database->arena, "INSERT INTO household_mark (application_id, case_id, active, at, by_staff) VALUES (%d, %d, 1, 1, 1)", application, application + 1));
}

/* trace: R-136 R-137 A9 */
static void homes_by_themselves_are_preferred_and_say_nothing_of_a_wish(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    test_script(database, "INSERT INTO dwelling_cluster (id, name, kind) VALUES (1, 'Solbakken', 'building')");
    for (int i = 1; i <= 3; i++) home(database, i, "1", ", cluster_id = 1");
    for (int i = 4; i <= 5; i++) home(database, i, "1", "");
    const struct proposal *proposal = computed(database, 100);
    assert_int_equal(proposal->result.n_housed, 3);
    assert_true(proposal->result.holders[proposal_home_index(proposal, (struct dwelling_id){4})] >= 0);
    assert_true(proposal->result.holders[proposal_home_index(proposal, (struct dwelling_id){5})] >= 0);
    assert_null(strstr(proposal->instance, "concentration")); /* no ground: no limit, and nothing is read */
    struct visit *visit = visit_with(database, HOT, 101, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY, .home = {1}}));
    assert_non_null(strstr(page, "Som ønsket"));
    assert_null(strstr(page, "Ikke alt"));
    assert_null(strstr(page, "Hev grensen"));
    db_abort(visit->db);
}

/* trace: R-133 R-136 R-137 I-06 I-11 A9 */
static void a_neighbourhood_takes_its_share_and_nobody_sees_who_was_counted(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    ground_confirmed();
    test_script(database, "INSERT INTO dwelling_cluster (id, name, kind) VALUES (1, 'Solbakken', 'building')");
    for (int i = 1; i <= 5; i++) home(database, i, "1", ", cluster_id = 1");
    test_script(database, "INSERT INTO cluster_active (cluster_id, active) VALUES (1, 3)"); /* three of five live there: sixty per cent */
    counts_one(database, SIV);
    assert_int_equal(has_home(computed(database, 100), SIV), 0);
    assert_true(has_home(computed(database, 101), KARI) > 0); /* full says nothing of anyone who is not counted */
    assert_true(count(database, "SELECT count(*) FROM access_log WHERE purpose = 'neighbourhood' AND zone = 'health'") > 0);
    struct visit *visit = visit_with(database, HOT, 102, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY, .home = {1}}));
    assert_non_null(strstr(page, "Området er fullt"));
    assert_null(strstr(page, "rusmid"));
    assert_null(strstr(page, "60"));
    db_abort(visit->db);
    visit = visit_with(database, HOT, 103, allocating);
    page = reply_text(database, proposal_case_page(&visit->rq, &(struct proposal_case_page_in){{2}}));
    assert_non_null(strstr(page, "området kan ikke ta imot flere nå"));
    assert_null(strstr(page, "rusmid"));
    db_abort(visit->db);
    static const enum right appeal_body[] = {RIGHT_CASE_SEE, RIGHT_APPLICATION_SEE, RIGHT_APPEAL_DECIDE, 0};
    visit = visit_with(database, HOT, 103, appeal_body);
    page = reply_text(database, proposal_case_page(&visit->rq, &(struct proposal_case_page_in){{2}}));
    assert_non_null(strstr(page, "bruker rusmidler nå"));
    db_abort(visit->db);
    visit = visit_with(database, HOT, 103, appeal_body);
    page = reply_text(database, proposal_case_page(&visit->rq, &(struct proposal_case_page_in){{3}})); /* Jonas is not counted */
    assert_null(strstr(page, "rusmid"));
    db_abort(visit->db);
    assert_int_equal(pick(database, 1, KARI, NULL, 104), PROPOSAL_WHY_MISSING); /* a full area needs a reason, whoever it is */
    assert_int_equal(pick(database, 1, KARI, "Hun har familie i huset.", 105), PROPOSAL_FINE);
    assert_int_equal(count(database, "SELECT count(*) FROM proposal_counted WHERE active = 1 AND application_id = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_proposal WHERE instance LIKE '%weight%' OR result LIKE '%\"concentration\"%'"), 0);
    assert_non_null(test_try(database, "UPDATE proposal_counted SET active = 0"));
    struct db *db = town_write(database, HOT, 106);
    assert_true(proposal_replays(db, (struct allocation_proposal_id){1}));
    db_abort(db);
    struct proposal_change raise = {.list = LIST_TYPE_ORDINARY, .kind = OVERRIDE_KIND_RAISE, .cluster = {1}, .value = {true, 1}};
    assert_int_equal(change(database, &raise, 107), PROPOSAL_WHY_MISSING);
    raise.held = OVERRIDE_WHY_OWN_WISH;
    assert_int_equal(change(database, &raise, 108), PROPOSAL_FINE);
    assert_true(has_home(computed(database, 109), SIV) > 0);
    assert_non_null(test_try(database, "INSERT INTO proposal_override (list_type, kind, cluster_id, value, made_at, made_by) VALUES ('ordinary', 'raise', 1, 1, 1, 1)"));
    visit = visit_with(database, HOT, 110, allocating);
    page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY, .home = {2}}));
    assert_non_null(strstr(page, "Grensen for området er hevet: søkeren ønsker det selv"));
    db_abort(visit->db);
}

/* trace: R-133 R-137 I-06 */
static void a_part_of_town_takes_its_share_where_the_municipality_has_said_so_and_a_raise_is_decided_once(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    ground_confirmed();
    struct profile *profile = (struct profile *)(uintptr_t)organisation_profile();
    test_script(database, "INSERT INTO dwelling_area (id, name) VALUES (1, 'Sentrum'); INSERT INTO dwelling_cluster (id, name, kind, area_id) VALUES (1, 'Solbakken', 'building', 1)");
    for (int i = 1; i <= 3; i++) home(database, i, "1", ", cluster_id = 1, area_id = 1");
    for (int i = 4; i <= 5; i++) home(database, i, "1", ", area_id = 1");
    test_script(database, "INSERT INTO area_active (area_id, active) VALUES (1, 1)"); /* one of five: a fifth */
    counts_one(database, SIV);
    assert_true(has_home(computed(database, 100), SIV) > 0); /* no limit for parts of town */
    profile->allocation.area_warning_percent = 20;
    assert_int_equal(has_home(computed(database, 101), SIV), 0);
    assert_true(has_home(computed(database, 102), KARI) > 0);
    struct visit *visit = visit_with(database, HOT, 103, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY, .home = {5}}));
    assert_non_null(strstr(page, "Området er fullt"));
    db_abort(visit->db);
    assert_int_equal(pick(database, 5, KARI, NULL, 104), PROPOSAL_WHY_MISSING);
    const struct proposal_change raise = {.list = LIST_TYPE_ORDINARY, .kind = OVERRIDE_KIND_RAISE, .cluster = {1}, .value = {true, 1}, .held = OVERRIDE_WHY_OWN_WISH};
    assert_int_equal(change(database, &raise, 105), PROPOSAL_FINE);
    assert_true(has_home(computed(database, 106), SIV) > 0);
}

/* trace: R-146 I-06 */
static void for_how_many_there_was_no_dwelling_is_kept_by_why_and_of_nobody(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    home(database, 2, "5", ""); /* too many rooms for anyone alone */
    assert_int_equal(pick(database, 1, SIV, NULL, 100), PROPOSAL_FINE);
    assert_int_equal(count(database, "SELECT n FROM proposal_without WHERE proposal_id = 1 AND why = 'all_given'"), 2);
    assert_int_equal(count(database, "SELECT count(*) FROM proposal_without"), 1);
    assert_int_equal(pick(database, 2, JONAS, "Den eneste som er ledig.", 101), PROPOSAL_FINE);
    assert_int_equal(count(database, "SELECT n FROM proposal_without WHERE proposal_id = 2 AND why = 'nothing_fits'"), 2);
    assert_non_null(test_try(database, "UPDATE proposal_without SET n = 9"));
}

/* trace: GDPR-6 R-132 */
static void where_a_shielded_home_lies_is_told_to_no_meeting(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    test_script(database, "INSERT INTO dwelling_area (id, name) VALUES (1, 'Nordbyen'); INSERT INTO dwelling_cluster (id, name, kind) VALUES (1, 'Tunet ved elva', 'courtyard')");
    home(database, 1, "1", ", cluster_id = 1, area_id = 1, object_number = '4-117'");
    static const struct proposal_page_in one = {.list = LIST_TYPE_ORDINARY, .home = {1}};
    struct visit *visit = visit_with(database, HOT, 100, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &one));
    assert_non_null(strstr(page, "Solbakken 1"));
    assert_non_null(strstr(page, "Tunet ved elva"));
    db_abort(visit->db);
    test_script(database, "UPDATE dwelling SET address_shielded = 1");
    visit = visit_with(database, HOT, 101, allocating);
    page = reply_text(database, proposal_page(&visit->rq, &one));
    assert_non_null(strstr(page, "4-117"));
    assert_null(strstr(page, "Solbakken"));
    assert_null(strstr(page, "Tunet ved elva"));
    assert_null(strstr(page, "Nordbyen"));
    db_abort(visit->db);
    assert_int_equal(pick(database, 1, SIV, NULL, 102), PROPOSAL_FINE);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_proposal WHERE instance LIKE '%Solbakken%' OR result LIKE '%Solbakken%' OR instance LIKE '%Nordbyen%'"), 0);
}

/* ── in a meeting ─────────────────────────────────────────────────────── */

/* trace: R-172 I-12 R-279 */
static void in_an_open_meeting_a_dwelling_is_given_only_when_all_who_must_be_there_are(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    home(database, 1, "1", "");
    struct profile *profile = (struct profile *)(uintptr_t)organisation_profile();
    profile->series = town_series;
    profile->series_count = 1;
    struct db *db = town_write(database, HOT, 99);
    meeting_sync(db, profile);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", date_of(2026, 9, 14));
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 10), 0);
    struct meeting_brief brief;
    assert_true(meeting_read(turn->db, meeting, LANG_NB, &brief));
    assert_int_equal(meeting_call(turn->db, &brief, staff_of(HOT), staff_of(EIE)), MEETING_DONE);
    visit_keep(turn);
    opened(database, meeting, (const int[]){HOT, EIE, 0}); /* Nav is not there */
    int64_t then = instant_of_oslo(date_of(2026, 9, 14), 9 * 60 + 10).ms - TEST_NOW.ms;
    assert_int_equal(pick(database, 1, SIV, NULL, then), PROPOSAL_NOT_ALL_HERE);
    assert_int_equal(count(database, "SELECT count(*) FROM allocation_pick"), 0);
    struct visit *visit = visit_with(database, HOT, then + 1, allocating);
    const char *page = reply_text(database, proposal_page(&visit->rq, &(struct proposal_page_in){.list = LIST_TYPE_ORDINARY}));
    assert_non_null(strstr(page, "f-quorum"));
    db_abort(visit->db);
    struct seat_of_staff_row seat;
    turn = visit_on(database, HOT, date_of(2026, 9, 14), 20);
    assert_int_equal(meeting_seat_add(turn->db, &brief, staff_of(NAV), false), MEETING_DONE);
    assert_true(seat_of_staff(turn->db, meeting, staff_of(NAV), &seat));
    meeting_seat_set(turn->db, meeting, seat.id, SEAT_PRESENCE_HERE, turn->rq.now);
    visit_keep(turn);
    assert_int_equal(pick(database, 1, SIV, NULL, then + 20 * 60000), PROPOSAL_FINE);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(who_comes_first_is_housed_first_and_wishes_only_decide_where),
        RULE(what_is_not_known_is_asked_and_a_house_that_asks_for_abstinence_is_proposed_to_nobody),
        RULE(another_than_the_one_proposed_needs_a_reason_and_a_dwelling_is_given_once),
        RULE(all_are_given_as_they_were_seen_in_one_step_or_none_of_them),
        RULE(where_a_pick_is_not_enough_nothing_is_given_and_it_is_said_where_to_go),
        RULE(what_was_kept_gives_the_same_answer_after_the_rules_the_facts_and_the_stock_have_changed),
        RULE(what_people_decide_is_obeyed_the_rest_is_proposed_again_and_who_gains_and_loses_is_said),
        RULE(each_applicant_is_told_the_smallest_true_reason_and_what_would_change_it_and_no_name),
        RULE(other_rules_are_tried_on_the_list_of_today_both_ways_and_nothing_is_kept),
        RULE(a_later_version_of_the_profile_is_tried_before_its_day),
        RULE(the_page_is_for_who_decides_and_sits_in_the_meeting_and_reading_is_logged),
        RULE(homes_by_themselves_are_preferred_and_say_nothing_of_a_wish),
        RULE(a_neighbourhood_takes_its_share_and_nobody_sees_who_was_counted),
        RULE(a_part_of_town_takes_its_share_where_the_municipality_has_said_so_and_a_raise_is_decided_once),
        RULE(for_how_many_there_was_no_dwelling_is_kept_by_why_and_of_nobody),
        RULE(where_a_shielded_home_lies_is_told_to_no_meeting),
        RULE(in_an_open_meeting_a_dwelling_is_given_only_when_all_who_must_be_there_are),
    };
    return run_rules("proposal", rules, sizeof rules / sizeof *rules);
}
