/* What domain/continuity, which is above, says of her on the page of follow-up. */
#pragma once
#include "domain/visit/visit.h"

/* Icon, words and colour: never colour alone. */
struct visit_mark {
    int icon;
    const char *colour, *text;
};
struct visit_marks {
    struct visit_mark *v;
    size_t n;
};
/* In whole sentences, and the page that tells more; path NULL: nothing to say yet. */
struct visit_stability {
    const char *path;
    struct visit_marks lines;
};
/* One hook, set by main at start. */
void visit_on_stability(void (*fill)(struct request *rq, struct case_id id, struct visit_stability *ret_stability));
