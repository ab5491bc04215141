/* The town of the demonstration: the units of the profile, a worker or more in each, and the dwellings. */
#include "command/demo_parts.h"

#include "command/demo_stock.h"
#include "domain/dwelling/dwelling.h"
#include "domain/measure/measure.h"
#include "domain/meeting/meeting.h"
#include "platform/audit/audit.h"

#include <string.h>

/* ── the people of the story ── */

struct cast {
    const char *name, *title_nb, *title_nn;
    enum staff_role roles[3];
};
static const struct cast cast[CAST_COUNT] = {
    [CAST_FIRST_OFFICER] = {"Kari Moen",
                            "førstekontakt og saksbehandler",
                            "førstekontakt og saksbehandlar",
                            {STAFF_ROLE_FIRST_CONTACT, STAFF_ROLE_OFFICER}},
    [CAST_SECOND_OFFICER] = {"Jonas Lund", "saksbehandler", "saksbehandlar", {STAFF_ROLE_OFFICER}},
    [CAST_DECIDING_LEADER] = {"Berit Aune", "enhetsleder", "einingsleiar", {STAFF_ROLE_UNIT_LEADER}},
    [CAST_FOLLOW_UP] = {"Silje Bakken", "miljøterapeut", "miljøterapeut", {STAFF_ROLE_OFFICER, STAFF_ROLE_COORDINATOR}},
    [CAST_FOLLOW_UP_LEADER] = {"Trond Vik", "enhetsleder", "einingsleiar", {STAFF_ROLE_UNIT_LEADER}},
    [CAST_COORDINATOR] = {"Ingrid Solhaug", "koordinator", "koordinator", {STAFF_ROLE_COORDINATOR}},
    [CAST_NAV_OFFICER] = {"Amira Hussein", "veileder", "rettleiar", {STAFF_ROLE_OFFICER}},
    [CAST_NAV_LEADER] = {"Geir Holm", "avdelingsleder", "avdelingsleiar", {STAFF_ROLE_UNIT_LEADER}},
    [CAST_PROPERTY] = {"Ola Fjeld", "boligforvalter", "bustadforvaltar", {STAFF_ROLE_PROPERTY}},
    [CAST_PEER] = {"Roy Dahl", "erfaringskonsulent", "erfaringskonsulent", {STAFF_ROLE_PEER}},
    [CAST_AUTHORITY] = {"Anne Lise Viken", "kommunalsjef", "kommunalsjef", {STAFF_ROLE_AUTHORITY}},
    [CAST_ADMINISTRATOR] = {"Marit Haugan", "systemansvarlig", "systemansvarleg", {STAFF_ROLE_ADMINISTRATOR}},
    [CAST_PRIVACY_OFFICER] = {"Per Nygård", "personvernombud", "personvernombod", {STAFF_ROLE_PRIVACY_OFFICER}},
    [CAST_LAWYER] = {"Eli Sand", "jurist", "jurist", {STAFF_ROLE_LAWYER}},
    [CAST_CARETAKER] = {"Tor Hauge", "miljøvaktmester", "miljøvaktmeister", {STAFF_ROLE_CARETAKER}},
    [CAST_APPEAL_BOARD] = {"Solveig Rian", "leder av klagenemnda", "leiar av klagenemnda", {STAFF_ROLE_APPEAL_BOARD}},
};

const char *demo_cast_name(enum demo_role role) { return cast[role].name; }

static const struct profile_unit *unit_of_role(const struct profile *profile, enum unit_role role) {
    for (unsigned i = 0; i < profile->units_count; i++)
        if (profile->units[i].role == role && !profile->units[i].planned) return &profile->units[i];
    return NULL;
}

static const char *code_or(const struct profile_unit *unit, const char *otherwise) { return unit ? unit->code : otherwise; }

