/* What words in a text may mean. Only finds and suggests: whoever writes decides. Knows nothing of who writes or about whom. */
#include "domain/law/internal.h"

#include "base/str.h"

#include <string.h>

const char *law_asks_for_home(const struct law *law, struct arena *arena, const char *text) {
    if (text_empty(text)) return NULL;
    const char *folded = text_fold(arena, text);
    for (unsigned i = 0; i < law->asks_home_count; i++)
        if (strstr(folded, law->asks_home[i])) return law->asks_home[i];
    return NULL;
}

/* Letters beyond ASCII are bytes from 0x80 on. */
static bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool begins_a_word(const char *text, const char *word) {
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        if (at == text || !in_word(at[-1])) return true;
    return false;
}

struct law_avoided_words law_words_to_avoid(const struct law *law, struct arena *arena, const char *text) {
    struct law_avoided_words found = {arena_array(arena, law->avoid_count + 1, sizeof *found.v), 0};
    const char *folded = text_empty(text) ? "" : text_fold(arena, text);
    for (unsigned i = 0; i < law->avoid_count; i++)
        if (begins_a_word(folded, law->avoid[i].word)) found.v[found.n++] = &law->avoid[i];
    return found;
}
