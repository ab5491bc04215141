/* The measures and nothing else; see measures.h for formulas and sources. */
#include "domain/continuity/measures.h"

#include <stdlib.h>
#include <string.h>

enum { SMALL = 5 };

static int64_t per_mille(int64_t part, int64_t whole) { return (2000 * part + whole) / (2 * whole); }

static int by_id(const void *a, const void *b) {
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

/* The ids in order, so that equal ones stand together. */
static const int64_t *sorted(struct arena *arena, const int64_t *ids, size_t n) {
    int64_t *copy = arena_array(arena, n + 1, sizeof *copy);
    if (n) memcpy(copy, ids, n * sizeof *copy);
    qsort(copy, n, sizeof *copy, by_id);
    return copy;
}

struct counts {
    int64_t most, squares, different;
};
static struct counts count(struct arena *arena, const int64_t *ids, size_t n) {
    const int64_t *in_order = sorted(arena, ids, n);
    struct counts counts = {0};
    for (size_t i = 0, begun = 0; i < n; i++) {
        if (i + 1 < n && in_order[i + 1] == in_order[i]) continue;
        int64_t same = (int64_t)(i + 1 - begun);
        begun = i + 1;
        counts.squares += same * same;
        counts.different += in_order[i] != 0;
        if (same > counts.most) counts.most = same;
    }
    return counts;
}

int64_t continuity_upc(struct arena *arena, const int64_t *helpers, size_t n) {
    return n ? per_mille(count(arena, helpers, n).most, (int64_t)n) : CONTINUITY_TOO_FEW;
}

int64_t continuity_coc(struct arena *arena, const int64_t *helpers, size_t n) {
    int64_t all = (int64_t)n;
    return n > 1 ? per_mille(count(arena, helpers, n).squares - all, all * (all - 1)) : CONTINUITY_TOO_FEW;
}

int64_t continuity_secon(const int64_t *helpers, size_t n) {
    int64_t same = 0;
    for (size_t i = 1; i < n; i++) same += helpers[i] == helpers[i - 1];
    return n > 1 ? per_mille(same, (int64_t)n - 1) : CONTINUITY_TOO_FEW;
}

int64_t continuity_different(struct arena *arena, const int64_t *ids, size_t n) { return count(arena, ids, n).different; }

/* ── what may be shown ────────────────────────────────────────────────── */

static size_t smallest_shown(const int64_t *persons, size_t n, const bool *hidden) {
    size_t best = n;
    for (size_t i = 0; i < n; i++)
        if (!hidden[i] && persons[i] > 0 && (best == n || persons[i] < persons[best])) best = i;
    return best;
}

bool continuity_hide(const int64_t *persons, size_t n, bool *io_hidden) {
    int64_t few = 0, total = 0;
    size_t n_hidden = 0;
    for (size_t i = 0; i < n; i++) {
        total += persons[i];
        io_hidden[i] |= persons[i] > 0 && persons[i] < SMALL;
        if (!io_hidden[i]) continue;
        few += persons[i];
        n_hidden++;
    }
    while (n_hidden && (n_hidden == 1 || few < SMALL)) {
        size_t next = smallest_shown(persons, n, io_hidden);
        if (next == n) break;
        io_hidden[next] = true;
        few += persons[next];
        n_hidden++;
    }
    bool tells = n_hidden == 1 || (n_hidden && few < SMALL);
    return total >= SMALL && !tells;
}
