/* The rules between files: includes point down, and a module reaches another only by its `uses`. Part of codecheck. */
#include "tools/codecheck.h"
#include "tools/toolkit.h"

#include <string.h>

/* ── modules ──────────────────────────────────────────────────────────── */

static int line_of(const char *text, const char *at) {
    int line = 1;
    for (; text < at; text++) line += *text == '\n';
    return line;
}

/* The texts in the brackets after `key`. */
static struct texts read_list(const char *key) {
    const char *at = key + strcspn(key, "[");
    const char *end = at + strcspn(at, "]");
    struct texts texts = {arena_array(tool_arena(), (size_t)(end - at) + 1, sizeof *texts.v), 0};
    while ((at = strchr(at, '\'')) && at < end) {
        size_t length = strcspn(at + 1, "'");
        texts.v[texts.n++] = arena_strndup(tool_arena(), at + 1, length);
        at += length + 2;
    }
    return texts;
}

static void read_build_file(struct module *module, const char *text) {
    const char *uses = strstr(text, "'uses'"), *headers = strstr(text, "'headers'");
    if (headers) module->headers = read_list(headers);
    if (!uses) {
        tool_error(module->build_file, 1, "the module has no 'uses'");
        return;
    }
    module->uses_line = line_of(text, uses);
    module->uses = read_list(uses);
}

static struct module *find_module(const struct modules *modules, const char *name) {
    for (int i = 0; i < modules->n; i++) {
        if (text_equal(modules->v[i].name, name)) return &modules->v[i];
    }
    return NULL;
}

static bool holds(const struct texts *texts, const char *text) {
    for (int i = 0; i < texts->n; i++) {
        if (text_equal(texts->v[i], text)) return true;
    }
    return false;
}

struct modules modules_read(const char *root, char *const *folders, int n_folders) {
    struct modules modules = {arena_array(tool_arena(), (size_t)n_folders + 1, sizeof *modules.v), 0};
    for (int i = 0; i < n_folders; i++) {
        struct module *module = &modules.v[modules.n++];
        const char *readme = arena_printf(tool_arena(), "src/domain/%s/README.md", folders[i]);
        module->name = folders[i];
        module->build_file = arena_printf(tool_arena(), "src/domain/%s/meson.build", folders[i]);
        const char *build = arena_printf(tool_arena(), "%s/%s", root, module->build_file);
        if (!tool_exists(arena_printf(tool_arena(), "%s/%s", root, readme))) tool_error(readme, 1, "the module has no README.md");
        if (tool_exists(build)) read_build_file(module, tool_read(build, NULL));
        else tool_error(module->build_file, 1, "the module has no meson.build");
    }
    for (int i = 0; i < modules.n; i++) {
        const struct module *module = &modules.v[i];
        for (int k = 0; k < module->uses.n; k++) {
            const char *used = module->uses.v[k];
            if (!find_module(&modules, used)) tool_error(module->build_file, module->uses_line, "uses %s, which is not a module", used);
        }
    }
    return modules;
}

enum { NEW, OPEN, DONE };

static bool finds_cycle(const struct modules *modules, struct module *module, struct str *path) {
    if (module->mark == DONE) return false;
    str_addf(path, "%s%s", path->length ? " > " : "", module->name);
    if (module->mark == OPEN) return true;
    module->mark = OPEN;
    for (int i = 0; i < module->uses.n; i++) {
        struct module *used = find_module(modules, module->uses.v[i]);
        size_t length = path->length;
        if (used && finds_cycle(modules, used, path)) return true;
        if (path->data) path->data[path->length = length] = '\0';
    }
    module->mark = DONE;
    return false;
}

void modules_check_cycles(struct modules *modules) {
    for (int i = 0; i < modules->n; i++) {
        struct str path = str_in(tool_arena());
        if (!finds_cycle(modules, &modules->v[i], &path)) continue;
        tool_error(modules->v[i].build_file, modules->v[i].uses_line, "modules use each other in a circle: %s", str_text(&path));
        return;
    }
}

/* ── includes ─────────────────────────────────────────────────────────── */

static bool starts(const char *text, const char *prefix, const char **ret_rest) {
    if (!text_starts(text, prefix)) return false;
    *ret_rest = text + strlen(prefix);
    return true;
}

/* "intake" of intake_schema.h and the like, generated; NULL for other names. `ret_kind` is "schema", "sql", "views" or "routes". */
static const char *generated_module(const char *header, const char **ret_kind) {
    static const char *const kinds[] = {"schema", "sql", "views", "routes"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *end = arena_printf(tool_arena(), "_%s.h", kinds[i]);
        size_t length = strlen(header), end_length = strlen(end);
        if (length <= end_length || strcmp(header + length - end_length, end) != 0) continue;
        *ret_kind = kinds[i];
        return arena_strndup(tool_arena(), header, length - end_length);
    }
    return NULL;
}

