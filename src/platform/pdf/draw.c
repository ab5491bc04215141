/* Draws placed pieces on a cairo PDF surface and opens and closes the structure around them. Whatever is drawn while no leaf is open
 * is decoration: it belongs to no element, and artifact.c says so in the file. Decides no place. */
#include "base/err.h"
#include "platform/pdf/paper.h"
#include "texts.h"

#include <cairo-pdf.h>
#include <math.h>

static const struct colour hairline = {0.729, 0.737, 0.741};
static const struct colour rule = {0.498, 0.506, 0.514};
static const struct colour mark_dark = {0, 0.341, 0.431};
static const struct colour mark_light = {0.251, 0.506, 0.576};

struct pen {
    cairo_t *cr;
    struct paper *paper;
    struct element *open; /* innermost; NULL: only the document */
    bool in_span;
};

static void ink(const struct pen *pen, struct colour colour) { cairo_set_source_rgb(pen->cr, colour.red, colour.green, colour.blue); }

/* ── structure ──────────────────────────────────────────────────────── */
static void span_close(struct pen *pen) {
    if (pen->in_span) cairo_tag_end(pen->cr, "Span");
    pen->in_span = false;
}

static void element_close(struct pen *pen) {
    span_close(pen);
    cairo_tag_end(pen->cr, pen->open->tag);
    pen->open = pen->open->parent;
}

static bool element_within(const struct element *inner, const struct element *outer) {
    for (; inner; inner = inner->parent)
        if (inner == outer) return true;
    return !outer;
}

static void element_open(struct pen *pen, struct element *element) {
    while (!element_within(element, pen->open)) element_close(pen);
    if (element == pen->open) return;
    if (element->parent) element_open(pen, element->parent);
    cairo_tag_begin(pen->cr, element->tag, "");
    pen->open = element;
}

static void leaf_open(struct pen *pen, struct element *leaf) {
    element_open(pen, leaf);
    if (leaf->first_page != leaf->last_page && !pen->in_span) {
        cairo_tag_begin(pen->cr, "Span", "");
        pen->in_span = true;
    }
}

/* cairo cannot carry marked text over a page end; elements around it stay open. */
static void page_end_structure(struct pen *pen, int page) {
    span_close(pen);
    if (pen->open && pen->open->first_page >= 0 && pen->open->last_page == page) element_close(pen);
}

/* ── decoration ─────────────────────────────────────────────────────── */
static void line_across(const struct pen *pen, double y, struct colour colour) {
    ink(pen, colour);
    cairo_set_line_width(pen->cr, 0.6);
    cairo_move_to(pen->cr, PAPER_LEFT, y);
    cairo_line_to(pen->cr, PAPER_RIGHT, y);
    cairo_stroke(pen->cr);
}

static double radians(double degrees) { return degrees * M_PI / 180; }

/* Two pieces that fit: drawn on a field of 28 by 28. */
static void draw_mark(const struct pen *pen) {
    cairo_t *cr = pen->cr;
    cairo_save(cr);
    cairo_translate(cr, PAPER_LEFT, PAPER_HEAD);
    cairo_scale(cr, PAPER_MARK / 28, PAPER_MARK / 28);
    cairo_translate(cr, -3, 0);
    ink(pen, mark_dark);
    cairo_move_to(cr, 3, 3);
    cairo_arc_negative(cr, 11.357, 6.5, 3.6, radians(-76.46), radians(76.46));
    cairo_line_to(cr, 12, 10);
    cairo_arc(cr, 8.5, 13.043, 3.6, radians(-13.54), radians(193.54));
    cairo_line_to(cr, 3, 12);
    cairo_close_path(cr);
    cairo_fill(cr);
    ink(pen, mark_light);
    cairo_move_to(cr, 25, 25);
    cairo_line_to(cr, 15, 25);
    cairo_arc_negative(cr, 15.843, 18.3, 3.6, radians(103.54), radians(-103.54));
    cairo_line_to(cr, 16, 15);
    cairo_arc(cr, 19.5, 13.157, 3.6, radians(166.46), radians(373.54));
    cairo_line_to(cr, 23, 15);
    cairo_line_to(cr, 25, 15);
    cairo_close_path(cr);
    cairo_fill(cr);
    cairo_restore(cr);
}

