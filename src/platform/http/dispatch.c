/* The way of every request: visitor, route, right, origin and token, subject, fields, transaction, handler, audit, commit, reply. It stands
 * here once so that no handler can forget a step. (I-14; LAW PJL-5)
 * May not know any module: routes and the hooks of struct app are all it sees. */
#include "platform/http/turn.h"

#include "base/clock.h"
#include "base/log.h"
#include "platform/audit/asked.h"
#include "platform/audit/audit.h"
#include "platform/auth/session_store.h"
#include "platform/db/unaudited.h"
#include "platform/http/body.h"
#include "platform/http/keep.h"
#include "platform/http/pages.h"
#include "texts.h"

#include <string.h>

enum { ATTEMPTS = 3 };

static struct reply refuse(struct turn *turn, int status, text_key what, text_key to_do) {
    return page_of_error(&turn->rq, status, &(struct error_texts){T_http_refused_title, what, 0, to_do});
}

static struct reply bad_request(struct turn *turn) { return refuse(turn, 400, T_http_bad_request, T_http_bad_request_to_do); }

static struct reply failure(struct turn *turn) {
    turn->rq.form = NULL;
    return page_of_error(&turn->rq, 500, &(struct error_texts){T_http_failed_title, T_http_failed_what, 0, T_http_failed_to_do});
}

static void abort_transaction(struct turn *turn) {
    if (turn->rq.db) db_abort(turn->rq.db);
    turn->rq.db = NULL;
}

/* A read goes on in the transaction that is open, by whoever the visitor is by now. */
static void begin(struct turn *turn, enum db_mode mode) {
    struct request *rq = &turn->rq;
    if (rq->db && mode == DB_READ) db_act_as(rq->db, &turn->actor, rq->now);
    else request_open(rq, mode);
}

/* ── who asks ─────────────────────────────────────────────────────────── */

static void choose_language(struct turn *turn) {
    struct request *rq = &turn->rq;
    const char *chosen = request_cookie(rq, LANGUAGE_COOKIE);
    rq->lang = chosen ? lang_parse(chosen) : 0;
    if (rq->session && rq->session->lang) rq->lang = rq->session->lang;
    if (!rq->lang) rq->lang = lang_accept(header_of(turn->exchange, "Accept-Language"));
}

/* The transaction that a page's session is found in goes on as the page's, by whom the visitor turned out to be: what she may do and what she sees
 * are of one moment. A form has a transaction of its own, which must know from its first row who the actor is. */
static bool find_session(struct turn *turn) {
    struct request *rq = &turn->rq;
    turn->token = request_cookie(rq, session_cookie_name(turn->exchange->secure));
    if (!turn->token) return true;
    begin(turn, DB_READ);
    struct session *session = session_find(rq->db, rq->app, turn->token, &turn->session_stale);
    if (db_failed(rq->db)) {
        abort_transaction(turn);
        return false;
    }
    if (turn->exchange->method == METHOD_POST) abort_transaction(turn);
    rq->session = session;
    if (session) turn->actor = (struct actor){.kind = ACTOR_STAFF, .staff = session->staff.v, .unit = session->unit.v};
    return true;
}

static void touch_session(struct turn *turn) {
    if (!turn->session_stale || !turn->rq.session) return;
    request_open_unaudited(&turn->rq);
    session_touch(turn->rq.db, turn->token);
    request_commit(&turn->rq);
}

/* ── what stands in the way ───────────────────────────────────────────── */

static struct reply to_sign_in(struct turn *turn) {
    const char *kept = keep_unsent(turn);
    if (kept) {
        struct str back = str_in(turn->rq.arena);
        str_add(&back, "/logg-inn?til=");
        percent_encode(&back, kept);
        return (struct reply){.status = 303, .location = str_text(&back)};
    }
    bool can_return = turn->match.get && path_is_local(turn->exchange->target);
    struct str location = str_in(turn->rq.arena);
    str_add(&location, "/logg-inn");
    const char *target = turn->rq.route->method == METHOD_GET ? turn->exchange->target : turn->rq.path;
    if (can_return && strcmp(target, "/") != 0) {
        str_add(&location, "?til=");
        percent_encode(&location, target);
    }
    return (struct reply){.status = 303, .location = str_text(&location)};
}

static struct reply wrong_method(struct turn *turn) {
    turn->allow = turn->match.get ? "GET, HEAD" : "POST";
    return refuse(turn, 405, T_http_method, T_http_bad_request_to_do);
}

static struct reply in_reader(struct turn *turn, struct reply (*page)(struct turn *)) {
    begin(turn, DB_READ);
    struct reply reply = page(turn);
    abort_transaction(turn);
    return reply;
}

