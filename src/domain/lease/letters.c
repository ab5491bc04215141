/* The letters of a tenancy: short, kind and right, each saying first what it means for her. One for each who gets it, in her language. (FVL-12) */
#include "domain/lease/internal.h"

#include "domain/decision/joint.h"
#include "lease_sql.h"
#include "platform/pdf/kept.h"
#include "texts.h"

enum { LINES = 6 };
struct outline {
    text_key title, lead, lines[LINES]; /* 0: no more lines */
};
#define OUTLINE(name) T_lease_letter_kind_##name, T_lease_letter_##name##_lead

static struct outline outline_of(enum lease_letter_kind kind) {
    switch (kind) {
    case LEASE_LETTER_KIND_CONTRACT:
        return (struct outline){OUTLINE(contract), {T_lease_letter_help_is_free, T_lease_letter_entry, T_lease_letter_disagree}};
    case LEASE_LETTER_KIND_WAY_ON:
        return (struct outline){
            OUTLINE(way_on),
            {T_lease_letter_way_on_own, T_lease_letter_way_on_rent, T_lease_letter_way_on_support, T_lease_letter_way_on_pace}};
    case LEASE_LETTER_KIND_REVIEW_INVITATION:
        return (struct outline){OUTLINE(review_invitation),
                                {T_lease_letter_review_stay, T_lease_letter_review_about, T_lease_letter_review_bring}};
    case LEASE_LETTER_KIND_RENT_CHANGE:
        return (struct outline){OUTLINE(rent_change), {T_lease_letter_rent_why, T_lease_letter_rent_support, T_lease_letter_disagree}};
    case LEASE_LETTER_KIND_INSPECTION:
        return (struct outline){OUTLINE(inspection), {T_lease_letter_inspection_what, T_lease_letter_inspection_other_day}};
    case LEASE_LETTER_KIND_RUNS_ON: return (struct outline){OUTLINE(runs_on), {T_lease_letter_runs_on_same, T_lease_letter_runs_on_law}};
    case LEASE_LETTER_KIND_OPEN_NOW: return (struct outline){OUTLINE(open_now), {T_lease_letter_open_notice, T_lease_letter_open_same}};
    case LEASE_LETTER_KIND_ENDED: return (struct outline){OUTLINE(ended), {T_lease_letter_ended_deposit, T_lease_letter_ended_back}};
    case LEASE_LETTER_KIND_ARREARS:
        return (struct outline){OUTLINE(arrears),
                                {T_lease_letter_arrears_keep, T_lease_letter_arrears_plan, T_lease_letter_arrears_support}};
    case LEASE_LETTER_KIND_WARNING:
        return (struct outline){OUTLINE(warning), {T_lease_letter_warning_what, T_lease_letter_warning_help, T_lease_letter_disagree}};
    case LEASE_LETTER_KIND_TERMINATION:
        return (struct outline){OUTLINE(termination),
                                {T_lease_letter_termination_protest, T_lease_letter_termination_suit, T_lease_letter_termination_help,
                                 T_lease_letter_roof, T_lease_letter_disagree}};
    case LEASE_LETTER_KIND_ENFORCEMENT:
        return (struct outline){
            OUTLINE(enforcement),
            {T_lease_letter_enforcement_stop, T_lease_letter_enforcement_speak, T_lease_letter_free_advice, T_lease_letter_roof}};
    case LEASE_LETTER_KIND_SAFE: return (struct outline){OUTLINE(safe), {T_lease_letter_safe_on}};
    case LEASE_LETTER_KIND_PRIOR_NOTICE:
        return (struct outline){
            OUTLINE(prior_notice),
            {T_lease_letter_prior_answer, T_lease_letter_prior_not_decided, T_lease_letter_prior_appeal, T_lease_letter_roof}};
    case LEASE_LETTER_KIND_MOVE_REQUEST:
        return (struct outline){OUTLINE(move_request),
                                {T_lease_letter_move_decision, T_lease_letter_move_time, T_lease_letter_roof, T_lease_letter_disagree}};
    }
    return (struct outline){0};
}

/* ── the parts that several have ──────────────────────────────────────── */

const char *lease_home_name(struct db *db, struct arena *arena, enum lang lang, const struct lease_brief *lease) {
    struct lease_dwelling_row home;
    struct person_spine person;
    if (!lease_dwelling(db, lease->dwelling, &home)) return "";
    bool told = person_spine(db, lease->person, &person) && person.grade == ADDRESS_GRADE_OPEN && !text_empty(home.street);
    if (!told) return text_format(arena, lang, T_lease_home_number, "number", home.object_number ? home.object_number : "–", NULL);
    return arena_printf(arena, "%s%s%s%s%s%s", home.street, home.house_number ? " " : "", home.house_number ? home.house_number : "",
                        home.house_letter ? home.house_letter : "", home.unit_number ? ", " : "", home.unit_number ? home.unit_number : "");
}

