/* Which elements and attributes a template may hold. See html_rules.h. */
#include "tools/html_rules.h"

#include <string.h>
#include <strings.h>

/* A word in a list that has one space between words. */
static bool listed(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; length && (at = strcasestr(at, word)); at++) {
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length])) return true;
    }
    return false;
}

bool rules_is_void(const char *tag) { return listed("area base br col embed hr img input link meta source track wbr", tag); }
bool rules_is_url(const char *attribute) {
    return listed("href src action formaction poster cite data ping manifest xlink:href", attribute);
}
bool rules_is_scheme(const char *scheme) { return listed("https http mailto tel sms", scheme); }

const struct attribute *rules_attribute(const struct place *place, const char *name) {
    for (int i = 0; i < place->n_attributes; i++) {
        if (strcmp(place->attributes[i].name, name) == 0) return &place->attributes[i];
    }
    return NULL;
}

static bool has_upper(const char *name) {
    for (; *name; name++) {
        if (*name >= 'A' && *name <= 'Z') return true;
    }
    return false;
}

static bool inside(const struct place *place, const char *tag) {
    for (int i = 0; i < place->depth; i++) {
        if (strcmp(place->open[i].name, tag) == 0) return true;
    }
    return false;
}

/* What a browser would otherwise move, close or drop without a word. */
static const struct nesting {
    const char *tags, *parents;
} nestings[] = {
    {"li", "ul ol menu"},
    {"dt dd", "dl div"},
    {"tr", "table thead tbody tfoot"},
    {"td th", "tr"},
    {"thead tbody tfoot caption colgroup", "table"},
    {"option", "select optgroup datalist"},
    {"optgroup", "select"},
    {"legend", "fieldset"},
    {"summary", "details"},
    {"figcaption", "figure"},
};
static const struct nesting only_children[] = {
    {"li", "ul ol menu"},
    {"td th", "tr"},
    {"caption colgroup thead tbody tfoot tr", "table"},
    {"tr", "thead tbody tfoot"},
    {"option optgroup hr", "select"},
    {"", "option textarea title"},
};
static const char blocks[] = "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr "
                             "main menu nav ol p pre section table ul";
static const char never_in_itself[] = "a button form label";

static const char *refuse_nesting(const char *tag, const struct place *parent) {
    if (listed(blocks, tag) && inside(parent, "p")) return "a <p> holds text and inline elements only";
    if (listed(never_in_itself, tag) && inside(parent, tag)) return "may not stand inside another of its kind";
    if (!parent->depth) return NULL;
    const char *outer = parent->open[parent->depth - 1].name;
    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++) {
        if (listed(nestings[i].tags, tag) && !listed(nestings[i].parents, outer))
            return listed("td th tr", tag) ? "stands outside its table" : "stands outside the element it belongs in";
    }
    for (size_t i = 0; i < sizeof only_children / sizeof *only_children; i++) {
        if (listed(only_children[i].parents, outer) && !listed(only_children[i].tags, tag))
            return "may not stand directly in the element around it";
    }
    return NULL;
}

const char *rules_refuse_element(const char *tag, const struct place *parent) {
    if (listed("script style", tag)) return "templates hold no script and no style";
    if (listed("iframe frame frameset object embed base foreignobject animate animatetransform animatemotion set applet portal template "
               "noscript plaintext xmp",
               tag))
        return "this element is not used in Felles";
    if (has_upper(tag) && !inside(parent, "svg")) return "write elements in lower case";
    return refuse_nesting(tag, parent);
}

const char *rules_refuse_attribute(const char *name, const struct place *place) {
    if (strncasecmp(name, "on", 2) == 0) return "event handlers are not allowed";
    if (listed("style srcdoc srcset formmethod http-equiv", name)) return "this attribute is not allowed";
    if (has_upper(name) && !inside(place, "svg") && strcmp(place->tag.name, "svg") != 0) return "write attributes in lower case";
    return NULL;
}

static bool says(const struct place *place, const char *name, const char *values) {
    const struct attribute *attribute = rules_attribute(place, name);
    return attribute && attribute->always && !attribute->hole && attribute->raw && listed(values, attribute->raw);
}

static bool always_has(const struct place *place, const char *name) {
    const struct attribute *attribute = rules_attribute(place, name);
    return attribute && attribute->always;
}

bool rules_posts(const struct place *place) { return strcmp(place->tag.name, "form") == 0 && says(place, "method", "post"); }

static const char *refuse_form(const struct place *place) {
    if (!says(place, "method", "post get")) return "needs method=\"post\" or method=\"get\", written out";
    const struct attribute *action = rules_attribute(place, "action");
    if (action && action->raw && (strncmp(action->raw, "//", 2) == 0 || strchr(action->raw, ':') || !*action->raw) && !action->hole)
        return "goes to a path of Felles only";
    return NULL;
}

const char *rules_refuse_tag(const struct place *place, bool in_label, const char **ret_id) {
    const char *tag = place->tag.name;
    if (strcmp(tag, "img") == 0 && !always_has(place, "alt")) return "needs alt (empty when it only decorates)";
    if (strcmp(tag, "form") == 0) return refuse_form(place);
    if (!listed("input select textarea", tag)) return NULL;
    if (strcmp(tag, "input") == 0 && says(place, "type", "hidden submit")) return NULL;
    if (in_label || always_has(place, "aria-label") || always_has(place, "aria-labelledby")) return NULL;
    const struct attribute *id = rules_attribute(place, "id");
    if (!id || !id->always || !id->raw) return "needs a label: an id that a <label for> names, or aria-label";
    *ret_id = id->raw;
    return NULL;
}
