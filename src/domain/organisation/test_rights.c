/* Roles and rights (MODEL §5): who may not do what. */
#include "domain/organisation/organisation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool role_may(enum staff_role role, enum right right) {
    struct session session = {0};
    organisation_role_rights(role, session.rights);
    return session_may(&session, right);
}

/* trace: R-051 I-06 */
static void property_and_peers_never_open_a_case(void **state) {
    (void)state;
    assert_false(role_may(STAFF_ROLE_PROPERTY, RIGHT_CASE_SEE));
    assert_false(role_may(STAFF_ROLE_PROPERTY, RIGHT_CASE_SEARCH));
    assert_false(role_may(STAFF_ROLE_PROPERTY, RIGHT_BATON_ANSWER));
    assert_true(role_may(STAFF_ROLE_PROPERTY, RIGHT_ORDER_SEE));
    assert_false(role_may(STAFF_ROLE_PEER, RIGHT_CASE_SEE));
    assert_false(role_may(STAFF_ROLE_ADMINISTRATOR, RIGHT_CASE_SEE));
}

/* trace: R-001 R-002 */
static void everyone_who_meets_people_may_register_a_contact(void **state) {
    (void)state;
    for (enum staff_role role = STAFF_ROLE_FIRST_CONTACT; role <= STAFF_ROLE_PEER; role++) assert_true(role_may(role, RIGHT_CONTACT_CREATE));
    assert_false(role_may(STAFF_ROLE_ADMINISTRATOR, RIGHT_CONTACT_CREATE));
}

/* trace: I-04 */
static void every_role_is_signed_in_and_nothing_is_given_by_default(void **state) {
    (void)state;
    struct session nobody = {0};
    assert_false(session_may(&nobody, RIGHT_SIGNED_IN));
    for (enum staff_role role = STAFF_ROLE_FIRST_CONTACT; role <= STAFF_ROLE_PRIVACY_OFFICER; role++) {
        assert_true(role_may(role, RIGHT_SIGNED_IN));
        assert_false(role_may(role, RIGHT_PUBLIC));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(property_and_peers_never_open_a_case),
        cmocka_unit_test(everyone_who_meets_people_may_register_a_contact),
        cmocka_unit_test(every_role_is_signed_in_and_nothing_is_given_by_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
