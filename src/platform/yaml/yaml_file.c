/* YAML files through libcyaml: memory from an arena, and its backtrace turned into one plain line. Holds no schema of its own.
 * libcyaml knows types but not where a key stands, so positions come from a second reading with libyaml, done before the load
 * (syntax, keys given twice) and again only when something is wrong. */
#include "platform/yaml/yaml_file.h"
#include "base/err.h"
#include "base/str.h"

#include <cyaml/cyaml.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

#define SIZE_LIMIT (512U * 1024U)
#define KEYS_LIMIT 200 /* no mapping of ours is near this; it bounds the search for keys given twice */
#define STEPS_LIMIT 16

struct place {
    size_t line, column; /* from 1 */
};

/* One line of libcyaml's backtrace, innermost first. */
struct step {
    enum { STEP_FIELD, STEP_ENTRY, STEP_MAPPING } kind;
    const char *name; /* of a field */
    size_t index;     /* of an entry, from 0 */
    struct place place;
};
struct trace {
    struct arena *arena;
    const char *reason; /* libcyaml's first complaint */
    struct step steps[STEPS_LIMIT];
    size_t n;
};

int yaml_file_read(const char *path, struct arena *arena, struct yaml_file *ret_file, const char **ret_reason) {
    FILE *stream = fopen(path, "rbe");
    if (!stream) {
        *ret_reason = arena_printf(arena, "%s: cannot be read: %s", path, strerror(errno));
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
    }
    struct stat status = {0};
    bool failed = fstat(fileno(stream), &status) < 0 || !S_ISREG(status.st_mode);
    size_t room = failed || status.st_size > SIZE_LIMIT ? SIZE_LIMIT + 1 : (size_t)status.st_size;
    char *text = arena_alloc(arena, room + 1);
    size_t size = fread(text, 1, room, stream);
    failed = failed || ferror(stream) != 0;
    (void)fclose(stream);
    if (failed) {
        *ret_reason = arena_printf(arena, "%s: cannot be read", path);
        return ERR_IO;
    }
    *ret_file = (struct yaml_file){.name = arena_strdup(arena, path), .text = text, .size = size, .arena = arena};
    return ERR_OK;
}

static const char *wrong_at(const struct yaml_file *file, struct place place, const char *what) {
    return arena_printf(file->arena, "%s:%zu:%zu: %s", file->name, place.line, place.column, what);
}

static struct place place_of(yaml_mark_t mark) { return (struct place){.line = mark.line + 1, .column = mark.column + 1}; }

static bool node_is_text(const yaml_node_t *node, const char *text, size_t length) {
    return node && node->type == YAML_SCALAR_NODE && node->data.scalar.length == length &&
           memcmp(node->data.scalar.value, text, length) == 0;
}

/* The first key of the mapping that stands there twice, or NULL. */
static yaml_node_t *mapping_repeated(yaml_document_t *document, const yaml_node_t *mapping) {
    yaml_node_pair_t *start = mapping->data.mapping.pairs.start;
    for (yaml_node_pair_t *later = start; later < mapping->data.mapping.pairs.top; later++) {
        yaml_node_t *key = yaml_document_get_node(document, later->key);
        if (!key || key->type != YAML_SCALAR_NODE) continue;
        for (yaml_node_pair_t *earlier = start; earlier < later; earlier++) {
            const yaml_node_t *other = yaml_document_get_node(document, earlier->key);
            if (node_is_text(other, (const char *)key->data.scalar.value, key->data.scalar.length)) return key;
        }
    }
    return NULL;
}

static const char *document_repeats(const struct yaml_file *file, yaml_document_t *document) {
    for (yaml_node_t *node = document->nodes.start; node < document->nodes.top; node++) {
        if (node->type != YAML_MAPPING_NODE) continue;
        if (node->data.mapping.pairs.top - node->data.mapping.pairs.start > KEYS_LIMIT)
            return wrong_at(file, place_of(node->start_mark), "too many keys here");
        const yaml_node_t *key = mapping_repeated(document, node);
        if (key)
            return wrong_at(file, place_of(key->start_mark),
                            arena_printf(file->arena, "the key \"%s\" stands here twice", (const char *)key->data.scalar.value));
    }
    return NULL;
}

