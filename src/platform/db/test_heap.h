/* SQLite's own memory past the address sanitizer, for tests only. Each connection reads the whole schema into a hundred thousand small pieces, and the
 * sanitizer's care for each of them took half of the time of a test. SQLite is not ours to look for faults in; what we do with our own memory is
 * looked at as before. Without the sanitizer nothing is changed. */
#pragma once
#ifdef __SANITIZE_ADDRESS__
#include <sqlite3.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void __libc_free(void *memory);

enum { TEST_HEAP_HEAD = 16 }; /* the size stands before each piece, which stays aligned */

static inline void *test_heap_headed(size_t *head, int size) {
    if (!head) return NULL;
    *head = (size_t)size;
    return (char *)head + TEST_HEAP_HEAD;
}
static void *test_heap_take(int size) { return test_heap_headed(__libc_malloc((size_t)size + TEST_HEAP_HEAD), size); }
static void *test_heap_resize(void *memory, int size) {
    return test_heap_headed(__libc_realloc((char *)memory - TEST_HEAP_HEAD, (size_t)size + TEST_HEAP_HEAD), size);
}
static void test_heap_give(void *memory) {
    if (memory) __libc_free((char *)memory - TEST_HEAP_HEAD);
}
static int test_heap_size(void *memory) { return memory ? (int)*(size_t *)(void *)((char *)memory - TEST_HEAP_HEAD) : 0; }
static int test_heap_round(int size) { return (size + 7) & ~7; }
static int test_heap_begin(void *nothing) {
    (void)nothing;
    return SQLITE_OK;
}
static void test_heap_end(void *nothing) { (void)nothing; }

static inline void test_heap(void) {
    static const sqlite3_mem_methods methods = {test_heap_take, test_heap_give, test_heap_resize, test_heap_size, test_heap_round, test_heap_begin, test_heap_end, NULL};
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
#else
static inline void test_heap(void) {}
#endif
