/* The rule of who is counted, and of what is shown. Pure; no SQL, no page. */
#include "domain/target_group/target_group.h"

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
