/* Decoding of form fields by their rules, and reading and marking of a struct form. Knows no route and writes no page: what is wrong
 * becomes a text key beside the field. */
#include "platform/http/form.h"

#include "texts.h"

#include <ctype.h>
#include <string.h>

/* ── struct form ──────────────────────────────────────────────────────── */

static struct form_field *find_field(const struct form *form, const char *name) {
    for (size_t i = 0; form && i < form->n; i++) {
        if (strcmp(form->v[i].name, name) == 0) return &form->v[i];
    }
    return NULL;
}

const char *form_raw(const struct form *form, const char *name) {
    const struct form_field *field = find_field(form, name);
    return field ? field->raw : NULL;
}

const char *form_raw_at(const struct form *form, const char *name, size_t n) {
    for (size_t i = 0; form && i < form->n; i++) {
        const struct form_field *field = &form->v[i];
        if (field->raw && strcmp(field->name, name) == 0 && n-- == 0) return field->raw;
    }
    return NULL;
}

bool form_has(const struct form *form, const char *name, const char *value) {
    for (size_t i = 0; form && i < form->n; i++) {
        const struct form_field *field = &form->v[i];
        if (field->raw && strcmp(field->name, name) == 0 && strcmp(field->raw, value) == 0) return true;
    }
    return false;
}

text_key form_error_of(const struct form *form, const char *name) {
    const struct form_field *field = find_field(form, name ? name : "");
    return field ? field->error : 0;
}

static struct form_field *add_field(struct arena *arena, struct form *form, const char *name) {
    struct form_field *wider = arena_array(arena, form->n + 1, sizeof *wider);
    if (form->n) memcpy(wider, form->v, form->n * sizeof *wider);
    form->v = wider;
    struct form_field *field = &form->v[form->n++];
    *field = (struct form_field){.name = arena_strdup(arena, name)};
    return field;
}

/* The first thing wrong with a field stays: it is what the person mends first. The whole form's error stands under the name "". */
void form_error(struct request *rq, const char *field, text_key why) {
    if (!why) return;
    if (!rq->form) rq->form = arena_alloc(rq->arena, sizeof *rq->form);
    struct form *form = rq->form;
    struct form_field *found = find_field(form, field ? field : "");
    if (!found) found = add_field(rq->arena, form, field ? field : "");
    if (!found->error) found->error = why;
    form->refused = true;
}

/* ── what was sent ────────────────────────────────────────────────────── */

static const struct form_rule *find_rule(const struct form_reader *reader, const char *name) {
    for (size_t i = 0; i < reader->n_rules; i++) {
        if (strcmp(reader->rules[i].name, name) == 0) return &reader->rules[i];
    }
    return NULL;
}

bool form_known(const struct form_reader *reader) {
    const struct form *form = reader->form;
    for (size_t i = 0; form && i < form->n; i++) {
        const char *name = form->v[i].name;
        if (strcmp(name, "csrf") == 0) continue;
        const struct form_rule *rule = find_rule(reader, name);
        if (!rule) return false;
        if (rule->need != FORM_REPEATED && find_field(form, name) != &form->v[i]) return false;
    }
    return true;
}

struct reply form_refuse(struct request *rq) {
    (void)rq;
    return (struct reply){.status = 400, .no_commit = true};
}

size_t form_count(const struct form_reader *reader, const struct form_rule *rule) {
    size_t count = 0;
    for (size_t i = 0; reader->form && i < reader->form->n; i++) {
        const struct form_field *field = &reader->form->v[i];
        count += field->raw && strcmp(field->name, rule->name) == 0;
    }
    return count;
}

static const char *raw_at(const struct form_reader *reader, const struct form_rule *rule, size_t index) {
    return form_raw_at(reader->form, rule->name, index);
}

static void wrong(struct form_reader *reader, const struct form_rule *rule, text_key why) {
    if (!reader->strict) return;
    reader->wrong = true;
    form_error(reader->rq, rule->name, why);
}

/* The value without white space around it. NULL when there is none, which is wrong if the field is required. */
static const char *value_at(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *raw = raw_at(reader, rule, index);
    if (!text_empty(raw)) return text_trim(reader->rq->arena, raw);
    if (rule->need == FORM_REQUIRED) wrong(reader, rule, T_field_required);
    return NULL;
}

