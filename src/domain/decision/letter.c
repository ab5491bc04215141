/* The letter: what she gets, why, what she did not get, what happens now, and how to appeal against each part. A pure function of its
 * facts, so that the screen, the PDF and a later reading say the same. Knows no database. (R-100, FVL-24, FVL-27, I-07, LAW §6)
 * Why is written by letter_why.c, what happens now by letter_next.c, appeals and the end by letter_end.c. */
#include "domain/decision/letter_writer.h"

#include "texts.h"

#include <string.h>

enum { SHORT_TEXT = 110, MARKS = 64 };

/* ── small things ─────────────────────────────────────────────────────── */

const char *letter_say(const struct writer *w, text_key key) { return text_of(w->lang, key); }

const char *letter_mark(struct writer *w, const struct part *part, const char *text) {
    bool marked = part && part->id.v == w->facts->marked.v && part->id.v && text && *text;
    if (marked && w->out->n_marked < MARKS) w->out->marked[w->out->n_marked++] = text;
    return text;
}

void letter_heading(struct writer *w, text_key key) { letter_add(w->out->letter, LETTER_HEADING, letter_say(w, key)); }

void letter_paragraph(struct writer *w, const char *text) {
    if (!text_empty(text)) letter_add(w->out->letter, LETTER_PARAGRAPH, text);
}

void letter_list(struct writer *w, const char **items, size_t n) {
    struct letter_block *list = letter_add(w->out->letter, LETTER_LIST, NULL);
    list->items = items;
    list->n_items = n;
}

const char *letter_must(struct writer *w, const char *text) {
    w->broken = w->broken || !text;
    return text ? text : "";
}

const char *letter_listed(const struct writer *w, const char *const *words, size_t n) {
    struct str out = str_in(w->arena);
    for (size_t i = 0; i < n; i++) {
        const char *before = i == 0 ? "" : i + 1 == n ? arena_printf(w->arena, " %s ", letter_say(w, T_decision_and)) : ", ";
        str_addf(&out, "%s%s", before, words[i]);
    }
    return str_text(&out);
}

const char *letter_small(struct arena *arena, const char *text) {
    char *copy = arena_strdup(arena, text);
    bool name = copy[0] && copy[1] >= 'A' && copy[1] <= 'Z'; /* "NAV" stays */
    if (*copy >= 'A' && *copy <= 'Z' && !name) *copy = (char)(*copy - 'A' + 'a');
    return copy;
}

const char *letter_contact(const struct part *part) {
    const char *contact = text_empty(part->contact_name) ? part->letter_unit : part->contact_name;
    return contact ? contact : "";
}

static bool is_outcome(const struct part *part, enum part_outcome outcome) {
    return part->decided_now && part->state != PART_STATE_LATER && part->outcome == outcome && !kind_is_reference(part->kind);
}
bool letter_granted(const struct part *part) { return is_outcome(part, PART_OUTCOME_GRANTED); }
bool letter_refused(const struct part *part) { return is_outcome(part, PART_OUTCOME_REFUSED); }
bool letter_stopped(const struct part *part) { return is_outcome(part, PART_OUTCOME_STOPPED); }
bool letter_later(const struct part *part) { return part->state == PART_STATE_LATER; }
bool letter_reference(const struct part *part) { return part->decided_now && kind_is_reference(part->kind); }
bool letter_decided(const struct part *part) { return letter_granted(part) || letter_refused(part) || letter_stopped(part); }

bool letter_any(const struct writer *w, bool (*is)(const struct part *)) {
    for (size_t i = 0; i < w->facts->joint->n; i++)
        if (is(&w->facts->joint->v[i])) return true;
    return false;
}

bool letter_grants(const struct writer *w, enum part_kind kind) {
    for (size_t i = 0; i < w->facts->joint->n; i++)
        if (letter_granted(&w->facts->joint->v[i]) && w->facts->joint->v[i].kind == kind) return true;
    return false;
}

