/* The measures of one case: what she is in, what is agreed for the weeks that come, what she waits for, and what everybody is asked. */
#include "domain/measure/pages.h"

#include "domain/organisation/profile.h"
#include "icons.h"
#include "measure_routes.h"
#include "measure_views.h"
#include "texts.h"

#include <string.h>

/* ── shared ───────────────────────────────────────────────────────────── */

/* a–z, and æ ø å and their like, which are two bytes of which the second is 0x20 less. */
const char *measure_titled(struct request *rq, const char *nb, const char *nn) {
    const char *name = measure_in(rq, nb, nn);
    char *titled = arena_strndup(rq->arena, name, strlen(name));
    unsigned char *at = (unsigned char *)titled;
    if (at[0] >= 'a' && at[0] <= 'z') at[0] = (unsigned char)(at[0] - 0x20);
    else if (at[0] == 0xc3 && at[1] >= 0xa0 && at[1] <= 0xbe) at[1] = (unsigned char)(at[1] - 0x20);
    return titled;
}

struct reply measure_refused_at(struct request *rq, int fault, const char *field) {
    struct measure_fault_text text = measure_fault_text(fault);
    if (fault == MEASURE_NOT_FOUND) return reply_not_found(rq);
    if (fault == MEASURE_NO_ACCESS) return reply_denied(rq, text.why);
    if (!field) return reply_conflict(rq, text.why);
    form_error(rq, field, text.why);
    return reply_invalid(rq);
}

struct reply measure_refused(struct request *rq, int fault) { return measure_refused_at(rq, fault, measure_fault_text(fault).field); }

struct reply measure_reply(struct request *rq, struct case_id id, struct measure_stay_id stay, int fault, text_key notice) {
    if (fault) return measure_refused(rq, fault);
    if (!stay.v) return reply_with_notice(reply_see_other(rq, "/sak/%lld/tiltak", (long long)id.v), notice);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/tiltak/%lld", (long long)id.v, (long long)stay.v), notice);
}

struct measure_sight measure_see(struct request *rq, struct case_id id, enum zone zone) {
    const struct access *access = secrecy_open(rq, id, ZONE_BIT(zone), MEASURE_PURPOSE);
    if (access && !access_covers(access, zone)) access = NULL;
    struct measure_sight sight = {.access = access};
    if (!access) sight.hidden = secrecy_hidden_zone(rq, id, zone);
    return sight;
}

/* ── what is agreed ───────────────────────────────────────────────────── */

static int64_t (*given_minutes)(struct db *db, struct case_id id, struct unit_id unit, struct date first, struct date last);
void measure_on_given(int64_t (*given)(struct db *db, struct case_id id, struct unit_id unit, struct date first, struct date last)) { given_minutes = given; }

static struct measure_mark_view agreement_mark(bool late, bool outside, bool soon) {
    if (outside) return (struct measure_mark_view){ICON_DANGER, "danger", T_measure_agreement_outside};
    if (late) return (struct measure_mark_view){ICON_WARNING, "warning", T_measure_agreement_late};
    if (soon) return (struct measure_mark_view){ICON_CLOCK, "info", T_measure_agreement_soon};
    return (struct measure_mark_view){ICON_OK, "success", T_measure_agreement_holds};
}

/* What was given in the four weeks before today, a week. */
static const char *given_text(struct request *rq, struct case_id id, struct unit_id unit) {
    enum { WEEKS = 4 };
    if (!given_minutes) return NULL;
    int64_t minutes = given_minutes(rq->db, id, unit, date_add_days(rq->today, -7 * WEEKS), date_add_days(rq->today, -1)) / WEEKS;
    return text_format(rq->arena, rq->lang, T_measure_given, "time", minutes_plain(rq->arena, rq->lang, minutes), NULL);
}

