/* The care of the demonstration's stock: standards held up, moves that began their programme, damage, plans, homes to come, landlords and places for the night. */
#include "command/demo_stock.h"

#include "domain/organisation/organisation.h"
#include "domain/emergency/emergency.h"
#include "domain/upkeep/upkeep.h"

/* nb and nn */
static const char *say(const struct stock_demo *demo, const char *nb, const char *nn) { return demo->profile->letter_lang == LANG_NN ? nn : nb; }

static void hold_up(struct stock_demo *demo, struct dwelling_id home) {
    const struct profile_dwellings *stock = &demo->profile->dwellings;
    struct standard_answered answers[60];
    size_t n = 0;
    bool worn = chance_percent(&demo->chance, 18);
    for (unsigned i = 0; i < stock->standard_count && n < 60; i++, n++)
        answers[n] = (struct standard_answered){stock->standard[i].code, NULL, worn && chance_percent(&demo->chance, 25) ? STANDARD_ANSWER_NOT_MET : STANDARD_ANSWER_MET};
    upkeep_check(demo->db, home, stock, answers, n);
}

static void break_something(struct stock_demo *demo, struct dwelling_id home, struct date today) {
    static const struct {
        enum damage_cause cause;
        const char *nb, *nn;
        int cost;
    } kinds[] = {{DAMAGE_CAUSE_WATER, "Lekkasje under vasken", "Lekkasje under vasken", 14000},
                 {DAMAGE_CAUSE_BREAK_IN, "Inngangsdøra er brutt opp", "Inngangsdøra er broten opp", 9500},
                 {DAMAGE_CAUSE_WEAR, "Gulvet i gangen er slitt gjennom", "Golvet i gangen er slite gjennom", 6200},
                 {DAMAGE_CAUSE_CRISIS, "To dører og et vindu er knust", "To dører og eit vindauge er knuste", 21000}};
    int i = (int)chance_below(&demo->chance, 4);
    upkeep_damage(demo->db, &(struct damage_new){home, date_add_days(today, (int)-chance_from(&demo->chance, 2, 60)), kinds[i].cause, say(demo, kinds[i].nb, kinds[i].nn),
                                                 {true, kinds[i].cost}, kinds[i].cause == DAMAGE_CAUSE_CRISIS});
}

static void plan_homes(struct stock_demo *demo, struct date today) {
    int64_t year = date_ymd(today).year;
    demo_acquisition(demo->db, &(struct acquisition_new){
        .kind = ACQUIRE_KIND_BUILD, .name = say(demo, "Tre småhus ved skogen", "Tre småhus ved skogen"), .homes = 3, .courtyard = true, .year = year + 1, .cost = {true, 9800000},
        .standard = BUILD_STANDARD_HIGHER,
        .follow_up = say(demo, "Oppfølgingstjenesten kommer når den som bor der vil, og er på telefon om natten.", "Oppfølgingstenesta kjem når den som bur der vil, og er på telefon om natta."),
        .standard_why = say(demo, "Tåler hard bruk, og skal likevel være fine å bo i.", "Toler hard bruk, og skal likevel vere fine å bu i.")});
    demo_acquisition(demo->db, &(struct acquisition_new){
        .kind = ACQUIRE_KIND_BUY, .name = say(demo, "Spredte leiligheter i vanlige borettslag", "Spreidde leilegheiter i vanlege burettslag"), .homes = 6, .year = year + 1,
        .cost = {true, 15600000}, .standard = BUILD_STANDARD_ORDINARY,
        .follow_up = say(demo, "Hver som flytter inn, har en kontakt fra dagen før innflytting og så lenge hun vil.", "Kvar som flyttar inn, har ein kontakt frå dagen før innflytting og så lenge ho vil."),
        .standard_why = say(demo, "Som naboene.", "Som naboane.")});
}

void demo_upkeep(struct stock_demo *demo) {
    struct date today = demo->until;
    struct upkeep_homes homes = upkeep_homes(demo->db);
    for (size_t i = 0; i < homes.n; i++) {
        const struct upkeep_home *home = &homes.v[i];
        if (chance_percent(&demo->chance, 30)) hold_up(demo, home->id);
        if (home->state == DWELLING_STATE_MAINTENANCE)
            upkeep_run_begin(demo->db, home->id, RUN_WHY_MOVED_OUT, date_add_days(today, (int)-chance_from(&demo->chance, 3, 45)));
        if (home->state == DWELLING_STATE_OCCUPIED && chance_percent(&demo->chance, 1)) break_something(demo, home->id, today);
    }
    plan_homes(demo, today);
    demo_landlord(demo->db, &(struct landlord_new){say(demo, "Havna Eiendom", "Hamna Eigedom"),
                                                   say(demo, "Fire leiligheter, kommunen stiller garanti for depositum", "Fire leilegheiter, kommunen stiller garanti for depositum"), 4,
                                                   date_add_months(today, -14), date_add_months(today, 10)});
    demo_landlord(demo->db, &(struct landlord_new){"Solbakken Utleie", say(demo, "To hybler", "To hyblar"), 2, date_add_months(today, -5), DATE_NONE});
    demo_temporary(demo->db, say(demo, "Gjestehuset", "Gjestehuset"), TEMPORARY_KIND_ROOM, 6, false, date_add_months(today, -36));
    demo_temporary(demo->db, say(demo, "Leilighet i Storgata", "Leilegheit i Storgata"), TEMPORARY_KIND_FLAT, 2, true, date_add_months(today, -36));
}
