/* OpenID Connect relying party: code flow with PKCE, state and nonce, against one provider. Calls block for at most some seconds and so
 * belong in a worker, outside any transaction. Tokens and claims are never logged. */
#pragma once
#include "platform/http/http.h"

struct oidc; /* configuration and what is remembered of the provider; used by all workers */

/* Asks the provider who it is; if it does not answer, a warning is logged and the next sign-in asks again. */
int oidc_create(const struct oidc_config *config, struct oidc **ret_oidc);
void oidc_free(struct oidc *oidc); /* NULL is fine */
/* The provider's origins with a space before each, for form-action: " https://login.example.no". */
const char *oidc_form_origins(struct oidc *oidc);
bool oidc_issuer_is(const struct oidc *oidc, const char *issuer);

struct oidc_start {
    const char *state, *nonce, *verifier, *redirect_uri;
    enum lang lang;
};
int oidc_start_url(struct oidc *oidc, struct arena *arena, const struct oidc_start *start, const char **ret_url);

struct oidc_answer {
    const char *code, *nonce, *verifier, *redirect_uri;
    struct instant now;
};
struct oidc_identity {
    const char *claim;          /* the configured claim's value: who it is */
    const char *id_token, *sid; /* sid may be NULL */
};
/* Swaps the code for an id_token and checks it. ERR_IO: the provider did not answer. ERR_DENIED: the token is not to be trusted;
 * `ret_reason` says why, in English, without anything from the token. */
int oidc_finish(struct oidc *oidc, struct arena *arena, const struct oidc_answer *answer, struct oidc_identity *ret_identity,
                const char **ret_reason);

/* Where to send the browser so that the provider's session ends too. ERR_UNSUPPORTED when the provider has no such place. */
int oidc_end_url(struct oidc *oidc, struct arena *arena, const char *id_token, const char *return_to, const char **ret_url);
/* Whether an answer's `iss` (NULL when not sent) is this provider's, where the provider promises to send it. */
bool oidc_answer_is_from(struct oidc *oidc, struct arena *arena, const char *iss);
