/* Which figures of persons may be shown. Knows no page and no query. */
#include "base/cells.h"

static size_t smallest_shown(const int64_t *cells, const bool *hidden, size_t n) {
    size_t found = n;
    for (size_t i = 0; i < n; i++)
        if (cells[i] > 0 && !hidden[i] && (found == n || cells[i] < cells[found])) found = i;
    return found;
}

bool cells_hide(const int64_t *cells, size_t n, int64_t total, bool *ret_hidden) {
    int64_t hidden = 0, shown = 0;
    size_t n_hidden = 0;
    for (size_t i = 0; i < n; i++) {
        ret_hidden[i] = cell_is_small(cells[i]);
        n_hidden += ret_hidden[i];
        *(ret_hidden[i] ? &hidden : &shown) += cells[i];
    }
    /* One hidden cell is the total less the others; a few hidden persons are too few however they are spread. */
    while (n_hidden && (n_hidden == 1 || hidden < CELL_LEAST)) {
        size_t next = smallest_shown(cells, ret_hidden, n);
        if (next == n) return true;
        ret_hidden[next] = true;
        n_hidden++;
        hidden += cells[next];
        shown -= cells[next];
    }
    return cell_is_small(total) || (n_hidden && total - shown < CELL_LEAST);
}
