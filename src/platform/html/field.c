/* Form fields: what a struct field becomes. The value typed wins over the one the page gives; an error is shown by the field and
 * remembered for the summary. May not decide what is wrong: that stands in the form. */
#include "platform/html/frame.h"
#include "platform/http/http.h"

#include "html_views.h"
#include "texts.h"

#include <string.h>

static const char *part_id(struct html *h, const char *id, const char *part) { return arena_printf(h->arena, "%s-%s", id, part); }

/* A date given by the page as 2026-09-07 is shown the way it is typed; what was typed is never touched. */
static const char *value_to_show(struct html *h, const struct field *field) {
    if (field->kind == FIELD_PASSWORD || field->kind == FIELD_FILE || field->kind == FIELD_PICTURE) return NULL;
    const char *typed = form_raw(h->form, field->name);
    if (typed) return typed;
    if (field->kind != FIELD_DATE || !field->value) return field->value;
    struct date date = date_parse_iso(field->value);
    return date_is_none(date) ? field->value : date_typed(h->arena, date);
}

static const char *hint_to_show(struct html *h, const struct field *field) {
    if (field->hint_text) return field->hint_text;
    if (field->hint) return text_of(h->lang, field->hint);
    if (field->kind == FIELD_DATE) return text_of(h->lang, T_field_date_hint);
    return field->kind == FIELD_CLOCK ? text_of(h->lang, T_field_clock_hint) : NULL;
}

static const char *keyboard(const struct field *field) {
    bool figures = field->kind == FIELD_NUMBER || field->kind == FIELD_DATE || field->kind == FIELD_CLOCK;
    return figures ? "numeric" : NULL;
}

static int default_size(const struct field *field) {
    if (field->size || field->kind == FIELD_TEXT || field->kind == FIELD_SEARCH || field->kind == FIELD_PASSWORD) return field->size;
    if (field->kind == FIELD_DATE || field->kind == FIELD_TEL) return 12;
    return 6;
}

/* Whether `code` is one of the words in a list with commas between, as a page gives the boxes already ticked. */
static bool listed(const char *list, const char *code) {
    size_t length = strlen(code);
    while (list && *list) {
        size_t word = strcspn(list, ",");
        if (word == length && strncmp(list, code, length) == 0) return true;
        list += word + (list[word] == ',');
    }
    return false;
}

static bool is_chosen(const struct html *h, const struct field *field, const char *value, const char *code) {
    if (field->kind == FIELD_CHECKBOXES) return h->form ? form_has(h->form, field->name, code) : listed(value, code);
    return value && text_equal(value, code);
}

struct field_id {
    const char *name;
    int times;
    struct field_id *next;
};

/* A field's id is its name. Two forms of a page may have the same field: the second's id has a number, so that its label is its own. */
static const char *own_id(struct html *h, const char *name) {
    for (struct field_id *used = h->field_ids; used; used = used->next)
        if (text_equal(used->name, name)) return arena_printf(h->arena, "%s--%d", name, ++used->times);
    struct field_id *first = arena_alloc(h->arena, sizeof *first);
    *first = (struct field_id){name, 1, h->field_ids};
    h->field_ids = first;
    return name;
}

static struct choice_views choices_of(struct html *h, const struct field *field, const char *own, const char *value) {
    if (!field->options) return (struct choice_views){NULL, 0};
    struct choice_views choices = {arena_array(h->arena, field->options->n, sizeof *choices.v), field->options->n};
    for (size_t i = 0; i < choices.n; i++) {
        const struct option *option = &field->options->v[i];
        /* The first has the field's own id: the error summary leads to it. */
        const char *id = i == 0 ? own : arena_printf(h->arena, "%s-%zu", own, i + 1);
        choices.v[i] = (struct choice_view){.id = id,
                                            .value = option->value,
                                            .label = option->label,
                                            .hint = option->hint,
                                            .hint_id = part_id(h, id, "meaning"),
                                            .chosen = is_chosen(h, field, value, option->value)};
    }
    return choices;
}

static bool any_chosen(const struct choice_views *choices) {
    for (size_t i = 0; i < choices->n; i++) {
        if (choices->v[i].chosen) return true;
    }
    return false;
}

static void describe(struct html *h, struct field_view *view) {
    struct str ids = str_in(h->arena);
    const char *parts[] = {view->hint ? view->hint_id : NULL, view->counter ? view->counter_id : NULL, view->error ? view->error_id : NULL};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i]) str_addf(&ids, "%s%s", ids.length ? " " : "", parts[i]);
    }
    view->described_by = ids.length ? str_text(&ids) : NULL;
}

static const char *count_text(struct html *h, const struct field *field) {
    if (field->kind != FIELD_TEXTAREA || field->max <= 0) return NULL;
    return text_format(h->arena, h->lang, T_field_at_most, "most", number_text(h->arena, h->lang, field->max), NULL);
}

static struct field_view view_of(struct html *h, const struct field *field) {
    const char *id = own_id(h, field->name);
    struct field_view view = {.kind = field->kind,
                              .id = id,
                              .name = field->name,
                              .label = field->label_text ? field->label_text : text_of(h->lang, field->label),
                              .value = value_to_show(h, field),
                              .hint = hint_to_show(h, field),
                              .counter = count_text(h, field),
                              .hint_id = part_id(h, id, "hint"),
                              .counter_id = part_id(h, id, "counter"),
                              .error_id = part_id(h, id, "error"),
                              .autocomplete = field->autocomplete,
                              .keyboard = keyboard(field),
                              .error = form_error_of(h->form, field->name),
                              .optional = field->optional,
                              .rows = field->rows ? field->rows : 4,
                              .size = default_size(field),
                              .max = field->max};
    view.choices = choices_of(h, field, id, view.value);
    view.empty_choice = field->optional || !any_chosen(&view.choices);
    describe(h, &view);
    return view;
}

static void remember_fault(struct html *h, const struct field_view *view) {
    struct field_fault *fault = arena_alloc(h->arena, sizeof *fault);
    *fault = (struct field_fault){view->name, view->id, view->label, view->error, h->faults};
    h->faults = fault;
}

/* A box is ticked when it was sent; a page says so with any value but these. */
static bool is_ticked(const struct html *h, const struct field *field) {
    if (h->form) return form_raw(h->form, field->name) != NULL;
    return !text_empty(field->value) && !text_equal(field->value, "0") && !text_equal(field->value, "false");
}

void html_field(struct html *h, const struct field *field) {
    struct field_view view = view_of(h, field);
    if (view.error) remember_fault(h, &view);
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_NUMBER:
    case FIELD_DATE:
    case FIELD_CLOCK:
    case FIELD_PASSWORD:
    case FIELD_TEL:
    case FIELD_SEARCH: field_input(h, &view); return;
    case FIELD_FILE:
    case FIELD_PICTURE: field_file(h, &view); return;
    case FIELD_TEXTAREA: field_textarea(h, &view); return;
    case FIELD_SELECT: field_select(h, &view); return;
    case FIELD_RADIOS:
    case FIELD_CHECKBOXES: field_group(h, &view); return;
    case FIELD_CHECKBOX:
        view.value = "1";
        view.chosen = is_ticked(h, field);
        field_checkbox(h, &view);
        return;
    case FIELD_HIDDEN: field_hidden(h, &view); return;
    }
}
