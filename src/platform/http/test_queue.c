/* The queue between the epoll thread and the workers, and the token buckets. */
#include "platform/http/limit.h"
#include "platform/http/queue.h"

#include <pthread.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static int items[8];

static void what_comes_first_goes_first_and_a_full_queue_says_no(void **state) {
    (void)state;
    struct queue *queue = queue_create(3);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 3; i++) {
            assert_true(queue_has_room(queue));
            assert_true(queue_push(queue, &items[i]));
        }
        assert_false(queue_has_room(queue));
        assert_false(queue_push(queue, &items[3]));
        assert_int_equal(queue_length(queue), 3);
        for (int i = 0; i < 3; i++) assert_ptr_equal(queue_pop(queue), &items[i]);
    }
    queue_destroy(queue);
}

static void a_closed_queue_hands_out_the_rest_and_then_nothing(void **state) {
    (void)state;
    struct queue *queue = queue_create(3);
    queue_push(queue, &items[0]);
    queue_close(queue);
    assert_false(queue_push(queue, &items[1]));
    assert_false(queue_has_room(queue));
    assert_ptr_equal(queue_pop(queue), &items[0]);
    assert_null(queue_pop(queue));
    queue_destroy(queue);
}

static void *count_all(void *cls) {
    uintptr_t sum = 0;
    for (int *item; (item = queue_pop(cls));) sum += (uintptr_t)*item;
    return (void *)sum;
}

static void every_item_reaches_one_of_the_workers_once(void **state) {
    (void)state;
    enum { WORKERS = 4, ITEMS = 4000 };
    static int numbers[ITEMS];
    struct queue *queue = queue_create(16);
    pthread_t workers[WORKERS];
    for (int i = 0; i < WORKERS; i++) pthread_create(&workers[i], NULL, count_all, queue);
    uintptr_t expected = 0, sum = 0;
    for (int i = 0; i < ITEMS; i++) {
        numbers[i] = i;
        expected += (uintptr_t)i;
        while (!queue_push(queue, &numbers[i])) continue;
    }
    queue_close(queue);
    for (int i = 0; i < WORKERS; i++) {
        void *one;
        pthread_join(workers[i], &one);
        sum += (uintptr_t)one;
    }
    assert_int_equal(sum, expected);
    queue_destroy(queue);
}

static void a_bucket_gives_its_burst_and_then_its_rate(void **state) {
    (void)state;
    struct limiter *limiter = limiter_create(2.0, 5.0);
    for (int i = 0; i < 5; i++) assert_true(limiter_take(limiter, "10.0.0.1", 1000, NULL));
    int wait = 0;
    assert_false(limiter_take(limiter, "10.0.0.1", 1000, &wait));
    assert_int_equal(wait, 1);
    assert_true(limiter_take(limiter, "10.0.0.2", 1000, NULL));
    assert_false(limiter_take(limiter, "10.0.0.1", 1400, NULL));
    assert_true(limiter_take(limiter, "10.0.0.1", 1500, NULL));
    assert_false(limiter_take(limiter, "10.0.0.1", 1500, NULL));
    for (int i = 0; i < 5; i++) assert_true(limiter_take(limiter, "10.0.0.1", 1000000, NULL));
    assert_false(limiter_take(limiter, "10.0.0.1", 1000000, NULL));
    limiter_destroy(limiter);
}

static void many_addresses_cost_no_more_memory_and_the_busy_one_is_remembered(void **state) {
    (void)state;
    struct limiter *limiter = limiter_create(0.001, 2.0);
    int64_t now = 0;
    int64_t let_through = 0;
    for (int i = 0; i < 50000; i++) {
        char key[32];
        snprintf(key, sizeof key, "10.%d.%d.%d", i / 65536, i / 256 % 256, i % 256);
        limiter_take(limiter, key, ++now, NULL);
        let_through += limiter_take(limiter, "busy", now, NULL);
    }
    assert_true(let_through <= 2 + 1);
    limiter_destroy(limiter);
}

int main(void) {
    if (sodium_init() < 0) return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_first_goes_first_and_a_full_queue_says_no),
        cmocka_unit_test(a_closed_queue_hands_out_the_rest_and_then_nothing),
        cmocka_unit_test(every_item_reaches_one_of_the_workers_once),
        cmocka_unit_test(a_bucket_gives_its_burst_and_then_its_rate),
        cmocka_unit_test(many_addresses_cost_no_more_memory_and_the_busy_one_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
