/* The page of all appeals in a case, with the limits of every part and the letters on their way; rights for all parts at once. */
#include "domain/appeal/pages.h"

#include "icons.h"
#include "texts.h"

/* ── shared ───────────────────────────────────────────────────────────── */

unsigned appeal_zones(void) { return ZONE_BIT(ZONE_HEALTH) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_PLAN); }

/* The unit that made the joint decision reads what the others wrote in their parts, as it did when it decided. */
const struct access *appeal_access(struct request *rq, struct case_id id, unsigned zones) {
    struct decision_in_force_row now;
    bool decides = decision_in_force(rq->db, id, &now) && now.unit_id.v == rq->session->unit.v;
    return decides ? secrecy_open_to_decide(rq, id, zones, "appeal") : secrecy_open(rq, id, zones, "appeal");
}

bool covers(const struct access *access, enum zone zone) { return access && access_covers(access, zone); }

const char *appeal_base(struct request *rq, struct case_id id) { return arena_printf(rq->arena, "/sak/%lld/klage", (long long)id.v); }

const char *appeal_part_path(struct request *rq, struct case_id id, struct appeal_part_id part) {
    return arena_printf(rq->arena, "/sak/%lld/klagedel/%lld", (long long)id.v, (long long)part.v);
}

const char *appeal_unit_called(struct request *rq, struct unit_id unit) {
    struct unit_brief brief;
    return organisation_unit(rq->db, unit, rq->lang, &brief) ? brief.name : "";
}

const char *appeal_staff_called(struct request *rq, struct staff_id staff) {
    const char *name = organisation_staff_name(rq->db, staff);
    return name ? name : "";
}

const char *decided_name(struct request *rq, struct decision_part_id id) {
    struct part_decided_row part;
    return part_decided(rq->db, id, &part) ? kind_name(rq->lang, part.kind, part.service_kind) : "";
}

struct appeal_mark state_mark(struct request *rq, enum appeal_state state, enum appeal_result result) {
    const char *text = text_of(rq->lang, appeal_state_text(state));
    switch (state) {
    case APPEAL_STATE_RECEIVED: return (struct appeal_mark){ICON_WARNING, "warning", text};
    case APPEAL_STATE_FORMAL_CHECK:
    case APPEAL_STATE_FIRST_INSTANCE:
    case APPEAL_STATE_FORWARDED: return (struct appeal_mark){ICON_WAITING, "info", text};
    case APPEAL_STATE_DECIDED:
        return (struct appeal_mark){ICON_OK, "success", result ? text_of(rq->lang, appeal_result_text(result)) : text};
    case APPEAL_STATE_CHANGED_IN_FULL:
    case APPEAL_STATE_CHANGED_IN_PART:
    case APPEAL_STATE_IMPLEMENTED: return (struct appeal_mark){ICON_OK, "success", text};
    case APPEAL_STATE_DISMISSED:
    case APPEAL_STATE_WITHDRAWN:
    case APPEAL_STATE_CLOSED: return (struct appeal_mark){ICON_OFF, "neutral", text};
    }
    return (struct appeal_mark){ICON_INFO, "neutral", text};
}

/* "Hjelp til å få bolig, fullmektig" */
static const char *about_letter(struct request *rq, const struct appeal_letter_list_row *row) {
    const char *part = row->part_kind ? text_of(rq->lang, part_kind_text(row->part_kind)) : NULL;
    const char *to = row->recipient == DELIVERY_RECIPIENT_PERSON ? NULL : text_of(rq->lang, delivery_recipient_text(row->recipient));
    return part && to ? arena_printf(rq->arena, "%s, %s", part, to) : part ? part : to;
}

