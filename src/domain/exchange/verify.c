/* The invariants as checks of a database that is in use: each says how much it looked at and how much is wrong. The SQL is in exchange.sql. */
#include "domain/exchange/parts.h"

#include "domain/application/application.h"
#include "exchange_sql.h"
#include "platform/audit/audit.h"
#include "platform/db/walk.h"
#include "platform/jobs/jobs.h"

enum { CHECKS_MOST = 64, SERVICE_DAYS = 14 };

struct checking {
    struct db *db;
    struct verify_lines lines;
};

static void add(struct checking *checking, const char *name, const char *what, int64_t looked_at, int64_t wrong) {
    checking->lines.v[checking->lines.n++] = (struct verify_line){.name = name, .what = what, .looked_at = looked_at, .wrong = wrong};
}

/* What the last check found is to be looked into, and nothing the program has broken: it may have come from a file. */
static void only_found(struct checking *checking) { checking->lines.v[checking->lines.n - 1].only_found = true; }

/* A check that cannot be asked is not a check that held. */
#define CHECK(query, name, what)                                                        \
    do {                                                                                \
        struct query##_row row_;                                                        \
        bool asked_ = query(checking->db, &row_);                                       \
        add(checking, name, what, asked_ ? row_.looked_at : 0, asked_ ? row_.wrong : 1); \
    } while (0)

static void check_chain(struct checking *checking) {
    struct audit_verdict verdict = {0};
    int result = audit_verify(checking->db, &verdict);
    bool whole = result == ERR_OK && verdict.first_bad == 0;
    add(checking, "audit_chain", "every link of the audit trail covers the one before", verdict.events, whole ? 0 : 1);
    if (verdict.first_bad)
        checking->lines.v[checking->lines.n - 1].note = arena_printf(db_arena(checking->db), "breaks at event %lld", (long long)verdict.first_bad);
}

static void check_spine(struct checking *checking) {
    CHECK(verify_holder, "I-01 holder", "the holder is the one of the last period");
    CHECK(verify_periods, "I-01 periods", "periods run forward without gap from the opening");
    CHECK(verify_accepted, "I-02 accepted", "every accepted handover began a period of the receiver");
    CHECK(verify_changes, "I-02 changes", "no case changed unit without a handover, a takeover, a ruling or a merger");
    CHECK(verify_tally, "R-034 tally", "what is counted by pair and week is what was answered");
    CHECK(verify_disputes, "I-03 disputes", "a disagreement that runs has an authority with a date, and no offer beside it");
    CHECK(verify_holder_unit, "I-03 holder_unit", "open cases are held by a unit of the municipality that exists");
    CHECK(verify_quiet, "R-225 quiet", "nothing runs or waits in a closed case, and a case that rests is somebody's to look at");
    CHECK(verify_noes, "R-222 noes", "whoever has said no is asked again on a day, and it stands where its history says");
    CHECK(verify_reads, "I-05 reads", "every line of the access log is about a person");
}

static void check_decisions(struct checking *checking) {
    CHECK(verify_limits, "I-07 limits", "each signed part that was reached has its own limit and appeal body");
    CHECK(verify_housing, "I-08 housing", "every case about housing has a decision on it, here or before it came from a file, or a task with a date");
    struct verify_services_row services;
    struct date today = instant_oslo_date(db_now(checking->db));
    bool asked = verify_services(checking->db, date_add_days(today, -SERVICE_DAYS), &services);
    add(checking, "I-09 services", "help past day 14 without a decision has its red task", asked ? services.looked_at : 0, asked ? services.wrong : 1);
    struct verify_nights_row nights;
    asked = verify_nights(checking->db, date_add_days(today, -1), &nights);
    add(checking, "SOT-6 nights", "a temporary stay is as long as was said, and past its end it is red", asked ? nights.looked_at : 0, asked ? nights.wrong : 1);
    CHECK(verify_seats, "R-147 seats", "no place for the night is held by more than there is room for, or by nobody");
    CHECK(verify_measures, "R-227 measures", "one measure follows another without a day between, and an agreement runs only where she is");
    CHECK(verify_forms, "I-14 forms", "the questions of every assessment are kept whole in the version it was made with");
    CHECK(verify_issued, "I-14 issued", "every part of an issued decision is signed, ended or to come");
}

static int64_t above(const struct application_limit *limits, size_t n) {
    int64_t found = 0;
    for (size_t i = 0; i < n; i++) found += limits[i].room < 0;
    return found;
}

