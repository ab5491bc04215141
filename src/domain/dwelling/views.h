/* What the templates of dwellings show. */
#pragma once
#include "dwelling_schema.h"
#include "platform/html/html.h"

struct dwelling_row_view {
    int64_t id;
    const char *address, *unit_number, *postcode;
    text_key class, state;
    bool has_bedrooms, wheelchair;
    int64_t bedrooms;
    struct date since;
    bool has_since;
};
struct dwelling_rows_view {
    struct dwelling_row_view *v;
    size_t n;
};
struct dwelling_state_view {
    const char *code;
    text_key state;
    int64_t n;
    bool current;
};
struct dwelling_states_view {
    struct dwelling_state_view *v;
    size_t n;
};
struct dwelling_list_view {
    struct dwelling_rows_view rows;
    struct dwelling_states_view states;
    int64_t all, shown, first, last, page, pages;
    bool filtered, any, all_states, previous, next;
    const char *state, *class; /* codes of the filter, "" for all */
    int64_t previous_page, next_page;
    struct options classes;
};
struct dwelling_view {
    const char *address, *unit_number, *postcode, *cadastral, *municipality, *extra_reference;
    text_key class, state;
    struct date since;
    bool has_since, has_bedrooms, has_rent, wheelchair, shared, staffed, staff_base;
    int64_t bedrooms;
    const char *rent;
    struct date imported_on;
};
