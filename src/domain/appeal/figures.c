/* The middle of how many days appeals took; of too few it is not told. Pure. (I-15) */
#include "base/cells.h"
#include "domain/appeal/internal.h"

#include <stdlib.h>

static int by_size(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int64_t figures_median(int64_t *days, size_t n) {
    if (n < CELL_LEAST) return FIGURE_HIDDEN;
    qsort(days, n, sizeof *days, by_size);
    return n % 2 ? days[n / 2] : (days[n / 2 - 1] + days[n / 2] + 1) / 2;
}
