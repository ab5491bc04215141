/* The rows of each list, and how many there are. Says who it is only to a reader with a ground: the query knows, and nothing here goes past it. */
#include "domain/leader/internal.h"

#include "domain/organisation/organisation.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/case_frame.h"
#include "leader_sql.h"
#include "texts.h"

static const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }

static bool coordinator_counts(void) { return organisation_profile()->responsibility.coordinator_is_primary_contact; }

/* ── numbers ──────────────────────────────────────────────────────────── */

void leader_counts_read(struct request *rq, const struct leader_choice *choice, int64_t n[LEADER_LISTS + 1],
                        int64_t late[LEADER_LISTS + 1]) {
    struct leader_task_counts_rows tasks = leader_task_counts(rq->db, choice->unit, rq->today);
    struct leader_other_counts_row other = {0};
    leader_other_counts(rq->db, choice->unit, rq->today, coordinator_counts(), &other);
    for (int i = 0; i <= LEADER_LISTS; i++) n[i] = late[i] = 0;
    for (size_t i = 0; i < tasks.n; i++) {
        n[tasks.v[i].list] = tasks.v[i].n;
        late[tasks.v[i].list] = tasks.v[i].n_late;
    }
    n[LEADER_LIST_TASKS] = late[LEADER_LIST_TASKS] = other.n_tasks;
    n[LEADER_LIST_HANDOVERS] = late[LEADER_LIST_HANDOVERS] = other.n_handovers;
    n[LEADER_LIST_DISPUTES] = other.n_disputes;
    late[LEADER_LIST_DISPUTES] = other.n_late_disputes;
    n[LEADER_LIST_NOBODY] = other.n_nobody;
    n[LEADER_LIST_CONTACT] = other.n_contact;
    n[LEADER_LIST_BOUNCE] = other.n_bounce;
    late[LEADER_LIST_NOBODY] = late[LEADER_LIST_CONTACT] = late[LEADER_LIST_BOUNCE] = -1;
}

/* ── rows ─────────────────────────────────────────────────────────────── */

struct reading {
    struct request *rq;
    struct unit_id mine; /* 0: being in a case shows this unit nothing */
    struct leader_rows rows;
};

/* Of any query here: its columns of the case have the same names. The first page of a case the row is about is at `address`. */
#define CASE_OF(reading, row, address)                                                                                                \
    (struct leader_row) {                                                                                                             \
        .label = (row)->known ? full_name((reading)->rq, (row)->given_name, (row)->family_name)                                       \
                              : text_format((reading)->rq->arena, (reading)->rq->lang, T_case_number, "number", (row)->number, NULL), \
        .path = (row)->known ? (address) : NULL,                                                                                      \
    }

static const char *full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}

static const char *page_of(struct request *rq, struct case_id id, const char *suffix) {
    return arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, case_frame_may_open(rq->session, suffix) ? suffix : "");
}

static void add_row(struct reading *reading, struct leader_row row) { reading->rows.v[reading->rows.n++] = row; }

static void add_due(const struct reading *reading, struct date due, struct leader_row *row) {
    row->when = date_relative(reading->rq->arena, reading->rq->lang, due, reading->rq->today);
    row->late = due.days < reading->rq->today.days;
}

/* Two queries with the same columns. */
#define ADD_TASKS(reading, found)                                                                                          \
    for (size_t i = 0; i < (found).n; i++) {                                                                               \
        struct leader_row row =                                                                                            \
            CASE_OF(reading, &(found).v[i], case_frame_task_path((reading)->rq, (found).v[i].case_id, (found).v[i].kind)); \
        row.what = text_of((reading)->rq->lang, (text_key)task_kind_text((found).v[i].kind));                              \
        row.unit = name_in((reading)->rq, (found).v[i].name_nb, (found).v[i].name_nn);                                     \
        row.staff = (found).v[i].staff_name;                                                                               \
        add_due(reading, (found).v[i].due, &row);                                                                          \
        add_row(reading, row);                                                                                             \
    }

static const char *from_to(struct request *rq, const char *from, const char *to) { return arena_printf(rq->arena, "%s → %s", from, to); }

static void add_handovers(struct reading *reading, const struct leader_choice *choice, int64_t offset) {
    struct request *rq = reading->rq;
    struct leader_handovers_rows found = leader_handovers(rq->db, choice->unit, reading->mine, rq->session->staff, rq->today, offset);
    for (size_t i = 0; i < found.n; i++) {
        struct leader_row row = CASE_OF(reading, &found.v[i], page_of(rq, found.v[i].case_id, "/ansvar"));
        row.what = text_of(rq->lang, T_leader_should_answer);
        row.unit = from_to(rq, name_in(rq, found.v[i].from_nb, found.v[i].from_nn), name_in(rq, found.v[i].to_nb, found.v[i].to_nn));
        row.staff = found.v[i].staff_name;
        add_due(reading, found.v[i].answer_due, &row);
        add_row(reading, row);
    }
}

