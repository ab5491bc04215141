/* Taking an appeal in: the form, the appeal as it came, and reading back what was said. */
#include "domain/appeal/pages.h"

#include "icons.h"
#include "texts.h"

/* ── the form ─────────────────────────────────────────────────────────── */

/* The n-th value of a repeated field as it was typed. */
static const char *typed_at(const struct form *form, const char *name, size_t at) {
    for (size_t i = 0; form && i < form->n; i++) {
        if (!text_equal(form->v[i].name, name)) continue;
        if (at-- == 0) return form->v[i].raw;
    }
    return NULL;
}

/* What was typed about a part: the words that stand beside its number. */
static const char *typed_words(const struct form *form, const char *part) {
    const char *number;
    for (size_t i = 0; (number = typed_at(form, "part", i)); i++)
        if (text_equal(number, part)) return typed_at(form, "words", i);
    return NULL;
}

static const char *about_part(struct request *rq, const struct appealable_parts_row *row) {
    struct appeal_limit limit = {.until = DATE_NONE};
    const char *outcome = text_of(rq->lang, part_outcome_text(row->outcome));
    if (!appeal_limit_of(rq->db, row->id, &limit) || date_is_none(limit.until)) return outcome;
    bool over = limit.until.days < rq->today.days;
    return text_format(rq->arena, rq->lang, over ? T_appeal_part_about_over : T_appeal_part_about, "outcome", outcome, "date",
                       date_long(rq->arena, rq->lang, limit.until), NULL);
}

static struct new_part_view part_choice(struct request *rq, const struct access *access, struct case_id id,
                                        const struct appealable_parts_row *row) {
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(row->kind));
    const char *value = arena_printf(rq->arena, "%lld", (long long)row->id.v);
    return (struct new_part_view){
        .id = value,
        .name = kind_name(rq->lang, row->kind, row->service_kind),
        .about = about_part(rq, row),
        .words = typed_words(rq->form, value),
        .readable = law && covers(access, law->zone),
        .chosen = form_has(rq->form, "without", value),
        .appealed = row->open_appeal.v != 0,
        .open = row->open_appeal.v ? appeal_part_path(rq, id, row->open_appeal) : NULL,
    };
}

struct reply appeal_new_page(struct request *rq, const struct appeal_new_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_APPEAL, &frame)) return reply_not_found(rq);
    struct appealable_parts_rows rows = appealable_parts(rq->db, in->case_);
    const struct access *access = appeal_access(rq, in->case_, appeal_zones());
    struct appeal_new_view view = {
        .given_name = frame.person.given_name,
        .path = arena_printf(rq->arena, "%s/ny", appeal_base(rq, in->case_)),
        .back = appeal_base(rq, in->case_),
        .today = date_iso(rq->arena, rq->today),
        .forms = appeal_form_options(rq->arena, rq->lang),
        .appellants = appellant_options(rq->arena, rq->lang),
        .parts = {arena_array(rq->arena, rows.n + 1, sizeof(struct new_part_view)), rows.n},
        .any = rows.n > 0,
    };
    for (size_t i = 0; i < rows.n; i++) view.parts.v[i] = part_choice(rq, access, in->case_, &rows.v[i]);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_appeal_new_title);
    appeal_new(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct appeal_new gathered(struct request *rq, const struct appeal_register_in *in) {
    struct appeal_wish *wishes = arena_array(rq->arena, in->part.n + in->without.n + 1, sizeof *wishes);
    size_t n = 0;
    for (size_t i = 0; i < in->part.n && i < in->words.n; i++)
        if (!text_empty(in->words.v[i])) wishes[n++] = (struct appeal_wish){in->part.v[i], in->words.v[i]};
    for (size_t i = 0; i < in->without.n; i++)
        if (in->without.v[i].v) wishes[n++] = (struct appeal_wish){in->without.v[i], NULL};
    return (struct appeal_new){
        .case_ = in->case_,
        .form = in->form,
        .appellant = in->appellant,
        .appellant_name = in->appellant_name,
        .received_on = in->received_on,
        .posted_on = in->posted_on,
        .is_signed = in->is_signed,
        .helped = in->helped,
        .home_at_risk = in->home_at_risk,
        .suspension = in->suspension,
        .wishes = wishes,
        .n_wishes = n,
    };
}

struct reply appeal_register(struct request *rq, const struct appeal_register_in *in) {
    struct appeal_new coming = gathered(rq, in);
    struct appeal_id appeal;
    if (!coming.n_wishes) form_error(rq, NULL, T_appeal_choose_part);
    if (coming.appellant != APPELLANT_PERSON && text_empty(coming.appellant_name)) form_error(rq, "appellant_name", T_appeal_name_missing);
    if (coming.received_on.days > rq->today.days) form_error(rq, "received_on", T_appeal_day_to_come);
    if (!date_is_none(coming.posted_on) && coming.posted_on.days > coming.received_on.days)
        form_error(rq, "posted_on", T_appeal_posted_after);
    if (rq->form->refused) return reply_invalid(rq);
    int result = appeal_receive(rq->db, appeal_access(rq, in->case_, appeal_zones()), &coming, &appeal);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_appeal_open_already);
    if (result == ERR_UNSUPPORTED || result == ERR_IO) return reply_conflict(rq, T_appeal_letter_failed);
    if (result < 0) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "%s/%lld", appeal_base(rq, in->case_), (long long)appeal.v), T_appeal_received_now);
}

