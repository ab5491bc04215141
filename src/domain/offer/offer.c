/* A dwelling is offered: who may, to whom, what fits, who is next in line, and the clock until she has answered. */
#include "domain/offer/internal.h"

#include "domain/dwelling/dwelling.h"

enum { ANSWER_DAYS = 7, REMIND_DAYS = 2, GRACE_DAYS = 2, ANSWER_DAYS_MOST = 60, JOB_MINUTES = 7 * 60, LEASE_TASK_DAYS = 3, ASK_DAYS = 3 };

static int or_usual(int chosen, int usual) { return chosen > 0 ? chosen : usual; }
static const struct profile_allocation *rules(void) { return &organisation_profile()->allocation; }

/* ── whose it is ──────────────────────────────────────────────────────── */

struct unit_id offer_picker(struct db *db, struct case_id id) {
    struct offer_order_of_row order;
    if (offer_order_of(db, id, &order)) return order.unit_id;
    const char *code = rules()->two_step ? rules()->dwelling_picked_by : rules()->decided_by;
    return code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
}

/* The unit that picks; where the meeting picks, or one unit does both, also the one that decides. */
bool offer_may_make(struct db *db, struct case_id id) {
    struct unit_id own = offer_actor_unit(db);
    if (own.v == offer_picker(db, id).v) return true;
    bool decider_too = rules()->picks_in_meeting || !rules()->two_step;
    return decider_too && own.v == application_unit(db).v;
}

bool offer_read(struct db *db, struct dwelling_offer_id id, struct offer_brief *ret_offer) {
    struct offer_get_row row;
    if (!offer_get(db, id, &row)) return false;
    *ret_offer = (struct offer_brief){.id = row.id, .case_ = row.case_id, .person = row.person_id, .dwelling = row.dwelling_id,
                                      .application = row.application_id, .order = row.order_id, .unit = row.unit_id, .state = row.state,
                                      .made_on = instant_oslo_date(row.made_at), .answer_by = row.answer_by, .sent_on = row.sent_on, .ended_on = row.ended_on, .moved_in_on = row.moved_in_on};
    return true;
}

int offer_ours(struct db *db, struct dwelling_offer_id id, struct offer_brief *ret_offer) {
    if (!offer_read(db, id, ret_offer)) return OFFER_NOT_FOUND;
    return ret_offer->unit.v == offer_actor_unit(db).v ? OFFER_DONE : OFFER_NOT_YOURS;
}

struct unit_id offer_landlord(struct db *db, struct case_id id, struct unit_id made_by) {
    const char *code = organisation_profile()->leases.owner;
    struct unit_id owner = code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
    return owner.v && !secrecy_said_no(db, id, owner, offer_today_of(db)) ? owner : made_by;
}

int offer_ours_or_held(struct db *db, struct dwelling_offer_id id, struct offer_brief *ret_offer) {
    struct case_brief brief;
    int fault = offer_ours(db, id, ret_offer);
    if (fault != OFFER_NOT_YOURS) return fault;
    bool accepted = ret_offer->state == OFFER_STATE_ACCEPTED || ret_offer->state == OFFER_STATE_MOVED_IN;
    if (accepted && offer_landlord(db, ret_offer->case_, ret_offer->unit).v == offer_actor_unit(db).v) return OFFER_DONE;
    return work_case(db, ret_offer->case_, &brief) && brief.holder_unit.v == offer_actor_unit(db).v ? OFFER_DONE : OFFER_NOT_YOURS;
}

/* ── what she needs, and what there is ────────────────────────────────── */

