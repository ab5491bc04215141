/* The sign-in provider: what it says of itself (remembered for a day), its keys (remembered until an unknown one is met), and the three
 * addresses of the code flow. One mutex guards what is remembered; it is never held during a call. */
#include "platform/auth/oidc.h"

#include "base/err.h"
#include "base/log.h"
#include "platform/auth/oidc_fetch.h"
#include "platform/auth/oidc_token.h"
#include "platform/http/body.h"
#include "platform/http/limit.h"

#include <curl/curl.h>
#include <jansson.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { DISCOVERY_MS = 24 * 3600 * 1000, KEYS_APART_MS = 30 * 1000, FAILURE_MS = 5 * 1000, CALLS_AT_ONCE = 4 };

struct provider {                                           /* as the discovery document says */
    const char *authorization, *token, *keys, *end_session; /* end_session: NULL when there is none */
    bool secret_in_form, sends_issuer;
};
struct oidc {
    const struct oidc_config *config;
    bool plain_http;
    pthread_mutex_t lock;
    struct arena *arena; /* of the documents kept; grows by one document a day */
    struct provider provider;
    bool known;
    int64_t known_at, failed_at, keys_at;
    char *keys; /* JWKS, malloc'ed */
    _Atomic(const char *) form_origins;
    atomic_int calls;
};

/* ── what is remembered ───────────────────────────────────────────────── */

static bool is_endpoint(const struct oidc *oidc, const char *url) {
    return url && (text_starts(url, "https://") || (oidc->plain_http && text_starts(url, "http://")));
}

static const char *origin_of(struct arena *arena, const char *url) {
    const char *host = strstr(url, "://");
    return host ? arena_strndup(arena, url, (size_t)(host + 3 - url) + strcspn(host + 3, "/?#")) : "";
}

static bool lists(const json_t *list, const char *text) {
    size_t i;
    const json_t *one;
    json_array_foreach(list, i, one) if (json_is_string(one) && strcmp(json_string_value(one), text) == 0) return true;
    return false;
}

static int provider_read(struct oidc *oidc, struct arena *arena, const char *text, struct provider *ret_provider) {
    json_t *document = json_loads(text, 0, NULL);
    const char *issuer = json_string_value(json_object_get(document, "issuer"));
    const json_t *methods = json_object_get(document, "token_endpoint_auth_methods_supported");
    struct provider provider = {
        .authorization = arena_strdup(arena, json_string_value(json_object_get(document, "authorization_endpoint"))),
        .token = arena_strdup(arena, json_string_value(json_object_get(document, "token_endpoint"))),
        .keys = arena_strdup(arena, json_string_value(json_object_get(document, "jwks_uri"))),
        .end_session = arena_strdup(arena, json_string_value(json_object_get(document, "end_session_endpoint"))),
        .secret_in_form = methods && !lists(methods, "client_secret_basic") && lists(methods, "client_secret_post"),
        .sends_issuer = json_is_true(json_object_get(document, "authorization_response_iss_parameter_supported")),
    };
    bool good = issuer && strcmp(issuer, oidc->config->issuer) == 0 && is_endpoint(oidc, provider.authorization) &&
                is_endpoint(oidc, provider.token) && is_endpoint(oidc, provider.keys);
    json_decref(document);
    if (!good) return ERR_INVALID;
    if (!is_endpoint(oidc, provider.end_session)) provider.end_session = NULL;
    *ret_provider = provider;
    return ERR_OK;
}

/* No more than a few workers may wait for the provider at once: the others serve those who are signed in. */
static int call(struct oidc *oidc, struct arena *arena, struct fetch fetch, const char **ret_body) {
    int result = ERR_IO;
    if (atomic_fetch_add(&oidc->calls, 1) < CALLS_AT_ONCE) {
        fetch.plain_http = oidc->plain_http;
        result = fetch_text(arena, &fetch, ret_body);
    }
    atomic_fetch_sub(&oidc->calls, 1);
    return result;
}

static void remember_provider(struct oidc *oidc, const char *text, struct provider *ret_provider) {
    pthread_mutex_lock(&oidc->lock);
    if (provider_read(oidc, oidc->arena, text, &oidc->provider) == ERR_OK) {
        const char *at = origin_of(oidc->arena, oidc->provider.authorization);
        const char *end = oidc->provider.end_session ? origin_of(oidc->arena, oidc->provider.end_session) : at;
        atomic_store(&oidc->form_origins, arena_printf(oidc->arena, " %s%s%s", at, strcmp(at, end) ? " " : "", strcmp(at, end) ? end : ""));
        oidc->known = true;
        oidc->known_at = monotonic_ms();
        *ret_provider = oidc->provider;
    }
    pthread_mutex_unlock(&oidc->lock);
}

