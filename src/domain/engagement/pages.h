/* What the page files of this module share. */
#pragma once
#include "domain/engagement/internal.h"
#include "domain/work/case_frame.h"
#include "engagement_views.h"

enum { ENGAGEMENT_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH) };
#define ENGAGEMENT_PURPOSE "follow_up"

static inline const char *engagement_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/ja-og-nei%s", (long long)id.v, rest);
}
static inline const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
/* A rule said no: beside the field when it has one, else a page that says what happened meanwhile. */
struct reply engagement_refused(struct request *rq, int fault);
struct reply engagement_back(struct request *rq, struct case_id id, text_key notice);
/* Her words, where this session writes what it learns; nothing when there are none. */
int engagement_write_words(struct request *rq, struct case_id id, const char *words);
/* Where she can be met by somebody whose work it is, for a select box: "Tor Li, Eiendomsdrift". */
struct options caretaker_options(struct request *rq);
/* The series that would take it up, by name; NULL: none. */
const char *engagement_series_name(struct request *rq);
