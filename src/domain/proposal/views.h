/* What the templates of a proposal show. */
#pragma once
#include "domain/meeting/meeting.h"
#include "domain/secrecy/secrecy.h"
#include "platform/html/html.h"
#include "proposal_schema.h"

struct proposal_mark_view {
    int icon;
    const char *color, *text; /* text NULL: nothing */
};
struct proposal_tab_view {
    text_key name;
    const char *code;
    int64_t homes, applicants;
    bool current;
};
struct proposal_tab_views {
    struct proposal_tab_view *v;
    size_t n;
};
struct proposal_home_view {
    int64_t id;
    const char *path, *address, *line, *label;
    struct proposal_mark_view mark;
    bool current;
};
struct proposal_home_views {
    struct proposal_home_view *v;
    size_t n;
};
struct proposal_row_view {
    int64_t id, place, points, days;
    const char *name, *path, *persons, *counts; /* counts NULL: not for this reader, or nothing */
    bool checked, shared, hidden;
    struct proposal_mark_view wish, outcome;
};
struct proposal_row_views {
    struct proposal_row_view *v;
    size_t n;
};
struct proposal_line_view {
    const char *number, *text; /* number NULL: none */
};
struct proposal_line_views {
    struct proposal_line_view *v;
    size_t n;
};
struct proposal_change_view {
    int64_t id;
    const char *text;
};
struct proposal_change_views {
    struct proposal_change_view *v;
    size_t n;
};
struct proposal_kept_line_view {
    const char *path, *text;
    struct instant at;
};
struct proposal_kept_line_views {
    struct proposal_kept_line_view *v;
    size_t n;
};
struct proposal_view {
    struct proposal_tab_views tabs;
    struct proposal_home_views homes;
    bool any_home, may_decide, open_home, abstinence, must_ask, has_cluster, refused, full, may_raise;
    const struct meeting_strip *strip; /* of the meeting that is open; NULL: none */
    const char *list, *home, *address, *holder, *version;
    const char *home_path; /* all of the dwelling; NULL: not for the session */
    struct proposal_row_views rows;
    struct proposal_line_views speaks_for, speaks_against, would_change, facts, not_suited, needs, difference;
    const char *seen; /* marks the proposal that is shown */
    const char *homes_before, *homes_after; /* NULL: none */
    int64_t homes_first, homes_last;
    int64_t all, n_not_suited, housed, refused_n, unresolved, candidates, vacant;
    bool proved;
    struct proposal_change_views changes;
    struct proposal_kept_line_views kept;
    struct options reserves, persons, whys, raise_whys;
    const char *cluster, *cluster_name, *reserve;
    struct date rules_from;
};
struct proposal_kept_view {
    struct instant made_at;
    const char *by, *version;
    text_key list;
    int64_t applicants, dwellings, housed;
    bool same;
    struct proposal_line_views rows;
};
struct proposal_case_view {
    const char *given_name, *back, *version;
    bool in_it, readable;
    struct proposal_mark_view outcome;
    struct proposal_line_views why, change, counts;
    struct secrecy_hidden hidden;
};

struct proposal_move_view {
    const char *who;
    int64_t before, after;
    struct proposal_mark_view move, home; /* home.text NULL: the same as today */
};
struct proposal_move_views {
    struct proposal_move_view *v;
    size_t n;
};
struct proposal_version_view {
    const char *path, *version;
    struct date from;
    bool current;
};
struct proposal_version_views {
    struct proposal_version_view *v;
    size_t n;
};
/* Other rules tried on the list of today. Points are what stands in the fields. */
struct proposal_rules_view {
    const char *list, *first, *homelessness, *children, *released, *need, *effort, *size, *rooms, *residence, *years, *version;
    bool tried, refused;
    struct proposal_tab_views tabs;
    struct proposal_version_views versions;
    struct options reasons;
    struct proposal_move_views moves;
    int64_t up, down, same, in, out, more;
};
