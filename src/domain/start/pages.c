/* The start page: a section for each thing the session's rights let her do, and what waits there. Shows no name. (MODEL §5) */
#include "domain/start/views.h"

#include "domain/engagement/engagement.h"
#include "domain/message/message.h"
#include "domain/oversight/oversight.h"
#include "domain/roles/roles.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/case_frame.h"
#include "platform/audit/audit.h"
#include "start_routes.h"
#include "start_sql.h"
#include "start_views.h"
#include "texts.h"

#include <string.h>

enum { SECTIONS_MOST = 8, LINES_MOST = 32, NOT_COUNTED = -1, DIGITS_OF_ID = 11 };

static bool may_open(const struct request *rq, const char *path) { return session_may_open(rq->session, METHOD_GET, path); }

static struct start_section *section_add(struct request *rq, struct start_view *view, const char *id, text_key title, text_key text) {
    if (!view->sections.v) view->sections.v = arena_array(rq->arena, SECTIONS_MOST, sizeof *view->sections.v);
    struct start_section *section = &view->sections.v[view->sections.n++];
    *section = (struct start_section){
        .id = id, .title = title, .text = text, .lines = {arena_array(rq->arena, LINES_MOST, sizeof *section->lines.v), 0}};
    return section;
}

/* A page she may open; otherwise nothing. */
static void line_add(struct request *rq, struct start_section *section, const char *path, text_key label, int64_t n) {
    if (!may_open(rq, path)) return;
    section->lines.v[section->lines.n++] = (struct start_line){.path = path, .label = text_of(rq->lang, label), .n = n};
}

static const char *about_case(struct request *rq, text_key what, const char *number) {
    const char *which = text_format(rq->arena, rq->lang, T_case_number, "number", number, NULL);
    return arena_printf(rq->arena, "%s: %s", which, text_of(rq->lang, what));
}

static void dated_add(struct request *rq, struct start_section *section, const char *path, const char *label, struct date due) {
    section->lines.v[section->lines.n++] = (struct start_line){.path = path,
                                                               .label = label,
                                                               .when = date_relative(rq->arena, rq->lang, due, rq->today),
                                                               .late = due.days < rq->today.days,
                                                               .n = NOT_COUNTED};
}

/* ── one section for each kind of work ────────────────────────────────── */

static void board_section(struct request *rq, struct start_view *view) {
    struct start_section *section = section_add(rq, view, "appeals", T_start_board, T_start_board_text);
    struct start_appeals_rows rows = start_appeals(rq->db, rq->session->unit);
    for (size_t i = 0; i < rows.n; i++)
        dated_add(rq, section, case_frame_task_path(rq, rows.v[i].case_id, rows.v[i].kind),
                  about_case(rq, (text_key)task_kind_text(rows.v[i].kind), rows.v[i].number), rows.v[i].due);
    if (!rows.n) section->text = T_start_board_none;
    line_add(rq, section, "/kalender", T_nav_calendar, NOT_COUNTED);
    line_add(rq, section, "/klager/tall", T_nav_appeals, NOT_COUNTED);
}

static void privacy_section(struct request *rq, struct start_view *view) {
    struct start_privacy_row row = {0};
    start_privacy(rq->db, (struct instant){rq->now.ms - 365 * MS_PER_DAY}, &row);
    struct start_section *section = section_add(rq, view, "privacy", T_start_privacy, T_start_privacy_text);
    line_add(rq, section, "/lesing", T_start_reads, oversight_count_open(rq));
    line_add(rq, section, "/nodlesinger", T_start_emergencies, row.n_emergencies);
    line_add(rq, section, "/personvern/sletting", T_start_erasures, row.n_erasures);
    section->lines.v[section->lines.n++] =
        (struct start_line){.path = "/lesing?vis=closed", .label = text_of(rq->lang, T_start_breaches), .n = row.n_breaches};
    line_add(rq, section, "/administrasjon/spor", T_start_trail, NOT_COUNTED);
    struct start_requests_rows asked = start_requests(rq->db);
    section = section_add(rq, view, "requests", T_start_requests, asked.n ? T_start_requests_text : T_start_requests_none);
    for (size_t i = 0; i < asked.n; i++) {
        const char *suffix = asked.v[i].kind == TASK_KIND_GIVE_ACCESS ? "/innsyn/pakke" : "/innsyn/retting";
        dated_add(rq, section, arena_printf(rq->arena, "/sak/%lld%s", (long long)asked.v[i].case_id.v, suffix),
                  about_case(rq, (text_key)task_kind_text(asked.v[i].kind), asked.v[i].number), asked.v[i].due);
    }
}

static void administrator_section(struct request *rq, struct start_view *view) {
    struct start_privacy_row row = {0};
    start_privacy(rq->db, rq->now, &row);
    struct start_section *section = section_add(rq, view, "administration", T_start_administrator, T_start_administrator_text);
    line_add(rq, section, "/administrasjon", T_start_workers, NOT_COUNTED);
    line_add(rq, section, "/administrasjon/spor", T_start_trail, NOT_COUNTED);
    line_add(rq, section, "/administrasjon/rettigheter", T_start_rights, NOT_COUNTED);
    line_add(rq, section, "/administrasjon/system", T_start_system, NOT_COUNTED);
    line_add(rq, section, "/enheter/samling", T_start_merge, NOT_COUNTED);
    line_add(rq, section, "/personvern/sletting", T_start_erasures, row.n_erasures);
}

