/* Looks codes up in what eventgen wrote: some hundred lines, from the beginning, for a page of fifty rows. */
#include "platform/audit/words.h"
#include "base/str.h"
#include "texts.h"

static text_key find(const struct audit_word *words, const char *code) {
    for (; code && words->code; words++)
        if (text_equal(words->code, code)) return words->words;
    return 0;
}

text_key audit_event_text(const char *event) {
    text_key words = find(audit_event_words, event);
    for (const struct audit_reader *reader = audit_event_readers; !words && reader->event; reader++) words = reader->words(event);
    return words ? words : T_event_unknown;
}

text_key audit_about_text(const char *subject) { return find(audit_about_words, subject); }

text_key audit_detail_text(const char *event, const char *detail) {
    text_key words = 0;
    for (const struct audit_reader *reader = audit_detail_readers; detail && !words && reader->event; reader++)
        if (text_equal(reader->event, event)) words = reader->words(detail);
    return words ? words : find(audit_detail_words, detail);
}
