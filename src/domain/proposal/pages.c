/* The page of the allocation: vacant dwellings, who is proposed where and why, and what people decide. It shows only what the reader may read of each
 * person, and each such reading is logged. (R-182, R-187, I-05) */
#include "domain/proposal/pages.h"

#include "icons.h"
#include "proposal_routes.h"
#include "texts.h"

enum { ROWS_MOST = 8, KEPT_SHOWN = 5, HOMES_A_PAGE = 24 };

/* ── who may ──────────────────────────────────────────────────────────── */

static bool may_decide(const struct request *rq) {
    return session_may(rq->session, RIGHT_PROPOSAL_DECIDE) && rq->session->unit.v == application_unit(rq->db).v;
}

bool proposal_may_see(struct request *rq) {
    const struct profile *profile = organisation_profile();
    if (rq->session->unit.v == application_unit(rq->db).v) return true;
    for (unsigned i = 0; i < profile->series_count; i++) {
        const struct profile_series *series = &profile->series[i];
        if (series->kind != SERIES_ALLOCATION) continue;
        for (unsigned k = 0; k < series->members_count; k++)
            if (organisation_unit_by_code(rq->db, series->members[k]).v == rq->session->unit.v) return true;
        for (unsigned k = 0; k < series->optional_members_count; k++)
            if (organisation_unit_by_code(rq->db, series->optional_members[k]).v == rq->session->unit.v) return true;
    }
    return false;
}

/* ── words of one row ─────────────────────────────────────────────────── */

static const char *name_of(struct request *rq, const struct proposal *proposal, struct housing_application_id application) {
    const struct proposal_candidates_row *row = proposal_candidate(proposal, application);
    if (!row || row->hidden) return text_of(rq->lang, T_proposal_hidden_person);
    return text_empty(row->family_name) ? row->given_name : arena_printf(rq->arena, "%s %s", row->given_name, row->family_name);
}

static const char *persons_of(struct request *rq, const struct proposal_candidates_row *row) {
    const char *adults = text_format(rq->arena, rq->lang, T_application_adults, "n", arena_printf(rq->arena, "%lld", (long long)row->adults), NULL);
    if (!row->children) return adults;
    return text_format(rq->arena, rq->lang, T_application_adults_and_children, "adults", adults, "n", arena_printf(rq->arena, "%lld", (long long)row->children), NULL);
}

/* What counted for her, for a reader whom the zone of her case is open for; the reading is logged. NULL: not for this reader. */
static const char *counts_of(struct request *rq, const struct proposal *proposal, const struct proposal_candidates_row *row, const struct rank_line *line) {
    const struct access *access = row->hidden ? NULL : secrecy_open(rq, row->case_id, ZONE_BIT(ZONE_HOUSING), "proposal");
    if (!access || !access_covers(access, ZONE_HOUSING)) return NULL;
    access_note(rq->db, access, ZONE_HOUSING, "proposal_counts");
    struct proposal_line_views lines = proposal_counts(rq, proposal, line, true);
    struct str text = str_in(rq->arena);
    for (size_t i = 0; i < lines.n; i++) str_addf(&text, "%s%s", i ? ". " : "", lines.v[i].text);
    return text.length ? str_text(&text) : NULL;
}

static struct proposal_mark_view outcome_mark(struct request *rq, const struct proposal *proposal, int32_t applicant, int32_t home) {
    const struct allocation_answer *answer = &proposal->result.answers[applicant];
    if (answer->outcome == ALLOCATION_UNRESOLVED) return (struct proposal_mark_view){ICON_WARNING, "warning", text_of(rq->lang, T_proposal_unresolved)};
    if (answer->dwelling < 0) return (struct proposal_mark_view){ICON_OFF, "neutral", text_of(rq->lang, T_proposal_none_now)};
    if (answer->dwelling == home)
        return (struct proposal_mark_view){ICON_OK, "success", text_of(rq->lang, answer->outcome == ALLOCATION_FIXED ? T_proposal_fixed_here : T_proposal_here)};
    const struct proposal_vacant_row *other = proposal_home_row(proposal, proposal_home(proposal, answer->dwelling));
    return (struct proposal_mark_view){ICON_DWELLING, "info", other ? proposal_address(rq, other) : ""};
}

