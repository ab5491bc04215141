/* Decoding a form's fields by the rules of the .routes files. Called by the code routegen generates; handlers get the result.
 * form.c also holds form_raw, form_has, form_error_of and form_error of http.h: all that reads or marks a struct form. */
#pragma once
#include "platform/http/http.h"

enum form_need { FORM_REQUIRED, FORM_OPTIONAL, FORM_REPEATED };
/* One field of a route. `min` and `max`: code points of a text, value of an int, bytes of a file; both 0 elsewhere. */
struct form_rule {
    const char *name;
    enum form_need need;
    int64_t min, max;
};
/* One decoding. A strict reader (POST) marks what is wrong with form_error and remembers it in `wrong`; a lenient one (GET, and the
 * page of a refused form) takes what is missing or malformed as not sent. `form` may be NULL: nothing was sent. */
struct form_reader {
    struct request *rq;
    const struct form *form;
    const struct form_rule *rules;
    size_t n_rules;
    bool strict, wrong;
};

/* Whether every field sent stands in the rules (or is the CSRF token), and no single-valued one is sent twice. If not, the request
 * did not come from our own form: the reply is form_refuse, 400 without a body. */
bool form_known(const struct form_reader *reader);
struct reply form_refuse(struct request *rq);

/* How many values a repeated field has. The functions below take one of them by index, which is 0 for single-valued fields. A blank
 * among repeated values keeps its place, as the absent value. */
size_t form_count(const struct form_reader *reader, const struct form_rule *rule);
const char *form_text(struct form_reader *reader, const struct form_rule *rule,
                      size_t index); /* trailing white space cut; NULL when absent, "" if min is 0 */
struct maybe_int form_int(struct form_reader *reader, const struct form_rule *rule, size_t index);
struct date form_date(struct form_reader *reader, const struct form_rule *rule, size_t index); /* 7.9.2026 or 2026-09-07; DATE_NONE */
int form_clock(struct form_reader *reader, const struct form_rule *rule, size_t index);        /* minutes since midnight; -1 */
bool form_bool(struct form_reader *reader, const struct form_rule *rule, size_t index);        /* a box not ticked is not sent: false */
struct blob form_file(struct form_reader *reader, const struct form_rule *rule, size_t index); /* without bytes when absent */
int64_t form_id(struct form_reader *reader, const struct form_rule *rule, size_t index);       /* 0 when absent */
/* A choice of an enum: the code sent, or "" when there is none. The caller parses it, and says with form_choice_known if it could. */
const char *form_choice(struct form_reader *reader, const struct form_rule *rule, size_t index);
void form_choice_known(struct form_reader *reader, const struct form_rule *rule, const char *code, bool known);
