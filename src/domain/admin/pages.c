/* Workers: finding, making, giving and ending roles and delegations, opening and closing accounts. The rules are organisation's. */
#include "admin_routes.h"
#include "admin_views.h"
#include "domain/admin/rights.h"
#include "domain/admin/views.h"
#include "domain/organisation/admin.h"
#include "platform/auth/local.h"
#include "platform/auth/session_store.h"
#include "texts.h"

enum { ADMIN_PAGE = 25 };

static const char *path_of(struct request *rq, struct staff_id staff) { return arena_printf(rq->arena, "/administrasjon/medarbeider/%lld", (long long)staff.v); }

static struct reply refused(struct request *rq, enum admin_fault fault, const char *field) {
    switch (fault) {
    case ADMIN_UNKNOWN: return reply_not_found(rq);
    case ADMIN_OWN: form_error(rq, NULL, T_admin_own); break;
    case ADMIN_NAME_TAKEN: form_error(rq, "user_name", T_admin_name_taken); break;
    case ADMIN_DATES: form_error(rq, field, T_admin_dates); break;
    case ADMIN_LABEL:
    case ADMIN_OTHER:
    case ADMIN_DONE: break;
    }
    return reply_invalid(rq);
}

static struct reply done(struct request *rq, struct staff_id staff) { return reply_with_notice(reply_see_other(rq, "/administrasjon/medarbeider/%lld", (long long)staff.v), T_admin_done); }

/* ── the list ─────────────────────────────────────────────────────────── */

static const char *list_path(struct request *rq, const char *q, int64_t page) {
    struct str path = str_in(rq->arena);
    str_addf(&path, "/administrasjon?side=%lld", (long long)page);
    if (!text_empty(q)) str_addf(&path, "&q=%s", q);
    return str_text(&path);
}

struct reply admin_workers_page(struct request *rq, const struct admin_workers_page_in *in) {
    int64_t page = in->side.has ? in->side.v : 1;
    const char *words = in->q ? in->q : "";
    struct admin_workers found = admin_search(rq->db, words, rq->today, (page - 1) * ADMIN_PAGE);
    size_t n = found.n > ADMIN_PAGE ? ADMIN_PAGE : found.n;
    struct admin_workers_view view = {
        .tab = {ADMIN_TAB_WORKERS},
        .q = in->q,
        .may_write = session_may(rq->session, RIGHT_ADMIN_WRITE),
        .rows = {arena_array(rq->arena, n + 1, sizeof(struct admin_worker_row)), n},
        .previous = page > 1 ? list_path(rq, in->q, page - 1) : NULL,
        .next = found.n > ADMIN_PAGE ? list_path(rq, in->q, page + 1) : NULL,
    };
    for (size_t i = 0; i < n; i++) {
        const struct admin_worker *worker = &found.v[i];
        view.rows.v[i] = (struct admin_worker_row){path_of(rq, worker->id), worker->name, worker->user_name, worker->title, worker->active, worker->places};
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_title, .nav = "/administrasjon"});
    admin_workers_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply admin_worker_new(struct request *rq, const struct admin_worker_new_in *in) {
    struct staff_id staff;
    const struct staff_new worker = {.user_name = in->user_name, .name = in->name, .title = in->title, .phone = in->phone, .email = in->email,
                                     .language = (enum language)organisation_profile()->letter_lang};
    int fault = admin_add_worker(rq->db, &worker, &staff);
    return fault ? refused(rq, (enum admin_fault)fault, NULL) : done(rq, staff);
}

/* ── one worker ───────────────────────────────────────────────────────── */

static void places_read(struct request *rq, struct staff_id staff, struct admin_worker_view *view) {
    struct admin_places places = admin_places(rq->db, staff, rq->lang);
    uint64_t rights[4] = {0};
    view->places = (struct admin_place_rows){arena_array(rq->arena, places.n + 1, sizeof *view->places.v), places.n};
    for (size_t i = 0; i < places.n; i++) {
        const struct admin_place *place = &places.v[i];
        bool here = date_is_none(place->until) || place->until.days >= rq->today.days, running = here && (date_is_none(place->until) || place->until.days > rq->today.days);
        if (here && view->active && place->from.days <= rq->today.days) organisation_role_rights(place->role, rights);
        view->places.v[i] = (struct admin_place_row){
            .unit = place->unit,
            .end_path = running && view->may_write ? arena_printf(rq->arena, "%s/rolle/%lld", path_of(rq, staff), (long long)place->id) : NULL,
            .role = (text_key)staff_role_text(place->role),
            .from = place->from,
            .until = place->until,
            .has_until = !date_is_none(place->until),
        };
    }
    view->may = rights_in_words(rq->arena, rq->lang, rights);
}

