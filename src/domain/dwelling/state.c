/* Where a dwelling stands, and which step may come next (MODEL 3.8). The trigger dwelling_steps of 001.sql says the same. */
#include "domain/dwelling/dwelling.h"

#include "dwelling_sql.h"

#define TO(STATE) (1u << DWELLING_STATE_##STATE)

static const unsigned may_follow[DWELLING_STATE_COUNT + 1] = {
    [DWELLING_STATE_PLANNED] = TO(ACQUIRED),
    [DWELLING_STATE_ACQUIRED] = TO(READY) | TO(MAINTENANCE) | TO(BLOCKED),
    [DWELLING_STATE_READY] = TO(OFFERED) | TO(MAINTENANCE) | TO(BLOCKED) | TO(FOR_SALE),
    [DWELLING_STATE_OFFERED] = TO(OCCUPIED) | TO(READY) | TO(BLOCKED),
    [DWELLING_STATE_OCCUPIED] = TO(NOTICE) | TO(VACATED),
    [DWELLING_STATE_NOTICE] = TO(VACATED) | TO(OCCUPIED),
    [DWELLING_STATE_VACATED] = TO(INSPECTED) | TO(BLOCKED),
    [DWELLING_STATE_INSPECTED] = TO(MAINTENANCE) | TO(BLOCKED) | TO(FOR_SALE),
    [DWELLING_STATE_MAINTENANCE] = TO(READY) | TO(BLOCKED) | TO(FOR_SALE),
    [DWELLING_STATE_BLOCKED] = TO(MAINTENANCE) | TO(FOR_SALE),
    [DWELLING_STATE_FOR_SALE] = TO(SOLD) | TO(MAINTENANCE) | TO(READY),
    [DWELLING_STATE_SOLD] = 0,
    /* what a file did not say: any step but a sale */
    [DWELLING_STATE_UNKNOWN] = TO(PLANNED) | TO(ACQUIRED) | TO(READY) | TO(OFFERED) | TO(OCCUPIED) | TO(NOTICE) | TO(VACATED) | TO(INSPECTED) |
                               TO(MAINTENANCE) | TO(BLOCKED) | TO(FOR_SALE),
};

bool dwelling_may_move(enum dwelling_state from, enum dwelling_state to) { return from && to && (may_follow[from] & (1u << to)) != 0; }

static void (*on_move)(struct db *db, const struct dwelling_moved *moved);

void dwelling_on_move(void (*hook)(struct db *db, const struct dwelling_moved *moved)) { on_move = hook; }

int dwelling_move_to(struct db *db, struct dwelling_id dwelling, enum dwelling_state to, struct date on, const char *why) {
    struct dwelling_state_of_row row;
    if (!dwelling_state_of(db, dwelling, &row)) return ERR_NOT_FOUND;
    if (!dwelling_may_move(row.state, to)) return ERR_INVALID;
    if (dwelling_set_state(db, dwelling, row.state, to, on) != 1) return ERR_CONFLICT;
    dwelling_move_add(db, dwelling, row.state, to, on, why, db_now(db), (struct staff_id){db_actor(db)->staff});
    if (on_move) on_move(db, &(struct dwelling_moved){dwelling, row.state, to, on});
    return ERR_OK;
}
