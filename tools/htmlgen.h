/* The holes of a template: from {{ }} to C. Shared by htmlgen.c (files, text, blocks) and html_holes.c (what stands in a hole). */
#pragma once
#include "tools/html_follow.h"
#include "tools/toolkit.h"

enum { MAX_BLOCKS = 32 };

enum block_kind { BLOCK_IF, BLOCK_ELSE, BLOCK_EACH };
struct block {
    enum block_kind kind;
    int line;
    bool ended; /* a branch has ended, in `ends` */
    struct place before, ends;
};
struct generator {
    const char *module, *out_directory;
    struct tool_source source;
    struct str header;
    struct follower follow;
    struct block blocks[MAX_BLOCKS];
    int n_blocks;
};

/* Writes C that the compiler shall report at the template's line. */
void generator_add(struct generator *generator, const char *format, ...) __attribute__((format(printf, 2, 3)));
_Noreturn void generator_die(struct generator *generator, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* `content` is what stands between {{ and }}, trimmed. True if it was a block's word ({{if}}, {{else}}, {{each}}, {{end}}). */
bool generate_hole(struct generator *generator, char *content);
