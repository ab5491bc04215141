/* Invented people and places: names, streets, synthetic national ids. Pure. */
#include "command/demo_parts.h"

#include <string.h>

struct chance chance_of(uint64_t seed, uint64_t stream) {
    struct chance chance = {seed * UINT64_C(0x9e3779b97f4a7c15) ^ (stream + 1) * UINT64_C(0xd1342543de82ef95)};
    chance_below(&chance, 2);
    return chance;
}

static uint64_t next(struct chance *chance) {
    uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

int64_t chance_below(struct chance *chance, int64_t limit) { return limit > 0 ? (int64_t)(next(chance) % (uint64_t)limit) : 0; }

int64_t chance_from(struct chance *chance, int64_t least, int64_t most) { return least + chance_below(chance, most - least + 1); }

bool chance_percent(struct chance *chance, int percent) { return chance_below(chance, 100) < percent; }

#define COUNT(list) ((int64_t)(sizeof(list) / sizeof *(list)))
#define ONE_OF(chance, list) (list)[chance_below((chance), COUNT(list))]

static const char *const women[] = {
    "Anne",    "Inger",    "Kari",   "Marit",  "Ingrid",   "Liv",      "Eva",       "Berit",   "Astrid", "Bjørg", "Hilde",   "Anna",
    "Solveig", "Marianne", "Randi",  "Ida",    "Nina",     "Maria",    "Elisabeth", "Kristin", "Bente",  "Heidi", "Silje",   "Hanne",
    "Linda",   "Tone",     "Anita",  "Tove",   "Wenche",   "Ragnhild", "Camilla",   "Ellen",   "Karin",  "Hege",  "Ann",     "Julie",
    "Mona",    "Marie",    "Aud",    "Monica", "Kristine", "Laila",    "Turid",     "Stine",   "Ane",    "Emma",  "Sara",    "Thea",
    "Åse",     "Maja",     "Fatima", "Amina",  "Olga",     "Hodan",    "Zahra",     "Nora",    "Vilde",  "Guro",  "Synnøve", "Jorunn",
};
static const char *const men[] = {
    "Jan",    "Per",    "Bjørn",    "Ole",    "Lars",     "Kjell",  "Knut",      "Arne", "Svein",  "Thomas", "Hans",    "Geir",
    "Tor",    "Morten", "Terje",    "Odd",    "Erik",     "Martin", "Andreas",   "John", "Anders", "Rune",   "Trond",   "Tore",
    "Daniel", "Jon",    "Kristian", "Marius", "Tom",      "Stian",  "Harald",    "Olav", "Magnus", "Gunnar", "Rolf",    "Øyvind",
    "Espen",  "Leif",   "Fredrik",  "Eirik",  "Henrik",   "Jonas",  "Alexander", "Nils", "Einar",  "Helge",  "Steinar", "Øystein",
    "Frode",  "Arild",  "Kåre",     "Håkon",  "Mohammed", "Ahmed",  "Ali",       "Abdi", "Yusuf",  "Piotr",  "Sindre",  "Vegard",
};
static const char *const families[] = {
    "Hansen",    "Johansen",  "Olsen",     "Larsen",     "Andersen",      "Pedersen",  "Nilsen",      "Kristiansen", "Jensen",   "Karlsen",
    "Johnsen",   "Pettersen", "Eriksen",   "Berg",       "Haugen",        "Hagen",     "Johannessen", "Andreassen",  "Jacobsen", "Dahl",
    "Jørgensen", "Halvorsen", "Henriksen", "Lund",       "Sørensen",      "Moen",      "Gundersen",   "Iversen",     "Strand",   "Solberg",
    "Svendsen",  "Eide",      "Knutsen",   "Bakken",     "Kristoffersen", "Mathisen",  "Rasmussen",   "Lie",         "Amundsen", "Lunde",
    "Bakke",     "Nguyen",    "Berge",     "Fredriksen", "Solheim",       "Holm",      "Lien",        "Nygård",      "Hauge",    "Ali",
    "Ellingsen", "Danielsen", "Kvam",      "Ness",       "Aune",          "Okkenhaug", "Røstad",      "Skjerve",     "Sundal",   "Vikan",
    "Hojem",     "Aasen",     "Ystad",     "Fossum",     "Tronstad",      "Myhre",     "Rygg",        "Wold",        "Mohamed",  "Hussein",
    "Ahmed",     "Nowak",     "Åsheim",    "Ødegård",    "Sæther",        "Brattli",   "Gjermstad",   "Holmen",      "Ulvik",    "Reitan",
};

const char *demo_given_name(struct chance *chance, bool woman) { return woman ? ONE_OF(chance, women) : ONE_OF(chance, men); }

const char *demo_family_name(struct chance *chance) { return ONE_OF(chance, families); }

static const struct demo_street levanger[] = {
    {"Kirkegata", "7600", "LEVANGER", 315},     {"Sjøgata", "7600", "LEVANGER", 315},
    {"Jernbanegata", "7600", "LEVANGER", 315},  {"Håkon den godes gate", "7600", "LEVANGER", 315},
    {"Brusvevegen", "7600", "LEVANGER", 274},   {"Okkenhaugvegen", "7604", "LEVANGER", 278},
    {"Staupslia", "7600", "LEVANGER", 313},     {"Moafjæra", "7606", "LEVANGER", 1},
    {"Nessekanten", "7600", "LEVANGER", 4},     {"Røstadvegen", "7600", "LEVANGER", 8},
    {"Gråmyra", "7606", "LEVANGER", 6},         {"Leirabekken", "7600", "LEVANGER", 272},
    {"Halsanvegen", "7600", "LEVANGER", 275},   {"Eplehagen", "7605", "LEVANGER", 316},
    {"Bamberggata", "7600", "LEVANGER", 315},   {"Nordsivegen", "7606", "LEVANGER", 20},
    {"Nesgata", "7620", "SKOGN", 40},           {"Skogndalsvegen", "7620", "SKOGN", 44},
    {"Stokkbergvegen", "7629", "YTTERØY", 190}, {"Stasjonsvegen", "7630", "ÅSEN", 210},
    {"Fossingvegen", "7630", "ÅSEN", 214},
};
static const struct demo_street elsewhere[] = {
    {"Storgata", "", "", 101},  {"Kirkegata", "", "", 101},   {"Skolegata", "", "", 102},  {"Strandgata", "", "", 103},
    {"Parkvegen", "", "", 110}, {"Bjørkevegen", "", "", 112}, {"Fjellvegen", "", "", 115}, {"Industrivegen", "", "", 120},
    {"Hagevegen", "", "", 121}, {"Sjøvegen", "", "", 130},
};

const struct demo_street *demo_street(const struct profile *profile, struct chance *chance) {
    return strcmp(profile->id, "levanger") == 0 ? &ONE_OF(chance, levanger) : &ONE_OF(chance, elsewhere);
}

const char *demo_user_name(struct arena *arena, const char *name) {
    struct str out = str_in(arena);
    for (const char *at = text_fold(arena, name); *at; at++) {
        if (text_starts(at, "ø")) str_add(&out, "o");
        else if (text_starts(at, "å")) str_add(&out, "a");
        else if (text_starts(at, "æ")) str_add(&out, "ae");
        else if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9')) str_add_char(&out, *at);
        else if (*at == ' ' || *at == '-') str_add_char(&out, '.');
    }
    return str_text(&out);
}

static int control_digit(const char *digits, const int *weights, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) sum += (digits[i] - '0') * weights[i];
    return (11 - sum % 11) % 11;
}

