/* The demonstration: people who rent from the municipality, each at another point of a tenancy. The landlord writes down contracts that began before the
 * histories do; then one is talked with about the way onward, one is near the end of the term, one has passed it, one owes rent, one is moving. */
#include "command/demo_story.h"

#include "domain/application/application.h"
#include "domain/eviction/eviction.h"
#include "domain/onward/onward.h"
#include "offer_sql.h"
#include "platform/audit/audit.h"

enum { CASES_LOOKED_AT = 200, WRITTEN_DAYS_BACK = 58, HOMES_BETWEEN = 7, RENT = 7900, TERM = 36, DEPOSIT_MONTHS = 3 };

struct tenancy {
    struct story *story;
    struct lease_id lease;
    struct case_id case_;
};

/* ── what happens in each ─────────────────────────────────────────────── */

static const struct access *tenancy_access(struct story *story) {
    return secrecy_open(&story->rq, story->case_, ZONE_BIT(ZONE_TENANCY), "lease");
}

static bool did(struct story *story, int fault, const char *event) {
    audit_add_once(story->db, event, "case", story->case_.v);
    return held(story, fault, event);
}

/* What the jobs process did on such a morning. */
static void morning(struct tenancy *tenancy) { lease_due_job(tenancy->story->db, tenancy->lease.v, tenancy->story->rq.now); }

static void talk(struct tenancy *tenancy, enum lease_can_buy can_buy, enum lease_review_result result) {
    static const struct profile_words words = {"Vil bli boende. Sparer litt hver måned.", "Vil bli buande. Sparer litt kvar månad."};
    struct story *story = tenancy->story;
    const struct lease_talk held_talk = {.met_on = story->rq.today, .income_steady = true, .debt_in_order = can_buy == LEASE_CAN_BUY_WITH_LOAN,
                                         .wants_to_own = can_buy != LEASE_CAN_BUY_NOT_WANTED, .can_buy = can_buy, .result = result,
                                         .words = words_of(story, &words)};
    morning(tenancy);
    did(story, lease_review_add(story->db, tenancy_access(story), tenancy->lease, &held_talk), "lease_reviewed");
}

static void stays(struct tenancy *tenancy) { talk(tenancy, LEASE_CAN_BUY_LATER, LEASE_REVIEW_RESULT_RENEWS); }
static void moves_on(struct tenancy *tenancy) { talk(tenancy, LEASE_CAN_BUY_WITH_LOAN, LEASE_REVIEW_RESULT_MOVES_ON); }

/* Both want to see whether she can buy; the loan is looked into by the unit of the state's instruments. */
static void looks_into_loan(struct tenancy *tenancy) {
    struct story *story = tenancy->story;
    struct instrument_id loan;
    const struct instrument_new new = {story->case_, INSTRUMENT_KIND_STARTLAN, INSTRUMENT_FIT_MAYBE};
    if (!turn_on(story, story_holder(story), story->rq.today) || !did(story, instrument_begin(story->db, &new, &loan), "instrument_begun")) return;
    did(story, instrument_paper_got(story->db, story->case_, loan, INSTRUMENT_PAPER_TAX_RETURN), "instrument_paper_got");
}

/* The rent is paid by the public for some weeks more; those who help her are told in time. */
static void rent_is_paid(struct tenancy *tenancy) {
    struct story *story = tenancy->story;
    struct instrument_id support;
    const struct instrument_new new = {story->case_, INSTRUMENT_KIND_RENT_SUPPORT, INSTRUMENT_FIT_FITS};
    if (!turn_on(story, story_holder(story), story->rq.today) || !did(story, instrument_begin(story->db, &new, &support), "instrument_begun")) return;
    did(story, instrument_move(story->db, story->case_, support, INSTRUMENT_STATE_GRANTED, date_add_days(story->stage->wish->until, 20)), "instrument_moved");
}

static void three_rents(struct tenancy *tenancy) {
    struct story *story = tenancy->story;
    struct ymd today = date_ymd(story->rq.today);
    struct date first = date_of(today.year, today.month, 1);
    for (int back = 2; back >= 0; back--) {
        struct date month = date_add_months(first, -back);
        const struct rent_line line = {.month = month, .due_on = month, .amount = RENT, .paid = back == 2 ? RENT : 0};
        rent_put(story->db, tenancy->lease, &line);
    }
}

