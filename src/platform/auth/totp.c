/* TOTP by liboath. Compares in constant time and never takes a step twice. */
#include "platform/auth/totp.h"

#include "base/str.h"
#include "platform/http/body.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { SECRET_BYTES = 20, DIGITS = 6, STEP_SECONDS = 30, WINDOW = 1 };

char *totp_secret_new(struct arena *arena) {
    char bytes[SECRET_BYTES], *text = NULL;
    size_t length = 0;
    randombytes_buf(bytes, sizeof bytes);
    if (oath_base32_encode(bytes, sizeof bytes, &text, &length) != OATH_OK) abort();
    char *secret = arena_strndup(arena, text, length);
    sodium_memzero(bytes, sizeof bytes);
    free(text);
    return secret;
}

static bool is_code(const char *code) { return strlen(code) == DIGITS && strspn(code, "0123456789") == DIGITS; }

int64_t totp_step_of(const char *secret, const char *code, struct instant now, int64_t last_step) {
    char *key = NULL;
    size_t length = 0;
    if (!is_code(code) || oath_base32_decode(secret, strlen(secret), &key, &length) != OATH_OK) return 0;
    int64_t current = now.ms / 1000 / STEP_SECONDS, found = 0;
    for (int64_t step = current - WINDOW; step <= current + WINDOW; step++) {
        char expected[DIGITS + 1];
        bool made =
            step > 0 && oath_totp_generate(key, length, (time_t)(step * STEP_SECONDS), STEP_SECONDS, 0, DIGITS, expected) == OATH_OK;
        if (made && sodium_memcmp(expected, code, DIGITS) == 0 && step > last_step) found = step;
    }
    sodium_memzero(key, length);
    free(key);
    return found;
}

char *totp_url(struct arena *arena, const char *secret, const char *issuer, const char *user_name) {
    struct str url = str_in(arena);
    str_add(&url, "otpauth://totp/");
    percent_encode(&url, issuer);
    str_add_char(&url, ':');
    percent_encode(&url, user_name);
    str_addf(&url, "?secret=%s&issuer=", secret);
    percent_encode(&url, issuer);
    str_addf(&url, "&algorithm=SHA1&digits=%d&period=%d", DIGITS, STEP_SECONDS);
    return url.data;
}
