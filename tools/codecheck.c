/* codecheck: the rules of docs/ that no compiler knows.
 *
 *   codecheck ROOT
 *
 * walks ROOT/src, ROOT/tools and ROOT/tests, prints every breach as file:line: message, and ends with status 1 if there is one.
 * The rules are listed in tools/README.md. It changes nothing. */
#include "tools/codecheck.h"

#include "tools/toolkit.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_FILE_LINES = 1000 };

struct names {
    char **v;
    int n, room;
};

static void add_name(struct names *names, const char *name) {
    if (names->n == names->room) {
        names->room = names->room ? names->room * 2 : 64;
        char **wider = arena_array(tool_arena(), (size_t)names->room, sizeof *wider);
        if (names->n) memcpy(wider, names->v, (size_t)names->n * sizeof *wider);
        names->v = wider;
    }
    names->v[names->n++] = arena_strdup(tool_arena(), name);
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static bool is_folder(const char *path) {
    struct stat stat_of;
    return stat(path, &stat_of) == 0 && S_ISDIR(stat_of.st_mode);
}

static struct names list_folder(const char *path) {
    struct names names = {0};
    DIR *folder = opendir(path);
    if (!folder) return names;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] != '.') add_name(&names, entry->d_name);
    }
    (void)closedir(folder);
    if (names.n) qsort(names.v, (size_t)names.n, sizeof *names.v, by_text);
    return names;
}

static bool has_ending(const char *path, const char *const *endings) {
    for (; *endings; endings++) {
        size_t length = strlen(path), end = strlen(*endings);
        if (length > end && strcmp(path + length - end, *endings) == 0) return true;
    }
    return false;
}

/* Input that tests read as it is, often wrong on purpose. */
static bool is_test_input(const char *folder) { return text_equal(folder, "tests/fixtures") || text_starts(folder, "tools/test/"); }

/* A folder with files in it says what it is; a module of the domain is looked after by modules_read. */
static void check_readme(const char *root, const char *folder) {
    if (!text_starts(folder, "src/") || text_starts(folder, "src/domain")) return;
    if (!tool_exists(arena_printf(tool_arena(), "%s/%s/README.md", root, folder)))
        tool_error(arena_printf(tool_arena(), "%s/README.md", folder), 1, "the folder has no README.md");
}

/* `path` is from the root. */
static void walk(const char *root, const char *path, struct names *files) {
    struct names entries = list_folder(arena_printf(tool_arena(), "%s/%s", root, path));
    int before = files->n;
    for (int i = 0; i < entries.n; i++) {
        const char *inner = arena_printf(tool_arena(), "%s/%s", path, entries.v[i]);
        if (!is_folder(arena_printf(tool_arena(), "%s/%s", root, inner))) add_name(files, inner);
        else if (!is_test_input(inner)) walk(root, inner, files);
    }
    if (files->n > before) check_readme(root, path);
}

/* ── one file ─────────────────────────────────────────────────────────── */

static void check_lines(const char *path, const char *text) {
    int number = 0;
    for (const char *line = text; *line; number++) {
        size_t length = strcspn(line, "\n");
        if (memchr(line, '\t', length)) tool_error(path, number + 1, "a tab");
        if (length && (line[length - 1] == ' ' || line[length - 1] == '\r'))
            tool_error(path, number + 1, "white space at the end of the line");
        line += length + (line[length] == '\n');
    }
    static const char *const lists[] = {".po", NULL}; /* looked up in, not read through */
    if (number > MAX_FILE_LINES && !has_ending(path, lists))
        tool_error(path, MAX_FILE_LINES + 1, "the file has %d lines; %d at most", number, MAX_FILE_LINES);
}

static enum layer layer_of(const char *path) {
    if (text_starts(path, "src/base/")) return LAYER_BASE;
    if (text_starts(path, "src/platform/")) return LAYER_PLATFORM;
    if (text_starts(path, "src/domain/")) return LAYER_DOMAIN;
    if (text_starts(path, "src/")) return LAYER_MAIN;
    return text_starts(path, "tools/") ? LAYER_TOOLS : LAYER_TESTS;
}

static const char *module_of(const char *path) {
    if (!text_starts(path, "src/domain/")) return NULL;
    const char *name = path + strlen("src/domain/");
    return arena_strndup(tool_arena(), name, strcspn(name, "/"));
}

static void check_c(const char *root, const char *path, const char *text, const struct modules *modules) {
    const char *begin = text + strspn(text, " \n");
    if (!text_starts(begin, "/*") && !text_starts(begin, "//"))
        tool_error(path, 1, "the file does not begin with a comment on what it is for");
    struct source source = {.path = path, .text = text, .length = strlen(text), .layer = layer_of(path), .module = module_of(path)};
    source.is_test = text_starts(tool_base_name(path), "test_") || strstr(path, "_for_tests.");
    source_scan(&source);
    check_functions(&source);
    check_words(&source);
    check_written_text(&source);
    check_includes(&source, modules, root);
}

static void check_file(const char *root, const char *path, const struct modules *modules) {
    static const char *const ours[] = {".c", ".h", ".sql", ".routes", ".html", ".po", ".sh", ".build", ".mjs", ".js", NULL};
    static const char *const in_c[] = {".c", ".h", NULL};
    if (!has_ending(path, ours)) return;
    size_t length;
    const char *text = tool_read(arena_printf(tool_arena(), "%s/%s", root, path), &length);
    if (strlen(text) != length || !utf8_valid(text, length)) {
        tool_error(path, 1, "not UTF-8 text");
        return;
    }
    check_lines(path, text);
    if (has_ending(path, in_c)) check_c(root, path, text, modules);
}

static struct modules read_modules(const char *root) {
    struct names folders = {0};
    struct names entries = list_folder(arena_printf(tool_arena(), "%s/src/domain", root));
    for (int i = 0; i < entries.n; i++) {
        if (is_folder(arena_printf(tool_arena(), "%s/src/domain/%s", root, entries.v[i]))) add_name(&folders, entries.v[i]);
    }
    return modules_read(root, folders.v, folders.n);
}

int main(int count, char **arguments) {
    if (count != 2) tool_die("codecheck", 0, "use: codecheck ROOT");
    const char *root = arguments[1];
    if (!is_folder(arena_printf(tool_arena(), "%s/src", root))) tool_die(root, 0, "has no src/");
    struct modules modules = read_modules(root);
    modules_check_cycles(&modules);
    struct names files = {0};
    walk(root, "src", &files);
    walk(root, "tools", &files);
    walk(root, "tests", &files);
    for (int i = 0; i < files.n; i++) check_file(root, files.v[i], &modules);
    return tool_errors() ? 1 : 0;
}