static void read_areas(struct db *db, struct housing_application_id application, struct offer_need *need) {
    struct offer_wishes_rows rows = offer_wishes(db, application);
    for (size_t i = 0; i < rows.n; i++) {
        const struct offer_wishes_row *wish = &rows.v[i];
        if (wish->kind == WISH_KIND_AREA && need->n_wanted < OFFER_AREAS_MOST) need->wanted[need->n_wanted++] = wish->area;
        if (wish->kind == WISH_KIND_NOT_AREA && need->n_avoided < OFFER_AREAS_MOST) need->avoided[need->n_avoided++] = wish->area;
        need->quiet = need->quiet || wish->kind == WISH_KIND_QUIET;
        need->apart = need->apart || wish->kind == WISH_KIND_APART;
        if (wish->kind == WISH_KIND_GROUND_FLOOR) need->floor = FLOOR_WISH_GROUND;
    }
}

bool offer_need_of(struct db *db, const struct case_brief *brief, struct offer_need *ret_need) {
    struct offer_order_of_row order;
    struct application application;
    struct person_spine person;
    *ret_need = (struct offer_need){.floor = FLOOR_WISH_ANY, .born = DATE_NONE};
    bool ordered = offer_order_of(db, brief->id, &order), applied = application_now(db, brief->id, &application);
    if (ordered)
        *ret_need = (struct offer_need){.rooms = order.rooms, .floor = order.floor, .quiet = order.quiet, .apart = order.apart_from_cluster,
                                        .step_free = order.step_free, .pets = order.pets, .transport = order.near_transport, .born = DATE_NONE};
    if (applied) read_areas(db, application.id, ret_need);
    if (person_spine(db, brief->person, &person)) ret_need->born = person.born;
    return ordered || applied;
}

struct offer_home offer_home_of(const struct offer_home_get_row *row, const struct application_limits *limits) {
    return (struct offer_home){.rooms = row->rooms, .bedrooms = row->bedrooms, .floor = row->floor, .age_from = row->age_from, .age_to = row->age_to,
                               .step_free = row->step_free, .quiet = row->quiet, .pets = row->pets, .transport = row->near_transport,
                               .house_rules = row->house_rules, .full = (row->full.has && row->full.v) || application_place_full(limits, row->cluster_id, row->area_id), .area = row->area};
}

/* ── the offer ────────────────────────────────────────────────────────── */

/* What says yes to a home for her: her application, or an issued decision with its order, or both. (TIL-1) */
struct ground {
    struct housing_application_id application;
    struct dwelling_order_id order;
    struct decision_part_id part;
};

static bool approved(struct db *db, struct case_id id, struct ground *ret_ground) {
    struct application application;
    struct offer_order_of_row order;
    *ret_ground = (struct ground){{0}, {0}, {0}};
    if (offer_order_of(db, id, &order)) {
        ret_ground->order = order.id;
        ret_ground->part = order.part_id;
    }
    if (!application_now(db, id, &application) || !application_is_open(application.status)) return ret_ground->order.v != 0;
    ret_ground->application = application.id;
    return application.status == APPLICATION_STATUS_APPROVED || application.status == APPLICATION_STATUS_WAITING ||
           application.status == APPLICATION_STATUS_OFFERED || application.status == APPLICATION_STATUS_ACCEPTED;
}

/* 0: she has as many offers as one may have at once. */
static int64_t free_place(struct db *db, struct case_id id) {
    struct offer_places_rows rows = offer_places(db, id);
    int64_t most = or_usual(rules()->offers_at_once, 1), place = 1;
    for (size_t i = 0; i < rows.n && rows.v[i].place == place; i++) place++;
    return place <= most ? place : 0;
}

struct offering {
    const struct offer_new *offer;
    struct case_brief brief;
    struct ground ground;
    struct offer_home_get_row home;
    struct offer_fits fits;
    int64_t place;
    bool forced; /* full, and not what she chose */
};

