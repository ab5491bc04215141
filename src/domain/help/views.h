/* What the templates of the help show. */
#pragma once
#include "platform/html/html.h"

enum help_part { HELP_PART_DAY = 1, HELP_PART_CASE, HELP_PART_OWN };
struct help_topic_view {
    const char *id;
    text_key title, text;
};
struct help_topic_views {
    struct help_topic_view *v;
    size_t n;
};
struct help_part_view {
    const char *id;
    text_key title;
    struct help_topic_views topics;
};
struct help_part_views {
    struct help_part_view *v;
    size_t n;
};
struct help_word {
    text_key word, means;
};
struct help_words {
    const struct help_word *v;
    size_t n;
};
struct help_view {
    const char *place; /* the municipality */
    bool signed_in;
    struct help_part_views parts;
    struct help_words words;
};
