/* The demonstration: applications for a home, in every state of the way to a lease, so that there is a list to choose from. What is written is what a worker
 * writes: through the module, by somebody who may, on the day it would have been done. */
#include "command/demo_story.h"

#include "domain/application/application.h"
#include "domain/meeting/meeting.h"
#include "domain/secrecy/consent.h"
#include "meeting_routes.h"
#include "meeting_sql.h"
#include "offer_sql.h"
#include "platform/audit/audit.h"

#include <stdlib.h>

enum { CASES_LOOKED_AT = 400, APPLICATIONS_MOST = 80, STEPS_EACH = 6, WAITED_MOST = 150, ASKED_AGAIN_AFTER = 85, UNKNOWN_WITHIN = 5, REFUSED_EVERY = 7 };

enum step { STEP_REGISTER = 1, STEP_ASSESS, STEP_REPORT, STEP_WAIT, STEP_REFUSE, STEP_ASK_AGAIN };
struct planned {
    struct date day;
    enum step act;
    struct case_id case_;
    int number; /* of the application, from 0 */
    bool newest; /* so new that not everything has been asked */
    bool refused;
};
struct plan {
    struct planned v[APPLICATIONS_MOST * STEPS_EACH];
    size_t n;
    int applications, old;
};

static void add(struct plan *plan, const struct story *story, struct planned step, int days_ago) {
    step.day = date_add_days(story->stage->wish->until, -days_ago);
    if (plan->n < sizeof plan->v / sizeof *plan->v) plan->v[plan->n++] = step;
}

static int by_day(const void *left, const void *right) {
    const struct planned *a = left, *b = right;
    if (a->day.days != b->day.days) return a->day.days < b->day.days ? -1 : 1;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return (a->act > b->act) - (a->act < b->act);
}

/* ── who applies, and how far it has come ─────────────────────────────── */

static void plan_one(struct plan *plan, struct story *story, struct case_id id, int age, bool granted) {
    struct planned step = {.case_ = id, .number = plan->applications++};
    if (granted && age < 25) age = 25;
    int assessed = age - (int)chance_from(&story->chance, 3, 8);
    bool old = age > 40 || granted;
    step.newest = !granted && assessed <= UNKNOWN_WITHIN;
    step.refused = old && !granted && ++plan->old % REFUSED_EVERY == 2;
    step.act = STEP_REGISTER, add(plan, story, step, age);
    if (assessed < 1) return;
    step.act = STEP_ASSESS, add(plan, story, step, assessed);
    if (assessed <= UNKNOWN_WITHIN && !granted && step.number % 2) return; /* still to be reported */
    int reported = assessed > 4 ? assessed - (int)chance_from(&story->chance, 1, 3) : 1;
    int answered = step.refused ? (int)chance_from(&story->chance, 4, 9) : reported - (int)chance_from(&story->chance, 7, 14);
    if (!old || step.refused) step.act = STEP_REPORT, add(plan, story, step, step.refused ? answered + 6 : reported);
    if (old) step.act = step.refused ? STEP_REFUSE : STEP_WAIT, add(plan, story, step, answered > 1 ? answered : 1);
    if (old && !step.refused && age > ASKED_AGAIN_AFTER && step.number % 4) step.act = STEP_ASK_AGAIN, add(plan, story, step, (int)chance_from(&story->chance, 2, 70));
}

/* Open cases that ask for a home, where she has not said no to the unit that decides on them. */
static void plan_all(struct plan *plan, struct story *story) {
    struct date until = story->stage->wish->until;
    struct unit_id decides = application_unit(story->db);
    for (int64_t number = 1; number <= CASES_LOOKED_AT && plan->applications < APPLICATIONS_MOST; number++) {
        struct case_brief brief;
        struct person_spine person;
        struct offer_order_of_row order;
        const struct case_id id = {number};
        if (!work_case(story->db, id, &brief) || brief.state != CASE_STATE_OPEN || !brief.asks_housing || brief.joined_to.v) continue;
        if (!person_spine(story->db, brief.person, &person) || person.grade != ADDRESS_GRADE_OPEN || secrecy_said_no(story->db, id, decides, until)) continue;
        int age = date_days_between(instant_oslo_date(brief.opened_at), until) - (int)chance_from(&story->chance, 1, 4);
        if (age < 1) continue;
        if (age > WAITED_MOST) age = (int)chance_from(&story->chance, 95, WAITED_MOST);
        plan_one(plan, story, id, age, offer_order_of(story->db, id, &order));
    }
    qsort(plan->v, plan->n, sizeof *plan->v, by_day);
}

