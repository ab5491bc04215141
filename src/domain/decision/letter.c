/* The letter: what she gets, why, what she did not get, what happens now, and how to appeal against each part. A pure function of its
 * facts, so that the screen, the PDF and a later reading say the same. Knows no database. (R-100, FVL-24, FVL-27, I-07, LAW §6) */
#include "domain/decision/issue.h"

#include "texts.h"

#include <string.h>

enum { SHORT_TEXT = 110, MARKS = 64 };

struct writer {
    struct arena *arena;
    enum lang lang;
    const struct letter_facts *facts;
    struct law_letter law;
    struct decision_letter *out;
    bool broken; /* a fixed text would have a hole in it */
};

/* ── small things ─────────────────────────────────────────────────────── */

static const char *say(const struct writer *w, text_key key) { return text_of(w->lang, key); }

static const char *mark(struct writer *w, const struct part *part, const char *text) {
    bool marked = part && part->id.v == w->facts->marked.v && part->id.v && text && *text;
    if (marked && w->out->n_marked < MARKS) w->out->marked[w->out->n_marked++] = text;
    return text;
}

static void heading(struct writer *w, text_key key) { letter_add(w->out->letter, LETTER_HEADING, say(w, key)); }

static void paragraph(struct writer *w, const char *text) {
    if (!text_empty(text)) letter_add(w->out->letter, LETTER_PARAGRAPH, text);
}

/* A fixed text of the law that must be there. */
static const char *must(struct writer *w, const char *text) {
    w->broken = w->broken || !text;
    return text ? text : "";
}

static const char *replaced(struct arena *arena, const char *text, const char *hole, const char *value) {
    const char *at = strstr(text, hole);
    return at ? arena_printf(arena, "%.*s%s%s", (int)(at - text), text, value, at + strlen(hole)) : text;
}

/* One line of text, without a full stop at its end. */
static const char *one_line(struct arena *arena, const char *text) {
    char *line = text_trim(arena, text);
    for (char *c = line; *c; c++)
        if (*c == '\n') *c = ' ';
    size_t length = strlen(line);
    if (length && line[length - 1] == '.') line[length - 1] = '\0';
    return line;
}

/* "bolig, oppfølging og økonomi". */
static const char *listed(const struct writer *w, const char *const *words, size_t n) {
    struct str out = str_in(w->arena);
    for (size_t i = 0; i < n; i++) {
        const char *before = i == 0 ? "" : i + 1 == n ? arena_printf(w->arena, " %s ", say(w, T_decision_and)) : ", ";
        str_addf(&out, "%s%s", before, words[i]);
    }
    return str_text(&out);
}

static bool in_letter(const struct part *part) { return part->decided_now; }
static bool granted(const struct part *part) { return in_letter(part) && part->outcome == PART_OUTCOME_GRANTED && part->state != PART_STATE_LATER; }
static bool refused(const struct part *part) { return in_letter(part) && part->outcome == PART_OUTCOME_REFUSED && part->state != PART_STATE_LATER; }

static bool any(const struct writer *w, bool (*is)(const struct part *)) {
    for (size_t i = 0; i < w->facts->joint->n; i++)
        if (is(&w->facts->joint->v[i])) return true;
    return false;
}

static bool grants_kind(const struct writer *w, enum part_kind kind) {
    for (size_t i = 0; i < w->facts->joint->n; i++)
        if (granted(&w->facts->joint->v[i]) && w->facts->joint->v[i].kind == kind) return true;
    return false;
}

/* ── title and opening ────────────────────────────────────────────────── */

