/* A job takes effect once, however often it is tried and by however many processes. */
#include "platform/audit/audit.h"
#include "platform/db/test_database.h"
#include "platform/db/unaudited.h"
#include "platform/jobs/jobs.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static struct instant at(int64_t minutes) { return (struct instant){TEST_NOW.ms + minutes * MS_PER_MINUTE}; }

static void add(const struct test_database *database, const char *kind, int64_t subject, int64_t minutes) {
    struct db *db = test_write(database);
    job_add(db, kind, subject, at(minutes));
    audit_add(db, "job_wanted", kind, subject, NULL);
    assert_int_equal(db_commit(db), DB_OK);
}

static void leave_mark(struct db *db, int64_t subject, struct instant now) {
    (void)now;
    audit_add(db, "marked", "case", subject, NULL);
}
static void fail_always(struct db *db, int64_t subject, struct instant now) {
    leave_mark(db, subject, now);
    db_fail(db, "the receiver does not answer");
}
static void add_again(struct db *db, int64_t subject, struct instant now) {
    leave_mark(db, subject, now);
    job_add(db, "again", subject, (struct instant){now.ms + MS_PER_DAY});
}

static const struct job_kind kinds[] = {{"mark", leave_mark}, {"fail", fail_always}, {"again", add_again}, {NULL, NULL}};

static int run_at(const struct test_database *database, int64_t minutes) { return jobs_run_due(database->store, kinds, at(minutes), 100); }

static int64_t marks(const struct test_database *database) {
    return test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'marked'");
}
static int64_t waiting(const struct test_database *database) { return test_number(database, "SELECT count(*) FROM job"); }
static int64_t due_in(const struct test_database *database) {
    return (test_number(database, "SELECT min(due_at) FROM job") - TEST_NOW.ms) / MS_PER_MINUTE;
}

static void what_is_due_is_run_and_the_rest_waits(void **state) {
    struct test_database *database = *state;
    for (int64_t i = 1; i <= 20; i++) add(database, "mark", i, i);
    assert_int_equal(run_at(database, 0), 0);
    assert_int_equal(run_at(database, 18), 18);
    assert_int_equal(marks(database), 18);
    assert_int_equal(waiting(database), 2);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'job_done' AND subject = 'mark' AND actor_kind = 1"), 18);
    assert_int_equal(jobs_run_due(database->store, kinds, at(60), 1), 1);
    assert_int_equal(run_at(database, 60), 1);
    assert_int_equal(run_at(database, 60), 0);
}

static void the_one_due_longest_goes_first(void **state) {
    struct test_database *database = *state;
    add(database, "mark", 3, 30);
    add(database, "mark", 1, 10);
    add(database, "mark", 2, 20);
    assert_int_equal(run_at(database, 60), 3);
    assert_int_equal(test_number(database,
                                 "SELECT count(*) FROM audit_event a JOIN audit_event b ON b.id > a.id AND b.subject_id < a.subject_id"
                                 " WHERE a.event = 'marked' AND b.event = 'marked'"),
                     0);
}

static void the_same_job_is_kept_once_at_the_earlier_time(void **state) {
    struct test_database *database = *state;
    add(database, "mark", 1, 30);
    add(database, "mark", 1, 20);
    add(database, "mark", 1, 40);
    assert_int_equal(waiting(database), 1);
    assert_int_equal(due_in(database), 20);
    assert_int_equal(run_at(database, 60), 1);
    assert_int_equal(marks(database), 1);
}

static void a_cancelled_job_is_not_run(void **state) {
    struct test_database *database = *state;
    add(database, "mark", 1, 0);
    add(database, "mark", 2, 0);
    struct db *db = test_write(database);
    job_cancel(db, "mark", 1);
    audit_add(db, "job_unwanted", "mark", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(run_at(database, 1), 1);
    assert_int_equal(marks(database), 1);
}

static void a_job_that_fails_leaves_nothing_and_waits_longer_each_time(void **state) {
    struct test_database *database = *state;
    add(database, "fail", 1, 0);
    int64_t now = 0, pause = 1;
    for (int attempt = 1; attempt < 10; attempt++) {
        assert_int_equal(run_at(database, now), 1);
        assert_int_equal(run_at(database, now), 0);
        assert_int_equal(due_in(database), now + pause);
        now += pause;
        pause *= 2;
    }
    assert_int_equal(test_number(database, "SELECT parked FROM job"), 0);
    assert_int_equal(run_at(database, now), 1);
    assert_int_equal(test_number(database, "SELECT parked FROM job"), 1);
    assert_int_equal(run_at(database, now + 100000), 0);
    assert_int_equal(marks(database), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'job_failed'"), 9);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'job_parked'"), 1);
}

