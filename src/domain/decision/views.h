/* What the templates of the joint decision show. */
#pragma once
#include "decision_schema.h"
#include "domain/secrecy/secrecy.h"
#include "platform/html/html.h"
#include "platform/pdf/letter.h"

struct mark_view { /* icon, colour and words of a status */
    int icon;
    const char *color, *text;
};
struct band_view { /* numbers as text, in per cent of the widest band */
    const char *x, *width, *usual, *former_x, *former_width; /* usual, former_x NULL: none */
};
struct part_row_view {
    int64_t number;
    const char *name, *path, *unit, *contact, *citation, *amount;
    bool has_band, current, refused;
    struct band_view band;
    struct date from, until;
    struct mark_view state, input; /* input.text NULL: nobody was asked */
};
struct part_rows_view {
    struct part_row_view *v;
    size_t n;
};

struct version_row_view {
    const char *path, *letter, *title;
    text_key state;
    const char *color;
    bool draft;
    struct date on;
    int64_t parts, signed_parts;
    const char *amendment; /* NULL: the first */
};
struct version_rows_view {
    struct version_row_view *v;
    size_t n;
};
struct decision_list_view {
    const char *given_name, *path;
    bool may_write, may_begin;
    struct version_rows_view versions;
};

struct preview_line {
    const char *text;
    bool marked;
};
struct preview_lines {
    struct preview_line *v;
    size_t n;
};
struct preview_block {
    int kind;
    struct preview_line text;
    struct preview_lines items;
};
struct preview_blocks {
    struct preview_block *v;
    size_t n;
};
struct preview_view {
    const char *lang, *sender, *date_line, *title;
    struct preview_blocks blocks;
};

struct link_view {
    const char *path, *text;
};
struct links_view {
    struct link_view *v;
    size_t n;
};
struct proposal_row_view {
    const char *unit, *words;
    struct instant at;
};
struct proposal_rows_view {
    struct proposal_row_view *v;
    size_t n;
};
struct part_form_view {
    const char *title, *path, *unit_name, *given_name;
    bool service, fixed, readable, may_drop;
    const char *outcome, *unit, *contact, *service_kind, *amount_kind, *per, *version;
    const char *least, *least_in, *most, *most_in, *usual, *usual_in, *from, *until, *review, *capacity_ok;
    const char *content, *rules, *facts, *considerations, *her_view, *weight;
    const char *lacks_money, *home_offer;
    bool wide_band, last, home;
    struct mark_view room; /* text NULL: the unit has not said how many it has room for */
    struct options home_offers;
    int64_t next_number;
    struct options outcomes, units, staff, service_kinds, amount_kinds, periods, time_units, ask_units;
    const char *ask_due;
    struct proposal_rows_view proposals;
    struct secrecy_hidden hidden;
};

struct diff_row_view {
    const char *part, *before, *now;
    struct mark_view mark;
    bool changed;
};
struct diff_rows_view {
    struct diff_row_view *v;
    size_t n;
};
struct diff_view {
    const char *given_name;
    int64_t former_no, version_no, changed;
    struct diff_rows_view rows;
};

struct name_row_view { /* a line of words, with a status and a link that may be missing */
    const char *name, *path, *text;
    struct date on;
    bool has_on;
    struct mark_view mark;
};
struct name_rows_view {
    struct name_row_view *v;
    size_t n;
};
struct basis_view {
    struct name_rows_view rows;
    struct options kinds;
    const char *today;
};
struct wish_row_view {
    const char *name, *unit, *kind, *words, *path, *change;
    struct date on;
    struct mark_view mark;
    bool open;
};
struct wish_rows_view {
    struct wish_row_view *v;
    size_t n;
};
struct event_row_view {
    struct instant at;
    const char *text, *unit;
};
struct event_rows_view {
    struct event_row_view *v;
    size_t n;
};
struct answer_row_view {
    int64_t number;
    const char *name, *path, *answer; /* answer NULL: none yet */
};
struct answer_rows_view {
    struct answer_row_view *v;
    size_t n;
};
struct limit_row_view {
    const char *name, *body, *recipient;
    struct date reached, until;
    bool over;
};
struct limit_rows_view {
    struct limit_row_view *v;
    size_t n;
};
struct amend_row_view {
    const char *name, *path, *wish; /* wish: where whoever gives the help says that it should change, or NULL */
    struct mark_view mark; /* suspended, or a prior notice that runs; text NULL: nothing */
};
struct amend_rows_view {
    struct amend_row_view *v;
    size_t n;
};
struct delivery_row_view {
    int64_t number;
    const char *recipient, *channel, *how, *path, *today;
    struct date sent_on, reached_on, first_reached_on, opened_on, second_alert_on, paper_on;
    bool reached, corrected, digital, opened, alerted_again, on_paper;
};
struct correction_row_view {
    const char *recipient, *reason, *staff;
    struct date reached_on, on;
};
struct correction_rows_view {
    struct correction_row_view *v;
    size_t n;
};
struct delivery_rows_view {
    struct delivery_row_view *v;
    size_t n;
};

