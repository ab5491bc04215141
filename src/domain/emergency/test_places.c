/* The register of places for the night: a stay holds one of its numbers and no two the same, it is let go when the stay moves or ends, and the pages count without names. */
#include "domain/emergency/emergency_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "emergency_routes.h"
#include "emergency_sql.h"
#include "texts.h"

#include <pthread.h>

static const enum right keeping[] = {RIGHT_DWELLING_SEE, RIGHT_TEMPORARY_SEE, RIGHT_TEMPORARY_WRITE, RIGHT_CASE_SEE, RIGHT_NIGHT_ASK, RIGHT_NIGHT_ANSWER, RIGHT_DECISION_WRITE, 0};
static const struct temporary_place_id guest_house = {1};
enum { KARI = 2 };

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

static void a_place(const struct test_database *database, const char *name, enum temporary_kind kind, int64_t places, bool good) {
    struct db *db = town_write(database, NAV, 1);
    demo_temporary(db, name, kind, places, good, date_of(2026, 9, 1));
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* A yes at a registered place, as the page gives it: found and kept in one transaction. */
static int given_in(struct db *db, const struct access *access, struct case_id id, struct night_need_id need, const char *more) {
    struct night_grant grant = a_room();
    grant.case_ = id;
    grant.need = need;
    int fault = night_where_registered(db, guest_house, more, &grant.where);
    return fault ? fault : night_grant(db, access, &grant);
}

static int given(const struct test_database *database, const char *more, int64_t later) {
    return DONE_BY(database, NAV, later, given_in(db, social_of(database, db, NAV), ane, first_need, more));
}

/* Ane and Kari ask, and the guest house has so many places. */
static void both_ask(const struct test_database *database, int64_t places) {
    night_town(database);
    assert_int_equal(town_case(database, "Kari").v, KARI);
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    struct night_need_id need;
    const struct night_asking asking = {{KARI}, 0, NULL};
    assert_int_equal(DONE_BY(database, HOT, 3, night_ask(db, &asking, &need)), NIGHT_DONE);
    a_place(database, "Gjestehuset", TEMPORARY_KIND_ROOM, places, true);
}

static const struct access *kari_in(const struct test_database *database, struct db *db) {
    struct request rq = town_request(database, db, town_session(database, NAV, NULL));
    return secrecy_open(&rq, (struct case_id){KARI}, ZONE_BIT(ZONE_SOCIAL), "night");
}

/* The number the next one gets; 0: it is full, and not among those with something free. */
static int64_t next_free(const struct test_database *database, int64_t later) {
    struct db *db = town_write(database, NAV, later);
    struct night_where where = {0};
    int fault = night_where_registered(db, guest_house, NULL, &where);
    assert_int_equal(fault, night_places_free(db).n ? NIGHT_DONE : NIGHT_PLACE_TAKEN);
    db_abort(db);
    return where.number;
}

/* trace: R-147 R-016 SOT-6 */
static void a_stay_holds_a_number_of_the_place_until_it_moves_or_ends(void **state) {
    struct test_database *database = *state;
    both_ask(database, 2);
    assert_int_equal(given(database, "rom 12", 4), NIGHT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM temporary_seat WHERE place_id = 1 AND number = 1 AND since = '2026-09-07'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM night_place WHERE place_id = 1 AND number = 1 AND kind = 'own_room' AND place IS NOT NULL"), 1);
    assert_int_equal(DONE_BY(database, NAV, 5, given_in(db, kari_in(database, db), (struct case_id){KARI}, (struct night_need_id){2}, NULL)), NIGHT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM temporary_seat WHERE number = 2"), 1);
    assert_int_equal(next_free(database, 6), 0);
    const struct night_move elsewhere = {PLACE_WHY_OWN_WISH, {.kind = PLACE_KIND_FLAT, .place = "Hos en hytteutleier"}, NULL, NULL, date_of(2026, 9, 10)};
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(3), night_move(db, social_of(database, db, NAV), ane, &elsewhere)), NIGHT_DONE);
    assert_int_equal(count(database, "SELECT number FROM temporary_seat"), 2);
    assert_int_equal(next_free(database, ON_DAY(3) + 1), 1);
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(4), night_end(db, (struct case_id){KARI}, date_of(2026, 9, 11), STAY_END_WITH_OTHERS)), NIGHT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM temporary_seat"), 0);
}

/* ── two at once ──────────────────────────────────────────────────────── */

struct racer {
    const struct test_database *database;
    pthread_barrier_t *start;
    struct case_id case_;
    struct night_need_id need;
    int fault;
};

