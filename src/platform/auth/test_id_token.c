/* id_tokens: a right one is taken, and every way of being wrong is refused. Keys are made anew in every run. */
#include "platform/auth/oidc_token.h"

#include "base/err.h"
#include "base/str.h"

#include <cjose/cjose.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1788768000 };

static struct arena *arena;
static cjose_jwk_t *rsa, *other_rsa, *curve, *shared;
static const char *key_set;

static const char *public_key(cjose_jwk_t *key, const char *kid) {
    cjose_err err;
    assert_true(cjose_jwk_set_kid(key, kid, strlen(kid), &err));
    char *json = cjose_jwk_to_json(key, false, &err);
    const char *copy = arena_strdup(arena, json);
    free(json);
    return copy;
}

static int set_up(void **state) {
    (void)state;
    cjose_err err;
    arena = arena_create();
    rsa = cjose_jwk_create_RSA_random(2048, (const uint8_t *)"\x01\x00\x01", 3, &err);
    other_rsa = cjose_jwk_create_RSA_random(2048, (const uint8_t *)"\x01\x00\x01", 3, &err);
    curve = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &err);
    shared = cjose_jwk_create_oct_random(256, &err);
    public_key(other_rsa, "rsa-1");
    public_key(shared, "rsa-1");
    key_set = arena_printf(arena, "{\"keys\":[%s,%s]}", public_key(rsa, "rsa-1"), public_key(curve, "ec-1"));
    return rsa && other_rsa && curve && shared ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    cjose_jwk_release(rsa);
    cjose_jwk_release(other_rsa);
    cjose_jwk_release(curve);
    cjose_jwk_release(shared);
    arena_destroy(arena);
    return 0;
}

static const char *token_by(cjose_jwk_t *key, const char *algorithm, const char *kid, const char *claims) {
    cjose_err err;
    cjose_header_t *header = cjose_header_new(&err);
    cjose_header_set(header, CJOSE_HDR_ALG, algorithm, &err);
    if (kid) cjose_header_set(header, CJOSE_HDR_KID, kid, &err);
    cjose_jws_t *jws = cjose_jws_sign(key, header, (const uint8_t *)claims, strlen(claims), &err);
    assert_non_null(jws);
    const char *text;
    assert_true(cjose_jws_export(jws, &text, &err));
    const char *copy = arena_strdup(arena, text);
    cjose_jws_release(jws);
    cjose_header_release(header);
    return copy;
}

static struct id_token_rules rules = {.issuer = "https://login.example.no",
                                      .client_id = "felles",
                                      .nonce = "n-123",
                                      .acr = "high substantial",
                                      .claim = "pid",
                                      .now = {NOW * INT64_C(1000)}};

static const char good_claims[] =
    "{\"iss\":\"https://login.example.no\",\"aud\":\"felles\",\"sub\":\"s\",\"pid\":\"silje\",\"sid\":\"x\",\"nonce\":\"n-123\","
    "\"acr\":\"high\",\"exp\":1788768120,\"iat\":1788767990}";

static int check(const char *token, struct id_token *ret_token) {
    const char *reason = NULL;
    rules.key_set = key_set;
    int result = id_token_check(arena, token, &rules, ret_token, &reason);
    assert_true(result == ERR_OK || (reason && *reason));
    return result;
}

/* trace: PJL-5 */
static void a_right_token_names_the_staff_member(void **state) {
    (void)state;
    struct id_token token;
    assert_int_equal(check(token_by(rsa, "RS256", "rsa-1", good_claims), &token), ERR_OK);
    assert_string_equal(token.claim, "silje");
    assert_string_equal(token.sid, "x");
    assert_int_equal(check(token_by(curve, "ES256", "ec-1", good_claims), &token), ERR_OK);
    assert_int_equal(check(token_by(rsa, "RS256", NULL, good_claims), &token), ERR_OK);
}

/* `from` in the good claims becomes `to`. */
static const char *changed(const char *from, const char *to) {
    const char *at = strstr(good_claims, from);
    assert_non_null(at);
    return arena_printf(arena, "%.*s%s%s", (int)(at - good_claims), good_claims, to, at + strlen(from));
}