static const char *parser_problem(const struct yaml_file *file, const yaml_parser_t *parser) {
    const char *problem = parser->problem ? parser->problem : "not readable as YAML";
    const char *context = parser->context ? parser->context : "";
    return wrong_at(file, place_of(parser->problem_mark),
                    arena_printf(file->arena, "not readable as YAML: %s%s%s", context, *context ? ", " : "", problem));
}

/* Reads the first document; false with a reason if it is not one clean document. On true the caller deletes it. */
static bool document_read(const struct yaml_file *file, yaml_document_t *ret_document, const char **ret_reason) {
    yaml_parser_t parser;
    yaml_document_t next;
    if (!yaml_parser_initialize(&parser)) {
        *ret_reason = arena_printf(file->arena, "%s: no memory to read it", file->name);
        return false;
    }
    yaml_parser_set_input_string(&parser, (const unsigned char *)file->text, file->size);
    if (!yaml_parser_load(&parser, ret_document)) {
        *ret_reason = parser_problem(file, &parser);
        yaml_parser_delete(&parser);
        return false;
    }
    *ret_reason = yaml_document_get_root_node(ret_document) ? document_repeats(file, ret_document)
                                                            : wrong_at(file, (struct place){1, 1}, "the file is empty");
    if (!*ret_reason && yaml_parser_load(&parser, &next)) {
        const yaml_node_t *root = yaml_document_get_root_node(&next);
        if (root) *ret_reason = wrong_at(file, place_of(root->start_mark), "a second document (---) begins here; only one may");
        yaml_document_delete(&next);
    } else if (!*ret_reason) {
        *ret_reason = parser_problem(file, &parser);
    }
    yaml_parser_delete(&parser);
    if (!*ret_reason) return true;
    yaml_document_delete(ret_document);
    return false;
}

static yaml_node_t *mapping_key(yaml_document_t *document, const yaml_node_t *mapping, const char *name, size_t length,
                                yaml_node_t **ret_value) {
    if (!mapping || mapping->type != YAML_MAPPING_NODE) return NULL;
    for (yaml_node_pair_t *pair = mapping->data.mapping.pairs.start; pair < mapping->data.mapping.pairs.top; pair++) {
        yaml_node_t *key = yaml_document_get_node(document, pair->key);
        if (!node_is_text(key, name, length)) continue;
        *ret_value = yaml_document_get_node(document, pair->value);
        return key;
    }
    return NULL;
}

static yaml_node_t *sequence_entry(yaml_document_t *document, const yaml_node_t *sequence, const char *digits, const char **ret_end) {
    char *end = NULL;
    unsigned long index = strtoul(digits, &end, 10);
    *ret_end = *end == ']' ? end + 1 : end;
    if (!sequence || sequence->type != YAML_SEQUENCE_NODE) return NULL;
    const yaml_node_item_t *items = sequence->data.sequence.items.start;
    if (index >= (unsigned long)(sequence->data.sequence.items.top - items)) return NULL;
    return yaml_document_get_node(document, items[index]);
}

/* Walks "units[3].code"; *ret_place is that of the last part found, and the answer whether all were. */
static bool document_find(yaml_document_t *document, const char *where, struct place *ret_place) {
    yaml_node_t *node = yaml_document_get_root_node(document);
    *ret_place = node ? place_of(node->start_mark) : (struct place){1, 1};
    while (*where) {
        if (*where == '[') {
            node = sequence_entry(document, node, where + 1, &where);
            if (!node) return false;
            *ret_place = place_of(node->start_mark);
            continue;
        }
        if (*where == '.') where++;
        size_t length = strcspn(where, ".[");
        yaml_node_t *value = NULL;
        const yaml_node_t *key = mapping_key(document, node, where, length, &value);
        if (!key) return false;
        *ret_place = place_of(key->start_mark);
        node = value;
        where += length;
    }
    return true;
}

static bool file_find(const struct yaml_file *file, const char *where, struct place *ret_place) {
    yaml_document_t document;
    const char *reason = NULL;
    *ret_place = (struct place){1, 1};
    if (!document_read(file, &document, &reason)) return false;
    bool found = document_find(&document, where, ret_place);
    yaml_document_delete(&document);
    return found;
}

