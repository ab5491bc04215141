/* The page on which a case is proposed closed, agreed to, turned down, and opened again. The rules are in closing.c. */
#include "domain/closing/internal.h"

#include "closing_routes.h"
#include "closing_views.h"
#include "domain/application/application.h"
#include "domain/work/case_frame.h"
#include "platform/pdf/kept.h"
#include "lease_schema.h"
#include "measure_schema.h"
#include "texts.h"

#include <string.h>

static const char purpose[] = "coordination";
enum { WORDS_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH) };

static struct reply done(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", closing_path(rq, id, "/avslutning")), notice);
}

/* ── what is not finished ─────────────────────────────────────────────── */

static text_key what_of(const struct closing_open *open) {
    switch (open->block) {
    case CLOSING_BLOCK_SERVICE: return (text_key)service_kind_text(service_kind_parse(open->code));
    case CLOSING_BLOCK_PART:
    case CLOSING_BLOCK_PART_TO_COME:
    case CLOSING_BLOCK_APPEAL: return (text_key)part_kind_text(part_kind_parse(open->code));
    case CLOSING_BLOCK_DUTY: return (text_key)duty_kind_text(duty_kind_parse(open->code));
    case CLOSING_BLOCK_TASK: return (text_key)task_kind_text(task_kind_parse(open->code));
    case CLOSING_BLOCK_BOOKING: return (text_key)booking_kind_text(booking_kind_parse(open->code));
    case CLOSING_BLOCK_APPLICATION: return (text_key)application_status_text(application_status_parse(open->code));
    case CLOSING_BLOCK_DRAFT:
    case CLOSING_BLOCK_DISPUTE:
    case CLOSING_BLOCK_HANDOVER:
    case CLOSING_BLOCK_NIGHT:
    case CLOSING_BLOCK_HOUSING: break;
    case CLOSING_BLOCK_MEASURE: return (text_key)measure_state_text(measure_state_parse(open->code));
    case CLOSING_BLOCK_LEASE: return (text_key)lease_state_text(lease_state_parse(open->code));
    }
    return 0;
}

static const char *where_of(struct request *rq, struct case_id id, const struct closing_open *open) {
    switch (open->block) {
    case CLOSING_BLOCK_SERVICE: return closing_link(rq, id, "/tjenester");
    case CLOSING_BLOCK_APPEAL: return closing_link(rq, id, "/klage");
    case CLOSING_BLOCK_DISPUTE:
    case CLOSING_BLOCK_HANDOVER:
    case CLOSING_BLOCK_DUTY: return closing_link(rq, id, "/ansvar");
    case CLOSING_BLOCK_NIGHT: return closing_link(rq, id, "/akutt");
    case CLOSING_BLOCK_MEASURE: return closing_link(rq, id, "/tiltak");
    case CLOSING_BLOCK_LEASE: return closing_link(rq, id, "/leieforhold");
    case CLOSING_BLOCK_BOOKING: return closing_link(rq, id, "/avtaler");
    case CLOSING_BLOCK_APPLICATION: return closing_link(rq, id, "/bolig");
    case CLOSING_BLOCK_TASK: return case_frame_task_path(rq, id, task_kind_parse(open->code));
    case CLOSING_BLOCK_PART:
    case CLOSING_BLOCK_PART_TO_COME:
    case CLOSING_BLOCK_DRAFT:
    case CLOSING_BLOCK_HOUSING: break;
    }
    return closing_link(rq, id, "/vedtak");
}

static void read_opens(struct request *rq, struct case_id id, enum closing_ground ground, struct closing_view *view) {
    struct closing_opens opens = closing_open_things(rq->db, id, ground);
    view->opens = (struct open_rows){arena_array(rq->arena, opens.n + 1, sizeof *view->opens.v), opens.n};
    for (size_t i = 0; i < opens.n; i++) {
        struct unit_brief unit;
        text_key what = what_of(&opens.v[i]);
        view->opens.v[i] = (struct open_row){
            .block = (text_key)closing_block_text(opens.v[i].block),
            .what = what ? text_of(rq->lang, what) : NULL,
            .unit = organisation_unit(rq->db, opens.v[i].unit, rq->lang, &unit) ? unit.name : NULL,
            .path = where_of(rq, id, &opens.v[i]),
        };
    }
}

/* ── the page ─────────────────────────────────────────────────────────── */

static void read_words(struct request *rq, struct case_id id, struct case_closing_id closing, struct closing_view *view) {
    const struct access *access = secrecy_open(rq, id, WORDS_ZONES, purpose);
    view->words.v = arena_array(rq->arena, 20, sizeof *view->words.v);
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(WORDS_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        struct closing_words_of_rows rows = closing_words_of(rq->db, access, id, closing, zone);
        for (size_t i = 0; i < rows.n && view->words.n < 20; i++) view->words.v[view->words.n++].words = rows.v[i].words;
    }
}

