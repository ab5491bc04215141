/* QR codes by libqrencode: only the drawing is ours. */
#include "platform/auth/qr.h"

#include "base/str.h"

#include <qrencode.h>

enum { QUIET = 4 }; /* squares of white around it, by the standard */

bool qr_draw(struct arena *arena, const char *text, struct qr *ret_qr) {
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code) return false;
    struct str path = str_in(arena);
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++) {
            int run = 0;
            while (x + run < code->width && code->data[y * code->width + x + run] & 1) run++;
            if (!run) continue;
            str_addf(&path, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run, run);
            x += run;
        }
    *ret_qr = (struct qr){code->width + 2 * QUIET, str_text(&path)};
    QRcode_free(code);
    return true;
}
