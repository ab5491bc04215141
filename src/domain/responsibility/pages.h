/* What the page files of this module share. */
#pragma once
#include "domain/responsibility/internal.h"
#include "domain/responsibility/views.h"
#include "domain/work/case_frame.h"

/* The choices of an enumeration, from its first value to `last`. */
#define CHOICES(rq, type, last)                                                                                                      \
    ({                                                                                                                               \
        struct options choices = {arena_array((rq)->arena, (size_t)(last), sizeof(struct option)), 0};                               \
        for (enum type choice = 1; choice <= (last); choice++)                                                                       \
            choices.v[choices.n++] = (struct option){type##_code(choice), text_of((rq)->lang, (text_key)type##_text(choice)), NULL}; \
        choices;                                                                                                                     \
    })

static inline const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
static inline struct date day_or_none(struct instant at) { return instant_is_none(at) ? DATE_NONE : instant_oslo_date(at); }
/* A rule said no: beside the field when it has one, else a page that says what happened meanwhile. */
struct reply baton_refused(struct request *rq, int fault);
struct reply back_to_responsibility(struct request *rq, struct case_id id, text_key notice);
/* The disagreements of the case, and whether the session may raise one. Sets has_dispute. */
void disputes_fill(struct request *rq, const struct case_frame *frame, struct responsibility_view *view);
/* Those outside the system who have been asked. */
void outside_fill(struct request *rq, const struct case_frame *frame, struct responsibility_view *view);
