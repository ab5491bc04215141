/* Minors who depend on her, and that a worker has sent a notice to child welfare. Never what a notice says. (HPL-10a, BVL-1, BVL-2) */
#include "domain/relation/pages.h"

#include "domain/law/law.h"
#include "relation_routes.h"
#include "relation_views.h"
#include "texts.h"

enum { FOLLOW_UP_DAYS = 14, OLDEST_DAYS = 366 };

/* ── minors ───────────────────────────────────────────────────────────── */

struct reply minor_form(struct request *rq, const struct minor_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PEOPLE, &frame)) return reply_not_found(rq);
    struct minor_form_view view = {
        .given_name = frame.person.given_name,
        .path = relation_path(rq, in->case_, "/barn"),
        .back = relation_path(rq, in->case_, ""),
        .kept_in = relation_kept_in(rq, in->case_),
        .kinds = minor_kind_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_relation_minor_add);
    minor_new(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply minor_add(struct request *rq, const struct minor_add_in *in) {
    struct case_brief brief;
    enum zone zone = secrecy_own_zone(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), relation_purpose) : NULL;
    if (!access || !work_case(rq->db, in->case_, &brief)) return reply_denied(rq, T_relation_no_zone);
    if (in->born_year.has && in->born_year.v > date_ymd(rq->today).year) {
        form_error(rq, "born_year", T_relation_day_in_future);
        return reply_invalid(rq);
    }
    struct minor_id id = minor_insert(rq->db, access, in->case_, brief.person, zone, in->kind, in->called, in->born_year, in->lives,
                                      rq->now, rq->session->staff);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_MINOR_ADDED, zone, (struct unit_id){0});
    work_task_add(rq->db, in->case_, rq->session->unit, TASK_KIND_FOLLOW_UP_MINOR, id.v, date_add_days(rq->today, FOLLOW_UP_DAYS));
    return relation_back(rq, in->case_, "", T_relation_minor_saved);
}

struct reply minor_step_save(struct request *rq, const struct minor_step_save_in *in) {
    struct case_brief brief;
    struct minor_get_row row;
    const struct access *access = secrecy_open(rq, in->case_, RELATION_ZONES, relation_purpose);
    if (!access || !work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        if (!(RELATION_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        if (!minor_get(rq->db, access, in->case_, in->minor, zone, &row)) continue;
        if (in->step == MINOR_STEP_NOT_NEEDED && text_empty(in->note)) {
            form_error(rq, "note", T_relation_minor_why);
            return reply_invalid(rq);
        }
        minor_done_insert(rq->db, access, in->minor, in->case_, brief.person, zone, in->step, in->note, rq->now, rq->session->staff);
        if (relation_step_ends(in->step)) work_task_done(rq->db, in->case_, TASK_KIND_FOLLOW_UP_MINOR, in->minor.v);
        return relation_back(rq, in->case_, "", T_relation_minor_step_saved);
    }
    return reply_not_found(rq);
}

/* ── a notice to child welfare ────────────────────────────────────────── */

static const char *notice_path(struct request *rq, struct case_id id) {
    return arena_printf(rq->arena, "/sak/%lld/bekymringsmelding", (long long)id.v);
}

struct reply child_notice_page(struct request *rq, const struct child_notice_page_in *in) {
    struct case_frame frame;
    const struct access *access = secrecy_open_own_notices(rq, in->case_);
    if (!access || !case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct child_notices_own_rows rows = child_notices_own(rq->db, access, in->case_, rq->session->staff);
    struct child_notice_page_view view = {
        .path = notice_path(rq, in->case_),
        .today = date_iso(rq->arena, rq->today),
        .notices = {arena_array(rq->arena, rows.n + 1, sizeof *view.notices.v), rows.n},
    };
    for (size_t i = 0; i < rows.n; i++)
        view.notices.v[i] = (struct child_notice_view){
            .path = arena_printf(rq->arena, "%s/%lld", view.path, (long long)rows.v[i].id.v),
            .sent_on = rows.v[i].sent_on,
            .receipt_due = rows.v[i].receipt_due,
            .receipt_on = rows.v[i].receipt_on,
            .investigated_on = rows.v[i].investigated_on,
            .feedback_due = rows.v[i].feedback_due,
            .feedback_on = rows.v[i].feedback_on,
            .has_receipt = !date_is_none(rows.v[i].receipt_on),
            .late = rows.v[i].receipt_due.days < rq->today.days,
            .investigated = !date_is_none(rows.v[i].investigated_on),
            .has_feedback = !date_is_none(rows.v[i].feedback_on),
            .feedback_late = !date_is_none(rows.v[i].feedback_due) && rows.v[i].feedback_due.days < rq->today.days,
        };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_relation_child_notice);
    child_notice(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static bool day_is_wrong(struct request *rq, const char *field, struct date day) {
    int age = date_days_between(day, rq->today);
    if (age < 0 || age > OLDEST_DAYS) form_error(rq, field, T_relation_day_wrong);
    return rq->form->refused;
}

struct reply child_notice_record(struct request *rq, const struct child_notice_record_in *in) {
    struct case_brief brief;
    const struct access *access = secrecy_open_own_notices(rq, in->case_);
    if (!access || !work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    if (day_is_wrong(rq, "sent_on", in->sent_on)) return reply_invalid(rq);
    struct date due = deadline_end(law_current(), CLOCK_CHILD_WELFARE_RECEIPT, in->sent_on);
    child_notice_insert(rq->db, access, in->case_, brief.person, in->sent_on, rq->session->staff, rq->now, due);
    return reply_with_notice(reply_see_other(rq, "%s", notice_path(rq, in->case_)), T_relation_child_notice_saved);
}

static struct reply noted(struct request *rq, struct case_id id, int64_t rows) {
    if (rows != 1) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "%s", notice_path(rq, id)), T_relation_saved);
}

struct reply child_notice_receipt(struct request *rq, const struct child_notice_receipt_in *in) {
    const struct access *access = secrecy_open_own_notices(rq, in->case_);
    if (!access) return reply_not_found(rq);
    if (day_is_wrong(rq, "on_day", in->on_day)) return reply_invalid(rq);
    return noted(rq, in->case_, child_notice_set_receipt(rq->db, access, in->notice, in->case_, rq->session->staff, in->on_day));
}

struct reply child_notice_investigated(struct request *rq, const struct child_notice_investigated_in *in) {
    const struct access *access = secrecy_open_own_notices(rq, in->case_);
    if (!access) return reply_not_found(rq);
    if (day_is_wrong(rq, "on_day", in->on_day)) return reply_invalid(rq);
    struct date due = deadline_end(law_current(), CLOCK_CHILD_WELFARE_FEEDBACK, in->on_day);
    return noted(rq, in->case_, child_notice_set_investigated(rq->db, access, in->notice, in->case_, rq->session->staff, in->on_day, due));
}

struct reply child_notice_feedback(struct request *rq, const struct child_notice_feedback_in *in) {
    const struct access *access = secrecy_open_own_notices(rq, in->case_);
    if (!access) return reply_not_found(rq);
    if (day_is_wrong(rq, "on_day", in->on_day)) return reply_invalid(rq);
    return noted(rq, in->case_, child_notice_set_feedback(rq->db, access, in->notice, in->case_, rq->session->staff, in->on_day));
}
