/* The supervisor against children that crash, stand still, are killed from outside or
 * report errors: each row says what the child does at each attempt and what must come of
 * it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <jihe.h>

/* The supervisor's patience, short for the test. */
#define jihe_stall_seconds() 1u

#include "cli/hold.c"
#include "cli/progress.c"
#include "cli/say.c"
#include "cli/supervise.c"

#include "api/api.h"

#include <sys/stat.h>

static char rules[] = "/tmp/jihe-supervise-XXXXXX";

/* A rules folder with an empty national pack. */
static int rules_make(void **state)
{
    (void)state;
    struct file_out out;
    char path[64];
    assert_non_null(mkdtemp(rules));
    (void)snprintf(path, sizeof(path), "%s/national", rules);
    assert_int_equal(mkdir(path, 0700), 0);
    (void)snprintf(path, sizeof(path), "%s/national/pack.lua", rules);
    assert_int_equal(file_create(&out, path, NULL), 0);
    file_write(&out, SLICE("pack \"national\" { title = \"t\", version = \"1\" }\n"));
    return file_commit(&out, NULL);
}

static int rules_remove(void **state)
{
    (void)state;
    char path[64];
    (void)snprintf(path, sizeof(path), "%s/national/pack.lua", rules);
    (void)unlink(path);
    (void)snprintf(path, sizeof(path), "%s/national", rules);
    (void)rmdir(path);
    return rmdir(rules);
}

enum deed { WORKS, CRASHES, TWO_CRASH, IDLE_CRASH, STALLS, LEAVES, KILLED, REPORTS };

struct play {
    enum deed deed;
    size_t until; /* the deed is done while fewer rules than this are left out */
    int status;
    bool was_alone;
};

static void enter(struct board *b, size_t thread, const char *name)
{
    (void)snprintf(b->slots[thread].name, sizeof(b->slots[thread].name), "%s", name);
    b->slots[thread].serial++;
    b->slots[thread].busy = 1;
}

static void put(int fd, const char *text)
{
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
}

static _Noreturn void crash(void)
{
    (void)signal(SIGSEGV, SIG_DFL);
    (void)raise(SIGSEGV);
    _exit(9);
}

/* Threads that were inside a rule when all died, or only the one when it runs alone. */
static void misbehave(const struct play *p, struct board *b, bool alone, char *name)
{
    switch (p->deed) {
    case CRASHES: enter(b, 0, name); crash();
    case TWO_CRASH:
        enter(b, 0, alone ? name : "INNOCENT");
        if (!alone)
            enter(b, 1, name);
        crash();
    case IDLE_CRASH: crash();
    case STALLS:
        enter(b, 1, name);
        for (;;)
            pause();
    case LEAVES: enter(b, 0, name); _exit(0);
    case KILLED:
        enter(b, 0, name);
        (void)raise(SIGKILL);
        break;
    case WORKS:
    case REPORTS: break;
    }
}

static int play_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    const struct play *p = context;
    char name[32];
    put(fd, "attempt ");
    (void)snprintf(name, sizeof(name), "R-%zu", engine->exclusion_count + 1);
    if (engine->exclusion_count < p->until)
        misbehave(p, engine->board, alone, name);
    for (size_t i = 0; i < engine->exclusion_count; i++) {
        (void)snprintf(name, sizeof(name), "-%.*s",
                       SLICE_ARG(engine->exclusions[i].name));
        put(fd, name);
    }
    put(fd, alone ? " alone" : "");
    if (p->deed == REPORTS) {
        (void)snprintf(error->en, sizeof(error->en), "bad parameter");
        return ERR_USAGE;
    }
    return p->status;
}

static const struct {
    struct play play;
    int rc, status;
    const char *text; /* what was written, or part of the message */
} rows[] = {
    {{.deed = WORKS, .status = 1}, 0, 1, "attempt "},
    {{.deed = CRASHES, .until = 1, .status = 3}, 0, 3, "attempt -R-1"},
    {{.deed = CRASHES, .until = 3}, 0, 0, "attempt -R-1-R-2-R-3"},
    {{.deed = TWO_CRASH, .until = 1}, 0, 0, "attempt -R-1 alone"},
    {{.deed = LEAVES, .until = 1}, 0, 0, "attempt -R-1"},
    {{.deed = CRASHES, .until = 100}, ERR_LIMIT, 0, "giving up"},
    {{.deed = IDLE_CRASH, .until = 1}, ERR_IO, 0, "while no rule was running"},
    {{.deed = KILLED, .until = 1}, ERR_IO, 0, "ended from outside"},
    {{.deed = REPORTS}, ERR_USAGE, 0, "bad parameter"},
    {{.deed = STALLS, .until = 1, .status = 3}, 0, 3, "attempt -R-1"},
};

