/* From a yes to a home to the keys: what fits, who may offer, one home to one person, her answer and what it means, the line, the clock and the first weeks. */
#include "domain/offer/offer_for_tests.h"

#include "domain/emergency/emergency.h"
#include "offer_routes.h"
#include "texts.h"

static const char levanger[] = "profiles/levanger.yaml", alesund[] = "profiles/alesund.yaml";
static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int64_t tasks(const struct test_database *database, const char *kind) {
    return count(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s'", kind));
}
static int64_t in_state(const struct test_database *database, const char *table, const char *column, const char *code) {
    return count(database, arena_printf(database->arena, "SELECT count(*) FROM %s WHERE %s = '%s'", table, column, code));
}
static void run_due(const struct test_database *database, int days) {
    struct db *db = town_write(database, HOT, days * DAY_MS);
    offer_due_job(db, 1, db_now(db));
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* ── pure ─────────────────────────────────────────────────────────────── */

/* trace: R-187 R-193 */
static void each_point_of_her_need_fits_or_not_or_is_to_be_asked(void **state) {
    (void)state;
    struct date today = date_of(2026, 10, 1);
    struct offer_need need = {.rooms = 2, .floor = FLOOR_WISH_NOT_GROUND, .quiet = true, .apart = true, .born = date_of(1999, 4, 2),
                              .wanted = {"Sentrum"}, .n_wanted = 1, .avoided = {"Nesheim"}, .n_avoided = 1};
    struct offer_home home = {.rooms = {true, 2}, .floor = {true, 2}, .quiet = true, .area = "Sentrum"};
    struct offer_fits fits = offer_fits(&need, &home, today);
    assert_int_equal(fits.wrong, 0);
    assert_int_equal(fits.unknown, 0);
    home = (struct offer_home){.bedrooms = {true, 1}, .floor = {true, 1}, .area = "Nesheim", .full = true, .house_rules = true, .age_to = {true, 25}};
    fits = offer_fits(&need, &home, today);
    assert_int_equal(fits.v[OFFER_POINT_ROOMS], OFFER_MATCH_FITS); /* a bedroom and a living room */
    assert_int_equal(fits.v[OFFER_POINT_FLOOR], OFFER_MATCH_FITS_NOT);
    assert_int_equal(fits.v[OFFER_POINT_QUIET], OFFER_MATCH_FITS_NOT);
    assert_int_equal(fits.v[OFFER_POINT_APART], OFFER_MATCH_FITS_NOT);
    assert_int_equal(fits.v[OFFER_POINT_AREA], OFFER_MATCH_FITS_NOT);
    assert_int_equal(fits.v[OFFER_POINT_AWAY_FROM], OFFER_MATCH_FITS_NOT);
    assert_int_equal(fits.v[OFFER_POINT_AGE], OFFER_MATCH_FITS_NOT); /* she is 27 */
    assert_int_equal(fits.v[OFFER_POINT_HOUSE_RULES], OFFER_MATCH_NOT_KNOWN); /* hers to say, and no reason against her */
    assert_int_equal(fits.v[OFFER_POINT_PETS], 0);
    home = (struct offer_home){.quiet = true};
    need.apart = false;
    fits = offer_fits(&need, &home, today);
    assert_int_equal(fits.unknown, 4); /* rooms, floor, area, and where not: asked, never guessed */
}

/* trace: R-192 */
static void a_home_that_does_not_suit_never_counts(void **state) {
    (void)state;
    for (enum decline_reason why = DECLINE_REASON_TOO_SMALL; why <= DECLINE_REASON_TOO_DEAR; why++)
        assert_int_equal(offer_effect(why), OFFER_NEVER_COUNTS);
    assert_int_equal(offer_effect(DECLINE_REASON_RATHER_WAIT), OFFER_NOTED);
    assert_int_equal(offer_effect(DECLINE_REASON_WANTS_NONE), OFFER_ASK_HER);
}

/* ── the offer ────────────────────────────────────────────────────────── */

/* trace: R-187 R-188 R-189 MODEL-3.7 L12 */
static void the_unit_that_picks_offers_a_home_that_fits_and_the_rest_follows(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    struct dwelling_offer_id made;
    const struct offer_new new = {ane, quiet_flat, 0, DATE_NONE};
    assert_int_equal(DONE_BY(database, HOT, 3, offer_make(db, &new, &made)), OFFER_NOT_YOURS); /* two steps: who decides does not pick */
    assert_int_equal(offered(database, ane, quiet_flat, 0, 4), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE state = 'open' AND unit_id = 2 AND answer_by = '2026-09-14'"), 1);
    assert_int_equal(in_state(database, "dwelling", "state", "offered"), 1);
    assert_int_equal(in_state(database, "housing_application", "status", "offered"), 1);
    assert_int_equal(tasks(database, "send_offer"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'get_answer' AND unit_id = 1 AND due = '2026-09-14'"), 1);
    assert_int_equal(offered(database, ane, full_flat, 0, 5), OFFER_HAS_OPEN);
    assert_non_null(test_try(database, "UPDATE dwelling_offer SET state = 'moved_in', moved_in_on = '2026-10-01'"));
    assert_non_null(test_try(database, "UPDATE dwelling_offer SET dwelling_id = 2"));
    assert_non_null(test_try(database, "DELETE FROM dwelling_offer"));
}

/* trace: R-188 R-190 MODEL-3.7 */
static void where_one_unit_does_both_or_the_meeting_picks_who_decides_may_offer_too(void **state) {
    struct test_database *database = *state;
    offer_town(database, alesund);
    struct dwelling_offer_id made;
    const struct offer_new new = {ane, quiet_flat, 0, DATE_NONE};
    assert_int_equal(DONE_BY(database, NAV, 3, offer_make(db, &new, &made)), OFFER_NOT_YOURS);
    assert_int_equal(DONE_BY(database, HOT, 4, offer_make(db, &new, &made)), OFFER_DONE);
}

/* trace: R-192 MODEL-3.7 */
static void without_a_yes_there_is_no_offer(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    offer_homes_make(database);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 3), OFFER_NOT_APPROVED);
    assert_int_equal(home_applied(database, 4), APPLICATION_FINE);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 5), OFFER_NOT_APPROVED);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer"), 0);
}

/* trace: R-201 R-133 I-06 */
static void a_full_area_she_has_not_chosen_is_decided_by_a_named_person_with_a_reason_and_flagged(void **state) {
    struct test_database *database = *state;
    offer_town(database, alesund);
    assert_int_equal(DONE_BY(database, HOT, 4, offer_cluster(db, (struct dwelling_cluster_id){1}, true)), OFFER_DONE);
    struct dwelling_offer_id made;
    struct offer_new new = {ane, full_flat, OFFER_CHOICE_ONLY_ONE, DATE_NONE, 0};
    assert_int_equal(DONE_BY(database, HOT, 5, offer_make(db, &new, &made)), OFFER_FORCED_MISSING);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling WHERE id = 2 AND state = 'ready'"), 1);
    new.forced = FORCED_WHY_NOWHERE_TODAY;
    assert_int_equal(DONE_BY(database, HOT, 6, offer_make(db, &new, &made)), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE forced_why = 'nowhere_today' AND made_by IS NOT NULL"), 1);
    struct visit *visit = visit_with(database, HOT, 7, keys_rights);
    const char *page = reply_text(database, offer_page(&visit->rq, &(struct offer_page_in){ane}));
    assert_non_null(strstr(page, "Ikke personens eget valg"));
    assert_non_null(strstr(page, "Bestemt av "));
    db_abort(visit->db);
    assert_non_null(test_try(database, "INSERT INTO dwelling_offer (case_id, person_id, dwelling_id, application_id, unit_id, place, state, forced_why, from_reserve, made_at, answer_by, version)"
                                       " VALUES (1, 1, 1, 1, 1, 2, 'open', 'nowhere_today', 0, 1, '2026-10-01', 1)")); /* decided by nobody */
    /* Nor does the line lead anybody there who has not chosen it. */
    struct case_id bo = town_case(database, "Bo");
    offer_yes_to(database, bo, 8);
    const struct offer_new next = {bo, full_flat, OFFER_CHOICE_ONLY_ONE, DATE_NONE, 0};
    assert_int_equal(DONE_BY(database, HOT, 9, offer_reserve(db, &next)), OFFER_FORCED_MISSING);
}

/* trace: R-201 */
static void what_she_chose_herself_is_no_forced_move(void **state) {
    struct test_database *database = *state;
    offer_town(database, alesund);
    assert_int_equal(DONE_BY(database, HOT, 4, offer_cluster(db, (struct dwelling_cluster_id){1}, true)), OFFER_DONE);
    struct dwelling_offer_id made;
    const struct offer_new new = {ane, full_flat, OFFER_CHOICE_SHE_CHOSE, DATE_NONE, FORCED_WHY_NOWHERE_TODAY};
    assert_int_equal(DONE_BY(database, HOT, 5, offer_make(db, &new, &made)), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE forced_why IS NULL"), 1);
}

/* trace: R-187 R-133 A9 I-06 */
static void a_full_area_or_what_does_not_fit_needs_a_reason_and_shows_no_number(void **state) {
    struct test_database *database = *state;
    offer_town(database, alesund);
    assert_int_equal(DONE_BY(database, EIE, 3, offer_cluster(db, (struct dwelling_cluster_id){1}, true)), OFFER_NOT_YOURS);
    assert_int_equal(DONE_BY(database, HOT, 4, offer_cluster(db, (struct dwelling_cluster_id){1}, true)), OFFER_DONE);
    struct dwelling_offer_id made;
    struct offer_new new = {ane, full_flat, 0, DATE_NONE};
    assert_int_equal(DONE_BY(database, HOT, 5, offer_make(db, &new, &made)), OFFER_CHOICE_MISSING);
    new.choice = OFFER_CHOICE_SHE_CHOSE;
    assert_int_equal(DONE_BY(database, HOT, 6, offer_make(db, &new, &made)), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE choice = 'she_chose'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM offer_fit WHERE point = 'apart' AND fit = 'fits_not'"), 1);
    assert_non_null(test_try(database, "DELETE FROM offer_fit"));
}

/* ── one home, one person ─────────────────────────────────────────────── */

static struct case_id another(const struct test_database *database, const char *name, int64_t later) {
    struct case_id id = town_case(database, name);
    offer_yes_to(database, id, later);
    return id;
}

/* trace: R-188 R-192 */
static void one_home_is_offered_to_one_and_the_next_in_line_gets_it_by_itself(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    struct case_id bo = another(database, "Bo", 3), cato = another(database, "Cato", 4);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 5), OFFER_DONE);
    assert_int_equal(offered(database, bo, quiet_flat, 0, 6), OFFER_HOME_TAKEN);
    const struct offer_new bo_next = {bo, quiet_flat, 0, DATE_NONE}, cato_next = {cato, quiet_flat, 0, DATE_NONE};
    assert_int_equal(DONE_BY(database, EIE, 7, offer_reserve(db, &bo_next)), OFFER_DONE);
    assert_int_equal(DONE_BY(database, EIE, 8, offer_reserve(db, &bo_next)), OFFER_IN_LINE);
    assert_int_equal(DONE_BY(database, EIE, 9, offer_reserve(db, &cato_next)), OFFER_DONE);
    assert_int_equal(offered(database, bo, full_flat, 0, 10), OFFER_DONE); /* he thinks about another meanwhile, and keeps his place in the line */
    assert_int_equal(said_to(database, false, DECLINE_REASON_NOT_QUIET, 11), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE dwelling_id = 1 AND state = 'open' AND from_reserve = 1 AND case_id = 3"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM offer_reserve WHERE case_id = 2 AND state = 'waiting'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'offered'"), 1);
    assert_non_null(test_try(database, "INSERT INTO dwelling_offer (case_id, person_id, dwelling_id, application_id, unit_id, place, state, from_reserve, made_at, answer_by,"
                                       " version) VALUES (1, 1, 1, 1, 2, 1, 'open', 0, 1, '2026-10-01', 1)"));
    assert_non_null(test_try(database, "INSERT INTO dwelling_offer (case_id, person_id, dwelling_id, application_id, unit_id, place, state, from_reserve, made_at, answer_by,"
                                       " version) VALUES (3, 3, 3, 3, 2, 1, 'open', 0, 1, '2026-10-01', 1)"));
}

/* trace: R-192 MODEL-3.7 */
static void two_times_no_deletes_nothing_and_asks_what_she_wishes(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 3), OFFER_DONE);
    assert_int_equal(said_to(database, false, 0, 4), OFFER_WHY_MISSING);
    assert_int_equal(said_to(database, false, DECLINE_REASON_RATHER_WAIT, 5), OFFER_DONE);
    assert_int_equal(tasks(database, "talk_about_wishes"), 0);
    assert_int_equal(in_state(database, "housing_application", "status", "waiting"), 1);
    assert_int_equal(offered(database, ane, full_flat, 0, 6), OFFER_DONE);
    assert_int_equal(said_to(database, false, DECLINE_REASON_RATHER_WAIT, 7), OFFER_DONE);
    assert_int_equal(tasks(database, "talk_about_wishes"), 1);
    assert_int_equal(in_state(database, "housing_application", "status", "waiting"), 1);
    assert_int_equal(in_state(database, "dwelling_offer", "state", "declined"), 2);
    assert_int_equal(in_state(database, "dwelling", "state", "ready"), 3);
    assert_int_equal(said_to(database, true, 0, 8), OFFER_WRONG_STATE);
    assert_non_null(test_try(database, "UPDATE dwelling_offer SET declined_why = 'too_small' WHERE id = 1"));
}