/* ── what is written ──────────────────────────────────────────────────── */

static const struct access *housing(struct story *story) {
    const struct access *access = secrecy_open(&story->rq, story->case_, ZONE_BIT(ZONE_HOUSING), "application");
    return access && access_covers(access, ZONE_HOUSING) ? access : NULL;
}

static bool did(struct story *story, int fault, const char *event) {
    audit_add_once(story->db, event, "case", story->case_.v);
    return held(story, fault, event);
}

/* Whether the unit that decides may read why, where that needs her yes. Most say yes when they apply. */
static bool ask_her(struct story *story, struct unit_id decides) {
    const struct consent_asking question = {.to_unit = decides, .zones = ZONE_BIT(ZONE_HOUSING), .purpose = CONSENT_PURPOSE_DWELLING, .until = consent_default_until(story->rq.today)};
    const struct consent_answering yes = {.unit = decides, .zones = question.zones, .form = CONSENT_FORM_SIGNED, .until = DATE_NONE};
    if (consent_put_question(story->db, story->case_, &question) != CONSENT_DONE) return true; /* not needed, or asked before */
    audit_add(story->db, "consent_asked", "case", story->case_.v, NULL);
    return did(story, consent_register_answer(story->db, story->case_, &yes), "consent_answered");
}

static const struct {
    enum wish_kind kind;
    int area; /* of the town, from 1; 0: none */
    struct profile_words why;
} wishes[] = {
    {WISH_KIND_AREA, 1, {"Jeg har butikken, bussen og søsteren min der.", "Eg har butikken, bussen og søstera mi der."}},
    {WISH_KIND_QUIET, 0, {"Jeg sover lite når det er lyd i oppgangen.", "Eg søv lite når det er lyd i oppgangen."}},
    {WISH_KIND_AREA, 2, {"Jeg vokste opp der, og kjenner folk.", "Eg voks opp der, og kjenner folk."}},
    {WISH_KIND_APART, 0, {"Jeg vil bo for meg selv, uten felles inngang.", "Eg vil bu for meg sjølv, utan felles inngang."}},
    {WISH_KIND_GROUND_FLOOR, 0, {"Trapper er tungt for kneet mitt.", "Trapper er tungt for kneet mitt."}},
    {WISH_KIND_NOT_AREA, 3, {"Jeg har hatt det utrygt der før.", "Eg har hatt det utrygt der før."}},
    {WISH_KIND_NEAR_OTHERS, 0, {"Jeg vil gjerne ha noen å drikke kaffe med.", "Eg vil gjerne ha nokon å drikke kaffi med."}},
    {WISH_KIND_AREA, 4, {"Da kan jeg gå til arbeid og slipper bussen.", "Då kan eg gå til arbeid og slepp bussen."}},
};
enum { WISHES = sizeof wishes / sizeof *wishes };
static const char *const areas[][2] = {{"Sentrum", "Sentrum"}, {"Nordbyen", "Nordbyen"}, {"Sørsida", "Sørsida"}, {"Moan", "Moane"}};

static void wish(struct story *story, const struct access *access, int which) {
    bool nynorsk = story->stage->profile->letter_lang == LANG_NN;
    const char *area = wishes[which].area ? areas[wishes[which].area - 1][nynorsk] : NULL;
    did(story, application_wish(story->db, access, story->case_, wishes[which].kind, area, words_of(story, &wishes[which].why)), "application_wish");
}

