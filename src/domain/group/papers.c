/* Papers of the group: to those from outside, as a letter or as the text of a message for the doctor's system; and the minutes to her, in plain words.
 * What goes out of the house says who invites, when, and what they are asked for; nothing of why she has help. (R-288, R-206, HPL-22) */
#include "domain/group/pages.h"

#include "domain/plan/catalogue.h"
#include "domain/plan/plan.h"
#include "domain/relation/relation.h"
#include "group_routes.h"
#include "texts.h"

#include <string.h>

struct paper {
    struct request *rq;
    struct letter *letter;
    enum lang lang;
    struct person_spine person;
};

static const char *said(const struct paper *paper, text_key key) { return text_of(paper->lang, key); }

static bool paper_new(struct request *rq, struct case_id id, enum lang lang, struct paper *ret_paper) {
    struct case_brief brief;
    *ret_paper = (struct paper){.rq = rq};
    if (!work_case(rq->db, id, &brief) || !person_spine(rq->db, brief.person, &ret_paper->person)) return false;
    ret_paper->lang = lang ? lang : ret_paper->person.lang;
    struct letter *letter = letter_new(rq->arena, ret_paper->lang);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, ret_paper->lang);
    letter->date = rq->today;
    letter->date_line = date_long(rq->arena, ret_paper->lang, rq->today);
    letter->exempt = said(ret_paper, T_meeting_paper_exempt);
    ret_paper->letter = letter;
    return true;
}

static void add(struct paper *paper, enum letter_block_kind kind, const char *text) { letter_add(paper->letter, kind, text); }

static struct reply finished(struct paper *paper, const char *file_name) {
    struct blob pdf;
    if (letter_pdf(paper->letter, paper->rq->arena, &pdf) < 0) return reply_not_found(paper->rq);
    return reply_file(paper->rq, "application/pdf", file_name, pdf);
}

/* Whom to call: the coordinator, else whoever asks. */
static void contact(struct paper *paper, struct case_id id) {
    struct coordinator_brief coordinator;
    struct unit_brief unit;
    struct letter_block *block = letter_add(paper->letter, LETTER_SIGNATURES, NULL);
    block->rows = arena_array(paper->rq->arena, 1, sizeof *block->rows);
    block->n_rows = 1;
    if (plan_coordinator(paper->rq->db, id, paper->lang, &coordinator))
        block->rows[0] = (struct letter_row){{coordinator.name, coordinator.letter_unit, coordinator.phone ? coordinator.phone : ""}};
    else if (organisation_unit(paper->rq->db, paper->rq->session->unit, paper->lang, &unit))
        block->rows[0] = (struct letter_row){{paper->rq->session->name, unit.letter_name, unit.phone ? unit.phone : ""}};
}

/* ── to somebody from outside ─────────────────────────────────────────── */

struct outgoing {
    struct group_at at;
    struct group_sent_get_row sent;
};

static bool outgoing_read(struct request *rq, struct case_id id, struct meeting_id meeting, struct group_sent_id sent, struct outgoing *ret_out) {
    return group_meeting_of(rq, id, meeting, &ret_out->at) && group_may_lead(rq, id, &ret_out->at.meeting) && group_sent_get(rq->db, meeting, sent, &ret_out->sent) &&
           (ret_out->sent.step == GROUP_STEP_INVITED || ret_out->sent.step == GROUP_STEP_TOLD);
}

