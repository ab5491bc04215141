/* The table of parts, its bands, what changes, and the preview of the letter: from a version to what the templates show. */
#include "domain/decision/pages.h"

#include "decision_sql.h"
#include "icons.h"
#include "texts.h"

/* ── status ───────────────────────────────────────────────────────────── */

static struct mark_view mark_of(int icon, const char *color, const char *text) { return (struct mark_view){icon, color, text}; }

struct mark_view status_mark(const char *color, const char *text) {
    int icon = text_equal(color, "success")   ? ICON_OK
               : text_equal(color, "warning") ? ICON_WARNING
               : text_equal(color, "danger")  ? ICON_DANGER
               : text_equal(color, "info")    ? ICON_INFO
                                              : ICON_WAITING;
    return mark_of(icon, color, text);
}

struct date part_due(struct db *db, const struct part *part) {
    struct delay_now_row delay;
    if (part->state != PART_STATE_LATER) return DATE_NONE;
    return delay_now(db, part->id, &delay) ? delay.new_by : part->later_by;
}

struct mark_view part_mark(struct arena *arena, enum lang lang, const struct part *part) {
    const char *text = text_of(lang, part_state_text(part->state));
    switch (part->state) {
    case PART_STATE_SIGNED: return mark_of(ICON_OK, "success", part->decided_now ? text : text_of(lang, T_decision_stands));
    case PART_STATE_CHECKED: return mark_of(ICON_PARTLY, "info", text);
    case PART_STATE_LATER:
        return mark_of(ICON_WAITING, "neutral", text_format(arena, lang, T_decision_later_by, "date", date_long(arena, lang, part->later_by), NULL));
    case PART_STATE_DRAFT: return mark_of(ICON_CHANGED, "warning", text);
    case PART_STATE_ENDED: return mark_of(ICON_OFF, "neutral", text);
    }
    return mark_of(ICON_INFO, "neutral", text);
}

static struct mark_view proposal_mark(struct request *rq, const struct input_of_decision_row *input, const struct part *part) {
    struct amount amount = part->amount;
    if (!input->proposed_most.has) return mark_of(ICON_WARNING, "warning", text_of(rq->lang, input_state_text(INPUT_STATE_PROPOSES_CHANGE)));
    amount.most = input->proposed_most.v;
    amount.least = input->proposed_least.has ? input->proposed_least.v : amount.most;
    amount.kind = amount.least == amount.most ? AMOUNT_KIND_FIXED : AMOUNT_KIND_BAND;
    return mark_of(ICON_WARNING, "warning", text_format(rq->arena, rq->lang, T_decision_proposes, "amount", amount_short(rq->arena, rq->lang, &amount), NULL));
}

static struct mark_view one_input(struct request *rq, const struct input_of_decision_row *input, const struct part *part) {
    const char *unit = unit_called(rq, input->unit_id);
    if (input->state == INPUT_STATE_PROPOSES_CHANGE) return proposal_mark(rq, input, part);
    if (input->state == INPUT_STATE_AGREES)
        return mark_of(ICON_OK, "success", text_format(rq->arena, rq->lang, T_decision_agreed, "unit", unit, "date",
                                                       date_day(rq->arena, rq->lang, instant_oslo_date(input->answered_at), rq->today), NULL));
    bool late = input->due.days < rq->today.days;
    return mark_of(late ? ICON_DANGER : ICON_WAITING, late ? "danger" : "neutral",
                   text_format(rq->arena, rq->lang, late ? T_decision_not_answered : T_decision_asked, "unit", unit, "date",
                               date_day(rq->arena, rq->lang, input->due, rq->today), NULL));
}

/* The unit that has proposed something, or not answered, comes before the one that agrees. */
struct mark_view input_mark(struct request *rq, const struct part *part) {
    struct joint_decision_id decision = {0};
    struct part_get_row row;
    struct mark_view mark = {0};
    if (part_get(rq->db, part->id, &row)) decision = row.decision_id;
    struct input_of_decision_rows inputs = input_of_decision(rq->db, decision);
    enum input_state shown = 0;
    for (size_t i = 0; i < inputs.n; i++) {
        const struct input_of_decision_row *input = &inputs.v[i];
        bool first = !shown || (shown == INPUT_STATE_AGREES && input->state != INPUT_STATE_AGREES);
        if (input->part_id.v != part->id.v || !first) continue;
        shown = input->state;
        mark = one_input(rq, input, part);
    }
    return mark;
}

/* ── bands ────────────────────────────────────────────────────────────── */

