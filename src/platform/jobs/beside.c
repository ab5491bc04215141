/* One thread that waits for the other process. It takes no signals: those are for the one that serves. */
#include "platform/jobs/beside.h"

#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct beside {
    const char *program;
    char *const *arguments;
    int pause_ms;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t told;
    bool stopping;
    pid_t child; /* 0: none */
};

/* With the signals of a program that has just been started, whatever we ignore or hold back ourselves. */
static pid_t spawn(const struct beside *beside) {
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGTERM);
    sigaddset(&usual, SIGINT);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pid_t child = 0;
    int error = posix_spawn(&child, beside->program, NULL, &attributes, beside->arguments, environ);
    posix_spawnattr_destroy(&attributes);
    if (error) log_line(LOG_ERROR, "%s cannot be started: %s", beside->program, strerror(error));
    return error ? 0 : child;
}

/* The number is free for others only after the second wait, so under the lock it is our child's or 0. */
static void wait_for(struct beside *beside, pid_t child) {
    siginfo_t info;
    while (waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) continue;
    pthread_mutex_lock(&beside->lock);
    int status = 0;
    waitpid(child, &status, 0);
    beside->child = 0;
    if (!beside->stopping)
        log_line(LOG_ERROR, "the process beside ended by itself (%s %d) and is started anew", WIFSIGNALED(status) ? "signal" : "status",
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    pthread_mutex_unlock(&beside->lock);
}

/* True: the pause is over; false: we are to stop. */
static bool rest(struct beside *beside) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    int64_t nanoseconds = until.tv_nsec + beside->pause_ms % 1000 * INT64_C(1000000);
    until.tv_sec += beside->pause_ms / 1000 + nanoseconds / 1000000000;
    until.tv_nsec = nanoseconds % 1000000000;
    pthread_mutex_lock(&beside->lock);
    while (!beside->stopping && pthread_cond_timedwait(&beside->told, &beside->lock, &until) == 0) continue;
    bool go_on = !beside->stopping;
    if (go_on) beside->child = spawn(beside);
    pthread_mutex_unlock(&beside->lock);
    return go_on;
}

static void *look_after(void *cls) {
    struct beside *beside = cls;
    do {
        pthread_mutex_lock(&beside->lock);
        pid_t child = beside->child;
        pthread_mutex_unlock(&beside->lock);
        if (child) wait_for(beside, child);
    } while (rest(beside));
    return NULL;
}

struct beside *beside_start(const char *program, char *const arguments[], int pause_ms) {
    struct beside *beside = calloc(1, sizeof *beside);
    if (!beside) return NULL;
    *beside = (struct beside){.program = program, .arguments = arguments, .pause_ms = pause_ms};
    beside->child = spawn(beside);
    pthread_mutex_init(&beside->lock, NULL);
    pthread_cond_init(&beside->told, NULL);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = beside->child && pthread_create(&beside->thread, NULL, look_after, beside) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started) return beside;
    if (beside->child) kill(beside->child, SIGKILL);
    free(beside);
    return NULL;
}

void beside_stop(struct beside *beside) {
    if (!beside) return;
    pthread_mutex_lock(&beside->lock);
    beside->stopping = true;
    if (beside->child) kill(beside->child, SIGTERM);
    pthread_cond_signal(&beside->told);
    pthread_mutex_unlock(&beside->lock);
    pthread_join(beside->thread, NULL);
    pthread_cond_destroy(&beside->told);
    pthread_mutex_destroy(&beside->lock);
    free(beside);
}
