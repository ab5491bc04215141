/* The target group as numbers: definitions as data, the rule of who is counted, and counts that show no small cells. (R-074–R-077, I-15) */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "target_group_schema.h"

struct target_definition {
    const char *code;
    int64_t version;
    const char *from;
    struct date valid_from;
    bool suspected, less_severe;
    const char *nb, *nn, *en;
};
struct target_definitions {
    struct target_definition *definitions;
    unsigned definitions_count;
};
/* law/target_group.yaml, checked; lives as long as the arena. On a negative error *ret_reason is one line. */
int target_definitions_load(const char *directory, struct arena *arena, struct target_definitions **ret_definitions,
                            const char **ret_reason);
void target_definitions_set_current(const struct target_definitions *definitions); /* once at start, by main */
/* The newest version of a definition on a day; NULL: none. `code` NULL: the municipality's own. */
const struct target_definition *target_definition_on(const char *code, struct date day);
/* That version, for an old count; NULL: not among the data any more. */
const struct target_definition *target_definition(const char *code, int64_t version);

struct target_values {
    enum disorder mental, substance;
    enum severity severity;
    enum marked_loss mental_loss, substance_loss;
};
/* 0: not counted; else KNOWN when both are known, SUSPECTED when one of them is. Pure. */
enum disorder target_counted(const struct target_definition *definition, const struct target_values *values);
