/* What the templates of consent and access log show. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "domain/work/case_frame.h"
#include "platform/html/html.h"
#include "platform/pdf/letter.h"

/* One thing that is so between a unit and a zone: "ser opplysninger om helse til 15. mars 2027". */
struct consent_line_view {
    const char *text, *color;
    int icon;
    int64_t revoke;         /* the consent that may be taken back, or 0 */
    const char *zone;       /* in words, for the button */
    const char *ask_again;  /* path, or NULL */
    bool answer;            /* a question waits for her answer */
};
struct consent_line_views {
    struct consent_line_view *v;
    size_t n;
};
struct consent_unit_view {
    int64_t unit;
    const char *name, *roles; /* roles "": not in the case now */
    struct consent_line_views lines;
    const char *answer_path;  /* of the question that waits, or NULL */
};
struct consent_unit_views {
    struct consent_unit_view *v;
    size_t n;
};
struct objection_view {
    int64_t id;
    const char *text;
    struct date since;
};
struct objection_views {
    struct objection_view *v;
    size_t n;
};
struct consent_ended_view {
    const char *text;  /* NULL: nothing was taken back just now */
    const char *again; /* path of a new question, filled in */
};
struct consent_page_view {
    int64_t case_number;
    bool may_see_sharing, may_mark;
    const char *name; /* given name */
    struct consent_ended_view ended;
    struct consent_unit_views units;
    struct objection_views objections;
    struct options zones, all_units;
};
/* For templates of one row, which need to know the page too. */
struct consent_row_view {
    const struct consent_page_view *page;
    const struct consent_unit_view *unit;
};

struct consent_ask_view {
    int64_t case_number;
    const char *name, *to_unit, *zone, *until;
    bool said_no; /* some answer was no not long ago, so the new reason may be needed */
    struct options units, zones, purposes;
};

struct consent_answer_view {
    int64_t case_number, unit;
    const char *name, *unit_name, *zones_text, *purpose, *until;
    struct date until_date;
    int64_t pause_days;
    bool several;
    struct options replies, zones, forms;
};

struct access_line_view {
    struct instant at;
    const char *moment, *who, *unit, *what, *why;
};
struct access_line_views {
    struct access_line_view *v;
    size_t n;
};
struct access_filter_view {
    const char *path, *name;
    bool chosen;
};
struct access_filter_views {
    struct access_filter_view *v;
    size_t n;
};
struct access_log_view {
    int64_t case_number;
    const char *name;
    struct access_line_views lines;
    struct access_filter_views filters;
    const char *older, *newest; /* paths, or NULL */
    struct access_line_views given; /* shared between units, set aside, given outside, read in an emergency */
};
struct access_letter_view {
    int64_t case_number;
    const char *name;
    const struct letter *letter;
};

/* ── the sheet to read before answering ───────────────────────────────── */

struct sheet_zone_view {
    const char *name, *holds; /* what kind of things stand there */
};
struct sheet_zone_views {
    struct sheet_zone_view *v;
    size_t n;
};
struct sheet_view {
    int64_t case_number, unit, n_workers;
    const char *name, *unit_name, *purpose, *not_zones;
    struct date until;
    struct sheet_zone_views zones;
    struct options seers; /* who sees it already: unit and why */
};

/* ── sharing, setting aside, giving out ───────────────────────────────── */

struct shared_view {
    const char *path, *unit, *zones, *text, *color;
    int icon;
};
struct shared_views {
    struct shared_view *v;
    size_t n;
};
struct sharing_page_view {
    int64_t case_number;
    const char *name;
    bool may_share, may_mark;
    struct shared_views sharings, overrides, disclosures, emergencies;
};
struct sharing_form_view {
    int64_t case_number;
    const char *name, *to_unit, *until, *guidance_path;
    bool whole;
    struct options units, zones, purposes, grounds, health_grounds;
};
struct outcome_view {
    const char *zone, *text, *ground, *color;
    int icon;
    bool follows;
};
struct outcome_views {
    struct outcome_view *v;
    size_t n;
};
struct sharing_view {
    int64_t case_number, sharing;
    const char *name, *from, *to, *purpose, *necessity, *said_no, *made_by, *guidance;
    struct date until;
    bool draft, active, mine, any, warns_leader, whole;
    struct outcome_views outcomes;
};
struct override_form_view {
    int64_t case_number;
    const char *name, *to_unit, *zone, *until;
    struct options units, zones;
};
struct override_view {
    int64_t case_number, override;
    const char *name, *unit, *zone, *reason, *asked_by, *answered_by, *answer, *told;
    struct date asked, until, answered;
    bool may_answer, waits_for_another, approved, refused, ended, to_tell;
    struct options verdicts, told_hows;
};
struct disclosure_form_view {
    int64_t case_number;
    const char *name;
    struct options receivers, whats, zones, grounds, givens;
};

/* ── emergency, notices ───────────────────────────────────────────────── */

struct emergency_open_view {
    int64_t id, case_number;
    const char *number, *until;
};
struct emergency_open_views {
    struct emergency_open_view *v;
    size_t n;
};
struct emergency_form_view {
    struct emergency_open_views open;
    const char *number;
    bool none; /* nothing was opened */
    int64_t minutes;
    struct options whys;
};
struct emergency_row_view {
    int64_t id;
    const char *number, *who, *unit, *why, *when, *state, *color;
    int icon;
};
struct emergency_row_views {
    struct emergency_row_view *v;
    size_t n;
};
struct emergency_list_view {
    struct emergency_row_views waiting, judged;
};
struct emergency_view {
    int64_t id;
    const char *number, *who, *unit, *why, *reason, *began, *until, *verdict, *verdict_text, *consequence, *judged_by;
    bool may_judge, own;
    struct options verdicts, consequences;
};
struct notice_view {
    int64_t id;
    const char *text, *path, *when, *color;
    int icon;
};
struct notice_views {
    struct notice_view *v;
    size_t n;
};
struct notices_view {
    struct notice_views unit, privacy;
    bool may_judge, privacy_officer;
};