static int check(struct db *db, const struct offer_new *offer, struct offering *ret) {
    struct offer_need need;
    *ret = (struct offering){.offer = offer};
    if (!work_case(db, offer->case_, &ret->brief) || ret->brief.state == CASE_STATE_CLOSED) return OFFER_NOT_FOUND;
    if (!approved(db, offer->case_, &ret->ground)) return OFFER_NOT_APPROVED;
    if (!offer_home_get(db, offer->dwelling, &ret->home)) return OFFER_HOME_TAKEN;
    (void)offer_need_of(db, &ret->brief, &need);
    const struct application_limits limits = application_limits(db);
    const struct offer_home home = offer_home_of(&ret->home, &limits);
    ret->fits = offer_fits(&need, &home, offer_today_of(db));
    if ((ret->fits.wrong || home.full) && !offer->choice) return OFFER_CHOICE_MISSING;
    ret->forced = home.full && offer->choice != OFFER_CHOICE_SHE_CHOSE && offer->choice != OFFER_CHOICE_NEAR_HER_OWN;
    return ret->forced && (!offer->forced || !offer_actor(db).v) ? OFFER_FORCED_MISSING : OFFER_DONE;
}

static int answer_by(struct db *db, const struct offer_new *offer, struct date *ret_day) {
    struct date today = offer_today_of(db);
    *ret_day = date_is_none(offer->answer_by) ? date_add_days(today, or_usual(rules()->offer_answer_days, ANSWER_DAYS)) : offer->answer_by;
    return ret_day->days <= today.days || ret_day->days > today.days + ANSWER_DAYS_MOST ? OFFER_ANSWER_BY : OFFER_DONE;
}

/* The application goes along; where it stands already nothing happens. */
static void move_application(struct db *db, struct housing_application_id id, enum application_status to) {
    struct application application;
    if (id.v && application_read(db, id, &application) && application_may_move(application.status, to)) application_move(db, id, to);
}

/* Everything is checked: the dwelling is hers to answer for. The state of the dwelling lets one win. */
static int give(struct db *db, const struct offering *offering, struct unit_id unit, bool from_reserve, struct dwelling_offer_id *ret_offer) {
    struct date by;
    int fault = answer_by(db, offering->offer, &by);
    if (fault) return fault;
    if (dwelling_move_to(db, offering->offer->dwelling, DWELLING_STATE_OFFERED, offer_today_of(db), NULL) < 0) return OFFER_HOME_TAKEN;
    struct case_id id = offering->brief.id;
    *ret_offer = offer_insert(db, id, offering->brief.person, offering->offer->dwelling, offering->ground.application, offering->ground.order, unit,
                              offering->place, offering->offer->choice, offering->forced ? offering->offer->forced : 0, from_reserve, db_now(db), offer_actor(db), by);
    if (db_failed(db)) return OFFER_HOME_TAKEN;
    for (int point = 1; point <= OFFER_POINT_COUNT; point++)
        if (offering->fits.v[point]) offer_fit_insert(db, *ret_offer, (enum offer_point)point, offering->fits.v[point]);
    struct offer_brief offer;
    if (!offer_read(db, *ret_offer, &offer)) return OFFER_NOT_FOUND;
    move_application(db, offer.application, APPLICATION_STATUS_OFFERED);
    work_tasks_done(db, id, TASK_KIND_FIND_DWELLING);
    work_task_add(db, id, unit, TASK_KIND_SEND_OFFER, offer.id.v, offer_today_of(db));
    work_task_add(db, id, offering->brief.holder_unit, TASK_KIND_GET_ANSWER, offer.id.v, by);
    offer_watch(db, &offer);
    if (!offer.application.v) work_event(db, id, CASE_EVENT_KIND_HOME_OFFERED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "dwelling_moved", "dwelling", offer.dwelling.v, "offered");
    audit_add(db, "offer_made", "dwelling_offer", offer.id.v, offering->forced ? "forced" : NULL);
    return OFFER_DONE;
}

int offer_may_now(struct db *db, struct case_id id) {
    struct ground ground;
    if (!approved(db, id, &ground)) return OFFER_NOT_APPROVED;
    return free_place(db, id) ? OFFER_DONE : OFFER_HAS_OPEN;
}