static void plays(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct play play = rows[i].play;
        struct job job = {.rules = rules,
                          .english = true,
                          .input_start = -1,
                          .work = play_work,
                          .context = &play};
        struct error err = {0};
        char text[256] = "";
        int fd = -1, status = 0;
        int rc = supervise(&job, &fd, &status, &err);
        print_message("row %zu: %s\n", i, err.en);
        assert_int_equal(rc, rows[i].rc);
        if (rc) {
            assert_int_equal(fd, -1);
            assert_non_null(strstr(err.en, rows[i].text));
            continue;
        }
        assert_int_equal(status, rows[i].status);
        assert_true(pread(fd, text, sizeof(text) - 1, 0) >= 0);
        assert_string_equal(text, rows[i].text);
        close(fd);
    }
}

/* A rules folder that is wrong is a mistake of the pack, and the message is the
 * library's. */
static void no_rules(void **state)
{
    (void)state;
    struct play play = {.deed = WORKS};
    struct job job = {.rules = "/nonexistent/rules",
                      .input_start = -1,
                      .work = play_work,
                      .context = &play};
    struct error err = {0};
    int fd = -1, status = 0;
    assert_int_equal(supervise(&job, &fd, &status, &err), ERR_PACK);
    assert_non_null(strstr(err.zh, "/nonexistent/rules"));
    assert_int_equal(fd, -1);
}

/* Runs the supervisor over a child that stands still, in a process of its own. */
static pid_t supervisor_fork(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct play play = {.deed = STALLS, .until = 100};
        struct job job = {
            .rules = rules, .input_start = -1, .work = play_work, .context = &play};
        struct error err;
        int fd, status;
        (void)supervise(&job, &fd, &status, &err);
        _exit(0);
    }
    return pid;
}

/* The child of `parent`, 0 when there is none. */
static pid_t child_of(pid_t parent)
{
    char path[64], text[64] = "";
    (void)snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)parent,
                   (int)parent);
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, text, sizeof(text) - 1);
    close(fd);
    pid_t pid = 0;
    for (ssize_t i = 0; i < n && text[i] >= '0' && text[i] <= '9'; i++)
        pid = pid * 10 + (text[i] - '0');
    return pid;
}

static void stop_signals(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGKILL};
    const struct timespec nap = {0, 20 * 1000000L};
    for (size_t i = 0; i < 4; i++) {
        pid_t parent = supervisor_fork(), child = 0;
        int wait_status = 0;
        for (int k = 0; k < 250 && child == 0; k++) {
            nanosleep(&nap, NULL);
            child = child_of(parent);
        }
        if (child == 0) {
            (void)kill(parent, SIGKILL);
            (void)waitpid(parent, NULL, 0);
            skip(); /* no /proc/…/children here */
        }
        nanosleep(&nap, NULL);
        assert_int_equal(kill(parent, signals[i]), 0);
        assert_int_equal(waitpid(parent, &wait_status, 0), parent);
        assert_true(WIFSIGNALED(wait_status));
        assert_int_equal(WTERMSIG(wait_status), signals[i]);
        int gone = 0;
        for (int k = 0; k < 250 && !gone; k++) {
            gone = kill(child, 0) != 0;
            nanosleep(&nap, NULL);
        }
        assert_true(gone);
    }
}

/* A pipe is read once but can be read again; a file is left alone. */
static void held_input(void **state)
{
    (void)state;
    int ends[2], saved = dup(STDIN_FILENO);
    char text[16] = "", path[32];
    struct error err;
    for (int named = 0; named < 2; named++) {
        int64_t start = -1;
        assert_int_equal(pipe(ends), 0);
        put(ends[1], "hello");
        close(ends[1]);
        int fd = named ? ends[0] : STDIN_FILENO;
        (void)snprintf(path, sizeof(path), "/dev/fd/%d", fd);
        if (!named)
            assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
        assert_int_equal(hold_input(named ? path : "-", &start, &err), 0);
        assert_int_equal(start, named ? -1 : 0);
        for (int twice = 0; twice < 2; twice++) {
            assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
            assert_int_equal(read(fd, text, sizeof(text)), 5);
            assert_memory_equal(text, "hello", 5);
        }
        close(ends[0]);
    }
    assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
    close(saved);
    int64_t start = -1;
    assert_int_equal(hold_input("/etc/hostname", &start, &err), 0);
    assert_int_equal(hold_input("/dev/fd/x", &start, &err), 0);
    assert_int_equal(hold_input("/dev/fd/99999999999999", &start, &err), 0);
    assert_int_equal(start, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plays),
        cmocka_unit_test(no_rules),
        cmocka_unit_test(stop_signals),
        cmocka_unit_test(held_input),
    };
    return cmocka_run_group_tests(tests, rules_make, rules_remove);
}