const char *demo_cast_unit(const struct profile *profile, enum demo_role role) {
    const char *decides = profile->decision.services_by;
    switch (role) {
    case CAST_FIRST_OFFICER: return profile->intake.first_unit;
    case CAST_SECOND_OFFICER:
    case CAST_DECIDING_LEADER: return decides;
    case CAST_FOLLOW_UP:
    case CAST_FOLLOW_UP_LEADER: return code_or(profile_unit_doing(profile, PROFILE_TASK(FOLLOW_UP)), decides);
    case CAST_COORDINATOR: return profile->responsibility.coordinator_unit;
    case CAST_NAV_OFFICER:
    case CAST_NAV_LEADER: return code_or(unit_of_role(profile, UNIT_ROLE_NAV), decides);
    case CAST_PROPERTY: return profile->allocation.dwelling_picked_by;
    case CAST_CARETAKER: return code_or(profile_unit_doing(profile, PROFILE_TASK(CARETAKERS)), profile->allocation.dwelling_picked_by);
    case CAST_PEER: return code_or(profile_unit_doing(profile, PROFILE_TASK(HOUSING_FIRST)), profile->responsibility.coordinator_unit);
    case CAST_AUTHORITY:
    case CAST_ADMINISTRATOR:
    case CAST_PRIVACY_OFFICER:
    case CAST_LAWYER: return profile->responsibility.disputes_unit;
    case CAST_APPEAL_BOARD: return code_or(unit_of_role(profile, UNIT_ROLE_APPEALS), profile->responsibility.disputes_unit);
    case CAST_COUNT: break;
    }
    return decides;
}

/* ── staff ── */

struct hiring {
    struct db *db;
    const struct profile *profile;
    struct chance chance;
    struct date from;
    int64_t n;
};

/* What the profile's delegation rules give the unit's officers; the leader signs under the same laws. */
static void delegate(struct hiring *hiring, struct staff_id staff, const char *unit, enum staff_role role) {
    if (role != STAFF_ROLE_OFFICER && role != STAFF_ROLE_UNIT_LEADER) return;
    for (unsigned i = 0; i < hiring->profile->delegations_count; i++) {
        const struct profile_delegation *rule = &hiring->profile->delegations[i];
        if (strcmp(rule->unit, unit) == 0 && rule->role == STAFF_ROLE_OFFICER)
            organisation_delegate(hiring->db, staff, rule->law, rule->reference, hiring->from, DATE_NONE);
    }
}

static struct staff_id hire(struct hiring *hiring, const char *name, const char *title) {
    struct arena *arena = db_arena(hiring->db);
    const char *user_name = demo_user_name(arena, name);
    hiring->n++;
    return organisation_add_staff(hiring->db,
                                  &(struct staff_new){
                                      .user_name = user_name,
                                      .name = name,
                                      .title = title,
                                      .phone = arena_printf(arena, "00 00 %02d %02d", (int)(hiring->n / 100), (int)(hiring->n % 100)),
                                      .email = arena_printf(arena, "%s@%s.example", user_name, hiring->profile->id),
                                      .language = (enum language)hiring->profile->letter_lang,
                                  });
}

static void join_unit(struct hiring *hiring, struct staff_id staff, const char *unit, enum staff_role role) {
    organisation_add_member(hiring->db, staff, organisation_unit_by_code(hiring->db, unit), role, hiring->from, DATE_NONE);
    delegate(hiring, staff, unit, role);
}

static void hire_cast(struct hiring *hiring) {
    bool nynorsk = hiring->profile->letter_lang == LANG_NN;
    for (enum demo_role role = 0; role < CAST_COUNT; role++) {
        struct staff_id staff = hire(hiring, cast[role].name, nynorsk ? cast[role].title_nn : cast[role].title_nb);
        const char *unit = demo_cast_unit(hiring->profile, role);
        for (int i = 0; i < 3 && cast[role].roles[i]; i++) join_unit(hiring, staff, unit, cast[role].roles[i]);
        const struct profile_unit *place = profile_unit(hiring->profile, unit);
        if (role == CAST_FOLLOW_UP_LEADER && place->parent) join_unit(hiring, staff, place->parent, STAFF_ROLE_UNIT_LEADER);
    }
}

