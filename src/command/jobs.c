/* felles jobs: does what is due, again and again, in a process of its own. */
#include "command/command.h"

#include "command/municipality.h"
#include "domain/notify/notify.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

static const struct command_help help = {
    "jobs [options]",
    "Does the work that waits for its time: answers that did not come, limits that pass, consents that end, notices to send.\n"
    "'felles serve' starts it by itself; run it alone when several servers share one PostgreSQL.",
    NULL,
};

static volatile sig_atomic_t stopping;

static void stop(int signal_number) {
    (void)signal_number;
    stopping = 1;
}

int command_jobs(int argc, char **argv) {
    struct common common;
    const char *once = NULL, *parent = NULL;
    struct smtp_options smtp = {0};
    struct mail_server mail = {0};
    struct notify_post post = {.server = &mail, .send = mail_send};
    const struct option_row rows[] = {
        {"--once", NULL, "do what is due now and end", &once},
        {"--parent", "PID", "end when this process is gone (felles serve sets it)", &parent},
        {"--base-url", "URL", "how browsers reach us, for the link in notices", &post.base_url},
        SMTP_ROWS(smtp),
        {NULL, NULL, NULL, NULL},
    };
    int result = command_options(argc, argv, &common, &(struct command_line){.rows = rows, .help = help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    int64_t parent_id = command_number(parent, 0, INT32_MAX);
    if ((result = command_mail(&smtp, common.arena, &mail)) != EXIT_FINE) return result;
    struct town town;
    municipality_join();
    if ((result = town_open(&common, false, &town)) != EXIT_FINE) return result;

    struct sigaction action = {.sa_handler = stop};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    do {
        int ran = jobs_run_due(town.store, municipality_jobs(), clock_now(&common.clock), 100);
        int delivered = notify_deliver(town.store, &post, clock_now(&common.clock));
        if (ran < 0 || delivered < 0) result = EXIT_FAILED;
        if (once && ran <= 0 && delivered <= 0) break;
        if (ran > 0 || delivered > 0) continue;
        struct timespec pause = {.tv_sec = 1};
        nanosleep(&pause, NULL);
    } while (!stopping && (parent_id <= 0 || getppid() == (pid_t)parent_id));
    town_close(&town);
    arena_destroy(common.arena);
    return once ? result : EXIT_FINE;
}
