/* The page «Rundt personen»: who is close to her, minors, who acts for her. Reads only zones that the session's unit may read. */
#include "domain/relation/pages.h"

#include "icons.h"
#include "relation_routes.h"
#include "relation_sql.h"
#include "relation_views.h"
#include "texts.h"

const char relation_purpose[] = "people";

const char *relation_path(struct request *rq, struct case_id id, const char *tail) {
    return arena_printf(rq->arena, "/sak/%lld/rundt%s", (long long)id.v, tail);
}

const char *relation_kept_in(struct request *rq, struct case_id id) {
    enum zone zone = secrecy_own_zone(rq, id);
    return zone ? text_of(rq->lang, relation_zone_words(zone)) : NULL;
}

text_key relation_zone_words(enum zone zone) {
    switch (zone) {
    case ZONE_HEALTH: return T_relation_zone_health;
    case ZONE_SOCIAL: return T_relation_zone_social;
    case ZONE_HOUSING: return T_relation_zone_housing;
    case ZONE_PLAN: return T_relation_zone_plan;
    case ZONE_SPINE:
    case ZONE_TENANCY:
    case ZONE_RESTRICTED: break;
    }
    return 0;
}

/* ── relatives ────────────────────────────────────────────────────────── */

static text_key status_of(enum role_answer answer, bool over) {
    if (over) return T_relation_answer_over;
    return role_answer_text(answer);
}

static void show_answer(struct role_view *role, enum role_answer answer, bool over) {
    bool yes = answer == ROLE_ANSWER_YES && !over;
    role->status = status_of(answer, over);
    role->color = yes ? "success" : answer == ROLE_ANSWER_NO ? "neutral" : "warning";
    role->icon = yes ? ICON_OK : answer == ROLE_ANSWER_NO ? ICON_OFF : ICON_WARNING;
}

void relation_empty_roles(struct relative_view *relative) {
    for (enum relative_role role = RELATIVE_ROLE_SOURCE; role <= RELATIVE_ROLE_OWN_NEEDS; role++) {
        struct role_view *view = &relative->roles[role - 1];
        *view = (struct role_view){.role = relative_role_text(role)};
        show_answer(view, ROLE_ANSWER_NOT_ASKED, false);
    }
}

void relation_put_answer(struct request *rq, struct role_view *role, const struct relative_answers_row *row) {
    role->over = !date_is_none(row->until) && row->until.days < rq->today.days;
    show_answer(role, row->answer, role->over);
    role->answered = true;
    role->scope = row->scope;
    role->has_until = !date_is_none(row->until);
    role->until = row->until;
    role->at = row->at;
    role->staff = row->staff_name;
}

static void put_answers(struct request *rq, const struct relative_answers_rows *answers, struct relative_id id,
                        struct relative_view *view) {
    relation_empty_roles(view);
    for (size_t i = 0; i < answers->n; i++)
        if (answers->v[i].relative_id.v == id.v) relation_put_answer(rq, &view->roles[answers->v[i].role - 1], &answers->v[i]);
}

static void add_relatives(struct request *rq, const struct access *access, struct case_id id, enum zone zone, struct people_view *view) {
    struct relatives_of_rows rows = relatives_of(rq->db, access, id, zone);
    struct relative_answers_rows answers = relative_answers(rq->db, access, id, zone);
    struct relative_view *all = arena_array(rq->arena, view->relatives.n + rows.n + 1, sizeof *all);
    for (size_t i = 0; i < view->relatives.n; i++) all[i] = view->relatives.v[i];
    view->relatives.v = all;
    for (size_t i = 0; i < rows.n; i++) {
        struct relative_view *relative = &view->relatives.v[view->relatives.n++];
        *relative = (struct relative_view){
            .name = rows.v[i].name,
            .phone = rows.v[i].phone,
            .kinship = kinship_text(rows.v[i].kinship),
            .nearest = rows.v[i].nearest,
            .path = relation_path(rq, id, arena_printf(rq->arena, "/parorende/%lld", (long long)rows.v[i].id.v)),
        };
        put_answers(rq, &answers, rows.v[i].id, relative);
    }
}

/* ── minors ───────────────────────────────────────────────────────────── */

static void put_steps(struct request *rq, const struct minor_steps_rows *steps, struct minor_id id, struct minor_view *view) {
    view->open = true;
    view->steps.v = arena_array(rq->arena, steps->n + 1, sizeof *view->steps.v);
    for (size_t i = 0; i < steps->n; i++) {
        if (steps->v[i].minor_id.v != id.v) continue;
        view->steps.v[view->steps.n++] =
            (struct minor_step_view){minor_step_text(steps->v[i].step), steps->v[i].note, steps->v[i].staff_name, steps->v[i].at};
        if (relation_step_ends(steps->v[i].step)) view->open = false;
    }
}

static void add_minors(struct request *rq, const struct access *access, struct case_id id, enum zone zone, struct people_view *view) {
    struct minors_of_rows rows = minors_of(rq->db, access, id, zone);
    struct minor_steps_rows steps = minor_steps(rq->db, access, id, zone);
    struct minor_view *all = arena_array(rq->arena, view->minors.n + rows.n + 1, sizeof *all);
    for (size_t i = 0; i < view->minors.n; i++) all[i] = view->minors.v[i];
    view->minors.v = all;
    for (size_t i = 0; i < rows.n; i++) {
        struct minor_view *minor = &view->minors.v[view->minors.n++];
        *minor = (struct minor_view){
            .kind = minor_kind_text(rows.v[i].kind),
            .called = rows.v[i].called,
            .lives = rows.v[i].lives,
            .has_year = rows.v[i].born_year.has,
            .born_year = rows.v[i].born_year.v,
            .path = relation_path(rq, id, arena_printf(rq->arena, "/barn/%lld/steg", (long long)rows.v[i].id.v)),
        };
        put_steps(rq, &steps, rows.v[i].id, minor);
    }
}

static void fill_zones(struct request *rq, struct case_id id, struct people_view *view) {
    const struct access *access = secrecy_open(rq, id, RELATION_ZONES, relation_purpose);
    if (!access) return;
    view->some_zone = true;
    unsigned open = access_note_open(rq->db, access, RELATION_ZONES, "relatives_of");
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        if (!(open & ZONE_BIT(zone))) continue;
        add_relatives(rq, access, id, zone, view);
        add_minors(rq, access, id, zone, view);
    }
}

/* ── the page ─────────────────────────────────────────────────────────── */

enum { PBRL_AGE = 16, OF_AGE = 18 };

struct reply people_page(struct request *rq, const struct people_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PEOPLE, &frame)) return reply_not_found(rq);
    struct people_view view = {
        .case_number = in->case_.v,
        .given_name = frame.person.given_name,
        .path = relation_path(rq, in->case_, ""),
        .kept_in = relation_kept_in(rq, in->case_),
        .may_write = session_may(rq->session, RIGHT_PEOPLE_WRITE),
        .may_credit =
            session_may(rq->session, RIGHT_CREDIT_ASK) && secrecy_zones(rq->db, rq->session, in->case_, rq->today) & ZONE_BIT(ZONE_TENANCY),
        .age = date_is_none(frame.person.born) ? 0 : date_age(frame.person.born, rq->today),
        .steps = minor_step_options(rq->arena, rq->lang),
    };
    view.young = view.age >= PBRL_AGE && view.age < OF_AGE;
    fill_zones(rq, in->case_, &view);
    relation_fill_representatives(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_case_tab_people);
    people(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply relation_back(struct request *rq, struct case_id id, const char *tail, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", relation_path(rq, id, tail)), notice);
}
