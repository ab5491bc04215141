/* Letters: a document of blocks set as a tagged A4 PDF (cairo, pango, qpdf) or as HTML by its own template. Rendering is pure: same
 * document, same bytes. LAW §6, ARCHITECTURE §8, state print service: A4 portrait, 18 mm left margin, embedded fonts, PDF 1.7. */
#pragma once
#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "platform/i18n/i18n.h"

struct html;

enum letter_block_kind {
    LETTER_HEADING,
    LETTER_PARAGRAPH,
    LETTER_LEAD,
    LETTER_LIST,
    LETTER_TABLE,
    LETTER_QUOTE,
    LETTER_SIGNATURES,
    LETTER_SMALL
};
struct letter_row {
    const char *cells[5];
};
struct letter_block {
    enum letter_block_kind kind;
    const char *text;   /* heading, paragraph, lead, quote, small */
    const char **items; /* list items; for a table its column headings */
    size_t n_items;
    struct letter_row *rows; /* table body; signatures: name, role, unit */
    size_t n_rows;
    int widths[5]; /* table: column widths in percent */
    bool new_page; /* begins a sheet of its own */
};
struct letter {
    enum lang lang;                                              /* nb, nn or en: document language */
    const char *sender, *title, *date_line, *reference, *exempt; /* exempt: "Unntatt offentlighet, …" */
    const char *recipient[6];                                    /* address lines, NULL-terminated */
    struct letter_block *blocks;
    size_t n_blocks, capacity;
    struct date date; /* creation date in the metadata */
    struct arena *arena;
};
/* A letter and its blocks live in the arena; texts are not copied. A block's address holds until the next letter_add. */
struct letter *letter_new(struct arena *arena, enum lang lang);
/* The lines of an address after the recipient's lines that are there, as many as there is room for. NULL: none. */
void letter_address(struct letter *letter, const char *address);
struct letter_block *letter_add(struct letter *letter, enum letter_block_kind kind, const char *text);
/* The PDF in the arena. ERR_INVALID: no title, unknown language, text that is not UTF-8, or a table with text outside its columns or
 * widths for only some of them. ERR_UNSUPPORTED: the letter font (Inter) is not installed. ERR_IO: cairo or qpdf failed. Thread-safe. */
int letter_pdf(const struct letter *letter, struct arena *arena, struct blob *ret_pdf);
/* The same letter as an <article> for the screen, after page_begin and before page_end. */
void letter_html(struct html *h, const struct letter *letter);
