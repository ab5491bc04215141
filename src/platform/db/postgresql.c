/* The PostgreSQL backend, over libpq: statements prepared once a connection, parameters as text (bytes as they are), results as text. A
 * result is read whole, so a query inside a row function needs no second connection; long reads are asked for in pages. */
#include "platform/db/backend.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OID_BYTEA = 17, OPERATOR_LOCK = 1178946675 };

struct connection {
    PGconn *handle;
    enum role role;
    bool *prepared; /* by db_query.number */
    int n_prepared;
};
struct postgresql_statement {
    struct statement base;
    struct connection *connection;
    const char **values;
    int *lengths, *formats;
    PGresult *result;
    int row, n_rows;
};

static struct postgresql_statement *own(struct statement *statement) { return (struct postgresql_statement *)statement; }

static const char *field(const PGresult *result, int code) {
    const char *text = result ? PQresultErrorField(result, code) : NULL;
    return text ? text : "";
}

static void name_constraint(const PGresult *result, const char *state, char *ret_name, size_t size) {
    if (strcmp(state, "23503") == 0) snprintf(ret_name, size, "foreign_key"); /* SQLite knows no more */
    else if (strcmp(state, "23502") == 0)
        snprintf(ret_name, size, "%s.%s", field(result, PG_DIAG_TABLE_NAME), field(result, PG_DIAG_COLUMN_NAME));
    else if (strcmp(state, "P0001") == 0) /* a trigger's RAISE EXCEPTION: its text is the name */
        snprintf(ret_name, size, "%s", field(result, PG_DIAG_MESSAGE_PRIMARY));
    else snprintf(ret_name, size, "%s", field(result, PG_DIAG_CONSTRAINT_NAME));
}

/* The server's own message may quote a value, so the log gets the state and the names only. */
static void describe(const struct connection *connection, const PGresult *result, const char *where, struct failure *ret_failure) {
    const char *state = field(result, PG_DIAG_SQLSTATE);
    bool again = strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0;
    if (again || strncmp(state, "23", 2) == 0 || strcmp(state, "P0001") == 0) {
        if (again) snprintf(ret_failure->constraint, sizeof ret_failure->constraint, "retry");
        else name_constraint(result, state, ret_failure->constraint, sizeof ret_failure->constraint);
        failure_set(ret_failure, DB_CONFLICT, "%s: refused by %s (%s)", where, ret_failure->constraint,
                    field(result, PG_DIAG_CONSTRAINT_NAME));
        return;
    }
    bool lost = PQstatus(connection->handle) != CONNECTION_OK;
    failure_set(ret_failure, DB_FAILED, "%s: %s (state %s)", where, lost ? "the connection was lost" : "the server refused it", state);
}

static bool command(struct connection *connection, const char *sql, struct failure *ret_failure) {
    PGresult *result = PQexec(connection->handle, sql);
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!good) describe(connection, result, "command", ret_failure);
    PQclear(result);
    return good;
}

static bool script(struct connection *connection, const char *sql, struct failure *ret_failure) {
    PGresult *result = PQexec(connection->handle, sql);
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
    if (!good) /* a migration holds no one's data: here the server's words help */
        failure_set(ret_failure, DB_FAILED, "%s (state %s)", field(result, PG_DIAG_MESSAGE_PRIMARY), field(result, PG_DIAG_SQLSTATE));
    PQclear(result);
    return good;
}

static void disconnect(struct connection *connection) {
    PQfinish(connection->handle);
    free(connection->prepared);
    free(connection);
}

static void ignore_notice(void *context, const PGresult *result) { (void)context, (void)result; }

