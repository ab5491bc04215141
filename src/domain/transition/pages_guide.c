/* The guide with experience of her own: what she does and does not, and whom she goes with now. She reads no case: a name, a day and whom to call. */
#include "domain/roles/roles.h"
#include "domain/transition/pages.h"
#include "texts.h"
#include "transition_routes.h"
#include "transition_sql.h"

/* The municipality's words, else ours. */
static struct transition_texts words_of(struct request *rq, const struct profile_words *own, unsigned n, const text_key *usual, size_t n_usual) {
    struct transition_texts texts = {arena_array(rq->arena, n + n_usual, sizeof *texts.v), 0};
    for (unsigned i = 0; i < n; i++) texts.v[texts.n++] = profile_words_in(&own[i], rq->lang);
    for (size_t i = 0; !n && i < n_usual; i++) texts.v[texts.n++] = text_of(rq->lang, usual[i]);
    return texts;
}

struct guide_texts transition_guide_texts(struct request *rq) {
    static const text_key does[] = {T_transition_guide_meets, T_transition_guide_goes, T_transition_guide_explains},
                          not[] = {T_transition_guide_no_case, T_transition_guide_no_medicine, T_transition_guide_no_secrets};
    const struct profile_transitions *own = &organisation_profile()->transitions;
    return (struct guide_texts){words_of(rq, own->guide_tasks, own->guide_tasks_count, does, sizeof does / sizeof *does),
                                words_of(rq, own->guide_limits, own->guide_limits_count, not, sizeof not / sizeof *not)};
}

static struct guide_rows mine(struct request *rq) {
    struct guide_mine_rows rows = guide_mine(rq->db, rq->session->staff, rq->session->unit);
    struct guide_rows view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct guide_mine_row *row = &rows.v[i];
        bool moved = !date_is_none(row->moved_on);
        struct date on = moved ? row->moved_on : row->expected_on;
        view.v[i] = (struct guide_row){arena_printf(rq->arena, "%s %s", row->given_name, row->family_name), row->contact, row->phone, on, !date_is_none(on), moved};
    }
    return view;
}

struct reply guide_page(struct request *rq, const struct guide_page_in *in) {
    (void)in;
    struct guide_view view = {.in_use = roles_in_use(CASE_ROLE_KIND_GUIDE), .texts = transition_guide_texts(rq)};
    if (view.in_use) view.rows = mine(rq);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_guide_title, .nav = "/likemann"});
    guide_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
