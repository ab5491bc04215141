/* Token buckets in a table of fixed size, so that an attacker with many addresses costs no more memory. Keys are kept as keyed
 * hashes: neither addresses nor user names lie in memory, and nobody outside can aim at a slot. */
#include "platform/http/limit.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLOTS = 8192, PROBES = 8 };

struct bucket {
    uint64_t key; /* 0: free */
    int64_t at_ms;
    double tokens;
};
struct limiter {
    pthread_mutex_t lock;
    double per_second, burst;
    unsigned char hash_key[crypto_shorthash_KEYBYTES];
    struct bucket buckets[SLOTS];
};

struct limiter *limiter_create(double per_second, double burst) {
    struct limiter *limiter = calloc(1, sizeof *limiter);
    if (!limiter) return NULL;
    pthread_mutex_init(&limiter->lock, NULL);
    limiter->per_second = per_second;
    limiter->burst = burst;
    randombytes_buf(limiter->hash_key, sizeof limiter->hash_key);
    return limiter;
}

void limiter_destroy(struct limiter *limiter) {
    if (!limiter) return;
    pthread_mutex_destroy(&limiter->lock);
    free(limiter);
}

static struct bucket *bucket_of(struct limiter *limiter, const char *key, int64_t now_ms) {
    uint64_t hash;
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)key, strlen(key), limiter->hash_key);
    hash |= 1;
    struct bucket *oldest = NULL;
    for (uint64_t i = 0; i < PROBES; i++) {
        struct bucket *bucket = &limiter->buckets[((hash >> 8) + i) % SLOTS];
        if (bucket->key == hash) return bucket;
        if (!oldest || bucket->key == 0 || (oldest->key != 0 && bucket->at_ms < oldest->at_ms)) oldest = bucket;
    }
    *oldest = (struct bucket){.key = hash, .at_ms = now_ms, .tokens = limiter->burst};
    return oldest;
}

bool limiter_take(struct limiter *limiter, const char *key, int64_t now_ms, int *ret_wait_seconds) {
    pthread_mutex_lock(&limiter->lock);
    struct bucket *bucket = bucket_of(limiter, key, now_ms);
    double passed = now_ms > bucket->at_ms ? (double)(now_ms - bucket->at_ms) / 1000.0 : 0.0;
    bucket->at_ms = now_ms;
    bucket->tokens += passed * limiter->per_second;
    if (bucket->tokens > limiter->burst) bucket->tokens = limiter->burst;
    bool allowed = bucket->tokens >= 1.0;
    if (allowed) bucket->tokens -= 1.0;
    else if (ret_wait_seconds) *ret_wait_seconds = (int)((1.0 - bucket->tokens) / limiter->per_second) + 1;
    pthread_mutex_unlock(&limiter->lock);
    return allowed;
}

int64_t monotonic_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
