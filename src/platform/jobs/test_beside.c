/* The process beside ours: it comes back when it dies, and goes when we go. */
#include "base/arena.h"
#include "base/log.h"
#include "platform/jobs/beside.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *arena;
static char *folder, *file;

static int set_up(void **state) {
    (void)state;
    arena = arena_create();
    folder = arena_printf(arena, "%s/felles-beside-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(folder));
    file = arena_printf(arena, "%s/lines", folder);
    log_set_level(LOG_ERROR);
    return 0;
}
static int tear_down(void **state) {
    (void)state;
    unlink(file);
    rmdir(folder);
    arena_destroy(arena);
    return 0;
}

static struct beside *run(const char *script, int pause_ms) {
    char **arguments = arena_array(arena, 4, sizeof *arguments);
    arguments[0] = arena_strdup(arena, "sh");
    arguments[1] = arena_strdup(arena, "-c");
    arguments[2] = arena_printf(arena, script, file);
    return beside_start("/bin/sh", arguments, pause_ms);
}

static int lines(void) {
    FILE *stream = fopen(file, "re");
    int n = 0;
    for (int c; stream && (c = fgetc(stream)) != EOF;) n += c == '\n';
    if (stream) fclose(stream);
    return n;
}

static void wait_for_lines(int wanted) {
    for (int i = 0; i < 500 && lines() < wanted; i++) usleep(10 * 1000);
    assert_true(lines() >= wanted);
}

static void a_process_that_ends_is_started_again(void **state) {
    (void)state;
    struct beside *beside = run("echo here >> %s; exit 3", 20);
    wait_for_lines(3);
    beside_stop(beside);
    int n = lines();
    usleep(100 * 1000);
    assert_int_equal(lines(), n);
}

static void a_process_that_is_killed_is_started_again(void **state) {
    (void)state;
    struct beside *beside = run("echo here >> %s; kill -9 $$", 20);
    wait_for_lines(2);
    beside_stop(beside);
}

static void it_is_told_to_end_and_waited_for(void **state) {
    (void)state;
    struct beside *beside = run("trap 'echo gone >> %1$s; exit 0' TERM; echo here >> %1$s; while :; do sleep 0.05; done", 20);
    wait_for_lines(1);
    beside_stop(beside);
    assert_int_equal(lines(), 2);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* none is left */
}

static void a_long_pause_does_not_keep_us(void **state) {
    (void)state;
    struct beside *beside = run("echo here >> %s", 60 * 1000);
    wait_for_lines(1);
    usleep(50 * 1000);
    beside_stop(beside);
    assert_int_equal(lines(), 1);
}

/* The server holds back SIGTERM and ignores SIGPIPE; the other process must hear both. */
static void it_hears_the_signals_that_we_hold_back(void **state) {
    (void)state;
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stop, &before);
    struct beside *beside = run("echo here >> %s; exec sleep 30", 20);
    wait_for_lines(1);
    beside_stop(beside);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void what_is_not_there_cannot_be_started(void **state) {
    (void)state;
    char *none[] = {arena_printf(arena, "%s/none", folder), NULL};
    assert_null(beside_start(none[0], none, 10));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_process_that_ends_is_started_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_process_that_is_killed_is_started_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_is_told_to_end_and_waited_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_pause_does_not_keep_us, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_hears_the_signals_that_we_hold_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_there_cannot_be_started, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