static void delegations_read(struct request *rq, struct staff_id staff, struct admin_worker_view *view) {
    struct admin_delegations delegations = admin_delegations(rq->db, staff);
    view->delegations = (struct admin_delegation_rows){arena_array(rq->arena, delegations.n + 1, sizeof *view->delegations.v), delegations.n};
    for (size_t i = 0; i < delegations.n; i++) {
        const struct admin_delegation *one = &delegations.v[i];
        view->delegations.v[i] = (struct admin_delegation_row){(text_key)delegated_law_text(one->law), one->reference, one->from, one->until, !date_is_none(one->until)};
    }
}

static void choices_read(struct request *rq, struct admin_worker_view *view) {
    view->units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0});
    view->roles = (struct options){arena_array(rq->arena, STAFF_ROLE_COUNT + 1, sizeof(struct option)), 0};
    view->laws = (struct options){arena_array(rq->arena, DELEGATED_LAW_COUNT + 1, sizeof(struct option)), 0};
    for (enum staff_role role = STAFF_ROLE_FIRST_CONTACT; (int)role <= STAFF_ROLE_COUNT; role++)
        view->roles.v[view->roles.n++] = (struct option){staff_role_code(role), text_of(rq->lang, staff_role_text(role)), NULL};
    for (enum delegated_law law = DELEGATED_LAW_BSL; (int)law <= DELEGATED_LAW_COUNT; law++)
        view->laws.v[view->laws.n++] = (struct option){delegated_law_code(law), text_of(rq->lang, delegated_law_text(law)), NULL};
}

struct reply admin_worker_page(struct request *rq, const struct admin_worker_page_in *in) {
    struct admin_worker worker;
    if (!admin_worker(rq->db, in->staff, &worker)) return reply_not_found(rq);
    bool own = worker.id.v == rq->session->staff.v;
    struct admin_worker_view view = {
        .tab = {ADMIN_TAB_WORKERS},
        .staff = worker.id.v,
        .name = worker.name,
        .user_name = worker.user_name,
        .title = worker.title,
        .phone = worker.phone,
        .email = worker.email,
        .today = date_iso(rq->arena, rq->today),
        .active = worker.active,
        .own = own,
        .local = local_users_here(rq),
        .may_write = !own && session_may(rq->session, RIGHT_ADMIN_WRITE),
    };
    places_read(rq, worker.id, &view);
    delegations_read(rq, worker.id, &view);
    choices_read(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title_text = worker.name, .nav = "/administrasjon"});
    admin_worker_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply admin_role_give(struct request *rq, const struct admin_role_give_in *in) {
    int fault = admin_add_role(rq->db, in->staff, in->unit, in->role, in->from, in->until);
    return fault ? refused(rq, (enum admin_fault)fault, "until") : done(rq, in->staff);
}

struct reply admin_role_end(struct request *rq, const struct admin_role_end_in *in) {
    int fault = admin_end_role(rq->db, in->staff, in->membership, in->last_day);
    return fault ? refused(rq, (enum admin_fault)fault, "last_day") : done(rq, in->staff);
}

struct reply admin_delegation_give(struct request *rq, const struct admin_delegation_give_in *in) {
    int fault = admin_delegate(rq->db, in->staff, in->law, in->reference, in->valid_from, in->valid_until);
    return fault ? refused(rq, (enum admin_fault)fault, "valid_until") : done(rq, in->staff);
}

/* Closing an account ends its sessions, so that it takes effect now. */
struct reply admin_account(struct request *rq, const struct admin_account_in *in) {
    struct admin_worker worker;
    if (!admin_worker(rq->db, in->staff, &worker)) return reply_not_found(rq);
    bool closes = text_equal(in->what, "close"), opens = text_equal(in->what, "open");
    if (worker.id.v == rq->session->staff.v) return refused(rq, ADMIN_OWN, NULL);
    int fault = closes || opens ? admin_set_active(rq->db, in->staff, opens) : ADMIN_DONE;
    if (fault) return refused(rq, (enum admin_fault)fault, NULL);
    if (!opens) session_close_all(rq->db, in->staff);
    return done(rq, in->staff);
}

/* The code stands on this one page and nowhere else: whoever made it reads it out, and never learns the password that is chosen with it. */
struct reply admin_access_code(struct request *rq, const struct admin_access_code_in *in) {
    struct admin_worker worker;
    if (!local_users_here(rq) || !admin_worker(rq->db, in->staff, &worker)) return reply_not_found(rq);
    int fault = admin_may_change(rq->db, in->staff);
    if (fault) return refused(rq, (enum admin_fault)fault, NULL);
    const char *code = worker.active ? local_code_make(rq->db, in->staff) : NULL;
    if (!code) {
        form_error(rq, NULL, worker.active ? T_admin_code_too_many : T_admin_code_closed);
        return reply_invalid(rq);
    }
    struct admin_access_code_view view = {{ADMIN_TAB_WORKERS}, worker.id.v, worker.name, worker.user_name, code,
                                          {rq->now.ms + LOCAL_CODE_HOURS * 60 * MS_PER_MINUTE}};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_code_title, .nav = "/administrasjon"});
    admin_access_code_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
