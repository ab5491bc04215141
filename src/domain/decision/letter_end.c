/* How to appeal, part by part, and the end of the letter. Parts with the same limit and the same body share a row; no part's limit or body
 * is changed by that (I-07, FVL-27). */
#include "domain/decision/letter_writer.h"

#include "texts.h"

#include <string.h>

/* ── appeal ───────────────────────────────────────────────────────────── */

struct way {
    enum law_block block; /* its limit, in the words of the law that gives it */
    const char *body;     /* code of the appeal body */
    const char **names;
    size_t n;
    const struct part *marked;
};
struct ways {
    struct way *v;
    size_t n;
};

static struct way *way_of(struct ways *ways, const struct law_part_kind *law) {
    for (size_t i = 0; i < ways->n; i++)
        if (ways->v[i].block == law->appeal_block && text_equal(ways->v[i].body, law->appeal_body)) return &ways->v[i];
    return &ways->v[ways->n++];
}

static struct ways ways_of(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    struct ways ways = {arena_array(w->arena, joint->n + 1, sizeof *ways.v), 0};
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (!letter_decided(part) || !part->law->appeal_block) continue;
        struct way *way = way_of(&ways, part->law);
        if (!way->n) *way = (struct way){part->law->appeal_block, part->law->appeal_body, arena_array(w->arena, joint->n, sizeof(char *)), 0, part};
        const char *name = part_name(w->lang, part);
        way->names[way->n] = way->n ? letter_small(w->arena, name) : name;
        way->n++;
        if (part->id.v == w->facts->marked.v) way->marked = part;
    }
    return ways;
}

static const char *limit_of(struct writer *w, const struct way *way) { return letter_must(w, law_letter_text(&w->law, way->block, NULL)); }

static const char *body_of(struct writer *w, const struct way *way) { return decision_appeal_body(w->arena, w->lang, way->body); }

/* One way for all of the letter is one sentence. */
static void write_one_way(struct writer *w, const struct way *way) {
    letter_paragraph(w, letter_mark(w, way->marked, letter_must(w, law_letter_text(&w->law, BLOCK_APPEAL_ONE, "unit", w->facts->appeal_unit, "limit",
                                                                                   limit_of(w, way), "appeal_body", body_of(w, way), NULL))));
}

static void write_ways(struct writer *w, const struct ways *ways) {
    struct letter_row *rows = arena_array(w->arena, ways->n, sizeof *rows);
    const char **columns = arena_array(w->arena, 3, sizeof *columns);
    const text_key names[] = {T_decision_letter_appeal_what, T_decision_letter_appeal_limit, T_decision_letter_appeal_body};
    for (size_t i = 0; i < 3; i++) columns[i] = letter_say(w, names[i]);
    letter_paragraph(w, letter_must(w, law_letter_text(&w->law, BLOCK_APPEAL_INTRO, "unit", w->facts->appeal_unit, NULL)));
    for (size_t i = 0; i < ways->n; i++) {
        const struct way *way = &ways->v[i];
        rows[i] = (struct letter_row){{letter_mark(w, way->marked, letter_listed(w, way->names, way->n)), text_capital(w->arena, limit_of(w, way)),
                                       text_capital(w->arena, body_of(w, way))}};
    }
    struct letter_block *table = letter_add(w->out->letter, LETTER_TABLE, NULL);
    table->items = columns;
    table->n_items = 3;
    table->rows = rows;
    table->n_rows = ways->n;
    const int widths[] = {44, 18, 38};
    memcpy(table->widths, widths, sizeof widths);
}

static bool is_health(const struct part *part) { return letter_decided(part) && part->law->appeal_block == BLOCK_APPEAL_PBRL; }
static bool shares_health(const struct part *part) { return letter_granted(part) && kind_is_service(part->kind); }

