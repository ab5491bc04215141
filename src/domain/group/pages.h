/* What the pages of the group share. */
#pragma once
#include "domain/group/internal.h"
#include "domain/group/views.h"

const char *group_path(struct request *rq, struct case_id id);
const char *group_meeting_path(struct request *rq, struct case_id id, struct meeting_id meeting);
const char *group_day(struct arena *arena, struct date date);   /* as a date field takes it; NULL for DATE_NONE */
const char *group_number(struct arena *arena, int64_t n);
/* A fault as a form error, and the page again. */
struct reply group_refused(struct request *rq, int fault);
/* The meeting, if it is of a group of this case and for this session. */
bool group_meeting_of(struct request *rq, struct case_id id, struct meeting_id meeting, struct group_at *ret_at);

/* Who can be given something to do: she herself, somebody close, the workers with a seat, the units of the case. Values: "person", "close_one", "s12", "u3". */
struct options group_owner_choices(struct request *rq, struct case_id id, struct meeting_id meeting);
/* What such a value means; owner 0: nothing we know. */
struct plan_action_owned group_owner_of(struct request *rq, struct meeting_id meeting, const char *value, struct date due);
/* meeting_path: of the meeting they are changed in; NULL: not here. */
struct group_action_rows group_actions(struct request *rq, struct case_id id, const struct plan_action_briefs *actions, const char *meeting_path);
