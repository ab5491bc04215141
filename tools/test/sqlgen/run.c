/* Runs what sqlgen made of care.sql and remark.sql on a real SQLite database behind the smallest possible platform: does every type come back as it
 * went in, is NULL each type's own none, is an access noted before anything is read, is what is sealed never in clear? */
#include "care_sql.h"
#include "platform/crypt/crypt.h"
#include "platform/html/html.h"
#include "texts.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct db {
    sqlite3 *sqlite;
    struct arena *arena;
    char noted[64]; /* the latest access and whether a row had been read before it */
    int opened;
};

static int failures;
static void check(bool good, const char *what, int line) {
    if (good) return;
    fprintf(stderr, "run.c:%d: %s\n", line, what);
    failures++;
}
#define CHECK(condition) check(condition, #condition, __LINE__)

/* ── a platform ──────────────────────────────────────────────────────── */

struct arena *db_arena(struct db *db) {
    return db->arena;
}

void db_open(struct db *db, struct db_cursor *cursor, const struct db_query *query) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db->sqlite, query->sqlite, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", query->name, sqlite3_errmsg(db->sqlite));
        exit(1);
    }
    CHECK(sqlite3_bind_parameter_count(statement) == query->n_params);
    CHECK(sqlite3_column_count(statement) == query->n_columns);
    *cursor = (struct db_cursor){db, query, statement};
    db->opened++;
}
void db_bind_int(struct db_cursor *cursor, int index, int64_t value) { sqlite3_bind_int64(cursor->state, index, value); }
void db_bind_real(struct db_cursor *cursor, int index, double value) { sqlite3_bind_double(cursor->state, index, value); }
void db_bind_null(struct db_cursor *cursor, int index) { sqlite3_bind_null(cursor->state, index); }
void db_bind_text(struct db_cursor *cursor, int index, const char *value) {
    sqlite3_bind_text(cursor->state, index, value, -1, SQLITE_TRANSIENT);
}
void db_bind_blob(struct db_cursor *cursor, int index, struct blob value) {
    CHECK(cursor->query->blob_params >> (index - 1) & 1);
    sqlite3_bind_blob(cursor->state, index, value.data, (int)value.size, SQLITE_TRANSIENT);
}
bool db_step(struct db_cursor *cursor) { return sqlite3_step(cursor->state) == SQLITE_ROW; }
void db_close(struct db_cursor *cursor) {
    sqlite3_finalize(cursor->state);
    cursor->state = NULL;
}
int64_t db_run(struct db_cursor *cursor) {
    while (sqlite3_step(cursor->state) == SQLITE_ROW) continue;
    db_close(cursor);
    return sqlite3_changes64(cursor->db->sqlite);
}
bool db_is_null(struct db_cursor *cursor, int column) { return sqlite3_column_type(cursor->state, column) == SQLITE_NULL; }
int64_t db_int(struct db_cursor *cursor, int column) { return sqlite3_column_int64(cursor->state, column); }
double db_real(struct db_cursor *cursor, int column) { return sqlite3_column_double(cursor->state, column); }
const char *db_text(struct db_cursor *cursor, int column) {
    return arena_strdup(cursor->db->arena, (const char *)sqlite3_column_text(cursor->state, column));
}
struct blob db_blob(struct db_cursor *cursor, int column) {
    const void *data = sqlite3_column_blob(cursor->state, column);
    size_t size = (size_t)sqlite3_column_bytes(cursor->state, column);
    return (struct blob){data ? (const uint8_t *)arena_strndup(cursor->db->arena, data, size) : NULL, size};
}

void access_note(struct db *db, const struct access *access, enum zone zone, const char *query) {
    CHECK(access != NULL);
    snprintf(db->noted, sizeof db->noted, "%d %s %s", db->opened, zone_code(zone), query);
}

