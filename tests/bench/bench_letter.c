/* Letters a second, beside a bare cairo page with the same text in the same run: the ratio is what tags, layout and qpdf cost.
 * bench_letter [seconds]. Prints figures, judges nothing. */
#include "platform/pdf/letter.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static const char paragraph[] =
    "Du skrives ut 23. mars og har ingen bolig å flytte til. Du har selv sagt at du vil ha lite hjelp når det går bra, og mye når det "
    "trengs. Da du bodde på hospitset, mistet du kontakten med oss i de dårlige periodene. Derfor får du fast bolig, og hjelp som følger "
    "deg dit.";
#define PARAGRAPHS 6

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long memory_kilobytes(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static struct letter *sample(struct arena *arena) {
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->sender = "Fjordvik kommune";
    letter->title = "Du får bolig og hjelp fra 23. mars";
    letter->date = date_of(2026, 3, 18);
    letter->recipient[0] = "Jonas Myhre";
    for (int i = 0; i < PARAGRAPHS; i++) letter_add(letter, LETTER_PARAGRAPH, paragraph);
    return letter;
}

/* One letter; its size, or 0. */
static size_t draw_letter(void) {
    struct arena *arena = arena_create();
    struct blob pdf = {NULL, 0};
    int result = letter_pdf(sample(arena), arena, &pdf);
    arena_destroy(arena);
    return result ? 0 : pdf.size;
}

static cairo_status_t count_bytes(void *closure, const unsigned char *bytes, unsigned int size) {
    (void)bytes;
    *(size_t *)closure += size;
    return CAIRO_STATUS_SUCCESS;
}

static size_t draw_bare(void) {
    size_t size = 0;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(count_bytes, &size, 595.28, 841.89);
    cairo_t *cr = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cr);
    PangoFontDescription *font = pango_font_description_from_string("Inter 11");
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, 480 * PANGO_SCALE);
    for (int i = 0; i < PARAGRAPHS; i++) {
        pango_layout_set_text(layout, paragraph, -1);
        cairo_move_to(cr, 57, 57 + 100 * i);
        pango_cairo_show_layout(cr, layout);
    }
    cairo_show_page(cr);
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return size;
}

/* Runs for the time given; runs a second. 0 when something failed. */
static double rate(size_t (*draw)(void), double seconds) {
    if (!draw()) return 0;
    size_t n = 0;
    double begin = now(), end;
    do {
        if (!draw()) return 0;
        n++;
        end = now();
    } while (end - begin < seconds);
    return (double)n / (end - begin);
}

int main(int count, char **arguments) {
    int64_t seconds = 3;
    if (count > 1 && (!parse_int(arguments[1], &seconds) || seconds < 1)) {
        fprintf(stderr, "bench_letter [seconds]\n");
        return 2;
    }
    double bare = rate(draw_bare, (double)seconds);
    double letters = rate(draw_letter, (double)seconds);
    if (bare <= 0 || letters <= 0) {
        fprintf(stderr, "drawing failed: is the font Inter installed?\n");
        return 1;
    }
    long before = memory_kilobytes();
    rate(draw_letter, (double)seconds);
    printf("letters a second: %.0f\nbare cairo pages a second: %.0f\nratio: %.2f\n", letters, bare, letters / bare);
    printf("bytes: letter %zu, bare page %zu\nmemory: %ld kB, grown by %ld kB in the second round\n", draw_letter(), draw_bare(),
           memory_kilobytes(), memory_kilobytes() - before);
    return 0;
}
