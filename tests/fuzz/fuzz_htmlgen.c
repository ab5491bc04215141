/* Fuzzes htmlgen: the bytes are a template. Whatever it holds, the compiler takes it or refuses it at a line, and what it takes holds no
 * script, no style, no event handler and balanced C. Built with clang -fsanitize=fuzzer,address,undefined -Dmain=htmlgen_main from this file
 * (fuzz_tool.h includes toolkit.c), tools/htmlgen.c html_holes.c html_follow.c html_rules.c and src/base/arena.c str.c. */
#include "fuzz_tool.h"

int htmlgen_main(int count, char **arguments);

static const char *one_character(const char *at, struct str *out) {
    if (*at != '\\') {
        str_add_char(out, *at);
        return at + 1;
    }
    if (at[1] >= '0' && at[1] <= '7') {
        str_add_char(out, (char)((at[1] - '0') * 64 + (at[2] - '0') * 8 + (at[3] - '0')));
        return at + 4;
    }
    str_add_char(out, at[1] == 'n' ? '\n' : at[1]);
    return at + 2;
}

/* The literal markup of all html_lit calls, one after the other. */
static struct str markup_of(const char *source) {
    static const char call[] = "    html_lit(h, ";
    struct str markup = str_in(tool_arena());
    for (const char *at = source; (at = strstr(at, call));) {
        at += strlen(call);
        while (*at == '"') {
            for (at++; *at != '"';) at = one_character(at, &markup);
            at++;
            at += strspn(at, " \n");
        }
    }
    return markup;
}

static void must(bool rule, const char *what, const struct str *markup) {
    if (rule) return;
    (void)fprintf(stderr, "%s:\n%s\n", what, str_text(markup));
    abort();
}

/* A second, simpler reader of HTML than the compiler's own. It only knows tags, names and quoted values. */
static void check_markup(const struct str *markup) {
    char quote = 0;
    bool tag = false;
    for (const char *c = str_text(markup); *c; c++) {
        if (quote) {
            quote = *c == quote ? 0 : quote;
        } else if (!tag) {
            must(strncasecmp(c, "<script", 7) != 0 && strncasecmp(c, "<style", 6) != 0, "a script or style element", markup);
            tag = *c == '<';
        } else if (*c == '"' || *c == '\'') {
            quote = *c;
            must(strncasecmp(c + 1, "javascript:", 11) != 0 || strncasecmp(c - 4, "href", 4) != 0, "a script in a URL", markup);
        } else {
            must(*c != '<', "a tag in a tag", markup);
            must(*c != ' ' || (strncasecmp(c + 1, "on", 2) != 0 && strncasecmp(c + 1, "style=", 6) != 0), "code in an attribute", markup);
            tag = *c != '>';
        }
    }
    must(!quote && !tag, "a tag that does not end", markup);
}

static bool has_quotes_in_holes(void) {
    for (size_t i = 0; i + 1 < input_size; i++) {
        if (input[i] != '{' || input[i + 1] != '{') continue;
        for (size_t k = i; k < input_size && input[k] != '}'; k++) {
            if (input[k] == '"' || input[k] == '\'') return true;
        }
    }
    return false;
}

void tool_write(const char *path, const struct str *content) {
    if (!strstr(path, ".c")) return;
    const char *source = strchr(str_text(content), '{'); /* after the includes */
    /* After an {{else}} the markup goes on from where the {{if}} stood, which a reader of literals alone cannot follow. */
    struct str markup = markup_of(source);
    if (!memmem(input, input_size, "else", 4)) check_markup(&markup);
    if (!has_quotes_in_holes()) check_balance(source); /* an expression may hold half a string; that the C compiler refuses */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static char *arguments[] = {"htmlgen", "--module", "m", "--views", "v.h", "--out", "o", "t.html", NULL};
    run_tool(htmlgen_main, arguments, data, size);
    arena_reset(tool_arena());
    return 0;
}
