/* The file of those who apply for a home: from another system's waiting list, once or every week. Codes and numbers only: no words, nothing about health,
 * and an unknown cell stays unknown. docs/import.md tells the columns. */
#include "domain/exchange/parts.h"

#include "domain/application/application.h"
#include "platform/audit/audit.h"

#include <string.h>

enum column {
    REFERENCE, GIVEN_NAME, FAMILY_NAME, BORN, NATIONAL_ID, PHONE, ADDRESS, LANGUAGE_COLUMN, RECEIVED, KIND, ADULTS, CHILDREN, LIST, STATUS,
    IN_NEED, HOMELESSNESS, RELEASED, RESIDENCE, OWN_EFFORT, NEED, TOO_SMALL, TOO_FEW_ROOMS, AREA, NOT_AREA, COLUMNS
};
static const struct csv_column columns[COLUMNS + 1] = {
    {"reference", true},      {"given_name", true},        {"family_name", true},      {"born", false},     {"national_id", false},
    {"phone", false},         {"address", false},          {"language", false},        {"received_on", true}, {"kind", false},
    {"adults", false},        {"children", false},         {"list_type", false},       {"status", false},   {"in_need", false},
    {"homelessness", false},  {"released_from_prison", false}, {"residence_years", false}, {"own_effort", false}, {"need", false},
    {"too_small", false},     {"too_few_rooms", false},    {"area", false},            {"not_area", false}, {NULL, false},
};
static const struct {
    enum column column;
    enum criterion criterion;
    int64_t least, most; /* most 1: yes or no */
} facts[] = {
    {IN_NEED, CRITERION_IN_NEED, 0, 1},       {HOMELESSNESS, CRITERION_HOMELESSNESS, 0, 1}, {RELEASED, CRITERION_RELEASED_FROM_PRISON, 0, 1},
    {RESIDENCE, CRITERION_RESIDENCE, 0, 120}, {OWN_EFFORT, CRITERION_OWN_EFFORT, 0, 1},     {NEED, CRITERION_NEED, 1, 4},
    {TOO_SMALL, CRITERION_TOO_SMALL, 0, 1},   {TOO_FEW_ROOMS, CRITERION_TOO_FEW_ROOMS, 0, 1},
};
enum { FACTS = sizeof facts / sizeof *facts };

struct applicant {
    struct person_new person;
    struct application_new application;
    enum list_type list;
    bool waiting; /* granted before, and waits */
    struct maybe_int values[FACTS];
};
struct reading {
    struct arena *arena;
    const struct profile *profile;
    struct csv_faults *faults;
    const struct csv_row *row;
    struct date today;
};

static void fault(const struct reading *reading, enum column column, const char *reason) {
    csv_fault_add(reading->faults, reading->row->line, columns[column].name, reading->row->values[column], reason);
}
static const char *or_null(const char *text) { return *text ? text : NULL; }

/* ── one row ──────────────────────────────────────────────────────────── */

static void read_person(const struct reading *reading, struct person_new *person) {
    const char *const *values = reading->row->values;
    struct date born = *values[BORN] ? date_parse_no(values[BORN]) : DATE_NONE;
    *person = (struct person_new){.given_name = values[GIVEN_NAME], .family_name = values[FAMILY_NAME], .phone = or_null(values[PHONE]),
                                  .address = or_null(values[ADDRESS]), .language = (enum language)reading->profile->letter_lang,
                                  .grade = ADDRESS_GRADE_OPEN, .born = born};
    if (!*values[GIVEN_NAME]) fault(reading, GIVEN_NAME, "is missing");
    if (*values[LANGUAGE_COLUMN] && !(person->language = language_parse(values[LANGUAGE_COLUMN])))
        fault(reading, LANGUAGE_COLUMN, "is none of nb, nn, en");
    if (*values[BORN] && date_is_none(born)) fault(reading, BORN, "is no date (yyyy-mm-dd or dd.mm.yyyy)");
    if (*values[NATIONAL_ID]) {
        person->national_id = text_without_spaces(reading->arena, values[NATIONAL_ID]);
        if (!national_id_valid(person->national_id, &person->born)) fault(reading, NATIONAL_ID, "is no valid national id");
    } else if (!*values[BORN]) fault(reading, BORN, "is missing, and so is the national id: two persons of one name could not be told apart");
}

