/* libFuzzer target for what a stranger's browser can send before anyone is asked who he is: body, address, cookies. What is decoded keeps
 * the promises of body.h and match.h, and comes back as it was when it is written again. Dictionary: fuzz_body.dict. */
#include "base/err.h"
#include "platform/http/body.h"
#include "platform/http/match.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool promise) {
    if (!promise) abort();
}

/* ── fields ───────────────────────────────────────────────────────────── */

static void add_field(struct str *out, const struct form_field *field) {
    if (out->length) str_add_char(out, '&');
    percent_encode(out, field->name);
    str_add_char(out, '=');
    percent_encode(out, field->raw);
}

static void check_fields(struct arena *arena, const char *bytes, size_t length) {
    struct form *form, *again;
    if (body_parse(arena, bytes, length, &form) != ERR_OK) return;
    must(form->n <= BODY_FIELDS);
    struct str written = str_in(arena);
    for (size_t i = 0; i < form->n; i++) {
        must(utf8_valid(form->v[i].name, strlen(form->v[i].name)) && utf8_valid(form->v[i].raw, strlen(form->v[i].raw)));
        must(!strchr(form->v[i].raw, '\r') && form->v[i].error == 0);
        add_field(&written, &form->v[i]);
    }
    must(body_parse(arena, str_text(&written), written.length, &again) == ERR_OK && again->n == form->n);
    for (size_t i = 0; i < form->n; i++) must(text_equal(again->v[i].name, form->v[i].name) && text_equal(again->v[i].raw, form->v[i].raw));

    const char *token;
    struct form *rest = form_without(arena, form, "csrf", &token);
    must(rest->n <= form->n && (rest->n < form->n) == (token != NULL));
    for (size_t i = 0; i < rest->n; i++) must(strcmp(rest->v[i].name, "csrf") != 0);
}

/* ── the address ──────────────────────────────────────────────────────── */

static const struct route list[] = {
    {.method = METHOD_GET, .path = "/"},
    {.method = METHOD_GET, .path = "/sak/{case:case_id}"},
    {.method = METHOD_POST, .path = "/sak/{sak:case_id}/ansvar"},
    {.method = METHOD_GET, .path = "/sak/ny"},
    {.method = METHOD_GET, .path = "/sak/{case:case_id}/del/{part:part_id}"},
    {.path = NULL},
};

/* The path of a route with its parameters in it. */
static const char *written_path(struct arena *arena, const struct route *route, const struct match *match) {
    struct str path = str_in(arena);
    size_t n = 0;
    for (const char *at = route->path; *at; at++) {
        if (*at != '{') {
            str_add_char(&path, *at);
            continue;
        }
        must(n < match->n_params && match->params[n].id > 0);
        str_addf(&path, "%lld", (long long)match->params[n++].id);
        at += strcspn(at, "}");
    }
    must(n == match->n_params);
    return str_text(&path);
}

static void check_address(struct arena *arena, const char *bytes, size_t length) {
    const char *path = percent_decode(arena, bytes, length, false);
    if (!path) return;
    must(utf8_valid(path, strlen(path)) && strlen(path) <= length);
    struct str written = str_in(arena);
    percent_encode(&written, path);
    must(text_equal(percent_decode(arena, str_text(&written), written.length, false), path));
    must(text_equal(percent_decode(arena, str_text(&written), written.length, true), path));

    struct match match;
    struct route_tree *tree = route_tree_build(arena, list);
    if (!route_match(tree, path, &match)) return;
    const struct route *route = match.get ? match.get : match.post;
    must(text_equal(written_path(arena, route, &match), path)); /* one place has one address */
    route_name_params(arena, route, &match);
    for (size_t i = 0; i < match.n_params; i++) must(!text_empty(match.params[i].name));
}

static void check_return(const char *text) {
    if (!path_is_local(text)) return;
    must(text[0] == '/' && text[1] != '/' && text[1] != '\\' && strlen(text) <= 1000 && !strpbrk(text, " \t\r\n\\"));
}

/* ── headers ──────────────────────────────────────────────────────────── */

static void check_headers(struct arena *arena, const char *text) {
    const char *cookie = cookie_value(arena, text, "felles");
    must(!cookie || (!strchr(cookie, ';') && strstr(text, "felles=")));
    if (media_type_is(text, "application/x-www-form-urlencoded")) must(strlen(text) >= strlen("application/x-www-form-urlencoded"));
}

/* The boundary is always the same: the fuzzer is to find what is wrong between two of them. */
static void check_multipart(struct arena *arena, const char *bytes, size_t size) {
    struct form *form;
    if (multipart_parse(arena, "multipart/form-data; boundary=b", bytes, size, &form) != ERR_OK) return;
    for (size_t i = 0; i < form->n; i++) {
        const struct form_field *field = &form->v[i];
        must(field->name && *field->name && utf8_valid(field->raw, strlen(field->raw)) && !strchr(field->raw, '\r'));
        must(!field->file.data || ((const char *)field->file.data > bytes && (const char *)field->file.data + field->file.size < bytes + size));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_create();
    const char *bytes = (const char *)data;
    check_fields(arena, bytes, size);
    check_multipart(arena, bytes, size);
    check_address(arena, bytes, size);
    const char *text = arena_strndup(arena, size ? bytes : "", size);
    check_return(text);
    check_headers(arena, text);
    arena_destroy(arena);
    return 0;
}