/* Sealing turns every byte over, and names the key and the place, so that a mistake in either shows. */
struct blob seal(struct db *db, struct person_id person, const char *place, const char *text) {
    char *sealed = arena_printf(db->arena, "key%lld %s %s", (long long)person.v, place, text);
    size_t size = strlen(sealed);
    for (size_t i = 0; i < size; i++) sealed[i] = (char)(sealed[i] ^ 0x55);
    return (struct blob){(const uint8_t *)sealed, size};
}
const char *unseal(struct db *db, struct blob wrapped_key, const char *place, struct blob sealed) {
    if (!sealed.data) return NULL;
    char *open = arena_strndup(db->arena, (const char *)sealed.data, sealed.size);
    for (size_t i = 0; i < sealed.size; i++) open[i] = (char)(open[i] ^ 0x55);
    const char *begin = arena_printf(db->arena, "%.*s %s ", (int)wrapped_key.size, (const char *)wrapped_key.data, place);
    return text_starts(open, begin) ? open + strlen(begin) : "wrong key or place";
}

const char *text_of(enum lang lang, text_key key) {
    CHECK(lang == LANG_NN);
    return key == T_visit_state_called_off ? "avlyst" : "anna";
}

/* ── the tests ───────────────────────────────────────────────────────── */

static struct blob bytes(const char *text) { return (struct blob){(const uint8_t *)text, strlen(text)}; }

static bool same_bytes(struct blob blob, const char *text) {
    return blob.size == strlen(text) && blob.data && memcmp(blob.data, text, blob.size) == 0;
}

static int64_t count(struct db *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    CHECK(sqlite3_prepare_v2(db->sqlite, sql, -1, &statement, NULL) == SQLITE_OK);
    int64_t n = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_finalize(statement);
    return n;
}

static const struct person_id anna = {1};
static const struct access *const some_access = (const struct access *)&anna;

static struct visit_id full_visit(struct db *db) {
    return visit_insert(db, anna, (struct room_id){3}, VISIT_STATE_PLANNED, SHADE_BLUE, date_of(2026, 2, 28), date_of(2027, 1, 1),
                        (struct instant){5}, (struct instant){-6}, 45, (struct maybe_int){true, 0}, 1.5, 0.25, true,
                        (struct maybe_int){true, 0}, "Hei \"du\"", "o'k", bytes("png"), bytes("tif"), (struct staff_id){8}, "hemmeleg");
}

static void test_every_value_comes_back(struct db *db) {
    struct visit_id id = full_visit(db);
    struct visit_get_row row;
    CHECK(id.v == 1);
    CHECK(visit_get(db, id, &row));
    CHECK(row.id.v == 1 && row.person_id.v == 1 && row.room.v == 3 && row.state == VISIT_STATE_PLANNED && row.mood == SHADE_BLUE);
    CHECK(row.day.days == date_of(2026, 2, 28).days && row.next_day.days == date_of(2027, 1, 1).days);
    CHECK(row.at.ms == 5 && row.ended_at.ms == -6 && row.minutes == 45 && row.guests.has && row.guests.v == 0);
    CHECK(row.cost > 1.4 && row.cost < 1.6 && row.tip > 0.2 && row.tip < 0.3 && row.paid && row.liked.has && !row.liked.v);
    CHECK(text_equal(row.title, "Hei \"du\"") && text_equal(row.comment, "o'k"));
    CHECK(same_bytes(row.photo, "png") && same_bytes(row.scan, "tif") && row.register_.v == 8);
    CHECK(text_equal(row.note, "hemmeleg"));
    CHECK(count(db, "SELECT count(*) FROM visit WHERE instr(note, 'hemmeleg') > 0") == 0);
}

static void test_null_is_each_types_own_none(struct db *db) {
    struct visit_id id = visit_insert(db, anna, (struct room_id){0}, VISIT_STATE_DONE, (enum shade)0, date_of(2026, 3, 1), DATE_NONE,
                                      (struct instant){0}, INSTANT_NONE, 0, (struct maybe_int){0}, 0, __builtin_nan(""), false,
                                      (struct maybe_int){0}, "", NULL, bytes("x"), (struct blob){0}, (struct staff_id){0}, NULL);
    struct visit_get_row row;
    CHECK(visit_get(db, id, &row));
    CHECK(count(db, "SELECT (room IS NULL) + (mood IS NULL) + (next_day IS NULL) + (ended_at IS NULL) + (guests IS NULL) + (tip IS NULL)"
                    " + (liked IS NULL) + (comment IS NULL) + (scan IS NULL) + (note IS NULL) FROM visit WHERE id = 2") == 10);
    CHECK(row.room.v == 0 && row.mood == 0 && date_is_none(row.next_day) && instant_is_none(row.ended_at) && !row.guests.has);
    CHECK(__builtin_isnan(row.tip) && !row.liked.has && !row.comment && !row.scan.data && !row.note);
    CHECK(row.at.ms == 0 && !row.paid && text_equal(row.title, "") && row.register_.v == 0);
    CHECK(!visit_get(db, (struct visit_id){99}, &row));
}

