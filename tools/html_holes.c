/* What stands in a template's {{ }}: words and expressions to C. The escaper follows from the place; raw output does not exist.
 * Part of htmlgen. */
#include "tools/htmlgen.h"

#include <ctype.h>
#include <string.h>

static bool is_name_character(char c) { return isalnum((unsigned char)c) || c == '_'; }
static char *skip_space(char *at) { return at + strspn(at, " \t\r\n"); }

/* Cuts the first word off; what is left has no white space in front. */
static char *cut_word(char **rest) {
    char *word = *rest;
    char *end = word + strcspn(word, " \t\r\n");
    *rest = skip_space(end);
    *end = '\0';
    return word;
}

static const char *escaper(struct generator *generator) {
    struct place *place = &generator->follow.at;
    if (place->where == IN_TEXT) return "text";
    if (place->where == IN_TAG) generator_die(generator, "a value may stand in text or in a quoted attribute only");
    const char *name = place->attributes[place->n_attributes - 1].name;
    if (text_equal(name, "method") || text_equal(name, "type")) generator_die(generator, "%s must be written out", name);
    if (place->url == URL_NONE) return "attr";
    return place->url == URL_START || place->url == URL_MAYBE_START ? "url" : "url_part";
}

/* The call of a function that is chosen by the value's type; `types` is a macro of put.h. */
static const char *by_type(const char *types, const char *value) {
    return arena_printf(tool_arena(), "_Generic((%s), %s)(h, %s)", value, types, value);
}

static void need_text(struct generator *generator, const char *word) {
    if (generator->follow.at.where != IN_TEXT) generator_die(generator, "{{%s}} may stand in text only", word);
}

static const char *need_text_key(struct generator *generator, const char *key) {
    if (!tool_is_name(key)) generator_die(generator, "\"%s\" is not a text key", key);
    return key;
}

/* ── parameters: name=expression … ────────────────────────────────────── */

struct parameter {
    char *name, *value;
};

/* Where the next ` name=` outside brackets and quotes begins, or the end. A lone word `optional` counts as one. */
static char *next_parameter(char *at) {
    int depth = 0;
    char quote = 0;
    for (char before = ' '; *at; before = *at, at++) {
        if (quote) {
            if (*at == '\\' && at[1]) at++;
            else if (*at == quote) quote = 0;
            continue;
        }
        if (*at == '"' || *at == '\'') quote = *at;
        depth += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
        if (depth || !isspace((unsigned char)before) || !isalpha((unsigned char)*at)) continue;
        char *end = at;
        while (is_name_character(*end)) end++;
        if (*end == '=' && end[1] != '=') return at;
        if (end - at == 8 && strncmp(at, "optional", 8) == 0 && (!*end || isspace((unsigned char)*end))) return at;
    }
    return at;
}

static void trim_end(char *text, char *end) {
    while (end > text && isspace((unsigned char)end[-1])) end--;
    *end = '\0';
}

static bool take_parameter(char **at, struct parameter *ret_parameter) {
    char *name = skip_space(*at);
    if (!*name) return false;
    char *end = name;
    while (is_name_character(*end)) end++;
    bool has_value = *end == '=';
    char *value = has_value ? end + 1 : end;
    char *next = next_parameter(value);
    *at = arena_strdup(tool_arena(), next);
    trim_end(value, next);
    if (has_value) *end = '\0';
    *ret_parameter = (struct parameter){name, has_value ? value : NULL};
    return true;
}

/* ── words ────────────────────────────────────────────────────────────── */

static void put_text(struct generator *generator, const char *expression) {
    generator_add(generator, "    html_%s(h, %s);\n", escaper(generator), expression);
    follow_hole(&generator->follow);
}

