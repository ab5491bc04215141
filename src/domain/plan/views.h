/* What the templates of coordinator and plan show. */
#pragma once
#include "domain/plan/individual.h"
#include "domain/plan/plan.h"
#include "platform/html/html.h"

struct offer_view {
    text_key answer; /* 0: not offered */
    enum plan_answer code;
    struct instant at;
    const char *staff;
};
struct former_view {
    const char *name, *unit;
    struct date from, until;
};
struct former_views {
    struct former_view *v;
    size_t n;
};
/* What was refused and appealed of plan and coordinator. (IPF-8) */
struct plan_appeal_line_views {
    struct plan_appeal_line *v;
    size_t n;
};
struct plan_appeals_view {
    struct plan_appeal_line_views lines;
    const char *path; /* where an appeal is taken in, or NULL */
};
struct coordinator_view {
    const char *given_name, *path;
    struct offer_view coordinator, plan;
    bool may_write, may_name;
    bool named;
    const char *name, *unit, *phone, *says;
    text_key consulted;
    enum coordinator_consulted consulted_code;
    struct date from;
    const char *unit_name, *unit_id;
    struct options answers, units, staff, consulted_choices;
    struct former_views former;
    text_key need; /* what somebody has seen a need for, and when, and which unit; 0: nothing waits */
    const char *need_unit;
    struct date need_on;
    struct options needs;
    struct plan_appeals_view appeals;
};

/* ── the plan ─────────────────────────────────────────────────────────── */

/* A part of the plan for one reader: open, closed by her choice, or closed by secrecy (then the whole page says so once). */
struct part_view {
    bool open, by_her;
    const char *name; /* hers */
};

struct action_view {
    const char *path, *done_path; /* done_path NULL: not this session's to finish */
    const char *kind, *what, *owner, *result;
    text_key state, reason;
    enum plan_action_state code;
    bool has_due, late, today;
    struct date due, settled_on;
    int64_t id, moved, version;
};
struct action_views {
    struct action_view *v;
    size_t n;
};
struct goal_view {
    const char *path, *words, *why, *add_path; /* add_path NULL: may not write, or it is settled */
    text_key state, kind, whose;
    const char *colour;
    enum goal_state code;
    bool own, kind_shown; /* a goal of another kind than substances has no tag */
    struct date since;
    struct action_views actions;
};
struct goal_views {
    struct goal_view *v;
    size_t n;
};
struct words_view {
    text_key name;
    const char *words;
};
struct words_views {
    struct words_view *v;
    size_t n;
};
struct tried_view {
    struct date on;
    const char *what, *learned, *staff, *colour;
    text_key result;
    enum tried_result code;
};
struct tried_views {
    struct tried_view *v;
    size_t n;
};
struct point_view {
    text_key name;
    bool has;
    const char *path; /* where it is filled in, or NULL */
};
struct point_views {
    struct point_view *v;
    size_t n;
};
struct notice_view {
    const char *sender, *answer_path; /* answer_path NULL: answered, or not this session's */
    text_key wish;
    struct date on;
    bool takes_part, answered;
};
struct notice_views {
    struct notice_view *v;
    size_t n;
};
/* The individual plan beside the goals: where it stands and what is to be done with it. */
struct individual_view {
    text_key state;
    const char *colour, *path, *offer_path, *usual_revision;
    enum individual_plan_state code;
    bool offered, runs, may_write, may_use, may_revise, may_begin, overdue;
    struct date from, until, revise_on, since;
    bool has_until, has_revision, ask_again; /* ask_again: it is time to offer what she said no to */
    struct date ask_by;
    int64_t version, points_there;
    struct point_views points;
    struct plan_appeals_view appeals;
    struct options reasons;
};
struct child_view {
    bool ask; /* she is a parent, and nobody has asked since */
    text_key answer; /* 0: never asked */
    const char *path;
    struct options answers;
};
struct plan_view {
    const char *name, *path;
    bool may_write, readable; /* readable: secrecy opens the plan's zone */
    struct secrecy_hidden hidden;
    struct part_view about, goals_part, actions_part, tried_part, crisis_part;
    struct words_views strengths; /* what she is good at, and the words of recovery */
    struct goal_views goals, settled_goals;
    struct action_views others, proposed, done;
    struct tried_views tried;
    struct individual_view individual;
    struct child_view child;
    struct notice_views notices;
    int64_t late;
};

struct goal_form_view {
    const char *name, *path, *back;
    struct options whose, kinds;
};
struct goal_said_view {
    const char *words, *why, *staff;
    text_key kind;
    struct instant at;
};
struct goal_said_views {
    struct goal_said_view *v;
    size_t n;
};
struct goal_step_view {
    text_key state;
    const char *staff;
    struct instant at;
};
struct goal_step_views {
    struct goal_step_view *v;
    size_t n;
};
struct goal_page_view {
    const char *name, *path, *back;
    struct goal_view goal;
    struct goal_said_views said;
    struct goal_step_views steps;
    bool may_write, settled;
    const char *step, *kind_now; /* the code of the next step on the way, or NULL */
    text_key step_name;
    int64_t version;
    struct options kinds;
};

struct action_form_view {
    const char *name, *path, *back, *goal_id, *goal_words;
    struct options kinds, owners, goals;
};
struct action_page_view {
    const char *name, *path, *back, *goal_words, *goal_path;
    struct action_view action;
    bool may_write, agreed, proposed, settled;
    struct options owners, reasons;
};

struct about_view {
    const char *name, *path, *back;
    const char *v[PLAN_SECTION_COUNT + 1];
    bool child, parent; /* she is under 18; or children of hers have a part in it (IPF-6) */
};
struct tried_page_view {
    const char *name, *path, *back, *today;
    struct part_view part;
    bool may_write, readable;
    struct secrecy_hidden hidden;
    struct tried_views rows;
    struct options results;
};

struct reader_cell_view {
    text_key part;
    const char *value; /* "goals-5" */
    bool may;
};
struct reader_cells {
    struct reader_cell_view *v;
    size_t n;
};
struct reader_view {
    const char *unit;
    bool keeper, grounded; /* grounded: secrecy opens the plan to it at all */
    struct reader_cells cells;
};
struct reader_views {
    struct reader_view *v;
    size_t n;
};
struct part_name_view {
    text_key name;
};
struct part_names {
    struct part_name_view *v;
    size_t n;
};
struct readers_view {
    const char *name, *path, *back, *consent_path;
    bool may_write;
    struct part_names parts;
    struct reader_views rows;
};

struct call_view {
    const char *name, *phone, *dial, *note, *away_path;
};
struct call_views {
    struct call_view *v;
    size_t n;
};
struct crisis_view {
    const char *name, *path, *back;
    struct part_view part;
    bool may_write, readable, any;
    struct secrecy_hidden hidden;
    const char *signs, *helps, *helps_not, *others;
    struct call_views calls, lines;
    struct instant at;
};

struct notice_form_view {
    const char *name, *path, *back, *today;
    struct options wishes;
};

struct figure_view {
    const char *name;
    const char *v[6]; /* cases, with a plan, with a goal, with a dated step, with goal and step, lacking; "–" where it is too few to say */
};
struct figure_views {
    struct figure_view *v;
    size_t n;
};
struct plan_figures_view {
    struct figure_view total;
    struct figure_views units;
    bool share; /* percent may be said */
    int64_t percent;
};
