/* What is missing before a part can be signed. What each kind of part must hold is data (law/part_kinds.yaml). */
#include "domain/decision/guard.h"
#include "domain/decision/capacity.h"
#include "domain/decision/notice.h"

#include "texts.h"

enum { GAPS = 24 };

static void add(struct gaps *gaps, const char *field, text_key text, const char *found) { gaps->v[gaps->n++] = (struct gap){field, text, found}; }

static void check_reasons(struct gaps *gaps, const struct part *part) {
    const struct part_text_view *text = &part->text;
    if (law_part_requires(part->law, "reasons_rules") && text_empty(text->rules)) add(gaps, "rules", T_decision_gap_rules, NULL);
    if (law_part_requires(part->law, "reasons_facts") && text_empty(text->facts)) add(gaps, "facts", T_decision_gap_facts, NULL);
    if (law_part_requires(part->law, "reasons_considerations") && text_empty(text->considerations))
        add(gaps, "considerations", T_decision_gap_considerations, NULL);
    if (!law_part_requires(part->law, "person_view")) return;
    if (text_empty(text->her_view)) add(gaps, "her_view", T_decision_gap_view, NULL);
    if (text_empty(text->weight)) add(gaps, "weight", T_decision_gap_weight, NULL);
}

static void check_help(struct gaps *gaps, const struct part *part) {
    bool period = law_part_requires(part->law, "period") || law_part_requires(part->law, "expected_duration");
    if (law_part_requires(part->law, "main_content") && text_empty(part->text.content)) add(gaps, "content", T_decision_gap_content, NULL);
    if (period && date_is_none(part->from)) add(gaps, "from", T_decision_gap_from, NULL);
    if (period && date_is_none(part->until) && date_is_none(part->review)) add(gaps, "until", T_decision_gap_until, NULL);
    if (law_part_requires(part->law, "capacity") && !part->capacity_ok) add(gaps, "capacity_ok", T_decision_gap_capacity, NULL);
    if (!kind_is_service(part->kind)) return;
    if (!part->service_kind) add(gaps, "service_kind", T_decision_gap_service, NULL);
    if (part->amount.kind == AMOUNT_KIND_NONE) add(gaps, "amount_kind", T_decision_gap_amount, NULL);
}

/* Each text an officer writes, with the field it stands in. Her own words are hers and are not searched. */
static void check_words(struct arena *arena, struct gaps *gaps, const struct part *part) {
    const struct {
        const char *field, *text;
    } texts[] = {{"content", part->text.content}, {"rules", part->text.rules}, {"facts", part->text.facts},
                 {"considerations", part->text.considerations}, {"weight", part->text.weight}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *condition = kind_is_home(part->kind) ? words_of_condition(arena, texts[i].text) : NULL;
        const char *diagnosis = words_of_diagnosis(arena, texts[i].text);
        if (condition) add(gaps, texts[i].field, T_decision_gap_condition, condition);
        if (diagnosis) add(gaps, texts[i].field, T_decision_gap_diagnosis, diagnosis);
    }
}

static bool shorter(struct date now, struct date before) {
    if (date_is_none(now)) return false;
    return date_is_none(before) || now.days < before.days;
}

/* Less help, for a shorter time, or none: to her detriment, and then a prior notice comes first (FVL-16, FVL-35). */
static bool takes_away(const struct part *now, const struct part *before) {
    bool had = before->outcome == PART_OUTCOME_GRANTED && before->state != PART_STATE_LATER;
    if (!had) return false;
    if (now->outcome != PART_OUTCOME_GRANTED || shorter(now->until, before->until)) return true;
    bool was_timed = before->amount.kind == AMOUNT_KIND_FIXED || before->amount.kind == AMOUNT_KIND_BAND;
    bool is_timed = now->amount.kind == AMOUNT_KIND_FIXED || now->amount.kind == AMOUNT_KIND_BAND;
    if (before->amount.kind == AMOUNT_KIND_NEED_BASED) return is_timed || now->amount.kind == AMOUNT_KIND_NONE;
    if (!was_timed) return false;
    if (!is_timed) return now->amount.kind == AMOUNT_KIND_NONE;
    return amount_week(&now->amount, now->amount.most) < amount_week(&before->amount, before->amount.most) ||
           amount_week(&now->amount, now->amount.least) < amount_week(&before->amount, before->amount.least);
}

struct gaps guard_part(struct arena *arena, const struct guard_facts *facts) {
    const struct part *part = facts->part;
    struct gaps gaps = {arena_array(arena, GAPS, sizeof(struct gap)), 0};
    bool reference = kind_is_reference(part->kind);
    if (!part->law || (!part->law->for_municipality && !reference)) add(&gaps, "kind", T_decision_gap_kind, NULL);
    if (!part->readable) add(&gaps, "content", T_decision_gap_unreadable, NULL);
    if (gaps.n) return gaps;
    if (reference && text_empty(part->text.content)) add(&gaps, "content", T_decision_gap_content, NULL);
    if (reference) return gaps;
    if (!part->unit.v) add(&gaps, "unit", T_decision_gap_unit, NULL);
    if (facts->former && !facts->may_take_away && takes_away(part, facts->former)) add(&gaps, "amount_kind", T_decision_gap_detriment, NULL);
    if (facts->unit_refused) add(&gaps, "unit", T_decision_gap_unit_refused, NULL);
    if (part->outcome == PART_OUTCOME_GRANTED) check_help(&gaps, part);
    if (part->outcome == PART_OUTCOME_STOPPED && date_is_none(part->until)) add(&gaps, "until", T_decision_gap_last_day, NULL);
    if (part->outcome == PART_OUTCOME_STOPPED && !facts->former) add(&gaps, "outcome", T_decision_gap_nothing_to_stop, NULL);
    if (facts->lacks_room) add(&gaps, "capacity_ok", T_decision_gap_full, NULL);
    check_reasons(&gaps, part);
    bool needs_dwelling = part->kind == PART_KIND_BOLIG && part->outcome == PART_OUTCOME_GRANTED;
    if (needs_dwelling && !facts->need_known) add(&gaps, "need", T_decision_gap_need, NULL);
    check_words(arena, &gaps, part);
    return gaps;
}

struct gaps guard_read(struct db *db, const struct part *part) {
    struct part former;
    struct guard_facts facts = {
        .part = part,
        .former = part->decided_now && part->copied_from.v && part_read_former(db, part, &former) ? &former : NULL,
        .lacks_room = capacity_lacks(db, part),
        .may_take_away = part_may_take_away(db, part),
        .need_known = part->kind != PART_KIND_BOLIG || dwelling_need_known(db, part->case_),
        .unit_refused = part->unit.v && secrecy_said_no(db, part->case_, part->unit, instant_oslo_date(db_now(db))),
    };
    return guard_part(db_arena(db), &facts);
}
