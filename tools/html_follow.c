/* Follows the HTML of one template. See html_follow.h; the rules on elements and attributes are in html_rules.c. */
#include "tools/html_follow.h"

#include "tools/html_rules.h"
#include "tools/toolkit.h"

#include <ctype.h>
#include <string.h>

#define DIE(follower, ...) tool_die((follower)->file, (follower)->line, __VA_ARGS__)

static const char white[] = " \t\r\n";
static const char name_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:.";

struct follower follow_begin(const char *file) {
    return (struct follower){.file = file, .line = 1, .markup = str_in(tool_arena())};
}

bool follow_inside(const struct follower *follower, const char *tag) {
    for (int i = 0; i < follower->at.depth; i++) {
        if (strcmp(follower->at.open[i].name, tag) == 0) return true;
    }
    return false;
}

static void count_lines(struct follower *follower, const char *from, const char *to) {
    for (; from < to; from++) follower->line += *from == '\n';
}

static const char *take_name(const char *at, const char **ret_name) {
    size_t length = strspn(at, name_characters);
    *ret_name = arena_strndup(tool_arena(), at, length);
    return at + length;
}

/* ── text ─────────────────────────────────────────────────────────────── */

static const char *take_space(struct follower *follower, const char *at) {
    const char *end = at + strspn(at, white);
    bool keep = follow_inside(follower, "pre") || follow_inside(follower, "textarea");
    if (keep) str_add_n(&follower->markup, at, (size_t)(end - at));
    else str_add_char(&follower->markup, memchr(at, '\n', (size_t)(end - at)) ? '\n' : ' ');
    count_lines(follower, at, end);
    return end;
}

static const char *take_comment(struct follower *follower, const char *at) {
    const char *end = strstr(at + 4, "-->");
    if (!end) DIE(follower, "the comment is not closed");
    count_lines(follower, at, end);
    return end + 3;
}

static const char *take_doctype(struct follower *follower, const char *at) {
    static const char doctype[] = "<!doctype html>";
    if (strncmp(at, doctype, strlen(doctype)) != 0) DIE(follower, "only <!doctype html> and comments begin with <!");
    str_add(&follower->markup, doctype);
    return at + strlen(doctype);
}

static const char *take_close_tag(struct follower *follower, const char *at) {
    const char *name;
    const char *end = take_name(at + 2, &name);
    struct place *place = &follower->at;
    if (rules_is_void(name)) DIE(follower, "</%s>: this element has no end tag", name);
    if (*end != '>') DIE(follower, "</%s must be followed by >", name);
    if (!place->depth) DIE(follower, "</%s> closes nothing", name);
    struct open_tag open = place->open[place->depth - 1];
    if (strcmp(open.name, name) != 0) DIE(follower, "</%s> closes <%s> from line %d", name, open.name, open.line);
    place->depth--;
    str_add_n(&follower->markup, at, (size_t)(end + 1 - at));
    return end + 1;
}

static const char *take_open_tag(struct follower *follower, const char *at) {
    const char *name;
    const char *end = take_name(at + 1, &name);
    const char *refusal = rules_refuse_element(name, &follower->at);
    if (refusal) DIE(follower, "<%s>: %s", name, refusal);
    follower->at.where = IN_TAG;
    follower->at.needs_space = true;
    follower->at.tag = (struct open_tag){name, follower->line};
    follower->at.n_attributes = 0;
    str_add_n(&follower->markup, at, (size_t)(end - at));
    return end;
}

static const char *take_text(struct follower *follower, const char *at) {
    if (strchr(white, *at)) return take_space(follower, at);
    if (*at != '<') {
        str_add_char(&follower->markup, *at);
        return at + 1;
    }
    if (strncmp(at, "<!--", 4) == 0) return take_comment(follower, at);
    if (at[1] == '!') return take_doctype(follower, at);
    if (at[1] == '/') return take_close_tag(follower, at);
    if (!isalpha((unsigned char)at[1])) DIE(follower, "write &lt; for a < that begins no tag");
    return take_open_tag(follower, at);
}

/* ── tags ─────────────────────────────────────────────────────────────── */

static void add_attribute(struct follower *follower, struct attribute attribute) {
    struct place *place = &follower->at;
    if (place->needs_space) DIE(follower, "a space is missing before %s", attribute.name);
    const char *refusal = rules_refuse_attribute(attribute.name, place);
    if (refusal) DIE(follower, "%s: %s", attribute.name, refusal);
    for (int i = 0; i < place->n_attributes; i++) {
        if (strcmp(place->attributes[i].name, attribute.name) == 0)
            DIE(follower, "%s stands twice in <%s>", attribute.name, place->tag.name);
    }
    if (place->n_attributes == MAX_ATTRIBUTES) DIE(follower, "too many attributes");
    place->attributes[place->n_attributes++] = attribute;
    place->needs_space = true;
}

