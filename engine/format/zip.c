/* A skin over libzip. Sizes written in a container are never believed: what comes out is
 * counted, over all parts, against a budget that grows with the container. Names are
 * looked up as OPC wants it, without regard to capitals, and once: two parts of one name
 * are two readings of one file. */
#include "format/zip.h"

#include "base/arena.h"
#include "base/map.h"

#include <errno.h>
#include <unistd.h>
#include <zip.h>

enum { KEY_MAX = 1024, SHOWN = 200 };

/* The file as libzip reads it: at its own place, as large as it was when it was opened,
 * and counted. */
struct stream {
    int fd;
    uint64_t size, at, taken; /* taken: bytes read in all */
    zip_error_t error;
};

struct zipfile {
    zip_t *zip;
    struct zipfile_limits limits;
    struct map names; /* the name as it is compared → 1 + index */
    struct arena keys;
    size_t count;
    struct stream stream;
    uint64_t budget; /* bytes that may still come out */
    uint64_t *given; /* of each part: how far it has been read at most */
};

struct zippart {
    struct zipfile *owner;
    zip_file_t *file;
    const char *name;
    size_t index;
    uint64_t given,
        taken; /* bytes that came out; what had been taken from the file before */
    bool ended;
};

void zipfile_limits_default(struct zipfile_limits *l)
{
    *l = (struct zipfile_limits){
        .entries = 10000,
        .total_bytes = (uint64_t)32 << 20,
        .total_ratio = 60,
        .part_bytes = (uint64_t)8 << 20,
        .part_ratio = 200,
    };
}

/* ---- names ---- */

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

/* As names are compared: without a leading slash, '/' for '\\', no capitals. Empty when
 * it is too long to be a part of a document. */
static struct slice name_key(struct slice name, char out[KEY_MAX])
{
    while (name.len && is_slash(name.ptr[0]))
        name = slice_from(name, 1);
    if (name.len > KEY_MAX)
        return SLICE_NONE;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        out[i] = is_slash(c) ? '/' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return slice_of(out, name.len);
}

static bool leads_out(struct slice key)
{
    for (size_t start = 0; start <= key.len;) {
        size_t end = slice_find(key, SLICE("/"), start);
        end = end == SIZE_MAX ? key.len : end;
        if (slice_equal(slice_sub(key, start, end - start), SLICE("..")))
            return true;
        start = end + 1;
    }
    return false;
}

static const char *entry_name(zip_t *zip, size_t index)
{
    const char *name = zip_get_name(zip, index, ZIP_FL_ENC_RAW);
    return name ? name : "";
}

static int name_add(struct zipfile *z, size_t index, struct error *err)
{
    char text[KEY_MAX];
    const char *name = entry_name(z->zip, index);
    struct slice key = name_key(slice_str(name), text);
    bool made;
    if (leads_out(key))
        return error_set(err, ERR_INPUT, "压缩包内有指向包外的名称：%.*s",
                         "the zip holds a name that leads out of it: %.*s", SHOWN, name);
    if (key.len == 0)
        return 0;
    if (!arena_copy(&z->keys, key, &key))
        return error_memory(err);
    size_t *place = map_put(&z->names, key, &made);
    if (!place)
        return error_memory(err);
    if (!made)
        return error_set(
            err, ERR_INPUT, "压缩包内有两个同名的部件，无法确定以哪个为准：%.*s",
            "duplicate part in the zip, which of the two counts is unknown: %.*s", SHOWN,
            name);
    *place = index + 1;
    return 0;
}

size_t zipfile_count(const struct zipfile *z)
{
    return z->count;
}

struct slice zipfile_name(const struct zipfile *z, size_t index)
{
    return slice_str(entry_name(z->zip, index));
}

bool zipfile_find(const struct zipfile *z, struct slice name, size_t *index)
{
    char text[KEY_MAX];
    const size_t *place = map_get(&z->names, name_key(name, text));
    if (place)
        *index = *place - 1;
    return place != NULL;
}

/* ---- the container ---- */

static int open_error(struct error *err, int code)
{
    if (code == ZIP_ER_NOZIP)
        return error_set(err, ERR_INPUT, "不是完整的 ZIP 压缩包，可能没有下载或复制完整",
                         "not a whole zip archive, truncated or damaged");
    return error_set(err, ERR_INPUT, "ZIP 压缩包已损坏（目录与内容不符）",
                     "damaged zip archive (its directory contradicts its contents)");
}