static void word_t(struct generator *generator, char *rest) {
    const char *key = need_text_key(generator, cut_word(&rest));
    struct str call = str_in(tool_arena());
    if (!*rest) {
        str_addf(&call, "text_of(h->lang, T_%s)", key);
        put_text(generator, str_text(&call));
        return;
    }
    str_addf(&call, "text_format(h->arena, h->lang, T_%s", key);
    for (struct parameter parameter; take_parameter(&rest, &parameter);) {
        if (!tool_is_name(parameter.name) || !parameter.value || !*parameter.value)
            generator_die(generator, "{{t %s}}: a parameter is name=value, not \"%s\"", key, parameter.name);
        str_addf(&call, ", \"%s\", %s", parameter.name, by_type("HTML_ARGUMENT_BY_TYPE(html_argument_text)", parameter.value));
    }
    str_add(&call, ", NULL)");
    put_text(generator, str_text(&call));
}

static void word_tv(struct generator *generator, char *rest) {
    put_text(generator, arena_printf(tool_arena(), "text_of(h->lang, (text_key)(%s))", rest));
}

static void word_id(struct generator *generator, char *rest) {
    (void)escaper(generator);
    generator_add(generator, "    html_int(h, (%s).v);\n", rest);
    follow_hole(&generator->follow);
}

static void word_call(struct generator *generator, char *rest) {
    need_text(generator, "call");
    const char *function = cut_word(&rest);
    if (!tool_is_name(function)) generator_die(generator, "{{call %s}}: not a function's name", function);
    generator_add(generator, *rest ? "    %s(h, %s);\n" : "    %s(h%s);\n", function, rest);
}

static void word_icon(struct generator *generator, char *rest) {
    need_text(generator, "icon");
    if (rest[strspn(rest, "abcdefghijklmnopqrstuvwxyz0123456789_-")]) generator_die(generator, "{{icon %s}}: not an icon's name", rest);
    generator_add(generator, "    html_icon(h, ICON_%s);\n", tool_upper(rest));
}

static void word_attribute(struct generator *generator, char *rest) {
    if (generator->follow.at.where != IN_TAG) generator_die(generator, "{{attr? …}} may stand between attributes only");
    const char *name = cut_word(&rest);
    if (!*rest) generator_die(generator, "{{attr? %s}} needs a condition", name);
    if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz-")]) generator_die(generator, "{{attr? %s}}: not an attribute's name", name);
    follow_optional_attribute(&generator->follow, name);
    struct str markup = str_in(tool_arena());
    str_addf(&markup, " %s=\"%s\"", name, name);
    struct str quoted = str_in(tool_arena());
    tool_add_c_string(&quoted, str_text(&markup), markup.length);
    generator_add(generator, "    if (%s) html_lit(h, %s, %zu);\n", rest, str_text(&quoted), markup.length);
}

