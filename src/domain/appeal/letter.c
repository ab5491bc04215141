/* The letters of an appeal, one for each step: what has happened, why, what comes now, and whom to ask. Pure functions of their facts, in plain
 * words, so that the screen, the PDF and a later reading say the same. Knows no database. (FVL-27, FVL-32–FVL-36, PBRL-3) */
#include "domain/appeal/internal.h"

#include "texts.h"

struct writer {
    struct arena *arena;
    enum lang lang;
    const struct notice_facts *facts;
    struct letter *letter;
};

static const char *say(const struct writer *w, text_key key) { return text_of(w->lang, key); }
static const char *day(const struct writer *w, struct date date) { return date_long(w->arena, w->lang, date); }

static void heading(struct writer *w, text_key key) { letter_add(w->letter, LETTER_HEADING, say(w, key)); }
static void paragraph(struct writer *w, const char *text) {
    if (!text_empty(text)) letter_add(w->letter, LETTER_PARAGRAPH, text);
}
static void sentence(struct writer *w, text_key key) { paragraph(w, say(w, key)); }

struct items {
    const char *v[16];
    size_t n;
};
static void item(struct items *items, const char *text) {
    if (!text_empty(text) && items->n < sizeof items->v / sizeof *items->v) items->v[items->n++] = text;
}
static void list(struct writer *w, const struct items *items) {
    if (!items->n) return;
    struct letter_block *block = letter_add(w->letter, LETTER_LIST, NULL);
    block->items = arena_array(w->arena, items->n, sizeof *block->items);
    for (size_t i = 0; i < items->n; i++) block->items[i] = items->v[i];
    block->n_items = items->n;
}

static const char *law_block(const struct writer *w, enum law_block block) {
    struct law_letter letter = {law_current(), w->arena, w->lang, w->facts->date};
    const char *text = law_letter_text(&letter, block, NULL);
    return text ? text : "";
}

static const char *with_body(const struct writer *w, text_key key) {
    return text_format(w->arena, w->lang, key, "body", w->facts->body, NULL);
}

static void lead(struct writer *w, text_key key) {
    const struct notice_facts *f = w->facts;
    relation_greet(w->letter, &f->to, &f->person,
                   text_format(w->arena, w->lang, key, "date", day(w, f->received_on), "parts", f->parts, "body", f->body ? f->body : "", NULL));
}

static void why(struct writer *w) {
    if (text_empty(w->facts->words)) return;
    heading(w, T_appeal_letter_why);
    paragraph(w, w->facts->words);
}

/* ── one for each step ────────────────────────────────────────────────── */

static text_key receipt(struct writer *w) {
    const struct notice_facts *f = w->facts;
    struct items items = {0};
    lead(w, T_appeal_letter_receipt_lead);
    if (f->form == APPEAL_FORM_ORAL) sentence(w, T_appeal_letter_receipt_oral);
    heading(w, T_appeal_letter_next);
    item(&items, say(w, T_appeal_letter_receipt_others));
    item(&items, text_format(w->arena, w->lang, T_appeal_letter_receipt_due, "date", day(w, f->due), NULL));
    item(&items, say(w, T_appeal_letter_receipt_forward));
    item(&items, say(w, T_appeal_letter_receipt_more));
    item(&items, law_block(w, BLOCK_SUSPENSION));
    item(&items, law_block(w, BLOCK_ACCESS));
    list(w, &items);
    if (f->pbrl) paragraph(w, law_block(w, BLOCK_OMBUD));
    return T_appeal_letter_receipt_title;
}

static text_key correction(struct writer *w) {
    const struct notice_facts *f = w->facts;
    struct items items = {0};
    lead(w, T_appeal_letter_correction_lead);
    if (f->faults & FAULT_SIGNATURE) item(&items, say(w, T_appeal_letter_fault_signature));
    if (f->faults & FAULT_DECISION) item(&items, say(w, T_appeal_letter_fault_decision));
    if (f->faults & FAULT_CHANGE) item(&items, say(w, T_appeal_letter_fault_change));
    list(w, &items);
    paragraph(w, text_format(w->arena, w->lang, T_appeal_letter_correction_due, "date", day(w, f->due), NULL));
    paragraph(w, law_block(w, BLOCK_HELP));
    return T_appeal_letter_correction_title;
}