static bool owes(struct tenancy *tenancy, struct home_risk_id *ret_risk) {
    struct story *story = tenancy->story;
    const struct home_danger danger = {.case_ = story->case_, .cause = HOME_CAUSE_RENT_ARREARS, .municipal = true, .owed = 2 * RENT, .out_on = DATE_NONE};
    three_rents(tenancy);
    return did(story, home_risk_open(story->db, tenancy_access(story), &danger, ret_risk), "home_risk_opened");
}

static void helps(struct tenancy *tenancy, struct home_risk_id risk, enum home_help help, enum home_help_result result) {
    struct story *story = tenancy->story;
    did(story, home_help_add(story->db, risk, help, result, story->rq.today), "home_help_tried");
}

static void first_arrears(struct tenancy *tenancy) {
    struct home_risk_id risk;
    struct story *story = tenancy->story;
    if (!owes(tenancy, &risk) || !did(story, home_write_arrears(story->db, tenancy_access(story), risk), "home_arrears_told")) return;
    if (turn_on(story, story_holder(story), date_add_days(story->rq.today, 3))) helps(tenancy, risk, HOME_HELP_TALK, HOME_HELP_RESULT_HELPS);
}

static void is_warned(struct tenancy *tenancy) {
    static const struct profile_words ground = {"Leien for de to siste månedene er ikke betalt.", "Leiga for dei to siste månadene er ikkje betalt."},
                                      hers = {"Pengene kom ikke den måneden jeg byttet jobb. Jeg vil betale litt hver uke.",
                                              "Pengane kom ikkje den månaden eg bytte jobb. Eg vil betale litt kvar veke."};
    struct home_risk_id risk;
    struct story *story = tenancy->story;
    const struct worker *landlord = story->now;
    if (!owes(tenancy, &risk) || !turn_on(story, story_holder(story), date_add_days(story->rq.today, 3))) return;
    helps(tenancy, risk, HOME_HELP_TALK, HOME_HELP_RESULT_TRIED);
    helps(tenancy, risk, HOME_HELP_DEBT_ADVICE, HOME_HELP_RESULT_TRIED);
    if (!turn_on(story, landlord, date_add_days(story->rq.today, 4))) return;
    const struct home_move warning = {.risk = risk, .to = HOME_STATE_WARNING, .out_on = DATE_NONE, .words = words_of(story, &ground)};
    if (did(story, home_risk_move_on(story->db, tenancy_access(story), &warning), "home_risk_moved"))
        did(story, home_she_says(story->db, tenancy_access(story), risk, words_of(story, &hers)), "home_she_says");
}

static void gives_notice(struct tenancy *tenancy) {
    struct story *story = tenancy->story;
    did(story, lease_give_notice(story->db, tenancy->lease, LEASE_NOTICE_BY_TENANT, story->rq.today), "lease_notice_given");
}

static void is_looked_at(struct tenancy *tenancy) {
    struct story *story = tenancy->story;
    const struct lease_visit visit = {INSPECTION_REASON_FIRE_SAFETY, story->rq.today, story_working_day(date_add_days(story->stage->wish->until, 6)), 10 * 60};
    did(story, lease_inspect(story->db, tenancy_access(story), tenancy->lease, &visit), "lease_inspection_told");
}

static void goes_on(struct tenancy *tenancy) { morning(tenancy); }

/* In the order of the days. */
static const struct life {
    int months_back, days_back; /* since the term began */
    int days_before;            /* the last day something happens */
    void (*happens)(struct tenancy *tenancy);
} lives[] = {
    {14, 3, 50, looks_into_loan}, {32, 12, 41, stays},         {33, 2, 37, moves_on},     {22, 9, 33, is_warned}, {19, 20, 26, gives_notice},
    {26, 5, 19, first_arrears},   {11, 14, 12, rent_is_paid},  {TERM, 24, 9, goes_on},    {29, 8, 7, goes_on},    {8, 17, 4, is_looked_at},
};
enum { LIVES = sizeof lives / sizeof *lives };

