/* What the templates of together show. */
#pragma once
#include "domain/together/together.h"
#include "platform/html/html.h"

struct unit_answer_view {
    const char *unit;
    text_key answer; /* 0: not answered */
    bool agrees;
};
struct unit_answer_views {
    struct unit_answer_view *v;
    size_t n;
};
struct shared_view {
    const char *path, *given_name, *kind; /* code */
    text_key title, about, label;
    const char *approved, *draft; /* NULL: none, or the draft of another unit */
    const char *typed;            /* what the field begins with */
    bool may_write, may_take_back, other_draft, draft_ours;
};
struct invitation_view {
    const char *path, *unit;
    struct date held_on;
    text_key state;
    bool ours, waits;
};
struct invitation_views {
    struct invitation_view *v;
    size_t n;
};
struct contribution_view {
    const char *unit, *content, *by, *path; /* content NULL: none yet, or not for this unit; path NULL: not ours to answer */
    struct date due;
    bool given, late;
    struct instant at;
};
struct contribution_views {
    struct contribution_view *v;
    size_t n;
};
struct review_part_view {
    text_key label;
    const char *name, *text, *typed;
    bool open, written;
};
struct review_part_views {
    struct review_part_view v[3];
    size_t n;
};
struct together_view {
    const char *given_name, *path, *back, *today;
    struct shared_view motivation, need;
    struct unit_answer_views answers;
    bool may_answer, may_write;
    struct options need_choices, units, coming;
    struct invitation_views invitations;
    struct contribution_views contributions;
    bool may_ask_contribution;
    struct date reviewed_on; /* DATE_NONE: never */
    bool review_whole;
    struct review_part_views review;
};
struct step_view {
    const char *path, *content;
    text_key kind;
    struct date due; /* DATE_NONE: none */
    bool done;
};
struct step_views {
    struct step_view *v;
    size_t n;
};
struct economy_view {
    const char *given_name, *path, *back;
    bool open, may_write, nav_is_here;
    struct secrecy_hidden hidden;
    struct step_views steps;
    struct options kinds;
};
