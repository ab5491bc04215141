/* htmlgen: compiles HTML templates to C.
 *
 *   htmlgen --module NAME --views HEADER --out DIRECTORY [--include HEADER]... FILE.html ...
 *
 * writes DIRECTORY/NAME_views.h and NAME_views.c. The language is described in docs/seams.md §4 and tools/README.md. Errors of the
 * template stop at file:line; errors in its expressions are gcc's, which #line sends to the template's line. */
#include "tools/htmlgen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void generator_add(struct generator *generator, const char *format, ...) {
    tool_at(&generator->source, generator->follow.file, generator->follow.line);
    va_list args;
    va_start(args, format);
    str_add(&generator->source.text, arena_vprintf(tool_arena(), format, args));
    va_end(args);
}

void generator_die(struct generator *generator, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *message = arena_vprintf(tool_arena(), format, args);
    va_end(args);
    tool_die(generator->follow.file, generator->follow.line, "%s", message);
}

static void flush_markup(struct generator *generator) {
    struct str *markup = &generator->follow.markup;
    if (!markup->length) return;
    tool_back(&generator->source);
    str_add(&generator->source.text, "    html_lit(h, ");
    tool_add_c_string(&generator->source.text, markup->data, markup->length);
    str_addf(&generator->source.text, ", %zu);\n", markup->length);
    markup->length = 0;
}

/* A block's word alone on its line leaves no empty line: what is in front has been written, so skip the line's end. */
static const char *skip_rest_of_line(struct generator *generator, const char *at, bool line_began) {
    const char *end = at + strspn(at, " \t\r");
    if (!line_began || *end != '\n' || generator->follow.at.where != IN_TEXT) return at;
    if (follow_inside(&generator->follow, "pre") || follow_inside(&generator->follow, "textarea")) return at;
    generator->follow.line++;
    end++;
    return end + strspn(end, " \t\r");
}

static bool ends_with_newline(const char *begin, const char *at) {
    while (at > begin && (at[-1] == ' ' || at[-1] == '\t')) at--;
    return at > begin && at[-1] == '\n';
}

static const char *take_hole(struct generator *generator, const char *begin, const char *at) {
    const char *end = strstr(at + 2, "}}");
    if (!end) generator_die(generator, "{{ without }}");
    bool line_began = ends_with_newline(begin, at);
    flush_markup(generator);
    char *content = arena_strndup(tool_arena(), at + 2, (size_t)(end - at - 2));
    int lines = 0;
    for (char *c = content; *c; c++) {
        if (*c != '\n' && *c != '\r') continue;
        lines += *c == '\n';
        *c = ' '; /* #line must hold for all of the statement */
    }
    bool block = generate_hole(generator, text_trim(tool_arena(), content));
    generator->follow.line += lines;
    return block ? skip_rest_of_line(generator, end + 2, line_began) : end + 2;
}

static void compile_body(struct generator *generator, const char *begin) {
    for (const char *at = begin; *at;) {
        if (at[0] == '{' && at[1] == '{') {
            at = take_hole(generator, begin, at);
            continue;
        }
        at = follow_token(&generator->follow, at);
        if (!generator->follow.csrf_due) continue;
        generator->follow.csrf_due = false;
        flush_markup(generator);
        tool_back(&generator->source);
        str_add(&generator->source.text, "    html_csrf(h);\n");
    }
    flush_markup(generator);
    tool_back(&generator->source);
    if (generator->n_blocks)
        tool_die(generator->follow.file, generator->blocks[generator->n_blocks - 1].line, "the block is not closed with {{end}}");
    follow_end(&generator->follow);
}

