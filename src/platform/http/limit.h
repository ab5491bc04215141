/* Token buckets in memory: how often one address or one user name may try something. Forgets the least recently used when full. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct limiter;

/* Each key may do `burst` things at once, and then `per_second` things a second. NULL when out of memory. */
struct limiter *limiter_create(double per_second, double burst);
void limiter_destroy(struct limiter *limiter);
/* Takes one token. False when there is none; `ret_wait_seconds` (may be NULL) then says when there will be. `now_ms` is monotonic. */
bool limiter_take(struct limiter *limiter, const char *key, int64_t now_ms, int *ret_wait_seconds);
/* Milliseconds of the clock that never jumps. */
int64_t monotonic_ms(void);