void measure_agreement_read(struct request *rq, const struct access *access, struct case_id id, const struct measure_stays_of_row *row,
                            struct measure_agreement_view *ret) {
    enum { SOON_DAYS = 3 };
    struct help_agreement_now_row now;
    struct help_agreement_words_row words = {0};
    struct measure_parts_row part;
    struct amount amount = {.kind = AMOUNT_KIND_NONE};
    *ret = (struct measure_agreement_view){0};
    if (row->part_number.has && measure_part_numbered(rq->db, id, row->part_number.v, &part)) {
        amount = measure_amount(&part);
        const char *band = amount_short(rq->arena, rq->lang, &amount);
        ret->band = text_empty(band) ? NULL : band;
    }
    if (!help_agreement_now(rq->db, row->id, &now)) return;
    if (access) help_agreement_words(rq->db, access, now.id, row->zone, &words);
    ret->runs = true;
    ret->id = now.id.v;
    ret->version = now.version;
    ret->minutes = minutes_plain(rq->arena, rq->lang, now.minutes);
    ret->words = words.words;
    ret->her_words = words.her_words;
    ret->from = now.valid_from;
    ret->until = now.valid_until;
    ret->late = now.valid_until.days < rq->today.days;
    ret->outside = measure_band(&amount, now.minutes) != BAND_IN;
    bool soon = date_days_between(rq->today, now.valid_until) <= SOON_DAYS;
    ret->may_confirm = !ret->outside && soon;
    ret->mark = agreement_mark(ret->late, ret->outside, soon);
    ret->given = given_text(rq, id, row->unit_id);
}

/* ── a stay ───────────────────────────────────────────────────────────── */

static struct measure_mark_view state_mark(enum measure_state state) {
    switch (state) {
    case MEASURE_STATE_WAITING: return (struct measure_mark_view){ICON_WAITING, "warning", measure_state_text(state)};
    case MEASURE_STATE_RUNNING: return (struct measure_mark_view){ICON_OK, "success", measure_state_text(state)};
    case MEASURE_STATE_OVER:
    case MEASURE_STATE_WITHDRAWN: return (struct measure_mark_view){ICON_OFF, "neutral", measure_state_text(state)};
    }
    return (struct measure_mark_view){0};
}

static const char *ground_text(struct request *rq, struct case_id id, const struct measure_stays_of_row *row) {
    struct measure_parts_row part;
    switch (row->ground) {
    case MEASURE_GROUND_DECIDED:
        if (!measure_part_numbered(rq->db, id, row->part_number.v, &part)) return text_of(rq->lang, T_measure_ground_gone);
        return text_format(rq->arena, rq->lang, T_measure_ground_part, "n", measure_number(rq, part.number), "unit", measure_in(rq, part.unit_nb, part.unit_nn), NULL);
    case MEASURE_GROUND_BEFORE_DECISION:
    case MEASURE_GROUND_LOW_THRESHOLD: return text_of(rq->lang, measure_ground_text(row->ground));
    }
    return NULL;
}

struct measure_stay_view measure_stay_line(struct request *rq, struct case_id id, const struct measure_stays_of_row *row, bool names) {
    const char *path = measure_path(rq, id, arena_printf(rq->arena, "/%lld", (long long)row->id.v));
    struct measure_stay_view view = {
        .path = path,
        .name = names ? measure_titled(rq, row->name_nb, row->name_nn) : measure_titled(rq, row->plain_nb, row->plain_nn),
        .unit = measure_in(rq, row->unit_nb, row->unit_nn),
        .contact = row->contact,
        .phone = row->contact_phone,
        .since = row->started_on,
        .over = row->over_on,
        .over_why = row->over_why ? measure_over_text(row->over_why) : 0,
        .review = row->review_on,
        .has_review = !date_is_none(row->review_on),
        .waits_since = row->waits_since,
        .waits_for = row->waits_for ? measure_wait_text(row->waits_for) : 0,
        .running = row->state == MEASURE_STATE_RUNNING,
        .waiting = row->state == MEASURE_STATE_WAITING,
        .mark = state_mark(row->state),
    };
    view.review_now = view.has_review && row->review_on.days <= rq->today.days;
    view.ground = row->state == MEASURE_STATE_RUNNING ? ground_text(rq, id, row) : NULL;
    if (view.running && measure_may_switch(organisation_profile()->flexibility) && session_may(rq->session, RIGHT_MEASURE_WRITE))
        view.switch_path = measure_path(rq, id, arena_printf(rq->arena, "/ny?bytt=%lld", (long long)row->id.v));
    return view;
}

/* ── the page ─────────────────────────────────────────────────────────── */

/* What she is in, in one zone at a time: where the zone opens, the full names are read with what is done differently for her, and that is on record. (I-05) */
struct zone_read {
    const struct access *access; /* NULL: not for this session */
    struct measure_tailored_of_rows tailored;
};

static struct zone_read read_zone(struct request *rq, const struct access *access, struct case_id id, enum zone zone) {
    struct zone_read read = {.access = access && access_covers(access, zone) ? access : NULL};
    if (read.access) read.tailored = measure_tailored_of(rq->db, access, id, zone);
    return read;
}

