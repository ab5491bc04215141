/* What counts when dwellings are shared out: one form with what the rules of today ask for, and nothing more. "Vet ikke" is an answer, and becomes
 * something to ask. */
#include "domain/application/pages.h"

#include "application_routes.h"
#include "texts.h"

/* How many use substances now is asked only where the municipality has confirmed the ground, and read only by whom the health zone is open for. */
static const struct access *mark_access(struct request *rq, struct case_id id) {
    if (!organisation_profile()->allocation.mark_ground) return NULL;
    const struct access *access = secrecy_open(rq, id, ZONE_BIT(ZONE_HEALTH), "application");
    return access && access_covers(access, ZONE_HEALTH) ? access : NULL;
}

static struct maybe_int fact_now(const struct facts_of_rows *rows, enum criterion criterion, bool *ret_asked) {
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->v[i].criterion != criterion) continue;
        *ret_asked = true;
        return rows->v[i].value;
    }
    *ret_asked = false;
    return (struct maybe_int){0};
}

static const char *answer_now(const struct facts_of_rows *rows, enum criterion criterion) {
    bool asked;
    struct maybe_int value = fact_now(rows, criterion, &asked);
    if (!asked) return NULL;
    return fact_answer_code(!value.has ? FACT_ANSWER_UNKNOWN : value.v ? FACT_ANSWER_YES : FACT_ANSWER_NO);
}

static const char *number_now(struct request *rq, const struct facts_of_rows *rows, enum criterion criterion) {
    bool asked;
    struct maybe_int value = fact_now(rows, criterion, &asked);
    return value.has ? arena_printf(rq->arena, "%lld", (long long)value.v) : NULL;
}

static struct options need_options(struct request *rq) {
    static const text_key names[] = {T_application_need_1, T_application_need_2, T_application_need_3, T_application_need_4};
    struct options options = {arena_array(rq->arena, 4, sizeof *options.v), 4};
    for (int i = 0; i < 4; i++) options.v[i] = (struct option){arena_printf(rq->arena, "%d", i + 1), text_of(rq->lang, names[i]), NULL};
    return options;
}

static void read_known(struct request *rq, const struct application *application, struct application_known_view *view) {
    struct facts_of_rows rows = facts_of(rq->db, application->id);
    unsigned counted = application_counted(rq);
    const struct rank_rules *rules = application_rules(rq->arena, rq->today);
    bool asked;
    view->in_need_now = answer_now(&rows, CRITERION_IN_NEED);
    view->homelessness = counted & 1u << CRITERION_HOMELESSNESS;
    view->homelessness_now = answer_now(&rows, CRITERION_HOMELESSNESS);
    view->released_from_prison = counted & 1u << CRITERION_RELEASED_FROM_PRISON;
    view->released_now = answer_now(&rows, CRITERION_RELEASED_FROM_PRISON);
    view->own_effort = counted & 1u << CRITERION_OWN_EFFORT;
    view->effort_now = answer_now(&rows, CRITERION_OWN_EFFORT);
    view->too_small = counted & 1u << CRITERION_TOO_SMALL;
    view->small_now = answer_now(&rows, CRITERION_TOO_SMALL);
    view->too_few_rooms = counted & 1u << CRITERION_TOO_FEW_ROOMS;
    view->rooms_now = answer_now(&rows, CRITERION_TOO_FEW_ROOMS);
    view->residence = counted & 1u << CRITERION_RESIDENCE;
    view->residence_now = number_now(rq, &rows, CRITERION_RESIDENCE);
    view->residence_unknown = !fact_now(&rows, CRITERION_RESIDENCE, &asked).has && asked;
    view->excepted = fact_now(&rows, CRITERION_RESIDENCE_EXCEPTION, &asked).v;
    view->need = counted & 1u << CRITERION_NEED;
    view->need_now = number_now(rq, &rows, CRITERION_NEED);
    for (size_t i = 0; i < rules->n_weights; i++)
        if (rules->weights[i].reason == PRIORITY_RESIDENCE) view->years = rules->weights[i].least;
}

