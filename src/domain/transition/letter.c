/* Letters to the other end of a transition: the answer to the ward, a demand for an account, a disagreement between municipalities, a deviation. They name her
 * and say what the law says; of her home and help no more than that they are in order. */
#include "domain/organisation/organisation.h"
#include "domain/transition/internal.h"
#include "platform/pdf/kept.h"
#include "platform/pdf/letter.h"
#include "texts.h"
#include "transition_sql.h"

struct writing {
    struct db *db;
    const struct transition *t;
    const struct transition_letter_new *made;
    struct letter *letter;
    const char *name, *contact, *phone, *unit;
    const char *stay; /* the other municipality she says she stays in, or "" */
};

static text_key title_of(enum transition_letter_kind kind) {
    switch (kind) {
    case TRANSITION_LETTER_KIND_RECEIVES:
    case TRANSITION_LETTER_KIND_RECEIVES_NOT: return T_transition_letter_answer_title;
    case TRANSITION_LETTER_KIND_ACCOUNT: return T_transition_letter_account_title;
    case TRANSITION_LETTER_KIND_DISAGREEMENT: return T_transition_letter_disagreement_title;
    case TRANSITION_LETTER_KIND_DEVIATION: return T_transition_letter_deviation_title;
    case TRANSITION_LETTER_KIND_ELSEWHERE: return T_transition_letter_elsewhere_title;
    }
    return 0;
}

static const char *day(const struct writing *writing, struct date date) {
    return date_is_none(date) ? "" : date_long(writing->letter->arena, writing->letter->lang, date);
}

static void say(const struct writing *writing, enum letter_block_kind kind, text_key key) {
    struct letter *letter = writing->letter;
    struct date ready = instant_is_none(writing->t->ready_at) ? DATE_NONE : instant_oslo_date(writing->t->ready_at);
    letter_add(letter, kind,
               text_format(letter->arena, letter->lang, key, "name", writing->name, "ready", day(writing, ready), "until", day(writing, writing->t->cannot_until),
                           "contact", writing->contact, "phone", writing->phone, "unit", writing->unit, "stay", writing->stay, NULL));
}

static void law_says(const struct writing *writing, enum law_block block) {
    const struct law_letter law = {law_current(), writing->letter->arena, writing->letter->lang, writing->letter->date};
    struct date ready = instant_is_none(writing->t->ready_at) ? writing->letter->date : instant_oslo_date(writing->t->ready_at);
    const char *text = block == BLOCK_WARD_PAYMENT ? law_letter_text(&law, block, "ready", day(writing, ready), NULL) : law_letter_text(&law, block, NULL);
    if (text) letter_add(writing->letter, LETTER_PARAGRAPH, text);
}

/* What the regulation wants to be in order before she is ready, and is not yet. (USK-2) */
static void missing(const struct writing *writing) {
    static const enum transition_point wanted[] = {TRANSITION_POINT_JOINT_PLAN, TRANSITION_POINT_SPECIALIST_CONTACT, TRANSITION_POINT_COERCION_ENDED};
    struct transition_plan_of_rows rows = transition_plan_of(writing->db, writing->t->id);
    struct letter_block *list = NULL;
    for (size_t w = 0; w < sizeof wanted / sizeof *wanted; w++)
        for (size_t i = 0; i < rows.n; i++) {
            if (rows.v[i].point != wanted[w] || rows.v[i].state != TRANSITION_POINT_STATE_OPEN) continue;
            if (!list) {
                say(writing, LETTER_PARAGRAPH, T_transition_letter_missing);
                list = letter_add(writing->letter, LETTER_LIST, NULL);
                list->items = arena_array(writing->letter->arena, sizeof wanted / sizeof *wanted, sizeof *list->items);
            }
            list->items[list->n_items++] = text_of(writing->letter->lang, (text_key)transition_point_text(wanted[w]));
        }
}

static void body(const struct writing *writing) {
    switch (writing->made->kind) {
    case TRANSITION_LETTER_KIND_RECEIVES:
        say(writing, LETTER_LEAD, T_transition_letter_receives);
        say(writing, LETTER_PARAGRAPH, T_transition_letter_contact);
        law_says(writing, BLOCK_WARD_ANSWER);
        break;
    case TRANSITION_LETTER_KIND_RECEIVES_NOT:
        say(writing, LETTER_LEAD, T_transition_letter_receives_not);
        say(writing, LETTER_PARAGRAPH, T_transition_letter_until_then);
        law_says(writing, BLOCK_WARD_ANSWER);
        law_says(writing, BLOCK_WARD_PAYMENT);
        break;
    case TRANSITION_LETTER_KIND_ACCOUNT:
        say(writing, LETTER_LEAD, T_transition_letter_account);
        law_says(writing, BLOCK_WARD_ACCOUNT);
        missing(writing);
        break;
    case TRANSITION_LETTER_KIND_DISAGREEMENT:
        say(writing, LETTER_LEAD, T_transition_letter_disagreement);
        law_says(writing, BLOCK_OTHER_MUNICIPALITY);
        break;
    case TRANSITION_LETTER_KIND_DEVIATION:
        say(writing, LETTER_LEAD, T_transition_letter_deviation);
        if (transition_from_ward(writing->t->from)) law_says(writing, BLOCK_EQUAL_CARE);
        break;
    case TRANSITION_LETTER_KIND_ELSEWHERE:
        say(writing, LETTER_LEAD, T_transition_letter_elsewhere);
        law_says(writing, BLOCK_WARD_STAY);
        say(writing, LETTER_PARAGRAPH, T_transition_letter_elsewhere_help);
        break;
    }
    if (!text_empty(writing->made->words)) letter_add(writing->letter, LETTER_QUOTE, writing->made->words);
    say(writing, LETTER_PARAGRAPH, T_transition_letter_call);
}

