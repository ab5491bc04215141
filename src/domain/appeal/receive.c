/* An appeal comes in: written, or said and taken down. It is never turned away at the desk; what is late or lacks something is judged
 * afterwards, part by part, by somebody else. (FVL-29, FVL-31, FVL-32) */
#include "domain/appeal/internal.h"

#include "platform/audit/audit.h"

struct appeal_words_id write_words(struct db *db, const struct access *access, const struct appeal_part_get_row *part,
                                   enum appeal_words_kind kind, const char *words) {
    if (text_empty(words)) return (struct appeal_words_id){0};
    return appeal_words_insert(db, access, part->id, part->person_id, part->zone, kind, words, db_now(db), actor_staff(db), actor_unit(db));
}

int open_step(struct db *db, const struct access *access, struct appeal_part_id id, enum appeal_event event,
              struct appeal_part_get_row *ret_part) {
    if (!appeal_part_get(db, id, ret_part)) return ERR_NOT_FOUND;
    int result = may_step(db, ret_part, event);
    if (result < 0) return result;
    return access && access_covers(access, ret_part->zone) ? ERR_OK : ERR_DENIED;
}

static bool is_home(enum part_kind kind) {
    return kind == PART_KIND_BOLIG || kind == PART_KIND_BOLIG_FORLENGELSE || kind == PART_KIND_MIDLERTIDIG;
}

/* ── one part ─────────────────────────────────────────────────────────── */

static int take_part(struct db *db, const struct access *access, const struct appeal_new *coming, struct appeal_id appeal,
                     const struct appeal_wish *wish) {
    struct part_decided_row part;
    struct appeal_limit limit;
    struct case_brief brief;
    if (!part_decided(db, wish->part, &part) || part.case_id.v != coming->case_.v || !appeal_limit_of(db, wish->part, &limit))
        return ERR_NOT_FOUND;
    if (!work_case(db, coming->case_, &brief)) return ERR_NOT_FOUND;
    const struct law *law = law_current();
    const struct law_part_kind *kind = law_part_kind(law, part_kind_code(part.kind));
    if (!text_empty(wish->words) && (!access || !access_covers(access, kind->zone))) return ERR_DENIED;
    struct unit_id unit = organisation_unit_now(db, part.signed_unit);
    struct appeal_part_id id = appeal_part_insert(db, appeal, coming->case_, brief.person, wish->part, part.kind, kind->zone,
                                                  limit.body ? limit.body : kind->appeal_body, unit, coming->received_on,
                                                  appeal_timely(&limit, coming->posted_on, coming->received_on), limit.until, limit.latest,
                                                  limit.absolute, deadline_end(law, CLOCK_APPEAL_TO_DETRIMENT, coming->received_on),
                                                  deadline_end(law, CLOCK_APPEAL_FIRST_INSTANCE, coming->received_on));
    struct appeal_part_get_row row;
    if (db_failed(db) || !appeal_part_get(db, id, &row)) return ERR_CONFLICT;
    write_words(db, access, &row, APPEAL_WORDS_KIND_APPEAL, wish->words);
    secrecy_involve(db, coming->case_, unit, INVOLVEMENT_DECISION_PART);
    work_task_add(db, coming->case_, unit, TASK_KIND_PREPARE_APPEAL, id.v, row.due);
    /* A decision that takes the home cannot be undone: under the coming act it waits unless somebody decides otherwise. */
    bool home = coming->home_at_risk && is_home(part.kind), at_once = home && law_rule_at(law, "FVL25-12", coming->received_on);
    if (!coming->suspension && !home) return ERR_OK;
    int result = appeal_ask_suspension(db, id, coming->received_on);
    return result == ERR_OK && at_once ? appeal_answer_suspension(db, access, id, true, NULL) : result;
}

/* ── the whole ────────────────────────────────────────────────────────── */

static bool days_good(struct db *db, const struct appeal_new *coming) {
    if (date_is_none(coming->received_on) || coming->received_on.days > today_of(db).days) return false;
    return date_is_none(coming->posted_on) || coming->posted_on.days <= coming->received_on.days;
}

