/* A tree of path segments. Nothing here looks at rights or methods; see dispatch.c. */
#include "platform/http/match.h"

#include <string.h>

struct node {
    const char *text; /* the literal segment; NULL in a parameter's node */
    size_t length;
    const char *param;
    struct node *literals, *parameter, *next;
    const struct route *get, *post;
};
struct route_tree {
    struct node root;
};

static size_t segment_length(const char *at) {
    size_t length = 0;
    while (at[length] && at[length] != '/') length++;
    return length;
}

static struct node *literal_of(const struct node *node, const char *at, size_t length) {
    for (struct node *child = node->literals; child; child = child->next)
        if (child->length == length && memcmp(child->text, at, length) == 0) return child;
    return NULL;
}

static struct node *node_for(struct arena *arena, struct node *node, const char *at, size_t length) {
    if (at[0] == '{') {
        if (!node->parameter) node->parameter = arena_alloc(arena, sizeof *node);
        return node->parameter;
    }
    struct node *child = literal_of(node, at, length);
    if (child) return child;
    child = arena_alloc(arena, sizeof *child);
    *child = (struct node){.text = at, .length = length, .next = node->literals};
    node->literals = child;
    return child;
}

struct route_tree *route_tree_build(struct arena *arena, const struct route *list) {
    struct route_tree *tree = arena_alloc(arena, sizeof *tree);
    for (const struct route *route = list; route->path; route++) {
        struct node *node = &tree->root;
        for (const char *at = route->path; *at == '/';) {
            size_t length = segment_length(++at);
            node = node_for(arena, node, at, length);
            at += length;
        }
        if (route->method == METHOD_POST) node->post = route;
        else node->get = route;
    }
    return tree;
}

/* Leading zeros are refused so that a thing has one address only. */
static bool id_parse(const char *at, size_t length, int64_t *ret_id) {
    if (length == 0 || length > 18 || at[0] == '0') return false;
    int64_t id = 0;
    for (size_t i = 0; i < length; i++) {
        if (at[i] < '0' || at[i] > '9') return false;
        id = id * 10 + (at[i] - '0');
    }
    *ret_id = id;
    return true;
}

static bool match_from(const struct node *node, const char *at, struct match *match) {
    if (*at == '\0') {
        match->get = node->get;
        match->post = node->post;
        return node->get || node->post;
    }
    size_t length = segment_length(++at);
    const struct node *literal = literal_of(node, at, length);
    size_t n_params = match->n_params;
    if (literal && match_from(literal, at + length, match)) return true;
    match->n_params = n_params;
    int64_t id;
    if (!node->parameter || n_params == MATCH_PARAMS || !id_parse(at, length, &id)) return false;
    match->params[match->n_params++] = (struct param){.id = id};
    return match_from(node->parameter, at + length, match);
}

bool route_match(const struct route_tree *tree, const char *path, struct match *ret_match) {
    struct match match = {0};
    if (path[0] != '/' || strlen(path) > MATCH_PATH || !match_from(&tree->root, path, &match)) return false;
    *ret_match = match;
    return true;
}

void route_name_params(struct arena *arena, const struct route *route, struct match *match) {
    size_t n = 0;
    for (const char *at = route->path; *at && n < match->n_params; at++) {
        if (*at != '{') continue;
        const char *name = at + 1;
        match->params[n++].name = arena_strndup(arena, name, strcspn(name, ":}"));
    }
}
