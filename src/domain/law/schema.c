/* libcyaml schemas of the files in law/: keys, types, allowed words. Tables only; what types cannot see is checked in load.c. */
#include "domain/law/schema.h"
#include "platform/yaml/yaml_schema.h"


static const cyaml_schema_value_t text_entry = YAML_TEXT_ENTRY;

static const cyaml_strval_t confidences[] = {
    {"V", CONFIDENCE_READ}, {"VA", CONFIDENCE_AMENDMENT}, {"W", CONFIDENCE_EXCERPT}, {"M", CONFIDENCE_MEMORY},
};
static const cyaml_strval_t rule_kinds[] = {
    {"definition", RULE_DEFINITION}, {"duty", RULE_DUTY},         {"right", RULE_RIGHT},       {"procedure", RULE_PROCEDURE},
    {"deadline", RULE_DEADLINE},     {"routing", RULE_ROUTING},   {"secrecy", RULE_SECRECY},   {"ground", RULE_GROUND},
    {"record", RULE_RECORD},         {"tenancy", RULE_TENANCY},   {"allocation", RULE_ALLOCATION}, {"payment", RULE_PAYMENT},
    {"report", RULE_REPORT},         {"language", RULE_LANGUAGE}, {"calendar", RULE_CALENDAR}, {"repealed", RULE_REPEALED},
};
static const cyaml_strval_t clocks[] = {
#define X(name, code) {#code, CLOCK_##name},
    LAW_CLOCKS(X)
#undef X
};
static const cyaml_strval_t blocks[] = {
#define X(name, code) {#code, BLOCK_##name},
    LAW_BLOCKS(X)
#undef X
};
static const cyaml_strval_t readers[] = {
#define X(name, code) {#code, READER_##name},
    LAW_READERS(X)
#undef X
};
static const cyaml_strval_t zones[] = {
    {"spine", ZONE_SPINE},     {"health", ZONE_HEALTH}, {"social", ZONE_SOCIAL},         {"housing", ZONE_HOUSING},
    {"tenancy", ZONE_TENANCY}, {"plan", ZONE_PLAN},     {"restricted", ZONE_RESTRICTED},
};
#define BIT(value) (INT64_C(1) << (value))
static const cyaml_strval_t zone_bits[] = {
    {"spine", BIT(ZONE_SPINE)},     {"health", BIT(ZONE_HEALTH)}, {"social", BIT(ZONE_SOCIAL)},         {"housing", BIT(ZONE_HOUSING)},
    {"tenancy", BIT(ZONE_TENANCY)}, {"plan", BIT(ZONE_PLAN)},     {"restricted", BIT(ZONE_RESTRICTED)},
};
static const cyaml_strval_t reader_bits[] = {
#define X(name, code) {#code, BIT(READER_##name)},
    LAW_READERS(X)
#undef X
};
static const cyaml_strval_t units[] = {
    {"days", UNIT_DAYS},   {"weeks", UNIT_WEEKS},               {"months", UNIT_MONTHS}, {"years", UNIT_YEARS},
    {"hours", UNIT_HOURS}, {"working_days", UNIT_WORKING_DAYS}, {"fixed", UNIT_FIXED},   {"yearly", UNIT_YEARLY},
};
static const cyaml_strval_t rolls[] = {{"none", ROLL_NONE}, {"dl149", ROLL_DL149}, {"month_end", ROLL_MONTH_END}};
static const cyaml_strval_t channels[] = {
    {"delivered", NOTICE_DELIVERED}, {"posted", NOTICE_POSTED}, {"digital", NOTICE_DIGITAL}, {"oral", NOTICE_ORAL},
};
static const cyaml_strval_t formals[] = {
    {"always", FORMAL_ALWAYS}, {"if_long", FORMAL_IF_LONG}, {"not_required", FORMAL_NOT_REQUIRED}, {"refusal", FORMAL_REFUSAL},
    {"elsewhere", FORMAL_ELSEWHERE},
};
static const cyaml_strval_t cells[] = {
    {"none", CELL_NONE}, {"reduced", CELL_REDUCED}, {"full", CELL_FULL}, {"pseudonymous", CELL_PSEUDONYMOUS},
    {"full_by_need", CELL_FULL_BY_NEED}, {"ground", CELL_GROUND}, {"reduced_or_ground", CELL_REDUCED_OR_GROUND},
    {"consent", CELL_CONSENT}, {"reduced_by_consent", CELL_REDUCED_BY_CONSENT}, {"grant", CELL_GRANT},
};

static const cyaml_schema_field_t words_fields[] = {
    YAML_TEXT("nb", struct law_words, nb), YAML_TEXT("nn", struct law_words, nn), YAML_TEXT("en", struct law_words, en), CYAML_FIELD_END,
};