static void *race(void *data) {
    struct racer *racer = data;
    struct arena *arena = arena_create();
    struct actor actor = {.kind = ACTOR_STAFF, .staff = NAV, .unit = NAV, .what = "test"};
    struct db *db = db_begin(racer->database->store, DB_WRITE, arena, &actor, (struct instant){TEST_NOW.ms + 50000});
    struct request rq = town_request(racer->database, db, town_session(racer->database, NAV, NULL));
    struct night_where where = {0};
    rq.arena = arena;
    db_abort(db);
    pthread_barrier_wait(racer->start);
    db = rq.db = db_begin(racer->database->store, DB_WRITE, arena, &actor, (struct instant){TEST_NOW.ms + 50000});
    racer->fault = night_where_registered(db, guest_house, NULL, &where);
    if (!racer->fault) {
        struct night_grant grant = a_room();
        grant.case_ = racer->case_;
        grant.need = racer->need;
        grant.where = where;
        racer->fault = night_grant(db, secrecy_open(&rq, racer->case_, ZONE_BIT(ZONE_SOCIAL), "night"), &grant);
    }
    if (racer->fault) db_abort(db);
    else if (db_commit(db) != DB_OK) racer->fault = -1;
    arena_destroy(arena);
    return NULL;
}

/* trace: R-147 SOT-6 */
static void of_two_who_choose_the_last_place_at_once_one_has_it(void **state) {
    struct test_database *database = *state;
    both_ask(database, 1);
    pthread_barrier_t start;
    pthread_t threads[2];
    struct racer racers[2] = {{database, &start, ane, first_need, 0}, {database, &start, {KARI}, {2}, 0}};
    pthread_barrier_init(&start, NULL, 2);
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&start);
    assert_int_equal((racers[0].fault == 0) + (racers[1].fault == 0), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM temporary_seat"), 1);
}

/* trace: R-147 SOT-6 */
static void the_schema_refuses_the_same_number_twice_and_what_is_no_place_for_children(void **state) {
    struct test_database *database = *state;
    both_ask(database, 1);
    assert_int_equal(given(database, NULL, 4), NIGHT_DONE);
    static const char *const bad[] = {
        "INSERT INTO temporary_seat (place_id, number, since) VALUES (1, 1, '2026-09-08')",
        "INSERT INTO night_place (stay_id, case_id, person_id, from_date, why, kind, place_id, number, place, children, at, by_staff) SELECT stay_id, case_id, person_id, '2026-09-08',"
        " 'better', 'own_room', 1, 2, place, 0, 1, 1 FROM night_place",
        "INSERT INTO night_place (stay_id, case_id, person_id, from_date, why, kind, place_id, place, children, at, by_staff) SELECT stay_id, case_id, person_id, '2026-09-08',"
        " 'better', 'own_room', 1, place, 0, 1, 1 FROM night_place",
        "UPDATE temporary_place SET children = 1, kind = 'dormitory'",
        "UPDATE temporary_place SET lockable = 0",
        "UPDATE temporary_place SET places = 0",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct db *db = town_write(database, NAV, 9);
        test_run(db, bad[i]);
        if (!db_failed(db)) fail_msg("%zu", i);
        db_abort(db);
    }
}

/* trace: R-147 SOT-6 */
static void children_along_at_a_place_that_is_not_for_them_need_a_reason(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 1, 2), NIGHT_DONE);
    a_place(database, "Gjestehuset", TEMPORARY_KIND_ROOM, 3, false);
    assert_int_equal(given(database, NULL, 3), NIGHT_NOT_FOR_CHILDREN);
    assert_int_equal(count(database, "SELECT count(*) FROM temporary_seat"), 0);
}

/* ── the pages ────────────────────────────────────────────────────────── */

