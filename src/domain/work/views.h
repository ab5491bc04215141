/* What the head of a case shows. Filled by case_frame.c only. */
#pragma once
#include "domain/work/case_frame.h"

struct case_tab_view {
    const char *path;
    text_key name;
    bool current;
};
struct case_tab_views {
    struct case_tab_view *v;
    size_t n;
};
struct case_head {
    const struct case_frame *frame;
    const char *home;            /* path of the overview */
    const char *pass_on;         /* path of the offer form, or NULL */
    bool has_age;
    int64_t age;
    const char *letter_language; /* NULL: bokmål */
    text_key address_grade;      /* 0: open */
    text_key state;              /* 0: open */
    const char *child_notice;    /* where one notes that child welfare was told; NULL: no such page for the session */
    struct case_tab_views tabs, more; /* more: what is used less, behind one button */
};
