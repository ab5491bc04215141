/* Announcing: at the door, about somebody who may have no case, and in a case. */
#include "domain/transition/pages.h"

#include "texts.h"
#include "transition_routes.h"

/* ── what both ask ────────────────────────────────────────────────────── */

static struct options parties(struct request *rq) {
    struct options all = transition_party_options(rq->arena, rq->lang), some = {arena_array(rq->arena, all.n + 1, sizeof *some.v), 0};
    for (size_t i = 0; i < all.n; i++) {
        enum transition_party party = transition_party_parse(all.v[i].value);
        if (party != TRANSITION_PARTY_HOME && party != TRANSITION_PARTY_OWN_UNIT) some.v[some.n++] = all.v[i];
    }
    return some;
}

static struct transition_form_view form_view(struct request *rq) {
    return (struct transition_form_view){
        .kinds = transition_kind_choices(rq),
        .parties = parties(rq),
        .sources = transition_source_options(rq->arena, rq->lang),
        .source = transition_source_code(TRANSITION_SOURCE_PHONE),
        .port = transition_unit_name(rq, transition_port(rq->db)),
    };
}

struct typed {
    enum transition_kind kind;
    enum transition_party from;
    enum transition_source source;
    struct date began_on, expected;
    int began_at; /* minutes, or below zero */
    bool lacks_home;
};

/* The other end is the institution, whichever way she goes. */
static struct transition_new made_of(const struct typed *typed) {
    bool leaves = transition_leaves(typed->kind);
    return (struct transition_new){
        .kind = typed->kind,
        .from = leaves ? 0 : typed->from,
        .to = leaves ? typed->from : 0,
        .source = typed->source,
        .began = date_is_none(typed->began_on) ? INSTANT_NONE : instant_of_oslo(typed->began_on, typed->began_at < 0 ? 0 : typed->began_at),
        .expected = typed->expected,
        .lacks_home = typed->lacks_home,
    };
}

static void draw_form(struct html *h, const struct transition_form_view *view) { transition_form(h, view); }

/* ── at the door ──────────────────────────────────────────────────────── */

struct reply transition_door_page(struct request *rq, const struct transition_door_page_in *in) {
    (void)in;
    struct transition_form_view view = form_view(rq);
    view.door = true;
    view.path = "/overganger/ny", view.back = "/overganger";
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_transition_new, .nav = "/overganger"});
    draw_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* By her number, else made: unless somebody like her is known, whom the one who writes has then looked for. */
static bool person_of(struct request *rq, const struct transition_door_send_in *in, struct person_id *ret_person) {
    const char *id = text_empty(in->national_id) ? NULL : text_without_spaces(rq->arena, in->national_id);
    const char *name = transition_full_name(rq, in->given_name, in->family_name);
    *ret_person = id ? person_find_national_id(rq->db, id) : (struct person_id){0};
    if (ret_person->v) return true;
    if (id && !national_id_valid(id, NULL)) form_error(rq, "national_id", T_intake_national_id_wrong);
    if (!in->new_person && person_find_alike(rq->db, name, in->born, (struct person_id){0}).n) form_error(rq, "new_person", T_transition_known_already);
    if (rq->form->refused) return false;
    const struct person_new person = {.given_name = in->given_name,
                                      .family_name = in->family_name,
                                      .born = in->born,
                                      .national_id = id,
                                      .language = (enum language)organisation_profile()->letter_lang,
                                      .grade = ADDRESS_GRADE_OPEN};
    if (person_create(rq->db, &person, ret_person) == ERR_OK) return true;
    form_error(rq, "given_name", T_intake_person_wrong);
    return false;
}

struct reply transition_door_send(struct request *rq, const struct transition_door_send_in *in) {
    struct transition_id made;
    const struct typed typed = {in->kind, in->from_party, in->source, in->began_on, in->expected_on, in->began_at, in->lacks_home};
    struct transition_arrival arrival = {.made = made_of(&typed), .needs = in->needs, .known_by = in->known_by};
    if (!person_of(rq, in, &arrival.person)) return reply_invalid(rq);
    int fault = transition_arrive(rq->db, &arrival, &made);
    if (fault) return transition_refused(rq, fault);
    struct case_id id = arrival.made.case_;
    transition_write(rq, id, made, TRANSITION_WORD_PLACE, in->place);
    transition_write(rq, id, made, TRANSITION_WORD_CONTACT, in->known_by);
    if (secrecy_involved(rq->db, id, rq->session->unit)) return transition_back(rq, id, made, T_transition_announced_now);
    return reply_with_notice(reply_see_other(rq, "/overganger"), T_transition_announced_to_port);
}

/* ── in a case ────────────────────────────────────────────────────────── */

struct reply transition_new_page(struct request *rq, const struct transition_new_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct transition_form_view view = form_view(rq);
    view.name = frame.person.given_name;
    view.has_zone = secrecy_own_zone(rq, in->case_) != 0;
    view.back = transition_path(rq, in->case_, (struct transition_id){0});
    view.path = arena_printf(rq->arena, "%s/ny", view.back);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_transition_new);
    draw_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply transition_new_send(struct request *rq, const struct transition_new_send_in *in) {
    struct transition_id transition;
    const struct typed typed = {in->kind, in->from_party, in->source, in->began_on, in->expected_on, in->began_at, in->lacks_home};
    struct transition_new made = made_of(&typed);
    made.case_ = in->case_;
    int fault = transition_announce(rq->db, &made, &transition);
    if (fault) return transition_refused(rq, fault);
    transition_write(rq, in->case_, transition, TRANSITION_WORD_PLACE, in->place);
    transition_write(rq, in->case_, transition, TRANSITION_WORD_CONTACT, in->known_by);
    transition_write(rq, in->case_, transition, TRANSITION_WORD_NEEDS, in->needs);
    return transition_back(rq, in->case_, transition, T_transition_announced_now);
}
