/* Talks: written down in the unit's own zone, read by whoever may read it, shown to her, and put right in her own words beside. (FVL-11d) */
#include "domain/talk/talk.h"

#include "domain/secrecy/letters.h"
#include "domain/talk/views.h"
#include "domain/work/case_frame.h"
#include "platform/pdf/letter.h"
#include "talk_routes.h"
#include "talk_sql.h"
#include "talk_views.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

static const char purpose[] = "follow_up";
enum {
    TALK_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH),
    LONG_AGO_DAYS = 366,
};

bool talk_day_may_be(struct date held_on, struct date today) {
    int days = date_days_between(held_on, today);
    return !date_is_none(held_on) && days >= 0 && days <= LONG_AGO_DAYS;
}

static const char *page_path(struct request *rq, struct case_id id) {
    return arena_printf(rq->arena, "/sak/%lld/samtaler", (long long)id.v);
}
static struct reply done(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, id)), notice);
}

/* ── the list ─────────────────────────────────────────────────────────── */

static void put_steps(struct request *rq, const struct talk_note_steps_rows *steps, struct talk_note_id id, struct talk_row *row) {
    row->steps.v = arena_array(rq->arena, steps->n + 1, sizeof *row->steps.v);
    for (size_t i = 0; i < steps->n; i++) {
        const struct talk_note_steps_row *step = &steps->v[i];
        if (step->note_id.v != id.v) continue;
        row->steps.v[row->steps.n++] =
            (struct talk_step_row){(text_key)talk_step_text(step->step), step->words, step->staff_name, step->at};
        row->shown = row->shown || step->step == TALK_STEP_SHOWN;
    }
}

static void add_zone(struct request *rq, const struct access *access, struct case_id id, enum zone zone, struct talks_view *view) {
    struct talk_note_list_rows rows = talk_note_list(rq->db, access, id, zone);
    struct talk_note_steps_rows steps = talk_note_steps(rq->db, access, id, zone);
    struct talk_row *all = arena_array(rq->arena, view->rows.n + rows.n + 1, sizeof *all);
    if (view->rows.n) memcpy(all, view->rows.v, view->rows.n * sizeof *all);
    view->rows.v = all;
    for (size_t i = 0; i < rows.n; i++) {
        const struct talk_note_list_row *talk = &rows.v[i];
        const char *path = arena_printf(rq->arena, "%s/%lld", view->path, (long long)talk->id.v);
        struct talk_row *row = &all[view->rows.n++];
        *row = (struct talk_row){
            .path = view->write ? path : NULL,
            .copy = arena_printf(rq->arena, "%s/kopi.pdf", path),
            .said = talk->said,
            .agreed = talk->agreed,
            .staff = talk->staff_name,
            .unit = rq->lang == LANG_NN ? talk->name_nn : talk->name_nb,
            .kind = (text_key)talk_kind_text(talk->kind),
            .way = (text_key)talk_way_text(talk->way),
            .spoke = (text_key)talk_with_text(talk->spoke),
            .held_on = talk->held_on,
            .at = talk->at,
            .read_back = talk->read_back,
            .by_other = talk->spoke != TALK_WITH_PERSON,
        };
        put_steps(rq, &steps, talk->id, row);
    }
}

static int later_first(const void *a, const void *b) {
    const struct talk_row *one = a, *other = b;
    return one->at.ms < other->at.ms ? 1 : one->at.ms > other->at.ms ? -1 : 0;
}