/* The paragraphs, the same on paper and in a message; at most six. */
enum { OUT_MOST = 6 };
static size_t out_paragraphs(const struct paper *paper, const struct outgoing *out, const char *ret_lines[OUT_MOST]) {
    struct arena *arena = paper->rq->arena;
    const struct meeting_brief *meeting = &out->at.meeting;
    const char *name = paper->person.name, *day = date_full(arena, paper->lang, out->sent.on_date), *clock = clock_text(arena, paper->lang, meeting->from_minute);
    size_t n = 0;
    if (out->sent.step == GROUP_STEP_TOLD) {
        ret_lines[n++] = text_format(arena, paper->lang, T_group_paper_told_lead, "name", name, "day", day, NULL);
        ret_lines[n++] = text_format(arena, paper->lang, T_group_paper_told_what, "what", out->sent.words, NULL);
        if (!date_is_none(out->at.row.next_on)) ret_lines[n++] = text_format(arena, paper->lang, T_group_paper_told_next, "day", date_full(arena, paper->lang, out->at.row.next_on), NULL);
    } else {
        ret_lines[n++] = text_format(arena, paper->lang, T_group_paper_lead, "name", name, "day", day, "time", clock, NULL);
        if (meeting->place) ret_lines[n++] = text_format(arena, paper->lang, T_group_paper_where, "place", meeting->place, NULL);
        ret_lines[n++] = text_format(arena, paper->lang, T_group_paper_ask, "what", out->sent.words, NULL);
        ret_lines[n++] = text_format(arena, paper->lang, T_group_paper_word, "name", paper->person.given_name, NULL);
    }
    ret_lines[n++] = text_format(arena, paper->lang, T_group_paper_consent, "name", paper->person.given_name, "day", date_long(arena, paper->lang, out->sent.agreed_on), NULL);
    return n;
}

static text_key out_title(const struct outgoing *out) { return out->sent.step == GROUP_STEP_TOLD ? T_group_paper_told_title : T_group_paper_title; }

struct reply group_sent_pdf(struct request *rq, const struct group_sent_pdf_in *in) {
    struct outgoing out;
    struct paper paper;
    const char *lines[OUT_MOST];
    if (!outgoing_read(rq, in->case_, in->meeting, in->sent, &out) || !paper_new(rq, in->case_, organisation_profile()->letter_lang, &paper)) return reply_not_found(rq);
    paper.letter->title = said(&paper, out_title(&out));
    paper.letter->recipient[0] = out.sent.name;
    letter_address(paper.letter, out.sent.address);
    size_t n = out_paragraphs(&paper, &out, lines);
    for (size_t i = 0; i < n; i++) add(&paper, i ? LETTER_PARAGRAPH : LETTER_LEAD, lines[i]);
    contact(&paper, in->case_);
    return finished(&paper, arena_printf(rq->arena, "ansvarsgruppe-%lld.pdf", (long long)out.sent.id.v));
}

/* The same as plain text, to be put into an electronic message from the municipality's own record system: to, about whom, what. A person is known to her
 * doctor by name and day of birth. */
struct reply group_sent_text(struct request *rq, const struct group_sent_text_in *in) {
    struct outgoing out;
    struct paper paper;
    struct coordinator_brief coordinator;
    const char *lines[OUT_MOST];
    if (!outgoing_read(rq, in->case_, in->meeting, in->sent, &out) || !paper_new(rq, in->case_, organisation_profile()->letter_lang, &paper)) return reply_not_found(rq);
    struct str text = str_in(rq->arena);
    str_addf(&text, "%s: %s\r\n", said(&paper, T_group_message_to), out.sent.name);
    str_addf(&text, "%s: %s, %s\r\n", said(&paper, T_group_message_from), rq->session->name, paper.letter->sender);
    str_addf(&text, "%s: %s", said(&paper, T_group_message_about), paper.person.name);
    if (!date_is_none(paper.person.born)) str_addf(&text, ", %s", text_format(rq->arena, paper.lang, T_group_message_born, "day", date_long(rq->arena, paper.lang, paper.person.born), NULL));
    str_addf(&text, "\r\n%s: %s\r\n%s: F-%lld-%lld\r\n\r\n", said(&paper, T_group_message_subject), said(&paper, out_title(&out)), said(&paper, T_group_message_reference),
             (long long)in->meeting.v, (long long)in->sent.v);
    size_t n = out_paragraphs(&paper, &out, lines);
    for (size_t i = 0; i < n; i++) str_addf(&text, "%s\r\n\r\n", lines[i]);
    str_add(&text, said(&paper, T_group_message_receipt));
    if (plan_coordinator(rq->db, in->case_, paper.lang, &coordinator))
        str_addf(&text, "\r\n\r\n%s, %s%s%s", coordinator.name, coordinator.letter_unit, coordinator.phone ? ", " : "", coordinator.phone ? coordinator.phone : "");
    str_add(&text, "\r\n");
    const char *whole = str_text(&text);
    return reply_file(rq, "text/plain; charset=utf-8", arena_printf(rq->arena, "melding-%lld.txt", (long long)out.sent.id.v), (struct blob){(const unsigned char *)whole, strlen(whole)});
}

