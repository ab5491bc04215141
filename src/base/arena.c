/* Chunked bump allocation for one request, job or file. May not be shared between threads and never returns NULL.
 * Built with AddressSanitizer, every byte that is not handed out is poisoned, and a red zone stands after each piece. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#endif

#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define RED_ZONE ((size_t)16)
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define RED_ZONE ((size_t)0)
#endif

#define ALIGNMENT ((size_t)16)
#define FIRST_CHUNK ((size_t)32 * 1024)
#define LARGEST_SHARED_CHUNK ((size_t)1024 * 1024)
#define LARGEST_KEPT ((size_t)512 * 1024)
#define LARGEST_PIECE (SIZE_MAX / 4)

struct chunk {
    struct chunk *older;
    size_t size, taken;
    _Alignas(16) unsigned char bytes[];
};

struct arena {
    struct chunk *first;   /* what a reset keeps: the largest there was, within reason, so that the next page finds its room ready */
    struct chunk *current; /* pieces are cut from this one; every other chunk is older */
    size_t used;
};

static _Noreturn void out_of_memory(void) {
    static const char message[] = "ERROR out of memory\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    abort();
}

static struct chunk *chunk_create(size_t size) {
    struct chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk) out_of_memory();
    chunk->older = NULL;
    chunk->size = size;
    chunk->taken = 0;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, size);
    return chunk;
}

static void chunk_free(struct chunk *chunk) {
    ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, chunk->size);
    free(chunk);
}

struct arena *arena_create(void) {
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena) out_of_memory();
    arena->first = chunk_create(FIRST_CHUNK);
    arena->current = arena->first;
    return arena;
}

void arena_destroy(struct arena *arena) {
    if (!arena) return;
    struct chunk *chunk = arena->current;
    while (chunk) {
        struct chunk *older = chunk->older;
        chunk_free(chunk);
        chunk = older;
    }
    free(arena);
}

static struct chunk *chunk_to_keep(const struct arena *arena) {
    struct chunk *keep = arena->first;
    for (struct chunk *chunk = arena->current; chunk; chunk = chunk->older)
        if (chunk->size > keep->size && chunk->size <= LARGEST_KEPT) keep = chunk;
    return keep;
}

void arena_reset(struct arena *arena) {
    arena->first = chunk_to_keep(arena);
    struct chunk *chunk = arena->current;
    while (chunk) {
        struct chunk *older = chunk->older;
        if (chunk != arena->first) chunk_free(chunk);
        chunk = older;
    }
    arena->first->older = NULL;
    arena->first->taken = 0;
    arena->current = arena->first;
    arena->used = 0;
    ASAN_POISON_MEMORY_REGION(arena->first->bytes, arena->first->size);
}

/* A chunk with room for `need` bytes. A piece that would waste most of a shared chunk gets one of its own, which is
 * put behind the current chunk so that the room left there is still used. */
static struct chunk *chunk_for(struct arena *arena, size_t need) {
    struct chunk *current = arena->current;
    if (current->size - current->taken >= need) return current;

    size_t size = current->size >= LARGEST_SHARED_CHUNK / 2 ? LARGEST_SHARED_CHUNK : current->size * 2;
    bool alone = need > size / 4;
    struct chunk *chunk = chunk_create(alone ? need : size);
    if (alone) {
        chunk->older = current->older;
        current->older = chunk;
    } else {
        chunk->older = current;
        arena->current = chunk;
    }
    return chunk;
}

void *arena_room(struct arena *arena, size_t size) {
    if (size > LARGEST_PIECE) out_of_memory();
    size_t need = ((size ? size : 1) + RED_ZONE + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct chunk *chunk = chunk_for(arena, need);
    void *piece = chunk->bytes + chunk->taken;
    chunk->taken += need;
    arena->used += size;
    ASAN_UNPOISON_MEMORY_REGION(piece, size);
    return piece;
}

void *arena_alloc(struct arena *arena, size_t size) { return memset(arena_room(arena, size), 0, size); }

void *arena_array(struct arena *arena, size_t count, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(count, size, &total)) out_of_memory();
    return arena_alloc(arena, total);
}

char *arena_strdup(struct arena *arena, const char *text) {
    if (!text) return NULL;
    size_t size = strlen(text) + 1;
    return memcpy(arena_room(arena, size), text, size);
}

char *arena_strndup(struct arena *arena, const char *text, size_t length) {
    if (!text) return NULL;
    size_t found = strnlen(text, length);
    char *copy = arena_room(arena, found + 1);
    memcpy(copy, text, found);
    copy[found] = '\0';
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args) {
    char small[256];
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(small, sizeof small, format, args);
    if (length < 0) out_of_memory();
    size_t size = (size_t)length + 1;
    char *text = arena_room(arena, size);
    if (size <= sizeof small) memcpy(text, small, size);
    else (void)vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

size_t arena_used(const struct arena *arena) { return arena->used; }
