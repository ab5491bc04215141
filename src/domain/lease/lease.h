/* A private landlord's notice: what to look for in it, and how long she has. First help against losing the home. (HLL-4, R-162) */
#pragma once
#include "domain/work/work.h"
#include "lease_schema.h"

struct landlord_notice {
    struct landlord_notice_id id;       /* 0: not written down yet */
    struct date received_on, leaves_on; /* leaves_on: DATE_NONE when she was not told a day */
    enum notice_answer written, reasons, protest_information;
    bool protested;
};
/* What is wrong with the notice, as far as it is known; NONE_FOUND when nothing is. NOT_KNOWN: something is to be looked up. Pure but for
 * the law in force on the day she got it. At most five. */
struct notice_findings {
    enum notice_finding v[5];
    size_t n;
};
struct notice_findings lease_findings(const struct landlord_notice *notice);
struct date lease_protest_until(const struct landlord_notice *notice); /* the last day of her month: 7 September gives 7 October */
struct date lease_earliest_end(const struct landlord_notice *notice);  /* three months, to the end of a month; agreements may differ */
/* What must be done first: protest while she can, else have a place to live by the day she leaves. Never in the past. */
struct date lease_act_by(const struct landlord_notice *notice, struct date today);

/* Writes the check, the event and the task to keep the home. */
struct landlord_notice_id lease_check(struct db *db, struct case_id id, const struct landlord_notice *notice);
/* It is over: the task is done. ERR_NOT_FOUND: no notice is written down. */
int lease_finish(struct db *db, struct case_id id, enum home_outcome outcome);
