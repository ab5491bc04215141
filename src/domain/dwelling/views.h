/* What the templates of dwellings show. */
#pragma once
#include "domain/dwelling/stock_tabs.h"
#include "dwelling_schema.h"
#include "dwelling_sql.h"
#include "platform/html/html.h"

struct dwelling_row_view {
    int64_t id;
    const char *address, *unit_number, *postcode, *object_number, *type, *place;
    text_key class, state, bound;
    bool has_bedrooms, wheelchair, unfit, unverified, abstinence;
    int64_t bedrooms;
    struct date since, bound_until;
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
    struct stock_tab_view tab;
    struct dwelling_rows_view rows;
    struct dwelling_states_view states;
    int64_t all, shown, first, last, page, pages, unverified, unfit, apart, file_differs, verify_months;
    bool any, all_states, previous, next, may_edit;
    const char *state, *class, *area, *cluster, *which, *words; /* codes of the choices, "" for all */
    const char *query;                                          /* all of them but the state, as "&class=…" */
    const char *principle;
    int64_t previous_page, next_page;
    struct options classes, areas, clusters, which_options;
    struct date today;
};

struct dwelling_texts_view {
    text_key *v;
    size_t n;
};
struct dwelling_move_view {
    text_key state;
    struct date on;
    const char *why, *who;
};
struct dwelling_moves_view {
    struct dwelling_move_view *v;
    size_t n;
};
struct dwelling_picture_view {
    int64_t id, width, height;
    const char *alt;
    text_key kind;
};
struct dwelling_pictures_view {
    struct dwelling_picture_view *v;
    size_t n;
};
struct dwelling_view {
    struct stock_tab_view tab;
    int64_t id;
    const char *address, *unit_number, *postcode, *cadastral, *municipality, *extra_reference, *object_number, *remarks, *type, *rooms, *floor, *area_m2, *ages, *house_rules, *owner_name,
        *manager, *area, *cluster, *unfit, *verified_by, *today, *grant, *grant_reference;
    text_key class, state, file_state, owner, bound;
    struct date since, bound_until, verified_on, imported_on;
    bool has_since, has_bedrooms, has_rent, wheelchair, step_free, quiet, pets, near_transport, shared, staffed, staff_base, abstinence, shielded, place_known, may_edit, has_verified,
        unverified, from_file, bound_over;
    int64_t bedrooms, cluster_id;
    const char *rent;
    struct dwelling_texts_view adapted;
    struct dwelling_moves_view moves;
    struct dwelling_pictures_view pictures;
    struct options steps, picture_kinds;
};
struct dwelling_new_view {
    struct stock_tab_view tab;
    const char *municipality;
    struct options classes, states;
};
struct dwelling_edit_view {
    struct stock_tab_view tab;
    int64_t id;
    const char *address;
    const struct dwelling_get_row *row;
    const char *class, *owner, *bedrooms, *rooms, *floor, *area_m2, *rent, *age_from, *age_to, *manager, *area, *cluster, *latitude, *longitude, *adapted, *grant_name, *grant_group,
        *grant_until, *grant_reference;
    struct options classes, types, adaptations, owners, units, areas, clusters, groups;
};

struct dwelling_spot_view {
    int64_t x, y, r, text_y, left, top, side, n, vacant;
    const char *name, *link;
};
struct dwelling_spots_view {
    struct dwelling_spot_view *v;
    size_t n;
};
struct dwelling_map_name {
    int64_t x, y;
    const char *name;
};
struct dwelling_map_names {
    struct dwelling_map_name *v;
    size_t n;
};
struct dwelling_map_view {
    struct stock_tab_view tab;
    struct dwelling_spots_view spots;
    struct dwelling_map_names names; /* of the parts of town, over the places that lie there */
    int64_t width, height, placed, unplaced;
    struct options states, areas;
    const char *state, *area;
};
struct dwelling_place_view {
    int64_t id;
    const char *name, *area;
    text_key kind;
    int64_t n, vacant, unfit;
    bool on_map;
};
struct dwelling_places_rows {
    struct dwelling_place_view *v;
    size_t n;
};
struct dwelling_places_view {
    struct stock_tab_view tab;
    struct dwelling_places_rows areas, clusters;
    bool may_edit;
    struct options kinds, area_options;
};
struct dwelling_part_view {
    const char *name;
    int64_t n;
};
struct dwelling_parts_view {
    struct dwelling_part_view *v;
    size_t n;
};
struct dwelling_cluster_view {
    struct stock_tab_view tab;
    int64_t id, n;
    const char *name, *note, *area, *kind_code, *area_id, *latitude, *longitude;
    text_key kind;
    bool may_edit;
    struct dwelling_parts_view states, types;
    struct options kinds, areas;
};