void follow_optional_attribute(struct follower *follower, const char *name) {
    follower->at.needs_space = false; /* the space is written with it */
    add_attribute(follower, (struct attribute){.name = name, .hole = true});
}

static const char *take_attribute(struct follower *follower, const char *at) {
    const char *name;
    const char *end = take_name(at, &name);
    add_attribute(follower, (struct attribute){.name = name, .always = true});
    str_add(&follower->markup, name);
    if (*end != '=') return end;
    if (end[1] != '"' && end[1] != '\'') DIE(follower, "the value of %s must be quoted", name);
    struct place *place = &follower->at;
    place->where = IN_VALUE;
    place->quote = end[1];
    place->value = end + 2;
    place->value_hole = false;
    place->url = rules_is_url(name) ? URL_START : URL_NONE;
    place->scheme[0] = '\0';
    str_add_n(&follower->markup, end, 2);
    return end + 2;
}

static void add_control(struct control **list, int *count, const char *id, int line) {
    if ((*count & (*count - 1)) == 0) { /* full at each power of two */
        struct control *wider = arena_array(tool_arena(), *count ? (size_t)*count * 2 : 1, sizeof *wider);
        if (*count) memcpy(wider, *list, (size_t)*count * sizeof *wider);
        *list = wider;
    }
    (*list)[(*count)++] = (struct control){id, line};
}

/* A tag is complete: the rules that need all its attributes. Errors stand at the line where the tag began. */
static void check_tag(struct follower *follower) {
    struct place *place = &follower->at;
    const struct attribute *target = rules_attribute(place, "for");
    if (strcmp(place->tag.name, "label") == 0 && target) add_control(&follower->labels, &follower->n_labels, target->raw, place->tag.line);
    const char *needs_label = NULL;
    const char *refusal = rules_refuse_tag(place, follow_inside(follower, "label"), &needs_label);
    if (refusal) tool_die(follower->file, place->tag.line, "<%s> %s", place->tag.name, refusal);
    if (needs_label) add_control(&follower->controls, &follower->n_controls, needs_label, place->tag.line);
}

static const char *take_tag_end(struct follower *follower, const char *at) {
    struct place *place = &follower->at;
    bool self_closing = *at == '/';
    bool leaf = rules_is_void(place->tag.name);
    if (self_closing && at[1] != '>') DIE(follower, "a / inside a tag must be followed by >");
    bool drawing = follow_inside(follower, "svg") || strcmp(place->tag.name, "svg") == 0;
    if (self_closing && !leaf && !drawing) DIE(follower, "<%s/>: only void elements and drawings close themselves", place->tag.name);
    check_tag(follower);
    place->where = IN_TEXT;
    str_add(&follower->markup, self_closing ? "/>" : ">");
    if (leaf || self_closing) return at + (self_closing ? 2 : 1);
    if (place->depth == MAX_DEPTH) DIE(follower, "elements nest too deep");
    place->open[place->depth++] = place->tag;
    follower->csrf_due = rules_posts(place);
    return at + 1;
}

static const char *take_in_tag(struct follower *follower, const char *at) {
    if (strchr(white, *at)) {
        const char *end = at + strspn(at, white);
        count_lines(follower, at, end);
        follower->at.needs_space = false;
        if (*end != '>') str_add_char(&follower->markup, ' ');
        return end;
    }
    if (*at == '>' || *at == '/') return take_tag_end(follower, at);
    if (*at == '=') DIE(follower, "write name=\"value\" without spaces");
    if (!isalpha((unsigned char)*at)) DIE(follower, "'%c' does not belong in a tag", *at);
    return take_attribute(follower, at);
}

/* ── attribute values ─────────────────────────────────────────────────── */

/* A literal character of a URL. Up to the first / ? or # it may name a scheme, and then it must be one we use. */
static void follow_url(struct follower *follower, char c) {
    struct place *place = &follower->at;
    if (place->url == URL_NONE || place->url == URL_PAST_SCHEME) return;
    if (c == '&') DIE(follower, "a character reference in the first part of a URL");
    if ((unsigned char)c <= ' ' && place->url != URL_SCHEME) DIE(follower, "a URL begins with white space");
    if (strchr("/?#", c)) {
        place->url = URL_PAST_SCHEME;
        place->scheme[0] = '\0';
        return;
    }
    if (c == ':') {
        if (!rules_is_scheme(place->scheme)) DIE(follower, "a URL may begin with a path, https:, http:, mailto: or tel:");
        place->url = URL_PAST_SCHEME;
        place->scheme[0] = '\0';
        return;
    }
    if (place->url == URL_MAYBE_START) memcpy(place->scheme, "?", 2);
    place->url = URL_SCHEME;
    size_t length = strlen(place->scheme);
    if (length + 1 < MAX_SCHEME) {
        place->scheme[length] = (char)tolower((unsigned char)c);
        place->scheme[length + 1] = '\0';
    } else {
        memcpy(place->scheme, "?", 2); /* longer than any scheme we use */
    }
}

