/* The program's own log: one line an event on stderr, safe from any thread. May not hold personal data, tokens or
 * form content. A line is one write(2), so lines of several threads and processes never mix. */
#include "base/log.h"
#include "base/clock.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_SIZE 2048 /* below PIPE_BUF, which is what makes a write to a pipe whole */

static _Atomic int threshold = LOG_INFO;

void log_set_level(enum log_level level) { atomic_store(&threshold, (int)level); }

static const char *level_name(enum log_level level) {
    switch (level) {
    case LOG_ERROR: return "ERROR";
    case LOG_WARNING: return "WARNING";
    case LOG_INFO: return "INFO";
    case LOG_DEBUG: return "DEBUG";
    }
    return "ERROR";
}

static size_t put_stamp(char *line, size_t size, enum log_level level) {
    struct instant now = clock_now(&(struct clock_source){NULL});
    struct ymd day = date_ymd((struct date){(int32_t)(now.ms / MS_PER_DAY)});
    int ms = (int)(now.ms % MS_PER_DAY);
    int length = snprintf(line, size, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ %s ", day.year, day.month, day.day, ms / 3600000,
                          ms / 60000 % 60, ms / 1000 % 60, ms % 1000, level_name(level));
    return length < 0 ? 0 : (size_t)length;
}

void log_line(enum log_level level, const char *format, ...) {
    if ((int)level > atomic_load(&threshold)) return;
    int saved_errno = errno;
    char line[LINE_SIZE];
    size_t start = put_stamp(line, sizeof line, level);

    va_list args;
    va_start(args, format);
    errno = saved_errno; /* so that %m tells of the caller's failure */
    int wanted = vsnprintf(line + start, sizeof line - start, format, args);
    va_end(args);

    size_t length = strlen(line);
    if (wanted > 0 && start + (size_t)wanted >= sizeof line) memcpy(line + sizeof line - 4, "...", 4);
    for (size_t i = start; i < length; i++) {
        unsigned char byte = (unsigned char)line[i];
        if (byte < 0x20 || byte == 0x7f) line[i] = ' ';
    }
    line[length] = '\n'; /* over the NUL: the line is written by length */

    ssize_t written;
    do written = write(STDERR_FILENO, line, length + 1);
    while (written < 0 && errno == EINTR);
    errno = saved_errno;
}
