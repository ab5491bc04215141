/* The rows of the law to confirm: the list by what leans on them, one row with everything found about it, noting what was found, and the notes as a file
 * for those who write law/. Shows and notes; what applies is the file's. */
#include "admin_routes.h"
#include "admin_views.h"
#include "decision_schema.h"
#include "domain/admin/admin.h"
#include "domain/admin/law_rows.h"
#include "domain/admin/views.h"
#include "domain/exchange/csv.h"
#include "texts.h"

static text_key use_kind(enum law_use_kind kind) {
    switch (kind) {
    case LAW_USE_CLOCK: return T_law_use_clock;
    case LAW_USE_LETTER: return T_law_use_letter;
    case LAW_USE_PART: return T_law_use_part;
    case LAW_USE_GROUND: return T_law_use_ground;
    }
    return 0;
}

static text_key ground_words(const char *code) {
    const struct law_ground *ground = law_ground(law_current(), code);
    return ground ? text_find(ground->text_key) : 0;
}

/* What it is, in words. */
static text_key use_words(const struct law_use *use) {
    switch (use->kind) {
    case LAW_USE_CLOCK: return law_clock_text(use->code);
    case LAW_USE_LETTER: return law_block_text(use->code);
    case LAW_USE_PART: return part_kind_text(part_kind_parse(use->code));
    case LAW_USE_GROUND: return ground_words(use->code);
    }
    return 0;
}

static struct law_row_view view_of(struct request *rq, const struct law_row *row) {
    struct law_row_view view = {
        .id = row->id, .act = row->act, .law = row->law, .para = row->para, .text = row->text, .note = row->note, .hash = row->hash, .who = row->who,
        .words = row->words, .path = arena_printf(rq->arena, "/lovgrunnlag/rad?rad=%s", row->id),
        .read_as = row->confidence == CONFIDENCE_MEMORY ? T_law_read_memory : T_law_read_excerpt, .from = row->valid_from, .to = row->valid_to,
        .checked_on = row->checked_on, .has_from = !date_is_none(row->valid_from), .has_to = !date_is_none(row->valid_to), .applies = row->applies,
        .confirmed = row->state == LAW_ROW_CONFIRMED, .wrong = row->state == LAW_ROW_WRONG, .changed = row->state == LAW_ROW_CHANGED};
    view.uses = (struct law_use_rows){arena_array(rq->arena, row->uses.n + 1, sizeof *view.uses.v), row->uses.n};
    for (size_t i = 0; i < row->uses.n; i++) view.uses.v[i] = (struct law_use_row){use_kind(row->uses.v[i].kind), use_words(&row->uses.v[i])};
    return view;
}

/* ── the list ─────────────────────────────────────────────────────────── */

enum { GROUP_LEANED_ON, GROUP_OTHER, GROUP_WRONG, GROUP_CONFIRMED, GROUPS };

static int group_of(const struct law_row *row) {
    if (row->state == LAW_ROW_CONFIRMED) return GROUP_CONFIRMED;
    if (row->state == LAW_ROW_WRONG) return GROUP_WRONG;
    return row->uses.n ? GROUP_LEANED_ON : GROUP_OTHER;
}

static void groups_fill(struct request *rq, const struct law_rows *rows, struct law_rows_view *view) {
    static const struct law_group titles[GROUPS] = {[GROUP_LEANED_ON] = {.title = T_law_group_leaned_on, .anchor = "leaned-on"},
                                                    [GROUP_OTHER] = {.title = T_law_group_other, .anchor = "other"},
                                                    [GROUP_WRONG] = {.title = T_law_group_wrong, .anchor = "wrong"},
                                                    [GROUP_CONFIRMED] = {.title = T_law_group_confirmed, .anchor = "confirmed"}};
    view->groups = (struct law_groups){arena_array(rq->arena, GROUPS, sizeof *view->groups.v), GROUPS};
    for (int group = 0; group < GROUPS; group++) {
        view->groups.v[group] = titles[group];
        view->groups.v[group].rows.v = arena_array(rq->arena, rows->n + 1, sizeof(struct law_row_view));
    }
    for (size_t i = 0; i < rows->n; i++) {
        struct law_row_views *into = &view->groups.v[group_of(&rows->v[i])].rows;
        into->v[into->n++] = view_of(rq, &rows->v[i]);
    }
    view->open = (int64_t)(view->groups.v[GROUP_LEANED_ON].rows.n + view->groups.v[GROUP_OTHER].rows.n);
}

