/* Signing in at the provider (OpenID Connect): off, back, and the provider's word that someone signed out there. */
#include "auth_routes.h"
#include "auth_sql.h"
#include "auth_views.h"
#include "base/log.h"
#include "platform/audit/audit.h"
#include "platform/auth/oidc.h"
#include "platform/auth/session_store.h"
#include "platform/auth/sign_in.h"
#include "platform/auth/views.h"
#include "platform/http/body.h"
#include "platform/http/request.h"
#include "texts.h"

#include <string.h>

static const char *redirect_uri(struct request *rq) { return arena_printf(rq->arena, "%s/logg-inn/svar", request_origin(rq)); }

static struct reply problem(struct request *rq, int status, text_key why) {
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.kind = PAGE_BARE, .title = T_auth_problem_title});
    auth_problem(html, &(struct problem_view){.why = why});
    page_end(html);
    struct reply reply = reply_html(rq, html);
    reply.status = status;
    return reply;
}

struct reply sign_in_at_provider(struct request *rq, const struct sign_in_at_provider_in *in) {
    request_release(rq);
    struct oidc *oidc = request_oidc(rq);
    if (!oidc || rq->app->demo) return reply_not_found(rq);
    if (!request_may_try_sign_in(rq, NULL)) return problem(rq, 429, T_auth_too_often);
    struct oidc_start start = {.state = token_new(rq->arena),
                               .nonce = token_new(rq->arena),
                               .verifier = token_new(rq->arena),
                               .redirect_uri = redirect_uri(rq),
                               .lang = rq->lang};
    const char *url;
    if (!request_begin_slow(rq)) return problem(rq, 503, T_auth_try_again);
    int result = oidc_start_url(oidc, rq->arena, &start, &url);
    request_end_slow(rq);
    if (result < 0) return problem(rq, 503, T_auth_provider_away);
    request_open_unaudited(rq);
    sign_in_insert(rq->db, token_hash(rq->arena, start.state), start.nonce, start.verifier, place_after(in->til),
                   (struct instant){rq->now.ms + UNDER_WAY_MINUTES * MS_PER_MINUTE});
    if (request_commit(rq) != DB_OK) return problem(rq, 503, T_auth_try_again);
    return (struct reply){.status = 303, .location = url, .cookie = under_way_cookie(rq, start.state)};
}

/* The state must be one we gave, to this browser, and not used before: whoever deletes the row may go on. */
static bool take_sign_in(struct request *rq, const char *state, struct sign_in_get_row *ret_row) {
    const char *kept = request_cookie(rq, under_way_cookie_name(rq));
    if (!state || !kept || strcmp(state, kept) != 0) return false;
    struct blob hash = token_hash(rq->arena, state);
    request_open_unaudited(rq);
    bool found = sign_in_get(rq->db, hash, rq->now, ret_row) && sign_in_delete(rq->db, hash) == 1;
    return request_commit(rq) == DB_OK && found;
}

static struct reply open_session(struct request *rq, const struct oidc_identity *identity, const char *go_to) {
    request_open(rq, DB_WRITE);
    struct staff_id staff = rq->app->find_staff(rq->db, identity->claim);
    const char *token = NULL;
    if (staff.v) {
        forget_old_session(rq);
        token =
            session_open(rq->db, rq->app, &(struct session_opening){.staff = staff, .id_token = identity->id_token, .sid = identity->sid});
    }
    if (!token) {
        db_abort(rq->db);
        rq->db = NULL;
        return problem(rq, 403, T_auth_not_a_user);
    }
    audit_add(rq->db, "signed_in", "staff", staff.v, "provider");
    if (request_commit(rq) != DB_OK) return problem(rq, 503, T_auth_try_again);
    return signed_in(rq, token, go_to);
}

static struct reply take_answer(struct request *rq, struct oidc *oidc, const struct form *query) {
    struct sign_in_get_row row;
    if (!take_sign_in(rq, form_raw(query, "state"), &row)) return problem(rq, 400, T_auth_start_over);
    if (form_raw(query, "error")) {
        log_line(LOG_INFO, "sign-in provider: the sign-in was not completed");
        return problem(rq, 403, T_auth_provider_no);
    }
    struct oidc_answer answer = {
        .code = form_raw(query, "code"), .nonce = row.nonce, .verifier = row.verifier, .redirect_uri = redirect_uri(rq), .now = rq->now};
    if (!answer.code || !oidc_answer_is_from(oidc, rq->arena, form_raw(query, "iss"))) return problem(rq, 400, T_auth_start_over);
    struct oidc_identity identity;
    const char *reason;
    int result = oidc_finish(oidc, rq->arena, &answer, &identity, &reason);
    if (result < 0) {
        log_line(LOG_WARNING, "sign-in provider: refused: %s", reason);
        return result == ERR_IO ? problem(rq, 503, T_auth_provider_away) : problem(rq, 403, T_auth_provider_no);
    }
    return open_session(rq, &identity, row.go_to);
}

struct reply sign_in_answer(struct request *rq, const struct sign_in_answer_in *in) {
    (void)in;
    request_release(rq);
    struct oidc *oidc = request_oidc(rq);
    if (!oidc || rq->app->demo) return reply_not_found(rq);
    if (!request_may_try_sign_in(rq, NULL)) return problem(rq, 429, T_auth_too_often);
    const struct form *query = request_query(rq);
    if (!request_begin_slow(rq)) return problem(rq, 503, T_auth_try_again);
    struct reply reply = take_answer(rq, oidc, query);
    request_end_slow(rq);
    return reply;
}

/* Front-channel logout: loaded by the provider in a hidden frame, so there is no cookie; the session is known by the provider's own name for it. */
struct reply sign_out_by_provider(struct request *rq, const struct sign_out_by_provider_in *in) {
    (void)in;
    request_release(rq);
    const struct form *query = request_query(rq);
    const char *sid = form_raw(query, "sid"), *issuer = form_raw(query, "iss");
    struct oidc *oidc = request_oidc(rq);
    if (!oidc || !sid || !oidc_issuer_is(oidc, issuer)) return reply_not_found(rq);
    struct session_by_sid_row row;
    request_open(rq, DB_READ);
    bool known = session_by_sid(rq->db, sid, &row) && row.n > 0;
    request_commit(rq);
    if (known) {
        request_open(rq, DB_WRITE);
        session_delete_sid(rq->db, sid);
        audit_add(rq->db, "signed_out", "-", 0, "provider");
        if (request_commit(rq) != DB_OK) return (struct reply){.status = 500};
    }
    return (struct reply){.status = 200, .type = "text/plain; charset=utf-8", .body = {(const uint8_t *)"ok\n", 3}};
}
