/* The audit trail: found by time, worker, event and subject, whether its chain holds, the rows found as a file, and what waits for the operator. Codes and
 * numbers only: it names no person. (ARK-2) */
#include "admin_routes.h"
#include "admin_views.h"
#include "domain/admin/admin.h"
#include "domain/admin/trail.h"
#include "domain/admin/views.h"
#include "domain/exchange/csv.h"
#include "domain/notify/notify.h"
#include "domain/organisation/admin.h"
#include "platform/audit/audit.h"
#include "platform/audit/words.h"
#include "platform/platform_sql.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

enum { TRAIL_PAGE = 50, TRAIL_FILE = 20000 };

static void check(struct request *rq, struct admin_trail_view *view) {
    struct audit_verdict verdict = {0};
    int result = audit_verify(rq->db, &verdict);
    view->checked = true;
    view->whole = result == ERR_OK && verdict.first_bad == 0;
    view->n_events = verdict.events;
    view->first_bad = verdict.first_bad;
}

/* In words; a code that has none, of an older program, as it is. */
static const char *subject_words(enum lang lang, const char *subject) {
    text_key words = audit_about_text(subject);
    return words ? text_of(lang, words) : subject;
}

static const char *about_of(const struct request *rq, const struct trail_rows_row *row) {
    if (text_equal(row->subject, "-")) return "";
    const char *words = subject_words(rq->lang, row->subject);
    return row->subject_id ? arena_printf(rq->arena, "%s %lld", words, (long long)row->subject_id) : words;
}

static const char *detail_of(const struct request *rq, const struct trail_rows_row *row) {
    text_key words = audit_detail_text(row->event, row->detail);
    return words ? text_of(rq->lang, words) : row->detail;
}

static const char *date_field(struct arena *arena, struct date date) { return date_is_none(date) ? NULL : date_iso(arena, date); }

static struct options codes_as_options(struct arena *arena, size_t n) { return (struct options){arena_array(arena, n + 1, sizeof(struct option)), 0}; }

static int by_label(const void *a, const void *b) {
    const struct option *left = a, *right = b;
    return strcmp(left->label, right->label);
}

static void choices_read(struct request *rq, struct admin_trail_view *view) {
    struct trail_events_rows events = trail_events(rq->db);
    struct trail_subjects_rows subjects = trail_subjects(rq->db);
    view->events = codes_as_options(rq->arena, events.n);
    view->subjects = codes_as_options(rq->arena, subjects.n);
    for (size_t i = 0; i < events.n; i++)
        view->events.v[view->events.n++] = (struct option){events.v[i].event, text_of(rq->lang, audit_event_text(events.v[i].event)), NULL};
    for (size_t i = 0; i < subjects.n; i++)
        view->subjects.v[view->subjects.n++] = (struct option){subjects.v[i].subject, subject_words(rq->lang, subjects.v[i].subject), NULL};
    qsort(view->events.v, view->events.n, sizeof *view->events.v, by_label);
    qsort(view->subjects.v, view->subjects.n, sizeof *view->subjects.v, by_label);
}

/* The question as the end of an address, but for who: names are settled first. */
static void question_add(struct str *path, const struct trail_filter *filter, struct arena *arena) {
    if (!date_is_none(filter->from)) str_addf(path, "&fra=%s", date_iso(arena, filter->from));
    if (!date_is_none(filter->until)) str_addf(path, "&til=%s", date_iso(arena, filter->until));
    if (filter->event) str_addf(path, "&hendelse=%s", filter->event);
    if (filter->subject) str_addf(path, "&gjelder=%s", filter->subject);
    if (filter->subject_id.has) str_addf(path, "&nr=%lld", (long long)filter->subject_id.v);
}

/* Whom a name means: the one who bears it, or those who may be meant. False: nobody. */
static bool whom(struct request *rq, const char *words, struct trail_filter *filter, struct admin_trail_view *view) {
    struct admin_workers found = admin_search(rq->db, words, rq->today, 0);
    if (found.n == 1) filter->staff = found.v[0].id;
    if (found.n <= 1) return found.n == 1;
    view->meant = (struct admin_found_rows){arena_array(rq->arena, found.n, sizeof *view->meant.v), found.n};
    for (size_t i = 0; i < found.n; i++) {
        struct str path = str_in(rq->arena);
        str_addf(&path, "/administrasjon/spor?medarbeider=%lld", (long long)found.v[i].id.v);
        question_add(&path, filter, rq->arena);
        view->meant.v[i] = (struct admin_found_row){str_text(&path), found.v[i].name, found.v[i].user_name};
    }
    return true;
}

