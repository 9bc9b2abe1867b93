/*
 * Lies under SQLite: makes calls of the C library on the files of a journal fail. Loaded with LD_PRELOAD, set by the test in the same
 * process. Build: cc -shared -fPIC -o faults.so faults.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, READ = 8, OPEN = 16 };

static volatile int kinds, error, lasting, torn;
static volatile long countdown, seen;

/* From the n-th call of these kinds on: one fails with this error, or all do. A torn write leaves half of itself behind. */
void faults_arm(int these_kinds, long nth, int this_error, int all, int leave_half) {
  error = this_error;
  lasting = all;
  torn = leave_half;
  seen = 0;
  countdown = nth;
  kinds = these_kinds;
}

/* None fails any more; how many calls there were. */
long faults_disarm(void) {
  kinds = 0;
  return seen;
}

static int is_journal(const char *path) { return path && strstr(path, "journal.db") != 0; }

static int journal(int fd) {
  char link[32], path[512];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 0) return 0;
  path[n] = 0;
  return is_journal(path);
}

static int fails(void) {
  seen++;
  countdown--;
  if (countdown == 0 || (lasting && countdown < 0)) {
    errno = error;
    return 1;
  }
  return 0;
}

#define REAL(name, type) \
  static type real; \
  if (!real) real = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef ssize_t (*write_t)(int, const void *, size_t);
typedef ssize_t (*pread_t)(int, void *, size_t, off_t);
typedef int (*fd_t)(int);
typedef int (*truncate_t)(int, off_t);
typedef int (*open_t)(const char *, int, ...);

ssize_t pwrite64(int fd, const void *b, size_t n, off_t at) {
  REAL("pwrite64", pwrite_t);
  if ((kinds & WRITE) && journal(fd) && fails()) {
    int kept = errno;
    if (torn) real(fd, b, n / 2, at);
    errno = kept;
    return -1;
  }
  return real(fd, b, n, at);
}

ssize_t write(int fd, const void *b, size_t n) {
  REAL("write", write_t);
  if ((kinds & WRITE) && journal(fd) && fails()) return -1;
  return real(fd, b, n);
}

ssize_t pread64(int fd, void *b, size_t n, off_t at) {
  REAL("pread64", pread_t);
  if ((kinds & READ) && journal(fd) && fails()) return -1;
  return real(fd, b, n, at);
}

int fsync(int fd) {
  REAL("fsync", fd_t);
  if ((kinds & SYNC) && journal(fd) && fails()) return -1;
  return real(fd);
}

int ftruncate64(int fd, off_t n) {
  REAL("ftruncate64", truncate_t);
  if ((kinds & TRUNCATE) && journal(fd) && fails()) return -1;
  return real(fd, n);
}

int open64(const char *path, int flags, ...) {
  REAL("open64", open_t);
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if ((kinds & OPEN) && is_journal(path) && fails()) return -1;
  return real(path, flags, mode);
}
