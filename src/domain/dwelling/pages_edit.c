/* Registering a dwelling, and changing what is told of it. For who takes care of the stock. */
#include "domain/dwelling/pages.h"

#include "domain/organisation/organisation.h"
#include "dwelling_routes.h"
#include "texts.h"

#include <math.h>

struct reply dwelling_new_page(struct request *rq, const struct dwelling_new_page_in *in) {
    (void)in;
    static const enum dwelling_state firsts[] = {DWELLING_STATE_PLANNED, DWELLING_STATE_ACQUIRED, DWELLING_STATE_READY, DWELLING_STATE_MAINTENANCE, DWELLING_STATE_OCCUPIED};
    enum { FIRSTS = sizeof firsts / sizeof *firsts };
    struct dwelling_new_view view = {.tab = stock_tab_of(rq, STOCK_TAB_LIST), .municipality = organisation_profile()->number, .classes = dwelling_class_options(rq->arena, rq->lang)};
    view.classes.n--; /* the last is 'not stated', which only a file says */
    view.states = (struct options){arena_array(rq->arena, FIRSTS, sizeof *view.states.v), FIRSTS};
    for (int i = 0; i < FIRSTS; i++) view.states.v[i] = (struct option){.value = dwelling_state_code(firsts[i]), .label = text_of(rq->lang, dwelling_state_text(firsts[i]))};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_new_title, .nav = "/boliger"});
    dwelling_new_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static void mark_faults(struct request *rq, const struct kobo_faults *faults) {
    static const struct {
        enum kobo_column column;
        const char *field;
        text_key why;
    } fields[] = {
        {KOBO_MUNICIPALITY, "municipality", T_dwelling_bad_municipality}, {KOBO_CADASTRAL, "cadastral", T_dwelling_bad_cadastral},
        {KOBO_SECTION, "section_number", T_field_number},                 {KOBO_UNIT, "unit_number", T_dwelling_bad_unit},
        {KOBO_HOUSE_NUMBER, "house_number", T_field_number},              {KOBO_HOUSE_LETTER, "house_letter", T_dwelling_bad_letter},
        {KOBO_POSTCODE, "postcode", T_dwelling_bad_postcode},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (faults->reason[fields[i].column]) form_error(rq, fields[i].field, fields[i].why);
}

static const char *or_empty(const char *text) { return text ? text : ""; }

struct reply dwelling_new_send(struct request *rq, const struct dwelling_new_send_in *in) {
    struct dwelling_first first = {.object_number = in->object_number, .class = in->class, .state = in->state};
    for (int i = 0; i < KOBO_COLUMNS; i++) first.row[i] = "";
    first.row[KOBO_MUNICIPALITY] = in->municipality;
    first.row[KOBO_CADASTRAL] = in->cadastral;
    first.row[KOBO_SECTION] = or_empty(in->section_number);
    first.row[KOBO_UNIT] = or_empty(in->unit_number);
    first.row[KOBO_EXTRA_REFERENCE] = or_empty(in->extra_reference);
    first.row[KOBO_STREET] = in->street;
    first.row[KOBO_HOUSE_NUMBER] = or_empty(in->house_number);
    first.row[KOBO_HOUSE_LETTER] = or_empty(in->house_letter);
    first.row[KOBO_POSTCODE] = in->postcode;
    struct dwelling_by_object_row other;
    struct dwelling_id id;
    struct kobo_faults faults = {0};
    if (in->object_number && dwelling_by_object(rq->db, in->object_number, &other)) form_error(rq, "object_number", T_dwelling_object_taken);
    else {
        int result = dwelling_register(rq->db, &organisation_profile()->kobo, &first, &id, &faults);
        if (result == ERR_OK) return reply_with_notice(reply_see_other(rq, "/boliger/%lld/endre", (long long)id.v), T_dwelling_registered);
        if (result == ERR_CONFLICT) form_error(rq, "street", T_dwelling_there_already);
        mark_faults(rq, &faults);
    }
    return reply_invalid(rq);
}

/* ── changing ── */

static struct options type_options(struct request *rq) {
    const struct profile_dwellings *dwellings = &organisation_profile()->dwellings;
    struct options options = {arena_array(rq->arena, dwellings->types_count + 1, sizeof *options.v), dwellings->types_count};
    for (unsigned i = 0; i < dwellings->types_count; i++)
        options.v[i] = (struct option){.value = dwellings->types[i].code, .label = profile_words_in(&dwellings->types[i].name, rq->lang)};
    return options;
}

static const char *adapted_codes(struct request *rq, struct dwelling_id id) {
    struct dwelling_adapted_of_rows rows = dwelling_adapted_of(rq->db, id);
    struct str out = str_in(rq->arena);
    for (size_t i = 0; i < rows.n; i++) str_addf(&out, "%s%s", i ? "," : "", dwelling_adaptation_code(rows.v[i].adaptation));
    return str_text(&out);
}

static const char *id_text(struct request *rq, int64_t id) { return id ? arena_printf(rq->arena, "%lld", (long long)id) : NULL; }

static void fill_form(struct request *rq, const struct dwelling_get_row *row, struct dwelling_edit_view *view) {
    struct dwelling_grant_of_row grant;
    view->row = row;
    view->class = dwelling_class_code(row->class);
    view->owner = dwelling_owner_code(row->owner);
    view->bedrooms = dwelling_number(rq, row->bedrooms);
    view->rooms = dwelling_number(rq, row->rooms);
    view->floor = dwelling_number(rq, row->floor);
    view->area_m2 = dwelling_number(rq, row->area_m2);
    view->rent = dwelling_number(rq, row->rent);
    view->age_from = dwelling_number(rq, row->age_from);
    view->age_to = dwelling_number(rq, row->age_to);
    view->manager = id_text(rq, row->manager_unit.v);
    view->area = id_text(rq, row->area_id.v);
    view->cluster = id_text(rq, row->cluster_id.v);
    view->latitude = dwelling_degrees(rq->arena, row->latitude);
    view->longitude = dwelling_degrees(rq->arena, row->longitude);
    view->adapted = adapted_codes(rq, row->id);
    if (!dwelling_grant_of(rq->db, row->id, &grant)) return;
    view->grant_name = grant.name;
    view->grant_reference = grant.reference;
    view->grant_group = grant_group_code(grant.bound_group);
    view->grant_until = date_iso(rq->arena, grant.until_date);
}

struct reply dwelling_edit_page(struct request *rq, const struct dwelling_edit_page_in *in) {
    struct dwelling_get_row row;
    if (!dwelling_get(rq->db, in->dwelling, &row)) return reply_not_found(rq);
    struct dwelling_edit_view view = {
        .tab = stock_tab_of(rq, STOCK_TAB_LIST),
        .id = row.id.v,
        .address = dwelling_name(rq, &(struct dwelling_address){false, row.street, row.house_number, row.house_letter, NULL, 0}),
        .classes = dwelling_class_options(rq->arena, rq->lang),
        .types = type_options(rq),
        .adaptations = dwelling_adaptation_options(rq->arena, rq->lang),
        .owners = dwelling_owner_options(rq->arena, rq->lang),
        .units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0}),
        .areas = dwelling_area_options(rq),
        .clusters = dwelling_cluster_options(rq),
        .groups = grant_group_options(rq->arena, rq->lang),
    };
    fill_form(rq, &row, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_edit_title, .nav = "/boliger"});
    dwelling_edit_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static struct dwelling_about about_of(const struct dwelling_edit_send_in *in) {
    return (struct dwelling_about){
        .object_number = in->object_number, .object_remarks = in->object_remarks, .type = in->type, .house_rules = in->house_rules, .owner_name = in->owner_name,
        .unfit = in->unfit, .class = in->class, .owner = in->owner, .bedrooms = in->bedrooms, .rooms = in->rooms, .floor = in->floor, .area_m2 = in->area_m2,
        .rent = in->rent, .age_from = in->age_from, .age_to = in->age_to, .wheelchair = in->wheelchair, .step_free = in->step_free, .quiet = in->quiet,
        .pets = in->pets, .near_transport = in->near_transport, .shared = in->shared, .staffed = in->staffed, .staff_base = in->staff_base,
        .abstinence = in->abstinence, .shielded = in->shielded, .manager = in->manager, .area = in->area, .cluster = in->cluster,
        .adaptations = in->adaptation.v, .n_adaptations = in->adaptation.n, .grant_name = in->grant_name, .grant_reference = in->grant_reference,
        .grant_group = in->grant_group, .grant_until = in->grant_until,
    };
}

