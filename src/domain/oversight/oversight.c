/* Finding what stands out in a day's reading. Pure SQL over the lines of the log; decides nothing about anybody. */
#include "domain/oversight/oversight.h"

#include "oversight_sql.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"

enum { DAYS_MOST = 60, WORK_DAYS = 7, PERSONS_A_DAY = 25, USUAL_NIGHTS = 6, NIGHT_DAYS = 30, HOUR_OF_JOB = 3 };

struct looking {
    struct db *db;
    struct date day;
    struct instant from, until;
    int64_t found;
};

static struct looking looking_at(struct db *db, struct date day) {
    return (struct looking){.db = db, .day = day, .from = instant_of_oslo(day, 0), .until = instant_of_oslo(date_add_days(day, 1), 0)};
}

static void look_for_names(struct looking *looking) {
    struct reads_of_same_name_rows rows = reads_of_same_name(looking->db, looking->from, looking->until);
    for (size_t i = 0; i < rows.n; i++)
        looking->found += finding_insert(looking->db, FINDING_KIND_SAME_NAME, rows.v[i].staff_id, rows.v[i].unit_id, rows.v[i].person_id,
                                         looking->day, rows.v[i].n, 1, rows.v[i].first_at, rows.v[i].last_at, db_now(looking->db));
}

static void look_for_volume(struct looking *looking) {
    struct reads_of_many_rows rows = reads_of_many(looking->db, looking->from, looking->until, PERSONS_A_DAY);
    for (size_t i = 0; i < rows.n; i++)
        looking->found +=
            finding_insert(looking->db, FINDING_KIND_VOLUME, rows.v[i].staff_id, rows.v[i].unit_id, (struct person_id){0}, looking->day,
                           rows.v[i].n, rows.v[i].n_persons, rows.v[i].first_at, rows.v[i].last_at, db_now(looking->db));
}

static void look_for_nights(struct looking *looking) {
    int64_t utc_midnight = looking->from.ms - looking->from.ms % MS_PER_DAY;
    int64_t offset = (MS_PER_DAY - (looking->from.ms - utc_midnight)) % MS_PER_DAY; /* Oslo is ahead of UTC by so much */
    struct instant month = instant_of_oslo(date_add_days(looking->day, -NIGHT_DAYS), 0);
    struct reads_at_night_rows rows = reads_at_night(looking->db, looking->from, looking->until, month, offset, USUAL_NIGHTS);
    for (size_t i = 0; i < rows.n; i++)
        looking->found +=
            finding_insert(looking->db, FINDING_KIND_NIGHT, rows.v[i].staff_id, rows.v[i].unit_id, (struct person_id){0}, looking->day,
                           rows.v[i].n, rows.v[i].n_persons, rows.v[i].first_at, rows.v[i].last_at, db_now(looking->db));
}

/* A week later: whoever works with her has done something in the case by then. */
static void look_for_no_work(struct looking *looking) {
    struct reads_without_work_rows rows = reads_without_work(looking->db, looking->from, looking->until, WORK_DAYS * MS_PER_DAY);
    for (size_t i = 0; i < rows.n; i++)
        looking->found += finding_insert(looking->db, FINDING_KIND_NO_WORK, rows.v[i].staff_id, rows.v[i].unit_id, rows.v[i].person_id,
                                         looking->day, rows.v[i].n, 1, rows.v[i].first_at, rows.v[i].last_at, db_now(looking->db));
}

int64_t oversight_look(struct db *db, struct date today) {
    struct looked_last_row last;
    struct date day = date_add_days(today, -DAYS_MOST);
    int64_t found = 0;
    if (looked_last(db, &last) && !date_is_none(last.day) && last.day.days >= day.days) day = date_add_days(last.day, 1);
    for (; day.days < today.days; day = date_add_days(day, 1)) {
        struct looking looking = looking_at(db, day), week = looking_at(db, date_add_days(day, -WORK_DAYS));
        look_for_names(&looking);
        look_for_volume(&looking);
        look_for_nights(&looking);
        look_for_no_work(&week);
        looked_add(db, day, db_now(db));
        found += looking.found + week.found;
    }
    return found;
}

static struct instant next_night(struct instant now) { return instant_of_oslo(date_add_days(instant_oslo_date(now), 1), HOUR_OF_JOB * 60); }

void oversight_schedule(struct db *db, struct instant now) { job_add(db, JOB_OVERSIGHT, 1, next_night(now)); }

void oversight_job(struct db *db, int64_t subject, struct instant now) {
    int64_t found = oversight_look(db, instant_oslo_date(now));
    audit_add(db, "reading_looked_through", "municipality", subject, arena_printf(db_arena(db), "%lld", (long long)found));
    oversight_schedule(db, now);
}

int64_t oversight_count_open(struct request *rq) {
    struct finding_count_row open, answered;
    int64_t n = finding_count(rq->db, FINDING_STATE_OPEN, &open) ? open.n : 0;
    return n + (finding_count(rq->db, FINDING_STATE_ANSWERED, &answered) ? answered.n : 0);
}

int64_t oversight_count_questions(struct request *rq) {
    struct questions_waiting_row row;
    return questions_waiting(rq->db, rq->session->staff, &row) ? row.n : 0;
}
