/* One request's turn with a worker: the request handlers see, and what the dispatcher knows beside it. */
#pragma once
#include "platform/http/request.h"
#include "platform/http/server.h"

struct turn {
    struct request rq; /* rq.connection points back here */
    struct exchange *exchange;
    struct match match;
    struct actor actor;
    const char *token;  /* of the session cookie, or NULL */
    bool session_stale; /* its last-seen time should be written */
    bool released;      /* the handler does its own transactions */
    const char *allow;  /* of a 405 */
};

struct turn *turn_of(const struct request *rq);
/* checks.c: whether a POST comes from our own pages, by what browsers say of where it comes from and by the session's token. */
bool origin_is_ours(struct turn *turn);
bool csrf_is_right(const struct session *session, const char *sent);
/* notice.c: the receipt of the request before. */
void notice_read(struct turn *turn);
char *notice_cookie(struct turn *turn, text_key notice); /* 0: the cookie that takes it away */
/* answer.c */
void answer_reply(struct turn *turn, const struct reply *reply);
/* health.c */
struct reply health_reply(struct turn *turn);