unsigned yaml_file_lacks(const struct yaml_file *file, const char *const *where, unsigned n) {
    yaml_document_t document;
    const char *reason = NULL;
    struct place place;
    unsigned found = 0;
    if (!n || !document_read(file, &document, &reason)) return 0;
    while (found < n && document_find(&document, where[found], &place)) found++;
    yaml_document_delete(&document);
    return found;
}

const char *yaml_file_wrong(const struct yaml_file *file, const char *where, const char *format, ...) {
    struct place place;
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(file->arena, format, args);
    va_end(args);
    (void)file_find(file, where, &place);
    return wrong_at(file, place, what);
}

/* libcyaml's memory, from the arena. Each block keeps its capacity in front, so that a list growing by one entry at a time copies
 * seldom; nothing is given back before the arena goes. */
static void *memory_of_arena(void *context, void *old, size_t size) {
    const size_t head = 16;
    if (size == 0) return NULL;
    size_t had = old ? *(size_t *)(void *)((char *)old - head) : 0;
    if (size <= had) return old;
    size_t capacity = size > had * 2 ? size : had * 2;
    char *block = arena_alloc(context, capacity + head);
    *(size_t *)(void *)block = capacity;
    if (old) memcpy(block + head, old, had);
    return block + head;
}

static size_t number_after(const char *text, const char *label) {
    const char *found = strstr(text, label);
    return found ? strtoul(found + strlen(label), NULL, 10) : 0;
}

static void trace_step(struct trace *trace, const char *text) {
    if (trace->n == STEPS_LIMIT) return;
    struct step *step = &trace->steps[trace->n++];
    *step = (struct step){.kind = STEP_MAPPING, .name = ""};
    step->place = (struct place){number_after(text, "(line: "), number_after(text, ", column: ")};
    const char *name = strchr(text, '\'');
    if (!name) return;
    name++;
    bool is_entry = text_starts(text, "  in sequence entry");
    step->kind = is_entry ? STEP_ENTRY : STEP_FIELD;
    step->name = arena_strndup(trace->arena, name, strcspn(name, "'"));
    if (is_entry) step->index = strtoul(name, NULL, 10);
    if (is_entry && step->index > 0) step->index--; /* it counts the entry it is inside from 1 */
}

static void __attribute__((format(printf, 3, 0))) trace_line(cyaml_log_t level, void *context, const char *format, va_list args) {
    struct trace *trace = context;
    if (level != CYAML_LOG_ERROR) return;
    char *text = arena_vprintf(trace->arena, format, args);
    text[strcspn(text, "\n")] = '\0';
    if (text_starts(text, "  in ")) {
        trace_step(trace, text);
    } else if (!trace->reason && !text_starts(text, "Load: Backtrace")) {
        trace->reason = text_starts(text, "Load: ") ? text + strlen("Load: ") : text;
    }
}

/* The path of the mapping or value that the backtrace ends in, leaving out the `skip` innermost steps. */
static const char *trace_path(const struct trace *trace, size_t skip) {
    struct str path = str_in(trace->arena);
    for (size_t i = trace->n; i-- > skip;) {
        const struct step *step = &trace->steps[i];
        if (step->kind == STEP_FIELD) str_addf(&path, ".%s", step->name);
        if (step->kind == STEP_ENTRY) str_addf(&path, "[%zu]", step->index);
    }
    return str_text(&path);
}

static const char *trace_field(const struct trace *trace) {
    for (size_t i = 0; i < trace->n; i++)
        if (trace->steps[i].kind == STEP_FIELD) return trace->steps[i].name;
    return "the file";
}

