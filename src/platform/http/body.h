/* What a browser sends, as fields: form bodies, query strings, paths and cookies. Strict: what is malformed is refused, never guessed. */
#pragma once
#include "platform/http/http.h"

enum { BODY_FIELDS = 2000 };

/* application/x-www-form-urlencoded. ERR_INVALID on a bad escape, invalid UTF-8, NUL, or more than BODY_FIELDS fields.
 * Line breaks become "\n". */
int body_parse(struct arena *arena, const char *bytes, size_t length, struct form **ret_form);
/* multipart/form-data with this Content-Type: texts as above, and files as form_field.file, which points into `bytes`. ERR_INVALID when malformed. */
int multipart_parse(struct arena *arena, const char *type, const char *bytes, size_t length, struct form **ret_form);
/* Percent-decodes `length` bytes; `plus` turns "+" into a space. NULL on a bad escape, NUL or invalid UTF-8. */
char *percent_decode(struct arena *arena, const char *bytes, size_t length, bool plus);
void percent_encode(struct str *out, const char *text); /* everything but unreserved characters */
/* A copy of the form without the field `name`, whose first value goes to `ret_value` (NULL when there is none). */
struct form *form_without(struct arena *arena, const struct form *form, const char *name, const char **ret_value);
/* The value of a cookie in a Cookie header, or NULL. The header may be NULL. */
const char *cookie_value(struct arena *arena, const char *header, const char *name);
/* Whether a media type header names `type`, with or without parameters. */
bool media_type_is(const char *header, const char *type);
/* A path in this application and nothing else: one leading slash, no backslash, no control characters, at most 1000 bytes. */
bool path_is_local(const char *path);
