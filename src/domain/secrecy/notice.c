/* Writing and counting notices of access. Their page is in notice_pages.c. */
#include "domain/secrecy/notice.h"

#include "secrecy_sql.h"

void notice_to_unit(struct db *db, struct unit_id unit, enum notice_kind kind, struct case_id id, int64_t subject) {
    access_notice_add(db, unit, false, kind, id, subject, db_now(db));
}

void notice_to_leader(struct db *db, struct unit_id unit, enum notice_kind kind, struct case_id id, int64_t subject) {
    access_notice_add(db, unit, true, kind, id, subject, db_now(db));
}

void notice_to_privacy(struct db *db, enum notice_kind kind, struct case_id id, int64_t subject) {
    access_notice_add(db, (struct unit_id){0}, false, kind, id, subject, db_now(db));
}

int64_t secrecy_count_notices(struct request *rq) {
    struct access_notice_count_row row;
    bool leads = session_may(rq->session, RIGHT_UNIT_LEAD), privacy = session_may(rq->session, RIGHT_READS_REVIEW);
    return access_notice_count(rq->db, rq->session->unit, leads, privacy, &row) ? row.n : 0;
}
