/* The headers every answer carries, and reading those of a request. (DESIGN: no inline style or script anywhere, so the policy is strict.) */
#include "platform/http/server.h"

#include "platform/auth/oidc.h"

#include <stdio.h>
#include <strings.h>

const char *header_of(const struct exchange *exchange, const char *name) {
    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

struct header_search {
    const char *name, *last;
    int count;
};

static enum MHD_Result search_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    (void)kind;
    struct header_search *search = context;
    if (strcasecmp(name, search->name) == 0) {
        search->count++;
        search->last = value;
    }
    return MHD_YES;
}

static struct header_search search_headers(const struct exchange *exchange, const char *name) {
    struct header_search search = {.name = name};
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, search_header, &search);
    return search;
}

const char *header_last(const struct exchange *exchange, const char *name) { return search_headers(exchange, name).last; }

int header_count(const struct exchange *exchange, const char *name) { return search_headers(exchange, name).count; }

void headers_add(struct MHD_Response *response, const char *name, const char *value) { MHD_add_response_header(response, name, value); }

/* Browsers hold a form's redirects to form-action too, so the provider's sign-out page must be named. */
static void add_policy(struct MHD_Response *response, const struct server *server) {
    char policy[1024];
    snprintf(policy, sizeof policy,
             "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
             "form-action 'self'%s; base-uri 'none'; frame-ancestors 'none'",
             server->oidc ? oidc_form_origins(server->oidc) : "");
    headers_add(response, "Content-Security-Policy", policy);
}

void headers_add_common(struct MHD_Response *response, const struct exchange *exchange) {
    static const char *const always[][2] = {
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
    };
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) headers_add(response, always[i][0], always[i][1]);
    add_policy(response, exchange->server);
    if (exchange->secure) headers_add(response, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    if (atomic_load(&exchange->server->draining)) headers_add(response, "Connection", "close");
}