static bool timed(const struct amount *amount) { return amount->kind == AMOUNT_KIND_FIXED || amount->kind == AMOUNT_KIND_BAND; }

static double widest(const struct joint *joint, double so_far) {
    for (size_t i = 0; i < joint->n; i++) {
        double week = timed(&joint->v[i].amount) ? amount_week(&joint->v[i].amount, joint->v[i].amount.most) : 0;
        if (week > so_far) so_far = week;
    }
    return so_far;
}

static struct band_view band_of(struct arena *arena, const struct amount *amount, const struct amount *former, double scale) {
    double least = amount->kind == AMOUNT_KIND_FIXED ? 0 : amount_week(amount, amount->least);
    double most = amount_week(amount, amount->most);
    struct band_view band = {.x = tenths(arena, 100 * least / scale), .width = tenths(arena, 100 * (most - least) / scale)};
    if (amount->usual > 0) band.usual = tenths(arena, 100 * amount_week(amount, amount->usual) / scale);
    if (!former || !timed(former)) return band;
    double from = former->kind == AMOUNT_KIND_FIXED ? 0 : amount_week(former, former->least);
    band.former_x = tenths(arena, 100 * from / scale);
    band.former_width = tenths(arena, 100 * (amount_week(former, former->most) - from) / scale);
    return band;
}

static const char *amount_cell(const struct sight *sight, const struct part *part) {
    struct request *rq = sight->rq;
    if (part->outcome == PART_OUTCOME_REFUSED) return text_of(rq->lang, T_decision_refused_short);
    const char *amount = amount_short(rq->arena, rq->lang, &part->amount);
    return *amount ? amount : text_of(rq->lang, T_decision_no_amount);
}

static struct part_row_view part_row(const struct sight *sight, const struct part *part, const struct part *current, double scale) {
    struct request *rq = sight->rq;
    const struct part *former = sight->has_former ? joint_part_numbered(&sight->former, part->number) : NULL;
    struct part_row_view row = {
        .number = part->number,
        .name = part_name(rq->lang, part),
        .path = part_path(rq->arena, &sight->joint, part, ""),
        .unit = part->unit_name,
        .contact = part->contact_name,
        .citation = part->law ? law_words_in(&part->law->citation, rq->lang) : "",
        .amount = amount_cell(sight, part),
        .has_band = part->outcome == PART_OUTCOME_GRANTED && timed(&part->amount),
        .current = current && current->id.v == part->id.v,
        .refused = part->outcome == PART_OUTCOME_REFUSED,
        .from = part->from,
        .until = part->until,
        .state = part_mark(rq->arena, rq->lang, part),
        .input = input_mark(rq, part),
    };
    if (row.has_band) row.band = band_of(rq->arena, &part->amount, former ? &former->amount : NULL, scale);
    if (row.current) row.state = mark_of(ICON_CHANGED, "info", text_of(rq->lang, T_decision_you_edit));
    return row;
}

struct part_rows_view part_rows_of(const struct sight *sight, const struct part *current) {
    const struct joint *joint = &sight->joint;
    struct part_rows_view rows = {arena_array(sight->rq->arena, joint->n + 1, sizeof *rows.v), joint->n};
    double scale = 1.1 * widest(joint, sight->has_former ? widest(&sight->former, 60) : 60);
    for (size_t i = 0; i < joint->n; i++) rows.v[i] = part_row(sight, &joint->v[i], current, scale);
    return rows;
}

/* ── what changes ─────────────────────────────────────────────────────── */

/* A part in one line: how much, until when, by whom. */
static const char *in_short(struct request *rq, const struct part *part) {
    const char *amount = part->outcome == PART_OUTCOME_REFUSED ? text_of(rq->lang, T_decision_refused_short) : amount_plain(rq->arena, rq->lang, &part->amount);
    const char *content = !*amount && part->readable && part->text.content ? part->text.content : "";
    const char *what = *amount ? amount : *content ? content : text_of(rq->lang, T_decision_no_amount);
    if (date_is_none(part->until)) return arena_printf(rq->arena, "%s. %s", what, part->unit_name ? part->unit_name : "");
    return text_format(rq->arena, rq->lang, T_decision_in_short, "what", what, "until", date_long(rq->arena, rq->lang, part->until), "unit",
                       part->unit_name ? part->unit_name : "", NULL);
}