static void register_one(struct story *story, int number, bool refused) {
    static const struct profile_words rents = {"Leier en leilighet med to rom av kommunen, og vil gjerne ha en terrasse.", "Leiger ei leilegheit med to rom av kommunen, og vil gjerne ha ein terrasse."};
    static const struct profile_words situations[] = {{"Bor på sofaen hos søsteren, og må ut før jul.", "Bur på sofaen hos søstera, og må ut før jul."},
                                                      {"Leier en kjellerstue uten eget bad.", "Leiger ei kjellarstove utan eige bad."},
                                                      {"Har ikke hatt fast sted å bo siden i vår.", "Har ikkje hatt fast stad å bu sidan i vår."},
                                                      {"Utleieren skal selge, og leieforholdet er sagt opp.", "Utleigaren skal selje, og leigeforholdet er sagt opp."},
                                                      {"Bor i et rom med felles kjøkken, og får ikke sove.", "Bur i eit rom med felles kjøken, og får ikkje sove."}};
    static const enum application_way ways[] = {APPLICATION_WAY_DESK, APPLICATION_WAY_PAPER, APPLICATION_WAY_HELPER, APPLICATION_WAY_DESK};
    if (number % 6 != 4 && !ask_her(story, application_unit(story->db))) return;
    const struct access *access = housing(story);
    if (!access && turn_on(story, story_worker_in(story, application_unit(story->db)), story->rq.today)) access = housing(story); /* then she went there herself */
    if (!access) return;
    struct application_new new = {.case_ = story->case_, .kind = number % 11 == 5 ? APPLICATION_KIND_SWAP : APPLICATION_KIND_NEW_HOME, .way = ways[number % 4],
                                  .situation = words_of(story, refused ? &rents : &situations[number % 5]), .received_on = DATE_NONE,
                                  .adults = chance_percent(&story->chance, 12) && !refused ? 2 : 1,
                                  .children = chance_percent(&story->chance, 16) && !refused ? chance_from(&story->chance, 1, 2) : 0};
    if (new.way == APPLICATION_WAY_HELPER) new.helper = story->stage->profile->letter_lang == LANG_NN ? "Ein venn frå kafeen" : "En venn fra kafeen";
    struct housing_application_id made;
    if (!did(story, application_register(story->db, access, &new, &made), "application_registered")) return;
    int first = (int)chance_below(&story->chance, WISHES), second = first + (int)chance_from(&story->chance, 1, 3);
    wish(story, access, first);
    if (number % 3 != 1) wish(story, access, second % WISHES);
}

static int64_t value_of(struct story *story, enum criterion criterion) {
    switch (criterion) {
    case CRITERION_IN_NEED: return 1;
    case CRITERION_HOMELESSNESS: return chance_percent(&story->chance, 35);
    case CRITERION_RELEASED_FROM_PRISON: return chance_percent(&story->chance, 8);
    case CRITERION_RESIDENCE: return chance_below(&story->chance, 9);
    case CRITERION_NEED: return chance_from(&story->chance, 1, 4);
    case CRITERION_RESIDENCE_EXCEPTION: return 0;
    case CRITERION_OWN_EFFORT: case CRITERION_TOO_SMALL: case CRITERION_TOO_FEW_ROOMS: break;
    }
    return chance_percent(&story->chance, 55);
}

/* What the rules ask for; of the newest not all is known yet. */
static void know(struct story *story, const struct planned *step) {
    struct application application;
    if (!application_now(story->db, step->case_, &application)) return;
    unsigned asked = application_unknown(story->db, &application, story->rq.today);
    for (enum criterion criterion = CRITERION_IN_NEED; criterion <= CRITERION_TOO_FEW_ROOMS; criterion++) {
        if (!(asked & 1u << criterion)) continue;
        bool known = criterion == CRITERION_IN_NEED ? !step->newest || step->number % 4 != 2 : !step->newest || chance_percent(&story->chance, 50);
        const struct application_known fact = {criterion, {known, known ? value_of(story, criterion) : 0},
                                               criterion == CRITERION_RESIDENCE ? FACT_SOURCE_REGISTER : FACT_SOURCE_SAID, NULL};
        if (!did(story, application_fact(story->db, NULL, step->case_, &fact), "application_known")) return;
    }
}