static struct reply denied_page(struct turn *turn) { return reply_denied(&turn->rq, 0); }
static struct reply not_found_page(struct turn *turn) { return reply_not_found(&turn->rq); }
static struct reply conflict_page(struct turn *turn) {
    turn->rq.form = NULL;
    return reply_conflict(&turn->rq, 0);
}
static struct reply forged_page(struct turn *turn) { return refuse(turn, 403, T_http_forged_what, T_http_forged_to_do); }

/* True: the request may reach its handler. Else `ret_reply` says why not. */
static bool may_pass(struct turn *turn, struct reply *ret_reply) {
    const struct route *route = turn->rq.route;
    if (route->right == RIGHT_PUBLIC) return true;
    if (!turn->rq.session) {
        *ret_reply = to_sign_in(turn);
        return false;
    }
    if (route->right != RIGHT_SIGNED_IN && !session_may(turn->rq.session, route->right)) {
        *ret_reply = in_reader(turn, denied_page);
        return false;
    }
    return true;
}

static int64_t subject_id(const struct turn *turn) {
    int index = turn->rq.route->subject_index;
    return index >= 0 && (size_t)index < turn->match.n_params ? turn->match.params[index].id : 0;
}

static enum verdict may_use_subject(struct turn *turn) {
    const struct route *route = turn->rq.route;
    if (!route->subject || route->subject_index < 0 || !turn->rq.app->may) return VERDICT_ALLOWED;
    return turn->rq.app->may(&turn->rq, route->subject, subject_id(turn));
}

/* ── the handler and its transaction ──────────────────────────────────── */

static struct reply call_handler(struct turn *turn, struct form *form) {
    switch (may_use_subject(turn)) {
    case VERDICT_NOT_FOUND: return reply_not_found(&turn->rq);
    case VERDICT_DENIED: return reply_denied(&turn->rq, 0);
    case VERDICT_ALLOWED: break;
    }
    return turn->rq.route->call(&turn->rq, turn->match.params, form);
}

static struct reply after_commit(struct turn *turn, enum db_result result, struct reply reply) {
    switch (result) {
    case DB_OK: return reply;
    case DB_CONFLICT: return in_reader(turn, conflict_page);
    case DB_UNAUDITED: log_line(LOG_ERROR, "%s: a write without an audit event", turn->rq.route->name); return failure(turn);
    case DB_FAILED: break;
    }
    return failure(turn);
}

static struct reply run_get(struct turn *turn) {
    struct form *query;
    const char *text = turn->rq.query ? turn->rq.query : "";
    if (body_parse(turn->rq.arena, text, strlen(text), &query) != ERR_OK) return in_reader(turn, bad_request);
    begin(turn, DB_READ);
    keep_show(turn, query);
    struct reply reply = call_handler(turn, query);
    if (turn->released) return reply;
    return after_commit(turn, request_commit(&turn->rq), reply);
}

static struct reply show_refused_form(struct turn *turn) {
    const struct route *route = turn->rq.route;
    if (!route->invalid) return in_reader(turn, bad_request);
    begin(turn, DB_READ);
    struct reply reply = route->invalid(&turn->rq, turn->match.params);
    enum db_result result = request_commit(&turn->rq);
    if (reply.status == 200) reply.status = 422;
    return after_commit(turn, result, reply);
}

/* The route's event is in the trail once, whether the rule under it has told of it or nobody has. */
static void note_event(struct turn *turn) {
    const struct route *route = turn->rq.route;
    audit_add_once(turn->rq.db, route->event, route->subject ? route->subject : "-", subject_id(turn));
}

/* Two writes met, nobody has done anything wrong, and the whole may be done again. */
static bool another_came_first(const struct db *db, enum db_result result) { return result == DB_CONFLICT && strcmp(db_constraint(db), "retry") == 0; }

/* Who only asks does not hold up those who write: the question is put in a read transaction, and what is told of it is kept before it is answered. */
static struct reply run_question(struct turn *turn, const struct form *sent) {
    struct request *rq = &turn->rq;
    const char *none;
    rq->form = form_without(rq->arena, sent, "csrf", &none);
    begin(turn, DB_READ);
    struct reply reply = call_handler(turn, rq->form);
    enum db_result result = request_commit(rq);
    if (reply.from_form) return show_refused_form(turn);
    if (result != DB_OK || reply.status >= 400) return after_commit(turn, result, reply);
    const struct route *route = rq->route;
    result = audit_asked(turn->exchange->server->store, &turn->actor, rq->now, route->event, route->subject ? route->subject : "-", subject_id(turn));
    return after_commit(turn, result, reply);
}

