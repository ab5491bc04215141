/* Legal security in one view: for every part of the decision in force what was decided, why, under which law, until when and to whom one
 * appeals, and how her appeal stands; then the rights she has whatever was decided. Written as a letter in her language. (R-114, FVL-27) */
#include "domain/appeal/internal.h"

#include "texts.h"

struct writer {
    struct db *db;
    struct arena *arena;
    enum lang lang;
    struct date today;
    struct letter *letter;
    struct law_letter law;
    const struct joint *joint;
};

static const char *say(const struct writer *w, text_key key) { return text_of(w->lang, key); }

static void paragraph(struct writer *w, const char *text) {
    if (!text_empty(text)) letter_add(w->letter, LETTER_PARAGRAPH, text);
}

static void list(struct writer *w, const char *const *items, size_t n) {
    struct letter_block *block = letter_add(w->letter, LETTER_LIST, NULL);
    block->items = arena_array(w->arena, n + 1, sizeof *block->items);
    for (size_t i = 0; i < n; i++)
        if (!text_empty(items[i])) block->items[block->n_items++] = items[i];
}

static const char *block_text(struct writer *w, enum law_block block) {
    const char *text = law_letter_text(&w->law, block, NULL);
    return text ? text : "";
}

/* ── one part ─────────────────────────────────────────────────────────── */

static void write_what(struct writer *w, const struct part *part) {
    const char *amount = amount_plain(w->arena, w->lang, &part->amount);
    if (part->outcome == PART_OUTCOME_REFUSED) {
        paragraph(w, say(w, T_appeal_legal_refused));
        return;
    }
    const char *content = part->readable && !text_empty(part->text.content) ? part->text.content : amount;
    paragraph(w, text_empty(content) ? say(w, T_appeal_legal_granted)
                                     : text_format(w->arena, w->lang, T_appeal_legal_granted_what, "what", content, NULL));
}

static const char *reasons(struct writer *w, const struct part *part) {
    const struct part_text_view *text = &part->text;
    return text_trim(w->arena, arena_printf(w->arena, "%s %s", text->facts ? text->facts : "", text->considerations ? text->considerations : ""));
}

/* Are the reasons of this part told in the letter? */
static bool is_told(const struct part *part) { return part->readable && part->state != PART_STATE_LATER; }

/* The first part above this one that was decided for the same reasons; NULL when there is none. */
static const struct part *same_reasons(struct writer *w, const struct part *part, const char *why) {
    for (const struct part *above = w->joint->v; *why && above < part; above++)
        if (is_told(above) && text_equal(reasons(w, above), why)) return above;
    return NULL;
}

static bool her_words_said(const struct writer *w, const struct part *part) {
    for (const struct part *above = w->joint->v; above < part; above++)
        if (is_told(above) && text_equal(above->text.her_view, part->text.her_view) && text_equal(above->text.weight, part->text.weight)) return true;
    return false;
}

static void write_why(struct writer *w, const struct part *part) {
    if (!part->readable) {
        paragraph(w, say(w, T_appeal_legal_reasons_elsewhere));
        return;
    }
    const struct part_text_view *text = &part->text;
    const char *why = reasons(w, part);
    const struct part *same = same_reasons(w, part, why);
    if (same) paragraph(w, text_format(w->arena, w->lang, T_appeal_legal_why_same, "part", part_name(w->lang, same), NULL));
    else if (*why) paragraph(w, text_format(w->arena, w->lang, T_appeal_legal_why, "why", why, NULL));
    if (text_empty(text->her_view) || text_empty(text->weight) || her_words_said(w, part)) return;
    paragraph(w, law_letter_text(&w->law, BLOCK_VIEW, "view", text_one_line(w->arena, text->her_view), "weight", text_one_line(w->arena, text->weight), NULL));
}

static const char *limit_text(struct writer *w, const struct appeal_limit *limit) {
    if (limit->interrupted) return say(w, T_appeal_legal_limit_interrupted);
    if (date_is_none(limit->until)) return say(w, T_appeal_legal_limit_not_begun);
    const char *day = date_full(w->arena, w->lang, limit->until);
    bool over = limit->until.days < w->today.days;
    return text_format(w->arena, w->lang, over ? T_appeal_legal_limit_over : T_appeal_legal_limit, "date", day, NULL);
}

static const char *appeal_now(struct writer *w, struct case_id id, struct decision_part_id part) {
    struct appeal_list_rows rows = appeal_list(w->db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].part_id.v == part.v)
            return text_format(w->arena, w->lang, T_appeal_legal_appeal_now, "date", date_long(w->arena, w->lang, rows.v[i].received_on),
                               "state", text_of(w->lang, appeal_state_text(rows.v[i].state)), NULL);
    return NULL;
}

