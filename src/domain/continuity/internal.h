/* What the pages of continuity share: numbers as text. */
#pragma once
#include "domain/continuity/views.h"
#include "platform/http/http.h"

const char *share_text(struct arena *arena, struct maybe_int share);              /* "83 %"; "–": too few */
const char *mean_text(struct arena *arena, enum lang lang, int64_t sum, int64_t n); /* "2,4"; "–": of none */
const char *month_text(struct arena *arena, enum lang lang, int64_t month);       /* "september 2026" */
int64_t month_before(int64_t month, int64_t n);
