/* Fuzzes the decoding of forms: bytes as a browser could send them, through body_parse and every field type, strict and lenient.
 * Whatever comes, decoded values keep the promises of form.h. Built with clang -fsanitize=fuzzer,address,undefined. */
#include "platform/http/body.h"
#include "platform/http/form.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool promise) {
    if (!promise) abort();
}

static const struct form_rule rules[] = {
    {"a", FORM_REQUIRED, 1, 8},
    {"b", FORM_OPTIONAL, 2, 8},
    {"c", FORM_REPEATED, 0, 8},
    {"d", FORM_REQUIRED, 0, 8},
};
enum { N_RULES = sizeof rules / sizeof *rules };

static void check_text(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    const char *text = form_text(reader, rule, index);
    if (!text || !*text) return;
    size_t length = utf8_length(text);
    must(utf8_valid(text, strlen(text)) && !strchr(text, '\r'));
    must(length >= (size_t)rule->min && length <= (size_t)rule->max);
    must(!strchr(" \n\t", text[strlen(text) - 1]));
}

static void check_field(struct form_reader *reader, const struct form_rule *rule, size_t index) {
    check_text(reader, rule, index);
    struct maybe_int number = form_int(reader, rule, index);
    must(!number.has || (number.v >= rule->min && number.v <= rule->max));
    int minutes = form_clock(reader, rule, index);
    must(minutes >= -1 && minutes < 24 * 60);
    struct date date = form_date(reader, rule, index);
    must(date_is_none(date) || date_of(date_ymd(date).year, date_ymd(date).month, date_ymd(date).day).days == date.days);
    must(form_id(reader, rule, index) >= 0);
    (void)form_bool(reader, rule, index);
    const char *code = form_choice(reader, rule, index);
    form_choice_known(reader, rule, code, strcmp(code, "moved") == 0);
}

static void check_form(struct arena *arena, struct form *form, bool strict) {
    struct request rq = {.arena = arena, .form = strict ? form : NULL};
    struct form_reader reader = {.rq = &rq, .form = form, .rules = rules, .n_rules = N_RULES, .strict = strict};
    if (strict && !form_known(&reader)) return;
    for (size_t i = 0; i < N_RULES; i++) {
        size_t count = form_count(&reader, &rules[i]);
        must(rules[i].need == FORM_REPEATED || !strict || count <= 1);
        for (size_t k = 0; k < (count ? count : 1); k++) check_field(&reader, &rules[i], k);
    }
    must(strict || (!reader.wrong && !form->refused));
    must(reader.wrong == form->refused);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_create();
    struct form *form;
    if (body_parse(arena, (const char *)data, size, &form) == 0) {
        check_form(arena, form, false);
        check_form(arena, form, true);
    }
    arena_destroy(arena);
    return 0;
}
