/* The frame of a case page: reads the spine of the case and writes head and tabs. Reads nothing that the spine may not show. */
#include "domain/work/case_frame.h"

#include "domain/work/task_page.h"
#include "texts.h"
#include "work_sql.h"
#include "work_views.h"

#include <stdio.h>
#include <string.h>

static void (*fill_coordinator)(struct request *rq, struct case_frame *frame);

static void (*fill_beside)(struct request *rq, struct case_frame *frame);

void case_frame_on_beside(void (*fill)(struct request *rq, struct case_frame *frame)) { fill_beside = fill; }

void case_frame_on_coordinator(void (*fill)(struct request *rq, struct case_frame *frame)) { fill_coordinator = fill; }

/* ── where things are done ────────────────────────────────────────────── */

static const struct {
    enum case_tab tab;
    const char *suffix;
    text_key name;
    bool seldom; /* stands behind «More» for who has many tabs, but for the page it is */
} tabs[] = {
    {TAB_OVERVIEW, "", T_case_tab_overview, false},
    {TAB_ASSESSMENT, "/kartlegging", T_case_tab_assessment, false},
    {TAB_HOME, "/bolig", T_case_tab_home, false},
    {TAB_DECISION, "/vedtak", T_case_tab_decision, false},
    {TAB_PLAN, "/plan", T_case_tab_plan, false},
    {TAB_FOLLOW_UP, "/oppfolging", T_case_tab_follow_up, false},
    {TAB_RESPONSIBILITY, "/ansvar", T_case_tab_responsibility, false},
    {TAB_BOOKINGS, "/avtaler", T_case_tab_bookings, false},
    {TAB_MESSAGES, "/meldinger", T_case_tab_messages, false},
    {TAB_PEOPLE, "/rundt", T_case_tab_people, true},
    {TAB_SERVICES, "/tjenester", T_case_tab_services, true},
    {TAB_LEASE, "/leieforhold", T_case_tab_lease, true},
    {TAB_CONSENT, "/samtykke", T_case_tab_consent, true},
    {TAB_CONSENT, "/deling", T_case_tab_sharing, true}, /* for who reads what is shared and registers no consent */
    {TAB_APPEAL, "/klage", T_case_tab_appeal, true},
    {TAB_ACCESS_LOG, "/innsyn", T_case_tab_access_log, true},
};
enum { TABS = sizeof tabs / sizeof *tabs, TABS_SEEN_AT_ONCE = 10 };

/* On every page of a case: the duty to tell child welfare is each worker's own. (BVL-1) */
static const char child_notice[] = "/bekymringsmelding";

bool case_frame_may_open(const struct session *session, const char *suffix) {
    char path[200];
    int length = snprintf(path, sizeof path, "/sak/{case:case_id}%s", suffix);
    return length > 0 && (size_t)length < sizeof path && session_may_open(session, METHOD_GET, path);
}

static const char *suffix_of_tab(enum case_tab tab) {
    for (int i = 0; i < TABS; i++)
        if (tabs[i].tab == tab) return tabs[i].suffix;
    return "";
}

static const char *tab_path(struct arena *arena, struct case_id id, const char *suffix) {
    return arena_printf(arena, "/sak/%lld%s", (long long)id.v, suffix);
}

const char *case_frame_task_path(const struct request *rq, struct case_id id, enum task_kind kind) {
    const char *suffix = task_page(kind);
    return tab_path(rq->arena, id, case_frame_may_open(rq->session, suffix) ? suffix : "");
}

/* ── reading ──────────────────────────────────────────────────────────── */

/* "14888411888" as "148884 11888". */
static const char *national_id_grouped(struct arena *arena, const char *id) {
    return id && strlen(id) == 11 ? arena_printf(arena, "%.6s %s", id, id + 6) : NULL;
}

static const char *unit_name_of(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : NULL;
}

static void read_holder(struct request *rq, struct case_frame *frame) {
    const struct case_brief *brief = &frame->brief;
    frame->holder_unit = unit_name_of(rq, brief->holder_unit);
    frame->holder_staff = organisation_staff_name(rq->db, brief->holder_staff);
    frame->mine = rq->session && rq->session->unit.v == brief->holder_unit.v;
    frame->me = frame->mine && rq->session->staff.v == brief->holder_staff.v;
    struct case_held_since_row row;
    bool found = case_held_since(rq->db, brief->id, brief->holder_unit, &row) && !instant_is_none(row.since);
    frame->held_since = instant_oslo_date(found ? row.since : brief->held_since);
    frame->days_held = date_days_between(frame->held_since, rq->today);
}

static void read_next_step(struct request *rq, struct case_frame *frame) {
    struct case_next_task_row task;
    frame->next_due = DATE_NONE;
    if (!case_next_task(rq->db, frame->brief.id, &task)) return;
    frame->next_step = (text_key)task_kind_text(task.kind);
    frame->next_due = task.due;
    frame->next_late = task.due.days < rq->today.days;
    frame->next_unit = unit_name_of(rq, task.unit_id);
    const char *suffix = task_page(task.kind);
    bool here = strcmp(suffix, suffix_of_tab(frame->tab)) == 0;
    frame->next_ours = rq->session && task.unit_id.v == rq->session->unit.v;
    if (!frame->next_ours || !*suffix || here || !case_frame_may_open(rq->session, suffix)) return;
    frame->next_path = tab_path(rq->arena, frame->brief.id, suffix);
}

