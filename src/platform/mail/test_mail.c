/* What is sent, and what can never be: nothing that is typed as an address or a subject becomes a header of its own. */
#include "platform/mail/mail.h"

#include "base/str.h"
#include "platform/db/test_database.h"

/* trace: GDPR-5 */
static void an_address_is_an_address_and_nothing_else(void **state) {
    (void)state;
    static const char *const good[] = {"kari@levanger.example", "a.b+c@x.no"};
    static const char *const bad[] = {
        "", "kari", "@x.no", "kari@", "a@b@c", "kari@x.no\r\nBcc: alle@x.no", "kari <a@b.no>", "kari moen@x.no", "kåri@x.no", "a,b@x.no"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_true(mail_address_valid(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (mail_address_valid(bad[i])) fail_msg("taken: %s", bad[i]);
    assert_false(mail_address_valid(NULL));
}

/* trace: GDPR-5 */
static void a_message_has_its_headers_and_a_body_that_no_line_can_end(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const struct mail mail = {.to = "kari@levanger.example",
                              .subject = "Noe nytt på Felles",
                              .body = "Hei\r\n.\r\nDu har noe nytt.\n",
                              .message_id = "notice-7",
                              .at = {INT64_C(1788777000000)}};
    const char *text = mail_compose(arena, "felles@levanger.example", &mail);
    assert_non_null(strstr(text, "Date: Mon, 07 Sep 2026 "));
    assert_non_null(strstr(text, "\r\nFrom: Felles <felles@levanger.example>\r\nTo: <kari@levanger.example>\r\n"));
    assert_non_null(strstr(text, "\r\nSubject: =?UTF-8?B?Tm9lIG55dHQgcMOlIEZlbGxlcw==?=\r\n"));
    assert_non_null(strstr(text, "\r\nMessage-ID: <notice-7@levanger.example>\r\n"));
    assert_null(strstr(text, "\r\n.\r\n"));
    assert_non_null(strstr(text, "\r\n\r\nSGVpDQouDQpEdSBoYXIgbm9lIG55dHQuCg==\r\n"));
    const char *twice = mail_header_text(arena, "a\r\nBcc: b@c.no");
    assert_null(strchr(twice, '\n'));
    arena_destroy(arena);
}

/* trace: PJL-5 */
static void settings_that_would_send_in_the_clear_are_refused(void **state) {
    (void)state;
    const struct mail_server good = {.url = "smtp://mail.kommune.no:587", .from = "felles@kommune.no"};
    assert_null(mail_server_fault(&good));
    const struct mail_server bad[] = {
        {.url = "http://mail.kommune.no", .from = "felles@kommune.no"},
        {.url = "smtp://mail.kommune.no:25", .from = "felles"},
        {.url = "smtp://mail.kommune.no:25", .from = "felles@kommune.no", .plain = true},
        {.url = "smtp://mail.kommune.no:25", .from = "felles@kommune.no", .user = "felles"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_non_null(mail_server_fault(&bad[i]));
    const struct mail_server none = {0};
    assert_null(mail_server_fault(&none));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_an_address_and_nothing_else),
        cmocka_unit_test(a_message_has_its_headers_and_a_body_that_no_line_can_end),
        cmocka_unit_test(settings_that_would_send_in_the_clear_are_refused),
    };
    return cmocka_run_group_tests_name("mail", tests, NULL, NULL);
}