static text_key ground_text(enum dismissal_ground ground) {
    switch (ground) {
    case DISMISSAL_GROUND_LATE: return T_appeal_letter_dismissed_late;
    case DISMISSAL_GROUND_NOT_CORRECTED: return T_appeal_letter_dismissed_not_corrected;
    case DISMISSAL_GROUND_NOT_A_PARTY: return T_appeal_letter_dismissed_not_a_party;
    case DISMISSAL_GROUND_NOT_A_DECISION: return T_appeal_letter_dismissed_not_a_decision;
    }
    return 0;
}

static text_key dismissed(struct writer *w) {
    lead(w, T_appeal_letter_dismissed_lead);
    sentence(w, ground_text(w->facts->dismissal));
    why(w);
    heading(w, T_appeal_letter_disagree);
    paragraph(w, text_format(w->arena, w->lang, T_appeal_letter_dismissed_appeal, "limit",
                             say(w, w->facts->pbrl ? T_appeal_four_weeks : T_appeal_three_weeks), "body", w->facts->body, NULL));
    paragraph(w, law_block(w, BLOCK_HELP));
    return T_appeal_letter_dismissed_title;
}

static text_key changed(struct writer *w) {
    bool in_part = w->facts->in_part;
    lead(w, T_appeal_letter_changed_lead);
    sentence(w, in_part ? T_appeal_letter_changed_part : T_appeal_letter_changed_full);
    why(w);
    heading(w, T_appeal_letter_next);
    sentence(w, T_appeal_letter_new_letter);
    if (in_part) paragraph(w, with_body(w, T_appeal_letter_changed_rest));
    sentence(w, T_appeal_letter_costs_now);
    return in_part ? T_appeal_letter_changed_part_title : T_appeal_letter_changed_title;
}

static text_key forwarded(struct writer *w) {
    struct items items = {0};
    lead(w, T_appeal_letter_forwarded_lead);
    heading(w, T_appeal_letter_forwarded_statement);
    letter_add(w->letter, LETTER_QUOTE, w->facts->words);
    heading(w, T_appeal_letter_forwarded_documents);
    for (size_t i = 0; i < w->facts->n_documents; i++) item(&items, text_of(w->lang, appeal_document_text(w->facts->documents[i])));
    list(w, &items);
    heading(w, T_appeal_letter_next);
    paragraph(w, with_body(w, T_appeal_letter_forwarded_comment));
    if (w->facts->suspended) sentence(w, T_appeal_letter_suspended);
    if (w->facts->pbrl) paragraph(w, law_block(w, BLOCK_OMBUD)); /* the ombud is for health and care */
    return T_appeal_letter_forwarded_title;
}

static text_key result_text(const struct notice_facts *f) {
    switch (f->result) {
    case APPEAL_RESULT_UPHELD: return T_appeal_letter_result_upheld;
    case APPEAL_RESULT_CHANGED:
        return f->direction == RESULT_DIRECTION_TO_DETRIMENT ? T_appeal_letter_result_detriment : T_appeal_letter_result_changed;
    case APPEAL_RESULT_QUASHED: return T_appeal_letter_result_quashed;
    }
    return 0;
}

