/* Pictures as they come from a camera or a drawing, made safe to keep: known by their bytes and not by their name, and without what a camera adds. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

struct picture {
    const char *media_type;
    int64_t width, height; /* as it is shown */
    struct blob bytes;     /* without place, time, camera, thumbnail or comment; the way up is kept */
};
/* False when the bytes are neither a whole JPEG nor a whole PNG, or a side is over PICTURE_SIDE_MOST. Pure. */
enum { PICTURE_SIDE_MOST = 12000 };
bool picture_read(struct arena *arena, struct blob file, struct picture *ret_picture);