/* rules.yaml */
static const cyaml_schema_field_t rule_fields[] = {
    YAML_TEXT("id", struct rule_row, rule.id),
    YAML_TEXT_OPTIONAL("law", struct rule_row, rule.law),
    YAML_TEXT("para", struct rule_row, rule.para),
    YAML_TEXT("rule", struct rule_row, rule.text),
    YAML_TEXT_OPTIONAL("note", struct rule_row, rule.note),
    YAML_WORD("kind", struct rule_row, rule.kind, rule_kinds),
    YAML_WORD("confidence", struct rule_row, rule.confidence, confidences),
    YAML_TEXT_OPTIONAL("valid_from", struct rule_row, valid_from),
    YAML_TEXT_OPTIONAL("valid_to", struct rule_row, valid_to),
    YAML_TEXT_OPTIONAL("confirmed_on", struct rule_row, confirmed_on),
    YAML_LIST_OPTIONAL("visible_to", struct rule_row, rule.visible_to, &text_entry),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rule_value = YAML_ROW(struct rule_row, rule_fields);
static const cyaml_schema_field_t act_fields[] = {
    YAML_TEXT("act", struct act_row, code),
    YAML_TEXT("name", struct act_row, name),
    YAML_TEXT_OPTIONAL("law", struct act_row, law),
    YAML_TEXT_OPTIONAL("valid_from", struct act_row, valid_from),
    YAML_TEXT_OPTIONAL("valid_to", struct act_row, valid_to),
    YAML_TEXT("verified_on", struct act_row, verified_on),
    YAML_WORD("start_confidence", struct act_row, start_confidence, confidences),
    YAML_LIST("rules", struct act_row, rules, &rule_value, 1),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t act_value = YAML_ROW(struct act_row, act_fields);
static const cyaml_schema_field_t rules_fields[] = {YAML_LIST("acts", struct rules_file, acts, &act_value, 1), CYAML_FIELD_END};
const cyaml_schema_value_t rules_schema = YAML_FILE(struct rules_file, rules_fields);

/* deadlines.yaml */
static const cyaml_schema_field_t clock_fields[] = {
    YAML_WORD("clock", struct clock_row, clock, clocks),
    YAML_TEXT("rule", struct clock_row, rule),
    YAML_TEXT("starts", struct clock_row, starts),
    YAML_INT_OPTIONAL("length", struct clock_row, length),
    YAML_WORD("unit", struct clock_row, unit, units),
    YAML_WORD("roll", struct clock_row, roll, rolls),
    YAML_TEXT_OPTIONAL("on", struct clock_row, on),
    YAML_YES_OPTIONAL("local_default", struct clock_row, local_default),
    YAML_TEXT_OPTIONAL("note", struct clock_row, note),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t clock_value = YAML_ROW(struct clock_row, clock_fields);
static const cyaml_schema_field_t notice_fields[] = {
    YAML_WORD("channel", struct notice_row, channel, channels),
    YAML_INT("days", struct notice_row, days),
    YAML_YES_OPTIONAL("local_default", struct notice_row, local_default),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t notice_value = YAML_ROW(struct notice_row, notice_fields);
static const cyaml_schema_field_t deadlines_fields[] = {
    YAML_LIST("clocks", struct deadlines_file, clocks, &clock_value, 1),
    YAML_LIST("reached", struct deadlines_file, reached, &notice_value, 1),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t deadlines_schema = YAML_FILE(struct deadlines_file, deadlines_fields);

/* holidays.yaml */
#define HOLIDAY_NAMES \
    YAML_TEXT("nb", struct holiday_row, name_nb), YAML_TEXT("nn", struct holiday_row, name_nn), YAML_TEXT("en", struct holiday_row, name_en), \
        YAML_YES_OPTIONAL("as_sunday", struct holiday_row, as_sunday)
static const cyaml_schema_field_t fixed_fields[] = {
    HOLIDAY_NAMES,
    YAML_INT("month", struct holiday_row, month),
    YAML_INT("day", struct holiday_row, day),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t movable_fields[] = {
    HOLIDAY_NAMES, YAML_INT("easter", struct holiday_row, easter_offset), CYAML_FIELD_END,
};
static const cyaml_schema_value_t fixed_value = YAML_ROW(struct holiday_row, fixed_fields);
static const cyaml_schema_value_t movable_value = YAML_ROW(struct holiday_row, movable_fields);
static const cyaml_schema_field_t holidays_fields[] = {
    YAML_LIST("fixed", struct holidays_file, fixed, &fixed_value, 1),
    YAML_LIST("movable", struct holidays_file, movable, &movable_value, 1),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t holidays_schema = YAML_FILE(struct holidays_file, holidays_fields);

/* letter_blocks.yaml */
static const cyaml_schema_field_t block_fields[] = {
    YAML_WORD("block", struct block_row, block, blocks),
    YAML_LIST_OPTIONAL("rules", struct block_row, rules, &text_entry),
    YAML_LIST_OPTIONAL("params", struct block_row, params, &text_entry),
    YAML_TEXT("nb", struct block_row, text.nb),
    YAML_TEXT("nn", struct block_row, text.nn),
    YAML_TEXT("en", struct block_row, text.en),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t block_value = YAML_ROW(struct block_row, block_fields);
static const cyaml_schema_field_t blocks_fields[] = {YAML_LIST("blocks", struct blocks_file, blocks, &block_value, 1), CYAML_FIELD_END};
const cyaml_schema_value_t blocks_schema = YAML_FILE(struct blocks_file, blocks_fields);

/* part_kinds.yaml */
static const cyaml_schema_field_t body_fields[] = {
    YAML_TEXT("code", struct law_appeal_body, code),
    YAML_GROUP("name", struct law_appeal_body, name, words_fields),
    YAML_YES_OPTIONAL("by_municipality", struct law_appeal_body, by_municipality),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t body_value = YAML_ROW(struct law_appeal_body, body_fields);
static const cyaml_schema_field_t part_fields[] = {
    YAML_TEXT("kind", struct law_part_kind, code),
    YAML_TEXT("rule", struct law_part_kind, rule),
    YAML_GROUP("citation", struct law_part_kind, citation, words_fields),
    YAML_WORD("enkeltvedtak", struct law_part_kind, formal, formals),
    YAML_INT_OPTIONAL("after_days", struct law_part_kind, formal_after_days),
    YAML_WORD_OPTIONAL("limit", struct law_part_kind, appeal_clock, clocks),
    YAML_TEXT("appeal_body", struct law_part_kind, appeal_body),
    YAML_WORD("appeal_confidence", struct law_part_kind, appeal_confidence, confidences),
    YAML_WORD_OPTIONAL("appeal_block", struct law_part_kind, appeal_block, blocks),
    YAML_WORD("zone", struct law_part_kind, zone, zones),
    YAML_YES("decided_here", struct law_part_kind, for_municipality),
    YAML_LIST("visible_to", struct law_part_kind, visible_to, &text_entry, 1),
    YAML_LIST("required", struct law_part_kind, required, &text_entry, 0),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t part_value = YAML_ROW(struct law_part_kind, part_fields);
static const cyaml_schema_field_t parts_fields[] = {
    YAML_LIST("appeal_bodies", struct parts_file, appeal_bodies, &body_value, 1),
    YAML_LIST("part_kinds", struct parts_file, part_kinds, &part_value, 1),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t parts_schema = YAML_FILE(struct parts_file, parts_fields);

/* grounds.yaml */
static const cyaml_schema_field_t ground_fields[] = {
    YAML_TEXT("code", struct ground_row, ground.code),
    YAML_TEXT("rule", struct ground_row, ground.rule),
    YAML_TEXT("text", struct ground_row, ground.text_key),
    YAML_WORDS("zones", struct ground_row, zones, zone_bits),
    YAML_YES_OPTIONAL("needs_necessity", struct ground_row, ground.needs_necessity),
    YAML_YES_OPTIONAL("alerts_leader", struct ground_row, ground.alerts_leader),
    YAML_YES_OPTIONAL("needs_two_persons", struct ground_row, ground.needs_two_persons),
    YAML_YES_OPTIONAL("person_informed", struct ground_row, ground.person_informed),
    YAML_YES("selectable", struct ground_row, ground.selectable),
    YAML_WORDS_OPTIONAL("not_for", struct ground_row, not_for, reader_bits),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t ground_value = YAML_ROW(struct ground_row, ground_fields);
static const cyaml_schema_field_t grounds_fields[] = {YAML_LIST("grounds", struct grounds_file, grounds, &ground_value, 1), CYAML_FIELD_END};
const cyaml_schema_value_t grounds_schema = YAML_FILE(struct grounds_file, grounds_fields);

/* reader_matrix.yaml */
#define CELL(zone) YAML_WORD(#zone, struct matrix_row, zone, cells)
static const cyaml_schema_field_t matrix_row_fields[] = {
    YAML_WORD("reader", struct matrix_row, reader, readers), CELL(spine), CELL(health), CELL(social), CELL(housing), CELL(tenancy),
    CELL(plan), CELL(restricted), CYAML_FIELD_END,
};
static const cyaml_schema_value_t matrix_value = YAML_ROW(struct matrix_row, matrix_row_fields);
static const cyaml_schema_field_t matrix_fields[] = {YAML_LIST("matrix", struct matrix_file, matrix, &matrix_value, 1), CYAML_FIELD_END};
const cyaml_schema_value_t matrix_schema = YAML_FILE(struct matrix_file, matrix_fields);

/* words.yaml */
static const cyaml_schema_field_t avoided_fields[] = {
    YAML_TEXT("word", struct law_avoided, word), YAML_GROUP("rather", struct law_avoided, rather, words_fields), CYAML_FIELD_END,
};
static const cyaml_schema_value_t avoided_value = YAML_ROW(struct law_avoided, avoided_fields);
static const cyaml_schema_field_t words_file_fields[] = {
    YAML_LIST("asks_home", struct words_file, asks_home, &text_entry, 1), YAML_LIST("avoid", struct words_file, avoid, &avoided_value, 1),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t words_schema = YAML_FILE(struct words_file, words_file_fields);
