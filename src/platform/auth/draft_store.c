/* Keeping and finding drafts. What is typed may be about anyone, so the fields and the page's title are sealed with the master key, and no
 * other worker's draft can be asked for. */
#include "platform/auth/draft_store.h"

#include "auth_sql.h"
#include "platform/crypt/crypt.h"
#include "platform/http/body.h"

#include <string.h>

static const char place[] = "draft.fields";
static const char word[] = "utkast=";

int64_t draft_put(struct db *db, struct staff_id staff, const char *page, const char *fields, bool rescued) {
    struct instant now = db_now(db);
    if (strlen(fields) > DRAFT_MOST) return 0;
    draft_write(db, staff, page, now, (struct instant){now.ms + DRAFT_DAYS * MS_PER_DAY}, rescued, seal_with_master(db, place, fields));
    return draft_of_page(db, staff, page);
}

int64_t draft_of_page(struct db *db, struct staff_id staff, const char *page) {
    struct draft_at_row row;
    return draft_at(db, staff, page, db_now(db), &row) ? row.id.v : 0;
}

static const char *title_of(struct arena *arena, const char *fields) {
    struct form *form;
    if (body_parse(arena, fields, strlen(fields), &form) != ERR_OK) return NULL;
    return form_raw(form, "keep_draft");
}

bool draft_get(struct db *db, struct staff_id staff, int64_t id, struct draft *ret_draft) {
    struct draft_read_row row;
    if (!draft_read(db, staff, (struct draft_id){id}, db_now(db), &row)) return false;
    const char *fields = unseal_with_master(db, place, row.fields);
    if (!fields) return false;
    *ret_draft = (struct draft){row.id.v, row.page, fields, title_of(db_arena(db), fields), row.kept_at, row.rescued};
    return true;
}

void draft_forget(struct db *db, struct staff_id staff, int64_t id) { draft_delete(db, staff, (struct draft_id){id}); }

struct drafts draft_list(struct db *db, struct staff_id staff) {
    struct draft_rows_rows rows = draft_rows(db, staff, db_now(db));
    struct drafts drafts = {arena_array(db_arena(db), rows.n + 1, sizeof *drafts.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct draft_rows_row *row = &rows.v[i];
        const char *fields = unseal_with_master(db, place, row->fields);
        if (!fields) continue;
        drafts.v[drafts.n++] = (struct draft){row->id.v, row->page, NULL, title_of(db_arena(db), fields), row->kept_at, row->rescued};
    }
    return drafts;
}

const char *draft_page_of(struct arena *arena, const char *address) {
    if (!path_is_local(address)) return NULL;
    struct str page = str_in(arena);
    size_t path = strcspn(address, "?#");
    str_add_n(&page, address, path);
    const char *at = address + path;
    char mark = '?';
    while (*at == '?' || *at == '&') {
        size_t length = strcspn(++at, "&#");
        if (length > 0 && strncmp(at, word, sizeof word - 1) != 0) {
            str_add_n(&page, &mark, 1);
            str_add_n(&page, at, length);
            mark = '&';
        }
        at += length;
    }
    return str_text(&page);
}

const char *draft_address(struct arena *arena, const char *page, int64_t id) {
    return arena_printf(arena, "%s%c%s%lld", page, strchr(page, '?') ? '&' : '?', word, (long long)id);
}
