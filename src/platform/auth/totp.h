/* Codes from an authenticator app: TOTP, SHA-1, six digits, 30 seconds (RFC 6238). Pure but for the random secret. */
#pragma once
#include "base/arena.h"
#include "base/date.h"

#include <stdbool.h>
#include <stdint.h>

char *totp_secret_new(struct arena *arena); /* 20 random bytes in base32 */
/* The time step whose code this is, within one step of now and later than `last_step`; 0 when it is none. */
int64_t totp_step_of(const char *secret, const char *code, struct instant now, int64_t last_step);
/* "otpauth://totp/…" to be shown as text or QR code. */
char *totp_url(struct arena *arena, const char *secret, const char *issuer, const char *user_name);
