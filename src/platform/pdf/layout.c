/* A letter's blocks as measured pieces: lines, table rows, signatures, with what must stay together. Draws nothing and places
 * nothing. The fonts belong to the thread, so that letters can be laid out side by side. */
#include "base/err.h"
#include "platform/pdf/paper.h"
#include "platform/pdf/parts.h"

#include <string.h>

#define TEXT_WIDTH (165 * MM) /* about eighty letters a line; tables use the whole width */
#define INDENT (6 * MM)
#define SIGNERS_ABREAST 3
#define SPACE_SMALL 4 /* between small prints; the first has a rule and more space above it */

static const struct style_source {
    const char *font;
    double leading;
    struct colour colour;
} style_sources[STYLE_COUNT] = {
#define INK \
    { 0.153, 0.173, 0.192 }
#define QUIET \
    { 0.353, 0.369, 0.380 }
    [STYLE_BODY] = {"Inter 11", 15.8, INK},
    [STYLE_TITLE] = {"Inter Bold 19", 25, INK},
    [STYLE_LEAD] = {"Inter 12.5", 18, INK},
    [STYLE_HEADING] = {"Inter Semi-Bold 12.5", 17, INK},
    [STYLE_COLUMN_HEAD] = {"Inter Medium 9", 13, QUIET},
    [STYLE_CELL] = {"Inter 10", 14, INK},
    [STYLE_ROW_HEAD] = {"Inter Semi-Bold 10", 14, INK},
    [STYLE_QUOTE] = {"Inter Italic 11", 15.8, INK},
    [STYLE_SIGNER] = {"Inter Semi-Bold 11", 16, INK},
    [STYLE_SIGNER_ROLE] = {"Inter 10", 14, INK},
    [STYLE_SMALL] = {"Inter 8.5", 12.5, QUIET},
    [STYLE_REFERENCE] = {"Inter 9", 13.5, QUIET},
    [STYLE_SENDER] = {"Inter Bold 14", 18, INK},
    [STYLE_FOOT] = {"Inter 8.5", 12, QUIET},
#undef INK
#undef QUIET
};

static void release_font_map(gpointer map) { g_object_unref(map); }

static GPrivate thread_font_map = G_PRIVATE_INIT(release_font_map);

static PangoContext *context_create(enum lang lang) {
    PangoFontMap *map = g_private_get(&thread_font_map);
    if (!map) {
        map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        g_private_set(&thread_font_map, map);
    }
    PangoContext *context = pango_font_map_create_context(map);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string(lang_code(lang)));
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    return context;
}

/* fontconfig puts another family in the place of a missing one without a word: a letter in it would not be the approved one. */
static bool font_installed(PangoContext *context, const PangoFontDescription *wanted) {
    PangoFont *font = pango_context_load_font(context, wanted);
    if (!font) return false;
    PangoFontDescription *found = pango_font_describe(font);
    bool same = text_equal(pango_font_description_get_family(found), pango_font_description_get_family(wanted));
    pango_font_description_free(found);
    g_object_unref(font);
    return same;
}

static int styles_load(struct paper *paper) {
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        struct style *style = &paper->styles[i];
        style->font = pango_font_description_from_string(style_sources[i].font);
        style->leading = style_sources[i].leading;
        style->colour = style_sources[i].colour;
        if (!font_installed(paper->context, style->font)) return ERR_UNSUPPORTED;
        PangoFontMetrics *metrics = pango_context_get_metrics(paper->context, style->font, NULL);
        double ascent = pango_units_to_double(pango_font_metrics_get_ascent(metrics));
        double descent = pango_units_to_double(pango_font_metrics_get_descent(metrics));
        style->baseline = (style->leading - ascent - descent) / 2 + ascent;
        pango_font_metrics_unref(metrics);
    }
    return 0;
}

/* Composed letters, each one glyph; no control characters, which would come out as boxes; no soft hyphens, which would be read. */
static const char *printable(struct arena *arena, const char *text) {
    if (text_empty(text)) return "";
    char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    struct str out = str_in(arena);
    for (const char *c = composed; *c; c++) {
        bool control = ((unsigned char)*c < ' ' && *c != '\n' && *c != '\r' && *c != '\t') || *c == 0x7f;
        if (c[0] == '\xC2' && c[1] == '\xAD') c++;
        else str_add_char(&out, control ? ' ' : *c);
    }
    g_free(composed);
    return str_text(&out);
}

/* What is read in one breath: "§ 13", "8 500", "00 00 00 06", "kl. 10.00", "24. september". `left` is the last of the line, `right` the first of the next. */
static bool one_breath(const char *text, const char *left, const char *right) {
    bool digit = g_ascii_isdigit(*right);
    if (g_ascii_isdigit(*left)) return digit;
    if (*left != '.') return digit && left > text && left[-1] == '\xC2' && *left == '\xA7';
    if (left > text && g_ascii_isdigit(left[-1])) return g_ascii_islower(*right);
    return digit && left - text >= 2 && left[-1] == 'l' && left[-2] == 'k' && (left - text == 2 || left[-3] == ' ');
}

