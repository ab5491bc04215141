/* Options, messages and opening a municipality: what all commands share. */
#include "command/command.h"

#include "domain/assessment/form.h"
#include "domain/evaluation/evaluation.h"
#include "domain/organisation/organisation.h"
#include "domain/plan/catalogue.h"
#include "domain/responsibility/responsibility.h"
#include "domain/target_group/target_group.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

void command_error(const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("felles: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

void command_progress(int64_t done, int64_t all, const char *what) {
    static struct timespec last;
    static int64_t tenth;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    bool terminal = isatty(STDERR_FILENO);
    bool soon = now.tv_sec == last.tv_sec && now.tv_nsec - last.tv_nsec < 250000000;
    if (done < all && (terminal ? soon : done * 10 / (all ? all : 1) == tenth)) return;
    last = now;
    tenth = all ? done * 10 / all : 0;
    fprintf(stderr, terminal ? "\r%lld of %lld %s" : "%lld of %lld %s\n", (long long)done, (long long)all, what);
    if (terminal && done >= all) fputc('\n', stderr);
}

int64_t command_number(const char *text, int64_t otherwise, int64_t most) {
    int64_t number;
    if (!text) return otherwise;
    return parse_int(text, &number) && number >= 0 && number <= most ? number : -1;
}

static void print_rows(const struct option_row *rows) {
    for (const struct option_row *row = rows; row->name; row++) {
        char left[64];
        snprintf(left, sizeof left, "%s%s%s", row->name, row->value ? " " : "", row->value ? row->value : "");
        printf("  %-26s%s\n", left, row->help);
    }
}

static const struct option_row *find_row(const struct option_row *rows, const char *name, size_t length) {
    for (; rows->name; rows++)
        if (strlen(rows->name) == length && strncmp(rows->name, name, length) == 0) return rows;
    return NULL;
}

/* Takes the option at argv[*at] ("--name value" or "--name=value"). */
static int take_option(int argc, char **argv, int *at, const struct option_row *row) {
    const char *equals = strchr(argv[*at], '=');
    if (!row->value) {
        *row->text = "yes";
        return EXIT_FINE;
    }
    if (equals) {
        *row->text = equals + 1;
        return EXIT_FINE;
    }
    if (*at + 1 >= argc) {
        command_error("%s needs %s", row->name, row->value);
        return EXIT_USAGE;
    }
    *row->text = argv[++*at];
    return EXIT_FINE;
}

int command_options(int argc, char **argv, struct common *common, const struct command_line *line) {
    *common = (struct common){.db = "sqlite:felles.db", .key = "felles.key", .profile = "levanger", .arena = arena_create()};
    const struct option_row shared[] = {
        {"--db", "URL", "sqlite:PATH or postgresql://… (sqlite:felles.db)", &common->db},
        {"--key", "FILE", "the master key, kept outside the database (felles.key)", &common->key},
        {"--profile", "NAME", "the municipality: a name in profiles/ or a file (levanger)", &common->profile},
        {"--law", "FOLDER", "the law as data (law/ beside profiles/)", &common->law},
        {"--clock-file", "FILE", "rehearsals and tests: read the time from this file", &common->clock.file},
        {NULL, NULL, NULL, NULL},
    };
    int words = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            printf("usage: felles %s\n\n%s\n\n", line->help.usage, line->help.about);
            print_rows(line->rows);
            print_rows(shared);
            if (line->help.examples) printf("\n%s\n", line->help.examples);
            return -1;
        }
        if (strncmp(argv[i], "--", 2) != 0) {
            if (words == line->n_words) {
                command_error("'%s' is one word too many. See 'felles %s --help'.", argv[i], argv[0]);
                return EXIT_USAGE;
            }
            line->words[words++] = argv[i];
            continue;
        }
        size_t length = strcspn(argv[i], "=");
        const struct option_row *row = find_row(line->rows, argv[i], length);
        if (!row) row = find_row(shared, argv[i], length);
        if (!row) {
            command_error("there is no option %s. See 'felles %s --help'.", argv[i], argv[0]);
            return EXIT_USAGE;
        }
        int taken = take_option(argc, argv, &i, row);
        if (taken != EXIT_FINE) return taken;
    }
    return EXIT_FINE;
}

/* profiles/ and law/ lie beside the working folder, beside the program's folder, or in the installed place. */
static const char *find_data(struct arena *arena, const char *name) {
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(program, '/');
    if (slash) *slash = '\0';
    const char *places[] = {name, arena_printf(arena, "%s/../%s", program, name),
                            arena_printf(arena, "%s/../share/felles/%s", program, name)};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (access(places[i], R_OK) == 0) return places[i];
    return name;
}

/* No picture of our memory may be left on a disk: it holds keys and what is read about persons. */
static void leave_no_core(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

int town_open(const struct common *common, bool bulk, struct town *ret_town) {
    struct arena *arena = common->arena;
    struct town town = {0};
    const char *reason = NULL;
    const char *law = common->law ? common->law : find_data(arena, "law");
    struct assessment_forms *forms = NULL;
    struct target_definitions *definitions = NULL;
    struct evaluation_tools *tools = NULL;
    struct plan_catalogue *catalogue = NULL;
    const char *profile = strchr(common->profile, '/') || strchr(common->profile, '.')
                              ? common->profile
                              : find_data(arena, arena_printf(arena, "profiles/%s.yaml", common->profile));
    leave_no_core();
    if (profile_load(profile, arena, &town.profile, &reason) < 0 ||
        law_load(law, arena, &town.law, &reason) < 0 || assessment_forms_load(law, arena, &forms, &reason) < 0 ||
        target_definitions_load(law, arena, &definitions, &reason) < 0 || evaluation_tools_load(law, arena, &tools, &reason) < 0 ||
        plan_catalogue_load(law, arena, &catalogue, &reason) < 0) {
        command_error("%s", reason);
        return EXIT_FAILED;
    }
    struct db_config config = {.url = common->db, .key_file = common->key, .migrate = true, .bulk = bulk};
    if (db_store_open(&config, arena, &town.store, &reason) < 0) {
        command_error("%s", reason);
        return EXIT_FAILED;
    }
    if (db_store_check_clock(town.store, clock_now(&common->clock), arena, &reason) < 0) {
        command_error("%s", reason);
        db_store_close(town.store);
        return EXIT_FAILED;
    }
    organisation_set_profile(town.profile);
    organisation_on_closing(responsibility_unit_owns);
    law_set_current(town.law);
    assessment_forms_set_current(forms);
    target_definitions_set_current(definitions);
    evaluation_tools_set_current(tools);
    plan_catalogue_set_current(catalogue);
    *ret_town = town;
    return EXIT_FINE;
}

void town_close(struct town *town) { db_store_close(town->store); }