struct writing {
    struct db *db;
    const struct lease_brief *lease;
    const struct lease_letter_facts *facts;
    struct unit_brief unit;
    const char *home, *phone;
};

static const char *line(const struct writing *writing, struct letter *letter, text_key key) {
    const struct lease_letter_facts *facts = writing->facts;
    struct arena *arena = letter->arena;
    const char *time = facts->minute >= 0 ? clock_text(arena, letter->lang, facts->minute) : "";
    return text_format(arena, letter->lang, key, "home", writing->home, "unit", writing->unit.letter_name, "phone", writing->phone, "date",
                       date_is_none(facts->date) ? "" : date_long(arena, letter->lang, facts->date), "date2",
                       date_is_none(facts->date2) ? "" : date_long(arena, letter->lang, facts->date2), "time", time, "amount",
                       number_text(arena, letter->lang, facts->amount), "amount2", number_text(arena, letter->lang, facts->amount2), NULL);
}

static void add_row(struct letter_block *table, const char *what, const char *is) {
    if (!text_empty(is)) table->rows[table->n_rows++] = (struct letter_row){{what, is}};
}

/* Who agrees what, as a table; then what she has been told in writing. (HLL-1, HLL-3) */
static void add_contract(const struct writing *writing, const char *tenant, struct letter *letter) {
    struct lease_get_row row;
    struct arena *arena = letter->arena;
    enum lang lang = letter->lang;
    if (!lease_get(writing->db, writing->lease->id, &row)) return;
    struct letter_block *table = letter_add(letter, LETTER_TABLE, NULL);
    table->items = arena_array(arena, 2, sizeof *table->items);
    table->items[0] = text_of(lang, T_lease_letter_col_what), table->items[1] = text_of(lang, T_lease_letter_col_agreed),
    table->n_items = 2;
    table->widths[0] = 40, table->widths[1] = 60;
    table->rows = arena_array(arena, 8, sizeof *table->rows);
    add_row(table, text_of(lang, T_lease_letter_landlord), letter->sender);
    add_row(table, text_of(lang, T_lease_letter_tenant), tenant);
    add_row(table, text_of(lang, T_lease_letter_home), writing->home);
    add_row(table, text_of(lang, T_lease_from), date_long(arena, lang, row.from_date));
    add_row(table, text_of(lang, T_lease_until),
            date_is_none(row.until_date) ? text_of(lang, T_lease_kind_open) : date_long(arena, lang, row.until_date));
    add_row(table, text_of(lang, T_lease_rent),
            text_format(arena, lang, T_lease_kroner_month, "amount", number_text(arena, lang, row.rent), NULL));
    if (row.deposit)
        add_row(table, text_of(lang, (text_key)lease_deposit_text(row.deposit_kind)),
                text_format(arena, lang, T_lease_kroner, "amount", number_text(arena, lang, row.deposit), NULL));
    struct str exceptions = str_in(arena);
    const struct {
        bool agreed;
        text_key words;
    } all[] = {{row.except_term, T_lease_letter_except_term},
               {row.except_sublet, T_lease_letter_except_sublet},
               {row.except_household, T_lease_letter_except_household}};
    for (size_t i = 0; i < 3; i++)
        if (all[i].agreed) str_addf(&exceptions, "%s%s", exceptions.length ? ", " : "", text_of(lang, all[i].words));
    const char *named = exceptions.length ? str_text(&exceptions) : text_of(lang, T_lease_letter_except_none);
    const struct law_letter law = {law_current(), arena, lang, letter->date};
    const char *notice = row.told_public ? law_letter_text(&law, BLOCK_LEASE_NOTICE, "exceptions", named, NULL) : NULL;
    if (notice) letter_add(letter, LETTER_PARAGRAPH, notice);
    if (row.told_fixed && row.kind == LEASE_KIND_FIXED) letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_lease_letter_fixed));
    else letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_lease_letter_open_notice));
}

