/* The municipality's own reading of confidentiality between two kinds of services, written by its lawyer and shown where somebody is about to
 * share. Help, never a ground: it opens nothing. */
#pragma once
#include "domain/organisation/organisation.h"
#include "guidance_schema.h"

/* In the reader's language; NULL: the lawyer has written nothing for the pair. */
const char *guidance_between(struct db *db, enum unit_role from, enum unit_role to, enum lang lang);
