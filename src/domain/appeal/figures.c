/* Figures that may be shown: no cell of one to four persons, and none that a sum gives away. Pure. (I-15) */
#include "domain/appeal/internal.h"

#include <stdlib.h>

enum { SMALL = 5 };

static bool is_small(int64_t cell) { return cell > 0 && cell < SMALL; }

/* The smallest cell that still shows something. */
static size_t smallest_shown(const int64_t *cells, size_t n) {
    size_t best = n;
    for (size_t i = 0; i < n; i++)
        if (cells[i] > 0 && (best == n || cells[i] < cells[best])) best = i;
    return best;
}

bool figures_suppress(int64_t *cells, size_t n, int64_t total) {
    int64_t hidden = 0, shown = 0;
    size_t n_hidden = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_small(cells[i])) continue;
        hidden += cells[i];
        n_hidden++;
        cells[i] = FIGURE_HIDDEN;
    }
    /* One hidden cell is the total less the others; a few hidden persons are too few however they are spread. */
    while (n_hidden && (n_hidden == 1 || hidden < SMALL)) {
        size_t next = smallest_shown(cells, n);
        if (next == n) break;
        hidden += cells[next];
        n_hidden++;
        cells[next] = FIGURE_HIDDEN;
    }
    for (size_t i = 0; i < n; i++) shown += cells[i] == FIGURE_HIDDEN ? 0 : cells[i];
    bool tells = n_hidden == 1 || (n_hidden && hidden < SMALL) || (n_hidden && total - shown < SMALL);
    return !tells && !is_small(total);
}

static int by_size(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int64_t figures_median(int64_t *days, size_t n) {
    if (n < SMALL) return FIGURE_HIDDEN;
    qsort(days, n, sizeof *days, by_size);
    return n % 2 ? days[n / 2] : (days[n / 2 - 1] + days[n / 2] + 1) / 2;
}
