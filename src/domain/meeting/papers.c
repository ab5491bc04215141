/* Papers of a meeting: the summons with its agenda, the minutes, and the paper of one item. The first two hold numbers and outcomes and never a
 * name of whom an item is about; the last is a paper of her case, without a graded address. (MODEL 6.4 no. 13) */
#include "domain/meeting/pages.h"
#include "meeting_routes.h"
#include "platform/pdf/letter.h"
#include "texts.h"

struct paper {
    struct request *rq;
    struct letter *letter;
    enum lang lang;
};

static struct paper paper_new(struct request *rq, enum lang lang, const char *title) {
    struct paper paper = {rq, letter_new(rq->arena, lang), lang};
    paper.letter->sender = profile_words_in(&organisation_profile()->letters.municipality, lang);
    paper.letter->title = title;
    paper.letter->date = rq->today;
    paper.letter->date_line = date_long(rq->arena, lang, rq->today);
    return paper;
}

static const char *said(const struct paper *paper, text_key key) { return text_of(paper->lang, key); }

static struct reply finished(struct paper *paper, const char *file_name) {
    struct blob pdf;
    if (letter_pdf(paper->letter, paper->rq->arena, &pdf) < 0) return reply_not_found(paper->rq);
    return reply_file(paper->rq, "application/pdf", file_name, pdf);
}

static void list(struct paper *paper, text_key heading, const char **items, size_t n) {
    if (n == 0) return;
    letter_add(paper->letter, LETTER_HEADING, said(paper, heading));
    struct letter_block *block = letter_add(paper->letter, LETTER_LIST, NULL);
    block->items = items;
    block->n_items = n;
}

static const char *unit_name(const struct paper *paper, const char *nb, const char *nn) { return paper->lang == LANG_NN ? nn : nb; }

/* ── the meeting's own papers ─────────────────────────────────────────── */

static void facts(struct paper *paper, const struct meeting_brief *meeting) {
    struct arena *arena = paper->rq->arena;
    const char *chair = organisation_staff_name(paper->rq->db, meeting->chair), *secretary = organisation_staff_name(paper->rq->db, meeting->secretary);
    struct str when = str_in(arena);
    str_addf(&when, "%s %s", date_full(arena, paper->lang, meeting->on_date), clock_span(arena, paper->lang, meeting->from_minute, meeting->to_minute));
    if (meeting->place) str_addf(&when, ", %s", meeting->place);
    letter_add(paper->letter, LETTER_LEAD, text_capital(arena, str_text(&when)));
    if (chair)
        letter_add(paper->letter, LETTER_PARAGRAPH,
                   secretary ? text_format(arena, paper->lang, T_meeting_paper_led_two, "chair", chair, "secretary", secretary, NULL)
                             : text_format(arena, paper->lang, T_meeting_paper_led, "chair", chair, NULL));
}

/* The thing's own line, the common matter's heading, or the kind: the same for every reader, so never a name. */
static const char *public_line(struct paper *paper, const struct item_of_meeting_row *row, const struct meeting_item *item) {
    if (row->heading) return row->heading;
    const struct meeting_hook *hook = meeting_hook_of(row->kind);
    const char *line = hook->line ? hook->line(paper->rq, item) : NULL;
    return line ? line : said(paper, (text_key)agenda_item_kind_text(row->kind));
}

static const char *outcome_line(struct paper *paper, const struct item_of_meeting_row *row) {
    struct arena *arena = paper->rq->arena;
    struct str line = str_in(arena);
    str_add(&line, said(paper, (text_key)agenda_item_state_text(row->state)));
    if (row->choice) str_addf(&line, ": %s", said(paper, (text_key)agenda_choice_text(row->choice)));
    if (row->agreement) str_addf(&line, ". %s", said(paper, (text_key)item_agreement_text(row->agreement)));
    if (!date_is_none(row->next_on)) str_addf(&line, ". %s", text_format(arena, paper->lang, T_meeting_new_day_is, "day", date_long(arena, paper->lang, row->next_on), NULL));
    return str_text(&line);
}