static int provider_of(struct oidc *oidc, struct arena *arena, struct provider *ret_provider) {
    int64_t now = monotonic_ms();
    pthread_mutex_lock(&oidc->lock);
    bool known = oidc->known, fresh = known && now - oidc->known_at < DISCOVERY_MS;
    bool just_failed = oidc->failed_at && now - oidc->failed_at < FAILURE_MS;
    struct provider provider = oidc->provider;
    pthread_mutex_unlock(&oidc->lock);
    if (!fresh && !just_failed) {
        size_t length = strlen(oidc->config->issuer);
        const char *slash = length > 0 && oidc->config->issuer[length - 1] == '/' ? "" : "/";
        const char *text;
        int result =
            call(oidc, arena,
                 (struct fetch){.url = arena_printf(arena, "%s%s.well-known/openid-configuration", oidc->config->issuer, slash)}, &text);
        struct provider read;
        if (result == ERR_OK) result = provider_read(oidc, arena, text, &read);
        if (result == ERR_OK) {
            remember_provider(oidc, text, &provider);
            known = true;
        } else {
            log_line(LOG_WARNING, "sign-in provider: its description was not found or is not its own: %s", err_text(result));
            pthread_mutex_lock(&oidc->lock);
            oidc->failed_at = monotonic_ms();
            pthread_mutex_unlock(&oidc->lock);
        }
    }
    if (!known) return ERR_IO;
    *ret_provider = provider;
    return ERR_OK;
}

/* The keys as remembered; fetched when there are none, or when `anew` and the last fetch is not just now. */
static int keys_of(struct oidc *oidc, struct arena *arena, const char *url, bool anew, const char **ret_keys) {
    int64_t now = monotonic_ms();
    pthread_mutex_lock(&oidc->lock);
    const char *kept = oidc->keys ? arena_strdup(arena, oidc->keys) : NULL;
    bool fetch = !kept || (anew && now - oidc->keys_at > KEYS_APART_MS);
    if (fetch) oidc->keys_at = now;
    pthread_mutex_unlock(&oidc->lock);
    if (!fetch) {
        *ret_keys = kept;
        return ERR_OK;
    }
    const char *text;
    int result = call(oidc, arena, (struct fetch){.url = url}, &text);
    if (result < 0) return result;
    pthread_mutex_lock(&oidc->lock);
    free(oidc->keys);
    oidc->keys = strdup(text);
    pthread_mutex_unlock(&oidc->lock);
    *ret_keys = text;
    return ERR_OK;
}

int oidc_create(const struct oidc_config *config, struct oidc **ret_oidc) {
    if (!config->issuer || !config->client_id || curl_global_init(CURL_GLOBAL_DEFAULT) != 0) return ERR_INVALID;
    bool here = text_starts(config->issuer, "http://127.0.0.1") || text_starts(config->issuer, "http://localhost");
    if (!here && !text_starts(config->issuer, "https://")) {
        log_line(LOG_ERROR, "the sign-in provider's address must begin with https://");
        return ERR_INVALID;
    }
    struct oidc *oidc = calloc(1, sizeof *oidc);
    if (!oidc) return ERR_IO;
    oidc->config = config;
    oidc->plain_http = here;
    oidc->arena = arena_create();
    pthread_mutex_init(&oidc->lock, NULL);
    atomic_store(&oidc->form_origins, arena_printf(oidc->arena, " %s", origin_of(oidc->arena, config->issuer)));
    struct arena *arena = arena_create();
    struct provider provider;
    provider_of(oidc, arena, &provider);
    arena_destroy(arena);
    *ret_oidc = oidc;
    return ERR_OK;
}

void oidc_free(struct oidc *oidc) {
    if (!oidc) return;
    pthread_mutex_destroy(&oidc->lock);
    free(oidc->keys);
    arena_destroy(oidc->arena);
    free(oidc);
    curl_global_cleanup();
}

const char *oidc_form_origins(struct oidc *oidc) { return atomic_load(&oidc->form_origins); }

bool oidc_issuer_is(const struct oidc *oidc, const char *issuer) { return issuer && strcmp(oidc->config->issuer, issuer) == 0; }

/* ── the flow ─────────────────────────────────────────────────────────── */

static void add_param(struct str *out, const char *name, const char *value) {
    if (!value) return;
    if (out->length > 0 && !strchr("?&", out->data[out->length - 1])) str_add_char(out, '&');
    str_addf(out, "%s=", name);
    percent_encode(out, value);
}

static struct str url_with_query(struct arena *arena, const char *url) {
    struct str out = str_in(arena);
    str_add(&out, url);
    if (!strchr(url, '?')) str_add_char(&out, '?');
    return out;
}