/* Where both sign by hand: what binds two names both, and each keeps a copy. */
static void add_hands(struct letter *letter, const char *tenant) {
    struct arena *arena = letter->arena;
    const struct {
        text_key party;
        const char *name;
    } hands[] = {{T_lease_letter_tenant, tenant}, {T_lease_letter_landlord, letter->sender}};
    letter_add(letter, LETTER_HEADING, text_of(letter->lang, T_lease_letter_hands));
    struct letter_block *table = letter_add(letter, LETTER_TABLE, NULL);
    table->items = arena_array(arena, 3, sizeof *table->items);
    table->items[0] = text_of(letter->lang, T_lease_letter_col_party), table->items[1] = text_of(letter->lang, T_lease_letter_col_place);
    table->items[2] = text_of(letter->lang, T_lease_letter_col_hand);
    table->n_items = 3;
    table->widths[0] = 34, table->widths[1] = 28, table->widths[2] = 38;
    table->rows = arena_array(arena, 2, sizeof *table->rows);
    for (; table->n_rows < 2; table->n_rows++)
        table->rows[table->n_rows] =
            (struct letter_row){{arena_printf(arena, "%s\n%s\n\u00a0", text_of(letter->lang, hands[table->n_rows].party), hands[table->n_rows].name), "", ""}};
    letter_add(letter, LETTER_PARAGRAPH, text_of(letter->lang, T_lease_letter_two_copies));
}

static void sign(struct db *db, struct letter *letter, const char *unit_name) {
    struct lease_signer_row signer;
    if (!lease_signer(db, lease_actor(db), &signer)) return;
    struct letter_block *block = letter_add(letter, LETTER_SIGNATURES, text_of(letter->lang, T_decision_letter_regards));
    block->rows = arena_array(letter->arena, 1, sizeof *block->rows);
    block->n_rows = 1;
    block->rows[0] = (struct letter_row){{signer.name, signer.title, unit_name}};
}

static struct letter *letter_to(struct writing *writing, enum lease_letter_kind kind, const struct person_spine *person,
                                const struct letter_recipient *to) {
    enum lang lang = person->lang;
    struct outline outline = outline_of(kind);
    struct case_brief brief = {0};
    struct letter *letter = letter_new(db_arena(writing->db), lang);
    work_case(writing->db, writing->lease->case_, &brief);
    organisation_unit(writing->db, organisation_unit_now(writing->db, writing->lease->unit), lang, &writing->unit);
    writing->phone = organisation_phone(writing->unit.phone);
    writing->home = lease_home_name(writing->db, letter->arena, lang, writing->lease);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, lang);
    letter->title = text_of(lang, outline.title);
    letter->date = lease_today(writing->db);
    letter->date_line = date_long(letter->arena, lang, letter->date);
    letter->reference = text_format(letter->arena, lang, T_decision_letter_reference, "number", brief.number, NULL);
    letter->exempt = text_of(lang, T_decision_letter_exempt);
    relation_address(letter, to, person);
    relation_greet(letter, to, person, line(writing, letter, outline.lead));
    if (!text_empty(writing->facts->words)) letter_add(letter, LETTER_QUOTE, writing->facts->words);
    if (kind == LEASE_LETTER_KIND_CONTRACT) add_contract(writing, person->name, letter);
    for (size_t i = 0; i < LINES && outline.lines[i]; i++) letter_add(letter, LETTER_PARAGRAPH, line(writing, letter, outline.lines[i]));
    letter_add(letter, LETTER_PARAGRAPH, line(writing, letter, T_lease_letter_call));
    if (kind == LEASE_LETTER_KIND_CONTRACT) add_hands(letter, person->name);
    else sign(writing->db, letter, writing->unit.letter_name);
    return letter;
}

int lease_write_letter(struct db *db, const struct access *access, const struct lease_brief *lease, enum lease_letter_kind kind,
                       const struct lease_letter_facts *facts) {
    struct person_spine person;
    struct writing writing = {.db = db, .lease = lease, .facts = facts};
    if (!access || !access_covers(access, ZONE_TENANCY)) return LEASE_NO_ACCESS;
    if (!person_spine(db, lease->person, &person)) return LEASE_NOT_FOUND;
    struct letter_recipients to = relation_letter_recipients(db, lease->case_, SCOPE_ALL, lease_today(db));
    for (size_t i = 0; i < to.n; i++) {
        struct blob pdf;
        if (letter_pdf(letter_to(&writing, kind, &person, &to.v[i]), db_arena(db), &pdf) < 0) return LEASE_LETTER_FAILED;
        lease_letter_insert(db, access, lease->id, lease->case_, lease->person, kind, delivery_recipient_of(to.v[i].kind), lease_today(db),
                            pdf_sha256(db_arena(db), pdf), pdf_base64(db_arena(db), pdf), lease_actor(db));
    }
    return db_failed(db) ? LEASE_LETTER_FAILED : LEASE_DONE;
}