struct decision_view {
    const char *title, *given_name, *path, *appeals; /* appeals: path of appeals and rights, or NULL */
    text_key state;
    const char *state_color;
    int64_t former_no; /* 0: the first version */
    int64_t n_parts, n_ready;
    struct instant made_at;
    bool draft, may_write, has_form, has_preview, has_diff, may_issue;
    struct part_rows_view parts;
    struct part_form_view form;
    struct preview_view preview;
    struct diff_view diff;
    struct links_view missing;
    struct options kinds, units;
    struct basis_view basis;
    struct name_rows_view informal;
    int64_t n_to_ask; /* units that can be asked or reminded */
    /* issued */
    struct correction_rows_view corrections;
    struct wish_rows_view wishes;
    struct event_rows_view events;
    struct options digital_kinds;
    bool may_input, whole_letter;
    struct date issued_on;
    const char *issued_by, *rules;
    bool can_amend, awaits; /* awaits: the letter has not reached her */
    struct delivery_rows_view deliveries;
    struct limit_rows_view limits;
    struct answer_rows_view answers;
    struct amend_rows_view amendable;
    struct options recipients, channels, answer_kinds, answer_ways, directions;
    const char *sent_on, *recipient;
};

struct gap_row_view {
    const char *path;
    text_key text;
    const char *found;
};
struct gap_rows_view {
    struct gap_row_view *v;
    size_t n;
};
struct check_part_view {
    int64_t number;
    const char *name, *path, *unit, *checked_by, *signed_by, *reference, *later_by, *signing_unit;
    struct mark_view mark;
    struct gap_rows_view gaps;
    bool draft, checked, is_signed, later, stands;
};
struct check_parts_view {
    struct check_part_view *v;
    size_t n;
};
struct lack_row_view {
    text_key text;
    const char *path;
};
struct lack_rows_view {
    struct lack_row_view *v;
    size_t n;
};
struct check_view {
    struct lack_rows_view lacks; /* of the assessment */
    const char *title, *path, *given_name;
    bool lacks_bistand, may_check, may_sign, may_issue, may_write, ready;
    const char *why_not; /* why issuing was refused, or NULL */
    int64_t n_missing;
    struct check_parts_view parts;
    struct name_rows_view warnings, others, stepped_out;
    struct options partial_reasons;
    bool stepped_out_self, leader_stepped_out, may_step_out;
    const char *in_two_weeks;
};
/* Changing a part that is in force. */
struct notice_view {
    bool stands, ready, answered, readable;
    const char *plan, *channel, *answer, *way, *planned, *why, *her_answer, *letter;
    struct date from, sent_on, answer_by, answered_on;
    bool has_from;
};
struct change_view {
    const char *name, *given_name, *path, *back, *amount, *content, *today, *answer_by, *why_not;
    struct date from, until;
    bool readable, granted, later, timed, service, detriment_ready, suspended;
    struct secrecy_hidden hidden;
    struct options directions, amount_kinds, time_units, periods, staff, plans, channels, replies, ways, delays, agreement_states;
    const char *amount_kind, *least, *least_in, *most, *most_in, *usual, *usual_in, *per, *contact;
    struct notice_view notice;
    struct date later_by;
    const char *agreement_state, *agreement_words;
    struct mark_view agreement_mark;
};
struct wish_view {
    const char *name, *given_name, *path, *back, *amount, *to_unit;
    bool readable, already;
    struct options kinds;
};
struct notice_letter_view {
    const char *back, *pdf;
};
/* The decisions of a unit. */
struct unit_row_view {
    const char *name, *path, *what, *unit;
    struct date on;
    bool soon;
};
struct unit_rows_view {
    struct unit_row_view *v;
    size_t n;
};
struct unit_view {
    const char *unit, *accepted, *lacks_money, *too_little_adapted, *too_few_options;
    int64_t year;
    bool may_capacity;
    struct unit_rows_view expiring, to_come, wishes, without;
};
struct capacity_row_view {
    const char *kind, *code, *places;
    int64_t number, used;
    struct mark_view mark;
};
struct capacity_rows_view {
    struct capacity_row_view *v;
    size_t n;
};
struct capacity_view {
    const char *unit;
    bool may_see; /* the unit's decisions */
    struct capacity_rows_view rows;
};
struct sign_view {
    const char *name, *path, *back, *reference, *law, *unit, *amount, *content, *given_name, *signing_unit;
    struct date from, until;
    bool readable;
    struct gap_rows_view gaps;
    struct name_rows_view others; /* what else is in force or in preparation */
    struct name_rows_view informal;
};
struct input_view {
    const char *name, *path, *back, *given_name, *asker, *amount, *content;
    struct date from, until, due;
    bool asked, readable, timed;
    struct mark_view mark;
    struct options answers, time_units;
};
struct letter_page_view {
    const char *back, *pdf;
    bool draft, partial;
};

struct order_row_view {
    const char *path, *name, *contact_unit;
    int64_t rooms;
    text_key floor;
    struct date sent_on, from, found_on;
    bool has_from, found;
};
struct order_rows_view {
    struct order_row_view *v;
    size_t n;
};
struct order_list_view {
    struct order_rows_view rows;
};
struct order_view {
    const char *name, *number, *contact_unit, *contact_phone, *sent_by;
    const char *found_path, *found_by, *credit_path, *find_path, *contract_path; /* NULL: the unit is not in the case, or she may not */
    struct date sent_on, from, found_on;
    int64_t rooms, adults, children, visits_a_week;
    bool quiet, apart_from_cluster, step_free, pets, near_transport, graded, has_from, found;
    text_key floor;
};
