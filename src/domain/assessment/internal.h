/* Inside the assessment: the rules its pages call. */
#pragma once
#include "domain/assessment/assessment.h"
#include "domain/assessment/form.h"
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

/* The puzzle of one version, as this session may see it: the newest unless another is given. */
struct assessment_puzzle assessment_puzzle_of(struct request *rq, const struct assessment_brief *assessment, unsigned zones, const char *purpose);
/* The puzzle with the words of some zones only: a page that shows one area reads no more than its zone. */
struct assessment_puzzle assessment_puzzle_zones(struct request *rq, struct case_id id, unsigned zones, const char *purpose);

unsigned assessment_zones(void); /* all that the areas' words belong to, as ZONE_BITs */

bool assessment_is_open(const struct assessment_brief *assessment); /* may be written in */
/* To be read through with her, and what she says. ERR_CONFLICT: not in the state that allows it. */
int assessment_read_together(struct db *db, const struct assessment_brief *assessment);
int assessment_answer(struct db *db, const struct assessment_brief *assessment, bool confirmed);
/* Something big happened: what was read through must be looked at anew, and the holder gets a task. ERR_INVALID: a day to come. */
int assessment_changed_much(struct db *db, const struct assessment_brief *assessment, enum assessment_change_kind kind, struct date happened_on);
/* A decision may go before what is missing now; the reason is written down by the caller. ERR_INVALID: nothing is missing. */
int assessment_justify(struct db *db, const struct assessment_brief *assessment);
/* Are there children? With children the holder is asked to talk about what they need (HPL-10a). False: changed meanwhile. */
bool assessment_children_answered(struct db *db, const struct assessment_brief *assessment, int64_t version, enum children children);
bool assessment_has_children(enum children children);
/* One version, as it stands. False: there is none. */
bool assessment_version_read(struct db *db, struct case_id id, int64_t version_no, struct assessment_brief *ret_assessment);
/* After any change: what was read through is a draft again. */
void assessment_changed(struct db *db, const struct assessment_brief *assessment);

/* Shared by the pages. */
struct area_views;
struct area_views assessment_areas_view(struct request *rq, struct case_id id, const struct assessment_puzzle *puzzle, bool may_write);
struct hidden_views;
struct hidden_views assessment_hidden_zones(struct request *rq, struct case_id id, const struct assessment_puzzle *puzzle); /* each closed one once */
struct lack_views;
struct lack_views assessment_lacks_view(struct request *rq, struct case_id id);
/* The answers to the questions put beside the words of their areas, where the session may see them. */
void assessment_add_answers(struct request *rq, const struct assessment_brief *assessment, struct area_views *areas);
/* What a page was made from, for its hidden field: of a draft that is taken up again what it was made from then, so that what others saved since is
 * noticed; else as it is now. `n`: the n-th of that name. */
int64_t assessment_made_from(const struct request *rq, const char *field, size_t n, int64_t now);
bool assessment_talk_valid(struct request *rq, struct date held_on);
const char *assessment_number(struct request *rq, int64_t n);
const char *assessment_path(struct request *rq, struct case_id id, const char *rest); /* "/sak/12/kartlegging" + rest */
/* The open version to write in; false after `ret_reply` says why not. */
bool assessment_to_write(struct request *rq, struct case_id id, struct assessment_brief *ret_assessment, struct reply *ret_reply);
struct reply assessment_saved(struct request *rq, struct case_id id, text_key notice);
text_key assessment_hint(enum life_area area); /* what to ask for first: what goes well */
int assessment_icon(enum life_area area);

/* ── the questions of the form (answers.c) ── */
struct answer {
    const struct form_question *question;
    const char *value; /* NULL: not answered, or not for this reader */
    int64_t id;        /* of the row that counts; 0: none */
    bool open;         /* the session may read and write it */
};
struct answers {
    struct answer *v;
    size_t n;
    int64_t latest; /* id of the newest row among them: what the page was made from */
};
/* The questions of an area (0: all) with the answers of a version, each only where the session may see its zone. */
struct answers answers_read(struct request *rq, const struct assessment_brief *assessment, enum life_area area);
/* Saves those that differ. ERR_CONFLICT: someone has answered since `latest`. ERR_INVALID: one does not fit; *ret_wrong says which question.
 * ERR_DENIED: one is not for this session. */
struct answers_sent {
    const char *const *questions, *const *values;
    size_t n;
    int64_t latest;
};
int answers_save(struct request *rq, const struct assessment_brief *assessment, enum life_area area, const struct answers_sent *sent);