/* ── the contracts ────────────────────────────────────────────────────── */

/* Whoever has the responsibility tells the landlord that this is one of its own. */
static bool landlord_is_told(struct story *story, const struct worker *landlord) {
    struct unit_duty_id duty;
    if (!turn_on(story, story_holder(story), story->rq.today)) return false;
    if (story->now->unit.v == landlord->unit.v) return true;
    int result = duty_add(story->db, story->case_, landlord->unit, DUTY_KIND_DWELLING, DATE_NONE, &duty);
    if (result == BATON_DUTY_EXISTS) return true;
    if (result < 0) return false; /* she has said no to that unit */
    audit_add(story->db, "duty_added", "case", story->case_.v, NULL);
    return turn_on(story, landlord, story->rq.today) && did(story, duty_change(story->db, story->case_, duty, DUTY_STATE_GRANTED, 1), "duty_changed");
}

static bool write_contract(struct story *story, const struct life *life, struct dwelling_id home, struct lease_id *ret_lease) {
    struct lease_rules wrong;
    struct date from = story_working_day(date_add_days(date_add_months(story->stage->wish->until, -life->months_back), -life->days_back));
    const struct lease_terms terms = {.case_ = story->case_, .dwelling = home, .kind = LEASE_KIND_FIXED, .from = from, .months = TERM, .rent = RENT,
                                      .deposit = DEPOSIT_MONTHS * RENT, .deposit_kind = LEASE_DEPOSIT_GUARANTEE, .told_public = true, .told_fixed = true};
    if (!did(story, lease_draft(story->db, tenancy_access(story), &terms, ret_lease, &wrong), "lease_drafted")) return false;
    if (!did(story, lease_offer(story->db, *ret_lease), "lease_given_to_read")) return false;
    if (!did(story, lease_sign(story->db, *ret_lease, from), "lease_signed")) return false;
    return did(story, lease_begin(story->db, *ret_lease, LEASE_INFO_WAY_TALK_AND_WRITING), "lease_begun");
}

/* An open case without a home to find, that the landlord may be told of. */
static bool rents_already(struct story *story, struct case_id id, struct date written) {
    struct case_brief brief;
    struct person_spine person;
    struct offer_order_of_row order;
    struct application application;
    if (!work_case(story->db, id, &brief) || brief.state != CASE_STATE_OPEN || brief.joined_to.v || instant_oslo_date(brief.opened_at).days > written.days)
        return false;
    if (!person_spine(story->db, brief.person, &person) || person.grade != ADDRESS_GRADE_OPEN) return false;
    return !offer_order_of(story->db, id, &order) && !application_now(story->db, id, &application);
}

int demo_leases_tell(struct story *story) {
    struct date until = story->stage->wish->until, written = date_add_days(until, -WRITTEN_DAYS_BACK);
    struct tenancy tenancies[LIVES];
    size_t n = 0;
    const struct worker *landlord = story_worker_in(story, organisation_unit_by_code(story->db, story->stage->profile->leases.owner));
    struct offer_homes_rows homes = offer_homes(story->db, DWELLING_STATE_OCCUPIED);
    for (int64_t number = 1; landlord && number <= CASES_LOOKED_AT && n < LIVES && !story->broken; number++) {
        struct tenancy *tenancy = &tenancies[n];
        *tenancy = (struct tenancy){.story = story, .case_ = {number}};
        if ((n + 1) * HOMES_BETWEEN >= homes.n || !rents_already(story, tenancy->case_, written)) continue;
        story->case_ = tenancy->case_;
        story->rq.today = written;
        if (!landlord_is_told(story, landlord) || !turn_on(story, landlord, written) || !tenancy_access(story)) continue;
        if (write_contract(story, &lives[n], homes.v[(n + 1) * HOMES_BETWEEN].id, &tenancy->lease)) morning(tenancy), n++;
    }
    for (size_t i = 0; i < n && !story->broken; i++) {
        story->case_ = tenancies[i].case_;
        if (turn_on(story, landlord, date_add_days(until, -lives[i].days_before))) lives[i].happens(&tenancies[i]);
    }
    story->case_ = (struct case_id){0};
    return story->broken ? ERR_INVALID : ERR_OK;
}
