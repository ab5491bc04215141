/* What the templates of safe work show. */
#pragma once
#include "platform/html/html.h"
#include "safety_schema.h"

struct safety_text {
    text_key text;
};
struct safety_texts {
    struct safety_text *v;
    size_t n;
};
struct safety_rule_view {
    int64_t id;
    text_key situation;
    const char *unit, *by, *answered_by, *words, *goers; /* words NULL: another unit's, or none readable; goers NULL: nobody else */
    struct safety_texts measures;
    struct date proposed_on, review_on;
    bool waits, late, ours, may_answer, may_review;
};
struct safety_rule_views {
    struct safety_rule_view *v;
    size_t n;
};
struct incident_view {
    int64_t id;
    text_key kind, by, situation, care; /* care 0: nobody has looked after her */
    const char *who, *words, *cared_by;
    struct date on, care_by, cared_on;
    bool late, may_care;
};
struct incident_views {
    struct incident_view *v;
    size_t n;
};
struct safety_page_view {
    const char *name, *unit, *path, *review_on, *next_on;
    bool may_set, may_report;
    struct safety_rule_views rules, before;
    struct incident_views incidents;
    struct options situations, measures, units, after;
};
struct incident_form_view {
    const char *name, *path, *back, *today; /* name NULL: not with anybody */
    struct options kinds, bys, situations;
};
struct safety_row_view {
    const char *name, *path, *by;
    text_key situation;
    struct date review_on;
    bool waits, late, hidden;
};
struct safety_row_views {
    struct safety_row_view *v;
    size_t n;
};
struct safety_list_view {
    const char *unit;
    bool leads;
    int64_t late;
    struct safety_row_views rules;
    struct incident_views incidents;
    struct options cares;
};
