/* Answers from the loaded law: rules by date, part kinds, grounds, readers, letter texts. Pure; reads no file and no clock. */
#include "domain/law/internal.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *const clock_codes[CLOCK_COUNT] = {
#define X(name, code) [CLOCK_##name] = #code,
    LAW_CLOCKS(X)
#undef X
};
static const char *const reader_codes[READER_COUNT] = {
#define X(name, code) [READER_##name] = #code,
    LAW_READERS(X)
#undef X
};

const char *law_clock_code(enum law_clock clock) {
    return clock > CLOCK_UNKNOWN && clock < CLOCK_COUNT ? clock_codes[clock] : NULL;
}

enum law_clock law_clock_parse(const char *code) {
    for (enum law_clock clock = CLOCK_UNKNOWN + 1; clock < CLOCK_COUNT; clock++)
        if (text_equal(clock_codes[clock], code)) return clock;
    return CLOCK_UNKNOWN;
}

const char *reader_code(enum reader reader) {
    return reader > READER_UNKNOWN && reader < READER_COUNT ? reader_codes[reader] : NULL;
}

enum reader reader_parse(const char *code) {
    for (enum reader reader = READER_UNKNOWN + 1; reader < READER_COUNT; reader++)
        if (text_equal(reader_codes[reader], code)) return reader;
    return READER_UNKNOWN;
}

bool law_rule_in_force(const struct law_rule *rule, struct date fact) {
    if (date_is_none(fact) || date_is_none(rule->valid_from) || fact.days < rule->valid_from.days) return false;
    if (!date_is_none(rule->valid_to) && fact.days > rule->valid_to.days) return false;
    return rule->confidence != CONFIDENCE_MEMORY || !date_is_none(rule->confirmed_on);
}

static int rule_compare(const void *id, const void *entry) {
    return strcmp(id, (*(const struct law_rule *const *)entry)->id);
}

const struct law_rule *law_rule_find(const struct law *law, const char *id) {
    if (!id) return NULL;
    const struct law_rule **found = bsearch(id, law->by_id, law->n_rules, sizeof(const struct law_rule *), rule_compare);
    return found ? *found : NULL;
}

const struct law_rule *law_rule_at(const struct law *law, const char *id, struct date fact) {
    const struct law_rule *rule = law_rule_find(law, id);
    return rule && law_rule_in_force(rule, fact) ? rule : NULL;
}

const char *law_words_in(const struct law_words *words, enum lang lang) {
    switch (lang) {
    case LANG_NB: return words->nb;
    case LANG_NN: return words->nn;
    case LANG_EN: return words->en;
    }
    return words->nb;
}

const struct law_part_kind *law_part_kind(const struct law *law, const char *code) {
    for (unsigned i = 0; i < law->parts_count; i++)
        if (text_equal(law->parts[i].code, code)) return &law->parts[i];
    return NULL;
}

bool law_part_requires(const struct law_part_kind *kind, const char *field) {
    for (unsigned i = 0; i < kind->required_count; i++)
        if (text_equal(kind->required[i], field)) return true;
    return false;
}

const struct law_appeal_body *law_appeal_body(const struct law *law, const char *code) {
    for (unsigned i = 0; i < law->bodies_count; i++)
        if (text_equal(law->bodies[i].code, code)) return &law->bodies[i];
    return NULL;
}

const struct law_ground *law_ground_number(const struct law *law, unsigned number) { return number < law->grounds_count ? &law->grounds[number] : NULL; }

const struct law_ground *law_ground(const struct law *law, const char *code) {
    for (unsigned i = 0; i < law->grounds_count; i++)
        if (text_equal(law->grounds[i].code, code)) return &law->grounds[i];
    return NULL;
}

struct law_reading law_reading(const struct law *law, enum reader reader, enum zone zone) {
    if (reader <= READER_UNKNOWN || reader >= READER_COUNT || (int)zone < 1 || (int)zone >= ZONE_MAX)
        return (struct law_reading){EXTENT_NONE, OPENER_NOTHING, EXTENT_NONE};
    return law->readings[reader][zone];
}

/* The value given for the name of `length` bytes, or NULL. */
static const char *given_value(va_list args, const char *name, size_t length) {
    va_list copy;
    const char *value = NULL;
    va_copy(copy, args);
    for (const char *given = va_arg(copy, const char *); given && !value; given = va_arg(copy, const char *)) {
        const char *next = va_arg(copy, const char *);
        if (strlen(given) == length && strncmp(given, name, length) == 0) value = next;
        if (!next) break;
    }
    va_end(copy);
    return value;
}

static const char *text_filled(struct arena *arena, const char *text, va_list args) {
    struct str out = str_in(arena);
    while (*text) {
        size_t plain = strcspn(text, "{");
        str_add_n(&out, text, plain);
        text += plain;
        if (!*text) break;
        size_t length = strcspn(text + 1, "}");
        const char *value = given_value(args, text + 1, length);
        if (!value) return NULL;
        str_add(&out, value);
        text += length + 2;
    }
    return str_text(&out);
}

/* The day the row's rules began to count for this fact; DATE_NONE if none does. A row without rules has always counted. */
static struct date block_since(const struct law *law, const struct block_row *row, struct date fact) {
    struct date since = row->rules_count ? DATE_NONE : date_of(1, 1, 1);
    for (unsigned i = 0; i < row->rules_count; i++) {
        const struct law_rule *rule = law_rule_at(law, row->rules[i], fact);
        if (rule && rule->valid_from.days > since.days) since = rule->valid_from;
    }
    return since;
}

const struct block_row *law_block_at(const struct law *law, enum law_block block, struct date fact) {
    const struct block_row *best = NULL;
    struct date best_since = DATE_NONE;
    for (unsigned i = 0; i < law->blocks_count; i++) {
        if (law->blocks[i].block != block) continue;
        struct date since = block_since(law, &law->blocks[i], fact);
        if (since.days <= best_since.days) continue;
        best = &law->blocks[i];
        best_since = since;
    }
    return best;
}

const char *law_letter_text(const struct law_letter *letter, enum law_block block, ...) {
    const struct block_row *row = law_block_at(letter->law, block, letter->fact);
    if (!row) return NULL;
    va_list args;
    va_start(args, block);
    const char *text = text_filled(letter->arena, law_words_in(&row->text, letter->lang), args);
    va_end(args);
    return text;
}