static int64_t read_number(const struct reading *reading, enum column column, int64_t least, int64_t most) {
    int64_t number = least;
    const char *value = reading->row->values[column];
    if (!*value) return least;
    if (!parse_int(value, &number) || number < least || number > most)
        fault(reading, column, arena_printf(reading->arena, "is no number from %lld to %lld", (long long)least, (long long)most));
    return number;
}

static void read_application(const struct reading *reading, struct applicant *applicant) {
    const char *const *values = reading->row->values;
    struct application_new *application = &applicant->application;
    *application = (struct application_new){.kind = APPLICATION_KIND_NEW_HOME, .way = APPLICATION_WAY_PAPER, .import_key = values[REFERENCE],
                                            .received_on = date_parse_no(values[RECEIVED])};
    if (!*values[REFERENCE]) fault(reading, REFERENCE, "is missing");
    if (date_is_none(application->received_on)) fault(reading, RECEIVED, "is no date (yyyy-mm-dd or dd.mm.yyyy)");
    else if (application->received_on.days > reading->today.days) fault(reading, RECEIVED, "is after today");
    if (*values[KIND] && !(application->kind = application_kind_parse(values[KIND]))) fault(reading, KIND, "is none of new_home, swap, extension");
    if (*values[LIST] && !(applicant->list = list_type_parse(values[LIST])))
        fault(reading, LIST, "is none of ordinary, adapted_day, adapted_all_hours, nursing");
    application->adults = read_number(reading, ADULTS, 1, 10);
    application->children = read_number(reading, CHILDREN, 0, 15);
    enum application_status status = *values[STATUS] ? application_status_parse(values[STATUS]) : APPLICATION_STATUS_REGISTERED;
    bool taken = status == APPLICATION_STATUS_REGISTERED || status == APPLICATION_STATUS_ASSESSED || status == APPLICATION_STATUS_WAITING;
    if (!taken) fault(reading, STATUS, "is none of registered, assessed, waiting");
    if (taken && status != APPLICATION_STATUS_REGISTERED && !applicant->list) fault(reading, LIST, "is missing: who is assessed is on a list");
    applicant->waiting = status == APPLICATION_STATUS_WAITING;
}

/* Empty is not known: nothing is written, and it is asked. */
static void read_facts(const struct reading *reading, struct applicant *applicant) {
    for (int i = 0; i < FACTS; i++) {
        const char *value = reading->row->values[facts[i].column];
        bool yes = strcmp(value, "yes") == 0 || strcasecmp(value, "ja") == 0, no = strcmp(value, "no") == 0 || strcasecmp(value, "nei") == 0;
        if (!*value || strcmp(value, "unknown") == 0) continue;
        applicant->values[i].has = true;
        if (facts[i].most > 1) applicant->values[i].v = read_number(reading, facts[i].column, facts[i].least, facts[i].most);
        else if (yes || no) applicant->values[i].v = yes;
        else fault(reading, facts[i].column, "is none of yes, no, unknown");
    }
    if (applicant->waiting && !(applicant->values[0].has && applicant->values[0].v)) fault(reading, IN_NEED, "must be yes for who waits for a home");
}

/* ── into the municipality ────────────────────────────────────────────── */

static struct case_id case_of(struct db *db, const struct person_new *new, struct unit_id unit) {
    const char *key = imported_person_key(db_arena(db), new);
    struct person_id person = {seen_before(db, IMPORTED_PERSON, key, "").subject};
    if (new->national_id) {
        struct person_id known = person_find_national_id(db, new->national_id);
        if (known.v) person = known;
    }
    if (!person.v) {
        if (person_create(db, new, &person) < 0) {
            db_fail(db, "a person that was checked could not be made");
            return (struct case_id){0};
        }
        keep_row(db, IMPORTED_PERSON, key, "", person.v);
    }
    struct case_id id = work_open_case_of(db, person);
    if (id.v) return id;
    if (work_open_case(db, person, unit, (struct staff_id){0}, true, &id) < 0) return (struct case_id){0};
    secrecy_involve(db, id, unit, INVOLVEMENT_HOLDER);
    return id;
}

