/* felles demo: a believable municipality of invented persons. */
#include "command/command.h"

#include "command/demo.h"
#include "command/municipality.h"
#include "platform/crypt/crypt.h"

#include <stdio.h>
#include <unistd.h>

static const struct command_help help = {
    "demo [options]",
    "Makes a municipality of invented persons in a new database: the units of the profile, staff, dwellings, and persons with their\n"
    "histories. The same seed gives the same municipality. Refuses a database that holds persons. Makes the master key if there is none.",
    "Example: felles demo --profile levanger --persons 60 --db sqlite:demo.db --key demo.key",
};

static void progress(int64_t done, int64_t all) { command_progress(done, all, "persons"); }
static void progress_visits(int64_t done, int64_t all) { command_progress(done, all, "visits"); }

/* The file of the key belongs to the operator; a demonstration may make it. */
static int need_key(const struct common *common) {
    const char *reason = "";
    if (access(common->key, F_OK) == 0) return EXIT_FINE;
    if (master_key_create(common->key, &reason) == ERR_OK) return EXIT_FINE;
    command_error("%s", reason);
    return EXIT_FAILED;
}

static int is_empty(const struct common *common, const struct town *town) {
    int64_t persons = demo_persons_there(town->store, common->arena);
    if (persons == 0) return EXIT_FINE;
    if (persons > 0) command_error("%s holds %lld persons: a demonstration is made in a new database only", common->db, (long long)persons);
    return EXIT_FAILED;
}

static int make(const struct common *common, const struct demo_wish *wish) {
    struct town town;
    struct demo_made made = {0};
    int result = need_key(common);
    municipality_join();
    if (result == EXIT_FINE) result = town_open(common, true, &town);
    if (result != EXIT_FINE) return result;
    result = is_empty(common, &town);
    int error = ERR_OK;
    if (result == EXIT_FINE) {
        error = demo_town(town.store, town.profile, wish, &made);
        if (error == ERR_OK) error = demo_persons(town.store, town.profile, wish, &made);
    }
    if (error < 0) {
        command_error("the demonstration could not be made: %s", err_text(error));
        result = EXIT_FAILED;
    } else if (result == EXIT_FINE) {
        printf("%s: %lld units, %lld staff, %lld dwellings, %lld persons, %lld cases, %lld decisions issued. All of it is invented.\n",
               town.profile->name.nb, (long long)made.units, (long long)made.staff, (long long)made.dwellings, (long long)made.persons,
               (long long)made.cases, (long long)made.decisions);
    }
    town_close(&town);
    return result;
}

int command_demo(int argc, char **argv) {
    struct common common;
    const char *persons = NULL, *seed = NULL, *years = NULL, *until = NULL, *visits = NULL;
    const struct option_row rows[] = {
        {"--persons", "NUMBER", "how many persons, at most 1000000 (60)", &persons},
        {"--seed", "NUMBER", "another seed gives another municipality (1)", &seed},
        {"--years", "NUMBER", "how many years the histories go back, not past July 2023 when the acts they rest on began to apply (2)", &years},
        {"--visits", "NUMBER", "so many visits more, in bulk over the open cases, for measuring (0)", &visits},
        {"--until", "DATE", "the last day of the histories (today)", &until},
        {NULL, NULL, NULL, NULL},
    };
    int result = command_options(argc, argv, &common, &(struct command_line){.rows = rows, .help = help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    struct demo_wish wish = {.persons = command_number(persons, 60, 1000000), .visits = command_number(visits, 0, 100000000), .progress = progress, .progress_visits = progress_visits};
    int64_t number = command_number(seed, 1, INT64_MAX), back = command_number(years, 2, 20);
    wish.seed = (uint64_t)number;
    wish.years = (int)back;
    wish.until = until ? date_parse_iso(until) : instant_oslo_date(clock_now(&common.clock));
    if (wish.persons < 0 || wish.visits < 0 || number < 0 || back < 1 || date_is_none(wish.until)) {
        command_error("--persons, --visits, --seed and --years take whole numbers, --until a date as 2026-11-22");
        return EXIT_USAGE;
    }
    if (date_add_months(wish.until, -12 * wish.years).days < date_of(2023, 7, 1).days) {
        command_error("--years goes back past 1 July 2023, when the acts of the histories began to apply; give fewer years or a later --until");
        return EXIT_USAGE;
    }
    result = make(&common, &wish);
    arena_destroy(common.arena);
    return result;
}
