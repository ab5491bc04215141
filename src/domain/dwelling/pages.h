/* Shared by the pages of dwellings. */
#pragma once
#include "domain/dwelling/internal.h"

#include "dwelling_sql.h"
#include "dwelling_views.h"
#include "platform/http/http.h"

/* What chooses among the stock on the list, the map, the print and the file. */
struct stock_choice {
    enum dwelling_state state;
    enum dwelling_class class;
    struct dwelling_area_id area;
    struct dwelling_cluster_id cluster;
    enum stock_list which;
    const char *words; /* in small letters, or NULL */
};
struct dwelling_page_rows stock_rows(struct request *rq, const struct stock_choice *choice, int64_t most, int64_t skip);
struct date stock_verified_since(struct date today); /* what was seen to before this is no longer known */

/* "Kirkegata 4b"; for one whose address nobody is to find, its object number or id. */
struct dwelling_address {
    bool shielded;
    const char *street, *number, *letter, *object;
    int64_t id;
};
const char *dwelling_name(struct request *rq, const struct dwelling_address *at);
/* The type's name, or NULL: none, or one that only the property unit sees. */
const char *dwelling_type_name(const struct request *rq, const char *code);
bool dwelling_may_edit(const struct request *rq);
const char *dwelling_number(struct request *rq, struct maybe_int number); /* NULL for none */

struct options dwelling_area_options(struct request *rq);
struct options dwelling_cluster_options(struct request *rq);
/* "63,1107" or "63.1107"; false: neither empty nor a number between the bounds. NaN for empty. */
bool dwelling_coordinate(const char *text, double least, double most, double *ret_value);
/* Latitude and longitude of a form; marks what is wrong. */
bool dwelling_coordinates(struct request *rq, const char *latitude, const char *longitude, double *ret_latitude, double *ret_longitude);
const char *dwelling_degrees(struct arena *arena, double degrees); /* "63.11072", or NULL */
