/* What she says to an offer, and the time until then: a viewing, more time, yes, no, or taken back. Nothing here takes anybody off the list. */
#include "domain/offer/internal.h"

#include "domain/decision/joint.h"

enum { LEASE_DAYS = 3, TALK_DAYS = 5, EXTENSION_MOST = 60, NOTED_TO_TALK = 2 };

/* ── before she answers ───────────────────────────────────────────────── */

static int open_offer(struct db *db, struct dwelling_offer_id id, struct offer_brief *ret_offer) {
    int fault = offer_ours_or_held(db, id, ret_offer);
    return fault ? fault : ret_offer->state == OFFER_STATE_OPEN ? OFFER_DONE : OFFER_WRONG_STATE;
}

int offer_more_time(struct db *db, struct dwelling_offer_id id, struct date to, enum offer_more_time why) {
    struct offer_brief offer;
    struct case_brief brief;
    int fault = open_offer(db, id, &offer);
    if (fault) return fault;
    struct date today = offer_today_of(db);
    if (to.days <= offer.answer_by.days || to.days <= today.days || to.days > today.days + EXTENSION_MOST) return OFFER_NOT_LATER;
    if (!work_case(db, offer.case_, &brief) || offer_set_answer_by(db, id, to) != 1) return OFFER_WRONG_STATE;
    offer_extension_insert(db, id, offer.answer_by, to, why, db_now(db), offer_actor(db));
    offer.answer_by = to;
    work_task_add(db, offer.case_, brief.holder_unit, TASK_KIND_GET_ANSWER, id.v, to);
    offer_watch(db, &offer);
    audit_add(db, "offer_more_time", "dwelling_offer", id.v, offer_more_time_code(why));
    return OFFER_DONE;
}

int offer_plan_viewing(struct db *db, struct dwelling_offer_id id, struct date on, int minute) {
    struct offer_brief offer;
    int fault = open_offer(db, id, &offer);
    if (fault) return fault;
    if (on.days < offer_today_of(db).days || on.days > offer_today_of(db).days + EXTENSION_MOST) return OFFER_VIEWING_DAY;
    if (viewing_insert(db, id, on, minute, db_now(db), offer_actor(db)) != 1) return OFFER_VIEWING_PLANNED;
    work_task_add(db, offer.case_, offer.unit, TASK_KIND_SHOW_DWELLING, id.v, on);
    audit_add(db, "viewing_planned", "dwelling_offer", id.v, NULL);
    if (on.days >= offer.answer_by.days) return offer_more_time(db, id, date_add_days(on, 1), OFFER_MORE_TIME_NOT_SEEN); /* nobody answers unseen */
    return OFFER_DONE;
}

int offer_viewing_went(struct db *db, struct dwelling_offer_id id, struct offer_viewing_id viewing, enum viewing_state went) {
    struct offer_brief offer;
    int fault = offer_ours_or_held(db, id, &offer);
    if (fault) return fault;
    if (went == VIEWING_STATE_PLANNED || viewing_set(db, id, viewing, went) != 1) return OFFER_WRONG_STATE;
    work_task_done(db, offer.case_, TASK_KIND_SHOW_DWELLING, id.v);
    audit_add(db, "viewing_went", "dwelling_offer", id.v, viewing_state_code(went));
    return OFFER_DONE;
}

/* ── were her wishes met ──────────────────────────────────────── */

static void settle_wish(struct db *db, const struct offer_brief *offer, const struct offer_wishes_row *wish, enum offer_match match) {
    if (match != OFFER_MATCH_FITS && match != OFFER_MATCH_FITS_NOT) return;
    bool met = match == OFFER_MATCH_FITS;
    const struct application_wish_answer answer = {wish->id, met ? WISH_RESULT_MET : WISH_RESULT_UNMET, met ? 0 : WISH_UNMET_NONE_VACANT, NULL};
    application_wish_result(db, NULL, offer->case_, &answer);
}

static enum offer_match wish_match(const struct offer_wishes_row *wish, const struct offer_home *home) {
    enum offer_match area = home->area ? text_equal(home->area, wish->area) ? OFFER_MATCH_FITS : OFFER_MATCH_FITS_NOT : OFFER_MATCH_NOT_KNOWN;
    switch (wish->kind) {
    case WISH_KIND_AREA: return area;
    case WISH_KIND_NOT_AREA: return area == OFFER_MATCH_FITS ? OFFER_MATCH_FITS_NOT : area == OFFER_MATCH_FITS_NOT ? OFFER_MATCH_FITS : area;
    case WISH_KIND_GROUND_FLOOR: return !home->floor.has ? OFFER_MATCH_NOT_KNOWN : home->floor.v <= 1 ? OFFER_MATCH_FITS : OFFER_MATCH_FITS_NOT;
    case WISH_KIND_QUIET: return home->quiet ? OFFER_MATCH_FITS : OFFER_MATCH_FITS_NOT;
    case WISH_KIND_APART: return home->full ? OFFER_MATCH_FITS_NOT : OFFER_MATCH_FITS;
    case WISH_KIND_NEAR_OTHERS:
    case WISH_KIND_TYPE:
    case WISH_KIND_OTHER: break;
    }
    return OFFER_MATCH_NOT_KNOWN; /* hers to say; asked on the page of the application */
}