bool letter_stays_on(const struct writer *w, const struct part *part) {
    const struct joint *former = w->facts->former;
    if (part->kind != PART_KIND_MIDLERTIDIG || !letter_granted(part)) return false;
    for (size_t i = 0; former && i < former->n; i++)
        if (former->v[i].kind == part->kind && former->v[i].outcome == PART_OUTCOME_GRANTED) return true;
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

/* What the parts are about, each word once. */
static size_t title_words(const struct writer *w, bool (*is)(const struct part *), const char **words) {
    const struct joint *joint = w->facts->joint;
    text_key used[PART_KIND_COUNT];
    size_t n = 0;
    bool dwelling = letter_grants(w, PART_KIND_BOLIG);
    for (size_t i = 0; i < joint->n && n < PART_KIND_COUNT; i++) {
        text_key word = is(&joint->v[i]) ? title_word(joint->v[i].kind, dwelling) : 0;
        bool known = !word;
        for (size_t k = 0; k < n; k++) known = known || used[k] == word;
        if (known) continue;
        used[n] = word;
        words[n++] = letter_say(w, word);
    }
    return n;
}

static text_key title_key(enum amendment amendment) {
    switch (amendment) {
    case AMENDMENT_FIRST:
    case AMENDMENT_LATER_PART: return T_decision_letter_title;
    case AMENDMENT_IN_FAVOUR: return T_decision_letter_title_more;
    case AMENDMENT_TO_DETRIMENT:
    case AMENDMENT_AS_ASKED: return T_decision_letter_title_changed;
    case AMENDMENT_BY_APPEAL: return T_decision_letter_title_appeal;
    }
    return T_decision_letter_title;
}

/* All this letter gives is more time where she stays already. */
static bool only_longer(const struct writer *w) {
    const struct joint *joint = w->facts->joint;
    bool longer = false;
    for (size_t i = 0; i < joint->n; i++) {
        if (!letter_decided(&joint->v[i])) continue;
        if (!letter_stays_on(w, &joint->v[i])) return false;
        longer = true;
    }
    return longer && joint->amendment == AMENDMENT_IN_FAVOUR;
}

static const char *title_of(const struct writer *w) {
    const char *words[PART_KIND_COUNT];
    size_t n = title_words(w, letter_granted, words);
    if (only_longer(w)) return letter_say(w, T_decision_letter_title_longer);
    if (n) return text_format(w->arena, w->lang, title_key(w->facts->joint->amendment), "what", letter_listed(w, words, n), NULL);
    n = title_words(w, letter_stopped, words);
    if (n) return text_format(w->arena, w->lang, T_decision_letter_title_stopped, "what", letter_listed(w, words, n), NULL);
    n = title_words(w, letter_refused, words);
    return n ? text_format(w->arena, w->lang, T_decision_letter_title_refused, "what", letter_listed(w, words, n), NULL)
             : letter_say(w, T_decision_letter_title_empty);
}

static struct date first_day(const struct writer *w) {
    struct date first = DATE_NONE;
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        const struct part *part = &w->facts->joint->v[i];
        if (letter_granted(part) && !date_is_none(part->from) && (date_is_none(first) || part->from.days < first.days)) first = part->from;
    }
    return first;
}

static const struct letter_recipient *reader(const struct letter_facts *facts) { return facts->to.n ? &facts->to.v[0] : NULL; }

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
    letter->exempt = letter_say(w, T_decision_letter_exempt);
    relation_address(letter, reader(facts), facts->person);
}

static text_key lead_key(enum amendment amendment) {
    switch (amendment) {
    case AMENDMENT_FIRST:
    case AMENDMENT_IN_FAVOUR: return T_decision_letter_lead_changed;
    case AMENDMENT_TO_DETRIMENT: return T_decision_letter_lead_detriment;
    case AMENDMENT_AS_ASKED: return T_decision_letter_lead_asked;
    case AMENDMENT_LATER_PART: return T_decision_letter_lead_later;
    case AMENDMENT_BY_APPEAL: return T_decision_letter_lead_appeal;
    }
    return T_decision_letter_lead_changed;
}

static bool took_part(const struct part *part) { return letter_decided(part) && !text_empty(part->text.her_view); }

/* A decision that stands alone: what it is, and that she had a part in it when her own words are there. */
static const char *first_lead(const struct writer *w) {
    size_t n = 0;
    for (size_t i = 0; i < w->facts->joint->n; i++) n += letter_decided(&w->facts->joint->v[i]) || letter_later(&w->facts->joint->v[i]);
    if (!letter_any(w, letter_granted)) return letter_say(w, T_decision_letter_lead_answer);
    const char *lead = letter_say(w, n > 1 ? T_decision_letter_lead : T_decision_letter_lead_one);
    return letter_any(w, took_part) ? arena_printf(w->arena, "%s %s", lead, letter_say(w, T_decision_letter_lead_with)) : lead;
}

/* A first decision, or one begun anew after the last had ended, stands alone; any other says what it changes. */
static void write_opening(struct writer *w) {
    const struct joint *former = w->facts->former;
    struct date from = first_day(w);
    const char *day = date_is_none(from) ? NULL : date_full(w->arena, w->lang, from);
    bool follows = former && !instant_is_none(former->issued_at) && w->facts->joint->amendment != AMENDMENT_FIRST;
    const char *before = follows ? date_long(w->arena, w->lang, instant_oslo_date(former->issued_at)) : NULL;
    if (w->facts->draft) letter_add(w->out->letter, LETTER_SMALL, letter_say(w, T_decision_letter_draft_note));
    const char *lead = before ? text_format(w->arena, w->lang, lead_key(w->facts->joint->amendment), "before", before, NULL) : first_lead(w);
    if (day && (!before || from.days >= w->facts->date.days)) lead = arena_printf(w->arena, "%s %s", lead, text_format(w->arena, w->lang, T_decision_letter_lead_from, "date", day, NULL));
    relation_greet(w->out->letter, reader(w->facts), w->facts->person, lead);
}

/* ── what she gets ────────────────────────────────────────────────────── */

static const char *how_much(struct writer *w, const struct part *part) {
    const char *amount = amount_plain(w->arena, w->lang, &part->amount);
    if (*amount) return amount;
    const char *content = text_empty(part->text.content) ? "" : text_one_line(w->arena, part->text.content);
    if (!*content) return letter_say(w, T_decision_letter_yes);
    return utf8_length(content) <= SHORT_TEXT ? content : letter_say(w, T_decision_letter_see_below);
}