static zip_int64_t stream_read(struct stream *s, void *out, zip_uint64_t len)
{
    uint64_t want = s->at >= s->size ? 0 : s->size - s->at < len ? s->size - s->at : len;
    uint64_t done = 0;
    while (done < want) {
        ssize_t n = pread(s->fd, (char *)out + done, want - done, (off_t)(s->at + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) { /* an error, or the file became shorter */
            zip_error_set(&s->error, n < 0 ? ZIP_ER_READ : ZIP_ER_EOF, n < 0 ? errno : 0);
            return -1;
        }
        done += (uint64_t)n;
    }
    s->at += done;
    s->taken += done;
    return (zip_int64_t)done;
}

static zip_int64_t stream_seek(struct stream *s, void *data, zip_uint64_t len)
{
    zip_int64_t to = zip_source_seek_compute_offset(s->at, s->size, data, len, &s->error);
    s->at = to < 0 ? s->at : (uint64_t)to;
    return to < 0 ? -1 : 0;
}

static zip_int64_t stream_stat(const struct stream *s, void *data)
{
    zip_stat_t *st = data;
    zip_stat_init(st);
    st->valid = ZIP_STAT_SIZE;
    st->size = s->size;
    return sizeof(*st);
}

static zip_int64_t stream_do(void *context, void *data, zip_uint64_t len,
                             zip_source_cmd_t command)
{
    struct stream *s = context;
    switch (command) {
    case ZIP_SOURCE_OPEN: s->at = 0; return 0;
    case ZIP_SOURCE_READ: return stream_read(s, data, len);
    case ZIP_SOURCE_SEEK: return stream_seek(s, data, len);
    case ZIP_SOURCE_TELL: return (zip_int64_t)s->at;
    case ZIP_SOURCE_STAT: return stream_stat(s, data);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&s->error, data, len);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
            ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
            ZIP_SOURCE_SUPPORTS, -1);
    default: zip_error_set(&s->error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

static zip_t *open_container(struct stream *stream, int *code)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_function_create(stream_do, stream, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    *code = zip_error_code_zip(&error);
    if (!zip && source)
        zip_source_free(source);
    zip_error_fini(&error);
    return zip;
}

static int directory_read(struct zipfile *z, struct error *err)
{
    zip_int64_t count = zip_get_num_entries(z->zip, 0);
    if (count == 0)
        return error_set(err, ERR_INPUT, "ZIP 压缩包是空的", "the zip archive is empty");
    if (count < 0 || (uint64_t)count > z->limits.entries)
        return error_set(err, ERR_LIMIT, "压缩包内的部件超过上限 %zu 个",
                         "too many entries in the zip, the limit is %zu",
                         z->limits.entries);
    z->count = (size_t)count;
    z->given = calloc(z->count, sizeof(*z->given));
    if (!z->given)
        return error_memory(err);
    for (size_t i = 0; i < z->count; i++) {
        int rc = name_add(z, i, err);
        if (rc)
            return rc;
    }
    return 0;
}

int zipfile_open(struct zipfile **out, int fd, const struct zipfile_limits *limits,
                 struct error *err)
{
    int code;
    off_t size = lseek(fd, 0, SEEK_END);
    if (size < 0)
        return error_set(err, ERR_IO, "文件不能随意定位", "the file is not seekable");
    struct zipfile *z = calloc(1, sizeof(*z));
    if (!z)
        return error_memory(err);
    z->limits = *limits;
    z->stream = (struct stream){.fd = fd, .size = (uint64_t)size};
    zip_error_init(&z->stream.error);
    z->budget = limits->total_bytes + (uint64_t)size * limits->total_ratio;
    map_init(&z->names);
    arena_init(&z->keys, SIZE_MAX);
    z->zip = open_container(&z->stream, &code);
    int rc = z->zip ? directory_read(z, err) : open_error(err, code);
    if (rc) {
        zipfile_close(z);
        return rc;
    }
    *out = z;
    return 0;
}

void zipfile_close(struct zipfile *z)
{
    if (!z)
        return;
    if (z->zip)
        zip_discard(z->zip);
    zip_error_fini(&z->stream.error);
    map_release(&z->names);
    arena_release(&z->keys);
    free(z->given);
    free(z);
}

/* ---- parts ---- */

static int part_error(struct error *err, const char *name, int code)
{
    switch (code) {
    case ZIP_ER_MEMORY: return error_memory(err);
    case ZIP_ER_COMPNOTSUPP:
        return error_set(err, ERR_INPUT, "压缩包内的部件 %.*s 用了不认识的压缩方法",
                         "part %.*s of the zip: unsupported compression method", SHOWN,
                         name);
    case ZIP_ER_ENCRNOTSUPP:
    case ZIP_ER_NOPASSWD:
        return error_set(err, ERR_INPUT, "压缩包内的部件 %.*s 已加密，请取消密码后再用",
                         "part %.*s of the zip is encrypted, remove the password first",
                         SHOWN, name);
    case ZIP_ER_CRC:
        return error_set(err, ERR_INPUT, "压缩包内的部件 %.*s 已损坏（校验和 CRC 不符）",
                         "part %.*s of the zip is damaged (its CRC differs)", SHOWN,
                         name);
    default:
        return error_set(err, ERR_INPUT, "压缩包内的部件 %.*s 已损坏，不能解压",
                         "part %.*s of the zip is damaged and cannot be unpacked", SHOWN,
                         name);
    }
}

int zippart_open(struct zippart **out, struct zipfile *z, size_t index, struct error *err)
{
    zip_stat_t st;
    const char *name = entry_name(z->zip, index);
    if (zip_stat_index(z->zip, index, 0, &st) != 0)
        return part_error(err, name, zip_error_code_zip(zip_get_error(z->zip)));
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
        return part_error(err, name, ZIP_ER_NOPASSWD);
    struct zippart *p = calloc(1, sizeof(*p));
    if (!p)
        return error_memory(err);
    *p = (struct zippart){
        .owner = z, .name = name, .index = index, .taken = z->stream.taken};
    p->file = zip_fopen_index(z->zip, index, 0);
    if (!p->file) {
        int rc = part_error(err, name, zip_error_code_zip(zip_get_error(z->zip)));
        free(p);
        return rc;
    }
    *out = p;
    return 0;
}

/* Counts what came out; ERR_LIMIT when it is too much for what was taken from the file,
 * or for the container. A part that is read again costs nothing. */
static int part_count(struct zippart *p, uint64_t got, struct error *err)
{
    struct zipfile *z = p->owner;
    uint64_t packed = z->stream.taken - p->taken;
    p->given += got;
    if (p->given > z->limits.part_bytes && p->given / z->limits.part_ratio > packed)
        return error_set(
            err, ERR_LIMIT,
            "压缩包内的部件 %.*s 解压后过大，超过压缩大小 %u 倍的上限，疑似压缩炸弹",
            "part %.*s of the zip is too large unpacked: the limit is %u times its packed "
            "size; it may be a zip bomb",
            SHOWN, p->name, z->limits.part_ratio);
    if (p->given <= z->given[p->index])
        return 0;
    uint64_t more = p->given - z->given[p->index];
    z->given[p->index] = p->given;
    if (more > z->budget)
        return error_set(
            err, ERR_LIMIT, "压缩包解压后过大，读到部件 %.*s 时超过上限",
            "the zip is too large unpacked, the limit was passed in part %.*s", SHOWN,
            p->name);
    z->budget -= more;
    return 0;
}

int zippart_read(void *context, char *out, size_t cap, size_t *got, struct error *err)
{
    struct zippart *p = context;
    *got = 0;
    if (p->ended)
        return 0;
    zip_int64_t n = zip_fread(p->file, out, cap);
    if (n < 0)
        return part_error(err, p->name, zip_error_code_zip(zip_file_get_error(p->file)));
    p->ended = n == 0;
    *got = (size_t)n;
    return part_count(p, (uint64_t)n, err);
}

void zippart_close(struct zippart *p)
{
    if (!p)
        return;
    zip_fclose(p->file);
    free(p);
}

int zipfile_read(struct zipfile *z, size_t index, struct buffer *out, struct error *err)
{
    struct zippart *p;
    char chunk[8192];
    size_t got = 1;
    int rc = zippart_open(&p, z, index, err);
    if (rc)
        return rc;
    while (rc == 0 && got > 0 && !out->failed) {
        rc = zippart_read(p, chunk, sizeof(chunk), &got, err);
        if (rc == 0)
            buffer_put(out, slice_of(chunk, got));
    }
    if (rc == 0 && out->failed)
        rc = error_set(err, ERR_LIMIT, "压缩包内的部件 %.*s 过大，上限 %zu 字节",
                       "part %.*s of the zip is too large, the limit is %zu bytes", SHOWN,
                       p->name, out->max);
    zippart_close(p);
    return rc;
}
