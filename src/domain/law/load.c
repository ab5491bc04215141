/* Reads the eight files of law/, checks what types cannot see, and builds struct law. Reads files only here; nothing is changed after.
 * Everything is checked at start, so that no deadline, letter block or part kind can turn out to be missing when it is needed. */
#include "domain/law/schema.h"
#include "base/err.h"
#include "base/str.h"
#include "platform/yaml/yaml_file.h"

#include <stdlib.h>
#include <string.h>

/* The rules were read on this day; every clock and letter block must have a row from then on. */
#define READ_YEAR 2026
#define READ_MONTH 7
#define READ_DAY 2

struct loading {
    const char *directory;
    struct law *law;
    struct yaml_file file; /* the one being read */
    const char *reason;    /* the first thing wrong */
    int err;
};

static bool wrong(struct loading *loading, const char *where, const char *what) {
    loading->reason = yaml_file_wrong(&loading->file, where, "%s", what);
    loading->err = ERR_INVALID;
    return false;
}

/* The file's data, or NULL with loading->reason. */
static void *file_data(struct loading *loading, const char *name, const struct cyaml_schema_value *schema, struct arena *arena) {
    void *data = NULL;
    const char *path = arena_printf(arena, "%s/%s", loading->directory, name);
    loading->err = yaml_file_read(path, arena, &loading->file, &loading->reason);
    if (loading->err == ERR_OK) loading->err = yaml_file_load(&loading->file, schema, &data, &loading->reason);
    return loading->err == ERR_OK ? data : NULL;
}

static const char *or_empty(const char *text) {
    return text ? text : "";
}

/* A day as written, or `fallback` when it is left out or empty. */
static bool day_read(struct loading *loading, const char *text, const char *where, struct date fallback, struct date *ret_date) {
    *ret_date = fallback;
    if (!text || !*text) return true;
    *ret_date = date_parse_iso(text);
    if (!date_is_none(*ret_date)) return true;
    return wrong(loading, where, arena_printf(loading->file.arena, "\"%s\" is not a day written 2026-07-02", text));
}

static int by_id(const void *a, const void *b) {
    return strcmp((*(const struct law_rule *const *)a)->id, (*(const struct law_rule *const *)b)->id);
}

static bool rule_finish(struct loading *loading, const struct act_row *act, struct rule_row *row, const char *where) {
    struct arena *arena = loading->file.arena;
    struct law_rule *rule = &row->rule;
    struct date act_from, act_to;
    const char *prefix = arena_printf(arena, "%s-", act->code);
    rule->act = act->code;
    rule->law = rule->law && *rule->law ? rule->law : or_empty(act->law);
    rule->note = or_empty(rule->note);
    if (!text_starts(rule->id, prefix))
        return wrong(loading, arena_printf(arena, "%s.id", where),
                     arena_printf(arena, "the id \"%s\" does not begin with the act's code \"%s\"", rule->id, prefix));
    if (date_is_none(date_parse_iso(act->verified_on)) || !day_read(loading, act->valid_from, where, DATE_NONE, &act_from) ||
        !day_read(loading, act->valid_to, where, DATE_NONE, &act_to))
        return wrong(loading, where, "the act's valid_from, valid_to or verified_on is not a day written 2026-07-02");
    rule->verified_on = date_parse_iso(act->verified_on);
    if (!day_read(loading, row->valid_from, arena_printf(arena, "%s.valid_from", where), act_from, &rule->valid_from)) return false;
    if (!day_read(loading, row->valid_to, arena_printf(arena, "%s.valid_to", where), act_to, &rule->valid_to)) return false;
    if (!day_read(loading, row->confirmed_on, arena_printf(arena, "%s.confirmed_on", where), DATE_NONE, &rule->confirmed_on))
        return false;
    if (!date_is_none(rule->valid_to) && !date_is_none(rule->valid_from) && rule->valid_to.days < rule->valid_from.days)
        return wrong(loading, where, "valid_to comes before valid_from");
    return true;
}

