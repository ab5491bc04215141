/* What the files of this module share. */
#pragma once
#include "domain/law/law.h"
#include "domain/measure/measure.h"
#include "measure_sql.h"
#include "platform/audit/audit.h"

#define MEASURE_PURPOSE "follow_up"
enum { MEASURE_ANSWER_DAYS = 5, MEASURE_ASK_AGAIN_DAYS = 90, MEASURE_FIND_DAYS = 14, MEASURE_FORWARD_DAYS = 92, MEASURE_BACK_DAYS = 31 };

static inline struct staff_id measure_actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct unit_id measure_actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct date measure_today(struct db *db) { return instant_oslo_date(db_now(db)); }

/* The part of the decision in force with this number, or with this root; false: there is none that gives help. */
bool measure_part_numbered(struct db *db, struct case_id id, int64_t number, struct measure_parts_row *ret_part);
bool measure_part_of(struct db *db, struct case_id id, struct decision_part_id part, struct measure_parts_row *ret_part);
struct amount measure_amount(const struct measure_parts_row *part);
/* The giving unit is in the case as long as it gives her something. */
void measure_involve(struct db *db, struct case_id id, struct unit_id unit);
void measure_leave_unit(struct db *db, struct case_id id, struct unit_id unit);
bool measure_works_in(struct db *db, struct staff_id staff, struct unit_id unit);
void measure_agreement_over(struct db *db, struct measure_stay_id stay, struct date on);
/* The task to say the agreement once more, on its last day. */
void measure_remind(struct db *db, struct case_id id, struct measure_stay_id stay, struct unit_id unit, struct staff_id contact, struct date last);
