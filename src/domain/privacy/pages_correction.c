/* Corrections and what stands beside. What is written is never changed: a correction is a text beside it, and a no is a letter with its appeal.
 * (R-025, I-14, HPL 42, PBRL-11) */
#include "domain/privacy/internal.h"

#include "domain/law/law.h"
#include "domain/relation/relation.h"
#include "platform/pdf/kept.h"
#include "privacy_routes.h"
#include "privacy_sql.h"
#include "privacy_views.h"
#include "texts.h"

#include <string.h>

static const char purpose[] = "correction";
enum { OLDEST_DAYS = 366 };

static const char *page_path(struct request *rq, struct case_id id) {
    return arena_printf(rq->arena, "/sak/%lld/innsyn/retting", (long long)id.v);
}

static struct reply back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, id)), notice);
}

/* Each agency corrects its own: the first zone that is this unit's own task. */
static enum zone own_zone(struct request *rq, struct case_id id) {
    static const enum zone order[] = {ZONE_PLAN, ZONE_HOUSING, ZONE_SOCIAL, ZONE_HEALTH, ZONE_TENANCY};
    unsigned zones = secrecy_zones(rq->db, rq->session, id, rq->today);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (zones & ZONE_BIT(order[i])) return order[i];
    return 0;
}

enum {
    CORRECTION_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH) | ZONE_BIT(ZONE_TENANCY)
};

/* ── the page ─────────────────────────────────────────────────────────── */

static void add_corrections(struct request *rq, const struct access *access, struct case_id id, enum zone zone,
                            struct correction_page_view *view) {
    struct corrections_of_rows rows = corrections_of(rq->db, access, id, zone);
    struct correction_view *all = arena_array(rq->arena, view->corrections.n + rows.n + 1, sizeof *all);
    if (view->corrections.n) memcpy(all, view->corrections.v, view->corrections.n * sizeof *all);
    view->corrections.v = all;
    for (size_t i = 0; i < rows.n; i++) {
        const struct corrections_of_row *row = &rows.v[i];
        const char *path = arena_printf(rq->arena, "%s/%lld", view->path, (long long)row->id.v);
        bool has_letter = row->state == CORRECTION_STATE_REFUSED || row->state == CORRECTION_STATE_PARTLY;
        all[view->corrections.n++] = (struct correction_view){
            .about = beside_about_text(row->about),
            .state = correction_state_text(row->state),
            .passage = row->passage,
            .wish = row->wish,
            .reason = row->reason,
            .staff = row->staff_name,
            .decided_by = row->decided_by,
            .path = arena_printf(rq->arena, "%s/avgjor", path),
            .letter = has_letter ? arena_printf(rq->arena, "%s/brev.pdf", path) : NULL,
            .received_on = row->received_on,
            .due = row->due,
            .decided_at = row->decided_at,
            .asked = row->state == CORRECTION_STATE_ASKED,
            .corrected = row->state == CORRECTION_STATE_CORRECTED,
            .late = row->due.days < rq->today.days,
        };
    }
}

static void fill_outcomes(struct request *rq, struct correction_page_view *view) {
    view->outcomes.v = arena_array(rq->arena, CORRECTION_STATE_COUNT, sizeof *view->outcomes.v);
    for (enum correction_state state = CORRECTION_STATE_CORRECTED; state <= CORRECTION_STATE_REFUSED; state++)
        view->outcomes.v[view->outcomes.n++] =
            (struct option){correction_state_code(state), text_of(rq->lang, correction_state_text(state)), NULL};
}