static struct connection *connect_server(const struct db_store *store, enum role role, struct failure *ret_failure) {
    /* A server that vanished from the network is noticed in a minute; the URL may say otherwise. */
    static const char *const names[] = {"connect_timeout",  "keepalives_idle",  "keepalives_interval",
                                        "keepalives_count", "tcp_user_timeout", "fallback_application_name",
                                        "dbname",           "client_encoding",  NULL};
    const char *values[] = {"10", "20", "10", "4", "60000", "felles", store->location, "UTF8", NULL};
    struct connection *connection = calloc(1, sizeof *connection);
    if (!connection) abort();
    connection->role = role;
    connection->handle = PQconnectdbParams(names, values, 1);
    if (PQstatus(connection->handle) != CONNECTION_OK) {
        failure_set(ret_failure, DB_FAILED, "cannot reach the PostgreSQL server: %s", PQerrorMessage(connection->handle));
        disconnect(connection);
        return NULL;
    }
    PQsetNoticeReceiver(connection->handle, ignore_notice, NULL);
    /* A limit on waiting, so that a stuck session elsewhere becomes an error here and not a silent stop. */
    const char *limits = role == ROLE_OPERATOR
                             ? "SET lock_timeout = '5min'"
                             : "SET bytea_output = 'hex'; SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '5min'";
    /* A line of the access log must be on disk before it is believed, whatever the server is used to. */
    static const char durable[] =
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
    if (command(connection, limits, ret_failure) && command(connection, durable, ret_failure)) return connection;
    disconnect(connection);
    return NULL;
}

static bool rollback(struct connection *connection) {
    struct failure failure = {0};
    return command(connection, "ROLLBACK", &failure);
}

static bool begin(struct connection *connection, struct failure *ret_failure) {
    static const char *const commands[] = {
        [ROLE_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        /* LOCK takes no snapshot, so what is read after it is what the writer before left. */
        [ROLE_WRITE] = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE audit_tail IN EXCLUSIVE MODE",
        [ROLE_SIDE] = "BEGIN ISOLATION LEVEL READ COMMITTED",
        [ROLE_OPERATOR] = "BEGIN",
    };
    bool good = command(connection, commands[connection->role], ret_failure);
    if (good && connection->role == ROLE_OPERATOR) {
        char lock[64];
        snprintf(lock, sizeof lock, "SELECT pg_advisory_xact_lock(%d)", OPERATOR_LOCK);
        good = command(connection, lock, ret_failure);
    }
    if (!good && !rollback(connection)) ret_failure->drop = true;
    return good;
}

static bool commit(struct connection *connection, struct failure *ret_failure) {
    PGresult *result = PQexec(connection->handle, "COMMIT");
    bool good = PQresultStatus(result) == PGRES_COMMAND_OK && strcmp(PQcmdStatus(result), "COMMIT") == 0;
    if (!good) {
        describe(connection, result, "commit", ret_failure);
        if (PQtransactionStatus(connection->handle) != PQTRANS_IDLE) ret_failure->drop = true;
    }
    PQclear(result);
    return good;
}

/* ── statements ── */

static bool *slot(struct connection *connection, int number) {
    if (number >= connection->n_prepared) {
        int size = number + 64;
        bool *prepared = realloc(connection->prepared, (size_t)size * sizeof *prepared);
        if (!prepared) abort();
        memset(prepared + connection->n_prepared, 0, (size_t)(size - connection->n_prepared) * sizeof *prepared);
        connection->prepared = prepared;
        connection->n_prepared = size;
    }
    return &connection->prepared[number];
}

static bool prepare(struct connection *connection, const struct db_query *query, const char *name, struct failure *ret_failure) {
    bool *prepared = query->number >= 0 ? slot(connection, query->number) : NULL;
    if (prepared && *prepared) return true;
    Oid types[64] = {0};
    for (int i = 0; i < query->n_params && i < 64; i++) types[i] = query->blob_params >> i & 1 ? OID_BYTEA : 0;
    PGresult *result = PQprepare(connection->handle, name, query->postgresql, query->n_params, types);
    bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!good) describe(connection, result, query->name, ret_failure);
    PQclear(result);
    if (good && prepared) *prepared = true;
    return good;
}

static void statement_name(const struct db_query *query, char *ret_name, size_t size) {
    if (query->number >= 0) snprintf(ret_name, size, "q%d", query->number);
    else ret_name[0] = '\0';
}

static struct statement *open_statement(struct connection *connection, struct db *db, const struct db_query *query,
                                        struct failure *ret_failure) {
    char name[24];
    statement_name(query, name, sizeof name);
    if (query->n_params > 64) {
        failure_set(ret_failure, DB_FAILED, "%s: more than 64 parameters", query->name);
        return NULL;
    }
    if (!prepare(connection, query, name, ret_failure)) return NULL;
    size_t n = (size_t)query->n_params;
    struct postgresql_statement *statement = arena_alloc(db->arena, sizeof *statement);
    statement->connection = connection;
    statement->values = arena_array(db->arena, n + 1, sizeof *statement->values);
    statement->lengths = arena_array(db->arena, n + 1, sizeof *statement->lengths);
    statement->formats = arena_array(db->arena, n + 1, sizeof *statement->formats);
    statement->row = -1;
    return &statement->base;
}