static struct proposal_mark_view wish_mark(struct request *rq, bool met) {
    return met ? (struct proposal_mark_view){ICON_OK, "success", text_of(rq->lang, T_proposal_as_wished)}
               : (struct proposal_mark_view){ICON_WARNING, "warning", text_of(rq->lang, T_proposal_not_all_wishes)};
}

/* ── the dwelling that is looked at ───────────────────────────────────── */

static void add_row(struct request *rq, const struct proposal *proposal, int32_t applicant, int32_t home, struct proposal_view *view) {
    struct housing_application_id application = proposal_application(proposal, applicant);
    const struct proposal_candidates_row *row = proposal_candidate(proposal, application);
    const struct rank_line *line = proposal_line(proposal, application);
    if (!row || !line) return;
    view->rows.v[view->rows.n++] = (struct proposal_row_view){
        .id = application.v,
        .place = line->place,
        .points = line->points,
        .shared = line->shared,
        .days = date_days_between(line->received, rq->today),
        .name = name_of(rq, proposal, application),
        .path = row->hidden ? NULL : arena_printf(rq->arena, "/sak/%lld/bolig/forslag", (long long)row->case_id.v),
        .persons = persons_of(rq, row),
        .counts = counts_of(rq, proposal, row, line),
        .checked = proposal->result.holders[home] == applicant,
        .wish = wish_mark(rq, proposal_wishes_met(proposal, home, allocation_judge_pair(&proposal->result, applicant, home).cost)),
        .outcome = outcome_mark(rq, proposal, applicant, home),
    };
}

/* The first who suit it, and always the one who is proposed. */
static void read_rows(struct request *rq, const struct proposal *proposal, int32_t home, struct proposal_view *view) {
    const uint32_t decided = 1u << ALLOCATION_RULE_CLOSED | 1u << ALLOCATION_RULE_FORBIDDEN;
    int32_t holder = proposal->result.holders[home];
    int64_t broken[ALLOCATION_RULES] = {0};
    bool shown = holder < 0;
    view->rows.v = arena_array(rq->arena, ROWS_MOST + 1, sizeof *view->rows.v);
    for (int32_t i = 0; i < proposal->file.instance.n_applicants; i++) {
        uint32_t failed = allocation_judge_pair(&proposal->result, i, home).failed & ~decided;
        bool suits = !failed || i == holder;
        view->n_not_suited += !suits;
        for (int rule = 0; rule < ALLOCATION_RULES && !suits; rule++) broken[rule] += failed >> rule & 1;
        if (!suits || (view->rows.n >= ROWS_MOST && i != holder)) continue;
        add_row(rq, proposal, i, home, view);
        shown |= i == holder;
    }
    for (int rule = 0; rule < ALLOCATION_RULES; rule++)
        if (broken[rule] && rule == ALLOCATION_RULE_CONCENTRATION) proposal_add_line(rq, &view->not_suited, NULL, text_of(rq->lang, T_proposal_full)); /* no number */
        else if (broken[rule])
            proposal_add_line(rq, &view->not_suited, arena_printf(rq->arena, "%lld", (long long)broken[rule]), text_of(rq->lang, proposal_rule_text((enum allocation_rule)rule)));
}

