/* What was put together goes on: into the file, or into a spool until what stands before it is known. */
#include "write/writer.h"

static int line_whole(const struct buffer *line, struct error *err)
{
    return line->failed ? error_set(err, ERR_LIMIT, "一条结果超过 %d 字节，无法写出",
                                    "one result is larger than %d bytes and cannot be written",
                                    WRITE_LINE_MAX)
                        : 0;
}

int line_flush(struct buffer *line, struct file_out *file, struct error *err)
{
    int rc = line_whole(line, err);
    if (rc)
        return rc;
    file_write(file, buffer_slice(line));
    buffer_clear(line);
    if (!file->failed)
        return 0;
    if (err)
        *err = file->error;
    return file->error.code;
}

int line_spool(struct buffer *line, struct spool *spool, struct error *err)
{
    int rc = line_whole(line, err);
    if (rc)
        return rc;
    spool_put(spool, buffer_slice(line));
    buffer_clear(line);
    return 0;
}
