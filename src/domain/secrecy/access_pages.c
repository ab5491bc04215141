/* The person's access log: who saw what about her, when and why, on the screen and as a letter to her (PJL-6, R-056). */
#include "domain/law/law.h"
#include "domain/secrecy/given.h"
#include "domain/secrecy/letters.h"
#include "domain/secrecy/standing.h"
#include "domain/work/case_frame.h"
#include "platform/pdf/letter.h"
#include "secrecy_routes.h"
#include "secrecy_sql.h"
#include "secrecy_views.h"
#include "texts.h"

#include <string.h>

enum { PAGE_LINES = 50, LETTER_LINES = 1000 };
static const struct access_log_id latest = {INT64_MAX};

/* ── one line in words ────────────────────────────────────────────────── */

static const char *purpose_text(struct arena *arena, enum lang lang, const char *code) {
    text_key key = text_find(arena_printf(arena, "secrecy_purpose_%s", code));
    return text_of(lang, key ? key : T_secrecy_purpose_other);
}

/* "7. september 2026 kl. 10.02": a log says the year. */
static const char *full_moment(struct arena *arena, enum lang lang, struct instant at) {
    return text_format(arena, lang, T_access_moment, "date", date_long(arena, lang, instant_oslo_date(at)), "time",
                       time_text(arena, lang, at), NULL);
}

static struct access_line_view line_of(struct request *rq, enum lang lang, const struct access_lines_row *row) {
    struct unit_brief unit;
    return (struct access_line_view){
        .at = row->at,
        .moment = full_moment(rq->arena, lang, row->at),
        .who = row->staff_name ? row->staff_name : text_of(lang, T_access_by_program),
        .unit = organisation_unit(rq->db, row->unit_id, lang, &unit) ? unit.letter_name : NULL,
        .what = text_of(lang, zone_words(row->zone)),
        .why = text_format(rq->arena, lang, T_access_why_line, "purpose", purpose_text(rq->arena, lang, row->purpose), "ground",
                           ground_words(lang, row->ground), NULL),
    };
}

/* ── the page ─────────────────────────────────────────────────────────── */

static const char *log_path(struct request *rq, struct case_id id, struct unit_id unit, int64_t before) {
    struct str path = str_in(rq->arena);
    str_addf(&path, "/sak/%lld/innsyn", (long long)id.v);
    if (unit.v) str_addf(&path, "?unit=%lld", (long long)unit.v);
    if (before) str_addf(&path, "%sbefore=%lld", unit.v ? "&" : "?", (long long)before);
    return str_text(&path);
}

static struct access_filter_views filters_of(struct request *rq, const struct access_log_list_in *in, struct person_id person) {
    struct access_units_rows units = access_units(rq->db, person);
    struct access_filter_views views = {arena_array(rq->arena, units.n + 1, sizeof *views.v), 0};
    views.v[views.n++] =
        (struct access_filter_view){log_path(rq, in->case_, (struct unit_id){0}, 0), text_of(rq->lang, T_access_all_units), !in->unit.v};
    for (size_t i = 0; i < units.n; i++) {
        const struct access_units_row *unit = &units.v[i];
        const char *name = rq->lang == LANG_NN ? unit->name_nn : unit->name_nb;
        views.v[views.n++] = (struct access_filter_view){log_path(rq, in->case_, unit->unit_id, 0), name, unit->unit_id.v == in->unit.v};
    }
    return views;
}

