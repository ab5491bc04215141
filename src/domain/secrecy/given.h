/* Everything of hers that has gone further than its unit, for her log: shared on a ground, an objection set aside, read in an emergency, given to
 * somebody outside. Four fields a line, as the law asks: who and where, ground, period, what. Inside domain/secrecy only. (PJL-6, R-056) */
#pragma once
#include "domain/secrecy/views.h"

struct access_line_views given_lines(struct request *rq, struct case_id id, enum lang lang);
