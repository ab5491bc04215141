/* What changes from one version to the next. Parts keep their number from version to version. */
#include "domain/decision/issue.h"

static bool same_amount(const struct amount *a, const struct amount *b) {
    return a->kind == b->kind && a->least == b->least && a->most == b->most && a->usual == b->usual && a->per == b->per;
}

static bool same_text(const struct part_text_view *a, const struct part_text_view *b) {
    return text_equal(a->content, b->content) && text_equal(a->rules, b->rules) && text_equal(a->facts, b->facts) &&
           text_equal(a->considerations, b->considerations) && text_equal(a->her_view, b->her_view) && text_equal(a->weight, b->weight);
}

static bool same_part(const struct part *a, const struct part *b) {
    bool shown = a->unit.v == b->unit.v && a->contact.v == b->contact.v && a->service_kind == b->service_kind && a->outcome == b->outcome &&
                 same_amount(&a->amount, &b->amount) && a->from.days == b->from.days && a->until.days == b->until.days && a->review.days == b->review.days;
    return shown && (!a->readable || !b->readable || same_text(&a->text, &b->text));
}

struct change_rows joint_changes(struct arena *arena, const struct joint *former, const struct joint *joint) {
    struct change_rows rows = {arena_array(arena, former->n + joint->n + 1, sizeof *rows.v), 0, 0};
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *now = &joint->v[i], *before = joint_part_numbered(former, now->number);
        enum change change = !before ? CHANGE_NEW : same_part(before, now) ? CHANGE_NONE : CHANGE_CHANGED;
        rows.v[rows.n++] = (struct change_row){change, before, now};
        rows.changed += change != CHANGE_NONE;
    }
    for (size_t i = 0; i < former->n; i++) {
        if (joint_part_numbered(joint, former->v[i].number)) continue;
        rows.v[rows.n++] = (struct change_row){CHANGE_GONE, &former->v[i], NULL};
        rows.changed++;
    }
    return rows;
}