static text_key result(struct writer *w) {
    const struct notice_facts *f = w->facts;
    bool upheld = f->result == APPEAL_RESULT_UPHELD, detriment = f->direction == RESULT_DIRECTION_TO_DETRIMENT;
    lead(w, T_appeal_letter_result_lead);
    sentence(w, result_text(f));
    why(w);
    heading(w, T_appeal_letter_next);
    if (!upheld && !detriment) {
        bool quashed = f->result == APPEAL_RESULT_QUASHED;
        sentence(w, quashed ? T_appeal_letter_result_again : T_appeal_letter_new_letter);
        sentence(w, quashed ? T_appeal_letter_costs_may : T_appeal_letter_costs_now);
    } else {
        sentence(w, T_appeal_letter_result_final);
    }
    if (f->pbrl) paragraph(w, law_block(w, BLOCK_OMBUD));
    if (upheld) return T_appeal_letter_result_upheld_title;
    return f->result == APPEAL_RESULT_QUASHED ? T_appeal_letter_result_quashed_title : T_appeal_letter_result_changed_title;
}

static text_key suspension(struct writer *w) {
    bool granted = w->facts->granted;
    lead(w, T_appeal_letter_suspension_lead);
    sentence(w, granted ? T_appeal_letter_suspension_granted : T_appeal_letter_suspension_refused);
    why(w);
    if (!granted) paragraph(w, with_body(w, T_appeal_letter_suspension_ask_body));
    return granted ? T_appeal_letter_suspension_granted_title : T_appeal_letter_suspension_refused_title;
}

static text_key costs(struct writer *w) {
    const struct notice_facts *f = w->facts;
    lead(w, T_appeal_letter_costs_lead);
    paragraph(w, text_format(w->arena, w->lang, T_appeal_letter_costs_amount, "granted", number_text(w->arena, w->lang, f->amount_granted),
                             "amount", number_text(w->arena, w->lang, f->amount), NULL));
    if (f->late) sentence(w, T_appeal_letter_costs_late);
    why(w);
    heading(w, T_appeal_letter_disagree);
    sentence(w, T_appeal_letter_costs_appeal);
    if (f->amount_granted == 0) return T_appeal_letter_costs_none_title;
    return f->amount_granted == f->amount ? T_appeal_letter_costs_title : T_appeal_letter_costs_some_title;
}

static text_key reasons(struct writer *w) {
    lead(w, T_appeal_letter_reasons_lead);
    paragraph(w, w->facts->words);
    heading(w, T_appeal_letter_next);
    sentence(w, T_appeal_letter_reasons_limit);
    paragraph(w, law_block(w, BLOCK_HELP));
    return T_appeal_letter_reasons_title;
}

static text_key explained(struct writer *w) {
    struct items items = {0};
    lead(w, T_appeal_letter_explained_lead);
    sentence(w, T_appeal_letter_explained_why);
    heading(w, T_appeal_letter_explained_can);
    item(&items, say(w, T_appeal_letter_explained_own));
    item(&items, say(w, T_appeal_letter_explained_rules));
    item(&items, with_body(w, T_appeal_letter_explained_supervision));
    list(w, &items);
    paragraph(w, law_block(w, BLOCK_OMBUD));
    return T_appeal_letter_explained_title;
}

/* Without a decision behind it: nothing is said of one. (IPF-8) */
static void of_plan_next(struct writer *w) {
    const struct notice_facts *f = w->facts;
    struct items items = {0};
    bool upheld = f->result == APPEAL_RESULT_UPHELD;
    heading(w, T_appeal_letter_next);
    if (f->kind == APPEAL_LETTER_KIND_RECEIPT) {
        item(&items, say(w, T_plan_appeal_letter_others));
        item(&items, text_format(w->arena, w->lang, T_appeal_letter_receipt_due, "date", day(w, f->due), NULL));
        item(&items, with_body(w, T_plan_appeal_letter_or_sent));
        item(&items, law_block(w, BLOCK_ACCESS));
        list(w, &items);
    } else if (f->kind == APPEAL_LETTER_KIND_FORWARDED) paragraph(w, with_body(w, T_appeal_letter_forwarded_comment));
    else sentence(w, f->kind == APPEAL_LETTER_KIND_RESULT && upheld ? T_plan_appeal_letter_goes_on : T_plan_appeal_letter_with_you);
    if (f->pbrl) paragraph(w, law_block(w, BLOCK_OMBUD)); /* the ombud is for health and care */
}

