/* The words that may not stand in a decision: conditions tied to a home, and words for a diagnosis. Data and a search in it; knows no part. */
#include "domain/decision/guard.h"

#include <string.h>

/* Written as text_fold gives them: lower case, å stays å. A line ending in * goes on into the word. */
static const char *const conditions[] = {
    /* both */ "må ta imot", "må ta i mot", "må følge", "må følgje", "må delta", "må samarbeide", "må slippe", "må sleppe", "på vilkår", "vilkår om",
    "rusfri", "rusfritt", "rusfridom", "så lenge du", "så lenge hun", "så lenge han", "så lenge ho", "avhold", "avhald", "plikter", "pliktar", "krav om at",
    /* bokmål */ "forutsatt at", "forutsetter at", "under forutsetning", "betinget av", "kun hvis", "bare hvis", "kun dersom", "bare dersom",
    "hvis du tar imot", "dersom du tar imot", "med mindre du", "avholden*", "edru*", "mister du boligen", "mister boligen",
    /* nynorsk */ "føresett at", "føreset at", "under føresetnad", "vilkårsbunden*", "berre viss", "berre dersom", "viss du tek imot", "dersom du tek imot",
    "avhaldande*", "mistar du bustaden", "mistar bustaden",
};
static const char *const diagnoses[] = {
    "diagnos*", "angst*", "rus", "rusen", "rusa", "rusmis*", "rusmid*", "ruslid*", "rusavh*", "rusproblem*", "rusbruk*", "narkoman*", "alkoholik*", "misbruk*",
    "schizo*", "psykose*", "psykotisk*", "bipolar*", "depresjon*", "depressiv*", "adhd", "rop", "overdose*", "abstinens*", "personlegdomsforstyrr*",
    "personlighetsforstyrr*", "sinnslid*", "psykisk lidelse*", "psykisk liding*", "psykisk syk*", "psykisk sjuk*",
};

static bool letter(const char *at) {
    unsigned char c = (unsigned char)*at;
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* The place where the words stand as whole words, or NULL. */
static const char *find_words(const char *text, const char *words) {
    size_t length = strlen(words);
    bool open = words[length - 1] == '*';
    length -= open;
    for (const char *at = text; *at; at++) {
        if (strncmp(at, words, length) != 0) continue;
        bool starts = at == text || !letter(at - 1);
        if (starts && (open || !letter(at + length))) return at;
    }
    return NULL;
}

/* The start of the clause that holds this place. */
static const char *clause_of(const char *text, const char *at) {
    while (at > text && !strchr(".,;:!?\n", at[-1])) at--;
    return at;
}

/* "Du trenger ikke være rusfri" denies; "hvis du ikke er rusfri" does not. */
static bool denied(struct arena *arena, const char *text, const char *at) {
    static const char *const no[] = {"ikke", "ikkje", "ingen", "uten", "utan", "verken", "korkje"};
    static const char *const when[] = {"hvis", "viss", "dersom", "om", "når", "så lenge"};
    const char *clause = clause_of(text, at);
    const char *before = arena_strndup(arena, clause, (size_t)(at - clause));
    bool denies = false;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) denies = denies || find_words(before, no[i]);
    for (size_t i = 0; i < sizeof when / sizeof *when; i++)
        if (find_words(before, when[i])) return false;
    return denies;
}

static const char *without_star(struct arena *arena, const char *words) {
    size_t length = strlen(words);
    return words[length - 1] == '*' ? arena_strndup(arena, words, length - 1) : words;
}

const char *words_of_condition(struct arena *arena, const char *text) {
    if (text_empty(text)) return NULL;
    const char *folded = text_fold(arena, text);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        const char *from = folded, *at;
        while ((at = find_words(from, conditions[i]))) {
            if (!denied(arena, folded, at)) return without_star(arena, conditions[i]);
            from = at + 1;
        }
    }
    return NULL;
}

const char *words_of_diagnosis(struct arena *arena, const char *text) {
    if (text_empty(text)) return NULL;
    const char *folded = text_fold(arena, text);
    for (size_t i = 0; i < sizeof diagnoses / sizeof *diagnoses; i++)
        if (find_words(folded, diagnoses[i])) return without_star(arena, diagnoses[i]);
    return NULL;
}