static const char *tailored_in(const struct zone_read *read, struct measure_stay_id stay) {
    for (size_t i = 0; i < read->tailored.n; i++)
        if (read->tailored.v[i].stay_id.v == stay.v) return read->tailored.v[i].words;
    return NULL;
}

static void put_stays(struct request *rq, struct case_id id, struct measures_view *view) {
    struct measure_stays_of_rows rows = measure_stays_of(rq->db, id);
    struct zone_read read[ZONE_COUNT + 1] = {0};
    unsigned zones = 0;
    for (size_t i = 0; i < rows.n; i++) zones |= ZONE_BIT(rows.v[i].zone);
    const struct access *access = zones ? secrecy_open(rq, id, zones, MEASURE_PURPOSE) : NULL;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++)
        if (zones & ZONE_BIT(zone)) read[zone] = read_zone(rq, access, id, zone);
    view->running.v = arena_array(rq->arena, rows.n + 1, sizeof *view->running.v);
    view->waiting.v = arena_array(rq->arena, rows.n + 1, sizeof *view->waiting.v);
    view->past.v = arena_array(rq->arena, rows.n + 1, sizeof *view->past.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct measure_stays_of_row *row = &rows.v[i];
        const struct zone_read *zone = &read[row->zone];
        if (!zone->access && view->hidden.why == HIDDEN_NOT && row->state == MEASURE_STATE_RUNNING) view->hidden = secrecy_hidden_zone(rq, id, row->zone);
        struct measure_stay_view stay = measure_stay_line(rq, id, row, zone->access != NULL);
        stay.tailored = tailored_in(zone, row->id);
        if (stay.running) measure_agreement_read(rq, zone->access, id, row, &stay.agreement);
        struct measure_stay_views *views = stay.running ? &view->running : stay.waiting ? &view->waiting : &view->past;
        views->v[views->n++] = stay;
    }
}

/* What everybody in reach is asked: those of her age; what she has said, and whether it is time to ask. */
static void put_asked(struct request *rq, const struct case_frame *frame, struct measures_view *view) {
    struct measure_list_rows rows = measure_list(rq->db);
    struct measure_offers_of_rows said = measure_offers_of(rq->db, frame->brief.id);
    view->asked.v = arena_array(rq->arena, rows.n + 1, sizeof *view->asked.v);
    view->task_measures.v = arena_array(rq->arena, rows.n + 1, sizeof *view->task_measures.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct measure_list_row *row = &rows.v[i];
        struct measure_stay_open_in_row in_it;
        const char *name = measure_titled(rq, row->name_nb, row->name_nn);
        if (row->open && row->carries_tasks && row->unit_id.v != rq->session->unit.v)
            view->task_measures.v[view->task_measures.n++] = (struct option){measure_number(rq, row->id.v), measure_in(rq, row->unit_nb, row->unit_nn), NULL};
        if (!row->open || !row->offered || !measure_age_fits(row->age_from, row->age_to, frame->person.born, rq->today)) continue;
        if (measure_stay_open_in(rq->db, frame->brief.id, row->id, &in_it)) continue;
        struct measure_asked_view *asked = &view->asked.v[view->asked.n++];
        *asked = (struct measure_asked_view){.id = row->id.v, .name = name, .target = measure_in(rq, row->target_nb, row->target_nn), .due = true};
        for (size_t j = 0; j < said.n; j++) {
            if (said.v[j].measure_id.v != row->id.v) continue;
            asked->by = said.v[j].staff_name;
            asked->answer = measure_answer_text(said.v[j].answer);
            asked->on = said.v[j].on_date;
            asked->again = said.v[j].ask_again;
            asked->has_again = !date_is_none(asked->again);
            asked->due = asked->has_again && asked->again.days <= rq->today.days;
            if (said.v[j].answer == MEASURE_ANSWER_WANTS && view->may_write)
                asked->path = measure_path(rq, frame->brief.id, arena_printf(rq->arena, "/ny/%lld", (long long)row->id.v));
            break; /* the newest stands first */
        }
    }
}