static void rows_read(struct request *rq, const struct trail_filter *filter, int64_t before, struct admin_trail_view *view) {
    struct trail_answer answer = trail_read(rq->db, filter, before, TRAIL_PAGE);
    const struct trail_rows_rows rows = answer.rows;
    size_t n = rows.n;
    view->rows = (struct admin_event_rows){arena_array(rq->arena, n + 1, sizeof *view->rows.v), n};
    for (size_t i = 0; i < n; i++) {
        const struct trail_rows_row *row = &rows.v[i];
        view->rows.v[i] = (struct admin_event_row){row->id.v, audit_event_text(row->event), about_of(rq, row), row->who, detail_of(rq, row), row->at};
    }
    if (!answer.rest) return;
    struct str path = str_in(rq->arena);
    str_addf(&path, "/administrasjon/spor?for=%lld", (long long)answer.rest);
    if (filter->staff.v) str_addf(&path, "&medarbeider=%lld", (long long)filter->staff.v);
    question_add(&path, filter, rq->arena);
    view->older = str_text(&path);
    view->stretch = n < TRAIL_PAGE;
}

static void question_shown(struct request *rq, const struct trail_filter *filter, struct admin_trail_view *view) {
    view->from = date_field(rq->arena, filter->from);
    view->until = date_field(rq->arena, filter->until);
    view->event = filter->event;
    view->subject = filter->subject;
    if (filter->subject_id.has) view->subject_id = arena_printf(rq->arena, "%lld", (long long)filter->subject_id.v);
    if (filter->staff.v) view->staff = arena_printf(rq->arena, "%lld", (long long)filter->staff.v);
    if (filter->staff.v) view->who = organisation_staff_name(rq->db, filter->staff);
    view->filtered = view->from || view->until || view->event || view->subject || view->subject_id || view->staff || view->who;
}

struct reply admin_trail_page(struct request *rq, const struct admin_trail_page_in *in) {
    struct admin_trail_view view = {.tab = {ADMIN_TAB_TRAIL}, .may_export = session_may(rq->session, RIGHT_TRAIL_EXPORT), .who = in->hvem};
    struct trail_filter filter = {in->fra, in->til, in->medarbeider, in->hendelse, in->gjelder, in->nr};
    if (in->hvem && !filter.staff.v) view.nobody = !whom(rq, in->hvem, &filter, &view);
    question_shown(rq, &filter, &view);
    if (!view.nobody && !view.meant.n) rows_read(rq, &filter, in->for_.has ? in->for_.v : INT64_MAX, &view);
    choices_read(rq, &view);
    if (in->kontroll) check(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_trail, .nav = "/administrasjon"});
    admin_trail_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static void cell(struct str *out, const char *value, bool last) {
    csv_write_field(out, value ? value : "", ';');
    str_add(out, last ? "\r\n" : ";");
}

static void row_add(struct str *out, struct arena *arena, const struct trail_rows_row *row) {
    str_addf(out, "%lld;%s;", (long long)row->id.v, instant_iso(arena, row->at));
    cell(out, row->event, false);
    cell(out, row->subject, false);
    str_addf(out, "%lld;", (long long)row->subject_id);
    cell(out, row->who, false);
    cell(out, row->detail, true);
}

struct reply admin_trail_file(struct request *rq, const struct admin_trail_file_in *in) {
    struct trail_filter filter = {in->fra, in->til, in->medarbeider, in->hendelse, in->gjelder, in->nr};
    struct str out = str_in(rq->arena);
    str_add(&out, "number;at;event;subject;subject_number;who;detail\r\n");
    size_t n = 0;
    for (int64_t before = INT64_MAX; before && n < TRAIL_FILE;) {
        struct trail_answer answer = trail_read(rq->db, &filter, before, (int64_t)(TRAIL_FILE - n));
        for (size_t i = 0; i < answer.rows.n; i++) row_add(&out, rq->arena, &answer.rows.v[i]);
        n += answer.rows.n;
        before = answer.rest;
    }
    audit_add(rq->db, "trail_rows_taken_out", "municipality", 0, arena_printf(rq->arena, "%zu", n));
    return reply_file(rq, "text/csv; charset=utf-8", "spor.csv", (struct blob){(const uint8_t *)str_text(&out), out.length});
}

struct reply admin_system_page(struct request *rq, const struct admin_system_page_in *in) {
    (void)in;
    struct job_parked_rows parked = job_parked(rq->db);
    struct notify_failures failed = notify_failures_read(rq->db);
    struct admin_system_view view = {
        .tab = {ADMIN_TAB_SYSTEM},
        .version = FELLES_VERSION,
        .law_open = admin_count_law(rq),
        .parked = {arena_array(rq->arena, parked.n + 1, sizeof(struct admin_job_row)), parked.n},
        .notices = {arena_array(rq->arena, failed.n + 1, sizeof(struct admin_job_row)), failed.n},
    };
    for (size_t i = 0; i < parked.n; i++) view.parked.v[i] = (struct admin_job_row){subject_words(rq->lang, parked.v[i].kind), NULL, parked.v[i].due_at, parked.v[i].attempts};
    for (size_t i = 0; i < failed.n; i++) view.notices.v[i] = (struct admin_job_row){failed.v[i].name, failed.v[i].receipt, failed.v[i].at, 0};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_system, .nav = "/administrasjon"});
    admin_system_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
