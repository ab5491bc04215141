/* Who acts for her, and who her letters go to because of it. (FVL-12) */
#include "domain/relation/pages.h"

#include "relation_routes.h"
#include "relation_views.h"
#include "texts.h"

static const struct {
    unsigned scope;
    const char *code;
    text_key text;
} scopes[] = {
    {SCOPE_HOUSING, "housing", T_relation_scope_housing},
    {SCOPE_SERVICES, "services", T_relation_scope_services},
    {SCOPE_ECONOMY, "economy", T_relation_scope_economy},
    {SCOPE_APPEALS, "appeals", T_relation_scope_appeals},
};
enum { SCOPES = sizeof scopes / sizeof *scopes };

static const char *scope_text(struct request *rq, const struct representatives_of_row *row) {
    const bool has[SCOPES] = {row->housing, row->services, row->economy, row->appeals};
    struct str out = str_in(rq->arena);
    for (size_t i = 0; i < SCOPES; i++)
        if (has[i]) str_addf(&out, "%s%s", out.length ? " · " : "", text_of(rq->lang, scopes[i].text));
    return str_text(&out);
}

static const char *name_of(struct request *rq, const struct letter_recipient *recipient) {
    switch (recipient->kind) {
    case RECIPIENT_PERSON: return recipient->name;
    case RECIPIENT_AGENT: return text_format(rq->arena, rq->lang, T_relation_to_agent, "name", recipient->name, NULL);
    case RECIPIENT_GUARDIAN: return text_format(rq->arena, rq->lang, T_relation_to_guardian, "name", recipient->name, NULL);
    }
    return NULL;
}

static const char *recipients_text(struct request *rq, struct case_id id, unsigned scope) {
    struct letter_recipients list = relation_letter_recipients(rq->db, id, scope, rq->today);
    struct str out = str_in(rq->arena);
    for (size_t i = 0; i < list.n; i++) str_addf(&out, "%s%s", i ? ", " : "", name_of(rq, &list.v[i]));
    return str_text(&out);
}

void relation_fill_representatives(struct request *rq, struct case_id id, struct people_view *view) {
    struct representatives_of_rows rows = representatives_of(rq->db, id);
    view->representatives.v = arena_array(rq->arena, rows.n + 1, sizeof *view->representatives.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct representatives_of_row *row = &rows.v[i];
        bool ended = !date_is_none(row->ended_on), over = !date_is_none(row->until_date) && row->until_date.days < rq->today.days;
        view->representatives.v[view->representatives.n++] = (struct representative_view){
            .kind = representative_kind_text(row->kind),
            .name = row->name,
            .phone = row->phone,
            .address = row->address,
            .scope = scope_text(rq, row),
            .lawyer = row->lawyer,
            .ended = ended,
            .over = over,
            .waiting = row->from_date.days > rq->today.days,
            .copy_to_her = row->copy_to_her,
            .has_authority = !date_is_none(row->authority_on),
            .has_until = !date_is_none(row->until_date),
            .authority_on = row->authority_on,
            .from = row->from_date,
            .until = row->until_date,
            .ended_on = row->ended_on,
            .path = view->may_write && !ended && !over
                        ? relation_path(rq, id, arena_printf(rq->arena, "/fullmektig/%lld/avslutt", (long long)row->id.v))
                        : NULL,
        };
    }
    if (!rows.n) return;
    view->letters.v = arena_array(rq->arena, SCOPES, sizeof *view->letters.v);
    for (size_t i = 0; i < SCOPES; i++)
        view->letters.v[view->letters.n++] = (struct letters_view){scopes[i].text, recipients_text(rq, id, scopes[i].scope)};
}

struct reply representative_form(struct request *rq, const struct representative_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PEOPLE, &frame)) return reply_not_found(rq);
    struct representative_form_view view = {
        .given_name = frame.person.given_name,
        .path = relation_path(rq, in->case_, "/fullmektig"),
        .back = relation_path(rq, in->case_, ""),
        .kind = representative_kind_code(in->kind ? in->kind : REPRESENTATIVE_KIND_AGENT),
        .today = date_iso(rq->arena, rq->today),
        .kinds = representative_kind_options(rq->arena, rq->lang),
        .scopes = {arena_array(rq->arena, SCOPES, sizeof(struct option)), SCOPES},
    };
    for (size_t i = 0; i < SCOPES; i++) view.scopes.v[i] = (struct option){scopes[i].code, text_of(rq->lang, scopes[i].text), NULL};
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_relation_representative_add);
    representative_new(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static unsigned scope_in(const struct representative_add_in *in) {
    unsigned scope = 0;
    for (size_t i = 0; i < in->scopes.n; i++)
        for (size_t k = 0; k < SCOPES; k++)
            if (text_equal(in->scopes.v[i], scopes[k].code)) scope |= scopes[k].scope;
    return scope;
}

struct reply representative_add(struct request *rq, const struct representative_add_in *in) {
    const struct representative_new new = {
        .case_ = in->case_,
        .kind = in->kind,
        .name = in->name,
        .address = in->address,
        .phone = in->phone,
        .lawyer = in->lawyer,
        .copy_to_her = in->copy_to_her,
        .authority_on = in->authority_on,
        .from = in->from,
        .until = in->until,
        .scope = scope_in(in),
    };
    bool lawyer = in->lawyer && in->kind == REPRESENTATIVE_KIND_AGENT;
    if (date_is_none(in->authority_on) && !lawyer) form_error(rq, "authority_on", T_relation_authority_missing);
    if (!date_is_none(in->authority_on) && in->authority_on.days > rq->today.days) form_error(rq, "authority_on", T_relation_day_in_future);
    if (!new.scope) form_error(rq, "scopes", T_relation_scope_missing);
    if (!date_is_none(in->until) && in->until.days < in->from.days) form_error(rq, "until", T_relation_until_before);
    if (rq->form->refused) return reply_invalid(rq);
    if (relation_add_representative(rq->db, &new) < 0) return reply_not_found(rq);
    return relation_back(rq, in->case_, "", T_relation_saved);
}

struct reply representative_finish(struct request *rq, const struct representative_finish_in *in) {
    if (relation_end_representative(rq->db, in->case_, in->representative) < 0) return reply_not_found(rq);
    return relation_back(rq, in->case_, "", T_relation_representative_ended);
}
