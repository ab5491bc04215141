/* One engine for every series of meetings: dates, members, agenda, attendance, quorum, decisions, minutes. (MODEL 3.10, I-12)
 * It knows no kind of decision itself: the modules above say what deciding an item of their kind does (struct meeting_hook). A meeting never
 * changes who has the responsibility for a case; what is said about a person stands in her case, in the writer's zone. */
#pragma once
#include "domain/meeting/quorum.h"
#include "domain/work/work.h"
#include "meeting_schema.h"
#include "platform/http/http.h"
#include "platform/jobs/jobs.h"

struct session;

/* ── what other modules fill ──────────────────────────────────────────── */

struct meeting_item {
    struct agenda_item_id id;
    struct meeting_series_id series;
    struct meeting_id meeting; /* 0: reported, in no meeting yet */
    int64_t number;            /* on the agenda; 0: none yet */
    enum agenda_item_kind kind;
    enum agenda_item_state state;
    struct case_id case_;      /* 0: about nobody */
    struct person_id person;
    int64_t subject;           /* id of the thing in its own module; 0: none */
    bool needs_all;            /* I-12 */
    struct unit_id reported_unit, presented_by;
    struct date next_on;       /* of one that was put off */
};
/* What the meeting came to. */
struct meeting_outcome {
    enum agenda_choice choice;      /* 0: the kind has none */
    const struct unit_id *dissents; /* units of the meeting that hold another view */
    size_t n_dissents;
    const char *delegation;         /* when one unit decides: the reference it decides by */
    struct date review_on;          /* needed when not all agreed */
    bool advises;                   /* advice to who decides, not a decision */
    const char *words;              /* the agreement as it was formulated; NULL: written already, or codes only */
    /* Found by meeting_decide, for the hook: */
    enum item_agreement agreement;
    struct unit_id decided_by;      /* of ITEM_AGREEMENT_ONE_DECIDED */
};
/* One kind of item and what is done with it; given once at start by the module that owns the kind. Every function may be NULL. All are called in the
 * transaction of the meeting's own change, and a negative answer or a text undoes it all. */
struct meeting_hook {
    enum agenda_item_kind kind;
    /* Why it cannot be decided like this, beside the form; 0: it can. */
    text_key (*may_decide)(struct db *db, const struct meeting_item *item, const struct meeting_outcome *outcome);
    /* It is decided: do what follows from it. */
    int (*decided)(struct db *db, const struct meeting_item *item, const struct meeting_outcome *outcome);
    /* It was put off, or lacked quorum: `next_on` is its new day. */
    void (*moved)(struct db *db, const struct meeting_item *item, struct date next_on);
    /* It was accepted for a meeting. */
    void (*accepted)(struct db *db, const struct meeting_item *item, struct meeting_id meeting);
    /* What the agenda says about the thing itself ("Solbakken 8 B, H0102"), for all who may see the meeting: nothing about a person. NULL: the kind. */
    const char *(*line)(struct request *rq, const struct meeting_item *item);
    /* The page where it is treated, instead of the engine's own; NULL: the engine's own. */
    const char *(*path)(struct request *rq, const struct meeting_item *item);
    /* The page of her case where the thing itself stands ("/bolig"), for who may open it; NULL: the page of her meetings. */
    const char *case_page;
    /* Why the meeting it is treated in cannot close yet, beside the form; 0: it can. */
    text_key (*may_close)(struct db *db, const struct meeting_item *item);
    /* The meeting is the next working day. */
    void (*soon)(struct db *db, const struct meeting_item *item, struct date on_date);
    bool own_events; /* its module writes the timeline of the case itself */
};
void meeting_on(const struct meeting_hook *hook); /* the hook lives for good */

/* ── series ───────────────────────────────────────────────────────────── */

/* Makes the series say what the profile says, and meetings that have not begun have its members. Idempotent; at start. */
void meeting_sync(struct db *db, const struct profile *profile);
struct meeting_series_id meeting_series_by_code(struct db *db, const char *code); /* 0: none */
/* The first series of a kind that runs; 0: none. */
struct meeting_series_id meeting_series_of_kind(struct db *db, enum meeting_kind kind);

struct meeting_brief {
    struct meeting_id id;
    struct meeting_series_id series;
    const char *code, *name; /* of the series, in the language of the reader */
    enum meeting_kind kind;
    enum meeting_quorum quorum;
    enum meeting_decides decides;
    struct unit_id decider, chair_unit;
    struct case_id case_;    /* of a series around one person; 0 */
    enum meeting_state state;
    bool extra, individual_cases, per_person;
    struct date on_date;
    int from_minute, to_minute, slots;
    const char *place;
    struct staff_id chair, secretary;
    struct instant opened_at, closed_at;
    int64_t version;
};
bool meeting_read(struct db *db, struct meeting_id id, enum lang lang, struct meeting_brief *ret_meeting);
/* The next meeting of the series that is planned or called, on that day or later. */
bool meeting_next(struct db *db, struct meeting_series_id series, struct date from, struct meeting_id *ret_meeting);

/* The meeting of a kind that is open today with the unit as a member; of several, one that may not decide. */
bool meeting_open_now(struct db *db, enum meeting_kind kind, struct unit_id unit, enum lang lang, struct meeting_brief *ret_meeting);

/* May this session see the meeting at all? Of a series around one person: who finds her case and is in it. VERDICT_NOT_FOUND else. */
enum verdict meeting_may(struct request *rq, struct meeting_id id);
/* Does it lead it: its chair or secretary, or in the unit that leads the series, with the right meeting.lead? */
bool meeting_leads(struct request *rq, const struct meeting_brief *meeting);