struct reply application_known_page(struct request *rq, const struct application_known_page_in *in) {
    struct case_frame frame;
    struct application application;
    struct mark_of_row mark;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    if (application_open(rq->db, in->case_, &application) != APPLICATION_FINE) return reply_conflict(rq, T_application_wrong_status);
    const struct access *access = application_access(rq, in->case_);
    if (!access || !access_covers(access, ZONE_HOUSING)) return reply_denied(rq, T_application_no_access);
    access_note(rq->db, access, ZONE_HOUSING, "application_facts");
    struct application_known_view view = {
        .given_name = frame.person.given_name,
        .path = application_path(rq, in->case_, "/kjent"),
        .back = application_path(rq, in->case_, ""),
        .adults = arena_printf(rq->arena, "%lld", (long long)application.adults),
        .children = arena_printf(rq->arena, "%lld", (long long)application.children),
        .answers = fact_answer_options(rq->arena, rq->lang),
        .sources = fact_source_options(rq->arena, rq->lang),
        .needs = need_options(rq),
    };
    read_known(rq, &application, &view);
    const struct access *health = mark_access(rq, in->case_);
    view.mark = health != NULL;
    if (health && mark_of(rq->db, health, application.id, &mark)) view.active_now = arena_printf(rq->arena, "%lld", (long long)mark.active);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_application_known_title);
    application_known_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── written ──────────────────────────────────────────────────────────── */

struct writing {
    struct request *rq;
    const struct access *access;
    struct case_id case_;
    enum fact_source source;
    struct facts_of_rows before;
    int fault;
};

/* Only what is new is written, so that the row says who learnt it and when. */
static void put(struct writing *writing, enum criterion criterion, struct maybe_int value, const char *words) {
    bool asked;
    struct maybe_int was = fact_now(&writing->before, criterion, &asked);
    bool same = asked && was.has == value.has && was.v == value.v;
    if (writing->fault || (same && text_empty(words))) return;
    writing->fault = application_fact(writing->rq->db, writing->access, writing->case_,
                                      &(struct application_known){criterion, value, writing->source, words});
}

static void put_answer(struct writing *writing, enum criterion criterion, enum fact_answer answer) {
    if (!answer) return;
    put(writing, criterion, (struct maybe_int){answer != FACT_ANSWER_UNKNOWN, answer == FACT_ANSWER_YES}, NULL);
}

static void put_residence(struct writing *writing, const struct application_known_send_in *in) {
    bool asked;
    if (in->residence.has || in->residence_unknown) put(writing, CRITERION_RESIDENCE, in->residence_unknown ? (struct maybe_int){0} : in->residence, NULL);
    bool was = fact_now(&writing->before, CRITERION_RESIDENCE_EXCEPTION, &asked).v;
    if (in->exception && (!was || !text_empty(in->exception_why)))
        put(writing, CRITERION_RESIDENCE_EXCEPTION, (struct maybe_int){true, 1}, in->exception_why);
    else if (!in->exception && was) put(writing, CRITERION_RESIDENCE_EXCEPTION, (struct maybe_int){true, 0}, NULL);
}

struct reply application_known_send(struct request *rq, const struct application_known_send_in *in) {
    struct application application;
    int fault = application_open(rq->db, in->case_, &application);
    if (fault) return application_refused(rq, fault);
    struct writing writing = {.rq = rq, .access = application_access(rq, in->case_), .case_ = in->case_, .source = in->source,
                              .before = facts_of(rq->db, application.id)};
    if (!writing.access || !access_covers(writing.access, ZONE_HOUSING)) return application_refused(rq, APPLICATION_NO_ACCESS);
    int64_t children = in->children.has ? in->children.v : 0;
    if (in->adults != application.adults || children != application.children)
        writing.fault = application_set_household(rq->db, in->case_, in->adults, children);
    put_answer(&writing, CRITERION_IN_NEED, in->in_need);
    put_answer(&writing, CRITERION_HOMELESSNESS, in->homelessness);
    put_answer(&writing, CRITERION_RELEASED_FROM_PRISON, in->released_from_prison);
    put_answer(&writing, CRITERION_OWN_EFFORT, in->own_effort);
    put_answer(&writing, CRITERION_TOO_SMALL, in->too_small);
    put_answer(&writing, CRITERION_TOO_FEW_ROOMS, in->too_few_rooms);
    put_residence(&writing, in);
    if (in->need.has) put(&writing, CRITERION_NEED, in->need, NULL);
    if (writing.fault == APPLICATION_WHY_MISSING) {
        form_error(rq, "exception_why", T_application_exception_why);
        return reply_invalid(rq);
    }
    if (writing.fault) return application_refused(rq, writing.fault);
    if (in->active.has) {
        const struct access *health = mark_access(rq, in->case_);
        if (!health) return application_refused(rq, APPLICATION_MARK_OFF);
        mark_insert(rq->db, health, application.id, in->case_, in->active.v, rq->now, rq->session->staff);
    }
    return application_answer(rq, in->case_, 0, T_application_known_written);
}