static bool rules_finish(struct loading *loading, struct arena *arena) {
    struct law *law = loading->law;
    size_t count = 0;
    for (unsigned a = 0; a < law->acts_count; a++) count += law->acts[a].rules_count;
    law->by_id = arena_array(arena, count, sizeof *law->by_id);
    for (unsigned a = 0; a < law->acts_count; a++) {
        for (unsigned r = 0; r < law->acts[a].rules_count; r++) {
            const char *where = arena_printf(arena, "acts[%u].rules[%u]", a, r);
            if (!rule_finish(loading, &law->acts[a], &law->acts[a].rules[r], where)) return false;
            const struct law_rule *rule = &law->acts[a].rules[r].rule;
            for (size_t i = 0; i < law->n_rules; i++)
                if (text_equal(law->by_id[i]->id, rule->id))
                    return wrong(loading, arena_printf(arena, "%s.id", where),
                                 arena_printf(arena, "the rule \"%s\" stands here twice", rule->id));
            law->by_id[law->n_rules++] = rule;
        }
    }
    qsort(law->by_id, law->n_rules, sizeof *law->by_id, by_id);
    return true;
}

static bool rules_load(struct loading *loading, struct arena *arena) {
    struct rules_file *file = file_data(loading, "rules.yaml", &rules_schema, arena);
    if (!file) return false;
    loading->law->acts = file->acts;
    loading->law->acts_count = file->acts_count;
    return rules_finish(loading, arena);
}

/* The rule a row names, or NULL with a reason. */
static const struct law_rule *rule_named(struct loading *loading, const char *id, const char *where) {
    const struct law_rule *rule = law_rule_find(loading->law, id);
    if (!rule) wrong(loading, where, arena_printf(loading->file.arena, "the rule \"%s\" is not in rules.yaml", id));
    return rule;
}

static bool clock_finish(struct loading *loading, struct clock_row *row, const char *where) {
    struct arena *arena = loading->file.arena;
    row->valid = rule_named(loading, row->rule, arena_printf(arena, "%s.rule", where));
    if (!row->valid) return false;
    if (row->unit != UNIT_FIXED && row->unit != UNIT_YEARLY) {
        if (row->length < 0 || row->length > 400)
            return wrong(loading, arena_printf(arena, "%s.length", where), "the length must be from 0 to 400");
        return row->on == NULL || wrong(loading, arena_printf(arena, "%s.on", where), "\"on\" is for fixed and yearly clocks only");
    }
    bool is_yearly = row->unit == UNIT_YEARLY;
    struct date day = date_parse_iso(is_yearly ? arena_printf(arena, "2001-%s", or_empty(row->on)) : or_empty(row->on));
    if (date_is_none(day))
        return wrong(loading, arena_printf(arena, "%s.on", where), is_yearly ? "\"on\" must be a day of the year, written 02-15"
                                                                            : "\"on\" must be a day, written 2027-07-01");
    row->fixed = day;
    row->month = date_ymd(day).month;
    row->day = date_ymd(day).day;
    return true;
}

static bool notices_finish(struct loading *loading) {
    const struct law *law = loading->law;
    for (enum notice_channel channel = NOTICE_DELIVERED; channel <= NOTICE_ORAL; channel++) {
        unsigned rows = 0;
        for (unsigned i = 0; i < law->notices_count; i++) {
            rows += law->notices[i].channel == channel;
            if (law->notices[i].days < 0 || law->notices[i].days > 60)
                return wrong(loading, arena_printf(loading->file.arena, "reached[%u].days", i), "the days must be from 0 to 60");
        }
        if (rows != 1) return wrong(loading, "reached", "delivered, posted, digital and oral must each stand here once");
    }
    return true;
}

static bool deadlines_load(struct loading *loading, struct arena *arena) {
    struct law *law = loading->law;
    struct deadlines_file *file = file_data(loading, "deadlines.yaml", &deadlines_schema, arena);
    if (!file) return false;
    law->clocks = file->clocks;
    law->clocks_count = file->clocks_count;
    law->notices = file->reached;
    law->notices_count = file->reached_count;
    for (unsigned i = 0; i < law->clocks_count; i++)
        if (!clock_finish(loading, &law->clocks[i], arena_printf(arena, "clocks[%u]", i))) return false;
    return notices_finish(loading);
}

