/* Rules, applicants and result as text, and back. The text is what a meeting keeps, so its form never changes without a new first word. One fact a word,
 * one row a line: "-" is not known. (I-11, I-14) */
#include "domain/application/rank.h"

#include "base/err.h"
#include "base/str.h"

#include <string.h>

static const char first_line[] = "felles-ranking 1";

static const char *known(struct arena *arena, struct maybe_int value) {
    return value.has ? arena_printf(arena, "%lld", (long long)value.v) : "-";
}

const char *rank_write(struct arena *arena, const struct rank_rules *rules, const struct rank_applicants *applicants) {
    struct str text = str_in(arena);
    str_addf(&text, "%s\nrules %s %s %s %u\n", first_line, rules->version, date_iso(arena, rules->from),
             date_is_none(rules->until) ? "-" : date_iso(arena, rules->until), rules->first);
    for (size_t i = 0; i < rules->n_weights; i++)
        str_addf(&text, "weight %d %d %d\n", (int)rules->weights[i].reason, rules->weights[i].points, rules->weights[i].least);
    for (size_t i = 0; i < rules->n_norms; i++)
        str_addf(&text, "norm %d %d %d\n", rules->norms[i].persons, rules->norms[i].bedrooms_least, rules->norms[i].bedrooms_most);
    for (size_t i = 0; i < applicants->n; i++) {
        const struct rank_applicant *applicant = &applicants->v[i];
        str_addf(&text, "applicant %lld %s %lld %lld", (long long)applicant->id, date_iso(arena, applicant->received),
                 (long long)applicant->adults, (long long)applicant->children);
        for (int criterion = 1; criterion <= CRITERION_COUNT; criterion++)
            str_addf(&text, " %s", known(arena, applicant->facts[criterion]));
        str_addf(&text, "\n");
    }
    return str_text(&text);
}

const char *rank_write_result(struct arena *arena, const struct rank_lines *lines) {
    struct str text = str_in(arena);
    for (size_t i = 0; i < lines->n; i++)
        str_addf(&text, "%lld %d %lld %d %d %u %u %u\n", (long long)lines->v[i].id, (int)lines->v[i].state, (long long)lines->v[i].place,
                 lines->v[i].first, lines->v[i].points, lines->v[i].met, lines->v[i].unmet, lines->v[i].unknown);
    return str_text(&text);
}

/* ── reading ──────────────────────────────────────────────────────────── */

enum { WORDS_MOST = 5 + CRITERION_COUNT };
struct words {
    char *v[WORDS_MOST];
    size_t n;
};

static struct words words_of(char *line) {
    struct words words = {0};
    char *rest = NULL;
    for (char *word = strtok_r(line, " ", &rest); word && words.n < WORDS_MOST; word = strtok_r(NULL, " ", &rest)) words.v[words.n++] = word;
    return words;
}

static bool numbers(const struct words *words, size_t from, size_t n, int64_t *ret_numbers) {
    if (words->n < from + n) return false;
    for (size_t i = 0; i < n; i++)
        if (!parse_int(words->v[from + i], &ret_numbers[i])) return false;
    return true;
}

static bool read_rules(struct arena *arena, const struct words *words, struct rank_rules *rules) {
    int64_t first = 0;
    if (words->n != 5 || !parse_int(words->v[4], &first)) return false;
    *rules = (struct rank_rules){.version = arena_strdup(arena, words->v[1]),
                                 .from = date_parse_iso(words->v[2]),
                                 .until = words->v[3][0] == '-' ? DATE_NONE : date_parse_iso(words->v[3]),
                                 .first = (unsigned)first};
    return true;
}

static bool read_applicant(const struct words *words, struct rank_applicants *applicants) {
    int64_t id = 0, household[2];
    if (words->n != 5 + CRITERION_COUNT || !numbers(words, 1, 1, &id) || !numbers(words, 3, 2, household)) return false;
    struct rank_applicant *applicant = &applicants->v[applicants->n++];
    *applicant = (struct rank_applicant){.id = id, .received = date_parse_iso(words->v[2]), .adults = household[0], .children = household[1]};
    for (int criterion = 1; criterion <= CRITERION_COUNT; criterion++) {
        const char *word = words->v[4 + criterion];
        if (strcmp(word, "-") == 0) continue;
        if (!parse_int(word, &applicant->facts[criterion].v)) return false;
        applicant->facts[criterion].has = true;
    }
    return true;
}

static bool read_line(struct arena *arena, const struct words *words, struct rank_rules *rules, struct rank_applicants *applicants) {
    int64_t n[3];
    const char *kind = words->v[0];
    if (strcmp(kind, "rules") == 0) return read_rules(arena, words, rules);
    if (strcmp(kind, "applicant") == 0) return read_applicant(words, applicants);
    if (!numbers(words, 1, 3, n)) return false;
    if (strcmp(kind, "weight") == 0 && rules->n_weights < RANK_WEIGHTS_MOST && n[0] > 0 && n[0] <= RANK_REASONS) {
        rules->weights[rules->n_weights++] = (struct rank_weight){(enum allocation_reason)n[0], (int)n[1], (int)n[2]};
        return true;
    }
    if (strcmp(kind, "norm") == 0 && rules->n_norms < RANK_NORMS_MOST) {
        rules->norms[rules->n_norms++] = (struct rank_norm){(int)n[0], (int)n[1], (int)n[2]};
        return true;
    }
    return false;
}

int rank_read(struct arena *arena, const char *text, struct rank_rules *ret_rules, struct rank_applicants *ret_applicants) {
    size_t lines = 1;
    for (const char *at = text; *at; at++) lines += *at == '\n';
    char *copy = arena_strdup(arena, text), *rest = NULL;
    char *line = strtok_r(copy, "\n", &rest);
    if (!line || strcmp(line, first_line) != 0) return ERR_INVALID;
    struct rank_rules rules = {0};
    struct rank_applicants applicants = {arena_array(arena, lines, sizeof *applicants.v), 0};
    while ((line = strtok_r(NULL, "\n", &rest))) {
        struct words words = words_of(line);
        if (!words.n || !read_line(arena, &words, &rules, &applicants)) return ERR_INVALID;
    }
    if (!rules.version) return ERR_INVALID;
    *ret_rules = rules;
    *ret_applicants = applicants;
    return ERR_OK;
}
