/* The rules of a transition, pure: its steps, what must be in order, its clocks, and what a day costs. Knows no database. */
#include "domain/organisation/organisation.h"
#include "domain/transition/internal.h"
#include "texts.h"

enum { YOUNG_UNTIL = 25, LOOK_BACK_DAYS = 42 };

struct transition_fault_text transition_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case TRANSITION_##name: return (struct transition_fault_text){field, T_##key};
        TRANSITION_FAULTS(X)
#undef X
    }
    return (struct transition_fault_text){0};
}

/* ── the steps ────────────────────────────────────────────────────────── */

#define TO(state) (1u << TRANSITION_STATE_##state)
static const unsigned steps[TRANSITION_STATE_COUNT + 1] = {
    [TRANSITION_STATE_ANNOUNCED] = TO(CLAIMED) | TO(READY_DECLARED) | TO(BROKEN_OFF),
    [TRANSITION_STATE_CLAIMED] = TO(PLANNING) | TO(READY_DECLARED) | TO(BROKEN_OFF),
    [TRANSITION_STATE_PLANNING] = TO(READY_DECLARED) | TO(MOVED) | TO(BROKEN_OFF),
    [TRANSITION_STATE_READY_DECLARED] = TO(CAN_RECEIVE) | TO(CANNOT_UNTIL) | TO(PLANNING) | TO(MOVED) | TO(BROKEN_OFF),
    [TRANSITION_STATE_CAN_RECEIVE] = TO(MOVED) | TO(CANNOT_UNTIL) | TO(PLANNING) | TO(BROKEN_OFF),
    [TRANSITION_STATE_CANNOT_UNTIL] = TO(CAN_RECEIVE) | TO(PLANNING) | TO(MOVED) | TO(BROKEN_OFF),
    [TRANSITION_STATE_MOVED] = TO(SETTLING) | TO(BROKEN_OFF),
    [TRANSITION_STATE_SETTLING] = TO(COMPLETED) | TO(BROKEN_OFF),
};

bool transition_may(enum transition_state from, enum transition_state to) { return from && to && (steps[from] & 1u << to) != 0; }

bool transition_is_open(enum transition_state state) { return state != TRANSITION_STATE_COMPLETED && state != TRANSITION_STATE_BROKEN_OFF; }

bool transition_is_inside(enum transition_kind kind) { return kind == TRANSITION_KIND_NEW_WORKER || kind == TRANSITION_KIND_NEW_MEASURE; }

bool transition_from_ward(enum transition_party from) {
    return from == TRANSITION_PARTY_HOSPITAL_PSYCHIATRY || from == TRANSITION_PARTY_HOSPITAL_SUBSTANCE || from == TRANSITION_PARTY_HOSPITAL_SOMATIC;
}

bool transition_leaves(enum transition_kind kind) { return kind == TRANSITION_KIND_ADMISSION || kind == TRANSITION_KIND_MOVE_OUT; }

bool transition_waits_in(enum transition_kind kind) {
    return kind == TRANSITION_KIND_DISCHARGE || kind == TRANSITION_KIND_TREATMENT_END || kind == TRANSITION_KIND_RELEASE ||
           kind == TRANSITION_KIND_AGEING_OUT;
}

enum transition_party transition_usual_from(enum transition_kind kind) {
    switch (kind) {
    case TRANSITION_KIND_DISCHARGE: return TRANSITION_PARTY_HOSPITAL_PSYCHIATRY;
    case TRANSITION_KIND_TREATMENT_END: return TRANSITION_PARTY_TREATMENT;
    case TRANSITION_KIND_RELEASE: return TRANSITION_PARTY_PRISON;
    case TRANSITION_KIND_AGEING_OUT: return TRANSITION_PARTY_CHILD_WELFARE;
    case TRANSITION_KIND_MOVE_IN: return TRANSITION_PARTY_MUNICIPALITY;
    case TRANSITION_KIND_ADMISSION:
    case TRANSITION_KIND_MOVE_OUT: return TRANSITION_PARTY_HOME;
    case TRANSITION_KIND_NEW_WORKER:
    case TRANSITION_KIND_NEW_MEASURE: break;
    }
    return TRANSITION_PARTY_OWN_UNIT;
}

