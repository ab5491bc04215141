/* felles serve: the web server, with the jobs process beside it. */
#include "command/command.h"

#include "base/log.h"
#include "command/municipality.h"
#include "domain/organisation/profile_version.h"
#include "platform/http/http.h"
#include "platform/jobs/beside.h"

#include <signal.h>
#include <unistd.h>

static const struct command_help help = {
    "serve [options]",
    "Serves the municipality to browsers on this machine, behind a reverse proxy or with TLS itself, and starts 'felles jobs' beside it.\n"
    "Stops on SIGTERM or SIGINT when what was begun is finished. On SIGHUP the profile is read: one that was changed and approved is taken\n"
    "in use, when what was begun is finished; any other is told in the log, and the one in use goes on.",
    "Example: felles serve --db sqlite:/var/lib/felles/felles.db --key /etc/felles/master.key --trust-proxy --base-url "
    "https://felles.example.no",
};

/* The same options as ours, for the jobs process. */
static struct beside *start_jobs(const struct common *common, const char *base_url, const struct smtp_options *smtp) {
    enum { PAUSE_MS = 5000 };
    const char *arguments[32] = {"felles", "jobs", "--db", common->db, "--key", common->key, "--profile", common->profile};
    int count = 8;
    if (common->law) {
        arguments[count++] = "--law";
        arguments[count++] = common->law;
    }
    if (common->clock.file) {
        arguments[count++] = "--clock-file";
        arguments[count++] = common->clock.file;
    }
    if (base_url) {
        arguments[count++] = "--base-url";
        arguments[count++] = base_url;
    }
    count = command_mail_arguments(smtp, arguments, count);
    arguments[count++] = "--parent";
    arguments[count++] = arena_printf(common->arena, "%ld", (long)getpid());
    char **copy = arena_array(common->arena, sizeof arguments / sizeof *arguments, sizeof *copy);
    for (int i = 0; i < count; i++) copy[i] = arena_strdup(common->arena, arguments[i]);
    return beside_start("/proc/self/exe", copy, PAUSE_MS);
}

/* What does not go together in the choice of sign-in; NULL: nothing. */
static const char *provider_fault(const struct oidc_config *oidc, const char *base_url, const char *demo) {
    if (!oidc->issuer) return NULL;
    if (!oidc->client_id || !base_url) return "--oidc-issuer needs --oidc-client and --base-url";
    return demo ? "--demo lets anyone in, --oidc-issuer does not: choose one" : NULL;
}

/* ── another profile ──────────────────────────────────────────────────── */

struct renewal {
    struct common *common;
    struct town *town;
};

static bool profile_renewed(void *context) {
    const struct renewal *renewal = context;
    static const struct actor reader = {.kind = ACTOR_SYSTEM, .what = "profile"};
    struct arena *arena = arena_create();
    const char *path = town_profile_path(renewal->common), *reason = "";
    struct db *db = db_begin(renewal->town->store, DB_READ, arena, &reader, clock_now(&renewal->common->clock));
    bool good = profile_may_replace(db, arena, path, &reason);
    db_abort(db);
    if (good) log_line(LOG_INFO, "the profile in %s is taken in use", path);
    else log_line(LOG_WARNING, "the profile in %s is not taken in use, the one before goes on: %s", path, reason);
    arena_destroy(arena);
    return good;
}

/* The program from its beginning, with the options it was started with: nothing of the old profile is left anywhere. Until it listens again, a tenth of
 * a second, another SIGHUP is nothing to it. */
static int begin_again(char **arguments) {
    signal(SIGHUP, SIG_IGN);
    execv("/proc/self/exe", arguments);
    command_error("the program could not begin again; start it by hand");
    return EXIT_FAILED;
}

