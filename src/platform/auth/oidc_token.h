/* Checking an id_token. Pure: keys, rules and time come in; nothing is fetched, kept or logged. */
#pragma once
#include "base/arena.h"
#include "base/date.h"

#include <stdbool.h>

enum { OIDC_SKEW_SECONDS = 60, OIDC_OLDEST_SECONDS = 600 };

struct id_token_rules {
    const char *key_set; /* the provider's JWKS */
    const char *issuer, *client_id, *nonce;
    const char *acr;   /* one of these, with a space between, must be in the token; NULL: any */
    const char *claim; /* whose value is wanted; NULL: "sub" */
    struct instant now;
};
struct id_token {
    const char *claim, *sid; /* sid may be NULL */
};
/* ERR_NOT_FOUND: no such key in the key set (fetch it anew and try once more). ERR_DENIED: not to be trusted.
 * `ret_reason` then says why in English. RS256 and ES256 only. */
int id_token_check(struct arena *arena, const char *token, const struct id_token_rules *rules, struct id_token *ret_token,
                   const char **ret_reason);
