/* The register of places for the night: what there is, what it is like, how much is taken, and what is lacking. Who has them is not here, and cannot be read from here. */
#include "domain/emergency/pages.h"

#include "base/cells.h"
#include "emergency_routes.h"
#include "emergency_sql.h"
#include "icons.h"
#include "texts.h"

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }
static const char *counted(struct request *rq, text_key key, int64_t n) { return text_format(rq->arena, rq->lang, key, "n", number(rq, n), NULL); }
/* Of persons: few are not told apart. (I-15) */
static const char *few(struct request *rq, int64_t n) { return cell_is_small(n) ? text_of(rq->lang, T_temporary_few) : number(rq, n); }
static struct date long_since(const struct request *rq) { return date_add_days(rq->today, -night_long_days()); }

/* ── choosing one for a stay ──────────────────────────────────────────── */

struct options night_place_options(struct request *rq) {
    struct night_places_free free = night_places_free(rq->db);
    struct options options = {arena_array(rq->arena, free.n + 1, sizeof *options.v), free.n};
    for (size_t i = 0; i < free.n; i++)
        options.v[i] = (struct option){.value = number(rq, free.v[i].id.v),
                                       .label = arena_printf(rq->arena, "%s (%s, %s)", free.v[i].name, text_of(rq->lang, temporary_kind_text(free.v[i].kind)),
                                                             counted(rq, T_temporary_free_n, free.v[i].free))};
    return options;
}

int night_where_in(struct request *rq, struct temporary_place_id registered, struct night_where *where) {
    return registered.v ? night_where_registered(rq->db, registered, where->place, where) : NIGHT_DONE;
}

/* ── what there is ────────────────────────────────────────────────────── */

/* "Kan låses, eget bad, matlaging" */
static const char *quality_of(struct request *rq, const struct temporary_get_row *row) {
    const struct {
        bool has;
        text_key text;
    } parts[] = {{row->lockable, T_temporary_lockable}, {row->own_bath, T_temporary_own_bath}, {row->cooking, T_temporary_cooking}, {row->staffed, T_temporary_staffed},
                 {row->children, T_temporary_children}};
    struct str out = str_in(rq->arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].has) str_addf(&out, "%s%s", out.length ? ", " : "", text_of(rq->lang, parts[i].text));
    return out.length ? str_text(&out) : NULL;
}

static const char *about_of(struct request *rq, enum temporary_kind kind, int64_t places) {
    return arena_printf(rq->arena, "%s, %s", text_of(rq->lang, temporary_kind_text(kind)), counted(rq, T_temporary_places_n, places));
}

/* A place that somebody has had for long: said of the place, and of no number. */
static struct night_mark_view long_mark(struct request *rq, int64_t long_stays) {
    return long_stays ? (struct night_mark_view){ICON_CLOCK, "warning", counted(rq, T_temporary_long_here, night_long_days())} : (struct night_mark_view){0};
}

static struct night_mark_view mark_of(struct request *rq, const struct temporaries_row *row) {
    bool over = !date_is_none(row->until_date) && row->until_date.days < rq->today.days, good = row->lockable && row->own_bath && row->cooking;
    if (over) return (struct night_mark_view){ICON_OFF, "neutral", text_format(rq->arena, rq->lang, T_temporary_ended, "on", date_table(rq->arena, rq->lang, row->until_date), NULL)};
    return good ? (struct night_mark_view){ICON_OK, "success", text_of(rq->lang, T_temporary_good)} : (struct night_mark_view){ICON_WARNING, "warning", text_of(rq->lang, T_temporary_simple)};
}

static struct temporary_row_views read_places(struct request *rq) {
    struct temporaries_rows rows = temporaries(rq->db, long_since(rq));
    struct temporary_row_views list = {arena_array(rq->arena, rows.n + 1, sizeof *list.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct temporaries_row *row = &rows.v[i];
        const struct temporary_get_row like = {.lockable = row->lockable, .own_bath = row->own_bath, .cooking = row->cooking, .staffed = row->staffed, .children = row->children};
        list.v[i] = (struct temporary_row_view){.name = row->name,
                                                .link = arena_printf(rq->arena, "/boliger/midlertidige/%lld", (long long)row->id.v),
                                                .about = text_of(rq->lang, temporary_kind_text(row->kind)),
                                                .quality = quality_of(rq, &like),
                                                .taken = text_format(rq->arena, rq->lang, T_temporary_taken_of, "n", number(rq, row->taken), "all", number(rq, row->places), NULL),
                                                .mark = mark_of(rq, row),
                                                .long_mark = long_mark(rq, row->long_stays)};
    }
    return list;
}

static struct reply end(struct request *rq, struct html *h) {
    page_end(h);
    return reply_html(rq, h);
}

static struct html *begin(struct request *rq, text_key title) {
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = title, .nav = "/boliger"});
    return h;
}

