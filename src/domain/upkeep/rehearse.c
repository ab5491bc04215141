/* What a demonstration fills the care of the stock with: the same rows as the pages write. */
#include "domain/upkeep/upkeep.h"

#include "upkeep_sql.h"

static struct staff_id me(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

void demo_acquisition(struct db *db, const struct acquisition_new *new) {
    acquisition_add(db, new->kind, new->name, NULL, new->homes, new->courtyard, (struct dwelling_area_id){0}, new->year, new->cost, new->follow_up, (struct unit_id){0}, new->standard,
                    new->standard_why, db_now(db), me(db));
}

void demo_landlord(struct db *db, const struct landlord_new *new) {
    struct landlord_id id = landlord_add(db, new->name, NULL, "00 00 00 00", NULL, NULL, db_now(db), me(db));
    landlord_agreement_add(db, id, new->agreed, new->homes, new->from, new->until, db_now(db), me(db));
}

struct filling {
    struct arena *arena;
    struct upkeep_homes homes;
    size_t room;
};

static void add_home(void *context, const struct upkeep_stock_row *row) {
    struct filling *filling = context;
    if (filling->homes.n == filling->room) {
        size_t room = filling->room ? filling->room * 2 : 512;
        struct upkeep_home *wider = arena_array(filling->arena, room, sizeof *wider);
        for (size_t i = 0; i < filling->homes.n; i++) wider[i] = filling->homes.v[i];
        filling->homes.v = wider;
        filling->room = room;
    }
    filling->homes.v[filling->homes.n++] = (struct upkeep_home){row->id, row->state};
}

struct upkeep_homes upkeep_homes(struct db *db) {
    struct filling filling = {.arena = db_arena(db)};
    upkeep_stock(db, add_home, &filling);
    return filling.homes;
}
