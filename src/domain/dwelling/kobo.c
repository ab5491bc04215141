/* From a row of Kobo's file to a dwelling: what each column may hold. Pure; the database is in dwelling.c. */
#include "domain/dwelling/dwelling.h"

#include <ctype.h>
#include <string.h>

const char *const kobo_column_names[KOBO_COLUMNS + 1] = {
    "kommunenummer", "gnrbnr", "festenummer", "seksjonsnummer", "bruksenhetsnummer", "gatenavn", "husnummer", "husbokstav", "postnummer",
    "ekstrareferanse", "koboboligtype", "underkategoriboligtype", "kobodisposisjonsform", "boligeiersnavn", "boligeiersorganisasjonsnummer",
    "boligeiersmobilnummer", "boligstatus", "statusdato", "manedsleie", "malernummerstrom", "malernummervann", "depositum",
    "errullestoltilpasset", "antallsoverom", "skolekretsbarneskole", "skolekretsungdomsskole", "ovriginformasjon",
    "kvalifiserermvakompensasjon", "erbofellesskap", "erdognbemannet", "harpersonalbase", "hovedsoker", "leieforholdertidsubegrenset",
    "leieforholdstartdato", "leieforholdsluttdato", NULL,
};

struct reading {
    struct arena *arena;
    const char *const *row;
    struct kobo_faults *faults;
    bool good;
};

static void fault(struct reading *reading, enum kobo_column column, const char *reason) {
    reading->faults->reason[column] = reason;
    reading->good = false;
}

static bool all_digits(const char *text, size_t least, size_t most) {
    size_t length = strspn(text, "0123456789");
    return text[length] == '\0' && length >= least && length <= most;
}

/* NULL for an empty column. */
static const char *optional(const struct reading *reading, enum kobo_column column) {
    return reading->row[column][0] ? reading->row[column] : NULL;
}

static const char *digits(struct reading *reading, enum kobo_column column, size_t least, size_t most, const char *reason) {
    const char *text = optional(reading, column);
    if (text && !all_digits(text, least, most)) fault(reading, column, reason);
    return text;
}

static const char *needed(struct reading *reading, enum kobo_column column) {
    const char *text = optional(reading, column);
    if (!text) fault(reading, column, "is missing");
    return text ? text : "";
}

/* "12/34": farm number and holding number. */
static bool is_cadastral(const char *text) {
    const char *slash = strchr(text, '/');
    if (!slash || slash == text || slash - text > 5) return false;
    return strspn(text, "0123456789") == (size_t)(slash - text) && all_digits(slash + 1, 1, 5);
}

/* "H0101": floor plan H, U, L or K, floor, number. */
static bool is_unit_number(const char *text) { return strchr("HULK", text[0]) && all_digits(text + 1, 4, 4); }

static bool yes_or_no(struct reading *reading, enum kobo_column column) {
    static const char *const yes[] = {"ja", "j", "true", "sann", "1", "x", NULL}, *const no[] = {"", "nei", "n", "false", "usann", "0", NULL};
    const char *text = text_fold(reading->arena, reading->row[column]);
    for (int i = 0; yes[i]; i++)
        if (strcmp(text, yes[i]) == 0) return true;
    for (int i = 0; no[i]; i++)
        if (strcmp(text, no[i]) == 0) return false;
    fault(reading, column, "is neither Ja nor Nei");
    return false;
}

/* Whole kroner: "8 450", "8450,00" and "8450.00" are the same. */
static struct maybe_int kroner(struct reading *reading, enum kobo_column column) {
    char plain[16];
    size_t length = 0;
    const char *at = reading->row[column];
    if (!*at) return (struct maybe_int){0};
    for (; *at && !strchr(",.", *at) && length + 1 < sizeof plain; at++)
        if (*at != ' ') plain[length++] = *at;
    plain[length] = '\0';
    bool cents = *at == '\0' || (strchr(",.", *at) && all_digits(at + 1, 1, 2));
    int64_t amount;
    if (cents && all_digits(plain, 1, 7) && parse_int(plain, &amount)) return (struct maybe_int){true, amount};
    fault(reading, column, "is not an amount in kroner");
    return (struct maybe_int){0};
}

static struct maybe_int number(struct reading *reading, enum kobo_column column, int64_t most, const char *reason) {
    int64_t value;
    if (!optional(reading, column)) return (struct maybe_int){0};
    if (parse_int(reading->row[column], &value) && value >= 0 && value <= most) return (struct maybe_int){true, value};
    fault(reading, column, reason);
    return (struct maybe_int){0};
}

static struct date date_in(struct reading *reading, enum kobo_column column) {
    if (!optional(reading, column)) return DATE_NONE;
    struct date date = date_parse_no(reading->row[column]);
    if (date_is_none(date)) fault(reading, column, "is no date (dd.mm.yyyy or yyyy-mm-dd)");
    return date;
}

/* Our code for a value of the file, or NULL when the profile does not map it. */
static const char *mapped(const struct profile_kobo_value *rows, unsigned count, const char *value) {
    for (unsigned i = 0; i < count; i++)
        if (text_equal(rows[i].value, value)) return rows[i].code;
    return NULL;
}

