/* The law's data as the loader leaves it. Only law.c, deadline.c and the load*.c files see it. */
#pragma once
#include "domain/law/law.h"

#define ZONE_MAX 8 /* enum zone: spine to restricted, from 1 */

enum clock_unit { UNIT_DAYS = 1, UNIT_WEEKS, UNIT_MONTHS, UNIT_YEARS, UNIT_HOURS, UNIT_WORKING_DAYS, UNIT_FIXED, UNIT_YEARLY };
enum clock_roll { ROLL_NONE = 1, ROLL_DL149, ROLL_MONTH_END };

struct clock_row {
    enum law_clock clock;
    const char *rule, *starts, *note;
    int length;
    enum clock_unit unit;
    enum clock_roll roll;
    const char *on; /* UNIT_FIXED "2027-07-01", UNIT_YEARLY "02-15" */
    struct date fixed;
    int month, day;
    bool local_default;
    const struct law_rule *valid; /* the rule's period decides when the row counts */
};
struct notice_row {
    enum notice_channel channel;
    int days;
    bool local_default;
};
struct holiday_row {
    const char *name_nb, *name_nn, *name_en;
    int month, day;    /* fixed ones */
    int easter_offset; /* movable ones: days from Easter Day */
    bool as_sunday;
};
struct block_row {
    enum law_block block;
    const char **rules, **params; /* no rules: always */
    unsigned rules_count, params_count;
    struct law_words text;
};
struct rule_row {
    struct law_rule rule;
    const char *valid_from, *valid_to, *confirmed_on; /* as written; empty means the act's */
};
struct act_row {
    const char *code, *name, *law;
    const char *valid_from, *valid_to, *verified_on;
    enum law_confidence start_confidence;
    struct rule_row *rules;
    unsigned rules_count;
};

struct law {
    struct act_row *acts;
    unsigned acts_count;
    const struct law_rule **by_id; /* sorted */
    size_t n_rules;
    struct clock_row *clocks;
    unsigned clocks_count;
    struct notice_row *notices;
    unsigned notices_count;
    struct holiday_row *fixed, *movable;
    unsigned fixed_count, movable_count;
    struct block_row *blocks;
    unsigned blocks_count;
    struct law_part_kind *parts;
    unsigned parts_count;
    struct law_appeal_body *bodies;
    unsigned bodies_count;
    struct law_ground *grounds;
    unsigned grounds_count;
    struct law_reading readings[READER_COUNT][ZONE_MAX];
    const char **asks_home;
    unsigned asks_home_count;
    struct law_avoided *avoid;
    unsigned avoid_count;
};

/* The row that counts on that day, or NULL. */
const struct clock_row *law_clock_at(const struct law *law, enum law_clock clock, struct date start);
const struct block_row *law_block_at(const struct law *law, enum law_block block, struct date fact);
const char *law_block_code(enum law_block block);
bool law_rule_in_force(const struct law_rule *rule, struct date fact);
