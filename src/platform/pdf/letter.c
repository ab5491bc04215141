/* Building a letter and turning it into a PDF: checks the document, then lays out, draws and finishes it.
 * May not know what a letter is about, read a clock or touch a file. */
#include "platform/pdf/letter.h"

#include "base/err.h"
#include "platform/pdf/paper.h"
#include "platform/pdf/parts.h"

#include <cairo-pdf.h>
#include <string.h>

struct letter *letter_new(struct arena *arena, enum lang lang) {
    struct letter *letter = arena_alloc(arena, sizeof *letter);
    letter->arena = arena;
    letter->lang = lang;
    letter->date = DATE_NONE;
    return letter;
}

void letter_address(struct letter *letter, const char *address) {
    enum { MOST = LETTER_RECIPIENT_LINES - 1 }; /* the last stays NULL */
    size_t n = 0;
    while (n < MOST && letter->recipient[n]) n++;
    for (const char *line = address; line && *line && n < MOST;) {
        size_t length = strcspn(line, "\r\n");
        char *text = text_trim(letter->arena, arena_strndup(letter->arena, line, length));
        if (*text) letter->recipient[n++] = text;
        line += length + strspn(line + length, "\r\n");
    }
}

struct letter_block *letter_add(struct letter *letter, enum letter_block_kind kind, const char *text) {
    if (letter->n_blocks == letter->capacity) {
        size_t capacity = letter->capacity ? letter->capacity * 2 : 16;
        struct letter_block *blocks = arena_array(letter->arena, capacity, sizeof *blocks);
        if (letter->n_blocks) memcpy(blocks, letter->blocks, letter->n_blocks * sizeof *blocks);
        letter->blocks = blocks;
        letter->capacity = capacity;
    }
    struct letter_block *block = &letter->blocks[letter->n_blocks++];
    *block = (struct letter_block){.kind = kind, .text = text};
    return block;
}

static bool text_good(const char *text) { return !text || utf8_valid(text, strlen(text)); }

/* Widths for every column or none, and no cell outside the columns. */
static bool table_good(const struct letter_block *block) {
    if (block->n_items > LETTER_COLUMNS) return false;
    bool some = false, all = true;
    for (size_t i = 0; i < LETTER_COLUMNS; i++) {
        if (block->widths[i] < 0 || block->widths[i] > 100) return false;
        some = some || block->widths[i] > 0;
        all = all && (i >= block->n_items || block->widths[i] > 0);
    }
    for (size_t i = 0; block->n_items && i < block->n_rows; i++)
        for (size_t k = block->n_items; k < LETTER_COLUMNS; k++)
            if (!text_empty(block->rows[i].cells[k])) return false;
    return !some || all;
}

static bool block_good(const struct letter_block *block) {
    if (block->kind < LETTER_HEADING || block->kind > LETTER_SMALL || !text_good(block->text)) return false;
    if ((block->n_items && !block->items) || (block->n_rows && !block->rows)) return false;
    if (block->kind == LETTER_TABLE && !table_good(block)) return false;
    for (size_t i = 0; i < block->n_items; i++)
        if (!text_good(block->items[i])) return false;
    for (size_t i = 0; i < block->n_rows; i++)
        for (size_t k = 0; k < LETTER_COLUMNS; k++)
            if (!text_good(block->rows[i].cells[k])) return false;
    return true;
}

static bool letter_good(const struct letter *letter) {
    if (letter->lang < LANG_NB || letter->lang > LANG_EN || text_empty(letter->title)) return false;
    const char *lines[] = {letter->sender, letter->title, letter->date_line, letter->reference, letter->exempt};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!text_good(lines[i])) return false;
    for (size_t i = 0; i < LETTER_RECIPIENT_LINES && letter->recipient[i]; i++)
        if (!text_good(letter->recipient[i])) return false;
    for (size_t i = 0; i < letter->n_blocks; i++)
        if (!block_good(&letter->blocks[i])) return false;
    return true;
}

static cairo_status_t collect(void *closure, const unsigned char *bytes, unsigned int size) {
    str_add_n(closure, (const char *)bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

static int draw(struct paper *paper, struct blob *ret_drawn) {
    struct str file = str_in(paper->arena);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(collect, &file, PAPER_WIDTH, PAPER_HEIGHT);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    int result = paper_draw(paper, surface);
    cairo_surface_finish(surface);
    if (!result && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) result = ERR_IO;
    cairo_surface_destroy(surface);
    if (!result) *ret_drawn = (struct blob){(const uint8_t *)str_text(&file), file.length};
    return result;
}

int letter_pdf(const struct letter *letter, struct arena *arena, struct blob *ret_pdf) {
    if (!letter_good(letter)) return ERR_INVALID;
    struct arena *work = arena_create();
    struct paper paper = {.letter = letter};
    struct blob drawn, finished;
    int result = paper_lay_out(&paper, letter, work);
    if (!result) result = draw(&paper, &drawn);
    if (!result) result = paper_finish(letter, work, drawn, &finished);
    if (!result) {
        uint8_t *copy = arena_alloc(arena, finished.size);
        memcpy(copy, finished.data, finished.size);
        *ret_pdf = (struct blob){copy, finished.size};
    }
    paper_release(&paper);
    arena_destroy(work);
    return result;
}