/* Lines end at spaces, and not after a hyphen. Broken there, "§ 3-2", "Sør-Varanger" and "helse- og omsorgstjenester" are harder to
 * read, and lose the hyphen when they are copied. */
static bool good_break(const char *text, const char *at) {
    const char *before = at;
    while (before > text && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(before)))) before = g_utf8_prev_char(before);
    if (at == text || before == text || (before < at && strchr("\r\n", at[-1]))) return true;
    return before < at && before[-1] != '-' && !one_breath(text, before - 1, at);
}

static PangoAttrList *attributes_held(PangoLayout *layout, PangoAttrList *plain) {
    PangoAttrList *held = pango_attr_list_copy(plain);
    const char *text = pango_layout_get_text(layout);
    int n;
    const PangoLogAttr *breaks = pango_layout_get_log_attrs_readonly(layout, &n);
    const char *at = text;
    for (int i = 0; i < n && *at; i++, at = g_utf8_next_char(at)) {
        if (!breaks[i].is_line_break || good_break(text, at)) continue;
        PangoAttribute *hold = pango_attr_allow_breaks_new(FALSE);
        hold->start_index = (guint)(g_utf8_prev_char(at) - text);
        hold->end_index = (guint)(g_utf8_next_char(at) - text);
        pango_attr_list_insert(held, hold);
    }
    return held;
}

static bool breaks_well(PangoLayout *layout) {
    const char *text = pango_layout_get_text(layout);
    for (int i = 1; i < pango_layout_get_line_count(layout); i++)
        if (!good_break(text, text + pango_layout_get_line_readonly(layout, i)->start_index)) return false;
    return true;
}

/* Only a text that holds a word wider than its line is broken where the word allows it. */
static void set_breaks(PangoLayout *layout, PangoAttrList *plain) {
    pango_layout_set_attributes(layout, plain);
    if (breaks_well(layout)) return;
    PangoAttrList *held = attributes_held(layout, plain);
    pango_layout_set_attributes(layout, held);
    pango_attr_list_unref(held);
    if (!breaks_well(layout)) pango_layout_set_attributes(layout, plain);
}

PangoLayout *paper_text(struct paper *paper, enum style_name name, const char *text, double width) {
    if (paper->n_layouts == paper->layouts_capacity) {
        size_t capacity = paper->layouts_capacity ? paper->layouts_capacity * 2 : 64;
        PangoLayout **layouts = arena_array(paper->arena, capacity, sizeof(PangoLayout *));
        if (paper->n_layouts) memcpy(layouts, paper->layouts, paper->n_layouts * sizeof(PangoLayout *));
        paper->layouts = layouts;
        paper->layouts_capacity = capacity;
    }
    PangoLayout *layout = pango_layout_new(paper->context);
    paper->layouts[paper->n_layouts++] = layout;
    pango_layout_set_font_description(layout, paper->styles[name].font);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, pango_units_from_double(width));
    pango_layout_set_text(layout, printable(paper->arena, text), -1);
    set_breaks(layout, paper->plain);
    return layout;
}

struct piece *paper_add(struct paper *paper, size_t n_spots) {
    if (paper->n_pieces == paper->pieces_capacity) {
        size_t capacity = paper->pieces_capacity ? paper->pieces_capacity * 2 : 64;
        struct piece **pieces = arena_array(paper->arena, capacity, sizeof(struct piece *));
        if (paper->n_pieces) memcpy(pieces, paper->pieces, paper->n_pieces * sizeof(struct piece *));
        paper->pieces = pieces;
        paper->pieces_capacity = capacity;
    }
    struct piece *piece = arena_alloc(paper->arena, sizeof *piece);
    piece->spots = arena_array(paper->arena, n_spots ? n_spots : 1, sizeof(struct spot));
    piece->n_spots = n_spots;
    paper->pieces[paper->n_pieces++] = piece;
    return piece;
}

struct element *paper_element(struct paper *paper, const char *tag, struct element *parent) {
    struct element *element = arena_alloc(paper->arena, sizeof *element);
    *element = (struct element){.tag = tag, .parent = parent, .first_page = -1, .last_page = -1};
    return element;
}

void paper_keep_company(struct paper *paper, size_t from) {
    size_t n = paper->n_pieces - from;
    for (size_t i = 0; i + 1 < n; i++)
        if (n <= 3 || i == 0 || i == n - 2) paper->pieces[from + i]->keep = true;
}

