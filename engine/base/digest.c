/* SHA-256 through libmd. */
#include "base/digest.h"

#include <assert.h>
#include <sha2.h>

static SHA2_CTX *context(struct digest *d)
{
    static_assert(sizeof(SHA2_CTX) <= sizeof(d->state), "room for libmd's state");
    return (SHA2_CTX *)(void *)&d->state;
}

void digest_init(struct digest *d)
{
    SHA256Init(context(d));
}

void digest_put(struct digest *d, struct slice s)
{
    if (s.len)
        SHA256Update(context(d), (const uint8_t *)s.ptr, s.len);
}

void digest_field(struct digest *d, struct slice s)
{
    unsigned char len[8];
    for (int i = 0; i < 8; i++)
        len[i] = (unsigned char)((uint64_t)s.len >> (8 * i));
    digest_put(d, slice_of((const char *)len, sizeof(len)));
    digest_put(d, s);
}

void digest_hex(struct digest *d, char out[DIGEST_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_LENGTH];
    SHA256Final(bytes, context(d));
    for (size_t i = 0; i < sizeof(bytes); i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[DIGEST_HEX] = '\0';
}
