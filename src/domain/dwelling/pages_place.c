/* The map, and the areas and clusters it is drawn by. A shielded address is on neither. */
#include "domain/dwelling/pages.h"

#include "domain/dwelling/map.h"
#include "dwelling_routes.h"
#include "texts.h"

#include <math.h>

enum { ROWS_ALL = 20000, NAME_HEIGHT = 18, NAME_GAP = 4 };

static const char *spot_link(struct request *rq, const struct map_spot *spot, const struct dwelling_page_row *row) {
    if (spot->n == 1) return arena_printf(rq->arena, "/boliger/%lld", (long long)row->id.v);
    if (row->cluster_id.v) return arena_printf(rq->arena, "/boliger?cluster=%lld", (long long)row->cluster_id.v);
    return row->area_id.v ? arena_printf(rq->arena, "/boliger?area=%lld", (long long)row->area_id.v) : "/boliger";
}

/* The name of each part of town, over the middle of what lies there. */
static void draw_names(struct request *rq, struct dwelling_page_rows rows, const struct map *map, struct dwelling_map_view *view) {
    struct dwelling_area_id *areas = arena_array(rq->arena, map->n + 1, sizeof *areas);
    int64_t *wide = arena_array(rq->arena, map->n + 1, sizeof *wide), *parts = arena_array(rq->arena, map->n + 1, sizeof *parts);
    view->names = (struct dwelling_map_names){arena_array(rq->arena, map->n + 1, sizeof *view->names.v), 0};
    for (size_t i = 0; i < map->n; i++) {
        const struct dwelling_page_row *row = &rows.v[map->v[i].first];
        const struct dwelling_spot_view *spot = &view->spots.v[i];
        size_t at = 0;
        if (!row->area) continue;
        while (at < view->names.n && areas[at].v != row->area_id.v) at++;
        if (at == view->names.n) {
            areas[view->names.n++] = row->area_id;
            view->names.v[at] = (struct dwelling_map_name){.y = spot->top, .name = row->area};
        }
        if (spot->top < view->names.v[at].y) view->names.v[at].y = spot->top;
        wide[at] += spot->x;
        parts[at]++;
    }
    for (size_t i = 0; i < view->names.n; i++) {
        view->names.v[i].x = wide[i] / parts[i];
        view->names.v[i].y = view->names.v[i].y > NAME_HEIGHT ? view->names.v[i].y - NAME_GAP : NAME_HEIGHT;
    }
}

static void draw_spots(struct request *rq, struct dwelling_page_rows rows, struct dwelling_map_view *view) {
    struct map map = {.v = arena_array(rq->arena, rows.n + 1, sizeof *map.v)};
    for (size_t i = 0; i < rows.n; i++) {
        const struct dwelling_page_row *row = &rows.v[i];
        if (row->address_shielded || row->state == DWELLING_STATE_SOLD) continue;
        if (isnan(row->latitude)) view->unplaced++;
        else map_add(&map, row->latitude, row->longitude, row->state == DWELLING_STATE_READY, i);
    }
    map_draw(&map);
    view->width = MAP_WIDTH;
    view->height = map.height;
    view->spots = (struct dwelling_spots_view){arena_array(rq->arena, map.n + 1, sizeof *view->spots.v), map.n};
    for (size_t i = 0; i < map.n; i++) {
        const struct map_spot *spot = &map.v[i];
        const struct dwelling_page_row *row = &rows.v[spot->first];
        view->placed += spot->n;
        int64_t radius = (int64_t)lround(8 + 2.2 * sqrt((double)spot->n));
        view->spots.v[i] = (struct dwelling_spot_view){
            .x = spot->x, .y = spot->y, .r = radius, .text_y = spot->y + 4, .left = spot->x - radius - 4, .top = spot->y - radius - 4, .side = 2 * radius + 8,
            .n = spot->n, .vacant = spot->vacant, .link = spot_link(rq, spot, row),
            .name = spot->n > 1 && row->cluster ? row->cluster : spot->n > 1 && row->area ? row->area : dwelling_name(rq, &(struct dwelling_address){false, row->street, row->house_number, row->house_letter, NULL, 0}),
        };
    }
    draw_names(rq, rows, &map, view);
}

