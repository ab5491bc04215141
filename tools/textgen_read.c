/* Reading .po files for textgen: keys, plural forms, {parameters} and the lines they stand on. Tells of everything that
 * is wrong within one file; may not compare files or languages. */
#include "tools/textgen.h"

#include <gettext-po.h>
#include <stdlib.h>
#include <string.h>

/* The file being read, for what libgettextpo tells without saying where. */
static const char *reading;
static int line_told; /* of that file; the library tells of every byte of a line that is not UTF-8 */

/* libgettextpo loses memory while it parses; without this a build with AddressSanitizer would stop on it. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void) { return "leak:libgettextpo\n"; }
const char *__lsan_default_options(void) { return "print_suppressions=0"; }

/* ---- parameters ---- */

static void parameters_add(struct parameters *parameters, const char *name) {
    int at = 0;
    while (at < parameters->count && strcmp(parameters->names[at], name) < 0) at++;
    if (at < parameters->count && strcmp(parameters->names[at], name) == 0) return;
    for (int i = parameters->count; i > at; i--) parameters->names[i] = parameters->names[i - 1];
    parameters->names[at] = name;
    parameters->count++;
}

static void parameters_remove(struct parameters *parameters, const char *name) {
    int kept = 0;
    for (int i = 0; i < parameters->count; i++)
        if (strcmp(parameters->names[i], name) != 0) parameters->names[kept++] = parameters->names[i];
    parameters->count = kept;
}

bool parameters_equal(const struct parameters *a, const struct parameters *b) {
    if (a->count != b->count) return false;
    for (int i = 0; i < a->count; i++)
        if (strcmp(a->names[i], b->names[i]) != 0) return false;
    return true;
}

const char *parameters_text(const struct parameters *parameters) {
    struct str text = str_in(tool_arena());
    for (int i = 0; i < parameters->count; i++) str_addf(&text, "%s{%s}", i ? " " : "", parameters->names[i]);
    return parameters->count ? str_text(&text) : "none";
}

/* Finds the {name}s of one form of a text, and tells of braces that are no parameter. */
static struct parameters parameters_of(const struct entry *entry, const char *text) {
    struct parameters found = {.count = 0};
    for (const char *at = text; *(at += strcspn(at, "{}"));) {
        const char *end = *at == '{' ? at + 1 + strcspn(at + 1, "{}") : at;
        if (*at == '}' || *end != '}') {
            tool_error(entry->file, entry->line, "unbalanced braces in \"%s\"", entry->key);
            break;
        }
        const char *name = arena_strndup(tool_arena(), at + 1, (size_t)(end - at - 1));
        if (!tool_is_name(name))
            tool_error(entry->file, entry->line, "\"{%s}\" in \"%s\" is not a parameter name (a-z, then a-z 0-9 _)", name, entry->key);
        else if (found.count == MOST_PARAMETERS)
            tool_error(entry->file, entry->line, "\"%s\" has more than %d parameters", entry->key, MOST_PARAMETERS);
        else parameters_add(&found, name);
        at = end + 1;
    }
    return found;
}

/* Both plural forms name the same things, save that one of them may write the number as a word. */
static void entry_find_parameters(struct entry *entry) {
    entry->parameters = parameters_of(entry, entry->text);
    if (!entry->one) return;
    struct parameters one = parameters_of(entry, entry->one);
    parameters_remove(&one, "n");
    parameters_remove(&entry->parameters, "n");
    if (!parameters_equal(&one, &entry->parameters))
        tool_error(entry->file, entry->line, "the plural forms of \"%s\" have different parameters: %s and %s", entry->key,
                   parameters_text(&one), parameters_text(&entry->parameters));
    parameters_add(&entry->parameters, "n");
}

/* ---- reading ---- */

struct key_line {
    const char *key;
    int line;
};

struct key_lines {
    struct key_line *v;
    size_t n;
};

/* libgettextpo keeps no line numbers, so the lines that hold the keys are found in the source. A key that is given
 * twice in one file is told of here, where both lines are known. */
static struct key_lines key_lines_of(const char *file) {
    char *source = tool_read(file, NULL);
    size_t most = 1;
    for (const char *c = source; *c; c++) most += *c == '\n';
    struct key_lines lines = {arena_array(tool_arena(), most, sizeof *lines.v), 0};
    int number = 1;
    for (char *line = source; line; number++) {
        char *next = strchr(line, '\n');
        line += strspn(line, " \t");
        if (text_starts(line, "msgid") && strspn(line + 5, " \t\"")) {
            const char *key = line + 5 + strspn(line + 5, " \t");
            key += *key == '"';
            key = arena_strndup(tool_arena(), key, strcspn(key, "\"\n"));
            for (size_t i = 0; i < lines.n; i++)
                if (strcmp(lines.v[i].key, key) == 0)
                    tool_error(file, number, "duplicate key \"%s\": it stands on line %d too", key, lines.v[i].line);
            lines.v[lines.n++] = (struct key_line){key, number};
        }
        line = next ? next + 1 : NULL;
    }
    return lines;
}