/* trace: R-192 R-200 MODEL-3.7 */
static void who_does_not_answer_is_asked_before_and_after_and_loses_nothing(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 3), OFFER_DONE); /* until Monday 14 September */
    run_due(database, 5);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'get_answer' AND due = '2026-09-12'"), 1);
    run_due(database, 8);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'get_answer' AND due = '2026-09-16'"), 1);
    assert_int_equal(in_state(database, "dwelling_offer", "state", "open"), 1);
    run_due(database, 10);
    assert_int_equal(in_state(database, "dwelling_offer", "state", "lapsed"), 1);
    assert_int_equal(tasks(database, "ask_no_answer"), 1);
    assert_int_equal(in_state(database, "housing_application", "status", "waiting"), 1);
    assert_int_equal(in_state(database, "dwelling", "state", "ready"), 3);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE declined_why IS NOT NULL"), 0);
}

/* trace: MODEL-3.7 R-192 */
static void she_gets_more_time_when_there_is_a_reason_and_is_shown_the_home_first(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 3), OFFER_DONE);
    assert_int_equal(DONE_BY(database, EIE, 4, offer_more_time(db, first_offer, date_of(2026, 9, 14), OFFER_MORE_TIME_ILL)), OFFER_NOT_LATER);
    assert_int_equal(DONE_BY(database, HOT, 5, offer_more_time(db, first_offer, date_of(2026, 9, 21), OFFER_MORE_TIME_ILL)), OFFER_DONE);
    assert_int_equal(DONE_BY(database, EIE, 6, offer_plan_viewing(db, first_offer, date_of(2026, 9, 6), 600)), OFFER_VIEWING_DAY);
    assert_int_equal(DONE_BY(database, EIE, 7, offer_plan_viewing(db, first_offer, date_of(2026, 9, 22), 600)), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE answer_by = '2026-09-23'"), 1); /* nobody answers unseen */
    assert_int_equal(count(database, "SELECT count(*) FROM offer_extension"), 2);
    assert_int_equal(DONE_BY(database, EIE, 8, offer_plan_viewing(db, first_offer, date_of(2026, 9, 22), 600)), OFFER_VIEWING_PLANNED);
    assert_int_equal(DONE_BY(database, EIE, 9, offer_viewing_went(db, first_offer, (struct offer_viewing_id){1}, VIEWING_STATE_NOT_MET)), OFFER_DONE);
    assert_int_equal(DONE_BY(database, EIE, 10, offer_plan_viewing(db, first_offer, date_of(2026, 9, 22), 720)), OFFER_DONE);
    const int calendars[] = {EIE, HOT, NAV}; /* who shows it, who has the responsibility, and another */
    for (int i = 0; i < 3; i++) {
        struct visit *visit = visit_with(database, calendars[i], 11, keys_rights);
        struct calendar_others seen = offer_calendar_others(&visit->rq, true, date_of(2026, 9, 21), date_of(2026, 9, 27));
        assert_int_equal(seen.n, i < 2);
        if (i < 2) assert_null(strstr(seen.v[0].name, "Ane"));
        db_abort(visit->db);
    }
    assert_int_equal(in_state(database, "dwelling_offer", "state", "open"), 1);
    assert_int_equal(DONE_BY(database, NAV, 11, offer_more_time(db, first_offer, date_of(2026, 9, 28), OFFER_MORE_TIME_ILL)), OFFER_NOT_YOURS);
    assert_int_equal(DONE_BY(database, EIE, 12, offer_take_back(db, first_offer, OFFER_BACK_DWELLING_NOT_READY)), OFFER_DONE);
    assert_int_equal(in_state(database, "housing_application", "status", "waiting"), 1);
    assert_int_equal(tasks(database, "show_dwelling") + tasks(database, "get_answer") + tasks(database, "send_offer"), 0);
}