/* A name nobody in the town has yet. */
static const char *new_name(struct hiring *hiring) {
    struct arena *arena = db_arena(hiring->db);
    for (;;) {
        const char *given = demo_given_name(&hiring->chance, chance_percent(&hiring->chance, 70));
        const char *name = arena_printf(arena, "%s %s", given, demo_family_name(&hiring->chance));
        if (!organisation_find_staff(hiring->db, demo_user_name(arena, name)).v) return name;
    }
}

static enum staff_role usual_role(const struct profile_unit *unit) {
    switch (unit->role) {
    case UNIT_ROLE_PROPERTY:
    case UNIT_ROLE_CARETAKER: return STAFF_ROLE_PROPERTY;
    case UNIT_ROLE_OUTSIDE:
    case UNIT_ROLE_VOLUNTARY: return unit->external ? STAFF_ROLE_PEER : STAFF_ROLE_OFFICER;
    case UNIT_ROLE_PEER: return STAFF_ROLE_PEER;
    case UNIT_ROLE_LEADER: return STAFF_ROLE_AUTHORITY;
    case UNIT_ROLE_APPEALS: return STAFF_ROLE_APPEAL_BOARD;
    case UNIT_ROLE_COORDINATOR: return STAFF_ROLE_COORDINATOR;
    case UNIT_ROLE_HEALTH:
    case UNIT_ROLE_NAV:
    case UNIT_ROLE_ALLOCATOR: return STAFF_ROLE_OFFICER;
    }
    return STAFF_ROLE_OFFICER;
}

static const char *title_of(enum staff_role role, bool nynorsk) {
    if (role == STAFF_ROLE_UNIT_LEADER) return nynorsk ? "einingsleiar" : "enhetsleder";
    if (role == STAFF_ROLE_PROPERTY) return nynorsk ? "bustadforvaltar" : "boligforvalter";
    if (role == STAFF_ROLE_COORDINATOR) return "koordinator";
    if (role == STAFF_ROLE_PEER) return nynorsk ? "frivillig" : "frivillig";
    if (role == STAFF_ROLE_APPEAL_BOARD) return "medlem av klagenemnda";
    if (role == STAFF_ROLE_AUTHORITY) return nynorsk ? "rådgivar" : "rådgiver";
    return nynorsk ? "saksbehandlar" : "saksbehandler";
}

static bool signs(const struct profile *profile, const char *unit) {
    for (unsigned i = 0; i < profile->delegations_count; i++)
        if (strcmp(profile->delegations[i].unit, unit) == 0 && profile->delegations[i].role == STAFF_ROLE_OFFICER) return true;
    return false;
}

/* One or two ordinary workers and a leader in each unit beside those of the story. */
static void hire_unit(struct hiring *hiring, const struct profile_unit *unit) {
    bool nynorsk = hiring->profile->letter_lang == LANG_NN;
    enum staff_role role = usual_role(unit);
    int64_t workers = chance_from(&hiring->chance, 1, 2);
    for (int64_t i = 0; i < workers; i++) join_unit(hiring, hire(hiring, new_name(hiring), title_of(role, nynorsk)), unit->code, role);
    bool has_leader = unit->external || role == STAFF_ROLE_AUTHORITY || role == STAFF_ROLE_APPEAL_BOARD;
    for (enum demo_role who = 0; who < CAST_COUNT; who++)
        if (cast[who].roles[0] == STAFF_ROLE_UNIT_LEADER && strcmp(demo_cast_unit(hiring->profile, who), unit->code) == 0)
            has_leader = true;
    const struct profile_unit *followed = profile_unit(hiring->profile, demo_cast_unit(hiring->profile, CAST_FOLLOW_UP_LEADER));
    if (followed && text_equal(followed->parent, unit->code)) has_leader = true;
    if (!has_leader)
        join_unit(hiring, hire(hiring, new_name(hiring), title_of(STAFF_ROLE_UNIT_LEADER, nynorsk)), unit->code, STAFF_ROLE_UNIT_LEADER);
    /* Somebody must be there to sign what the delegation rules give the unit's officers. */
    if (role != STAFF_ROLE_OFFICER && signs(hiring->profile, unit->code))
        join_unit(hiring, hire(hiring, new_name(hiring), title_of(STAFF_ROLE_OFFICER, nynorsk)), unit->code, STAFF_ROLE_OFFICER);
}

