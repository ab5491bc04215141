/* eventgen: the words of the audit trail, found where its events are written, so that an event without words does not build.
 *
 *   eventgen --out FILE.c --depfile FILE.d --root FOLDER [--include HEADER]...
 *
 * reads all of FOLDER but its tests: every audit_add(db, event, subject, number, detail), the events of the routes and the kinds of jobs (#define JOB_X "kind"). It writes tables
 * of codes with the keys of their texts: event_CODE, event_about_SUBJECT, and event_detail_CODE for a detail that is written out; a detail that is
 * ENUM_code(…) has the enumeration's own. A missing key is the C compiler's error at the line that writes the event. An event that is a variable says
 * which it may be in a comment on its line or the one above: "events: a b", or "events: elsewhere" when another line names it. */
#include "tools/codecheck.h"
#include "tools/toolkit.h"

#include <fts.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 4000, ARGUMENTS = 5 };

struct word {
    const char *code, *of; /* of: what the text belongs to, or the enumeration whose words a detail has */
    const char *file;
    int line;
};
struct words {
    struct word v[WORDS_MOST];
    size_t n;
};
static struct words events, subjects, details, enums;

static void word_add(struct words *words, const char *code, const char *of, const char *file, int line) {
    for (size_t i = 0; i < words->n; i++)
        if (text_equal(words->v[i].code, code) && text_equal(words->v[i].of, of)) return;
    if (words->n == WORDS_MOST) tool_die(file, line, "too many events");
    words->v[words->n++] = (struct word){code, of, file, line};
}

/* ── routes ───────────────────────────────────────────────────────────── */

static const char *value_of(const char *line, const char *end, const char *name) {
    const char *at = memmem(line, (size_t)(end - line), name, strlen(name));
    if (!at) return NULL;
    at += strlen(name);
    const char *value = arena_strndup(tool_arena(), at, strcspn(at, " \t\r\n"));
    return text_equal(value, "-") ? NULL : value;
}

static void routes_read(const char *path, const char *text) {
    int line = 1;
    for (const char *at = text; *at; line++) {
        const char *end = at + strcspn(at, "\n");
        if (text_starts(at, "POST ")) {
            const char *event = value_of(at, end, "event="), *subject = value_of(at, end, "subject=");
            if (event) word_add(&events, event, NULL, path, line);
            if (subject) word_add(&subjects, subject, NULL, path, line);
        }
        at = *end ? end + 1 : end;
    }
}

/* ── C ────────────────────────────────────────────────────────────────── */

/* The tokens of one argument: from `from` up to, not including, `to`. */
struct part { int from, to; };

static const char *token_text(const struct token *token) {
    bool quoted = token->kind == '"';
    return arena_strndup(tool_arena(), token->at + quoted, token->length - (quoted ? 2 : 0));
}

/* Splits what stands in the parenthesis that begins at `open`; how many arguments there are. */
static int arguments_of(const struct source *source, int open, struct part *parts) {
    int depth = 0, n = 0, from = open + 1;
    for (int i = open; i < source->n_tokens; i++) {
        char kind = source->tokens[i].kind;
        if (kind == '(') depth++;
        bool last = kind == ')' && --depth == 0;
        if ((last || (kind == ',' && depth == 1)) && n < ARGUMENTS) {
            parts[n++] = (struct part){from, i};
            from = i + 1;
        }
        if (last) return n;
    }
    return 0;
}

/* What the comment beside the line says after "events:", or NULL. */
static const char *told_beside(const struct source *source, const struct token *token) {
    const char *line = token->at;
    for (int newlines = 0; line > source->text; line--) {
        if (line[-1] == '\n' && ++newlines == 2) break;
    }
    const char *end = token->at + strcspn(token->at, "\n"), *at = memmem(line, (size_t)(end - line), "events:", 7);
    if (!at) return NULL;
    const char *stop = strstr(at, "*/");
    return stop ? arena_strndup(tool_arena(), at + 7, (size_t)(stop - at - 7)) : NULL;
}

