/* Holds the law that was loaded at start. Nothing else may live here. */
#include "domain/law/law.h"

static const struct law *current_law;

const struct law *law_current(void) { return current_law; }

void law_set_current(const struct law *law) { current_law = law; }