int64_t demo_staff(struct db *db, const struct profile *profile, const struct demo_wish *wish) {
    struct hiring hiring = {.db = db, .profile = profile, .chance = chance_of(wish->seed, 1), .from = date_add_months(wish->until, -12 * (wish->years + 1))};
    hire_cast(&hiring);
    for (unsigned i = 0; i < profile->units_count; i++)
        if (!profile->units[i].planned) hire_unit(&hiring, &profile->units[i]);
    return hiring.n;
}

/* ── dwellings ── */

enum { DWELLINGS_UNSTATED = 120, HOMES_FOR_ONE_READY = 300 };

static enum dwelling_class class_of(const char *kind) {
    if (strcmp(kind, "omsorgsbolig") == 0 || strcmp(kind, "adapted") == 0) return DWELLING_CLASS_ADAPTED;
    return dwelling_class_parse(kind) ? dwelling_class_parse(kind) : DWELLING_CLASS_ORDINARY;
}

struct status {
    enum dwelling_state state;
    const char *word;
    int weight;
};
static const struct status statuses[] = {
    {DWELLING_STATE_OCCUPIED, "Utleid", 88}, {DWELLING_STATE_READY, "Ledig", 4},
    {DWELLING_STATE_NOTICE, "Oppsagt", 3},  {DWELLING_STATE_MAINTENANCE, "Under oppussing", 3},
    {DWELLING_STATE_BLOCKED, "Sperret", 1},  {DWELLING_STATE_PLANNED, "Under bygging", 1},
};

struct building {
    const struct profile *profile;
    struct chance chance;
    const struct demo_street *street;
    int house_number, holding, floor, door, doors; /* the building being filled */
    int64_t ready, ready_one_in; /* how many could have been so far, and how few of them are */
    enum dwelling_class class;
    struct stock_demo told;
};

/* However large the stock, fewer are ready than there are who apply; the others of them are let. */
static const struct status *status_by_chance(struct building *building) {
    struct chance *chance = &building->chance;
    int64_t left = chance_below(chance, 100);
    const struct status *status = statuses;
    while (left >= status->weight) left -= (status++)->weight;
    if (status->state != DWELLING_STATE_READY || building->ready++ % building->ready_one_in == 0) return status;
    return &statuses[0];
}

/* A home that is ready stands empty for some weeks, a few for months; the others have been as they are for long. */
static int days_so(struct chance *chance, enum dwelling_state state) {
    if (state == DWELLING_STATE_OCCUPIED || state == DWELLING_STATE_PLANNED || state == DWELLING_STATE_BLOCKED) return (int)chance_below(chance, 900);
    return (int)(chance_percent(chance, 85) ? chance_from(chance, 3, 45) : chance_from(chance, 60, 130));
}

static void next_unit(struct building *building) {
    if (++building->door <= building->doors) return;
    building->door = 1;
    if (--building->floor > 0) return;
    building->street = demo_street(building->profile, &building->chance);
    building->house_number += (int)chance_from(&building->chance, 1, 3);
    building->holding++;
    building->floor = (int)chance_from(&building->chance, 1, 3);
    building->doors = (int)chance_from(&building->chance, 1, 6);
    demo_stock_building(&building->told, building->street->name, building->house_number, building->floor * building->doors);
}