static void items_table(struct paper *paper, const struct meeting_brief *meeting, bool outcomes) {
    struct arena *arena = paper->rq->arena;
    struct item_of_meeting_rows rows = item_of_meeting(paper->rq->db, meeting->id);
    struct meeting_items items = meeting_items_of(paper->rq->db, meeting->id);
    letter_add(paper->letter, LETTER_HEADING, said(paper, T_meeting_agenda));
    if (rows.n == 0) {
        letter_add(paper->letter, LETTER_PARAGRAPH, arena_printf(arena, "%s.", said(paper, T_meeting_agenda_none)));
        return;
    }
    struct letter_block *table = letter_add(paper->letter, LETTER_TABLE, NULL);
    table->n_items = 4;
    table->items = arena_array(arena, 4, sizeof *table->items);
    table->items[0] = said(paper, T_meeting_item_number);
    table->items[1] = said(paper, T_meeting_item);
    table->items[2] = said(paper, T_meeting_from_unit);
    table->items[3] = said(paper, outcomes ? T_meeting_outcome : T_meeting_need_short);
    const int widths[] = {8, 32, 24, 36};
    for (int i = 0; i < 4; i++) table->widths[i] = widths[i];
    table->rows = arena_array(arena, rows.n, sizeof *table->rows);
    table->n_rows = rows.n;
    for (size_t i = 0; i < rows.n; i++) {
        const struct item_of_meeting_row *row = &rows.v[i];
        table->rows[i] = (struct letter_row){{plain_number(arena, row->number.v), public_line(paper, row, &items.v[i]), unit_name(paper, row->name_nb, row->name_nn),
                                              outcomes ? outcome_line(paper, row) : said(paper, (text_key)item_need_text(row->need))}};
    }
}

static void seats_list(struct paper *paper, const struct meeting_brief *meeting, bool presence) {
    struct seats_of_rows seats = seats_of(paper->rq->db, meeting->id);
    const char **lines = arena_array(paper->rq->arena, seats.n + 1, sizeof *lines);
    for (size_t i = 0; i < seats.n; i++) {
        const struct seats_of_row *seat = &seats.v[i];
        struct str line = str_in(paper->rq->arena);
        str_add(&line, seat->staff_name ? seat->staff_name : text_capital(paper->rq->arena, said(paper, (text_key)meeting_guest_text(seat->guest))));
        if (seat->unit_id.v) str_addf(&line, ", %s", unit_name(paper, seat->name_nb, seat->name_nn));
        if (seat->substitute) str_addf(&line, " (%s)", said(paper, T_meeting_substitute_short));
        if (presence) str_addf(&line, ": %s", said(paper, (text_key)seat_presence_text(seat->presence)));
        lines[i] = str_text(&line);
    }
    list(paper, T_meeting_who_is_there, lines, seats.n);
}

struct reply meeting_agenda_pdf(struct request *rq, const struct meeting_agenda_pdf_in *in) {
    struct meeting_brief meeting;
    enum lang lang = organisation_profile()->letter_lang;
    if (!meeting_read(rq->db, in->meeting, lang, &meeting)) return reply_not_found(rq);
    struct paper paper = paper_new(rq, lang, text_format(rq->arena, lang, T_meeting_paper_agenda, "name", meeting.name, NULL));
    facts(&paper, &meeting);
    items_table(&paper, &meeting, false);
    seats_list(&paper, &meeting, false);
    letter_add(paper.letter, LETTER_SMALL, said(&paper, T_meeting_paper_split));
    return finished(&paper, arena_printf(rq->arena, "innkalling-%lld.pdf", (long long)meeting.id.v));
}

/* What the meeting agreed on matters that are about nobody stands in full. */
static void common_matters(struct paper *paper, const struct meeting_brief *meeting) {
    struct item_of_meeting_rows rows = item_of_meeting(paper->rq->db, meeting->id);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].case_id.v || !rows.v[i].heading) continue;
        struct item_words_of_rows words = item_words_of(paper->rq->db, rows.v[i].id);
        if (words.n == 0) continue;
        letter_add(paper->letter, LETTER_HEADING,
                   arena_printf(paper->rq->arena, "%s %lld: %s", said(paper, T_meeting_item_number), (long long)rows.v[i].number.v, rows.v[i].heading));
        for (size_t k = 0; k < words.n; k++)
            letter_add(paper->letter, LETTER_PARAGRAPH,
                       arena_printf(paper->rq->arena, "%s (%s): %s", said(paper, (text_key)item_note_kind_text(words.v[k].kind)),
                                    unit_name(paper, words.v[k].name_nb, words.v[k].name_nn), words.v[k].words));
    }
}

