/* The surroundings of the program. */
#include "cli/place.h"

#include "base/file.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, COLUMNS_MOST = 1000 };

/* dir/name when it holds packs; NULL otherwise. */
static char *rules_in(const char *dir, const char *name)
{
    char *path = file_join(dir, name);
    char *national = path ? file_join(path, "national") : NULL;
    bool there = national && file_kind(national) == FILE_DIRECTORY;
    free(national);
    if (there)
        return path;
    free(path);
    return NULL;
}

/* Beside build/jihe lies the source tree's rules folder; beside bin/jihe an installed
 * one. */
static char *rules_beside(void)
{
    static const char *const names[] = {"../rules", "rules", "../share/jihe/rules"};
    char dir[PATH_BYTES];
    ssize_t n = readlink("/proc/self/exe", dir, sizeof(dir) - 1);
    if (n <= 0 || (size_t)n >= sizeof(dir) - 1)
        return NULL;
    while (n > 0 && dir[n - 1] != '/')
        n--;
    dir[n] = '\0';
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        char *path = rules_in(dir, names[i]);
        if (path)
            return path;
    }
    return NULL;
}

char *place_rules(const char *said)
{
    const char *environment = getenv("JIHE_RULES");
    if (said)
        return file_join("", said);
    if (environment && environment[0])
        return file_join("", environment);
    char *beside = rules_beside();
    return beside ? beside : file_join("", JIHE_RULES_DIR);
}

size_t place_columns(void)
{
    const char *said = getenv("COLUMNS");
    struct winsize size;
    size_t n = 0;
    for (; said && *said >= '0' && *said <= '9'; said++)
        n = n < COLUMNS_MOST ? n * 10 + (size_t)(*said - '0') : n;
    if (said && *said == '\0' && n > 0)
        return n;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
    return 0;
}

bool place_colour(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no && no[0]) && !(term && !strcmp(term, "dumb"));
}