/* ── her minutes ──────────────────────────────────────────────────────── */

static void list(struct paper *paper, text_key heading, const char **items, size_t n) {
    if (n == 0) return;
    add(paper, LETTER_HEADING, said(paper, heading));
    struct letter_block *block = letter_add(paper->letter, LETTER_LIST, NULL);
    block->items = items;
    block->n_items = n;
}

static void who_was_there(struct paper *paper, const struct group_at *at) {
    struct meeting_seats seats = meeting_seats_of(paper->rq->db, at->meeting.id, paper->lang);
    struct group_members_rows members = group_members(paper->rq->db, at->row.group_id);
    struct group_sent_of_rows sent = group_sent_of(paper->rq->db, at->meeting.id);
    const char **lines = arena_array(paper->rq->arena, seats.n + members.n * 2 + 1, sizeof *lines);
    size_t n = 0;
    for (size_t i = 0; i < seats.n; i++) {
        const struct meeting_seat *seat = &seats.v[i];
        if (seat->presence != SEAT_PRESENCE_HERE && seat->presence != SEAT_PRESENCE_REMOTE) continue;
        if (seat->guest == MEETING_GUEST_PERSON) lines[n++] = said(paper, T_group_paper_you);
        else if (seat->name) lines[n++] = seat->unit ? arena_printf(paper->rq->arena, "%s, %s", seat->name, seat->unit) : seat->name;
    }
    for (size_t i = 0; i < members.n; i++) {
        enum group_step last = 0;
        for (size_t k = 0; k < sent.n; k++)
            if (sent.v[k].member_id.v == members.v[i].id.v && sent.v[k].step != GROUP_STEP_TOLD) last = sent.v[k].step;
        if (last == GROUP_STEP_WAS_THERE) lines[n++] = members.v[i].name;
        if (last == GROUP_STEP_SENDS_WORD) lines[n++] = text_format(paper->rq->arena, paper->lang, T_group_paper_sent_word, "name", members.v[i].name, NULL);
    }
    list(paper, T_group_paper_there, lines, n);
}

static const char *action_line(const struct paper *paper, const struct group_action_row *row) {
    return row->more ? arena_printf(paper->rq->arena, "%s: %s", row->what, row->more) : row->what;
}

/* Who does what, as it stood when the meeting closed: a row that was settled later is told as it was agreed. */
static void what_now(struct paper *paper, const struct group_at *at) {
    struct plan_action_briefs open = plan_actions_open(paper->rq->db, at->row.case_id), later = plan_actions_settled_since(paper->rq->db, at->row.case_id, at->row.closed_at);
    struct plan_action_briefs then = {arena_array(paper->rq->arena, open.n + later.n + 1, sizeof *then.v), 0};
    for (size_t i = 0; i < open.n; i++)
        if (open.v[i].made_at.ms <= at->row.closed_at.ms) then.v[then.n++] = open.v[i];
    for (size_t i = 0; i < later.n; i++)
        if (later.v[i].made_at.ms <= at->row.closed_at.ms && later.v[i].settled_at.ms > at->row.closed_at.ms) then.v[then.n++] = later.v[i];
    add(paper, LETTER_HEADING, said(paper, T_group_paper_now));
    if (then.n == 0) {
        add(paper, LETTER_PARAGRAPH, said(paper, T_group_paper_nothing_now));
        return;
    }
    struct group_action_rows rows = group_actions(paper->rq, at->row.case_id, &then, NULL);
    struct letter_block *table = letter_add(paper->letter, LETTER_TABLE, NULL);
    static const int widths[] = {46, 32, 22};
    const text_key heads[] = {T_group_paper_what, T_group_paper_who, T_group_paper_when};
    table->items = arena_array(paper->rq->arena, 3, sizeof *table->items);
    table->n_items = 3;
    for (int i = 0; i < 3; i++) {
        table->items[i] = said(paper, heads[i]);
        table->widths[i] = widths[i];
    }
    table->rows = arena_array(paper->rq->arena, rows.n, sizeof *table->rows);
    table->n_rows = rows.n;
    for (size_t i = 0; i < rows.n; i++) {
        bool hers = then.v[i].owner == PLAN_ACTION_OWNER_PERSON;
        const char *who = hers ? said(paper, T_group_paper_you) : rows.v[i].owner ? rows.v[i].owner : "–";
        table->rows[i] = (struct letter_row){{action_line(paper, &rows.v[i]), who, date_is_none(rows.v[i].due) ? "–" : date_long(paper->rq->arena, paper->lang, rows.v[i].due)}};
    }
}

