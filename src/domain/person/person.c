/* Making and reading persons. Seals what describes or reaches her; a graded address never leaves this file. */
#include "domain/person/person.h"

#include "person_sql.h"
#include "platform/crypt/crypt.h"

#include <string.h>

static const char national_id_domain[] = "national_id";

static const char *full_name(struct arena *arena, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(arena, "%s %s", given, family);
}

static const char *none_if_empty(const char *text) { return text_empty(text) ? NULL : text; }

/* "anne-grethe bø" is found by anne, by grethe and by bø. */
static void add_words(struct db *db, struct person_id person, const char *search) {
    static const char between[] = " -'.";
    while (*(search += strspn(search, between))) {
        size_t length = strcspn(search, between);
        person_word_add(db, (struct blob){(const uint8_t *)search, length}, person);
        search += length;
    }
}

int person_create(struct db *db, const struct person_new *person, struct person_id *ret_person) {
    struct arena *arena = db_arena(db);
    struct date born = person->born;
    if (text_empty(person->given_name)) return ERR_INVALID;
    const char *national_id = none_if_empty(person->national_id);
    if (national_id && !national_id_valid(national_id, &born)) return ERR_INVALID;
    struct blob hash = {0};
    if (national_id) {
        if (person_find_national_id(db, national_id).v) return ERR_CONFLICT;
        hash = keyed_hash(db, national_id_domain, national_id);
    }
    const char *family = person->family_name ? person->family_name : "";
    const char *search = text_fold(arena, full_name(arena, person->given_name, family));
    struct person_id id = person_insert(db, person->given_name, family, search, born, hash, person->language, person->grade, db_now(db));
    add_words(db, id, search);
    person_key_create(db, id);
    person_seal_details(db, id, national_id, none_if_empty(person->phone), none_if_empty(person->address), none_if_empty(person->contact_wish));
    if (db_failed(db)) return ERR_IO;
    *ret_person = id;
    return ERR_OK;
}

/* ── hidden names ─────────────────────────────────────────────────────── */

static struct date born_of(bool hidden, struct date plain, const char *sealed) {
    if (!hidden) return plain;
    return sealed ? date_parse_iso(sealed) : DATE_NONE;
}

void person_hide(struct db *db, struct person_id person) {
    struct person_get_row row;
    if (!person_get(db, person, &row) || row.hidden) return;
    struct arena *arena = db_arena(db);
    const char *mark = arena_printf(arena, "%lld", (long long)person.v);
    person_set_hidden(db, person, mark, row.given_name, row.family_name, date_iso(arena, row.born));
    person_words_gone(db, person);
}

void person_show(struct db *db, struct person_id person) {
    struct person_get_row row;
    if (!person_get(db, person, &row) || !row.hidden) return;
    const char *search = text_fold(db_arena(db), full_name(db_arena(db), row.true_given, row.true_family));
    person_set_shown(db, person, row.true_given, row.true_family, search, born_of(true, row.born, row.true_born));
    add_words(db, person, search);
}

struct blob person_national_hash(struct db *db, const char *national_id) { return keyed_hash(db, national_id_domain, national_id); }

const char *person_graded_address(struct db *db, struct person_id person) {
    struct person_get_row row;
    return person_get(db, person, &row) ? row.address : NULL;
}

void person_set_address_grade(struct db *db, struct person_id person, enum address_grade grade) { person_set_grade(db, person, grade); }

/* ── reading ──────────────────────────────────────────────────────────── */

bool person_spine(struct db *db, struct person_id person, struct person_spine *ret_person) {
    struct person_get_row row;
    if (!person_get(db, person, &row)) return false;
    bool open = row.address_grade == ADDRESS_GRADE_OPEN;
    const char *given = row.hidden ? row.true_given : row.given_name, *family = row.hidden ? row.true_family : row.family_name;
    *ret_person = (struct person_spine){
        .id = row.id,
        .name = full_name(db_arena(db), given, family),
        .given_name = given,
        .born = born_of(row.hidden, row.born, row.true_born),
        .phone = row.phone,
        .address = open ? row.address : NULL,
        .contact_wish = row.contact_wish,
        .lang = (enum lang)row.letter_language,
        .grade = row.address_grade,
        .hidden = row.hidden,
    };
    return true;
}

const char *person_national_id(struct db *db, struct person_id person) {
    struct person_get_national_id_row row;
    return person_get_national_id(db, person, &row) ? row.national_id : NULL;
}

void person_set_contact(struct db *db, struct person_id person, const char *phone, const char *address, const char *contact_wish) {
    person_update_contact(db, person, none_if_empty(phone), none_if_empty(address), none_if_empty(contact_wish));
}

void person_erase(struct db *db, struct person_id person) {
    person_words_gone(db, person);
    person_blank(db, person);
    person_key_destroy(db, person);
}

struct person_id person_find_national_id(struct db *db, const char *national_id) {
    struct person_by_national_id_row row;
    bool found = person_by_national_id(db, keyed_hash(db, national_id_domain, national_id), &row);
    return found ? row.id : (struct person_id){0};
}

void person_change(struct db *db, struct person_id id, const struct person_new *person) {
    const char *family = person->family_name ? person->family_name : "";
    if (person_update_hidden(db, id, person->given_name, family, person->language, person->grade) == 1) {
        person_set_contact(db, id, person->phone, person->address, person->contact_wish);
        return;
    }
    const char *search = text_fold(db_arena(db), full_name(db_arena(db), person->given_name, family));
    person_update_names(db, id, person->given_name, family, search, person->language, person->grade);
    person_words_gone(db, id);
    add_words(db, id, search);
    person_set_contact(db, id, person->phone, person->address, person->contact_wish);
}

struct everyone {
    void (*row)(void *context, const struct person_details *person);
    void *context;
};

static void give_person(void *context, const struct person_all_row *row) {
    struct everyone *everyone = context;
    everyone->row(everyone->context, &(struct person_details){
                                         .id = row->id,
                                         .given_name = row->hidden ? row->true_given : row->given_name,
                                         .family_name = row->hidden ? row->true_family : row->family_name,
                                         .national_id = row->national_id,
                                         .phone = row->phone,
                                         .address = row->address_grade == ADDRESS_GRADE_OPEN ? row->address : NULL,
                                         .contact_wish = row->contact_wish,
                                         .born = born_of(row->hidden, row->born, row->true_born),
                                         .language = row->letter_language,
                                         .grade = row->address_grade,
                                     });
}

void person_each(struct db *db, void (*row)(void *context, const struct person_details *person), void *context) {
    person_all(db, give_person, &(struct everyone){row, context});
}

int64_t person_count(struct db *db) {
    struct person_number_of_row row;
    return person_number_of(db, &row) ? row.n : 0;
}
