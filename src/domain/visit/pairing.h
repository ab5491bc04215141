/* Who is new in the work does not stand alone where most is needed. (R-219, K10) */
#pragma once
#include "domain/visit/visit.h"

/* Something to mind about contact and deputy of a case, for a page; 0: nothing. Says nothing of her: only that an experienced worker should come along. Reads her
 * level of functioning, with access and a line in her log, only where the contact is new and alone. */
text_key visit_pairing_warning(struct request *rq, struct case_id id);

/* The rule, pure. `much`: she needs the most help there is a level for. */
enum pairing { PAIRING_FINE, PAIRING_WISE, PAIRING_NEEDED };
enum pairing visit_pairing(bool contact_new, bool has_deputy, bool deputy_new, bool much);
