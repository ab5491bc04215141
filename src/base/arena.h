/* Memory for one request, job or file: everything allocated from an arena dies with it.
 * Nothing here returns NULL: out of memory ends the process, which the supervisor restarts. */
#pragma once
#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_create(void);
void arena_destroy(struct arena *arena);                           /* NULL is fine */
void arena_reset(struct arena *arena);                             /* frees all but the first chunk; poisons it under ASan */
void *arena_alloc(struct arena *arena, size_t size);               /* zeroed, aligned to 16 */
void *arena_room(struct arena *arena, size_t size);                /* the same, not zeroed: for bytes that are written at once */
void *arena_array(struct arena *arena, size_t count, size_t size); /* zeroed, overflow ends the process */
char *arena_strdup(struct arena *arena, const char *text);         /* NULL gives NULL */
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
size_t arena_used(const struct arena *arena); /* bytes handed out since the last reset */
