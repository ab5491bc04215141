/* Profiles: the five municipalities load with what the sources say, and a wrong file is refused at its line. */
#include "domain/organisation/profile.h"
#include "base/err.h"
#include "base/str.h"
#include "platform/yaml/yaml_file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#define FIXTURES "tests/fixtures/profiles"

static int arena_new(void **state) {
    *state = arena_create();
    return 0;
}

static int arena_gone(void **state) {
    arena_destroy(*state);
    return 0;
}

static const struct profile *load(struct arena *arena, const char *id) {
    struct profile *profile = NULL;
    const char *reason = NULL;
    int err = profile_load(arena_printf(arena, "profiles/%s.yaml", id), arena, &profile, &reason);
    if (err < 0) fail_msg("%s", reason);
    assert_string_equal(profile->id, id);
    return profile;
}

/* trace: R-024 R-043 */
static void test_levanger_is_as_the_source_says(void **state) {
    const struct profile *levanger = load(*state, "levanger");
    assert_string_equal(levanger->number, "5037");
    assert_string_equal(levanger->county, "Trøndelag");
    assert_int_equal(levanger->letter_lang, LANG_NB);
    assert_int_equal(levanger->inhabitants, 20000);
    assert_true(levanger->inhabitants_approximate);
    assert_int_equal(levanger->dwellings.total, 378);
    assert_int_equal(levanger->dwellings.stock[0].count + levanger->dwellings.stock[1].count, 378);
    assert_true(levanger->allocation.two_step);
    assert_string_equal(levanger->allocation.decided_by, "HOT");
    assert_string_equal(levanger->allocation.dwelling_picked_by, "EIE");
    assert_string_equal(levanger->responsibility.coordinator_unit, "RUS");
    assert_string_equal(profile_unit(levanger, "RUS")->letter_name.nb, "oppfølgingsteamet");
    assert_string_equal(profile_unit(levanger, "POT")->parent, "HJE");
    assert_false(profile_series(levanger, "ressursgruppe")->individual_cases);
    assert_int_equal(profile_series(levanger, "ressursgruppe")->members_count, 7);
    assert_int_equal(levanger->special_roles[0].state, ROLE_STATE_SWITCHED_OFF);
    assert_int_equal(levanger->flexibility, FLEXIBILITY_INSIDE_MEASURE);
}

/* trace: R-161 R-176 TIL-5 */
static void test_alesund_is_as_the_source_says(void **state) {
    const struct profile *alesund = load(*state, "alesund");
    const struct profile_series *meeting = profile_series(alesund, "tildelingsmote");
    assert_int_equal(alesund->letter_lang, LANG_NN);
    assert_string_equal(alesund->number, "1508");
    assert_int_equal(meeting->members_count, 3);
    assert_string_equal(meeting->optional_members[0], "PHR");
    assert_int_equal(meeting->quorum, QUORUM_ALL);
    assert_string_equal(meeting->tie_break, "AKE");
    assert_int_equal(alesund->allocation.residence_years, 2);
    assert_int_equal(alesund->allocation.always_first_count, 3);
    assert_int_equal(alesund->allocation.always_first[0], PRIORITY_HOMELESSNESS);
    assert_int_equal(alesund->leases.term_months, 36);
    assert_int_equal(alesund->allocation.offers_at_once, 1);
    assert_int_equal(alesund->allocation.offer_remind_days, 2);
    assert_int_equal(alesund->allocation.offer_grace_days, 2);
    assert_int_equal(alesund->allocation.settling_days_count, 4);
    assert_true(profile_is_local_default(alesund, "allocation.settling_days"));
    assert_true(alesund->leases.credit_check_asked);
    assert_true(alesund->intake.application_rounds);
    assert_true(profile_unit(alesund, "NGO")->external);
    assert_int_equal(alesund->special_roles[0].count, 2);
    assert_false(profile_is_local_default(alesund, "leases.term_months"));
}