static void read_letters(struct request *rq, struct case_id id, struct case_closing_id closing, struct closing_view *view) {
    struct closing_letters_rows rows = closing_letters(rq->db, id, closing);
    view->letters = (struct closing_letter_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->letters.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->letters.v[i] = (struct closing_letter_row){
            closing_path(rq, id, arena_printf(rq->arena, "/avslutning/brev/%lld", (long long)rows.v[i].id.v)),
            (text_key)delivery_recipient_text(rows.v[i].recipient), (text_key)closing_way_text(rows.v[i].way), rows.v[i].sent_on};
}

static void read_proposal(struct request *rq, struct case_id id, const struct closing_last_row *row, struct closing_view *view) {
    struct unit_brief unit;
    view->ground = (text_key)closing_ground_text(row->ground);
    view->answer = row->answer ? (text_key)closing_answer_text(row->answer) : 0;
    view->died = row->ground == CLOSING_GROUND_DIED;
    view->proposed_by = row->proposer;
    view->proposed_on = instant_oslo_date(row->proposed_at);
    view->proposer = row->proposed_by.v == rq->session->staff.v;
    view->decided_by = row->decider;
    view->decided_on = instant_is_none(row->decided_at) ? DATE_NONE : instant_oslo_date(row->decided_at);
    view->may_decide = view->closing && view->mine && !view->proposer && session_may(rq->session, RIGHT_UNIT_LEAD);
    view->refused = row->state == CLOSING_STATE_REFUSED;
    view->no = row->no ? (text_key)closing_no_text(row->no) : 0;
    if (organisation_unit(rq->db, row->contact_unit, rq->lang, &unit)) {
        view->contact = unit.name;
        view->contact_phone = unit.phone;
    }
    if (!(view->closing || view->closed)) return;
    read_words(rq, id, row->id, view);
    read_letters(rq, id, row->id, view);
}

static bool is_kind_no(text_key why) {
    return why == T_closing_she_declines || why == T_closing_she_does_not || why == T_closing_no_contact || why == T_closing_breaks_rules ||
           why == T_closing_she_disagrees || why == T_closing_she_is_not_reached;
}

static void read_choices(struct request *rq, struct closing_view *view) {
    view->grounds = closing_ground_options(rq->arena, rq->lang);
    view->answers = closing_answer_options(rq->arena, rq->lang);
    view->nos = closing_no_options(rq->arena, rq->lang);
    view->ways = closing_way_options(rq->arena, rq->lang);
    view->units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0});
    view->unit_now = arena_printf(rq->arena, "%lld", (long long)rq->session->unit.v);
    text_key ground = form_error_of(rq->form, "ground"), answer = form_error_of(rq->form, "answer");
    if (is_kind_no(ground)) view->kind_no = ground;
    else if (is_kind_no(answer)) view->kind_no = answer;
}

struct reply closing_page(struct request *rq, const struct closing_page_in *in) {
    struct case_frame frame;
    struct closing_last_row last;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    enum case_state state = frame.brief.state;
    struct closing_view view = {
        .name = frame.person.given_name,
        .path = closing_path(rq, in->case_, "/avslutning"),
        .rest = closing_link(rq, in->case_, "/hvile"),
        .offer = closing_link(rq, in->case_, "/spor-igjen"),
        .holder = frame.holder_unit,
        .mine = frame.mine,
        .open = state == CASE_STATE_OPEN || state == CASE_STATE_RESTING,
        .closing = state == CASE_STATE_CLOSING,
        .closed = state == CASE_STATE_CLOSED,
        .joined = frame.brief.joined_to.v != 0,
    };
    bool any = closing_last(rq->db, in->case_, &last);
    if (any) read_proposal(rq, in->case_, &last, &view);
    if (!view.closed) read_opens(rq, in->case_, any && view.closing ? last.ground : CLOSING_GROUND_HELP_FINISHED, &view);
    read_choices(rq, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, view.closed ? T_closing_closed_title : T_closing_title);
    closing_body(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── what is done on it ───────────────────────────────────────────────── */

struct reply closing_propose(struct request *rq, const struct closing_propose_in *in) {
    struct case_closing_id made;
    struct case_brief brief;
    struct closing_new proposal = {in->ground, in->answer, in->contact_unit};
    int fault = closing_proposal(rq->db, in->case_, &proposal, &made);
    if (fault) return closing_no_to(rq, fault);
    enum zone zone = secrecy_own_zone(rq, in->case_);
    bool says = !text_empty(in->says) && in->ground != CLOSING_GROUND_DIED;
    if (!says) return done(rq, in->case_, T_closing_proposed);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), purpose) : NULL;
    if (!access || !work_case(rq->db, in->case_, &brief)) return reply_denied(rq, T_closing_no_zone);
    closing_words_insert(rq->db, access, made, in->case_, brief.person, zone, in->says, rq->now, rq->session->staff);
    return done(rq, in->case_, T_closing_proposed);
}

struct reply closing_take_back(struct request *rq, const struct closing_take_back_in *in) {
    int fault = closing_withdrawn(rq->db, in->case_);
    return fault ? closing_no_to(rq, fault) : done(rq, in->case_, T_closing_taken_back);
}

struct reply closing_confirm(struct request *rq, const struct closing_confirm_in *in) {
    int fault = closing_agreed(rq->db, in->case_, in->way);
    return fault ? closing_no_to(rq, fault) : done(rq, in->case_, in->way ? T_closing_done : T_closing_done_died);
}

struct reply closing_refuse(struct request *rq, const struct closing_refuse_in *in) {
    int fault = closing_turned_down(rq->db, in->case_, in->no);
    return fault ? closing_no_to(rq, fault) : done(rq, in->case_, T_closing_refused_now);
}

struct reply closing_undo(struct request *rq, const struct closing_undo_in *in) {
    int fault = closing_opened_again(rq->db, in->case_);
    if (fault) return closing_no_to(rq, fault);
    return reply_with_notice(reply_see_other(rq, "%s", closing_path(rq, in->case_, "")), T_closing_opened_again);
}

struct reply closing_letter_page(struct request *rq, const struct closing_letter_page_in *in) {
    struct closing_letter_get_row row;
    struct blob pdf;
    if (!closing_letter_get(rq->db, in->case_, in->letter, &row)) return reply_not_found(rq);
    if (pdf_kept(rq->arena, row.pdf, row.sha256, &pdf) < 0) return reply_not_found(rq);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "avslutning-%lld.pdf", (long long)in->letter.v), pdf);
}