/* ── the keys ─────────────────────────────────────────────────────────── */

static void stays_for_the_time_being(const struct test_database *database) {
    struct db *db = town_write(database, HOT, 4);
    struct night_need_id need;
    const struct night_asking asking = {.case_ = ane};
    assert_int_equal(night_ask(db, &asking, &need), NIGHT_DONE);
    town_commit(db);
    db = town_write(database, NAV, 5);
    struct request rq = town_request(database, db, town_session(database, NAV, NULL));
    const struct night_grant grant = {.case_ = ane, .need = need, .where = {.kind = PLACE_KIND_OWN_ROOM, .place = "Fjordhotellet"}, .from = date_of(2026, 9, 7),
                                      .until = date_of(2026, 9, 30), .told = NIGHT_TOLD_BY_PHONE};
    assert_int_equal(night_grant(db, secrecy_open(&rq, ane, ZONE_BIT(ZONE_SOCIAL), "night"), &grant), NIGHT_DONE);
    town_commit(db);
}

static int drafted_by(const struct test_database *database, int unit, struct date from, const char *terms, int64_t later) {
    struct lease_id lease;
    struct lease_rules wrong;
    struct db *db = town_write(database, unit, later);
    struct request rq = town_request(database, db, town_session(database, EIE, NULL));
    const struct access *access = secrecy_open(&rq, ane, ZONE_BIT(ZONE_TENANCY), "offer");
    const struct lease_terms form = {.case_ = ane, .dwelling = quiet_flat, .kind = LEASE_KIND_FIXED, .from = from, .rent = 8500,
                                     .deposit_kind = LEASE_DEPOSIT_NONE, .told_public = true, .told_fixed = true, .terms = terms};
    int fault = lease_draft(db, access, &form, &lease, &wrong);
    if (fault) db_abort(db);
    else town_commit(db);
    return fault;
}
static int drafted(const struct test_database *database, const char *terms, int64_t later) {
    return drafted_by(database, EIE, date_of(2026, 9, 14), terms, later);
}

