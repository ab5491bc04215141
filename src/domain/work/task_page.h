/* The page of the case where a task is done. */
#pragma once
#include "work_schema.h"

/* "/vedtak"; "" is the case's overview. NULL: the kind has no line in task_page.c (a test holds that none lacks it). */
const char *task_page(enum task_kind kind);