int offer_make(struct db *db, const struct offer_new *offer, struct dwelling_offer_id *ret_offer) {
    struct offering offering;
    if (!offer_may_make(db, offer->case_)) return OFFER_NOT_YOURS;
    int fault = check(db, offer, &offering);
    if (fault) return fault;
    offering.place = free_place(db, offer->case_);
    if (!offering.place) return OFFER_HAS_OPEN;
    if (offering.home.state != DWELLING_STATE_READY) return OFFER_HOME_TAKEN;
    return give(db, &offering, offer_actor_unit(db), false, ret_offer);
}

/* ── next in line ─────────────────────────────────────────────────────── */

int offer_reserve(struct db *db, const struct offer_new *offer) {
    struct offering offering;
    if (!offer_may_make(db, offer->case_)) return OFFER_NOT_YOURS;
    int fault = check(db, offer, &offering);
    if (fault) return fault;
    if (offering.home.state != DWELLING_STATE_OFFERED) return OFFER_NOT_OFFERED;
    if (reserve_insert(db, offer->dwelling, offer->case_, offer_actor_unit(db), offer->choice, db_now(db), offer_actor(db)) != 1) return OFFER_IN_LINE;
    audit_add(db, "offer_reserved", "case", offer->case_.v, NULL);
    return OFFER_DONE;
}

/* The first who can have it now. Who has another offer to think about stays in line; who needs it no more leaves it. */
void offer_next(struct db *db, struct dwelling_id dwelling) {
    struct offer_home_get_row home;
    if (!offer_home_get(db, dwelling, &home) || home.state != DWELLING_STATE_OFFERED) return;
    if (dwelling_move_to(db, dwelling, DWELLING_STATE_READY, offer_today_of(db), NULL) < 0) return;
    audit_add(db, "dwelling_moved", "dwelling", dwelling.v, "ready");
    struct reserve_line_rows line = reserve_line(db, dwelling);
    for (size_t i = 0; i < line.n; i++) {
        struct dwelling_offer_id made;
        struct offering offering;
        struct offer_new offer = {line.v[i].case_id, dwelling, line.v[i].choice ? line.v[i].choice : OFFER_CHOICE_ONLY_ONE, DATE_NONE};
        int fault = check(db, &offer, &offering);
        if (fault == OFFER_FORCED_MISSING) continue; /* she keeps her place; a person decides it, not the line */
        if (fault) {
            reserve_set(db, line.v[i].id, RESERVE_STATE_LEFT);
            continue;
        }
        offering.place = free_place(db, offer.case_);
        if (!offering.place) continue;
        if (!offering.fits.wrong) offer.choice = line.v[i].choice;
        if (give(db, &offering, line.v[i].unit_id, true, &made)) return;
        reserve_set(db, line.v[i].id, RESERVE_STATE_OFFERED);
        return;
    }
}

int offer_pass(struct db *db, struct case_id id, struct dwelling_id dwelling, enum passed_reason why) {
    if (!offer_may_make(db, id)) return OFFER_NOT_YOURS;
    if (home_passed_insert(db, id, dwelling, why, db_now(db), offer_actor(db)) != 1) return OFFER_NOT_FOUND;
    audit_add(db, "home_passed", "case", id.v, passed_reason_code(why));
    return OFFER_DONE;
}

int offer_cluster(struct db *db, struct dwelling_cluster_id cluster, bool full) {
    if (offer_actor_unit(db).v != application_unit(db).v) return OFFER_NOT_YOURS;
    if (cluster_full_insert(db, cluster, full, db_now(db), offer_actor(db)) != 1) return OFFER_NOT_FOUND;
    audit_add(db, full ? "cluster_full" : "cluster_open", "dwelling_cluster", cluster.v, NULL);
    return OFFER_DONE;
}

/* ── over without keys ────────────────────────────────────────────────── */

