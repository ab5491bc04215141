/* What the templates of the assessment show. */
#pragma once
#include "domain/assessment/assessment.h"
#include "platform/html/html.h"

struct area_view {
    const char *path;     /* where it is written in, or NULL */
    text_key name, coverage, not_obtained; /* not_obtained 0: nothing is held back */
    int icon;
    const char *cover;    /* data-cover */
    enum coverage code;
    const char *unit;
    bool open;
    const char *strength, *wish, *need, *professional;
};
struct area_views {
    struct area_view *v;
    size_t n;
};
struct lack_view {
    const char *path;
    text_key text;
};
struct lack_views {
    struct lack_view *v;
    size_t n;
};
struct talk_view {
    struct date held_on;
    text_key place;
    const char *staff, *unit;
};
struct talk_views {
    struct talk_view *v;
    size_t n;
};
/* The zones that are closed to the reader, each once: who must say yes. */
struct hidden_views {
    struct secrecy_hidden *v;
    size_t n;
};
struct assessment_view {
    const char *given_name, *path, *today;
    const char *coordinator_path, *notice_path; /* asked about in the same talks, kept by plan and lease */
    bool begun, open, may_write, with_person, may_renew;
    int64_t version_no;
    text_key state;
    const char *state_colour;
    struct instant started_at;
    struct area_views areas;
    struct lack_views lacks;
    struct talk_views talks;
    struct hidden_views hidden;
    struct options places;
    text_key children, disadvantaged, floor; /* 0: not asked, not considered, not written */
    bool has_need;
    struct dwelling_need need;
    const char *disagreement;  /* what she does not agree to; NULL: nothing, or not for this reader */
};

struct area_form_view {
    const char *given_name, *path, *back;
    struct secrecy_hidden hidden;
    text_key name, zone, hint;
    int icon;
    const char *area;
    int64_t version;
    bool open, conflict;
    const char *strength, *wish, *need, *professional; /* as they are now */
    const char *coverage, *unit, *not_obtained;        /* as codes */
    text_key coverage_now;
    const char *changed_by;
    struct instant changed_at;
    struct options coverages, units, reasons;
};
struct children_view {
    const char *given_name, *path, *back, *children;
    int64_t version;
    bool has_children;
    struct options choices;
};
struct disadvantaged_view {
    const char *given_name, *path, *back, *answer, *reasons;
    struct secrecy_hidden hidden;
    int64_t version;
    bool open;
    struct options choices;
};
struct need_view {
    const char *given_name, *path, *back, *floor, *from_date;
    int64_t version, rooms, adults, children, visits_a_week;
    const char *quiet, *apart, *step_free, *pets, *near_transport;
    struct options floors;
};
struct reading_view {
    const char *given_name, *path, *back;
    struct area_views areas;
    text_key children, disadvantaged;
    const char *reasons;
    bool open; /* her disagreement can be written down by this reader */
    bool waits_for_answer;
    struct options answers;
};