static struct request at(const struct test_database *database, int unit, int64_t later) {
    struct request rq = town_request(database, town_write(database, unit, later), town_session(database, unit, keeping));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

#define PAGE(database, unit, later, handler, ...)                                       \
    ({                                                                                  \
        struct request rq_ = at((database), (unit), (later));                           \
        rq_.form = NULL;                                                                \
        page_of(&rq_, handler(&rq_, &(struct handler##_in){__VA_ARGS__}));              \
    })

static text_key sent(const struct test_database *database, const struct temporary_send_in *in, int64_t later, const char *field) {
    struct request rq = at(database, NAV, later);
    struct reply reply = temporary_send(&rq, in);
    text_key why = reply.from_form ? form_error_of(rq.form, field) : 0;
    if (reply.from_form) db_abort(rq.db);
    else {
        assert_int_equal(reply.status, 303);
        audit_add(rq.db, "tried", "case", 1, NULL); /* the dispatcher's */
        town_commit(rq.db);
    }
    return why;
}

/* trace: R-147 R-016 SOT-6 */
static void who_says_yes_chooses_a_registered_place_or_writes_another(void **state) {
    struct test_database *database = *state;
    both_ask(database, 1);
    const char *page = PAGE(database, NAV, 4, night_grant_page, .case_ = ane, .need = first_need);
    has(page, "Gjestehuset (Eget rom, 1 ledig)");
    struct night_grant_send_in in = {.case_ = ane, .need = first_need, .until = date_of(2026, 9, 21), .told = NIGHT_TOLD_BY_PHONE, .facts = "Du har ingen stad å sove i natt.",
                                     .why = "Du treng ein trygg stad no.", .her_view = "Eg vil ha fred.", .weight = "Rommet ligg for seg sjølv.", .impartial = true};
    struct request rq = at(database, NAV, 5);
    assert_true(night_grant_send(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "place"), T_night_place_missing);
    db_abort(rq.db);
    in.place = "Hos Olsen, Strandgata 1";
    rq = at(database, NAV, 6);
    assert_true(night_grant_send(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "kind"), T_night_kind_missing);
    db_abort(rq.db);
    in.place = "rom 3";
    in.registered = guest_house;
    rq = at(database, NAV, 7);
    assert_int_equal(night_grant_send(&rq, &in).status, 303);
    town_commit(rq.db);
    has(PAGE(database, NAV, 8, night_page, .case_ = ane), "Gjestehuset, rom 3");
    in.case_ = (struct case_id){KARI};
    in.need = (struct night_need_id){2};
    rq = at(database, NAV, 9);
    assert_true(night_grant_send(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "registered"), T_night_place_taken);
    db_abort(rq.db);
    lacks(PAGE(database, NAV, 10, night_grant_page, .case_ = {KARI}, .need = {2}), "Gjestehuset");
}

/* trace: R-147 I-05 I-15 */
static void the_register_counts_what_is_taken_says_what_is_long_and_names_nobody(void **state) {
    struct test_database *database = *state;
    both_ask(database, 3);
    assert_int_equal(given(database, "rom 12", 4), NIGHT_DONE);
    const char *page = PAGE(database, NAV, 5, temporary_page, .place = guest_house);
    has(page, "I bruk</dt><dd><b>1</b>");
    has(page, "Ledige</dt><dd><b>2</b>");
    lacks(page, "Ane");
    lacks(page, "har bodd her i mer enn");
    page = PAGE(database, NAV, ON_DAY(100), temporary_list_page);
    has(page, "1 av 3 plasser i bruk");
    has(page, "noen har bodd her i mer enn 90 dager");
    has(page, "Med god kvalitet</dt><dd><b>3</b>");
    has(page, "Bor midlertidig nå</dt><dd><b>1–4</b>");
    lacks(page, "Ane");
    struct temporary_send_in in = {.place = guest_house, .version = 1, .places = 3, .lockable = true, .until = DATE_NONE};
    assert_int_equal(sent(database, &in, ON_DAY(101), "places"), 0);
    has(PAGE(database, NAV, ON_DAY(101), temporary_list_page), "det mangler gode plasser");
    in = (struct temporary_send_in){.place = guest_house, .version = 2, .places = 3, .children = true, .until = DATE_NONE};
    assert_int_equal(sent(database, &in, ON_DAY(102), "children"), T_temporary_children_need);
    test_script(database, "UPDATE temporary_seat SET number = 3");
    in = (struct temporary_send_in){.place = guest_house, .version = 2, .places = 2, .lockable = true, .until = DATE_NONE};
    assert_int_equal(sent(database, &in, ON_DAY(102), "places"), T_temporary_places_taken);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_stay_holds_a_number_of_the_place_until_it_moves_or_ends),
        RULE(of_two_who_choose_the_last_place_at_once_one_has_it),
        RULE(the_schema_refuses_the_same_number_twice_and_what_is_no_place_for_children),
        RULE(children_along_at_a_place_that_is_not_for_them_need_a_reason),
        RULE(who_says_yes_chooses_a_registered_place_or_writes_another),
        RULE(the_register_counts_what_is_taken_says_what_is_long_and_names_nobody),
    };
    return run_rules("places", rules, sizeof rules / sizeof *rules);
}
