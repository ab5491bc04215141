/* Every query of every module, on the fresh schema of both databases. sqlgen has prepared each on SQLite when it was built; here PostgreSQL
 * must take it too, with as many parameters and columns, and run it without values: only a constraint may refuse that. */
#include "platform/db/test_database.h"

static PGconn *server;

struct query_list {
    const struct db_query **v;
    size_t n;
};

static struct query_list every_query(struct arena *arena) {
    struct query_list all = {0};
    for (size_t list = 0; db_all_queries[list]; list++)
        for (size_t i = 0; db_all_queries[list][i]; i++) all.n++;
    all.v = arena_array(arena, all.n + 1, sizeof *all.v);
    size_t n = 0;
    for (size_t list = 0; db_all_queries[list]; list++)
        for (size_t i = 0; db_all_queries[list][i]; i++) all.v[n++] = db_all_queries[list][i];
    return all;
}

/* A constraint (23…) or a trigger of ours (P0001) may refuse a row of nothing but NULL: the query itself was taken. */
static bool is_refusal(const char *state) { return state && (strncmp(state, "23", 2) == 0 || strcmp(state, "P0001") == 0); }

/* Returns whether all was well; says what was not. */
static bool is_good(PGresult *result, const struct db_query *query) {
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || is_refusal(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    if (!good) print_error("%s: %s", query->name, PQresultErrorMessage(result));
    PQclear(result);
    return good;
}

static bool prepare(const struct db_query *query) {
    Oid types[64] = {0};
    for (int i = 0; i < query->n_params; i++) types[i] = query->blob_params >> i & 1 ? 17 : 0;
    return is_good(PQprepare(server, query->name, query->postgresql, query->n_params, types), query);
}

static bool has_its_shape(const struct db_query *query) {
    PGresult *about = PQdescribePrepared(server, query->name);
    bool good = PQnparams(about) == query->n_params && PQnfields(about) == query->n_columns;
    if (!good)
        print_error("%s: %d parameters and %d columns, not %d and %d\n", query->name, PQnparams(about), PQnfields(about), query->n_params,
                    query->n_columns);
    PQclear(about);
    return good;
}

static bool runs(const struct db_query *query) {
    static const char *const none[64];
    PQclear(PQexec(server, "BEGIN"));
    bool good = is_good(PQexecPrepared(server, query->name, query->n_params, none, NULL, NULL, 0), query);
    PQclear(PQexec(server, "ROLLBACK"));
    return good;
}

static void postgresql_takes_every_query(void **state) {
    const struct test_database *database = *state;
    struct query_list all = every_query(database->arena);
    int bad = 0;
    server = PQconnectdb(database->url);
    assert_int_equal(PQstatus(server), CONNECTION_OK);
    for (size_t i = 0; i < all.n; i++) bad += !(prepare(all.v[i]) && has_its_shape(all.v[i]) && runs(all.v[i]));
    PQfinish(server);
    assert_int_equal(bad, 0);
    assert_true(all.n > 40);
}

/* Past the authorizer, which sqlgen does not have. */
static void run_time_takes_every_query(void **state) {
    const struct test_database *database = *state;
    struct query_list all = every_query(database->arena);
    int bad = 0;
    for (size_t i = 0; i < all.n; i++) {
        struct db_cursor cursor;
        struct db *db = db_begin(database->store, DB_WRITE, database->arena, &test_actor, TEST_NOW);
        db_open(db, &cursor, all.v[i]);
        bad += db_failed(db);
        db_close(&cursor);
        db_abort(db);
    }
    assert_int_equal(bad, 0);
}

/* The number is the place in the cache of prepared statements. */
static void no_two_queries_have_one_number_or_one_name(void **state) {
    const struct test_database *database = *state;
    struct query_list all = every_query(database->arena);
    for (size_t i = 0; i < all.n; i++) {
        assert_in_range(all.v[i]->n_params, 0, 64);
        for (size_t k = 0; k < i; k++)
            if (all.v[k]->number == all.v[i]->number || strcmp(all.v[k]->name, all.v[i]->name) == 0)
                fail_msg("%s and %s", all.v[k]->name, all.v[i]->name);
    }
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE_ON(ON_POSTGRESQL, postgresql_takes_every_query),
        RULE(run_time_takes_every_query),
        RULE_ON(ON_SQLITE, no_two_queries_have_one_number_or_one_name),
    };
    return run_rules("queries", rules, sizeof rules / sizeof *rules);
}