/* Whether every clock has a row on that day. Called with deadlines.yaml as the open file. */
static bool clocks_complete(struct loading *loading, struct date day) {
    for (enum law_clock clock = CLOCK_UNKNOWN + 1; clock < CLOCK_COUNT; clock++)
        if (!law_clock_at(loading->law, clock, day))
            return wrong(loading, "clocks",
                         arena_printf(loading->file.arena, "no row for the clock \"%s\" has a rule in force on %s",
                                      law_clock_code(clock), date_iso(loading->file.arena, day)));
    return true;
}

static bool blocks_complete(struct loading *loading, struct date day) {
    for (enum law_block block = BLOCK_UNKNOWN + 1; block < BLOCK_COUNT; block++)
        if (!law_block_at(loading->law, block, day))
            return wrong(loading, "blocks",
                         arena_printf(loading->file.arena, "no text for \"%s\" has a rule in force on %s", law_block_code(block),
                                      date_iso(loading->file.arena, day)));
    return true;
}

/* Runs `complete` for the day the rules were read and for the day after each rule that ends later. */
static bool complete_throughout(struct loading *loading, bool (*complete)(struct loading *, struct date)) {
    struct date read = date_of(READ_YEAR, READ_MONTH, READ_DAY);
    if (!complete(loading, read)) return false;
    for (size_t i = 0; i < loading->law->n_rules; i++) {
        struct date last = loading->law->by_id[i]->valid_to;
        if (!date_is_none(last) && last.days >= read.days && !complete(loading, date_add_days(last, 1))) return false;
    }
    return true;
}

static bool holidays_load(struct loading *loading, struct arena *arena) {
    struct law *law = loading->law;
    struct holidays_file *file = file_data(loading, "holidays.yaml", &holidays_schema, arena);
    if (!file) return false;
    for (unsigned i = 0; i < file->fixed_count; i++)
        if (date_is_none(date_of(2000, file->fixed[i].month, file->fixed[i].day)))
            return wrong(loading, arena_printf(arena, "fixed[%u].day", i), "there is no such day");
    for (unsigned i = 0; i < file->movable_count; i++)
        if (abs(file->movable[i].easter_offset) > 80)
            return wrong(loading, arena_printf(arena, "movable[%u].easter", i), "a day this far from Easter is not a holiday");
    law->fixed = file->fixed;
    law->fixed_count = file->fixed_count;
    law->movable = file->movable;
    law->movable_count = file->movable_count;
    return true;
}

/* Whether the text's {names} are exactly the block's params. */
static bool text_has_params(const struct block_row *row, const char *text) {
    unsigned seen = 0;
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        size_t length = strcspn(open + 1, "}");
        bool known = false;
        if (open[1 + length] != '}') return false;
        for (unsigned i = 0; i < row->params_count; i++)
            known = known || (strlen(row->params[i]) == length && strncmp(row->params[i], open + 1, length) == 0);
        if (!known) return false;
        seen++;
    }
    return seen == row->params_count;
}

static bool blocks_load(struct loading *loading, struct arena *arena) {
    struct law *law = loading->law;
    struct blocks_file *file = file_data(loading, "letter_blocks.yaml", &blocks_schema, arena);
    if (!file) return false;
    law->blocks = file->blocks;
    law->blocks_count = file->blocks_count;
    for (unsigned i = 0; i < law->blocks_count; i++) {
        const struct block_row *row = &law->blocks[i];
        const char *texts[] = {row->text.nb, row->text.nn, row->text.en}, *languages[] = {"nb", "nn", "en"};
        for (unsigned r = 0; r < row->rules_count; r++)
            if (!rule_named(loading, row->rules[r], arena_printf(arena, "blocks[%u].rules[%u]", i, r))) return false;
        for (size_t t = 0; t < 3; t++)
            if (!text_has_params(row, texts[t]))
                return wrong(loading, arena_printf(arena, "blocks[%u].%s", i, languages[t]),
                             "the {parameters} in the text are not those in params, each once");
    }
    return complete_throughout(loading, blocks_complete);
}

