/* For test_routegen.sh only: handlers that print what they were given, called through the generated routes[] with forms given as
 * "name=value" arguments: METHOD PATH ID... -- NAME=VALUE... */
#include "sample_routes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reply reply_invalid(struct request *rq) {
    for (size_t i = 0; i < rq->form->n; i++) {
        if (rq->form->v[i].error) printf("wrong %s %d\n", rq->form->v[i].name, rq->form->v[i].error);
    }
    return (struct reply){.status = 422, .from_form = true};
}
enum offer_reason offer_reason_parse(const char *code) {
    return strcmp(code, "moved") == 0 ? OFFER_REASON_MOVED : strcmp(code, "asked") == 0 ? OFFER_REASON_ASKED : 0;
}
static const char *shown(const char *text) { return text ? text : "NULL"; }

struct reply offer(struct request *rq, const struct offer_in *in) {
    (void)rq;
    printf("offer case=%" PRId64 " step=%" PRId64 " unit=%" PRId64 " reason=%d what=[%s] note=[%s] until=%d at=%d n=%" PRId64
           " many=%d/%" PRId64 " sure=%d\n",
           in->case_.v, in->step, in->to_unit.v, (int)in->reason, shown(in->what), shown(in->note), in->until.days, in->at, in->n,
           in->many.has, in->many.v, in->sure);
    for (size_t i = 0; i < in->units.n; i++) printf("unit %" PRId64 "\n", in->units.v[i].v);
    for (size_t i = 0; i < in->words.n; i++) printf("word [%s]\n", shown(in->words.v[i]));
    for (size_t i = 0; i < in->reasons.n; i++) printf("reason %d\n", (int)in->reasons.v[i]);
    return (struct reply){.status = 303};
}
struct reply offer_page(struct request *rq, const struct offer_page_in *in) {
    printf("offer_page case=%" PRId64 " step=%" PRId64 " until=%s form=%s\n", in->case_.v, in->step,
           date_is_none(in->until) ? "none" : "some", rq->form ? "yes" : "no");
    return (struct reply){.status = 200};
}
struct reply front(struct request *rq, const struct front_in *in) {
    (void)rq;
    (void)in;
    printf("front\n");
    return (struct reply){.status = 200};
}
struct reply fixed(struct request *rq, const struct fixed_in *in) {
    (void)rq;
    (void)in;
    return (struct reply){.status = 200};
}

static const struct route *find(const char *method, const char *path) {
    for (const struct route *route = routes; route->path; route++) {
        if ((route->method == METHOD_POST) == (strcmp(method, "POST") == 0) && strcmp(route->path, path) == 0) return route;
    }
    return NULL;
}

int main(int count, char **arguments) {
    struct arena *arena = arena_create();
    if (count < 3) {
        for (const struct route *route = routes; route->path; route++)
            printf("%d %s %s %s %s %s %d %s %zu\n", (int)route->method, route->path, route->name, right_code(route->right),
                   shown(route->subject), shown(route->event), route->subject_index, route->invalid ? "invalid" : "-", route->max_body);
        printf("%d %d %d %d %s\n", (int)right_parse("public"), right_parse("baton.offer") == RIGHT_BATON_OFFER, (int)right_parse("x"),
               right_parse("report.read") == RIGHT_REPORT_READ, right_code(RIGHT_COUNT));
        arena_destroy(arena);
        return 0;
    }
    const struct route *route = find(arguments[1], arguments[2]);
    struct param params[8] = {0};
    int i = 3;
    for (int n = 0; route && i < count && strcmp(arguments[i], "--") != 0 && n < 8; i++) params[n++].id = atoll(arguments[i]);
    struct form form = {.v = arena_array(arena, (size_t)count, sizeof(struct form_field))};
    for (i++; i < count; i++) {
        char *equals = strchr(arguments[i], '=');
        *equals = '\0';
        form.v[form.n++] = (struct form_field){.name = arguments[i], .raw = equals + 1};
    }
    struct request rq = {.arena = arena, .form = route && route->method == METHOD_POST ? &form : NULL};
    struct reply reply = route ? route->call(&rq, params, &form) : (struct reply){.status = 404};
    printf("status %d\n", reply.status);
    if (reply.from_form) printf("status %d\n", route->invalid(&rq, params).status);
    arena_destroy(arena);
    return 0;
}
