/* The lists that forms choose from: the municipality's own, added to and ended by date, and those that are the same everywhere because law or figures rest on
 * them, which are only shown. */
#include "admin_routes.h"
#include "admin_views.h"
#include "decision_schema.h"
#include "domain/admin/views.h"
#include "domain/organisation/admin.h"
#include "followup_schema.h"
#include "intake_schema.h"
#include "responsibility_schema.h"
#include "texts.h"

enum { FIXED_MOST = 12 };

static void fixed_begin(struct admin_fixed_lists *lists, struct arena *arena, text_key title, int n) {
    lists->v[lists->n++] = (struct admin_fixed_list){title, {arena_array(arena, (size_t)n, sizeof(struct admin_fixed_word)), 0}};
}
static void fixed_word(struct admin_fixed_lists *lists, const char *code, int words) {
    struct admin_fixed_words *into = &lists->v[lists->n - 1].words;
    into->v[into->n++] = (struct admin_fixed_word){code, (text_key)words};
}

/* An enumeration of the schema, as it stands. */
#define FIXED(name, NAME, title)                                                                                 \
    do {                                                                                                         \
        fixed_begin(&lists, arena, title, NAME##_COUNT);                                                         \
        for (int i_ = 1; i_ <= NAME##_COUNT; i_++) fixed_word(&lists, name##_code((enum name)i_), name##_text((enum name)i_)); \
    } while (0)

static struct admin_fixed_lists fixed_lists(struct arena *arena) {
    struct admin_fixed_lists lists = {arena_array(arena, FIXED_MOST, sizeof *lists.v), 0};
    FIXED(channel, CHANNEL, T_admin_list_channel);
    FIXED(closed_reason, CLOSED_REASON, T_admin_list_closed);
    FIXED(moved_reason, MOVED_REASON, T_admin_list_moved);
    FIXED(handover_reason, HANDOVER_REASON, T_admin_list_handover);
    FIXED(refusal_reason, REFUSAL_REASON, T_admin_list_refusal);
    FIXED(duty_kind, DUTY_KIND, T_admin_list_duty);
    FIXED(service_kind, SERVICE_KIND, T_admin_list_service);
    FIXED(delay_reason, DELAY_REASON, T_admin_list_delay);
    return lists;
}

static struct admin_own_lists own_lists(struct request *rq, bool may_write) {
    struct admin_own_lists lists = {arena_array(rq->arena, LOCAL_LIST_COUNT, sizeof *lists.v), 0};
    for (enum local_list list = LOCAL_LIST_MEETING_PLACE; (int)list <= LOCAL_LIST_COUNT; list++) {
        struct admin_words words = admin_local_words(rq->db, list);
        struct admin_own_list *own = &lists.v[lists.n++];
        *own = (struct admin_own_list){(text_key)local_list_text(list), local_list_code(list), {arena_array(rq->arena, words.n + 1, sizeof *own->words.v), words.n}};
        for (size_t i = 0; i < words.n; i++) {
            const struct admin_word *word = &words.v[i];
            bool ends = !date_is_none(word->until), over = ends && word->until.days < rq->today.days;
            own->words.v[i] = (struct admin_list_word){
                word->words_nb, word->words_nn, word->who,
                may_write && !ends ? arena_printf(rq->arena, "/administrasjon/lister/%lld/slutt", (long long)word->id.v) : NULL, word->from, word->until, ends, over};
        }
    }
    return lists;
}

struct reply lists_page(struct request *rq, const struct lists_page_in *in) {
    (void)in;
    bool may_write = session_may(rq->session, RIGHT_ADMIN_WRITE);
    struct admin_lists_view view = {.tab = {ADMIN_TAB_LISTS}, .may_write = may_write, .today = date_iso(rq->arena, rq->today),
                                    .lists = {arena_array(rq->arena, LOCAL_LIST_COUNT, sizeof(struct option)), 0},
                                    .own = own_lists(rq, may_write), .fixed = fixed_lists(rq->arena)};
    for (size_t i = 0; i < view.own.n; i++) view.lists.v[view.lists.n++] = (struct option){view.own.v[i].code, text_of(rq->lang, view.own.v[i].title), NULL};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_lists, .nav = "/administrasjon"});
    lists_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static struct reply answer(struct request *rq, int fault, const char *dates) {
    if (!fault) return reply_with_notice(reply_see_other(rq, "/administrasjon/lister"), T_admin_done);
    if (fault == ADMIN_UNKNOWN) return reply_not_found(rq);
    if (fault == ADMIN_NAME_TAKEN) form_error(rq, "words_nb", T_admin_list_there);
    else form_error(rq, dates, T_admin_dates);
    return reply_invalid(rq);
}

struct reply lists_add(struct request *rq, const struct lists_add_in *in) {
    return answer(rq, admin_local_add(rq->db, in->list, in->words_nb, in->words_nn, in->from, in->until), "until");
}

struct reply lists_end(struct request *rq, const struct lists_end_in *in) { return answer(rq, admin_local_end(rq->db, in->word, in->last_day), "last_day"); }
