/* The sections of the help, in the order they are read. No other module may include it. */
#pragma once
#include "domain/help/help.h"
#include "domain/help/views.h"

enum { HELP_PATTERNS = 8 };
struct help_topic {
    const char *id;
    enum help_part part;
    text_key title, text;
    const char *patterns[HELP_PATTERNS]; /* beginnings of route paths; ends with NULL */
};
extern const struct help_topic help_topics[]; /* ends with id NULL */
/* The section about a route: of those whose pattern the path begins with, the one with the longest; NULL: none. Pure. */
const struct help_topic *help_topic_of(const char *route_path);