static void a_parked_job_that_is_wanted_again_starts_anew(void **state) {
    struct test_database *database = *state;
    add(database, "mark", 1, 0);
    test_script(database, "UPDATE job SET parked = 1, attempts = 10");
    assert_int_equal(run_at(database, 1), 0);
    add(database, "mark", 1, 5);
    assert_int_equal(due_in(database), 5);
    assert_int_equal(run_at(database, 5), 1);
    assert_int_equal(marks(database), 1);
}

static void a_job_without_a_handler_is_put_off(void **state) {
    struct test_database *database = *state;
    add(database, "unheard_of", 1, 0);
    assert_int_equal(run_at(database, 0), 1);
    assert_int_equal(due_in(database), 1);
}

static void a_job_may_add_itself_anew(void **state) {
    struct test_database *database = *state;
    add(database, "again", 1, 0);
    assert_int_equal(run_at(database, 0), 1);
    assert_int_equal(due_in(database), 24 * 60);
    assert_int_equal(test_number(database, "SELECT attempts FROM job"), 0);
    assert_int_equal(run_at(database, 24 * 60), 1);
    assert_int_equal(marks(database), 2);
}

/* As a process that died after its claim. */
static void a_lease_keeps_others_away_until_it_runs_out(void **state) {
    struct test_database *database = *state;
    add(database, "mark", 1, 0);
    struct db *db = db_begin_unaudited(database->store, database->arena, &test_actor, TEST_NOW);
    test_run(db, arena_printf(database->arena, "UPDATE job SET attempts = 1, lease_at = %lld", (long long)at(5).ms));
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(run_at(database, 4), 0);
    assert_int_equal(run_at(database, 5), 1);
    assert_int_equal(marks(database), 1);
}

struct run {
    const struct test_database *database;
    int ran;
};

static void *run_too(void *context) {
    struct run *run = context;
    run->ran = run_at(run->database, 60);
    return NULL;
}

static void two_threads_run_each_job_once(void **state) {
    struct test_database *database = *state;
    for (int64_t i = 1; i <= 40; i++) add(database, "mark", i, 0);
    struct run runs[2] = {{.database = database}, {.database = database}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&threads[i], NULL, run_too, &runs[i]), 0);
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        assert_true(runs[i].ran >= 0);
    }
    run_at(database, 120); /* what a conflict between the two put off */
    assert_int_equal(marks(database), 40);
    assert_int_equal(waiting(database), 0);
}

static void two_processes_run_each_job_once(void **state) {
    struct test_database *database = *state;
    for (int64_t i = 1; i <= 40; i++) add(database, "mark", i, 0);
    db_store_close(database->store);
    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct db_store *store = NULL;
            const char *reason = "";
            struct db_config config = {.url = database->url, .key_file = database->key_file};
            bool good = db_store_open(&config, database->arena, &store, &reason) == ERR_OK && jobs_run_due(store, kinds, at(60), 100) >= 0;
            db_store_close(good ? store : NULL);
            _exit(good ? 0 : 1);
        }
    }
    for (int i = 0; i < 2; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    database->store = test_open(database);
    run_at(database, 120);
    assert_int_equal(marks(database), 40);
    assert_int_equal(waiting(database), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'job_done'"), 40);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(what_is_due_is_run_and_the_rest_waits),
        RULE(the_one_due_longest_goes_first),
        RULE(the_same_job_is_kept_once_at_the_earlier_time),
        RULE(a_cancelled_job_is_not_run),
        RULE(a_job_that_fails_leaves_nothing_and_waits_longer_each_time),
        RULE(a_parked_job_that_is_wanted_again_starts_anew),
        RULE(a_job_without_a_handler_is_put_off),
        RULE(a_job_may_add_itself_anew),
        RULE(a_lease_keeps_others_away_until_it_runs_out),
        RULE(two_threads_run_each_job_once),
        RULE(two_processes_run_each_job_once),
    };
    return run_rules("jobs", rules, sizeof rules / sizeof *rules);
}
