/* Marks decoration in a page's content stream. cairo 1.16 has no working artifact tag: whatever was drawn outside the structure (rules,
 * the sender's mark, page numbers, repeated headings) stands bare, and a screen reader may read it. This reads the stream cairo wrote
 * and wraps each bare text object and painted path in /Artifact BMC … EMC. It changes nothing else. */
#include "platform/pdf/paper.h"

#include <string.h>

struct scan {
    const char *bytes;
    size_t size, at;
    struct str out;
    size_t copied;  /* the input before this is written */
    int depth;      /* of marked content */
    bool in_text;   /* between BT and ET */
    bool bare_text; /* that text object began outside marked content */
    size_t text_start;
    bool broken;       /* structure inside bare text, or an operator nobody expects */
    size_t path_start; /* first operand of a path begun outside marked content */
    bool in_path;
};

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

static bool is_delimiter(char c) { return c && strchr("()<>[]{}/%", c); }

static void skip_string(struct scan *scan) {
    int nested = 0;
    for (; scan->at < scan->size; scan->at++) {
        char c = scan->bytes[scan->at];
        if (c == '\\') scan->at++;
        else if (c == '(') nested++;
        else if (c == ')' && --nested == 0) break;
    }
    scan->at = scan->at < scan->size ? scan->at + 1 : scan->size;
}

static void skip_comment(struct scan *scan) {
    while (scan->at < scan->size && scan->bytes[scan->at] != '\n' && scan->bytes[scan->at] != '\r') scan->at++;
}

/* Passes one token. True if it is an operator, whose place is then given. */
static bool next_operator(struct scan *scan, size_t *ret_start, size_t *ret_length) {
    const char c = scan->bytes[scan->at];
    if (c == '(') {
        skip_string(scan);
        return false;
    }
    if (c == '%') {
        skip_comment(scan);
        return false;
    }
    size_t start = scan->at++;
    if (is_delimiter(c) && c != '/') return false;
    while (scan->at < scan->size && !is_space(scan->bytes[scan->at]) && !is_delimiter(scan->bytes[scan->at])) scan->at++;
    *ret_start = start;
    *ret_length = scan->at - start;
    return c != '/' && !strchr("+-.0123456789", c);
}

static bool one_of(const char *word, size_t length, const char *const *words) {
    for (; *words; words++)
        if (strlen(*words) == length && !memcmp(*words, word, length)) return true;
    return false;
}

static void copy_to(struct scan *scan, size_t end) {
    str_add_n(&scan->out, scan->bytes + scan->copied, end - scan->copied);
    scan->copied = end;
}

static void wrap(struct scan *scan, size_t start, size_t end) {
    copy_to(scan, start);
    str_add(&scan->out, "/Artifact BMC\n");
    copy_to(scan, end);
    str_add(&scan->out, "\nEMC\n");
}

static void follow_text(struct scan *scan, char kind, size_t start) {
    if (kind == 'B') {
        scan->in_text = true;
        scan->bare_text = scan->depth == 0;
        scan->text_start = start;
        return;
    }
    if (scan->bare_text) wrap(scan, scan->text_start, scan->at);
    scan->in_text = scan->bare_text = false;
}

static void follow_mark(struct scan *scan, bool begins, size_t operands, size_t end) {
    scan->depth += begins ? 1 : -1;
    bool structure = begins && memmem(scan->bytes + operands, end - operands, "/MCID", 5);
    if (scan->depth < 0 || scan->in_path || (structure && scan->bare_text)) scan->broken = true;
}

static void follow_path(struct scan *scan, bool paints, size_t operands) {
    if (paints && scan->depth == 0) wrap(scan, scan->in_path ? scan->path_start : operands, scan->at);
    scan->in_path = false;
}

static void follow(struct scan *scan, size_t operands, size_t start, size_t length) {
    static const char *const begins[] = {"BDC", "BMC", NULL}, *const ends[] = {"EMC", NULL};
    static const char *const text[] = {"BT", "ET", NULL}, *const images[] = {"BI", "ID", "EI", NULL};
    static const char *const paths[] = {"m", "re", NULL}, *const nothing[] = {"n", NULL};
    static const char *const paints[] = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", NULL};
    const char *word = scan->bytes + start;
    if (one_of(word, length, begins) || one_of(word, length, ends)) {
        follow_mark(scan, one_of(word, length, begins), operands, start);
    } else if (one_of(word, length, text)) {
        follow_text(scan, word[0], operands);
    } else if (one_of(word, length, paths) && !scan->in_path) {
        scan->in_path = true;
        scan->path_start = operands;
    } else if (one_of(word, length, paints) || one_of(word, length, nothing)) {
        follow_path(scan, !one_of(word, length, nothing), operands);
    } else if (one_of(word, length, images)) {
        scan->broken = true;
    }
}

bool artifact_mark(struct arena *arena, struct blob content, struct blob *ret_marked) {
    struct scan scan = {.bytes = (const char *)content.data, .size = content.size, .out = str_in(arena)};
    size_t operands = SIZE_MAX; /* where the next operator's operands begin */
    while (scan.at < scan.size && !scan.broken) {
        if (is_space(scan.bytes[scan.at])) {
            scan.at++;
            continue;
        }
        if (operands == SIZE_MAX) operands = scan.at;
        size_t start, length;
        if (!next_operator(&scan, &start, &length)) continue;
        follow(&scan, operands, start, length);
        operands = SIZE_MAX;
    }
    if (scan.broken || scan.depth != 0 || scan.in_text || scan.in_path) return false;
    copy_to(&scan, scan.size);
    *ret_marked = (struct blob){(const uint8_t *)str_text(&scan.out), scan.out.length};
    return true;
}