static void assess(struct story *story, const struct planned *step) {
    static const enum list_type lists[] = {LIST_TYPE_ORDINARY, LIST_TYPE_ORDINARY, LIST_TYPE_ADAPTED_DAY, LIST_TYPE_ORDINARY, LIST_TYPE_ORDINARY, LIST_TYPE_NURSING,
                                           LIST_TYPE_ADAPTED_DAY, LIST_TYPE_ORDINARY, LIST_TYPE_ADAPTED_ALL_HOURS};
    know(story, step);
    did(story, application_assess(story->db, step->case_, lists[step->number % 9]), "application_gone_through");
}

/* Somebody calls and wants it to go faster. It is written down, and changes nothing. */
static void hurry(struct story *story) {
    static const struct profile_words said = {"Ringte og spurte om søknaden kan gå foran i køen. Fikk vite hvordan rekkefølgen blir til.",
                                              "Ringde og spurde om søknaden kan gå føre i køen. Fekk vite korleis rekkjefølgja blir til."};
    did(story, application_pressure(story->db, housing(story), story->case_, PRESSURE_FROM_POLITICIAN, words_of(story, &said)), "application_pressure");
}

static void refuse(struct story *story, struct housing_application_id id) {
    static const struct profile_words why = {"Leieavtalen er fornyet i tre år, og boligen er stor nok for én. Vi ser sammen på hva som skal til for at den passer bedre.",
                                             "Leigeavtalen er fornya i tre år, og bustaden er stor nok for éin. Vi ser saman på kva som skal til for at han passar betre."};
    const struct application_outcome no = {.application = id, .status = APPLICATION_STATUS_REFUSED, .refused_why = REFUSED_WHY_HAS_SUITABLE, .why = words_of(story, &why)};
    if (!did(story, application_decide(story->db, housing(story), &no), "application_answered")) return;
    struct item_of_case_rows items = item_of_case(story->db, story->case_); /* answered without the meeting, which has nothing more to say of it */
    for (size_t i = 0; i < items.n; i++) {
        const struct case_item_withdraw_in back = {.case_ = story->case_, .item = items.v[i].id};
        if (items.v[i].kind == AGENDA_ITEM_KIND_HOUSING_APPLICATION && items.v[i].state == AGENDA_ITEM_STATE_REPORTED) page_did(story, case_item_withdraw(&story->rq, &back), "agenda_item_withdrawn");
    }
}

static void act(struct story *story, const struct planned *step, bool *called) {
    struct application application;
    story->case_ = step->case_;
    const struct worker *decides = story_worker_in(story, application_unit(story->db)), *holder = story_holder(story);
    if (!turn_on(story, step->act == STEP_REGISTER && holder ? holder : decides, step->day)) return;
    if (step->act == STEP_REGISTER) {
        register_one(story, step->number, step->refused);
        return;
    }
    if (!application_now(story->db, step->case_, &application) || !application_is_open(application.status)) return;
    switch (step->act) {
    case STEP_REGISTER: break;
    case STEP_ASSESS: assess(story, step); break;
    case STEP_REPORT:
        did(story, application_to_meeting(story->db, step->case_), "application_reported");
        if (*called || !housing(story)) break;
        *called = true;
        hurry(story);
        break;
    case STEP_WAIT: did(story, application_waits_of_file(story->db, application.id), "application_moved"); break;
    case STEP_REFUSE:
        if (housing(story)) refuse(story, application.id);
        break;
    case STEP_ASK_AGAIN: did(story, application_recheck(story->db, step->case_, RECHECKED_SAME), "application_rechecked"); break;
    }
}

int demo_applications_tell(struct story *story) {
    struct plan *plan = arena_array(db_arena(story->db), 1, sizeof *plan);
    bool called = false;
    if (!application_unit(story->db).v) return ERR_OK;
    plan_all(plan, story);
    for (size_t i = 0; i < plan->n && !story->broken; i++) act(story, &plan->v[i], &called);
    story->case_ = (struct case_id){0};
    struct meeting_series_id series = meeting_series_of_kind(story->db, MEETING_KIND_ALLOCATION);
    if (series.v && !story->broken) demo_meetings_take(story, series);
    return story->broken ? ERR_INVALID : ERR_OK;
}