void letter_write_appeal(struct writer *w) {
    struct ways ways = ways_of(w);
    if (!ways.n) return;
    letter_heading(w, T_decision_letter_appeal);
    if (ways.n == 1) write_one_way(w, &ways.v[0]);
    else write_ways(w, &ways);
    struct str text = str_in(w->arena);
    str_addf(&text, "%s", letter_must(w, law_letter_text(&w->law, BLOCK_HELP, NULL)));
    if (letter_any(w, is_health)) str_addf(&text, " %s", letter_must(w, law_letter_text(&w->law, BLOCK_OMBUD, NULL)));
    str_addf(&text, " %s", letter_must(w, law_letter_text(&w->law, BLOCK_SUSPENSION, NULL)));
    letter_paragraph(w, str_text(&text));
    const char *access = letter_must(w, law_letter_text(&w->law, BLOCK_ACCESS, NULL));
    const char *object = letter_any(w, shares_health) ? letter_must(w, law_letter_text(&w->law, BLOCK_OBJECT, NULL)) : "";
    letter_paragraph(w, arena_printf(w->arena, "%s%s%s", access, *object ? " " : "", object));
}

/* ── the end ──────────────────────────────────────────────────────────── */

static void write_questions(struct writer *w) {
    const struct letter_facts *facts = w->facts;
    if (text_empty(facts->questions_name) || text_empty(facts->questions_phone)) return;
    letter_heading(w, T_decision_letter_questions);
    if (facts->coordinator) {
        letter_paragraph(w, letter_must(w, law_letter_text(&w->law, BLOCK_COORDINATOR, "name", facts->coordinator, "phone", facts->coordinator_phone, NULL)));
        return;
    }
    letter_paragraph(
        w, text_format(w->arena, w->lang, T_decision_letter_questions_text, "name", facts->questions_name, "phone", facts->questions_phone, NULL));
}

static void write_signatures(struct writer *w) {
    const struct letter_facts *facts = w->facts;
    if (!facts->n_signers) return;
    struct letter_row *rows = arena_array(w->arena, facts->n_signers, sizeof *rows);
    for (size_t i = 0; i < facts->n_signers; i++)
        for (size_t k = 0; k < 3; k++) rows[i].cells[k] = facts->signers[3 * i + k];
    struct letter_block *block = letter_add(w->out->letter, LETTER_SIGNATURES, letter_say(w, T_decision_letter_regards));
    block->rows = rows;
    block->n_rows = facts->n_signers;
}

static text_key appeal_rules(struct writer *w) {
    bool health = letter_any(w, is_health);
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        const struct part *part = &w->facts->joint->v[i];
        if (letter_decided(part) && part->law->appeal_block == BLOCK_APPEAL_FVL) return health ? T_decision_letter_rules_appeal : T_decision_letter_rules_appeal_fvl;
    }
    return T_decision_letter_rules_appeal_pbrl;
}

static void write_rules(struct writer *w) {
    struct str text = str_in(w->arena);
    str_addf(&text, "%s ", letter_say(w, T_decision_letter_rules));
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        const struct part *part = &w->facts->joint->v[i];
        if (!letter_decided(part)) continue;
        str_addf(&text, "%s: %s. ", part_name(w->lang, part), law_words_in(&part->law->citation, w->lang));
        const char *rules = text_empty(part->text.rules) ? "" : text_one_line(w->arena, part->text.rules);
        bool said = strstr(str_text(&text), rules) || strstr(str_text(&text), letter_small(w->arena, rules));
        if (*rules && !said) str_addf(&text, "%s. ", rules);
    }
    str_addf(&text, "%s %s", letter_say(w, appeal_rules(w)), letter_say(w, T_decision_letter_electronic));
    letter_add(w->out->letter, LETTER_SMALL, str_text(&text));
}

/* Each agreement in the lines it was written in. */
static void write_agreements(struct writer *w) {
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        const struct part *part = &w->facts->joint->v[i];
        if (!letter_granted(part) || text_empty(part->agreement)) continue;
        letter_heading(w, T_decision_letter_agreement);
        letter_paragraph(w, text_format(w->arena, w->lang, T_decision_letter_agreement_text, "part", letter_small(w->arena, part_name(w->lang, part)), NULL));
        const char *at = part->agreement;
        while (*at) {
            size_t length = strcspn(at, "\n");
            letter_paragraph(w, arena_strndup(w->arena, at, length));
            at += length + (at[length] == '\n');
        }
    }
}

void letter_write_end(struct writer *w) {
    write_questions(w);
    write_signatures(w);
    write_rules(w);
    write_agreements(w);
}
