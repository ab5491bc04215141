/* The day she gets the keys, and the weeks after: what is done that day, the place for the time being that ends the same day, and who asks how it goes. */
#include "domain/offer/internal.h"

#include "domain/dwelling/dwelling.h"
#include "domain/emergency/emergency.h"

#include <string.h>

enum { SETTLING_TASK_DAYS = 1, TRY_AGAIN_DAYS = 2, LEASE_TASK_DAYS = 3 };

struct offer_days offer_settling_days(void) {
    static const int usual[] = {1, 3, 7, 30};
    const struct profile_allocation *chosen = &organisation_profile()->allocation;
    return chosen->settling_days_count ? (struct offer_days){chosen->settling_days, chosen->settling_days_count} : (struct offer_days){usual, 4};
}

struct offer_points offer_move_in_points(void) {
    static const struct profile_move_in usual[] = {
        {"keys", {"Nøklene er gitt og talt opp", "Nøklane er gitt og talde opp"}},
        {"meters", {"Strømmåleren er lest av, og strømavtalen er i orden", "Straummålaren er lesen av, og straumavtalen er i orden"}},
        {"insurance", {"Innboforsikringen er ordnet", "Innbuforsikringa er ordna"}},
        {"alarm", {"Røykvarsler og slokkeutstyr er prøvd sammen", "Røykvarslar og sløkkjeutstyr er prøvde saman"}},
        {"essentials", {"Seng, mat, lys og varme er på plass den første natten", "Seng, mat, lys og varme er på plass den første natta"}},
        {"address", {"Flyttemelding og post er ordnet", "Flyttemelding og post er ordna"}},
        {"contact", {"Det er sagt hvem som ringes når noe er galt", "Det er sagt kven ein ringjer når noko er gale"}},
    };
    const struct profile_allocation *chosen = &organisation_profile()->allocation;
    if (chosen->move_in_count) return (struct offer_points){chosen->move_in, chosen->move_in_count};
    return (struct offer_points){usual, sizeof usual / sizeof *usual};
}

int offer_point_done(struct db *db, struct dwelling_offer_id id, const char *point) {
    struct offer_brief offer;
    struct offer_points points = offer_move_in_points();
    bool known = false;
    int fault = offer_ours_or_held(db, id, &offer);
    if (fault) return fault;
    if (offer.state != OFFER_STATE_ACCEPTED && offer.state != OFFER_STATE_MOVED_IN) return OFFER_WRONG_STATE;
    for (unsigned i = 0; i < points.n; i++) known = known || strcmp(points.v[i].code, point) == 0;
    if (!known) return OFFER_NO_POINT;
    move_in_insert(db, id, point, db_now(db), offer_actor(db));
    audit_add(db, "move_in_point", "dwelling_offer", id.v, point);
    if (move_in_of(db, id).n >= points.n) work_task_done(db, offer.case_, TASK_KIND_MOVE_IN, id.v);
    return OFFER_DONE;
}

/* ── the lease goes its steps, and the offer with it ──────────────────── */

static void moved_in(struct db *db, const struct offer_brief *offer, const struct lease_brief *lease) {
    struct case_brief brief;
    struct offer_days days = offer_settling_days();
    if (!work_case(db, offer->case_, &brief) || offer_set_moved_in(db, offer->id, lease->from) != 1) return;
    if (offer->application.v) application_move(db, offer->application, APPLICATION_STATUS_LEASED);
    night_end_with_keys(db, offer->case_, lease->from); /* the same day: there is no night between */
    work_task_done(db, offer->case_, TASK_KIND_MAKE_LEASE, offer->id.v);
    work_tasks_done(db, offer->case_, TASK_KIND_FIND_DWELLING);
    work_tasks_done(db, offer->case_, TASK_KIND_TALK_ABOUT_WISHES);
    if (move_in_of(db, offer->id).n < offer_move_in_points().n)
        work_task_add(db, offer->case_, offer_landlord(db, offer->case_, offer->unit), TASK_KIND_MOVE_IN, offer->id.v, lease->from);
    for (unsigned i = 0; i < days.n; i++)
        work_task_add(db, offer->case_, brief.holder_unit, TASK_KIND_SETTLING_IN, days.v[i], date_add_days(lease->from, days.v[i]));
    if (!offer->application.v) work_event(db, offer->case_, CASE_EVENT_KIND_HOME_MOVED_IN, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "offer_moved_in", "dwelling_offer", offer->id.v, NULL);
}

void offer_lease_step(struct db *db, const struct lease_brief *lease, enum lease_state to) {
    struct offer_of_lease_row row;
    struct offer_brief offer;
    if (!offer_of_lease(db, lease->case_, lease->dwelling, &row) || !offer_read(db, row.id, &offer)) return;
    if (to == LEASE_STATE_RUNNING) moved_in(db, &offer, lease);
    else if (to == LEASE_STATE_DRAFT) {
        work_task_done(db, offer.case_, TASK_KIND_MAKE_LEASE, offer.id.v);
        work_task_add(db, offer.case_, offer_landlord(db, offer.case_, offer.unit), TASK_KIND_MOVE_IN, offer.id.v, lease->from);
    } else if (to == LEASE_STATE_WITHDRAWN) {
        struct offer_home_get_row home;
        work_task_done(db, offer.case_, TASK_KIND_MOVE_IN, offer.id.v);
        work_task_add(db, offer.case_, offer_landlord(db, offer.case_, offer.unit), TASK_KIND_MAKE_LEASE, offer.id.v, offer_in_working_days(db, LEASE_TASK_DAYS));
        /* The dwelling is still promised to her. */
        if (offer_home_get(db, offer.dwelling, &home) && home.state == DWELLING_STATE_READY)
            dwelling_move_to(db, offer.dwelling, DWELLING_STATE_OFFERED, offer_today_of(db), NULL);
    }
}

/* ── the first weeks ──────────────────────────────────────────────────── */

int offer_settled(struct db *db, struct dwelling_offer_id id, int64_t day, enum settling_result result) {
    struct offer_brief offer;
    struct case_brief brief;
    struct offer_days days = offer_settling_days();
    bool known = false;
    int fault = offer_ours_or_held(db, id, &offer);
    if (fault) return fault;
    for (unsigned i = 0; i < days.n; i++) known = known || days.v[i] == day;
    if (!known || offer.state != OFFER_STATE_MOVED_IN || !work_case(db, offer.case_, &brief)) return OFFER_WRONG_STATE;
    settling_insert(db, id, day, result, offer_today_of(db), db_now(db), offer_actor(db));
    if (result == SETTLING_RESULT_NOT_REACHED)
        work_task_add(db, offer.case_, brief.holder_unit, TASK_KIND_SETTLING_IN, day, date_add_days(offer_today_of(db), TRY_AGAIN_DAYS));
    else work_task_done(db, offer.case_, TASK_KIND_SETTLING_IN, day);
    if (result == SETTLING_RESULT_WANTS_HELP)
        work_task_add(db, offer.case_, brief.holder_unit, TASK_KIND_HELP_SETTLING, id.v, offer_in_working_days(db, SETTLING_TASK_DAYS));
    else if (result == SETTLING_RESULT_WELL) work_task_done(db, offer.case_, TASK_KIND_HELP_SETTLING, id.v);
    audit_add(db, "settling_asked", "dwelling_offer", id.v, settling_result_code(result));
    return OFFER_DONE;
}