static const char *type_in_words(const char *type) {
    static const char *const words[][2] = {
        {"SEQUENCE_START", "a list"},
        {"SEQUENCE", "a list"},
        {"MAPPING_START", "a group of keys"},
        {"MAPPING", "a group of keys"},
        {"STRING", "text"},
        {"SCALAR", "a single value"},
        {"INT", "a whole number"},
        {"UINT", "a whole number from 0 up"},
        {"BOOL", "true or false"},
        {"FLOAT", "a number"},
        {"ENUM", "one of the known words"},
        {"FLAGS", "a list of known words"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_starts(type, words[i][0])) return words[i][1];
    return type;
}

/* libcyaml's complaint in plain words. */
static const char *plain_words(const struct trace *trace, const char *field) {
    const char *raw = trace->reason;
    struct arena *arena = trace->arena;
    if (text_starts(raw, "Expecting ")) {
        const char *got = strstr(raw, "got event: ");
        return arena_printf(arena, "\"%s\" must be %s, not %s", field, type_in_words(raw + strlen("Expecting ")),
                            got ? type_in_words(got + strlen("got event: ")) : "this");
    }
    const char *value = strstr(raw, " value: ");
    if (text_starts(raw, "Invalid ") && value)
        return arena_printf(arena, "\"%s\" must be %s, not %s", field, type_in_words(raw + strlen("Invalid ")), value + strlen(" value: "));
    if (text_starts(raw, "Unknown ") && strchr(raw, ':')) return arena_printf(arena, "\"%s\": unknown word%s", field, strchr(raw, ':'));
    if (text_starts(raw, "STRING length <")) return arena_printf(arena, "\"%s\" is empty", field);
    if (text_starts(raw, "STRING length >")) return arena_printf(arena, "\"%s\" is too long", field);
    if (text_starts(raw, "Insufficient entries")) return arena_printf(arena, "the list \"%s\" has too few entries", field);
    if (text_starts(raw, "Excessive entries")) return arena_printf(arena, "the list \"%s\" has too many entries", field);
    return arena_printf(arena, "\"%s\": %s", field, raw);
}

static const char *load_problem(const struct yaml_file *file, const struct trace *trace) {
    static const char unexpected[] = "Unexpected key: ", missing[] = "Missing required mapping field: ";
    struct place place = {1, 1};
    if (text_starts(trace->reason, unexpected)) {
        const char *key = trace->reason + sizeof unexpected - 1;
        (void)file_find(file, arena_printf(file->arena, "%s.%s", trace_path(trace, 0), key), &place);
        return wrong_at(file, place, arena_printf(file->arena, "unknown key \"%s\"", key));
    }
    if (text_starts(trace->reason, missing)) {
        size_t skip = trace->n > 0 && trace->steps[0].kind != STEP_ENTRY; /* the innermost step is the key read last */
        (void)file_find(file, trace_path(trace, skip), &place);
        return wrong_at(file, place, arena_printf(file->arena, "the key \"%s\" is missing", trace->reason + sizeof missing - 1));
    }
    if (trace->n > 0 && trace->steps[0].place.line > 0) place = trace->steps[0].place;
    return wrong_at(file, place, plain_words(trace, trace_field(trace)));
}

int yaml_file_load(const struct yaml_file *file, const struct cyaml_schema_value *schema, void **ret_data, const char **ret_reason) {
    yaml_document_t document;
    if (file->size > SIZE_LIMIT) {
        *ret_reason = wrong_at(file, (struct place){1, 1}, "the file is larger than 512 kB");
        return ERR_INVALID;
    }
    if (!utf8_valid(file->text, file->size)) {
        *ret_reason = wrong_at(file, (struct place){1, 1}, "the file is not UTF-8 text");
        return ERR_INVALID;
    }
    if (!document_read(file, &document, ret_reason)) return ERR_INVALID;
    yaml_document_delete(&document);

    struct trace trace = {.arena = file->arena};
    cyaml_config_t config = {
        .log_fn = trace_line,
        .log_ctx = &trace,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = memory_of_arena,
        .mem_ctx = file->arena,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    void *data = NULL;
    cyaml_err_t err = cyaml_load_data((const uint8_t *)file->text, file->size, &config, schema, &data, NULL);
    if (err == CYAML_OK && data) {
        *ret_data = data;
        return ERR_OK;
    }
    if (!trace.reason) trace.reason = err == CYAML_ERR_ALIAS ? "aliases (*name) are not used in these files" : cyaml_strerror(err);
    *ret_reason = load_problem(file, &trace);
    return ERR_INVALID;
}
