/* Nothing typed is lost: a form is kept when its writer asks, and when the session had ended before it was sent. Kept for the one the session
 * belonged to, after the same locks as any form; what was kept is put back into the page it was written on. */
#include "platform/http/keep.h"

#include "platform/audit/audit.h"
#include "platform/auth/draft_store.h"
#include "platform/auth/session_store.h"
#include "platform/http/body.h"
#include "texts.h"

#include <string.h>

/* Where the form stood: the page the browser says it was on, if it is ours, else the form's own address. */
static const char *page_of_form(struct turn *turn) {
    const char *from = header_of(turn->exchange, "Referer");
    const char *host = from ? strstr(from, "://") : NULL;
    const char *path = host ? strchr(host + 3, '/') : NULL;
    const char *page = path ? draft_page_of(turn->rq.arena, path) : NULL;
    struct match match;
    if (page) {
        const char *bare = arena_strndup(turn->rq.arena, page, strcspn(page, "?"));
        if (route_match(turn->exchange->server->tree, bare, &match) && match.get) return page;
    }
    return turn->match.get ? draft_page_of(turn->rq.arena, turn->exchange->target) : NULL;
}

static const char *fields_of(struct arena *arena, const struct form *form) {
    struct str out = str_in(arena);
    for (size_t i = 0; i < form->n; i++) {
        if (strcmp(form->v[i].name, "csrf") == 0 || text_starts(form->v[i].name, "password")) continue; /* nobody's password is kept in a draft */
        if (out.length) str_add(&out, "&");
        percent_encode(&out, form->v[i].name);
        str_add(&out, "=");
        percent_encode(&out, form->v[i].raw);
    }
    return str_text(&out);
}

static int64_t put(struct turn *turn, struct staff_id staff, const char *page, const struct form *form, bool rescued) {
    struct request *rq = &turn->rq;
    request_open(rq, DB_WRITE);
    int64_t id = draft_put(rq->db, staff, page, fields_of(rq->arena, form), rescued);
    audit_add(rq->db, rescued ? "draft_rescued" : "draft_kept", "staff", staff.v, NULL);
    return request_commit(rq) == DB_OK ? id : 0;
}

bool keep_asked(struct turn *turn, const struct form *form, struct reply *ret_reply) {
    const char *page = turn->rq.session && form_raw(form, "keep_draft") ? page_of_form(turn) : NULL;
    int64_t id = page ? put(turn, turn->rq.session->staff, page, form, false) : 0;
    if (!id) return false;
    *ret_reply = (struct reply){.status = 303, .location = draft_address(turn->rq.arena, page, id), .notice = T_draft_kept};
    return true;
}

const char *keep_unsent(struct turn *turn) {
    struct request *rq = &turn->rq;
    struct exchange *exchange = turn->exchange;
    struct form *form;
    struct staff_id staff;
    const char *csrf;
    if (exchange->method != METHOD_POST || !turn->token || exchange->body_size == 0) return NULL;
    if (body_parse(rq->arena, exchange->body, exchange->body_size, &form) != ERR_OK || !origin_is_ours(turn)) return NULL;
    (void)form_without(rq->arena, form, "csrf", &csrf);
    request_open(rq, DB_READ);
    struct session ended = {0};
    bool known = session_ended(rq->db, turn->token, &ended);
    request_commit(rq);
    const char *page = known && csrf_is_right(&ended, csrf) && form->n > 1 ? page_of_form(turn) : NULL;
    if (!page) return NULL;
    staff = ended.staff;
    turn->actor = (struct actor){.kind = ACTOR_STAFF, .staff = staff.v, .unit = ended.unit.v, .what = "draft"};
    int64_t id = put(turn, staff, page, form, true);
    return id ? draft_address(rq->arena, page, id) : NULL;
}

void keep_show(struct turn *turn, const struct form *query) {
    struct request *rq = &turn->rq;
    if (!rq->session || !rq->session->has_drafts) return;
    const char *page = draft_page_of(rq->arena, turn->exchange->target), *asked = form_raw(query, "utkast");
    int64_t id = 0;
    struct draft draft;
    if (!page) return;
    if (asked && parse_int(asked, &id) && draft_get(rq->db, rq->session->staff, id, &draft) && text_equal(draft.page, page)) {
        struct form *form;
        if (body_parse(rq->arena, draft.fields, strlen(draft.fields), &form) != ERR_OK) return;
        rq->form = form;
        rq->draft = (struct draft_shown){.id = id, .shown = true, .rescued = draft.rescued, .kept_at = draft.kept_at, .page = page};
        return;
    }
    id = draft_of_page(rq->db, rq->session->staff, page);
    if (id) rq->draft = (struct draft_shown){.id = id, .page = page};
}

void keep_done(struct turn *turn) {
    struct request *rq = &turn->rq;
    const char *page = rq->session && rq->session->has_drafts ? page_of_form(turn) : NULL;
    int64_t id = page ? draft_of_page(rq->db, rq->session->staff, page) : 0;
    if (id) draft_forget(rq->db, rq->session->staff, id);
}