static void put_dwelling(struct db *db, struct building *building, const struct demo_wish *wish) {
    struct arena *arena = db_arena(db);
    const struct status *status = status_by_chance(building);
    const struct profile *profile = building->profile;
    const char *row[KOBO_COLUMNS];
    int bedrooms = (int)chance_from(&building->chance, 1, building->class == DWELLING_CLASS_ORDINARY ? 3 : 2);
    bool adapted = building->class == DWELLING_CLASS_ADAPTED, municipal_number = *profile->number != '\0';
    for (int i = 0; i < KOBO_COLUMNS; i++) row[i] = "";
    row[KOBO_MUNICIPALITY] = municipal_number ? profile->number : "0000";
    row[KOBO_CADASTRAL] = arena_printf(arena, "%d/%d", building->street->farm_number, building->holding);
    row[KOBO_UNIT] = arena_printf(arena, "H%02d%02d", building->floor, building->door);
    row[KOBO_STREET] = building->street->name;
    row[KOBO_HOUSE_NUMBER] = arena_printf(arena, "%d", building->house_number);
    row[KOBO_POSTCODE] = *building->street->postcode ? building->street->postcode : "0000";
    row[KOBO_TYPE] = adapted ? "Omsorgsbolig" : "Ordinær bolig";
    row[KOBO_DISPOSAL] = "Eid";
    row[KOBO_OWNER_NAME] = profile->letters.municipality.nb;
    row[KOBO_STATUS] = status->word;
    row[KOBO_STATUS_DATE] = date_iso(arena, date_add_days(wish->until, -days_so(&building->chance, status->state)));
    row[KOBO_RENT] = arena_printf(arena, "%d", (int)(5200 + 1400 * bedrooms + 50 * chance_below(&building->chance, 30)));
    row[KOBO_WHEELCHAIR] = adapted && building->floor == 1 ? "Ja" : "Nei";
    row[KOBO_BEDROOMS] = arena_printf(arena, "%d", bedrooms);
    row[KOBO_STAFF_BASE] = adapted && building->doors >= 5 ? "Ja" : "Nei";
    row[KOBO_SHARED] = row[KOBO_STAFFED] = "Nei";
    struct dwelling_new dwelling;
    struct kobo_faults faults;
    if (!dwelling_read_kobo(arena, &profile->kobo, row, &dwelling, &faults)) {
        db_fail(db, "a dwelling of the demonstration is not as the file's rules want it");
        return;
    }
    dwelling.class = building->class;
    dwelling.state = status->state;
    dwelling_put(db, &profile->kobo, &dwelling);
    demo_stock_tell(&building->told, &dwelling, building->floor);
}

int64_t demo_dwellings(struct db *db, const struct profile *profile, const struct demo_wish *wish) {
    struct building building = {.profile = profile, .chance = chance_of(wish->seed, 2), .class = DWELLING_CLASS_ORDINARY};
    demo_stock_begin(&building.told, db, wish, profile);
    int64_t total = profile->dwellings.total ? profile->dwellings.total : DWELLINGS_UNSTATED, made = 0;
    building.ready_one_in = 1 + total / HOMES_FOR_ONE_READY;
    for (unsigned i = 0; i <= profile->dwellings.stock_count; i++) {
        bool rest = i == profile->dwellings.stock_count;
        int64_t count = rest ? total - made : profile->dwellings.stock[i].count;
        building.class = rest ? DWELLING_CLASS_ORDINARY : class_of(profile->dwellings.stock[i].kind);
        building.floor = building.door = building.doors = 0; /* a building is of one class */
        for (; count > 0; count--, made++) {
            next_unit(&building);
            put_dwelling(db, &building, wish);
        }
    }
    const struct actor keeper = {.kind = ACTOR_STAFF, .staff = building.told.keeper.v, .unit = building.told.manager.v, .what = "felles demo"};
    db_rehearse(db, &keeper, instant_of_oslo(wish->until, 9 * 60));
    if (building.told.keeper.v) demo_upkeep(&building.told);
    return made;
}

int demo_town(struct db_store *store, const struct profile *profile, const struct demo_wish *wish, struct demo_made *made) {
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "felles demo"};
    struct arena *arena = arena_create();
    struct instant begun = instant_of_oslo(date_add_months(wish->until, -12 * wish->years), 8 * 60);
    struct db *db = db_begin(store, DB_WRITE, arena, &actor, begun);
    organisation_sync(db, profile);
    meeting_sync(db, profile);
    measure_sync(db, profile);
    made->units = profile->units_count;
    made->staff = demo_staff(db, profile, wish);
    made->dwellings = demo_dwellings(db, profile, wish);
    db_rehearse(db, &actor, begun);
    audit_add(db, "demonstration_made", "municipality", (int64_t)made->staff, NULL);
    enum db_result result = db_commit(db);
    arena_destroy(arena);
    return result == DB_OK ? ERR_OK : ERR_IO;
}