static void read_why(struct request *rq, const struct proposal *proposal, int32_t home, struct proposal_view *view) {
    int32_t holder = proposal->result.holders[home];
    if (holder < 0) return;
    struct housing_application_id application = proposal_application(proposal, holder);
    const struct proposal_candidates_row *row = proposal_candidate(proposal, application);
    const struct rank_line *line = proposal_line(proposal, application);
    const struct allocation_dwelling_reason reason = allocation_explain_dwelling(&proposal->result, home);
    view->holder = name_of(rq, proposal, application);
    const struct access *access = row->hidden ? NULL : secrecy_open(rq, row->case_id, ZONE_BIT(ZONE_HOUSING), "proposal");
    if (access && access_covers(access, ZONE_HOUSING)) {
        view->speaks_for = proposal_counts(rq, proposal, line, true);
        struct proposal_line_views ask = proposal_counts(rq, proposal, line, false);
        for (size_t i = 0; i < ask.n; i++)
            proposal_add_line(rq, &view->speaks_against, NULL, text_format(rq->arena, rq->lang, T_proposal_ask_about, "what", ask.v[i].text, NULL));
    }
    proposal_add_line(rq, &view->speaks_for, NULL, text_format(rq->arena, rq->lang, T_proposal_waited, "n", arena_printf(rq->arena, "%d", date_days_between(line->received, rq->today)), NULL));
    proposal_add_line(rq, &view->speaks_for, NULL, text_of(rq->lang, T_proposal_size_fits));
    if (!proposal_wishes_met(proposal, home, proposal->result.answers[holder].cost)) proposal_add_line(rq, &view->speaks_against, NULL, text_of(rq->lang, T_proposal_some_wishes_not));
    const struct {
        int32_t n;
        text_key key;
    } before[] = {{reason.n_elsewhere, T_proposal_before_elsewhere}, {reason.n_unsuitable, T_proposal_before_unsuitable}, {reason.n_refused, T_proposal_before_refused}};
    for (size_t i = 0; i < 3; i++)
        if (before[i].n) proposal_add_line(rq, &view->would_change, NULL, text_format(rq->arena, rq->lang, before[i].key, "n", arena_printf(rq->arena, "%d", before[i].n), NULL));
    if (reason.next >= 0) {
        view->reserve = arena_printf(rq->arena, "%lld", (long long)proposal_application(proposal, reason.next).v);
        proposal_add_line(rq, &view->would_change, NULL, text_format(rq->arena, rq->lang, T_proposal_next_is, "name", name_of(rq, proposal, proposal_application(proposal, reason.next)), NULL));
    } else proposal_add_line(rq, &view->would_change, NULL, text_of(rq->lang, T_proposal_next_nobody));
}

