/* The demonstration: what belongs to the municipality and not to one person: who is away, what each unit does, who is appointed. */
#include "command/demo_story.h"

#include "domain/roles/topics.h"
#include "platform/audit/audit.h"
#include "roles_routes.h"

static bool noted(struct story *story, struct reply reply, const char *event) {
    audit_add(story->db, event, "municipality", 0, NULL); /* events: elsewhere */
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

int demo_units_tell(struct story *story) {
    directory(story);
    appointed(story);
    away(story, CAST_SECOND_OFFICER, 3, 5);
    away(story, CAST_FOLLOW_UP, 12, 4);
    return story->broken ? ERR_INVALID : ERR_OK;
}
