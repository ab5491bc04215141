/* Which rows of the law's data are to be confirmed, and noting what was found. */
#include "domain/admin/law_rows.h"

#include "platform/audit/audit.h"

#include <sodium.h>
#include <string.h>

enum { HASH_BYTES = 16, ROWS_MOST = 600 };

static bool to_confirm(enum law_confidence confidence) { return confidence == CONFIDENCE_EXCERPT || confidence == CONFIDENCE_MEMORY; }

static const char *hash_of(struct arena *arena, const struct law_row *row) {
    uint8_t hash[HASH_BYTES];
    char *text = arena_alloc(arena, sizeof hash * 2 + 1);
    const char *from = date_iso(arena, row->valid_from), *to = date_iso(arena, row->valid_to);
    const char *said = arena_printf(arena, "%s\n%s\n%s\n%s\n%s\n%d", row->law, row->para, row->text, from ? from : "", to ? to : "", (int)row->confidence);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)said, strlen(said), NULL, 0);
    return sodium_bin2hex(text, sizeof hash * 2 + 1, hash, sizeof hash);
}

static struct law_row row_of_rule(struct arena *arena, const struct law *law, const struct law_rule *rule, struct date today) {
    return (struct law_row){
        .id = rule->id, .act = rule->act, .law = rule->law, .para = rule->para, .text = rule->text, .note = rule->note, .confidence = rule->confidence,
        .valid_from = rule->valid_from, .valid_to = rule->valid_to, .applies = law_rule_at(law, rule->id, today) != NULL, .uses = law_rule_uses(law, arena, rule->id)};
}

/* Who decides an appeal over a part, and its limit: a row of its own, for it may be unsure where the part's rule is not. */
static struct law_row row_of_part(struct arena *arena, const struct law *law, const struct law_part_kind *part, struct date today) {
    const struct law_rule *rule = law_rule_find(law, part->rule);
    const struct law_appeal_body *body = law_appeal_body(law, part->appeal_body);
    struct law_row row = {.id = arena_printf(arena, "part:%s", part->code), .act = rule->act, .law = rule->law, .para = rule->para, .note = "",
                          .confidence = part->appeal_confidence, .valid_from = rule->valid_from, .valid_to = rule->valid_to,
                          .applies = law_rule_at(law, rule->id, today) != NULL};
    row.text = arena_printf(arena, "An appeal over this part goes to %s; its limit is the clock %s.", body ? body->code : "-",
                            part->appeal_clock ? law_clock_code(part->appeal_clock) : "-");
    row.uses = (struct law_uses){arena_array(arena, 1, sizeof(struct law_use)), 1};
    row.uses.v[0] = (struct law_use){LAW_USE_PART, part->code};
    return row;
}

static void state_read(const struct law_note_last_rows *notes, struct law_row *row) {
    for (size_t i = 0; i < notes->n; i++) {
        const struct law_note_last_row *note = &notes->v[i];
        if (!text_equal(note->row_id, row->id)) continue;
        row->who = note->who;
        row->words = note->words;
        row->checked_on = note->checked_on;
        bool same = text_equal(note->row_hash, row->hash);
        row->state = !same ? LAW_ROW_CHANGED : note->judgement == LAW_JUDGEMENT_WRONG ? LAW_ROW_WRONG : LAW_ROW_CONFIRMED;
    }
}

static void row_add(struct law_rows *rows, struct arena *arena, const struct law_note_last_rows *notes, struct law_row row) {
    if (rows->n == ROWS_MOST) return;
    row.hash = hash_of(arena, &row);
    state_read(notes, &row);
    rows->v[rows->n++] = row;
}

struct law_rows law_rows_read(struct db *db, const struct law *law, struct date today) {
    struct arena *arena = db_arena(db);
    struct law_note_last_rows notes = law_note_last(db);
    struct law_rows rows = {arena_array(arena, ROWS_MOST, sizeof *rows.v), 0};
    const struct law_rule *rule;
    const struct law_part_kind *part;
    for (size_t i = 0; (rule = law_rule_number(law, i)); i++)
        if (to_confirm(rule->confidence)) row_add(&rows, arena, &notes, row_of_rule(arena, law, rule, today));
    for (size_t i = 0; (part = law_part_number(law, i)); i++)
        if (to_confirm(part->appeal_confidence) && law_rule_find(law, part->rule)) row_add(&rows, arena, &notes, row_of_part(arena, law, part, today));
    return rows;
}

bool law_row_read(struct db *db, const struct law *law, struct date today, const char *id, struct law_row *ret_row) {
    struct law_rows rows = law_rows_read(db, law, today);
    for (size_t i = 0; i < rows.n; i++) {
        if (!text_equal(rows.v[i].id, id)) continue;
        *ret_row = rows.v[i];
        return true;
    }
    return false;
}

int64_t law_rows_open(struct db *db, const struct law *law, struct date today) {
    struct law_rows rows = law_rows_read(db, law, today);
    int64_t n = 0;
    for (size_t i = 0; i < rows.n; i++) n += rows.v[i].state == LAW_ROW_UNCONFIRMED || rows.v[i].state == LAW_ROW_CHANGED;
    return n;
}

int law_row_note(struct db *db, const struct law *law, const struct law_finding *finding) {
    struct law_row row;
    struct date today = instant_oslo_date(db_now(db));
    if (!law_row_read(db, law, today, finding->row_id, &row)) return LAW_ROW_UNKNOWN;
    if (!text_equal(row.hash, finding->row_hash)) return LAW_ROW_OTHER;
    if (finding->judgement == LAW_JUDGEMENT_WRONG && text_empty(finding->words)) return LAW_WORDS_MISSING;
    if (finding->checked_on.days > today.days) return LAW_DAY_AHEAD;
    law_note_add(db, row.id, row.hash, finding->judgement, text_empty(finding->words) ? NULL : finding->words, finding->checked_on, db_now(db),
                 (struct staff_id){db_actor(db)->staff});
    audit_add(db, finding->judgement == LAW_JUDGEMENT_WRONG ? "law_row_wrong" : "law_row_confirmed", "law", 0, row.id);
    return LAW_NOTED;
}