/* ── as it came ───────────────────────────────────────────────────────── */

static struct appeal_part_links parts_of(struct request *rq, const struct appeal_get_row *appeal) {
    struct appeal_parts_of_rows rows = appeal_parts_of(rq->db, appeal->id);
    struct appeal_part_links view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    const struct access *access = appeal_access(rq, appeal->case_id, appeal_zones());
    for (size_t i = 0; i < rows.n; i++) {
        struct appeal_part_get_row part;
        if (!appeal_part_get(rq->db, rows.v[i].id, &part)) continue;
        view.v[i] = (struct appeal_part_link){.path = appeal_part_path(rq, appeal->case_id, part.id),
                                              .name = decided_name(rq, part.part_id),
                                              .state = state_mark(rq, part.state, part.result),
                                              .readable = covers(access, part.zone)};
        if (view.v[i].readable) view.v[i].words = appeal_words_of(rq, access, &part, APPEAL_WORDS_KIND_APPEAL);
    }
    return view;
}

struct reply appeal_page(struct request *rq, const struct appeal_page_in *in) {
    struct case_frame frame;
    struct appeal_get_row appeal;
    if (!appeal_get(rq->db, in->appeal, &appeal) || appeal.case_id.v != in->case_.v) return reply_not_found(rq);
    if (!case_frame_read(rq, in->case_, TAB_APPEAL, &frame)) return reply_not_found(rq);
    struct appeal_view view = {
        .given_name = frame.person.given_name,
        .path = arena_printf(rq->arena, "%s/%lld", appeal_base(rq, in->case_), (long long)appeal.id.v),
        .back = appeal_base(rq, in->case_),
        .form = text_of(rq->lang, appeal_form_text(appeal.form)),
        .appellant = text_of(rq->lang, appellant_text(appeal.appellant)),
        .appellant_name = appeal.appellant_name,
        .registered_by = appeal_staff_called(rq, appeal.registered_by),
        .received_on = appeal.received_on,
        .posted_on = appeal.posted_on,
        .posted = !date_is_none(appeal.posted_on),
        .read_back_at = appeal.read_back_at,
        .oral = appeal.form == APPEAL_FORM_ORAL,
        .is_signed = appeal.signed_,
        .helped = appeal.helped,
        .home_at_risk = appeal.home_at_risk,
        .to_read_back = appeal.form == APPEAL_FORM_ORAL && instant_is_none(appeal.read_back_at),
        .parts = parts_of(rq, &appeal),
        .may_register = session_may(rq->session, RIGHT_APPEAL_REGISTER),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_appeal_title);
    appeal_shown(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply appeal_read_aloud(struct request *rq, const struct appeal_read_aloud_in *in) {
    struct appeal_get_row appeal;
    if (!appeal_get(rq->db, in->appeal, &appeal) || appeal.case_id.v != in->case_.v) return reply_not_found(rq);
    if (!in->right) {
        form_error(rq, "right", T_appeal_read_first);
        return reply_invalid(rq);
    }
    if (appeal_read_back(rq->db, in->appeal) < 0) return reply_conflict(rq, T_appeal_moved_on);
    return reply_with_notice(reply_see_other(rq, "%s/%lld", appeal_base(rq, in->case_), (long long)in->appeal.v), T_appeal_read_now);
}
