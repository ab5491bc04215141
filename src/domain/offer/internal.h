/* What the files of this module share. */
#pragma once
#include "domain/offer/offer.h"
#include "offer_sql.h"
#include "platform/audit/audit.h"

static inline struct staff_id offer_actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct unit_id offer_actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct date offer_today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
static inline struct date offer_in_working_days(struct db *db, int n) { return law_add_working_days(law_current(), offer_today_of(db), n); }

/* The unit that picks a home for the case: the one its order was sent to, else the one that decides. 0: neither. */
struct unit_id offer_picker(struct db *db, struct case_id id);
/* May the actor's unit find her a home? The one that picks; where the meeting picks, or one unit does both, also the one that decides. */
bool offer_may_make(struct db *db, struct case_id id);
/* Can she be offered one now? Else why not. */
int offer_may_now(struct db *db, struct case_id id);
/* What she needs of a home, as codes; false: nobody has said. */
bool offer_need_of(struct db *db, const struct case_brief *brief, struct offer_need *ret_need);
struct offer_home offer_home_of(const struct offer_home_get_row *row, const struct application_limits *limits);
/* The offer, when it is the actor's unit's to do something with; else a fault. */
int offer_ours(struct db *db, struct dwelling_offer_id id, struct offer_brief *ret_offer);
/* Who lets the home, makes the contract and hands over the keys: the municipality's landlord (profile leases.owner), else the unit that made the offer. A landlord she
 * has said no to is not told; then it stays with the unit of the offer. */
struct unit_id offer_landlord(struct db *db, struct case_id id, struct unit_id made_by);
/* The same for her answer and her time: also for the landlord, and the unit that has the responsibility in the
 * case. */
int offer_ours_or_held(struct db *db, struct dwelling_offer_id id, struct offer_brief *ret_offer);
/* The next day the clock looks at an open offer. */
void offer_watch(struct db *db, const struct offer_brief *offer);
/* The dwelling is vacant again, or the next in line has it. */
void offer_next(struct db *db, struct dwelling_id dwelling);
/* An open or accepted offer is over without keys: its tasks, the application, the order and the line. */
void offer_came_to_nothing(struct db *db, const struct offer_brief *offer);
/* The municipality's own days, or what is usual. */
struct offer_days {
    const int *v;
    unsigned n;
};
struct offer_days offer_settling_days(void);
struct offer_points {
    const struct profile_move_in *v;
    unsigned n;
};
struct offer_points offer_move_in_points(void);
/* How a home is told of in a letter or on a page: street and number, or its number where the address is not for everybody. */
const char *offer_home_name(struct arena *arena, enum lang lang, const struct offer_home_get_row *home);