struct reply correction_page(struct request *rq, const struct correction_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ACCESS_LOG, &frame)) return reply_not_found(rq);
    struct correction_page_view view = {
        .given_name = frame.person.given_name,
        .path = page_path(rq, in->case_),
        .note_path = arena_printf(rq->arena, "/sak/%lld/innsyn/merknad", (long long)in->case_.v),
        .log = arena_printf(rq->arena, "/sak/%lld/innsyn", (long long)in->case_.v),
        .package = arena_printf(rq->arena, "/sak/%lld/innsyn/pakke", (long long)in->case_.v),
        .today = date_iso(rq->arena, rq->today),
        .may_handle = session_may(rq->session, RIGHT_ACCESS_HANDLE),
        .abouts = beside_about_options(rq->arena, rq->lang),
    };
    fill_outcomes(rq, &view);
    const struct access *access = secrecy_open(rq, in->case_, CORRECTION_ZONES, purpose);
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(CORRECTION_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        view.readable = true;
        add_corrections(rq, access, in->case_, zone, &view);
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_privacy_correction_title);
    corrections(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── asking and writing beside ────────────────────────────────────────── */

/* What is being written, where, about whom. */
struct writing {
    const struct access *access;
    struct case_brief brief;
    enum zone zone;
};

static bool writing_begin(struct request *rq, struct case_id id, struct writing *ret_writing) {
    ret_writing->zone = own_zone(rq, id);
    if (!ret_writing->zone || !work_case(rq->db, id, &ret_writing->brief)) return false;
    ret_writing->access = secrecy_open(rq, id, ZONE_BIT(ret_writing->zone), purpose);
    return ret_writing->access != NULL;
}

static void put_beside(struct request *rq, const struct writing *writing, enum beside_about about, enum beside_kind kind,
                       const char *content) {
    beside_insert(rq->db, writing->access, writing->brief.id, writing->brief.person, writing->zone, about, kind, content, rq->now,
                  rq->session->staff);
    beside_place_add(rq->db, writing->brief.id, about, writing->zone);
}

struct reply correction_ask(struct request *rq, const struct correction_ask_in *in) {
    struct writing writing;
    int age = date_days_between(in->received_on, rq->today);
    if (!writing_begin(rq, in->case_, &writing)) return reply_denied(rq, T_privacy_correction_hidden);
    if (age < 0 || age > OLDEST_DAYS) form_error(rq, "received_on", T_privacy_day_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    struct date due = deadline_end(law_current(), CLOCK_CORRECTION, in->received_on);
    struct correction_id id = correction_request_insert(rq->db, writing.access, in->case_, writing.brief.person, writing.zone, in->about,
                                                in->passage, in->wish, in->received_on, due, rq->now, rq->session->staff);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_CORRECTION_ASKED, writing.zone, (struct unit_id){0});
    work_task_add(rq->db, in->case_, rq->session->unit, TASK_KIND_ANSWER_CORRECTION, id.v, due);
    return back(rq, in->case_, T_privacy_correction_saved);
}

struct reply beside_write(struct request *rq, const struct beside_write_in *in) {
    struct writing writing;
    if (!writing_begin(rq, in->case_, &writing)) return reply_denied(rq, T_privacy_correction_hidden);
    put_beside(rq, &writing, in->beside_about, BESIDE_KIND_HERS, in->content);
    return back(rq, in->case_, T_privacy_beside_saved);
}

/* ── deciding ─────────────────────────────────────────────────────────── */

static const char *appeal_words(struct request *rq, const struct law_letter *words, enum zone zone) {
    const struct profile *profile = organisation_profile();
    struct unit_brief unit;
    const char *name = organisation_unit(rq->db, rq->session->unit, words->lang, &unit) ? unit.letter_name : rq->session->unit_name;
    const char *body = text_format(rq->arena, words->lang, T_privacy_county_governor, "county", profile->county, NULL);
    const char *limit = law_letter_text(words, zone == ZONE_HEALTH ? BLOCK_APPEAL_PBRL : BLOCK_APPEAL_FVL, NULL);
    return limit ? law_letter_text(words, BLOCK_APPEAL_ONE, "unit", name, "limit", limit, "appeal_body", body, NULL) : NULL;
}

/* A no, whole or in part, goes out as a letter with its reasons and how to appeal. */
static const char *refusal(struct request *rq, const struct writing *writing, const struct correction_get_row *row, const char *reason) {
    struct person_spine person;
    struct blob pdf;
    if (!person_spine(rq->db, writing->brief.person, &person)) return NULL;
    struct letter_recipients to = relation_letter_recipients(rq->db, writing->brief.id, SCOPE_APPEALS | SCOPE_SERVICES, rq->today);
    struct letter *letter = letter_new(rq->arena, person.lang);
    const struct law_letter words = {.law = law_current(), .arena = rq->arena, .lang = person.lang, .fact = rq->today};
    const char *appeal = appeal_words(rq, &words, writing->zone), *help = law_letter_text(&words, BLOCK_HELP, NULL);
    letter->title = text_of(person.lang, T_privacy_refusal_title);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, person.lang);
    letter->date = rq->today;
    letter->date_line = date_long(rq->arena, person.lang, rq->today);
    letter->reference = text_format(rq->arena, person.lang, T_privacy_letter_reference, "number", writing->brief.number, NULL);
    letter->exempt = text_of(person.lang, T_privacy_letter_exempt);
    relation_address(letter, to.n ? &to.v[0] : NULL, &person);
    relation_greet(letter, to.n ? &to.v[0] : NULL, &person, text_of(person.lang, T_privacy_refusal_lead));
    letter_add(letter, LETTER_HEADING, text_of(person.lang, T_privacy_refusal_asked));
    letter_add(letter, LETTER_QUOTE, row->wish);
    letter_add(letter, LETTER_HEADING, text_of(person.lang, T_privacy_refusal_why));
    letter_add(letter, LETTER_PARAGRAPH, reason);
    letter_add(letter, LETTER_PARAGRAPH, text_of(person.lang, T_privacy_refusal_beside));
    letter_add(letter, LETTER_HEADING, text_of(person.lang, T_privacy_refusal_appeal));
    if (appeal) letter_add(letter, LETTER_PARAGRAPH, appeal);
    if (help) letter_add(letter, LETTER_PARAGRAPH, help);
    if (letter_pdf(letter, rq->arena, &pdf) != ERR_OK) return NULL;
    return pdf_base64(rq->arena, pdf);
}