/* ── rules; each gives MEETING_DONE or why not ────────────────────────── */

/* X(name, form field or NULL, text key) */
#define MEETING_FAULTS(X) \
    X(NOT_FOUND, NULL, meeting_not_found) \
    X(NOT_LEADER, NULL, meeting_not_leader) \
    X(CHANGED, NULL, meeting_changed) \
    X(WRONG_STATE, NULL, meeting_wrong_state) \
    X(PAST, "on_date", meeting_past) \
    X(ENDS_BEFORE, "to", meeting_ends_before) \
    X(TAKEN, "on_date", meeting_day_taken) \
    X(NOT_WORKING_DAY, "on_date", meeting_not_working_day) \
    X(NO_SINGLE_CASES, "series", meeting_no_single_cases) \
    X(KIND_NOT_HERE, "kind", meeting_kind_not_here) \
    X(NOT_READY, NULL, meeting_item_not_ready) \
    X(GUESTS_NOT_SAID, NULL, meeting_guests_not_said) \
    X(NO_QUORUM, NULL, meeting_lacks_quorum) \
    X(NEEDS_ALL, NULL, meeting_needs_all) \
    X(DISSENT_NOT_ALLOWED, "dissent", meeting_dissent_not_allowed) \
    X(DECIDER_AWAY, "dissent", meeting_decider_away) \
    X(DELEGATION_MISSING, "delegation", meeting_delegation_missing) \
    X(REVIEW_MISSING, "review_on", meeting_review_missing) \
    X(NEXT_MISSING, "next_on", meeting_next_missing) \
    X(ITEMS_LEFT, NULL, meeting_items_left) \
    X(NOT_FINISHED, NULL, meeting_not_finished) \
    X(SIGNED_ALREADY, NULL, meeting_signed_already) \
    X(CHAIR_MISSING, "chair", meeting_chair_missing) \
    X(UNIT_NOT_IN_CASE, "unit", meeting_unit_not_in_case) \
    X(REFUSED_BY_KIND, NULL, meeting_refused_by_kind)
enum meeting_fault {
    MEETING_DONE = 0,
    MEETING_FAULT_FIRST = -700,
#define X(name, field, key) MEETING_##name,
    MEETING_FAULTS(X)
#undef X
};
struct meeting_fault_text {
    const char *field;
    text_key why;
};
struct meeting_fault_text meeting_fault_text(int fault);

struct meeting_new {
    struct meeting_series_id series;
    struct case_id case_; /* of a series around one person */
    bool extra;
    struct date on_date;
    int from_minute, to_minute;
    const char *place;
};
int meeting_plan(struct db *db, const struct meeting_new *meeting, struct meeting_id *ret_meeting);

struct item_new {
    struct meeting_series_id series;
    enum agenda_item_kind kind;
    struct case_id case_;
    int64_t subject;
    const char *heading, *body; /* of an item about nobody */
    enum item_need need;
    bool needs_all;
};
/* Any unit that takes part reports an item; it waits for the one who leads the series. */
int meeting_report(struct db *db, const struct item_new *item, struct agenda_item_id *ret_item);
/* Gives a reported item a meeting and a number on its agenda. */
int meeting_accept(struct db *db, struct agenda_item_id item, struct meeting_id meeting);
bool meeting_item(struct db *db, struct agenda_item_id id, struct meeting_item *ret_item);
struct meeting_items {
    struct meeting_item *v;
    size_t n;
};
struct meeting_items meeting_items_of(struct db *db, struct meeting_id meeting); /* the agenda in order; at most 60 */

/* Who is there for the meeting (item 0), or for the item when those who stepped out are not counted. */
struct quorum meeting_quorum_now(struct db *db, const struct meeting_brief *meeting, const struct meeting_item *item);

int meeting_decide(struct db *db, struct agenda_item_id item, const struct meeting_outcome *outcome);
/* A reason and a day; the case keeps its owner. Goes on as a new row in the series' meeting on that day, if there is one. */
int meeting_postpone(struct db *db, struct agenda_item_id item, enum item_wait wait, struct date next_on);
/* A missing unit stops it: counted for that unit. (I-12, R-280) */
int meeting_stop(struct db *db, struct agenda_item_id item, struct date next_on);

/* The day an item that was stopped is proposed for: an extra meeting two working days on where the profile has extra meetings when needed, else the
 * next date of the series. */
struct date meeting_day_after_stop(struct db *db, const struct meeting_brief *meeting, bool *ret_extra);

/* Job: a meeting comes the next working day. Who has a seat is told, and a unit that has given none; one that is not called yet, the unit that leads. */
#define JOB_MEETING_SOON "meeting_soon"
void meeting_soon_job(struct db *db, int64_t subject, struct instant now);

/* ── for pages of other modules ───────────────────────────────────────── */

/* Draws who is there and whether the meeting can decide: the strip at the top of a live page. */
struct meeting_strip;
const struct meeting_strip *meeting_strip_of(struct request *rq, const struct meeting_brief *meeting);
void meeting_strip(struct html *h, const struct meeting_strip *v); /* {{call meeting_strip v->strip}} */

/* The session's next meetings, for the page of the day; at most five. */
struct meeting_soon {
    const char *path, *name, *when;
    bool today;
};
struct meeting_soons {
    struct meeting_soon *v;
    size_t n;
};
struct meeting_soons meeting_soon_of(struct request *rq);

/* For struct calendar: the session's meetings between two days. */
struct calendar_others;
struct calendar_others meeting_calendar_others(struct request *rq, bool whole_unit, struct date first, struct date last);