static void read_facts(struct request *rq, const struct proposal_vacant_row *home, struct proposal_view *view) {
    const struct {
        bool has;
        text_key name;
        const char *value;
    } facts[] = {
        {home->bedrooms.has, T_proposal_bedrooms, arena_printf(rq->arena, "%lld", (long long)home->bedrooms.v)},
        {home->area_m2.has, T_proposal_area_m2, arena_printf(rq->arena, "%lld m²", (long long)home->area_m2.v)},
        {true, T_proposal_access, text_of(rq->lang, home->step_free || home->wheelchair ? T_proposal_step_free : T_proposal_steps)},
        {home->floor.has, T_proposal_floor, arena_printf(rq->arena, "%lld", (long long)home->floor.v)},
        {home->area != NULL, T_proposal_area, home->area},
        {home->cluster != NULL, T_proposal_cluster, home->cluster},
        {home->rent.has, T_proposal_rent, arena_printf(rq->arena, "%s kr", number_text(rq->arena, rq->lang, home->rent.v))},
        {home->quiet || home->pets, T_proposal_suits, text_of(rq->lang, home->quiet && home->pets ? T_proposal_quiet_and_pets : home->quiet ? T_proposal_quiet : T_proposal_pets)},
        {home->staffed_day_and_night || home->staff_base, T_proposal_help, text_of(rq->lang, home->staffed_day_and_night ? T_proposal_help_all_hours : T_proposal_help_base)},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (facts[i].has) proposal_add_line(rq, &view->facts, text_of(rq->lang, facts[i].name), facts[i].value);
}

static struct options persons_options(struct request *rq, const struct proposal_row_views *rows) {
    struct options options = {arena_array(rq->arena, rows->n + 1, sizeof *options.v), 0};
    for (size_t i = 0; i < rows->n; i++)
        options.v[options.n++] = (struct option){arena_printf(rq->arena, "%lld", (long long)rows->v[i].id), rows->v[i].name, NULL};
    return options;
}

static struct options why_options(struct request *rq, enum override_why first, enum override_why last) {
    struct options options = {arena_array(rq->arena, (size_t)(last - first) + 1, sizeof *options.v), 0};
    for (enum override_why why = first; why <= last; why++)
        options.v[options.n++] = (struct option){override_why_code(why), text_of(rq->lang, override_why_text(why)), NULL};
    return options;
}

static void read_home(struct request *rq, const struct proposal *proposal, const struct proposal_vacant_row *row, struct proposal_view *view) {
    int32_t home = proposal_home_index(proposal, row->id);
    view->any_home = true;
    view->home = arena_printf(rq->arena, "%lld", (long long)row->id.v);
    if (session_may_open(rq->session, METHOD_GET, "/boliger/{dwelling:dwelling_id}")) view->home_path = arena_printf(rq->arena, "/boliger/%s", view->home);
    view->address = proposal_address(rq, row);
    view->must_ask = home < 0;
    view->abstinence = row->abstinence_required;
    view->has_cluster = row->cluster != NULL; /* where a shielded home lies is not told */
    view->cluster = arena_printf(rq->arena, "%lld", (long long)row->cluster_id.v);
    view->cluster_name = row->cluster;
    view->full = application_place_full(&proposal->limits, row->cluster_id, row->area_id);
    view->may_raise = view->has_cluster && application_limits_on();
    read_facts(rq, row, view);
    if (home < 0) return;
    read_rows(rq, proposal, home, view);
    read_why(rq, proposal, home, view);
    view->open_home = view->rows.n > 0;
    view->persons = persons_options(rq, &view->rows);
    view->reserves = view->persons;
    view->whys = why_options(rq, OVERRIDE_WHY_STANDARD, OVERRIDE_WHY_OTHER);
    view->raise_whys = why_options(rq, OVERRIDE_WHY_OTHER, OVERRIDE_WHY_ONLY_ONE);
}

/* ── the whole ────────────────────────────────────────────────────────── */

static const char *home_path(struct request *rq, const struct proposal *proposal, struct dwelling_id home) {
    return arena_printf(rq->arena, "/tildeling?list=%s&home=%lld", list_type_code(proposal->list), (long long)home.v);
}

static struct proposal_home_view home_of(struct request *rq, const struct proposal *proposal, const struct proposal_vacant_row *row) {
    int32_t home = proposal_home_index(proposal, row->id), holder = home < 0 ? -1 : proposal->result.holders[home];
    const char *beds = row->bedrooms.has ? text_format(rq->arena, rq->lang, T_proposal_n_bedrooms, "n", arena_printf(rq->arena, "%lld", (long long)row->bedrooms.v), NULL)
                                         : text_of(rq->lang, T_proposal_bedrooms_unknown);
    const char *empty = date_is_none(row->state_since) ? "" : text_format(rq->arena, rq->lang, T_proposal_empty_days, "n", arena_printf(rq->arena, "%d", date_days_between(row->state_since, rq->today)), NULL);
    struct proposal_mark_view mark = {ICON_OFF, "danger", text_of(rq->lang, T_proposal_nobody)};
    if (home < 0) mark = (struct proposal_mark_view){ICON_WARNING, "warning", text_of(rq->lang, T_application_ask)};
    else if (holder >= 0) mark = (struct proposal_mark_view){ICON_PERSON, "info", name_of(rq, proposal, proposal_application(proposal, holder))};
    return (struct proposal_home_view){
        .id = row->id.v,
        .path = home_path(rq, proposal, row->id),
        .label = row->area ? row->area : "",
        .address = proposal_address(rq, row),
        .line = *empty ? arena_printf(rq->arena, "%s · %s", beds, empty) : beds,
        .mark = mark,
    };
}

/* The vacant homes around the one that is looked at: a page of them, with the way to those before and after. */
static void read_homes(struct request *rq, const struct proposal *proposal, struct dwelling_id chosen, struct proposal_view *view) {
    size_t at = 0;
    for (size_t i = 0; i < proposal->n_homes; i++)
        if (proposal->homes[i].id.v == chosen.v) at = i;
    size_t first = at / HOMES_A_PAGE * HOMES_A_PAGE, end = first + HOMES_A_PAGE < proposal->n_homes ? first + HOMES_A_PAGE : proposal->n_homes;
    view->homes.v = arena_array(rq->arena, HOMES_A_PAGE, sizeof *view->homes.v);
    for (size_t i = first; i < end; i++) {
        view->homes.v[view->homes.n] = home_of(rq, proposal, &proposal->homes[i]);
        view->homes.v[view->homes.n++].current = i == at && chosen.v;
    }
    view->homes_first = (int64_t)first + 1, view->homes_last = (int64_t)end;
    if (first) view->homes_before = home_path(rq, proposal, proposal->homes[first - HOMES_A_PAGE].id);
    if (end < proposal->n_homes) view->homes_after = home_path(rq, proposal, proposal->homes[end].id);
}

static void add_people(struct request *rq, const struct proposal *proposal, const struct allocation_list *list, text_key key, struct proposal_view *view) {
    for (int32_t i = 0; i < list->n && i < 8; i++)
        proposal_add_line(rq, &view->difference, NULL, text_format(rq->arena, rq->lang, key, "name", name_of(rq, proposal, proposal_application(proposal, list->v[i])), NULL));
}

static void read_changes(struct request *rq, const struct proposal *proposal, struct proposal_view *view) {
    view->changes.v = arena_array(rq->arena, proposal->n_overrides + 1, sizeof *view->changes.v);
    for (size_t i = 0; i < proposal->n_overrides; i++) {
        const struct overrides_of_row *row = &proposal->overrides[i];
        const struct proposal_vacant_row *home = proposal_home_row(proposal, row->dwelling_id);
        const char *address = home ? proposal_address(rq, home) : "", *text = "";
        switch (row->kind) {
        case OVERRIDE_KIND_FIX: text = text_format(rq->arena, rq->lang, T_proposal_did_fix, "name", name_of(rq, proposal, row->application_id), "home", address, NULL); break;
        case OVERRIDE_KIND_FORBID: text = text_format(rq->arena, rq->lang, T_proposal_did_forbid, "name", name_of(rq, proposal, row->application_id), "home", address, NULL); break;
        case OVERRIDE_KIND_CLOSE: text = text_format(rq->arena, rq->lang, T_proposal_did_close, "home", address, "why", text_of(rq->lang, override_why_text(row->why)), NULL); break;
        case OVERRIDE_KIND_RAISE: text = text_format(rq->arena, rq->lang, T_proposal_did_raise, "why", text_of(rq->lang, override_why_text(row->why)), NULL); break;
        case OVERRIDE_KIND_LIMIT: text = text_format(rq->arena, rq->lang, T_proposal_did_limit, "n", arena_printf(rq->arena, "%lld", (long long)row->value.v), NULL); break;
        }
        view->changes.v[view->changes.n++] = (struct proposal_change_view){row->id.v, text};
    }
    if (!proposal->n_overrides) return;
    const struct allocation_difference difference = allocation_compare(rq->arena, &proposal->before, &proposal->result);
    add_people(rq, proposal, &difference.gained, T_proposal_gains, view);
    add_people(rq, proposal, &difference.lost, T_proposal_loses, view);
    add_people(rq, proposal, &difference.moved, T_proposal_moves, view);
    if (!view->difference.n) proposal_add_line(rq, &view->difference, NULL, text_of(rq->lang, T_proposal_no_difference));
}

static bool must_have(const struct proposal *proposal, uint32_t features, const char *name) {
    for (int bit = 0; bit < proposal->file.names.n_features; bit++)
        if (features >> bit & 1 && text_equal(proposal->file.names.features[bit], name)) return true;
    return false;
}

static const char *need_text(struct request *rq, const struct proposal *proposal, const struct allocation_need *need) {
    const char *beds = arena_printf(rq->arena, "%d", need->rooms - 1);
    struct str out = str_in(rq->arena);
    str_add(&out, need->rooms <= 1 ? text_of(rq->lang, T_proposal_one_room) : text_format(rq->arena, rq->lang, T_proposal_n_bedrooms, "n", beds, NULL));
    if (must_have(proposal, need->features, "step_free")) str_addf(&out, ", %s", text_of(rq->lang, T_proposal_step_free));
    if (must_have(proposal, need->features, "pets")) str_addf(&out, ", %s", text_of(rq->lang, T_proposal_pets_welcome));
    return str_text(&out);
}

/* Which dwellings would house the next ten: what to build and buy, not a promise to anyone. Those that read alike are one line. */
static void read_needs(struct request *rq, const struct proposal *proposal, struct proposal_view *view) {
    enum { NEXT = 10 };
    const struct allocation_needs needs = allocation_list_needs(rq->arena, &proposal->result, NEXT);
    const char *texts[NEXT];
    int64_t counts[NEXT], n = 0;
    for (int32_t i = 0; i < needs.n && i < NEXT; i++) {
        const char *text = need_text(rq, proposal, &needs.v[i]);
        int64_t same = 0;
        while (same < n && !text_equal(texts[same], text)) same++;
        if (same == n) texts[n] = text, counts[n++] = 0;
        counts[same]++;
    }
    for (int64_t i = 0; i < n; i++) proposal_add_line(rq, &view->needs, arena_printf(rq->arena, "%lld ×", (long long)counts[i]), texts[i]);
}

static void read_kept(struct request *rq, enum list_type list, struct proposal_view *view) {
    struct proposals_of_rows rows = proposals_of(rq->db, list);
    size_t n = rows.n < KEPT_SHOWN ? rows.n : KEPT_SHOWN;
    view->kept = (struct proposal_kept_line_views){arena_array(rq->arena, n + 1, sizeof *view->kept.v), n};
    for (size_t i = 0; i < n; i++)
        view->kept.v[i] = (struct proposal_kept_line_view){arena_printf(rq->arena, "/tildeling/lagret/%lld", (long long)rows.v[i].id.v), rows.v[i].name, rows.v[i].made_at};
}

static void read_tabs(struct request *rq, enum list_type chosen, struct proposal_view *view) {
    struct proposal_vacant_rows homes = proposal_vacant(rq->db);
    view->tabs.v = arena_array(rq->arena, LIST_TYPE_NURSING, sizeof *view->tabs.v);
    for (enum list_type list = LIST_TYPE_ORDINARY; list <= LIST_TYPE_NURSING; list++) {
        struct proposal_tab_view tab = {.name = list_type_text(list), .code = list_type_code(list), .current = list == chosen};
        for (size_t i = 0; i < homes.n; i++) tab.homes += proposal_list_of(&homes.v[i]) == list;
        view->tabs.v[view->tabs.n++] = tab;
    }
}

static struct reply draw(struct request *rq, const struct proposal_view *view) {
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_proposal_title, .nav = "/tildeling"});
    proposal_meeting(h, view);
    page_end(h);
    return reply_html(rq, h);
}

