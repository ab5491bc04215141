/* allocation, inside: least-cost flow of the applicants housed to dwellings. See flow.c. */
#pragma once
#include "domain/allocation/internal.h"

struct flow_entry {
    int32_t node, next;
};
struct flow {
    struct arena *arena;
    const struct problem *p;
    const struct tree *tree;
    struct rows rows;
    int32_t *home;   /* per row */
    int32_t *holder; /* per dwelling the row, or NONE */
    bool *phantom;   /* per dwelling: a unit without a row keeps it */
    /* Regions with a root above them. */
    int32_t n_regions, root, *parent, *cap, *load, *region;
    struct lists below, inner;
    /* Nodes: rows, dwellings, regions. Prices are 0 or less. */
    int32_t n_nodes;
    int64_t *price;
    /* What the costs are beside the wishes. */
    int64_t scale;
    const uint8_t *closed_from;                 /* per dwelling: closed to rows of this weight and more */
    const int64_t *extra;                       /* per dwelling: on top for each counted person */
    const int32_t *previous;                    /* per applicant: 1 more anywhere else */
    const struct allocation_neighbours *banned; /* a: applicant, b: building */
    int32_t n_banned;
    bool plain;
    int64_t most;  /* stop when it is proved that the cost is not below this; 0: never */
    bool too_dear; /* flow_resume failed for that, and not because there is no placement */
    /* The searches. */
    int64_t *reach; /* per dwelling, see step and leave_row */
    bool *seen;     /* per node */
    int32_t *cursor, *stack, n_stack;
    int32_t *distance, *bucket, bucket_room, range, end;
    bool cut;
    struct flow_entry *entries;
    int32_t n_entries, entry_room;
};
struct flow *flow_create(struct arena *arena, const struct problem *p, const struct tree *tree, struct rows rows);
/* Goes on from the placement and the prices there are to the cheapest placement under the costs as they are now. False if the rows cannot all
 * be placed; the flow is then of no more use until the costs allow it again. */
bool flow_resume(struct flow *f);
/* Drops the edges that cost more than `most` above the optimum there is, closed ones too: no placement within `most` of it uses them. Those who share
 * the rows are without them as well. */
void flow_drop(struct flow *f, int64_t most);
bool flow_is_whole(const struct flow *f);             /* every row has a place */
bool flow_reached(const struct flow *f, int32_t row); /* after a failure: the row has no place, or stands in the way of one that has none */
void flow_rescale(struct flow *f, int64_t scale);
int64_t flow_cost(const struct flow *f); /* of wishes alone */
int32_t flow_moved(const struct flow *f, const int32_t *previous);
