/* What the template of guidance shows. */
#pragma once
#include "domain/guidance/guidance.h"

struct guidance_version_view {
    int64_t number;
    const char *words, *written;
};
struct guidance_version_views {
    struct guidance_version_view *v;
    size_t n;
};
struct guidance_pair_view {
    const char *from, *to, *words, *path;
};
struct guidance_pair_views {
    struct guidance_pair_view *v;
    size_t n;
};
struct guidance_view {
    struct options roles;
    const char *from_role, *to_role, *from, *to; /* NULL: no pair is chosen */
    const char *words, *words_nb, *words_nn, *version_no;
    bool chosen, may_write;
    struct guidance_version_views versions;
    struct guidance_pair_views pairs;
};