static void record_list(struct paper *paper, const struct meeting_brief *meeting) {
    struct arena *arena = paper->rq->arena;
    struct meeting_lines_rows rows = meeting_lines(paper->rq->db, meeting->id);
    struct step_outs_in_rows outs = step_outs_in(paper->rq->db, meeting->id);
    const char **lines = arena_array(arena, rows.n + outs.n + 1, sizeof *lines);
    size_t n = 0;
    for (size_t i = 0; i < rows.n; i++) lines[n++] = arena_printf(arena, "%s  %s", time_text(arena, paper->lang, rows.v[i].at), rows.v[i].words);
    for (size_t i = 0; i < outs.n; i++)
        lines[n++] = text_format(arena, paper->lang, T_meeting_paper_stepped_out, "name", outs.v[i].staff_name, "number", plain_number(arena, outs.v[i].number.v), NULL);
    list(paper, T_meeting_record, lines, n);
}

static void signatures(struct paper *paper, const struct meeting_brief *meeting) {
    struct arena *arena = paper->rq->arena;
    struct minutes_signatures_rows rows = minutes_signatures(paper->rq->db, meeting->id);
    if (rows.n == 0) {
        letter_add(paper->letter, LETTER_SMALL, said(paper, T_meeting_paper_unsigned));
        return;
    }
    struct letter_block *block = letter_add(paper->letter, LETTER_SIGNATURES, NULL);
    block->rows = arena_array(arena, rows.n, sizeof *block->rows);
    block->n_rows = rows.n;
    for (size_t i = 0; i < rows.n; i++)
        block->rows[i] = (struct letter_row){{rows.v[i].staff_name, said(paper, (text_key)minutes_signer_text(rows.v[i].signer)),
                                              text_format(arena, paper->lang, T_meeting_paper_signed_on, "day", date_long(arena, paper->lang, instant_oslo_date(rows.v[i].at)), NULL)}};
}

struct reply meeting_minutes_pdf(struct request *rq, const struct meeting_minutes_pdf_in *in) {
    struct meeting_brief meeting;
    enum lang lang = organisation_profile()->letter_lang;
    if (!meeting_read(rq->db, in->meeting, lang, &meeting)) return reply_not_found(rq);
    if (meeting.state != MEETING_STATE_CLOSED && meeting.state != MEETING_STATE_MINUTES_SIGNED) return reply_not_found(rq);
    struct paper paper = paper_new(rq, lang, text_format(rq->arena, lang, T_meeting_paper_minutes, "name", meeting.name, NULL));
    facts(&paper, &meeting);
    seats_list(&paper, &meeting, true);
    items_table(&paper, &meeting, true);
    common_matters(&paper, &meeting);
    record_list(&paper, &meeting);
    letter_add(paper.letter, LETTER_SMALL, said(&paper, T_meeting_paper_split));
    signatures(&paper, &meeting);
    return finished(&paper, arena_printf(rq->arena, "protokoll-%lld.pdf", (long long)meeting.id.v));
}

/* ── papers of her case ───────────────────────────────────────────────── */

struct hers {
    struct meeting_item item;
    struct item_get_row row;
    struct case_brief brief;
    struct person_spine person;
    struct meeting_brief meeting;
    bool has_meeting;
};

static const char *one_line(struct arena *arena, const char *address) {
    struct str line = str_in(arena);
    for (; *address; address++)
        if (*address == '\n') str_add(&line, ", ");
        else str_add_char(&line, *address);
    return str_text(&line);
}

static bool hers_read(struct request *rq, struct case_id id, struct agenda_item_id item, enum lang lang, struct hers *ret_hers) {
    if (!meeting_item(rq->db, item, &ret_hers->item) || ret_hers->item.case_.v != id.v || !item_get(rq->db, item, &ret_hers->row)) return false;
    ret_hers->has_meeting = ret_hers->item.meeting.v && meeting_read(rq->db, ret_hers->item.meeting, lang, &ret_hers->meeting);
    return work_case(rq->db, id, &ret_hers->brief) && person_spine(rq->db, ret_hers->brief.person, &ret_hers->person);
}

static void notes_into(struct paper *paper, const struct hers *hers) {
    struct meeting_note_rows notes = meeting_notes(paper->rq, &hers->item);
    for (size_t i = 0; i < notes.n; i++) {
        letter_add(paper->letter, LETTER_HEADING, said(paper, (text_key)item_note_kind_text(notes.v[i].kind)));
        letter_add(paper->letter, LETTER_PARAGRAPH, notes.v[i].words);
        letter_add(paper->letter, LETTER_SMALL, arena_printf(paper->rq->arena, "%s, %s", notes.v[i].who, notes.v[i].unit));
    }
}

