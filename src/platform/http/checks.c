/* Cross-site request forgery: two independent locks, so that either may be forgotten by a browser without harm. */
#include "platform/http/turn.h"

#include <sodium.h>
#include <string.h>

static const char *host_of(const char *url) {
    const char *at = strstr(url, "://");
    return at ? at + 3 : "";
}

static bool is_ours(struct turn *turn, const char *url) {
    const char *ours = host_of(request_origin(&turn->rq));
    const char *host = header_of(turn->exchange, "Host");
    size_t length = strcspn(host_of(url), "/");
    bool as_configured = strlen(ours) == length && strncmp(host_of(url), ours, length) == 0;
    return as_configured || (host && length > 0 && strlen(host) == length && strncmp(host_of(url), host, length) == 0);
}

/* A request that says nothing of where it comes from is no browser's; the session's token still stands in its way. */
bool origin_is_ours(struct turn *turn) {
    const char *site = header_of(turn->exchange, "Sec-Fetch-Site");
    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
        return false;
    const char *origin = header_of(turn->exchange, "Origin");
    return !origin || is_ours(turn, origin);
}

bool csrf_is_right(const struct session *session, const char *sent) {
    if (!sent || !session->csrf)
        return false;
    size_t length = strlen(session->csrf);
    return length > 0 && strlen(sent) == length && sodium_memcmp(sent, session->csrf, length) == 0;
}
