/* Property: when several processes offer the same home to different persons at the same instant, exactly one does, and the others are told that it was just
 * offered. On both databases, with the schema as the last lock. (R-188, I-13) */
#include "domain/offer/offer_for_tests.h"
#include "history.h"

enum { ROUNDS = 6, MINUTE = 60000 };

static int64_t later;
static const struct case_id persons[PROCESSES] = {{1}, {2}, {3}};

static void offer_it(const struct test_database *own, int number, struct process_work *mine) {
    struct dwelling_offer_id made;
    const struct offer_new offer = {persons[number], quiet_flat, 0, DATE_NONE};
    struct db *db = town_write(own, EIE, later);
    int result = offer_make(db, &offer, &made);
    mine->wrong = result;
    if (result) db_abort(db);
    else mine->done = db_commit(db) == DB_OK;
}

/* trace: R-188 R-192 I-13 */
static void of_several_offers_of_one_home_at_once_one_counts(void **state) {
    struct test_database *database = *state;
    offer_town(database, "profiles/levanger.yaml");
    for (int i = 1; i < PROCESSES; i++) {
        assert_int_equal(town_case(database, i == 1 ? "Bo" : "Cato").v, persons[i].v);
        offer_yes_to(database, persons[i], 3 + i);
    }
    later = MINUTE;
    for (int round = 0; round < ROUNDS; round++) {
        struct process_work *works = work_by_processes(database, offer_it);
        int done = 0;
        for (int i = 0; i < PROCESSES; i++) {
            if (works[i].done) done++;
            else if (works[i].wrong) assert_int_equal(works[i].wrong, OFFER_HOME_TAKEN);
        }
        assert_int_equal(done, 1);
        munmap(works, PROCESSES * sizeof *works);
        assert_int_equal(
            test_number(database, "SELECT count(*) FROM dwelling_offer WHERE dwelling_id = 1 AND state IN ('open', 'accepted')"), 1);
        assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'offered'"), 1);
        assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application WHERE status = 'offered'"), 1);
        const struct dwelling_offer_id open = {test_number(database, "SELECT max(id) FROM dwelling_offer WHERE state = 'open'")};
        assert_int_equal(DONE_BY(database, EIE, later += MINUTE, offer_take_back(db, open, OFFER_BACK_WRONG_DWELLING)), OFFER_DONE);
        later += MINUTE;
    }
}

int main(void) {
    static const struct test_rule rules[] = {RULE(of_several_offers_of_one_home_at_once_one_counts)};
    return run_rules("offer_property", rules, 1);
}