struct reply temporary_list_page(struct request *rq, const struct temporary_list_page_in *in) {
    (void)in;
    struct temporary_list_view view = {.tab = stock_tab_of(rq, STOCK_TAB_TEMPORARY),
                                       .may_write = session_may(rq->session, RIGHT_TEMPORARY_WRITE),
                                       .long_days = night_long_days(),
                                       .rows = read_places(rq)};
    struct temporary_gap_row gap;
    if (temporary_gap(rq->db, rq->today, long_since(rq), &gap)) {
        view.places = number(rq, gap.places);
        view.taken = number(rq, gap.taken);
        view.good = number(rq, gap.good);
        view.children = number(rq, gap.children);
        view.stays = few(rq, gap.stays);
        view.without = few(rq, gap.without_place);
        view.late = few(rq, gap.late);
        view.long_stays = few(rq, gap.long_);
        view.lacks = gap.without_place > 0 || gap.stays > gap.good;
    }
    struct html *h = begin(rq, T_temporary_title);
    temporary_list(h, &view);
    return end(rq, h);
}

/* ── one of them ──────────────────────────────────────────────────────── */

struct reply temporary_new_page(struct request *rq, const struct temporary_new_page_in *in) {
    (void)in;
    struct temporary_form_view view = {.tab = stock_tab_of(rq, STOCK_TAB_TEMPORARY), .may_write = true, .kinds = temporary_kind_options(rq->arena, rq->lang)};
    struct html *h = begin(rq, T_temporary_new);
    temporary_form(h, &view);
    return end(rq, h);
}

struct reply temporary_new_send(struct request *rq, const struct temporary_new_send_in *in) {
    struct temporary_by_name_row same;
    if (temporary_by_name(rq->db, in->name, &same)) form_error(rq, "name", T_dwelling_name_taken);
    else if (in->children && (!in->lockable || in->kind == TEMPORARY_KIND_DORMITORY)) form_error(rq, "children", T_temporary_children_need);
    else if (!date_is_none(in->until) && in->until.days < rq->today.days) form_error(rq, "until", T_temporary_ends_before);
    else {
        temporary_add(rq->db, in->name, in->kind, in->places, in->lockable, in->own_bath, in->cooking, in->staffed, in->children, in->price, in->note, rq->today, in->until, rq->now,
                      rq->session->staff);
        return reply_with_notice(reply_see_other(rq, "/boliger/midlertidige"), T_temporary_saved);
    }
    return reply_invalid(rq);
}

struct reply temporary_page(struct request *rq, const struct temporary_page_in *in) {
    struct temporary_get_row row;
    struct temporary_taken_row taken = {0};
    if (!temporary_get(rq->db, in->place, &row)) return reply_not_found(rq);
    temporary_taken(rq->db, in->place, long_since(rq), &taken);
    struct temporary_form_view view = {.tab = stock_tab_of(rq, STOCK_TAB_TEMPORARY),
                                       .may_write = session_may(rq->session, RIGHT_TEMPORARY_WRITE),
                                       .id = row.id.v,
                                       .version = row.version,
                                       .name = row.name,
                                       .about = about_of(rq, row.kind, row.places),
                                       .quality = quality_of(rq, &row),
                                       .n_places = row.places,
                                       .n_taken = taken.taken,
                                       .n_free = row.places - taken.taken,
                                       .long_mark = long_mark(rq, taken.long_stays),
                                       .places = number(rq, row.places),
                                       .price = row.price.has ? number(rq, row.price.v) : NULL,
                                       .note = row.note,
                                       .until = date_iso(rq->arena, row.until_date),
                                       .lockable = row.lockable,
                                       .own_bath = row.own_bath,
                                       .cooking = row.cooking,
                                       .staffed = row.staffed,
                                       .children = row.children};
    struct html *h = begin(rq, T_temporary_one);
    temporary_form(h, &view);
    return end(rq, h);
}

struct reply temporary_send(struct request *rq, const struct temporary_send_in *in) {
    struct temporary_get_row row;
    struct temporary_taken_row taken = {0};
    if (!temporary_get(rq->db, in->place, &row)) return reply_not_found(rq);
    temporary_taken(rq->db, in->place, long_since(rq), &taken);
    if (in->places < taken.highest) form_error(rq, "places", T_temporary_places_taken);
    else if (in->children && (!in->lockable || row.kind == TEMPORARY_KIND_DORMITORY)) form_error(rq, "children", T_temporary_children_need);
    else if (!date_is_none(in->until) && in->until.days < row.from_date.days) form_error(rq, "until", T_temporary_ends_before);
    else {
        if (temporary_change(rq->db, in->place, in->version, in->places, in->lockable, in->own_bath, in->cooking, in->staffed, in->children, in->price, in->note, in->until, rq->today) != 1)
            return reply_conflict(rq, T_dwelling_changed_by_other);
        return reply_with_notice(reply_see_other(rq, "/boliger/midlertidige"), T_temporary_saved);
    }
    return reply_invalid(rq);
}
