/* The landlord's list of leases, and the lease in its case. Who lets the home sees the lease and not the case; who follows her up sees how it stands, and the words when
 * the tenancy zone is open. (I-06, R-152) */
#include "domain/lease/pages.h"

#include "icons.h"
#include "lease_routes.h"
#include "lease_sql.h"
#include "platform/pdf/kept.h"
#include "texts.h"

enum { ROWS_A_PAGE = 25, NEAR_MONTHS = 9 };

/* ── shared ───────────────────────────────────────────────────────────── */

const struct access *lease_access(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_TENANCY), "lease"); }

struct reply lease_refused(struct request *rq, int fault) {
    struct lease_fault_text text = lease_fault_text(fault);
    if (fault == LEASE_NOT_FOUND) return reply_not_found(rq);
    if (fault == LEASE_NO_ACCESS || fault == LEASE_NOT_YOURS) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct reply lease_back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/leieforhold", (long long)id.v), notice);
}

struct reply lease_done(struct request *rq, struct case_id id, int fault, text_key notice) {
    return fault ? lease_refused(rq, fault) : lease_back(rq, id, notice);
}

bool lease_frame_read(struct request *rq, struct case_id id, struct lease_frame *ret_frame) {
    ret_frame->plain = !session_may(rq->session, RIGHT_CASE_SEE);
    return case_frame_read(rq, id, TAB_LEASE, &ret_frame->frame);
}

void lease_frame_begin(struct html *h, struct request *rq, const struct lease_frame *frame, text_key title) {
    if (!frame->plain) {
        case_frame_begin(h, &frame->frame, title);
        return;
    }
    struct page *page = arena_array(rq->arena, 1, sizeof *page);
    *page = (struct page){.kind = PAGE_STAFF,
                          .title_text = arena_printf(rq->arena, "%s, %s", frame->frame.person.name, text_of(rq->lang, title)),
                          .nav = "/leieforhold"};
    page_begin(h, page);
}

void lease_frame_end(struct html *h, const struct lease_frame *frame) {
    if (frame->plain) page_end(h);
    else case_frame_end(h);
}

bool lease_in_case(struct request *rq, struct case_id id, struct lease_id lease, struct lease_brief *ret_lease) {
    return lease_read(rq->db, lease, ret_lease) && ret_lease->case_.v == id.v;
}

static bool ends_soon(enum lease_state state) { return state == LEASE_STATE_EXPIRING || state == LEASE_STATE_REVIEW; }

struct lease_mark_view lease_mark_of(struct request *rq, enum lease_state state, struct date until, bool asked_to_move) {
    const char *text = text_of(rq->lang, (text_key)lease_state_text(state));
    if (ends_soon(state) && !date_is_none(until) && until.days < rq->today.days && !asked_to_move)
        return (struct lease_mark_view){ICON_DANGER, "danger", text_of(rq->lang, T_lease_mark_late)};
    switch (state) {
    case LEASE_STATE_DRAFT: return (struct lease_mark_view){ICON_WRITE, "neutral", text};
    case LEASE_STATE_OFFERED:
    case LEASE_STATE_SIGNED: return (struct lease_mark_view){ICON_WAITING, "info", text};
    case LEASE_STATE_RUNNING:
    case LEASE_STATE_INDEFINITE: return (struct lease_mark_view){ICON_OK, "success", text};
    case LEASE_STATE_EXPIRING:
    case LEASE_STATE_REVIEW:
    case LEASE_STATE_NOTICE_GIVEN: return (struct lease_mark_view){ICON_WARNING, "warning", text};
    case LEASE_STATE_RENEWED:
    case LEASE_STATE_ENDED:
    case LEASE_STATE_WITHDRAWN: return (struct lease_mark_view){ICON_OFF, "neutral", text};
    }
    return (struct lease_mark_view){0};
}

/* ── the landlord's list ──────────────────────────────────────────────── */

static const char *list_path(struct request *rq, enum lease_state state, int64_t page) {
    return arena_printf(rq->arena, "/leieforhold?state=%s&page=%lld", state ? lease_state_code(state) : "", (long long)page);
}