static void write_part(struct writer *w, const struct part *part) {
    struct decision_part_id decided = part->decided_now ? part->id : part->copied_from;
    struct appeal_limit limit;
    letter_add(w->letter, LETTER_HEADING, part_name(w->lang, part));
    if (part->state == PART_STATE_LATER) {
        paragraph(w, text_format(w->arena, w->lang, T_appeal_legal_later, "date", date_long(w->arena, w->lang, part->later_by), NULL));
        return;
    }
    write_what(w, part);
    write_why(w, part);
    const char *items[5] = {
        text_format(w->arena, w->lang, T_appeal_legal_law, "law", part->law ? law_words_in(&part->law->citation, w->lang) : "", NULL)};
    size_t n = 1;
    if (appeal_limit_of(w->db, decided, &limit)) {
        const char *code = limit.body ? limit.body : part->law->appeal_body;
        items[n++] = limit_text(w, &limit);
        items[n++] = text_format(w->arena, w->lang, T_appeal_legal_body, "body", decision_appeal_body(w->arena, w->lang, code), NULL);
    }
    items[n++] = appeal_now(w, part->case_, decided);
    if (decision_suspended(w->db, decided)) items[n++] = say(w, T_appeal_letter_suspended);
    list(w, items, n);
}

/* ── whatever was decided ─────────────────────────────────────────────── */

static void write_how(struct writer *w) {
    const struct profile *profile = organisation_profile();
    struct unit_brief unit = {.letter_name = profile_words_in(&profile->letters.municipality, w->lang)};
    if (profile->letters.appeal_unit)
        organisation_unit(w->db, organisation_unit_by_code(w->db, profile->letters.appeal_unit), w->lang, &unit);
    letter_add(w->letter, LETTER_HEADING, say(w, T_appeal_legal_how));
    const char *items[] = {text_format(w->arena, w->lang, T_appeal_legal_how_send, "unit", unit.letter_name, NULL),
                           say(w, T_appeal_legal_how_write), block_text(w, BLOCK_HELP), say(w, T_appeal_legal_how_late),
                           say(w, T_appeal_legal_how_others)};
    list(w, items, sizeof items / sizeof *items);
}

static void write_rights(struct writer *w) {
    const struct profile *profile = organisation_profile();
    letter_add(w->letter, LETTER_HEADING, say(w, T_appeal_legal_rights));
    const char *items[] = {
        block_text(w, BLOCK_ACCESS),
        say(w, T_appeal_legal_right_reasons),
        block_text(w, BLOCK_SUSPENSION),
        say(w, T_appeal_letter_costs_may),
        block_text(w, BLOCK_OBJECT),
        block_text(w, BLOCK_VOLUNTARY),
        block_text(w, BLOCK_OMBUD),
        say(w, T_appeal_legal_right_aid),
        text_format(w->arena, w->lang, T_appeal_legal_right_supervision, "county", profile->county, NULL),
    };
    list(w, items, sizeof items / sizeof *items);
}

int legal_security_letter(struct db *db, const struct access *access, struct case_id id, struct letter **ret_letter) {
    struct case_brief brief;
    struct person_spine person;
    struct decision_in_force_row now;
    struct joint joint;
    const struct profile *profile = organisation_profile();
    if (!profile || !work_case(db, id, &brief) || !person_spine(db, brief.person, &person)) return ERR_NOT_FOUND;
    enum lang lang = letter_language_of(&person);
    if (!decision_in_force(db, id, &now) || !joint_load(db, access, now.id, lang, &joint)) return ERR_NOT_FOUND;
    struct writer w = {
        db, db_arena(db), lang, today_of(db), letter_new(db_arena(db), lang), {law_current(), db_arena(db), lang, today_of(db)}, &joint};
    w.letter->sender = profile_words_in(&profile->letters.municipality, lang);
    w.letter->title = say(&w, T_appeal_legal_title);
    w.letter->date = w.today;
    w.letter->date_line = date_long(w.arena, lang, w.today);
    w.letter->reference = text_format(w.arena, lang, T_decision_letter_reference, "number", brief.number, NULL);
    w.letter->exempt = say(&w, T_decision_letter_exempt);
    struct letter_recipients to = relation_letter_recipients(db, id, SCOPE_APPEALS, w.today);
    relation_address(w.letter, to.n ? &to.v[0] : NULL, &person);
    relation_greet(w.letter, to.n ? &to.v[0] : NULL, &person,
                   text_format(w.arena, lang, T_appeal_legal_lead, "date", date_long(w.arena, lang, instant_oslo_date(joint.issued_at)), NULL));
    for (size_t i = 0; i < joint.n; i++) write_part(&w, &joint.v[i]);
    write_how(&w);
    write_rights(&w);
    *ret_letter = w.letter;
    return db_failed(db) ? ERR_IO : ERR_OK;
}
