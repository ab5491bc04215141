/* The rules of asking others and of worries that come in. Knows no page. A worry opens nothing: who reports learns only that it was received. */
#include "domain/request/request.h"

#include "domain/notify/notify.h"
#include "domain/plan/plan.h"
#include "platform/audit/audit.h"
#include "platform/crypt/crypt.h"
#include "request_sql.h"

enum { CONCERN_DAYS = 1 };

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static const char *none_if_empty(const char *text) { return text_empty(text) ? NULL : text; }

/* ── asking others ────────────────────────────────────────────────────── */

static bool fits(enum information_ground ground, enum asked_body body) {
    switch (ground) {
    case INFORMATION_GROUND_CONSENT: return body != ASKED_BODY_POPULATION_REGISTER;
    case INFORMATION_GROUND_BSL_12:
    case INFORMATION_GROUND_SOT_11: return body == ASKED_BODY_PUBLIC_BODY || body == ASKED_BODY_SERVICE;
    case INFORMATION_GROUND_HEALTH_COOPERATION: return body == ASKED_BODY_GP || body == ASKED_BODY_SERVICE;
    case INFORMATION_GROUND_POPULATION_REGISTER: return body == ASKED_BODY_POPULATION_REGISTER;
    }
    return false;
}

enum asking_fault request_may_ask(const struct asking *asking) {
    if (!fits(asking->ground, asking->body)) return ASKING_WRONG_GROUND;
    if (asking->ground == INFORMATION_GROUND_CONSENT && !asking->consent_by) return ASKING_NO_CONSENT;
    if (!asking->informed && !asking->says_why_not) return ASKING_NOT_INFORMED;
    return ASKING_FINE;
}

/* ── worries ──────────────────────────────────────────────────────────── */

/* The municipality's first door, for what nobody follows up yet. */
static struct unit_id door(struct db *db) {
    const struct profile *profile = organisation_profile();
    struct unit_id unit = profile->intake.first_unit ? organisation_unit_by_code(db, profile->intake.first_unit) : actor_unit(db);
    return unit.v ? unit : actor_unit(db);
}

/* Whom it is for in a case: the coordinator, else the one who holds it. */
struct receiver {
    struct case_id case_;
    struct person_id person;
    struct unit_id unit;
    struct staff_id staff;
};

/* As names are kept for search: folded, with single spaces. */
static const char *as_searched(struct arena *arena, const char *name) {
    char *text = arena_strdup(arena, text_fold(arena, text_trim(arena, name)));
    size_t n = 0;
    for (size_t i = 0; text[i]; i++)
        if (text[i] != ' ' || text[n ? n - 1 : 0] != ' ') text[n++] = text[i];
    text[n] = '\0';
    return text;
}

static bool find_receiver(struct db *db, const char *name, struct receiver *ret_receiver) {
    struct concern_match_rows rows = concern_match(db, as_searched(db_arena(db), name));
    struct case_brief brief;
    struct coordinator_brief coordinator;
    if (rows.n != 1 || !work_case(db, rows.v[0].case_id, &brief)) return false;
    *ret_receiver = (struct receiver){rows.v[0].case_id, rows.v[0].person_id, brief.holder_unit, brief.holder_staff};
    if (plan_coordinator(db, rows.v[0].case_id, LANG_NB, &coordinator)) {
        ret_receiver->unit = coordinator.unit;
        ret_receiver->staff = coordinator.staff;
    }
    return true;
}

static void give_to(struct db *db, struct concern_id concern, const struct receiver *receiver, const struct concern_new *words) {
    concern_seal(db, concern, receiver->person, receiver->case_, receiver->unit, none_if_empty(words->reporter_name), words->about,
                 none_if_empty(words->place), words->said);
    work_task_add(db, receiver->case_, receiver->unit, TASK_KIND_HANDLE_CONCERN, concern.v,
                  date_add_days(instant_oslo_date(db_now(db)), CONCERN_DAYS));
    work_task_give(db, receiver->case_, TASK_KIND_HANDLE_CONCERN, concern.v, receiver->staff);
}

struct concern_id request_take_concern(struct db *db, const struct concern_new *words) {
    struct receiver receiver;
    struct concern_id id = concern_insert(db, words->reporter, actor_staff(db), actor_unit(db), door(db), db_now(db));
    if (find_receiver(db, words->about, &receiver)) {
        give_to(db, id, &receiver, words);
        return id;
    }
    struct person_id own = {-id.v}; /* a key of its own, until it is known whom it is about */
    person_key_create(db, own);
    notify_unit(db, door(db));
    concern_seal(db, id, own, (struct case_id){0}, door(db), none_if_empty(words->reporter_name), words->about, none_if_empty(words->place),
                 words->said);
    return id;
}

int request_send_concern(struct db *db, struct concern_id concern, const char *name) {
    struct concern_get_row row;
    struct receiver receiver;
    if (!concern_get(db, concern, &row) || row.case_id.v || row.state != CONCERN_STATE_RECEIVED) return ERR_CONFLICT;
    if (!find_receiver(db, name, &receiver)) return ERR_NOT_FOUND;
    give_to(db, concern, &receiver,
            &(struct concern_new){.reporter_name = row.reporter_name, .about = name, .place = row.place, .said = row.said});
    person_key_destroy(db, row.person_id);
    audit_add(db, "concern_in_case", "concern", concern.v, NULL);
    return ERR_OK;
}

int request_handle_concern(struct db *db, struct concern_id concern, const char *note) {
    struct concern_get_row row;
    if (!concern_get(db, concern, &row)) return ERR_NOT_FOUND;
    if (concern_handle(db, concern, row.person_id, note, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    if (row.case_id.v) work_task_done(db, row.case_id, TASK_KIND_HANDLE_CONCERN, concern.v);
    return ERR_OK;
}
