/* The signature by libcjose, the claims by OpenID Connect Core 3.1.3.7. Whatever is not plainly right is refused. */
#include "platform/auth/oidc_token.h"

#include "base/err.h"
#include "base/str.h"

#include <cjose/cjose.h>
#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static int refuse(const char *reason, const char **ret_reason) {
    *ret_reason = reason;
    return ERR_DENIED;
}

static bool same_secret(const char *a, const char *b) { return strlen(a) == strlen(b) && sodium_memcmp(a, b, strlen(a)) == 0; }

static const char *member(const json_t *object, const char *name) {
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* The key type must fit the algorithm, or a public key could be taken for a shared secret. */
static bool key_fits(const json_t *key, const char *algorithm, const char *kid) {
    bool rsa = strcmp(algorithm, "RS256") == 0;
    const char *type = member(key, "kty"), *use = member(key, "use"), *declared = member(key, "alg");
    if (strcmp(type, rsa ? "RSA" : "EC") != 0 || (!rsa && strcmp(member(key, "crv"), "P-256") != 0)) return false;
    if (strcmp(use, "enc") == 0 || (*declared && strcmp(declared, algorithm) != 0)) return false;
    return !kid || strcmp(member(key, "kid"), kid) == 0;
}

/* Without a key id in the token there must be one fitting key only. */
static const json_t *find_key(const json_t *key_set, const char *algorithm, const char *kid) {
    const json_t *found = NULL;
    size_t i;
    const json_t *key;
    json_array_foreach(json_object_get(key_set, "keys"), i, key) {
        if (!key_fits(key, algorithm, kid)) continue;
        if (found) return NULL;
        found = key;
    }
    return found;
}

static bool signature_is_right(cjose_jws_t *jws, const json_t *key) {
    cjose_err err;
    char *text = json_dumps(key, JSON_COMPACT);
    cjose_jwk_t *jwk = text ? cjose_jwk_import(text, strlen(text), &err) : NULL;
    bool right = jwk && cjose_jws_verify(jws, jwk, &err);
    cjose_jwk_release(jwk);
    free(text);
    return right;
}

static int check_signature(cjose_jws_t *jws, const json_t *key_set, const char **ret_reason) {
    cjose_err err;
    cjose_header_t *header = cjose_jws_get_protected(jws);
    const char *algorithm = cjose_header_get(header, "alg", &err);
    if (!algorithm || (strcmp(algorithm, "RS256") != 0 && strcmp(algorithm, "ES256") != 0))
        return refuse("signature algorithm not allowed", ret_reason);
    char *critical = cjose_header_get_raw(header, "crit", &err);
    free(critical);
    if (critical) return refuse("critical header not understood", ret_reason);
    const json_t *key = find_key(key_set, algorithm, cjose_header_get(header, "kid", &err));
    if (!key) {
        *ret_reason = "signing key unknown";
        return ERR_NOT_FOUND;
    }
    return signature_is_right(jws, key) ? ERR_OK : refuse("signature wrong", ret_reason);
}

static bool audience_is(const json_t *claims, const char *client_id) {
    const json_t *audience = json_object_get(claims, "aud"), *party = json_object_get(claims, "azp");
    if (party && strcmp(json_is_string(party) ? json_string_value(party) : "", client_id) != 0) return false;
    if (json_is_string(audience)) return strcmp(json_string_value(audience), client_id) == 0;
    bool found = false;
    size_t i;
    const json_t *one;
    json_array_foreach(audience, i, one) found = found || (json_is_string(one) && strcmp(json_string_value(one), client_id) == 0);
    return found && (json_array_size(audience) == 1 || party);
}

static bool level_is_enough(const char *level, const char *allowed) {
    size_t length = strlen(level);
    for (const char *at = allowed; length > 0 && *at;) {
        at += strspn(at, " ");
        size_t part = strcspn(at, " ");
        if (part == length && memcmp(at, level, part) == 0) return true;
        at += part;
    }
    return false;
}

static bool seconds(const json_t *claims, const char *name, int64_t *ret_seconds) {
    const json_t *value = json_object_get(claims, name);
    if (!json_is_number(value) || json_number_value(value) < 0 || json_number_value(value) > 1e12) return false;
    *ret_seconds = (int64_t)json_number_value(value);
    return true;
}

static int check_times(const json_t *claims, struct instant now_instant, const char **ret_reason) {
    int64_t now = now_instant.ms / 1000, expires, issued, not_before;
    if (!seconds(claims, "exp", &expires) || !seconds(claims, "iat", &issued)) return refuse("expiry or time of issue missing", ret_reason);
    if (expires + OIDC_SKEW_SECONDS <= now) return refuse("expired", ret_reason);
    if (issued > now + OIDC_SKEW_SECONDS) return refuse("issued in the future", ret_reason);
    if (issued + OIDC_OLDEST_SECONDS + OIDC_SKEW_SECONDS < now) return refuse("issued too long ago", ret_reason);
    if (json_object_get(claims, "nbf") && (!seconds(claims, "nbf", &not_before) || not_before > now + OIDC_SKEW_SECONDS))
        return refuse("not valid yet", ret_reason);
    return ERR_OK;
}

static int check_claims(const json_t *claims, const struct id_token_rules *rules, const char **ret_reason) {
    if (strcmp(member(claims, "iss"), rules->issuer) != 0) return refuse("another issuer", ret_reason);
    if (!audience_is(claims, rules->client_id)) return refuse("meant for another client", ret_reason);
    if (!same_secret(member(claims, "nonce"), rules->nonce)) return refuse("nonce wrong", ret_reason);
    if (rules->acr && !level_is_enough(member(claims, "acr"), rules->acr)) return refuse("sign-in level too low", ret_reason);
    if (!*member(claims, "sub")) return refuse("subject missing", ret_reason);
    return check_times(claims, rules->now, ret_reason);
}

static int take_claims(struct arena *arena, const json_t *claims, const struct id_token_rules *rules, struct id_token *ret_token,
                       const char **ret_reason) {
    int result = check_claims(claims, rules, ret_reason);
    if (result < 0) return result;
    const char *claim = member(claims, rules->claim ? rules->claim : "sub");
    if (!*claim) return refuse("the claim that names the staff member is missing", ret_reason);
    *ret_token = (struct id_token){.claim = arena_strdup(arena, claim),
                                   .sid = arena_strdup(arena, json_string_value(json_object_get(claims, "sid")))};
    return ERR_OK;
}

static json_t *claims_of(cjose_jws_t *jws) {
    cjose_err err;
    uint8_t *bytes = NULL;
    size_t length = 0;
    if (!cjose_jws_get_plaintext(jws, &bytes, &length, &err)) return NULL;
    json_t *claims = json_loadb((const char *)bytes, length, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(claims)) return claims;
    json_decref(claims);
    return NULL;
}

int id_token_check(struct arena *arena, const char *token, const struct id_token_rules *rules, struct id_token *ret_token,
                   const char **ret_reason) {
    cjose_err err;
    json_t *keys = json_loads(rules->key_set, JSON_REJECT_DUPLICATES, NULL);
    cjose_jws_t *jws = keys ? cjose_jws_import(token, strlen(token), &err) : NULL;
    if (!jws) {
        json_decref(keys);
        return refuse(keys ? "not a signed token" : "the key set cannot be read", ret_reason);
    }
    int result = check_signature(jws, keys, ret_reason);
    json_t *claims = result == ERR_OK ? claims_of(jws) : NULL;
    if (result == ERR_OK)
        result = claims ? take_claims(arena, claims, rules, ret_token, ret_reason) : refuse("claims cannot be read", ret_reason);
    json_decref(claims);
    cjose_jws_release(jws);
    json_decref(keys);
    return result;
}
