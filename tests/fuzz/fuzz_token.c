/* Fuzzes what the sign-in provider sends: what it says of itself, its keys, and an id_token, which are taken apart before anything of them is
 * known to be true. No bytes but a signed token sign anybody in. The first byte chooses what the rest is. */
#include "platform/auth/oidc.c"

#define CHECK(rule)           \
    do {                      \
        if (!(rule)) abort(); \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Nothing is fetched here. */
int fetch_text(struct arena *arena, const struct fetch *fetch, const char **ret_body) {
    (void)arena, (void)fetch, (void)ret_body;
    return ERR_IO;
}

static const char keys[] =
    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"ec-1\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
    "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]}";

static void check_token(struct arena *arena, const char *token, const char *key_set) {
    struct id_token_rules rules = {.key_set = key_set,
                                   .issuer = "https://login.example",
                                   .client_id = "felles",
                                   .nonce = "n",
                                   .claim = "pid",
                                   .now = {INT64_C(1788768000000)}};
    struct id_token read = {0};
    const char *reason = NULL;
    int result = id_token_check(arena, token, &rules, &read, &reason);
    CHECK(result < 0 && reason && *reason && !read.claim);
}

static void check_document(struct arena *arena, const char *text) {
    static const struct oidc_config config = {.issuer = "https://login.example"};
    static struct oidc oidc = {.config = &config};
    struct provider provider = {0};
    if (provider_read(&oidc, arena, text, &provider) < 0) return;
    CHECK(text_starts(provider.token, "https://") && text_starts(provider.keys, "https://") &&
          text_starts(provider.authorization, "https://"));
    CHECK(text_starts(origin_of(arena, provider.authorization), "https://"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *arena;
    if (!arena) arena = arena_create();
    arena_reset(arena);
    if (size < 1) return 0;
    const char *text = arena_strndup(arena, (const char *)data + 1, size - 1);
    switch (data[0] % 3) {
    case 0: check_token(arena, text, keys); break;
    case 1: check_document(arena, text); break;
    case 2: check_token(arena, "eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjLTEifQ.e30.c2ln", text); break;
    }
    return 0;
}
