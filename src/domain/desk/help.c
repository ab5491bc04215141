/* The pages the foot of every page links to: help, privacy, accessibility. Open to all. */
#include "domain/desk/internal.h"

#include "desk_routes.h"
#include "texts.h"

static struct reply page_with(struct request *rq, text_key title, void (*body)(struct html *, const struct help_view *)) {
    const struct help_view view = {.place = rq->app ? rq->app->municipality : NULL, .signed_in = rq->session != NULL};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = view.signed_in ? PAGE_STAFF : PAGE_BARE, .title = title});
    body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply help_page(struct request *rq, const struct help_page_in *in) {
    (void)in;
    return page_with(rq, T_help_title, help);
}

struct reply privacy_page(struct request *rq, const struct privacy_page_in *in) {
    (void)in;
    return page_with(rq, T_privacy_title, privacy);
}

struct reply accessibility_page(struct request *rq, const struct accessibility_page_in *in) {
    (void)in;
    return page_with(rq, T_accessibility_title, accessibility);
}
