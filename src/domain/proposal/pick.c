/* A dwelling is given to somebody, one at a time or all as they are proposed: the proposal is kept, the application granted, and the dwelling offered. No page.
 * (I-11, I-12, R-172, R-187, R-201) */
#include "domain/proposal/internal.h"

#include "domain/meeting/meeting.h"

static int (*make_offer)(struct db *db, const struct proposal_picked *picked);
void proposal_on_pick(int (*offer)(struct db *db, const struct proposal_picked *picked)) { make_offer = offer; }

/* The dwelling leaves the vacant ones, or somebody else had it a moment ago. */
static int take_home(struct db *db, const struct proposal_picked *picked) {
    int fault = make_offer ? make_offer(db, picked) : PROPOSAL_FINE;
    bool told = !fault || fault == PROPOSAL_FORCED || fault == PROPOSAL_RESERVE_CANNOT;
    if (make_offer) return told ? fault : PROPOSAL_TAKEN;
    if (dwelling_move_to(db, picked->dwelling, DWELLING_STATE_OFFERED, instant_oslo_date(db_now(db)), NULL) < 0) return PROPOSAL_TAKEN;
    return application_move(db, picked->application, APPLICATION_STATUS_OFFERED) ? PROPOSAL_TAKEN : PROPOSAL_FINE;
}

static int grant(struct db *db, struct application *application) {
    if (application->status != APPLICATION_STATUS_TO_MEETING) return PROPOSAL_FINE;
    const struct application_outcome yes = {.application = application->id, .status = APPLICATION_STATUS_APPROVED};
    int fault = application_decide(db, NULL, &yes);
    return fault == APPLICATION_ASK_FIRST || fault == APPLICATION_NOT_IN_NEED ? PROPOSAL_ASK_FIRST : fault ? PROPOSAL_NOT_FOUND : PROPOSAL_FINE;
}

/* How many stood before her and are proposed no home. */
static int64_t ahead_without(const struct proposal *proposal, const struct rank_line *line) {
    int64_t n = 0;
    for (size_t i = 0; line && line->place && i < proposal->lines.placed; i++) {
        const struct rank_line *other = &proposal->lines.v[i];
        if (other->place >= line->place) continue;
        int32_t applicant = proposal_applicant_index(proposal, (struct housing_application_id){other->id});
        n += applicant >= 0 && proposal->result.answers[applicant].dwelling < 0;
    }
    return n;
}

/* In a meeting that is open, what it needs to decide must be there. (I-12, R-172) */
static bool someone_is_missing(struct db *db) {
    struct meeting_brief meeting;
    return meeting_open_now(db, MEETING_KIND_ALLOCATION, application_unit(db), LANG_NB, &meeting) && !meeting_quorum_now(db, &meeting, NULL).met;
}

static bool in_full_cluster(const struct proposal *proposal, struct dwelling_id dwelling) {
    for (size_t i = 0; i < proposal->n_homes; i++)
        if (proposal->homes[i].id.v == dwelling.v) return application_place_full(&proposal->limits, proposal->homes[i].cluster_id, proposal->homes[i].area_id);
    return false;
}

static struct staff_id actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

/* Who is given what, beside the proposal it was chosen from. */
static void note_pick(struct db *db, const struct proposal *proposal, struct allocation_proposal_id kept, const struct proposal_choice *choice, bool proposed) {
    const struct rank_line *line = proposal_line(proposal, choice->application);
    struct maybe_int place = {line && line->place, line ? line->place : 0};
    pick_insert(db, kept, choice->application, choice->dwelling, choice->reserve, proposed, place, ahead_without(proposal, line), instant_oslo_date(db_now(db)), db_now(db),
                actor(db));
    proposal_changes_done(db, choice->dwelling, db_now(db), actor(db));
}

