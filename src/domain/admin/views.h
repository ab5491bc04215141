/* What the pages of administration show. */
#pragma once
#include "domain/organisation/admin.h"
#include "platform/html/html.h"

enum { ADMIN_TAB_WORKERS = 1, ADMIN_TAB_TRAIL, ADMIN_TAB_SYSTEM, ADMIN_TAB_RIGHTS, ADMIN_TAB_UNITS, ADMIN_TAB_LAW, ADMIN_TAB_PROFILE, ADMIN_TAB_LISTS, ADMIN_TAB_PRICES };
struct admin_tab_view {
    int at;
};
struct admin_worker_row {
    const char *path, *name, *user_name, *title;
    bool active;
    int64_t places;
};
struct admin_worker_rows {
    struct admin_worker_row *v;
    size_t n;
};
struct admin_workers_view {
    struct admin_tab_view tab;
    const char *q, *previous, *next;
    bool may_write;
    struct admin_worker_rows rows;
};
struct admin_place_row {
    const char *unit, *end_path; /* end_path NULL: ended, or not hers to end */
    text_key role;
    struct date from, until;
    bool has_until;
};
struct admin_place_rows {
    struct admin_place_row *v;
    size_t n;
};
struct admin_delegation_row {
    text_key law;
    const char *reference;
    struct date from, until;
    bool has_until;
};
struct admin_delegation_rows {
    struct admin_delegation_row *v;
    size_t n;
};
struct admin_word_rows {
    const char **v;
    size_t n;
};
struct admin_worker_view {
    struct admin_tab_view tab;
    int64_t staff;
    const char *name, *user_name, *title, *phone, *email, *today;
    bool active, may_write, own, local; /* local: signs in with a password here, if at all */
    struct admin_place_rows places;
    struct admin_delegation_rows delegations;
    struct admin_word_rows may; /* what her roles of today let her do */
    struct options units, roles, laws;
};
struct admin_access_code_view {
    struct admin_tab_view tab;
    int64_t staff;
    const char *name, *user_name, *code;
    struct instant expires;
};
struct admin_event_row {
    int64_t id;
    text_key event;
    const char *about, *who, *detail;
    struct instant at;
};
struct admin_event_rows {
    struct admin_event_row *v;
    size_t n;
};
struct admin_found_row {
    const char *path, *name, *user_name;
};
struct admin_found_rows {
    struct admin_found_row *v;
    size_t n;
};
struct admin_trail_view {
    struct admin_tab_view tab;
    struct admin_event_rows rows;
    struct options events, subjects;
    const char *from, *until, *who, *staff, *event, *subject, *subject_id; /* as asked for; NULL: not */
    struct admin_found_rows meant; /* several bear the name that was asked for */
    bool filtered, may_export, nobody;
    bool checked, whole;
    int64_t n_events, first_bad;
    const char *older;
    bool stretch; /* older: nothing more in the stretch that was looked through */
};
struct admin_role_rights {
    text_key role;
    struct admin_word_rows may;
};
struct admin_role_rights_rows {
    struct admin_role_rights *v;
    size_t n;
};
struct admin_right_roles {
    const char *right, *roles; /* roles: names with a comma between, or "" */
};
struct admin_right_roles_rows {
    struct admin_right_roles *v;
    size_t n;
};
struct admin_rights_view {
    struct admin_tab_view tab;
    struct admin_role_rights_rows roles;
    struct admin_right_roles_rows rights;
};
struct admin_job_row {
    const char *kind, *receipt;
    struct instant at;
    int64_t attempts;
};
struct admin_job_rows {
    struct admin_job_row *v;
    size_t n;
};
struct admin_system_view {
    struct admin_tab_view tab;
    const char *version;
    int64_t law_open; /* rows of the law that nobody has confirmed */
    struct admin_job_rows parked, notices;
};