/* Where more live than the municipality's own share: places, and nobody in them. */
static void check_limits(struct checking *checking) {
    if (!organisation_profile() || !application_limits_on()) return;
    const struct application_limits limits = application_limits(checking->db);
    add(checking, "R-133 shares", "no neighbourhood or part of town has more than its share", (int64_t)(limits.n + limits.n_areas),
        above(limits.v, limits.n) + above(limits.areas, limits.n_areas));
    only_found(checking);
}

static void check_leases(struct checking *checking) {
    CHECK(verify_offers, "R-188 offers", "a home that is offered stands as offered, to one person at a time");
    CHECK(verify_accepted_offers, "R-189 accepted", "who has said yes to a home has a lease, or somebody has the day to make it");
    CHECK(verify_homes, "I-13 homes", "a dwelling has one lease that runs at most, and is not called occupied after its lease has ended");
    CHECK(verify_leases_in_empty, "R-152 lease_in_empty", "a lease that runs is of a dwelling somebody lives in");
    CHECK(verify_without_lease, "R-152 without_lease", "a dwelling somebody lives in has a contract that runs");
    only_found(checking);
    CHECK(verify_concentration, "R-133 concentration", "what is counted of neighbourhoods is what lives there");
    check_limits(checking);
    struct verify_terms_row terms;
    struct date today = instant_oslo_date(db_now(checking->db)), day = date_add_days(today, -1);
    bool asked = verify_terms(checking->db, date_add_months(day, -3), day, &terms);
    add(checking, "I-13 terms", "no fixed term is past its end and three months without a decision, and past its end it is red", asked ? terms.looked_at : 0,
        asked ? terms.wrong : 1);
}

static void check_meetings(struct checking *checking) {
    struct verify_groups_row groups;
    struct date yesterday = date_add_days(instant_oslo_date(db_now(checking->db)), -1);
    CHECK(verify_quorum, "I-12 quorum", "nothing was decided in a meeting without those who must be there");
    bool asked = verify_groups(checking->db, yesterday, &groups);
    add(checking, "R-204 groups", "a responsibility group that stands still or is late is somebody's to look at", asked ? groups.looked_at : 0, asked ? groups.wrong : 1);
}

static void check_appeals(struct checking *checking) {
    CHECK(verify_appeals, "FVL-33 appeals", "every appeal stands where its last step put it, with a date to be done by");
    CHECK(verify_reviews, "FVL-33 reviews", "nobody reviews what she decided, or twice");
}

static void check_platform(struct checking *checking) {
    add(checking, "references", "no row points at something that is not there", 1, db_walk_loose_references(checking->db));
    if (db_store_is_postgresql(db_store_of(checking->db)))
        checking->lines.v[checking->lines.n - 1].note = "PostgreSQL's constraints make it impossible";
    add(checking, "jobs", "no job has been given up", 1, jobs_parked(checking->db));
}

static void check_organisation(struct checking *checking) {
    struct verify_organisation_row row;
    bool asked = verify_organisation(checking->db, instant_oslo_date(db_now(checking->db)), &row);
    add(checking, "I-03 organisation", "roles are held in units that exist, and what a unit was and is called is kept", asked ? row.looked_at : 0,
        asked ? row.wrong : 1);
}

static void check_desk(struct checking *checking) {
    CHECK(verify_desk, "R-045 desk", "the lists and numbers that are kept are those of the cases");
    CHECK(verify_alone, "R-039 contact", "the cases kept as without a primary contact are those that have none");
    CHECK(verify_watch, "R-248 watch", "nobody in follow-up is out of sight");
    CHECK(verify_continuity, "R-218 continuity", "the months of continuity are those of the visits");
}

struct verify_lines verify_rules(struct db_store *store, struct arena *arena, struct instant now) {
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "felles verify"};
    struct checking checking = {.db = db_begin(store, DB_READ, arena, &actor, now)};
    checking.lines.v = arena_array(arena, CHECKS_MOST, sizeof *checking.lines.v);
    check_chain(&checking);
    check_spine(&checking);
    check_decisions(&checking);
    check_leases(&checking);
    check_meetings(&checking);
    check_appeals(&checking);
    check_organisation(&checking);
    check_platform(&checking);
    check_desk(&checking);
    if (db_commit(checking.db) != DB_OK) add(&checking, "database", "the database could be read to the end", 0, 1);
    return checking.lines;
}