struct reply talks_page(struct request *rq, const struct talks_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    const struct access *access = secrecy_open(rq, in->case_, TALK_ZONES, purpose);
    bool writes = session_may(rq->session, RIGHT_TALK_WRITE) && secrecy_own_zone(rq, in->case_);
    struct talks_view view = {.name = frame.person.given_name, .path = page_path(rq, in->case_), .may_read = access != NULL};
    if (writes) view.write = arena_printf(rq->arena, "%s/ny", view.path);
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_RESTRICTED; zone++)
        if (TALK_ZONES & ZONE_BIT(zone) && access_covers(access, zone)) add_zone(rq, access, in->case_, zone, &view);
    if (view.rows.n) qsort(view.rows.v, view.rows.n, sizeof *view.rows.v, later_first);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_talk_title);
    talks(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── writing ──────────────────────────────────────────────────────────── */

struct reply talk_form(struct request *rq, const struct talk_form_in *in) {
    struct case_frame frame;
    enum zone zone = secrecy_own_zone(rq, in->case_);
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    if (!zone) return reply_denied(rq, T_talk_no_zone);
    struct talk_new_view view = {
        .name = frame.person.given_name,
        .path = arena_printf(rq->arena, "%s/ny", page_path(rq, in->case_)),
        .back = page_path(rq, in->case_),
        .today = date_iso(rq->arena, rq->today),
        .zone = (text_key)zone_text(zone),
        .kinds = talk_kind_options(rq->arena, rq->lang),
        .ways = talk_way_options(rq->arena, rq->lang),
        .with = talk_with_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_talk_new);
    talk_new(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply talk_write(struct request *rq, const struct talk_write_in *in) {
    struct case_brief brief;
    enum zone zone = secrecy_own_zone(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), purpose) : NULL;
    if (!access || !work_case(rq->db, in->case_, &brief)) return reply_denied(rq, T_talk_no_zone);
    if (!talk_day_may_be(in->held_on, rq->today)) {
        form_error(rq, "held_on", T_talk_day_wrong);
        return reply_invalid(rq);
    }
    talk_note_insert(rq->db, access, in->case_, brief.person, zone, in->kind, in->way, in->spoke, in->held_on, in->said,
                     text_empty(in->agreed) ? NULL : in->agreed, in->read_back, rq->now, rq->session->staff, rq->session->unit);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_TALK_NOTED, zone, (struct unit_id){0});
    return done(rq, in->case_, T_talk_saved);
}

/* A talk in whichever zone the session may read. */
struct found {
    const struct access *access;
    enum zone zone;
    struct talk_note_get_row row;
};

static bool find(struct request *rq, struct case_id id, struct talk_note_id note, struct found *ret_found) {
    ret_found->access = secrecy_open(rq, id, TALK_ZONES, purpose);
    for (enum zone zone = ZONE_HEALTH; ret_found->access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(TALK_ZONES & ZONE_BIT(zone)) || !access_covers(ret_found->access, zone)) continue;
        ret_found->zone = zone;
        if (talk_note_get(rq->db, ret_found->access, id, note, zone, &ret_found->row)) return true;
    }
    return false;
}

struct reply talk_step(struct request *rq, const struct talk_step_in *in) {
    struct found found;
    struct case_brief brief;
    bool corrects = in->step == TALK_STEP_CORRECTED;
    if (!find(rq, in->case_, in->note, &found) || !work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    if (corrects && text_empty(in->words)) {
        form_error(rq, "words", T_talk_words_missing);
        return reply_invalid(rq);
    }
    talk_note_step_insert(rq->db, found.access, in->note, in->case_, brief.person, found.zone, in->step, corrects ? in->words : NULL,
                          rq->now, rq->session->staff);
    if (corrects) work_event(rq->db, in->case_, CASE_EVENT_KIND_CORRECTION_NOTED, found.zone, (struct unit_id){0});
    return done(rq, in->case_, corrects ? T_talk_corrected_now : T_talk_shown_now);
}

/* ── her copy ─────────────────────────────────────────────────────────── */

struct reply talk_copy(struct request *rq, const struct talk_copy_in *in) {
    struct found found;
    struct case_brief brief;
    struct person_spine person;
    struct blob pdf;
    if (!find(rq, in->case_, in->note, &found) || !work_case(rq->db, in->case_, &brief) || !person_spine(rq->db, brief.person, &person))
        return reply_not_found(rq);
    struct letter *letter = letter_new(rq->arena, person.lang);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, person.lang);
    letter->title = text_of(person.lang, T_talk_copy_title);
    letter->date = rq->today;
    letter->date_line = date_long(rq->arena, person.lang, rq->today);
    letter->reference = text_format(rq->arena, person.lang, T_talk_copy_reference, "number", brief.number, NULL);
    letter->exempt = text_of(person.lang, T_talk_copy_exempt);
    letter->recipient[0] = person.name;
    letter_add(letter, LETTER_LEAD,
               text_format(rq->arena, person.lang, T_talk_copy_lead, "date", date_long(rq->arena, person.lang, found.row.held_on), "staff",
                           found.row.staff_name, NULL));
    letter_add(letter, LETTER_QUOTE, found.row.said);
    if (found.row.agreed) {
        letter_add(letter, LETTER_HEADING, text_of(person.lang, T_talk_agreed));
        letter_add(letter, LETTER_PARAGRAPH, found.row.agreed);
    }
    letter_add(letter, LETTER_HEADING, text_of(person.lang, T_talk_copy_wrong));
    letter_add(letter, LETTER_PARAGRAPH, text_of(person.lang, T_talk_copy_wrong_text));
    secrecy_letter_call(rq, letter, rq->session->unit);
    if (letter_pdf(letter, rq->arena, &pdf) < 0) return reply_not_found(rq);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "samtale-%lld.pdf", (long long)in->note.v), pdf);
}