struct reply item_paper_pdf(struct request *rq, const struct item_paper_pdf_in *in) {
    struct hers hers = {0};
    enum lang lang = organisation_profile()->letter_lang;
    if (!hers_read(rq, in->case_, in->item, lang, &hers)) return reply_not_found(rq);
    struct paper paper = paper_new(rq, lang, said(&(struct paper){.lang = lang}, T_meeting_paper_item));
    paper.letter->exempt = said(&paper, T_meeting_paper_exempt);
    paper.letter->reference = text_format(rq->arena, lang, T_meeting_paper_reference, "number", hers.brief.number, NULL);
    letter_add(paper.letter, LETTER_LEAD,
               date_is_none(hers.person.born) ? hers.person.name
                                              : arena_printf(rq->arena, "%s, %s", hers.person.name, date_table(rq->arena, lang, hers.person.born)));
    if (!text_empty(hers.person.address)) letter_add(paper.letter, LETTER_PARAGRAPH, text_format(rq->arena, lang, T_meeting_paper_lives, "address", one_line(rq->arena, hers.person.address), NULL));
    else if (hers.person.grade != ADDRESS_GRADE_OPEN) letter_add(paper.letter, LETTER_PARAGRAPH, said(&paper, T_meeting_paper_graded));
    if (hers.has_meeting) letter_add(paper.letter, LETTER_PARAGRAPH, arena_printf(rq->arena, "%s %lld – %s", said(&paper, T_meeting_item_number), (long long)hers.item.number, meeting_heading(rq, &hers.meeting)));
    if (hers.row.choice)
        letter_add(paper.letter, LETTER_PARAGRAPH, arena_printf(rq->arena, "%s: %s", said(&paper, (text_key)agenda_item_state_text(hers.row.state)), said(&paper, (text_key)agenda_choice_text(hers.row.choice))));
    if (hers.row.decided_by.v) {
        struct unit_brief unit;
        if (organisation_unit(rq->db, hers.row.decided_by, lang, &unit))
            letter_add(paper.letter, LETTER_PARAGRAPH, text_format(rq->arena, lang, T_meeting_paper_decided, "unit", unit.name, "delegation", hers.row.delegation, NULL));
    }
    notes_into(&paper, &hers);
    return finished(&paper, arena_printf(rq->arena, "sak-%lld.pdf", (long long)hers.item.id.v));
}

/* To her, in her own language: when, where, and that she need not come alone. What it is about, she knows. */
struct reply item_invitation_pdf(struct request *rq, const struct item_invitation_pdf_in *in) {
    struct hers hers = {0};
    struct case_brief brief;
    struct person_spine person;
    if (!work_case(rq->db, in->case_, &brief) || !person_spine(rq->db, brief.person, &person)) return reply_not_found(rq);
    enum lang lang = person.lang;
    if (!hers_read(rq, in->case_, in->item, lang, &hers) || !hers.has_meeting) return reply_not_found(rq);
    struct paper paper = paper_new(rq, lang, said(&(struct paper){.lang = lang}, T_meeting_invitation_title));
    paper.letter->recipient[0] = person.name;
    letter_address(paper.letter, person.address);
    paper.letter->exempt = said(&paper, T_meeting_paper_exempt);
    letter_add(paper.letter, LETTER_LEAD,
               text_format(rq->arena, lang, T_meeting_invitation_lead, "name", person.given_name, "day", date_full(rq->arena, lang, hers.meeting.on_date), "time",
                           clock_text(rq->arena, lang, hers.meeting.from_minute), NULL));
    if (hers.meeting.place) letter_add(paper.letter, LETTER_PARAGRAPH, text_format(rq->arena, lang, T_meeting_invitation_where, "place", hers.meeting.place, NULL));
    letter_add(paper.letter, LETTER_PARAGRAPH, said(&paper, T_meeting_invitation_why));
    letter_add(paper.letter, LETTER_PARAGRAPH, said(&paper, T_meeting_invitation_with));
    letter_add(paper.letter, LETTER_PARAGRAPH, said(&paper, T_meeting_invitation_not));
    struct unit_brief unit;
    if (organisation_unit(rq->db, rq->session->unit, lang, &unit)) {
        const char *phone = organisation_phone(unit.phone);
        if (!text_empty(phone)) letter_add(paper.letter, LETTER_PARAGRAPH, text_format(rq->arena, lang, T_meeting_invitation_call, "phone", phone, NULL));
        struct letter_block *block = letter_add(paper.letter, LETTER_SIGNATURES, NULL);
        block->rows = arena_array(rq->arena, 1, sizeof *block->rows);
        block->n_rows = 1;
        block->rows[0] = (struct letter_row){{rq->session->name, "", unit.letter_name}};
    }
    return finished(&paper, arena_printf(rq->arena, "invitasjon-%lld.pdf", (long long)hers.item.id.v));
}
