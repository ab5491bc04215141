/* Glyphs with their text behind them, so that what is seen can be read aloud, searched and copied. Pango hides the space where a line
 * wraps; here it is drawn, or words would run together when the text is taken out again. */
#include "platform/pdf/paper.h"

#include <hb.h>
#include <string.h>

struct run {
    const char *text; /* of the whole layout */
    const PangoGlyphItem *item;
    hb_codepoint_t space;
};
/* What cairo is given: glyphs in visual order, clusters and text in reading order. */
struct typed {
    cairo_glyph_t *glyphs;
    cairo_text_cluster_t *clusters;
    int n_glyphs, n_clusters;
    struct str text;
};

static bool blank(const char *text, int length) {
    static const char *const blanks[] = {" ", "\t", "\n", "\u00a0", "\u202f", "\u2007", "\u2009"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if ((size_t)length == strlen(blanks[i]) && !memcmp(text, blanks[i], (size_t)length)) return true;
    return false;
}

static int cluster_length(const struct run *run, int glyph) {
    const PangoGlyphString *glyphs = run->item->glyphs;
    const int start = glyphs->log_clusters[glyph];
    const bool backward = run->item->item->analysis.level % 2;
    int end = run->item->item->length;
    for (int i = glyph; i >= 0 && i < glyphs->num_glyphs; i += backward ? -1 : 1)
        if (glyphs->log_clusters[i] != start) {
            end = glyphs->log_clusters[i];
            break;
        }
    return end - start;
}

/* The glyph to draw, or PANGO_GLYPH_EMPTY for one that stands for nothing. Every space is the same glyph: see type_cluster. */
static PangoGlyph glyph_drawn(const struct run *run, int i) {
    const PangoGlyph glyph = run->item->glyphs->glyphs[i].glyph;
    const char *text = run->text + run->item->item->offset + run->item->glyphs->log_clusters[i];
    if (blank(text, cluster_length(run, i))) return run->space;
    return glyph & PANGO_GLYPH_UNKNOWN_FLAG && glyph != PANGO_GLYPH_EMPTY ? 0 : glyph;
}

/* cairo writes a glyph that stands for two different texts as a marked span with the text beside it, and readers have trouble with one
 * span inside another. So a no-break space is a space, and a letter drawn in parts is given as its parts. */
static void type_cluster(const struct run *run, int glyph, int n_glyphs, struct typed *typed) {
    const char *text = run->text + run->item->item->offset + run->item->glyphs->log_clusters[glyph];
    int length = cluster_length(run, glyph);
    if (blank(text, length)) {
        text = " ";
        length = 1;
    }
    str_add_n(&typed->text, text, (size_t)length);
    const bool parts = n_glyphs > 1 && g_utf8_strlen(text, length) == n_glyphs;
    if (!parts) {
        typed->clusters[typed->n_clusters++] = (cairo_text_cluster_t){length, n_glyphs};
        return;
    }
    for (const char *end = text + length; text < end; text = g_utf8_next_char(text))
        typed->clusters[typed->n_clusters++] = (cairo_text_cluster_t){(int)(g_utf8_next_char(text) - text), 1};
}

static void type_clusters(const struct run *run, struct typed *typed) {
    const PangoGlyphString *glyphs = run->item->glyphs;
    const bool backward = run->item->item->analysis.level % 2;
    const int step = backward ? -1 : 1;
    int i = backward ? glyphs->num_glyphs - 1 : 0;
    while (i >= 0 && i < glyphs->num_glyphs) {
        const int first = i;
        int drawn = 0;
        for (; i >= 0 && i < glyphs->num_glyphs && glyphs->log_clusters[i] == glyphs->log_clusters[first]; i += step)
            drawn += glyph_drawn(run, i) != PANGO_GLYPH_EMPTY;
        if (drawn) type_cluster(run, first, drawn, typed);
    }
}

/* Returns the run's width. */
static double run_draw(cairo_t *cr, struct arena *arena, const struct run *run, double x, double baseline) {
    const PangoGlyphString *glyphs = run->item->glyphs;
    PangoFont *font = run->item->item->analysis.font;
    const size_t n = (size_t)glyphs->num_glyphs;
    struct typed typed = {.text = str_in(arena)};
    typed.glyphs = arena_array(arena, n + 1, sizeof *typed.glyphs);
    typed.clusters = arena_array(arena, n + 1, sizeof *typed.clusters);
    int advance = 0;
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        const PangoGlyphGeometry *geometry = &glyphs->glyphs[i].geometry;
        PangoGlyph glyph = glyph_drawn(run, i);
        if (glyph != PANGO_GLYPH_EMPTY)
            typed.glyphs[typed.n_glyphs++] = (cairo_glyph_t){
                .index = glyph,
                .x = x + pango_units_to_double(advance + geometry->x_offset),
                .y = baseline + pango_units_to_double(geometry->y_offset),
            };
        advance += geometry->width;
    }
    type_clusters(run, &typed);
    cairo_set_scaled_font(cr, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
    cairo_text_cluster_flags_t flags = run->item->item->analysis.level % 2 ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0;
    if (typed.n_glyphs)
        cairo_show_text_glyphs(cr, str_text(&typed.text), (int)typed.text.length, typed.glyphs, typed.n_glyphs, typed.clusters,
                               typed.n_clusters, flags);
    return pango_units_to_double(advance);
}

static hb_codepoint_t space_of(PangoFont *font) {
    hb_codepoint_t space = 0;
    hb_font_get_nominal_glyph(pango_font_get_hb_font(font), ' ', &space);
    return space;
}

static void space_draw(cairo_t *cr, hb_codepoint_t space, double x, double baseline) {
    cairo_glyph_t glyph = {space, x, baseline};
    cairo_text_cluster_t cluster = {1, 1};
    cairo_show_text_glyphs(cr, " ", 1, &glyph, 1, &cluster, 1, 0);
}

/* Does the next line go on in the middle of this line's last word? */
static bool word_goes_on(PangoLayout *layout, int number, const PangoLayoutLine *line, const char *text) {
    const int end = line->start_index + line->length;
    if (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t')) return true; /* the space is drawn already */
    const PangoLayoutLine *next = pango_layout_get_line_readonly(layout, number + 1);
    return next && next->start_index == end;
}

void glyphs_draw_line(cairo_t *cr, struct arena *arena, const struct glyph_line *line) {
    const PangoLayoutLine *glyphs = pango_layout_get_line_readonly(line->layout, line->number);
    const char *text = pango_layout_get_text(line->layout);
    double x = line->x;
    hb_codepoint_t space = 0;
    for (GSList *link = glyphs->runs; link; link = link->next) {
        struct run run = {.text = text, .item = link->data};
        space = run.space = space_of(run.item->item->analysis.font);
        x += run_draw(cr, arena, &run, x, line->baseline);
    }
    if (glyphs->runs && !word_goes_on(line->layout, line->number, glyphs, text)) space_draw(cr, space, x, line->baseline);
}
