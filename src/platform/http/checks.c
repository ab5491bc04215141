/* Cross-site request forgery: two independent locks, so that either may be forgotten by a browser without harm. And the number by which a form that is
 * sent twice is known. */
#include "platform/http/turn.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

static const char *host_of(const char *url) {
    const char *at = strstr(url, "://");
    return at ? at + 3 : "";
}

/* Where the address browsers use is known, only that counts: a Host header says what somebody's name server says. */
static bool is_ours(struct turn *turn, const char *origin) {
    if (request_config(&turn->rq)->base_url) return strcasecmp(origin, request_origin(&turn->rq)) == 0;
    const char *host = header_of(turn->exchange, "Host");
    return host && *host && strcasecmp(host_of(origin), host) == 0;
}

/* A request that says nothing of where it comes from is no browser's; the session's token still stands in its way. */
bool origin_is_ours(struct turn *turn) {
    const char *site = header_of(turn->exchange, "Sec-Fetch-Site");
    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) return false;
    const char *origin = header_of(turn->exchange, "Origin");
    return !origin || is_ours(turn, origin);
}

bool csrf_is_right(const struct session *session, const char *sent) {
    if (!sent || !session->csrf) return false;
    size_t length = strlen(session->csrf);
    return length > 0 && strlen(sent) == length && sodium_memcmp(sent, session->csrf, length) == 0;
}

const char *form_own_number(struct arena *arena) {
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    return sodium_bin2hex(arena_alloc(arena, 2 * sizeof bytes + 1), 2 * sizeof bytes + 1, bytes, sizeof bytes);
}