/* {{template NAME}} or {{template NAME struct TYPE VARIABLE}}: the function's head. */
static const char *compile_head(struct generator *generator, const char *text) {
    char name[80], type[80], variable[40], more[2];
    const char *end = strstr(text, "}}");
    const char *newline = strchr(text, '\n');
    if (!text_starts(text, "{{template ") || !end || !newline || end > newline)
        generator_die(generator, "the first line is {{template name struct type variable}}");
    const char *head = arena_strndup(tool_arena(), text + 11, (size_t)(end - text - 11));
    int parts = sscanf(head, "%79s struct %79s %39s %1s", name, type, variable, more);
    bool none = parts == 1 && strspn(head, " ") + strlen(name) == strlen(text_trim(tool_arena(), head));
    if ((!none && parts != 3) || !tool_is_name(name))
        generator_die(generator, "{{template name}} or {{template name struct type variable}}");
    if (!none && (!tool_is_name(type) || !tool_is_name(variable) || text_equal(variable, "h")))
        generator_die(generator, "struct %s %s: a type and a variable, which is not h", type, variable);
    const char *parameter = none ? "" : arena_printf(tool_arena(), ", const struct %s *%s", type, variable);
    str_addf(&generator->header, "void %s(struct html *h%s);\n", name, parameter);
    str_add(&generator->source.text, "\n");
    generator_add(generator, "void %s(struct html *h%s) {\n", name, parameter);
    if (!none) generator_add(generator, "    (void)%s;\n", variable);
    if (text[strspn(end + 2, " \t\r") + (size_t)(end + 2 - text)] == '\n') {
        generator->follow.line = 2;
        return newline + 1;
    }
    return end + 2;
}

static void compile_file(struct generator *generator, const char *file) {
    generator->follow = follow_begin(file);
    generator->n_blocks = 0;
    size_t length;
    const char *text = tool_read(file, &length);
    if (strlen(text) != length || !utf8_valid(text, length)) generator_die(generator, "not UTF-8 text");
    compile_body(generator, compile_head(generator, text));
    str_add(&generator->source.text, "}\n");
}

static void begin_output(struct generator *generator, const char *views, const char *includes) {
    const char *note = "generated by htmlgen; edit the .html files instead";
    str_addf(&generator->header, "/* The templates of %s; %s. */\n#pragma once\n#include \"platform/html/html.h\"\n", generator->module,
             note);
    str_addf(&generator->header, "#include \"%s\"\n%s\n", views, includes);
    str_addf(&generator->source.text, "/* The templates of %s; %s. */\n#include \"%s_views.h\"\n\n", generator->module, note,
             generator->module);
    str_add(&generator->source.text, "#include \"icons.h\"\n#include \"platform/html/put.h\"\n#include \"texts.h\"\n");
}

int main(int count, char **arguments) {
    struct generator *generator = arena_alloc(tool_arena(), sizeof *generator); /* too large for the stack */
    const char *views = NULL;
    struct str includes = str_in(tool_arena());
    generator->source.text = str_in(tool_arena());
    generator->header = str_in(tool_arena());
    int i = 1;
    for (; i + 1 < count && text_starts(arguments[i], "--"); i += 2) {
        if (text_equal(arguments[i], "--module")) generator->module = arguments[i + 1];
        else if (text_equal(arguments[i], "--views")) views = arguments[i + 1];
        else if (text_equal(arguments[i], "--out")) generator->out_directory = arguments[i + 1];
        else if (text_equal(arguments[i], "--include")) str_addf(&includes, "#include \"%s\"\n", arguments[i + 1]);
        else tool_die("htmlgen", 0, "unknown %s", arguments[i]);
    }
    if (!generator->module || !views || !generator->out_directory || i >= count)
        tool_die("htmlgen", 0, "use: htmlgen --module NAME --views HEADER --out DIRECTORY [--include HEADER]... FILE.html ...");
    generator->source.name = arena_printf(tool_arena(), "%s/%s_views.c", generator->out_directory, generator->module);
    begin_output(generator, views, str_text(&includes));
    for (; i < count; i++) compile_file(generator, arguments[i]);
    tool_write(generator->source.name, &generator->source.text);
    tool_write(arena_printf(tool_arena(), "%s/%s_views.h", generator->out_directory, generator->module), &generator->header);
    return 0;
}
