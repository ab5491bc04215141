/* What the page files of this module share. */
#pragma once
#include "domain/emergency/internal.h"
#include "domain/work/case_frame.h"
#include "emergency_views.h"

static inline const char *night_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/akutt%s", (long long)id.v, rest);
}
static inline const char *night_name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
/* What the zone of place and words opens for the session in the case; NULL: nothing. */
const struct access *night_access(struct request *rq, struct case_id id);
/* A rule said no: beside the field when it has one, else a page that says what happened meanwhile. */
struct reply night_refused(struct request *rq, int fault);
struct reply night_back(struct request *rq, struct case_id id, text_key notice);
/* One of the forms of an answer, in the frame of the case. */
struct reply night_draw(struct request *rq, const struct case_frame *frame, const struct night_answer_view *view, text_key title,
                        void (*form)(struct html *, const struct night_answer_view *));
/* How a stay stands today: over its last day, near it, without a place, or fine. */
struct night_mark_view night_stay_mark(struct request *rq, struct date until, bool has_place);
struct night_mark_view night_length_mark(struct request *rq, struct date from);

/* Where she is to stay, as the form says it: the registered place chosen, else the words. A NIGHT_… of the register, or 0. */
int night_where_in(struct request *rq, struct temporary_place_id registered, struct night_where *where);
struct options night_place_options(struct request *rq);

/* ── in writing (written.c) ───────────────────────────────────────────── */

/* What the officer has written for the letter. */
struct night_words {
    const char *facts, *why, *her_view, *weight;
    bool impartial;
};
enum lang night_letter_lang(struct db *db, struct person_id person);
/* How far the writing came: the part, or the answer to the form when something cannot stand. */
struct night_written {
    struct decision_part_id part; /* 0: said only */
    struct reply reply;
};
/* A letter says it as far as the actor may bring it. False: nothing is to be kept, and `reply` is the answer. */
bool night_write_yes(struct request *rq, const struct night_grant *grant, const struct night_words *words,
                     struct night_written *ret_written);
bool night_write_no(struct request *rq, const struct night_no *no, const struct night_words *words, struct night_written *ret_written);
bool night_write_longer(struct request *rq, const struct night_stay *stay, struct date until, const struct night_words *words,
                        struct night_written *ret_written);
/* Is the letter made, or does it wait for a signature or for other parts? The receipt says which. */
text_key night_written_notice(struct request *rq, struct decision_part_id part, text_key issued);
