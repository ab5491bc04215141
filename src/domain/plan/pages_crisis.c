/* When it gets hard: one short page, made for a phone in a hand that shakes. What helps, and whom to call. */
#include "domain/plan/pages.h"
#include "texts.h"

const char *plan_dial(struct arena *arena, const char *phone) {
    struct str out = str_in(arena);
    for (const char *c = phone ? phone : ""; *c; c++)
        if ((*c >= '0' && *c <= '9') || (*c == '+' && out.length == 0)) str_addf(&out, "%c", *c);
    return str_text(&out);
}

struct call_views plan_calls(struct request *rq, struct case_id id, const struct access *access, bool may_write) {
    struct crisis_contact_of_rows rows = crisis_contact_of(rq->db, access, id);
    struct call_views calls = {arena_array(rq->arena, rows.n + 1, sizeof *calls.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const char *dial = plan_dial(rq->arena, rows.v[i].phone);
        calls.v[i] = (struct call_view){rows.v[i].name, rows.v[i].phone, text_empty(dial) ? NULL : dial, rows.v[i].note,
                                        may_write ? plan_path(rq, id, arena_printf(rq->arena, "/krise/ring/%lld/bort", (long long)rows.v[i].id.v)) : NULL};
    }
    return calls;
}

struct call_views plan_lines(struct request *rq) {
    const struct plan_catalogue *catalogue = plan_catalogue();
    unsigned n = catalogue ? catalogue->lines_count : 0;
    struct call_views calls = {arena_array(rq->arena, n + 1, sizeof *calls.v), n};
    for (unsigned i = 0; i < n; i++)
        calls.v[i] = (struct call_view){.name = crisis_line_words(&catalogue->lines[i], rq->lang), .phone = catalogue->lines[i].phone, .dial = plan_dial(rq->arena, catalogue->lines[i].phone)};
    return calls;
}

static struct crisis_view crisis_read(struct request *rq, const struct case_frame *frame, const struct access *access) {
    struct case_id id = frame->brief.id;
    struct crisis_view view = {
        .name = frame->person.given_name,
        .path = plan_path(rq, id, "/krise"),
        .back = plan_path(rq, id, ""),
        .part = plan_part_view(rq, frame, PLAN_PART_CRISIS),
        .may_write = access && plan_may_write(rq, frame),
        .readable = access != NULL,
        .lines = plan_lines(rq),
        .at = INSTANT_NONE,
    };
    if (!access) {
        view.hidden = secrecy_hidden_zone(rq, id, ZONE_PLAN);
        return view;
    }
    struct plan_words words = plan_words_read(rq->db, access, id, PLAN_PART_CRISIS);
    view.signs = words.v[PLAN_SECTION_CRISIS_SIGNS];
    view.helps = words.v[PLAN_SECTION_CRISIS_HELPS];
    view.helps_not = words.v[PLAN_SECTION_CRISIS_NOT];
    view.others = words.v[PLAN_SECTION_CRISIS_OTHERS];
    view.calls = plan_calls(rq, id, access, view.may_write);
    view.any = words.any || view.calls.n > 0;
    view.at = words.at;
    return view;
}

struct reply crisis_page(struct request *rq, const struct crisis_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    struct crisis_view view = crisis_read(rq, &frame, plan_open(rq, in->case_, PLAN_PART_CRISIS));
    return PLAN_PAGE(rq, &frame, T_plan_crisis_title, crisis_sheet, &view);
}

struct reply crisis_form(struct request *rq, const struct crisis_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    struct crisis_view view = crisis_read(rq, &frame, plan_open(rq, in->case_, PLAN_PART_CRISIS));
    if (!view.may_write) return reply_denied(rq, T_plan_no_access);
    return PLAN_PAGE(rq, &frame, T_plan_crisis_write, crisis_edit, &view);
}

struct reply crisis_post(struct request *rq, const struct crisis_post_in *in) {
    const struct plan_words words = {.v = {
                                         [PLAN_SECTION_CRISIS_SIGNS] = in->signs,
                                         [PLAN_SECTION_CRISIS_HELPS] = in->helps,
                                         [PLAN_SECTION_CRISIS_NOT] = in->helps_not,
                                         [PLAN_SECTION_CRISIS_OTHERS] = in->others,
                                     }};
    const struct access *access = plan_open(rq, in->case_, PLAN_PART_CRISIS);
    return plan_reply(rq, in->case_, "/krise", plan_words_write(rq->db, access, in->case_, PLAN_PART_CRISIS, &words), T_plan_words_saved);
}

struct reply crisis_contact_post(struct request *rq, const struct crisis_contact_post_in *in) {
    const struct crisis_contact_new contact = {in->case_, in->name, in->phone, in->note};
    if (in->phone && text_empty(plan_dial(rq->arena, in->phone))) {
        form_error(rq, "phone", T_plan_phone_wrong);
        return reply_invalid(rq);
    }
    return plan_reply(rq, in->case_, "/krise/skriv", crisis_contact_add(rq->db, plan_open(rq, in->case_, PLAN_PART_CRISIS), &contact), T_plan_contact_saved);
}

struct reply crisis_contact_away(struct request *rq, const struct crisis_contact_away_in *in) {
    const struct access *access = plan_open(rq, in->case_, PLAN_PART_CRISIS);
    return plan_reply(rq, in->case_, "/krise/skriv", crisis_contact_remove(rq->db, access, in->case_, in->contact), T_plan_contact_away);
}
