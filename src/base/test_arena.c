/* Tests of the arena: zeroing, alignment, growth, reset, and poisoning when built with AddressSanitizer. */
#include "base/arena.h"

#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_POISON 1
#endif
#endif
#ifdef HAVE_POISON
#include <sanitizer/asan_interface.h>
#endif

static void memory_is_zeroed_and_aligned_even_after_reset(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *piece = arena_alloc(arena, size);
            assert_int_equal((uintptr_t)piece % 16, 0);
            for (size_t i = 0; i < size; i++) assert_int_equal(piece[i], 0);
            memset(piece, 0xAB, size);
        }
        arena_reset(arena);
    }
    arena_destroy(arena);
}

static void pieces_never_overlap_whatever_their_size(void **state) {
    (void)state;
    static const size_t sizes[] = {1, 40000, 3, 20000, 16, 3000000, 17, 100, 900000, 5, 33000, 2000, 64};
    enum { COUNT = sizeof sizes / sizeof sizes[0], ROUNDS = 20 };
    struct arena *arena = arena_create();
    unsigned char *pieces[COUNT * ROUNDS];
    size_t total = 0;
    for (size_t i = 0; i < COUNT * ROUNDS; i++) {
        pieces[i] = arena_alloc(arena, sizes[i % COUNT]);
        memset(pieces[i], (int)(i % 251) + 1, sizes[i % COUNT]);
        total += sizes[i % COUNT];
    }
    assert_int_equal(arena_used(arena), total);
    for (size_t i = 0; i < COUNT * ROUNDS; i++)
        for (size_t at = 0; at < sizes[i % COUNT]; at += 13) assert_int_equal(pieces[i][at], i % 251 + 1);
    arena_reset(arena);
    assert_int_equal(arena_used(arena), 0);
    arena_destroy(arena);
}

static void a_large_piece_does_not_waste_the_room_left(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    char *before = arena_alloc(arena, 16);
    (void)arena_alloc(arena, 5000000);
    char *after = arena_alloc(arena, 16);
    assert_true(after > before && after - before <= 64);
    arena_destroy(arena);
    arena_destroy(NULL);
}

static void text_is_copied_and_null_stays_null(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    char original[] = "Åse";
    char *copy = arena_strdup(arena, original);
    original[0] = 'x';
    assert_string_equal(copy, "Åse");
    assert_null(arena_strdup(arena, NULL));
    assert_null(arena_strndup(arena, NULL, 3));
    assert_string_equal(arena_strndup(arena, "overføring", 4), "over");
    assert_string_equal(arena_strndup(arena, "kort", 100), "kort");
    arena_destroy(arena);
}

static void printing_gives_all_of_the_text_whatever_its_length(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    char pattern[600];
    for (size_t length = 0; length < sizeof pattern; length++) {
        memset(pattern, 'a', length);
        pattern[length] = '\0';
        char *text = arena_printf(arena, "%s%d", pattern, 7);
        assert_int_equal(strlen(text), length + 1);
        assert_memory_equal(text, pattern, length);
        assert_int_equal(text[length], '7');
    }
    arena_destroy(arena);
}

static void an_array_that_overflows_ends_the_process(void **state) {
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        arena_array(arena_create(), SIZE_MAX / 2, 3);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void freed_memory_and_red_zones_are_poisoned(void **state) {
    (void)state;
#ifdef HAVE_POISON
    struct arena *arena = arena_create();
    char *piece = arena_alloc(arena, 24);
    char *next = arena_alloc(arena, 24);
    assert_false(__asan_address_is_poisoned(piece + 23));
    assert_true(__asan_address_is_poisoned(piece + 24));
    assert_true(__asan_address_is_poisoned(next + 24));
    assert_ptr_equal(__asan_region_is_poisoned(piece, (size_t)(next - piece)), piece + 24);
    arena_reset(arena);
    assert_true(__asan_address_is_poisoned(piece));
    assert_true(__asan_address_is_poisoned(next));
    assert_ptr_equal(arena_alloc(arena, 8), piece);
    assert_false(__asan_address_is_poisoned(piece + 7));
    assert_true(__asan_address_is_poisoned(piece + 8));
    arena_destroy(arena);
#else
    skip();
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_even_after_reset),
        cmocka_unit_test(pieces_never_overlap_whatever_their_size),
        cmocka_unit_test(a_large_piece_does_not_waste_the_room_left),
        cmocka_unit_test(text_is_copied_and_null_stays_null),
        cmocka_unit_test(printing_gives_all_of_the_text_whatever_its_length),
        cmocka_unit_test(an_array_that_overflows_ends_the_process),
        cmocka_unit_test(freed_memory_and_red_zones_are_poisoned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
