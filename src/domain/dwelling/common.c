/* What the pages of dwellings say in the same way. */
#include "domain/dwelling/pages.h"

#include "domain/organisation/organisation.h"
#include "texts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct stock_tab_view stock_tab_of(const struct request *rq, enum stock_tab here) {
    return (struct stock_tab_view){
        .here = here,
        .care = session_may_open(rq->session, METHOD_GET, "/boliger/vedlikehold"),
        .plans = session_may_open(rq->session, METHOD_GET, "/boliger/planer"),
        .landlords = session_may_open(rq->session, METHOD_GET, "/boliger/utleiere"),
        .temporary = session_may_open(rq->session, METHOD_GET, "/boliger/midlertidige"),
    };
}

bool dwelling_may_edit(const struct request *rq) { return rq->session && session_may(rq->session, RIGHT_DWELLING_EDIT); }

struct date stock_verified_since(struct date today) { return date_add_months(today, -organisation_profile()->dwellings.verify_months); }

struct dwelling_page_rows stock_rows(struct request *rq, const struct stock_choice *choice, int64_t most, int64_t skip) {
    return dwelling_page(rq->db, choice->state, choice->class, choice->area, choice->cluster, choice->words, choice->which, stock_verified_since(rq->today), most, skip);
}

const char *dwelling_name(struct request *rq, const struct dwelling_address *at) {
    if (!at->shielded) return arena_printf(rq->arena, "%s%s%s%s", at->street, at->number ? " " : "", at->number ? at->number : "", at->letter ? at->letter : "");
    const char *object = at->object ? at->object : arena_printf(rq->arena, "%lld", (long long)at->id);
    return text_format(rq->arena, rq->lang, T_dwelling_shielded_name, "object", object, NULL);
}

const char *dwelling_type_name(const struct request *rq, const char *code) {
    const struct profile_dwelling_type *type = profile_dwelling_type(organisation_profile(), code);
    if (!type || (type->discreet && !dwelling_may_edit(rq))) return NULL;
    return profile_words_in(&type->name, rq->lang);
}

const char *dwelling_number(struct request *rq, struct maybe_int number) { return number.has ? arena_printf(rq->arena, "%lld", (long long)number.v) : NULL; }

struct options dwelling_area_options(struct request *rq) {
    struct dwelling_areas_rows rows = dwelling_areas(rq->db);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) options.v[i] = (struct option){.value = arena_printf(rq->arena, "%lld", (long long)rows.v[i].id.v), .label = rows.v[i].name};
    return options;
}

struct options dwelling_cluster_options(struct request *rq) {
    struct dwelling_clusters_rows rows = dwelling_clusters(rq->db);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) options.v[i] = (struct option){.value = arena_printf(rq->arena, "%lld", (long long)rows.v[i].id.v), .label = rows.v[i].name};
    return options;
}

bool dwelling_coordinate(const char *text, double least, double most, double *ret_value) {
    *ret_value = NAN;
    if (text_empty(text)) return true;
    char plain[24] = {0};
    size_t length = strlen(text);
    if (length >= sizeof plain || strspn(text, "0123456789.,-") != length) return false;
    for (size_t i = 0; i < length; i++) plain[i] = text[i] == ',' ? '.' : text[i];
    char *end;
    double value = strtod(plain, &end);
    if (*end || !(value >= least && value <= most)) return false;
    *ret_value = value;
    return true;
}

bool dwelling_coordinates(struct request *rq, const char *latitude, const char *longitude, double *ret_latitude, double *ret_longitude) {
    /* Norway, with a little sea */
    if (!dwelling_coordinate(latitude, 57, 81.5, ret_latitude)) form_error(rq, "latitude", T_dwelling_bad_latitude);
    else if (!dwelling_coordinate(longitude, 3, 34, ret_longitude)) form_error(rq, "longitude", T_dwelling_bad_longitude);
    else if (isnan(*ret_latitude) != isnan(*ret_longitude)) form_error(rq, "latitude", T_dwelling_half_place);
    else return true;
    return false;
}

const char *dwelling_degrees(struct arena *arena, double degrees) { return isnan(degrees) ? NULL : arena_printf(arena, "%.5f", degrees); }

const char *dwelling_called(struct request *rq, struct dwelling_id dwelling) {
    struct dwelling_name_of_row row;
    if (!dwelling_name_of(rq->db, dwelling, &row)) return NULL;
    return dwelling_name(rq, &(struct dwelling_address){row.address_shielded, row.street, row.house_number, row.house_letter, row.object_number, dwelling.v});
}
