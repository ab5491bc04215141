/* The inside of platform/pdf, for its own files only: a letter as pieces of measured text placed on pages.
 * layout.c measures, pages.c places, draw.c draws them, metadata.c and artifact.c finish the file. Lengths are points. */
#pragma once
#include "platform/pdf/letter.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#define MM (72 / 25.4)
#define PAPER_WIDTH (210 * MM)
#define PAPER_HEIGHT (297 * MM)
/* The print service keeps the outer 18 mm for itself and the window of a C5 envelope starts 20 mm in: 20 mm serves both. */
#define PAPER_LEFT (20 * MM)
#define PAPER_RIGHT (190 * MM)
#define PAPER_TOP (20 * MM)
#define PAPER_HEAD (16 * MM) /* the letter head begins higher than text does */
#define PAPER_BOTTOM (275 * MM)
#define PAPER_FOOT (282 * MM)
#define PAPER_MARK (8 * MM) /* the sender's mark, as high as wide */
#define COLUMN_GAP (4 * MM)
#define PAPER_WINDOW_TOP (47 * MM)
#define PAPER_WINDOW_END (85 * MM) /* nothing but the address above this when there is an address */

enum style_name {
    STYLE_BODY,
    STYLE_TITLE,
    STYLE_LEAD,
    STYLE_HEADING,
    STYLE_COLUMN_HEAD,
    STYLE_CELL,
    STYLE_ROW_HEAD,
    STYLE_QUOTE,
    STYLE_SIGNER,
    STYLE_SIGNER_ROLE,
    STYLE_SMALL,
    STYLE_REFERENCE,
    STYLE_SENDER,
    STYLE_FOOT,
    STYLE_COUNT,
};
struct colour {
    double red, green, blue;
};
struct style {
    PangoFontDescription *font;
    double leading;  /* from line to line */
    double baseline; /* from the top of the line to its baseline */
    struct colour colour;
};

/* A node of the structure tree. A leaf whose text continues on another page is written with one Span a page. */
struct element {
    const char *tag;
    struct element *parent;    /* NULL: the document */
    int first_page, last_page; /* of its own text; -1 before it is placed */
};
/* Lines of one text inside a piece. */
struct spot {
    PangoLayout *layout;
    int first, count;
    double x, y; /* y from the top of the piece */
    const struct style *style;
    struct element *element;
};
enum ornament { ORNAMENT_NONE, ORNAMENT_RULE_BELOW, ORNAMENT_RULE_ABOVE, ORNAMENT_BAR, ORNAMENT_MARK };
/* The smallest thing that is placed: a line, a table row, the letter head. Never broken. */
struct piece {
    double space, height; /* space above, left out at the top of a page */
    bool keep;            /* on the same page as the next piece, if a page can hold them */
    bool new_page;        /* the first on its page */
    enum ornament ornament;
    struct spot *spots;
    size_t n_spots;
    const struct piece *head; /* table row: the column headings, drawn again when it starts a page */
};
struct placement {
    const struct piece *piece;
    double y;
    int page;      /* from 0 */
    bool repeated; /* column headings drawn again: an artifact */
};
struct paper {
    const struct letter *letter;
    struct arena *arena;
    PangoContext *context;
    PangoAttrList *plain; /* no ligatures: a glyph a letter, so that text can be read back */
    struct style styles[STYLE_COUNT];
    struct piece **pieces;
    size_t n_pieces, pieces_capacity;
    struct placement *placements;
    size_t n_placements, placements_capacity;
    int n_pages;
    PangoLayout **layouts; /* released by paper_release */
    size_t n_layouts, layouts_capacity;
};

/* Measures the letter's blocks and places them. ERR_UNSUPPORTED when the letter font is not installed. Release also on failure. */
int paper_lay_out(struct paper *paper, const struct letter *letter, struct arena *arena);
void paper_release(struct paper *paper);
PangoLayout *paper_text(struct paper *paper, enum style_name name, const char *text, double width);
struct piece *paper_add(struct paper *paper, size_t n_spots);
struct element *paper_element(struct paper *paper, const char *tag, struct element *parent);
/* Of the pieces from number `from` on, no line or row alone at the foot or the top of a page. */
void paper_keep_company(struct paper *paper, size_t from);
/* table.c */
void paper_add_table(struct paper *paper, const struct letter_block *block, double space);
/* The letter head as the first piece: sender, references, address. pages.c */
void paper_add_head(struct paper *paper);
/* Decides page and place of every piece. pages.c */
void paper_place(struct paper *paper);

/* Draws the pages on a cairo PDF surface. ERR_IO when cairo refuses. */
int paper_draw(struct paper *paper, cairo_surface_t *surface);
struct glyph_line {
    PangoLayout *layout;
    int number; /* in the layout, from 0 */
    double x, baseline;
};
/* One line with its text behind the glyphs, and a space after it unless the next line goes on with the same word. */
void glyphs_draw_line(cairo_t *cr, struct arena *arena, const struct glyph_line *line);

/* Adds language, XMP, title display, table scopes and artifact marks to cairo's file, and writes it as PDF 1.7. */
int paper_finish(const struct letter *letter, struct arena *arena, struct blob drawn, struct blob *ret_pdf);
/* A page's content with everything outside the structure marked as artifact. False if the content is not understood. */
bool artifact_mark(struct arena *arena, struct blob content, struct blob *ret_marked);
