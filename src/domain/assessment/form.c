/* Reads law/forms.yaml and finds questions in it. Knows no database; nothing is changed after the reading. */
#include "domain/assessment/form.h"

#include "base/err.h"
#include "domain/assessment/assessment.h"
#include "platform/yaml/yaml_file.h"
#include "platform/yaml/yaml_schema.h"

static const cyaml_strval_t areas[] = {
    {"dwelling", LIFE_AREA_DWELLING}, {"economy", LIFE_AREA_ECONOMY}, {"mental_health", LIFE_AREA_MENTAL_HEALTH}, {"substance", LIFE_AREA_SUBSTANCE},
    {"body", LIFE_AREA_BODY},         {"family", LIFE_AREA_FAMILY},   {"activity", LIFE_AREA_ACTIVITY},           {"everyday", LIFE_AREA_EVERYDAY},
};
static const cyaml_strval_t zones[] = {
    {"health", ZONE_HEALTH}, {"social", ZONE_SOCIAL}, {"housing", ZONE_HOUSING}, {"restricted", ZONE_RESTRICTED},
};
static const cyaml_strval_t kinds[] = {{"text", QUESTION_TEXT}, {"choice", QUESTION_CHOICE}, {"number", QUESTION_NUMBER}};

#define WORDS(type, member) \
    YAML_TEXT("nb", type, member.nb), YAML_TEXT("nn", type, member.nn), YAML_TEXT("en", type, member.en)
static const cyaml_schema_field_t choice_fields[] = {YAML_TEXT("code", struct form_choice, code), WORDS(struct form_choice, words), CYAML_FIELD_END};
static const cyaml_schema_value_t choice_row = YAML_ROW(struct form_choice, choice_fields);
static const cyaml_schema_field_t scale_fields[] = {
    YAML_TEXT("code", struct form_scale, code), YAML_LIST("choices", struct form_scale, choices, &choice_row, 2), CYAML_FIELD_END};
