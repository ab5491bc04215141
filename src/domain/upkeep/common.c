/* What the pages of the care of the stock say in the same way. */
#include "domain/upkeep/pages.h"

#include "base/cells.h"
#include "texts.h"

bool care_may(const struct request *rq, enum right right) { return rq->session && session_may(rq->session, right); }
struct care_rows care_rows_of(struct request *rq, size_t n) { return (struct care_rows){arena_array(rq->arena, n + 1, sizeof(struct care_row)), 0}; }
const char *care_text(struct request *rq, text_key key) { return text_of(rq->lang, key); }

const char *care_id(struct request *rq, int64_t id) { return arena_printf(rq->arena, "%lld", (long long)id); }

const char *care_kroner(struct request *rq, struct maybe_int amount) {
    return amount.has ? text_format(rq->arena, rq->lang, T_upkeep_kroner, "amount", number_text(rq->arena, rq->lang, amount.v), NULL) : NULL;
}

const char *care_home_link(struct request *rq, struct dwelling_id dwelling) { return arena_printf(rq->arena, "/boliger/%lld", (long long)dwelling.v); }
const char *care_on(struct request *rq, text_key key, struct date date) { return text_format(rq->arena, rq->lang, key, "on", date_long(rq->arena, rq->lang, date), NULL); }
const char *care_n(struct request *rq, text_key key, int64_t n) { return text_format(rq->arena, rq->lang, key, "n", care_id(rq, n), NULL); }
const char *care_few(struct request *rq, int64_t n) { return cell_is_small(n) ? care_text(rq, T_upkeep_few) : care_id(rq, n); }

struct options care_types(struct request *rq) {
    const struct profile_dwellings *stock = &organisation_profile()->dwellings;
    struct options options = {arena_array(rq->arena, stock->types_count + 1, sizeof *options.v), stock->types_count};
    for (unsigned i = 0; i < stock->types_count; i++) options.v[i] = (struct option){.value = stock->types[i].code, .label = profile_words_in(&stock->types[i].name, rq->lang)};
    return options;
}

const char *care_type_name(struct request *rq, const char *code) {
    const struct profile_dwelling_type *type = profile_dwelling_type(organisation_profile(), code);
    bool hidden = type && type->discreet && !care_may(rq, RIGHT_SITING_SEE);
    return type && !hidden ? profile_words_in(&type->name, rq->lang) : NULL;
}

struct html *care_begin(struct request *rq, text_key title) {
    struct html *h = html_new(rq);
    struct page *page = arena_alloc(rq->arena, sizeof *page);
    *page = (struct page){.title = title, .nav = "/boliger"};
    page_begin(h, page);
    return h;
}

struct reply care_end(struct request *rq, struct html *h) {
    page_end(h);
    return reply_html(rq, h);
}
