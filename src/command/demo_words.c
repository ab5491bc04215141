/* What people say and write in the demonstration. Nobody real has said any of it. Plain words: no diagnosis, no group. */
#include "command/demo_story.h"

#include "assessment_schema.h"

#define LIST(name, ...)                                               \
    static const struct profile_words name##_words[] = {__VA_ARGS__}; \
    const struct word_list name = {name##_words, (int64_t)(sizeof name##_words / sizeof *name##_words)}

LIST(demo_housing_contacts,
     {"Huseieren har sagt at jeg må flytte, og jeg har ikke noe sted å dra.",
      "Huseigaren har sagt at eg må flytte, og eg har ingen stad å dra."},
     {"Jeg sover på sofaen hos en kamerat og trenger hjelp til å finne noe eget.",
      "Eg søv på sofaen hos ein kamerat og treng hjelp til å finne noko eige."},
     {"Leiligheten er for dyr etter at jeg mistet jobben. Kan dere hjelpe meg med å finne noe annet?",
      "Leilegheita er for dyr etter at eg mista jobben. Kan de hjelpe meg med å finne noko anna?"},
     {"Det er bråk i huset der jeg bor. Jeg får ikke sove og vil flytte.",
      "Det er bråk i huset der eg bur. Eg får ikkje sove og vil flytte."},
     {"Jeg skal skrives ut neste måned og har ingen bolig.", "Eg skal skrivast ut neste månad og har ingen bustad."},
     {"Jeg bor i campingvogn. Det går ikke når det blir kaldt.", "Eg bur i campingvogn. Det går ikkje når det blir kaldt."},
     {"Jeg trenger hjelp til å søke bostøtte og finne et sted å bo.", "Eg treng hjelp til å søkje bustøtte og finne ein stad å bu."});

LIST(demo_other_contacts,
     {"Jeg får ikke hverdagen til å gå rundt og trenger noen å snakke med.",
      "Eg får ikkje kvardagen til å gå rundt og treng nokon å snakke med."},
     {"Jeg har mange regninger jeg ikke har åpnet.", "Eg har mange rekningar eg ikkje har opna."},
     {"Jeg vil ha hjelp til å komme meg ut om dagen.", "Eg vil ha hjelp til å kome meg ut om dagen."},
     {"Det er lenge siden jeg har laget mat. Jeg trenger hjelp i huset.", "Det er lenge sidan eg har laga mat. Eg treng hjelp i huset."},
     {"Fastlegen sa at jeg kunne ringe hit for å få en fast person å snakke med.",
      "Fastlegen sa at eg kunne ringje hit for å få ein fast person å snakke med."},
     {"Jeg har kommet hjem etter en lang tid borte og vet ikke hvor jeg skal begynne.",
      "Eg har kome heim etter ei lang tid borte og veit ikkje kvar eg skal byrje."});

LIST(demo_information_contacts, {"Når er dere åpne?", "Når har de ope?"},
     {"Hvor finner jeg skjema for bostøtte?", "Kvar finn eg skjema for bustøtte?"},
     {"Hvem ringer jeg om renovasjon?", "Kven ringjer eg om renovasjon?"});

LIST(demo_offers,
     {"Fast kontakt hjemme to ganger i uka. Gjerne samme person hver gang.",
      "Fast kontakt heime to gonger i veka. Gjerne same person kvar gong."},
     {"Oppfølging i boligen. Vi har gjort ferdig kartleggingen sammen.", "Oppfølging i bustaden. Vi har gjort ferdig kartlegginga saman."},
     {"Hjelp til å få hverdagen på plass etter flytting.", "Hjelp til å få kvardagen på plass etter flytting."},
     {"Samtaler og følge til avtaler. Best om formiddagen.", "Samtalar og følgje til avtalar. Best om formiddagen."});

LIST(demo_refusals,
     {"Vi har ikke ledig tid før om to måneder, og da blir ventetiden for lang.",
      "Vi har ikkje ledig tid før om to månader, og då blir ventetida for lang."},
     {"En annen enhet kjenner personen fra før og er nærmere.", "Ei anna eining kjenner personen frå før og er nærare."},
     {"Behovet må avklares mer før vi kan ta over.", "Behovet må avklarast meir før vi kan ta over."});

LIST(demo_says, {"Det er greit, bare jeg slipper å fortelle alt på nytt.", "Det er greitt, berre eg slepp å fortelje alt på nytt."},
     {"Jeg vil helst ha den jeg har nå, men skjønner det.", "Eg vil helst ha den eg har no, men skjønar det."},
     {"Bra. Hun har jeg møtt før.", "Bra. Henne har eg møtt før."});

LIST(demo_strengths, {"Lager god mat når det er ro.", "Lagar god mat når det er ro."},
     {"Flink med hendene og liker å ordne ting.", "Flink med hendene og likar å ordne ting."},
     {"Har en søster som stiller opp.", "Har ei syster som stiller opp."}, {"Kommer alltid til avtaler.", "Kjem alltid til avtalar."});

const struct area_words demo_area_words[] = {
    [LIFE_AREA_DWELLING] = {{"Jeg vil ha et lite og stille sted der jeg kan låse døra.",
                             "Eg vil ha ein liten og stille stad der eg kan låse døra."},
                            {"Egen bolig, rolig område, nær buss.", "Eigen bustad, roleg område, nær buss."}},
    [LIFE_AREA_ECONOMY] = {{"Jeg vil ha oversikt over regningene mine.", "Eg vil ha oversikt over rekningane mine."},
                           {"Hjelp med bostøtte og en plan for gjelda.", "Hjelp med bustøtte og ein plan for gjelda."}},
    [LIFE_AREA_MENTAL_HEALTH] = {{"Jeg vil sove om natta og ha noen å ringe.", "Eg vil sove om natta og ha nokon å ringje."},
                                 {"Faste samtaler og en plan for dårlige dager.", "Faste samtalar og ein plan for dårlege dagar."}},
    [LIFE_AREA_SUBSTANCE] = {{"Jeg vil bestemme tempoet selv.", "Eg vil bestemme tempoet sjølv."},
                             {"Samtale når det passer.", "Samtale når det passar."}},
    [LIFE_AREA_BODY] = {{"Jeg vil til tannlegen.", "Eg vil til tannlegen."},
                        {"Følge til tannlege og fastlege.", "Følgje til tannlege og fastlege."}},
    [LIFE_AREA_FAMILY] = {{"Jeg vil at ungene skal kunne komme på besøk.", "Eg vil at ungane skal kunne kome på besøk."},
                          {"Plass til besøk av barna.", "Plass til besøk av barna."}},
    [LIFE_AREA_ACTIVITY] = {{"Jeg vil tilbake på verkstedet.", "Eg vil tilbake på verkstaden."},
                            {"Noe å gå til to dager i uka.", "Noko å gå til to dagar i veka."}},
    [LIFE_AREA_EVERYDAY] = {{"Jeg vil klare huset selv etter hvert.", "Eg vil klare huset sjølv etter kvart."},
                            {"Praktisk hjelp i starten.", "Praktisk hjelp i starten."}},
};

const struct profile_words *demo_one_of(struct chance *chance, const struct word_list *list) {
    return &list->v[chance_below(chance, list->n)];
}
