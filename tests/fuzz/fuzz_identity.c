/* Fuzzes what tells who somebody is and where a message goes: national ids, names that may be the same, what is typed in the search field, and
 * addresses and words of an e-mail. Whatever comes, a header holds no line of its own and no text is read beyond its end. */
#include "base/str.h"
#include "domain/desk/internal.h"
#include "domain/person/person.h"
#include "platform/mail/mail.h"

#include <stdlib.h>
#include <string.h>

#define CHECK(rule)           \
    do {                      \
        if (!(rule)) abort(); \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_national_id(const char *text) {
    struct date born = DATE_NONE;
    if (!national_id_valid(text, &born)) return;
    CHECK(strlen(text) == 11 && strspn(text, "0123456789") == 11 && !date_is_none(born));
    CHECK(date_ymd(born).year >= 1854 && date_ymd(born).year < 2040);
}

static void check_names(struct arena *arena, const char *text) {
    size_t half = strlen(text) / 2;
    const char *a = arena_strndup(arena, text, half), *b = text + half;
    CHECK(person_names_alike(arena, a, b) == person_names_alike(arena, b, a));
    CHECK(text_empty(text_fold(arena, text)) || person_names_alike(arena, text, text));
}

static void check_search(struct arena *arena, const char *text) {
    struct search_words words = {0};
    if (!utf8_valid(text, strlen(text))) return; /* no page takes it */
    search_parse(arena, text, &words);
    if (words.national_id) CHECK(strlen(words.national_id) == 11 && national_id_valid(words.national_id, &(struct date){0}));
    CHECK(!words.second.data || words.first.data);
    CHECK(!words.third.data || words.second.data);
}

static void check_mail(struct arena *arena, const char *text) {
    bool address = mail_address_valid(text);
    CHECK(!address || (strchr(text, '@') && !strpbrk(text, " \t\r\n<>,;\"")));
    if (!utf8_valid(text, strlen(text))) return;
    const char *header = mail_header_text(arena, text);
    for (const char *at = header; (at = strchr(at, '\n')); at++) CHECK(at[1] == ' ' || at[1] == '\t'); /* folded, never ended */
    struct mail mail = {.to = "a@b.example", .subject = text, .body = text, .message_id = "1", .at = {INT64_C(1788768000000)}};
    const char *message = mail_compose(arena, "c@d.example", &mail), *body = strstr(message, "\r\n\r\n");
    CHECK(body);
    for (const char *at = body + 4; *at; at++) CHECK(strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n", *at));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *arena;
    if (!arena) arena = arena_create();
    arena_reset(arena);
    const char *text = arena_strndup(arena, (const char *)data, size);
    check_national_id(text);
    check_names(arena, text);
    check_search(arena, text);
    check_mail(arena, text);
    return 0;
}
