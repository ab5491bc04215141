/* The care of the stock: the minimum standard, what every move begins, damage, plans for each dwelling and for homes to come. What a municipality asks of a
 * dwelling and does between two tenants stands in its profile. */
#pragma once
#include "domain/dwelling/dwelling.h"
#include "domain/secrecy/secrecy.h"
#include "upkeep_schema.h"

/* Set as hooks by main: a move begins its programme, and the pages of a dwelling and of a cluster show what stands about them here. */
void upkeep_on_move(struct db *db, const struct dwelling_moved *moved);
void upkeep_on_dwelling(struct request *rq, struct html *h, struct dwelling_id dwelling);
void upkeep_on_cluster(struct request *rq, struct html *h, struct dwelling_cluster_id cluster);

/* Begins the programme of the profile for this reason, unless one runs already. The caller writes the audit event. */
struct maintenance_run_id upkeep_run_begin(struct db *db, struct dwelling_id dwelling, enum run_why why, struct date begun);
/* ERR_INVALID: something of it is left. It counts its working days, and a dwelling that was empty goes on to be ready by the steps of the model. */
int upkeep_run_end(struct db *db, struct maintenance_run_id run);

struct standard_answered {
    const char *item, *remark;
    enum standard_answer answer;
};
/* The score of the answers by the profile's list: what is not seen is not met. Pure. */
struct standard_score {
    int64_t required, met, wanted, wanted_met;
    bool below;
};
struct standard_score upkeep_score(const struct profile_dwellings *stock, const struct standard_answered *answers, size_t n);
void upkeep_check(struct db *db, struct dwelling_id dwelling, const struct profile_dwellings *stock, const struct standard_answered *answers, size_t n);

struct damage_new {
    struct dwelling_id dwelling;
    struct date seen_on;
    enum damage_cause cause;
    const char *what;
    struct maybe_int cost;
    bool review;
};
/* With `review`, whoever is responsible for the one who lives there gets a task: is the help right? The property unit does not learn who that is. */
struct damage_id upkeep_damage(struct db *db, const struct damage_new *damage);

/* What a plan may become: decided → begun → done, or dropped. ERR_INVALID: not a step. Its dwelling goes with it where the model has such a step. */
int upkeep_plan_move(struct db *db, struct dwelling_plan_id plan, enum plan_state to, const char *outcome);
bool upkeep_plan_may_move(enum plan_state from, enum plan_state to);
bool upkeep_acquire_may_move(enum acquire_state from, enum acquire_state to);
bool upkeep_siting_may_move(enum siting_state from, enum siting_kind by, enum siting_state *ret_to);

/* A share that tells of nobody: in tens of per cent, and only where at least five are on each side of it, or none at all. -1: not shown. (R-133, I-15) */
int upkeep_share(int64_t residents, int64_t active);

/* ── for a demonstration: what its pages would have written ── */
struct acquisition_new {
    enum acquire_kind kind;
    const char *name, *follow_up, *standard_why;
    int64_t homes, year;
    bool courtyard;
    struct maybe_int cost;
    enum build_standard standard;
};
void demo_acquisition(struct db *db, const struct acquisition_new *new);
struct landlord_new {
    const char *name, *agreed;
    int64_t homes;
    struct date from, until;
};
void demo_landlord(struct db *db, const struct landlord_new *new);
struct upkeep_home {
    struct dwelling_id id;
    enum dwelling_state state;
};
struct upkeep_homes {
    struct upkeep_home *v;
    size_t n;
};
struct upkeep_homes upkeep_homes(struct db *db); /* the whole stock, by id */
