/* Visits and contact (R-218–; K9): written in seconds where people are met, never changed, put right by
 * a new row. That there was one, when and with whom is of the spine; how it went is sealed in the writer's zone. Others read the views case_visit (visits as
 * they stand), case_watch and worker_frame_now. Everything runs in the caller's write transaction and by its actor, whose unit the visit is of. A rule that
 * says no returns a negative VISIT_… and changes nothing. Minutes are whole minutes; from_minute counts from midnight in Oslo. */
#pragma once
#include "domain/calendar/calendar.h"
#include "domain/roles/roles.h"
#include "domain/secrecy/secrecy.h"
#include "visit_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define VISIT_FAULTS(X)                              \
    X(NOT_FOUND, NULL, visit_not_found)              \
    X(CASE_CLOSED, NULL, visit_case_closed)          \
    X(NOT_OURS, NULL, visit_not_ours)                \
    X(DAY_WRONG, "on_date", visit_day_wrong)         \
    X(TIME_WRONG, "from", visit_time_wrong)          \
    X(SECOND_WRONG, "second", visit_second_wrong)    \
    X(NO_ZONE, "words", visit_no_zone)               \
    X(BOOKING_GONE, NULL, visit_booking_gone)        \
    X(CORRECTED, NULL, visit_corrected_before)       \
    X(NEXT_PAST, "next_date", visit_next_past)       \
    X(NEXT_MISSING, "next_date", visit_next_missing) \
    X(FRAME_WRONG, "hours", visit_frame_wrong)
enum visit_fault {
    VISIT_DONE = 0,
    VISIT_FAULT_FIRST = -900,
#define X(name, field, key) VISIT_##name,
    VISIT_FAULTS(X)
#undef X
};
struct visit_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct visit_fault_text visit_fault_text(int fault);

/* ── writing ──────────────────────────────────────────────────────────── */

enum { VISIT_DAYS_BACK = 31 }; /* how long after it may be written down */

/* Where the writer's words stand: her access and her own zone. Both 0: her unit has none, and she writes no words. */
struct visit_writer {
    const struct access *access;
    enum zone zone;
};
struct visit_writer visit_writer_of(struct request *rq, struct case_id id);

/* What is agreed about the next time, as an appointment of the unit; `why` is for her own calendar. */
struct visit_next_time {
    struct date on_date; /* DATE_NONE: nothing is agreed */
    int from_minute, minutes;
    struct staff_id staff;
    enum visit_why why; /* 0: not said */
};
struct visit_new {
    struct case_id case_;
    struct booking_id booking;  /* the appointment it settles; 0: none */
    struct staff_id second;     /* who came along; 0: nobody */
    struct date on_date;        /* from VISIT_DAYS_BACK days ago until today */
    int from_minute, minutes;   /* it has begun by now */
    enum visit_arena arena;
    enum visit_outcome outcome; /* all but NO_ANSWER reach her */
    enum visit_strain strain;   /* 0: not said */
    enum visit_went went;       /* 0: not said */
    const char *words;          /* NULL: none */
    const char *sending;        /* the form's own number, or NULL: the same form sent twice is one visit */
    struct visit_next_time next;
};
/* Writes the visit by the actor herself, settles the appointment (held, or not met) and makes the next. Sent before: the visit there is. */
int visit_write(struct db *db, const struct visit_writer *writer, const struct visit_new *visit, struct visit_id *ret_visit);
/* The same visit as it really was, by anyone in the unit; the appointment it settled stays. CORRECTED: somebody was first. (I-14) */
int visit_correct(struct db *db, const struct visit_writer *writer, struct visit_id wrong, const struct visit_new *right, struct visit_id *ret_visit);
/* It was never so: written by mistake. */
int visit_strike(struct db *db, struct case_id id, struct visit_id wrong);

static inline bool visit_reaches(enum visit_outcome outcome) { return outcome != VISIT_OUTCOME_NO_ANSWER; }

/* The form of the day, said by who knows it. */
int visit_say_day(struct db *db, const struct visit_writer *writer, struct case_id id, enum day_form form);

/* ── reading, for those above ─────────────────────────────────────────── */

/* When she was last reached and last tried; DATE_NONE: never. False: nobody follows her up, and nobody has come. */
struct visit_last {
    struct date since, seen_on, tried_on, last_on;
    bool open;
};
bool visit_last_of(struct db *db, struct case_id id, struct visit_last *ret_last);
/* Minutes of help given in the case by a unit (0: by all), both days counted. */
int64_t visit_minutes_of(struct db *db, struct case_id id, struct unit_id unit, struct date first, struct date last);

/* The open cases somebody follows up, the longest watched first: for demonstrations, at most 1000. */
struct visit_watched {
    struct case_id *v;
    size_t n;
};
struct visit_watched visit_watched(struct db *db);

/* Many visits of one case at once, for demonstrations and measurements: spread evenly from `first` to `last`, every fifth by `other` (0: nobody), without words,
 * and nobody is told. domain/continuity makes its months anew afterwards. */
struct visit_series {
    struct case_id case_;
    struct unit_id unit;
    struct staff_id usual, other;
    struct date first, last;
    int64_t n;
};
void visit_write_series(struct db *db, const struct visit_series *series);
/* The open cases after that one, in order, at most 500, with who has the responsibility and since which day the case is open. */
struct visit_open_case {
    struct case_id id;
    struct unit_id unit;
    struct date since;
};
struct visit_open_cases {
    struct visit_open_case *v;
    size_t n;
};
struct visit_open_cases visit_open_after(struct db *db, struct case_id after);

/* Told after every visit that is written, put right or struck, in its transaction, with the day it was of. At most eight listen; set by main at start. */
void visit_on_written(void (*told)(struct db *db, struct case_id id, struct visit_id visit, struct date on_date));

/* One hook, set by main, since homes are above: what else is to be in her own calendar in the same days, in her language. `name`: who; `kind`: why. */
void visit_on_her_others(struct calendar_others (*read)(struct request *rq, struct case_id id, enum lang lang, struct date first, struct date last));

/* ── the municipality's own numbers, with ours where it has said nothing ──── */

struct visit_limits {
    int unseen_days, unseen_quiet_days; /* days nobody has reached her before somebody is told; quiet: the case rests */
    int helpers_month;                  /* more different helpers than this in a month is said */
    int home_people_day;                /* more people than this in a home in a day is said */
    int first_weeks, first_weekly;      /* the first phase, and visits a week in it */
};
struct visit_limits visit_limits(void);

/* ── workers ──────────────────────────────────────────────────────────── */

struct worker_frame_brief {
    struct maybe_int minutes_week;
    struct date new_until; /* DATE_NONE: not new */
};
struct worker_frame_brief visit_frame_of(struct db *db, struct staff_id staff);
/* Minutes a week with people; new in the work until a day. By her leader. */
int visit_frame_set(struct db *db, struct staff_id staff, struct maybe_int minutes_week, struct date new_until);
/* Is she new in the work on that day? */
bool visit_is_new(struct db *db, struct staff_id staff, struct date today);

/* The session's own visits of today, with "write it down" beside each, as a section of a page; nothing when there are none. {{call visit_today}} */
void visit_today(struct html *h);

/* ── nobody is lost ───────────────────────────────────────────────────── */

/* Nightly: who has not been reached for too long gets a task with the worker who has the case; a case in follow-up without contact or deputy is a task of
 * the leader's. */
#define JOB_VISIT_WATCH "visit_watch"
void visit_schedule(struct db *db, struct instant now);
void visit_watch_job(struct db *db, int64_t subject, struct instant now);