struct notice_view_rows appeal_letters_of(struct request *rq, struct case_id id, struct appeal_part_id only) {
    struct appeal_letter_list_rows rows = appeal_letter_list(rq->db, id);
    struct notice_view_rows view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), 0};
    const struct access *access = appeal_access(rq, id, appeal_zones());
    bool may_note = session_may(rq->session, RIGHT_APPEAL_REGISTER);
    for (size_t i = 0; i < rows.n; i++) {
        const struct appeal_letter_list_row *row = &rows.v[i];
        if (only.v && row->appeal_part_id.v != only.v) continue;
        const char *path = arena_printf(rq->arena, "%s/brev/%lld", appeal_base(rq, id), (long long)row->id.v);
        bool readable = row->zone == ZONE_SPINE || covers(access, row->zone), there = !date_is_none(row->reached_on);
        view.v[view.n++] = (struct notice_view_row){
            .kind = text_of(rq->lang, appeal_letter_kind_text(row->kind)),
            .about = about_letter(rq, row),
            .pdf = readable ? path : NULL,
            .path = may_note && !there ? path : NULL,
            .made_at = row->made_at,
            .sent_on = row->sent_on,
            .reached_on = row->reached_on,
            .sent = !date_is_none(row->sent_on),
            .reached = there,
            .number = row->id.v,
        };
    }
    return view;
}

struct appeal_words_views appeal_words_of(struct request *rq, const struct access *access, const struct appeal_part_get_row *part,
                                          enum appeal_words_kind only) {
    struct appeal_words_list_rows rows = appeal_words_list(rq->db, access, part->id, part->zone);
    struct appeal_words_views view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        if (only && rows.v[i].kind != only) continue;
        view.v[view.n++] = (struct appeal_words_view){
            text_of(rq->lang, appeal_words_kind_text(rows.v[i].kind)), rows.v[i].words,
            arena_printf(rq->arena, "%s, %s", appeal_staff_called(rq, rows.v[i].by_staff), appeal_unit_called(rq, rows.v[i].by_unit)),
            rows.v[i].at};
    }
    return view;
}

/* ── the list ─────────────────────────────────────────────────────────── */

static struct appeal_row_views appeals_of(struct request *rq, struct case_id id) {
    struct appeal_list_rows rows = appeal_list(rq->db, id);
    struct appeal_row_views view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct appeal_list_row *row = &rows.v[i];
        bool here =
            row->state == APPEAL_STATE_RECEIVED || row->state == APPEAL_STATE_FORMAL_CHECK || row->state == APPEAL_STATE_FIRST_INSTANCE;
        view.v[i] = (struct appeal_row_view){
            .path = appeal_part_path(rq, id, row->id),
            .name = decided_name(rq, row->part_id),
            .body = decision_appeal_body(rq->arena, rq->lang, row->body),
            .unit = appeal_unit_called(rq, row->unit_id),
            .state = state_mark(rq, row->state, row->result),
            .received_on = row->received_on,
            .due = row->due,
            .has_due = here,
            .late = here && row->due.days < rq->today.days,
            .mine = row->unit_id.v == rq->session->unit.v,
        };
    }
    return view;
}

static struct limit_view limit_of(struct request *rq, struct case_id id, const struct appealable_parts_row *row) {
    struct appeal_limit limit = {.until = DATE_NONE};
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(row->kind));
    appeal_limit_of(rq->db, row->id, &limit);
    return (struct limit_view){
        .name = kind_name(rq->lang, row->kind, row->service_kind),
        .outcome = text_of(rq->lang, part_outcome_text(row->outcome)),
        .body = decision_appeal_body(rq->arena, rq->lang, limit.body ? limit.body : law->appeal_body),
        .version = text_format(rq->arena, rq->lang, T_decision_version, "number",
                               arena_printf(rq->arena, "%lld", (long long)row->version_no), NULL),
        .appeal = row->open_appeal.v ? appeal_part_path(rq, id, row->open_appeal) : NULL,
        .until = limit.until,
        .has_limit = !date_is_none(limit.until),
        .interrupted = limit.interrupted,
        .over = !date_is_none(limit.until) && limit.until.days < rq->today.days,
    };
}

static void add_option(struct request *rq, struct options *options, const struct appealable_parts_row *row) {
    const char *value = arena_printf(rq->arena, "%lld", (long long)row->id.v);
    const char *name = arena_printf(rq->arena, "%s (%lld)", kind_name(rq->lang, row->kind, row->service_kind), (long long)row->version_no);
    options->v[options->n++] = (struct option){value, name, NULL};
}

