/* What the templates of the assessment show. */
#pragma once
#include "domain/assessment/assessment.h"
#include "platform/html/html.h"

/* A question and what was answered, in the reader's language. */
struct said_view {
    const char *question, *answer;
};
struct said_views {
    struct said_view *v;
    size_t n;
};
struct area_view {
    const char *path;     /* where it is written in, or NULL */
    text_key name, coverage, not_obtained; /* not_obtained 0: nothing is held back */
    int icon;
    const char *cover;    /* data-cover */
    enum coverage code;
    const char *unit;
    bool open;
    const char *strength, *wish, *need, *professional;
    struct said_views said;
};
struct area_views {
    struct area_view *v;
    size_t n;
};
struct lack_view {
    const char *path;
    text_key text;
    bool justified;
};
struct lack_views {
    struct lack_view *v;
    size_t n;
};
struct talk_view {
    struct date held_on;
    text_key place;
    const char *staff, *unit;
    bool on_paper;
};
struct talk_views {
    struct talk_view *v;
    size_t n;
};
/* What was known before: versions, and help that runs or has run. */
struct version_view {
    const char *path, *changes; /* changes NULL: the first */
    int64_t version_no;
    text_key state;
    struct date day, used_on; /* used_on DATE_NONE: no decision rests on it */
};
struct version_views {
    struct version_view *v;
    size_t n;
};
struct known_view {
    text_key what;
    const char *unit;
    struct date from, until; /* until DATE_NONE: runs */
};
struct known_views {
    struct known_view *v;
    size_t n;
};
struct event_view {
    text_key kind;
    struct date day;
};
struct event_views {
    struct event_view *v;
    size_t n;
};
/* The zones that are closed to the reader, each once: who must say yes. */
struct hidden_views {
    struct secrecy_hidden *v;
    size_t n;
};
struct assessment_view {
    const char *given_name, *path, *today;
    const char *case_path; /* of pages beside this one, kept by other modules */
    const char *coordinator_path, *notice_path; /* asked about in the same talks, kept by plan and lease */
    bool begun, open, may_write, with_person, may_renew;
    int64_t version_no;
    text_key state;
    const char *state_colour;
    struct instant started_at;
    struct area_views areas;
    struct lack_views lacks;
    size_t open_lacks;       /* that hold a decision back */
    const char *lack_reasons; /* why a decision may go before the rest; NULL: none, or not for this reader */
    struct version_views versions;
    struct known_views known;
    struct event_views events;
    int days;                /* of finding out; -1: no talk yet */
    bool days_ended;
    struct talk_views talks;
    struct hidden_views hidden;
    struct options places;
    text_key children, disadvantaged, floor; /* 0: not asked, not considered, not written */
    bool has_need;
    struct dwelling_need need;
    const char *disagreement;  /* what she does not agree to; NULL: nothing, or not for this reader */
};

struct area_form_view {
    const char *given_name, *path, *back, *questions; /* questions NULL: the form has none here */
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
struct child_step_view {
    text_key step;
    struct instant at;
    const char *unit;
};
struct child_step_views {
    struct child_step_view *v;
    size_t n;
};
struct children_view {
    const char *given_name, *path, *back, *children;
    int64_t version;
    bool has_children;
    struct options choices, steps;
    struct child_step_views done;
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

/* One question as a field: code and answer go in two repeated fields side by side. */
struct question_choice {
    const char *value, *label;
    bool chosen;
};
struct question_choices {
    struct question_choice *v;
    size_t n;
};
struct question_view {
    const char *code, *label, *hint, *heading; /* heading: begins here, or NULL */
    const char *value, *now;                   /* now: what someone else saved meanwhile, or NULL */
    bool is_text, is_number, hinted;
    struct question_choices choices;
};
struct question_views {
    struct question_view *v;
    size_t n;
};
struct questions_view {
    const char *given_name, *path, *back, *area;
    text_key name;
    int icon;
    int64_t latest;
    bool conflict;
    struct question_views questions;
    struct hidden_views hidden;
};
/* The printed form: nothing in it is about a person. */
struct paper_area {
    text_key name, hint;
    struct question_views questions;
};
struct paper_areas {
    struct paper_area *v;
    size_t n;
};
struct paper_view {
    const char *back, *other_path, *lang;
    text_key other;
    int64_t form_version;
    struct paper_areas areas;
    struct options places, children;
};
/* What came back on paper: every area on one page. */
struct entry_area {
    text_key name;
    const char *code, *id_strength, *id_wish, *id_need, *id_coverage;
    int64_t version;
    const char *strength, *wish, *need;
    struct question_choices coverages;
    struct question_views questions;
    text_key wrong; /* 0: nothing */
};
struct entry_areas {
    struct entry_area *v;
    size_t n;
};
struct entry_view {
    const char *given_name, *path, *back, *today, *children;
    int64_t latest;
    struct entry_areas areas;
    struct hidden_views hidden;
    struct options places, choices;
};
/* What differs between two versions. */
struct change_row {
    text_key area;
    const char *what, *before, *now; /* NULL: nothing stood there */
};
struct change_rows {
    struct change_row *v;
    size_t n;
};
struct changes_view {
    const char *given_name, *back;
    int64_t from_no, to_no;
    struct change_rows rows;
    struct hidden_views hidden;
};
struct version_page_view {
    const char *given_name, *back;
    int64_t version_no, form_version;
    struct area_views areas;
    struct hidden_views hidden;
    text_key children, disadvantaged;
};
struct event_form_view {
    const char *given_name, *path, *back, *today;
    struct options kinds;
};
struct lacks_form_view {
    const char *given_name, *path, *back;
    struct lack_views lacks;
    bool open;
    struct secrecy_hidden hidden;
};