/* trace: R-036 TIL-6 */
static void test_kristiansund_is_as_the_source_says(void **state) {
    const struct profile *kristiansund = load(*state, "kristiansund");
    const struct profile_series *group = profile_series(kristiansund, "arbeidsgruppe");
    assert_int_equal(kristiansund->letter_lang, LANG_NB);
    assert_int_equal(group->every, 3);
    assert_int_equal(group->period, PERIOD_WEEKS);
    assert_int_equal(group->quorum, QUORUM_ALL_FOR_COMPLEX);
    assert_int_equal(group->decides, DECIDES_CONSENSUS);
    assert_int_equal(group->members_count, 6);
    assert_true(group->individual_cases);
    assert_string_equal(profile_unit(kristiansund, "HF")->parent, "PHR");
    assert_string_equal(profile_series(kristiansund, "tildelingsmote")->presented_by, "TOK");
    assert_int_equal(kristiansund->allocation.weighed[1], PRIORITY_OWN_EFFORT);
    assert_string_equal(kristiansund->responsibility.disputes_unit, "KOM");
    assert_ptr_equal(profile_unit_doing(kristiansund, PROFILE_TASK(HOUSING_FIRST)), profile_unit(kristiansund, "HF"));
    assert_int_equal(kristiansund->allocation.move_in_count, 8);
}

/* trace: R-042 */
static void test_the_two_unnamed_municipalities_load_without_invented_facts(void **state) {
    const struct profile *a = load(*state, "kommune-a"), *b = load(*state, "kommune-b");
    assert_string_equal(a->number, "");
    assert_int_equal(a->inhabitants, 0);
    assert_int_equal(b->dwellings.total, 0);
    assert_true(profile_is_local_default(a, "county"));
    assert_true(a->leases.review_if_can_buy);
    assert_true(a->dwellings.object_numbers);
    assert_int_equal(profile_series(a, "styringsgruppe")->every, 6);
    assert_true(profile_unit(b, "KOE")->planned);
    assert_ptr_equal(profile_unit_doing(b, PROFILE_TASK(ONE_DOOR)), NULL); /* planned units hold nothing yet */
}

/* trace: R-041 R-065 */
static void test_time_limits_without_a_source_are_marked_as_local(void **state) {
    static const char *const ids[] = {"levanger", "alesund", "kristiansund", "kommune-a", "kommune-b"};
    static const char *const keys[] = {
        "responsibility.handover_answer_days", "responsibility.dispute_days", "responsibility.emergency_confirm_days", "consents.months",
        "contact.phone", "delegations", "allocation.offer_answer_days",
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct profile *profile = load(*state, ids[i]);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            if (!profile_is_local_default(profile, keys[k])) fail_msg("%s: %s is not marked", ids[i], keys[k]);
        assert_false(profile_is_local_default(profile, "name"));
        assert_int_equal(profile->responsibility.handover_answer_days, 3);
        assert_int_equal(profile->responsibility.dispute_days, 5);
        assert_int_equal(profile->responsibility.emergency_confirm_days, 1);
        assert_int_equal(profile->consents.months, 6);
    }
}

/* trace: R-122 R-129 R-139 */
static void test_every_municipality_has_a_catalogue_a_standard_and_a_programme(void **state) {
    static const char *const names[] = {"levanger", "alesund", "kristiansund", "kommune-a", "kommune-b"};
    for (int i = 0; i < 5; i++) {
        struct profile *profile;
        const char *reason = "";
        if (profile_load(arena_printf(*state, "profiles/%s.yaml", names[i]), *state, &profile, &reason) != ERR_OK) fail_msg("%s", reason);
        assert_true(profile->dwellings.types_count >= 5 && profile->dwellings.standard_count >= 8 && profile->dwellings.maintenance_count >= 5);
        assert_true(profile_is_local_default(profile, "dwellings.standard"));
        assert_non_null(profile_dwelling_type(profile, "shared_living"));
        if (i != 2) continue;
        assert_int_equal(profile_dwelling_type(profile, "training_flat")->age_to, 25);
        assert_true(profile_dwelling_type(profile, "modulhus")->discreet);
        assert_true(profile_dwelling_type(profile, "shared_living")->abstinence);
    }
}

