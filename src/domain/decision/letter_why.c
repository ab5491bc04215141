/* Why: the facts and the considerations of each part, her own words and the weight they got. (FVL-24, PBRL-6, SOT-10) */
#include "domain/decision/letter_writer.h"

#include "texts.h"

static const char *reasons(struct writer *w, const struct part *part) {
    const char *facts = part->text.facts ? text_trim(w->arena, part->text.facts) : "";
    const char *considerations = part->text.considerations ? text_trim(w->arena, part->text.considerations) : "";
    return arena_printf(w->arena, "%s%s%s", facts, *facts && *considerations ? " " : "", considerations);
}

static size_t about(const struct joint *joint, bool (*is)(const struct part *)) {
    size_t n = 0;
    for (size_t i = 0; i < joint->n; i++) n += is(&joint->v[i]);
    return n;
}

/* Parts with the same reasons share one paragraph that names them all, unless it is about all there is. */
static void write_reason(struct writer *w, size_t at, bool (*is)(const struct part *)) {
    const struct joint *joint = w->facts->joint;
    const char *text = reasons(w, &joint->v[at]);
    const char **names = arena_array(w->arena, joint->n, sizeof *names);
    size_t n = 0;
    const struct part *marked = &joint->v[at];
    if (!*text) return;
    for (size_t i = 0; i < joint->n; i++) {
        if (!is(&joint->v[i]) || !text_equal(reasons(w, &joint->v[i]), text)) continue;
        if (i < at) return;
        if (joint->v[i].id.v == w->facts->marked.v) marked = &joint->v[i];
        names[n] = part_name(w->lang, &joint->v[i]);
        if (n++) names[n - 1] = letter_small(w->arena, names[n - 1]);
    }
    bool all = n == about(joint, is) && (n > 1 || is == letter_granted); /* the heading, or the table's only line, says it already */
    letter_paragraph(w, letter_mark(w, marked, all ? text : arena_printf(w->arena, "%s: %s", letter_listed(w, names, n), text)));
}

/* In an earlier paragraph: of this section, or of the one about what she gets. */
static bool said_before(const struct joint *joint, size_t at, bool (*is)(const struct part *)) {
    for (size_t i = 0; i < joint->n; i++) {
        bool earlier = is(&joint->v[i]) ? i < at : letter_granted(&joint->v[i]);
        if (earlier && text_equal(joint->v[i].text.her_view, joint->v[at].text.her_view) && text_equal(joint->v[i].text.weight, joint->v[at].text.weight))
            return true;
    }
    return false;
}

/* Her words, once, and the weight they got. */
static void write_views(struct writer *w, bool (*is)(const struct part *)) {
    const struct joint *joint = w->facts->joint;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        bool given = !text_empty(part->text.her_view) && !text_empty(part->text.weight);
        if (!is(part) || !given || said_before(joint, i, is)) continue;
        const char *view = text_one_line(w->arena, part->text.her_view), *weight = text_one_line(w->arena, part->text.weight);
        letter_paragraph(w, letter_mark(w, part, letter_must(w, law_letter_text(&w->law, BLOCK_VIEW, "view", view, "weight", weight, NULL))));
    }
}

/* A reader who may not see the words gets no empty heading. */
static bool has_words(struct writer *w, bool (*is)(const struct part *)) {
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        const struct part *part = &w->facts->joint->v[i];
        if (is(part) && (*reasons(w, part) || (!text_empty(part->text.her_view) && !text_empty(part->text.weight)))) return true;
    }
    return false;
}

static void write_about(struct writer *w, text_key title, bool (*is)(const struct part *)) {
    if (!has_words(w, is)) return;
    letter_heading(w, title);
    for (size_t i = 0; i < w->facts->joint->n; i++) {
        if (is(&w->facts->joint->v[i])) write_reason(w, i, is);
    }
    write_views(w, is);
}

void letter_write_reasons(struct writer *w) {
    write_about(w, T_decision_letter_why, letter_granted);
    write_about(w, T_decision_letter_why_stops, letter_stopped);
    write_about(w, T_decision_letter_not_given, letter_refused);
}
