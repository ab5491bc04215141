/* The joint decision in the demonstration: written, checked by a second officer, signed under delegation, issued, reached, answered, changed. */
#include "command/demo_story.h"

#include "domain/decision/joint.h"
#include "platform/audit/audit.h"

struct drafting {
    struct story *story;
    struct joint_decision_id decision;
    struct decision_part_id parts[4];
    int n;
    const char *follower;
};

/* The unit that writes: the one that decides services if it may read about the home, else the one that decides dwellings. */
const char *story_deciding_unit(const struct profile *profile) {
    const struct profile_unit *services = profile_unit(profile, profile->decision.services_by);
    return services && services->role == UNIT_ROLE_ALLOCATOR ? services->code : profile->allocation.decided_by;
}

static const struct worker *writer(struct story *story) {
    return stage_worker(story->stage, &story->chance, story_deciding_unit(story->stage->profile), STAFF_ROLE_OFFICER);
}

/* Another officer of the same unit than the one who wrote; NULL: there is none, and the part stays a draft (FVL-6). */
static const struct worker *second_officer(struct story *story, struct staff_id wrote) {
    const char *unit = story_deciding_unit(story->stage->profile);
    for (size_t i = 0; i < story->stage->n_workers; i++) {
        const struct worker *worker = &story->stage->workers[i];
        if (worker->role == STAFF_ROLE_OFFICER && text_equal(worker->unit_code, unit) && worker->staff.v != wrote.v) return worker;
    }
    return NULL;
}

static const struct worker *signer(struct story *story, enum part_kind kind) {
    const struct profile *profile = story->stage->profile;
    for (unsigned i = 0; i < profile->delegations_count; i++)
        if (profile->delegations[i].law == kind_law(kind))
            return stage_worker(story->stage, &story->chance, profile->delegations[i].unit, profile->delegations[i].role);
    return NULL;
}

/* The part as it stands: kind, unit and version. */
static bool part_now(struct drafting *drafting, struct decision_part_id id, struct part *ret_part) {
    struct joint joint;
    if (!joint_load(drafting->story->db, NULL, drafting->decision, LANG_NB, &joint)) return false;
    const struct part *part = joint_part(&joint, id);
    if (part) *ret_part = *part;
    return part != NULL;
}

struct content {
    enum part_kind kind;
    struct profile_words content, rules;
};
static const struct content contents[] = {
    {PART_KIND_BISTAND,
     {"Hjelp til å finne bolig, søke bostøtte og lage en avtale med utleieren",
      "Hjelp til å finne bustad, søkje bustøtte og lage ein avtale med utleigaren"},
     {"Du har rett til individuelt tilpasset bistand til å skaffe og beholde en bolig",
      "Du har rett til individuelt tilpassa hjelp til å skaffe og behalde ein bustad"}},
    {PART_KIND_BOLIG,
     {"En kommunal bolig som passer behovet ditt", "Ein kommunal bustad som passar behovet ditt"},
     {"Kommunen kan leie ut en bolig til deg", "Kommunen kan leige ut ein bustad til deg"}},
    {PART_KIND_HOL_TJENESTE,
     {"Samtaler hjemme, og hjelp til å komme i gang med hverdagen", "Samtalar heime, og hjelp til å kome i gang med kvardagen"},
     {"Du har rett til hjelp som passer deg", "Du har rett til hjelp som passar deg"}},
    {PART_KIND_SOSIAL,
     {"Garanti for depositum", "Garanti for depositum"},
     {"Du har rett til økonomisk hjelp når du ikke har nok selv", "Du har rett til økonomisk hjelp når du ikkje har nok sjølv"}},
};

static const struct content *content_of(enum part_kind kind) {
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        if (contents[i].kind == kind) return &contents[i];
    return &contents[0];
}

/* What an officer writes of one part. `more`: a change in her favour. */
static bool write_part(struct drafting *drafting, struct decision_part_id id, bool more) {
    static const struct profile_words facts = {"Du må flytte og har ikke funnet et nytt sted å bo.",
                                               "Du må flytte og har ikkje funne ein ny stad å bu."},
                                      considerations = {"Vi har lagt vekt på at du trenger et fast sted å bo.",
                                                        "Vi har lagt vekt på at du treng ein fast stad å bu."},
                                      view = {"Jeg vil ha et lite og stille sted", "Eg vil ha ein liten og stille stad"},
                                      weight = {"Vi leter etter noe som passer det du har sagt",
                                                "Vi leitar etter noko som passar det du har sagt"};
    struct story *story = drafting->story;
    struct part part;
    if (!part_now(drafting, id, &part)) return held(story, ERR_NOT_FOUND, "part");
    const struct content *content = content_of(part.kind);
    struct date today = story->rq.today;
    struct part_writing writing = {
        .part = id,
        .outcome = PART_OUTCOME_GRANTED,
        .unit = part.unit,
        .amount_kind = AMOUNT_KIND_NONE,
        .minutes_least = -1,
        .minutes_most = -1,
        .minutes_usual = -1,
        .from = date_add_days(today, 7),
        .until = date_add_months(today, 12),
        .review = date_add_months(today, 4),
        .capacity_ok = true,
        .content = words_of(story, &content->content),
        .rules = words_of(story, &content->rules),
        .facts = words_of(story, &facts),
        .considerations = words_of(story, &considerations),
        .her_view = words_of(story, &view),
        .weight = words_of(story, &weight),
        .version = part.version,
    };
    if (part.kind == PART_KIND_HOL_TJENESTE) {
        const struct worker *contact = stage_worker(story->stage, &story->chance, drafting->follower, STAFF_ROLE_OFFICER);
        writing.contact = contact ? contact->staff : (struct staff_id){0};
        writing.service_kind = SERVICE_KIND_TALKS_AT_HOME;
        writing.amount_kind = AMOUNT_KIND_BAND;
        writing.minutes_least = 10;
        writing.minutes_most = more ? 900 : 600;
        writing.minutes_usual = more ? 360 : 240;
        writing.per = AMOUNT_PERIOD_WEEK;
    }
    return held(story, decision_write_part(story->db, decision_access(&story->rq, drafting->decision), &writing), "write part");
}