int proposal_pick(struct db *db, const struct access *access, const struct proposal_choice *choice) {
    struct application application, reserve = {0};
    struct proposal_choice chosen = *choice;
    if (!proposal_is_ours(db)) return PROPOSAL_NOT_YOURS;
    if (someone_is_missing(db)) return PROPOSAL_NOT_ALL_HERE;
    if (!application_read(db, choice->application, &application)) return PROPOSAL_CHOICE_MISSING;
    if (choice->reserve.v) application_read(db, choice->reserve, &reserve);
    chosen.reserve = reserve.id;
    const struct proposal *proposal = proposal_compute(db, choice->list, instant_oslo_date(db_now(db)));
    if (!proposal) return PROPOSAL_NOT_FOUND;
    int32_t home = proposal_home_index(proposal, choice->dwelling);
    if (home < 0) return PROPOSAL_TAKEN;
    if (!proposal_candidate(proposal, choice->application)) return PROPOSAL_CHOICE_MISSING;
    int32_t holder = proposal->result.holders[home];
    bool proposed = holder >= 0 && proposal_application(proposal, holder).v == choice->application.v;
    if ((!proposed || in_full_cluster(proposal, choice->dwelling)) && text_empty(choice->why)) return PROPOSAL_WHY_MISSING;
    if (!text_empty(choice->why) && !application_words(db, access, &application, WORDS_ABOUT_CHOICE, choice->why)) return PROPOSAL_NO_ACCESS;
    note_pick(db, proposal, proposal_freeze(db, proposal), &chosen, proposed);
    int fault = grant(db, &application);
    if (!fault) fault = take_home(db, &(struct proposal_picked){application.case_, reserve.case_, application.id, choice->dwelling});
    if (!fault) audit_add(db, "dwelling_given", "case", application.case_.v, proposed ? "proposed" : "other");
    return fault;
}

/* ── all of them ──────────────────────────────────────────────────────── */

const char *proposal_mark_seen(struct arena *arena, const struct proposal *proposal) {
    uint64_t mark = UINT64_C(14695981039346656037);
    for (const char *at = proposal->result_text; *at; at++) mark = (mark ^ (unsigned char)*at) * UINT64_C(1099511628211);
    return arena_printf(arena, "%016llx", (unsigned long long)mark);
}

/* Given as proposed, unless it takes a reason: a neighbourhood that is full is decided one by one. */
static bool goes_with_all(const struct proposal *proposal, int32_t home) {
    return proposal->result.holders[home] >= 0 && !in_full_cluster(proposal, proposal_home(proposal, home));
}

int64_t proposal_all_count(const struct proposal *proposal) {
    int64_t n = 0;
    for (int32_t home = 0; home < proposal->file.instance.n_dwellings; home++) n += goes_with_all(proposal, home);
    return n;
}

static int give_as_proposed(struct db *db, const struct proposal *proposal, struct allocation_proposal_id kept, int32_t home) {
    struct application application;
    const struct proposal_choice choice = {.list = proposal->list, .dwelling = proposal_home(proposal, home),
                                           .application = proposal_application(proposal, proposal->result.holders[home])};
    if (!application_read(db, choice.application, &application)) return PROPOSAL_CHOICE_MISSING;
    note_pick(db, proposal, kept, &choice, true);
    int fault = grant(db, &application);
    if (!fault) fault = take_home(db, &(struct proposal_picked){application.case_, {0}, application.id, choice.dwelling});
    if (!fault) audit_add(db, "dwelling_given", "case", application.case_.v, "proposed");
    return fault;
}

int proposal_pick_all(struct db *db, enum list_type list, const char *seen) {
    if (!proposal_is_ours(db)) return PROPOSAL_NOT_YOURS;
    if (someone_is_missing(db)) return PROPOSAL_NOT_ALL_HERE;
    const struct proposal *proposal = proposal_compute(db, list, instant_oslo_date(db_now(db)));
    if (!proposal || !proposal_all_count(proposal)) return PROPOSAL_NOT_FOUND;
    if (!text_equal(seen, proposal_mark_seen(db_arena(db), proposal))) return PROPOSAL_NOT_AS_SEEN;
    struct allocation_proposal_id kept = proposal_freeze(db, proposal);
    int fault = PROPOSAL_FINE;
    for (int32_t home = 0; home < proposal->file.instance.n_dwellings && !fault; home++)
        if (goes_with_all(proposal, home)) fault = give_as_proposed(db, proposal, kept, home);
    return fault;
}
