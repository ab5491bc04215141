/* What the random histories share: how many and from which seed, batches of them on one database, questions prepared once, and work by several
 * processes at once. For the property tests only; knows no module. */
#pragma once
#include "platform/db/test_database.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>

static inline int64_t setting_of(const char *name, int64_t otherwise) {
    const char *value = getenv(name);
    int64_t number = 0;
    return value && parse_int(value, &number) && number > 0 ? number : otherwise;
}

/* xorshift: the same seed goes the same way. */
static inline uint64_t history_draw(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* The seed of a history, by its number: histories beside each other share nothing. */
static inline uint64_t history_seed(int64_t number) {
    uint64_t z = (uint64_t)(setting_of("FELLES_SEED", 20260907) + number) * UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    return (z ^ (z >> 27)) | 1;
}

/* Histories are lived in batches on one database: `batch` copies of `rule` at most, and after them `others`. */
static inline int run_histories(const char *group, struct test_rule rule, int64_t batches, const struct test_rule *others,
                                size_t n_others) {
    struct arena *arena = arena_create();
    size_t n = 0;
    struct test_rule *rules = arena_array(arena, (size_t)batches + n_others, sizeof *rules);
    for (int64_t i = 0; i < batches; i++) rules[n++] = rule;
    for (size_t i = 0; i < n_others; i++) rules[n++] = others[i];
    int failed = run_rules(group, rules, n);
    arena_destroy(arena);
    return failed;
}

/* A question asked after every step: `$1 …` are whole numbers, first named in their order, and it is prepared once a
 * connection. */
enum { QUESTIONS_FROM = 12000 }; /* beyond every number that a module's queries have */
#define QUESTION(place, columns, parameters, text)                                                            \
    {                                                                                                         \
        .name = "question", .sqlite = text, .postgresql = text, .n_columns = columns, .n_params = parameters, \
        .number = QUESTIONS_FROM + (place)                                                                    \
    }

/* The one row it gives. */
static inline void question_row(struct db *db, const struct db_query *question, const int64_t *parameters, int64_t *values) {
    struct db_cursor cursor;
    db_open(db, &cursor, question);
    for (int i = 0; i < question->n_params; i++) db_bind_int(&cursor, i + 1, parameters[i]);
    if (!db_step(&cursor)) fail_msg("no row: %.80s", question->sqlite);
    for (int i = 0; i < question->n_columns; i++) values[i] = db_int(&cursor, i);
    db_close(&cursor);
}

/* The same, as another connection sees it. */
static inline void look_row(const struct test_database *database, const struct db_query *question, const int64_t *parameters,
                            int64_t *values) {
    struct db *db = test_look(database);
    question_row(db, question, parameters, values);
    db_abort(db);
}

/* ── several processes ────────────────────────────────────────────────── */

enum { PROCESSES = 3, KEPT_MOST = 1 << 16 };
struct process_work {
    int64_t kept[KEPT_MOST]; /* ids of what it was told is done */
    int n_kept, done, wrong;
};

static inline void *shared_memory(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(memory, MAP_FAILED);
    return memory;
}

/* Each process has a store of its own on the same database; all begin at the same instant, and each leaves word of its work. The memory is the
 * caller's to unmap. */
static inline struct process_work *work_by_processes(struct test_database *database,
                                                     void (*run)(const struct test_database *own, int number, struct process_work *mine)) {
    struct process_work *works = shared_memory(PROCESSES * sizeof *works);
    pthread_barrier_t *start = shared_memory(sizeof *start);
    pthread_barrierattr_t between_processes;
    pthread_barrierattr_init(&between_processes);
    pthread_barrierattr_setpshared(&between_processes, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(start, &between_processes, PROCESSES);
    test_close(database); /* no connection crosses a fork */
    pid_t children[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] != 0) continue;
        struct test_database own = *database;
        own.store = test_open(&own);
        pthread_barrier_wait(start);
        run(&own, i, &works[i]);
        test_close(&own);
        _exit(0);
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) fail_msg("process %d ended with %d", i, status);
    }
    munmap(start, sizeof *start);
    pthread_barrierattr_destroy(&between_processes);
    database->store = test_open(database);
    return works;
}

enum { TRIES_OF_A_POST = 3 };
/* One process's turn, as the dispatcher lets one POST have it: what met another write is done again on a fresh transaction, and a rule's no is its answer.
 * `begin` gives `db`, the transaction that `call` uses. */
#define WORK_TURN(mine, begin, call)                                  \
    do {                                                              \
        for (int try_ = 0; try_ < TRIES_OF_A_POST && !(mine)->done; try_++) { \
            struct db *db = (begin);                                  \
            (mine)->wrong = (call);                                   \
            bool met_another_ = db_failed(db);                        \
            if ((mine)->wrong || met_another_) db_abort(db);          \
            else (mine)->done = db_commit(db) == DB_OK;               \
            if ((mine)->wrong && !met_another_) break;                \
        }                                                             \
    } while (0)

/* How many did it; everyone else was given that reason. The memory is given back. */
static inline int works_done(struct process_work *works, int reason) {
    int done = 0;
    for (int i = 0; i < PROCESSES; i++) {
        done += works[i].done != 0;
        if (!works[i].done) assert_int_equal(works[i].wrong, reason);
    }
    munmap(works, PROCESSES * sizeof *works);
    return done;
}