static bool add_part(struct drafting *drafting, enum part_kind kind, const char *unit) {
    struct story *story = drafting->story;
    struct unit_id id = organisation_unit_by_code(story->db, unit);
    if (secrecy_said_no(story->db, story->case_, id, story->rq.today)) return true; /* then it is not hers to have that unit */
    return held(story, decision_add_part(story->db, drafting->decision, kind, id, &drafting->parts[drafting->n++]), "add part");
}

static bool draft(struct drafting *drafting) {
    struct story *story = drafting->story;
    const struct profile *profile = story->stage->profile;
    if (!turn(story, writer(story), 2, 12)) return false;
    if (!held(story, decision_start(story->db, story->case_, &drafting->decision), "begin decision")) return false;
    bool nav = secrecy_involved(story->db, story->case_, organisation_unit_by_code(story->db, demo_cast_unit(profile, CAST_NAV_OFFICER)));
    if (!add_part(drafting, PART_KIND_BISTAND, profile->allocation.decided_by)) return false;
    if (!add_part(drafting, PART_KIND_BOLIG, profile->allocation.dwelling_picked_by)) return false;
    bool services = text_equal(story_deciding_unit(profile), profile->decision.services_by);
    /* The law as data holds today's wording of what a letter says on health; an older letter could not be written. */
    bool health = chooses(story, 75, PLOT_AMENDED, PLOT_FREE) && law_rule_at(law_current(), "HPL-29", story->rq.today) && services;
    if (health && !add_part(drafting, PART_KIND_HOL_TJENESTE, drafting->follower)) return false;
    if (nav && services && chance_percent(&story->chance, 40) &&
        !add_part(drafting, PART_KIND_SOSIAL, demo_cast_unit(profile, CAST_NAV_OFFICER)))
        return false;
    if (story->stage->bulk && story->stage->letters_left <= 0) return false;
    for (int i = 0; i < drafting->n; i++) {
        struct part part;
        bool later = part_now(drafting, drafting->parts[i], &part) && part.kind == PART_KIND_SOSIAL && chance_percent(&story->chance, 50);
        if (later && !held(story, decision_part_later(story->db, part.id, date_add_days(story->rq.today, 35)), "part later")) return false;
        if (!later && !write_part(drafting, drafting->parts[i], false)) return false;
    }
    return true;
}

/* Whether the signing unit may read the part at all is the municipality's own ordering of its units: where it may not, it stays a draft. */
static bool check_and_sign(struct drafting *drafting, struct decision_part_id id) {
    struct story *story = drafting->story;
    struct part part;
    if (!part_now(drafting, id, &part)) return false;
    if (part.state == PART_STATE_LATER) return true;
    const struct worker *second = second_officer(story, part.written_by);
    if (!second || !signer(story, part.kind) || !turn(story, second, 0, 1)) return false;
    if (part.unit.v && secrecy_said_no(story->db, story->case_, part.unit, story->rq.today)) return false; /* she has said no meanwhile: it stays a draft */
    int checked = decision_check_part(story->db, decision_access(&story->rq, drafting->decision), id);
    if (checked == ERR_CONFLICT) return false; /* what was due before it has issued the rest meanwhile */
    if (!held(story, checked, "check part")) return false;
    if (!turn(story, signer(story, part.kind), 0, 2)) return false;
    const struct access *access = decision_access(&story->rq, drafting->decision);
    if (!access || !access_covers(access, part.zone)) return false;
    return held(story, decision_sign_part(story->db, access, id, true), "sign part");
}

bool story_letter_goes(struct story *story, struct joint_decision_id decision, const struct worker *who) {
    if (!turn(story, who, 0, 1)) return false;
    struct delivery_note note = {decision, DELIVERY_RECIPIENT_PERSON, DELIVERY_CHANNEL_PAPER, story->rq.today, DATE_NONE};
    if (!held(story, decision_deliver(story->db, &note), "send letter")) return false;
    if (!turn(story, who, 2, 6)) return false;
    note.reached_on = story->rq.today;
    return held(story, decision_deliver(story->db, &note), "letter reached");
}

