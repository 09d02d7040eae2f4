/* Bytes are believed before words: half of all pages that say GBK are UTF-8 by now. Only
 * names that are known are ever acted upon. */
#include "decode/html_declared.h"

#include "decode/tell.h"

void html_declared_read(struct html_declared *d, struct slice head)
{
    struct slice name = slice_sub(html_declared(head), 0, sizeof(d->name) - 1);
    *d = (struct html_declared){.kind = CHARSET_ASCII};
    if (name.len)
        memcpy(d->name, name.ptr, name.len);
    d->known = name.len == 0 || html_charset(name, &d->kind);
}

int html_declared_judge(const struct html_declared *d, const struct text *text,
                        const struct decode_options *o, uint32_t file, struct error *err)
{
    struct rejection r = {.kind = REJECT_REMARK, .at = {file, 0, 0, 0}};
    struct error why;
    bool wide = text->kind == CHARSET_UTF16LE || text->kind == CHARSET_UTF16BE;
    if (text->bom || text->kind == CHARSET_ASCII ? d->known
                                                 : d->known && d->kind == text->kind)
        return 0;
    if (d->known && (d->kind == CHARSET_ASCII || wide))
        return 0;
    if (!d->known && text->kind == CHARSET_GB18030)
        return error_set(
            err, ERR_INPUT, "网页声明的编码（encoding）%s 不在可读之列，请另存为 UTF-8",
            "the page declares the encoding %s, which is not read; save it as UTF-8",
            d->name);
    (void)error_set(&why, ERR_INPUT, "网页声明的编码（encoding）是 %s，按内容读作 %s",
                    "the page declares the encoding %s; by its content it is read as %s",
                    d->name, charset_name(text->kind));
    tell(o, &r, &why);
    return 0;
}
