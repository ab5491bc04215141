/* What the template of a landlord's notice shows. */
#pragma once
#include "domain/lease/lease.h"
#include "domain/lease/tenancy.h"
#include "platform/html/html.h"

struct finding_view {
    enum notice_finding code;
    text_key title, about;
};
struct finding_views {
    struct finding_view *v;
    size_t n;
};
struct notice_view {
    const char *given_name, *path;
    bool checked, may_write, open;
    struct finding_views findings;
    bool fault; /* something in the form of it is wrong */
    bool protested, can_protest;
    struct date protest_until, earliest_end, leaves_on, received_on;
    bool leaves_known, short_notice;
    int64_t days_left;
    struct instant checked_at;
    const char *checked_by;
    text_key outcome; /* 0: not over */
    /* the form as it was last filled in */
    const char *received, *leaves, *written, *reasons, *protest_information, *protested_value;
    struct options answers, outcomes;
};

/* ── the municipality's leases ── */

struct lease_mark_view {
    int icon;
    const char *color, *text; /* text NULL: nothing */
};
struct lease_row_view {
    const char *name, *path, *home;
    struct lease_mark_view mark;
    struct date from, until;
    bool has_until;
};
struct lease_row_views {
    struct lease_row_view *v;
    size_t n;
};
struct lease_shelf_view {
    const char *path;
    text_key name;
    int64_t n;
    bool current;
};
struct lease_shelf_views {
    struct lease_shelf_view *v;
    size_t n;
};
struct lease_list_view {
    const char *unit, *previous, *next, *figures_path, *file_path;
    struct lease_row_views rows;
    struct lease_shelf_views shelves;
    int64_t all, first, last;
    bool current_all;
};
/* One thing that has happened or been said, with the words when the reader may see them. */
struct lease_line_view {
    const char *title, *words, *by, *path, *post; /* path: a document; post: where the outcome is written */
    struct date on;
    int64_t id;
    bool planned;
};
struct lease_line_views {
    struct lease_line_view *v;
    size_t n;
};
struct lease_case_view {
    const char *given_name, *path, *act, *home, *home_path, *landlord, *phone, *holder, *rent, *deposit, *new_path, *decision_path,
        *keep_path, *onward_path, *today;
    text_key deposit_kind, kind;
    struct lease_mark_view mark;
    bool exists, full, ours, plain, graded; /* full: the zone is open; ours: the landlord's unit looks */
    bool fixed, has_until, told_public, except_term, except_sublet, except_household;
    struct date from, until, open_from, signed_on, answer_by, answered_on;
    bool draft, offered, is_signed, runs, review, notice_given, over, near_end, late, needs_info, may_begin, renewing;
    bool told, heard, may_answer, asked_to_move, may_ask, decided, granted, not_renewing;
    struct lease_mark_view hindrance; /* why she cannot be asked to move yet */
    struct lease_line_views talks, rents, inspections, letters, infos, moves, words, earlier;
    struct options ends, infos_ways, states, founds, letter_kinds;
    struct secrecy_hidden hidden;
};
struct lease_form_view {
    const char *given_name, *path, *back, *object_number, *kind, *from, *months, *rent, *deposit, *deposit_kind, *today, *answer_by,
        *why_not;
    bool renewing, told_already;
    struct options kinds, deposits, shorts, buys, results, changes, reasons;
    struct date until;
    int64_t old_rent;
};
