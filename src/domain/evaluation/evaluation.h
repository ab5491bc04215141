/* Evaluation tools as data, and the rule of their score. */
#pragma once
#include "domain/responsibility/responsibility.h"
#include "domain/secrecy/secrecy.h"
#include "evaluation_schema.h"

struct tool_words {
    const char *nb, *nn, *en;
};
struct tool_item {
    const char *code;
    int64_t least, most;
    struct tool_words words;
};
struct tool_level {
    const char *code;
    int64_t least, most;
    struct tool_words words, trust; /* ours, and the health trust's for the same */
};
struct tool_version {
    const char *code;
    int64_t version;
    const char *from, *until;
    struct date valid_from, valid_until; /* DATE_NONE: in use */
    struct tool_words words, about;
    struct tool_item *items;
    unsigned items_count;
    struct tool_level *levels;
    unsigned levels_count;
};
struct evaluation_tools {
    struct tool_version *tools;
    unsigned tools_count;
};
/* law/tools.yaml, checked: versions in order, levels that cover every possible sum once. On a negative error *ret_reason is one line. */
int evaluation_tools_load(const char *directory, struct arena *arena, struct evaluation_tools **ret_tools, const char **ret_reason);
void evaluation_tools_set_current(const struct evaluation_tools *tools);                                  /* once at start, by main */
size_t evaluation_tools_on(struct arena *arena, struct date day, const struct tool_version ***ret_tools); /* those in use on a day */
const struct tool_version *evaluation_tool(const char *code, int64_t version);                            /* NULL: there is none */
const char *tool_words_in(const struct tool_words *words, enum lang lang);

/* The sum when every item has its value, else has is false. `values` in the order of the items. Pure. */
struct maybe_int tool_score(const struct tool_version *tool, const struct maybe_int *values);
const struct tool_level *tool_level_of(const struct tool_version *tool, int64_t score);
bool tool_value_fits(const struct tool_item *item, struct maybe_int value); /* not answered always fits */

/* The unit that the municipality has named for a level of functioning; NULL: none. Pure, and of the level alone. */
const char *evaluation_unit_for(const struct profile *profile, const char *level);
/* The level of the newest whole result. Reads the health zone, and only with access; NULL: none, or not for this reader. */
const struct tool_level *evaluation_level(struct request *rq, struct case_id id, const char *purpose, struct date *ret_held_on);
/* Whom the newest whole result speaks for. Reads the health zone, and only with access; for responsibility_on_proposal. */
bool evaluation_propose(struct request *rq, struct case_id id, struct baton_proposal *ret_proposal);
