/* The receipt: a text key's name in a cookie, shown once on the next page. Never a text, so that nobody can make us say something. */
#include "platform/http/turn.h"

#include "platform/http/body.h"

static const char cookie_name[] = "felles_notice";

void notice_read(struct turn *turn) {
    const char *name = request_cookie(&turn->rq, cookie_name);
    if (name && turn->exchange->method == METHOD_GET) turn->rq.notice = text_find(name);
}

char *notice_cookie(struct turn *turn, text_key notice) {
    return arena_printf(turn->rq.arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s", cookie_name, notice ? text_name(notice) : "",
                        notice ? 60 : 0, turn->exchange->secure ? "; Secure" : "");
}