static void property_section(struct request *rq, struct start_view *view) {
    struct start_orders_rows rows = start_orders(rq->db, rq->session->unit);
    struct start_section *section =
        section_add(rq, view, "orders", T_start_property, rows.n ? T_start_property_text : T_start_property_none);
    for (size_t i = 0; i < rows.n; i++) {
        dated_add(rq, section, arena_printf(rq->arena, "/boligbestillinger/%lld", (long long)rows.v[i].id.v),
                  about_case(rq, T_start_order, rows.v[i].number), instant_oslo_date(rows.v[i].sent_at));
        section->lines.v[section->lines.n - 1].late = false; /* the day it came */
    }
    line_add(rq, section, "/boligbestillinger", T_start_orders_all, NOT_COUNTED);
    section = section_add(rq, view, "dwellings", T_start_dwellings, T_start_dwellings_text);
    line_add(rq, section, "/boliger", T_nav_dwellings, NOT_COUNTED);
    line_add(rq, section, "/vedtak/plass", T_start_capacity, NOT_COUNTED);
    line_add(rq, section, "/bekymring/ny", T_nav_concern, NOT_COUNTED);
    line_add(rq, section, "/bekymringer/mine", T_start_concerns, NOT_COUNTED);
}

static void lawyer_section(struct request *rq, struct start_view *view) {
    struct start_section *section = section_add(rq, view, "rules", T_start_lawyer, T_start_lawyer_text);
    line_add(rq, section, "/taushetsplikt", T_nav_guidance, NOT_COUNTED);
    line_add(rq, section, "/lovgrunnlag", T_law_rows, NOT_COUNTED);
}

static void first_meeting_section(struct request *rq, struct start_view *view) {
    struct start_section *section = section_add(rq, view, "met", T_start_met, T_start_met_text);
    line_add(rq, section, "/henvendelse/ny", T_start_contact, NOT_COUNTED);
    line_add(rq, section, "/henvendelse/ute", T_start_street, NOT_COUNTED);
    line_add(rq, section, "/likemann", T_nav_peer, NOT_COUNTED);
    if (roles_in_use(CASE_ROLE_KIND_GUIDE)) line_add(rq, section, "/los", T_guide_title, NOT_COUNTED);
    line_add(rq, section, "/treffsted", T_nav_places, NOT_COUNTED);
    line_add(rq, section, "/trygt/hendelse", T_safety_report, NOT_COUNTED);
}

static void keep_section(struct request *rq, struct start_view *view) {
    struct start_section *section = section_add(rq, view, "keep", T_nav_caretaker, T_start_keep_text);
    line_add(rq, section, "/miljovaktmester", T_caretaker_title, caretaker_count(rq));
}

static void waits_section(struct request *rq, struct start_view *view) {
    struct start_section *section = section_add(rq, view, "waits", T_start_waits, T_start_waits_text);
    if (session_may(rq->session, RIGHT_MESSAGE_USE)) line_add(rq, section, "/meldinger", T_nav_messages, message_count_unread(rq));
    if (session_may(rq->session, RIGHT_ACCESS_NOTICES)) line_add(rq, section, "/innsynsvarsler", T_nav_notices, secrecy_count_notices(rq));
    line_add(rq, section, "/min-lesing", T_start_questions, oversight_count_questions(rq));
    if (!session_may(rq->session, RIGHT_GUIDANCE_WRITE)) line_add(rq, section, "/taushetsplikt", T_nav_guidance, NOT_COUNTED);
}

static struct reply page_of(struct request *rq, bool missed) {
    const struct session *session = rq->session;
    struct start_view view = {
        .name = session->name, .unit = session->unit_name, .may_see_logs = session_may(session, RIGHT_READS_REVIEW), .missed = missed};
    if (session_may(session, RIGHT_APPEAL_DECIDE)) board_section(rq, &view);
    if (view.may_see_logs) privacy_section(rq, &view);
    else if (session_may(session, RIGHT_ADMIN_SEE)) administrator_section(rq, &view);
    if (session_may(session, RIGHT_ORDER_SEE)) property_section(rq, &view);
    if (session_may(session, RIGHT_GUIDANCE_WRITE)) lawyer_section(rq, &view);
    if (session_may(session, RIGHT_CARETAKER_LOG)) keep_section(rq, &view);
    if (session_may(session, RIGHT_CONTACT_CREATE)) first_meeting_section(rq, &view);
    waits_section(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_start_title, .nav = "/"});
    start(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply start_page(struct request *rq, const struct start_page_in *in) {
    (void)in;
    return page_of(rq, false);
}

/* ── a person's access log ────────────────────────────────────────────── */

static struct case_id case_meant(struct request *rq, const char *typed) {
    struct start_case_of_number_row numbered;
    struct start_case_of_person_row hers;
    const char *bare = text_without_spaces(rq->arena, typed);
    if (strlen(bare) == DIGITS_OF_ID && national_id_valid(bare, NULL)) {
        struct person_id person = person_find_national_id(rq->db, bare);
        return person.v && start_case_of_person(rq->db, person, &hers) ? hers.id : (struct case_id){0};
    }
    return start_case_of_number(rq->db, bare, &numbered) ? numbered.id : (struct case_id){0};
}

/* Nobody by that number, or one she may not see: the same answer, and the attempt stands in the audit trail either way. */
struct reply start_log(struct request *rq, const struct start_log_in *in) {
    struct case_id id = case_meant(rq, in->number);
    if (!id.v || secrecy_may_log(rq, id) != VERDICT_ALLOWED) {
        audit_add(rq->db, "access_log_missed", "staff", rq->session->staff.v, NULL);
        rq->form = NULL;
        return page_of(rq, true);
    }
    audit_add(rq->db, "access_log_opened", "case", id.v, NULL);
    return reply_see_other(rq, "/sak/%lld/innsyn", (long long)id.v);
}