static int64_t typed(const struct request *rq, const char *name) {
    int64_t n = 0;
    const char *raw = form_raw(rq->form, name);
    return raw && parse_int(raw, &n) ? n : 0;
}

struct reply proposal_page(struct request *rq, const struct proposal_page_in *in) {
    if (!proposal_may_see(rq)) return reply_denied(rq, T_proposal_not_yours);
    const char *raw = form_raw(rq->form, "list"); /* a form that comes back is about the dwelling it was about */
    enum list_type list = raw && list_type_parse(raw) ? list_type_parse(raw) : in->list ? in->list : LIST_TYPE_ORDINARY;
    struct dwelling_id chosen = {typed(rq, "home") ? typed(rq, "home") : in->home.v};
    struct proposal_view view = {.list = list_type_code(list), .may_decide = may_decide(rq)};
    read_tabs(rq, list, &view);
    struct meeting_brief meeting;
    if (meeting_open_now(rq->db, MEETING_KIND_ALLOCATION, application_unit(rq->db), rq->lang, &meeting)) view.strip = meeting_strip_of(rq, &meeting);
    const struct proposal *proposal = proposal_compute(rq->db, list, rq->today);
    view.refused = !proposal;
    if (!proposal) return draw(rq, &view);
    const struct proposal_vacant_row *home = proposal_home_row(proposal, chosen);
    if (!home && proposal->n_homes) home = &proposal->homes[0];
    read_homes(rq, proposal, home ? home->id : (struct dwelling_id){0}, &view);
    if (home) read_home(rq, proposal, home, &view);
    read_changes(rq, proposal, &view);
    read_needs(rq, proposal, &view);
    read_kept(rq, list, &view);
    view.all = proposal_all_count(proposal);
    view.seen = proposal_mark_seen(rq->arena, proposal);
    view.version = proposal->rules->version;
    view.rules_from = proposal->rules->from;
    view.housed = proposal->result.n_housed + proposal->result.n_fixed;
    view.refused_n = proposal->result.n_refused;
    view.unresolved = proposal->result.n_unresolved;
    view.candidates = (int64_t)proposal->n_candidates;
    view.vacant = (int64_t)proposal->n_homes;
    view.proved = proposal->result.cost_proved;
    return draw(rq, &view);
}