const char *demo_national_id(struct arena *arena, struct chance *chance, struct date born, bool woman) {
    static const int first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2}, second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    struct ymd day = date_ymd(born);
    for (;;) {
        int64_t individual = day.year < 2000 ? chance_from(chance, 0, 499) : chance_from(chance, 500, 999);
        if ((individual % 2 == 0) != woman) continue;
        char *id = arena_printf(arena, "%02d%02d%02d%03lld00", day.day, day.month + 80, day.year % 100, (long long)individual);
        int one = control_digit(id, first, 9);
        if (one == 10) continue;
        id[9] = (char)('0' + one);
        int two = control_digit(id, second, 10);
        if (two == 10) continue;
        id[10] = (char)('0' + two);
        return id;
    }
}

void demo_identity(struct arena *arena, struct chance *chance, const struct profile *profile, struct date today,
                   struct person_new *ret_person) {
    static const char *const wishes[] = {"Send SMS før du ringer.", "Ring etter klokka 12.", "Vil helst møtes på kafé.",
                                         "Ikke ring fra skjult nummer.", "Brev er best."};
    bool woman = chance_percent(chance, 42);
    struct date born = date_add_days(today, (int)-chance_from(chance, 18 * 366, 74 * 365));
    const struct demo_street *street = demo_street(profile, chance);
    const char *place = *street->place ? street->place : profile->name.nb, *postcode = *street->postcode ? street->postcode : "0000";
    *ret_person = (struct person_new){
        .given_name = demo_given_name(chance, woman),
        .family_name = demo_family_name(chance),
        .born = born,
        .language = (enum language)profile->letter_lang,
        .grade = chance_percent(chance, 1) ? ADDRESS_GRADE_CONFIDENTIAL : ADDRESS_GRADE_OPEN,
    };
    if (chance_percent(chance, 12)) ret_person->language = chance_percent(chance, 50) ? LANGUAGE_NN : LANGUAGE_NB;
    if (chance_percent(chance, 3)) ret_person->language = LANGUAGE_EN;
    if (chance_percent(chance, 95)) ret_person->national_id = demo_national_id(arena, chance, born, woman);
    /* No telephone number in Norway begins with 00. */
    if (chance_percent(chance, 85))
        ret_person->phone = arena_printf(arena, "00 00 %02d %02d", (int)chance_below(chance, 100), (int)chance_below(chance, 100));
    if (chance_percent(chance, 70))
        ret_person->address = arena_printf(arena, "%s %d\n%s %s", street->name, (int)chance_from(chance, 1, 60), postcode, place);
    if (chance_percent(chance, 25)) ret_person->contact_wish = ONE_OF(chance, wishes);
}
