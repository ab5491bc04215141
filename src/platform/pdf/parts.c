/* What the PDF and the HTML of a letter must agree on: what is left out, how many columns a table has, how words are quoted. */
#include "platform/pdf/parts.h"

static bool items_empty(const struct letter_block *block) {
    for (size_t i = 0; i < block->n_items; i++)
        if (!text_empty(block->items[i])) return false;
    return true;
}

bool letter_block_empty(const struct letter_block *block) {
    switch (block->kind) {
    case LETTER_HEADING:
    case LETTER_PARAGRAPH:
    case LETTER_LEAD:
    case LETTER_QUOTE:
    case LETTER_SMALL: return text_empty(block->text);
    case LETTER_LIST: return items_empty(block);
    case LETTER_TABLE: return letter_table_columns(block) == 0 || (block->n_rows == 0 && items_empty(block));
    case LETTER_SIGNATURES: return text_empty(block->text) && block->n_rows == 0;
    }
    return true;
}

size_t letter_table_columns(const struct letter_block *block) {
    if (block->n_items) return block->n_items;
    size_t n = 0;
    for (size_t row = 0; row < block->n_rows; row++)
        for (size_t i = n; i < LETTER_COLUMNS; i++)
            if (!text_empty(block->rows[row].cells[i])) n = i + 1;
    return n;
}

bool letter_table_has_headings(const struct letter_block *block) { return !items_empty(block); }

const char *letter_words_quoted(struct arena *arena, enum lang lang, const char *words) {
    static const char *const marks[] = {"«", "“", "”", "\"", "„"};
    const char *trimmed = text_trim(arena, words);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_starts(trimmed, marks[i])) return trimmed;
    return lang == LANG_EN ? arena_printf(arena, "“%s”", trimmed) : arena_printf(arena, "«%s»", trimmed);
}

const char *letter_signer_place(struct arena *arena, const struct letter_row *signer) {
    const char *role = signer->cells[1], *unit = signer->cells[2];
    if (text_empty(role)) return text_empty(unit) ? "" : unit;
    return text_empty(unit) ? role : arena_printf(arena, "%s, %s", role, unit);
}
