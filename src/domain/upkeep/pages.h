/* Shared by the pages of the care of the stock. */
#pragma once
#include "domain/upkeep/upkeep.h"

#include "domain/organisation/organisation.h"
#include "upkeep_sql.h"
#include "upkeep_views.h"

bool care_may(const struct request *rq, enum right right);
struct care_rows care_rows_of(struct request *rq, size_t n);        /* room for n */
const char *care_text(struct request *rq, text_key key);
const char *care_id(struct request *rq, int64_t id);
const char *care_kroner(struct request *rq, struct maybe_int amount); /* NULL for none */
const char *care_home_link(struct request *rq, struct dwelling_id dwelling);
/* "siden 14.09.2026" and the like: a text with one parameter `on`. */
const char *care_on(struct request *rq, text_key key, struct date date);
const char *care_n(struct request *rq, text_key key, int64_t n);
/* A number of persons or households: under five it is "færre enn 5", and 0 is 0. (I-15) */
const char *care_few(struct request *rq, int64_t n);
struct options care_types(struct request *rq);
const char *care_type_name(struct request *rq, const char *code);
struct html *care_begin(struct request *rq, text_key title);
struct reply care_end(struct request *rq, struct html *h);
