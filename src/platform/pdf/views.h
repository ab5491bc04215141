/* What the template of a letter shows. Filled by letter_html.c only. */
#pragma once
#include "html_views.h" /* the mark */
#include "platform/html/html.h"
#include "platform/pdf/letter.h"

struct text_lines {
    const char **v;
    size_t n;
};
struct cell_view {
    const char *text;
    bool heads_row; /* names the row */
};
struct cell_views {
    struct cell_view *v;
    size_t n;
};
struct row_view {
    struct cell_views cells;
};
struct row_views {
    struct row_view *v;
    size_t n;
};
struct signer_view {
    const char *name, *place;
};
struct signer_views {
    struct signer_view *v;
    size_t n;
};
struct block_view {
    enum letter_block_kind kind;
    struct text_lines lines, items; /* items: of a list, or a table's column headings */
    struct row_views rows;
    struct signer_views signers;
};
struct block_views {
    struct block_view *v;
    size_t n;
};
struct letter_view {
    const char *lang, *sender, *title;
    struct text_lines references; /* date, reference, exemption */
    struct text_lines recipient;
    struct block_views blocks;
    struct block_views foot; /* the small print that ends the letter */
};