static void keep_together(struct paper *paper, size_t from) {
    for (size_t i = from; i < paper->n_pieces; i++) paper->pieces[i]->keep = true;
}

struct passage {
    enum style_name style;
    const char *text;
    double indent;
    struct element *element;
    enum ornament ornament; /* of every line */
};

/* A text as one piece a line. */
static void add_passage(struct paper *paper, const struct passage *passage, double space) {
    const struct style *style = &paper->styles[passage->style];
    PangoLayout *layout = paper_text(paper, passage->style, passage->text, TEXT_WIDTH - passage->indent);
    size_t from = paper->n_pieces;
    for (int line = 0; line < pango_layout_get_line_count(layout); line++) {
        struct piece *piece = paper_add(paper, 1);
        piece->spots[0] = (struct spot){layout, line, 1, PAPER_LEFT + passage->indent, 0, style, passage->element};
        piece->height = style->leading;
        piece->ornament = passage->ornament;
    }
    paper->pieces[from]->space = space;
    paper_keep_company(paper, from);
}

static void add_paragraph(struct paper *paper, const struct letter_block *block, double space) {
    struct passage passage = {.style = STYLE_BODY, .text = block->text, .element = paper_element(paper, "P", NULL)};
    if (block->kind == LETTER_LEAD) passage.style = STYLE_LEAD;
    if (block->kind == LETTER_SMALL) passage.style = STYLE_SMALL;
    size_t from = paper->n_pieces;
    add_passage(paper, &passage, space);
    if (block->kind == LETTER_SMALL && space > SPACE_SMALL) paper->pieces[from]->ornament = ORNAMENT_RULE_ABOVE;
}

static void add_heading(struct paper *paper, enum style_name style, const char *tag, const char *text, double space) {
    size_t from = paper->n_pieces;
    struct passage passage = {.style = style, .text = text, .element = paper_element(paper, tag, NULL)};
    add_passage(paper, &passage, space);
    keep_together(paper, from);
}

static void add_quote(struct paper *paper, const struct letter_block *block, double space) {
    struct element *quote = paper_element(paper, "BlockQuote", NULL);
    struct passage passage = {
        .style = STYLE_QUOTE,
        .text = letter_words_quoted(paper->arena, paper->letter->lang, block->text),
        .indent = INDENT,
        .element = paper_element(paper, "P", quote),
        .ornament = ORNAMENT_BAR,
    };
    add_passage(paper, &passage, space);
}

static void add_list(struct paper *paper, const struct letter_block *block, double space) {
    struct element *list = paper_element(paper, "L", NULL);
    for (size_t i = 0; i < block->n_items; i++) {
        if (text_empty(block->items[i])) continue;
        struct element *item = paper_element(paper, "LI", list);
        struct element *label = paper_element(paper, "Lbl", item);
        struct passage passage = {STYLE_BODY, block->items[i], INDENT, paper_element(paper, "LBody", item), ORNAMENT_NONE};
        size_t from = paper->n_pieces;
        add_passage(paper, &passage, space);
        struct piece *first = paper->pieces[from];
        struct spot *spots = arena_array(paper->arena, 2, sizeof(struct spot));
        spots[0] = first->spots[0];
        spots[0].layout = paper_text(paper, STYLE_BODY, "•", INDENT);
        spots[0].x = PAPER_LEFT + 1.5 * MM;
        spots[0].element = label;
        spots[1] = first->spots[0];
        first->spots = spots;
        first->n_spots = 2;
        space = 3;
    }
}

static void fill_signer(struct paper *paper, const struct letter_row *row, struct spot *spots, double x, double width) {
    struct element *element = paper_element(paper, "P", NULL);
    PangoLayout *name = paper_text(paper, STYLE_SIGNER, row->cells[0], width);
    PangoLayout *under = paper_text(paper, STYLE_SIGNER_ROLE, letter_signer_place(paper->arena, row), width);
    int lines = pango_layout_get_line_count(name);
    spots[0] = (struct spot){name, 0, lines, x, 0, &paper->styles[STYLE_SIGNER], element};
    spots[1] = (struct spot){
        under,  0, pango_layout_get_line_count(under), x, lines * paper->styles[STYLE_SIGNER].leading, &paper->styles[STYLE_SIGNER_ROLE],
        element};
}

