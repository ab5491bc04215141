/* A PDF to and from the text it is kept as. */
#include "platform/pdf/kept.h"

#include <sodium.h>
#include <string.h>

const char *pdf_sha256(struct arena *arena, struct blob pdf) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    char *text = arena_alloc(arena, 2 * sizeof hash + 1);
    crypto_hash_sha256(hash, pdf.data, pdf.size);
    return sodium_bin2hex(text, 2 * sizeof hash + 1, hash, sizeof hash);
}

const char *pdf_base64(struct arena *arena, struct blob pdf) {
    size_t size = sodium_base64_ENCODED_LEN(pdf.size, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_alloc(arena, size);
    return sodium_bin2base64(text, size, pdf.data, pdf.size, sodium_base64_VARIANT_ORIGINAL);
}

int pdf_from_base64(struct arena *arena, const char *base64, struct blob *ret_pdf) {
    size_t size = 0, length = strlen(base64);
    unsigned char *bytes = arena_alloc(arena, length + 1);
    if (sodium_base642bin(bytes, length, base64, length, NULL, &size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0) return ERR_CRYPTO;
    *ret_pdf = (struct blob){bytes, size};
    return ERR_OK;
}

int pdf_kept(struct arena *arena, const char *base64, const char *sha256, struct blob *ret_pdf) {
    if (pdf_from_base64(arena, base64, ret_pdf) < 0) return ERR_CRYPTO;
    return text_equal(pdf_sha256(arena, *ret_pdf), sha256) ? ERR_OK : ERR_CRYPTO;
}
