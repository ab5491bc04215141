/* The leader's page. What is about the whole municipality leaves this file only as bands. (I-15) */
#include "domain/steering/steering.h"

#include "domain/roles/roles.h"
#include "domain/steering/views.h"
#include "steering_routes.h"
#include "steering_sql.h"
#include "steering_views.h"
#include "texts.h"

#include <stdlib.h>

enum { WEEKS = 52, PAIRS_SHOWN = 25, CLASSES = SHOVE_OTHER + 1, REASONS = REFUSAL_REASON_COUNT + 1 };

static const char *full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}
static const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }

/* ── noes by pair, class and reason ───────────────────────────────────── */

struct pair {
    int64_t from, to;
    const char *outside;
    int64_t n, by_reason[REASONS];
};
struct shoves {
    struct pair *pairs;
    size_t n;
    int64_t classes[CLASSES], reasons[REASONS];
};

static const struct steering_units_row *unit_in(const struct steering_units_rows *units, int64_t id) {
    for (size_t i = 0; i < units->n; i++)
        if (units->v[i].id.v == id) return &units->v[i];
    return NULL;
}

static enum unit_kind kind_of(const struct steering_units_row *unit) {
    const struct profile_unit *known = unit ? profile_unit(organisation_profile(), unit->code) : NULL;
    return known ? known->kind : UNIT_KIND_UNKNOWN;
}

static struct pair *pair_of(struct shoves *shoves, const struct steering_shoves_row *row) {
    for (size_t i = 0; i < shoves->n; i++)
        if (shoves->pairs[i].from == row->from_unit.v && shoves->pairs[i].to == row->to_unit && text_equal(shoves->pairs[i].outside, row->outside)) return &shoves->pairs[i];
    struct pair *pair = &shoves->pairs[shoves->n++];
    *pair = (struct pair){.from = row->from_unit.v, .to = row->to_unit, .outside = row->outside};
    return pair;
}

static struct shoves shoves_read(struct request *rq, const struct steering_units_rows *units) {
    int64_t week = rq->now.ms / (7 * MS_PER_DAY) - WEEKS;
    struct steering_shoves_rows rows = steering_shoves(rq->db, week);
    struct shoves shoves = {.pairs = arena_array(rq->arena, rows.n + 1, sizeof *shoves.pairs)};
    for (size_t i = 0; i < rows.n; i++) {
        const struct steering_shoves_row *row = &rows.v[i];
        struct pair *pair = pair_of(&shoves, row);
        enum refusal_reason reason = refusal_reason_parse(row->reason);
        pair->n += row->n;
        pair->by_reason[reason] += row->n;
        shoves.reasons[reason] += row->n;
        bool outside = *row->outside != '\0';
        shoves.classes[steering_class(kind_of(unit_in(units, row->from_unit.v)), kind_of(unit_in(units, row->to_unit)), outside)] += row->n;
    }
    return shoves;
}

/* The largest first; equal ones by the order of units, so that the order tells no more than the bands do. */
static int by_band(const void *a, const void *b) {
    const struct pair *left = a, *right = b;
    const char *left_band = steering_band(left->n), *right_band = steering_band(right->n);
    if (left_band != right_band) return (left->n < right->n) - (left->n > right->n);
    return left->from != right->from ? (left->from > right->from) - (left->from < right->from) : (left->to > right->to) - (left->to < right->to);
}

/* Said only of five or more, and of a reason that is five or more. */
static const char *most_of(struct request *rq, const struct pair *pair) {
    enum refusal_reason most = 0;
    for (enum refusal_reason reason = 1; reason <= REFUSAL_REASON_OTHER; reason++)
        if (pair->by_reason[reason] > pair->by_reason[most]) most = reason;
    return most && pair->by_reason[most] >= 5 ? text_of(rq->lang, (text_key)refusal_reason_text(most)) : NULL;
}

static void fill_pairs(struct request *rq, const struct steering_units_rows *units, struct shoves *shoves, struct steering_view *view) {
    qsort(shoves->pairs, shoves->n, sizeof *shoves->pairs, by_band);
    view->pairs.v = arena_array(rq->arena, shoves->n + 1, sizeof *view->pairs.v);
    for (size_t i = 0; i < shoves->n && i < PAIRS_SHOWN; i++) {
        const struct pair *pair = &shoves->pairs[i];
        const struct steering_units_row *from = unit_in(units, pair->from), *to = unit_in(units, pair->to);
        bool outside = *pair->outside != '\0';
        enum outside_kind kind = outside ? outside_kind_parse(pair->outside) : 0;
        view->pairs.v[view->pairs.n++] = (struct pair_row){
            .from = from ? name_in(rq, from->name_nb, from->name_nn) : "",
            .to = outside ? text_of(rq->lang, (text_key)outside_kind_text(kind)) : to ? name_in(rq, to->name_nb, to->name_nn) : "",
            .band = steering_band(pair->n),
            .most = most_of(rq, pair),
            .shove_class = steering_class_text(steering_class(kind_of(from), kind_of(to), outside)),
        };
    }
}

static void add_band(struct band_rows *rows, text_key label, int64_t n) { rows->v[rows->n++] = (struct band_row){label, steering_band(n)}; }

