/* Units: the list with leader and how they are reached, and one unit with its letter names, corrected with every version kept. The rules are
 * organisation's; letters already sent keep what they say. */
#include "admin_routes.h"
#include "admin_views.h"
#include "domain/admin/views.h"
#include "domain/organisation/admin.h"
#include "texts.h"

static const char *path_of(struct arena *arena, struct unit_id unit) { return arena_printf(arena, "/administrasjon/enheter/%lld", (long long)unit.v); }

struct reply admin_units_page(struct request *rq, const struct admin_units_page_in *in) {
    (void)in;
    struct admin_units units = admin_unit_list(rq->db, rq->today, rq->lang);
    struct admin_units_view view = {.tab = {ADMIN_TAB_UNITS}, .rows = {arena_array(rq->arena, units.n + 1, sizeof *view.rows.v), units.n}};
    for (size_t i = 0; i < units.n; i++) {
        const struct admin_unit *unit = &units.v[i];
        view.rows.v[i] = (struct admin_unit_row){path_of(rq->arena, unit->id), unit->name, unit->code, unit->leader, unit->phone, unit->email,
                                                 (text_key)unit_role_text(unit->role), unit->external, unit->active, unit->corrected};
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_units, .nav = "/administrasjon"});
    admin_units_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static void versions_read(struct request *rq, struct unit_id unit, struct admin_unit_view *view) {
    struct admin_unit_versions versions = admin_unit_history(rq->db, unit);
    view->versions = (struct admin_unit_version_rows){arena_array(rq->arena, versions.n + 1, sizeof *view->versions.v), versions.n};
    for (size_t i = 0; i < versions.n; i++) {
        const struct admin_unit_version *one = &versions.v[i];
        view->versions.v[i] = (struct admin_unit_version_row){one->letter_name_nb, one->letter_name_nn, one->phone, one->email, one->who, one->by_profile, one->at};
    }
}

struct reply admin_unit_page(struct request *rq, const struct admin_unit_page_in *in) {
    struct admin_unit unit;
    if (!admin_unit(rq->db, in->unit, rq->lang, &unit)) return reply_not_found(rq);
    const struct profile_unit *given = profile_unit(organisation_profile(), unit.code);
    struct admin_unit_view view = {
        .tab = {ADMIN_TAB_UNITS},
        .unit = unit.id.v,
        .name = unit.name,
        .code = unit.code,
        .letter_name_nb = unit.letter_name_nb,
        .letter_name_nn = unit.letter_name_nn,
        .phone = unit.phone,
        .email = unit.email,
        .version_no = arena_printf(rq->arena, "%lld", (long long)unit.version_no),
        .role = (text_key)unit_role_text(unit.role),
        .active = unit.active,
        .may_write = session_may(rq->session, RIGHT_ADMIN_WRITE),
        .corrected = unit.corrected,
        .in_profile = given != NULL,
        .profile_nb = given ? given->letter_name.nb : NULL,
        .profile_nn = given ? given->letter_name.nn : NULL,
        .profile_phone = given ? given->phone : NULL,
    };
    versions_read(rq, unit.id, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title_text = unit.name, .nav = "/administrasjon"});
    admin_unit_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static struct reply done(struct request *rq, struct unit_id unit) { return reply_with_notice(reply_see_other(rq, "%s", path_of(rq->arena, unit)), T_admin_unit_done); }

struct reply admin_unit_change(struct request *rq, const struct admin_unit_change_in *in) {
    const struct admin_unit_words words = {in->letter_name_nb, in->letter_name_nn, in->phone, in->email, in->version_no};
    int fault = admin_unit_correct(rq->db, in->unit, &words);
    if (!fault) return done(rq, in->unit);
    if (fault == ADMIN_UNKNOWN) return reply_not_found(rq);
    if (fault == ADMIN_OTHER) return reply_conflict(rq, T_admin_unit_other);
    if (profile_group_label(words.letter_name_nb)) form_error(rq, "letter_name_nb", T_admin_unit_label);
    if (profile_group_label(words.letter_name_nn)) form_error(rq, "letter_name_nn", T_admin_unit_label);
    return reply_invalid(rq);
}

struct reply admin_unit_back(struct request *rq, const struct admin_unit_back_in *in) {
    return admin_unit_as_profile(rq->db, in->unit) ? reply_not_found(rq) : done(rq, in->unit);
}