/* What the type says of every dwelling of it, unless the form says otherwise. */
static void follow_type(struct dwelling_about *about, const struct profile_dwelling_type *type) {
    if (!type) return;
    about->shared = about->shared || type->shared;
    about->staffed = about->staffed || type->staffed;
    about->abstinence = about->abstinence || type->abstinence;
    if (!about->age_from.has && type->age_from) about->age_from = (struct maybe_int){true, type->age_from};
    if (!about->age_to.has && type->age_to) about->age_to = (struct maybe_int){true, type->age_to};
}

static bool about_holds(struct request *rq, struct dwelling_id id, const struct dwelling_about *about) {
    struct dwelling_by_object_row other;
    bool any_grant = about->grant_name || about->grant_group || !date_is_none(about->grant_until) || about->grant_reference;
    if (about->object_number && dwelling_by_object(rq->db, about->object_number, &other) && other.id.v != id.v) form_error(rq, "object_number", T_dwelling_object_taken);
    if (about->type && !profile_dwelling_type(organisation_profile(), about->type)) form_error(rq, "type", T_field_choice);
    if (about->abstinence && !about->shared) form_error(rq, "abstinence", T_dwelling_abstinence_shared);
    if (about->age_from.has && about->age_to.has && about->age_to.v < about->age_from.v) form_error(rq, "age_to", T_dwelling_ages_turned);
    if (any_grant && !about->grant_name) form_error(rq, "grant_name", T_field_required);
    if (any_grant && !about->grant_group) form_error(rq, "grant_group", T_field_required);
    if (any_grant && date_is_none(about->grant_until)) form_error(rq, "grant_until", T_dwelling_grant_until_needed);
    return !(rq->form && rq->form->refused);
}

struct reply dwelling_edit_send(struct request *rq, const struct dwelling_edit_send_in *in) {
    struct dwelling_about about = about_of(in);
    follow_type(&about, profile_dwelling_type(organisation_profile(), in->type));
    bool placed = dwelling_coordinates(rq, in->latitude, in->longitude, &about.latitude, &about.longitude);
    if (!about_holds(rq, in->dwelling, &about) || !placed) return reply_invalid(rq);
    int result = dwelling_change(rq->db, &organisation_profile()->kobo, in->dwelling, in->version, &about);
    if (result == ERR_NOT_FOUND) return reply_not_found(rq);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_dwelling_changed_by_other);
    return reply_with_notice(reply_see_other(rq, "/boliger/%lld", (long long)in->dwelling.v), T_dwelling_changed);
}
