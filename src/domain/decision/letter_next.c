/* What happens now: who does what, when it is looked at together, what comes later, and that help is hers to take or leave (I-10, R-109,
 * */
#include "domain/decision/letter_writer.h"

#include "texts.h"

struct steps {
    const char **v;
    size_t n;
};

static void step(struct steps *steps, const char *text) { steps->v[steps->n++] = text; }

static const char *with_contact(struct writer *w, const struct part *part, text_key key) {
    return text_format(w->arena, w->lang, key, "contact", letter_contact(part), NULL);
}

/* The next thing that happens about a part, or NULL. */
static const char *next_of(struct writer *w, const struct part *part) {
    const char *unit = w->facts->dwelling_unit_name ? w->facts->dwelling_unit_name : letter_contact(part);
    switch (part->kind) {
    case PART_KIND_BOLIG: return text_capital(w->arena, text_format(w->arena, w->lang, T_decision_letter_dwelling_next, "unit", unit, NULL));
    case PART_KIND_BOLIG_FORLENGELSE: return with_contact(w, part, T_decision_letter_lease_next);
    case PART_KIND_HOL_TJENESTE:
    case PART_KIND_HOL_ANNEN:
        if (date_is_none(part->from) || (w->facts->former && part->from.days < w->facts->date.days)) return NULL; /* it goes on */
        return text_format(w->arena, w->lang, T_decision_letter_service_next, "contact", letter_contact(part), "date",
                           date_long(w->arena, w->lang, part->from), NULL);
    case PART_KIND_MIDLERTIDIG:
        return with_contact(w, part, letter_stays_on(w, part) ? T_decision_letter_temporary_longer : T_decision_letter_temporary_next);
    case PART_KIND_STARTLAN:
    case PART_KIND_TILSKUDD: return with_contact(w, part, T_decision_letter_loan_next);
    case PART_KIND_IP:
    case PART_KIND_IP_SOSIAL: return with_contact(w, part, T_decision_letter_plan_next);
    case PART_KIND_BISTAND:
    case PART_KIND_KOORDINATOR:
    case PART_KIND_SOSIAL:
    case PART_KIND_SOSIAL_RAD:
    case PART_KIND_BOSTOTTE: break;
    }
    return NULL;
}

/* Services that stand or are given in this version, as the letter names them: "samtaler hjemme og praktisk hjelp". */
static const char *services(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    const char **names = arena_array(w->arena, joint->n + 1, sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        bool given = kind_is_service(part->kind) && part->outcome == PART_OUTCOME_GRANTED && part->state != PART_STATE_LATER;
        if (given) names[n++] = letter_small(w->arena, part_name(w->lang, part));
    }
    return n ? letter_listed(w, names, n) : letter_say(w, T_decision_letter_visits);
}

static void add_offer(struct writer *w, const struct part *part, struct steps *steps) {
    text_key key = part->home_offer == HOME_OFFER_OFFERED    ? T_decision_letter_home_offered
                   : part->home_offer == HOME_OFFER_PRESUMED ? T_decision_letter_home_presumed
                                                             : 0;
    if (key) step(steps, letter_mark(w, part, text_format(w->arena, w->lang, key, "services", services(w), NULL)));
}

/* Each day that something is looked at together, once. */
static void add_review(struct writer *w, size_t at, struct steps *steps) {
    const struct joint *joint = w->facts->joint;
    const struct part *part = &joint->v[at];
    if (date_is_none(part->review)) return;
    for (size_t i = 0; i < at; i++)
        if (letter_granted(&joint->v[i]) && joint->v[i].review.days == part->review.days) return;
    const char *text = text_format(w->arena, w->lang, T_decision_letter_review, "date", date_full(w->arena, w->lang, part->review), NULL);
    step(steps, letter_mark(w, part, text_capital(w->arena, text)));
}

static bool is_home(const struct part *part) { return letter_granted(part) && kind_is_home(part->kind); }
static bool is_service(const struct part *part) { return letter_granted(part) && kind_is_service(part->kind); }
static bool helps_at_home(const struct part *part) {
    return part->outcome == PART_OUTCOME_GRANTED && (kind_is_home(part->kind) || kind_is_service(part->kind));
}

/* She says yes or no to each thing by itself. */
static void add_answers(struct writer *w, struct steps *steps) {
    bool home = letter_any(w, is_home), service = letter_any(w, is_service);
    if (home && service) step(steps, letter_say(w, T_decision_letter_answer));
    else if (home) step(steps, letter_say(w, T_decision_letter_answer_home));
    else if (service) step(steps, letter_say(w, T_decision_letter_answer_help));
}

void letter_write_next(struct writer *w) {
    const struct joint *joint = w->facts->joint;
    struct steps steps = {arena_array(w->arena, 4 * joint->n + 4, sizeof *steps.v), 0};
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        const char *next = letter_granted(part) ? next_of(w, part) : NULL;
        if (next) step(&steps, letter_mark(w, part, next));
        if (letter_granted(part)) add_offer(w, part, &steps);
        if (letter_later(part))
            step(&steps, letter_mark(w, part, text_format(w->arena, w->lang, T_decision_letter_later, "part", part_name(w->lang, part), "date",
                                                          date_long(w->arena, w->lang, part->later_by), NULL)));
    }
    for (size_t i = 0; i < joint->n; i++)
        if (letter_granted(&joint->v[i])) add_review(w, i, &steps);
    bool first = joint->amendment == AMENDMENT_FIRST || joint->amendment == AMENDMENT_LATER_PART;
    if (first) add_answers(w, &steps);
    if (letter_any(w, letter_granted) && letter_any(w, helps_at_home))
        step(&steps, letter_must(w, law_letter_text(&w->law, BLOCK_VOLUNTARY, NULL)));
    if (!steps.n) return;
    letter_heading(w, T_decision_letter_next);
    letter_list(w, steps.v, steps.n);
}
