/* A table as pieces: its column headings, drawn again on every page it reaches, and one piece a row. Rows are not broken, except one
 * that no page can hold. */
#include "platform/pdf/paper.h"
#include "platform/pdf/parts.h"

#define CELL_PADDING 3.8

struct table {
    const struct letter_block *block;
    size_t n_columns;
    double x[LETTER_COLUMNS], width[LETTER_COLUMNS];
    struct element *head, *body;
};
struct row {
    bool heading; /* the column headings */
    double leading;
    struct spot cells[LETTER_COLUMNS];
    int n_lines; /* of the tallest cell */
};

static void measure(struct table *table) {
    int total = 0;
    for (size_t i = 0; i < table->n_columns; i++) total += table->block->widths[i];
    double x = PAPER_LEFT;
    for (size_t i = 0; i < table->n_columns; i++) {
        double share = total ? (double)table->block->widths[i] / total : 1 / (double)table->n_columns;
        double column = share * (PAPER_RIGHT - PAPER_LEFT);
        bool last = i + 1 == table->n_columns;
        table->x[i] = x;
        table->width[i] = last || column < 2 * COLUMN_GAP ? column : column - COLUMN_GAP;
        x += column;
    }
}

/* The first cell of a row names the row; empty it is a cell like the others. */
static enum style_name cell_style(bool heading, size_t column, const char *text) {
    if (heading) return STYLE_COLUMN_HEAD;
    return column == 0 && !text_empty(text) ? STYLE_ROW_HEAD : STYLE_CELL;
}

static struct row row_measure(struct paper *paper, const struct table *table, const char *const *texts, bool heading) {
    struct row row = {.heading = heading, .leading = paper->styles[heading ? STYLE_COLUMN_HEAD : STYLE_CELL].leading};
    for (size_t i = 0; i < table->n_columns; i++) {
        enum style_name style = cell_style(heading, i, texts[i]);
        PangoLayout *layout = paper_text(paper, style, texts[i], table->width[i]);
        int lines = pango_layout_get_line_count(layout);
        row.cells[i] = (struct spot){layout, 0, lines, table->x[i], CELL_PADDING, &paper->styles[style], NULL};
        row.n_lines = lines > row.n_lines ? lines : row.n_lines;
    }
    return row;
}

/* Some of a row's lines as one piece and one TR; a cell that has fewer lines shows those it has. */
static struct piece *add_part(struct paper *paper, const struct table *table, const struct row *row, int first, int count) {
    struct piece *piece = paper_add(paper, table->n_columns);
    struct element *tr = paper_element(paper, "TR", row->heading ? table->head : table->body);
    for (size_t i = 0; i < table->n_columns; i++) {
        struct spot *spot = &piece->spots[i];
        *spot = row->cells[i];
        bool names = row->heading || spot->style == &paper->styles[STYLE_ROW_HEAD];
        spot->element = paper_element(paper, names ? "TH" : "TD", tr);
        int left = spot->count - first;
        spot->first = first;
        spot->count = left < 0 ? 0 : left < count ? left : count;
    }
    piece->height = count * row->leading + 2 * CELL_PADDING;
    piece->ornament = ORNAMENT_RULE_BELOW;
    return piece;
}

static void add_row(struct paper *paper, const struct table *table, const struct row *row, const struct piece *repeat) {
    double room = PAPER_BOTTOM - PAPER_TOP - 2 * CELL_PADDING - (repeat ? repeat->height : 0);
    int most = (int)(room / row->leading);
    for (int line = 0; line < row->n_lines; line += most) {
        int count = row->n_lines - line < most ? row->n_lines - line : most;
        add_part(paper, table, row, line, count)->head = repeat;
    }
}

void paper_add_table(struct paper *paper, const struct letter_block *block, double space) {
    struct table table = {.block = block, .n_columns = letter_table_columns(block)};
    struct element *element = paper_element(paper, "Table", NULL);
    table.head = paper_element(paper, "THead", element);
    table.body = paper_element(paper, "TBody", element);
    measure(&table);
    size_t from = paper->n_pieces;
    const struct piece *repeat = NULL;
    if (letter_table_has_headings(block)) {
        struct row headings = row_measure(paper, &table, block->items, true);
        add_row(paper, &table, &headings, NULL);
        struct piece *last = paper->pieces[paper->n_pieces - 1];
        last->keep = block->n_rows > 0;
        if (last->height < (PAPER_BOTTOM - PAPER_TOP) / 3) repeat = last;
    }
    size_t body = paper->n_pieces;
    for (size_t i = 0; i < block->n_rows; i++) {
        struct row row = row_measure(paper, &table, block->rows[i].cells, false);
        add_row(paper, &table, &row, repeat);
    }
    paper_keep_company(paper, body);
    paper->pieces[from]->space = space;
}