static void what_was_done(struct paper *paper, const struct group_at *at) {
    struct instant since = instant_is_none(at->row.earlier_closed) ? (struct instant){0} : at->row.earlier_closed;
    struct plan_action_briefs all = plan_actions_settled_since(paper->rq->db, at->row.case_id, since), done = {arena_array(paper->rq->arena, all.n + 1, sizeof *done.v), 0};
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].state == PLAN_ACTION_STATE_DONE && all.v[i].settled_at.ms > since.ms && all.v[i].settled_at.ms <= at->row.closed_at.ms) done.v[done.n++] = all.v[i];
    struct group_action_rows rows = group_actions(paper->rq, at->row.case_id, &done, NULL);
    const char **lines = arena_array(paper->rq->arena, rows.n + 1, sizeof *lines);
    for (size_t i = 0; i < rows.n; i++) lines[i] = action_line(paper, &rows.v[i]);
    list(paper, T_group_paper_done, lines, rows.n);
}

static const char *agreed_words(struct request *rq, const struct group_at *at) {
    struct meeting_item item;
    const char *words = NULL;
    if (!meeting_item(rq->db, at->row.item_id, &item)) return NULL;
    struct meeting_note_rows notes = meeting_notes(rq, &item);
    for (size_t i = 0; i < notes.n; i++)
        if (notes.v[i].kind == ITEM_NOTE_KIND_AGREEMENT) words = notes.v[i].words;
    return words;
}

static void next_time(struct paper *paper, const struct group_at *at) {
    struct arena *arena = paper->rq->arena;
    add(paper, LETTER_HEADING, said(paper, T_group_paper_next));
    if (at->row.ends) add(paper, LETTER_PARAGRAPH, said(paper, T_group_paper_ends));
    else add(paper, LETTER_PARAGRAPH, text_format(arena, paper->lang, T_group_paper_next_day, "day", date_full(arena, paper->lang, at->row.next_on), NULL));
    add(paper, LETTER_PARAGRAPH, said(paper, T_group_paper_wrong));
}

/* In her own language, and as the page it is asked from is in another, read anew in hers. */
struct reply group_minutes_pdf(struct request *rq, const struct group_minutes_pdf_in *in) {
    struct group_at at;
    struct paper paper;
    if (!group_meeting_of(rq, in->case_, in->meeting, &at) || instant_is_none(at.row.closed_at)) return reply_not_found(rq);
    const char *words = agreed_words(rq, &at);
    if (!words) return reply_denied(rq, T_group_no_zone);
    if (!paper_new(rq, in->case_, 0, &paper)) return reply_not_found(rq);
    enum lang mine = rq->lang;
    rq->lang = paper.lang;
    paper.letter->title = text_format(rq->arena, paper.lang, T_group_paper_minutes, "day", date_long(rq->arena, paper.lang, at.meeting.on_date), NULL);
    relation_address_all(rq->db, in->case_, &paper.person, paper.letter, said(&paper, T_group_paper_minutes_lead));
    add(&paper, LETTER_HEADING, said(&paper, T_group_paper_agreed));
    add(&paper, LETTER_PARAGRAPH, words);
    what_now(&paper, &at);
    what_was_done(&paper, &at);
    next_time(&paper, &at);
    who_was_there(&paper, &at);
    contact(&paper, in->case_);
    rq->lang = mine;
    return finished(&paper, arena_printf(rq->arena, "referat-%lld.pdf", (long long)in->meeting.v));
}
