/* A letter for the screen: the same blocks as the PDF, in the classes of web/README.md. All markup stands in the templates. */
#include "platform/html/html.h"
#include "platform/pdf/parts.h"

#include "pdf_views.h"

#include <string.h>

static void add_line(struct text_lines *lines, const char *text) { lines->v[lines->n++] = text; }

/* A text's lines, so that those the author made stay lines. */
static struct text_lines lines_of(struct arena *arena, const char *text) {
    struct text_lines lines = {0};
    if (text_empty(text)) return lines;
    size_t most = 1;
    for (const char *c = text; *c; c++) most += *c == '\n';
    lines.v = arena_array(arena, most, sizeof *lines.v);
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\r\n");
        add_line(&lines, arena_strndup(arena, at, length));
        at += length;
        at += *at == '\r';
        at += *at == '\n';
    }
    return lines;
}

static struct text_lines given(struct arena *arena, const char *const *texts, size_t n, bool keep_empty) {
    struct text_lines lines = {.v = arena_array(arena, n ? n : 1, sizeof *lines.v)};
    for (size_t i = 0; i < n; i++)
        if (keep_empty || !text_empty(texts[i])) add_line(&lines, texts[i] ? texts[i] : "");
    return lines;
}

static struct row_views rows_of(struct arena *arena, const struct letter_block *block) {
    const size_t columns = letter_table_columns(block);
    struct row_views rows = {arena_array(arena, block->n_rows ? block->n_rows : 1, sizeof *rows.v), block->n_rows};
    for (size_t i = 0; i < rows.n; i++) {
        struct cell_views cells = {arena_array(arena, columns ? columns : 1, sizeof *cells.v), columns};
        for (size_t k = 0; k < columns; k++) {
            const char *text = block->rows[i].cells[k];
            cells.v[k] = (struct cell_view){text ? text : "", k == 0 && !text_empty(text)};
        }
        rows.v[i].cells = cells;
    }
    return rows;
}

static struct signer_views signers_of(struct arena *arena, const struct letter_block *block) {
    struct signer_views signers = {arena_array(arena, block->n_rows ? block->n_rows : 1, sizeof *signers.v), block->n_rows};
    for (size_t i = 0; i < signers.n; i++) {
        const char *name = block->rows[i].cells[0];
        signers.v[i] = (struct signer_view){name ? name : "", letter_signer_place(arena, &block->rows[i])};
    }
    return signers;
}

static struct block_view view_of(struct arena *arena, enum lang lang, const struct letter_block *block) {
    struct block_view view = {.kind = block->kind};
    switch (block->kind) {
    case LETTER_HEADING:
    case LETTER_PARAGRAPH:
    case LETTER_LEAD:
    case LETTER_SMALL: view.lines = lines_of(arena, block->text); break;
    case LETTER_QUOTE: view.lines = lines_of(arena, letter_words_quoted(arena, lang, block->text)); break;
    case LETTER_LIST: view.items = given(arena, block->items, block->n_items, false); break;
    case LETTER_TABLE:
        if (letter_table_has_headings(block)) view.items = given(arena, block->items, block->n_items, true);
        view.rows = rows_of(arena, block);
        break;
    case LETTER_SIGNATURES:
        view.lines = lines_of(arena, block->text);
        view.signers = signers_of(arena, block);
        break;
    }
    return view;
}

/* Number of the first block of the small print that ends the letter. */
static size_t foot_start(const struct letter *letter) {
    size_t start = letter->n_blocks;
    while (start && (letter->blocks[start - 1].kind == LETTER_SMALL || letter_block_empty(&letter->blocks[start - 1]))) start--;
    return start;
}

void letter_html(struct html *h, const struct letter *letter) {
    struct letter_view view = {
        .lang = lang_code(letter->lang),
        .sender = text_empty(letter->sender) ? NULL : letter->sender,
        .title = letter->title,
    };
    view.references = given(h->arena, (const char *[]){letter->date_line, letter->reference, letter->exempt}, 3, false);
    size_t n_lines = 0;
    while (n_lines < LETTER_RECIPIENT_LINES && letter->recipient[n_lines]) n_lines++;
    view.recipient = given(h->arena, letter->recipient, n_lines, false);
    view.blocks.v = arena_array(h->arena, letter->n_blocks + 1, sizeof *view.blocks.v);
    view.foot.v = arena_array(h->arena, letter->n_blocks + 1, sizeof *view.foot.v);
    const size_t foot = foot_start(letter);
    for (size_t i = 0; i < letter->n_blocks; i++) {
        struct block_views *views = i < foot ? &view.blocks : &view.foot;
        if (!letter_block_empty(&letter->blocks[i])) views->v[views->n++] = view_of(h->arena, letter->lang, &letter->blocks[i]);
    }
    letter_article(h, &view);
}
