/* The built-in assets: style sheets, script, fonts. Answered in the epoll thread, since nothing here waits. */
#include "platform/http/server.h"

#include "assets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whether `coding` stands in Accept-Encoding without q=0. */
static bool accepts(const char *header, const char *coding) {
    size_t length = strlen(coding);
    for (const char *at = header; at && *at;) {
        at += strspn(at, " \t,");
        size_t part = strcspn(at, ",");
        if (part >= length && strncasecmp(at, coding, length) == 0 && (part == length || strchr("; \t", at[length]))) {
            const char *quality = memmem(at, part, "q=", 2);
            return !quality || strtod(quality + 2, NULL) > 0.0;
        }
        at += part;
    }
    return false;
}

static const struct asset *asset_at(const char *target) {
    size_t length = strcspn(target, "?");
    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (strlen(assets[i].url) == length && memcmp(assets[i].url, target, length) == 0) return &assets[i];
    return NULL;
}

static const struct asset *asset_named(const char *name) {
    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (strcmp(assets[i].name, name) == 0) return &assets[i];
    return NULL;
}

static struct blob choose(const struct asset *asset, const char *accepted, const char **ret_coding) {
    *ret_coding = NULL;
    if (asset->brotli.data && accepts(accepted, "br")) {
        *ret_coding = "br";
        return asset->brotli;
    }
    if (asset->gzip.data && accepts(accepted, "gzip")) {
        *ret_coding = "gzip";
        return asset->gzip;
    }
    return asset->raw;
}

bool static_answer(struct exchange *exchange) {
    bool guessed = strcmp(exchange->target, "/favicon.ico") == 0; /* browsers ask for it on pages that are not HTML */
    const struct asset *asset = guessed ? asset_named("felles.svg") : asset_at(exchange->target);
    if (!asset) return false;
    const char *coding;
    struct blob bytes = choose(asset, header_of(exchange, "Accept-Encoding"), &coding);
    char tag[64];
    snprintf(tag, sizeof tag, "\"%.16s%s%s\"", asset->hash, coding ? "-" : "", coding ? coding : "");
    const char *known = header_of(exchange, "If-None-Match");
    bool same = known && strstr(known, tag);
    if (same) bytes = (struct blob){(const uint8_t *)"", 0};
    exchange->response = MHD_create_response_from_buffer(bytes.size, (void *)(uintptr_t)bytes.data, MHD_RESPMEM_PERSISTENT);
    exchange->response_size = bytes.size;
    exchange->status = same ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;
    if (!exchange->response) return true;
    headers_add(exchange->response, "Content-Type", asset->type);
    headers_add(exchange->response, "Cache-Control", guessed ? "public, max-age=86400" : "public, max-age=31536000, immutable");
    headers_add(exchange->response, "ETag", tag);
    headers_add(exchange->response, "Vary", "Accept-Encoding");
    if (coding && !same) headers_add(exchange->response, "Content-Encoding", coding);
    headers_add_common(exchange->response, exchange);
    return true;
}
