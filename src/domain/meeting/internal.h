/* What the files of meeting share. */
#pragma once
#include "domain/meeting/around.h"
#include "domain/secrecy/secrecy.h"
#include "meeting_sql.h"

enum {
    MEETING_ITEMS_MOST = 60,
    MEETING_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH),
};
#define MEETING_PURPOSE "meeting"

/* The profile's words on a series; NULL when it runs no more. */
const struct profile_series *series_profile(const char *code);
const struct meeting_hook *meeting_hook_of(enum agenda_item_kind kind); /* never NULL */
/* The unit that decides when not all agree, and the delegation it does it by; unit 0: nobody. */
struct meeting_decider {
    struct unit_id unit;
    const char *reference; /* NULL: the profile states none */
};
struct meeting_decider meeting_decider_of(struct db *db, const struct meeting_brief *meeting);
/* Does the kind belong in the series? */
int series_takes(const struct series_get_row *series, enum agenda_item_kind kind);

int meeting_call(struct db *db, const struct meeting_brief *meeting, struct staff_id chair, struct staff_id secretary);
int meeting_sign(struct db *db, const struct meeting_brief *meeting);
/* Items go to the next date; ERR when there is none and something is on the agenda. */
int meeting_cancel(struct db *db, const struct meeting_brief *meeting, struct date next_on);
int item_withdraw(struct db *db, const struct meeting_item *item);
/* What was put off to a day gets that day's meeting when the meeting is made. */
void items_meet(struct db *db, struct meeting_series_id series, struct meeting_id meeting, struct date on_date);
/* The working day before it, at eight: tells. */
void meeting_remind_add(struct db *db, struct meeting_id meeting, struct date on_date);
/* All that is not treated and cannot be decided for lack of quorum is stopped, the absence counted, and its units told. */
int meeting_stop_all(struct db *db, const struct meeting_brief *meeting, struct date next_on);

/* Who the item is about, for a session with ground; NULL: a line without a name. (I-04) */
const char *item_person(struct request *rq, const struct meeting_item *item);
/* The item as its agenda says it to this session: her name, the common matter's heading, the thing's own line, or the kind alone. */
const char *item_line(struct request *rq, const struct meeting_item *item, const char *heading);