/* The content stands in the table already when it is short and there is no amount. */
static bool content_apart(struct writer *w, const struct part *part) {
    if (text_empty(part->text.content)) return false;
    return part->amount.kind != AMOUNT_KIND_NONE || utf8_length(text_one_line(w->arena, part->text.content)) > SHORT_TEXT;
}

static const char *who(struct writer *w, const struct part *part) {
    if (text_empty(part->contact_name)) return part->letter_unit;
    return arena_printf(w->arena, "%s, %s", part->contact_name, part->letter_unit ? part->letter_unit : "");
}

static const char *until(struct writer *w, const struct part *part) {
    return date_is_none(part->until) ? letter_say(w, T_decision_letter_no_end) : date_typed(w->arena, part->until);
}

static void write_table(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    struct letter_row *rows = arena_array(w->arena, joint->n + 1, sizeof *rows);
    const char **columns = arena_array(w->arena, 4, sizeof *columns);
    const text_key names[] = {T_decision_letter_what, T_decision_letter_how_much, T_decision_letter_who, T_decision_letter_until};
    size_t n = 0;
    for (size_t i = 0; i < 4; i++) columns[i] = letter_say(w, names[i]);
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (!letter_granted(part)) continue;
        rows[n++] = (struct letter_row){{letter_mark(w, part, arena_strdup(w->arena, part_name(w->lang, part))), letter_mark(w, part, how_much(w, part)),
                                         letter_mark(w, part, text_capital(w->arena, who(w, part))), letter_mark(w, part, until(w, part))}};
    }
    if (!n) return;
    letter_heading(w, joint->amendment == AMENDMENT_FIRST ? T_decision_letter_get : T_decision_letter_get_changed);
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
        if (!letter_granted(part) || !content_apart(w, part)) continue;
        const char *name = part_name(w->lang, part), *content = text_one_line(w->arena, part->text.content);
        bool says_it = text_starts(content, name);
        items[n++] = letter_mark(w, part, says_it ? arena_printf(w->arena, "%s.", content) : arena_printf(w->arena, "%s: %s.", name, content));
    }
    if (n) letter_list(w, items, n);
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
        if (!letter_granted(part) || (!band && part->amount.kind != AMOUNT_KIND_NEED_BASED)) continue;
        if (first) letter_heading(w, T_decision_letter_band);
        first = false;
        const char *contact = letter_contact(part);
        if (!band) {
            letter_paragraph(w, letter_mark(w, part, text_format(w->arena, w->lang, T_decision_letter_need_based, "contact", contact, NULL)));
            continue;
        }
        const char *text = text_format(w->arena, w->lang, T_decision_letter_band_text, "contact", contact, "most",
                                       minutes_plain(w->arena, w->lang, part->amount.most), "per", text_of(w->lang, amount_period_text(part->amount.per)), NULL);
        if (part->amount.least > 0)
            text = arena_printf(w->arena, "%s %s", text, text_format(w->arena, w->lang, T_decision_letter_band_least, "least",
                                                                     minutes_plain(w->arena, w->lang, part->amount.least), NULL));
        if (part->amount.usual > 0) text = arena_printf(w->arena, "%s %s", text, usually(w, &part->amount));
        letter_paragraph(w, letter_mark(w, part, text));
    }
}

/* What ends, with its last day. */
static void write_stopped(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    const char **items = arena_array(w->arena, joint->n + 1, sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (!letter_stopped(part)) continue;
        const char *name = part_name(w->lang, part);
        items[n++] = letter_mark(w, part, date_is_none(part->until)
                                              ? name
                                              : text_format(w->arena, w->lang, T_decision_letter_stops_on, "part", name, "date",
                                                            date_long(w->arena, w->lang, part->until), NULL));
    }
    if (!n) return;
    letter_heading(w, T_decision_letter_stops);
    letter_list(w, items, n);
}

/* What others decide, and what the municipality has done about it. */
static void write_references(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    const char **items = arena_array(w->arena, joint->n + 1, sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (!letter_reference(part)) continue;
        const struct law_appeal_body *body = law_appeal_body(w->facts->law, part->law->appeal_body);
        const char *text = text_format(w->arena, w->lang, T_decision_letter_elsewhere_text, "part", part_name(w->lang, part), "body",
                                       body ? law_words_in(&body->name, w->lang) : "", NULL);
        if (!text_empty(part->text.content)) text = arena_printf(w->arena, "%s %s.", text, text_one_line(w->arena, part->text.content));
        items[n++] = letter_mark(w, part, text);
    }
    if (!n) return;
    letter_heading(w, T_decision_letter_elsewhere);
    letter_list(w, items, n);
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
    write_stopped(&w);
    write_references(&w);
    letter_write_reasons(&w);
    letter_write_next(&w);
    letter_write_appeal(&w);
    letter_write_end(&w);
    return w.broken ? ERR_INVALID : ERR_OK;
}
