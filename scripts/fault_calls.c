/* Counts the calls of this process that change files, and at one of them kills it or lets the call fail.
 *
 * Loaded with LD_PRELOAD by scripts/fault_calls.py. Only regular files count: pipes and terminals go through.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long count, armed_at;
static int failure, is_armed, is_for_good;

void fault_arm(long at, int error, int for_good) { count = 0; armed_at = at; failure = error; is_for_good = for_good; is_armed = 1; }
long fault_disarm(void) { is_armed = 0; return count; }

static int strikes(void) {
    if (!is_armed) return 0;
    count++;
    if (count != armed_at && !(is_for_good && count > armed_at)) return 0;
    if (failure == 0) kill(getpid(), SIGKILL);
    errno = failure;
    return 1;
}

static int is_file(int handle) {
    struct stat found;
    return is_armed && fstat(handle, &found) == 0 && S_ISREG(found.st_mode);
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

ssize_t write(int h, const void *b, size_t n) { REAL(ssize_t, write, int, const void *, size_t); return is_file(h) && strikes() ? -1 : real(h, b, n); }
ssize_t pwrite(int h, const void *b, size_t n, off_t at) { REAL(ssize_t, pwrite, int, const void *, size_t, off_t); return is_file(h) && strikes() ? -1 : real(h, b, n, at); }
ssize_t pwrite64(int h, const void *b, size_t n, off64_t at) { REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t); return is_file(h) && strikes() ? -1 : real(h, b, n, at); }
int ftruncate(int h, off_t n) { REAL(int, ftruncate, int, off_t); return is_file(h) && strikes() ? -1 : real(h, n); }
int ftruncate64(int h, off64_t n) { REAL(int, ftruncate64, int, off64_t); return is_file(h) && strikes() ? -1 : real(h, n); }
int fsync(int h) { REAL(int, fsync, int); return is_armed && strikes() ? -1 : real(h); }
int fdatasync(int h) { REAL(int, fdatasync, int); return is_armed && strikes() ? -1 : real(h); }
int unlink(const char *p) { REAL(int, unlink, const char *); return strikes() ? -1 : real(p); }
int unlinkat(int d, const char *p, int f) { REAL(int, unlinkat, int, const char *, int); return strikes() ? -1 : real(d, p, f); }
int rename(const char *a, const char *b) { REAL(int, rename, const char *, const char *); return strikes() ? -1 : real(a, b); }
int link(const char *a, const char *b) { REAL(int, link, const char *, const char *); return strikes() ? -1 : real(a, b); }
int linkat(int d, const char *a, int e, const char *b, int f) { REAL(int, linkat, int, const char *, int, const char *, int); return strikes() ? -1 : real(d, a, e, b, f); }
int mkdir(const char *p, mode_t m) { REAL(int, mkdir, const char *, mode_t); return strikes() ? -1 : real(p, m); }
