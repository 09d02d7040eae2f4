/* Other programs are found, bounded, and leave nothing behind. */
#include "base/process.h"

#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
    assert_false(process_find((const char *const[]){"tmp", "no-such-program", NULL}, path));
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

/* What takes too long is killed with all it started. */
static void test_slow(void **state)
{
    char folder[PROCESS_PATH_MAX], path[PROCESS_PATH_MAX + 8], text[16] = "";
    struct error err;
    int status;
    (void)state;
    assert_int_equal(process_folder(folder, &err), 0);
    assert_int_equal(shell("sleep 60 & echo $! >pid; sleep 60", folder, 1, &status, &err), ERR_LIMIT);
    assert_string_equal(err.en, "not done after 1 seconds");
    (void)snprintf(path, sizeof(path), "%s/pid", folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof(text), file));
    assert_int_equal(fclose(file), 0);
    pid_t pid = (pid_t)strtol(text, NULL, 10);
    assert_true(pid > 1);
    for (int i = 0; i < 100 && kill(pid, 0) == 0; i++)
        usleep(20000);
    char stat_path[64], state_text[256] = "";
    (void)snprintf(stat_path, sizeof(stat_path), "/proc/%d/stat", (int)pid);
    file = fopen(stat_path, "r");
    if (file) { /* gone, or a zombie that nobody waits for */
        assert_non_null(fgets(state_text, sizeof(state_text), file));
        assert_int_equal(fclose(file), 0);
        assert_non_null(strstr(state_text, ") Z "));
    }
    process_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_run),
        cmocka_unit_test(test_slow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
