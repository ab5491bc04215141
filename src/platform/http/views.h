/* What the web server's templates show. */
#pragma once
#include "platform/html/html.h"

struct http_error {
    text_key title, what, why, to_do; /* why: 0 when there is nothing more to say */
};