static void count(struct request *rq, enum lease_state chosen, struct lease_list_view *view) {
    struct lease_counts_rows rows = lease_counts(rq->db, rq->session->unit);
    view->shelves.v = arena_array(rq->arena, rows.n + 1, sizeof *view->shelves.v);
    for (size_t i = 0; i < rows.n; i++) {
        enum lease_state state = rows.v[i].state;
        bool over = state == LEASE_STATE_ENDED || state == LEASE_STATE_RENEWED || state == LEASE_STATE_WITHDRAWN;
        if (chosen ? state == chosen : !over) view->all += rows.v[i].n;
        view->shelves.v[view->shelves.n++] =
            (struct lease_shelf_view){list_path(rq, state, 1), (text_key)lease_state_text(state), rows.v[i].n, state == chosen};
    }
}

static const char *row_home(struct request *rq, const struct lease_list_row *row) {
    if (row->address_grade != ADDRESS_GRADE_OPEN || row->address_shielded || text_empty(row->street))
        return text_format(rq->arena, rq->lang, T_lease_home_number, "number", row->object_number ? row->object_number : "–", NULL);
    return arena_printf(rq->arena, "%s %s%s %s", row->street, row->house_number ? row->house_number : "",
                        row->house_letter ? row->house_letter : "", row->unit_number ? row->unit_number : "");
}

