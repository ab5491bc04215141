/* Reading a .routes file and the checks that need one route only. Part of routegen; writes nothing. */
#include "tools/routegen.h"
#include "tools/toolkit.h"

#include <stdlib.h>
#include <string.h>

/* Cuts the next word of the line off; NULL at the end. */
static char *next_word(char **line) {
    char *word = *line + strspn(*line, " ");
    if (!*word) return NULL;
    char *end = word + strcspn(word, " ");
    *line = *end ? end + 1 : end;
    *end = '\0';
    return word;
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), end_length = strlen(end);
    return length > end_length && strcmp(text + length - end_length, end) == 0;
}

/* ── the path ─────────────────────────────────────────────────────────── */

static void read_param(struct route_line *route, const char *segment, size_t length) {
    char *text = arena_strndup(tool_arena(), segment + 1, length - 1);
    char *colon = strchr(text, ':');
    if (!colon || text[length - 2] != '}') {
        tool_error(route->file, route->line, "a path parameter is {name:type}");
        return;
    }
    *colon = '\0';
    text[length - 2] = '\0';
    const char *type = colon + 1;
    if (!tool_is_name(text) || !tool_is_name(type) || (!ends_with(type, "_id") && strcmp(type, "int") != 0)) {
        tool_error(route->file, route->line, "{%s:%s}: a parameter is an id or an int", text, type);
        return;
    }
    for (int i = 0; i < route->n_params; i++) {
        if (strcmp(route->params[i].name, text) == 0) tool_error(route->file, route->line, "{%s} stands twice", text);
    }
    if (route->n_params == ROUTE_PARAMS) tool_die(route->file, route->line, "too many path parameters");
    route->params[route->n_params++] = (struct route_param){text, tool_c_name(text), type};
}

static void read_path(struct route_line *route) {
    struct str shape = str_in(tool_arena());
    const char *at = route->path;
    if (*at != '/') tool_error(route->file, route->line, "the path begins with /");
    if (at[0] == '/' && !at[1]) {
        route->shape = "/";
        return;
    }
    while (*at == '/') {
        size_t length = strcspn(++at, "/");
        if (!length) tool_error(route->file, route->line, "the path has an empty segment");
        if (*at == '{') {
            read_param(route, at, length);
            str_add(&shape, "/{}");
        } else {
            if (strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-_.") < length)
                tool_error(route->file, route->line, "a path has lower case letters, digits, - _ . and {name:type}");
            str_add_char(&shape, '/');
            str_add_n(&shape, at, length);
        }
        at += length;
    }
    route->shape = arena_strdup(tool_arena(), str_text(&shape));
}

/* ── fields ───────────────────────────────────────────────────────────── */

static bool read_range(struct route_field *field, char *range) {
    char *dots = range ? strstr(range, "..") : NULL;
    if (!dots) return false;
    *dots = '\0';
    return parse_int(range, &field->min) && parse_int(dots + 2, &field->max) && field->min <= field->max;
}

static bool type_of_word(const char *word, enum field_type *ret_type) {
    static const struct {
        const char *word;
        enum field_type type;
    } types[] = {{"text", TYPE_TEXT}, {"int", TYPE_INT}, {"date", TYPE_DATE}, {"clock", TYPE_CLOCK}, {"bool", TYPE_BOOL}, {"file", TYPE_FILE}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(word, types[i].word) != 0) continue;
        *ret_type = types[i].type;
        return true;
    }
    *ret_type = ends_with(word, "_id") ? TYPE_ID : TYPE_ENUM; /* whether it exists, the compiler says, at this line (#line) */
    return tool_is_name(word);
}

static void check_new_name(const struct route_line *route, const struct route_field *field) {
    for (int i = 0; i < route->n_fields; i++) {
        if (strcmp(route->fields[i].name, field->name) == 0) tool_error(route->file, field->line, "%s stands twice", field->name);
    }
    for (int i = 0; i < route->n_params; i++) {
        if (strcmp(route->params[i].name, field->name) == 0)
            tool_error(route->file, field->line, "%s is a path parameter too", field->name);
    }
    if (strcmp(field->name, "csrf") == 0) tool_error(route->file, field->line, "csrf is the form's own token");
}

static void read_field(struct route_line *route, char *line, int number) {
    struct route_field field = {.line = number};
    char *name = next_word(&line);
    char *type = next_word(&line);
    size_t length = strlen(name);
    field.optional = name[length - 1] == '?';
    field.repeated = name[length - 1] == '*';
    if (field.optional || field.repeated) name[length - 1] = '\0';
    field.name = name;
    field.c_name = tool_c_name(name);
    if (!tool_is_name(name)) {
        tool_error(route->file, number, "\"%s\" is not a field's name", name);
        return;
    }
    if (!type || !type_of_word(type, &field.type)) {
        tool_error(route->file, number, "%s: unknown type \"%s\"", name, type ? type : "");
        return;
    }
    field.type_name = type;
    bool ranged = field.type == TYPE_TEXT || field.type == TYPE_INT || field.type == TYPE_FILE;
    if (ranged && !read_range(&field, next_word(&line))) tool_error(route->file, number, "%s: %s needs MIN..MAX", name, type);
    if (field.type == TYPE_FILE && !route->post) tool_error(route->file, number, "%s: a file comes with a POST", name);
    if (field.type == TYPE_TEXT && field.min < 0) tool_error(route->file, number, "%s: a text cannot be shorter than 0", name);
    if (next_word(&line)) {
        tool_error(route->file, number, ranged ? "%s: nothing follows the range of %s" : "%s: unknown type \"%s\" with a range", name,
                   type);
        return;
    }
    check_new_name(route, &field);
    if (route->n_fields == ROUTE_FIELDS) tool_die(route->file, number, "too many fields");
    route->fields[route->n_fields++] = field;
}