struct reply dwelling_map_page(struct request *rq, const struct dwelling_map_page_in *in) {
    const char *words = text_empty(in->q) ? NULL : text_fold(rq->arena, in->q);
    struct stock_choice choice = {in->state, in->class, in->area, in->cluster, in->which, words};
    struct dwelling_map_view view = {.tab = stock_tab_of(rq, STOCK_TAB_MAP), .states = dwelling_state_options(rq->arena, rq->lang),
                                     .state = in->state ? dwelling_state_code(in->state) : "", .areas = dwelling_area_options(rq),
                                     .area = in->area.v ? arena_printf(rq->arena, "%lld", (long long)in->area.v) : ""};
    draw_spots(rq, stock_rows(rq, &choice, ROWS_ALL, 0), &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_map_title, .nav = "/boliger"});
    dwelling_map(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── areas and clusters ── */

static void read_places(struct request *rq, struct dwelling_places_view *view) {
    struct dwelling_areas_rows areas = dwelling_areas(rq->db);
    view->areas = (struct dwelling_places_rows){arena_array(rq->arena, areas.n + 1, sizeof *view->areas.v), areas.n};
    for (size_t i = 0; i < areas.n; i++)
        view->areas.v[i] = (struct dwelling_place_view){.id = areas.v[i].id.v, .name = areas.v[i].name, .n = areas.v[i].n, .vacant = areas.v[i].vacant, .on_map = !isnan(areas.v[i].latitude)};
    struct dwelling_clusters_rows clusters = dwelling_clusters(rq->db);
    view->clusters = (struct dwelling_places_rows){arena_array(rq->arena, clusters.n + 1, sizeof *view->clusters.v), clusters.n};
    for (size_t i = 0; i < clusters.n; i++)
        view->clusters.v[i] = (struct dwelling_place_view){clusters.v[i].id.v, clusters.v[i].name, clusters.v[i].area, cluster_kind_text(clusters.v[i].kind), clusters.v[i].n,
                                                           clusters.v[i].vacant, clusters.v[i].unfit, !isnan(clusters.v[i].latitude)};
}

struct reply dwelling_places_page(struct request *rq, const struct dwelling_places_page_in *in) {
    (void)in;
    struct dwelling_places_view view = {.tab = stock_tab_of(rq, STOCK_TAB_PLACES), .may_edit = dwelling_may_edit(rq), .kinds = cluster_kind_options(rq->arena, rq->lang),
                                        .area_options = dwelling_area_options(rq)};
    read_places(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_places_title, .nav = "/boliger"});
    dwelling_places(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply dwelling_area_send(struct request *rq, const struct dwelling_area_send_in *in) {
    double latitude, longitude;
    struct dwelling_area_by_name_row same;
    bool known = dwelling_area_by_name(rq->db, in->area_name, &same);
    if (!dwelling_coordinates(rq, in->latitude, in->longitude, &latitude, &longitude)) return reply_invalid(rq);
    if (known) dwelling_area_change(rq->db, same.id, in->area_name, latitude, longitude); /* the same name again: its place is corrected */
    else dwelling_area_add(rq->db, in->area_name, latitude, longitude);
    return reply_with_notice(reply_see_other(rq, "/boliger/omrader"), T_dwelling_place_saved);
}

struct reply dwelling_cluster_send(struct request *rq, const struct dwelling_cluster_send_in *in) {
    struct dwelling_cluster_by_name_row same;
    if (dwelling_cluster_by_name(rq->db, in->name, &same)) {
        form_error(rq, "name", T_dwelling_name_taken);
        return reply_invalid(rq);
    }
    struct dwelling_cluster_id id = dwelling_cluster_add(rq->db, in->name, in->kind, in->area, in->note, NAN, NAN);
    return reply_with_notice(reply_see_other(rq, "/boliger/omrader/%lld", (long long)id.v), T_dwelling_place_saved);
}

static void (*draw_more)(struct request *rq, struct html *h, struct dwelling_cluster_id cluster);

void dwelling_on_cluster_page(void (*draw)(struct request *rq, struct html *h, struct dwelling_cluster_id cluster)) { draw_more = draw; }

static void read_parts(struct request *rq, struct dwelling_cluster_id id, struct dwelling_cluster_view *view) {
    struct dwelling_cluster_states_rows states = dwelling_cluster_states(rq->db, id);
    view->states = (struct dwelling_parts_view){arena_array(rq->arena, states.n + 1, sizeof *view->states.v), states.n};
    for (size_t i = 0; i < states.n; i++) view->states.v[i] = (struct dwelling_part_view){text_of(rq->lang, dwelling_state_text(states.v[i].state)), states.v[i].n};
    struct dwelling_cluster_types_rows types = dwelling_cluster_types(rq->db, id);
    view->types = (struct dwelling_parts_view){arena_array(rq->arena, types.n + 1, sizeof *view->types.v), types.n};
    for (size_t i = 0; i < types.n; i++) {
        const char *type = dwelling_type_name(rq, types.v[i].type);
        view->types.v[i] = (struct dwelling_part_view){type ? type : text_of(rq->lang, dwelling_class_text(types.v[i].class)), types.v[i].n};
    }
}

struct reply dwelling_cluster_page(struct request *rq, const struct dwelling_cluster_page_in *in) {
    struct dwelling_cluster_get_row row;
    if (!dwelling_cluster_get(rq->db, in->cluster, &row)) return reply_not_found(rq);
    struct dwelling_cluster_view view = {
        .tab = stock_tab_of(rq, STOCK_TAB_PLACES), .id = row.id.v, .n = row.n, .name = row.name, .note = row.note, .area = row.area, .kind = cluster_kind_text(row.kind),
        .kind_code = cluster_kind_code(row.kind), .may_edit = dwelling_may_edit(rq), .kinds = cluster_kind_options(rq->arena, rq->lang), .areas = dwelling_area_options(rq),
        .area_id = row.area_id.v ? arena_printf(rq->arena, "%lld", (long long)row.area_id.v) : NULL, .latitude = dwelling_degrees(rq->arena, row.latitude),
        .longitude = dwelling_degrees(rq->arena, row.longitude),
    };
    read_parts(rq, in->cluster, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title_text = row.name, .nav = "/boliger"});
    dwelling_cluster(h, &view);
    if (draw_more) draw_more(rq, h, in->cluster);
    if (view.may_edit) dwelling_cluster_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply dwelling_cluster_change_send(struct request *rq, const struct dwelling_cluster_change_send_in *in) {
    double latitude, longitude;
    struct dwelling_cluster_by_name_row same;
    if (!dwelling_coordinates(rq, in->latitude, in->longitude, &latitude, &longitude)) return reply_invalid(rq);
    if (dwelling_cluster_by_name(rq->db, in->name, &same) && same.id.v != in->cluster.v) {
        form_error(rq, "name", T_dwelling_name_taken);
        return reply_invalid(rq);
    }
    if (dwelling_cluster_change(rq->db, in->cluster, in->name, in->kind, in->area, in->note, latitude, longitude) != 1) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "/boliger/omrader/%lld", (long long)in->cluster.v), T_dwelling_place_saved);
}
