/* The rules one after the other, and what leans on each: clocks, letter texts, parts of a decision, grounds. For those who check the law's data; nothing
 * here decides anything. Pure. */
#include "domain/law/internal.h"
#include "texts.h"

static const char *const block_codes[BLOCK_COUNT] = {
#define X(name, code) [BLOCK_##name] = #code,
    LAW_BLOCKS(X)
#undef X
};

static const text_key block_words[BLOCK_COUNT] = {
#define X(name, code) [BLOCK_##name] = T_law_block_##code,
    LAW_BLOCKS(X)
#undef X
};
static const text_key clock_words[CLOCK_COUNT] = {
#define X(name, code) [CLOCK_##name] = T_law_clock_##code,
    LAW_CLOCKS(X)
#undef X
};

text_key law_clock_text(const char *code) { return clock_words[law_clock_parse(code)]; }

text_key law_block_text(const char *code) {
    for (int i = BLOCK_UNKNOWN + 1; i < BLOCK_COUNT; i++)
        if (text_equal(block_codes[i], code)) return block_words[i];
    return 0;
}

const char *law_block_code(enum law_block block) { return block_codes[block]; }

const struct law_rule *law_rule_number(const struct law *law, size_t number) { return number < law->n_rules ? law->by_id[number] : NULL; }

const struct law_part_kind *law_part_number(const struct law *law, size_t number) { return number < law->parts_count ? &law->parts[number] : NULL; }

static void use_add(struct law_uses *uses, enum law_use_kind kind, const char *code) {
    for (size_t i = 0; i < uses->n; i++)
        if (uses->v[i].kind == kind && text_equal(uses->v[i].code, code)) return;
    uses->v[uses->n++] = (struct law_use){kind, code};
}

struct law_uses law_rule_uses(const struct law *law, struct arena *arena, const char *id) {
    size_t most = (size_t)law->clocks_count + law->blocks_count + law->parts_count + law->grounds_count;
    struct law_uses uses = {arena_array(arena, most + 1, sizeof *uses.v), 0};
    for (unsigned i = 0; i < law->clocks_count; i++)
        if (text_equal(law->clocks[i].rule, id)) use_add(&uses, LAW_USE_CLOCK, law_clock_code(law->clocks[i].clock));
    for (unsigned i = 0; i < law->blocks_count; i++)
        for (unsigned r = 0; r < law->blocks[i].rules_count; r++)
            if (text_equal(law->blocks[i].rules[r], id)) use_add(&uses, LAW_USE_LETTER, law_block_code(law->blocks[i].block));
    for (unsigned i = 0; i < law->parts_count; i++)
        if (text_equal(law->parts[i].rule, id)) use_add(&uses, LAW_USE_PART, law->parts[i].code);
    for (unsigned i = 0; i < law->grounds_count; i++)
        if (text_equal(law->grounds[i].rule, id)) use_add(&uses, LAW_USE_GROUND, law->grounds[i].code);
    return uses;
}
