/* The rule of who is counted, and of what is shown. Pure; no SQL, no page. */
#include "domain/target_group/target_group.h"

enum { SMALLEST_SHOWN = 5 };

static bool counts(const struct target_definition *definition, enum disorder disorder) {
    return disorder == DISORDER_KNOWN || (disorder == DISORDER_SUSPECTED && definition->suspected);
}

enum disorder target_counted(const struct target_definition *definition, const struct target_values *values) {
    if (!counts(definition, values->mental) || !counts(definition, values->substance)) return 0;
    bool marked = values->mental_loss == MARKED_LOSS_YES && values->substance_loss == MARKED_LOSS_YES;
    bool less = definition->less_severe && values->severity == SEVERITY_LESS_SEVERE && marked;
    if (values->severity != SEVERITY_SEVERE && !less) return 0;
    return values->mental == DISORDER_KNOWN && values->substance == DISORDER_KNOWN ? DISORDER_KNOWN : DISORDER_SUSPECTED;
}

static bool small(int64_t n) { return n > 0 && n < SMALLEST_SHOWN; }

/* The smallest that is shown, none left out: an empty cell hides as well as any. */
static size_t smallest_shown(const int64_t *cells, const bool *hidden, size_t n) {
    size_t found = n;
    for (size_t i = 0; i < n; i++)
        if (!hidden[i] && (found == n || cells[i] < cells[found])) found = i;
    return found;
}

struct shown_cells cells_shown(const int64_t *cells, size_t n) {
    struct shown_cells shown = {.total_hidden = false};
    int64_t total = 0, hidden_sum = 0;
    size_t hidden = 0;
    for (size_t i = 0; i < n; i++) {
        total += cells[i];
        if (!small(cells[i])) continue;
        shown.hidden[i] = true;
        hidden_sum += cells[i];
        hidden++;
    }
    shown.total_hidden = small(total);
    /* One hidden cell alone is the sum less the others; two that sum to less than five tell almost as much. */
    while (hidden > 0 && (hidden == 1 || small(hidden_sum))) {
        size_t next = smallest_shown(cells, shown.hidden, n);
        if (next == n) {
            shown.total_hidden = true;
            break;
        }
        shown.hidden[next] = true;
        hidden_sum += cells[next];
        hidden++;
    }
    return shown;
}