/* In whichever of its zones the session may read. */
static bool find(struct request *rq, struct case_id id, struct correction_id correction, struct writing *ret_writing,
                 struct correction_get_row *ret_row) {
    const struct access *access = secrecy_open(rq, id, CORRECTION_ZONES, purpose);
    if (!access || !work_case(rq->db, id, &ret_writing->brief)) return false;
    ret_writing->access = access;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        if (!(CORRECTION_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        ret_writing->zone = zone;
        if (correction_get(rq->db, access, id, correction, zone, ret_row)) return true;
    }
    return false;
}

struct reply correction_settle(struct request *rq, const struct correction_settle_in *in) {
    struct writing writing;
    struct correction_get_row row;
    if (!find(rq, in->case_, in->correction, &writing, &row)) return reply_not_found(rq);
    bool whole = in->outcome == CORRECTION_STATE_CORRECTED;
    if (row.state != CORRECTION_STATE_ASKED) return reply_conflict(rq, T_privacy_settled_already);
    if (in->outcome == CORRECTION_STATE_ASKED) form_error(rq, "outcome", T_field_choice);
    if (!whole && text_empty(in->reason)) form_error(rq, "reason", T_privacy_reason_missing);
    if (rq->form->refused) return reply_invalid(rq);
    const char *letter = whole ? NULL : refusal(rq, &writing, &row, in->reason);
    if (!whole && !letter) {
        db_fail(rq->db, "the letter about the correction could not be set");
        return reply_not_found(rq);
    }
    correction_decide(rq->db, writing.access, in->correction, writing.brief.person, writing.zone, in->outcome, in->reason, letter, rq->now,
                      rq->session->staff);
    put_beside(rq, &writing, row.about, in->outcome == CORRECTION_STATE_REFUSED ? BESIDE_KIND_HERS : BESIDE_KIND_CORRECTION, row.wish);
    work_task_done(rq->db, in->case_, TASK_KIND_ANSWER_CORRECTION, in->correction.v);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_CORRECTION_SETTLED, writing.zone, (struct unit_id){0});
    return back(rq, in->case_, T_privacy_settled);
}

struct reply correction_letter(struct request *rq, const struct correction_letter_in *in) {
    struct writing writing;
    struct correction_get_row row;
    if (!find(rq, in->case_, in->correction, &writing, &row) || !row.letter) return reply_not_found(rq);
    struct blob pdf;
    if (pdf_from_base64(rq->arena, row.letter, &pdf) < 0) return reply_not_found(rq);
    return reply_file(rq, "application/pdf", "retting.pdf", pdf);
}

/* ── beside, on every page of the case ────────────────────────────────── */

/* A page that is not here has what is "something else". */
static enum beside_about about_of(enum case_tab tab) {
    static const struct {
        enum case_tab tab;
        enum beside_about about;
    } pages[] = {{TAB_OVERVIEW, BESIDE_ABOUT_OVERVIEW}, {TAB_ASSESSMENT, BESIDE_ABOUT_ASSESSMENT}, {TAB_DECISION, BESIDE_ABOUT_DECISION},
                 {TAB_SERVICES, BESIDE_ABOUT_SERVICES}, {TAB_RESPONSIBILITY, BESIDE_ABOUT_RESPONSIBILITY}, {TAB_PEOPLE, BESIDE_ABOUT_PEOPLE}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (pages[i].tab == tab) return pages[i].about;
    return BESIDE_ABOUT_OTHER;
}

static void draw(struct html *h, const void *beside) { beside_text(h, beside); }

static void add_beside(struct request *rq, const struct access *access, struct case_frame *frame, enum zone zone,
                       struct beside_views *views) {
    struct beside_of_rows rows = beside_of(rq->db, access, frame->brief.id, zone, about_of(frame->tab));
    struct beside_view *all = arena_array(rq->arena, views->n + rows.n + 1, sizeof *all);
    if (views->n) memcpy(all, views->v, views->n * sizeof *all);
    views->v = all;
    for (size_t i = 0; i < rows.n; i++) {
        bool hers = rows.v[i].kind == BESIDE_KIND_HERS;
        views->v[views->n++] = (struct beside_view){
            .hers = hers,
            .content = rows.v[i].content,
            .lead = text_format(rq->arena, rq->lang, hers ? T_privacy_she_says : T_privacy_corrected_so, "name", frame->person.given_name,
                                NULL),
            .at = rows.v[i].at,
        };
    }
}

/* Most pages have nothing beside them: then no zone is opened and nothing is logged. */
void privacy_fill_beside(struct request *rq, struct case_frame *frame) {
    struct beside_places_rows places = beside_places(rq->db, frame->brief.id, about_of(frame->tab));
    unsigned zones = 0;
    for (size_t i = 0; i < places.n; i++) zones |= ZONE_BIT(places.v[i].zone);
    const struct access *access = zones && rq->session ? secrecy_open(rq, frame->brief.id, zones, purpose) : NULL;
    if (!access) return;
    struct beside_views *views = arena_array(rq->arena, 1, sizeof *views);
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++)
        if (zones & ZONE_BIT(zone) && access_covers(access, zone)) add_beside(rq, access, frame, zone, views);
    if (!views->n) return;
    frame->beside = views;
    frame->draw_beside = draw;
}