static void fill_parts(struct request *rq, struct case_id id, struct appeal_list_view *view) {
    struct appealable_parts_rows rows = appealable_parts(rq->db, id);
    view->has_decision = rows.n > 0;
    view->limits.v = arena_array(rq->arena, rows.n + 1, sizeof *view->limits.v);
    view->parts.v = arena_array(rq->arena, rows.n + 1, sizeof *view->parts.v);
    view->extendable.v = arena_array(rq->arena, rows.n + 1, sizeof *view->extendable.v);
    for (size_t i = 0; i < rows.n; i++) {
        struct limit_view limit = limit_of(rq, id, &rows.v[i]);
        view->limits.v[view->limits.n++] = limit;
        if (limit.interrupted || limit.over) continue;
        add_option(rq, &view->parts, &rows.v[i]);
        if (limit.has_limit && organisation_unit_now(rq->db, rows.v[i].signed_unit).v == rq->session->unit.v)
            add_option(rq, &view->extendable, &rows.v[i]);
    }
}

static struct reasons_row_views demands_of(struct request *rq, struct case_id id) {
    struct reasons_open_rows rows = reasons_open(rq->db, id);
    struct reasons_row_views view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        struct part_decided_row part = {0};
        part_decided(rq->db, rows.v[i].part_id, &part);
        bool ours =
            organisation_unit_now(rq->db, part.signed_unit).v == rq->session->unit.v && session_may(rq->session, RIGHT_APPEAL_PREPARE);
        view.v[i] = (struct reasons_row_view){
            kind_name(rq->lang, rows.v[i].kind, rows.v[i].service_kind),
            ours ? arena_printf(rq->arena, "%s/begrunnelse/%lld", appeal_base(rq, id), (long long)rows.v[i].id.v) : NULL,
            rows.v[i].asked_on,
            rows.v[i].due,
            rows.v[i].due.days < rq->today.days,
            rows.v[i].id.v};
    }
    return view;
}

struct reply appeal_list_page(struct request *rq, const struct appeal_list_page_in *in) {
    struct case_frame frame;
    struct grant_question_count_row asked = {0};
    struct decision_in_force_row now;
    if (!case_frame_read(rq, in->case_, TAB_APPEAL, &frame)) return reply_not_found(rq);
    grant_question_count(rq->db, in->case_, &asked);
    struct appeal_list_view view = {
        .given_name = frame.person.given_name,
        .path = appeal_base(rq, in->case_),
        .legal = decision_in_force(rq->db, in->case_, &now) ? arena_printf(rq->arena, "/sak/%lld/rettssikkerhet", (long long)in->case_.v) : NULL,
        .today = date_iso(rq->arena, rq->today),
        .may_register = session_may(rq->session, RIGHT_APPEAL_REGISTER),
        .may_prepare = session_may(rq->session, RIGHT_APPEAL_PREPARE),
        .appeals = appeals_of(rq, in->case_),
        .letters = appeal_letters_of(rq, in->case_, (struct appeal_part_id){0}),
        .demands = demands_of(rq, in->case_),
        .forms = appeal_form_options(rq->arena, rq->lang),
        .channels = delivery_channel_options(rq->arena, rq->lang),
        .explained = asked.n,
    };
    fill_parts(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_appeal_list_title);
    appeal_list_html(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── rights for all parts at once ─────────────────────────────────────── */

struct reply legal_security_page(struct request *rq, const struct legal_security_page_in *in) {
    struct case_frame frame;
    struct letter *letter;
    if (!case_frame_read(rq, in->case_, TAB_APPEAL, &frame)) return reply_not_found(rq);
    if (legal_security_letter(rq->db, appeal_access(rq, in->case_, appeal_zones()), in->case_, &letter) < 0)
        return reply_conflict(rq, T_appeal_no_decision_why);
    struct legal_view view = {appeal_base(rq, in->case_), arena_printf(rq->arena, "/sak/%lld/rettssikkerhet/brev", (long long)in->case_.v),
                              frame.person.given_name};
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_appeal_legal_link);
    legal_top(h, &view);
    letter_html(h, letter);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply legal_security_file(struct request *rq, const struct legal_security_file_in *in) {
    struct letter *letter;
    struct blob pdf;
    if (legal_security_letter(rq->db, appeal_access(rq, in->case_, appeal_zones()), in->case_, &letter) < 0)
        return reply_conflict(rq, T_appeal_no_decision_why);
    if (letter_pdf(letter, rq->arena, &pdf) < 0) return reply_conflict(rq, T_appeal_letter_failed);
    return reply_file(rq, "application/pdf", "rettigheter.pdf", pdf);
}