static void sign(const struct writing *writing) {
    struct transition_signer_row signer;
    if (!transition_signer(writing->db, transition_actor(writing->db), &signer)) return;
    struct letter_block *block = letter_add(writing->letter, LETTER_SIGNATURES, text_of(writing->letter->lang, T_decision_letter_regards));
    block->rows = arena_array(writing->letter->arena, 1, sizeof *block->rows);
    block->n_rows = 1;
    block->rows[0] = (struct letter_row){{signer.name, signer.title, writing->unit}};
}

struct letter *transition_letter_compose(struct db *db, const struct transition *t, const struct transition_letter_new *made,
                                         const struct person_spine *person) {
    struct unit_brief unit = {0};
    struct case_brief brief = {0};
    struct transition_signer_row contact = {0};
    struct letter *letter = letter_new(db_arena(db), made->lang);
    organisation_unit(db, t->unit, made->lang, &unit);
    work_case(db, t->case_, &brief);
    struct transition_stay stay = {0};
    (void)transition_stay_of(db, t->id, &stay);
    if (t->contact.v) (void)transition_signer(db, t->contact, &contact);
    const char *phone = text_empty(contact.phone) ? organisation_phone(unit.phone) : contact.phone;
    struct writing writing = {.db = db, .t = t, .made = made, .letter = letter, .name = person->name, .contact = contact.name ? contact.name : unit.letter_name,
                              .phone = phone ? phone : "", .unit = unit.letter_name, .stay = stay.municipality ? stay.municipality : ""};
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, made->lang);
    letter->title = text_of(made->lang, title_of(made->kind));
    letter->date = transition_today(db);
    letter->date_line = date_long(letter->arena, made->lang, letter->date);
    letter->reference = text_format(letter->arena, made->lang, T_decision_letter_reference, "number", brief.number, NULL);
    letter->exempt = text_of(made->lang, T_decision_letter_exempt);
    letter_address(letter, made->receiver);
    body(&writing);
    sign(&writing);
    return letter;
}

static int letter_check(const struct transition *t, const struct transition_letter_new *made) {
    bool answered = t->state == TRANSITION_STATE_CAN_RECEIVE || t->state == TRANSITION_STATE_MOVED || t->state == TRANSITION_STATE_SETTLING;
    if (made->kind == TRANSITION_LETTER_KIND_RECEIVES && (!answered || t->without_yes)) return TRANSITION_LETTER_NOT_SO;
    if (made->kind == TRANSITION_LETTER_KIND_RECEIVES_NOT && t->state != TRANSITION_STATE_CANNOT_UNTIL) return TRANSITION_LETTER_NOT_SO;
    if (made->kind == TRANSITION_LETTER_KIND_ACCOUNT && (!transition_from_ward(t->from) || instant_is_none(t->ready_at))) return TRANSITION_LETTER_NOT_SO;
    if (made->kind == TRANSITION_LETTER_KIND_ELSEWHERE && !t->stays_elsewhere) return TRANSITION_LETTER_NOT_SO;
    bool says = made->kind == TRANSITION_LETTER_KIND_DISAGREEMENT || made->kind == TRANSITION_LETTER_KIND_DEVIATION;
    return says && text_empty(made->words) ? TRANSITION_LETTER_WORDS : TRANSITION_DONE;
}

int transition_letter_make(struct db *db, const struct access *access, enum zone zone, const struct transition *t, const struct transition_letter_new *made,
                           struct transition_letter_id *ret_letter) {
    struct person_spine person;
    struct blob pdf;
    int fault = letter_check(t, made);
    if (fault) return fault;
    if (!access || !access_covers(access, zone)) return TRANSITION_NO_ACCESS;
    if (!person_spine(db, t->person, &person)) return TRANSITION_NOT_FOUND;
    if (letter_pdf(transition_letter_compose(db, t, made, &person), db_arena(db), &pdf) < 0) return TRANSITION_LETTER_FAILED;
    *ret_letter = transition_letter_insert(db, access, t->id, t->case_, t->person, zone, made->kind, transition_today(db), pdf_sha256(db_arena(db), pdf),
                                           pdf_base64(db_arena(db), pdf), transition_actor(db));
    audit_add(db, "transition_letter_kept", "transition", t->id.v, transition_letter_kind_code(made->kind));
    bool account = made->kind == TRANSITION_LETTER_KIND_ACCOUNT, disagreement = made->kind == TRANSITION_LETTER_KIND_DISAGREEMENT;
    if (!account && !disagreement) return TRANSITION_DONE;
    fault = transition_dispute(db, t->case_, t->id, account ? TRANSITION_SIDE_KIND_ACCOUNT : TRANSITION_SIDE_KIND_DISAGREEMENT);
    return fault == TRANSITION_DONE_ALREADY ? TRANSITION_DONE : fault; /* a reminder of one that is open */
}
