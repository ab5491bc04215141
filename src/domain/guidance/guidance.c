/* The lawyer's words between two kinds of services: the page that shows them, and the form that writes a new version. */
#include "domain/guidance/guidance.h"

#include "domain/guidance/views.h"
#include "guidance_routes.h"
#include "guidance_sql.h"
#include "guidance_views.h"
#include "texts.h"

/* The lawyer writes bokmål and nynorsk; English readers get the bokmål, which is what was approved. */
static const char *in_language(enum lang lang, const char *nb, const char *nn) {
    const char *words = lang == LANG_NN && !text_empty(nn) ? nn : nb;
    return text_empty(words) ? NULL : words;
}

const char *guidance_between(struct db *db, enum unit_role from, enum unit_role to, enum lang lang) {
    struct guidance_now_row row;
    return guidance_now(db, from, to, &row) ? in_language(lang, row.words_nb, row.words_nn) : NULL;
}

static const char *role_words(enum lang lang, enum unit_role role) { return text_of(lang, (text_key)unit_role_text(role)); }

static struct guidance_pair_views pairs_of(struct request *rq) {
    struct guidance_all_rows rows = guidance_all(rq->db);
    struct guidance_pair_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const char *words = in_language(rq->lang, rows.v[i].words_nb, rows.v[i].words_nn);
        if (!words) continue;
        views.v[views.n++] =
            (struct guidance_pair_view){role_words(rq->lang, rows.v[i].from_role), role_words(rq->lang, rows.v[i].to_role), words,
                                        arena_printf(rq->arena, "/taushetsplikt?from_role=%s&to_role=%s",
                                                     unit_role_code(rows.v[i].from_role), unit_role_code(rows.v[i].to_role))};
    }
    return views;
}

static void fill_pair(struct request *rq, enum unit_role from, enum unit_role to, struct guidance_view *view) {
    struct guidance_versions_rows rows = guidance_versions(rq->db, from, to);
    view->chosen = true;
    view->from_role = unit_role_code(from);
    view->to_role = unit_role_code(to);
    view->from = role_words(rq->lang, from);
    view->to = role_words(rq->lang, to);
    view->words = rows.n ? in_language(rq->lang, rows.v[0].words_nb, rows.v[0].words_nn) : NULL;
    view->words_nb = rows.n ? rows.v[0].words_nb : "";
    view->words_nn = rows.n ? rows.v[0].words_nn : "";
    view->version_no = arena_printf(rq->arena, "%lld", (long long)(rows.n ? rows.v[0].version_no : 0));
    view->versions = (struct guidance_version_views){arena_array(rq->arena, rows.n + 1, sizeof *view->versions.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const char *date = date_long(rq->arena, rq->lang, instant_oslo_date(rows.v[i].written_at));
        const char *words = in_language(rq->lang, rows.v[i].words_nb, rows.v[i].words_nn);
        view->versions.v[i] = (struct guidance_version_view){
            rows.v[i].version_no, words ? words : text_of(rq->lang, T_guidance_taken_away),
            text_format(rq->arena, rq->lang, T_guidance_written_by, "name", rows.v[i].name, "date", date, NULL)};
    }
}

static struct reply page_of(struct request *rq, enum unit_role from, enum unit_role to) {
    struct guidance_view view = {.roles = unit_role_options(rq->arena, rq->lang),
                                 .may_write = session_may(rq->session, RIGHT_GUIDANCE_WRITE),
                                 .pairs = pairs_of(rq)};
    if (from && to) fill_pair(rq, from, to, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_guidance_title, .nav = "/taushetsplikt"});
    guidance(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* A form that comes back says in its own fields which pair it is about. */
struct reply guidance_page(struct request *rq, const struct guidance_page_in *in) {
    enum unit_role from = in->from_role, to = in->to_role;
    if (rq->form && form_raw(rq->form, "from_role")) from = unit_role_parse(form_raw(rq->form, "from_role"));
    if (rq->form && form_raw(rq->form, "to_role")) to = unit_role_parse(form_raw(rq->form, "to_role"));
    return page_of(rq, from, to);
}

struct reply guidance_write(struct request *rq, const struct guidance_write_in *in) {
    struct guidance_now_row row;
    int64_t newest = guidance_now(rq->db, in->from_role, in->to_role, &row) ? row.version_no : 0;
    if (newest != in->version_no) form_error(rq, NULL, T_guidance_changed_meanwhile);
    if (!text_empty(in->words_nb) && text_empty(in->words_nn)) form_error(rq, "words_nn", T_guidance_both_languages);
    if (text_empty(in->words_nb) && !text_empty(in->words_nn)) form_error(rq, "words_nb", T_guidance_both_languages);
    if (rq->form->refused) return reply_invalid(rq);
    guidance_insert(rq->db, in->from_role, in->to_role, newest + 1, in->words_nb, in->words_nn, rq->now, rq->session->staff);
    return reply_with_notice(
        reply_see_other(rq, "/taushetsplikt?from_role=%s&to_role=%s", unit_role_code(in->from_role), unit_role_code(in->to_role)),
        T_guidance_receipt);
}
