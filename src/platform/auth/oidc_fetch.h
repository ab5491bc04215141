/* One HTTPS request to the provider, with narrow limits: no redirects, few seconds, half a megabyte. Blocks. */
#pragma once
#include "base/arena.h"

#include <stdbool.h>

struct fetch {
    const char *url;
    const char *form;          /* POST this body; NULL: GET */
    const char *user, *secret; /* Basic authentication, already encoded as RFC 6749 2.3.1 asks; NULL: none */
    bool plain_http;           /* allow http:, for a provider on this machine */
};
/* The body of a 200 answer, or a negative error. Never logs what was sent or received. */
int fetch_text(struct arena *arena, const struct fetch *fetch, const char **ret_body);
