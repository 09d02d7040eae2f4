/* The supervisor: forks, watches, kills, tries again. The sandbox ends a rule that
 * misbehaves; this is for what nobody has found yet, a fault in the interpreter itself.
 * The child tells on a board in shared memory which rule runs; its report goes to an
 * unnamed file, so a report is shown once or not at all and nothing is left behind
 * whoever dies. */
#include "cli/supervise.h"

#include "cli/hold.h"
#include "cli/progress.h"
#include "cli/say.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TICK_MS = 100,
    THREADS_WATCHED = 64,
    BOARD_OFFSET = 4096,
    NAME_BYTES = JIHE_BOARD_NAME_MAX
};

/* Shared with the child; the board lies BOARD_OFFSET behind. */
struct shared {
    volatile int done;
    int status; /* exit status, or an error's code below 0 */
    jihe_error error;
};

_Static_assert(sizeof(struct shared) <= BOARD_OFFSET, "the board has its own pages");

struct left_out {
    char name[NAME_BYTES];
    bool stalled;
};

struct watch {
    uint32_t serial;
    int64_t still_ms;
};

struct supervisor {
    const struct job *job;
    struct shared *shared;
    jihe_board *board;
    size_t shared_size;
    int fd;      /* the unnamed file */
    pid_t child; /* 0: none */
    bool alone;
    sigset_t waited, before;
    struct left_out out[ATTEMPTS_MAX];
    size_t out_count;
    struct watch watches[THREADS_WATCHED];
    struct progress progress;
};

/* ---- the child ---- */

static int exclude_all(const struct supervisor *s, jihe_engine *engine)
{
    int rc = 0;
    for (size_t i = 0; i < s->out_count && rc == 0; i++)
        rc = s->out[i].stalled
                 ? jihe_engine_exclude(
                       engine, s->out[i].name, "该规则使检查进程停止响应，已被排除",
                       "this rule made the process stand still and was left out")
                 : jihe_engine_exclude(engine, s->out[i].name,
                                       "该规则使检查进程崩溃，已被排除",
                                       "this rule crashed the process and was left out");
    return rc;
}

static int child_work(const struct supervisor *s)
{
    jihe_error *error = &s->shared->error;
    jihe_engine *engine = jihe_engine_new();
    if (!engine || exclude_all(s, engine) != 0) {
        struct error err;
        (void)error_memory(&err);
        jihe_engine_free(engine);
        return say_take(error, &err);
    }
    jihe_engine_watch(engine, s->board);
    if (s->job->lazy)
        (void)jihe_engine_lazy(engine); /* it is not loaded, so it may still be told */
    int rc = jihe_engine_load(engine, s->job->rules, error);
    if (rc && rc != JIHE_ERROR_MEMORY)
        rc = JIHE_ERROR_PACK; /* whatever is wrong with a rules folder is its fault, not
                                 the data's */
    if (rc == 0)
        rc = s->job->work(s->job->context, engine, s->fd, s->alone, error);
    jihe_engine_free(engine);
    return rc;
}

/* Stop signals stay blocked: the parent decides, and takes the child along. */
static _Noreturn void child_main(const struct supervisor *s, pid_t parent)
{
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    s->shared->status = child_work(s);
    __atomic_store_n(&s->shared->done, 1, __ATOMIC_RELEASE);
    exit(0); /* not _exit: a leak checker has its say at the end */
}

/* ---- watching ---- */

static void child_kill(struct supervisor *s)
{
    if (s->child <= 0)
        return;
    (void)kill(s->child, SIGKILL);
    while (waitpid(s->child, NULL, 0) < 0 && errno == EINTR)
        ;
    s->child = 0;
}

/* The thread that has been inside one rule for too long, or -1. Time during which we
 * ourselves did not run (a machine asleep, a stopped job) hardly counts. */
static int stalled_thread(struct supervisor *s, int64_t passed_ms)
{
    int64_t limit = (int64_t)jihe_stall_seconds() * 1000;
    jihe_activity a;
    if (passed_ms > 5 * TICK_MS)
        passed_ms = 5 * TICK_MS;
    for (size_t i = 0; i < THREADS_WATCHED && jihe_board_activity(s->board, i, &a); i++) {
        struct watch *w = &s->watches[i];
        if (!a.busy || a.serial != w->serial)
            w->still_ms = 0;
        else
            w->still_ms += passed_ms;
        w->serial = a.serial;
        if (w->still_ms >= limit)
            return (int)i;
    }
    return -1;
}

/* The only thread inside a rule; -1: none is, -2: several are. */
static int busy_thread(const struct supervisor *s)
{
    int found = -1;
    jihe_activity a;
    for (size_t i = 0; jihe_board_activity(s->board, i, &a); i++)
        if (a.busy)
            found = found == -1 ? (int)i : -2;
    return found;
}

/* Ends as the signal would have ended us, with nothing left behind. */
static _Noreturn void die_by(struct supervisor *s, int signal_number)
{
    child_kill(s);
    progress_clear(&s->progress);
    sigset_t one;
    (void)signal(signal_number, SIG_DFL);
    sigemptyset(&one);
    sigaddset(&one, signal_number);
    (void)sigprocmask(SIG_UNBLOCK, &one, NULL);
    (void)raise(signal_number);
    _exit(128 + signal_number);
}

enum ending { ENDED, CRASHED, STALLED };

/* Waits for the child's end. *detail is the wait status, or the thread that stands still.
 */
