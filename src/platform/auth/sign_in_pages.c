/* Signing in and out: the demonstration's list, local users with password and code, and leaving again. The provider's way is in
 * provider_pages.c. A password or code is never checked inside a transaction. */
#include "auth_routes.h"
#include "auth_sql.h"
#include "auth_views.h"
#include "base/log.h"
#include "platform/audit/audit.h"
#include "platform/auth/local.h"
#include "platform/auth/oidc.h"
#include "platform/auth/session_store.h"
#include "platform/auth/sign_in.h"
#include "platform/auth/views.h"
#include "platform/http/body.h"
#include "platform/http/request.h"
#include "texts.h"

#include <string.h>

enum { CODE_MINUTES = 5 };

const char *place_after(const char *wanted) {
    bool sign_in = wanted && (text_starts(wanted, "/logg-inn") || text_starts(wanted, "/logg-ut"));
    return path_is_local(wanted) && !sign_in ? wanted : "/";
}

char *under_way_cookie(struct request *rq, const char *token) {
    bool secure = request_is_secure(rq);
    return arena_printf(rq->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s", under_way_cookie_name(rq), token ? token : "",
                        token ? UNDER_WAY_MINUTES * 60 : 0, secure ? "; Secure" : "");
}

const char *under_way_cookie_name(const struct request *rq) { return request_is_secure(rq) ? "__Host-felles-inn" : "felles-inn"; }

struct reply signed_in(struct request *rq, const char *token, const char *go_to) {
    struct reply reply = reply_see_other(rq, "%s", place_after(go_to));
    reply.cookie = session_cookie(rq->arena, request_is_secure(rq), token);
    return reply;
}

/* The session this browser had, if any, is no more. */
void forget_old_session(struct request *rq) {
    const char *old = request_cookie(rq, session_cookie_name(request_is_secure(rq)));
    if (old) session_close(rq->db, old);
}

/* ── the first page ───────────────────────────────────────────────────── */

static struct reply demo_page(struct request *rq, const char *go_to) {
    struct demo_view view = {.go_to = go_to};
    if (rq->app->demo_users) view.users = rq->app->demo_users(rq->db);
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.kind = PAGE_BARE, .title = T_auth_demo_title});
    auth_sign_in_demo(html, &view);
    page_end(html);
    return reply_html(rq, html);
}

struct reply sign_in_page(struct request *rq, const struct sign_in_page_in *in) {
    const char *wanted = in->til ? in->til : form_raw(rq->form, "til");
    const char *go_to = path_is_local(wanted) ? wanted : NULL;
    if (rq->session && !rq->form) return reply_see_other(rq, "%s", place_after(go_to));
    if (rq->app->demo) return demo_page(rq, go_to);
    struct sign_in_view view = {.go_to = go_to};
    if (request_oidc(rq)) {
        struct str link = str_in(rq->arena);
        str_add(&link, "/logg-inn/leverandor");
        if (go_to) {
            str_add(&link, "?til=");
            percent_encode(&link, go_to);
        }
        view.provider = str_text(&link);
    }
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.kind = PAGE_BARE, .title = T_auth_sign_in});
    auth_sign_in(html, &view);
    page_end(html);
    return reply_html(rq, html);
}

static bool is_demo_user(struct request *rq, struct staff_id staff, struct unit_id unit) {
    struct demo_users users = rq->app->demo_users(rq->db);
    for (size_t i = 0; i < users.n; i++)
        if (users.v[i].staff.v == staff.v && users.v[i].unit.v == unit.v) return true;
    return false;
}

struct reply sign_in_demo(struct request *rq, const struct sign_in_demo_in *in) {
    if (!rq->app->demo || !rq->app->demo_users || !is_demo_user(rq, in->staff, in->unit)) return reply_not_found(rq);
    forget_old_session(rq);
    const char *token = session_open(rq->db, rq->app, &(struct session_opening){.staff = in->staff, .unit = in->unit});
    if (!token) return reply_not_found(rq);
    audit_add(rq->db, "signed_in", "staff", in->staff.v, "demo");
    return signed_in(rq, token, in->til);
}

/* ── local users ──────────────────────────────────────────────────────── */

static struct reply refused(struct request *rq, const char *field, text_key why) {
    form_error(rq, field, why);
    return reply_invalid(rq);
}

bool local_users_here(const struct request *rq) { return rq->app && !rq->app->demo && !request_oidc(rq); }

struct found_user {
    struct staff_id staff;
    bool known, locked;
    struct credential_get_row credential;
};

static struct found_user find_user(struct request *rq, const char *name) {
    struct found_user user = {0};
    request_open(rq, DB_READ);
    user.staff = rq->app->find_staff(rq->db, name);
    user.known = user.staff.v && credential_get(rq->db, user.staff, &user.credential);
    if (request_commit(rq) != DB_OK) user.known = false;
    user.locked = user.known && local_is_locked(&user.credential, rq->now);
    return user;
}

static void note_failure(struct request *rq, const struct found_user *user) {
    request_open(rq, DB_WRITE);
    if (user->known && !user->locked) local_failed(rq->db, user->staff);
    else local_failed_in_vain(rq->db, user->staff);
    request_commit(rq);
}