static void settle_wishes(struct db *db, const struct offer_brief *offer) {
    struct offer_home_get_row row;
    if (!offer->application.v || !offer_home_get(db, offer->dwelling, &row)) return;
    const struct application_limits limits = application_limits(db);
    const struct offer_home home = offer_home_of(&row, &limits);
    struct offer_wishes_rows wishes = offer_wishes(db, offer->application);
    for (size_t i = 0; i < wishes.n; i++)
        if (!wishes.v[i].result) settle_wish(db, offer, &wishes.v[i], wish_match(&wishes.v[i], &home));
}

/* ── her answer ───────────────────────────────────────────────────────── */

static void said_yes(struct db *db, const struct offer_brief *offer) {
    struct offer_lease_of_row lease;
    job_cancel(db, JOB_OFFER_DUE, offer->id.v);
    work_task_done(db, offer->case_, TASK_KIND_GET_ANSWER, offer->id.v);
    work_task_done(db, offer->case_, TASK_KIND_SEND_OFFER, offer->id.v);
    work_task_done(db, offer->case_, TASK_KIND_SHOW_DWELLING, offer->id.v);
    if (offer->application.v) application_move(db, offer->application, APPLICATION_STATUS_ACCEPTED);
    struct unit_id landlord = offer_landlord(db, offer->case_, offer->unit);
    if (landlord.v != offer->unit.v) secrecy_involve(db, offer->case_, landlord, INVOLVEMENT_LEASE);
    if (!offer_lease_of(db, offer->case_, offer->dwelling, &lease))
        work_task_add(db, offer->case_, landlord, TASK_KIND_MAKE_LEASE, offer->id.v, offer_in_working_days(db, LEASE_DAYS));
    if (offer->order.v) extract_found_by(db, offer->order, offer->unit);
    settle_wishes(db, offer);
    reserve_leave_all(db, offer->case_);
    if (!offer->application.v) work_event(db, offer->case_, CASE_EVENT_KIND_HOME_ACCEPTED, ZONE_SPINE, (struct unit_id){0});
}

/* Two times "rather wait" is a reason to talk about what she wishes, and no reason for anything else. */
static void said_no(struct db *db, const struct offer_brief *offer, enum decline_reason why, struct unit_id holder) {
    struct offer_noted_row noted = {0};
    offer_came_to_nothing(db, offer);
    offer_noted(db, offer->case_, &noted);
    bool ask = offer_effect(why) == OFFER_ASK_HER || (offer_effect(why) == OFFER_NOTED && noted.n >= NOTED_TO_TALK);
    if (ask) work_task_add(db, offer->case_, holder, TASK_KIND_TALK_ABOUT_WISHES, offer->id.v, offer_in_working_days(db, TALK_DAYS));
    work_event(db, offer->case_, CASE_EVENT_KIND_HOME_DECLINED, ZONE_SPINE, (struct unit_id){0});
}

int offer_said_to(struct db *db, const struct offer_said *answer) {
    struct offer_brief offer;
    struct case_brief brief;
    int fault = open_offer(db, answer->offer, &offer);
    if (fault) return fault;
    if (!answer->yes && !answer->why) return OFFER_WHY_MISSING;
    if (!work_case(db, offer.case_, &brief)) return OFFER_NOT_FOUND;
    struct date today = offer_today_of(db);
    enum offer_state state = answer->yes ? OFFER_STATE_ACCEPTED : OFFER_STATE_DECLINED;
    if (offer_set_answer(db, offer.id, state, answer->way, answer->yes ? 0 : answer->why, answer->yes ? DATE_NONE : today, today, offer_actor(db)) != 1)
        return OFFER_WRONG_STATE;
    work_tasks_done(db, offer.case_, TASK_KIND_ASK_NO_ANSWER);
    if (answer->yes) said_yes(db, &offer);
    else said_no(db, &offer, answer->why, brief.holder_unit);
    audit_add(db, answer->yes ? "offer_accepted" : "offer_declined", "dwelling_offer", offer.id.v, answer->yes ? NULL : decline_reason_code(answer->why));
    return OFFER_DONE;
}

int offer_take_back(struct db *db, struct dwelling_offer_id id, enum offer_back why) {
    struct offer_brief offer;
    struct offer_lease_of_row lease;
    int fault = offer_ours(db, id, &offer);
    if (fault) return fault;
    /* A lease that has begun to be made is withdrawn first, by its own step. */
    if (offer_lease_of(db, offer.case_, offer.dwelling, &lease)) return OFFER_WRONG_STATE;
    if (!offer_step(offer.state, OFFER_STATE_WITHDRAWN) || offer_set_ended(db, id, offer.state, OFFER_STATE_WITHDRAWN, why, offer_today_of(db)) != 1)
        return OFFER_WRONG_STATE;
    offer_came_to_nothing(db, &offer);
    work_event(db, offer.case_, CASE_EVENT_KIND_HOME_OFFER_WITHDRAWN, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "offer_withdrawn", "dwelling_offer", id.v, offer_back_code(why));
    return OFFER_DONE;
}