static int line_of(const struct key_lines *lines, const char *key) {
    for (size_t i = 0; i < lines->n; i++)
        if (strcmp(lines->v[i].key, key) == 0) return lines->v[i].line;
    return 1;
}

/* parameters ok: struct po_xerror_handler */
static void on_problem(int severity, po_message_t message, const char *file, size_t line, size_t column, int many_lines, const char *text) {
    (void)message, (void)column, (void)many_lines;
    int number = file && line != (size_t)-1 ? (int)line : 1;
    if (number == line_told && file && text_equal(file, reading)) return;
    line_told = number;
    tool_error(file ? file : reading, number, "%.*s", (int)strcspn(text, "\n"), text);
    if (severity == PO_SEVERITY_FATAL_ERROR) exit(1);
}

/* parameters ok: struct po_xerror_handler */
static void on_double_problem(int severity, po_message_t message, const char *file, size_t line, size_t column, int many_lines,
                              const char *text, po_message_t message2, const char *file2, size_t line2, size_t column2, int many_lines2,
                              const char *text2) {
    (void)message2, (void)file2, (void)line2, (void)column2, (void)many_lines2, (void)text2;
    if (!text_starts(text, "duplicate message")) /* those are told of by key_lines_of */
        on_problem(severity, message, file, line, column, many_lines, text);
}

static struct entry *language_add(struct language *language) {
    if (language->count == language->capacity) {
        language->capacity = language->capacity ? language->capacity * 2 : 256;
        struct entry *more = arena_array(tool_arena(), language->capacity, sizeof *more);
        if (language->count) memcpy(more, language->entries, language->count * sizeof *more);
        language->entries = more;
    }
    return &language->entries[language->count++];
}

/* The text of a msgstr, or NULL with an error if it is missing or not UTF-8. */
static const char *checked_text(const struct entry *entry, const char *text, const char *what) {
    if (!text || !*text) tool_error(entry->file, entry->line, "%s of \"%s\" is empty", what, entry->key);
    else if (!utf8_valid(text, strlen(text))) tool_error(entry->file, entry->line, "%s of \"%s\" is not UTF-8", what, entry->key);
    else return arena_strdup(tool_arena(), text);
    return NULL;
}

static bool key_is_good(const char *key) { return *key && !key[strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_")]; }

static void read_message(struct language *language, po_message_t message, const char *file, int line) {
    struct entry entry = {.key = arena_strdup(tool_arena(), po_message_msgid(message)), .file = file, .line = line};
    if (!key_is_good(entry.key) || strcmp(entry.key, "none") == 0) {
        tool_error(file, line, "bad key \"%s\": a key is made of a-z 0-9 _ and is not \"none\"", entry.key);
        return;
    }
    if (po_message_msgctxt(message)) tool_error(file, line, "\"%s\" has a msgctxt; a key needs none", entry.key);
    if (po_message_is_fuzzy(message)) tool_error(file, line, "\"%s\" is fuzzy: check the text and take the mark away", entry.key);

    if (po_message_msgid_plural(message)) {
        entry.one = checked_text(&entry, po_message_msgstr_plural(message, 0), "msgstr[0]");
        entry.text = checked_text(&entry, po_message_msgstr_plural(message, 1), "msgstr[1]");
        if (po_message_msgstr_plural(message, 2)) tool_error(file, line, "\"%s\" has more than two plural forms", entry.key);
        if (!entry.one) entry.one = entry.text; /* told of; a whole entry keeps the other checks from telling it again */
    } else {
        entry.text = checked_text(&entry, po_message_msgstr(message), "msgstr");
    }
    if (entry.text) entry_find_parameters(&entry);
    *language_add(language) = entry;
}

static void check_header(const struct language *language, po_file_t po, const char *file) {
    const char *header = po_file_domain_header(po, NULL);
    char *content = header ? po_header_field(header, "Content-Type") : NULL;
    char *code = header ? po_header_field(header, "Language") : NULL;
    if (!content || !strstr(content, "charset=UTF-8")) tool_error(file, 1, "the header must say Content-Type: text/plain; charset=UTF-8");
    if (code && strcmp(code, language->code) != 0)
        tool_error(file, 1, "the header says Language: %s, but the file is given as %s", code, language->code);
    free(content);
    free(code);
}

void language_read_file(struct language *language, const char *file) {
    static const struct po_xerror_handler handler = {on_problem, on_double_problem};
    reading = file;
    line_told = 0;
    struct key_lines lines = key_lines_of(file);
    int before = tool_errors();
    po_file_t po = po_file_read(file, &handler);
    if (!po) tool_die(file, 1, "cannot read the catalogue");
    if (tool_errors() == before) { /* what follows a syntax error is not worth telling */
        check_header(language, po, file);
        po_message_iterator_t iterator = po_message_iterator(po, NULL);
        po_message_t message;
        while ((message = po_next_message(iterator)))
            if (!po_message_is_obsolete(message) && *po_message_msgid(message))
                read_message(language, message, file, line_of(&lines, po_message_msgid(message)));
        po_message_iterator_free(iterator);
    }
    po_file_free(po);
}
