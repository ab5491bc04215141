/* What the page files of this module share. */
#pragma once
#include "domain/transition/internal.h"
#include "domain/transition/views.h"
#include "domain/work/case_frame.h"
#include "transition_views.h"

enum {
    TRANSITION_ZONES = ZONE_BIT(ZONE_HEALTH) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_PLAN),
};
static inline const char *transition_name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
static inline const char *transition_full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}
const char *transition_path(struct request *rq, struct case_id id, struct transition_id transition); /* transition 0: those of the case */
const char *transition_unit_name(struct request *rq, struct unit_id id);
/* A rule said no: beside the field when it has one, else a page that says what happened meanwhile. */
struct reply transition_refused(struct request *rq, int fault);
struct reply transition_back(struct request *rq, struct case_id id, struct transition_id transition, text_key notice);
/* How it stands: what is waited for, what is late, what is over. */
struct transition_mark_view transition_state_mark(struct request *rq, enum transition_state state, struct instant answer_due, struct date cannot_until);
struct transition_mark_view transition_home_mark(struct request *rq, enum transition_home home, struct date from);
/* What open transitions a unit has to do with, as rows of a list. `except`: left out (0: none). */
struct transition_row_views transition_rows(struct request *rq, struct transition_id except, bool waits_only);
text_key transition_kind_shown(enum transition_kind kind, bool ours);
struct options transition_kind_choices(struct request *rq);
/* The price list, and what one transition has cost so far. */
struct transition_cost transition_cost_now(struct request *rq, struct transition_id transition);
const char *transition_cost_text(struct request *rq, struct transition_cost cost);
/* Words in the writer's own zone; false: there is none, and nothing is written. */
bool transition_write(struct request *rq, struct case_id id, struct transition_id transition, enum transition_word word, const char *words);
/* Letters and what is not agreed on, for the page of one; what went wrong, for that of the case. */
void transition_read_letters(struct request *rq, const struct transition *t, struct transition_view *view);
void transition_read_deviations(struct request *rq, struct case_id id, struct transition_case_view *view);
/* What a guide does and does not, in the municipality's words or ours. */
struct guide_texts transition_guide_texts(struct request *rq);