static text_key of_plan(struct writer *w) {
    const struct notice_facts *f = w->facts;
    text_key title = T_appeal_letter_receipt_title;
    if (f->kind == APPEAL_LETTER_KIND_RECEIPT) lead(w, T_appeal_letter_receipt_lead);
    if (f->kind == APPEAL_LETTER_KIND_CHANGED) {
        title = T_plan_appeal_letter_right_title;
        lead(w, T_plan_appeal_letter_right);
        why(w);
    } else if (f->kind == APPEAL_LETTER_KIND_FORWARDED) {
        title = T_appeal_letter_forwarded_title;
        lead(w, T_plan_appeal_letter_sent);
        heading(w, T_appeal_letter_forwarded_statement);
        letter_add(w->letter, LETTER_QUOTE, f->words);
    } else if (f->kind == APPEAL_LETTER_KIND_RESULT) {
        bool upheld = f->result == APPEAL_RESULT_UPHELD;
        title = upheld ? T_plan_appeal_letter_no_title : T_plan_appeal_letter_right_title;
        lead(w, upheld ? T_plan_appeal_letter_no : T_plan_appeal_letter_yes);
        why(w);
    }
    of_plan_next(w);
    return title;
}

static text_key content(struct writer *w) {
    if (w->facts->about_plan) return of_plan(w);
    switch (w->facts->kind) {
    case APPEAL_LETTER_KIND_RECEIPT: return receipt(w);
    case APPEAL_LETTER_KIND_CORRECTION: return correction(w);
    case APPEAL_LETTER_KIND_DISMISSED: return dismissed(w);
    case APPEAL_LETTER_KIND_CHANGED: return changed(w);
    case APPEAL_LETTER_KIND_FORWARDED: return forwarded(w);
    case APPEAL_LETTER_KIND_RESULT: return result(w);
    case APPEAL_LETTER_KIND_SUSPENSION: return suspension(w);
    case APPEAL_LETTER_KIND_COSTS: return costs(w);
    case APPEAL_LETTER_KIND_REASONS: return reasons(w);
    case APPEAL_LETTER_KIND_EXPLAINED: return explained(w);
    }
    return 0;
}

/* ── around it ────────────────────────────────────────────────────────── */

static void write_end(struct writer *w) {
    const struct notice_facts *f = w->facts;
    if (!text_empty(f->unit) && !text_empty(f->phone)) {
        heading(w, T_appeal_letter_questions);
        paragraph(w, text_format(w->arena, w->lang, T_appeal_letter_questions_text, "unit", f->unit, "phone", f->phone, NULL));
    }
    struct letter_block *block = letter_add(w->letter, LETTER_SIGNATURES, say(w, T_decision_letter_regards));
    block->rows = arena_array(w->arena, 1, sizeof *block->rows);
    block->n_rows = 1;
    block->rows[0] = (struct letter_row){{f->signer, f->signer_title, f->signer_unit}};
    const char *law = say(w, f->pbrl ? T_appeal_law_pbrl : T_appeal_law_fvl);
    letter_add(w->letter, LETTER_SMALL, arena_printf(w->arena, "%s %s", law, say(w, T_decision_letter_electronic)));
}

struct letter *notice_make(struct arena *arena, const struct notice_facts *facts) {
    struct writer w = {arena, facts->lang, facts, letter_new(arena, facts->lang)};
    w.letter->sender = facts->sender;
    w.letter->date = facts->date;
    w.letter->date_line = day(&w, facts->date);
    w.letter->reference = text_format(arena, facts->lang, T_decision_letter_reference, "number", facts->case_number, NULL);
    w.letter->exempt = say(&w, T_decision_letter_exempt);
    relation_address(w.letter, &facts->to, &facts->person);
    text_key title = content(&w);
    w.letter->title = text_format(arena, facts->lang, title, "body", facts->body ? facts->body : "", NULL);
    write_end(&w);
    return w.letter;
}
