/* What is known of an application: what counts, who ask together, wishes, and who has called about it. */
#include "domain/application/internal.h"

#include "application_sql.h"

enum { ADULTS_MOST = 10, CHILDREN_MOST = 15, YEARS_MOST = 120, NEED_MOST = 4 };

static bool value_fits(enum criterion criterion, struct maybe_int value) {
    if (!value.has) return true;
    switch (criterion) {
    case CRITERION_RESIDENCE: return value.v >= 0 && value.v <= YEARS_MOST;
    case CRITERION_NEED: return value.v >= 1 && value.v <= NEED_MOST;
    case CRITERION_IN_NEED: case CRITERION_HOMELESSNESS: case CRITERION_RELEASED_FROM_PRISON: case CRITERION_RESIDENCE_EXCEPTION:
    case CRITERION_OWN_EFFORT: case CRITERION_TOO_SMALL: case CRITERION_TOO_FEW_ROOMS: return value.v == 0 || value.v == 1;
    }
    return false;
}

int application_put_fact(struct db *db, const struct access *access, const struct application *application, const struct application_known *known) {
    if (!value_fits(known->criterion, known->value)) return APPLICATION_VALUE_WRONG;
    bool exception = known->criterion == CRITERION_RESIDENCE_EXCEPTION && known->value.has && known->value.v;
    if (exception && text_empty(known->words)) return APPLICATION_WHY_MISSING; /* TIL-5: the exception is reasoned */
    struct application_fact_id fact =
        fact_insert(db, application->id, known->criterion, known->value, known->source, db_now(db), application_actor(db));
    if (!application_say(db, access, application, WORDS_ABOUT_FACT, fact.v, known->words)) return APPLICATION_NO_ACCESS;
    audit_add(db, "application_fact", "case", application->case_.v, criterion_code(known->criterion));
    return APPLICATION_FINE;
}

int application_facts(struct db *db, const struct access *access, struct case_id id, const struct application_known *known, size_t n) {
    struct application application;
    int fault = application_open(db, id, &application);
    for (size_t i = 0; !fault && i < n; i++) fault = application_put_fact(db, access, &application, &known[i]);
    if (!fault) application_ask_task(db, &application);
    return fault;
}

int application_fact(struct db *db, const struct access *access, struct case_id id, const struct application_known *known) {
    return application_facts(db, access, id, known, 1);
}

int application_set_household(struct db *db, struct case_id id, int64_t adults, int64_t children) {
    struct application application;
    int fault = application_open(db, id, &application);
    if (fault) return fault;
    if (adults < 1 || adults > ADULTS_MOST || children < 0 || children > CHILDREN_MOST) return APPLICATION_HOUSEHOLD;
    application_household(db, application.id, adults, children);
    audit_add(db, "application_household", "case", id.v, NULL);
    return APPLICATION_FINE;
}

int application_set_list(struct db *db, struct case_id id, enum list_type list) {
    struct application application;
    int fault = application_open(db, id, &application);
    if (fault) return fault;
    if (application_list(db, application.id, list) != 1) return APPLICATION_WRONG_STATUS;
    audit_add(db, "application_list_chosen", "case", id.v, list_type_code(list));
    return APPLICATION_FINE;
}

int application_recheck(struct db *db, struct case_id id, enum rechecked result) {
    struct application application;
    int fault = application_open(db, id, &application);
    if (fault) return fault;
    struct date today = application_today(db);
    application_checked(db, application.id, today);
    application_check_insert(db, application.id, today, result, db_now(db), application_actor(db));
    application.checked_on = today;
    application_watch(db, &application);
    work_task_done(db, id, TASK_KIND_RECHECK_APPLICATION, application.id.v);
    work_event(db, id, CASE_EVENT_KIND_APPLICATION_RECHECKED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "application_rechecked", "case", id.v, rechecked_code(result));
    return APPLICATION_FINE;
}

int application_wish(struct db *db, const struct access *access, struct case_id id, enum wish_kind kind, const char *area, const char *words) {
    struct application application;
    int fault = application_open(db, id, &application);
    if (fault) return fault;
    bool place = kind == WISH_KIND_AREA || kind == WISH_KIND_NOT_AREA;
    if (place && text_empty(area)) return APPLICATION_AREA_MISSING;
    if (!access || !access_covers(access, ZONE_HOUSING)) return APPLICATION_NO_ACCESS;
    struct application_wish_id wish = home_wish_insert(db, application.id, kind, place ? area : NULL, db_now(db), application_actor(db));
    application_say(db, access, &application, WORDS_ABOUT_WISH, wish.v, words);
    audit_add(db, "application_wish", "case", id.v, wish_kind_code(kind));
    return APPLICATION_FINE;
}

void application_wish_of_file(struct db *db, struct housing_application_id application, enum wish_kind kind, const char *area) {
    if (!text_empty(area)) home_wish_insert(db, application, kind, area, db_now(db), application_actor(db));
}

int application_wish_result(struct db *db, const struct access *access, struct case_id id, const struct application_wish_answer *answer) {
    struct application application;
    if (!application_now(db, id, &application)) return APPLICATION_NOT_FOUND;
    if ((answer->result == WISH_RESULT_UNMET) != (answer->unmet != 0)) return APPLICATION_UNMET_MISSING;
    if (!text_empty(answer->words) && (!access || !access_covers(access, ZONE_HOUSING))) return APPLICATION_NO_ACCESS;
    if (home_wish_settle(db, application.id, answer->wish, answer->result, answer->unmet, db_now(db)) != 1) return APPLICATION_NOT_FOUND;
    application_say(db, access, &application, WORDS_ABOUT_WISH_RESULT, answer->wish.v, answer->words);
    audit_add(db, "application_wish_result", "case", id.v, wish_result_code(answer->result));
    return APPLICATION_FINE;
}

/* Written down, and nothing more: no fact changes, and the ranking cannot see it. */
int application_pressure(struct db *db, const struct access *access, struct case_id id, enum pressure_from from, const char *words) {
    struct application application;
    int fault = application_open(db, id, &application);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_HOUSING)) return APPLICATION_NO_ACCESS;
    struct pressure_contact_id contact = pressure_insert(db, application.id, from, db_now(db), application_actor(db));
    application_say(db, access, &application, WORDS_ABOUT_PRESSURE, contact.v, words);
    audit_add(db, "application_pressure", "case", id.v, pressure_from_code(from));
    return APPLICATION_FINE;
}

bool application_words(struct db *db, const struct access *access, const struct application *application, enum words_about about, const char *words) {
    return application_say(db, access, application, about, application->id.v, words);
}
