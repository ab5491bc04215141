/* Shared by the pages of the assessment that show questions. */
#pragma once
#include "domain/assessment/internal.h"
#include "domain/assessment/views.h"

struct question_view question_view(struct arena *arena, enum lang lang, const struct form_question *question, const char *value);
/* The questions of an area that the session may answer, with what stands there, or what was typed when the form comes back. */
struct question_views questions_open(struct request *rq, const struct answers *answers, enum life_area area);
/* Marks why answers_save said no; true when it did. */
bool answers_refused(struct request *rq, int result);
