/* The page of what is said together: what motivates her, the shared need and who confirms it, who comes to the talk, the review. */
#include "domain/together/together.h"

#include "domain/work/case_frame.h"
#include "texts.h"
#include "together_routes.h"
#include "together_sql.h"
#include "together_views.h"

static const char see[] = "coordination";

static const char *path_of(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/sammen%s", (long long)id.v, rest);
}
static const char *in_language(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
static struct reply saved(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", path_of(rq, id, "")), notice);
}

/* ── reading ──────────────────────────────────────────────────────────── */

static void fill_shared(struct request *rq, const struct shared_of_rows *rows, enum shared_kind kind, struct shared_view *view) {
    view->kind = shared_kind_code(kind);
    for (size_t i = 0; i < rows->n; i++) {
        const struct shared_of_row *row = &rows->v[i];
        bool ours = row->unit_id.v == rq->session->unit.v;
        if (row->kind != kind) continue;
        if (row->state == SHARED_STATE_APPROVED) view->approved = row->content;
        else if (ours) view->draft = row->content;
        view->other_draft = view->other_draft || (row->state == SHARED_STATE_DRAFT && !ours);
    }
    view->draft_ours = view->draft != NULL;
    const char *kind_typed = rq->form ? form_raw(rq->form, "kind") : NULL;
    view->typed = text_equal(kind_typed, view->kind) && form_raw(rq->form, "content") ? form_raw(rq->form, "content") : view->draft;
}

static void fill_texts(struct request *rq, struct case_id id, struct together_view *view) {
    struct shared_of_rows rows = shared_of(rq->db, id);
    struct shared_view shared = {.path = view->path,
                                 .given_name = view->given_name,
                                 .may_write = view->may_write,
                                 .may_take_back = session_may(rq->session, RIGHT_CONSENT_REGISTER)};
    view->motivation = view->need = shared;
    view->motivation.title = T_together_motivation;
    view->motivation.about = T_together_motivation_about;
    view->motivation.label = T_together_motivation_label;
    view->need.title = T_together_need;
    view->need.about = T_together_need_about;
    view->need.label = T_together_need_label;
    fill_shared(rq, &rows, SHARED_KIND_MOTIVATION, &view->motivation);
    fill_shared(rq, &rows, SHARED_KIND_NEED, &view->need);
    struct shared_standing_row need;
    if (!shared_standing(rq->db, id, SHARED_KIND_NEED, SHARED_STATE_APPROVED, &need)) return;
    struct need_answers_rows answers = need_answers(rq->db, id, need.id);
    view->answers = (struct unit_answer_views){arena_array(rq->arena, answers.n + 1, sizeof *view->answers.v), answers.n};
    for (size_t i = 0; i < answers.n; i++) {
        enum need_answer answer = answers.v[i].answer;
        view->answers.v[i] = (struct unit_answer_view){in_language(rq, answers.v[i].name_nb, answers.v[i].name_nn),
                                                       answer ? need_answer_text(answer) : 0, answer == NEED_ANSWER_AGREES};
        if (answers.v[i].id.v == rq->session->unit.v) view->may_answer = true;
    }
}

/* What a service has said is for the one that asked, for itself, and for the one that has the responsibility. */
static void fill_contributions(struct request *rq, const struct case_frame *frame, struct together_view *view) {
    struct contributions_of_rows rows = contributions_of(rq->db, frame->brief.id);
    int64_t unit = rq->session->unit.v;
    view->may_ask_contribution = view->may_write && together_may_ask(rq->db, frame->brief.id, rq->session->unit);
    view->contributions = (struct contribution_views){arena_array(rq->arena, rows.n + 1, sizeof *view->contributions.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct contributions_of_row *row = &rows.v[i];
        bool ours = row->to_unit.v == unit, given = !instant_is_none(row->answered_at);
        bool reads = ours || row->from_unit.v == unit || frame->brief.holder_unit.v == unit;
        view->contributions.v[i] = (struct contribution_view){
            .unit = in_language(rq, row->name_nb, row->name_nn),
            .content = reads ? row->content : NULL,
            .by = row->answered_by,
            .path = ours && !given ? path_of(rq, frame->brief.id, arena_printf(rq->arena, "/bidrag/%lld", (long long)row->id.v)) : NULL,
            .due = row->due,
            .given = given,
            .late = !given && row->due.days < rq->today.days,
            .at = row->answered_at,
        };
    }
}
static void fill_invitations(struct request *rq, struct case_id id, struct together_view *view) {
    struct invitations_of_rows rows = invitations_of(rq->db, id);
    view->invitations = (struct invitation_views){arena_array(rq->arena, rows.n + 1, sizeof *view->invitations.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->invitations.v[i] = (struct invitation_view){
            .path = path_of(rq, id, arena_printf(rq->arena, "/invitasjon/%lld", (long long)rows.v[i].id.v)),
            .unit = in_language(rq, rows.v[i].name_nb, rows.v[i].name_nn),
            .held_on = rows.v[i].held_on,
            .state = invitation_state_text(rows.v[i].state),
            .ours = rows.v[i].unit_id.v == rq->session->unit.v,
            .waits = rows.v[i].state == INVITATION_STATE_ASKED && rows.v[i].held_on.days >= rq->today.days,
        };
}

/* The three that are gone through, and where each is kept. */
static const struct {
    enum zone zone;
    text_key label;
    const char *name;
} review_parts[] = {{ZONE_HOUSING, T_together_review_case, "review_case"},
                    {ZONE_SOCIAL, T_together_review_economy, "review_economy"},
                    {ZONE_HEALTH, T_together_review_condition, "review_condition"}};
enum { REVIEW_ZONES = 1u << ZONE_HOUSING | 1u << ZONE_SOCIAL | 1u << ZONE_HEALTH };

static void fill_review(struct request *rq, struct case_id id, struct together_view *view) {
    struct review_last_row last;
    bool any = review_last(rq->db, id, &last);
    view->reviewed_on = any ? last.held_on : DATE_NONE;
    view->review_whole = !date_is_none(together_reviewed_on(rq->db, id));
    const bool written[] = {any && last.has_case, any && last.has_economy, any && last.has_condition};
    const struct access *access = secrecy_open(rq, id, REVIEW_ZONES, see);
    view->review.n = 3;
    for (size_t i = 0; i < view->review.n; i++) {
        struct review_text_of_row row;
        struct review_part_view *part = &view->review.v[i];
        *part = (struct review_part_view){.label = review_parts[i].label,
                                          .name = review_parts[i].name,
                                          .written = written[i],
                                          .open = access && access_covers(access, review_parts[i].zone),
                                          .typed = form_raw(rq->form, review_parts[i].name)};
        if (part->open && written[i] && review_text_of(rq->db, access, id, last.id, review_parts[i].zone, &row)) part->text = row.content;
    }
}

struct reply together_page(struct request *rq, const struct together_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    struct together_view view = {
        .given_name = frame.person.given_name,
        .path = path_of(rq, in->case_, ""),
        .back = arena_printf(rq->arena, "/sak/%lld/kartlegging", (long long)in->case_.v),
        .today = date_iso(rq->arena, rq->today),
        .may_write = session_may(rq->session, RIGHT_ASSESSMENT_WRITE),
        .need_choices = need_answer_options(rq->arena, rq->lang),
        .units = organisation_unit_options(rq->db, rq->lang, rq->session->unit),
    };
    fill_texts(rq, in->case_, &view);
    fill_invitations(rq, in->case_, &view);
    fill_contributions(rq, &frame, &view);
    fill_review(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_together_title);
    together(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── shared texts ─────────────────────────────────────────────────────── */

struct reply shared_write(struct request *rq, const struct shared_write_in *in) {
    together_write(rq->db, in->case_, in->kind, in->content);
    return saved(rq, in->case_, T_together_written);
}

struct reply shared_approved(struct request *rq, const struct shared_approved_in *in) {
    int result = together_approve(rq->db, in->case_, in->kind);
    if (result == ERR_DENIED) return reply_denied(rq, T_together_not_our_draft);
    if (result < 0) return reply_conflict(rq, T_together_no_draft);
    return saved(rq, in->case_, in->kind == SHARED_KIND_NEED ? T_together_need_approved : T_together_approved);
}

struct reply shared_taken_back(struct request *rq, const struct shared_taken_back_in *in) {
    if (together_take_back(rq->db, in->case_, in->kind) < 0) return reply_conflict(rq, T_together_nothing_stands);
    return saved(rq, in->case_, T_together_taken_back);
}

struct reply need_answered(struct request *rq, const struct need_answered_in *in) {
    if (together_answer(rq->db, in->case_, in->answer) < 0) return reply_conflict(rq, T_together_nothing_stands);
    return saved(rq, in->case_, in->answer == NEED_ANSWER_AGREES ? T_together_answer_agrees : T_together_answer_not_right);
}

/* ── invitations ──────────────────────────────────────────────────────── */

struct reply invitation_send(struct request *rq, const struct invitation_send_in *in) {
    enum may_invite may = together_may_invite(rq->db, in->case_, in->unit);
    if (!in->agrees) form_error(rq, "agrees", T_together_must_agree);
    if (may == INVITE_SHE_SAID_NO) form_error(rq, "unit", T_together_said_no);
    if (may == INVITE_ASK_FIRST) form_error(rq, "unit", T_together_ask_first);
    if (in->held_on.days < rq->today.days) form_error(rq, "held_on", T_together_day_gone);
    if (rq->form->refused) return reply_invalid(rq);
    if (together_invite(rq->db, in->case_, in->unit, in->held_on) < 0) return reply_denied(rq, T_together_ask_first);
    return saved(rq, in->case_, T_together_invited);
}

struct reply contribution_ask(struct request *rq, const struct contribution_ask_in *in) {
    enum may_invite may = together_may_invite(rq->db, in->case_, in->service);
    if (!in->agreed) form_error(rq, "agreed", T_together_must_agree);
    if (may == INVITE_SHE_SAID_NO) form_error(rq, "service", T_together_said_no);
    if (may == INVITE_ASK_FIRST) form_error(rq, "service", T_together_ask_first);
    if (in->due.days < rq->today.days) form_error(rq, "due", T_together_day_gone);
    if (rq->form->refused) return reply_invalid(rq);
    int result = together_ask_contribution(rq->db, in->case_, in->service, in->due);
    if (result == ERR_CONFLICT || result == ERR_DENIED) return reply_conflict(rq, T_together_not_begun);
    if (result < 0) {
        form_error(rq, "service", T_together_ask_another);
        return reply_invalid(rq);
    }
    return saved(rq, in->case_, T_together_contribution_asked);
}
struct reply contribution_send(struct request *rq, const struct contribution_send_in *in) {
    if (together_contribute(rq->db, in->case_, in->contribution, in->contributed) < 0) return reply_not_found(rq);
    return saved(rq, in->case_, T_together_contribution_given);
}
struct reply invitation_reply(struct request *rq, const struct invitation_reply_in *in) {
    if (in->coming == INVITATION_STATE_ASKED) form_error(rq, "coming", T_together_answer_missing);
    if (rq->form->refused) return reply_invalid(rq);
    if (!invitation_answer(rq->db, in->case_, in->invitation, rq->session->unit, in->coming, rq->now, rq->session->staff))
        return reply_not_found(rq);
    work_task_done(rq->db, in->case_, TASK_KIND_ANSWER_INVITATION, rq->session->unit.v);
    return saved(rq, in->case_, T_together_answered);
}

/* ── the team's review ────────────────────────────────────────────────── */

/* The newest review of the same day is written on; another day begins a new one. */
static struct team_review_id review_to_write(struct request *rq, struct case_id id, struct date day, const bool has[3]) {
    struct review_last_row last;
    if (!review_last(rq->db, id, &last) || last.held_on.days != day.days)
        return review_insert(rq->db, id, day, has[0], has[1], has[2], rq->now, rq->session->staff);
    review_more(rq->db, last.id, has[0], has[1], has[2]);
    return last.id;
}

struct reply review_save(struct request *rq, const struct review_save_in *in) {
    const char *texts[] = {in->review_case, in->review_economy, in->review_condition};
    const bool has[] = {!text_empty(texts[0]), !text_empty(texts[1]), !text_empty(texts[2])};
    const struct access *access = secrecy_open(rq, in->case_, REVIEW_ZONES, see);
    struct case_brief brief;
    if (!work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    if (in->reviewed_on.days > rq->today.days) form_error(rq, "reviewed_on", T_together_day_future);
    if (!has[0] && !has[1] && !has[2]) form_error(rq, "reviewed_on", T_together_review_empty);
    for (size_t i = 0; i < 3; i++)
        if (has[i] && !(access && access_covers(access, review_parts[i].zone))) form_error(rq, review_parts[i].name, T_together_denied);
    if (rq->form->refused) return reply_invalid(rq);
    struct team_review_id review = review_to_write(rq, in->case_, in->reviewed_on, has);
    for (size_t i = 0; i < 3; i++)
        if (has[i])
            review_text_insert(rq->db, access, review, in->case_, brief.person, review_parts[i].zone, texts[i], rq->now,
                               rq->session->staff);
    return saved(rq, in->case_, T_together_review_saved);
}
