/* What is due to be erased, who proposes and who decides, and the proof afterwards. Names of those who are due, and nothing else of them. */
#include "domain/privacy/internal.h"

#include "domain/law/law.h"
#include "privacy_routes.h"
#include "privacy_sql.h"
#include "privacy_views.h"
#include "texts.h"

enum { LIST_MOST = 50 };

static const char *name_of(struct request *rq, struct person_id person) {
    struct person_spine spine;
    return person_spine(rq->db, person, &spine) ? spine.name : text_of(rq->lang, T_privacy_nobody);
}

static const char *erasure_path(struct request *rq, struct erasure_id id) {
    return arena_printf(rq->arena, "/personvern/sletting/%lld", (long long)id.v);
}

/* "Arkivlova § …, 10 år etter …" as the law's own data says it. */
static const char *basis_words(struct request *rq) {
    const struct law_rule *rule = law_rule_find(law_current(), "ARK-1");
    int years = date_ymd(deadline_end(law_current(), CLOCK_RETENTION_CASE, rq->today)).year - date_ymd(rq->today).year;
    return text_format(rq->arena, rq->lang, T_privacy_basis, "para", rule ? rule->para : "", "years",
                       arena_printf(rq->arena, "%d", years), NULL);
}

static bool rotated_since(struct request *rq, struct instant erased_at, struct instant *ret_since) {
    struct master_since_row row;
    if (!master_since(rq->db, &row)) return false;
    *ret_since = row.since;
    return row.since.ms > erased_at.ms;
}

/* The last event of a case that is still to be kept began no earlier than this: the clock of the law, run backwards. */
static struct instant latest_due(struct request *rq) {
    struct date day = rq->today;
    int years = date_ymd(deadline_end(law_current(), CLOCK_RETENTION_CASE, day)).year - date_ymd(day).year;
    return instant_of_oslo(date_add_months(day, -12 * years), 0);
}

static void fill_due(struct request *rq, struct erasure_view *view) {
    struct retention_due_rows rows = retention_due(rq->db, latest_due(rq), LIST_MOST);
    view->due.v = arena_array(rq->arena, rows.n + 1, sizeof *view->due.v);
    for (size_t i = 0; i < rows.n; i++) {
        struct retention retention = privacy_retention(rq->db, rows.v[i].person_id);
        if (privacy_may_erase(&retention, rq->today)) continue;
        view->due.v[view->due.n++] =
            (struct due_view){rows.v[i].person_id.v, name_of(rq, rows.v[i].person_id), retention.last_activity, retention.kept_until};
    }
}

static void fill_waiting(struct request *rq, struct erasure_view *view) {
    struct erasures_waiting_rows rows = erasures_waiting(rq->db);
    view->waiting.v = arena_array(rq->arena, rows.n + 1, sizeof *view->waiting.v);
    for (size_t i = 0; i < rows.n; i++)
        view->waiting.v[view->waiting.n++] = (struct waiting_view){
            .name = name_of(rq, rows.v[i].person_id),
            .proposer = rows.v[i].proposer,
            .path = erasure_path(rq, rows.v[i].id),
            .last_activity = rows.v[i].last_activity,
            .kept_until = rows.v[i].kept_until,
            .proposed_at = rows.v[i].proposed_at,
            .mine = rows.v[i].proposed_by.v == rq->session->staff.v,
        };
}

static void fill_done(struct request *rq, struct erasure_view *view) {
    struct erasures_done_rows rows = erasures_done(rq->db);
    view->done.v = arena_array(rq->arena, rows.n + 1, sizeof *view->done.v);
    for (size_t i = 0; i < rows.n; i++) {
        struct instant since;
        view->rotation_waits = view->rotation_waits || !rotated_since(rq, rows.v[i].decided_at, &since);
        view->done.v[view->done.n++] =
            (struct done_view){erasure_path(rq, rows.v[i].id), rows.v[i].proposer, rows.v[i].decider, rows.v[i].decided_at, rows.v[i].id.v};
    }
}

struct reply erasure_page(struct request *rq, const struct erasure_page_in *in) {
    (void)in;
    struct erasure_view view = {.basis = basis_words(rq)};
    fill_due(rq, &view);
    fill_waiting(rq, &view);
    fill_done(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_privacy_erasure_title, .nav = "/personvern/sletting"});
    erasures(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static text_key fault_words(enum retention_fault fault) {
    switch (fault) {
    case RETENTION_OVER: return 0;
#define X(name, key) \
    case RETENTION_##name: return T_##key;
        RETENTION_FAULTS(X)
#undef X
    }
    return 0;
}

struct reply erasure_propose(struct request *rq, const struct erasure_propose_in *in) {
    struct erasure_id id;
    enum retention_fault fault = privacy_propose(rq->db, in->person, &id);
    if (fault) {
        form_error(rq, NULL, fault_words(fault));
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "/personvern/sletting"), T_privacy_proposed_saved);
}

struct reply erasure_settle(struct request *rq, const struct erasure_settle_in *in) {
    enum retention_fault fault = privacy_decide(rq->db, in->erasure, in->yes);
    if (fault == RETENTION_NOT_KNOWN) return reply_not_found(rq);
    if (fault) {
        form_error(rq, NULL, fault_words(fault));
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "%s", erasure_path(rq, in->erasure)), in->yes ? T_privacy_erased : T_privacy_is_kept);
}

struct reply erasure_proof_page(struct request *rq, const struct erasure_proof_page_in *in) {
    struct erasure_get_row row;
    struct key_left_row key;
    if (!erasure_get(rq->db, in->erasure, &row)) return reply_not_found(rq);
    struct proof_view view = {
        .number = row.id.v,
        .person = row.person_id.v,
        .state = erasure_state_text(row.state),
        .basis = basis_words(rq),
        .proposer = row.proposer,
        .decider = row.decider,
        .last_activity = row.last_activity,
        .kept_until = row.kept_until,
        .proposed_at = row.proposed_at,
        .decided_at = row.decided_at,
        .decided = row.state != ERASURE_STATE_PROPOSED,
        .erased = row.state == ERASURE_STATE_ERASED,
        .key_gone = !key_left(rq->db, row.person_id, &key),
    };
    view.rotated = view.erased && rotated_since(rq, row.decided_at, &view.rotated_at);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_privacy_erasure_title, .nav = "/personvern/sletting"});
    erasure_proof(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