static const char *take_in_value(struct follower *follower, const char *at) {
    struct place *place = &follower->at;
    str_add_char(&follower->markup, *at);
    follower->line += *at == '\n';
    if (*at != place->quote) {
        follow_url(follower, *at);
        return at + 1;
    }
    struct attribute *attribute = &place->attributes[place->n_attributes - 1];
    attribute->raw = arena_strndup(tool_arena(), place->value, (size_t)(at - place->value));
    attribute->hole = place->value_hole;
    place->where = IN_TAG;
    place->url = URL_NONE;
    return at + 1;
}

void follow_hole(struct follower *follower) {
    struct place *place = &follower->at;
    if (place->where != IN_VALUE) return;
    place->value_hole = true;
    if (place->url == URL_NONE || place->url == URL_PAST_SCHEME) return;
    place->url = URL_SCHEME;
    memcpy(place->scheme, "?", 2);
}

const char *follow_token(struct follower *follower, const char *at) {
    switch (follower->at.where) {
    case IN_TEXT: return take_text(follower, at);
    case IN_TAG: return take_in_tag(follower, at);
    case IN_VALUE: return take_in_value(follower, at);
    }
    return at + 1;
}

/* ── branches ─────────────────────────────────────────────────────────── */

const char *follow_describe(const struct place *place) {
    if (place->where == IN_VALUE)
        return arena_printf(tool_arena(), "in the attribute %s of <%s>", place->attributes[place->n_attributes - 1].name, place->tag.name);
    if (place->where == IN_TAG) return arena_printf(tool_arena(), "in the tag <%s>", place->tag.name);
    if (!place->depth) return "outside all elements";
    const struct open_tag *open = &place->open[place->depth - 1];
    return arena_printf(tool_arena(), "in <%s> from line %d", open->name, open->line);
}

static bool same_shape(const struct place *a, const struct place *b) {
    if (a->where != b->where || a->depth != b->depth) return false;
    for (int i = 0; i < a->depth; i++) {
        if (strcmp(a->open[i].name, b->open[i].name) != 0) return false;
    }
    if (a->where == IN_TEXT) return true;
    if (strcmp(a->tag.name, b->tag.name) != 0) return false;
    return a->where != IN_VALUE || (a->value == b->value);
}

static void merge_attributes(struct place *into, const struct place *other) {
    for (int i = 0; i < into->n_attributes; i++) {
        struct attribute *mine = &into->attributes[i];
        const struct attribute *theirs = rules_attribute(other, mine->name);
        mine->always = mine->always && theirs && theirs->always;
        if (!theirs || !text_equal(mine->raw, theirs->raw)) mine->hole = true;
    }
    for (int i = 0; i < other->n_attributes && into->n_attributes < MAX_ATTRIBUTES; i++) {
        if (rules_attribute(into, other->attributes[i].name)) continue;
        struct attribute *added = &into->attributes[into->n_attributes++];
        *added = other->attributes[i];
        added->always = false;
        added->hole = true;
    }
}

static void merge_url(struct place *into, const struct place *other) {
    if (into->url == other->url && strcmp(into->scheme, other->scheme) == 0) return;
    bool start = into->url == URL_START || into->url == URL_MAYBE_START || other->url == URL_START || other->url == URL_MAYBE_START;
    into->url = start ? URL_MAYBE_START : URL_SCHEME;
    memcpy(into->scheme, "?", 2);
}

const char *follow_merge(struct place *into, const struct place *other) {
    if (!same_shape(into, other))
        return arena_printf(tool_arena(), "the branches end differently: one %s, the other %s", follow_describe(into),
                            follow_describe(other));
    if (into->where == IN_TEXT) return NULL;
    into->needs_space = into->needs_space || other->needs_space;
    into->value_hole = true;
    if (into->where == IN_VALUE) merge_url(into, other);
    if (into->where == IN_TAG) merge_attributes(into, other);
    return NULL;
}

void follow_end(struct follower *follower) {
    const struct place *place = &follower->at;
    if (place->where != IN_TEXT) tool_die(follower->file, place->tag.line, "the tag <%s> is not closed", place->tag.name);
    if (place->depth)
        tool_die(follower->file, place->open[place->depth - 1].line, "<%s> is not closed", place->open[place->depth - 1].name);
    for (int i = 0; i < follower->n_controls; i++) {
        bool labelled = false;
        for (int k = 0; k < follower->n_labels && !labelled; k++) labelled = text_equal(follower->controls[i].id, follower->labels[k].id);
        if (!labelled)
            tool_die(follower->file, follower->controls[i].line, "no <label for=\"%s\"> in this template", follower->controls[i].id);
    }
}