static int64_t close_statement(struct statement *statement) {
    PGresult *result = own(statement)->result;
    int64_t changed = 0;
    if (result && strncmp(PQcmdStatus(result), "SELECT", 6) != 0) changed = strtoll(PQcmdTuples(result), NULL, 10);
    PQclear(result);
    return changed;
}

static bool execute(struct postgresql_statement *statement, struct failure *ret_failure) {
    const struct db_query *query = statement->base.query;
    char name[24];
    statement_name(query, name, sizeof name);
    statement->result =
        PQexecPrepared(statement->connection->handle, name, query->n_params, statement->values, statement->lengths, statement->formats, 0);
    ExecStatusType status = PQresultStatus(statement->result);
    statement->n_rows = PQntuples(statement->result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return true;
    describe(statement->connection, statement->result, query->name, ret_failure);
    return false;
}

static int step(struct statement *statement, struct failure *ret_failure) {
    struct postgresql_statement *s = own(statement);
    if (!s->result && !execute(s, ret_failure)) return -1;
    return ++s->row < s->n_rows ? 1 : 0;
}

static void bind_text(struct statement *statement, int index, const char *value) {
    if (index >= 1 && index <= statement->query->n_params) own(statement)->values[index - 1] = value;
}
static void bind_int(struct statement *statement, int index, int64_t value) {
    bind_text(statement, index, arena_printf(statement->db->arena, "%lld", (long long)value));
}
static void bind_real(struct statement *statement, int index, double value) {
    bind_text(statement, index, arena_printf(statement->db->arena, "%.17g", value));
}
static void bind_null(struct statement *statement, int index) { bind_text(statement, index, NULL); }
static void bind_blob(struct statement *statement, int index, struct blob value) {
    bind_text(statement, index, (const char *)value.data);
    if (index < 1 || index > statement->query->n_params) return;
    own(statement)->lengths[index - 1] = (int)value.size;
    own(statement)->formats[index - 1] = 1;
}

static const char *cell(struct statement *statement, int column) {
    const struct postgresql_statement *s = own(statement);
    return s->row >= 0 && s->row < s->n_rows && column < PQnfields(s->result) ? PQgetvalue(s->result, s->row, column) : "";
}
static bool is_null(struct statement *statement, int column) {
    const struct postgresql_statement *s = own(statement);
    return s->row < 0 || s->row >= s->n_rows || PQgetisnull(s->result, s->row, column);
}
static int64_t get_int(struct statement *statement, int column) {
    const char *text = cell(statement, column);
    return text[0] == 't' ? 1 : strtoll(text, NULL, 10); /* "t" and "f": a comparison as a column */
}
static double get_real(struct statement *statement, int column) { return strtod(cell(statement, column), NULL); }
static struct blob get_text(struct statement *statement, int column) {
    const char *text = cell(statement, column);
    return (struct blob){(const uint8_t *)text, strlen(text)};
}

static int hex_digit(char c) { return c >= 'a' ? c - 'a' + 10 : c - '0'; }

static struct blob get_blob(struct statement *statement, int column) {
    const char *text = cell(statement, column);
    if (text[0] != '\\' || text[1] != 'x') {
        db_fail(statement->db, "bytes were asked of a column that has none");
        return (struct blob){0};
    }
    size_t size = strlen(text + 2) / 2;
    uint8_t *data = arena_alloc(statement->db->arena, size + 1);
    for (size_t i = 0; i < size; i++) data[i] = (uint8_t)(hex_digit(text[2 + 2 * i]) << 4 | hex_digit(text[3 + 2 * i]));
    return (struct blob){data, size};
}

const struct backend postgresql_backend = {
    .connect = connect_server,
    .disconnect = disconnect,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .script = script,
    .open = open_statement,
    .close = close_statement,
    .step = step,
    .bind_int = bind_int,
    .bind_real = bind_real,
    .bind_text = bind_text,
    .bind_blob = bind_blob,
    .bind_null = bind_null,
    .is_null = is_null,
    .get_int = get_int,
    .get_real = get_real,
    .get_text = get_text,
    .get_blob = get_blob,
};
