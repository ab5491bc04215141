/* A PDF as it is kept in a sealed column: base64, with the SHA-256 that tells whether it is still the one that was made. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

const char *pdf_sha256(struct arena *arena, struct blob pdf); /* hexadecimal */
const char *pdf_base64(struct arena *arena, struct blob pdf);
int pdf_from_base64(struct arena *arena, const char *base64, struct blob *ret_pdf); /* ERR_CRYPTO: it is none */
/* ERR_CRYPTO: it is not base64, or not the one that was made. */
int pdf_kept(struct arena *arena, const char *base64, const char *sha256, struct blob *ret_pdf);
