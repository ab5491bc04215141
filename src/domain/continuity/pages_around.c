/* All who do something for one person, unit by unit, in one look. */
#include "continuity_routes.h"
#include "continuity_sql.h"
#include "continuity_views.h"
#include "domain/continuity/internal.h"
#include "domain/work/case_frame.h"
#include "texts.h"

/* What one line of the query is, in the order of its `place`. */
enum around_place { AROUND_HOLDS = 1, AROUND_COORDINATES, AROUND_SERVICE, AROUND_DUTY, AROUND_MEASURE, AROUND_HOME };

static text_key what_of(const struct around_lines_row *row) {
    switch ((enum around_place)row->place) {
    case AROUND_HOLDS: return T_continuity_around_holds;
    case AROUND_COORDINATES: return T_continuity_around_coordinates;
    case AROUND_SERVICE: return (text_key)service_kind_text(row->service);
    case AROUND_DUTY: return (text_key)duty_kind_text(row->duty);
    case AROUND_MEASURE: return T_continuity_around_measure;
    case AROUND_HOME: return T_continuity_around_home;
    }
    return T_continuity_around_measure;
}

static struct around_units units_of(struct request *rq, const struct around_lines_rows *rows) {
    struct around_units units = {arena_array(rq->arena, rows->n + 1, sizeof *units.v), 0};
    int64_t unit = 0;
    for (size_t i = 0; i < rows->n; i++) {
        const struct around_lines_row *row = &rows->v[i];
        if (row->id.v != unit) {
            unit = row->id.v;
            units.v[units.n++] = (struct around_unit){.unit = rq->lang == LANG_NN ? row->name_nn : row->name_nb, .phone = row->phone,
                                                      .does = {arena_array(rq->arena, rows->n - i, sizeof(struct around_row)), 0}};
        }
        struct around_rows *does = &units.v[units.n - 1].does;
        does->v[does->n++] = (struct around_row){what_of(row), row->staff_name};
    }
    return units;
}

struct reply around_page(struct request *rq, const struct around_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct around_lines_rows rows = around_lines(rq->db, in->case_);
    struct around_view view = {.name = frame.person.given_name, .number = in->case_.v, .units = units_of(rq, &rows)};
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_responsibility_all_around);
    around(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}