static text_key title_word(enum part_kind kind, bool dwelling) {
    switch (kind) {
    case PART_KIND_BISTAND: return dwelling ? T_decision_title_dwelling : T_decision_title_find_dwelling;
    case PART_KIND_BOLIG: return T_decision_title_dwelling;
    case PART_KIND_HOL_TJENESTE:
    case PART_KIND_HOL_ANNEN: return T_decision_title_follow_up;
    case PART_KIND_BOLIG_FORLENGELSE: return T_decision_title_stay;
    case PART_KIND_IP:
    case PART_KIND_IP_SOSIAL: return T_decision_title_plan;
    case PART_KIND_KOORDINATOR: return T_decision_title_coordinator;
    case PART_KIND_SOSIAL: return T_decision_title_economy;
    case PART_KIND_SOSIAL_RAD: return T_decision_title_advice;
    case PART_KIND_MIDLERTIDIG: return T_decision_title_temporary;
    case PART_KIND_TILSKUDD: return T_decision_title_grant;
    case PART_KIND_STARTLAN: return T_decision_title_start_loan;
    case PART_KIND_BOSTOTTE: return T_decision_title_housing_allowance;
    }
    return 0;
}

static const char *title_of(const struct writer *w) {
    const struct joint *joint = w->facts->joint;
    const char *words[PART_KIND_COUNT];
    text_key used[PART_KIND_COUNT];
    size_t n = 0;
    bool dwelling = grants_kind(w, PART_KIND_BOLIG);
    for (size_t i = 0; i < joint->n && n < PART_KIND_COUNT; i++) {
        text_key word = granted(&joint->v[i]) ? title_word(joint->v[i].kind, dwelling) : 0;
        bool known = !word;
        for (size_t k = 0; k < n; k++) known = known || used[k] == word;
        if (known) continue;
        used[n] = word;
        words[n++] = say(w, word);
    }
    if (!n) return say(w, any(w, refused) ? T_decision_letter_title_refused : T_decision_letter_title_empty);
    text_key key = joint->amendment == AMENDMENT_IN_FAVOUR ? T_decision_letter_title_more : T_decision_letter_title;
    return text_format(w->arena, w->lang, key, "what", listed(w, words, n), NULL);
}

static struct date first_day(const struct writer *w) {
    struct date first = DATE_NONE;
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        const struct part *part = &w->facts->joint->v[i];
        if (granted(part) && !date_is_none(part->from) && (date_is_none(first) || part->from.days < first.days)) first = part->from;
    }
    return first;
}

static void write_head(struct writer *w) {
    struct letter *letter = w->out->letter;
    const struct letter_facts *facts = w->facts;
    const char *day = date_long(w->arena, w->lang, facts->date);
    letter->sender = profile_words_in(&facts->profile->letters.municipality, w->lang);
    letter->title = title_of(w);
    letter->date = facts->date;
    letter->date_line = facts->draft ? text_format(w->arena, w->lang, T_decision_letter_draft_date, "date", day, NULL) : day;
    letter->reference = text_format(w->arena, w->lang, T_decision_letter_reference, "number",
                                    arena_printf(w->arena, "%s-%lld", facts->case_number, (long long)facts->joint->version_no), NULL);
    letter->exempt = say(w, T_decision_letter_exempt);
    size_t n = 0;
    letter->recipient[n++] = facts->person->name;
    const char *at = facts->person->address;
    while (at && *at && n < 5) {
        size_t length = strcspn(at, "\n");
        letter->recipient[n++] = arena_strndup(w->arena, at, length);
        at += length + (at[length] == '\n');
    }
}

static void write_opening(struct writer *w) {
    const struct joint *former = w->facts->former;
    struct date from = first_day(w);
    const char *day = date_is_none(from) ? NULL : date_full(w->arena, w->lang, from);
    const char *before = former && !instant_is_none(former->issued_at) ? date_long(w->arena, w->lang, instant_oslo_date(former->issued_at)) : NULL;
    const char *name = w->facts->person->given_name;
    if (w->facts->draft) letter_add(w->out->letter, LETTER_SMALL, say(w, T_decision_letter_draft_note));
    const char *lead = before ? text_format(w->arena, w->lang, T_decision_letter_lead_changed, "name", name, "before", before, NULL)
                              : text_format(w->arena, w->lang, T_decision_letter_lead, "name", name, NULL);
    if (day) lead = arena_printf(w->arena, "%s %s", lead, text_format(w->arena, w->lang, T_decision_letter_lead_from, "date", day, NULL));
    letter_add(w->out->letter, LETTER_LEAD, lead);
}