static char *challenge_of(struct arena *arena, const char *verifier) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)verifier, strlen(verifier));
    size_t size = sodium_base64_ENCODED_LEN(sizeof hash, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, size);
    return sodium_bin2base64(text, size, hash, sizeof hash, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

int oidc_start_url(struct oidc *oidc, struct arena *arena, const struct oidc_start *start, const char **ret_url) {
    struct provider provider;
    int result = provider_of(oidc, arena, &provider);
    if (result < 0) return result;
    const struct oidc_config *config = oidc->config;
    struct str url = url_with_query(arena, provider.authorization);
    add_param(&url, "response_type", "code");
    add_param(&url, "client_id", config->client_id);
    add_param(&url, "redirect_uri", start->redirect_uri);
    add_param(&url, "scope", config->scope ? config->scope : "openid");
    add_param(&url, "state", start->state);
    add_param(&url, "nonce", start->nonce);
    add_param(&url, "code_challenge", challenge_of(arena, start->verifier));
    add_param(&url, "code_challenge_method", "S256");
    add_param(&url, "acr_values", config->acr);
    add_param(&url, "ui_locales", start->lang == LANG_EN ? "en nb" : start->lang == LANG_NN ? "nn nb" : "nb nn");
    *ret_url = str_text(&url);
    return ERR_OK;
}

static const char *encoded(struct arena *arena, const char *text) {
    struct str out = str_in(arena);
    percent_encode(&out, text);
    return str_text(&out);
}

static int fetch_id_token(struct oidc *oidc, struct arena *arena, const struct provider *provider, const struct oidc_answer *answer,
                          const char **ret_token) {
    const struct oidc_config *config = oidc->config;
    struct str form = str_in(arena);
    add_param(&form, "grant_type", "authorization_code");
    add_param(&form, "code", answer->code);
    add_param(&form, "redirect_uri", answer->redirect_uri);
    add_param(&form, "code_verifier", answer->verifier);
    struct fetch fetch = {.url = provider->token};
    if (!config->client_secret || provider->secret_in_form) {
        add_param(&form, "client_id", config->client_id);
        add_param(&form, "client_secret", config->client_secret);
    } else {
        fetch.user = encoded(arena, config->client_id);
        fetch.secret = encoded(arena, config->client_secret);
    }
    fetch.form = str_text(&form);
    const char *text;
    int result = call(oidc, arena, fetch, &text);
    if (result < 0) return result;
    json_t *document = json_loads(text, 0, NULL);
    *ret_token = arena_strdup(arena, json_string_value(json_object_get(document, "id_token")));
    json_decref(document);
    return *ret_token ? ERR_OK : ERR_DENIED;
}

int oidc_finish(struct oidc *oidc, struct arena *arena, const struct oidc_answer *answer, struct oidc_identity *ret_identity,
                const char **ret_reason) {
    struct provider provider;
    const char *token = NULL, *keys = NULL;
    *ret_reason = "the provider gave no token";
    int result = provider_of(oidc, arena, &provider);
    if (result == ERR_OK) result = fetch_id_token(oidc, arena, &provider, answer, &token);
    if (result == ERR_OK) result = keys_of(oidc, arena, provider.keys, false, &keys);
    if (result < 0) return result;
    const struct oidc_config *config = oidc->config;
    struct id_token_rules rules = {.key_set = keys,
                                   .issuer = config->issuer,
                                   .client_id = config->client_id,
                                   .nonce = answer->nonce,
                                   .acr = config->acr,
                                   .claim = config->claim,
                                   .now = answer->now};
    struct id_token checked;
    result = id_token_check(arena, token, &rules, &checked, ret_reason);
    if (result == ERR_NOT_FOUND && keys_of(oidc, arena, provider.keys, true, &rules.key_set) == ERR_OK)
        result = id_token_check(arena, token, &rules, &checked, ret_reason);
    if (result < 0) return ERR_DENIED;
    *ret_identity = (struct oidc_identity){.claim = checked.claim, .id_token = token, .sid = checked.sid};
    return ERR_OK;
}

bool oidc_answer_is_from(struct oidc *oidc, struct arena *arena, const char *iss) {
    struct provider provider;
    if (iss) return oidc_issuer_is(oidc, iss);
    return provider_of(oidc, arena, &provider) == ERR_OK && !provider.sends_issuer;
}

int oidc_end_url(struct oidc *oidc, struct arena *arena, const char *id_token, const char *return_to, const char **ret_url) {
    struct provider provider;
    int result = provider_of(oidc, arena, &provider);
    if (result < 0) return result;
    if (!provider.end_session) return ERR_UNSUPPORTED;
    struct str url = url_with_query(arena, provider.end_session);
    add_param(&url, "id_token_hint", id_token);
    add_param(&url, "client_id", oidc->config->client_id);
    add_param(&url, "post_logout_redirect_uri", return_to);
    *ret_url = str_text(&url);
    return ERR_OK;
}