/* Ends the transaction. False: it met another write. */
static bool finish_post(struct turn *turn, struct reply *reply) {
    const struct db *db = turn->rq.db;
    bool good = reply->status < 400 && !reply->no_commit && !reply->from_form;
    if (good) keep_done(turn);
    if (good && turn->rq.route->event) note_event(turn);
    /* A failed transaction answers every question with "nothing": its page would be wrong, so the failure comes first. */
    if (good || db_failed(db)) {
        enum db_result result = request_commit(&turn->rq);
        if (another_came_first(db, result)) return false;
        *reply = after_commit(turn, result, *reply);
        return true;
    }
    abort_transaction(turn);
    if (reply->from_form) *reply = show_refused_form(turn);
    return true;
}

static struct reply run_handler(struct turn *turn, const struct form *sent) {
    struct request *rq = &turn->rq;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        const char *none;
        rq->form = form_without(rq->arena, sent, "csrf", &none); /* an attempt marks what is wrong in its own copy */
        begin(turn, DB_WRITE);
        struct reply reply = call_handler(turn, rq->form);
        if (turn->released) return reply.from_form ? show_refused_form(turn) : reply;
        if (finish_post(turn, &reply)) return reply;
    }
    return in_reader(turn, conflict_page);
}

static struct reply run_post(struct turn *turn) {
    struct exchange *exchange = turn->exchange;
    struct request *rq = &turn->rq;
    const char *type = header_of(exchange, "Content-Type");
    bool files = rq->route->takes_files && media_type_is(type, "multipart/form-data");
    if (exchange->body_size > 0 && !files && !media_type_is(type, "application/x-www-form-urlencoded"))
        return refuse(turn, 415, T_http_media_type, T_http_bad_request_to_do);
    struct form *form;
    const char *body = exchange->body ? exchange->body : "";
    int parsed = files ? multipart_parse(rq->arena, type, body, exchange->body_size, &form) : body_parse(rq->arena, body, exchange->body_size, &form);
    if (parsed != ERR_OK) return in_reader(turn, bad_request);
    const char *csrf;
    (void)form_without(rq->arena, form, "csrf", &csrf);
    if (!origin_is_ours(turn) || (rq->session && !csrf_is_right(rq->session, csrf))) return in_reader(turn, forged_page);
    struct reply kept;
    if (keep_asked(turn, form, &kept)) return kept;
    return rq->route->changes_nothing ? run_question(turn, form) : run_handler(turn, form);
}

/* ── one request ──────────────────────────────────────────────────────── */

static bool read_target(struct turn *turn) {
    const char *target = turn->exchange->target;
    size_t length = strcspn(target, "?");
    turn->rq.query = target[length] ? arena_strdup(turn->rq.arena, target + length + 1) : NULL;
    turn->rq.path = percent_decode(turn->rq.arena, target, length, false);
    return turn->rq.path && turn->rq.path[0] == '/';
}

static struct reply answer_of(struct turn *turn) {
    struct request *rq = &turn->rq;
    choose_language(turn);
    if (!read_target(turn)) return bad_request(turn);
    if (strcmp(rq->path, "/helse") == 0 && turn->exchange->method == METHOD_GET) return health_reply(turn);
    if (!find_session(turn)) return failure(turn);
    choose_language(turn);
    if (!route_match(turn->exchange->server->tree, rq->path, &turn->match)) return in_reader(turn, not_found_page);
    rq->route = turn->exchange->method == METHOD_POST ? turn->match.post : turn->match.get;
    if (!rq->route) return wrong_method(turn);
    turn->actor.what = rq->route->name;
    route_name_params(rq->arena, rq->route, &turn->match);
    struct reply reply;
    if (!may_pass(turn, &reply)) return reply;
    notice_read(turn);
    return turn->exchange->method == METHOD_POST ? run_post(turn) : run_get(turn);
}

void dispatch(struct exchange *exchange, struct arena *arena) {
    const struct server *server = exchange->server;
    struct turn turn = {.exchange = exchange, .actor = {.kind = ACTOR_SYSTEM, .what = "http"}};
    turn.rq = (struct request){.arena = arena, .now = clock_now(server->config->clock), .app = server->app, .connection = &turn};
    turn.rq.today = instant_oslo_date(turn.rq.now);
    struct reply reply = answer_of(&turn);
    abort_transaction(&turn);
    if (reply.status >= 400 && !reply.body.data) reply = reply.status == 404 ? reply_not_found(&turn.rq) : bad_request(&turn);
    answer_reply(&turn, &reply);
    touch_session(&turn);
    bool looked_after = !turn.rq.route && reply.status == 200; /* /helse, asked for every few seconds */
    log_line(looked_after ? LOG_DEBUG : LOG_INFO, "%s %s %d %lld ms", exchange->method == METHOD_POST ? "POST" : "GET",
             turn.rq.route ? turn.rq.route->name : "-", reply.status, (long long)(monotonic_ms() - exchange->begun_ms));
}
