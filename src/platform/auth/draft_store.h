/* Forms that were kept, or that could not be sent because the session had ended in the middle. Each is its writer's alone, sealed, and
 * forgotten after two weeks. (LAW PJL-5, GDPR-5) */
#pragma once
#include "platform/http/http.h"

enum { DRAFT_DAYS = 14, DRAFT_MOST = 200 * 1024 };

/* Keeps what was typed on a page, in a write transaction; a later draft of the same page takes its place. `page`: path and query. `fields`: as a
 * form is sent, without the token. The id, or 0: more than we keep. */
int64_t draft_put(struct db *db, struct staff_id staff, const char *page, const char *fields, bool rescued);
struct draft {
    int64_t id;
    const char *page, *fields, *title; /* title: of the page, or NULL when the session had ended */
    struct instant kept_at;
    bool rescued;
};
bool draft_get(struct db *db, struct staff_id staff, int64_t id, struct draft *ret_draft); /* own drafts only */
int64_t draft_of_page(struct db *db, struct staff_id staff, const char *page);             /* 0: none */
void draft_forget(struct db *db, struct staff_id staff, int64_t id);
struct drafts {
    struct draft *v;
    size_t n;
};
struct drafts draft_list(struct db *db, struct staff_id staff); /* the newest first, at most 30; without their fields */
/* "/sak/1/svar?x=2" as an address of our own without the word of a draft that was shown; NULL: none of ours. */
const char *draft_page_of(struct arena *arena, const char *address);
/* The address at which a draft is shown again. */
const char *draft_address(struct arena *arena, const char *page, int64_t id);
