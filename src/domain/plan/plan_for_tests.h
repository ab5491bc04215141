/* The catalogue of the repository, and access to the plan's zone, for the tests of this and other modules. For tests only. */
#pragma once
#include "domain/plan/catalogue.h"
#include "domain/plan/reading.h"
#include "domain/work/town_for_tests.h"

static inline void plan_catalogue_for_tests(const struct test_database *database) {
    struct plan_catalogue *catalogue = NULL;
    const char *reason = "";
    if (plan_catalogue_load("law", database->arena, &catalogue, &reason) != ERR_OK) fail_msg("%s", reason);
    plan_catalogue_set_current(catalogue);
}