struct reply law_rows_page(struct request *rq, const struct law_rows_page_in *in) {
    (void)in;
    struct law_rows rows = law_rows_read(rq->db, law_current(), rq->today);
    struct law_rows_view view = {.tab = {ADMIN_TAB_LAW}, .administration = session_may(rq->session, RIGHT_ADMIN_SEE)};
    groups_fill(rq, &rows, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_law_rows, .nav = view.administration ? "/administrasjon" : "/lovgrunnlag"});
    law_rows_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

int64_t admin_count_law(struct request *rq) { return law_rows_open(rq->db, law_current(), rq->today); }

/* ── one row ──────────────────────────────────────────────────────────── */

static void findings_read(struct request *rq, struct law_row_page_view *view) {
    struct law_note_of_rows notes = law_note_of(rq->db, view->row.id);
    view->findings = (struct law_finding_rows){arena_array(rq->arena, notes.n + 1, sizeof *view->findings.v), notes.n};
    for (size_t i = 0; i < notes.n; i++) {
        const struct law_note_of_row *note = &notes.v[i];
        view->findings.v[i] = (struct law_finding_row){note->who, note->words, note->judgement == LAW_JUDGEMENT_WRONG, !text_equal(note->row_hash, view->row.hash),
                                                       note->checked_on, note->noted_at};
    }
}

struct reply law_row_page(struct request *rq, const struct law_row_page_in *in) {
    struct law_row row;
    const char *id = in->rad ? in->rad : form_raw(rq->form, "rad");
    if (!law_row_read(rq->db, law_current(), rq->today, id, &row)) return reply_not_found(rq);
    struct law_row_page_view view = {.tab = {ADMIN_TAB_LAW}, .row = view_of(rq, &row), .administration = session_may(rq->session, RIGHT_ADMIN_SEE),
                                     .may_confirm = session_may(rq->session, RIGHT_LAW_CONFIRM), .today = date_iso(rq->arena, rq->today)};
    view.judgements = (struct options){arena_array(rq->arena, LAW_JUDGEMENT_COUNT, sizeof(struct option)), 0};
    for (enum law_judgement judgement = LAW_JUDGEMENT_CONFIRMED; (int)judgement <= LAW_JUDGEMENT_COUNT; judgement++)
        view.judgements.v[view.judgements.n++] = (struct option){law_judgement_code(judgement), text_of(rq->lang, law_judgement_text(judgement)), NULL};
    findings_read(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title_text = row.id, .nav = view.administration ? "/administrasjon" : "/lovgrunnlag"});
    law_row_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply law_row_find(struct request *rq, const struct law_row_find_in *in) {
    const struct law_finding finding = {in->rad, in->row_hash, in->judgement, in->words, in->checked_on};
    switch ((enum law_fault)law_row_note(rq->db, law_current(), &finding)) {
    case LAW_NOTED: return reply_with_notice(reply_see_other(rq, "/lovgrunnlag"), T_law_noted);
    case LAW_ROW_UNKNOWN: return reply_not_found(rq);
    case LAW_ROW_OTHER: return reply_conflict(rq, T_law_row_other);
    case LAW_WORDS_MISSING: form_error(rq, "words", T_law_words_missing); break;
    case LAW_DAY_AHEAD: form_error(rq, "checked_on", T_law_day_ahead); break;
    }
    return reply_invalid(rq);
}

/* ── the file ─────────────────────────────────────────────────────────── */

static void cell(struct str *out, const char *value, const char *end) {
    csv_write_field(out, value ? value : "", ';');
    str_add(out, end);
}

struct reply law_notes_file(struct request *rq, const struct law_notes_file_in *in) {
    (void)in;
    struct law_note_all_rows notes = law_note_all(rq->db);
    struct law_rows rows = law_rows_read(rq->db, law_current(), rq->today);
    struct str out = str_in(rq->arena);
    str_add(&out, "row;judgement;checked_on;noted_at;who;words;of_the_present_row\r\n");
    for (size_t i = 0; i < notes.n; i++) {
        const struct law_note_all_row *note = &notes.v[i];
        bool present = false;
        for (size_t k = 0; k < rows.n; k++) present = present || (text_equal(rows.v[k].id, note->row_id) && text_equal(rows.v[k].hash, note->row_hash));
        cell(&out, note->row_id, ";");
        str_addf(&out, "%s;%s;%s;", law_judgement_code(note->judgement), date_iso(rq->arena, note->checked_on), instant_iso(rq->arena, note->noted_at));
        cell(&out, note->who, ";");
        cell(&out, note->words, present ? ";yes\r\n" : ";no\r\n");
    }
    return reply_file(rq, "text/csv; charset=utf-8", "lovrader.csv", (struct blob){(const uint8_t *)str_text(&out), out.length});
}
