/* What the notices' part of the settings shows. */
#pragma once
#include "platform/html/html.h"

struct notification_view {
    bool alone, has_last; /* alone: a page of its own, with its heading */
    const char *address, *how, *unit_too; /* address NULL: none is known; unit_too "1" or NULL */
    struct options options;
    struct instant last;
};
