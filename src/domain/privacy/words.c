/* A row of any table in words: what a column is called, what a code means, who and when. A test holds that every table has words; a column without
 * words is shown by its value alone, so that nothing is left out for want of a text, and never by a name that is the program's. */
#include "domain/privacy/internal.h"

#include "domain/plan/catalogue.h"
#include "texts.h"

#include <string.h>

static bool ends(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static const char *spaced(struct arena *arena, const char *name) {
    char *text = arena_strdup(arena, name);
    for (char *c = text; *c; c++)
        if (*c == '_') *c = ' ';
    return text;
}

static const char *words_or_name(const struct wording *wording, const char *prefix, const char *name) {
    text_key key = text_find(arena_printf(wording->arena, "%s%s", prefix, name));
    return key ? text_of(wording->lang, key) : spaced(wording->arena, name);
}

const char *privacy_table_words(const struct wording *wording, const char *table) {
    return words_or_name(wording, "privacy_table_", table);
}

/* A code of an enumeration has the text named after it; a ground is kept as text, since some are not the law's. */
static text_key code_key(const struct wording *wording, const char *table, const struct her_value *value) {
    const char *enumeration = db_walk_enumeration(table, value->column);
    if (enumeration) return text_find(arena_printf(wording->arena, "%s_%s", enumeration, value->text));
    text_key key = text_find(arena_printf(wording->arena, "secrecy_%s_%s", value->column, value->text));
    return key ? key : text_find(arena_printf(wording->arena, "law_%s_%s", value->column, value->text));
}

static bool is_staff(const char *column) { return ends(column, "_by") || ends(column, "staff") || strcmp(column, "staff_id") == 0; }
static bool is_unit(const char *column) { return ends(column, "_unit") || strcmp(column, "unit_id") == 0; }
static bool is_instant(const char *column) { return ends(column, "_at") || strcmp(column, "at") == 0 || ends(column, "since"); }
static bool is_only_for_the_program(const char *table, const char *column) {
    return strcmp(column, "id") == 0 || ends(column, "version") || strcmp(column, "search_name") == 0 || strcmp(column, "seq") == 0 ||
           strcmp(column, "subject") == 0 || strcmp(column, "sending") == 0 || (strcmp(table, "visit") == 0 && strcmp(column, "strain") == 0) /* the worker's own */ || (strcmp(table, "access_log") == 0 && strcmp(column, "what") == 0) || (ends(column, "_id") && !is_staff(column) && !is_unit(column));
}

/* Numbers that count; any other 0 or 1 is a no or a yes. */
static bool is_counted(const char *column) {
    static const char *const names[] = {"rooms", "adults", "children", "visits_a_week", "amount", "granted", "score", "minutes", "born_year", "nudges", "number", "minute", "moved", "version_no"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(column, names[i]) == 0) return true;
    return strncmp(column, "minutes_", 8) == 0 || ends(column, "_minute") || strncmp(column, "proposed_", 9) == 0;
}

static bool is_yes_or_no(const struct her_value *value) {
    bool names = is_staff(value->column) || is_unit(value->column) || is_instant(value->column);
    return value->kind == VALUE_INT && !names && (value->number == 0 || value->number == 1) && !is_counted(value->column);
}

static const char *number_words(const struct wording *wording, const struct her_value *value) {
    struct unit_brief unit;
    if (is_staff(value->column)) return organisation_staff_name(wording->db, (struct staff_id){value->number});
    if (is_unit(value->column))
        return organisation_unit(wording->db, (struct unit_id){value->number}, wording->lang, &unit) ? unit.letter_name : NULL;
    if (is_instant(value->column)) {
        struct instant at = {value->number};
        return arena_printf(wording->arena, "%s %s", date_long(wording->arena, wording->lang, instant_oslo_date(at)),
                            time_text(wording->arena, wording->lang, at));
    }
    if (is_yes_or_no(value)) return text_of(wording->lang, value->number ? T_common_yes : T_common_no);
    return arena_printf(wording->arena, "%lld", (long long)value->number);
}

static const char *unit_in_row(const struct wording *wording, const struct her_row *row, const char *column) {
    for (int i = 0; i < row->n; i++)
        if (strcmp(row->v[i].column, column) == 0 && row->v[i].kind == VALUE_INT) return number_words(wording, &row->v[i]);
    return NULL;
}

/* An event's text names its units. */
static const char *code_words(const struct wording *wording, const struct her_row *row, const struct her_value *value) {
    text_key key = code_key(wording, row->table, value);
    if (!key && strcmp(row->table, "plan_action") == 0 && strcmp(value->column, "kind") == 0) return action_kind_words(value->text, wording->lang);
    if (!key) return value->text;
    const char *unit = unit_in_row(wording, row, "unit_id"), *other = unit_in_row(wording, row, "other_unit");
    return text_format(wording->arena, wording->lang, key, "unit", unit ? unit : "", "other", other ? other : "", NULL);
}

static const char *value_words(const struct wording *wording, const struct her_row *row, const struct her_value *value) {
    if (value->kind == VALUE_NULL) return NULL;
    if (value->kind == VALUE_INT) return number_words(wording, value);
    if (strcmp(value->column, "pdf") == 0 || strcmp(value->column, "letter") == 0) return text_of(wording->lang, T_privacy_in_the_file);
    if (value->kind != VALUE_TEXT) return value->text;
    struct date date = strlen(value->text) == 10 ? date_parse_iso(value->text) : DATE_NONE;
    return date_is_none(date) ? code_words(wording, row, value) : date_long(wording->arena, wording->lang, date);
}

const char *privacy_row_words(const struct wording *wording, const struct her_row *row) {
    struct str out = str_in(wording->arena);
    for (int i = 0; i < row->n; i++) {
        const char *words = is_only_for_the_program(row->table, row->v[i].column) ? NULL : value_words(wording, row, &row->v[i]);
        text_key label = text_find(arena_printf(wording->arena, "privacy_column_%s", row->v[i].column));
        if (text_empty(words) || (!label && is_yes_or_no(&row->v[i]))) continue; /* a yes to a question that is not asked says nothing */
        str_addf(&out, "%s%s%s%s", out.length ? " · " : "", label ? text_of(wording->lang, label) : "", label ? ": " : "", words);
    }
    return str_text(&out);
}