struct law_use_row {
    text_key kind, words;
};
struct law_use_rows {
    struct law_use_row *v;
    size_t n;
};
struct law_row_view {
    const char *id, *path, *act, *law, *para, *text, *note, *hash, *who, *words;
    text_key read_as; /* how sure the text was when it was read */
    struct date from, to, checked_on;
    bool has_from, has_to, applies, confirmed, wrong, changed;
    struct law_use_rows uses;
};
struct law_row_views {
    struct law_row_view *v;
    size_t n;
};
struct law_group {
    text_key title;
    const char *anchor;
    struct law_row_views rows;
};
struct law_groups {
    struct law_group *v;
    size_t n;
};
struct law_rows_view {
    struct admin_tab_view tab;
    bool administration; /* the reader has the other pages of the administration */
    int64_t open;
    struct law_groups groups;
};
struct law_finding_row {
    const char *who, *words;
    bool wrong, other;
    struct date checked_on;
    struct instant at;
};
struct law_finding_rows {
    struct law_finding_row *v;
    size_t n;
};
struct law_row_page_view {
    struct admin_tab_view tab;
    bool administration, may_confirm;
    struct law_row_view row;
    const char *today;
    struct options judgements;
    struct law_finding_rows findings;
};

struct admin_unit_row {
    const char *path, *name, *code, *leader, *phone, *email;
    text_key role;
    bool external, active, corrected;
};
struct admin_unit_rows {
    struct admin_unit_row *v;
    size_t n;
};
struct admin_units_view {
    struct admin_tab_view tab;
    struct admin_unit_rows rows;
};
struct admin_unit_version_row {
    const char *letter_name_nb, *letter_name_nn, *phone, *email, *who;
    bool by_profile;
    struct instant at;
};
struct admin_unit_version_rows {
    struct admin_unit_version_row *v;
    size_t n;
};
struct admin_unit_view {
    struct admin_tab_view tab;
    int64_t unit;
    const char *name, *code, *letter_name_nb, *letter_name_nn, *phone, *email, *version_no;
    text_key role;
    bool active, may_write, corrected, in_profile;
    const char *profile_nb, *profile_nn, *profile_phone; /* what the profile says, where it has been corrected */
    struct admin_unit_version_rows versions;
};

struct profile_version_row {
    const char *hash, *who, *path;
    struct instant at, approved_at;
    bool approved, current;
};
struct profile_version_rows {
    struct profile_version_row *v;
    size_t n;
};
struct profile_fault_rows {
    const char **v;
    size_t n;
};
struct profile_page_view {
    struct admin_tab_view tab;
    bool may_write;
    struct profile_version_rows uses, proposals;
    struct profile_fault_rows faults;
};
struct profile_change_row {
    text_key part; /* of the profile, in plain words */
    const char *path, *before, *now;
    bool new_part; /* another part than the row before */
};
struct profile_change_rows {
    struct profile_change_row *v;
    size_t n;
};
struct profile_proposal_view {
    struct admin_tab_view tab;
    int64_t proposal;
    bool may_write, approved, in_use;
    const char *hash, *who, *approver;
    struct instant at, approved_at;
    struct profile_change_rows changes;
};

struct admin_list_word {
    const char *words_nb, *words_nn, *who, *end_path; /* end_path NULL: it has ended, or is not the reader's to end */
    struct date from, until;
    bool has_until, over;
};
struct admin_list_words {
    struct admin_list_word *v;
    size_t n;
};
struct admin_own_list {
    text_key title;
    const char *code;
    struct admin_list_words words;
};
struct admin_own_lists {
    struct admin_own_list *v;
    size_t n;
};
struct admin_fixed_word {
    const char *code;
    text_key words;
};
struct admin_fixed_words {
    struct admin_fixed_word *v;
    size_t n;
};
struct admin_fixed_list {
    text_key title;
    struct admin_fixed_words words;
};
struct admin_fixed_lists {
    struct admin_fixed_list *v;
    size_t n;
};
struct admin_lists_view {
    struct admin_tab_view tab;
    bool may_write;
    const char *today;
    struct options lists;
    struct admin_own_lists own;
    struct admin_fixed_lists fixed;
};

struct admin_price_row {
    int64_t year;
    const char *amount, *stands, *by; /* by NULL: nobody by name */
    struct instant at;
};
struct admin_price_rows {
    struct admin_price_row *v;
    size_t n;
};
struct admin_price_view {
    struct admin_tab_view tab;
    bool may_write, missing; /* missing: the year of today has no price */
    int64_t year;
    const char *year_value;
    struct admin_price_rows rows;
};
