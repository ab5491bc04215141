/* One dwelling: what it is like, where it stands, its pictures, and what the modules above have to say of it. No person stands here. */
#include "domain/dwelling/about.h"
#include "domain/dwelling/pages.h"

#include "domain/dwelling/picture.h"
#include "domain/organisation/organisation.h"
#include "dwelling_routes.h"
#include "platform/audit/audit.h"
#include "texts.h"

enum { PICTURES_MOST = 20 };

static void (*draw_more)(struct request *rq, struct html *h, struct dwelling_id dwelling);

void dwelling_on_page(void (*draw)(struct request *rq, struct html *h, struct dwelling_id dwelling)) { draw_more = draw; }

/* The steps open from here, as choices. */
static struct options steps_from(struct request *rq, enum dwelling_state from) {
    struct options options = {arena_array(rq->arena, DWELLING_STATE_COUNT, sizeof *options.v), 0};
    for (int code = 1; code <= DWELLING_STATE_COUNT; code++) {
        enum dwelling_state to = (enum dwelling_state)code;
        if (dwelling_may_move(from, to)) options.v[options.n++] = (struct option){.value = dwelling_state_code(to), .label = text_of(rq->lang, dwelling_state_text(to))};
    }
    return options;
}

static void read_adapted(struct request *rq, struct dwelling_id id, struct dwelling_view *view) {
    struct dwelling_adapted_of_rows rows = dwelling_adapted_of(rq->db, id);
    view->adapted = (struct dwelling_texts_view){arena_array(rq->arena, rows.n + 5, sizeof *view->adapted.v), 0};
    if (view->wheelchair) view->adapted.v[view->adapted.n++] = T_dwelling_wheelchair_yes;
    if (view->step_free) view->adapted.v[view->adapted.n++] = T_dwelling_step_free;
    for (size_t i = 0; i < rows.n; i++) view->adapted.v[view->adapted.n++] = dwelling_adaptation_text(rows.v[i].adaptation);
}