static void add_minutes(void *ctx, const struct visit_each_row *row) { *(int64_t *)ctx += row->minutes; }

static void test_kinds(struct db *db) {
    for (int i = 0; i < 40; i++) full_visit(db);
    struct visit_list_rows rows = visit_list(db, anna, DATE_NONE);
    CHECK(rows.n == 42 && rows.v[0].n == 42 && text_equal(rows.v[41].name, "Anna"));
    CHECK(text_equal(rows.v[7].label, "kl. :from \"x\" \\ 'y'"));
    CHECK(visit_list(db, anna, date_of(2026, 3, 1)).n == 1);
    CHECK(visit_list(db, (struct person_id){7}, DATE_NONE).n == 0);
    int64_t minutes = 0;
    visit_each(db, anna, add_minutes, &minutes);
    CHECK(minutes == 41 * 45);
    struct visit_done_row done;
    CHECK(visit_done(db, (struct visit_id){1}, &done) && done.state == VISIT_STATE_DONE && done.day.days == date_of(2026, 2, 28).days);
    CHECK(!visit_done(db, (struct visit_id){1}, &done));
    CHECK(visit_delete(db, (struct visit_id){2}) == 1 && visit_delete(db, (struct visit_id){2}) == 0);
    CHECK(visit_by_person(db).n == 1);
}

static void test_sealed_goes_to_its_own_place(struct db *db) {
    struct visit_get_row row;
    CHECK(visit_set_note(db, (struct visit_id){1}, (struct person_id){2}, "feil nøkkel") == 1);
    CHECK(visit_get(db, (struct visit_id){1}, &row) && text_equal(row.note, "wrong key or place") && row.minutes == 46);
    CHECK(visit_set_note(db, (struct visit_id){1}, anna, "ny") == 1);
    CHECK(visit_get(db, (struct visit_id){1}, &row) && text_equal(row.note, "ny"));
}

/* The number is of queries opened before: the note comes first. */
static void test_sensitive_is_noted_first(struct db *db) {
    db->opened = 0;
    CHECK(finding_insert(db, some_access, anna, "F20", "ord").v == 1 && text_equal(db->noted, "0 health finding_insert"));
    struct finding_list_rows rows = finding_list(db, some_access, anna);
    CHECK(text_equal(db->noted, "1 health finding_list") && rows.n == 1 && text_equal(rows.v[0].words, "ord"));
    struct finding_any_row any;
    CHECK(finding_any(db, some_access, anna, &any) && any.n == 1 && text_equal(db->noted, "2 health finding_any"));
    CHECK(remark_insert(db, some_access, anna, ZONE_PLAN, "plan").v == 1 && text_equal(db->noted, "3 plan remark_insert"));
    CHECK(remark_list(db, some_access, anna, ZONE_SOCIAL).n == 0 && text_equal(db->noted, "4 social remark_list"));
    CHECK(remark_list(db, some_access, anna, ZONE_PLAN).n == 1);
}

static void test_enumerations(struct db *db) {
    CHECK(text_equal(visit_state_code(VISIT_STATE_CALLED_OFF), "called_off") && !visit_state_code((enum visit_state)0));
    CHECK(!visit_state_code((enum visit_state)4) && visit_state_parse("done") == VISIT_STATE_DONE);
    CHECK(visit_state_parse("Done") == 0 && visit_state_parse(NULL) == 0 && visit_state_parse("") == 0);
    CHECK(visit_state_text(VISIT_STATE_PLANNED) == T_visit_state_planned && visit_state_text((enum visit_state)0) == 0);
    CHECK(SHADE_COUNT == 4 && SHADE_RED == 3 && TONE_COUNT == 3);
    struct options options = visit_state_options(db->arena, LANG_NN);
    CHECK(options.n == 3 && text_equal(options.v[2].value, "called_off") && text_equal(options.v[2].label, "avlyst"));
    CHECK(text_equal(options.v[0].label, "anna") && !options.v[0].hint);
}

