/* Measures of continuity, pure: numbers in, numbers out. With N visits in order, n_i of them by helper i:
 *
 * UPC, the usual provider's share: max n_i / N. One visit is enough. Breslau and Haug, Journal of Health and Social Behavior 17 (1976), 339–352.
 * COC, concentration: (sum n_i^2 - N) / (N (N - 1)). 1: always the same; 0: never the same twice. Two visits at least.
 *      Bice and Boxerman, Medical Care 15 (1977), 347–349.
 * SECON, steadiness from visit to visit: the share of the N - 1 steps where the next helper is the same as the last. Two visits at least.
 *      Steinwachs, Medical Care 17 (1979), 551–565.
 *
 * The helper of a visit is the one who answers for it; who came along is counted among the different helpers only. Shares are per mille, rounded half up. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

enum { CONTINUITY_TOO_FEW = -1 };
int64_t continuity_upc(struct arena *arena, const int64_t *helpers, size_t n);   /* CONTINUITY_TOO_FEW: no visit */
int64_t continuity_coc(struct arena *arena, const int64_t *helpers, size_t n);   /* CONTINUITY_TOO_FEW: less than two */
int64_t continuity_secon(const int64_t *helpers, size_t n);                      /* CONTINUITY_TOO_FEW: less than two */
/* How many different ids, 0 left out: of helpers and those who came along. */
int64_t continuity_different(struct arena *arena, const int64_t *ids, size_t n);

/* What may be shown of cells beside each other and their sum. A cell of one to four persons is hidden, one that is hidden already stays so, and the smallest of the
 * others goes with them if what is hidden could be found as the sum less the rest. False: nor may the sum be shown. (I-15) */
bool continuity_hide(const int64_t *persons, size_t n, bool *io_hidden);