/* Signed, but whoever wrote it may not read all of the letter: the unit that decides makes it. */
bool story_issue_ready(struct story *story, const struct open_task *task) {
    struct decision_brief latest;
    (void)task;
    if (!decision_latest(story->db, story->case_, &latest) || !turn(story, writer(story), 0, 1)) return false;
    if (decision_issue(story->db, decision_access(&story->rq, latest.id), latest.id) < 0) return false;
    return story_letter_goes(story, latest.id, writer(story));
}

static bool issue(struct drafting *drafting) {
    struct story *story = drafting->story;
    if (story->stage->letters_left <= 0 || !turn(story, writer(story), 0, 2)) return false;
    story->stage->letters_left--;
    int result = decision_issue(story->db, decision_access(&story->rq, drafting->decision), drafting->decision);
    if (result == ERR_INVALID) return false; /* another part of the same letter is being changed: it waits for that */
    if (!held(story, result, "issue")) return false;
    story->stage->made->decisions++;
    return story_letter_goes(story, drafting->decision, writer(story));
}

static bool answer(struct drafting *drafting) {
    struct story *story = drafting->story;
    if (!turn(story, writer(story), 1, 9)) return false;
    for (int i = 0; i < drafting->n; i++) {
        struct part part;
        if (!part_now(drafting, drafting->parts[i], &part) || part.state == PART_STATE_LATER || !kind_is_answered(part.kind)) continue;
        enum part_answer said = chooses(story, 15, PLOT_DECLINED, PLOT_AMENDED) ? PART_ANSWER_DECLINED : PART_ANSWER_ACCEPTED;
        int result = decision_answer(story->db, drafting->parts[i], said, ANSWER_WAY_PHONE);
        if (result != ERR_CONFLICT && !held(story, result, "answer")) return false; /* a conflict: it is being changed already */
    }
    return true;
}

/* More help than before; the rest stands. */
static void amend(struct drafting *drafting) {
    struct story *story = drafting->story;
    struct part part;
    struct decision_part_id help = {0}, next;
    for (int i = 0; i < drafting->n; i++)
        if (part_now(drafting, drafting->parts[i], &part) && part.kind == PART_KIND_HOL_TJENESTE) help = part.id;
    if (!help.v || !turn(story, writer(story), 30, 70)) return;
    int result = decision_amend(story->db, help, AMENDMENT_IN_FAVOUR, &next);
    if (result == ERR_CONFLICT) return; /* something else has changed it meanwhile */
    if (!held(story, result, "amend")) return;
    struct decision_brief latest;
    if (!decision_latest(story->db, story->case_, &latest)) return;
    drafting->decision = latest.id;
    if (write_part(drafting, next, true) && check_and_sign(drafting, next) && issue(drafting)) story->help_part = next;
}

void story_decide_again(struct story *story, const char *follower) {
    struct drafting drafting = {.story = story, .follower = follower};
    struct decision_brief latest;
    struct joint joint;
    if (!decision_latest(story->db, story->case_, &latest) || !turn(story, writer(story), 0, 1)) return;
    drafting.decision = latest.id;
    if (!joint_load(story->db, NULL, latest.id, LANG_NB, &joint)) return;
    for (size_t i = 0; i < joint.n && drafting.n < 4; i++)
        if (joint.v[i].decided_now && joint.v[i].state == PART_STATE_DRAFT) drafting.parts[drafting.n++] = joint.v[i].id;
    for (int i = 0; i < drafting.n; i++)
        if (!write_part(&drafting, drafting.parts[i], true) || !check_and_sign(&drafting, drafting.parts[i])) return;
    if (drafting.n) issue(&drafting);
}

void story_decide(struct story *story, const char *follower) {
    struct drafting drafting = {.story = story, .follower = follower};
    bool stays_draft = chance_percent(&story->chance, 15) && story_days_left(story) < 60;
    if (story->plot != PLOT_FREE) stays_draft = story->plot == PLOT_DRAFT;
    if (!draft(&drafting) || stays_draft) return;
    for (int i = 0; i < drafting.n; i++)
        if (!check_and_sign(&drafting, drafting.parts[i])) return;
    if (!issue(&drafting) || !answer(&drafting)) return;
    for (int i = 0; i < drafting.n; i++) {
        struct part part;
        if (part_now(&drafting, drafting.parts[i], &part) && kind_is_service(part.kind)) story->help_part = part.id;
    }
    struct decision_part_id first = drafting.parts[0];
    if (story->plot == PLOT_AMENDED) story_agrees(story, follower); /* before the help becomes more */
    if (chooses(story, 35, PLOT_AMENDED, PLOT_FREE)) amend(&drafting);
    if (story->plot == PLOT_FREE && chance_percent(&story->chance, 45)) story_appeal(story, first, follower);
}
