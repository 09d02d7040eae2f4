/* Names of severities and verdicts. */
#include "model/finding.h"

static const struct slice severities[] = {
    [SEVERITY_NOTE] = {"note", 4},
    [SEVERITY_WARNING] = {"warning", 7},
    [SEVERITY_ERROR] = {"error", 5},
};

int severity_find(struct slice name)
{
    for (int i = SEVERITY_NOTE; i <= SEVERITY_ERROR; i++)
        if (slice_equal(severities[i], name))
            return i;
    return -1;
}

struct slice severity_name(enum severity s)
{
    return severities[s];
}

const char *severity_label(enum severity s, bool english)
{
    static const char *const labels[] = {"提示", "警告", "错误"};
    return english ? severities[s].ptr : labels[s];
}

struct slice verdict_name(enum verdict v)
{
    static const char *const names[] = {"pass", "explain", "fix", "incomplete"};
    return slice_str(names[v]);
}

struct slice verdict_label(enum verdict v)
{
    static const char *const labels[] = {"可提交", "须说明", "须修改", "无法核验"};
    return slice_str(labels[v]);
}