/* trace: PJL-5 */
static void a_wrong_claim_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *from, *to;
    } changes[] = {
        {"https://login.example.no", "https://login.example.no/"},
        {"\"aud\":\"felles\"", "\"aud\":\"other\""},
        {"\"aud\":\"felles\"", "\"aud\":[\"other\"]"},
        {"\"aud\":\"felles\"", "\"aud\":[\"felles\",\"other\"]"},
        {"\"aud\":\"felles\"", "\"aud\":[\"felles\",\"other\"],\"azp\":\"other\""},
        {"\"aud\":\"felles\"", "\"aud\":\"felles\",\"azp\":\"other\""},
        {"\"aud\":\"felles\"", "\"aud\":\"felles\",\"azp\":7"},
        {"\"aud\":\"felles\",", ""},
        {"n-123", "n-124"},
        {"\"nonce\":\"n-123\",", ""},
        {"\"acr\":\"high\"", "\"acr\":\"hig\""},
        {"\"acr\":\"high\"", "\"acr\":\"high substantial\""},
        {"\"acr\":\"high\",", ""},
        {"\"sub\":\"s\",", ""},
        {"\"pid\":\"silje\",", ""},
        {"\"pid\":\"silje\"", "\"pid\":\"\""},
        {"\"pid\":\"silje\"", "\"pid\":{\"a\":1}"},
        {"1788768120", "1788767940"},
        {"1788768120", "\"1788768120\""},
        {"\"exp\":1788768120,", ""},
        {"1788767990", "1788768061"},
        {"1788767990", "1788767339"},
        {"\"iat\":1788767990", "\"iat\":1788767990,\"nbf\":1788768061"},
        {"\"sub\":\"s\"", "\"sub\":\"s\",\"sub\":\"t\""},
    };
    struct id_token token;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        assert_int_equal(check(token_by(rsa, "RS256", "rsa-1", changed(changes[i].from, changes[i].to)), &token), ERR_DENIED);
}

static void the_edges_of_what_is_allowed(void **state) {
    (void)state;
    struct id_token token;
    assert_int_equal(check(token_by(rsa, "RS256", "rsa-1", changed("\"acr\":\"high\"", "\"acr\":\"substantial\"")), &token), ERR_OK);
    assert_int_equal(
        check(token_by(rsa, "RS256", "rsa-1", changed("\"aud\":\"felles\"", "\"aud\":[\"other\",\"felles\"],\"azp\":\"felles\"")), &token),
        ERR_OK);
    assert_int_equal(check(token_by(rsa, "RS256", "rsa-1", changed("1788768120", "1788767941")), &token), ERR_OK);
    assert_int_equal(check(token_by(rsa, "RS256", "rsa-1", changed("1788767990", "1788768060")), &token), ERR_OK);
    assert_int_equal(check(token_by(rsa, "RS256", "rsa-1", changed("1788767990", "1788767340")), &token), ERR_OK);
    assert_int_equal(check(token_by(rsa, "RS256", "rsa-1", changed(",\"sid\":\"x\"", "")), &token), ERR_OK);
    assert_null(token.sid);
}

/* trace: PJL-5 */
static void a_wrong_signature_is_refused(void **state) {
    (void)state;
    struct id_token token;
    const char *good = token_by(rsa, "RS256", "rsa-1", good_claims), *other = token_by(rsa, "RS256", "rsa-1", changed("silje", "petra"));
    const char *mixed = arena_printf(arena, "%.*s%s", (int)(strrchr(other, '.') - other), other, strrchr(good, '.'));
    assert_int_equal(check(mixed, &token), ERR_DENIED);
    assert_int_equal(check(token_by(other_rsa, "RS256", "rsa-1", good_claims), &token), ERR_DENIED);
    assert_int_equal(check(token_by(shared, "HS256", "rsa-1", good_claims), &token), ERR_DENIED);
    assert_int_equal(check(token_by(rsa, "PS256", "rsa-1", good_claims), &token), ERR_DENIED);
    assert_int_equal(check("eyJhbGciOiJub25lIn0.e30.", &token), ERR_DENIED);
    static const char *const junk[] = {"", ".", "..", "a.b.c", "{}", "....."};
    for (size_t i = 0; i < sizeof junk / sizeof junk[0]; i++) assert_int_equal(check(junk[i], &token), ERR_DENIED);
}

/* So that the caller fetches the key set anew. */
/* trace: PJL-5 */
static void an_unknown_key_is_told_apart(void **state) {
    (void)state;
    struct id_token token;
    assert_int_equal(check(token_by(rsa, "RS256", "rsa-2", good_claims), &token), ERR_NOT_FOUND);
    assert_int_equal(check(token_by(rsa, "RS256", "ec-1", good_claims), &token), ERR_NOT_FOUND);
    const char *reason, *good = token_by(rsa, "RS256", "rsa-1", good_claims);
    rules.key_set = "no json";
    assert_int_equal(id_token_check(arena, good, &rules, &token, &reason), ERR_DENIED);
    rules.key_set = "{\"keys\":7}";
    assert_int_equal(id_token_check(arena, good, &rules, &token, &reason), ERR_NOT_FOUND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_token_names_the_staff_member), cmocka_unit_test(a_wrong_claim_is_refused),
        cmocka_unit_test(the_edges_of_what_is_allowed),         cmocka_unit_test(a_wrong_signature_is_refused),
        cmocka_unit_test(an_unknown_key_is_told_apart),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
