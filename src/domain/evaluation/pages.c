/* Pages: the results of a person, and a new one. */
#include "domain/evaluation/evaluation.h"

#include "domain/work/case_frame.h"
#include "evaluation_routes.h"
#include "evaluation_sql.h"
#include "evaluation_views.h"
#include "texts.h"

#include <string.h>

static const char see[] = "assessment";

static const char *in_case(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, rest);
}
static const struct access *health(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_HEALTH), see); }

/* ── the results ──────────────────────────────────────────────────────── */

/* "self_care=3;home=;": the value of one item, or NULL. */
static const char *value_in(struct arena *arena, const char *items, const char *code) {
    const char *wanted = arena_printf(arena, "%s=", code);
    for (const char *at = items; at && *at; at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL) {
        if (!text_starts(at, wanted)) continue;
        const char *value = arena_strndup(arena, at + strlen(wanted), strcspn(at + strlen(wanted), ";"));
        return *value ? value : NULL;
    }
    return NULL;
}

static struct result_view result_of(struct request *rq, const struct evaluations_of_row *row) {
    const struct tool_version *tool = evaluation_tool(row->tool, row->tool_version);
    struct result_view view = {
        .tool = tool ? tool_words_in(&tool->words, rq->lang) : row->tool,
        .version = row->tool_version,
        .score = row->score,
        .note = row->note,
        .staff = row->staff_name,
        .unit = rq->lang == LANG_NN ? row->name_nn : row->name_nb,
        .held_on = row->held_on,
    };
    int64_t score;
    const struct tool_level *level = tool && row->score && parse_int(row->score, &score) ? tool_level_of(tool, score) : NULL;
    if (level) {
        view.level = tool_words_in(&level->words, rq->lang);
        view.trust = tool_words_in(&level->trust, rq->lang);
    }
    view.items =
        (struct item_views){arena_array(rq->arena, tool ? tool->items_count : 1, sizeof *view.items.v), tool ? tool->items_count : 0};
    for (size_t i = 0; i < view.items.n; i++)
        view.items.v[i] =
            (struct item_view){tool_words_in(&tool->items[i].words, rq->lang), value_in(rq->arena, row->items, tool->items[i].code)};
    return view;
}

static void fill_tools(struct request *rq, struct case_id id, struct evaluations_view *view) {
    const struct tool_version **tools;
    size_t n = evaluation_tools_on(rq->arena, rq->today, &tools);
    view->tools = (struct tool_links){arena_array(rq->arena, n + 1, sizeof *view->tools.v), n};
    for (size_t i = 0; i < n; i++)
        view->tools.v[i] = (struct tool_link){in_case(rq, id, arena_printf(rq->arena, "/vurderinger/ny?tool=%s", tools[i]->code)),
                                              tool_words_in(&tools[i]->words, rq->lang)};
}

struct reply evaluations_page(struct request *rq, const struct evaluations_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    const struct access *access = health(rq, in->case_);
    struct evaluations_view view = {
        .given_name = frame.person.given_name,
        .back = in_case(rq, in->case_, "/kartlegging"),
        .open = access != NULL,
        .may_write = access && session_may(rq->session, RIGHT_ASSESSMENT_WRITE),
        .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HEALTH),
    };
    if (access) {
        struct evaluations_of_rows rows = evaluations_of(rq->db, access, in->case_);
        view.results = (struct result_views){arena_array(rq->arena, rows.n + 1, sizeof *view.results.v), rows.n};
        for (size_t i = 0; i < rows.n; i++) view.results.v[i] = result_of(rq, &rows.v[i]);
        fill_tools(rq, in->case_, &view);
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_evaluation_title);
    evaluations_list(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── a new one ────────────────────────────────────────────────────────── */

static const struct tool_version *tool_in_use(struct request *rq, const char *code) {
    const struct tool_version **tools;
    size_t n = evaluation_tools_on(rq->arena, rq->today, &tools);
    for (size_t i = 0; i < n; i++)
        if (text_equal(tools[i]->code, code)) return tools[i];
    return NULL;
}

static struct item_fields fields_of(struct request *rq, const struct tool_version *tool) {
    struct item_fields fields = {arena_array(rq->arena, tool->items_count, sizeof *fields.v), tool->items_count};
    for (size_t i = 0; i < fields.n; i++) {
        const struct tool_item *item = &tool->items[i];
        const char *typed = form_raw_at(rq->form, "value", i);
        struct item_choices choices = {arena_array(rq->arena, (size_t)(item->most - item->least + 1), sizeof *choices.v), 0};
        for (int64_t value = item->least; value <= item->most; value++) {
            const char *text = arena_printf(rq->arena, "%lld", (long long)value);
            choices.v[choices.n++] = (struct item_choice){text, text_equal(text, typed)};
        }
        fields.v[i] = (struct item_field){item->code, tool_words_in(&item->words, rq->lang), choices};
    }
    return fields;
}

struct reply evaluation_page(struct request *rq, const struct evaluation_page_in *in) {
    struct case_frame frame;
    const char *typed = rq->form ? form_raw(rq->form, "tool") : NULL;
    const struct tool_version *tool = tool_in_use(rq, typed ? typed : in->tool);
    if (!tool || !case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    struct evaluation_form_view view = {
        .given_name = frame.person.given_name,
        .path = in_case(rq, in->case_, "/vurderinger/ny"),
        .back = in_case(rq, in->case_, "/vurderinger"),
        .today = date_iso(rq->arena, rq->today),
        .tool = tool->code,
        .name = tool_words_in(&tool->words, rq->lang),
        .about = tool_words_in(&tool->about, rq->lang),
        .version = tool->version,
        .open = health(rq, in->case_) != NULL,
        .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HEALTH),
        .items = fields_of(rq, tool),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_evaluation_title);
    evaluation_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* The values as one text, or NULL when they are not those of the tool. */
static const char *items_text(struct request *rq, const struct tool_version *tool, const struct evaluation_save_in *in) {
    struct str items = str_in(rq->arena);
    if (in->item.n != tool->items_count || in->value.n != tool->items_count) return NULL;
    for (unsigned i = 0; i < tool->items_count; i++) {
        if (!text_equal(in->item.v[i], tool->items[i].code) || !tool_value_fits(&tool->items[i], in->value.v[i])) return NULL;
        str_addf(&items, "%s=", tool->items[i].code);
        if (in->value.v[i].has) str_addf(&items, "%lld", (long long)in->value.v[i].v);
        str_add(&items, ";");
    }
    return str_text(&items);
}

struct reply evaluation_save(struct request *rq, const struct evaluation_save_in *in) {
    const struct access *access = health(rq, in->case_);
    const struct tool_version *tool = evaluation_tool(in->tool, in->version);
    struct case_brief brief;
    if (!tool || !work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    if (!access) return reply_denied(rq, T_evaluation_denied);
    const char *items = items_text(rq, tool, in);
    if (in->held_on.days > rq->today.days) form_error(rq, "held_on", T_evaluation_day_future);
    if (!items) form_error(rq, "value", T_evaluation_value_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    struct maybe_int score = tool_score(tool, in->value.v);
    const char *sum = score.has ? arena_printf(rq->arena, "%lld", (long long)score.v) : NULL;
    evaluation_insert(rq->db, access, in->case_, brief.person, tool->code, tool->version, items, sum, in->note, in->held_on,
                      rq->session->unit, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "%s", in_case(rq, in->case_, "/vurderinger")),
                             score.has ? T_evaluation_saved : T_evaluation_saved_open);
}
