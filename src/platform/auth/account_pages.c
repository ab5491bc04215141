/* One's own account: which browsers are signed in and ending them, another password, and another authenticator app. Where a provider or a demonstration
 * signs people in there is nothing here of passwords. */
#include "auth_routes.h"
#include "auth_sql.h"
#include "auth_views.h"
#include "platform/audit/audit.h"
#include "platform/auth/local.h"
#include "platform/auth/session_store.h"
#include "platform/auth/sign_in.h"
#include "platform/auth/views.h"
#include "platform/http/request.h"
#include "texts.h"

#include <sodium.h>
#include <string.h>

enum { NAME_BYTES = 12 }; /* of a session's hash: enough to tell one's own apart */

static const char *own_token(struct request *rq) {
    const char *token = request_cookie(rq, session_cookie_name(request_is_secure(rq)));
    return token ? token : "";
}

static const char *name_of(struct arena *arena, struct blob hash) {
    char *name = arena_alloc(arena, NAME_BYTES * 2 + 1);
    return sodium_bin2hex(name, NAME_BYTES * 2 + 1, hash.data, NAME_BYTES);
}

static const char *unit_of(struct request *rq, const struct unit_choices *units, struct unit_id unit) {
    for (size_t i = 0; i < units->n; i++)
        if (units->v[i].unit.v == unit.v) return units->v[i].name;
    return unit.v == rq->session->unit.v ? rq->session->unit_name : NULL;
}

static void sessions_read(struct request *rq, struct account_view *view) {
    struct session_of_staff_rows rows = session_of_staff(rq->db, rq->session->staff, rq->now);
    struct blob own = token_hash(rq->arena, own_token(rq));
    struct unit_choices units = {0};
    if (rq->app->units_of) units = rq->app->units_of(rq->db, rq->session->staff);
    view->sessions = (struct account_session_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->sessions.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct session_of_staff_row *row = &rows.v[i];
        view->sessions.v[i] = (struct account_session_row){
            .name = name_of(rq->arena, row->token_hash),
            .unit = unit_of(rq, &units, row->unit_id),
            .since = row->created_at,
            .seen = row->seen_at,
            .this_one = row->token_hash.size == own.size && memcmp(row->token_hash.data, own.data, own.size) == 0,
        };
    }
}

struct reply account_page(struct request *rq, const struct account_page_in *in) {
    (void)in;
    struct credential_get_row credential;
    struct account_view view = {.name = rq->session->name, .unit_name = rq->session->unit_name};
    view.local = local_users_here(rq) && credential_get(rq->db, rq->session->staff, &credential);
    view.has_code = view.local && credential.totp.data != NULL;
    sessions_read(rq, &view);
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.title = T_auth_account, .nav = "/konto"});
    auth_account(html, &view);
    page_end(html);
    return reply_html(rq, html);
}

struct reply account_session_end(struct request *rq, const struct account_session_end_in *in) {
    struct session_of_staff_rows rows = session_of_staff(rq->db, rq->session->staff, rq->now);
    bool others = strcmp(in->session, "others") == 0, found = others;
    if (others) session_delete_others(rq->db, rq->session->staff, token_hash(rq->arena, own_token(rq)));
    for (size_t i = 0; i < rows.n && !found; i++) {
        found = strcmp(name_of(rq->arena, rows.v[i].token_hash), in->session) == 0;
        if (found) session_delete(rq->db, rows.v[i].token_hash);
    }
    if (found) audit_add(rq->db, "session_ended", "staff", rq->session->staff.v, others ? "others" : NULL);
    return reply_with_notice(reply_see_other(rq, "/konto"), T_auth_session_ended);
}

/* ── password and app ─────────────────────────────────────────────────── */

static struct reply refused(struct request *rq, const char *field, text_key why) {
    form_error(rq, field, why);
    return reply_invalid(rq);
}

/* Is it her who sits here? A wrong password counts as at sign-in. Opens and ends transactions of its own. */
static text_key not_hers(struct request *rq, const char *password) {
    struct credential_get_row credential;
    struct staff_id staff = rq->session->staff;
    if (!request_may_try_sign_in(rq, arena_printf(rq->arena, "staff %lld", (long long)staff.v))) return T_auth_too_often;
    request_open(rq, DB_READ);
    bool known = credential_get(rq->db, staff, &credential);
    if (request_commit(rq) != DB_OK || !known || !request_begin_slow(rq)) return T_auth_try_again;
    bool right = local_password_right(&credential, password ? password : "") && !local_is_locked(&credential, rq->now);
    request_end_slow(rq);
    if (right) return 0;
    request_open(rq, DB_WRITE);
    if (local_is_locked(&credential, rq->now)) local_failed_in_vain(rq->db, staff);
    else local_failed(rq->db, staff);
    request_commit(rq);
    return T_auth_password_not_yours;
}

struct reply account_password(struct request *rq, const struct account_password_in *in) {
    (void)in;
    request_release(rq);
    text_key wrong = 0;
    const char *password = form_raw(rq->form, "password"), *again = form_raw(rq->form, "password_again");
    if (!local_users_here(rq)) return reply_not_found(rq);
    if (!password || !again || strcmp(password, again) != 0) return refused(rq, "password_again", T_auth_password_differs);
    if ((wrong = not_hers(rq, form_raw(rq->form, "password_now")))) return refused(rq, "password_now", wrong);
    if (!request_begin_slow(rq)) return refused(rq, NULL, T_auth_try_again);
    const char *hash = local_password_hash(rq->arena, password, &wrong);
    request_end_slow(rq);
    if (!hash) return refused(rq, "password", wrong);
    request_open(rq, DB_WRITE);
    local_password_set(rq->db, rq->session->staff, hash, own_token(rq));
    if (request_commit(rq) != DB_OK) return refused(rq, NULL, T_auth_try_again);
    return reply_with_notice(reply_see_other(rq, "/konto"), T_auth_password_changed);
}

struct reply account_code(struct request *rq, const struct account_code_in *in) {
    (void)in;
    request_release(rq);
    if (!local_users_here(rq)) return reply_not_found(rq);
    text_key wrong = not_hers(rq, form_raw(rq->form, "password_mine"));
    if (wrong) return refused(rq, "password_mine", wrong);
    request_open(rq, DB_WRITE);
    const char *token = local_enrolment_begin(rq->db, &(struct local_enrolment){.staff = rq->session->staff, .label = rq->session->name});
    audit_add(rq->db, rq->route->event, "staff", rq->session->staff.v, NULL); /* events: elsewhere */
    if (request_commit(rq) != DB_OK) return refused(rq, NULL, T_auth_try_again);
    struct reply reply = reply_see_other(rq, "/logg-inn/ny");
    reply.cookie = under_way_cookie(rq, token);
    return reply;
}