/* Names of the parts as the receipt says them: what the spine shows too. */
static const char *names_of(struct db *db, const struct appeal_new *coming, enum lang lang) {
    struct str out = str_in(db_arena(db));
    for (size_t i = 0; i < coming->n_wishes; i++) {
        struct part_decided_row part;
        if (!part_decided(db, coming->wishes[i].part, &part)) continue;
        str_addf(&out, "%s%s", out.length ? ", " : "", kind_name(lang, part.kind, part.service_kind));
    }
    return str_text(&out);
}

static int send_receipt(struct db *db, const struct appeal_new *coming, struct appeal_id appeal) {
    struct case_brief brief;
    struct person_spine person;
    if (!work_case(db, coming->case_, &brief) || !person_spine(db, brief.person, &person)) return ERR_NOT_FOUND;
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_RECEIPT,
                                 .form = coming->form,
                                 .received_on = coming->received_on,
                                 .due = deadline_end(law_current(), CLOCK_APPEAL_FIRST_INSTANCE, coming->received_on),
                                 .lang = letter_language_of(&person)};
    facts.parts = names_of(db, coming, facts.lang);
    struct notice_about about = {.case_ = coming->case_, .person = brief.person, .appeal = appeal, .zone = ZONE_SPINE};
    return notice_keep(db, NULL, &about, &facts, deadline_end(law_current(), CLOCK_APPEAL_RECEIPT, coming->received_on));
}

static bool has_open(struct db *db, struct case_id id, struct decision_part_id part) {
    struct appealable_parts_rows rows = appealable_parts(db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].id.v == part.v) return rows.v[i].open_appeal.v != 0;
    return false;
}

int appeal_receive(struct db *db, const struct access *access, const struct appeal_new *coming, struct appeal_id *ret_appeal) {
    struct case_brief brief;
    if (!work_case(db, coming->case_, &brief)) return ERR_NOT_FOUND;
    if (!coming->n_wishes || !days_good(db, coming)) return ERR_INVALID;
    if (coming->appellant != APPELLANT_PERSON && text_empty(coming->appellant_name)) return ERR_INVALID;
    for (size_t i = 0; i < coming->n_wishes; i++)
        if (has_open(db, coming->case_, coming->wishes[i].part)) return ERR_CONFLICT;
    struct part_decided_row first;
    if (!part_decided(db, coming->wishes[0].part, &first)) return ERR_NOT_FOUND;
    const char *name = coming->appellant == APPELLANT_PERSON ? NULL : coming->appellant_name;
    bool is_signed = coming->is_signed && coming->form != APPEAL_FORM_ORAL;
    struct appeal_id appeal =
        appeal_insert(db, coming->case_, brief.person, first.decision_id, coming->form, coming->appellant, name, coming->received_on,
                      coming->posted_on, is_signed, coming->helped, coming->home_at_risk, db_now(db), actor_staff(db), actor_unit(db));
    for (size_t i = 0; i < coming->n_wishes; i++) {
        int result = take_part(db, access, coming, appeal, &coming->wishes[i]);
        if (result < 0) return result;
    }
    work_event(db, coming->case_, CASE_EVENT_KIND_APPEAL_RECEIVED, ZONE_SPINE, first.signed_unit);
    audit_add(db, "appeal_received", "appeal", appeal.v, appeal_form_code(coming->form));
    *ret_appeal = appeal;
    return send_receipt(db, coming, appeal);
}

int appeal_read_back(struct db *db, struct appeal_id appeal) {
    struct appeal_get_row row;
    if (!appeal_get(db, appeal, &row)) return ERR_NOT_FOUND;
    if (appeal_set_read_back(db, appeal, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    audit_add(db, "appeal_read_back", "appeal", appeal.v, NULL);
    return ERR_OK;
}

int appeal_comment(struct db *db, const struct access *access, struct appeal_part_id id, const char *words) {
    struct appeal_part_get_row part;
    if (!appeal_part_get(db, id, &part)) return ERR_NOT_FOUND;
    if (!access || !access_covers(access, part.zone)) return ERR_DENIED;
    if (appeal_is_over(part.state)) return ERR_CONFLICT;
    if (!write_words(db, access, &part, APPEAL_WORDS_KIND_COMMENT, words).v) return ERR_INVALID;
    audit_add(db, "appeal_commented", "appeal_part", id.v, NULL);
    return ERR_OK;
}
