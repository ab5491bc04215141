/* The pages where a local user who cannot sign in gives the code she got from an administrator, and where anyone who renews sets up the authenticator app
 * and chooses a password. A password is never judged inside a transaction. */
#include "auth_routes.h"
#include "auth_views.h"
#include "platform/audit/audit.h"
#include "platform/auth/local.h"
#include "platform/auth/qr.h"
#include "platform/auth/sign_in.h"
#include "platform/auth/totp.h"
#include "platform/auth/views.h"
#include "platform/http/request.h"
#include "texts.h"

#include <string.h>

static struct reply refused(struct request *rq, const char *field, text_key why) {
    form_error(rq, field, why);
    return reply_invalid(rq);
}

struct reply access_code_page(struct request *rq, const struct access_code_page_in *in) {
    (void)in;
    if (!local_users_here(rq)) return reply_not_found(rq);
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.kind = PAGE_BARE, .title = T_auth_access_code_title});
    auth_access_code(html);
    page_end(html);
    return reply_html(rq, html);
}

struct reply access_code_try(struct request *rq, const struct access_code_try_in *in) {
    request_release(rq);
    if (!local_users_here(rq)) return reply_not_found(rq);
    if (!request_may_try_sign_in(rq, in->user)) return refused(rq, NULL, T_auth_too_often);
    struct staff_id issued_by;
    const char *token = NULL;
    request_open(rq, DB_WRITE);
    struct staff_id staff = rq->app->find_staff(rq->db, in->user);
    if (local_code_use(rq->db, staff, in->code, &issued_by))
        token = local_enrolment_begin(rq->db, &(struct local_enrolment){.staff = staff, .label = in->user, .with_password = true});
    if (request_commit(rq) != DB_OK) return refused(rq, NULL, T_auth_try_again);
    if (!token) return refused(rq, NULL, T_auth_access_code_wrong);
    struct reply reply = reply_see_other(rq, "/logg-inn/ny");
    reply.cookie = under_way_cookie(rq, token);
    return reply;
}

/* ── setting up ───────────────────────────────────────────────────────── */

struct reply enrolment_page(struct request *rq, const struct enrolment_page_in *in) {
    (void)in;
    if (!local_users_here(rq)) return reply_not_found(rq);
    struct local_enrolment enrolment = {0};
    struct enrolment_view view = {0};
    struct qr qr = {0};
    view.known = local_enrolment_find(rq->db, request_cookie(rq, under_way_cookie_name(rq)), false, &enrolment, &view.secret);
    if (view.known && qr_draw(rq->arena, totp_url(rq->arena, view.secret, rq->app->municipality, enrolment.label), &qr)) {
        view.size = qr.size;
        view.path = qr.path;
    }
    view.label = enrolment.label;
    view.with_password = enrolment.with_password;
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.kind = PAGE_BARE, .title = T_auth_enrolment_title});
    auth_enrolment(html, &view);
    page_end(html);
    return reply_html(rq, html);
}

/* Counts the try. False: there is none under way. */
static bool tried(struct request *rq, const char *token, struct local_enrolment *ret_enrolment, const char **ret_secret) {
    request_open_unaudited(rq);
    bool found = local_enrolment_find(rq->db, token, true, ret_enrolment, ret_secret);
    return request_commit(rq) == DB_OK && found;
}

/* The hash of what was typed twice; NULL with what is wrong. As typed: a space at the end is part of it. */
static const char *chosen_password(struct request *rq, text_key *ret_wrong) {
    const char *password = form_raw(rq->form, "password"), *again = form_raw(rq->form, "password_again");
    if (!password || !again || strcmp(password, again) != 0) {
        *ret_wrong = password ? T_auth_password_differs : T_auth_password_length;
        return NULL;
    }
    if (!request_begin_slow(rq)) {
        *ret_wrong = T_auth_try_again;
        return NULL;
    }
    const char *hash = local_password_hash(rq->arena, password, ret_wrong);
    request_end_slow(rq);
    return hash;
}

struct reply enrolment_finish(struct request *rq, const struct enrolment_finish_in *in) {
    request_release(rq);
    const char *token = request_cookie(rq, under_way_cookie_name(rq)), *secret, *hash = NULL;
    struct local_enrolment enrolment;
    text_key wrong = 0;
    if (!local_users_here(rq)) return reply_not_found(rq);
    if (!request_may_try_sign_in(rq, NULL)) return refused(rq, NULL, T_auth_too_often);
    if (!tried(rq, token, &enrolment, &secret)) return refused(rq, NULL, T_auth_enrolment_over);
    if (!totp_step_of(secret, in->code, rq->now, 0)) return refused(rq, "code", T_auth_code_wrong);
    if (enrolment.with_password && !(hash = chosen_password(rq, &wrong))) return refused(rq, "password", wrong);
    request_open(rq, DB_WRITE);
    bool done = local_enrolment_end(rq->db, token, hash, in->code);
    if (!done) audit_add(rq->db, "enrolment_refused", "staff", enrolment.staff.v, NULL);
    if (request_commit(rq) != DB_OK || !done) return refused(rq, NULL, T_auth_try_again);
    struct reply reply = reply_with_notice(reply_see_other(rq, "/logg-inn"), T_auth_renewed);
    reply.cookie = under_way_cookie(rq, NULL);
    return reply;
}