static const cyaml_schema_value_t scale_row = YAML_ROW(struct form_scale, scale_fields);
static const cyaml_schema_field_t group_fields[] = {YAML_TEXT("code", struct form_group, code), WORDS(struct form_group, words), CYAML_FIELD_END};
static const cyaml_schema_value_t group_row = YAML_ROW(struct form_group, group_fields);
static const cyaml_schema_field_t question_fields[] = {
    YAML_TEXT("code", struct form_question, code),
    YAML_WORD("area", struct form_question, area, areas),
    YAML_WORD_OPTIONAL("zone", struct form_question, zone, zones),
    YAML_WORD("kind", struct form_question, kind, kinds),
    YAML_TEXT_OPTIONAL("group", struct form_question, group),
    YAML_TEXT_OPTIONAL("scale", struct form_question, scale),
    WORDS(struct form_question, words),
    YAML_TEXT_OPTIONAL("hint_nb", struct form_question, hint.nb),
    YAML_TEXT_OPTIONAL("hint_nn", struct form_question, hint.nn),
    YAML_TEXT_OPTIONAL("hint_en", struct form_question, hint.en),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t question_row = YAML_ROW(struct form_question, question_fields);
static const cyaml_schema_field_t version_fields[] = {
    YAML_INT("version", struct form_version, version),
    YAML_TEXT("valid_from", struct form_version, from),
    YAML_TEXT_OPTIONAL("valid_until", struct form_version, until),
    YAML_LIST("questions", struct form_version, questions, &question_row, 1),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t version_row = YAML_ROW(struct form_version, version_fields);
static const cyaml_schema_field_t file_fields[] = {
    YAML_LIST("scales", struct assessment_forms, scales, &scale_row, 1),
    YAML_LIST("groups", struct assessment_forms, groups, &group_row, 0),
    YAML_LIST("forms", struct assessment_forms, forms, &version_row, 1),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = YAML_FILE(struct assessment_forms, file_fields);

/* ── checking ─────────────────────────────────────────────────────────── */

static const struct form_scale *scale_of(const struct assessment_forms *forms, const char *code) {
    for (unsigned i = 0; i < forms->scales_count; i++)
        if (text_equal(forms->scales[i].code, code)) return &forms->scales[i];
    return NULL;
}

static const struct form_group *group_of(const struct assessment_forms *forms, const char *code) {
    for (unsigned i = 0; i < forms->groups_count; i++)
        if (text_equal(forms->groups[i].code, code)) return &forms->groups[i];
    return NULL;
}

/* NULL: as it should be; else what is wrong. */
static const char *question_fault(const struct assessment_forms *forms, const struct form_version *form, unsigned at) {
    struct form_question *question = &form->questions[at];
    for (unsigned i = 0; i < at; i++)
        if (text_equal(form->questions[i].code, question->code)) return "the question stands twice in this version";
    if (!question->zone) question->zone = assessment_zone(question->area);
    question->choices = scale_of(forms, question->scale);
    question->heading = group_of(forms, question->group);
    if ((question->kind == QUESTION_CHOICE) != (question->choices != NULL)) return "a choice, and only a choice, names a scale that stands here";
    if (question->group && !question->heading) return "the group is not among the groups";
    bool hinted = question->hint.nb || question->hint.nn || question->hint.en;
    if (hinted && !(question->hint.nb && question->hint.nn && question->hint.en)) return "a hint is written in all three languages";
    return NULL;
}

static const char *version_fault(struct assessment_forms *forms, unsigned at) {
    struct form_version *form = &forms->forms[at], *before = at ? &forms->forms[at - 1] : NULL;
    form->valid_from = date_parse_iso(form->from);
    form->valid_until = form->until ? date_parse_iso(form->until) : DATE_NONE;
    if (date_is_none(form->valid_from) || (form->until && date_is_none(form->valid_until))) return "a day is written 2026-07-02";
    if (form->version < 1 || (before && form->version <= before->version)) return "the versions stand in order, from 1";
    if (before && (date_is_none(before->valid_until) || before->valid_until.days >= form->valid_from.days))
        return "the version before must end before this one begins";
    return NULL;
}

static int check(const struct yaml_file *file, struct assessment_forms *forms, const char **ret_reason) {
    for (unsigned v = 0; v < forms->forms_count; v++) {
        const char *where = arena_printf(file->arena, "forms[%u]", v), *fault = version_fault(forms, v);
        for (unsigned q = 0; !fault && q < forms->forms[v].questions_count; q++) {
            fault = question_fault(forms, &forms->forms[v], q);
            if (fault) where = arena_printf(file->arena, "forms[%u].questions[%u]", v, q);
        }
        if (!fault) continue;
        *ret_reason = yaml_file_wrong(file, where, "%s", fault);
        return ERR_INVALID;
    }
    return ERR_OK;
}

int assessment_forms_load(const char *directory, struct arena *arena, struct assessment_forms **ret_forms, const char **ret_reason) {
    struct yaml_file file;
    void *data = NULL;
    int err = yaml_file_read(arena_printf(arena, "%s/forms.yaml", directory), arena, &file, ret_reason);
    if (err == ERR_OK) err = yaml_file_load(&file, &file_schema, &data, ret_reason);
    if (err == ERR_OK) err = check(&file, data, ret_reason);
    if (err == ERR_OK) *ret_forms = data;
    return err;
}

/* ── finding ──────────────────────────────────────────────────────────── */

static const struct assessment_forms *current_forms;

void assessment_forms_set_current(const struct assessment_forms *forms) { current_forms = forms; }

const struct form_version *assessment_form_on(struct date day) {
    for (unsigned i = 0; current_forms && i < current_forms->forms_count; i++) {
        const struct form_version *form = &current_forms->forms[i];
        if (form->valid_from.days <= day.days && (date_is_none(form->valid_until) || form->valid_until.days >= day.days)) return form;
    }
    return NULL;
}

const struct form_version *assessment_form(int64_t version) {
    for (unsigned i = 0; current_forms && i < current_forms->forms_count; i++)
        if (current_forms->forms[i].version == version) return &current_forms->forms[i];
    return NULL;
}

const struct form_question *form_question(const struct form_version *form, const char *code) {
    for (unsigned i = 0; form && i < form->questions_count; i++)
        if (text_equal(form->questions[i].code, code)) return &form->questions[i];
    return NULL;
}

const char *form_words_in(const struct form_words *words, enum lang lang) {
    return lang == LANG_NN ? words->nn : lang == LANG_EN ? words->en : words->nb;
}

const char *form_answer_words(const struct form_question *question, const char *answer, enum lang lang) {
    for (unsigned i = 0; answer && question->choices && i < question->choices->choices_count; i++)
        if (text_equal(question->choices->choices[i].code, answer)) return form_words_in(&question->choices->choices[i].words, lang);
    return answer;
}

bool form_answer_fits(const struct form_question *question, const char *answer) {
    int64_t number;
    if (text_empty(answer) || question->kind == QUESTION_TEXT) return true;
    if (question->kind == QUESTION_NUMBER) return parse_int(answer, &number) && number >= 0;
    for (unsigned i = 0; i < question->choices->choices_count; i++)
        if (text_equal(question->choices->choices[i].code, answer)) return true;
    return false;
}

static void add_words(struct str *text, const struct form_words *words) {
    str_addf(text, "|%s|%s|%s", words->nb ? words->nb : "", words->nn ? words->nn : "", words->en ? words->en : "");
}

const char *form_content(const struct form_version *form, struct arena *arena) {
    struct str text = str_in(arena);
    for (unsigned i = 0; i < form->questions_count; i++) {
        const struct form_question *question = &form->questions[i];
        str_addf(&text, "%s|%d|%d|%d|%s", question->code, (int)question->area, (int)question->zone, (int)question->kind, question->group ? question->group : "");
        add_words(&text, &question->words);
        add_words(&text, &question->hint);
        if (question->heading) add_words(&text, &question->heading->words);
        for (unsigned c = 0; question->choices && c < question->choices->choices_count; c++) {
            str_addf(&text, "|%s", question->choices->choices[c].code);
            add_words(&text, &question->choices->choices[c].words);
        }
        str_add(&text, "\n");
    }
    return str_text(&text);
}
