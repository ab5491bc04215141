/* What the files of law/ look like to libcyaml. The tops of the files, and one schema for each. */
#pragma once
#include "domain/law/internal.h"

struct cyaml_schema_value;

struct rules_file {
    struct act_row *acts;
    unsigned acts_count;
};
struct deadlines_file {
    struct clock_row *clocks;
    unsigned clocks_count;
    struct notice_row *reached;
    unsigned reached_count;
};
struct holidays_file {
    struct holiday_row *fixed, *movable;
    unsigned fixed_count, movable_count;
};
struct blocks_file {
    struct block_row *blocks;
    unsigned blocks_count;
};
struct parts_file {
    struct law_appeal_body *appeal_bodies;
    unsigned appeal_bodies_count;
    struct law_part_kind *part_kinds;
    unsigned part_kinds_count;
};
struct grounds_file {
    struct ground_row *grounds;
    unsigned grounds_count;
};
struct ground_row {
    struct law_ground ground;
    uint64_t zones, not_for; /* flags as libcyaml fills them: bit of the enum's value */
};
/* A cell of the reader matrix, as one word. */
enum cell {
    CELL_NONE = 1, CELL_REDUCED, CELL_FULL, CELL_PSEUDONYMOUS, CELL_FULL_BY_NEED, CELL_GROUND, CELL_REDUCED_OR_GROUND, CELL_CONSENT,
    CELL_REDUCED_BY_CONSENT, CELL_GRANT,
};
struct matrix_row {
    enum reader reader;
    enum cell spine, health, social, housing, tenancy, plan, restricted;
};
struct matrix_file {
    struct matrix_row *matrix;
    unsigned matrix_count;
};

struct words_file {
    const char **asks_home;
    unsigned asks_home_count;
    struct law_avoided *avoid;
    unsigned avoid_count;
};

extern const struct cyaml_schema_value rules_schema, deadlines_schema, holidays_schema, blocks_schema, parts_schema, grounds_schema,
    matrix_schema, words_schema;