static void words_add_told(struct words *words, const char *told, const char *file, int line) {
    while (*told) {
        told += strspn(told, " ");
        size_t length = strcspn(told, " ");
        const char *code = arena_strndup(tool_arena(), told, length);
        if (length && !text_equal(code, "elsewhere")) word_add(words, code, NULL, file, line);
        told += length;
    }
}

static int strings_add(const struct source *source, struct part part, struct words *words, const char *of) {
    int n = 0;
    for (int i = part.from; i < part.to; i++) {
        const struct token *token = &source->tokens[i];
        if (token->kind != '"') continue;
        const char *code = token_text(token);
        n++;
        if (tool_is_name(code)) word_add(words, code, of, source->path, token->line);
    }
    return n;
}

/* The enumeration of the first X_code( in the part, or NULL. */
static const char *enum_in(const struct source *source, struct part part) {
    for (int i = part.from; i + 1 < part.to; i++) {
        const char *name = source->tokens[i].kind == 'a' ? token_text(&source->tokens[i]) : "";
        size_t length = strlen(name);
        if (source->tokens[i + 1].kind == '(' && length > 5 && text_equal(name + length - 5, "_code")) return arena_strndup(tool_arena(), name, length - 5);
    }
    return NULL;
}

static void event_read(const struct source *source, int at) {
    struct part part[ARGUMENTS];
    const struct token *token = &source->tokens[at];
    if (arguments_of(source, at + 1, part) != ARGUMENTS || token_is(&source->tokens[at + 2], "struct")) return; /* its declaration */
    const char *told = told_beside(source, token), *of_events = enum_in(source, part[1]), *of_detail = enum_in(source, part[4]);
    if (told) words_add_told(&events, told, source->path, token->line);
    else if (of_events) word_add(&enums, of_events, NULL, source->path, token->line);
    else if (!strings_add(source, part[1], &events, NULL))
        tool_error(source->path, token->line, "which events are these? Say it beside: /* events: a b */");
    strings_add(source, part[2], &subjects, NULL);
    if (!of_detail) strings_add(source, part[4], &details, NULL);
    for (int i = part[1].from; of_detail && i < part[1].to; i++)
        if (source->tokens[i].kind == '"') word_add(&details, token_text(&source->tokens[i]), of_detail, source->path, token->line);
}

static void code_read(const char *path, const char *text) {
    struct source source = {.path = path, .text = text, .length = strlen(text)};
    source_scan(&source);
    for (int i = 0; i + 2 < source.n_tokens; i++) {
        const struct token *token = &source.tokens[i];
        if (token_is(token, "audit_add") && token[1].kind == '(' && !token->directive) event_read(&source, i);
        bool job = token->directive && token_is(token, "define") && token[1].kind == 'a' && text_starts(token[1].at, "JOB_") && token[2].kind == '"';
        if (job) word_add(&subjects, token_text(&token[2]), NULL, path, token->line);
    }
}

/* ── what is written ──────────────────────────────────────────────────── */

static int by_code(const void *a, const void *b) {
    const struct word *left = a, *right = b;
    return strcmp(left->code, right->code);
}

static void add_table(struct tool_source *out, const char *name, const char *prefix, struct words *words) {
    qsort(words->v, words->n, sizeof *words->v, by_code);
    str_addf(&out->text, "\nconst struct audit_word %s[] = {\n", name);
    for (size_t i = 0; i < words->n; i++) {
        const struct word *word = &words->v[i];
        if (word->of) continue;
        tool_at(out, word->file, word->line);
        str_addf(&out->text, "    {\"%s\", T_%s%s},\n", word->code, prefix, word->code);
    }
    tool_back(out);
    str_add(&out->text, "    {NULL, 0},\n};\n");
}

static void add_reader(struct tool_source *out, const char *name) {
    str_addf(&out->text, "static text_key %s_words(const char *code) { return %s_text(%s_parse(code)); }\n", name, name, name);
}

