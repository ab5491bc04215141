/* A bounded queue between one thread that may never wait (the epoll thread) and the workers, who wait for work. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct queue;

struct queue *queue_create(size_t capacity);
void queue_destroy(struct queue *queue);
/* Never waits. False when the queue is full or closed. */
bool queue_push(struct queue *queue, void *item);
/* With one producer: if this says yes, the producer's next push succeeds unless the queue is closed. */
bool queue_has_room(struct queue *queue);
/* Waits for an item. NULL once the queue is closed and empty. */
void *queue_pop(struct queue *queue);
/* No more pushes; what is in the queue is still handed out. */
void queue_close(struct queue *queue);
size_t queue_length(struct queue *queue);
