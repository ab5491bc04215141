/* The help: one page, a section for each main page of the program. */
#pragma once
#include "platform/http/http.h"

/* Where the help about the request's page is, "/hjelp#min-dag"; NULL: no section is about it. For struct app; asks nothing of the database. */
const char *help_path(const struct request *rq);