/* Why the database refuses it; NULL: it does not. */
static const char *refusal(struct db *db, const char *sql) {
    char *message = NULL;
    if (sqlite3_exec(db->sqlite, sql, NULL, NULL, &message) == SQLITE_OK) return NULL;
    const char *kept = arena_strdup(db->arena, message);
    sqlite3_free(message);
    return kept;
}

static void test_frozen_rows(struct db *db) {
    CHECK(!refusal(
        db,
        "INSERT INTO care_word VALUES (1, 'x'); INSERT INTO care_stay VALUES (1, 7, NULL); INSERT INTO care_round VALUES (1, 'planned')"));
    CHECK(text_equal(refusal(db, "UPDATE care_word SET word = 'y'"), "care_word is frozen") && !refusal(db, "DELETE FROM care_word"));
    CHECK(!refusal(db, "UPDATE care_stay SET room = 8") && !refusal(db, "UPDATE care_stay SET ended_on = '2026-01-02'"));
    CHECK(text_equal(refusal(db, "UPDATE care_stay SET ended_on = NULL"), "care_stay is frozen"));
    CHECK(text_equal(refusal(db, "DELETE FROM care_stay"), "care_stay is append-only"));
    CHECK(!refusal(db, "UPDATE care_round SET state = 'planned'") && !refusal(db, "UPDATE care_round SET state = 'done'"));
    CHECK(text_equal(refusal(db, "UPDATE care_round SET state = 'planned'"), "care_round is frozen") &&
          !refusal(db, "DELETE FROM care_round"));
}

static void test_query_list(void) {
    int n = 0;
    for (; care_queries[n]; n++) CHECK(care_queries[n]->number == 400 + n);
    CHECK(n == 15 && text_equal(care_queries[12]->name, "remark_insert") && care_queries[12]->number == 412);
    CHECK(care_queries[0]->blob_params == (UINT64_C(1) << 16 | UINT64_C(1) << 17 | UINT64_C(1) << 19));
}

/* For PostgreSQL's own client: does it take every query? */
static int print_for_postgresql(void) {
    for (int i = 0; care_queries[i]; i++) printf("PREPARE %s AS %s;\n", care_queries[i]->name, care_queries[i]->postgresql);
    return 0;
}

int main(int argument_count, char **arguments) {
    if (argument_count == 2 && text_equal(arguments[1], "prepare")) return print_for_postgresql();
    struct db db = {.arena = arena_create()};
    sqlite3_open(":memory:", &db.sqlite);
    CHECK(sqlite3_exec(db.sqlite, "ATTACH ':memory:' AS log", NULL, NULL, NULL) == SQLITE_OK);
    for (const struct db_migration *m = db_migrations; m->module; m++) {
        CHECK(strlen(m->sha256) == 64);
        CHECK(sqlite3_exec(db.sqlite, m->sqlite, NULL, NULL, NULL) == SQLITE_OK);
    }
    CHECK(sqlite3_exec(db.sqlite,
                       "INSERT INTO person (id, name) VALUES (1, 'Anna'); INSERT INTO person_keyring VALUES (1, CAST('key1' AS BLOB));"
                       "INSERT INTO house_room (id, number) VALUES (3, 30)",
                       NULL, NULL, NULL) == SQLITE_OK);
    test_every_value_comes_back(&db);
    test_null_is_each_types_own_none(&db);
    test_kinds(&db);
    test_sealed_goes_to_its_own_place(&db);
    test_sensitive_is_noted_first(&db);
    test_enumerations(&db);
    test_frozen_rows(&db);
    test_query_list();
    sqlite3_close(db.sqlite);
    arena_destroy(db.arena);
    return failures ? 1 : 0;
}
