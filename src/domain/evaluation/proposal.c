/* Whom a level of functioning speaks for. It knows levels and units, and nothing of why anybody has the level she has: no diagnosis can come in. */
#include "domain/evaluation/evaluation.h"

#include "evaluation_sql.h"

const char *evaluation_unit_for(const struct profile *profile, const char *level) {
    const struct profile_responsibility *chosen = &profile->responsibility;
    for (unsigned i = 0; i < chosen->functioning_count; i++)
        if (text_equal(chosen->functioning[i].level, level)) return chosen->functioning[i].unit;
    return NULL;
}

const struct tool_level *evaluation_level(struct request *rq, struct case_id id, const char *purpose, struct date *ret_held_on) {
    const struct access *access = secrecy_open(rq, id, ZONE_BIT(ZONE_HEALTH), purpose);
    if (!access) return NULL;
    struct evaluations_of_rows rows = evaluations_of(rq->db, access, id);
    for (size_t i = 0; i < rows.n; i++) {
        int64_t score;
        const struct tool_version *tool = evaluation_tool(rows.v[i].tool, rows.v[i].tool_version);
        const struct tool_level *level = tool && rows.v[i].score && parse_int(rows.v[i].score, &score) ? tool_level_of(tool, score) : NULL;
        if (!level) continue; /* not whole: the one before says more */
        *ret_held_on = rows.v[i].held_on;
        return level;
    }
    return NULL;
}

bool evaluation_propose(struct request *rq, struct case_id id, struct baton_proposal *ret_proposal) {
    struct date held_on;
    if (!organisation_profile()->responsibility.functioning_count) return false;
    const struct tool_level *level = evaluation_level(rq, id, "baton", &held_on);
    const char *code = level ? evaluation_unit_for(organisation_profile(), level->code) : NULL;
    struct unit_id unit = code ? organisation_unit_by_code(rq->db, code) : (struct unit_id){0};
    if (unit.v) *ret_proposal = (struct baton_proposal){unit, tool_words_in(&level->words, rq->lang), held_on};
    return unit.v != 0;
}
