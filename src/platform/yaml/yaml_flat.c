/* Laying YAML out flat by libyaml, and comparing two such lists. Pure. */
#include "platform/yaml/yaml_flat.h"

#include "base/err.h"
#include "base/str.h"

#include <yaml.h>

enum { DEPTH_MOST = 8, LINES_MOST = 8000 };

struct flattening {
    yaml_document_t document;
    struct arena *arena;
    struct yaml_lines lines;
    bool good;
};

static const char *scalar_of(struct flattening *flat, const yaml_node_t *node) {
    return node && node->type == YAML_SCALAR_NODE ? arena_strndup(flat->arena, (const char *)node->data.scalar.value, node->data.scalar.length) : NULL;
}

static void line_add(struct flattening *flat, const char *path, const char *value) {
    if (flat->lines.n == LINES_MOST) flat->good = false;
    else flat->lines.v[flat->lines.n++] = (struct yaml_line){path, value};
}

/* What an entry of a list is called. */
static const char *name_of(struct flattening *flat, const yaml_node_t *entry) {
    static const char *const names[] = {"code", "kind", "law", "value"};
    if (!entry || entry->type != YAML_MAPPING_NODE) return NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (const yaml_node_pair_t *pair = entry->data.mapping.pairs.start; pair < entry->data.mapping.pairs.top; pair++)
            if (text_equal(scalar_of(flat, yaml_document_get_node(&flat->document, pair->key)), names[i]))
                return scalar_of(flat, yaml_document_get_node(&flat->document, pair->value));
    return NULL;
}

static void flatten(struct flattening *flat, const yaml_node_t *node, const char *path, int depth);

/* How many entries before this one are called the same. */
static int namesakes(struct flattening *flat, const yaml_node_t *list, const yaml_node_item_t *until, const char *name) {
    int n = 0;
    for (const yaml_node_item_t *item = list->data.sequence.items.start; item < until; item++)
        n += text_equal(name_of(flat, yaml_document_get_node(&flat->document, *item)), name);
    return n;
}

static void flatten_list(struct flattening *flat, const yaml_node_t *node, const char *path, int depth) {
    struct str plain = str_in(flat->arena);
    int place = 0;
    for (const yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top; item++) {
        const yaml_node_t *entry = yaml_document_get_node(&flat->document, *item);
        const char *value = scalar_of(flat, entry), *name = name_of(flat, entry);
        place++;
        int before = name ? namesakes(flat, node, item, name) : 0;
        if (value) str_addf(&plain, "%s%s", plain.length ? ", " : "", value);
        else if (before) flatten(flat, entry, arena_printf(flat->arena, "%s[%s %d]", path, name, before + 1), depth + 1);
        else if (name) flatten(flat, entry, arena_printf(flat->arena, "%s[%s]", path, name), depth + 1);
        else flatten(flat, entry, arena_printf(flat->arena, "%s[%d]", path, place), depth + 1);
    }
    if (plain.length || place == 0) line_add(flat, path, str_text(&plain));
}

static void flatten(struct flattening *flat, const yaml_node_t *node, const char *path, int depth) {
    if (!node || depth > DEPTH_MOST) {
        flat->good = false;
        return;
    }
    switch (node->type) {
    case YAML_SCALAR_NODE: line_add(flat, path, scalar_of(flat, node)); return;
    case YAML_SEQUENCE_NODE: flatten_list(flat, node, path, depth); return;
    case YAML_MAPPING_NODE:
        for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++) {
            const char *key = scalar_of(flat, yaml_document_get_node(&flat->document, pair->key));
            const char *below = *path ? arena_printf(flat->arena, "%s.%s", path, key ? key : "?") : key;
            flatten(flat, yaml_document_get_node(&flat->document, pair->value), below ? below : "?", depth + 1);
        }
        return;
    case YAML_NO_NODE: return;
    }
}

int yaml_file_flat(const struct yaml_file *file, struct yaml_lines *ret_lines) {
    yaml_parser_t parser;
    struct flattening flat = {.arena = file->arena, .lines = {arena_array(file->arena, LINES_MOST, sizeof(struct yaml_line)), 0}, .good = true};
    if (!yaml_parser_initialize(&parser)) return ERR_INVALID;
    yaml_parser_set_input_string(&parser, (const unsigned char *)file->text, file->size);
    bool read = yaml_parser_load(&parser, &flat.document);
    if (read) {
        flatten(&flat, yaml_document_get_root_node(&flat.document), "", 0);
        yaml_document_delete(&flat.document);
    }
    yaml_parser_delete(&parser);
    if (!read || !flat.good) return ERR_INVALID;
    *ret_lines = flat.lines;
    return ERR_OK;
}

static const char *value_at(const struct yaml_lines *lines, const char *path) {
    for (size_t i = 0; i < lines->n; i++)
        if (text_equal(lines->v[i].path, path)) return lines->v[i].value;
    return NULL;
}

struct yaml_changes yaml_lines_compare(struct arena *arena, const struct yaml_lines *before, const struct yaml_lines *now) {
    struct yaml_changes changes = {arena_array(arena, before->n + now->n + 1, sizeof *changes.v), 0};
    for (size_t i = 0; i < now->n; i++) {
        const char *was = value_at(before, now->v[i].path);
        if (!text_equal(was, now->v[i].value)) changes.v[changes.n++] = (struct yaml_change){now->v[i].path, was, now->v[i].value};
    }
    for (size_t i = 0; i < before->n; i++)
        if (!value_at(now, before->v[i].path)) changes.v[changes.n++] = (struct yaml_change){before->v[i].path, before->v[i].value, NULL};
    return changes;
}