/* A test may set up what it needs from any module, as long as that is for others. */
static const char *refuse_other_module(const struct source *source, const struct modules *modules, const char *other, bool published) {
    if (text_equal(source->module, other)) return NULL;
    const struct module *own = find_module(modules, source->module);
    if (!published)
        return arena_printf(tool_arena(), "of %s only %s.h, %s_schema.h and its 'headers' (meson.build) are for others", other, other,
                            other);
    if (!source->is_test && (!own || !holds(&own->uses, other)))
        return arena_printf(tool_arena(), "%s is not among what %s uses (meson.build)", other, source->module);
    return NULL;
}

static bool is_published(const struct source *source, const struct modules *modules, const char *module, const char *file) {
    const struct module *other = find_module(modules, module);
    if (text_equal(file, arena_printf(tool_arena(), "%s.h", module))) return true;
    if (text_equal(file, arena_printf(tool_arena(), "%s_schema.h", module))) return true;
    return (other && holds(&other->headers, file)) || (source->is_test && strstr(file, "_for_tests.h"));
}

static const char *refuse_generated(const struct source *source, const struct modules *modules, const char *header) {
    const char *kind;
    const char *module = generated_module(header, &kind);
    if (!module || !find_module(modules, module)) return NULL;
    if (source->layer < LAYER_DOMAIN) return "includes point down: this belongs to the domain";
    if (source->layer != LAYER_DOMAIN) return NULL;
    return refuse_other_module(source, modules, module, strcmp(kind, "schema") == 0);
}

static const char *refuse_domain(const struct source *source, const struct modules *modules, const char *rest) {
    if (source->layer < LAYER_DOMAIN) return "includes point down: this belongs to the domain";
    if (source->layer != LAYER_DOMAIN) return NULL;
    const char *slash = strchr(rest, '/');
    if (!slash) return "not in a module";
    const char *other = arena_strndup(tool_arena(), rest, (size_t)(slash - rest));
    return refuse_other_module(source, modules, other, is_published(source, modules, other, slash + 1));
}

/* Headers that would let a module pass by what the platform does for it: transactions, audit, keys, sessions. */
static bool is_private_to_platform(const char *header) {
    static const char *const headers[] = {
        "platform/audit/links.h",  "platform/auth/access_log.h", "platform/crypt/master_key.h", "platform/db/backend.h",
        "platform/db/unaudited.h", "platform/db/batch.h", "platform/audit/asked.h", "platform/http/request.h",    "platform/http/server.h",      "platform/http/turn.h",
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        if (text_equal(header, headers[i])) return true;
    }
    return false;
}

static bool may_grant(const struct source *source) {
    if (text_starts(source->path, "src/domain/secrecy/") || text_starts(source->path, "src/platform/auth/")) return true;
    return source->is_test && source->layer == LAYER_PLATFORM;
}

static const char *refuse_include(const struct source *source, const struct modules *modules, const char *header, const char *root) {
    const char *rest;
    if (starts(header, "base/", &rest)) return NULL;
    if (source->layer == LAYER_TESTS) return NULL;
    if (starts(header, "tools/", &rest)) return source->layer == LAYER_TOOLS ? NULL : "tools are not part of the program";
    if (strstr(header, "access_grant.h") && !may_grant(source)) return "only domain/secrecy and platform/auth make an access";
    if (source->layer == LAYER_TOOLS) return strchr(header, '/') ? "tools use base only" : NULL;
    if (source->layer > LAYER_PLATFORM && is_private_to_platform(header)) return "belongs to the platform alone";
    if (starts(header, "platform/", &rest)) return source->layer == LAYER_BASE ? "includes point down: base knows no platform" : NULL;
    if (starts(header, "domain/", &rest)) return refuse_domain(source, modules, rest);
    if (starts(header, "command/", &rest))
        return source->layer == LAYER_MAIN ? NULL : "includes point down: this belongs to the command line";
    if (strchr(header, '/')) return "includes are written from src/";
    size_t folder = strlen(source->path) - strlen(tool_base_name(source->path));
    if (tool_exists(arena_printf(tool_arena(), "%s/%.*s%s", root, (int)folder, source->path, header)))
        return "includes are written from src/";
    if (source->layer == LAYER_BASE) return "base includes base only";
    return refuse_generated(source, modules, header);
}

void check_includes(const struct source *source, const struct modules *modules, const char *root) {
    for (int i = 0; i + 2 < source->n_tokens; i++) {
        const struct token *token = &source->tokens[i];
        if (token->kind != '#' || !token->directive || !token_is(token + 1, "include") || token[2].kind != '"') continue;
        const char *header = arena_strndup(tool_arena(), token[2].at + 1, token[2].length - 2);
        const char *refusal = refuse_include(source, modules, header, root);
        if (refusal) tool_error(source->path, token->line, "%s: %s", header, refusal);
    }
}