struct measure_task_views measure_tasks_view(struct request *rq, struct case_id id) {
    struct help_tasks_of_case_rows rows = help_tasks_of_case(rq->db, id);
    struct measure_task_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct help_tasks_of_case_row *row = &rows.v[i];
        bool open = row->state == HELP_TASK_STATE_ASKED || row->state == HELP_TASK_STATE_TAKEN;
        views.v[views.n++] = (struct measure_task_view){
            .path = measure_path(rq, id, arena_printf(rq->arena, "/oppgave/%lld", (long long)row->id.v)),
            .from = measure_in(rq, row->from_nb, row->from_nn),
            .to = measure_in(rq, row->to_nb, row->to_nn),
            .kind = help_task_kind_text(row->kind),
            .state = help_task_state_text(row->state),
            .every = row->every_weeks.has ? row->every_weeks.v : 0,
            .due = row->due,
            .ours = open && row->to_unit.v == rq->session->unit.v && session_may(rq->session, RIGHT_MEASURE_WRITE),
            .asked = row->state == HELP_TASK_STATE_ASKED,
            .taken = row->state == HELP_TASK_STATE_TAKEN,
            .back = row->state == HELP_TASK_STATE_DECLINED && row->from_unit.v == rq->session->unit.v && row->due.days >= rq->today.days,
            .late = open && row->due.days < rq->today.days,
        };
    }
    return views;
}

static int64_t informal_lines(struct request *rq, struct case_id id) {
    struct measure_services_rows rows = measure_services(rq->db, id);
    int64_t n = 0;
    for (size_t i = 0; i < rows.n; i++) n += rows.v[i].informal;
    return n;
}

struct reply measures_page(struct request *rq, const struct measures_page_in *in) {
    struct case_frame frame;
    struct measure_gap_of_row gap;
    if (!case_frame_read(rq, in->case_, TAB_SERVICES, &frame)) return reply_not_found(rq);
    bool open = frame.brief.state != CASE_STATE_CLOSED;
    struct measures_view view = {
        .given_name = frame.person.given_name,
        .path = measure_path(rq, in->case_, ""),
        .services_path = arena_printf(rq->arena, "/sak/%lld/tjenester", (long long)in->case_.v),
        .may_write = open && session_may(rq->session, RIGHT_MEASURE_WRITE),
        .informal = informal_lines(rq, in->case_),
        .tasks = measure_tasks_view(rq, in->case_),
        .answers = measure_answer_options(rq->arena, rq->lang),
        .gaps = gap_why_options(rq->arena, rq->lang),
        .gap_ends = gap_end_options(rq->arena, rq->lang),
        .task_kinds = help_task_kind_options(rq->arena, rq->lang),
        .tomorrow = date_iso(rq->arena, date_add_days(rq->today, 1)),
    };
    if (measure_gap_of(rq->db, in->case_, &gap)) {
        view.gap = gap_why_text(gap.why);
        view.gap_since = gap.since;
    }
    put_stays(rq, in->case_, &view);
    put_asked(rq, &frame, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_measure_title);
    measures_of_case(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── what is done from it ─────────────────────────────────────────────── */

static const struct measure_stay_id none = {0};

struct reply measure_offer_send(struct request *rq, const struct measure_offer_send_in *in) {
    return measure_reply(rq, in->case_, none, measure_offered(rq->db, in->case_, in->offered, in->answer), T_measure_offer_noted);
}

struct reply measure_gap_send(struct request *rq, const struct measure_gap_send_in *in) {
    return measure_reply(rq, in->case_, none, measure_gap_say(rq->db, in->case_, in->gap), T_measure_gap_noted);
}

struct reply measure_gap_end_send(struct request *rq, const struct measure_gap_end_send_in *in) {
    return measure_reply(rq, in->case_, none, measure_gap_end(rq->db, in->case_, in->how), T_measure_gap_ended);
}

struct reply help_task_send(struct request *rq, const struct help_task_send_in *in) {
    struct help_task_id made;
    const struct help_task_new task = {in->case_, in->task_measure, in->task, in->every.has ? in->every.v : 0, in->due, in->agreed};
    int fault = help_task_ask(rq->db, &task, &made);
    if (fault == MEASURE_DAY_WRONG) return measure_refused_at(rq, fault, "due");
    return measure_reply(rq, in->case_, none, fault, T_measure_task_sent);
}

struct reply help_task_answer_send(struct request *rq, const struct help_task_answer_send_in *in) {
    bool takes = text_equal(in->do_, "take"), no = text_equal(in->do_, "no");
    if (takes || no) return measure_reply(rq, in->case_, none, help_task_say(rq->db, in->case_, in->help_task, takes), takes ? T_measure_task_taken : T_measure_task_declined);
    return measure_reply(rq, in->case_, none, help_task_did(rq->db, in->case_, in->help_task, text_equal(in->do_, "last")), T_measure_task_finished);
}