static bool numbers_into(const char *port, const char *workers, const char *rate, struct serve_config *config) {
    int64_t port_number = command_number(port, 8080, 65535), worker_count = command_number(workers, 8, 64),
            ceiling = command_number(rate, 300, 1000000);
    bool good = port_number >= 0 && worker_count >= 1 && ceiling >= 0;
    if (!good) command_error("--port, --workers and --rate take whole numbers");
    config->port = (int)port_number;
    config->workers = (int)worker_count;
    config->requests_per_second = ceiling ? (int)ceiling : -1;
    return good;
}

int command_serve(int argc, char **argv) {
    struct common common;
    struct serve_config config = {.address = "127.0.0.1"};
    struct oidc_config oidc = {0};
    const char *port = NULL, *workers = NULL, *demo = NULL, *proxy = NULL, *alone = NULL, *secret_file = NULL, *rate = NULL;
    struct smtp_options smtp = {0};
    struct mail_server mail;
    const struct option_row rows[] = {
        {"--address", "ADDRESS", "listen on this address (127.0.0.1)", &config.address},
        {"--port", "NUMBER", "listen on this port (8080)", &port},
        {"--workers", "NUMBER", "requests handled at the same time (8)", &workers},
        {"--base-url", "URL", "how browsers reach us, for sign-in and links", &config.base_url},
        {"--trust-proxy", NULL, "a reverse proxy on this machine sets X-Forwarded-For and -Proto", &proxy},
        {"--tls-certificate", "FILE", "serve TLS ourselves with this certificate (PEM)", &config.tls_certificate},
        {"--tls-key", "FILE", "and this key", &config.tls_key},
        {"--rate", "NUMBER", "most requests a second from one address, 0: no ceiling (300)", &rate},
        {"--oidc-issuer", "URL", "sign in through this OpenID provider", &oidc.issuer},
        {"--oidc-client", "ID", "our client id there", &oidc.client_id},
        {"--oidc-secret-file", "FILE", "file with our client secret", &secret_file},
        {"--oidc-acr", "VALUES", "required level of assurance", &oidc.acr},
        {"--oidc-claim", "NAME", "claim that holds the user name (sub)", &oidc.claim},
        {"--oidc-scope", "SCOPES", "scopes to ask for (openid)", &oidc.scope},
        {"--demo", NULL, "let visitors step in as invented staff; never with real persons", &demo},
        SMTP_ROWS(smtp),
        {"--no-jobs", NULL, "do not start the jobs process", &alone},
        {NULL, NULL, NULL, NULL},
    };
    int result = command_options(argc, argv, &common, &(struct command_line){.rows = rows, .help = help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    if (!numbers_into(port, workers, rate, &config)) return EXIT_USAGE;
    const char *wrong = provider_fault(&oidc, config.base_url, demo);
    if (wrong) {
        command_error("%s", wrong);
        return EXIT_USAGE;
    }
    config.trust_proxy = proxy != NULL;
    config.clock = &common.clock;
    if (secret_file && !(oidc.client_secret = municipality_secret(secret_file, common.arena))) return EXIT_FAILED;
    if (oidc.issuer) config.oidc = &oidc;
    if ((result = command_mail(&smtp, common.arena, &mail)) != EXIT_FINE) return result;

    struct town town;
    if ((result = town_open(&common, false, &town)) != EXIT_FINE) return result;
    struct app app;
    municipality_app(&town, demo != NULL, &app);
    result = municipality_prepare(&town, clock_now(&common.clock));
    struct beside *jobs = result == EXIT_FINE && !alone ? start_jobs(&common, config.base_url, &smtp) : NULL;
    if (result == EXIT_FINE && !alone && !jobs) result = EXIT_FAILED;
    config.again = profile_renewed;
    config.again_context = &(struct renewal){&common, &town};
    int ended = result == EXIT_FINE ? serve(town.store, &app, &config) : 0;
    if (ended < 0) result = EXIT_FAILED;
    beside_stop(jobs);
    town_close(&town);
    arena_destroy(common.arena);
    return ended == SERVE_AGAIN ? begin_again(argv - 1) : result; /* before ours stands the program's name */
}