static void add_disputes(struct reading *reading, const struct leader_choice *choice, int64_t offset) {
    struct request *rq = reading->rq;
    struct leader_disputes_rows found = leader_disputes(rq->db, choice->unit, reading->mine, rq->session->staff, rq->today, offset);
    for (size_t i = 0; i < found.n; i++) {
        struct leader_row row = CASE_OF(reading, &found.v[i], page_of(rq, found.v[i].case_id, "/ansvar"));
        row.what = text_format(rq->arena, rq->lang, T_leader_decided_by, "unit", name_in(rq, found.v[i].to_nb, found.v[i].to_nn), NULL);
        row.unit = name_in(rq, found.v[i].from_nb, found.v[i].from_nn);
        add_due(reading, found.v[i].decide_by, &row);
        add_row(reading, row);
    }
}

static const char *held_since(struct request *rq, struct instant since) {
    const char *date = date_long(rq->arena, rq->lang, instant_oslo_date(since));
    return text_format(rq->arena, rq->lang, T_leader_held_since, "date", date, NULL);
}

static void add_nobody(struct reading *reading, const struct leader_choice *choice, int64_t offset) {
    struct request *rq = reading->rq;
    struct leader_nobody_rows found = leader_nobody(rq->db, choice->unit, reading->mine, rq->session->staff, rq->today, offset);
    for (size_t i = 0; i < found.n; i++) {
        struct leader_row row = CASE_OF(reading, &found.v[i], page_of(rq, found.v[i].case_id, "/ansvar"));
        row.what = held_since(rq, found.v[i].held_since);
        row.unit = name_in(rq, found.v[i].name_nb, found.v[i].name_nn);
        add_row(reading, row);
    }
}

static void add_contact(struct reading *reading, const struct leader_choice *choice, int64_t offset) {
    struct request *rq = reading->rq;
    struct leader_contact_rows found =
        leader_contact(rq->db, choice->unit, reading->mine, rq->session->staff, rq->today, offset, coordinator_counts());
    for (size_t i = 0; i < found.n; i++) {
        struct leader_row row = CASE_OF(reading, &found.v[i], page_of(rq, found.v[i].case_id, "/ansvar/roller"));
        row.what = held_since(rq, found.v[i].held_since);
        row.unit = name_in(rq, found.v[i].name_nb, found.v[i].name_nn);
        row.staff = found.v[i].staff_name;
        add_row(reading, row);
    }
}

static void add_bounce(struct reading *reading, const struct leader_choice *choice, int64_t offset) {
    struct request *rq = reading->rq;
    struct leader_bounce_rows found = leader_bounce(rq->db, choice->unit, reading->mine, rq->session->staff, rq->today, offset);
    for (size_t i = 0; i < found.n; i++) {
        const struct leader_bounce_row *each = &found.v[i];
        struct leader_row row = CASE_OF(reading, each, page_of(rq, each->case_id, "/ansvar"));
        row.what = text_format(rq->arena, rq->lang, T_steering_index, "index", number_text(rq->arena, rq->lang, each->score), "handovers",
                               number_text(rq->arena, rq->lang, each->handovers), "shoves", number_text(rq->arena, rq->lang, each->shoves),
                               "weeks", number_text(rq->arena, rq->lang, each->idle_weeks), NULL);
        row.unit = name_in(rq, each->name_nb, each->name_nn);
        row.staff = each->staff_name;
        add_row(reading, row);
    }
}

static void add_tasks(struct reading *reading, const struct leader_choice *choice, int64_t offset) {
    struct request *rq = reading->rq;
    if (choice->list == LEADER_LIST_TASKS) {
        struct leader_late_rows late = leader_late(rq->db, choice->unit, reading->mine, rq->session->staff, rq->today, offset);
        ADD_TASKS(reading, late)
        return;
    }
    struct leader_tasks_rows found = leader_tasks(rq->db, choice->list, choice->unit, reading->mine, rq->session->staff, rq->today, offset);
    ADD_TASKS(reading, found)
}

struct leader_rows leader_rows_read(struct request *rq, const struct leader_choice *choice, bool *ret_more) {
    struct reading reading = {.rq = rq, .rows = {arena_array(rq->arena, LEADER_PAGE + 1, sizeof *reading.rows.v), 0}};
    if (secrecy_unit_finds(rq->db, rq->session->unit)) reading.mine = rq->session->unit;
    int64_t offset = (choice->page - 1) * LEADER_PAGE;
    switch (choice->list) {
    case LEADER_LIST_HANDOVERS: add_handovers(&reading, choice, offset); break;
    case LEADER_LIST_DISPUTES: add_disputes(&reading, choice, offset); break;
    case LEADER_LIST_NOBODY: add_nobody(&reading, choice, offset); break;
    case LEADER_LIST_CONTACT: add_contact(&reading, choice, offset); break;
    case LEADER_LIST_BOUNCE: add_bounce(&reading, choice, offset); break;
    case LEADER_LIST_SILENT:
    case LEADER_LIST_TASKS:
    case LEADER_LIST_REPLIES:
    case LEADER_LIST_HELP:
    case LEADER_LIST_ENDING:
    case LEADER_LIST_APPEALS:
    case LEADER_LIST_PLANS: add_tasks(&reading, choice, offset); break;
    }
    *ret_more = reading.rows.n > LEADER_PAGE;
    if (*ret_more) reading.rows.n = LEADER_PAGE;
    return reading.rows;
}