static struct mark_view change_mark(enum lang lang, enum change change) {
    switch (change) {
    case CHANGE_NONE: return mark_of(ICON_OFF, "neutral", text_of(lang, T_decision_change_none));
    case CHANGE_CHANGED: return mark_of(ICON_CHANGED, "info", text_of(lang, T_decision_change_changed));
    case CHANGE_NEW: return mark_of(ICON_OK, "success", text_of(lang, T_decision_change_new));
    case CHANGE_GONE: return mark_of(ICON_DANGER, "danger", text_of(lang, T_decision_change_gone));
    }
    return (struct mark_view){0};
}

struct diff_view diff_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct change_rows changes = joint_changes(rq->arena, &sight->former, &sight->joint);
    struct diff_view view = {
        .given_name = sight->frame.person.given_name,
        .former_no = sight->former.version_no,
        .version_no = sight->joint.version_no,
        .changed = (int64_t)changes.changed,
        .rows = {arena_array(rq->arena, changes.n + 1, sizeof(struct diff_row_view)), changes.n},
    };
    for (size_t i = 0; i < changes.n; i++) {
        const struct change_row *change = &changes.v[i];
        view.rows.v[i] = (struct diff_row_view){
            .part = part_name(rq->lang, change->now ? change->now : change->before),
            .before = change->before ? in_short(rq, change->before) : NULL,
            .now = change->now ? in_short(rq, change->now) : NULL,
            .mark = change_mark(rq->lang, change->change),
            .changed = change->change != CHANGE_NONE,
        };
    }
    return view;
}

/* ── the letter beside the form ───────────────────────────────────────── */

static struct preview_line line_of(const struct decision_letter *letter, const char *text) {
    struct preview_line line = {text, false};
    for (size_t i = 0; i < letter->n_marked; i++) line.marked = line.marked || letter->marked[i] == text;
    return line;
}

/* A row of a table in one line: the screen's preview is a list, as the letter's reader on a phone sees it. */
static struct preview_line row_line(struct arena *arena, const struct decision_letter *letter, const struct letter_row *row) {
    const char *cells[4] = {0};
    for (int i = 0; i < 4; i++) cells[i] = row->cells[i] ? row->cells[i] : "";
    struct preview_line line = line_of(letter, cells[0]);
    line.text = arena_printf(arena, "%s: %s. %s. %s", cells[0], cells[1], cells[2], cells[3]);
    return line;
}

static struct preview_lines items_of(struct arena *arena, const struct decision_letter *letter, const struct letter_block *block) {
    struct preview_lines lines = {arena_array(arena, block->n_items + block->n_rows + 1, sizeof *lines.v), 0};
    if (block->kind == LETTER_LIST)
        for (size_t i = 0; i < block->n_items; i++) lines.v[lines.n++] = line_of(letter, block->items[i]);
    for (size_t i = 0; i < block->n_rows; i++) {
        bool table = block->kind == LETTER_TABLE;
        lines.v[lines.n++] = table ? row_line(arena, letter, &block->rows[i]) : line_of(letter, block->rows[i].cells[0]);
    }
    return lines;
}

struct preview_view preview_of(struct arena *arena, const struct decision_letter *decision_letter) {
    const struct letter *letter = decision_letter->letter;
    struct preview_view view = {
        .lang = lang_code(letter->lang),
        .sender = letter->sender,
        .date_line = letter->date_line,
        .title = letter->title,
        .blocks = {arena_array(arena, letter->n_blocks + 1, sizeof(struct preview_block)), letter->n_blocks},
    };
    for (size_t i = 0; i < letter->n_blocks; i++)
        view.blocks.v[i] = (struct preview_block){letter->blocks[i].kind, line_of(decision_letter, letter->blocks[i].text),
                                                  items_of(arena, decision_letter, &letter->blocks[i])};
    return view;
}

/* ── what is missing ──────────────────────────────────────────────────── */

struct gap_rows_view gap_rows(const struct sight *sight, const struct part *part) {
    struct request *rq = sight->rq;
    struct gaps gaps = guard_read(rq->db, part);
    struct gap_rows_view rows = {arena_array(rq->arena, gaps.n + 1, sizeof *rows.v), gaps.n};
    const char *form = part_path(rq->arena, &sight->joint, part, "");
    const char *assessment = arena_printf(rq->arena, "/sak/%lld/kartlegging", (long long)sight->joint.case_.v);
    for (size_t i = 0; i < gaps.n; i++) {
        bool need = text_equal(gaps.v[i].field, "need");
        const char *path = need ? assessment : arena_printf(rq->arena, "%s#%s", form, gaps.v[i].field);
        rows.v[i] = (struct gap_row_view){path, gaps.v[i].text, gaps.v[i].found};
    }
    return rows;
}