static void read_moves(struct request *rq, struct dwelling_id id, struct dwelling_view *view) {
    struct dwelling_moves_of_rows rows = dwelling_moves_of(rq->db, id);
    view->moves = (struct dwelling_moves_view){arena_array(rq->arena, rows.n + 1, sizeof *view->moves.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->moves.v[i] = (struct dwelling_move_view){dwelling_state_text(rows.v[i].to_state), rows.v[i].on_date, rows.v[i].why, rows.v[i].name};
}

static void read_pictures(struct request *rq, struct dwelling_id id, struct dwelling_view *view) {
    struct dwelling_pictures_rows rows = dwelling_pictures(rq->db, id);
    view->pictures = (struct dwelling_pictures_view){arena_array(rq->arena, rows.n + 1, sizeof *view->pictures.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->pictures.v[i] = (struct dwelling_picture_view){rows.v[i].id.v, rows.v[i].width, rows.v[i].height, rows.v[i].alt, picture_kind_text(rows.v[i].kind)};
}

static void read_grant(struct request *rq, struct dwelling_id id, struct dwelling_view *view) {
    struct dwelling_grant_of_row grant;
    if (!dwelling_grant_of(rq->db, id, &grant)) return;
    view->grant = grant.name;
    view->grant_reference = grant.reference;
    view->bound = grant_group_text(grant.bound_group);
    view->bound_until = grant.until_date;
    view->bound_over = grant.until_date.days < rq->today.days;
}

static const char *age_text(struct request *rq, struct maybe_int from, struct maybe_int to) {
    if (!from.has && !to.has) return NULL;
    return arena_printf(rq->arena, "%s–%s", from.has ? dwelling_number(rq, from) : "", to.has ? dwelling_number(rq, to) : "");
}

static struct dwelling_view view_of(struct request *rq, const struct dwelling_get_row *row) {
    bool edit = dwelling_may_edit(rq), place = edit || !row->address_shielded;
    return (struct dwelling_view){
        .tab = stock_tab_of(rq, STOCK_TAB_LIST),
        .id = row->id.v,
        .may_edit = edit,
        .shielded = row->address_shielded,
        .place_known = place,
        .address = dwelling_name(rq, &(struct dwelling_address){!place, row->street, row->house_number, row->house_letter, row->object_number, row->id.v}),
        .unit_number = row->unit_number,
        .extra_reference = row->extra_reference,
        .postcode = row->postcode,
        .cadastral = row->cadastral,
        .municipality = row->municipality,
        .object_number = row->object_number,
        .remarks = edit ? row->object_remarks : NULL,
        .type = dwelling_type_name(rq, row->type),
        .class = dwelling_class_text(row->class),
        .state = dwelling_state_text(row->state),
        .file_state = row->file_state ? dwelling_state_text(row->file_state) : 0,
        .since = row->state_since,
        .has_since = !date_is_none(row->state_since),
        .has_bedrooms = row->bedrooms.has,
        .bedrooms = row->bedrooms.v,
        .rooms = dwelling_number(rq, row->rooms),
        .floor = dwelling_number(rq, row->floor),
        .area_m2 = dwelling_number(rq, row->area_m2),
        .has_rent = row->rent.has,
        .rent = number_text(rq->arena, rq->lang, row->rent.v),
        .wheelchair = row->wheelchair,
        .step_free = row->step_free,
        .quiet = row->quiet,
        .pets = row->pets,
        .near_transport = row->near_transport,
        .shared = row->shared,
        .staffed = row->staffed_day_and_night,
        .staff_base = row->staff_base,
        .abstinence = row->abstinence_required,
        .ages = age_text(rq, row->age_from, row->age_to),
        .house_rules = row->house_rules,
        .owner = dwelling_owner_text(row->owner),
        .owner_name = row->owner_name,
        .manager = rq->lang == LANG_NN ? row->manager_nn : row->manager_nb,
        .area = place ? row->area : NULL,
        .cluster = place ? row->cluster : NULL,
        .cluster_id = row->cluster_id.v,
        .unfit = row->unfit,
        .verified_on = row->verified_on,
        .verified_by = row->verified_name,
        .has_verified = !date_is_none(row->verified_on),
        .unverified = row->state != DWELLING_STATE_SOLD && (date_is_none(row->verified_on) || row->verified_on.days < stock_verified_since(rq->today).days),
        .from_file = !text_empty(row->file_row),
        .imported_on = instant_oslo_date(row->imported_at),
        .today = date_iso(rq->arena, rq->today),
        .picture_kinds = picture_kind_options(rq->arena, rq->lang),
        .steps = steps_from(rq, row->state),
    };
}

struct reply dwelling_show_page(struct request *rq, const struct dwelling_show_page_in *in) {
    struct dwelling_get_row row;
    if (!dwelling_get(rq->db, in->dwelling, &row)) return reply_not_found(rq);
    struct dwelling_view view = view_of(rq, &row);
    read_adapted(rq, in->dwelling, &view);
    read_moves(rq, in->dwelling, &view);
    read_grant(rq, in->dwelling, &view);
    if (view.place_known) read_pictures(rq, in->dwelling, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_one_title, .nav = "/boliger"});
    dwelling_show(h, &view);
    if (draw_more) draw_more(rq, h, in->dwelling);
    dwelling_history(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── what is done from the page ── */

struct reply dwelling_move_send(struct request *rq, const struct dwelling_move_send_in *in) {
    struct dwelling_state_of_row row;
    if (!dwelling_state_of(rq->db, in->dwelling, &row)) return reply_not_found(rq);
    if (!dwelling_may_move(row.state, in->to)) form_error(rq, "to", T_dwelling_no_step);
    else if (in->on.days > rq->today.days) form_error(rq, "on", T_dwelling_in_future);
    else if (!date_is_none(row.state_since) && in->on.days < row.state_since.days) form_error(rq, "on", T_dwelling_before_last);
    else {
        if (dwelling_move_to(rq->db, in->dwelling, in->to, in->on, in->why) == ERR_CONFLICT) return reply_conflict(rq, T_dwelling_changed_by_other);
        return reply_with_notice(reply_see_other(rq, "/boliger/%lld", (long long)in->dwelling.v), T_dwelling_moved);
    }
    return reply_invalid(rq);
}

struct reply dwelling_verify_send(struct request *rq, const struct dwelling_verify_send_in *in) {
    if (!dwelling_checked(rq->db, in->dwelling, rq->today, rq->session->staff)) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "/boliger/%lld", (long long)in->dwelling.v), T_dwelling_verified_done);
}

struct reply dwelling_picture_send(struct request *rq, const struct dwelling_picture_send_in *in) {
    struct dwelling_state_of_row dwelling;
    struct dwelling_picture_count_row count;
    struct picture picture;
    if (!dwelling_state_of(rq->db, in->dwelling, &dwelling)) return reply_not_found(rq);
    if (dwelling_picture_count(rq->db, in->dwelling, &count) && count.n >= PICTURES_MOST) form_error(rq, "picture", T_dwelling_pictures_many);
    else if (!picture_read(rq->arena, in->picture, &picture)) form_error(rq, "picture", T_dwelling_picture_not);
    else {
        dwelling_picture_add(rq->db, in->dwelling, in->kind, in->alt, picture.media_type, picture.width, picture.height, picture.bytes, rq->now, rq->session->staff);
        return reply_with_notice(reply_see_other(rq, "/boliger/%lld", (long long)in->dwelling.v), T_dwelling_picture_added);
    }
    return reply_invalid(rq);
}

struct reply dwelling_picture_file(struct request *rq, const struct dwelling_picture_file_in *in) {
    struct dwelling_picture_get_row row;
    if (!dwelling_picture_get(rq->db, in->picture, &row) || (row.address_shielded && !dwelling_may_edit(rq))) return reply_not_found(rq);
    return (struct reply){.status = 200, .type = text_equal(row.media_type, "image/png") ? "image/png" : "image/jpeg", .body = row.bytes};
}

struct reply dwelling_picture_remove_send(struct request *rq, const struct dwelling_picture_remove_send_in *in) {
    struct dwelling_picture_get_row row;
    if (!dwelling_picture_get(rq->db, in->picture, &row)) return reply_not_found(rq);
    dwelling_picture_delete(rq->db, in->picture);
    return reply_with_notice(reply_see_other(rq, "/boliger/%lld", (long long)row.dwelling_id.v), T_dwelling_picture_removed);
}