/* Everything was right and `code` is NULL only for a user without one: a session, or the refusal of a code used twice. */
static const char *open_session(struct request *rq, struct staff_id staff, const char *code) {
    request_open(rq, DB_WRITE);
    const char *token = NULL;
    bool good = local_use(rq->db, staff, code);
    if (good) {
        forget_old_session(rq);
        token = session_open(rq->db, rq->app, &(struct session_opening){.staff = staff});
    }
    if (token) audit_add(rq->db, "signed_in", "staff", staff.v, code ? "password_and_code" : "password");
    else local_failed(rq->db, staff);
    return request_commit(rq) == DB_OK ? token : NULL;
}

static struct reply ask_for_code(struct request *rq, struct staff_id staff, const char *go_to) {
    char *token = token_new(rq->arena);
    request_open_unaudited(rq);
    one_time_insert(rq->db, token_hash(rq->arena, token), staff, (struct staff_id){0}, place_after(go_to),
                    (struct instant){rq->now.ms + CODE_MINUTES * MS_PER_MINUTE});
    if (request_commit(rq) != DB_OK) return refused(rq, NULL, T_auth_try_again);
    struct reply reply = reply_see_other(rq, "/logg-inn/kode");
    reply.cookie = under_way_cookie(rq, token);
    return reply;
}

struct reply sign_in_password(struct request *rq, const struct sign_in_password_in *in) {
    request_release(rq);
    const char *password = form_raw(rq->form, "password"); /* as typed: a space at the end is part of it */
    if (!local_users_here(rq)) return reply_not_found(rq);
    if (!request_may_try_sign_in(rq, in->user)) return refused(rq, NULL, T_auth_too_often);
    if (!request_begin_slow(rq)) return refused(rq, NULL, T_auth_try_again);
    struct found_user user = find_user(rq, in->user);
    bool right = local_password_right(user.known ? &user.credential : NULL, password ? password : "");
    request_end_slow(rq);
    if (!right || user.locked) {
        note_failure(rq, &user);
        return refused(rq, NULL, T_auth_wrong);
    }
    if (user.credential.totp.data) return ask_for_code(rq, user.staff, in->til);
    const char *token = open_session(rq, user.staff, NULL);
    return token ? signed_in(rq, token, in->til) : refused(rq, NULL, T_auth_wrong);
}

struct reply sign_in_code_page(struct request *rq, const struct sign_in_code_page_in *in) {
    (void)in;
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.kind = PAGE_BARE, .title = T_auth_code_title});
    auth_sign_in_code(html);
    page_end(html);
    return reply_html(rq, html);
}

/* The password's answer is kept five minutes and for five codes; each counts as a failure of the user too. */
static bool find_under_way(struct request *rq, const char *token, struct one_time_sign_in_row *ret_row) {
    if (!token) return false;
    struct blob hash = token_hash(rq->arena, token);
    request_open_unaudited(rq);
    bool found = one_time_sign_in(rq->db, hash, rq->now, ret_row);
    if (found) one_time_tried(rq->db, hash);
    return request_commit(rq) == DB_OK && found;
}

static void forget_under_way(struct request *rq, const char *token) {
    request_open_unaudited(rq);
    one_time_delete(rq->db, token_hash(rq->arena, token));
    request_commit(rq);
}

struct reply sign_in_code(struct request *rq, const struct sign_in_code_in *in) {
    request_release(rq);
    const char *under_way = request_cookie(rq, under_way_cookie_name(rq));
    struct one_time_sign_in_row row;
    if (!local_users_here(rq)) return reply_not_found(rq);
    if (!request_may_try_sign_in(rq, NULL)) return refused(rq, NULL, T_auth_too_often);
    if (!find_under_way(rq, under_way, &row)) return refused(rq, NULL, T_auth_code_expired);
    const char *token = open_session(rq, row.staff_id, in->code);
    if (!token) return refused(rq, "code", T_auth_code_wrong);
    forget_under_way(rq, under_way);
    return signed_in(rq, token, row.go_to);
}

/* ── leaving ──────────────────────────────────────────────────────────── */

struct reply sign_out(struct request *rq, const struct sign_out_in *in) {
    (void)in;
    request_release(rq);
    const char *token = request_cookie(rq, session_cookie_name(request_is_secure(rq)));
    struct session_get_row row = {0};
    request_open(rq, DB_WRITE);
    session_get(rq->db, token_hash(rq->arena, token), rq->now, &row);
    session_close(rq->db, token);
    audit_add(rq->db, rq->route->event, "staff", rq->session->staff.v, NULL); /* events: elsewhere */
    if (request_commit(rq) != DB_OK) return (struct reply){.status = 500};
    struct reply reply = reply_with_notice(reply_see_other(rq, "/logg-inn"), T_auth_signed_out);
    const char *url;
    const char *back = arena_printf(rq->arena, "%s/logg-inn", request_origin(rq));
    if (row.id_token && request_oidc(rq) && oidc_end_url(request_oidc(rq), rq->arena, row.id_token, back, &url) == 0) reply.location = url;
    reply.cookie = session_cookie(rq->arena, request_is_secure(rq), NULL);
    return reply;
}