static enum ending child_watch(struct supervisor *s, int *detail)
{
    const struct timespec tick = {0, TICK_MS * 1000000L};
    int64_t before = progress_now();
    for (;;) {
        int number = sigtimedwait(&s->waited, NULL, &tick);
        if (number > 0 && number != SIGCHLD)
            die_by(s, number);
        if (waitpid(s->child, detail, WNOHANG) == s->child) {
            s->child = 0;
            return WIFEXITED(*detail) && s->shared->done ? ENDED : CRASHED;
        }
        int64_t now = progress_now();
        int thread = stalled_thread(s, now - before);
        before = now;
        if (thread >= 0) {
            child_kill(s);
            *detail = thread;
            return STALLED;
        }
        progress_draw(&s->progress, s->board);
    }
}

/* ---- attempts ---- */

static int attempt_start(struct supervisor *s, struct error *err)
{
    memset(s->shared, 0, s->shared_size);
    memset(s->watches, 0, sizeof(s->watches));
    if (ftruncate(s->fd, 0) != 0 || lseek(s->fd, 0, SEEK_SET) != 0)
        return error_set(err, ERR_IO, "临时文件无法重写",
                         "the temporary file cannot be rewritten");
    if (s->job->input_start >= 0)
        (void)lseek(STDIN_FILENO, (off_t)s->job->input_start, SEEK_SET);
    pid_t parent = getpid();
    s->child = fork();
    if (s->child == 0)
        child_main(s, parent);
    if (s->child < 0) {
        s->child = 0;
        return error_set(
            err, ERR_IO, "无法启动检查进程（系统限制了进程数或内存），未作核验",
            "cannot start the checking process (the system limits processes or "
            "memory); nothing was checked");
    }
    return 0;
}

static int leave_out(struct supervisor *s, int thread, bool stalled, struct error *err)
{
    jihe_activity a;
    (void)jihe_board_activity(s->board, (size_t)thread, &a);
    struct left_out *o = &s->out[s->out_count];
    memcpy(o->name, a.name, sizeof(o->name));
    o->stalled = stalled;
    if (++s->out_count < ATTEMPTS_MAX)
        return 0;
    return error_set(
        err, ERR_LIMIT, "已有 %d 条规则使检查进程崩溃或停止响应，放弃；最近的是 %s",
        "%d rules have crashed or stalled the process; giving up. The last was %s",
        ATTEMPTS_MAX, o->name);
}

/* After a crash: who is to blame. Several threads inside rules leave it open; one thread
 * will tell. A signal from outside (kill, out of memory) is nobody's fault here. */
static int crash_judge(struct supervisor *s, int wait_status, struct error *err)
{
    int number = WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
    int thread = busy_thread(s);
    bool outside =
        number == SIGKILL || number == SIGTERM || number == SIGHUP || number == SIGINT;
    if (outside)
        return error_set(
            err, ERR_IO, "检查进程被外部终止（信号 %d，可能是内存不足），核验未完成",
            "the checking process was ended from outside (signal %d; perhaps out of "
            "memory); the check is not complete",
            number);
    if (thread == -1)
        return error_set(
            err, ERR_IO, "检查进程意外终止（信号 %d），当时没有规则在运行，核验未完成",
            "the checking process died (signal %d) while no rule was running; the "
            "check is not complete",
            number);
    if (thread == -2) {
        s->alone = true;
        return 0;
    }
    return leave_out(s, thread, false, err);
}

static int attempts_run(struct supervisor *s, int *status, struct error *err)
{
    for (;;) {
        int detail = 0;
        int rc = attempt_start(s, err);
        if (rc)
            return rc;
        enum ending ending = child_watch(s, &detail);
        if (ending == ENDED)
            break;
        rc = ending == STALLED ? leave_out(s, detail, true, err)
                               : crash_judge(s, detail, err);
        if (rc)
            return rc;
    }
    *status = s->shared->status;
    if (*status >= 0)
        return 0;
    err->code = (enum error_code) * status;
    memcpy(err->zh, s->shared->error.zh, sizeof(err->zh));
    memcpy(err->en, s->shared->error.en, sizeof(err->en));
    err->zh[sizeof(err->zh) - 1] = err->en[sizeof(err->en) - 1] = '\0';
    return *status;
}

/* ---- start and finish ---- */

/* Signals that are ignored (nohup) stay ignored. */
static void signals_block(struct supervisor *s)
{
    static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&s->waited);
    sigaddset(&s->waited, SIGCHLD);
    for (size_t i = 0; i < 3; i++) {
        struct sigaction now;
        if (sigaction(stops[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&s->waited, stops[i]);
    }
    (void)signal(SIGCHLD, SIG_DFL);
    (void)sigprocmask(SIG_BLOCK, &s->waited, &s->before);
}

static int supervisor_start(struct supervisor *s, struct error *err)
{
    s->shared_size = BOARD_OFFSET + jihe_board_size();
    void *memory = mmap(NULL, s->shared_size, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return error_memory(err);
    s->shared = memory;
    s->board = jihe_board_in((char *)memory + BOARD_OFFSET);
    s->fd = hold_temporary();
    if (s->fd < 0)
        return error_set(
            err, ERR_IO, "无法建立临时文件，请检查临时文件夹（TMPDIR）",
            "cannot make a temporary file; check the temporary folder (TMPDIR)");
    progress_init(&s->progress, s->job->progress, s->job->english);
    signals_block(s);
    return 0;
}

int supervise(const struct job *job, int *fd, int *status, struct error *err)
{
    struct supervisor s = {.job = job, .fd = -1};
    *fd = -1;
    int rc = supervisor_start(&s, err);
    if (rc == 0) {
        rc = attempts_run(&s, status, err);
        progress_clear(&s.progress);
        (void)sigprocmask(SIG_SETMASK, &s.before, NULL);
    }
    if (rc == 0)
        *fd = s.fd;
    else if (s.fd >= 0)
        close(s.fd);
    if (s.shared)
        (void)munmap(s.shared, s.shared_size);
    return rc;
}
