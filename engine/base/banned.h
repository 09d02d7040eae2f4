/* Functions that have no place here, refused by the compiler: unbounded, locale-dependent, or with
 * hidden state. Included before every file. strtod and strncpy are banned too, but lua.h and xlsxwriter.h
 * name them: a test looks. */
#ifndef JIHE_BASE_BANNED_H
#define JIHE_BASE_BANNED_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf gets strncat strtok strdup strndup
#pragma GCC poison atoi atol atoll atof strtof strtold scanf sscanf fscanf
#pragma GCC poison localtime gmtime ctime asctime rand srand tmpnam mktemp setlocale strerror
#undef isalpha
#undef isdigit
#undef isspace
#undef isalnum
#undef isupper
#undef islower
#undef ispunct
#undef isprint
#undef isxdigit
#undef toupper
#undef tolower
#pragma GCC poison isalpha isdigit isspace isalnum isupper islower ispunct isprint isxdigit toupper tolower

#endif