/* ── the route's own line ─────────────────────────────────────────────── */

static void read_option(struct route_line *route, char *word) {
    char *equals = strchr(word, '=');
    if (!equals || !equals[1]) {
        tool_error(route->file, route->line, "\"%s\" is not name=value", word);
        return;
    }
    *equals = '\0';
    const char *value = equals + 1;
    const char **place = strcmp(word, "right") == 0     ? &route->right
                         : strcmp(word, "subject") == 0 ? &route->subject
                         : strcmp(word, "event") == 0   ? &route->event
                         : strcmp(word, "invalid") == 0 ? &route->invalid
                         : strcmp(word, "changes") == 0 ? &route->changes
                                                        : NULL;
    if (!place) tool_error(route->file, route->line, "unknown \"%s=\"", word);
    else if (*place) tool_error(route->file, route->line, "%s= stands twice", word);
    else *place = value;
}

static const char *none_if_dash(const char *value) { return value && strcmp(value, "-") == 0 ? NULL : value; }

static void check_options(struct route_line *route, struct route_set *set) {
    const char *file = route->file;
    int line = route->line;
    if (!route->right) tool_error(file, line, "%s has no right=", route->handler);
    else routes_add_right(set, route->right, file, line);
    if (!route->subject) tool_error(file, line, "%s has no subject= (a path parameter, or -)", route->handler);
    if (!route->event) tool_error(file, line, "%s has no event= (- on GET)", route->handler);
    route->subject = none_if_dash(route->subject);
    bool has_event = none_if_dash(route->event);
    if (!route->post && has_event) tool_error(file, line, "a GET changes nothing and has event=-");
    if (route->post && route->event && !has_event) tool_error(file, line, "a POST needs an audit event");
    route->event = none_if_dash(route->event);
    if (route->event && !tool_is_name(route->event)) tool_error(file, line, "\"%s\" is not an event's name", route->event);
    if (!route->post && route->invalid) tool_error(file, line, "invalid= belongs to a POST");
    if (!route->post && route->changes) tool_error(file, line, "changes= belongs to a POST");
    if (route->changes && strcmp(route->changes, "nothing") != 0) tool_error(file, line, "changes= is nothing, or is not there");
    bool found = !route->subject;
    for (int i = 0; i < route->n_params; i++) found = found || strcmp(route->params[i].name, route->subject ? route->subject : "") == 0;
    if (!found) tool_error(file, line, "the subject %s is not a path parameter", route->subject);
}

static struct route_line *read_route(struct route_set *set, const char *module, const char *file, char *line, int number) {
    struct route_line *route = arena_alloc(tool_arena(), sizeof *route);
    *route = (struct route_line){.module = module, .file = file, .line = number};
    const char *method = next_word(&line);
    route->path = next_word(&line);
    route->handler = next_word(&line);
    route->post = strcmp(method, "POST") == 0;
    if (!route->post && strcmp(method, "GET") != 0) tool_die(file, number, "\"%s\" is neither GET nor POST", method);
    if (!route->handler || !tool_is_name(route->handler)) tool_die(file, number, "METHOD /path handler right= subject= event=");
    read_path(route);
    for (char *word; (word = next_word(&line));) read_option(route, word);
    check_options(route, set);
    struct route_line **wider = arena_array(tool_arena(), set->n + 1, sizeof *wider);
    if (set->n) memcpy(wider, set->v, set->n * sizeof *wider);
    set->v = wider;
    set->v[set->n++] = route;
    return route;
}

static char *clean(char *line) {
    char *comment = strchr(line, '#');
    if (comment) *comment = '\0';
    for (char *c = line; *c; c++) {
        if (*c == '\t' || *c == '\r') *c = ' ';
    }
    return line;
}

void routes_read(struct route_set *set, const char *module, const char *file) {
    char *rest = tool_read(file, NULL);
    struct route_line *route = NULL;
    for (int number = 1; rest; number++) {
        char *line = clean(strsep(&rest, "\n"));
        char *word = line;
        if (!line[strspn(line, " ")]) continue;
        if (*line == ' ' && !route) tool_error(file, number, "a field without a route");
        else if (*line == ' ') read_field(route, line, number);
        else if (text_starts(line, "right ")) {
            (void)next_word(&word);
            char *code = next_word(&word);
            routes_add_right(set, code ? code : "", file, number);
            route = NULL;
        } else route = read_route(set, module, file, line, number);
    }
}
