/* The plan of a person in the demonstration: what is good, her goals in her own words, who does what by when, what was tried, and the page for hard days. */
#include "command/demo_story.h"

#include "domain/plan/action.h"
#include "domain/plan/goal.h"
#include "domain/plan/individual.h"
#include "domain/plan/plan.h"
#include "domain/plan/reading.h"
#include "domain/plan/words.h"
#include "platform/audit/audit.h"

static const struct access *open_part(struct story *story, enum plan_part part) { return plan_open(&story->rq, story->case_, part); }
static void did(struct story *story, const char *event) {
    audit_add_once(story->db, event, "case", story->case_.v);
}
static const char *one_of(struct story *story, const struct profile_words *words, int n) { return words_of(story, &words[chance_below(&story->chance, n)]); }

/* ── her words ── */

static bool tell_of_herself(struct story *story) {
    static const struct profile_words strengths[] = {
        {"Jeg er god med dyr, og jeg gir meg ikke så lett.", "Eg er god med dyr, og eg gir meg ikkje så lett."},
        {"Jeg kan lage mat til mange. Før jobbet jeg på kjøkken.", "Eg kan lage mat til mange. Før arbeidde eg på kjøkken."},
        {"Jeg tegner nesten hver dag, og jeg er flink til å høre på folk.", "Eg teiknar nesten kvar dag, og eg er flink til å høyre på folk."},
    };
    static const struct profile_words needs[] = {
        {"Noen som hjelper meg å åpne posten, og som blir med første gang.", "Nokon som hjelper meg å opne posten, og som blir med første gongen."},
        {"Å få orden på dagene, og noen å snakke med når kvelden kommer.", "Å få orden på dagane, og nokon å snakke med når kvelden kjem."},
    };
    static const struct profile_words how[] = {
        {"Ring før dere kommer. Ikke før klokka ti.", "Ring før de kjem. Ikkje før klokka ti."},
        {"Kom som folk, ikke som kommunen. Gjerne ut på tur.", "Kom som folk, ikkje som kommunen. Gjerne ut på tur."},
    };
    static const struct profile_words belonging[] = {{"Søsteren min og hunden hennes.", "Søstera mi og hunden hennar."}, {"Kaffebordet på Møteplassen.", "Kaffibordet på Møteplassen."}};
    static const struct profile_words hope[] = {{"At det skal bli en vanlig hverdag.", "At det skal bli ein vanleg kvardag."}, {"Å få se ungene oftere.", "Å få sjå ungane oftare."}};
    static const struct profile_words nobody = {"Fastlegen, ellers ingen.", "Fastlegen, elles ingen."};
    static const struct profile_words herself = {"Jeg var med på møtet og sa det selv: jeg vil bo nær skolen.", "Eg var med på møtet og sa det sjølv: eg vil bu nær skulen."};
    struct plan_words words = {.v = {
                                   [PLAN_SECTION_STRENGTHS] = one_of(story, strengths, 3),
                                   [PLAN_SECTION_NEEDS] = one_of(story, needs, 2),
                                   [PLAN_SECTION_HOW] = one_of(story, how, 2),
                                   [PLAN_SECTION_BELONGING] = one_of(story, belonging, 2),
                                   [PLAN_SECTION_HOPE] = one_of(story, hope, 2),
                                   [PLAN_SECTION_COOPERATION] = words_of(story, &nobody),
                                   [PLAN_SECTION_CHILD] = plan_is_child(story->db, story->case_) ? words_of(story, &herself) : NULL,
                               }};
    did(story, "plan_written");
    return held(story, plan_words_write(story->db, open_part(story, PLAN_PART_ABOUT_HER), story->case_, PLAN_PART_ABOUT_HER, &words), "about her");
}

static bool hard_days(struct story *story) {
    static const struct profile_words signs = {"Jeg slutter å svare på telefonen, og jeg sover ikke.", "Eg sluttar å svare på telefonen, og eg søv ikkje."},
                                      helps = {"At noen kommer og setter på kaffe. Å gå ut. Ikke snakke om alt på en gang.", "At nokon kjem og set på kaffi. Å gå ut. Ikkje snakke om alt på ein gong."},
                                      not = {"Å bli spurt om jeg har tatt noe.", "Å bli spurd om eg har teke noko."},
                                      others = {"Ring søsteren min. Sitt her en stund.", "Ring søstera mi. Sit her ei stund."}, sister = {"Søster", "Syster"},
                                      evening = {"Svarer alltid om kvelden.", "Svarar alltid om kvelden."};
    struct plan_words words = {.v = {
                                   [PLAN_SECTION_CRISIS_SIGNS] = words_of(story, &signs),
                                   [PLAN_SECTION_CRISIS_HELPS] = words_of(story, &helps),
                                   [PLAN_SECTION_CRISIS_NOT] = words_of(story, &not),
                                   [PLAN_SECTION_CRISIS_OTHERS] = words_of(story, &others),
                               }};
    const struct access *access = open_part(story, PLAN_PART_CRISIS);
    struct crisis_contact_new contact = {story->case_, words_of(story, &sister), "900 00 317", words_of(story, &evening)};
    did(story, "plan_written");
    return held(story, plan_words_write(story->db, access, story->case_, PLAN_PART_CRISIS, &words), "hard days") && held(story, crisis_contact_add(story->db, access, &contact), "contact");
}

