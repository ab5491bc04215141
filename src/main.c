/* felles: the command line. Only names the commands; each is a file in src/command. */
#include "command/command.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *about;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"serve", "serve the municipality to browsers", command_serve},
    {"jobs", "do the work that waits for its time (serve starts it by itself)", command_jobs},
    {"demo", "make a believable municipality of invented persons", command_demo},
    {"import", "read dwellings, staff or persons from a file, all or nothing", command_import},
    {"export", "write dwellings, staff or everything to a file", command_export},
    {"key", "make the master key, or change it", command_key},
    {"backup", "copy the database while it is in use", command_backup},
    {"restore", "put a backup back where no database is", command_restore},
    {"verify", "check the audit chain, the invariants and loose ends", command_verify},
    {"user", "make a local user, or give a new password or second factor", command_user},
    {"profile", "check a profile, or write the approved one to a file", command_profile},
    {"allocate", "propose who gets which dwelling, from a file", command_allocate},
};

static void print_help(FILE *out) {
    fputs("felles: one shared system for a municipality's homes and services\n\nusage: felles COMMAND [options]\n\n", out);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) fprintf(out, "  %-9s%s\n", commands[i].name, commands[i].about);
    fputs("\n'felles COMMAND --help' tells more. Exit codes: 0 done, 1 failed, 2 wrong use.\n", out);
}

int main(int argc, char **argv) {
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return EXIT_FINE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("felles " FELLES_VERSION);
        return EXIT_FINE;
    }
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a failed write, told as a full disk is, and not the end of the program */
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0) return commands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "felles: there is no command '%s'. 'felles --help' lists them.\n", argv[1]);
    return EXIT_USAGE;
}