static size_t known_of(const struct applicant *applicant, struct application_known known[FACTS]) {
    size_t n = 0;
    for (int i = 0; i < FACTS; i++)
        if (applicant->values[i].has) known[n++] = (struct application_known){facts[i].criterion, applicant->values[i], FACT_SOURCE_REGISTER, NULL};
    return n;
}

static bool put_new(struct db *db, struct applicant *applicant, const char *const *values, struct unit_id unit, struct housing_application_id *ret_application) {
    struct application_known known[FACTS];
    applicant->application.case_ = case_of(db, &applicant->person, unit);
    const struct application_filed filed = {.application = applicant->application, .facts = known, .n_facts = known_of(applicant, known), .list = applicant->list,
                                            .waiting = applicant->waiting, .area = values[AREA], .not_area = values[NOT_AREA]};
    return applicant->application.case_.v && !application_take(db, &filed, ret_application);
}

/* The household, the list and what is known may change; what has been done with the application here stays. */
static void put_changed(struct db *db, const struct applicant *applicant, struct housing_application_id known) {
    struct application application;
    if (!application_read(db, known, &application) || !application_is_open(application.status)) return;
    application_set_household(db, application.case_, applicant->application.adults, applicant->application.children);
    if (applicant->list && application.list && applicant->list != application.list) application_set_list(db, application.case_, applicant->list);
    struct application_known facts_now[FACTS];
    application_facts(db, NULL, application.case_, facts_now, known_of(applicant, facts_now));
}

static bool put(struct db *db, struct applicant *applicant, const char *const *values, struct import_report *report) {
    const char *row = row_text(db_arena(db), values, COLUMNS);
    struct seen_before before = seen_before(db, IMPORTED_APPLICANT, values[REFERENCE], row);
    struct housing_application_id made;
    if (before.same) {
        report->unchanged++;
        return true;
    }
    if (before.known) {
        put_changed(db, applicant, (struct housing_application_id){before.subject});
        report->changed++;
        keep_row(db, IMPORTED_APPLICANT, values[REFERENCE], row, before.subject);
        return true;
    }
    if (!put_new(db, applicant, values, (struct unit_id){db_actor(db)->unit}, &made)) return false;
    keep_row(db, IMPORTED_APPLICANT, values[REFERENCE], row, made.v);
    report->added++;
    return true;
}

int import_applicants(struct db *db, const struct profile *profile, struct blob file, struct import_report *report) {
    struct arena *arena = db_arena(db);
    struct csv_table table;
    csv_read(arena, file, columns, report->faults, &table);
    report->encoding = table.encoding;
    report->rows = (int64_t)table.n;
    struct applicant *applicants = arena_array(arena, table.n + 1, sizeof *applicants);
    struct key_set references = {.arena = arena}, persons = {.arena = arena};
    if (table.header_good && !db_actor(db)->unit) csv_fault_add(report->faults, 1, NULL, NULL, "no unit decides on homes in this municipality");
    for (size_t i = 0; i < table.n && table.header_good; i++) {
        int64_t before = report->faults->n;
        struct reading reading = {arena, profile, report->faults, &table.rows[i], instant_oslo_date(db_now(db))};
        read_person(&reading, &applicants[i].person);
        read_application(&reading, &applicants[i]);
        read_facts(&reading, &applicants[i]);
        if (report->faults->n > before) continue;
        int64_t line = key_set_add(&references, table.rows[i].values[REFERENCE], table.rows[i].line);
        if (line) fault(&reading, REFERENCE, arena_printf(arena, "stands in line %lld already", (long long)line));
        line = key_set_add(&persons, imported_person_key(arena, &applicants[i].person), table.rows[i].line);
        if (line) fault(&reading, FAMILY_NAME, arena_printf(arena, "is the same person as in line %lld, and may have one application", (long long)line));
    }
    for (size_t i = 0; i < table.n && !report->faults->n; i++)
        if (!put(db, &applicants[i], table.rows[i].values, report))
            csv_fault_add(report->faults, table.rows[i].line, columns[REFERENCE].name, table.rows[i].values[REFERENCE], "has an open application here already, under another reference");
    if (report->faults->n) return ERR_INVALID;
    audit_add(db, "applicants_imported", "municipality", report->rows, NULL);
    return db_failed(db) ? ERR_IO : ERR_OK;
}
