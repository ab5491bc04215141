/* Figures of persons that may be shown: no cell of one to four, and none that the others and the sum give away. Pure. (I-15) */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CELL_LEAST = 5 }; /* fewer persons than this are nobody's to see */

static inline bool cell_is_small(int64_t n) { return n > 0 && n < CELL_LEAST; }

/* Fills `ret_hidden`, one a cell: every cell of 1–4, and then the smallest others until at least two are hidden and at least five persons among them.
 * An empty cell is shown. `total` is how many persons there are in all, which is less than the sum where one may be in several cells.
 * Gives back whether the total must be hidden too. */
bool cells_hide(const int64_t *cells, size_t n, int64_t total, bool *ret_hidden);
