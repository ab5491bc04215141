/* What the pages of this module share. */
#pragma once
#include "appeal_routes.h"
#include "appeal_views.h"
#include "domain/appeal/internal.h"
#include "domain/appeal/views.h"
#include "domain/work/case_frame.h"

/* What the session may read of those zones (ZONE_BIT) for an appeal; NULL: none. */
const struct access *appeal_access(struct request *rq, struct case_id id, unsigned zones);
/* The zone of every part a case can have an appeal on. */
unsigned appeal_zones(void);
bool covers(const struct access *access, enum zone zone);
const char *appeal_base(struct request *rq, struct case_id id);                                  /* /sak/1/klage */
const char *appeal_part_path(struct request *rq, struct case_id id, struct appeal_part_id part); /* /sak/1/klagedel/2 */
const char *appeal_unit_called(struct request *rq, struct unit_id unit);
const char *appeal_staff_called(struct request *rq, struct staff_id staff);
const char *decided_name(struct request *rq, struct decision_part_id part);
struct appeal_mark state_mark(struct request *rq, enum appeal_state state, enum appeal_result result);
struct notice_view_rows appeal_letters_of(struct request *rq, struct case_id id, struct appeal_part_id only);
struct appeal_words_views appeal_words_of(struct request *rq, const struct access *access, const struct appeal_part_get_row *part,
                                          enum appeal_words_kind only);