bool case_frame_read(struct request *rq, struct case_id id, enum case_tab tab, struct case_frame *ret_frame) {
    struct case_frame frame = {.tab = tab, .case_number = id.v};
    if (!work_case(rq->db, id, &frame.brief) || !person_spine(rq->db, frame.brief.person, &frame.person)) return false;
    if (tab == TAB_OVERVIEW) frame.national_id = national_id_grouped(rq->arena, person_national_id(rq->db, frame.brief.person));
    read_holder(rq, &frame);
    read_next_step(rq, &frame);
    struct case_has_task_row task;
    bool offered = case_has_task(rq->db, id, TASK_KIND_ANSWER_HANDOVER, &task);
    frame.disputed = case_has_task(rq->db, id, TASK_KIND_DECIDE_DISPUTE, &task);
    frame.may_pass_on = frame.mine && frame.brief.state != CASE_STATE_CLOSED && !offered && !frame.disputed && case_frame_may_open(rq->session, "/ansvar/tilby");
    if (fill_coordinator) fill_coordinator(rq, &frame);
    if (fill_beside && tab) fill_beside(rq, &frame);
    *ret_frame = frame;
    return true;
}

/* ── writing ──────────────────────────────────────────────────────────── */

static bool tab_shows(const struct session *session, int i, bool current) {
    bool again = i > 0 && tabs[i - 1].tab == tabs[i].tab;
    if (again && (case_frame_may_open(session, tabs[i - 1].suffix) || !case_frame_may_open(session, tabs[i].suffix))) return false;
    return case_frame_may_open(session, tabs[i].suffix) || (current && tabs[i].tab != TAB_CONSENT);
}

/* Where she is, is always seen: the page's own tab never stands behind «More». */
static void tabs_of(struct html *h, const struct case_frame *frame, struct case_head *head) {
    const struct session *session = h->rq ? h->rq->session : NULL;
    head->tabs.v = arena_array(h->arena, TABS, sizeof *head->tabs.v);
    head->more.v = arena_array(h->arena, TABS, sizeof *head->more.v);
    int shown = 0;
    for (int i = 0; i < TABS; i++) shown += tab_shows(session, i, tabs[i].tab == frame->tab);
    for (int i = 0; i < TABS; i++) {
        bool current = tabs[i].tab == frame->tab;
        if (!tab_shows(session, i, current)) continue;
        struct case_tab_views *views = tabs[i].seldom && !current && shown > TABS_SEEN_AT_ONCE ? &head->more : &head->tabs;
        views->v[views->n++] = (struct case_tab_view){tab_path(h->arena, frame->brief.id, tabs[i].suffix), tabs[i].name, current};
    }
}

size_t case_frame_more(const struct request *rq, const struct case_brief *brief, struct case_more ret_more[CASE_MORE_MOST]) {
    static const struct {
        const char *suffix;
        text_key open, closed; /* 0: not in that state */
    } more[CASE_MORE_MOST] = {
        {"/overganger", T_case_more_transitions, T_case_more_transitions},
        {"/gruppe", T_case_more_group, T_case_more_group},
        {"/mote", T_case_more_meetings, T_case_more_meetings},
        {"/samtaler", T_case_more_talks, T_case_more_talks},
        {"/ja-og-nei", T_case_more_engagement, T_case_more_engagement},
        {"/trygt", T_case_more_safety, 0},
        {"/hvile", T_case_more_rest, 0},
        {"/spor-igjen", T_case_more_offer, 0},
        {"/avslutning", T_case_more_close, T_case_more_closed},
    };
    size_t n = 0;
    for (size_t i = 0; i < CASE_MORE_MOST; i++) {
        text_key name = brief->state == CASE_STATE_CLOSED ? more[i].closed : more[i].open;
        if (!name || !case_frame_may_open(rq->session, more[i].suffix)) continue;
        ret_more[n++] = (struct case_more){tab_path(rq->arena, brief->id, more[i].suffix), name};
    }
    return n;
}

void case_frame_begin(struct html *h, const struct case_frame *frame, text_key title) {
    const struct person_spine *person = &frame->person;
    struct page *page = arena_array(h->arena, 1, sizeof *page);
    *page = (struct page){.kind = PAGE_STAFF, .title_text = arena_printf(h->arena, "%s, %s", person->name, text_of(h->lang, title))};
    struct case_head head = {
        .frame = frame,
        .pass_on = frame->may_pass_on && frame->tab == TAB_OVERVIEW ? tab_path(h->arena, frame->brief.id, "/ansvar/tilby") : NULL,
        .has_age = !date_is_none(person->born),
    };
    tabs_of(h, frame, &head);
    const struct session *session = h->rq ? h->rq->session : NULL;
    if (case_frame_may_open(session, "")) head.home = tab_path(h->arena, frame->brief.id, "");
    if (case_frame_may_open(session, child_notice)) head.child_notice = tab_path(h->arena, frame->brief.id, child_notice);
    if (head.has_age) head.age = date_age(person->born, h->today);
    if (person->lang != LANG_NB) head.letter_language = text_of(h->lang, (text_key)language_text((enum language)person->lang));
    if (person->grade != ADDRESS_GRADE_OPEN) head.address_grade = (text_key)address_grade_text(person->grade);
    if (frame->brief.state != CASE_STATE_OPEN) head.state = (text_key)case_state_text(frame->brief.state);
    page_begin(h, page);
    if (frame->tab == TAB_OVERVIEW)
        case_head(h, &head);
    else
        case_head_short(h, &head);
    if (frame->beside) frame->draw_beside(h, frame->beside);
}

void case_frame_end(struct html *h) { page_end(h); }
