/* Texts that say why something failed, for the operator and the log. May not hold a value from a row. */
#include "platform/db/backend.h"

#include <stdarg.h>
#include <stdio.h>

const char *reason_text(const char *format, ...) {
    static _Thread_local char text[640];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return text;
}

void failure_set(struct failure *failure, enum db_result result, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(failure->reason, sizeof failure->reason, format, args);
    va_end(args);
    failure->result = result;
    failure->drop = result == DB_FAILED;
}
