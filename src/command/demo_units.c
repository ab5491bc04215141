/* The demonstration: what belongs to the municipality and not to one person: who is away, what each unit does, who is appointed. */
#include "command/demo_story.h"

#include "domain/breach/breach.h"
#include "domain/roles/topics.h"
#include "platform/audit/audit.h"
#include "roles_routes.h"

enum { MS_PER_HOUR = 3600 * 1000 };

static bool noted(struct story *story, struct reply reply, const char *event) {
    audit_add_once(story->db, event, "municipality", 0);
    return held(story, reply.status == 303 && !story->form.refused ? ERR_OK : ERR_INVALID, event);
}

/* A leader or two is away for a few days, so that there is somebody who stands in. */
static void away(struct story *story, enum demo_role role, int from, int days) {
    const struct worker *worker = stage_worker(story->stage, &story->chance, demo_cast_unit(story->stage->profile, role), STAFF_ROLE_OFFICER);
    if (!worker || !turn(story, worker, 0, 0)) return;
    struct date begins = date_add_days(story->rq.today, from);
    struct absence_write_in in = {begins, date_add_days(begins, days)};
    noted(story, absence_write(&story->rq, &in), "absence_written");
}

static void appointed(struct story *story) {
    const struct worker *authority =
        stage_worker(story->stage, &story->chance, demo_cast_unit(story->stage->profile, CAST_AUTHORITY), STAFF_ROLE_AUTHORITY);
    const struct worker *coordinator =
        stage_worker(story->stage, &story->chance, demo_cast_unit(story->stage->profile, CAST_COORDINATOR), STAFF_ROLE_COORDINATOR);
    if (!coordinator || !turn(story, authority, 0, 0)) return;
    struct appointment_write_in in = {APPOINTMENT_ROLE_OVERALL_COORDINATOR, coordinator->staff};
    noted(story, appointment_write(&story->rq, &in), "appointment_written");
}

/* Each follow-up unit says something of its own in the directory. */
static void directory(struct story *story) {
    static const struct profile_words reach = {"Ring mellom 8 og 15. Utenom det: vakttelefonen.", "Ring mellom 8 og 15. Elles: vakttelefonen."};
    struct topic_rows topics = topics_read(story->db, LANG_NB);
    for (int i = 0; i < story->stage->n_followers && (size_t)i < topics.n; i++) {
        const struct worker *leader = stage_worker(story->stage, &story->chance, story->stage->followers[i], STAFF_ROLE_UNIT_LEADER);
        if (!leader || !turn(story, leader, 0, 0)) continue;
        struct directory_write_in in = {topics.v[i].code, true, words_of(story, &reach)};
        noted(story, directory_write(&story->rq, &in), "directory_written");
    }
}

static struct breach_id breach_of(struct story *story, enum breach_kind kind, const struct profile_words *what, int64_t hours_ago) {
    struct breach_id made = {0};
    const struct breach_new new = {kind, words_of(story, what), DATE_NONE, {story->rq.now.ms - hours_ago * MS_PER_HOUR}, story->now->unit, {0}};
    held(story, breach_report(story->db, &new, &made), "breach_reported");
    return made;
}

/* One breach that is new, and one that was told of in time and learnt from. */
static void breaches(struct story *story) {
    static const struct profile_words list = {"En liste med ti saksnummer lå igjen på skriveren i gangen.", "Ei liste med ti saksnummer låg att på skrivaren i gangen."},
                                      phone = {"Vakttelefonen ble glemt på bussen. Den var låst.", "Vakttelefonen blei gløymd på bussen. Han var låst."},
                                      why = {"Telefonen var låst, men numre til de som ringer, kan ses på skjermen.", "Telefonen var låst, men numra til dei som ringjer, kan sjåast på skjermen."},
                                      done = {"Telefonen er slettet på avstand, og bussen har levert den tilbake.", "Telefonen er sletta på avstand, og bussen har levert han tilbake."},
                                      lesson = {"Skjermen viser ikke lenger hvem som ringer når telefonen er låst.", "Skjermen viser ikkje lenger kven som ringjer når telefonen er låst."};
    const struct worker *worker = stage_worker(story->stage, &story->chance, demo_cast_unit(story->stage->profile, CAST_FOLLOW_UP), STAFF_ROLE_OFFICER);
    const struct worker *officer = stage_worker(story->stage, &story->chance, demo_cast_unit(story->stage->profile, CAST_PRIVACY_OFFICER), STAFF_ROLE_PRIVACY_OFFICER);
    if (!worker || !officer || !turn(story, worker, 0, 0)) return;
    struct breach_id found = breach_of(story, BREACH_KIND_AVAILABILITY, &phone, 140);
    breach_of(story, BREACH_KIND_CONFIDENTIALITY, &list, 20);
    if (!turn(story, officer, 0, 0)) return;
    held(story, breach_assess(story->db, found, BREACH_RISK_RISK, words_of(story, &why), 10), "breach_risk_set");
    held(story, breach_authority(story->db, found, (struct instant){story->rq.now.ms - 100 * MS_PER_HOUR}, "26/04117", NULL), "breach_authority_set");
    held(story, breach_measure(story->db, found, words_of(story, &done)), "breach_measure_written");
    held(story, breach_end(story->db, found, words_of(story, &lesson), NULL), "breach_closed");
    audit_add(story->db, "breach_closed", "breach", found.v, NULL);
}

int demo_units_tell(struct story *story) {
    directory(story);
    appointed(story);
    breaches(story);
    away(story, CAST_SECOND_OFFICER, 3, 5);
    away(story, CAST_FOLLOW_UP, 12, 4);
    return story->broken ? ERR_INVALID : ERR_OK;
}
