/* routegen: compiles the modules' .routes files to the table of routes, the decoding of their fields, and the rights.
 *
 *   routegen --out DIRECTORY [--include HEADER]... MODULE:FILE.routes ...
 *
 * writes DIRECTORY/rights.h, routes.c and MODULE_routes.h. The language is described in docs/seams.md §5 and tools/README.md. Every
 * error stands at file:line; all are reported before the tool ends with status 1. */
#include "tools/routegen.h"

#include "tools/toolkit.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_RIGHTS = 256 }; /* bits in struct session */

void routes_add_right(struct route_set *set, const char *code, const char *file, int line) {
    bool good = *code != '\0' && *code != '.' && code[strlen(code) - 1] != '.' && !strstr(code, "..");
    if (!good || code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_.")]) {
        tool_error(file, line, "\"%s\" is not a right", code);
        return;
    }
    const char *constant = tool_upper(code);
    for (size_t i = 0; i < set->n_rights; i++) {
        if (strcmp(set->rights[i].code, code) == 0) return;
        if (strcmp(set->rights[i].constant, constant) == 0)
            tool_error(file, line, "the right %s looks like %s in C", code, set->rights[i].code);
    }
    if (set->n_rights + 1 == MAX_RIGHTS) tool_die(file, line, "too many rights");
    set->rights[set->n_rights++] = (struct right_name){code, constant, file, line};
}

static int by_code(const void *a, const void *b) {
    const struct right_name *left = a, *right = b;
    return strcmp(left->code, right->code);
}

/* A literal segment comes before a parameter, so that whoever tries routes in order tries the narrow one first. */
static int compare_shapes(const char *a, const char *b) {
    for (; *a && *a == *b; a++, b++) continue;
    if ((*a == '{') != (*b == '{')) return *a == '{' ? 1 : -1;
    return (unsigned char)*a - (unsigned char)*b;
}

static int by_shape(const void *a, const void *b) {
    const struct route_line *left = *(struct route_line *const *)a, *right = *(struct route_line *const *)b;
    int order = compare_shapes(left->shape, right->shape);
    if (order) return order;
    if (left->post != right->post) return left->post - right->post;
    return strcmp(left->file, right->file) ? strcmp(left->file, right->file) : left->line - right->line;
}

/* ── checks across routes ─────────────────────────────────────────────── */

static bool same_params(const struct route_line *a, const struct route_line *b) {
    if (a->n_params != b->n_params) return false;
    for (int i = 0; i < a->n_params; i++) {
        if (strcmp(a->params[i].name, b->params[i].name) != 0 || strcmp(a->params[i].type_name, b->params[i].type_name) != 0) return false;
    }
    return true;
}

static bool same_fields(const struct route_line *a, const struct route_line *b) {
    if (a->n_fields != b->n_fields) return false;
    for (int i = 0; i < a->n_fields; i++) {
        const struct route_field *x = &a->fields[i], *y = &b->fields[i];
        if (strcmp(x->name, y->name) != 0 || strcmp(x->type_name, y->type_name) != 0 || x->optional != y->optional) return false;
        if (x->repeated != y->repeated || x->min != y->min || x->max != y->max) return false;
    }
    return true;
}

static void check_pair(const struct route_line *earlier, struct route_line *later) {
    if (earlier->post == later->post && strcmp(earlier->shape, later->shape) == 0)
        tool_error(later->file, later->line, "%s %s is already %s (%s:%d)", later->post ? "POST" : "GET", later->path, earlier->handler,
                   earlier->file, earlier->line);
    if (strcmp(earlier->handler, later->handler) != 0) return;
    later->repeats = true;
    bool same = text_equal(earlier->invalid, later->invalid) && earlier->post == later->post && same_params(earlier, later) &&
                same_fields(earlier, later);
    if (!same || strcmp(earlier->module, later->module) != 0)
        tool_error(later->file, later->line, "the handler %s has another shape at %s:%d", later->handler, earlier->file, earlier->line);
}

static const struct route_param *find_param(const struct route_line *route, const char *name) {
    for (int i = 0; i < route->n_params; i++) {
        if (strcmp(route->params[i].name, name) == 0) return &route->params[i];
    }
    return NULL;
}

static void find_page(const struct route_set *set, struct route_line *route) {
    if (!route->post) return;
    if (!route->invalid) {
        if (route->n_fields) tool_error(route->file, route->line, "%s has fields and no invalid= page to show them again", route->handler);
        return;
    }
    for (size_t i = 0; i < set->n; i++) {
        struct route_line *page = set->v[i];
        if (!page->post && strcmp(page->handler, route->invalid) == 0 && strcmp(page->module, route->module) == 0) route->page = page;
    }
    if (!route->page) {
        tool_error(route->file, route->line, "invalid=%s is not a GET handler of this module", route->invalid);
        return;
    }
    for (int i = 0; i < route->page->n_params; i++) {
        const struct route_param *wanted = &route->page->params[i], *given = find_param(route, wanted->name);
        if (!given || strcmp(given->type_name, wanted->type_name) != 0)
            tool_error(route->file, route->line, "invalid=%s needs {%s:%s} in this path too", route->invalid, wanted->name,
                       wanted->type_name);
    }
}

static void check_all(struct route_set *set) {
    for (size_t i = 0; i < set->n; i++) {
        for (size_t k = 0; k < i; k++) check_pair(set->v[k], set->v[i]);
        find_page(set, set->v[i]);
    }
}

int main(int count, char **arguments) {
    struct route_set set = {.rights = arena_array(tool_arena(), MAX_RIGHTS, sizeof(struct right_name))};
    struct str includes = str_in(tool_arena());
    const char *directory = NULL;
    int first = 1;
    for (; first + 1 < count && text_starts(arguments[first], "--"); first += 2) {
        if (text_equal(arguments[first], "--out")) directory = arguments[first + 1];
        else if (text_equal(arguments[first], "--include")) str_addf(&includes, "#include \"%s\"\n", arguments[first + 1]);
        else tool_die("routegen", 0, "unknown %s", arguments[first]);
    }
    int n_modules = count - first;
    if (!directory || n_modules < 1) tool_die("routegen", 0, "use: routegen --out DIRECTORY [--include HEADER]... MODULE:FILE.routes ...");
    for (int i = first; i < count; i++) {
        char *colon = strchr(arguments[i], ':');
        if (!colon) tool_die("routegen", 0, "%s is not MODULE:FILE", arguments[i]);
        *colon = '\0'; /* from here on arguments[i] is the module's name */
        routes_read(&set, arguments[i], colon + 1);
    }
    check_all(&set);
    if (tool_errors()) return 1;
    qsort(set.rights, set.n_rights, sizeof *set.rights, by_code);
    if (set.n) qsort(set.v, set.n, sizeof *set.v, by_shape);
    write_rights(&set, directory);
    for (int i = first; i < count; i++) write_module(&set, arguments[i], str_text(&includes), directory);
    write_routes(&set, arguments + first, n_modules, directory);
    return 0;
}