enum transition_party transition_usual_to(enum transition_kind kind) {
    switch (kind) {
    case TRANSITION_KIND_ADMISSION: return TRANSITION_PARTY_TREATMENT;
    case TRANSITION_KIND_MOVE_OUT: return TRANSITION_PARTY_MUNICIPALITY;
    case TRANSITION_KIND_DISCHARGE:
    case TRANSITION_KIND_TREATMENT_END:
    case TRANSITION_KIND_RELEASE:
    case TRANSITION_KIND_AGEING_OUT:
    case TRANSITION_KIND_MOVE_IN: return TRANSITION_PARTY_HOME;
    case TRANSITION_KIND_NEW_WORKER:
    case TRANSITION_KIND_NEW_MEASURE: break;
    }
    return TRANSITION_PARTY_OWN_UNIT;
}

int transition_home_check(enum transition_home home, struct date home_from, struct date day) {
    if (!home) return TRANSITION_HOME_MISSING;
    if (home == TRANSITION_HOME_NOTHING_YET) return TRANSITION_HOME_NOTHING;
    bool later = home == TRANSITION_HOME_HOME_BY_DATE && (date_is_none(home_from) || home_from.days > day.days);
    return later ? TRANSITION_HOME_TOO_LATE : TRANSITION_DONE;
}

/* ── what must be in order ────────────────────────────────────────────── */

#define POINT(point) (1u << TRANSITION_POINT_##point)
enum { ALWAYS = 1u << TRANSITION_POINT_TOLD | 1u << TRANSITION_POINT_WARM_MEETING | 1u << TRANSITION_POINT_MONEY | 1u << TRANSITION_POINT_PAPERS };
static const unsigned points_of[TRANSITION_KIND_COUNT + 1] = {
    [TRANSITION_KIND_ADMISSION] = ALWAYS | POINT(KEEP_HOME) | POINT(OTHER_SIDE) | POINT(JOINT_PLAN),
    [TRANSITION_KIND_DISCHARGE] =
        ALWAYS | POINT(JOINT_PLAN) | POINT(SPECIALIST_CONTACT) | POINT(COERCION_ENDED) | POINT(MEDICATION) | POINT(CLARIFIED) | POINT(GUIDE),
    [TRANSITION_KIND_TREATMENT_END] =
        ALWAYS | POINT(JOINT_PLAN) | POINT(SPECIALIST_CONTACT) | POINT(MEDICATION) | POINT(AFTERCARE) | POINT(CLARIFIED) | POINT(GUIDE),
    [TRANSITION_KIND_RELEASE] = ALWAYS | POINT(OTHER_SIDE) | POINT(TREATMENT_GOES_ON) | POINT(MEDICATION) | POINT(CLARIFIED) | POINT(GUIDE),
    [TRANSITION_KIND_AGEING_OUT] = ALWAYS | POINT(AFTERCARE) | POINT(INDIVIDUAL_PLAN) | POINT(TREATMENT_GOES_ON) | POINT(CLARIFIED) | POINT(GUIDE),
    [TRANSITION_KIND_MOVE_IN] = ALWAYS | POINT(OTHER_SIDE) | POINT(TREATMENT_GOES_ON) | POINT(CLARIFIED),
    [TRANSITION_KIND_MOVE_OUT] = ALWAYS | POINT(OTHER_SIDE) | POINT(TREATMENT_GOES_ON),
    [TRANSITION_KIND_NEW_WORKER] = POINT(WARM_MEETING) | POINT(TOLD),
    [TRANSITION_KIND_NEW_MEASURE] = POINT(WARM_MEETING) | POINT(TOLD),
};