/* Who would have let the home was in the case for its sake, and is out of it again, unless it lets her another. */
static void landlord_leaves(struct db *db, const struct offer_brief *offer) {
    struct lease_brief lease;
    struct unit_id landlord = offer_landlord(db, offer->case_, offer->unit);
    bool lets_another = lease_of_case(db, offer->case_, &lease) && lease_runs(lease.state) && lease.unit.v == landlord.v;
    if (landlord.v != offer->unit.v && !lets_another) secrecy_end_involvement(db, offer->case_, landlord, INVOLVEMENT_LEASE);
}

void offer_came_to_nothing(struct db *db, const struct offer_brief *offer) {
    static const enum task_kind kinds[] = {TASK_KIND_SEND_OFFER, TASK_KIND_GET_ANSWER, TASK_KIND_SHOW_DWELLING, TASK_KIND_MAKE_LEASE, TASK_KIND_MOVE_IN};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) work_task_done(db, offer->case_, kinds[i], offer->id.v);
    job_cancel(db, JOB_OFFER_DUE, offer->id.v);
    landlord_leaves(db, offer);
    struct offer_places_rows others = offer_places(db, offer->case_);
    if (!others.n) {
        move_application(db, offer->application, APPLICATION_STATUS_WAITING);
        if (offer->order.v)
            work_task_add(db, offer->case_, offer->unit, TASK_KIND_FIND_DWELLING, offer->order.v, offer_in_working_days(db, LEASE_TASK_DAYS));
    }
    offer_next(db, offer->dwelling);
}

/* ── the clock ────────────────────────────────────────────────────────── */

static int remind_days(void) { return or_usual(rules()->offer_remind_days, REMIND_DAYS); }
static struct date lapses_on(struct date by) {
    return date_add_days(law_add_working_days(law_current(), by, or_usual(rules()->offer_grace_days, GRACE_DAYS)), 1);
}

void offer_watch(struct db *db, const struct offer_brief *offer) {
    const struct date days[] = {date_add_days(offer->answer_by, -remind_days()), date_add_days(offer->answer_by, 1), lapses_on(offer->answer_by)};
    struct date today = offer_today_of(db);
    job_cancel(db, JOB_OFFER_DUE, offer->id.v);
    for (size_t i = 0; i < 3; i++)
        if (days[i].days > today.days) {
            job_add(db, JOB_OFFER_DUE, offer->id.v, instant_of_oslo(days[i], JOB_MINUTES));
            return;
        }
}

/* She is asked before her time is out and again after it. Only when nobody has heard from her for days more is the dwelling given on, and then it is
 * somebody's task to find out how she is: it counts for nothing. */
void offer_due_job(struct db *db, int64_t subject, struct instant now) {
    struct offer_brief offer;
    struct case_brief brief;
    struct date today = instant_oslo_date(now);
    if (!offer_read(db, (struct dwelling_offer_id){subject}, &offer) || offer.state != OFFER_STATE_OPEN) return;
    if (!work_case(db, offer.case_, &brief)) return;
    if (today.days >= lapses_on(offer.answer_by).days) {
        if (offer_set_ended(db, offer.id, OFFER_STATE_OPEN, OFFER_STATE_LAPSED, 0, today) != 1) return;
        work_event(db, offer.case_, CASE_EVENT_KIND_HOME_LAPSED, ZONE_SPINE, (struct unit_id){0});
        offer_came_to_nothing(db, &offer);
        work_task_add(db, offer.case_, brief.holder_unit, TASK_KIND_ASK_NO_ANSWER, offer.id.v, offer_in_working_days(db, ASK_DAYS));
        audit_add(db, "offer_lapsed", "dwelling_offer", subject, NULL);
        return;
    }
    bool late = today.days > offer.answer_by.days;
    work_task_add(db, offer.case_, brief.holder_unit, TASK_KIND_GET_ANSWER, offer.id.v,
                  late ? date_add_days(lapses_on(offer.answer_by), -1) : today);
    offer_watch(db, &offer);
    audit_add(db, late ? "offer_late" : "offer_reminded", "dwelling_offer", subject, NULL);
}
