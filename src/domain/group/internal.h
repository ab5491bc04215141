/* What the files of group share. */
#pragma once
#include "domain/group/group.h"
#include "domain/plan/action.h"
#include "group_sql.h"

enum { GROUP_GIVE_DAYS = 3, GROUP_LOOK_DAYS = 5 };

static inline struct staff_id group_actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct unit_id group_actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct date group_today(struct db *db) { return instant_oslo_date(db_now(db)); }

/* One meeting of a group, as the group and as the engine know it. */
struct group_at {
    struct group_meeting_get_row row;
    struct meeting_brief meeting;
};
bool group_at(struct db *db, struct meeting_id id, enum lang lang, struct group_at *ret_at);
/* When the meeting before it closed; 0: there was none. */
static inline struct instant group_since(const struct group_at *at) { return instant_is_none(at->row.earlier_closed) ? (struct instant){0} : at->row.earlier_closed; }
/* Nothing was done since the meeting before. */
static inline bool group_stood_still(const struct group_at *at, const struct group_progress_row *progress) { return at->row.earlier_id.v && progress->n_done == 0; }

/* Who keeps the group going: the coordinator and her unit, else the unit that has the responsibility and who has the case there. */
struct group_keeper {
    struct unit_id unit;
    struct staff_id staff; /* 0: nobody by name */
};
struct group_keeper group_keeper(struct db *db, struct case_id id);
/* The leader who looks at it when nothing happens: the coordinator's, else of the unit that has the responsibility. staff 0: neither has one today. */
struct group_keeper group_leader(struct db *db, struct case_id id);
/* Adds the meeting to the group, and the day the group is looked at again. */
void group_meeting_add(struct db *db, struct responsibility_group_id group, struct case_id id, struct meeting_id meeting, struct agenda_item_id item);
void group_watch(struct db *db, struct responsibility_group_id group, struct date due_on, struct date meets_on);
