/* The file of messages from wards: INNLAGT when somebody is admitted, UTSKRIVNINGSKLAR when she is ready. CSV or JSON, the same columns, each message once.
 * docs/import.md tells the columns. A message is taken by the municipality's one port, and cannot be refused for how the case stands. (R-255, USK-1, USK-3) */
#include "domain/exchange/parts.h"

#include "domain/transition/transition.h"
#include "platform/audit/audit.h"

#include <jansson.h>
#include <string.h>

enum column { MESSAGE_ID, TYPE, SENT_AT, NATIONAL_ID, GIVEN_NAME, FAMILY_NAME, WARD_KIND, HOSPITAL, WARD, EXPECTED_ON, LACKS_HOME, CONTACT, NEEDS, COLUMNS };
static const struct csv_column columns[COLUMNS + 1] = {
    {"message_id", true}, {"type", true},     {"at", true},    {"national_id", true},  {"given_name", true}, {"family_name", true}, {"ward_kind", true},
    {"hospital", true},   {"ward", false},    {"expected_on", false}, {"lacks_home", false}, {"contact", false},   {"needs", false},      {NULL, false},
};

struct message {
    bool ready;
    struct instant at;
    struct person_new person;
    enum transition_party from;
    struct date expected;
    bool lacks_home;
};
struct reading {
    struct arena *arena;
    struct csv_faults *faults;
    const struct csv_row *row;
    struct instant now;
};

static void fault(const struct reading *reading, enum column column, const char *reason) {
    csv_fault_add(reading->faults, reading->row->line, columns[column].name, reading->row->values[column], reason);
}

/* ── the file: rows of text, from CSV or JSON ─────────────────────────── */

static bool is_json(struct blob file) {
    for (size_t i = 0; i < file.size; i++)
        if (!strchr(" \t\r\n\xEF\xBB\xBF", file.data[i])) return file.data[i] == '{' || file.data[i] == '[';
    return false;
}

/* A value as text; a number or an object where a text belongs is told. */
static const char *json_text(const struct csv_row *row, struct csv_faults *faults, const json_t *value, int column) {
    if (!value || json_is_null(value)) return "";
    if (json_is_boolean(value)) return json_is_true(value) ? "yes" : "no";
    const char *text = json_string_value(value);
    if (!text || strlen(text) != json_string_length(value)) {
        csv_fault_add(faults, row->line, columns[column].name, NULL, "is no text");
        return "";
    }
    return text_trim(faults->arena, text);
}

static int column_named(const char *name) {
    for (int i = 0; i < COLUMNS; i++)
        if (strcmp(columns[i].name, name) == 0) return i;
    return -1;
}

static void json_row(struct csv_row *row, struct csv_faults *faults, json_t *object) {
    const char *name;
    json_t *value;
    row->values = arena_array(faults->arena, COLUMNS, sizeof *row->values);
    for (int i = 0; i < COLUMNS; i++) row->values[i] = "";
    if (!json_is_object(object)) csv_fault_add(faults, row->line, NULL, NULL, "is no message");
    else json_object_foreach(object, name, value) {
            int column = column_named(name);
            if (column < 0) csv_fault_add(faults, row->line, NULL, csv_value_shown(faults->arena, name), "is no known name");
            else row->values[column] = json_text(row, faults, value, column);
        }
}

/* An array of messages, or an object with one called messages. The line is the number of the message. */
static void read_json(struct blob file, struct csv_faults *faults, struct csv_table *ret_table) {
    json_error_t error;
    json_t *whole = json_loadb((const char *)file.data, file.size, JSON_REJECT_DUPLICATES, &error);
    json_t *messages = json_is_object(whole) ? json_object_get(whole, "messages") : whole;
    *ret_table = (struct csv_table){.encoding = "UTF-8", .header_good = json_is_array(messages)};
    if (!whole) csv_fault_add(faults, error.line, NULL, NULL, "is no JSON");
    else if (!ret_table->header_good) csv_fault_add(faults, 1, NULL, NULL, "holds no list of messages");
    else {
        ret_table->n = json_array_size(messages);
        ret_table->rows = arena_array(faults->arena, ret_table->n + 1, sizeof *ret_table->rows);
        for (size_t i = 0; i < ret_table->n; i++) {
            ret_table->rows[i].line = (int64_t)i + 1;
            json_row(&ret_table->rows[i], faults, json_array_get(messages, i));
        }
    }
    json_decref(whole);
}

/* ── one message ──────────────────────────────────────────────────────── */

static enum transition_party ward_kind(const char *text) {
    if (strcmp(text, "psychiatry") == 0) return TRANSITION_PARTY_HOSPITAL_PSYCHIATRY;
    if (strcmp(text, "substance") == 0) return TRANSITION_PARTY_HOSPITAL_SUBSTANCE;
    return strcmp(text, "somatic") == 0 ? TRANSITION_PARTY_HOSPITAL_SOMATIC : 0;
}

static bool yes_or_no(const char *text, bool *ret_yes) {
    bool yes = strcmp(text, "yes") == 0 || strcasecmp(text, "ja") == 0, no = strcmp(text, "no") == 0 || strcasecmp(text, "nei") == 0;
    *ret_yes = yes;
    return yes || no || !*text || strcmp(text, "unknown") == 0;
}

