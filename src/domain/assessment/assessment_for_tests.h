/* What the tests of forms share: a case that HOT holds with NAV and HJE in it, a request with a form in it, and its answer kept or undone as the
 * dispatcher would. For tests only. */
#pragma once
#include "domain/work/town_for_tests.h"

/* Held by HOT; NAV has a duty in it and HJE helps. */
static inline struct case_id form_case(const struct test_database *database) {
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    secrecy_involve(db, id, unit_of(HJE), INVOLVEMENT_SERVICE);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static inline struct request form_request(const struct test_database *database, int unit, int64_t later, const enum right *rights) {
    struct request rq = town_request(database, town_write(database, unit, later), town_session(database, unit, rights));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

/* The answer; what was written is kept unless the form came back or it was refused. */
static inline struct reply form_keep(struct request *rq, struct reply reply) {
    audit_add(rq->db, "tried", "case", 1, NULL);
    if (reply.from_form || reply.status >= 400) db_abort(rq->db);
    else town_commit(rq->db);
    return reply;
}

/* The page's text; nothing is kept. */
static inline const char *page_text(const struct test_database *database, struct request *rq, struct reply reply) {
    const char *text = reply_text(database, reply);
    db_abort(rq->db);
    return text;
}
