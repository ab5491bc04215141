/* The form of a lease against the law: every rule by name. Pure but for the profile's usual term; reads and writes nothing. */
#include "domain/lease/internal.h"

#include "domain/decision/guard.h"
#include "texts.h"

#include <string.h>

enum { LEAST_MONTHS = 36, USUAL_MONTHS = 36, DEPOSIT_MONTHS = 6 };

struct lease_rule_text lease_rule_text(enum lease_rule rule) {
    switch (rule) {
#define X(name, field, key) \
    case LEASE_RULE_##name: return (struct lease_rule_text){field, T_##key};
        LEASE_RULES(X)
#undef X
    case LEASE_RULE_NONE:
    case LEASE_RULE_COUNT: break;
    }
    return (struct lease_rule_text){0};
}

int64_t lease_months(const struct lease_terms *terms) {
    const struct profile *profile = organisation_profile();
    int usual = profile ? profile->leases.term_months : 0;
    return terms->months ? terms->months : usual ? usual : USUAL_MONTHS;
}

struct date lease_terms_last_day(const struct lease_terms *terms) {
    if (terms->kind != LEASE_KIND_FIXED || date_is_none(terms->from)) return DATE_NONE;
    return lease_last_day(terms->from, (int)lease_months(terms));
}

/* Written as text_fold gives them. What the two lists do not name, the words for a condition in a decision find. (I-10, TIL-4, HLL-6) */
static const char *const services[] = {"oppfølging", "oppfølgjing",  "behandling", "hjelpetiltak", "samtaler",
                                       "samtalar",   "ruskonsulent", "tilsyn av",  "follow-up",    "treatment"};
static const char *const abstinence[] = {"rusfri", "rusfrie",   "rusfritt", "edru",  "avhold", "avhald", "urinprøv",
                                         "rusmid", "rusmiddel", "alkohol",  "sober", "drug",   "alcohol"};
static const char *const entry[] = {"låse seg inn",
                                    "låse oss inn",
                                    "gå inn i boligen når",
                                    "gå inn i bustaden når",
                                    "uanmeldt",
                                    "uvarsla",
                                    "uten varsel",
                                    "utan varsel",
                                    "slippe inn",
                                    "sleppe inn",
                                    "adgang til boligen når som helst",
                                    "tilgang til bustaden når som helst",
                                    "let us in",
                                    "without notice"};

static bool names(const char *folded, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strstr(folded, words[i])) return true;
    return false;
}
#define NAMES(folded, words) names(folded, words, sizeof(words) / sizeof *(words))

static void broken(struct lease_rules *rules, bool is, enum lease_rule rule) {
    if (is) rules->v[rules->n++] = rule;
}

/* A lease holds what the tenancy act lets it hold. A sentence about help, about what she uses or about letting somebody in has no place in it, whether it is worded
 * as a condition or not: beside a signature it reads as one. */
static void terms_wrong(struct arena *arena, const char *terms, struct lease_rules *rules) {
    if (text_empty(terms)) return;
    const char *folded = text_fold(arena, terms);
    size_t before = rules->n;
    broken(rules, NAMES(folded, services), LEASE_RULE_CONDITION_SERVICES);
    broken(rules, NAMES(folded, abstinence), LEASE_RULE_CONDITION_ABSTINENCE);
    broken(rules, NAMES(folded, entry), LEASE_RULE_CONDITION_ENTRY);
    if (rules->n > before) return;
    broken(rules, words_of_condition(arena, terms) != NULL, LEASE_RULE_CONDITION_OTHER);
    broken(rules, words_of_diagnosis(arena, terms) != NULL, LEASE_RULE_ABOUT_HEALTH);
}

bool lease_words_stray(struct arena *arena, const char *words) {
    if (text_empty(words)) return false;
    const char *folded = text_fold(arena, words);
    return NAMES(folded, abstinence) || words_of_diagnosis(arena, words) || words_of_condition(arena, words);
}

static void term_wrong(const struct lease_terms *terms, bool short_before, struct lease_rules *rules) {
    if (terms->kind != LEASE_KIND_FIXED) return;
    bool is_short = lease_months(terms) < LEAST_MONTHS;
    broken(rules, is_short && !terms->short_why, LEASE_RULE_TERM_SHORT);
    broken(rules, is_short && terms->short_why && text_empty(terms->short_reason), LEASE_RULE_SHORT_NO_WORDS);
    broken(rules, is_short && short_before && text_empty(terms->again_reason), LEASE_RULE_SHORT_AGAIN);
    broken(rules, is_short && !terms->except_term, LEASE_RULE_EXCEPTION_TERM);
    broken(rules, !terms->told_fixed, LEASE_RULE_NOT_TOLD_FIXED);
}

struct lease_rules lease_terms_wrong(struct arena *arena, const struct lease_terms *terms, bool short_before) {
    struct lease_rules rules = {.n = 0};
    bool excepts = terms->except_term || terms->except_sublet || terms->except_household;
    broken(&rules, date_is_none(terms->from), LEASE_RULE_FROM_MISSING);
    term_wrong(terms, short_before, &rules);
    broken(&rules, !terms->told_public && (excepts || terms->kind == LEASE_KIND_FIXED), LEASE_RULE_NOT_TOLD_PUBLIC);
    broken(&rules, terms->rent <= 0, LEASE_RULE_RENT_MISSING);
    broken(&rules, terms->deposit > DEPOSIT_MONTHS * terms->rent, LEASE_RULE_DEPOSIT_HIGH);
    bool kept = terms->deposit_kind && terms->deposit_kind != LEASE_DEPOSIT_NONE;
    broken(&rules, terms->deposit < 0 || (terms->deposit > 0) != kept, LEASE_RULE_DEPOSIT_KIND);
    terms_wrong(arena, terms->terms, &rules);
    return rules;
}
