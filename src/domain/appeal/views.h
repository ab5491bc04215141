/* What the templates of appeals show. */
#pragma once
#include "appeal_schema.h"
#include "domain/secrecy/secrecy.h"
#include "platform/html/html.h"
#include "platform/pdf/letter.h"

struct appeal_mark { /* icon, colour and words of a status */
    int icon;
    const char *color, *text;
};
struct appeal_row_view {
    const char *path, *name, *body, *unit;
    struct appeal_mark state;
    struct date received_on, due;
    bool has_due, late, mine;
};
struct appeal_row_views {
    struct appeal_row_view *v;
    size_t n;
};
struct limit_view {
    const char *name, *outcome, *body, *version, *appeal; /* appeal: path of the open one, or NULL */
    struct date until;
    bool has_limit, interrupted, over;
};
struct limit_views {
    struct limit_view *v;
    size_t n;
};
struct notice_view_row {
    const char *kind, *about, *pdf, *path; /* path NULL: nothing left to note; pdf NULL: may not be read */
    struct instant made_at;
    struct date sent_on, reached_on;
    bool sent, reached;
    int64_t number;
};
struct notice_view_rows {
    struct notice_view_row *v;
    size_t n;
};
struct reasons_row_view {
    const char *name, *path; /* path NULL: not this unit's to answer */
    struct date asked_on, due;
    bool late;
    int64_t number;
};
struct reasons_row_views {
    struct reasons_row_view *v;
    size_t n;
};
struct appeal_list_view {
    const char *given_name, *path, *legal, *today;
    bool may_register, may_prepare, has_decision;
    struct appeal_row_views appeals;
    struct limit_views limits;
    struct notice_view_rows letters;
    struct reasons_row_views demands;
    struct options parts, extendable, forms, channels;
    int64_t explained;
};

struct new_part_view {
    const char *id, *name, *about, *words; /* words: what was typed */
    text_key error;
    bool readable, chosen, appealed; /* appealed: has an open appeal */
    const char *open;
};
struct new_part_views {
    struct new_part_view *v;
    size_t n;
};
struct appeal_new_view {
    const char *given_name, *path, *back, *today, *explain;
    struct options forms, appellants;
    struct new_part_views parts;
    bool any;
};

struct appeal_words_view {
    const char *kind, *words, *by;
    struct instant at;
};
struct appeal_words_views {
    struct appeal_words_view *v;
    size_t n;
};
struct appeal_part_link {
    const char *path, *name;
    struct appeal_mark state;
    struct appeal_words_views words; /* what she said about it, when the reader may see it */
    bool readable;
};
struct appeal_part_links {
    struct appeal_part_link *v;
    size_t n;
};
struct appeal_view {
    const char *given_name, *path, *back, *form, *appellant, *appellant_name, *registered_by;
    struct date received_on, posted_on;
    struct instant read_back_at;
    bool posted, oral, is_signed, helped, home_at_risk, to_read_back, may_register;
    struct appeal_part_links parts;
};

struct step_view {
    const char *event, *by;
    struct instant at;
};
struct step_views {
    struct step_view *v;
    size_t n;
};
struct plain_list {
    const char **v;
    size_t n;
};
struct appeal_part_view {
    const char *given_name, *name, *path, *back, *appeal, *body, *unit, *law, *preparer, *today, *amended, *board, *result, *late_why,
        *draft_note;
    struct appeal_mark state, time;
    struct date received_on, limit_until, absolute_until, due, fix_due, forwarded_on, decided_on, detriment_until, costs_until, reached_on;
    bool has_limit, overdue, is_signed, late, too_late, fix_asked, readable, author, other_unit;
    bool has_forwarded, has_result, has_reached, has_costs_until, has_prepared;
    struct secrecy_hidden hidden;
    struct appeal_words_views words;
    struct step_views steps;
    struct plain_list documents_sent;
    struct notice_view_rows letters;
    /* what may be done now, by this session */
    bool may_comment, may_begin, may_check, may_fix, may_dismiss, may_change, may_forward, may_settle, may_withdraw, may_decide, may_answer,
        may_implement, may_close, waits_for_issue, waits_for_letter, waits_body;
    struct date body_due;
    struct options late_grounds, dismissal_grounds, extents, documents, outcomes;
    /* suspension and costs */
    bool suspension_asked, suspension_granted, suspension_refused, may_ask_suspension, may_answer_suspension;
    struct date suspension_due, suspension_asked_on;
    const char *suspension_rule;
    struct options suspension_replies;
    bool costs_claimed, costs_open, costs_late, may_claim, may_answer_costs;
    int64_t costs_amount, costs_granted;
    struct date costs_claimed_on, costs_due;
};

struct legal_view {
    const char *back, *pdf, *given_name;
};

struct figure_cell {
    const char *text;
};
struct figure_cells {
    struct figure_cell *v;
    size_t n;
};
struct figure_row {
    const char *kind;
    struct figure_cells cells;
};
struct figure_rows {
    struct figure_row *v;
    size_t n;
};
struct figures_view {
    const char *path, *from, *to, *total, *first_median, *whole_median;
    bool any;
    struct plain_list outcomes;
    struct figure_rows rows;
};

/* On the plan or the coordinator, without a decision behind. (IPF-8) */
struct plan_appeal_row_view {
    const char *path, *unit, *result, *body;
    text_key about, act;
    struct appeal_mark mark;
    struct date received_on, due;
    struct appeal_words_views words;
    bool open, late, readable, may_answer, may_send_on, may_note, may_withdraw; /* what may be done now, by this session */
    bool own_work;                                                              /* her coordinator: somebody else answers */
};
struct plan_appeal_row_views {
    struct plan_appeal_row_view *v;
    size_t n;
};
struct plan_appeal_view {
    const char *given_name, *path, *back, *today;
    bool may_register;
    struct options abouts, acts, forms, results;
    struct plan_appeal_row_views rows;
};