/* ── what she gets ────────────────────────────────────────────────────── */

static const char *how_much(struct writer *w, const struct part *part) {
    const char *amount = amount_plain(w->arena, w->lang, &part->amount);
    if (*amount) return amount;
    const char *content = text_empty(part->text.content) ? "" : one_line(w->arena, part->text.content);
    return *content && utf8_length(content) <= SHORT_TEXT ? content : say(w, T_decision_letter_see_below);
}

/* The content stands in the table already when it is short and there is no amount. */
static bool content_apart(struct writer *w, const struct part *part) {
    if (text_empty(part->text.content)) return false;
    return part->amount.kind != AMOUNT_KIND_NONE || utf8_length(one_line(w->arena, part->text.content)) > SHORT_TEXT;
}

static const char *who(struct writer *w, const struct part *part) {
    if (text_empty(part->contact_name)) return part->letter_unit;
    return arena_printf(w->arena, "%s, %s", part->contact_name, part->letter_unit ? part->letter_unit : "");
}

/* "30.09.2027": a column of days is read as numbers. */
static const char *day_in_table(struct writer *w, struct date date) {
    struct ymd day = date_ymd(date);
    return arena_printf(w->arena, "%02d.%02d.%d", day.day, day.month, day.year);
}

static const char *until(struct writer *w, const struct part *part) {
    return date_is_none(part->until) ? say(w, T_decision_letter_no_end) : day_in_table(w, part->until);
}

static void write_table(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    struct letter_row *rows = arena_array(w->arena, joint->n + 1, sizeof *rows);
    const char **columns = arena_array(w->arena, 4, sizeof *columns);
    const text_key names[] = {T_decision_letter_what, T_decision_letter_how_much, T_decision_letter_who, T_decision_letter_until};
    size_t n = 0;
    for (size_t i = 0; i < 4; i++) columns[i] = say(w, names[i]);
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (!granted(part)) continue;
        rows[n++] = (struct letter_row){{mark(w, part, arena_strdup(w->arena, part_name(w->lang, part))), mark(w, part, how_much(w, part)),
                                         mark(w, part, who(w, part)), mark(w, part, until(w, part))}};
    }
    if (!n) return;
    heading(w, joint->amendment == AMENDMENT_IN_FAVOUR ? T_decision_letter_get_changed : T_decision_letter_get);
    struct letter_block *table = letter_add(w->out->letter, LETTER_TABLE, NULL);
    table->items = columns;
    table->n_items = 4;
    table->rows = rows;
    table->n_rows = n;
    const int widths[] = {23, 37, 25, 15};
    memcpy(table->widths, widths, sizeof widths);
}

static void write_content(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    const char **items = arena_array(w->arena, joint->n + 1, sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (!granted(part) || !content_apart(w, part)) continue;
        items[n++] = mark(w, part, arena_printf(w->arena, "%s: %s.", part_name(w->lang, part), one_line(w->arena, part->text.content)));
    }
    if (!n) return;
    struct letter_block *list = letter_add(w->out->letter, LETTER_LIST, NULL);
    list->items = items;
    list->n_items = n;
}

static const char *usually(struct writer *w, const struct amount *amount) {
    const char *usual = minutes_plain(w->arena, w->lang, amount->usual);
    if (amount->per == AMOUNT_PERIOD_WEEK) return text_format(w->arena, w->lang, T_decision_letter_band_usual, "usual", usual, NULL);
    return text_format(w->arena, w->lang, T_decision_letter_band_usual_per, "usual", usual, "per", text_of(w->lang, amount_period_text(amount->per)), NULL);
}