struct reply access_log_list(struct request *rq, const struct access_log_list_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ACCESS_LOG, &frame)) return reply_not_found(rq);
    struct access_log_id before = in->before.has ? (struct access_log_id){in->before.v} : latest;
    struct access_lines_rows rows = access_lines(rq->db, frame.brief.person, in->unit, before, PAGE_LINES + 1);
    size_t shown = rows.n > PAGE_LINES ? PAGE_LINES : rows.n;
    struct access_log_view view = {
        .case_number = in->case_.v,
        .name = frame.person.given_name,
        .lines = {arena_array(rq->arena, shown + 1, sizeof(struct access_line_view)), shown},
        .filters = filters_of(rq, in, frame.brief.person),
        .older = rows.n > shown ? log_path(rq, in->case_, in->unit, rows.v[shown - 1].id.v) : NULL,
        .given = in->before.has || in->unit.v ? (struct access_line_views){0} : given_lines(rq, in->case_, rq->lang),
        .newest = in->before.has ? log_path(rq, in->case_, in->unit, 0) : NULL,
    };
    for (size_t i = 0; i < shown; i++) view.lines.v[i] = line_of(rq, rq->lang, &rows.v[i]);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_case_tab_access_log);
    access_log(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── the letter ───────────────────────────────────────────────────────── */

/* Is `what` one of those in "…, …"? One may begin like another: a period, and all of it. */
static bool is_listed(const char *list, const char *what) {
    size_t length = strlen(what);
    for (const char *at = list; (at = strstr(at, what)); at++) {
        bool begins = at == list || (at - list >= 2 && at[-2] == ',' && at[-1] == ' ');
        if (begins && (!at[length] || text_starts(at + length, ", "))) return true;
    }
    return false;
}

/* A page asks for several things at once, and each is a line of the log: to her they are one reading, of all of it. The lines come by time. */
static bool is_told(struct arena *arena, struct letter_block *table, const struct letter_row *row) {
    for (size_t i = table->n_rows; i-- > 0 && text_equal(table->rows[i].cells[0], row->cells[0]);) {
        struct letter_row *told = &table->rows[i];
        if (!text_equal(told->cells[1], row->cells[1]) || !text_equal(told->cells[3], row->cells[3])) continue;
        if (!is_listed(told->cells[2], row->cells[2])) told->cells[2] = arena_printf(arena, "%s, %s", told->cells[2], row->cells[2]);
        return true;
    }
    return false;
}

static void add_table(struct request *rq, struct letter *letter, const struct access_line_views *lines) {
    static const text_key headings[] = {T_access_when, T_access_who, T_access_what, T_access_why};
    static const int widths[] = {22, 27, 19, 32};
    enum { COLUMNS = sizeof headings / sizeof *headings };
    struct letter_block *table = letter_add(letter, LETTER_TABLE, NULL);
    table->items = arena_array(rq->arena, COLUMNS, sizeof *table->items);
    table->n_items = COLUMNS;
    for (int i = 0; i < COLUMNS; i++) {
        table->items[i] = text_of(letter->lang, headings[i]);
        table->widths[i] = widths[i];
    }
    table->rows = arena_array(rq->arena, lines->n, sizeof *table->rows);
    for (size_t i = 0; i < lines->n; i++) {
        const struct access_line_view *line = &lines->v[i];
        const char *who = line->unit ? arena_printf(rq->arena, "%s, %s", line->who, line->unit) : line->who;
        const struct letter_row row = {.cells = {line->moment, who, line->what, line->why}};
        if (!is_told(rq->arena, table, &row)) table->rows[table->n_rows++] = row;
    }
    for (size_t i = 0; i < table->n_rows; i++)
        for (int k = 1; k < COLUMNS; k++) table->rows[i].cells[k] = text_capital(rq->arena, table->rows[i].cells[k]);
}

/* «Hvem har sett opplysninger om deg», in the person's own language. */
static struct letter *letter_of(struct request *rq, const struct case_brief *brief, const struct person_spine *person) {
    enum lang lang = person->lang;
    struct letter *letter = secrecy_letter(rq, brief->id, T_access_letter_title);
    struct access_lines_rows rows = access_lines(rq->db, brief->person, (struct unit_id){0}, latest, LETTER_LINES + 1);
    size_t shown = rows.n > LETTER_LINES ? LETTER_LINES : rows.n;
    letter_add(letter, LETTER_LEAD, text_of(lang, shown ? T_access_letter_lead : T_access_letter_none));
    struct access_line_views lines = {arena_array(rq->arena, shown + 1, sizeof *lines.v), shown};
    for (size_t i = 0; i < shown; i++) lines.v[i] = line_of(rq, lang, &rows.v[i]);
    if (shown) add_table(rq, letter, &lines);
    if (rows.n > shown)
        letter_add(letter, LETTER_PARAGRAPH,
                   text_format(rq->arena, lang, T_access_letter_more, "n", arena_printf(rq->arena, "%d", LETTER_LINES), NULL));
    struct access_line_views given = given_lines(rq, brief->id, lang);
    if (given.n) {
        letter_add(letter, LETTER_HEADING, text_of(lang, T_access_given_title));
        add_table(rq, letter, &given);
    }
    letter_add(letter, LETTER_HEADING, text_of(lang, T_access_letter_rights_title));
    letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_access_letter_rights));
    secrecy_letter_call(rq, letter, brief->holder_unit);
    const struct law_letter words = {.law = law_current(), .arena = rq->arena, .lang = lang, .fact = rq->today};
    const char *access = law_letter_text(&words, BLOCK_ACCESS, NULL);
    if (access) letter_add(letter, LETTER_PARAGRAPH, access);
    return letter;
}

static bool letter_read(struct request *rq, struct case_id id, struct person_spine *ret_person, struct letter **ret_letter) {
    struct case_brief brief;
    if (!work_case(rq->db, id, &brief) || !person_spine(rq->db, brief.person, ret_person)) return false;
    *ret_letter = letter_of(rq, &brief, ret_person);
    return true;
}

struct reply access_letter_page(struct request *rq, const struct access_letter_page_in *in) {
    struct person_spine person;
    struct letter *letter;
    if (!letter_read(rq, in->case_, &person, &letter)) return reply_not_found(rq);
    struct access_letter_view view = {.case_number = in->case_.v, .name = person.given_name, .letter = letter};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_access_letter_title});
    access_letter(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* A POST, so that the dispatcher's audit event says that the log was printed. */
struct reply access_letter_print(struct request *rq, const struct access_letter_print_in *in) {
    struct person_spine person;
    struct letter *letter;
    if (!letter_read(rq, in->case_, &person, &letter)) return reply_not_found(rq);
    return secrecy_letter_reply(rq, letter, arena_printf(rq->arena, "innsyn-%lld.pdf", (long long)in->case_.v));
}
