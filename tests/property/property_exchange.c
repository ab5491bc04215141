/* Property: whatever persons and staff a municipality has, what is written to a file and read into an empty database is the same file when it is
 * written again, and reading it twice changes nothing. Names hold what names can hold: quotes, semicolons, line breaks, letters of three scripts.
 * FELLES_HISTORIES says how many files, FELLES_SEED where they begin. (R-124, MODEL 6.4) */
#include "domain/exchange/exchange.h"
#include "domain/organisation/organisation.h"
#include "domain/person/person.h"
#include "history.h"
#include "platform/audit/audit.h"

enum { ROWS = 12, HISTORIES = 4 };

static uint64_t seed;
static int pick(int n) { return (int)(history_draw(&seed) >> 20 & 0xffffff) % n; }

static void write_text(void *context, const char *text, size_t length) { str_add_n(context, text, length); }

static const char *random_text(struct arena *arena, int most) {
    static const char *const pieces[] = {"a", "Ane", "ø",  "Åse", "\"", ";",  ",",   "'",     " ",  "\r\n", "\n", "=1+1",
                                         "-", "@",   "\t", "Š",   "Ж",  "語", "<b>", "&amp;", "\\", "0",    "%"};
    struct str out = str_in(arena);
    str_add(&out, pieces[pick(5)]);
    for (int i = pick(most); i > 0; i--) str_add(&out, pieces[pick((int)(sizeof pieces / sizeof *pieces))]);
    return text_trim(arena, str_text(&out));
}

static void field(struct str *out, const char *text, char after) {
    csv_write_field(out, text, ';');
    str_add_char(out, after);
}

/* ── the files ────────────────────────────────────────────────────────── */

static const char *persons_file(struct arena *arena) {
    static const char *const grades[] = {"open", "", "open"}, *const languages[] = {"nb", "nn", "en", ""};
    struct str out = str_in(arena);
    str_add(&out, "given_name;family_name;born;phone;address;contact_wish;language;address_grade\r\n");
    int n = 1 + pick(ROWS);
    for (int i = 0; i < n; i++) {
        field(&out, arena_printf(arena, "%s %d", random_text(arena, 5), i), ';');
        field(&out, random_text(arena, 6), ';');
        field(&out, arena_printf(arena, "%d-%02d-%02d", 1930 + pick(80), 1 + pick(12), 1 + pick(28)), ';');
        field(&out, pick(2) ? "00 00 12 34" : "", ';');
        field(&out, pick(2) ? random_text(arena, 12) : "", ';');
        field(&out, pick(2) ? random_text(arena, 20) : "", ';');
        field(&out, languages[pick(4)], ';');
        field(&out, grades[pick(3)], '\n');
    }
    return str_text(&out);
}

static const char *staff_file(struct arena *arena) {
    static const char *const units[] = {"HOT", "POT", "NAV", "RUS"}, *const roles[] = {"officer", "coordinator", "unit_leader"};
    struct str out = str_in(arena);
    str_add(&out, "user_name;name;title;phone;email;language;unit_code;role;from;until;delegations\r\n");
    int n = 1 + pick(ROWS);
    for (int i = 0; i < n; i++) {
        field(&out, arena_printf(arena, "user.%d", i), ';');
        field(&out, random_text(arena, 5), ';');
        field(&out, pick(2) ? random_text(arena, 4) : "", ';');
        field(&out, pick(2) ? "00 00 00 11" : "", ';');
        field(&out, pick(2) ? "a.b@c.example" : "", ';');
        field(&out, pick(2) ? "nn" : "nb", ';');
        field(&out, units[pick(4)], ';');
        field(&out, roles[pick(3)], ';');
        field(&out, arena_printf(arena, "2026-%02d-01", 1 + pick(12)), ';');
        field(&out, pick(3) ? "" : "2027-12-31", ';');
        field(&out, pick(3) ? "" : "hol=Vedtak 12/26", '\n');
    }
    return str_text(&out);
}

/* ── in, out, in, out ─────────────────────────────────────────────────── */

typedef int importer(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);

static void read_in(const struct test_database *database, importer *run, const char *text, struct import_report *report) {
    struct csv_faults *faults = arena_alloc(database->arena, sizeof *faults);
    faults->arena = database->arena;
    *report = (struct import_report){.faults = faults};
    struct db *db = test_write(database);
    int result = run(db, organisation_profile(), (struct blob){(const uint8_t *)text, strlen(text)}, report);
    if (result < 0 && faults->n) fail_msg("line %d, %s: %s in\n%s", (int)faults->v[0].line, faults->v[0].column, faults->v[0].reason, text);
    assert_int_equal(result, ERR_OK);
    assert_int_equal(db_commit(db), DB_OK);
}

static const char *write_out(const struct test_database *database, bool persons) {
    struct str *out = arena_alloc(database->arena, sizeof *out);
    *out = str_in(database->arena);
    struct db *db = test_write(database);
    if (persons) export_persons(db, write_text, out);
    else export_staff(db, write_text, out);
    audit_add(db, "written_out", "municipality", 0, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    return str_text(out);
}

static void there_and_back(struct test_database *from, bool persons) {
    importer *run = persons ? import_persons : import_staff;
    void *other = NULL;
    struct import_report report;
    const char *first = persons ? persons_file(from->arena) : staff_file(from->arena);
    read_in(from, run, first, &report);
    const char *written = write_out(from, persons);
    (from->postgresql ? make_postgresql : make_sqlite)(&other);
    struct test_database *to = other;
    read_in(to, run, written, &report);
    assert_true(report.added > 0);
    assert_string_equal(write_out(to, persons), written);
    read_in(to, run, written, &report);
    assert_int_equal(report.added + report.changed, 0);
    assert_string_equal(write_out(to, persons), written);
    drop(&other);
}

static void begin(struct arena *arena) {
    static int64_t begun;
    struct profile *profile = NULL;
    const char *reason = "";
    must(profile_load("profiles/levanger.yaml", arena, &profile, &reason), reason);
    organisation_set_profile(profile);
    seed = history_seed(++begun);
}

/* trace: MODEL-6.4-15 */
static void persons_written_out_and_read_in_are_the_same(void **state) {
    struct test_database *database = *state;
    begin(database->arena);
    there_and_back(database, true);
}

/* trace: MODEL-6.4-15 */
static void staff_written_out_and_read_in_are_the_same(void **state) {
    struct test_database *database = *state;
    begin(database->arena);
    there_and_back(database, false);
}

int main(void) {
    static const struct test_rule others[] = {RULE(staff_written_out_and_read_in_are_the_same),
                                              RULE_ON(ON_SQLITE, staff_written_out_and_read_in_are_the_same)};
    return run_histories("exchange", (struct test_rule)RULE_ON(ON_SQLITE, persons_written_out_and_read_in_are_the_same),
                         setting_of("FELLES_HISTORIES", HISTORIES), others, sizeof others / sizeof *others);
}
