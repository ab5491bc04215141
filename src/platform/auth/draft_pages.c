/* One's own drafts, and throwing one away. */
#include "auth_routes.h"
#include "auth_views.h"
#include "platform/auth/draft_store.h"
#include "platform/auth/views.h"
#include "texts.h"

struct reply drafts_page(struct request *rq, const struct drafts_page_in *in) {
    (void)in;
    struct drafts drafts = draft_list(rq->db, rq->session->staff);
    struct drafts_view view = {{arena_array(rq->arena, drafts.n + 1, sizeof(struct draft_row)), drafts.n}};
    for (size_t i = 0; i < drafts.n; i++) {
        const struct draft *draft = &drafts.v[i];
        view.rows.v[i] = (struct draft_row){draft->id, draft_address(rq->arena, draft->page, draft->id),
                                            draft->title ? draft->title : text_of(rq->lang, T_draft_unsent), draft->kept_at, draft->rescued};
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_draft_title});
    auth_drafts(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply draft_discard(struct request *rq, const struct draft_discard_in *in) {
    draft_forget(rq->db, rq->session->staff, in->draft.v);
    return reply_with_notice(reply_see_other(rq, "/utkast"), T_draft_discarded);
}
