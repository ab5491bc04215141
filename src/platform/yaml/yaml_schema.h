/* Short names for the libcyaml field kinds that the files in law/ and profiles/ use. For schema tables only: it includes cyaml.h. */
#pragma once
#include <cyaml/cyaml.h>

#define YAML_TEXT(key, type, member) CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, type, member, 1, CYAML_UNLIMITED)
#define YAML_TEXT_OPTIONAL(key, type, member) \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 0, CYAML_UNLIMITED)
/* An enumeration by a table of cyaml_strval_t; an optional one that is left out is 0. */
#define YAML_WORD(key, type, member, table) \
    CYAML_FIELD_ENUM(key, CYAML_FLAG_STRICT | CYAML_FLAG_CASE_SENSITIVE, type, member, table, sizeof table / sizeof *table)
#define YAML_WORD_OPTIONAL(key, type, member, table)                                                                \
    CYAML_FIELD_ENUM(key, CYAML_FLAG_STRICT | CYAML_FLAG_CASE_SENSITIVE | CYAML_FLAG_OPTIONAL, type, member, table, \
                     sizeof table / sizeof *table)
/* A list of words as bits; the member is uint64_t. */
#define YAML_WORDS(key, type, member, table) CYAML_FIELD_FLAGS(key, CYAML_FLAG_STRICT, type, member, table, sizeof table / sizeof *table)
#define YAML_WORDS_OPTIONAL(key, type, member, table) \
    CYAML_FIELD_FLAGS(key, CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, type, member, table, sizeof table / sizeof *table)
#define YAML_INT(key, type, member) CYAML_FIELD_INT(key, CYAML_FLAG_DEFAULT, type, member)
#define YAML_INT_OPTIONAL(key, type, member) CYAML_FIELD_INT(key, CYAML_FLAG_OPTIONAL, type, member)
#define YAML_YES(key, type, member) CYAML_FIELD_BOOL(key, CYAML_FLAG_DEFAULT, type, member)
#define YAML_YES_OPTIONAL(key, type, member) CYAML_FIELD_BOOL(key, CYAML_FLAG_OPTIONAL, type, member)
/* A list in an array of entries; its length is in the member named after it with _count. */
#define YAML_LIST(key, type, member, entry, least) \
    CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER, type, member, entry, least, CYAML_UNLIMITED)
#define YAML_LIST_OPTIONAL(key, type, member, entry) \
    CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, entry, 0, CYAML_UNLIMITED)
/* A group of keys in a struct inside the struct. */
#define YAML_GROUP(key, type, member, fields) CYAML_FIELD_MAPPING(key, CYAML_FLAG_DEFAULT, type, member, fields)
#define YAML_GROUP_OPTIONAL(key, type, member, fields) CYAML_FIELD_MAPPING(key, CYAML_FLAG_OPTIONAL, type, member, fields)
#define YAML_FILE(type, fields) \
    { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, type, fields) }
#define YAML_ROW(type, fields) \
    { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, type, fields) }
#define YAML_TEXT_ENTRY \
    { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, CYAML_UNLIMITED) }
