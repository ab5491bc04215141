/* The web server's own pages, for its own files: what is refused, and what went wrong. */
#pragma once
#include "platform/http/http.h"

struct error_texts {
    text_key title, what, why, to_do; /* why: 0 when there is nothing more to say */
};
/* Written inside a transaction it has the usual frame; without one, or signed out, the bare frame. */
struct reply page_of_error(struct request *rq, int status, const struct error_texts *texts);
