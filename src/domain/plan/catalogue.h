/* What an action may be about, and whom anybody can call in a crisis, as data (law/plan.yaml, R-212, R-214, R-215). Read once at start, immutable after.
 * Knows no database. A code that is no longer chosen is still read with its words: it stands in old plans. */
#pragma once
#include "base/arena.h"
#include "platform/html/html.h"
#include "platform/i18n/i18n.h"

enum action_group { ACTION_EVERYDAY = 1, ACTION_COMPANY, ACTION_APPOINTMENTS, ACTION_HEALTH, ACTION_WORK, ACTION_ECONOMY, ACTION_HOME, ACTION_OTHER };
struct action_kind {
    const char *code, *nb, *nn, *en;
    enum action_group group;
    bool ended; /* not among the choices any more */
};
struct crisis_line {
    const char *code, *phone, *nb, *nn, *en;
};
struct plan_catalogue {
    struct action_kind *kinds;
    unsigned kinds_count;
    struct crisis_line *lines;
    unsigned lines_count;
};
/* law/plan.yaml in the directory, checked; lives as long as the arena. On a negative error *ret_reason is one line. */
int plan_catalogue_load(const char *directory, struct arena *arena, struct plan_catalogue **ret_catalogue, const char **ret_reason);
void plan_catalogue_set_current(const struct plan_catalogue *catalogue); /* once at start, by main */

/* May it be chosen today? */
bool action_kind_known(const char *code);
/* "Vaske klær"; the code itself when the file has it no longer. */
const char *action_kind_words(const char *code, enum lang lang);
struct options action_kind_choices(struct arena *arena, enum lang lang);
const struct plan_catalogue *plan_catalogue(void); /* NULL: not loaded */
const char *crisis_line_words(const struct crisis_line *line, enum lang lang);
