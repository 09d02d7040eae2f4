/* The program: makes its surroundings safe, then runs a command. */
#include "cli/commands.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* A data file must never be opened as descriptor 0, 1 or 2. What is closed becomes
 * /dev/null opened for reading, so that writing to it still fails and is told. */
static int descriptors_fill(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
            return -1;
    return 0;
}

int main(int argc, char **argv)
{
    if (descriptors_fill() != 0)
        return 3;
    (void)signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error value */
    (void)signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
    return commands_main(argc, argv);
}
