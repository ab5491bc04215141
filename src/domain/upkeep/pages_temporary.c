/* Places for the night: what there is, what it is like, and what is lacking. Who stays where is not here. */
#include "domain/upkeep/pages.h"

#include "texts.h"
#include "upkeep_routes.h"

static int long_days(void) {
    const struct profile_emergency *emergency = &organisation_profile()->emergency;
    return emergency->long_days_count ? emergency->long_days[emergency->long_days_count - 1] : 90;
}

/* "Kan låses, eget bad, matlaging" */
static const char *quality(struct request *rq, const struct temporaries_row *row) {
    const struct {
        bool has;
        text_key text;
    } parts[] = {{row->lockable, T_temporary_lockable}, {row->own_bath, T_temporary_own_bath}, {row->cooking, T_temporary_cooking}, {row->staffed, T_temporary_staffed},
                 {row->children, T_temporary_children}};
    struct str out = str_in(rq->arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].has) str_addf(&out, "%s%s", out.length ? ", " : "", care_text(rq, parts[i].text));
    return out.length ? str_text(&out) : NULL;
}

static struct care_rows read_places(struct request *rq, bool may_write) {
    struct temporaries_rows rows = temporaries(rq->db);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct temporaries_row *row = &rows.v[i];
        bool over = !date_is_none(row->until_date) && row->until_date.days < rq->today.days, good = row->lockable && row->own_bath && row->cooking;
        list.v[list.n++] = (struct care_row){
            .title = row->name, .link = may_write ? arena_printf(rq->arena, "/boliger/midlertidige/%lld", (long long)row->id.v) : NULL,
            .about = arena_printf(rq->arena, "%s, %s", care_text(rq, temporary_kind_text(row->kind)), care_n(rq, T_temporary_places_n, row->places)), .note = quality(rq, row),
            .says = over ? care_on(rq, T_landlord_ended, row->until_date) : good ? care_text(rq, T_temporary_good) : care_text(rq, T_temporary_simple),
            .mark = over ? CARE_NONE : good ? CARE_GOOD : CARE_WARNS};
    }
    return list;
}

struct reply temporary_list_page(struct request *rq, const struct temporary_list_page_in *in) {
    (void)in;
    bool may_write = care_may(rq, RIGHT_TEMPORARY_WRITE);
    struct temporary_list_view view = {.tab = stock_tab_of(rq, STOCK_TAB_TEMPORARY), .may_write = may_write, .long_days = long_days()};
    view.rows = (struct care_list){"places", T_temporary_list, T_temporary_none, read_places(rq, may_write)};
    struct temporary_gap_row gap;
    if (temporary_gap(rq->db, rq->today, date_add_days(rq->today, -long_days()), &gap)) {
        view.places = care_id(rq, gap.places);
        view.good = care_id(rq, gap.good);
        view.children = care_id(rq, gap.children);
        view.stays = care_few(rq, gap.stays);
        view.without = care_few(rq, gap.without_place);
        view.late = care_few(rq, gap.late);
        view.long_stays = care_few(rq, gap.long_);
        view.lacks = gap.without_place > 0 || gap.stays > gap.good;
    }
    struct html *h = care_begin(rq, T_temporary_title);
    temporary_list(h, &view);
    return care_end(rq, h);
}

struct reply temporary_new_page(struct request *rq, const struct temporary_new_page_in *in) {
    (void)in;
    struct temporary_form_view view = {.tab = stock_tab_of(rq, STOCK_TAB_TEMPORARY), .kinds = temporary_kind_options(rq->arena, rq->lang)};
    struct html *h = care_begin(rq, T_temporary_new);
    temporary_form(h, &view);
    return care_end(rq, h);
}

struct reply temporary_new_send(struct request *rq, const struct temporary_new_send_in *in) {
    struct temporary_by_name_row same;
    if (temporary_by_name(rq->db, in->name, &same)) form_error(rq, "name", T_dwelling_name_taken);
    else if (in->children && (!in->lockable || in->kind == TEMPORARY_KIND_DORMITORY)) form_error(rq, "children", T_temporary_children_need);
    else if (!date_is_none(in->until) && in->until.days < rq->today.days) form_error(rq, "until", T_upkeep_ends_before);
    else {
        temporary_add(rq->db, in->name, in->kind, in->places, in->lockable, in->own_bath, in->cooking, in->staffed, in->children, in->price, in->note, rq->today, in->until, rq->now,
                      rq->session->staff);
        return reply_with_notice(reply_see_other(rq, "/boliger/midlertidige"), T_upkeep_saved);
    }
    return reply_invalid(rq);
}

struct reply temporary_page(struct request *rq, const struct temporary_page_in *in) {
    struct temporary_get_row row;
    if (!temporary_get(rq->db, in->place, &row)) return reply_not_found(rq);
    struct temporary_form_view view = {.tab = stock_tab_of(rq, STOCK_TAB_TEMPORARY), .id = row.id.v, .version = row.version, .name = row.name, .places = care_id(rq, row.places),
                                       .price = row.price.has ? care_id(rq, row.price.v) : NULL, .note = row.note, .until = date_iso(rq->arena, row.until_date),
                                       .lockable = row.lockable, .own_bath = row.own_bath, .cooking = row.cooking, .staffed = row.staffed, .children = row.children};
    struct html *h = care_begin(rq, T_temporary_one);
    temporary_form(h, &view);
    return care_end(rq, h);
}

struct reply temporary_send(struct request *rq, const struct temporary_send_in *in) {
    struct temporary_get_row row;
    if (!temporary_get(rq->db, in->place, &row)) return reply_not_found(rq);
    if (in->children && (!in->lockable || row.kind == TEMPORARY_KIND_DORMITORY)) form_error(rq, "children", T_temporary_children_need);
    else if (!date_is_none(in->until) && in->until.days < row.from_date.days) form_error(rq, "until", T_upkeep_ends_before);
    else {
        if (temporary_change(rq->db, in->place, in->version, in->places, in->lockable, in->own_bath, in->cooking, in->staffed, in->children, in->price, in->note, in->until, rq->today) != 1)
            return reply_conflict(rq, T_dwelling_changed_by_other);
        return reply_with_notice(reply_see_other(rq, "/boliger/midlertidige"), T_upkeep_saved);
    }
    return reply_invalid(rq);
}