struct reply lease_list_page(struct request *rq, const struct lease_list_page_in *in) {
    struct lease_list_view view = {.unit = rq->session->unit_name, .current_all = !in->state};
    if (session_may_open(rq->session, METHOD_GET, "/leieforhold/tall")) view.figures_path = "/leieforhold/tall";
    if (session_may_open(rq->session, METHOD_GET, "/leieforhold/fil")) view.file_path = "/leieforhold/fil";
    count(rq, in->state, &view);
    int64_t pages = (view.all + ROWS_A_PAGE - 1) / ROWS_A_PAGE, page = in->page.has && in->page.v <= pages ? in->page.v : 1;
    struct lease_list_rows rows = lease_list(rq->db, rq->session->unit, in->state, (page - 1) * ROWS_A_PAGE);
    view.rows = (struct lease_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view.rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct lease_list_row *row = &rows.v[i];
        view.rows.v[i] = (struct lease_row_view){
            .name = arena_printf(rq->arena, "%s %s", row->given_name, row->family_name ? row->family_name : ""),
            .path = lease_path(rq, row->case_id, ""),
            .home = row_home(rq, row),
            .mark = lease_mark_of(rq, row->state, row->until_date, !date_is_none(row->asked_to_move_on)),
            .from = row->from_date,
            .until = row->until_date,
            .has_until = !date_is_none(row->until_date),
        };
    }
    view.first = (page - 1) * ROWS_A_PAGE + 1;
    view.last = view.first + (int64_t)rows.n - 1;
    if (page > 1) view.previous = list_path(rq, in->state, page - 1);
    if (page < pages) view.next = list_path(rq, in->state, page + 1);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_lease_list_title, .nav = "/leieforhold"});
    lease_rows(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── the lease of a case ──────────────────────────────────────────────── */

static struct lease_line_view *add(struct lease_line_views *lines, const char *title, struct date on, const char *by) {
    struct lease_line_view *line = &lines->v[lines->n++];
    *line = (struct lease_line_view){.title = title, .on = on, .by = by};
    return line;
}
static struct lease_line_views room(struct request *rq, size_t n) {
    return (struct lease_line_views){arena_array(rq->arena, n + 1, sizeof(struct lease_line_view)), 0};
}

static void read_open(struct request *rq, const struct lease_brief *lease, struct lease_case_view *view) {
    struct lease_infos_of_rows infos = lease_infos_of(rq->db, lease->id);
    view->infos = room(rq, infos.n);
    for (size_t i = 0; i < infos.n; i++)
        add(&view->infos, text_of(rq->lang, (text_key)lease_info_way_text(infos.v[i].way)), infos.v[i].given_on, infos.v[i].staff_name);
    struct lease_moves_of_rows moves = lease_moves_of(rq->db, lease->id);
    view->moves = room(rq, moves.n);
    for (size_t i = 0; i < moves.n; i++)
        add(&view->moves, text_of(rq->lang, (text_key)lease_state_text(moves.v[i].to_state)), instant_oslo_date(moves.v[i].at),
            moves.v[i].staff_name);
    struct leases_of_case_rows earlier = leases_of_case(rq->db, lease->case_);
    view->earlier = room(rq, earlier.n);
    for (size_t i = 0; i < earlier.n; i++)
        if (earlier.v[i].id.v != lease->id.v)
            add(&view->earlier,
                text_of(rq->lang,
                        earlier.v[i].how ? (text_key)lease_end_text(earlier.v[i].how) : (text_key)lease_state_text(earlier.v[i].state)),
                earlier.v[i].from_date, NULL);
}

static void read_talks(struct request *rq, const struct lease_brief *lease, struct lease_case_view *view) {
    struct lease_reviews_of_rows talks = lease_reviews_of(rq->db, lease->id);
    view->talks = room(rq, talks.n);
    for (size_t i = 0; i < talks.n; i++)
        add(&view->talks,
            arena_printf(rq->arena, "%s. %s.", text_of(rq->lang, (text_key)lease_can_buy_text(talks.v[i].can_buy)),
                         text_of(rq->lang, (text_key)lease_review_result_text(talks.v[i].result))),
            talks.v[i].met_on, talks.v[i].staff_name);
    view->not_renewing = talks.n && talks.v[0].result == LEASE_REVIEW_RESULT_NOT_RENEWED;
    view->renewing = talks.n && talks.v[0].result == LEASE_REVIEW_RESULT_RENEWS;
}

static void read_home(struct request *rq, const struct lease_brief *lease, struct lease_case_view *view) {
    struct lease_rents_of_rows rents = lease_rents_of(rq->db, lease->id);
    view->rents = room(rq, rents.n);
    for (size_t i = 0; i < rents.n; i++)
        add(&view->rents,
            text_format(rq->arena, rq->lang, T_lease_kroner_month, "amount", number_text(rq->arena, rq->lang, rents.v[i].new_rent), NULL),
            rents.v[i].from_date, NULL);
    struct lease_inspections_of_rows looks = lease_inspections_of(rq->db, lease->id);
    view->inspections = room(rq, looks.n);
    for (size_t i = 0; i < looks.n; i++) {
        const struct lease_inspections_of_row *row = &looks.v[i];
        const char *went =
            text_of(rq->lang, row->found ? (text_key)inspection_found_text(row->found) : (text_key)inspection_state_text(row->state));
        struct lease_line_view *line = add(
            &view->inspections, arena_printf(rq->arena, "%s: %s", text_of(rq->lang, (text_key)inspection_reason_text(row->reason)), went),
            row->on_date, row->staff_name);
        line->planned = row->state == INSPECTION_STATE_PLANNED;
        line->post = arena_printf(rq->arena, "%s/befaring/%lld", view->path, (long long)row->id.v);
        line->id = row->id.v;
    }
}

static void read_words(struct request *rq, const struct access *access, const struct lease_brief *lease, struct lease_case_view *view) {
    struct lease_words_of_rows words = lease_words_of(rq->db, access, lease->id);
    view->words = room(rq, words.n);
    for (size_t i = 0; i < words.n; i++)
        add(&view->words, text_of(rq->lang, (text_key)lease_word_text(words.v[i].kind)), instant_oslo_date(words.v[i].at),
            words.v[i].staff_name)
            ->words = words.v[i].words;
    struct lease_letters_of_rows letters = lease_letters_of(rq->db, access, lease->id);
    view->letters = room(rq, letters.n);
    for (size_t i = 0; i < letters.n; i++)
        add(&view->letters, text_of(rq->lang, (text_key)lease_letter_kind_text(letters.v[i].kind)), letters.v[i].sent_on, NULL)->path =
            arena_printf(rq->arena, "%s/brev/%lld", view->path, (long long)letters.v[i].id.v);
}

/* The way to a no: where it stands, and what is still in its way. */
static void read_no(struct request *rq, const struct lease_brief *lease, struct lease_case_view *view) {
    struct lease_prior_now_row told;
    view->told = lease_prior_now(rq->db, lease->id, &told);
    view->answer_by = view->told ? told.answer_by : DATE_NONE;
    view->answered_on = view->told ? told.answered_on : DATE_NONE;
    view->heard = view->told && !date_is_none(told.answered_on);
    view->asked_to_move = !date_is_none(lease->asked_to_move_on);
    if (!view->told) return;
    int fault = lease_may_not_renew(rq->db, lease, view->asked_to_move);
    view->may_ask = !fault && !view->asked_to_move;
    if (fault) view->hindrance = (struct lease_mark_view){ICON_WAITING, "warning", text_of(rq->lang, lease_fault_text(fault).why)};
}

static void read_state(struct request *rq, const struct lease_brief *lease, struct lease_case_view *view) {
    enum lease_state state = lease->state;
    view->draft = state == LEASE_STATE_DRAFT;
    view->offered = state == LEASE_STATE_OFFERED;
    view->is_signed = state == LEASE_STATE_SIGNED;
    view->runs = lease_runs(state);
    view->review = state == LEASE_STATE_REVIEW;
    view->notice_given = state == LEASE_STATE_NOTICE_GIVEN;
    view->over = state == LEASE_STATE_ENDED || state == LEASE_STATE_RENEWED || state == LEASE_STATE_WITHDRAWN;
    view->near_end = ends_soon(state);
    view->late = view->near_end && lease->until.days < rq->today.days;
    view->may_begin = view->is_signed && lease->from.days <= rq->today.days;
    view->needs_info = !lease->renews.v;
    if (view->near_end) view->open_from = lease_open_from(lease->until);
}

static struct options no_term_over(struct request *rq) {
    struct options all = lease_end_options(rq->arena, rq->lang), some = {arena_array(rq->arena, all.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < all.n; i++)
        if (!text_equal(all.v[i].value, lease_end_code(LEASE_END_EVICTED)) &&
            !text_equal(all.v[i].value, lease_end_code(LEASE_END_TERMINATED)))
            some.v[some.n++] = all.v[i];
    return some;
}

/* Letters that stand on their own; the others are made by what they tell of. */
static struct options letters_to_make(struct request *rq, const struct lease_case_view *view) {
    const struct {
        enum lease_letter_kind kind;
        bool now;
    } all[] = {{LEASE_LETTER_KIND_CONTRACT, !view->over},
               {LEASE_LETTER_KIND_WAY_ON, view->runs || view->is_signed},
               {LEASE_LETTER_KIND_REVIEW_INVITATION, view->near_end},
               {LEASE_LETTER_KIND_RUNS_ON, view->late}};
    struct options some = {arena_array(rq->arena, 5, sizeof(struct option)), 0};
    for (size_t i = 0; i < 4; i++)
        if (all[i].now)
            some.v[some.n++] = (struct option){lease_letter_kind_code(all[i].kind),
                                               text_of(rq->lang, (text_key)lease_letter_kind_text(all[i].kind)), NULL};
    return some;
}

static void read_agreed(struct request *rq, const struct lease_brief *lease, struct lease_case_view *view) {
    struct lease_get_row row;
    struct unit_brief unit = {0};
    if (!lease_get(rq->db, lease->id, &row)) return;
    organisation_unit(rq->db, lease->unit, rq->lang, &unit);
    view->landlord = unit.name;
    view->phone = text_empty(unit.phone) ? NULL : unit.phone;
    view->kind = (text_key)lease_kind_text(row.kind);
    view->fixed = row.kind == LEASE_KIND_FIXED;
    view->from = row.from_date, view->until = row.until_date, view->has_until = !date_is_none(row.until_date);
    view->told_public = row.told_public;
    view->except_term = row.except_term, view->except_sublet = row.except_sublet, view->except_household = row.except_household;
    view->mark = lease_mark_of(rq, row.state, row.until_date, !date_is_none(row.asked_to_move_on));
    if (!view->full) return;
    view->home = lease_home_name(rq->db, rq->arena, rq->lang, lease);
    if (session_may(rq->session, RIGHT_DWELLING_SEE))
        view->home_path = arena_printf(rq->arena, "/boliger/%lld", (long long)lease->dwelling.v);
    view->rent = text_format(rq->arena, rq->lang, T_lease_kroner_month, "amount",
                             number_text(rq->arena, rq->lang, lease_rent_on(rq->db, lease, rq->today)), NULL);
    view->deposit_kind = (text_key)lease_deposit_text(row.deposit_kind);
    view->deposit = row.deposit
                        ? text_format(rq->arena, rq->lang, T_lease_kroner, "amount", number_text(rq->arena, rq->lang, row.deposit), NULL)
                        : NULL;
}

struct reply lease_page(struct request *rq, const struct lease_page_in *in) {
    struct lease_frame frame;
    struct lease_brief lease;
    if (!lease_frame_read(rq, in->case_, &frame)) return reply_not_found(rq);
    const struct access *access = lease_access(rq, in->case_);
    bool may_write = session_may(rq->session, RIGHT_LEASE_WRITE) && access;
    struct lease_case_view view = {
        .given_name = frame.frame.person.given_name,
        .path = lease_path(rq, in->case_, ""),
        .exists = lease_of_case(rq->db, in->case_, &lease),
        .full = access != NULL,
        .today = date_iso(rq->arena, rq->today),
        .holder = frame.frame.holder_unit,
        .infos_ways = lease_info_way_options(rq->arena, rq->lang),
        .states = inspection_state_options(rq->arena, rq->lang),
        .founds = inspection_found_options(rq->arena, rq->lang),
        .ends = no_term_over(rq),
        .plain = frame.plain,
    };
    if (view.exists) {
        view.act = arena_printf(rq->arena, "%s/%lld", view.path, (long long)lease.id.v);
        view.ours = may_write && lease_is_ours(&lease, rq->session->unit);
        read_agreed(rq, &lease, &view);
        read_state(rq, &lease, &view);
        read_open(rq, &lease, &view);
        read_talks(rq, &lease, &view);
        read_no(rq, &lease, &view);
        if (access) read_words(rq, access, &lease, &view), read_home(rq, &lease, &view);
        view.decided = lease_decision_after_talk(rq->db, &lease, &view.granted).v != 0;
        view.letter_kinds = letters_to_make(rq, &view);
    }
    if (case_frame_may_open(rq->session, "/videre")) view.onward_path = arena_printf(rq->arena, "/sak/%lld/videre", (long long)in->case_.v);
    if (case_frame_may_open(rq->session, "/hjemmet")) view.keep_path = arena_printf(rq->arena, "/sak/%lld/hjemmet", (long long)in->case_.v);
    if (!access) view.hidden = secrecy_hidden_zone(rq, in->case_, ZONE_TENANCY);
    if (may_write && (!view.exists || view.over || (view.review && view.decided && view.granted && view.renewing)))
        view.new_path = lease_path(rq, in->case_, "/ny");
    struct html *h = html_new(rq);
    lease_frame_begin(h, rq, &frame, T_lease_page_title);
    lease_case(h, &view);
    lease_frame_end(h, &frame);
    return reply_html(rq, h);
}

struct reply lease_letter_page(struct request *rq, const struct lease_letter_page_in *in) {
    struct lease_letter_get_row row;
    struct blob pdf;
    const struct access *access = lease_access(rq, in->case_);
    if (!access) return reply_not_found(rq);
    if (!lease_letter_get(rq->db, access, in->case_, in->letter, &row)) return reply_not_found(rq);
    if (pdf_kept(rq->arena, row.pdf, row.sha256, &pdf) < 0) return reply_not_found(rq);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "leieforhold-%lld.pdf", (long long)in->letter.v), pdf);
}
