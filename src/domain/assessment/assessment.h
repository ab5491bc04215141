/* The assessment: eight life areas, her words beside the professional view, filled in over several talks. (MODEL 3.4, R-065–,
 * HPL-10a, BSL-9). Coverage and unit of an area are for every unit in the case; what it says only for those who may see its zone. */
#pragma once
#include "assessment_schema.h"
#include "domain/followup/followup.h"
#include "domain/secrecy/secrecy.h"

struct assessment_brief {
    struct assessment_id id;
    struct case_id case_;
    struct person_id person;
    int64_t version_no;
    enum assessment_state state; /* OUTDATED: confirmed more than twelve months ago */
    enum children children;
    enum disadvantaged_answer disadvantaged; /* 0: not considered */
    struct instant started_at, confirmed_at;
    int64_t form_version; /* of the questions it was made with (form.h); 0: none */
    unsigned justified;   /* lacks a decision may go before, for a written reason */
    int64_t version;
};
/* The newest version. False: none is begun. */
bool assessment_newest(struct db *db, struct case_id id, struct assessment_brief *ret_assessment);

struct assessment_talk {
    struct date held_on;
    enum assessment_place place;
    bool on_paper; /* written on the printed form first */
};
/* Begins the first version, or a new one that starts from the one before. ERR_CONFLICT: one is open already. */
int assessment_begin(struct db *db, struct case_id id, const struct assessment_talk *talk);

/* The zone that an area's words belong to. */
enum zone assessment_zone(enum life_area area);

/* One piece of the puzzle. `open`: the session may read its zone; else wish and need are NULL whatever is written. */
struct assessment_piece {
    enum life_area area;
    enum zone zone;
    enum coverage coverage;         /* NOT_ASKED when the area is not begun */
    enum not_obtained not_obtained; /* 0: nothing is held back */
    struct unit_id unit;            /* 0: nobody yet */
    const char *unit_name;
    bool open, has_wish, has_need;
    const char *strength, *wish, *need, *professional;
};
struct assessment_puzzle {
    bool begun;
    struct assessment_brief assessment;
    struct assessment_piece pieces[LIFE_AREA_COUNT]; /* in the order of enum life_area */
};
/* The whole puzzle as this session may see it; what it reads is logged with this purpose (a static code). Always eight pieces. */
struct assessment_puzzle assessment_puzzle_read(struct request *rq, struct case_id id, const char *purpose);

/* What is missing before a decision, each with the page that fills it; none when n is 0. Reads codes only. What a decision may go
 * before for a reason that is written down is not among them; assessment_lacks_all has those too. */
struct assessment_lack {
    text_key text;
    const char *path; /* "/sak/12/kartlegging/barn" */
    bool justified;
};
struct assessment_lacks {
    struct assessment_lack v[9];
    size_t n;
    unsigned bits; /* which */
};
struct assessment_lacks assessment_guard(struct db *db, struct case_id id);
struct assessment_lacks assessment_lacks_all(struct db *db, struct case_id id);
/* A decision was made on the newest version. By decision, when it is issued. (MODEL 3.4) */
void assessment_used(struct db *db, struct case_id id);

/* Days of finding out so far, or that it took until it was first confirmed. -1: not begun. */
int assessment_days(struct db *db, struct case_id id, bool *ret_ended);

/* Job: a version was confirmed twelve months ago. The holder is asked to look at it anew. (MODEL 3.4) */
#define JOB_ASSESSMENT_DUE "assessment_due"
void assessment_due_job(struct db *db, int64_t subject, struct instant now);

/* Has she said that she has children or expects one? For the plan, which asks a parent about a child coordinator (HOL-15). */
bool assessment_is_parent(struct db *db, struct case_id id);

/* The area that a kind of help is for. */
enum life_area assessment_area_of_service(enum service_kind kind);

/* At start: keeps every version of the questions whole, and compares with those kept before. False: a version that has been in use is changed
 * or gone, *ret_version says which; the program must not start. (I-14) */
bool assessment_forms_sync(struct db *db, int64_t *ret_version);

/* What the dwelling must be, in codes and numbers (I-06). False: not written down. */
struct dwelling_need {
    int64_t rooms, adults, children, visits_a_week;
    bool quiet, apart_from_cluster, step_free, pets, near_transport;
    enum floor_wish floor;
    struct date from_date; /* DATE_NONE: as soon as possible */
    int64_t version;
};
bool assessment_dwelling_need(struct db *db, struct case_id id, struct dwelling_need *ret_need);