static const char *code_of(struct reading *reading, const struct profile_kobo *map, enum kobo_column column, struct dwelling_new *dwelling) {
    const char *value = optional(reading, column), *code = NULL;
    if (!value) return NULL;
    if (column == KOBO_TYPE) code = mapped(map->dwelling_type, map->dwelling_type_count, value);
    if (column == KOBO_SUBTYPE) code = mapped(map->dwelling_subtype, map->dwelling_subtype_count, value);
    if (column == KOBO_DISPOSAL) code = mapped(map->disposal, map->disposal_count, value);
    if (column == KOBO_STATUS) code = mapped(map->status, map->status_count, value);
    dwelling->unmapped[column] = !code;
    return code;
}

static void read_codes(struct reading *reading, const struct profile_kobo *map, struct dwelling_new *dwelling) {
    const char *class = code_of(reading, map, KOBO_TYPE, dwelling), *state = code_of(reading, map, KOBO_STATUS, dwelling);
    code_of(reading, map, KOBO_SUBTYPE, dwelling);
    code_of(reading, map, KOBO_DISPOSAL, dwelling);
    dwelling->class = class ? dwelling_class_parse(class) : DWELLING_CLASS_UNKNOWN;
    dwelling->state = state ? dwelling_state_parse(state) : DWELLING_STATE_UNKNOWN;
    if (!dwelling->class) fault(reading, KOBO_TYPE, "is mapped in the profile to a code that is no class of dwelling");
    if (!dwelling->state) fault(reading, KOBO_STATUS, "is mapped in the profile to a code that is no state of a dwelling");
}

static void read_place(struct reading *reading, struct dwelling_new *dwelling) {
    dwelling->municipality = needed(reading, KOBO_MUNICIPALITY);
    digits(reading, KOBO_MUNICIPALITY, 4, 4, "is not four digits");
    dwelling->cadastral = needed(reading, KOBO_CADASTRAL);
    if (*dwelling->cadastral && !is_cadastral(dwelling->cadastral)) fault(reading, KOBO_CADASTRAL, "is not farm and holding number, as in 12/34");
    dwelling->lease_number = digits(reading, KOBO_LEASE_NUMBER, 1, 5, "is not a number");
    dwelling->section_number = digits(reading, KOBO_SECTION, 1, 5, "is not a number");
    dwelling->unit_number = optional(reading, KOBO_UNIT);
    if (dwelling->unit_number && !is_unit_number(dwelling->unit_number)) fault(reading, KOBO_UNIT, "is not a unit number, as in H0101");
    dwelling->extra_reference = optional(reading, KOBO_EXTRA_REFERENCE);
    dwelling->street = needed(reading, KOBO_STREET);
    dwelling->house_number = digits(reading, KOBO_HOUSE_NUMBER, 1, 4, "is not a house number");
    dwelling->house_letter = optional(reading, KOBO_HOUSE_LETTER);
    if (dwelling->house_letter && utf8_length(dwelling->house_letter) != 1) fault(reading, KOBO_HOUSE_LETTER, "is not one letter");
    dwelling->postcode = needed(reading, KOBO_POSTCODE);
    digits(reading, KOBO_POSTCODE, 4, 4, "is not four digits");
}

/* Several buildings of one holding each have a H0101, and several rooms of one unit differ only in the extra reference. */
static const char *key_of(struct arena *arena, const char *const *row) {
    return arena_printf(arena, "%s-%s-%s-%s-%s-%s-%s%s-%s", row[KOBO_MUNICIPALITY], row[KOBO_CADASTRAL], row[KOBO_LEASE_NUMBER], row[KOBO_SECTION],
                        row[KOBO_UNIT], text_fold(arena, row[KOBO_STREET]), row[KOBO_HOUSE_NUMBER], text_fold(arena, row[KOBO_HOUSE_LETTER]),
                        row[KOBO_EXTRA_REFERENCE]);
}

bool dwelling_read_kobo(struct arena *arena, const struct profile_kobo *map, const char *const *row, struct dwelling_new *ret_dwelling,
                        struct kobo_faults *ret_faults) {
    struct kobo_faults faults = {0};
    struct dwelling_new dwelling = {.row = row, .kobo_key = key_of(arena, row)};
    struct reading reading = {arena, row, &faults, true};
    read_place(&reading, &dwelling);
    read_codes(&reading, map, &dwelling);
    dwelling.state_since = date_in(&reading, KOBO_STATUS_DATE);
    dwelling.rent = kroner(&reading, KOBO_RENT);
    kroner(&reading, KOBO_DEPOSIT);
    digits(&reading, KOBO_OWNER_NUMBER, 9, 9, "is not an organisation number of nine digits");
    dwelling.bedrooms = number(&reading, KOBO_BEDROOMS, 20, "is not a number of bedrooms");
    dwelling.wheelchair = yes_or_no(&reading, KOBO_WHEELCHAIR);
    yes_or_no(&reading, KOBO_VAT);
    dwelling.shared = yes_or_no(&reading, KOBO_SHARED);
    dwelling.staffed_day_and_night = yes_or_no(&reading, KOBO_STAFFED);
    dwelling.staff_base = yes_or_no(&reading, KOBO_STAFF_BASE);
    yes_or_no(&reading, KOBO_UNLIMITED_TENANCY);
    struct date start = date_in(&reading, KOBO_TENANCY_START), end = date_in(&reading, KOBO_TENANCY_END);
    if (!date_is_none(start) && !date_is_none(end) && end.days < start.days) fault(&reading, KOBO_TENANCY_END, "is before the start of the tenancy");
    *ret_faults = faults;
    if (reading.good) *ret_dwelling = dwelling;
    return reading.good;
}