/* trace: R-049 TIL-7 */
static void test_every_municipality_has_the_units_the_work_needs(void **state) {
    static const char *const ids[] = {"levanger", "alesund", "kristiansund", "kommune-a", "kommune-b"};
    static const uint64_t needed[] = {
        PROFILE_TASK(INTAKE), PROFILE_TASK(DECIDE_SERVICES), PROFILE_TASK(MANAGE_STOCK), PROFILE_TASK(LEASES),
        PROFILE_TASK(EMERGENCY_HOUSING), PROFILE_TASK(FOLLOW_UP), PROFILE_TASK(DEFAULT_COORDINATOR),
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct profile *profile = load(*state, ids[i]);
        unsigned laws = 0;
        for (size_t n = 0; n < sizeof needed / sizeof *needed; n++) assert_non_null(profile_unit_doing(profile, needed[n]));
        for (unsigned d = 0; d < profile->delegations_count; d++) {
            laws |= 1U << profile->delegations[d].law;
            assert_false(profile_unit(profile, profile->delegations[d].unit)->external);
        }
        assert_int_equal(laws, 1U << DELEGATED_LAW_BSL | 1U << DELEGATED_LAW_HOL | 1U << DELEGATED_LAW_SOTJL | 1U << DELEGATED_LAW_LOCAL |
                                   1U << DELEGATED_LAW_HUSBANK);
    }
}

/* A fixture's first line says what its refusal must be: "# refused: 9:3: unknown key …". */
static void check_fixture(struct arena *arena, const char *path) {
    struct yaml_file file;
    struct profile *profile = NULL;
    const char *reason = NULL;
    assert_int_equal(yaml_file_read(path, arena, &file, &reason), ERR_OK);
    assert_true(text_starts(file.text, "# refused: "));
    const char *expected = file.text + strlen("# refused: ");
    const char *full = arena_printf(arena, "%s:%s", path, arena_strndup(arena, expected, strcspn(expected, "\n")));
    assert_int_equal(profile_load(path, arena, &profile, &reason), ERR_INVALID);
    assert_null(profile);
    assert_string_equal(reason, full);
}

/* trace: R-024 R-125 R-145 R-193 PBRL-2 TIL-5 TIL-7 */
static void test_a_wrong_profile_is_refused_with_its_line_and_reason(void **state) {
    DIR *folder = opendir(FIXTURES);
    int checked = 0;
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        if (entry->d_name[0] == '.' || text_equal(entry->d_name, "good.yaml")) continue;
        check_fixture(*state, arena_printf(*state, FIXTURES "/%s", entry->d_name));
        checked++;
    }
    closedir(folder);
    assert_in_range(checked, 26, 1000);
}

static void test_the_smallest_profile_is_accepted(void **state) {
    struct profile *profile = NULL;
    const char *reason = NULL;
    assert_int_equal(profile_load(FIXTURES "/good.yaml", *state, &profile, &reason), ERR_OK);
    assert_int_equal(profile->units_count, 3);
    assert_string_equal(profile->units[0].letter_name.nn, "tildelingskontoret"); /* the name, when it needs no other */
}

static void test_a_missing_file_is_named(void **state) {
    struct profile *profile = NULL;
    const char *reason = NULL;
    assert_int_equal(profile_load("profiles/nowhere.yaml", *state, &profile, &reason), ERR_NOT_FOUND);
    assert_true(text_starts(reason, "profiles/nowhere.yaml: "));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_levanger_is_as_the_source_says, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_alesund_is_as_the_source_says, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_kristiansund_is_as_the_source_says, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_the_two_unnamed_municipalities_load_without_invented_facts, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_time_limits_without_a_source_are_marked_as_local, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_every_municipality_has_the_units_the_work_needs, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_every_municipality_has_a_catalogue_a_standard_and_a_programme, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_a_wrong_profile_is_refused_with_its_line_and_reason, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_the_smallest_profile_is_accepted, arena_new, arena_gone),
        cmocka_unit_test_setup_teardown(test_a_missing_file_is_named, arena_new, arena_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