static bool what_was_tried(struct story *story) {
    static const struct profile_words what[] = {{"Å ha alle avtaler på mandag.", "Å ha alle avtalar på måndag."}, {"Å gå sammen til legen.", "Å gå saman til legen."}},
                                      learned[] = {{"Det ble for mye på én dag. En avtale om gangen.", "Det blei for mykje på éin dag. Ein avtale om gongen."},
                                                   {"Vi gjør det slik framover.", "Vi gjer det slik framover."}};
    int64_t which = chance_below(&story->chance, 2);
    struct plan_tried_new tried = {story->case_, date_add_days(story->rq.today, -20), words_of(story, &what[which]), words_of(story, &learned[which]),
                                   which ? TRIED_RESULT_HELPED : TRIED_RESULT_DID_NOT_HELP};
    return held(story, plan_tried_add(story->db, open_part(story, PLAN_PART_TRIED), &tried), "tried");
}

/* ── goals and who does what ── */

static const struct {
    struct profile_words words, why;
    enum goal_kind kind;
    const char *action;
    struct profile_words what;
} goals[] = {
    {{"Jeg vil kunne ha sønnen min på besøk.", "Eg vil kunne ha sonen min på besøk."}, {"Han er det viktigste jeg har.", "Han er det viktigaste eg har."}, GOAL_KIND_OTHER,
     "tidying", {"Stua, sammen, før lørdag.", "Stova, saman, før laurdag."}},
    {{"Jeg vil bruke mindre, og aldri alene.", "Eg vil bruke mindre, og aldri aleine."}, {"Jeg vil leve.", "Eg vil leve."}, GOAL_KIND_HARM_REDUCTION,
     "safer_use", {"Bli med til lavterskeltilbudet på torsdag.", "Bli med til lågterskeltilbodet på torsdag."}},
    {{"Jeg vil bli rusfri.", "Eg vil bli rusfri."}, {"Jeg har klart det før.", "Eg har klart det før."}, GOAL_KIND_ABSTINENCE, "keep_specialist",
     {"Følge til første samtale på poliklinikken.", "Følgje til første samtale på poliklinikken."}},
    {{"Jeg vil ut av huset hver dag.", "Eg vil ut av huset kvar dag."}, {NULL, NULL}, GOAL_KIND_OTHER, "company", {"Gå tur med hunden til naboen.", "Gå tur med hunden til naboen."}},
    {{"Jeg vil ha penger igjen den siste uka.", "Eg vil ha pengar att den siste veka."}, {NULL, NULL}, GOAL_KIND_OTHER, "money",
     {"Sette opp faste trekk.", "Setje opp faste trekk."}},
};
enum { GOALS = sizeof goals / sizeof *goals };

static struct plan_action_owned by(struct story *story, enum plan_action_owner owner, int days) {
    bool unit = owner == PLAN_ACTION_OWNER_UNIT;
    return (struct plan_action_owned){owner, unit ? story->now->unit : (struct unit_id){0}, unit ? story->now->staff : (struct staff_id){0}, date_add_days(story->rq.today, days)};
}

static bool wish(struct story *story, int64_t which) {
    struct goal_id goal;
    struct goal_brief brief;
    struct plan_action_id action;
    struct goal_new said = {story->case_, GOAL_WHOSE_OWN, goals[which].kind, words_of(story, &goals[which].words), goals[which].why.nb ? words_of(story, &goals[which].why) : NULL};
    if (!held(story, goal_add(story->db, open_part(story, PLAN_PART_GOALS), &said, &goal), "goal")) return false;
    did(story, "goal_noted");
    if (!goal_read(story->db, story->case_, goal, &brief) || !held(story, goal_move(story->db, &brief, GOAL_STATE_AGREED), "goal agreed")) return false;
    struct plan_action_new new = {story->case_, goal, goals[which].action, words_of(story, &goals[which].what), by(story, PLAN_ACTION_OWNER_UNIT, (int)chance_from(&story->chance, 4, 25))};
    return held(story, plan_action_add(story->db, open_part(story, PLAN_PART_ACTIONS), &new, &action), "action");
}

