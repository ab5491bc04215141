/* Runs another program and waits for it. Never through a shell. */
#include "platform/db/backend.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool same_name(const char *a, const char *b) {
    size_t length = strcspn(a, "=");
    return length == strcspn(b, "=") && strncmp(a, b, length) == 0;
}

static bool is_replaced(const char *entry, const char *const *environment) {
    for (; *environment; environment++) {
        if (same_name(entry, *environment)) return true;
    }
    return false;
}

static const char **merged(struct arena *arena, const char *const *added) {
    size_t n = 0, room = 1;
    for (char **entry = environ; *entry; entry++) room++;
    for (const char *const *entry = added; *entry; entry++) room++;
    const char **all = arena_array(arena, room, sizeof *all);
    for (char **entry = environ; *entry; entry++) {
        if (!is_replaced(*entry, added)) all[n++] = *entry;
    }
    for (; *added; added++) all[n++] = *added;
    return all;
}

static int wait_for(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return ERR_IO;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : ERR_IO;
}

int process_run(const char *const *arguments, const char *const *environment) {
    struct arena *arena = arena_create();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child;
    /* posix_spawn promises to leave the texts alone, but its type is older than const. */
    int error = posix_spawnp(&child, arguments[0], &actions, NULL, (char *const *)(uintptr_t)arguments,
                             (char *const *)(uintptr_t)merged(arena, environment));
    posix_spawn_file_actions_destroy(&actions);
    arena_destroy(arena);
    return error == 0 ? wait_for(child) : ERR_IO;
}
