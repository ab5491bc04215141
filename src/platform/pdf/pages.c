/* The letter head, and which page and place every piece gets: pages are filled from the top, pieces that belong together move
 * together, column headings come again. Measures nothing but the head, and draws nothing. */
#include "platform/pdf/paper.h"
#include "platform/pdf/parts.h"

#include <string.h>

#define SENDER_WIDTH (80 * MM)
#define MARK_WIDTH (9 * MM) /* the mark and the space to the sender's name */
#define REFERENCE_WIDTH (68 * MM)
#define ADDRESS_WIDTH (88 * MM)
#define HEAD_SPACE (12 * MM) /* from the head to the title when there is no address to leave room for */
#define HEAD_SPOTS 5         /* sender, date, reference, exemption, address */

struct head {
    struct paper *paper;
    struct spot spots[HEAD_SPOTS];
    size_t n_spots;
    double bottom;
};

/* Puts a text down and returns where it ends. */
static double head_put(struct head *head, enum style_name name, PangoLayout *layout, double x, double y) {
    const struct style *style = &head->paper->styles[name];
    int lines = pango_layout_get_line_count(layout);
    struct element *element = paper_element(head->paper, "P", NULL);
    head->spots[head->n_spots++] = (struct spot){layout, 0, lines, x, y, style, element};
    double bottom = y + lines * style->leading;
    head->bottom = bottom > head->bottom ? bottom : head->bottom;
    return bottom;
}

/* The sender's name stands at the middle of the mark. */
static double sender_top(const struct paper *paper) { return PAPER_HEAD + (PAPER_MARK - paper->styles[STYLE_SENDER].leading) / 2; }

/* The first line stands on the sender's own, so that the head is read from the left. */
static void head_put_references(struct head *head, const struct letter *letter) {
    const char *texts[] = {letter->date_line, letter->reference, letter->exempt};
    PangoLayout *layouts[3];
    double widest = 0;
    for (size_t i = 0; i < 3; i++) {
        if (text_empty(texts[i])) continue;
        PangoRectangle extents;
        layouts[i] = paper_text(head->paper, STYLE_REFERENCE, texts[i], REFERENCE_WIDTH);
        pango_layout_get_extents(layouts[i], NULL, &extents);
        double width = pango_units_to_double(extents.width);
        widest = width > widest ? width : widest;
    }
    const struct style *styles = head->paper->styles;
    double y = sender_top(head->paper) + styles[STYLE_SENDER].baseline - styles[STYLE_REFERENCE].baseline;
    for (size_t i = 0; i < 3; i++)
        if (!text_empty(texts[i])) y = head_put(head, STYLE_REFERENCE, layouts[i], PAPER_RIGHT - widest, y);
}

static const char *address_lines(struct arena *arena, const struct letter *letter) {
    struct str lines = str_in(arena);
    for (size_t i = 0; i < LETTER_RECIPIENT_LINES && letter->recipient[i]; i++) {
        if (text_empty(letter->recipient[i])) continue;
        str_add(&lines, lines.length ? "\n" : "");
        str_add(&lines, letter->recipient[i]);
    }
    return str_text(&lines);
}

void paper_add_head(struct paper *paper) {
    struct head head = {.paper = paper, .bottom = PAPER_TOP - HEAD_SPACE};
    const struct letter *letter = paper->letter;
    bool sender = !text_empty(letter->sender);
    double sender_bottom = 0;
    if (sender) {
        PangoLayout *layout = paper_text(paper, STYLE_SENDER, letter->sender, SENDER_WIDTH);
        sender_bottom = head_put(&head, STYLE_SENDER, layout, PAPER_LEFT + MARK_WIDTH, sender_top(paper));
    }
    head_put_references(&head, letter);
    const char *address = address_lines(paper->arena, letter);
    double body = head.bottom + HEAD_SPACE;
    if (!text_empty(address)) {
        PangoLayout *layout = paper_text(paper, STYLE_BODY, address, ADDRESS_WIDTH);
        double under = sender_bottom + 3 * MM;
        head_put(&head, STYLE_BODY, layout, PAPER_LEFT, under > PAPER_WINDOW_TOP ? under : PAPER_WINDOW_TOP);
        body = head.bottom + HEAD_SPACE > PAPER_WINDOW_END ? head.bottom + HEAD_SPACE : PAPER_WINDOW_END;
    }
    struct piece *piece = paper_add(paper, head.n_spots);
    memcpy(piece->spots, head.spots, head.n_spots * sizeof *head.spots);
    piece->height = body;
    piece->ornament = sender ? ORNAMENT_MARK : ORNAMENT_NONE;
}

/* ── placing ────────────────────────────────────────────────────────── */
static void place_at(struct paper *paper, const struct piece *piece, double y, bool repeated) {
    if (paper->n_placements == paper->placements_capacity) {
        size_t capacity = paper->placements_capacity ? paper->placements_capacity * 2 : 64;
        struct placement *placements = arena_array(paper->arena, capacity, sizeof *placements);
        if (paper->n_placements) memcpy(placements, paper->placements, paper->n_placements * sizeof *placements);
        paper->placements = placements;
        paper->placements_capacity = capacity;
    }
    paper->placements[paper->n_placements++] = (struct placement){piece, y, paper->n_pages - 1, repeated};
    for (size_t i = 0; i < piece->n_spots && !repeated; i++) {
        struct element *element = piece->spots[i].element;
        if (element->first_page < 0) element->first_page = paper->n_pages - 1;
        element->last_page = paper->n_pages - 1;
    }
}

/* A page being filled. */
struct fill {
    double y;
    bool at_top; /* nothing on it yet */
};

static double height_of(const struct paper *paper, size_t from, size_t to, const struct fill *fill) {
    const struct piece *first = paper->pieces[from];
    double height = fill->at_top ? (first->head ? first->head->height : 0) : first->space;
    for (size_t i = from; i <= to; i++) height += paper->pieces[i]->height + (i > from ? paper->pieces[i]->space : 0);
    return height;
}

static void fill_with(struct paper *paper, size_t i, struct fill *fill) {
    const struct piece *piece = paper->pieces[i];
    if (fill->at_top && piece->head) {
        place_at(paper, piece->head, fill->y, true);
        fill->y += piece->head->height;
    } else if (!fill->at_top) {
        fill->y += piece->space;
    }
    place_at(paper, piece, fill->y, false);
    fill->y += piece->height;
    fill->at_top = false;
}

void paper_place(struct paper *paper) {
    paper->n_pages = 1;
    struct fill fill = {0, false};
    fill_with(paper, 0, &fill);
    for (size_t i = 1; i < paper->n_pieces;) {
        size_t last = i;
        while (paper->pieces[last]->keep && last + 1 < paper->n_pieces && !paper->pieces[last + 1]->new_page) last++;
        if (height_of(paper, i, last, &(struct fill){PAPER_TOP, true}) > PAPER_BOTTOM - PAPER_TOP)
            last = i; /* no page can hold them together */
        if (!fill.at_top && (paper->pieces[i]->new_page || fill.y + height_of(paper, i, last, &fill) > PAPER_BOTTOM)) {
            paper->n_pages++;
            fill = (struct fill){PAPER_TOP, true};
        }
        for (; i <= last; i++) fill_with(paper, i, &fill);
    }
}