/* trace: R-152 R-167 R-189 K9 */
static void who_lets_the_home_makes_the_contract_also_where_another_unit_made_the_offer(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    ((struct profile *)(uintptr_t)organisation_profile())->leases.owner = "HJE";
    assert_int_equal(offered(database, ane, quiet_flat, OFFER_CHOICE_SHE_CHOSE, 8), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'lease'"), 0);
    assert_int_equal(said_to(database, true, 0, 9), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'make_lease' AND unit_id = 4"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'lease'"), 1);
    struct visit *visit = visit_with(database, EIE, 10, keys_rights);
    const struct offer_lease_send_in in = {.case_ = ane, .offer = first_offer, .from = date_of(2026, 9, 14), .rent = 8500, .deposit_kind = LEASE_DEPOSIT_NONE, .told_public = true, .told_fixed = true};
    assert_int_equal(offer_lease_send(&visit->rq, &in).status, 403);
    db_abort(visit->db);
    assert_int_equal(DONE_BY(database, EIE, 11, offer_take_back(db, first_offer, OFFER_BACK_SHE_LEFT)), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'lease'"), 0);
    assert_int_equal(tasks(database, "make_lease"), 0);
}

/* trace: R-192 R-189 R-186 L13 L14 A11 A13 I-13 */
static void a_yes_leads_to_a_lease_and_to_keys_and_there_is_no_night_between(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    stays_for_the_time_being(database);
    assert_int_equal(HOME_BY(database, HOT, 6, application_wish(db, access, ane, WISH_KIND_AREA, "Sentrum", NULL)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 7, application_wish(db, access, ane, WISH_KIND_GROUND_FLOOR, NULL, NULL)), APPLICATION_FINE);
    assert_int_equal(offered(database, ane, quiet_flat, OFFER_CHOICE_SHE_CHOSE, 8), OFFER_DONE); /* not on the ground floor, and hers all the same */
    assert_int_equal(said_to(database, true, 0, 9), OFFER_DONE);
    assert_int_equal(in_state(database, "housing_application", "status", "accepted"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'make_lease' AND unit_id = 2 AND due = '2026-09-10'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM application_wish WHERE kind = 'area' AND result = 'met'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM application_wish WHERE kind = 'ground_floor' AND result = 'unmet' AND unmet = 'none_vacant'"), 1);
    assert_int_equal(drafted(database, NULL, 10), LEASE_DONE);
    assert_int_equal(tasks(database, "make_lease"), 0);
    assert_int_equal(DONE_BY(database, EIE, 11, offer_take_back(db, first_offer, OFFER_BACK_SHE_LEFT)), OFFER_WRONG_STATE);
    struct lease_id lease = {1};
    assert_int_equal(DONE_BY(database, EIE, 12, lease_offer(db, lease)), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 13, lease_withdraw(db, lease)), LEASE_DONE);
    assert_int_equal(tasks(database, "make_lease"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'offered'"), 1); /* still promised to her */
    assert_int_equal(drafted(database, NULL, 14), LEASE_DONE);
    lease.v = 2;
    assert_int_equal(DONE_BY(database, EIE, 15, lease_offer(db, lease)), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 16, lease_sign(db, lease, date_of(2026, 9, 7))), LEASE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE ended_on IS NULL"), 1);
    assert_int_equal(DONE_BY(database, EIE, 7 * DAY_MS, lease_begin(db, lease, LEASE_INFO_WAY_TALK_AND_WRITING)), LEASE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE ended_on = '2026-09-14' AND how = 'own_home'"), 1);
    assert_int_equal(in_state(database, "dwelling_offer", "state", "moved_in"), 1);
    assert_int_equal(in_state(database, "housing_application", "status", "leased"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'occupied'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'settling_in' AND due IN ('2026-09-15', '2026-09-17', '2026-09-21', '2026-10-14')"), 4);
}

/* trace: A9 A10 A11 A13 R-188 R-192 I-13 SOT-6 */
static void in_alesund_the_meeting_picks_the_spread_flat_and_the_hotel_ends_the_day_she_has_the_keys(void **state) {
    struct test_database *database = *state;
    enum { ON_5_OCTOBER = 28, ON_12_OCTOBER = 35, ON_16_OCTOBER = 39 };
    offer_town(database, alesund);
    stays_for_the_time_being(database);
    assert_int_equal(DONE_BY(database, HOT, 6, offer_cluster(db, (struct dwelling_cluster_id){1}, true)), OFFER_DONE);
    assert_int_equal(DONE_BY(database, NAV, 7, night_extend(db, ane, date_of(2026, 10, 16), NIGHT_TOLD_FACE_TO_FACE, (struct decision_part_id){0})), NIGHT_DONE);
    struct dwelling_offer_id made;
    struct offer_new new = {ane, full_flat, 0, date_of(2026, 10, 13)};
    assert_int_equal(DONE_BY(database, HOT, ON_5_OCTOBER * DAY_MS, offer_make(db, &new, &made)), OFFER_CHOICE_MISSING); /* the cluster needs a reason */
    new.dwelling = quiet_flat;
    assert_int_equal(DONE_BY(database, HOT, ON_5_OCTOBER * DAY_MS + 1, offer_make(db, &new, &made)), OFFER_DONE);
    assert_int_equal(said_to(database, true, 0, ON_12_OCTOBER * DAY_MS), OFFER_DONE);
    const struct lease_id lease = {1};
    assert_int_equal(drafted_by(database, HOT, date_of(2026, 10, 16), NULL, ON_12_OCTOBER * DAY_MS + 1), LEASE_DONE);
    assert_int_equal(DONE_BY(database, HOT, ON_12_OCTOBER * DAY_MS + 2, lease_offer(db, lease)), LEASE_DONE);
    assert_int_equal(DONE_BY(database, HOT, ON_12_OCTOBER * DAY_MS + 3, lease_sign(db, lease, date_of(2026, 10, 12))), LEASE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE ended_on IS NULL AND until_date = '2026-10-16'"), 1);
    assert_int_equal(DONE_BY(database, HOT, ON_16_OCTOBER * DAY_MS, lease_begin(db, lease, LEASE_INFO_WAY_TALK)), LEASE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE ended_on = '2026-10-16' AND how = 'own_home'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM lease WHERE until_date = '2029-10-15' AND state = 'running'"), 1);
    assert_int_equal(in_state(database, "housing_application", "status", "leased"), 1);
    assert_int_equal(in_state(database, "dwelling_offer", "state", "moved_in"), 1);
}

/* trace: R-133 R-136 A9 I-06 I-15 */
static void a_cluster_is_full_by_its_computed_share_and_who_picks_sees_that_word_alone(void **state) {
    struct test_database *database = *state;
    offer_town(database, alesund);
    struct profile *profile = (struct profile *)(uintptr_t)organisation_profile();
    profile->allocation.mark_ground = "kommunestyret, sak 12/26";
    test_script(database, "UPDATE dwelling SET cluster_id = 1 WHERE id IN (1, 3)"); /* three dwellings: forty per cent is one */
    struct case_id bo = another(database, "Bo", 3);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 6), OFFER_NOT_YOURS); /* in Ålesund the meeting's unit offers */
    struct dwelling_offer_id made;
    const struct offer_new hers = {ane, quiet_flat, 0, date_of(2026, 9, 14)};
    assert_int_equal(DONE_BY(database, HOT, 7, offer_make(db, &hers, &made)), OFFER_DONE); /* nobody counted lives there yet */
    assert_int_equal(said_to(database, true, 0, 8), OFFER_DONE);
    assert_int_equal(drafted_by(database, HOT, date_of(2026, 9, 7), NULL, 9), LEASE_DONE);
    assert_int_equal(DONE_BY(database, HOT, 10, lease_offer(db, (struct lease_id){1})), LEASE_DONE);
    assert_int_equal(DONE_BY(database, HOT, 11, lease_sign(db, (struct lease_id){1}, date_of(2026, 9, 7))), LEASE_DONE);
    test_script(database, "INSERT INTO household_mark (application_id, case_id, active, at, by_staff) VALUES (1, 1, 1, 1, 1)");
    assert_int_equal(count(database, "SELECT count(*) FROM cluster_active"), 0); /* she does not live there yet */
    assert_int_equal(DONE_BY(database, HOT, 12, lease_begin(db, (struct lease_id){1}, LEASE_INFO_WAY_TALK)), LEASE_DONE);
    assert_int_equal(count(database, "SELECT active FROM cluster_active WHERE cluster_id = 1"), 1);
    struct offer_new his = {bo, full_flat, 0, date_of(2026, 9, 14)};
    assert_int_equal(DONE_BY(database, HOT, 13, offer_make(db, &his, &made)), OFFER_CHOICE_MISSING);
    struct visit *visit = visit_with(database, HOT, 14, keys_rights);
    const char *list = reply_text(database, offer_list_page(&visit->rq, &(struct offer_list_page_in){}));
    assert_non_null(strstr(list, "Fullt etter kommunens egen grense"));
    assert_null(strstr(list, "rusmid")); /* no number and no reason */
    db_abort(visit->db);
    visit = visit_with(database, EIE, 15, keys_rights);
    list = reply_text(database, offer_list_page(&visit->rq, &(struct offer_list_page_in){}));
    assert_null(strstr(list, "grense"));
    db_abort(visit->db);
    test_script(database, "INSERT INTO household_mark (application_id, case_id, active, at, by_staff) VALUES (1, 1, 0, 2, 1)");
    assert_int_equal(count(database, "SELECT active FROM cluster_active WHERE cluster_id = 1"), 0);
    assert_int_equal(DONE_BY(database, HOT, 16, offer_make(db, &his, &made)), OFFER_DONE);
}

/* trace: R-192 R-154 L14 R-253 */
static void the_day_has_its_list_and_the_first_weeks_their_questions(void **state) {
    struct test_database *database = *state;
    a_yes_leads_to_a_lease_and_to_keys_and_there_is_no_night_between(state);
    assert_int_equal(tasks(database, "move_in"), 1);
    assert_int_equal(DONE_BY(database, EIE, 8 * DAY_MS, offer_point_done(db, first_offer, "unknown")), OFFER_NO_POINT);
    struct offer_points points = offer_move_in_points();
    for (unsigned i = 0; i < points.n; i++)
        assert_int_equal(DONE_BY(database, EIE, 8 * DAY_MS + i + 1, offer_point_done(db, first_offer, points.v[i].code)), OFFER_DONE);
    assert_int_equal(tasks(database, "move_in"), 0);
    assert_int_equal(DONE_BY(database, HOT, 9 * DAY_MS, offer_settled(db, first_offer, 2, SETTLING_RESULT_WELL)), OFFER_WRONG_STATE);
    assert_int_equal(DONE_BY(database, HOT, 9 * DAY_MS + 1, offer_settled(db, first_offer, 1, SETTLING_RESULT_NOT_REACHED)), OFFER_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'settling_in' AND subject = 1 AND due = '2026-09-18'"), 1);
    assert_int_equal(DONE_BY(database, HOT, 10 * DAY_MS, offer_settled(db, first_offer, 1, SETTLING_RESULT_WANTS_HELP)), OFFER_DONE);
    assert_int_equal(tasks(database, "settling_in"), 3);
    assert_int_equal(tasks(database, "help_settling"), 1);
}

/* trace: I-10 TIL-4 R-193 MODEL-6.4-4 */
static void no_offer_and_no_lease_of_one_asks_for_help_abstinence_or_entry(void **state) {
    struct test_database *database = *state;
    static const char *const never[] = {"Leier tar imot oppfølging hver uke.", "Boligen skal være rusfri.", "Leier må slippe inn ansatte når de kommer."};
    offer_town(database, levanger);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 8), OFFER_DONE);
    assert_int_equal(said_to(database, true, 0, 9), OFFER_DONE);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) assert_int_equal(drafted(database, never[i], 10 + (int64_t)i), LEASE_UNLAWFUL);
    /* An offer has no text at all: it is codes, days and numbers. */
    assert_non_null(test_try(database, "INSERT INTO dwelling_offer (case_id, person_id, dwelling_id, application_id, unit_id, place, state, choice, from_reserve, made_at,"
                                       " answer_by, version) VALUES (1, 1, 3, 1, 2, 2, 'open', 'must_accept_help', 0, 1, '2026-10-01', 1)"));
}

/* ── the pages ────────────────────────────────────────────────────────── */

static const char *page(const struct test_database *database, struct visit *visit, struct reply reply) {
    if (reply.status != 200) fail_msg("status %d", reply.status);
    const char *text = reply_text(database, reply);
    db_abort(visit->db);
    return text;
}
static void has(const char *page, const char *text) {
    if (!strstr(page, text)) fail_msg("missing: %s", text);
}
static void lacks(const char *page, const char *text) {
    if (strstr(page, text)) fail_msg("found: %s", text);
}

/* trace: I-06 R-053 R-188 R-189 FVL-13 L11 */
static void the_property_unit_reads_what_a_home_must_have_and_never_why(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    offer_homes_make(database);
    assert_int_equal(HOME_BY(database, HOT, 2, application_register(db, access, (&(struct application_new){.case_ = ane, .kind = APPLICATION_KIND_NEW_HOME,
                         .way = APPLICATION_WAY_DESK, .adults = 1, .received_on = DATE_NONE, .situation = "Angst og rus gjør det vanskelig å bo med andre."}),
                         &(struct housing_application_id){0})), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 3, application_assess(db, ane, LIST_TYPE_ORDINARY)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 4, application_to_meeting(db, ane)), APPLICATION_FINE);
    assert_int_equal(HOME_FACT(database, 5, CRITERION_IN_NEED, true, 1), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 6, application_wish(db, access, ane, WISH_KIND_NOT_AREA, "Nesheim", "Der er det for mye rus.")), APPLICATION_FINE);
    const struct application_outcome yes = {.application = {1}, .status = APPLICATION_STATUS_APPROVED, .why = "På grunn av diagnosen."};
    assert_int_equal(HOME_BY(database, HOT, 7, application_decide(db, access, &yes)), APPLICATION_FINE);
    struct db *db = town_write(database, HOT, 8);
    secrecy_involve(db, ane, unit_of(EIE), INVOLVEMENT_DECISION_PART);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    static const char *const never[] = {"ngst", "rus ", "rus.", "iagnose", "sofa"};
    struct visit *visit = visit_with(database, EIE, 9, keys_rights);
    visit->rq.form = NULL;
    const char *list = page(database, visit, offer_list_page(&visit->rq, &(struct offer_list_page_in){}));
    has(list, "Ane Solberg");
    has(list, "Har fått ja");
    has(list, "/sak/1/tilbud/finn");
    visit = visit_with(database, EIE, 10, keys_rights);
    visit->rq.form = NULL;
    const char *find = page(database, visit, offer_find_page(&visit->rq, &(struct offer_find_page_in){ane}));
    has(find, "Ikke i Nesheim");
    has(find, "Strandgata 12");
    assert_true(strstr(find, "Strandgata 12") < strstr(find, "Nesvegen 3")); /* what fits best stands first */
    assert_int_equal(offered(database, ane, quiet_flat, 0, 11), OFFER_DONE);
    visit = visit_with(database, EIE, 12, keys_rights);
    visit->rq.form = NULL;
    const char *mine = page(database, visit, offer_page(&visit->rq, &(struct offer_page_in){ane}));
    has(mine, "Strandgata 12");
    has(mine, "mandag 14. september 2026");
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        lacks(list, never[i]);
        lacks(find, never[i]);
        lacks(mine, never[i]);
    }
    visit = visit_with(database, NAV, 13, keys_rights);
    visit->rq.form = NULL;
    lacks(page(database, visit, offer_list_page(&visit->rq, &(struct offer_list_page_in){})), "Ane Solberg");
}

/* trace: GDPR-6 R-187 */
static void where_a_shielded_home_lies_is_not_told_to_who_looks_for_one(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    test_script(database, "UPDATE dwelling SET address_shielded = 1 WHERE id = 2"); /* Nesvegen 3, Nesheim tun */
    struct visit *visit = visit_with(database, EIE, 10, keys_rights);
    visit->rq.form = NULL;
    const char *find = page(database, visit, offer_find_page(&visit->rq, &(struct offer_find_page_in){ane}));
    has(find, "Strandgata 12");
    has(find, "4-118");
    lacks(find, "Nesvegen");
    lacks(find, "Nesheim");
    assert_int_equal(offered(database, ane, full_flat, OFFER_CHOICE_SHE_CHOSE, 11), OFFER_DONE);
    visit = visit_with(database, EIE, 12, keys_rights);
    visit->rq.form = NULL;
    lacks(page(database, visit, offer_list_page(&visit->rq, &(struct offer_list_page_in){})), "Nesvegen");
}

/* trace: R-188 R-192 */
static void who_comes_second_is_told_kindly_with_what_was_typed(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    struct case_id bo = another(database, "Bo", 3);
    struct visit *visit = visit_with(database, EIE, 4, keys_rights);
    struct offer_make_send_in in = {ane, quiet_flat, 0, date_of(2026, 9, 20)};
    assert_int_equal(offer_make_send(&visit->rq, &in).status, 303);
    visit_keep(visit);
    visit = visit_with(database, EIE, 5, keys_rights);
    in.case_ = bo;
    assert_int_equal(offer_make_send(&visit->rq, &in).status, 422);
    db_abort(visit->db);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE answer_by = '2026-09-20'"), 1);
    visit = visit_with(database, EIE, 6, keys_rights);
    assert_int_equal(offer_make_send(&visit->rq, &(struct offer_make_send_in){ane, full_flat, 0, date_of(2026, 9, 20)}).status, 409);
    db_abort(visit->db);
}

/* trace: R-192 R-109 FVL-27 L13 */
static void the_letter_tells_of_the_home_and_that_a_no_costs_nothing(void **state) {
    struct test_database *database = *state;
    offer_town(database, levanger);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 3), OFFER_DONE);
    struct visit *visit = visit_with(database, EIE, 2 * DAY_MS, keys_rights);
    assert_int_equal(offer_letter_send(&visit->rq, &(struct offer_letter_send_in){ane, first_offer}).status, 303);
    visit_keep(visit);
    assert_int_equal(count(database, "SELECT count(*) FROM offer_letter WHERE sent_on = '2026-09-09'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_offer WHERE answer_by = '2026-09-16'"), 1); /* the whole time from the day it is sent */
    assert_int_equal(tasks(database, "send_offer"), 0);
    visit = visit_with(database, EIE, 2 * DAY_MS + 1, keys_rights);
    struct reply reply = offer_letter_page(&visit->rq, &(struct offer_letter_page_in){ane, {1}});
    assert_int_equal(reply.status, 200);
    db_abort(visit->db);
    visit = visit_with(database, EIE, 2 * DAY_MS + 2, keys_rights);
    assert_int_equal(offer_letter_send(&visit->rq, &(struct offer_letter_send_in){ane, first_offer}).status, 409);
    db_abort(visit->db);
}

