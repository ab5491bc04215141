/* What a set of rights lets a worker do, in words. */
#pragma once
#include "domain/admin/views.h"

struct admin_word_rows rights_in_words(struct arena *arena, enum lang lang, const uint64_t rights[4]);
