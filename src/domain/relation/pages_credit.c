/* Her permission to check a tenant's credit. A page of its own, without the rest of the case: those who ask need no more. */
#include "domain/relation/pages.h"

#include "icons.h"
#include "relation_routes.h"
#include "relation_views.h"
#include "texts.h"

enum { USUAL_MONTHS = 3 };
static const char credit_purpose[] = "credit";

static const char *credit_path(struct request *rq, struct case_id id) {
    return arena_printf(rq->arena, "/sak/%lld/kredittvurdering", (long long)id.v);
}

static const struct access *tenancy(struct request *rq, struct case_id id) {
    return secrecy_open(rq, id, ZONE_BIT(ZONE_TENANCY), credit_purpose);
}

static void fill_lines(struct request *rq, const struct access *access, struct case_id id, struct credit_view *view) {
    struct credit_history_rows rows = credit_history(rq->db, access, id);
    view->lines.v = arena_array(rq->arena, rows.n + 1, sizeof *view->lines.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct credit_history_row *row = &rows.v[i];
        bool over = row->state == CREDIT_STATE_GIVEN && row->until_date.days < rq->today.days,
             runs = row->state == CREDIT_STATE_GIVEN && !over;
        view->runs = view->runs || runs;
        view->lines.v[view->lines.n++] = (struct credit_line_view){
            .state = over ? T_relation_credit_over : credit_state_text(row->state),
            .color = runs ? "success" : "neutral",
            .icon = runs ? ICON_OK : ICON_OFF,
            .staff = row->staff_name,
            .witness = row->witness,
            .has_until = !date_is_none(row->until_date),
            .over = over,
            .until = row->until_date,
            .at = row->at,
            .revoked = row->state == CREDIT_STATE_REVOKED,
            .revoked_at = row->revoked_at,
        };
    }
}

struct reply credit_page(struct request *rq, const struct credit_page_in *in) {
    struct case_brief brief;
    struct person_spine person;
    if (!work_case(rq->db, in->case_, &brief) || !person_spine(rq->db, brief.person, &person)) return reply_not_found(rq);
    const struct access *access = tenancy(rq, in->case_);
    struct credit_view view = {
        .name = person.name,
        .path = credit_path(rq, in->case_),
        .back = session_may(rq->session, RIGHT_CASE_SEE) ? relation_path(rq, in->case_, "") : NULL,
        .until = date_iso(rq->arena, date_add_months(rq->today, USUAL_MONTHS)),
        .readable = access != NULL,
        .answers = {arena_array(rq->arena, 2, sizeof(struct option)), 2},
    };
    view.answers.v[0] = (struct option){credit_state_code(CREDIT_STATE_GIVEN), text_of(rq->lang, T_relation_credit_yes), NULL};
    view.answers.v[1] = (struct option){credit_state_code(CREDIT_STATE_REFUSED), text_of(rq->lang, T_relation_credit_no), NULL};
    if (access) fill_lines(rq, access, in->case_, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_relation_credit});
    credit(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply credit_save(struct request *rq, const struct credit_save_in *in) {
    const struct access *access = tenancy(rq, in->case_);
    if (!access) return reply_denied(rq, T_relation_credit_hidden_why);
    if (in->says_yes == CREDIT_STATE_REVOKED) form_error(rq, "says_yes", T_field_choice);
    const struct credit_answer answer = {in->says_yes == CREDIT_STATE_GIVEN, in->until, in->witness};
    if (!rq->form->refused && relation_answer_credit(rq->db, access, in->case_, &answer) == ERR_INVALID)
        form_error(rq, "until", T_relation_credit_until_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    return reply_with_notice(reply_see_other(rq, "%s", credit_path(rq, in->case_)),
                             answer.yes ? T_relation_credit_saved_yes : T_relation_credit_saved_no);
}

struct reply credit_take_back(struct request *rq, const struct credit_take_back_in *in) {
    const struct access *access = tenancy(rq, in->case_);
    if (!access) return reply_denied(rq, T_relation_credit_hidden_why);
    if (credit_revoke(rq->db, access, in->case_, rq->now) != 1) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "%s", credit_path(rq, in->case_)), T_relation_credit_taken_back);
}