static bool part_finish(struct loading *loading, struct law_part_kind *kind, const char *where) {
    struct arena *arena = loading->file.arena;
    if (!rule_named(loading, kind->rule, arena_printf(arena, "%s.rule", where))) return false;
    if (law_part_kind(loading->law, kind->code) != kind)
        return wrong(loading, arena_printf(arena, "%s.kind", where), "this kind stands here twice");
    if (!law_appeal_body(loading->law, kind->appeal_body))
        return wrong(loading, arena_printf(arena, "%s.appeal_body", where), "this body is not under appeal_bodies");
    if (kind->formal == FORMAL_IF_LONG && kind->formal_after_days < 1)
        return wrong(loading, where, "if_long needs after_days");
    if (kind->for_municipality && (kind->appeal_clock == CLOCK_UNKNOWN || kind->appeal_block == BLOCK_UNKNOWN))
        return wrong(loading, where, "a part decided here needs a limit and an appeal_block");
    for (unsigned i = 0; i < kind->visible_to_count; i++)
        if (reader_parse(kind->visible_to[i]) == READER_UNKNOWN)
            return wrong(loading, arena_printf(arena, "%s.visible_to[%u]", where, i), "there is no such reader");
    return true;
}

static bool parts_load(struct loading *loading, struct arena *arena) {
    struct law *law = loading->law;
    struct parts_file *file = file_data(loading, "part_kinds.yaml", &parts_schema, arena);
    if (!file) return false;
    law->bodies = file->appeal_bodies;
    law->bodies_count = file->appeal_bodies_count;
    law->parts = file->part_kinds;
    law->parts_count = file->part_kinds_count;
    for (unsigned i = 0; i < law->parts_count; i++)
        if (!part_finish(loading, &law->parts[i], arena_printf(arena, "part_kinds[%u]", i))) return false;
    return true;
}

static bool grounds_load(struct loading *loading, struct arena *arena) {
    struct law *law = loading->law;
    struct grounds_file *file = file_data(loading, "grounds.yaml", &grounds_schema, arena);
    if (!file) return false;
    law->grounds = arena_array(arena, file->grounds_count, sizeof *law->grounds);
    for (unsigned i = 0; i < file->grounds_count; i++) {
        struct ground_row *row = &file->grounds[i];
        const char *where = arena_printf(arena, "grounds[%u]", i);
        if (!rule_named(loading, row->ground.rule, arena_printf(arena, "%s.rule", where))) return false;
        if (law_ground(law, row->ground.code)) return wrong(loading, arena_printf(arena, "%s.code", where), "this code stands here twice");
        row->ground.zones = (unsigned)row->zones;
        row->ground.not_for = (unsigned)row->not_for;
        law->grounds[law->grounds_count++] = row->ground;
    }
    return true;
}

static struct law_reading reading_of(enum cell cell) {
    switch (cell) {
    case CELL_NONE: return (struct law_reading){EXTENT_NONE, OPENER_NOTHING, EXTENT_NONE};
    case CELL_REDUCED: return (struct law_reading){EXTENT_REDUCED, OPENER_NOTHING, EXTENT_REDUCED};
    case CELL_FULL: return (struct law_reading){EXTENT_FULL, OPENER_NOTHING, EXTENT_FULL};
    case CELL_PSEUDONYMOUS: return (struct law_reading){EXTENT_PSEUDONYMOUS, OPENER_NOTHING, EXTENT_PSEUDONYMOUS};
    case CELL_FULL_BY_NEED: return (struct law_reading){EXTENT_NONE, OPENER_NEED, EXTENT_FULL};
    case CELL_GROUND: return (struct law_reading){EXTENT_NONE, OPENER_GROUND, EXTENT_FULL};
    case CELL_REDUCED_OR_GROUND: return (struct law_reading){EXTENT_REDUCED, OPENER_GROUND, EXTENT_FULL};
    case CELL_CONSENT: return (struct law_reading){EXTENT_NONE, OPENER_CONSENT, EXTENT_FULL};
    case CELL_REDUCED_BY_CONSENT: return (struct law_reading){EXTENT_NONE, OPENER_CONSENT, EXTENT_REDUCED};
    case CELL_GRANT: return (struct law_reading){EXTENT_NONE, OPENER_GRANT, EXTENT_FULL};
    }
    return (struct law_reading){EXTENT_NONE, OPENER_NOTHING, EXTENT_NONE};
}

