/* What is told of the dwellings of the demonstration: where they lie, what they are like, who answers for them. Nothing here is about a person. */
#include "command/demo_stock.h"

#include "command/demo_story.h"
#include "domain/dwelling/about.h"
#include "domain/organisation/organisation.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *profile;
    double latitude, longitude;
} middles[] = {{"levanger", 63.7463, 11.2996}, {"alesund", 62.4722, 6.1549}, {"kristiansund", 63.1106, 7.7281}};

static void find_middle(struct stock_demo *demo) {
    demo->latitude = 62.2;
    demo->longitude = 7.1;
    for (size_t i = 0; i < sizeof middles / sizeof *middles; i++) {
        if (strcmp(middles[i].profile, demo->profile->id) != 0) continue;
        demo->latitude = middles[i].latitude;
        demo->longitude = middles[i].longitude;
    }
}

void demo_stock_begin(struct stock_demo *demo, struct db *db, const struct demo_wish *wish, const struct profile *profile) {
    static const char *const names[][2] = {{"Sentrum", "Sentrum"}, {"Nordbyen", "Nordbyen"}, {"Sørsida", "Sørsida"}, {"Moan", "Moane"}};
    static const double north[] = {0, 0.012, -0.014, 0.004}, east[] = {0, 0.011, 0.006, 0.031};
    *demo = (struct stock_demo){.db = db, .profile = profile, .chance = chance_of(wish->seed, 12), .until = wish->until};
    find_middle(demo);
    bool nynorsk = profile->letter_lang == LANG_NN;
    for (int i = 0; i < STOCK_AREAS; i++) {
        demo->place[i][0] = demo->latitude + north[i];
        demo->place[i][1] = demo->longitude + east[i];
        demo->areas[i] = dwelling_add_area(db, names[i][nynorsk], demo->place[i][0], demo->place[i][1]);
    }
    const struct profile_unit *manager = profile_unit_doing(profile, PROFILE_TASK(MANAGE_STOCK));
    demo->keeper = organisation_find_staff(db, demo_user_name(db_arena(db), demo_cast_name(CAST_PROPERTY)));
    demo->manager = organisation_unit_by_code(db, manager ? manager->code : profile->leases.owner);
}

enum { CLUSTER_LEAST = 8 };

/* A new building: it lies in one part of town, and is a cluster when more than a few live there. */
void demo_stock_building(struct stock_demo *demo, const char *street, int house_number, int homes) {
    struct arena *arena = db_arena(demo->db);
    demo->area = (int)chance_below(&demo->chance, STOCK_AREAS);
    demo->north = demo->place[demo->area][0] + (double)chance_from(&demo->chance, -45, 45) / 10000;
    demo->east = demo->place[demo->area][1] + (double)chance_from(&demo->chance, -90, 90) / 10000;
    demo->cluster = (struct dwelling_cluster_id){0};
    if (homes < CLUSTER_LEAST) return;
    demo->clusters++;
    const char *name = arena_printf(arena, "%s %d", street, house_number);
    demo->cluster = dwelling_add_cluster(demo->db, name, homes < 10 ? CLUSTER_KIND_COURTYARD : homes > 14 ? CLUSTER_KIND_NEIGHBOURHOOD : CLUSTER_KIND_BUILDING, demo->areas[demo->area]);
}

/* The types of the catalogue that fit the class, in turn. */
static const char *type_for(struct stock_demo *demo, enum dwelling_class class) {
    const struct profile_dwellings *stock = &demo->profile->dwellings;
    const char *fitting[40];
    int n = 0;
    for (unsigned i = 0; i < stock->types_count && n < 40; i++) {
        const struct profile_dwelling_type *type = &stock->types[i];
        bool plain = !type->adapted && !type->shared && !type->staffed && !type->discreet;
        if (class == DWELLING_CLASS_ADAPTED ? type->adapted : class == DWELLING_CLASS_SHARED ? type->shared : plain) fitting[n++] = type->code;
    }
    return n ? fitting[chance_below(&demo->chance, n)] : NULL;
}

static void bind_by_grant(struct stock_demo *demo, struct dwelling_about *about) {
    about->grant_name = "Investeringstilskudd";
    about->grant_group = GRANT_GROUP_REFUGEES;
    about->grant_until = date_of(2029, 12, 31);
    about->grant_reference = arena_printf(db_arena(demo->db), "HB-%d", (int)chance_from(&demo->chance, 10000, 99999));
}

void demo_stock_tell(struct stock_demo *demo, const struct dwelling_new *d, int floor) {
    struct chance *chance = &demo->chance;
    static const enum dwelling_adaptation adaptations[] = {DWELLING_ADAPTATION_ADAPTED_BATHROOM, DWELLING_ADAPTATION_DOOR_OPENER, DWELLING_ADAPTATION_CALL_ALARM};
    struct dwelling_id id = dwelling_by_key(demo->db, d->kobo_key);
    bool adapted = d->class == DWELLING_CLASS_ADAPTED;
    struct dwelling_about about = {
        .object_number = arena_printf(db_arena(demo->db), "%d", (int)(1000 + demo->told)),
        .class = d->class,
        .type = type_for(demo, d->class),
        .owner = chance_percent(chance, 92) ? DWELLING_OWNER_MUNICIPAL : DWELLING_OWNER_FOUNDATION,
        .manager = demo->manager,
        .bedrooms = d->bedrooms,
        .rooms = {d->bedrooms.has, d->bedrooms.v + 1},
        .floor = {true, floor},
        .area_m2 = {true, 28 + 14 * d->bedrooms.v + chance_below(chance, 12)},
        .rent = d->rent,
        .wheelchair = d->wheelchair,
        .step_free = d->wheelchair || (floor == 1 && chance_percent(chance, 40)),
        .quiet = chance_percent(chance, 55),
        .pets = chance_percent(chance, 35),
        .near_transport = demo->area < 2,
        .staff_base = d->staff_base,
        .shared = d->shared,
        .area = demo->areas[demo->area],
        .cluster = demo->cluster,
        .latitude = demo->north,
        .longitude = demo->east,
        .adaptations = adaptations,
        .n_adaptations = adapted ? (size_t)chance_from(chance, 1, 3) : 0,
        .grant_until = DATE_NONE,
    };
    if (chance_percent(chance, 2)) bind_by_grant(demo, &about);
    if (d->state == DWELLING_STATE_BLOCKED || chance_percent(chance, 3)) about.unfit = demo->profile->letter_lang == LANG_NN ? "Fukt på badet, og dårleg ventilasjon" : "Fukt på badet, og dårlig ventilasjon";
    dwelling_change(demo->db, &demo->profile->kobo, id, 1, &about);
    if (chance_percent(chance, 90)) dwelling_checked(demo->db, id, story_working_day_before(date_add_days(demo->until, (int)-chance_from(chance, 5, 350))), demo->keeper);
    demo->told++;
}
