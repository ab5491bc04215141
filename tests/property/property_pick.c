/* Property: when several processes give the same dwelling to different persons, or different dwellings to the same person, at the same instant, exactly one
 * of them counts. On both databases. */
#include "domain/proposal/proposal_for_tests.h"
#include "history.h"

enum { ROUNDS = 4, MINUTE = 60000 };

static int64_t later;
static bool one_person; /* else one dwelling */

static void pick_it(const struct test_database *own, int number, struct process_work *mine) {
    int result = pick(own, one_person ? number + 1 : 1, one_person ? 1 : number + 1, "Det passer best slik.", later);
    mine->wrong = result;
    mine->done = result == PROPOSAL_FINE;
}

/* trace: R-182 R-187 R-188 R-172 */
static void of_several_who_give_at_once_one_counts(void **state) {
    struct test_database *database = *state;
    town_with_list(database);
    for (int i = 1; i <= PROCESSES; i++) home(database, i, "1", "");
    later = MINUTE;
    for (int round = 0; round < ROUNDS; round++) {
        one_person = round % 2 == 1;
        int done = 0;
        struct process_work *works = work_by_processes(database, pick_it);
        for (int i = 0; i < PROCESSES; i++) {
            if (works[i].done) done++;
            else assert_true(works[i].wrong == PROPOSAL_TAKEN || works[i].wrong == PROPOSAL_CHOICE_MISSING);
        }
        munmap(works, PROCESSES * sizeof *works);
        assert_int_equal(done, 1);
        assert_int_equal(count(database, "SELECT count(*) FROM allocation_pick"), round + 1);
        assert_int_equal(count(database, "SELECT count(*) FROM dwelling WHERE state = 'offered'"), 1);
        assert_int_equal(count(database, "SELECT count(*) FROM housing_application WHERE status = 'offered'"), 1);
        const struct dwelling_id given = {count(database, "SELECT id FROM dwelling WHERE state = 'offered'")};
        const struct housing_application_id to = {count(database, "SELECT id FROM housing_application WHERE status = 'offered'")};
        struct db *db = town_write(database, HOT, later += MINUTE);
        assert_int_equal(application_move(db, to, APPLICATION_STATUS_WAITING), APPLICATION_FINE);
        assert_true(dwelling_move_to(db, given, DWELLING_STATE_READY, date_of(2026, 9, 7), NULL) >= 0);
        town_commit(db);
        later += MINUTE;
    }
}

int main(void) {
    static const struct test_rule rules[] = {RULE(of_several_who_give_at_once_one_counts)};
    return run_rules("pick_property", rules, 1);
}