static void add_readers(struct tool_source *out) {
    struct words names = {0};
    for (size_t i = 0; i < details.n; i++)
        if (details.v[i].of) word_add(&names, details.v[i].of, NULL, "", 0);
    for (size_t i = 0; i < enums.n; i++) word_add(&names, enums.v[i].code, NULL, "", 0);
    for (size_t i = 0; i < names.n; i++) add_reader(out, names.v[i].code);
    str_add(&out->text, "\nconst struct audit_reader audit_detail_readers[] = {\n");
    for (size_t i = 0; i < details.n; i++)
        if (details.v[i].of) str_addf(&out->text, "    {\"%s\", %s_words},\n", details.v[i].code, details.v[i].of);
    str_add(&out->text, "    {NULL, NULL},\n};\n\nconst struct audit_reader audit_event_readers[] = {\n");
    for (size_t i = 0; i < enums.n; i++) str_addf(&out->text, "    {\"\", %s_words},\n", enums.v[i].code);
    str_add(&out->text, "    {NULL, NULL},\n};\n");
}

/* ── the folder ───────────────────────────────────────────────────────── */

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name), end_length = strlen(end);
    return length >= end_length && text_equal(name + length - end_length, end);
}

/* A new file stands in a meson.build, so those are what the output depends on too. */
static void file_read(const char *path, const char *name, struct str *depends) {
    bool test = text_starts(name, "test_") || ends_with(name, "_for_tests.h"), routes = ends_with(name, ".routes");
    bool code = ends_with(name, ".c") || ends_with(name, ".h");
    if (test || !(routes || code || text_equal(name, "meson.build"))) return;
    str_addf(depends, " \\\n  %s", path);
    const char *kept = arena_strdup(tool_arena(), path);
    if (routes) routes_read(kept, tool_read(kept, NULL));
    else if (code) code_read(kept, tool_read(kept, NULL));
}

static int by_name(const FTSENT **a, const FTSENT **b) { return strcmp((*a)->fts_name, (*b)->fts_name); }

static void folder_read(char *root, struct str *depends) {
    char *const roots[] = {root, NULL};
    FTS *walk = fts_open(roots, FTS_NOCHDIR | FTS_PHYSICAL, by_name);
    if (!walk) tool_die(root, 0, "cannot be read");
    for (FTSENT *entry; (entry = fts_read(walk));)
        if (entry->fts_info == FTS_F) file_read(entry->fts_path, entry->fts_name, depends);
    fts_close(walk);
}

int main(int count, char **arguments) {
    struct tool_source out = {.text = str_in(tool_arena())};
    struct str depends = str_in(tool_arena());
    const char *depfile = NULL;
    char *root = NULL;
    str_add(&out.text, "/* The words of the audit trail's codes; generated by eventgen, edit what writes the events instead. */\n"
                       "#include \"platform/audit/words.h\"\n#include \"texts.h\"\n\n#include <stddef.h>\n");
    for (int i = 1; i + 1 < count; i += 2) {
        if (text_equal(arguments[i], "--out")) out.name = arguments[i + 1];
        else if (text_equal(arguments[i], "--depfile")) depfile = arguments[i + 1];
        else if (text_equal(arguments[i], "--root")) root = arguments[i + 1];
        else if (text_equal(arguments[i], "--include")) str_addf(&out.text, "#include \"%s\"\n", arguments[i + 1]);
        else tool_die("eventgen", 0, "unknown %s", arguments[i]);
    }
    if (!out.name || !depfile || !root) tool_die("eventgen", 0, "use: eventgen --out FILE.c --depfile FILE.d --root FOLDER [--include HEADER]...");
    str_addf(&depends, "%s:", tool_base_name(out.name));
    folder_read(root, &depends);
    if (tool_errors()) return 1;
    add_table(&out, "audit_event_words", "event_", &events);
    add_table(&out, "audit_about_words", "event_about_", &subjects);
    add_table(&out, "audit_detail_words", "event_detail_", &details);
    add_readers(&out);
    tool_write(out.name, &out.text);
    str_add_char(&depends, '\n');
    tool_write(depfile, &depends);
    return 0;
}