/* ── types ────────────────────────────────────────────────────────────── */

/* Line breaks as \n, so that lengths and comparisons mean the same whichever browser sent it. */
static char *copy_lines(struct arena *arena, const char *raw) {
    char *copy = arena_strdup(arena, raw);
    char *to = copy;
    for (const char *from = copy; *from; from++) {
        if (from[0] == '\r' && from[1] == '\n') continue;
        *to++ = *from == '\r' ? '\n' : *from;
    }
    while (to > copy && isspace((unsigned char)to[-1])) to--;
    *to = '\0';
    return copy;
}

const char *form_text(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *raw = raw_at(reader, rule, index);
    const char *text = text_empty(raw) ? "" : copy_lines(reader->rq->arena, raw);
    bool may_be_empty = rule->need != FORM_REQUIRED || rule->min == 0;
    if (!*text) {
        if (!may_be_empty) wrong(reader, rule, T_field_required);
        return rule->need == FORM_OPTIONAL || !may_be_empty ? NULL : text;
    }
    size_t length = utf8_length(text);
    bool too_long = length > (size_t)rule->max, too_short = length < (size_t)rule->min;
    if (too_long) wrong(reader, rule, T_field_too_long);
    if (too_short) wrong(reader, rule, T_field_too_short);
    return too_long || too_short ? NULL : text;
}

struct maybe_int form_int(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *value = value_at(reader, rule, index);
    if (!value) return (struct maybe_int){0};
    int64_t number;
    if (parse_int(value, &number) && number >= rule->min && number <= rule->max) return (struct maybe_int){true, number};
    wrong(reader, rule, T_field_number);
    return (struct maybe_int){0};
}

struct date form_date(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *value = value_at(reader, rule, index);
    if (!value) return DATE_NONE;
    struct date date = date_parse_no(value);
    if (date_is_none(date)) wrong(reader, rule, T_field_date);
    return date;
}

static int two_digits(const char *at, size_t length) {
    int number = 0;
    if (length < 1 || length > 2) return -1;
    for (size_t i = 0; i < length; i++) {
        if (at[i] < '0' || at[i] > '9') return -1;
        number = number * 10 + (at[i] - '0');
    }
    return number;
}

/* "9:05", "09.05" and "09:05" */
static int parse_clock(const char *value) {
    size_t first = strcspn(value, ":.");
    if (!value[first]) return -1;
    int hours = two_digits(value, first);
    const char *rest = value + first + 1;
    int minutes = strlen(rest) == 2 ? two_digits(rest, 2) : -1;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return -1;
    return hours * 60 + minutes;
}

int form_clock(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *value = value_at(reader, rule, index);
    if (!value) return -1;
    int minutes = parse_clock(value);
    if (minutes < 0) wrong(reader, rule, T_field_clock);
    return minutes;
}

bool form_bool(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *raw = raw_at(reader, rule, index);
    if (text_empty(raw) || text_equal(raw, "0")) return false;
    if (text_equal(raw, "1") || text_equal(raw, "on")) return true;
    wrong(reader, rule, T_field_choice);
    return false;
}

int64_t form_id(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *value = value_at(reader, rule, index);
    int64_t id = 0;
    if (!value) return 0;
    if (parse_int(value, &id) && id > 0) return id;
    wrong(reader, rule, T_field_choice);
    return 0;
}

const char *form_choice(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *value = value_at(reader, rule, index);
    return value ? value : "";
}

void form_choice_known(struct form_reader *reader, const struct form_rule *rule, const char *code, bool known) {
    if (*code && !known) wrong(reader, rule, T_field_choice);
}

/* A file has no text that could come back in the form: what was chosen is chosen again. */
struct blob form_file(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    for (size_t i = 0; reader->form && i < reader->form->n; i++) {
        const struct form_field *field = &reader->form->v[i];
        if (strcmp(field->name, rule->name) != 0 || index-- > 0) continue;
        if (field->file.size > (size_t)rule->max) wrong(reader, rule, T_field_file_too_large);
        else if (field->file.size) return field->file;
        else if (rule->need == FORM_REQUIRED) wrong(reader, rule, T_field_file_required);
        return (struct blob){0};
    }
    if (rule->need == FORM_REQUIRED) wrong(reader, rule, T_field_file_required);
    return (struct blob){0};
}
