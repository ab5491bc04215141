/* Is this someone we know already? The two beside each other, joined or parted by someone who may. Shows nothing of the other but what is needed to
 * know her by. */
#include "domain/intake/same.h"

#include "intake_routes.h"
#include "intake_sql.h"
#include "texts.h"

void same_fill(struct request *rq, struct contact_id contact, struct contact_view *view) {
    struct contact_get_row row;
    if (!session_may(rq->session, RIGHT_CONTACT_ROUTE) || !contact_get(rq->db, contact, &row)) return;
    struct person_id person = person_current(rq->db, row.person_id);
    view->may_merge = session_may(rq->session, RIGHT_PERSON_MERGE);
    struct persons_alike found = person_find_alike(rq->db, view->name, view->born, person);
    view->alike.v = arena_array(rq->arena, found.n + 1, sizeof *view->alike.v);
    for (size_t i = 0; i < found.n; i++)
        if (found.v[i].id.v != row.person_id.v) view->alike.v[view->alike.n++] = (struct alike_view){found.v[i].id.v, found.v[i].name, found.v[i].born};
    struct persons_merged merged = person_merged_into(rq->db, person);
    view->merged = (struct merged_views){arena_array(rq->arena, merged.n + 1, sizeof *view->merged.v), merged.n};
    for (size_t i = 0; i < merged.n; i++) view->merged.v[i] = (struct merged_view){merged.v[i].id.v, merged.v[i].name, merged.v[i].born, merged.v[i].at};
}

static bool side_of(struct request *rq, struct person_id id, struct same_side_view *ret_side) {
    struct person_spine person;
    struct case_brief brief;
    struct unit_brief unit;
    if (!person_spine(rq->db, id, &person)) return false;
    *ret_side = (struct same_side_view){.name = person.name, .born = person.born, .phone = person.phone, .address = person.address};
    struct case_id open = work_open_case_of(rq->db, id);
    if (open.v && secrecy_involved(rq->db, open, rq->session->unit) && work_case(rq->db, open, &brief)) {
        ret_side->case_number = brief.number;
        if (organisation_unit(rq->db, brief.holder_unit, rq->lang, &unit)) ret_side->holder = unit.name;
    }
    return true;
}

/* Only one of those the page of the contact shows: nobody can look a person up by number. */
static bool is_alike(struct request *rq, struct contact_id contact, struct person_id other, struct person_id *ret_person) {
    struct contact_view view;
    struct contact_get_row row;
    if (!contact_view_of(rq, contact, &view) || !contact_get(rq->db, contact, &row)) return false;
    *ret_person = person_current(rq->db, row.person_id);
    same_fill(rq, contact, &view);
    for (size_t i = 0; i < view.alike.n; i++)
        if (view.alike.v[i].id == other.v) return true;
    return false;
}

struct reply contact_same_page(struct request *rq, const struct contact_same_page_in *in) {
    struct person_id person;
    struct same_view view = {.contact = in->contact.v, .other = in->person.v, .reasons = merge_reason_options(rq->arena, rq->lang)};
    if (!is_alike(rq, in->contact, in->person, &person)) return reply_not_found(rq);
    if (!side_of(rq, person, &view.here) || !side_of(rq, in->person, &view.there)) return reply_not_found(rq);
    view.may = intake_may_join(rq->db, rq->session->unit, person, in->person);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_same_title, .nav = "/henvendelser"});
    contact_same_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply contact_same(struct request *rq, const struct contact_same_in *in) {
    struct person_id person;
    struct person_merge_id merge;
    if (!is_alike(rq, in->contact, in->person, &person)) return reply_not_found(rq);
    if (!intake_may_join(rq->db, rq->session->unit, person, in->person)) return reply_denied(rq, T_intake_same_not_yours);
    if (intake_same(rq->db, person, in->person, in->merge_reason, &merge) < 0) return reply_conflict(rq, T_intake_same_cannot);
    return reply_with_notice(reply_see_other(rq, "/henvendelse/%lld", (long long)in->contact.v), T_intake_same_done);
}

struct reply contact_part(struct request *rq, const struct contact_part_in *in) {
    struct contact_get_row row;
    bool hers = false;
    if (!contact_get(rq->db, in->contact, &row)) return reply_not_found(rq);
    struct person_id person = person_current(rq->db, row.person_id);
    struct persons_merged merged = person_merged_into(rq->db, person);
    for (size_t i = 0; i < merged.n; i++) hers |= merged.v[i].id.v == in->merge.v;
    if (!hers) return reply_not_found(rq);
    if (!intake_may_join(rq->db, rq->session->unit, person, person)) return reply_denied(rq, T_intake_same_not_yours);
    if (intake_part(rq->db, in->merge) < 0) return reply_conflict(rq, T_intake_part_cannot);
    return reply_with_notice(reply_see_other(rq, "/henvendelse/%lld", (long long)in->contact.v), T_intake_parted);
}
