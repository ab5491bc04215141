/* The frame of every case page: person, voice, who is responsible now, next step, tabs. Pages write their content between begin and end.
 * On the overview the frame writes the page's <h1> (her name) and the bar of responsibility. On the other tabs it is one line with her
 * name as a link, and the page writes its own <h1>. Content starts with <div class="f-page">. */
#pragma once
#include "domain/work/work.h"
#include "platform/http/http.h"

enum case_tab { TAB_OVERVIEW = 1, TAB_ASSESSMENT, TAB_HOME, TAB_PLAN, TAB_DECISION, TAB_APPEAL, TAB_LEASE, TAB_RESPONSIBILITY, TAB_SERVICES, TAB_FOLLOW_UP, TAB_CONSENT, TAB_PEOPLE, TAB_MESSAGES, TAB_BOOKINGS, TAB_ACCESS_LOG };

struct case_frame {
    struct case_brief brief;
    struct person_spine person;
    const char *national_id;             /* "148884 11888"; NULL: unknown, or not the overview (GDPR-5) */
    const char *holder_unit, *holder_staff; /* holder_staff NULL: nobody by name yet */
    bool mine;                           /* the session's unit holds */
    bool me;                             /* and the session's own worker */
    bool disputed;                       /* there is a disagreement about who is responsible, and it is not decided */
    bool may_pass_on;                    /* mine, with the right, and no offer is waiting */
    const char *coordinator, *coordinator_unit, *coordinator_phone; /* NULL: none named */
    text_key next_step;                  /* kind of the nearest task as a sentence; 0: no task is open */
    struct date next_due;
    const char *next_unit;               /* who must do it */
    const char *next_path;               /* page where the session may do it now, or NULL */
    bool next_late, next_ours;           /* its date has passed; it is for the session's own unit */
    struct date held_since;              /* when the unit took over; a change of worker inside it does not count */
    int64_t days_held;
    enum case_tab tab;
    int64_t case_number;                 /* for links: brief.id.v */
    const void *beside;                  /* what she has written beside this page's own, and corrections; NULL: nothing */
    void (*draw_beside)(struct html *h, const void *beside);
};
/* Reads the frame; false: no such case. Coordinator is filled by the hook that domain/plan sets, since plan is above work. */
bool case_frame_read(struct request *rq, struct case_id id, enum case_tab tab, struct case_frame *ret_frame);
/* Opens the page; `title` is what this page is about, and stands after her name in the browser's title. */
void case_frame_begin(struct html *h, const struct case_frame *frame, text_key title);
void case_frame_end(struct html *h);
/* Has the program a page of a case with this end ("/vedtak"), and the session the right to it? The routes know; nothing is repeated. */
bool case_frame_may_open(const struct session *session, const char *suffix);
/* What is done seldom in a case, and has no tab: talks, rest, asking again, closing. Gives back how many the session may open. */
enum { CASE_MORE_MOST = 9 };
struct case_more {
    const char *path;
    text_key name;
};
size_t case_frame_more(const struct request *rq, const struct case_brief *brief, struct case_more ret_more[CASE_MORE_MOST]);
/* The page where a task is done, if the session may open it; else the overview of the case. */
const char *case_frame_task_path(const struct request *rq, struct case_id id, enum task_kind kind);
/* Fills beside and draw_beside, for a page with a tab: set by main at start, since corrections are above work. */
void case_frame_on_beside(void (*fill)(struct request *rq, struct case_frame *frame));
/* One hook: fills coordinator, coordinator_unit, coordinator_phone. Set by main at start. */
void case_frame_on_coordinator(void (*fill)(struct request *rq, struct case_frame *frame));
