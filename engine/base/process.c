/* Everything a child needs is made before fork, because behind it, in a program with
 * threads, only system calls are safe. Between us and the program stands a keeper: it
 * watches the clock and us. When time is up, or we are gone (interrupted, killed), it
 * kills the program with all that started and, in the second case, removes the folder
 * nobody else will. */
#include "base/process.h"

#include "base/slice.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- finding a program ---- */

static bool is_program(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

static const char *search_path(void)
{
    const char *path = getenv("PATH");
    return path && *path ? path : "/usr/local/bin:/usr/bin:/bin";
}

static bool find_one(const char *name, char out[PROCESS_PATH_MAX])
{
    for (const char *at = search_path(); *at;) {
        const char *end = strchr(at, ':');
        size_t len = end ? (size_t)(end - at) : strlen(at);
        int n = snprintf(out, PROCESS_PATH_MAX, "%.*s/%s", (int)len, at, name);
        if (len > 0 && at[0] == '/' && n > 0 && n < PROCESS_PATH_MAX && is_program(out))
            return true;
        at += len + (end != NULL);
    }
    return false;
}

bool process_find(const char *const *names, char out[PROCESS_PATH_MAX])
{
    for (; *names; names++)
        if (find_one(*names, out))
            return true;
    return false;
}

/* ---- the child ---- */

static void bound(int what, size_t most)
{
    struct rlimit limit = {most, most};
    (void)setrlimit(what, &limit);
}

/* A network of its own has no way out. Who may not make one goes on without. */
static void leave_network(void)
{
    if (unshare(CLONE_NEWNET) != 0)
        (void)unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

static uint64_t now_milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void program(const char *const *argv, char *const *environment, const char *folder,
                    const struct process_limits *limits)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    (void)setpgid(0, 0);
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    leave_network();
    bound(RLIMIT_CORE, 0);
    bound(RLIMIT_CPU, limits->seconds);
    bound(RLIMIT_FSIZE, limits->file_bytes);
    if (limits->memory)
        bound(RLIMIT_AS, limits->memory);
    if (null >= 0 && dup2(null, 0) == 0 && dup2(null, 1) == 1 && dup2(null, 2) == 2 &&
        chdir(folder) == 0) {
        (void)close_range(3, ~0U, 0);
        (void)execve(argv[0], (char *const *)(uintptr_t)argv, environment);
    }
    _exit(127);
}

/* Ends as the program ended; by SIGALRM when time was up. */
static void keeper(pid_t parent, const char *const *argv, char *const *environment,
                   const char *folder, const struct process_limits *limits)
{
    uint64_t end = now_milliseconds() + (uint64_t)limits->seconds * 1000;
    struct timespec pause = {0, 2 * 1000 * 1000};
    int status = 0;
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    (void)setsid();
    (void)signal(SIGALRM, SIG_DFL);
    pid_t pid = fork();
    if (pid == 0)
        program(argv, environment, folder, limits);
    if (pid < 0)
        _exit(127);
    while (waitpid(pid, &status, WNOHANG) == 0) {
        bool gone = getppid() != parent, late = now_milliseconds() > end;
        if (gone || late)
            (void)kill(-pid, SIGKILL);
        if (gone)
            process_folder_remove(folder);
        if (gone || late)
            (void)kill(getpid(), SIGALRM);
        (void)nanosleep(&pause, NULL);
        pause.tv_nsec =
            pause.tv_nsec < 50 * 1000 * 1000 ? pause.tv_nsec * 2 : pause.tv_nsec;
    }
    (void)kill(-pid, SIGKILL); /* whatever it left behind */
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128);
}

/* ---- the parent ---- */

static int keeper_wait(pid_t pid, unsigned seconds, int *status, struct error *err)
{
    while (waitpid(pid, status, 0) < 0)
        if (errno != EINTR)
            return error_set(err, ERR_IO, "无法等待子程序结束",
                             "cannot wait for the other program");
    if (WIFSIGNALED(*status) && WTERMSIG(*status) == SIGALRM)
        return error_set(err, ERR_LIMIT, "超过 %u 秒仍未结束",
                         "not done after %u seconds", seconds);
    return 0;
}

int process_run(const char *const *argv, const char *folder,
                const struct process_limits *limits, int *status, struct error *err)
{
    size_t room = strlen(search_path()) + strlen(folder) * 2 + 256;
    char *text = malloc(room);
    if (!text)
        return error_memory(err);
    const char *const names[] = {"PATH", "HOME", "TMPDIR", "LC_ALL"};
    const char *const values[] = {search_path(), folder, folder, "C.UTF-8"};
    char *environment[5] = {NULL};
    for (size_t i = 0, at = 0; i < 4; i++) {
        environment[i] = text + at;
        at += (size_t)snprintf(text + at, room - at, "%s=%s", names[i], values[i]) + 1;
    }
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        keeper(parent, argv, environment, folder, limits);
    int rc =
        pid < 0 ? error_set(err, ERR_IO, "无法启动子程序", "cannot start another program")
                : keeper_wait(pid, limits->seconds, status, err);
    free(text);
    return rc;
}

/* ---- folders ---- */

int process_folder(char out[PROCESS_PATH_MAX], struct error *err)
{
    const char *base = getenv("TMPDIR");
    int n =
        snprintf(out, PROCESS_PATH_MAX, "%s/jihe-XXXXXX", base && *base ? base : "/tmp");
    if (n < 0 || n >= PROCESS_PATH_MAX || !mkdtemp(out))
        return error_set(err, ERR_IO, "无法在 %s 建立临时文件夹",
                         "cannot make a folder in %s", base && *base ? base : "/tmp");
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st;
    (void)flag;
    (void)ftw;
    (void)remove(path);
    return 0;
}

void process_folder_remove(const char *folder)
{
    (void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
