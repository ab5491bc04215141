/* What the PDF and the HTML of a letter must agree on. For platform/pdf only; draws and writes nothing. */
#pragma once
#include "platform/pdf/letter.h"

#define LETTER_COLUMNS (sizeof((struct letter_row *)0)->cells / sizeof(char *))
#define LETTER_RECIPIENT_LINES (sizeof((struct letter *)0)->recipient / sizeof(char *))

bool letter_block_empty(const struct letter_block *block); /* nothing to show: left out */
size_t letter_table_columns(const struct letter_block *block);
bool letter_table_has_headings(const struct letter_block *block);
/* The words in the quotation marks of the language, unless they bring their own. */
const char *letter_words_quoted(struct arena *arena, enum lang lang, const char *words);
/* Role and unit of one who signs: "leder, Tildelingskontoret"; "" when neither is given. */
const char *letter_signer_place(struct arena *arena, const struct letter_row *signer);
