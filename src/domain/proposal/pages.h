/* What the page files of this module share. */
#pragma once
#include "domain/proposal/internal.h"
#include "domain/work/case_frame.h"
#include "proposal_views.h"

/* What a rule asks of a dwelling and was not met, in words; NULL: nothing to say. */
text_key proposal_rule_text(enum allocation_rule rule);
text_key proposal_reason_text(enum allocation_reason reason);
/* The reasons that counted for an applicant, with their points: "Er uten bolig" … */
struct proposal_line_views proposal_counts(struct request *rq, const struct proposal *proposal, const struct rank_line *line, bool met);
const char *proposal_address(struct request *rq, const struct proposal_vacant_row *home);
const struct proposal_vacant_row *proposal_home_row(const struct proposal *proposal, struct dwelling_id id);
void proposal_add_line(struct request *rq, struct proposal_line_views *lines, const char *number, const char *text);
/* The unit that decides, and those who sit in the meeting. */
bool proposal_may_see(struct request *rq);
/* The smallest true reason, and what would change it: counts, places and rules, never names and nothing of health. */
void proposal_explain(struct request *rq, const struct proposal *proposal, int32_t applicant, struct proposal_line_views *ret_why,
                      struct proposal_line_views *ret_change);
/* Would she have a dwelling but for the limit of a neighbourhood? For herself and the appeal body: others are told that the area is full. (I-06) */
bool proposal_rests_on_limit(struct request *rq, const struct proposal *proposal, int32_t applicant);
