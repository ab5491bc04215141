/* The shape of the compiled texts: what textgen writes in texts.c and i18n.c reads. Nothing else may include this. */
#pragma once
#include "platform/i18n/i18n.h"

struct catalogue_text {
    const char *one;  /* the form for n = 1; NULL in a text without plural */
    const char *text; /* the text, or its form for every other n */
};

struct catalogue {
    int count;                                       /* TEXT_COUNT: keys are 1 … count - 1 */
    const char *const *names;                        /* sorted by strcmp from 1 on; names[0] is "" */
    const struct catalogue_text *texts[LANG_EN + 1]; /* by language; texts[0] is NULL */
};

extern const struct catalogue catalogue;
