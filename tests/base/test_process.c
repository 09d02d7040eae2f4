/* Other programs are found, bounded, and leave nothing behind. */
#include "base/process.h"

#include "base/slice.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* cmocka wants the headers above first */
#include <cmocka.h>

static int shell(const char *script, const char *folder, unsigned seconds, int *status,
                 struct error *err)
{
    const char *argv[] = {"/bin/sh", "-c", script, NULL};
    const struct process_limits limits = {seconds, (size_t)1 << 30, 1 << 20};
    return process_run(argv, folder, &limits, status, err);
}

static void test_find(void **state)
{
    static const char *const names[] = {"no-such-program", "sh", NULL};
    static const char *const none[] = {"no-such-program", "../bin/sh", "tmp", NULL};
    char path[PROCESS_PATH_MAX];
    (void)state;
    assert_int_equal(setenv("PATH", "relative::/:/nonexistent:/bin", 1), 0);
    assert_true(process_find(names, path));
    assert_string_equal(path, "/bin/sh");
    assert_int_equal(setenv("PATH", "/:/usr/bin", 1), 0);
    assert_false(
        process_find((const char *const[]){"tmp", "no-such-program", NULL}, path));
    assert_int_equal(setenv("PATH", "", 1), 0);
    assert_true(process_find(names, path));
    assert_false(process_find(&none[2], path));
}

static const struct {
    const char *script;
    int status; /* of exit */
} scripts[] = {
    {"exit 7", 7},
    {"[ \"$HOME\" = \"$PWD\" ] && [ \"$TMPDIR\" = \"$PWD\" ] && [ -z \"$SECRET\" ]", 0},
    {"[ \"$(ls /proc/self/fd | wc -l)\" -le 4 ]", 0},
    {"read x; [ -z \"$x\" ]", 0},
    {"head -c 3000000 /dev/zero >big; [ \"$(wc -c <big)\" -le 1048576 ]", 0},
    {"mkdir -p a/b && ln -s / a/root && echo x >a/b/c", 0},
};

static void test_run(void **state)
{
    char folder[PROCESS_PATH_MAX];
    struct error err;
    struct stat st;
    (void)state;
    assert_int_equal(setenv("SECRET", "1", 1), 0);
    assert_int_equal(setenv("PATH", "/usr/bin:/bin", 1), 0);
    assert_int_equal(process_folder(folder, &err), 0);
    assert_int_equal(stat(folder, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++) {
        int status = -1;
        assert_int_equal(shell(scripts[i].script, folder, 20, &status, &err), 0);
        assert_true(WIFEXITED(status));
        if (WEXITSTATUS(status) != scripts[i].status)
            fail_msg("%s: %d", scripts[i].script, WEXITSTATUS(status));
    }
    process_folder_remove(folder);
    assert_int_equal(stat(folder, &st), -1);
    assert_int_equal(stat("/bin/sh", &st), 0);
}

/* The process whose number stands in this file is gone, or a zombie that nobody waits
 * for. */
static void assert_gone(const char *folder)
{
    char path[PROCESS_PATH_MAX + 8], text[256] = "";
    (void)snprintf(path, sizeof(path), "%s", folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, 16, file));
    assert_int_equal(fclose(file), 0);
    pid_t pid = (pid_t)strtol(text, NULL, 10);
    assert_true(pid > 1);
    for (int i = 0; i < 200 && kill(pid, 0) == 0; i++)
        usleep(10000);
    (void)snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
    file = fopen(path, "r");
    if (!file)
        return;
    assert_non_null(fgets(text, sizeof(text), file));
    assert_int_equal(fclose(file), 0);
    assert_non_null(strstr(text, ") Z "));
}

/* What takes too long is killed with all it started. */
static void test_slow(void **state)
{
    char folder[PROCESS_PATH_MAX], path[PROCESS_PATH_MAX + 8];
    struct error err;
    int status;
    (void)state;
    assert_int_equal(process_folder(folder, &err), 0);
    assert_int_equal(shell("sleep 60 & echo $! >pid; sleep 60", folder, 1, &status, &err),
                     ERR_LIMIT);
    assert_string_equal(err.en, "not done after 1 seconds");
    (void)snprintf(path, sizeof(path), "%s/pid", folder);
    assert_gone(path);
    process_folder_remove(folder);
}

/* When we are killed, the program goes too, and its folder. */
static void test_orphan(void **state)
{
    char folder[PROCESS_PATH_MAX], pid_file[] = "/tmp/jihe-pid-XXXXXX", script[128];
    struct error err;
    struct stat st;
    int status;
    (void)state;
    int fd = mkstemp(pid_file);
    assert_true(fd >= 0);
    assert_int_equal(process_folder(folder, &err), 0);
    (void)snprintf(script, sizeof(script), "sleep 60 & echo $! >%s; sleep 60", pid_file);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        (void)shell(script, folder, 30, &status, &err);
        _exit(0);
    }
    for (int i = 0; i < 500 && (fstat(fd, &st) != 0 || st.st_size == 0); i++)
        usleep(10000);
    assert_int_equal(kill(pid, SIGTERM), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    for (int i = 0; i < 500 && stat(folder, &st) == 0; i++)
        usleep(10000);
    assert_int_equal(stat(folder, &st), -1);
    assert_gone(pid_file);
    close(fd);
    assert_int_equal(unlink(pid_file), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_run),
        cmocka_unit_test(test_slow),
        cmocka_unit_test(test_orphan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
