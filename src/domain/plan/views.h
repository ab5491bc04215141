/* What the template of coordinator and plan shows. */
#pragma once
#include "domain/plan/plan.h"
#include "platform/html/html.h"

struct offer_view {
    text_key answer; /* 0: not offered */
    enum plan_answer code;
    struct instant at;
    const char *staff;
};
struct former_view {
    const char *name, *unit;
    struct date from, until;
};
struct former_views {
    struct former_view *v;
    size_t n;
};
struct coordinator_view {
    const char *given_name, *path;
    struct offer_view coordinator, plan;
    bool may_write, may_name;
    bool named;
    const char *name, *unit, *phone, *says;
    text_key consulted;
    enum coordinator_consulted consulted_code;
    struct date from;
    const char *unit_name, *unit_id;
    struct options answers, units, staff, consulted_choices;
    struct former_views former;
};