static bool matrix_load(struct loading *loading, struct arena *arena) {
    bool seen[READER_COUNT] = {false};
    struct matrix_file *file = file_data(loading, "reader_matrix.yaml", &matrix_schema, arena);
    if (!file) return false;
    for (unsigned i = 0; i < file->matrix_count; i++) {
        const struct matrix_row *row = &file->matrix[i];
        struct law_reading *readings = loading->law->readings[row->reader];
        if (seen[row->reader]) return wrong(loading, arena_printf(arena, "matrix[%u].reader", i), "this reader stands here twice");
        seen[row->reader] = true;
        readings[ZONE_SPINE] = reading_of(row->spine);
        readings[ZONE_HEALTH] = reading_of(row->health);
        readings[ZONE_SOCIAL] = reading_of(row->social);
        readings[ZONE_HOUSING] = reading_of(row->housing);
        readings[ZONE_TENANCY] = reading_of(row->tenancy);
        readings[ZONE_PLAN] = reading_of(row->plan);
        readings[ZONE_RESTRICTED] = reading_of(row->restricted);
        if (row->reader == READER_PROPERTY && row->health != CELL_NONE)
            return wrong(loading, arena_printf(arena, "matrix[%u].health", i), "property never reads health (I-06)");
    }
    for (enum reader reader = READER_UNKNOWN + 1; reader < READER_COUNT; reader++)
        if (!seen[reader]) return wrong(loading, "matrix", arena_printf(arena, "the reader \"%s\" is missing", reader_code(reader)));
    return true;
}

/* Texts are folded before they are compared, so a word that is not would never be found. */
static bool folded(struct loading *loading, struct arena *arena, const char *word, const char *where) {
    if (text_equal(text_fold(arena, word), word)) return true;
    return wrong(loading, where, arena_printf(arena, "\"%s\" must be written in small letters", word));
}

static bool words_load(struct loading *loading, struct arena *arena) {
    struct words_file *file = file_data(loading, "words.yaml", &words_schema, arena);
    if (!file) return false;
    for (unsigned i = 0; i < file->asks_home_count; i++)
        if (!folded(loading, arena, file->asks_home[i], arena_printf(arena, "asks_home[%u]", i))) return false;
    for (unsigned i = 0; i < file->avoid_count; i++)
        if (!folded(loading, arena, file->avoid[i].word, arena_printf(arena, "avoid[%u].word", i))) return false;
    loading->law->asks_home = file->asks_home;
    loading->law->asks_home_count = file->asks_home_count;
    loading->law->avoid = file->avoid;
    loading->law->avoid_count = file->avoid_count;
    return true;
}

int law_load(const char *directory, struct arena *arena, struct law **ret_law, const char **ret_reason) {
    struct loading loading = {.directory = directory, .law = arena_alloc(arena, sizeof(struct law)), .err = ERR_INVALID};
    bool loaded = rules_load(&loading, arena) && deadlines_load(&loading, arena) &&
                  complete_throughout(&loading, clocks_complete) && holidays_load(&loading, arena) &&
                  blocks_load(&loading, arena) && parts_load(&loading, arena) && grounds_load(&loading, arena) &&
                  matrix_load(&loading, arena) && words_load(&loading, arena);
    if (!loaded) {
        *ret_reason = loading.reason;
        return loading.err;
    }
    *ret_law = loading.law;
    return ERR_OK;
}