/* Names abreast, each over role and unit; a row of them is never broken, and never stands alone on the last page. */
static void add_signatures(struct paper *paper, const struct letter_block *block, double space) {
    if (paper->n_pieces) paper->pieces[paper->n_pieces - 1]->keep = true;
    size_t from = paper->n_pieces;
    if (!text_empty(block->text)) {
        struct passage greeting = {.style = STYLE_BODY, .text = block->text, .element = paper_element(paper, "P", NULL)};
        add_passage(paper, &greeting, space);
        space = 6;
    }
    size_t abreast = block->n_rows < SIGNERS_ABREAST ? block->n_rows : SIGNERS_ABREAST; /* few have more room each */
    const double width = (PAPER_RIGHT - PAPER_LEFT) / (double)(abreast ? abreast : 1);
    for (size_t i = 0; i < block->n_rows; i += SIGNERS_ABREAST) {
        size_t n = block->n_rows - i < SIGNERS_ABREAST ? block->n_rows - i : SIGNERS_ABREAST;
        struct piece *piece = paper_add(paper, n * 2);
        piece->space = space;
        for (size_t k = 0; k < n; k++) fill_signer(paper, &block->rows[i + k], &piece->spots[k * 2], PAPER_LEFT + (double)k * width, width - COLUMN_GAP);
        for (size_t k = 0; k < piece->n_spots; k++) {
            const struct spot *spot = &piece->spots[k];
            double bottom = spot->y + spot->count * spot->style->leading;
            piece->height = bottom > piece->height ? bottom : piece->height;
        }
        space = 10;
    }
    keep_together(paper, from);
    if (paper->n_pieces > from) paper->pieces[paper->n_pieces - 1]->keep = false;
}

/* ── the document ───────────────────────────────────────────────────── */
static bool introduces(const struct letter_block *block) {
    size_t length = block->kind == LETTER_PARAGRAPH || block->kind == LETTER_LEAD ? strlen(block->text) : 0;
    return length && block->text[length - 1] == ':';
}

/* Space above a block, by what stands above it; NULL is the title. */
static double space_between(const struct letter_block *above, const struct letter_block *below) {
    switch (below->kind) {
    case LETTER_HEADING: return above && above->kind == LETTER_HEADING ? 8 : 15;
    case LETTER_SIGNATURES: return 17;
    case LETTER_SMALL: return above && above->kind == LETTER_SMALL ? SPACE_SMALL : 20;
    case LETTER_PARAGRAPH:
    case LETTER_LEAD:
    case LETTER_LIST:
    case LETTER_TABLE:
    case LETTER_QUOTE: break;
    }
    if (!above) return 8;
    if (above->kind == LETTER_HEADING) return below->kind == LETTER_TABLE ? 2 : 4;
    if (above->kind == LETTER_TABLE) return 10;
    return introduces(above) && below->kind == LETTER_LIST ? 3.5 : 7;
}

static void add_block(struct paper *paper, const struct letter_block *block, double space) {
    switch (block->kind) {
    case LETTER_HEADING: add_heading(paper, block->new_page ? STYLE_TITLE : STYLE_HEADING, "H2", block->text, space); break;
    case LETTER_LEAD:
    case LETTER_PARAGRAPH:
    case LETTER_SMALL: add_paragraph(paper, block, space); break;
    case LETTER_LIST: add_list(paper, block, space); break;
    case LETTER_TABLE: paper_add_table(paper, block, space); break;
    case LETTER_QUOTE: add_quote(paper, block, space); break;
    case LETTER_SIGNATURES: add_signatures(paper, block, space); break;
    }
}

int paper_lay_out(struct paper *paper, const struct letter *letter, struct arena *arena) {
    paper->letter = letter;
    paper->arena = arena;
    paper->context = context_create(letter->lang);
    paper->plain = pango_attr_list_new();
    pango_attr_list_insert(paper->plain, pango_attr_font_features_new("liga=0, clig=0, dlig=0, calt=0"));
    pango_attr_list_insert(paper->plain, pango_attr_insert_hyphens_new(FALSE)); /* an address is not to be copied with a hyphen in it */
    int result = styles_load(paper);
    if (result) return result;
    paper_add_head(paper);
    add_heading(paper, STYLE_TITLE, "H1", letter->title, 0);
    const struct letter_block *above = NULL;
    for (size_t i = 0; i < letter->n_blocks; i++) {
        const struct letter_block *block = &letter->blocks[i];
        if (letter_block_empty(block)) continue;
        if (above && introduces(above)) paper->pieces[paper->n_pieces - 1]->keep = true;
        size_t first = paper->n_pieces;
        add_block(paper, block, space_between(above, block));
        if (block->new_page && first < paper->n_pieces) paper->pieces[first]->new_page = true;
        above = block;
    }
    if (paper->n_pieces > 2) paper->pieces[paper->n_pieces - 2]->keep = true; /* no page for one line, or one point of a list */
    paper_place(paper);
    return 0;
}

void paper_release(struct paper *paper) {
    for (size_t i = 0; i < paper->n_layouts; i++) g_object_unref(paper->layouts[i]);
    for (size_t i = 0; i < STYLE_COUNT; i++) pango_font_description_free(paper->styles[i].font);
    if (paper->plain) pango_attr_list_unref(paper->plain);
    g_clear_object(&paper->context);
}
