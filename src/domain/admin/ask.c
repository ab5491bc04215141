/* Asking the audit trail by time, worker, event and subject. The chain has numbers without holes, and each link is written after the one before it: so
 * a moment is found by halving, and a question walks backwards from there, one stretch at a time. Writes nothing. (ARK-2) */
#include "domain/admin/trail.h"

/* The clocks of two machines that write may differ a little: look so much further, and judge each link by its own time. */
enum { SLACK_MS = 3600 * 1000, STRETCH = 50000 };

/* The number of the last link that was written before `moment`; 0: none. */
static int64_t last_before(struct db *db, int64_t moment, int64_t newest) {
    int64_t low = 0, high = newest;
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;
        struct trail_at_row row;
        bool earlier = trail_at(db, (struct audit_event_id){middle}, &row) && row.at.ms < moment;
        if (earlier) low = middle;
        else high = middle - 1;
    }
    return low;
}

struct trail_answer trail_read(struct db *db, const struct trail_filter *filter, int64_t before, int64_t limit) {
    struct trail_last_row newest = {0};
    bool from = !date_is_none(filter->from), until = !date_is_none(filter->until), about_one = filter->subject && filter->subject_id.has;
    if (!trail_last(db, &newest)) return (struct trail_answer){0};
    int64_t start = from ? instant_of_oslo(filter->from, 0).ms : 0, end = until ? instant_of_oslo(date_add_days(filter->until, 1), 0).ms : INT64_MAX;
    int64_t after = from ? last_before(db, start - SLACK_MS, newest.id.v) : 0;
    int64_t below = until ? last_before(db, end + SLACK_MS, newest.id.v) + 1 : newest.id.v + 1;
    if (before < below) below = before;
    int64_t floor = about_one || below - after <= STRETCH ? after : below - 1 - STRETCH;
    struct trail_answer answer = {
        .rows = trail_rows(db, about_one, (struct audit_event_id){below}, (struct audit_event_id){floor}, filter->staff, filter->event, filter->subject,
                           filter->subject_id, (struct instant){start}, (struct instant){end}, limit),
        .rest = floor > after ? floor + 1 : 0,
    };
    if ((int64_t)answer.rows.n == limit) answer.rest = answer.rows.v[limit - 1].id.v;
    return answer;
}
