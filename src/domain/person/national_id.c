/* National ids: form, date and control digits. Pure; knows nothing of the database. */
#include "domain/person/person.h"

#include <string.h>

static int weighted_sum(const int digits[11], const int *weights, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) sum += digits[i] * weights[i];
    return sum;
}

/* The individual number says the century (Skatteetaten's table). */
static int full_year(int two_digits, int individual) {
    if (individual < 500) return 1900 + two_digits;
    if (individual < 750 && two_digits >= 54) return 1800 + two_digits;
    if (two_digits < 40) return 2000 + two_digits;
    return individual >= 900 ? 1900 + two_digits : 0;
}

bool national_id_valid(const char *national_id, struct date *ret_born) {
    static const int first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1}, second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    int digits[11];
    if (!national_id || strlen(national_id) != 11) return false;
    for (int i = 0; i < 11; i++) {
        if (national_id[i] < '0' || national_id[i] > '9') return false;
        digits[i] = national_id[i] - '0';
    }
    if (weighted_sum(digits, first, 10) % 11 != 0 || weighted_sum(digits, second, 11) % 11 != 0) return false;

    int day = digits[0] * 10 + digits[1], month = digits[2] * 10 + digits[3];
    if (day > 40) day -= 40;     /* D-number */
    if (month > 80) month -= 80; /* synthetic, Skatteetaten's test population */
    if (month > 40) month -= 40; /* synthetic, NAV's and the health network's */
    int individual = digits[6] * 100 + digits[7] * 10 + digits[8];
    struct date born = date_of(full_year(digits[4] * 10 + digits[5], individual), month, day);
    if (date_is_none(born)) return false;
    if (ret_born) *ret_born = born;
    return true;
}