static void write_bands(struct writer *w) {
    bool first = true;
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        const struct part *part = &w->facts->joint->v[i];
        bool band = part->amount.kind == AMOUNT_KIND_BAND;
        if (!granted(part) || (!band && part->amount.kind != AMOUNT_KIND_NEED_BASED)) continue;
        if (first) heading(w, T_decision_letter_band);
        first = false;
        const char *contact = text_empty(part->contact_name) ? part->letter_unit : part->contact_name;
        if (!contact) contact = "";
        if (!band) {
            paragraph(w, mark(w, part, text_format(w->arena, w->lang, T_decision_letter_need_based, "contact", contact, NULL)));
            continue;
        }
        const char *text = text_format(w->arena, w->lang, T_decision_letter_band_text, "contact", contact, "most",
                                       minutes_plain(w->arena, w->lang, part->amount.most), "per", text_of(w->lang, amount_period_text(part->amount.per)), NULL);
        if (part->amount.least > 0)
            text = arena_printf(w->arena, "%s %s", text, text_format(w->arena, w->lang, T_decision_letter_band_least, "least",
                                                                     minutes_plain(w->arena, w->lang, part->amount.least), NULL));
        if (part->amount.usual > 0) text = arena_printf(w->arena, "%s %s", text, usually(w, &part->amount));
        paragraph(w, mark(w, part, text));
    }
}

/* ── why ──────────────────────────────────────────────────────────────── */

static const char *reasons(struct writer *w, const struct part *part) {
    const char *facts = part->text.facts ? text_trim(w->arena, part->text.facts) : "";
    const char *considerations = part->text.considerations ? text_trim(w->arena, part->text.considerations) : "";
    return arena_printf(w->arena, "%s%s%s", facts, *facts && *considerations ? " " : "", considerations);
}

static const char *small(struct arena *arena, const char *text) {
    char *copy = arena_strdup(arena, text);
    if (*copy >= 'A' && *copy <= 'Z') *copy = (char)(*copy - 'A' + 'a');
    return copy;
}

/* Parts with the same reasons share one paragraph that names them all. */
static void write_reason(struct writer *w, size_t at, bool (*is)(const struct part *)) {
    const struct joint *joint = w->facts->joint;
    const char *text = reasons(w, &joint->v[at]);
    const char **names = arena_array(w->arena, joint->n, sizeof *names);
    size_t n = 0;
    const struct part *marked = &joint->v[at];
    if (!*text) return;
    for (size_t i = 0; i < joint->n; i++) {
        if (!is(&joint->v[i]) || !text_equal(reasons(w, &joint->v[i]), text)) continue;
        if (i < at) return;
        if (joint->v[i].id.v == w->facts->marked.v) marked = &joint->v[i];
        names[n] = part_name(w->lang, &joint->v[i]);
        if (n++) names[n - 1] = small(w->arena, names[n - 1]);
    }
    paragraph(w, mark(w, marked, arena_printf(w->arena, "%s: %s", listed(w, names, n), text)));
}

static bool said_before(const struct joint *joint, size_t at, bool (*is)(const struct part *)) {
    for (size_t i = 0; i < at; i++)
        if (is(&joint->v[i]) && text_equal(joint->v[i].text.her_view, joint->v[at].text.her_view) &&
            text_equal(joint->v[i].text.weight, joint->v[at].text.weight))
            return true;
    return false;
}

/* Her words, once, and the weight they got. */
static void write_views(struct writer *w, bool (*is)(const struct part *)) {
    const struct joint *joint = w->facts->joint;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        bool given = !text_empty(part->text.her_view) && !text_empty(part->text.weight);
        if (!is(part) || !given || said_before(joint, i, is)) continue;
        const char *view = one_line(w->arena, part->text.her_view), *weight = one_line(w->arena, part->text.weight);
        paragraph(w, mark(w, part, must(w, law_letter_text(&w->law, BLOCK_VIEW, "view", view, "weight", weight, NULL))));
    }
}

static void write_reasons(struct writer *w, text_key title, bool (*is)(const struct part *)) {
    if (!any(w, is)) return;
    heading(w, title);
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        if (is(&w->facts->joint->v[i])) write_reason(w, i, is);
    }
    write_views(w, is);
}

/* ── what happens now ─────────────────────────────────────────────────── */