size_t transition_points(enum transition_kind kind, bool young, enum transition_point ret_points[TRANSITION_POINTS_MOST]) {
    unsigned wanted = points_of[kind] | (young && !transition_is_inside(kind) ? POINT(YOUTH_CONTACT) : 0);
    size_t n = 0;
    for (int point = 1; point <= TRANSITION_POINT_COUNT; point++)
        if (wanted & 1u << point) ret_points[n++] = (enum transition_point)point;
    return n;
}

static size_t days_of(const int *chosen, unsigned n_chosen, const int *usual, size_t n_usual, int ret_days[TRANSITION_DAYS_MOST]) {
    const int *days = n_chosen ? chosen : usual;
    size_t n = n_chosen ? n_chosen : n_usual;
    if (n > TRANSITION_DAYS_MOST) n = TRANSITION_DAYS_MOST;
    for (size_t i = 0; i < n; i++) ret_days[i] = days[i];
    return n;
}

size_t transition_days_before(enum transition_kind kind, int ret_days[TRANSITION_DAYS_MOST]) {
    static const int usual[] = {30, 7, 1};
    const struct profile_transitions *own = &organisation_profile()->transitions;
    if (!transition_waits_in(kind)) return 0;
    size_t n = days_of(own->before_days, own->before_days_count, usual, 3, ret_days);
    for (size_t i = 0; i < n; i++) ret_days[i] = -ret_days[i];
    return n;
}

size_t transition_days_after(enum transition_kind kind, int ret_days[TRANSITION_DAYS_MOST]) {
    static const int usual[] = {1, 3, 7, 30};
    const struct profile_transitions *own = &organisation_profile()->transitions;
    return transition_is_inside(kind) ? 0 : days_of(own->settling_days, own->settling_days_count, usual, 4, ret_days);
}

int transition_look_back_days(void) {
    int days = organisation_profile()->transitions.review_days;
    return days ? days : LOOK_BACK_DAYS;
}

/* ── the clocks ───────────────────────────────────────────────────────── */

struct instant transition_answer_due(struct instant ready) { return deadline_moment(law_current(), CLOCK_DISCHARGE_ANSWER, ready); }

bool transition_warned_late(struct instant admitted, struct instant announced) {
    return !instant_is_none(admitted) && announced.ms > deadline_moment(law_current(), CLOCK_DISCHARGE_FIRST_WARNING, admitted).ms;
}

bool transition_young(struct date born, struct date day) { return !date_is_none(born) && date_age(born, day) < YOUNG_UNTIL; }

/* ── what a day costs ─────────────────────────────────────────────────── */

static struct date end_of(struct date until, struct date today) { return date_is_none(until) ? date_add_days(today, 1) : until; }

int64_t transition_days_paid(struct date from, struct date until, struct date today) {
    int days = date_days_between(from, end_of(until, today));
    return days > 0 ? days : 0;
}

static int64_t price_of(int64_t year, const struct transition_price *prices, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (prices[i].year == year) return prices[i].amount;
    return 0;
}

struct transition_cost transition_cost(struct date from, struct date until, struct date today, const struct transition_price *prices, size_t n) {
    struct transition_cost cost = {.days = transition_days_paid(from, until, today)};
    struct date end = end_of(until, today);
    while (from.days < end.days) { /* one turn a year */
        int year = date_ymd(from).year;
        struct date next = date_of(year + 1, 1, 1), stop = next.days < end.days ? next : end;
        int64_t price = price_of(year, prices, n);
        if (!price && !cost.missing_year) cost.missing_year = year;
        cost.sum += price * (stop.days - from.days);
        from = stop;
    }
    return cost;
}

struct transition_cost transition_cost_add(struct transition_cost a, struct transition_cost b) {
    return (struct transition_cost){a.days + b.days, a.sum + b.sum, a.missing_year ? a.missing_year : b.missing_year};
}
