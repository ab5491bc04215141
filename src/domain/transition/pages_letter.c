/* Letters to the other end: written with what is known, kept, and read again by whoever may read the zone. And what is agreed on after all. */
#include "domain/transition/pages.h"

#include "platform/pdf/kept.h"
#include "texts.h"
#include "transition_routes.h"
#include "transition_sql.h"

static const char purpose[] = "transition";

static struct options languages(struct request *rq) {
    struct options all = language_options(rq->arena, rq->lang), some = {arena_array(rq->arena, all.n + 1, sizeof *some.v), 0};
    for (size_t i = 0; i < all.n; i++)
        if (language_parse(all.v[i].value) != LANGUAGE_EN) some.v[some.n++] = all.v[i];
    return some;
}

/* What can be said as things stand. */
static struct options kinds(struct request *rq, const struct transition *t) {
    struct options all = transition_letter_kind_options(rq->arena, rq->lang), some = {arena_array(rq->arena, all.n + 1, sizeof *some.v), 0};
    bool ward = transition_from_ward(t->from), ready = !instant_is_none(t->ready_at);
    for (size_t i = 0; i < all.n; i++) {
        enum transition_letter_kind kind = transition_letter_kind_parse(all.v[i].value);
        bool fits = kind == TRANSITION_LETTER_KIND_RECEIVES       ? t->state == TRANSITION_STATE_CAN_RECEIVE
                    : kind == TRANSITION_LETTER_KIND_RECEIVES_NOT ? t->state == TRANSITION_STATE_CANNOT_UNTIL
                    : kind == TRANSITION_LETTER_KIND_ACCOUNT      ? ward && ready
                    : kind == TRANSITION_LETTER_KIND_ELSEWHERE    ? t->stays_elsewhere
                                                                  : true;
        if (fits) some.v[some.n++] = all.v[i];
    }
    return some;
}

struct reply transition_letter_new_page(struct request *rq, const struct transition_letter_new_page_in *in) {
    struct case_frame frame;
    struct transition t;
    if (!case_frame_read(rq, in->case_, 0, &frame) || !transition_get(rq->db, in->case_, in->transition, &t)) return reply_not_found(rq);
    if (!secrecy_own_zone(rq, in->case_)) return reply_denied(rq, T_transition_no_access);
    struct transition_letter_form_view view = {
        .given_name = frame.person.given_name,
        .back = transition_path(rq, in->case_, in->transition),
        .path = arena_printf(rq->arena, "%s/brev", transition_path(rq, in->case_, in->transition)),
        .language = lang_code(organisation_profile()->letter_lang),
        .kinds = kinds(rq, &t),
        .languages = languages(rq),
    };
    if (view.kinds.n) view.kind = view.kinds.v[0].value;
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_transition_letter_new);
    transition_letter_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply transition_letter_send(struct request *rq, const struct transition_letter_send_in *in) {
    struct transition t;
    struct transition_letter_id letter;
    enum zone zone = secrecy_own_zone(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), purpose) : NULL;
    if (!transition_get(rq->db, in->case_, in->transition, &t)) return reply_not_found(rq);
    if (!transition_is_ours(&t, rq->session->unit)) return transition_refused(rq, TRANSITION_NOT_YOURS);
    const struct transition_letter_new made = {in->letter_kind, (enum lang)in->letter_language, in->receiver, in->letter_words};
    int fault = access ? transition_letter_make(rq->db, access, zone, &t, &made, &letter) : TRANSITION_NO_ACCESS;
    return fault ? transition_refused(rq, fault) : transition_back(rq, in->case_, in->transition, T_transition_letter_made);
}

void transition_read_letters(struct request *rq, const struct transition *t, struct transition_view *view) {
    const struct access *access = secrecy_open(rq, t->case_, TRANSITION_ZONES, purpose);
    enum { LETTERS_MOST = 120 };
    view->letters.v = arena_array(rq->arena, LETTERS_MOST, sizeof *view->letters.v);
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_PLAN; zone++) {
        if (!(TRANSITION_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        struct transition_letters_of_rows rows = transition_letters_of(rq->db, access, t->id, zone);
        for (size_t i = 0; i < rows.n && view->letters.n < LETTERS_MOST; i++)
            view->letters.v[view->letters.n++] = (struct transition_letter_view){
                arena_printf(rq->arena, "%s/brev/%lld", view->path, (long long)rows.v[i].id.v), rows.v[i].staff_name,
                (text_key)transition_letter_kind_text(rows.v[i].kind), rows.v[i].sent_on};
    }
    struct transition_sides_of_rows sides = transition_sides_of(rq->db, t->id);
    view->sides = (struct transition_side_views){arena_array(rq->arena, sides.n + 1, sizeof *view->sides.v), sides.n};
    for (size_t i = 0; i < sides.n; i++)
        view->sides.v[i] = (struct transition_side_view){
            .kind = (text_key)transition_side_kind_text(sides.v[i].kind),
            .code = transition_side_kind_code(sides.v[i].kind),
            .opened = sides.v[i].opened_on,
            .due = sides.v[i].due,
            .ended = sides.v[i].ended_on,
            .open = date_is_none(sides.v[i].ended_on),
            .late = date_is_none(sides.v[i].ended_on) && sides.v[i].due.days < rq->today.days,
        };
}

struct reply transition_letter_page(struct request *rq, const struct transition_letter_page_in *in) {
    const struct access *access = secrecy_open(rq, in->case_, TRANSITION_ZONES, purpose);
    struct transition_letter_get_row row;
    struct blob pdf;
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_PLAN; zone++) {
        if (!(TRANSITION_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        if (!transition_letter_get(rq->db, access, in->case_, in->letter, zone, &row)) continue;
        if (pdf_kept(rq->arena, row.pdf, row.sha256, &pdf) < 0) return reply_not_found(rq);
        return reply_file(rq, "application/pdf", arena_printf(rq->arena, "overgang-%lld.pdf", (long long)in->letter.v), pdf);
    }
    return reply_not_found(rq);
}

struct reply transition_side_send(struct request *rq, const struct transition_side_send_in *in) {
    int fault = transition_dispute_over(rq->db, in->case_, in->transition, in->side);
    return fault ? transition_refused(rq, fault) : transition_back(rq, in->case_, in->transition, T_transition_side_over);
}