static void add_step(struct writer *w, const struct part *part, const char **items, size_t *n) {
    bool dwelling = part->kind == PART_KIND_BOLIG;
    const char *unit = w->facts->dwelling_unit_name ? w->facts->dwelling_unit_name : part->letter_unit;
    const char *contact = text_empty(part->contact_name) ? part->letter_unit : part->contact_name;
    if (dwelling) items[(*n)++] = mark(w, part, text_format(w->arena, w->lang, T_decision_letter_dwelling_next, "unit", unit ? unit : "", NULL));
    else if (kind_is_service(part->kind) && !date_is_none(part->from))
        items[(*n)++] = mark(w, part, text_format(w->arena, w->lang, T_decision_letter_service_next, "contact", contact ? contact : "", "date",
                                                  date_long(w->arena, w->lang, part->from), NULL));
}

static const char *capital(struct arena *arena, const char *text) {
    char *copy = arena_strdup(arena, text);
    if (*copy >= 'a' && *copy <= 'z') *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

/* Each day that something is looked at together, once. */
static void add_review(struct writer *w, size_t at, const char **items, size_t *n) {
    const struct joint *joint = w->facts->joint;
    const struct part *part = &joint->v[at];
    if (date_is_none(part->review)) return;
    for (size_t i = 0; i < at; i++)
        if (granted(&joint->v[i]) && joint->v[i].review.days == part->review.days) return;
    const char *text = text_format(w->arena, w->lang, T_decision_letter_review, "date", date_full(w->arena, w->lang, part->review), NULL);
    items[(*n)++] = mark(w, part, capital(w->arena, text));
}

static void write_next(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    const char **items = arena_array(w->arena, 3 * joint->n + 3, sizeof *items);
    size_t n = 0;
    bool answered = false;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (granted(part)) add_step(w, part, items, &n);
        answered = answered || (granted(part) && kind_is_answered(part->kind));
        if (part->state == PART_STATE_LATER)
            items[n++] = mark(w, part, text_format(w->arena, w->lang, T_decision_letter_later, "part", part_name(w->lang, part), "date",
                                                   date_long(w->arena, w->lang, part->later_by), NULL));
    }
    for (size_t i = 0; i < joint->n; i++)
        if (granted(&joint->v[i])) add_review(w, i, items, &n);
    if (answered && joint->amendment != AMENDMENT_IN_FAVOUR) items[n++] = say(w, T_decision_letter_answer);
    if (any(w, granted)) items[n++] = must(w, law_letter_text(&w->law, BLOCK_VOLUNTARY, NULL));
    if (!n) return;
    heading(w, T_decision_letter_next);
    struct letter_block *list = letter_add(w->out->letter, LETTER_LIST, NULL);
    list->items = items;
    list->n_items = n;
}

/* ── appeal: each part its own limit and body ─────────────────────────── */

static const char *appeal_text(struct writer *w, const struct part *part) {
    const struct profile *profile = w->facts->profile;
    if (part->law->appeal_block == BLOCK_APPEAL_PBRL)
        return must(w, law_letter_text(&w->law, BLOCK_APPEAL_PBRL, "unit", w->facts->appeal_unit, "county", profile->county, NULL));
    if (part->law->appeal_block != BLOCK_APPEAL_FVL) return "";
    const struct law_appeal_body *body = law_appeal_body(w->facts->law, part->law->appeal_body);
    const char *name = replaced(w->arena, law_words_in(&body->name, w->lang), "{county}", profile->county);
    name = replaced(w->arena, name, "{appeal_board}", profile_words_in(&profile->letters.appeal_board, w->lang));
    return must(w, law_letter_text(&w->law, BLOCK_APPEAL_FVL, "unit", w->facts->appeal_unit, "appeal_body", name, NULL));
}