/* trace: R-192 R-145 K6 PBRL-3 MODEL-6.4-9 */
static void what_was_offered_and_answered_stays_to_be_seen(void **state) {
    static const enum right coordinator[] = {RIGHT_CASE_SEE, RIGHT_OFFER_SEE, RIGHT_OFFER_ANSWER, RIGHT_APPEAL_REGISTER, 0};
    struct test_database *database = *state;
    offer_town(database, levanger);
    assert_int_equal(DONE_BY(database, EIE, 3, offer_pass(db, ane, small_flat, PASSED_REASON_ABSTINENCE_RULE)), OFFER_DONE);
    assert_int_equal(offered(database, ane, quiet_flat, 0, 4), OFFER_DONE);
    struct visit *visit = visit_with(database, HOT, 5, coordinator);
    assert_int_equal(offer_answer_send(&visit->rq, &(struct offer_answer_send_in){ane, first_offer, PART_ANSWER_DECLINED, ANSWER_WAY_PHONE, 0}).status, 422);
    db_abort(visit->db);
    visit = visit_with(database, HOT, 6, coordinator);
    assert_int_equal(
        offer_answer_send(&visit->rq, &(struct offer_answer_send_in){ane, first_offer, PART_ANSWER_DECLINED, ANSWER_WAY_PHONE, DECLINE_REASON_NEAR_PEOPLE}).status, 303);
    visit_keep(visit);
    visit = visit_with(database, HOT, 7, coordinator);
    visit->rq.form = NULL;
    const char *text = page(database, visit, offer_page(&visit->rq, &(struct offer_page_in){ane}));
    has(text, "Takket nei");
    has(text, "For nær noen personen vil ha avstand til");
    has(text, "Dette teller aldri imot noen");
    has(text, "Huset har regler personen ikke vil bo under");
    has(text, "/sak/1/klage"); /* a question about somebody else's home is explained there */
    assert_int_equal(in_state(database, "housing_application", "status", "waiting"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(each_point_of_her_need_fits_or_not_or_is_to_be_asked),
        RULE(a_home_that_does_not_suit_never_counts),
        RULE(the_unit_that_picks_offers_a_home_that_fits_and_the_rest_follows),
        RULE(where_one_unit_does_both_or_the_meeting_picks_who_decides_may_offer_too),
        RULE(without_a_yes_there_is_no_offer),
        RULE(a_full_area_she_has_not_chosen_is_decided_by_a_named_person_with_a_reason_and_flagged),
        RULE(what_she_chose_herself_is_no_forced_move),
        RULE(a_cluster_is_full_by_its_computed_share_and_who_picks_sees_that_word_alone),
        RULE(a_full_area_or_what_does_not_fit_needs_a_reason_and_shows_no_number),
        RULE(one_home_is_offered_to_one_and_the_next_in_line_gets_it_by_itself),
        RULE(two_times_no_deletes_nothing_and_asks_what_she_wishes),
        RULE(who_does_not_answer_is_asked_before_and_after_and_loses_nothing),
        RULE(she_gets_more_time_when_there_is_a_reason_and_is_shown_the_home_first),
        RULE(who_lets_the_home_makes_the_contract_also_where_another_unit_made_the_offer),
        RULE(a_yes_leads_to_a_lease_and_to_keys_and_there_is_no_night_between),
        RULE(in_alesund_the_meeting_picks_the_spread_flat_and_the_hotel_ends_the_day_she_has_the_keys),
        RULE(the_day_has_its_list_and_the_first_weeks_their_questions),
        RULE(no_offer_and_no_lease_of_one_asks_for_help_abstinence_or_entry),
        RULE(the_property_unit_reads_what_a_home_must_have_and_never_why),
        RULE(where_a_shielded_home_lies_is_not_told_to_who_looks_for_one),
        RULE(who_comes_second_is_told_kindly_with_what_was_typed),
        RULE(the_letter_tells_of_the_home_and_that_a_no_costs_nothing),
        RULE(what_was_offered_and_answered_stays_to_be_seen),
    };
    return run_rules("offer", rules, sizeof rules / sizeof *rules);
}
