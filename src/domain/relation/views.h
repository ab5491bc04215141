/* What the templates about the people around her show. */
#pragma once
#include "domain/relation/relation.h"
#include "platform/html/html.h"

struct role_view {
    text_key role, about, status;
    const char *color, *scope;
    int icon;
    bool answered, has_until, over;
    struct date until;
    struct instant at;
    const char *staff;
};
struct relative_view {
    const char *name, *phone, *path;
    text_key kinship;
    bool nearest;
    struct role_view roles[RELATIVE_ROLE_COUNT];
};
struct relative_views {
    struct relative_view *v;
    size_t n;
};
struct minor_step_view {
    text_key step;
    const char *note, *staff;
    struct instant at;
};
struct minor_step_views {
    struct minor_step_view *v;
    size_t n;
};
struct minor_view {
    text_key kind;
    const char *called, *lives, *path;
    bool has_year, open;
    int64_t born_year;
    struct minor_step_views steps;
};
struct minor_views {
    struct minor_view *v;
    size_t n;
};
struct representative_view {
    text_key kind;
    const char *name, *phone, *address, *scope, *path; /* path: where it is ended, or NULL */
    bool lawyer, ended, waiting, over, copy_to_her, has_authority, has_until;
    struct date authority_on, from, until, ended_on;
};
struct representative_views {
    struct representative_view *v;
    size_t n;
};
struct letters_view {
    text_key about;
    const char *to;
};
struct letters_views {
    struct letters_view *v;
    size_t n;
};
struct people_view {
    int64_t case_number;
    const char *given_name, *path, *kept_in; /* kept_in: the zone that this unit writes in, in words; NULL: none */
    bool may_write, may_credit, young, some_zone;
    int64_t age;
    struct relative_views relatives;
    struct minor_views minors;
    struct representative_views representatives;
    struct letters_views letters;
    struct options steps;
};

struct relative_form_view {
    const char *given_name, *path, *back, *kept_in;
    struct options kinships;
};

struct talk_view {
    text_key direction, ground;
    bool told_them, in_confidence;
    const char *content, *necessity, *staff;
    struct instant at;
};
struct talk_views {
    struct talk_view *v;
    size_t n;
};
struct relative_page_view {
    const char *given_name, *path, *back;
    struct relative_view relative;
    bool ended;
    struct instant registered_at;
    const char *registered_by;
    struct talk_views talks;
    struct options roles, answers, directions, grounds;
};

struct representative_form_view {
    const char *given_name, *path, *back, *kind, *today;
    struct options kinds, scopes;
};

struct minor_form_view {
    const char *given_name, *path, *back, *kept_in;
    struct options kinds;
};

struct child_notice_view {
    const char *path; /* of this notice */
    struct date sent_on, receipt_due, receipt_on, investigated_on, feedback_due, feedback_on;
    bool has_receipt, late, investigated, has_feedback, feedback_late;
};
struct child_notice_views {
    struct child_notice_view *v;
    size_t n;
};
struct child_notice_page_view {
    const char *path, *today;
    struct child_notice_views notices;
};

struct credit_line_view {
    text_key state;
    const char *color, *staff, *witness;
    int icon;
    bool has_until, over;
    struct date until;
    struct instant at, revoked_at;
    bool revoked;
};
struct credit_lines {
    struct credit_line_view *v;
    size_t n;
};
struct credit_view {
    const char *name, *path, *back, *until; /* back NULL: the session has no case pages */
    bool readable, runs;
    struct credit_lines lines;
    struct options answers;
};