static void fill_shoves(struct request *rq, struct steering_view *view) {
    struct steering_units_rows units = steering_units(rq->db);
    struct shoves shoves = shoves_read(rq, &units);
    view->classes.v = arena_array(rq->arena, CLASSES, sizeof *view->classes.v);
    view->reasons.v = arena_array(rq->arena, REASONS, sizeof *view->reasons.v);
    for (enum shove_class each = SHOVE_SUBSTANCE_MENTAL; each <= SHOVE_OTHER; each++) add_band(&view->classes, steering_class_text(each), shoves.classes[each]);
    add_band(&view->reasons, (text_key)refusal_reason_text(REFUSAL_REASON_RISK_OF_COST), shoves.reasons[REFUSAL_REASON_RISK_OF_COST]);
    for (enum refusal_reason reason = 1; reason <= REFUSAL_REASON_OTHER; reason++)
        if (reason != REFUSAL_REASON_RISK_OF_COST) add_band(&view->reasons, (text_key)refusal_reason_text(reason), shoves.reasons[reason]);
    fill_pairs(rq, &units, &shoves, view);
}

/* ── the whole, and the leader's own ──────────────────────────────────── */

static void fill_whole(struct request *rq, struct steering_view *view) {
    struct steering_whole_row whole = {0};
    struct steering_bounce_row bounce = {0};
    struct roles_clarity clarity = roles_clarity(rq->db);
    steering_whole(rq->db, rq->today, &whole);
    steering_bounce(rq->db, &bounce);
    view->overall = clarity.overall;
    view->housing_in_use = clarity.housing_in_use;
    view->housing_vacant = clarity.housing_vacant;
    view->topics = clarity.topics;
    view->nobody = clarity.nobody;
    view->several = clarity.several;
    view->whole.v = arena_array(rq->arena, 5, sizeof *view->whole.v);
    add_band(&view->whole, T_steering_n_disputes, whole.n_disputes);
    add_band(&view->whole, T_steering_n_late_disputes, whole.n_late_disputes);
    add_band(&view->whole, T_steering_n_late, whole.n_late);
    add_band(&view->whole, T_steering_n_silent, whole.n_silent);
    add_band(&view->whole, T_steering_n_nameless, whole.n_nameless);
    view->bounce.v = arena_array(rq->arena, 4, sizeof *view->bounce.v);
    add_band(&view->bounce, T_steering_bounce_none, bounce.n_none);
    add_band(&view->bounce, T_steering_bounce_few, bounce.n_few);
    add_band(&view->bounce, T_steering_bounce_some, bounce.n_some);
    add_band(&view->bounce, T_steering_bounce_many, bounce.n_many);
}

static void fill_own(struct request *rq, struct steering_view *view) {
    struct unit_id unit = rq->session->unit;
    struct steering_late_rows late = steering_late(rq->db, unit, rq->today);
    struct steering_idle_rows idle = steering_idle(rq->db, unit);
    struct steering_highest_rows highest = steering_highest(rq->db, unit);
    view->late.v = arena_array(rq->arena, late.n + 1, sizeof *view->late.v);
    for (size_t i = 0; i < late.n; i++)
        view->late.v[view->late.n++] = (struct own_row){late.v[i].case_id.v, full_name(rq, late.v[i].given_name, late.v[i].family_name),
                                                        arena_printf(rq->arena, "%s → %s", name_in(rq, late.v[i].from_nb, late.v[i].from_nn),
                                                                     name_in(rq, late.v[i].to_nb, late.v[i].to_nn)),
                                                        late.v[i].answer_due};
    view->idle.v = arena_array(rq->arena, idle.n + 1, sizeof *view->idle.v);
    for (size_t i = 0; i < idle.n; i++)
        view->idle.v[view->idle.n++] = (struct own_row){idle.v[i].case_id.v, full_name(rq, idle.v[i].given_name, idle.v[i].family_name),
                                                        text_of(rq->lang, (text_key)task_kind_text(idle.v[i].kind)), DATE_NONE};
    view->highest.v = arena_array(rq->arena, highest.n + 1, sizeof *view->highest.v);
    for (size_t i = 0; i < highest.n; i++) {
        const struct steering_highest_row *row = &highest.v[i];
        const char *what = text_format(rq->arena, rq->lang, T_steering_index, "index", number_text(rq->arena, rq->lang, row->score), "handovers",
                                       number_text(rq->arena, rq->lang, row->handovers), "shoves", number_text(rq->arena, rq->lang, row->shoves), "weeks",
                                       number_text(rq->arena, rq->lang, row->idle_weeks), NULL);
        view->highest.v[view->highest.n++] = (struct own_row){row->case_id.v, full_name(rq, row->given_name, row->family_name), what, DATE_NONE};
    }
}

struct reply steering_page(struct request *rq, const struct steering_page_in *in) {
    (void)in;
    struct steering_view view = {.unit = rq->session->unit_name};
    fill_own(rq, &view);
    fill_shoves(rq, &view);
    fill_whole(rq, &view);
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.title = T_steering_title, .nav = "/enhet"});
    steering(html, &view);
    page_end(html);
    return reply_html(rq, html);
}
