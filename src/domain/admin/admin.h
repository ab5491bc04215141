/* What the program's menu asks of the administration. */
#pragma once
#include "platform/http/http.h"

int64_t admin_count_law(struct request *rq); /* rows of the law that nobody has confirmed */
