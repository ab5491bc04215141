/* A text as a QR code to be drawn: the dark squares as one SVG path. Pure. */
#pragma once
#include "base/arena.h"

#include <stdbool.h>

struct qr {
    int size;         /* squares a side, with the quiet zone */
    const char *path; /* of a drawing with that many units a side */
};
/* False: the text does not fit into a code. */
bool qr_draw(struct arena *arena, const char *text, struct qr *ret_qr);
