/* From a request's path to its route. Pure: built once from routes[], then only read. */
#pragma once
#include "base/arena.h"
#include "platform/http/http.h"

enum { MATCH_PARAMS = 8, MATCH_PATH = 1024 };

struct route_tree;
struct match {
    const struct route *get, *post;    /* the routes of this path, either may be NULL */
    struct param params[MATCH_PARAMS]; /* names as in the route's path */
    size_t n_params;
};

/* `list` ends with path NULL and must outlive the tree. A literal segment is tried before a parameter. */
struct route_tree *route_tree_build(struct arena *arena, const struct route *list);
/* `path` is decoded and starts with "/". False when no route has this path. A parameter is a canonical positive integer. */
bool route_match(const struct route_tree *tree, const char *path, struct match *ret_match);
/* Names the parameters after the route's own pattern: two routes may call the same place by different names. */
void route_name_params(struct arena *arena, const struct route *route, struct match *match);
