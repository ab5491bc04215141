/* Which pages a session may open, by their pattern: what menus, tabs and links ask before they show a way. */
#include "platform/http/http.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const struct route **by_path; /* sorted once; every page asks a dozen times */
static size_t n_routes;

static int compare(enum method method, const char *path, const struct route *route) {
    int order = strcmp(path, route->path);
    return order ? order : (int)method - (int)route->method;
}

static int by_path_and_method(const void *a, const void *b) {
    const struct route *left = *(const struct route *const *)a;
    return compare(left->method, left->path, *(const struct route *const *)b);
}

static void sort_routes(void) {
    while (routes[n_routes].path) n_routes++;
    by_path = calloc(n_routes + 1, sizeof *by_path);
    if (!by_path) abort();
    for (size_t i = 0; i < n_routes; i++) by_path[i] = &routes[i];
    qsort(by_path, n_routes, sizeof *by_path, by_path_and_method);
}

bool session_may_open(const struct session *session, enum method method, const char *path) {
    static pthread_once_t sorted = PTHREAD_ONCE_INIT;
    pthread_once(&sorted, sort_routes);
    for (size_t low = 0, high = n_routes; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = compare(method, path, by_path[middle]);
        if (order == 0) return session_may(session, by_path[middle]->right);
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return false;
}
