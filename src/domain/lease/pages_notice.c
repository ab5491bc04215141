/* The page of a landlord's notice. */
#include "domain/lease/lease.h"

#include "domain/work/case_frame.h"
#include "lease_routes.h"
#include "lease_sql.h"
#include "lease_views.h"
#include "texts.h"

static const char *page_path(struct request *rq, struct case_id id) {
    return arena_printf(rq->arena, "/sak/%lld/oppsigelse", (long long)id.v);
}

static text_key about_of(enum notice_finding finding) {
    switch (finding) {
    case NOTICE_FINDING_NOT_WRITTEN: return T_lease_about_not_written;
    case NOTICE_FINDING_NO_REASONS: return T_lease_about_no_reasons;
    case NOTICE_FINDING_NO_PROTEST_INFORMATION: return T_lease_about_no_protest_information;
    case NOTICE_FINDING_TOO_SHORT: return T_lease_about_too_short;
    case NOTICE_FINDING_NOT_KNOWN: return T_lease_about_not_known;
    case NOTICE_FINDING_NONE_FOUND: return T_lease_about_none_found;
    }
    return 0;
}

static bool is_fault(enum notice_finding finding) {
    return finding == NOTICE_FINDING_NOT_WRITTEN || finding == NOTICE_FINDING_NO_REASONS ||
           finding == NOTICE_FINDING_NO_PROTEST_INFORMATION;
}

static void fill_findings(struct request *rq, const struct landlord_notice *notice, struct notice_view *view) {
    struct notice_findings findings = lease_findings(notice);
    view->findings.v = arena_array(rq->arena, findings.n, sizeof *view->findings.v);
    for (size_t i = 0; i < findings.n; i++) {
        enum notice_finding finding = findings.v[i];
        view->fault = view->fault || is_fault(finding);
        view->findings.v[view->findings.n++] = (struct finding_view){finding, notice_finding_text(finding), about_of(finding)};
    }
}

static void fill_checked(struct request *rq, struct case_id id, struct notice_view *view) {
    struct notice_last_row row;
    if (!notice_last(rq->db, id, &row)) return;
    const struct landlord_notice notice = {row.id,      row.received_on,         row.leaves_on, row.written,
                                           row.reasons, row.protest_information, row.protested};
    fill_findings(rq, &notice, view);
    view->checked = true;
    view->open = !row.outcome;
    view->outcome = row.outcome ? home_outcome_text(row.outcome) : 0;
    view->protested = row.protested;
    view->protest_until = row.protest_until;
    view->can_protest = row.protest_until.days >= rq->today.days;
    view->days_left = date_days_between(rq->today, row.protest_until);
    view->earliest_end = lease_earliest_end(&notice);
    view->leaves_known = !date_is_none(row.leaves_on);
    view->leaves_on = row.leaves_on;
    view->checked_at = row.checked_at;
    view->checked_by = row.checked_by;
    view->received = date_iso(rq->arena, row.received_on);
    view->leaves = date_iso(rq->arena, row.leaves_on);
    view->written = notice_answer_code(row.written);
    view->reasons = notice_answer_code(row.reasons);
    view->protest_information = notice_answer_code(row.protest_information);
    view->protested_value = row.protested ? "1" : NULL;
}

struct reply notice_page(struct request *rq, const struct notice_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct notice_view view = {
        .given_name = frame.person.given_name,
        .path = page_path(rq, in->case_),
        .may_write = session_may(rq->session, RIGHT_NOTICE_WRITE),
        .answers = notice_answer_options(rq->arena, rq->lang),
        .outcomes = home_outcome_options(rq->arena, rq->lang),
    };
    fill_checked(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_lease_title);
    notice(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

enum { OLDEST_DAYS = 3 * 366 };

struct reply notice_save(struct request *rq, const struct notice_save_in *in) {
    int age = date_days_between(in->received_on, rq->today);
    if (age < 0 || age > OLDEST_DAYS) form_error(rq, "received_on", T_lease_received_wrong);
    if (!date_is_none(in->leaves_on) && in->leaves_on.days < in->received_on.days) form_error(rq, "leaves_on", T_lease_leaves_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    const struct landlord_notice notice = {{0},         in->received_on,         in->leaves_on, in->written,
                                           in->reasons, in->protest_information, in->protested};
    lease_check(rq->db, in->case_, &notice);
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, in->case_)), T_lease_saved);
}

struct reply notice_finish(struct request *rq, const struct notice_finish_in *in) {
    if (lease_finish(rq->db, in->case_, in->outcome) < 0) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, in->case_)), T_lease_finished);
}
