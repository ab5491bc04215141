/* The questions of the assessment as data (law/forms.yaml): versions with their days, areas, zones and words. Read once at start, immutable
 * after. A version that is used never changes; assessment_forms_sync sees to it. (R-072, R-078–R-086, I-14) */
#pragma once
#include "assessment_schema.h"
#include "platform/html/html.h"

struct form_words {
    const char *nb, *nn, *en;
};
struct form_choice {
    const char *code;
    struct form_words words;
};
struct form_scale {
    const char *code;
    struct form_choice *choices;
    unsigned choices_count;
};
struct form_group {
    const char *code;
    struct form_words words;
};
enum question_kind { QUESTION_UNKNOWN = 0, QUESTION_TEXT, QUESTION_CHOICE, QUESTION_NUMBER };
struct form_question {
    const char *code;
    enum life_area area;
    enum zone zone; /* 0 in the file: the area's */
    enum question_kind kind;
    const char *group, *scale; /* codes, or NULL */
    struct form_words words, hint;
    const struct form_scale *choices; /* QUESTION_CHOICE */
    const struct form_group *heading; /* begins here, or NULL */
};
struct form_version {
    int64_t version;
    const char *from, *until; /* as written; until may be NULL */
    struct date valid_from, valid_until; /* DATE_NONE: still in use */
    struct form_question *questions;
    unsigned questions_count;
};
struct assessment_forms {
    struct form_scale *scales;
    unsigned scales_count;
    struct form_group *groups;
    unsigned groups_count;
    struct form_version *forms;
    unsigned forms_count;
};
/* The file, checked: known codes, no code twice in a version, versions in order and their days without overlap. Lives as long as the arena.
 * On a negative error *ret_reason is one line. */
int assessment_forms_load(const char *directory, struct arena *arena, struct assessment_forms **ret_forms, const char **ret_reason);
void assessment_forms_set_current(const struct assessment_forms *forms); /* once at start, by main */

/* The version in use on a day; NULL: none, so an assessment begun that day has no such questions. */
const struct form_version *assessment_form_on(struct date day);
const struct form_version *assessment_form(int64_t version); /* NULL if there is none */
const struct form_question *form_question(const struct form_version *form, const char *code);
const char *form_words_in(const struct form_words *words, enum lang lang);
/* The answer as it is read: the words of a choice, else what stands there. */
const char *form_answer_words(const struct form_question *question, const char *answer, enum lang lang);
/* Can this be the answer? Empty always can. */
bool form_answer_fits(const struct form_question *question, const char *answer);
/* The whole version as text, for keeping and comparing. */
const char *form_content(const struct form_version *form, struct arena *arena);
