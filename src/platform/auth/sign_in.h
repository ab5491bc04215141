/* What the two files of sign-in pages share. */
#pragma once
#include "platform/http/http.h"

enum { UNDER_WAY_MINUTES = 10 };

/* Where to go after signing in: `wanted` if it is a place of ours that is not the sign-in itself, else the front page. */
const char *place_after(const char *wanted);
/* The cookie that ties a sign-in under way to this browser. token NULL takes it away. */
char *under_way_cookie(struct request *rq, const char *token);
const char *under_way_cookie_name(const struct request *rq);
struct reply signed_in(struct request *rq, const char *token, const char *go_to);
void forget_old_session(struct request *rq);