static bool everyday(struct story *story) {
    static const struct profile_words laundry = {"Hver tirsdag.", "Kvar tysdag."}, letters = {"Åpne posten sammen en gang i uka.", "Opne posten saman ein gong i veka."};
    const struct access *access = open_part(story, PLAN_PART_ACTIONS);
    struct plan_action_id action;
    struct plan_action_new own = {story->case_, {0}, "laundry", words_of(story, &laundry), by(story, PLAN_ACTION_OWNER_PERSON, (int)chance_from(&story->chance, 6, 30))},
                           proposed = {story->case_, {0}, "papers", words_of(story, &letters), {0}};
    return held(story, plan_action_add(story->db, access, &own, &action), "own action") && held(story, plan_action_add(story->db, access, &proposed, &action), "proposal");
}

/* ── the plan ── */

bool story_plan(struct story *story) {
    struct individual_plan_brief plan;
    if (!individual_plan_read(story->db, story->case_, &plan) || !individual_plan_runs(&plan)) return true;
    if (!turn(story, story_holder(story), 1, 6)) return false;
    if (!open_part(story, PLAN_PART_GOALS)) return true; /* she has closed the plan for that unit */
    did(story, "plan_begun");
    int64_t first = chance_below(&story->chance, GOALS);
    if (!held(story, individual_plan_begin(story->db, &plan), "plan begins") || !tell_of_herself(story) || !wish(story, first)) return false;
    if (!wish(story, (first + 1) % GOALS) || !everyday(story)) return false;
    if (chance_percent(&story->chance, 60) && !hard_days(story)) return false;
    if (chance_percent(&story->chance, 50) && !what_was_tried(story)) return false;
    if (chance_percent(&story->chance, 30) || !turn(story, story_holder(story), 2, 9)) return !story->broken;
    if (!individual_plan_read(story->db, story->case_, &plan) || !open_part(story, PLAN_PART_ABOUT_HER)) return true;
    struct plan_period period = {story->rq.today, DATE_NONE, date_add_months(story->rq.today, (int)chance_from(&story->chance, 3, 8))};
    did(story, "plan_in_use");
    return held(story, individual_plan_use(story->db, open_part(story, PLAN_PART_ABOUT_HER), &plan, &period), "plan in use");
}

/* Most of what was agreed is done; some of it is put off, as things are. */
bool story_do_action(struct story *story, const struct open_task *task) {
    struct plan_action_brief action;
    struct plan_action_id next;
    did(story, "action_settled");
    if (!plan_action_read(story->db, story->case_, (struct plan_action_id){task->subject}, &action)) return held(story, ERR_NOT_FOUND, "action");
    if (task->subject % 4 == 1 && action.moved == 0)
        return held(story, plan_action_move(story->db, &action, date_add_days(action.due, 14), PLAN_ACTION_REASON_NO_TIME, &next), "action put off");
    return held(story, plan_action_done(story->db, NULL, &action, NULL), "action done");
}

bool story_revise_plan(struct story *story, const struct open_task *task) {
    struct individual_plan_brief plan;
    (void)task;
    if (!individual_plan_read(story->db, story->case_, &plan)) return held(story, ERR_NOT_FOUND, "plan");
    const struct access *access = open_part(story, PLAN_PART_ABOUT_HER);
    if (!access) return true;
    did(story, "plan_in_use");
    struct plan_period period = {plan.from, plan.until, date_add_months(story->rq.today, 6)};
    if (!held(story, individual_plan_revise(story->db, &plan), "plan looked through") || !individual_plan_read(story->db, story->case_, &plan)) return false;
    return held(story, individual_plan_use(story->db, access, &plan, &period), "plan goes on");
}

bool story_offer_plan(struct story *story, const struct open_task *task) {
    (void)task;
    did(story, "plan_offered");
    plan_offer(story->db, story->case_, PLAN_OFFER_KIND_COORDINATOR, chance_percent(&story->chance, 60) ? PLAN_ANSWER_YES : PLAN_ANSWER_LATER);
    plan_offer(story->db, story->case_, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, chance_percent(&story->chance, 40) ? PLAN_ANSWER_YES : PLAN_ANSWER_LATER);
    return true;
}

/* Somebody else offered it; the keeper begins. */
bool story_begin_plan(struct story *story, const struct open_task *task) {
    struct individual_plan_brief plan;
    (void)task;
    did(story, "plan_begun");
    if (!individual_plan_read(story->db, story->case_, &plan) || plan.state != INDIVIDUAL_PLAN_STATE_CONSENTED) return true;
    return held(story, individual_plan_begin(story->db, &plan), "plan begins");
}