static void read_message(const struct reading *reading, struct message *message) {
    const char *const *values = reading->row->values;
    *message = (struct message){.at = instant_parse(values[SENT_AT]), .from = ward_kind(values[WARD_KIND]), .expected = DATE_NONE,
                                .ready = strcasecmp(values[TYPE], "UTSKRIVNINGSKLAR") == 0};
    if (!*values[MESSAGE_ID] || strlen(values[MESSAGE_ID]) > 100) fault(reading, MESSAGE_ID, "is missing or too long");
    if (!message->ready && strcasecmp(values[TYPE], "INNLAGT") != 0) fault(reading, TYPE, "is none of INNLAGT, UTSKRIVNINGSKLAR");
    if (instant_is_none(message->at)) fault(reading, SENT_AT, "is no time (yyyy-mm-ddThh:mm)");
    else if (message->at.ms > reading->now.ms) fault(reading, SENT_AT, "is after now");
    if (!message->from) fault(reading, WARD_KIND, "is none of psychiatry, substance, somatic");
    if (!*values[GIVEN_NAME]) fault(reading, GIVEN_NAME, "is missing");
    if (!*values[HOSPITAL]) fault(reading, HOSPITAL, "is missing");
    if (*values[EXPECTED_ON] && date_is_none(message->expected = date_parse_no(values[EXPECTED_ON]))) fault(reading, EXPECTED_ON, "is no date");
    if (!yes_or_no(values[LACKS_HOME], &message->lacks_home)) fault(reading, LACKS_HOME, "is none of yes, no, unknown");
    message->person = (struct person_new){.given_name = values[GIVEN_NAME], .family_name = values[FAMILY_NAME], .born = DATE_NONE,
                                          .national_id = text_without_spaces(reading->arena, values[NATIONAL_ID]),
                                          .language = (enum language)organisation_profile()->letter_lang, .grade = ADDRESS_GRADE_OPEN};
    if (!national_id_valid(message->person.national_id, &message->person.born)) fault(reading, NATIONAL_ID, "is no valid national id");
}

/* ── into the queue ───────────────────────────────────────────────────── */

static const char *needs_of(struct arena *arena, const char *const *values) {
    struct str out = str_in(arena);
    str_addf(&out, "%s%s%s", values[HOSPITAL], *values[WARD] ? ", " : "", values[WARD]);
    if (*values[CONTACT]) str_addf(&out, "\n%s", values[CONTACT]);
    if (*values[NEEDS]) str_addf(&out, "\n%s", values[NEEDS]);
    return str_text(&out);
}

static bool person_of(struct db *db, const struct person_new *new, struct person_id *ret_person) {
    *ret_person = person_find_national_id(db, new->national_id);
    return ret_person->v || person_create(db, new, ret_person) == ERR_OK;
}

/* Announced when it is not: a message that she is ready may be the first one. */
static int arrive(struct db *db, const struct message *message, const char *const *values, struct person_id person, struct transition_at *ret_at) {
    struct transition_id made;
    bool late = !date_is_none(message->expected) && message->expected.days < instant_oslo_date(db_now(db)).days;
    struct transition_arrival arrival = {
        .person = person,
        .needs = needs_of(db_arena(db), values),
        .known_by = values[HOSPITAL],
        .made = {.kind = TRANSITION_KIND_DISCHARGE, .from = message->from, .source = TRANSITION_SOURCE_MESSAGE,
                 .began = message->ready ? INSTANT_NONE : message->at, .expected = late ? DATE_NONE : message->expected,
                 .lacks_home = message->lacks_home, .message_key = values[MESSAGE_ID]},
    };
    int fault = transition_arrive(db, &arrival, &made);
    if (!fault) *ret_at = (struct transition_at){arrival.made.case_, made};
    return fault;
}

static int put(struct db *db, const struct message *message, const struct csv_row *row, struct import_report *report) {
    const char *text = row_text(db_arena(db), row->values, COLUMNS);
    struct seen_before before = seen_before(db, IMPORTED_WARD_MESSAGE, row->values[MESSAGE_ID], text);
    struct transition_at at = {0};
    struct person_id person;
    if (before.known) { /* said once; what is said again with the same number changes nothing that has been done here */
        report->unchanged++;
        return TRANSITION_DONE;
    }
    if (!person_of(db, &message->person, &person)) return TRANSITION_NOT_FOUND;
    bool there = transition_open_for(db, person, TRANSITION_KIND_DISCHARGE, &at);
    int fault = there ? TRANSITION_DONE : arrive(db, message, row->values, person, &at);
    if (!fault && message->ready) fault = transition_told_ready(db, at.case_, at.id, message->at);
    if (fault) return fault;
    keep_row(db, IMPORTED_WARD_MESSAGE, row->values[MESSAGE_ID], text, at.id.v);
    if (there) report->changed++;
    else report->added++;
    return TRANSITION_DONE;
}

int import_ward_messages(struct db *db, const struct profile *profile, struct blob file, struct import_report *report) {
    (void)profile;
    struct arena *arena = db_arena(db);
    struct csv_table table;
    if (is_json(file)) read_json(file, report->faults, &table);
    else csv_read(arena, file, columns, report->faults, &table);
    report->encoding = table.encoding;
    report->rows = (int64_t)table.n;
    struct message *messages = arena_array(arena, table.n + 1, sizeof *messages);
    for (size_t i = 0; i < table.n && table.header_good; i++) {
        struct reading reading = {arena, report->faults, &table.rows[i], db_now(db)};
        read_message(&reading, &messages[i]);
    }
    for (size_t i = 0; i < table.n && !report->faults->n; i++) {
        int fault = put(db, &messages[i], &table.rows[i], report);
        if (fault) csv_fault_add(report->faults, table.rows[i].line, columns[MESSAGE_ID].name, table.rows[i].values[MESSAGE_ID], "does not fit what stands in the case");
    }
    if (report->faults->n) return ERR_INVALID;
    audit_add(db, "ward_messages_imported", "municipality", report->rows, NULL);
    return db_failed(db) ? ERR_IO : ERR_OK;
}
