/* Inside the assessment: the rules its pages call. */
#pragma once
#include "domain/assessment/assessment.h"
#include "platform/http/http.h"

struct area_new {
    enum life_area area;
    int64_t version; /* the one that was shown; 0: the area was not begun */
    enum coverage coverage;
    enum not_obtained not_obtained;
    struct unit_id unit;
    const struct access *access; /* to the area's zone, or NULL: then its words are left as they are */
    const char *strength, *wish, *need, *professional;
};
/* Saves one area. ERR_CONFLICT: someone else has changed it since; ERR_INVALID: the version is closed. */
int assessment_save_area(struct db *db, const struct assessment_brief *assessment, const struct area_new *area);
/* As it is now, coded. False: not begun. */
struct area_state {
    int64_t version;
    enum coverage coverage;
    enum not_obtained not_obtained;
    struct unit_id unit;
    bool has_wish, has_need;
    const char *changed_by;
    struct instant changed_at;
};
bool assessment_area(struct db *db, struct assessment_id id, enum life_area area, struct area_state *ret_area);

/* The puzzle with the words of some zones only: a page that shows one area reads no more than its zone. */
struct assessment_puzzle assessment_puzzle_zones(struct request *rq, struct case_id id, unsigned zones, const char *purpose);

bool assessment_is_open(const struct assessment_brief *assessment); /* may be written in */
/* To be read through with her, and what she says. ERR_CONFLICT: not in the state that allows it. */
int assessment_read_together(struct db *db, const struct assessment_brief *assessment);
int assessment_answer(struct db *db, const struct assessment_brief *assessment, bool confirmed);
/* After any change: what was read through is a draft again. */
void assessment_changed(struct db *db, const struct assessment_brief *assessment);

/* Shared by the pages. */
const char *assessment_path(struct request *rq, struct case_id id, const char *rest); /* "/sak/12/kartlegging" + rest */
/* The open version to write in; false after `ret_reply` says why not. */
bool assessment_to_write(struct request *rq, struct case_id id, struct assessment_brief *ret_assessment, struct reply *ret_reply);
struct reply assessment_saved(struct request *rq, struct case_id id, text_key notice);
text_key assessment_hint(enum life_area area); /* what to ask for first: what goes well */
int assessment_icon(enum life_area area);