static void write_appeal(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    const char **items = arena_array(w->arena, joint->n + 1, sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        const char *text = granted(part) || refused(part) ? appeal_text(w, part) : "";
        if (*text) items[n++] = mark(w, part, arena_printf(w->arena, "%s: %s", part_name(w->lang, part), text));
    }
    if (!n) return;
    heading(w, T_decision_letter_appeal);
    paragraph(w, say(w, n > 1 ? T_decision_letter_appeal_each : T_decision_letter_appeal_one));
    struct letter_block *list = letter_add(w->out->letter, LETTER_LIST, NULL);
    list->items = items;
    list->n_items = n;
    const char *help = must(w, law_letter_text(&w->law, BLOCK_HELP, NULL)), *ombud = must(w, law_letter_text(&w->law, BLOCK_OMBUD, NULL));
    const char *suspension = must(w, law_letter_text(&w->law, BLOCK_SUSPENSION, NULL)), *access = must(w, law_letter_text(&w->law, BLOCK_ACCESS, NULL));
    const char *object = grants_kind(w, PART_KIND_HOL_TJENESTE) || grants_kind(w, PART_KIND_HOL_ANNEN) ? must(w, law_letter_text(&w->law, BLOCK_OBJECT, NULL)) : "";
    paragraph(w, arena_printf(w->arena, "%s %s %s %s%s%s", help, ombud, suspension, access, *object ? " " : "", object));
}

/* ── the end ──────────────────────────────────────────────────────────── */

static void write_questions(struct writer *w) {
    const struct letter_facts *facts = w->facts;
    if (text_empty(facts->questions_name) || text_empty(facts->questions_phone)) return;
    heading(w, T_decision_letter_questions);
    if (facts->coordinator) {
        paragraph(w, must(w, law_letter_text(&w->law, BLOCK_COORDINATOR, "name", facts->coordinator, "phone", facts->coordinator_phone, NULL)));
        return;
    }
    paragraph(w, text_format(w->arena, w->lang, T_decision_letter_questions_text, "name", facts->questions_name, "phone", facts->questions_phone, NULL));
}

static void write_signatures(struct writer *w) {
    const struct letter_facts *facts = w->facts;
    if (!facts->n_signers) return;
    struct letter_row *rows = arena_array(w->arena, facts->n_signers, sizeof *rows);
    for (size_t i = 0; i < facts->n_signers; i++)
        for (size_t k = 0; k < 3; k++) rows[i].cells[k] = facts->signers[3 * i + k];
    struct letter_block *block = letter_add(w->out->letter, LETTER_SIGNATURES, say(w, T_decision_letter_regards));
    block->rows = rows;
    block->n_rows = facts->n_signers;
}

static void write_rules(struct writer *w) {
    struct str text = str_in(w->arena);
    str_addf(&text, "%s ", say(w, T_decision_letter_rules));
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        const struct part *part = &w->facts->joint->v[i];
        if (!granted(part) && !refused(part)) continue;
        str_addf(&text, "%s: %s. ", part_name(w->lang, part), law_words_in(&part->law->citation, w->lang));
        const char *rules = text_empty(part->text.rules) ? "" : one_line(w->arena, part->text.rules);
        if (*rules && !strstr(str_text(&text), rules)) str_addf(&text, "%s. ", rules);
    }
    str_addf(&text, "%s %s", say(w, T_decision_letter_rules_appeal), say(w, T_decision_letter_electronic));
    letter_add(w->out->letter, LETTER_SMALL, str_text(&text));
}

int letter_make(struct arena *arena, const struct letter_facts *facts, struct decision_letter *ret_letter) {
    enum lang lang = facts->joint->letter_lang;
    *ret_letter = (struct decision_letter){.letter = letter_new(arena, lang), .marked = arena_array(arena, MARKS, sizeof(char *))};
    struct writer w = {.arena = arena, .lang = lang, .facts = facts, .law = {facts->law, arena, lang, facts->date}, .out = ret_letter};
    write_head(&w);
    write_opening(&w);
    write_table(&w);
    write_content(&w);
    write_bands(&w);
    write_reasons(&w, T_decision_letter_why, granted);
    write_reasons(&w, T_decision_letter_not_given, refused);
    write_next(&w);
    write_appeal(&w);
    write_questions(&w);
    write_signatures(&w);
    write_rules(&w);
    return w.broken ? ERR_INVALID : ERR_OK;
}