static void draw_ornament(const struct pen *pen, const struct placement *place) {
    const struct piece *piece = place->piece;
    switch (piece->ornament) {
    case ORNAMENT_NONE: break;
    case ORNAMENT_RULE_BELOW: line_across(pen, place->y + piece->height, hairline); break;
    case ORNAMENT_RULE_ABOVE: line_across(pen, place->y - 7, rule); break;
    case ORNAMENT_MARK: draw_mark(pen); break;
    case ORNAMENT_BAR:
        ink(pen, mark_light);
        cairo_rectangle(pen->cr, PAPER_LEFT + 1 * MM, place->y, 2, piece->height + 0.1);
        cairo_fill(pen->cr);
        break;
    }
}

static void draw_spot(const struct pen *pen, const struct spot *spot, double top) {
    ink(pen, spot->style->colour);
    for (int i = 0; i < spot->count; i++) {
        double baseline = top + spot->y + i * spot->style->leading + spot->style->baseline;
        glyphs_draw_line(pen->cr, pen->paper->arena, &(struct glyph_line){spot->layout, spot->first + i, spot->x, baseline});
    }
}

/* ── pages ──────────────────────────────────────────────────────────── */
static PangoLayout *foot_line(struct paper *paper) {
    const struct letter *letter = paper->letter;
    const char *sender = text_empty(letter->sender) ? "" : letter->sender;
    const char *reference = text_empty(letter->reference) ? "" : letter->reference;
    const char *between = *sender && *reference ? " · " : "";
    const char *text = arena_printf(paper->arena, "%s%s%s", reference, between, sender);
    PangoLayout *layout = paper_text(paper, STYLE_FOOT, text, 130 * MM);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    return layout;
}

/* Which letter this is, should the pages come apart, and the page's number. */
static void draw_foot(struct pen *pen, PangoLayout *line, int page) {
    struct paper *paper = pen->paper;
    const char *number = arena_printf(paper->arena, "%d", page + 1);
    const char *pages = arena_printf(paper->arena, "%d", paper->n_pages);
    const char *text = text_format(paper->arena, paper->letter->lang, T_letter_page, "page", number, "pages", pages, NULL);
    PangoLayout *layout = paper_text(paper, STYLE_FOOT, text, 40 * MM);
    PangoRectangle extents;
    pango_layout_get_extents(layout, NULL, &extents);
    const struct style *style = &paper->styles[STYLE_FOOT];
    struct spot left = {line, 0, 1, PAPER_LEFT, 0, style, NULL};
    struct spot right = {layout, 0, 1, PAPER_RIGHT - pango_units_to_double(extents.width), 0, style, NULL};
    draw_spot(pen, &left, PAPER_FOOT);
    draw_spot(pen, &right, PAPER_FOOT);
}

static void draw_page(struct pen *pen, const struct placement *from, const struct placement *to) {
    for (const struct placement *place = from; place < to; place++) {
        draw_ornament(pen, place);
        for (size_t i = 0; i < place->piece->n_spots && place->repeated; i++) draw_spot(pen, &place->piece->spots[i], place->y);
    }
    for (const struct placement *place = from; place < to; place++)
        for (size_t i = 0; i < place->piece->n_spots && !place->repeated; i++) {
            leaf_open(pen, place->piece->spots[i].element);
            draw_spot(pen, &place->piece->spots[i], place->y);
        }
    page_end_structure(pen, from->page);
}

static void set_metadata(const struct paper *paper, cairo_surface_t *surface) {
    const struct letter *letter = paper->letter;
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, letter->title);
    if (!text_empty(letter->sender)) cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, letter->sender);
    if (!date_is_none(letter->date)) {
        const char *created = arena_printf(paper->arena, "%sT00:00:00Z", date_iso(paper->arena, letter->date));
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    }
}

int paper_draw(struct paper *paper, cairo_surface_t *surface) {
    set_metadata(paper, surface);
    struct pen pen = {.cr = cairo_create(surface), .paper = paper};
    PangoLayout *line = foot_line(paper);
    cairo_tag_begin(pen.cr, "Document", "");
    for (size_t i = 0; i < paper->n_placements;) {
        size_t next = i + 1;
        while (next < paper->n_placements && paper->placements[next].page == paper->placements[i].page) next++;
        draw_page(&pen, &paper->placements[i], &paper->placements[next]);
        draw_foot(&pen, line, paper->placements[i].page);
        if (next == paper->n_placements) {
            while (pen.open) element_close(&pen);
            cairo_tag_end(pen.cr, "Document");
        }
        cairo_show_page(pen.cr);
        i = next;
    }
    bool drawn = cairo_status(pen.cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(pen.cr);
    return drawn ? 0 : ERR_IO;
}