static const char *field_member(struct generator *generator, const struct parameter *parameter) {
    const char *name = parameter->name, *value = parameter->value;
    if (text_equal(name, "optional")) return value ? arena_printf(tool_arena(), ".optional = %s", value) : ".optional = true";
    if (!value || !*value) generator_die(generator, "{{field}}: \"%s\" has no value", name);
    if (text_equal(name, "name")) {
        if (!tool_is_name(value)) generator_die(generator, "{{field}}: \"%s\" is not a field's name", value);
        return arena_printf(tool_arena(), ".name = \"%s\"", value);
    }
    if (text_equal(name, "label") || text_equal(name, "hint"))
        return arena_printf(tool_arena(), ".%s = T_%s", name, need_text_key(generator, value));
    if (text_equal(name, "labeltext")) return arena_printf(tool_arena(), ".label_text = %s", value);
    if (text_equal(name, "hinttext")) return arena_printf(tool_arena(), ".hint_text = %s", value);
    if (text_equal(name, "value"))
        return arena_printf(tool_arena(), ".value = %s", by_type("HTML_ARGUMENT_BY_TYPE(html_value_text)", value));
    if (text_equal(name, "options")) return arena_printf(tool_arena(), ".options = %s", by_type("HTML_OPTIONS_BY_TYPE", value));
    if (text_equal(name, "rows") || text_equal(name, "size") || text_equal(name, "max"))
        return arena_printf(tool_arena(), ".%s = (int)(%s)", name, value);
    if (!text_equal(name, "autocomplete")) generator_die(generator, "{{field}}: unknown \"%s\"", name);
    if (value[strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-")])
        generator_die(generator, "{{field}}: autocomplete is a word, not \"%s\"", value);
    return arena_printf(tool_arena(), ".autocomplete = \"%s\"", value);
}

static void word_field(struct generator *generator, char *rest) {
    need_text(generator, "field");
    const char *kind = cut_word(&rest);
    if (!tool_is_name(kind)) generator_die(generator, "{{field %s}}: not a kind of field", kind);
    struct str call = str_in(tool_arena());
    str_addf(&call, "    html_field(h, &(const struct field){.kind = FIELD_%s", tool_upper(kind));
    bool named = false, labelled = text_equal(kind, "hidden");
    for (struct parameter parameter; take_parameter(&rest, &parameter);) {
        str_addf(&call, ", %s", field_member(generator, &parameter));
        named = named || text_equal(parameter.name, "name");
        labelled = labelled || text_starts(parameter.name, "label");
    }
    if (!named) generator_die(generator, "{{field %s}} needs name=", kind);
    if (!labelled) generator_die(generator, "{{field %s}} needs label= or labeltext=", kind);
    generator_add(generator, "%s});\n", str_text(&call));
}

/* ── blocks ───────────────────────────────────────────────────────────── */

static void open_block(struct generator *generator, enum block_kind kind) {
    if (generator->n_blocks == MAX_BLOCKS) generator_die(generator, "blocks nest too deep");
    struct block *block = &generator->blocks[generator->n_blocks++];
    *block = (struct block){.kind = kind, .line = generator->follow.line, .before = generator->follow.at};
}

static void word_if(struct generator *generator, char *rest) {
    open_block(generator, BLOCK_IF);
    generator_add(generator, "    if (%s) {\n", rest);
}

static void merge(struct generator *generator, struct place *into, const struct place *other) {
    const char *difference = follow_merge(into, other);
    if (difference) generator_die(generator, "%s", difference);
}

static void end_branch(struct generator *generator, struct block *block) {
    if (block->ended) merge(generator, &block->ends, &generator->follow.at);
    else block->ends = generator->follow.at;
    block->ended = true;
}

static void word_else(struct generator *generator, char *rest) {
    struct block *block = generator->n_blocks ? &generator->blocks[generator->n_blocks - 1] : NULL;
    if (!block || block->kind != BLOCK_IF) generator_die(generator, "{{else}} without {{if}}");
    end_branch(generator, block);
    generator->follow.at = block->before;
    if (!*rest) {
        block->kind = BLOCK_ELSE;
        generator_add(generator, "    } else {\n");
        return;
    }
    char *condition = rest;
    if (!text_equal(cut_word(&condition), "if") || !*condition) generator_die(generator, "{{else}} or {{else if condition}}");
    generator_add(generator, "    } else if (%s) {\n", condition);
}

static void word_each(struct generator *generator, char *rest) {
    const struct place *place = &generator->follow.at;
    if (place->where == IN_TAG) generator_die(generator, "{{each}} may not repeat attributes");
    if (place->where == IN_VALUE && place->url != URL_NONE) generator_die(generator, "{{each}} may not stand in a URL");
    const char *row = cut_word(&rest);
    const char *in = cut_word(&rest);
    if (!tool_is_name(row) || !text_equal(in, "in") || !*rest) generator_die(generator, "{{each row in rows}}");
    open_block(generator, BLOCK_EACH);
    generator_add(generator,
                  "    { const __auto_type %s_rows = (%s); for (size_t %s_i = 0; %s_i < %s_rows.n; %s_i++) {"
                  " const __typeof__(*%s_rows.v) *const %s __attribute__((unused)) = &%s_rows.v[%s_i];\n",
                  row, rest, row, row, row, row, row, row, row, row);
}

static void word_end(struct generator *generator, char *rest) {
    if (*rest) generator_die(generator, "{{end}} takes nothing");
    if (!generator->n_blocks) generator_die(generator, "{{end}} without a block");
    struct block *block = &generator->blocks[--generator->n_blocks];
    end_branch(generator, block);
    if (block->kind != BLOCK_ELSE) merge(generator, &block->ends, &block->before);
    generator->follow.at = block->ends;
    generator_add(generator, block->kind == BLOCK_EACH ? "    } }\n" : "    }\n");
}

/* ── dates ────────────────────────────────────────────────────────────── */

static const struct date_word {
    const char *word, *function;
    bool marked_up, with_today; /* marked_up: html_date, which adds the machine's form */
} date_words[] = {
    {"date", "date_short", true, false},      {"datelong", "date_long", true, false},    {"datefull", "date_full", true, false},
    {"datetable", "date_table", true, false}, {"daterel", "date_relative", false, true}, {"time", "time_text", false, false},
    {"moment", "moment_text", false, true},
};

static bool word_date(struct generator *generator, const char *word, const char *rest) {
    const struct date_word *found = NULL;
    for (size_t i = 0; i < sizeof date_words / sizeof *date_words; i++) {
        if (text_equal(word, date_words[i].word)) found = &date_words[i];
    }
    if (!found) return false;
    if (!*rest) generator_die(generator, "{{%s}} needs a value", word);
    const struct follower *follow = &generator->follow;
    bool text_only = follow->at.where != IN_TEXT || follow_inside(follow, "option") || follow_inside(follow, "textarea") ||
                     follow_inside(follow, "time");
    if (found->marked_up && !text_only) generator_add(generator, "    html_date(h, %s, %s);\n", rest, found->function);
    else
        put_text(generator,
                 arena_printf(tool_arena(), "%s(h->arena, h->lang, %s%s)", found->function, rest, found->with_today ? ", h->today" : ""));
    return true;
}

static const struct word {
    const char *name;
    void (*write)(struct generator *generator, char *rest);
    bool needs_more, block;
} words[] = {
    {"if", word_if, true, true},
    {"else", word_else, false, true},
    {"each", word_each, true, true},
    {"end", word_end, false, true},
    {"t", word_t, true, false},
    {"tv", word_tv, true, false},
    {"id", word_id, true, false},
    {"call", word_call, true, false},
    {"icon", word_icon, true, false},
    {"field", word_field, true, false},
    {"attr?", word_attribute, true, false},
};

static void expression(struct generator *generator, char *content) {
    size_t length = strspn(content, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    char *after = skip_space(content + length);
    if (length && after > content + length && (is_name_character(*after) || *after == '"'))
        generator_die(generator, "unknown word \"%.*s\"", (int)length, content);
    const char *types = arena_printf(tool_arena(), "HTML_BY_TYPE(html_%s)", escaper(generator));
    generator_add(generator, "    %s;\n", by_type(types, content));
    follow_hole(&generator->follow);
}

bool generate_hole(struct generator *generator, char *content) {
    if (!*content) generator_die(generator, "nothing in {{ }}");
    if (strpbrk(content, ";{}") || strstr(content, "html_lit")) generator_die(generator, "{{%s}}: one expression, without ; { }", content);
    char *rest = arena_strdup(tool_arena(), content);
    const char *name = cut_word(&rest);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!text_equal(name, words[i].name)) continue;
        if (words[i].needs_more && !*rest) generator_die(generator, "{{%s}} needs more", name);
        words[i].write(generator, rest);
        return words[i].block;
    }
    if (!word_date(generator, name, rest)) expression(generator, content);
    return false;
}
