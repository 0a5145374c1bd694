/*
 * Shifts the wall clock of a process, and of those that it starts, by the seconds in a file (8 bytes, of this machine's
 * order), which may change while it runs: LD_PRELOAD this, and name the file in SETTABLE_CLOCK. The monotonic clock stays.
 * Debian's faketime does the same, but locks at each look at the clock, which a JVM takes thousands of in a second.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile const int64_t *seconds;

__attribute__((constructor)) static void map(void) {
    const char *file = getenv("SETTABLE_CLOCK");
    int descriptor = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
    if (descriptor >= 0) {
        void *at = mmap(NULL, sizeof *seconds, PROT_READ, MAP_SHARED, descriptor, 0);
        close(descriptor);
        seconds = at == MAP_FAILED ? NULL : at;
    }
}

static time_t shift(void) {
    return seconds ? (time_t) *seconds : 0;
}

int clock_gettime(clockid_t id, struct timespec *now) {
    static int (*next)(clockid_t, struct timespec *);
    if (!next) {
        next = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
    }
    int result = next(id, now);
    if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += shift();
    }
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    static int (*next)(struct timeval *, void *);
    if (!next) {
        next = (int (*)(struct timeval *, void *)) dlsym(RTLD_NEXT, "gettimeofday");
    }
    int result = next(now, zone);
    if (result == 0) {
        now->tv_sec += shift();
    }
    return result;
}

time_t time(time_t *also) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (also) {
        *also = now.tv_sec;
    }
    return now.tv_sec;
}
