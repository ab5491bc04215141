/* The page of help with its sections and words, and the pages the foot links to: privacy, accessibility. Open to all. */
#include "domain/help/internal.h"

#include "help_routes.h"
#include "help_views.h"
#include "texts.h"

static const struct {
    enum help_part part;
    const char *id;
    text_key title;
} parts[] = {{HELP_PART_DAY, "arbeidsdagen", T_help_part_day},
             {HELP_PART_CASE, "sakens-sider", T_help_part_case},
             {HELP_PART_OWN, "vern-og-oppsett", T_help_part_own}};
enum { PARTS = sizeof parts / sizeof *parts };

/* What a worker meets in the screens, in the order of the work. */
#define WORD(name) \
    { T_help_word_##name, T_help_means_##name }
static const struct help_word words[] = {
    WORD(contact),     WORD(concern), WORD(case),       WORD(spine),      WORD(zone),     WORD(unit),      WORD(main),
    WORD(handover),    WORD(duty),    WORD(dispute),    WORD(shove),      WORD(bounce),   WORD(first),     WORD(officer),
    WORD(coordinator), WORD(primary), WORD(deputy),     WORD(peer),       WORD(relative), WORD(agent),     WORD(consent),
    WORD(objection),   WORD(ground),  WORD(log),        WORD(assessment), WORD(joint),    WORD(part),      WORD(provisional),
    WORD(notice),      WORD(appeal),  WORD(suspension), WORD(plan),       WORD(service),  WORD(emergency), WORD(allocation),
};
#undef WORD

static void fill_parts(struct request *rq, struct help_view *view) {
    size_t n = 0;
    while (help_topics[n].id) n++;
    view->parts = (struct help_part_views){arena_array(rq->arena, PARTS, sizeof *view->parts.v), PARTS};
    for (size_t i = 0; i < PARTS; i++) {
        struct help_part_view *part = &view->parts.v[i];
        *part = (struct help_part_view){parts[i].id, parts[i].title, {arena_array(rq->arena, n, sizeof *part->topics.v), 0}};
        for (size_t k = 0; k < n; k++)
            if (help_topics[k].part == parts[i].part)
                part->topics.v[part->topics.n++] = (struct help_topic_view){help_topics[k].id, help_topics[k].title, help_topics[k].text};
    }
}

static struct reply page_with(struct request *rq, text_key title, void (*body)(struct html *, const struct help_view *)) {
    struct help_view view = {
        .place = rq->app ? rq->app->municipality : NULL, .signed_in = rq->session != NULL, .words = {words, sizeof words / sizeof *words}};
    fill_parts(rq, &view);
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
